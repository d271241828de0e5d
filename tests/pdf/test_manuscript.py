"""Words in Typst: whatever an author types stays words."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from tools.pdf.manuscript import Manuscript, Origin, string, strings

_WRITTEN = re.compile(r'"(?:[^"\\\n]|\\["\\n])*"')
_READ = {'\\"': '"', "\\\\": "\\", "\\n": "\n"}


@given(st.text())
def test_any_words_are_one_string_and_can_be_read_back(words: str) -> None:
    written = string(words)
    assert _WRITTEN.fullmatch(written)
    assert re.sub(r'\\["\\n]', lambda escape: _READ[escape[0]], written[1:-1]) == words


def test_an_array_of_one_is_an_array() -> None:
    assert strings(["un"]) == '("un", )'
    assert strings([]) == "()"


def test_a_line_without_origin_has_that_of_the_block_before() -> None:
    manuscript = Manuscript()
    manuscript.start_line()
    manuscript.start_line(Origin("episodes/1.md", 3))
    manuscript.start_line()
    assert manuscript.origin_of_line(1) is None
    assert str(manuscript.origin_of_line(2)) == "episodes/1.md:3"
    assert manuscript.origin_of_line(3) == manuscript.origin_of_line(2)
    assert str(Origin("index.md")) == "index.md"


def test_links_that_lead_nowhere_are_found() -> None:
    manuscript = Manuscript(labels={"a#", "a#b"}, links=[("a#b", Origin("a.md", 1))])
    assert manuscript.misses() == []
    manuscript.links.append(("a#c", Origin("a.md", 2)))
    assert manuscript.misses() == [("a#c", Origin("a.md", 2))]
