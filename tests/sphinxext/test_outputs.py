"""Every directive and role, through the three outputs alike: no warning, and the same passages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.books import Built
from tests.french.test_typography import seen
from tests.reading import faults_on_paper, leaves_of, words_in_ebook, words_on_site
from tests.sphinxext.conftest import BUILDERS
from tools.sphinxext import book_of

GOLDEN = Path(__file__).parent.parent / "roots" / "passages" / "doctrees"
PAGES = ("index", "avant-propos", "episodes/1-essai", "episodes/2-suite", "reperes/generique")

Everything = Callable[[str], Built]


@pytest.mark.golden
@pytest.mark.parametrize("docname", PAGES)
def test_the_tree_that_every_output_receives_is_the_one_agreed(
    docname: str, everything: Everything, golden: Callable[[str, Path], None]
) -> None:
    """⍽ and ⎵ stand for U+00A0 and U+202F."""
    document = everything("html").doctree(docname)
    told = re.sub(r"<document .*>", "<document>", document.pformat())
    golden(seen(told), GOLDEN / f"{docname.replace('/', '-')}.txt")


@pytest.mark.parametrize("builder", BUILDERS)
def test_every_directive_is_set_without_a_warning(builder: str, everything: Everything) -> None:
    assert everything(builder).warnings == ""


@pytest.fixture
def words(everything: Everything) -> dict[str, str]:
    """The words of every passage by number, as the model has them."""
    book = book_of(everything("html").app.env)
    return {number: passage.text for number, (_, passage) in book.passages.items()}


def test_each_passage_is_on_the_site_with_its_number(
    everything: Everything, words: dict[str, str]
) -> None:
    assert words_on_site(everything("html").out) == words


def test_each_passage_is_in_the_e_book_with_its_number(
    everything: Everything, words: dict[str, str]
) -> None:
    (path,) = everything("livre-epub").out.glob("*.epub")
    assert words_in_ebook(path) == words


def test_each_passage_is_on_paper_beside_its_number(
    everything: Everything, words: dict[str, str]
) -> None:
    out = everything("livre-pdf").out
    anchors = json.loads((out / "pages.json").read_text(encoding="utf-8"))["anchors"]
    pages = {number: anchors["ep{}-p{}".format(*number.split("."))] for number in words}
    (path,) = out.glob("*.pdf")
    assert faults_on_paper(leaves_of(path), words, pages) == []


def test_the_second_builder_reads_no_page_again(everything: Everything) -> None:
    """One reading serves the three outputs: the doctrees of the first are those of the others."""
    doctrees = Path(everything("html").app.doctreedir)
    before = {path: path.stat().st_mtime_ns for path in doctrees.rglob("*.doctree")}
    everything("livre-epub")
    everything("livre-pdf")
    assert {path: path.stat().st_mtime_ns for path in doctrees.rglob("*.doctree")} == before
