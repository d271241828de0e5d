"""What a person, a program and a forge see of a diagnostic."""

from __future__ import annotations

import io

import pytest

from tools.diagnostics import Location
from tools.printing import Progress, as_annotations, as_text
from tools.rules import TURN_SPEAKER_DECLARED

PAGE = "# Un titre\n\nSolline : Bonjour.\n"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(text: str, *, line: int = 3, column: int | None = 1, colour: bool = False) -> list[str]:
    fault = TURN_SPEAKER_DECLARED.broken(
        Location("a.md", line, column), "un nom", hint="un conseil"
    )
    return list(as_text([fault], {"a.md": text}, colour=colour))


def test_the_line_is_quoted_and_its_place_underlined() -> None:
    assert shown(PAGE) == [
        "a.md:3:1: TRS201 erreur — un nom",
        "    Solline : Bonjour.",
        "    ^",
        "    → un conseil",
    ]


def test_a_long_line_is_cut_around_its_place() -> None:
    quoted, mark = shown(f"{'a' * 300}X{'b' * 300}", line=1, column=301)[1:3]
    assert len(quoted) < 110
    assert quoted[mark.index("^")] == "X"


@pytest.mark.parametrize(("line", "column"), [(99, 1), (2, 1), (0, 1)])
def test_a_line_that_is_not_there_is_not_quoted(line: int, column: int) -> None:
    assert len(shown(PAGE, line=line, column=column)) == 2


def test_an_escape_sequence_in_a_page_is_not_obeyed() -> None:
    assert "\x1b" not in "".join(shown("\x1b[31mrouge\n", line=1))


def test_colours_are_asked_for() -> None:
    assert "\x1b[31m" in "".join(shown(PAGE, colour=True))
    assert "\x1b" not in "".join(shown(PAGE))


def test_an_annotation_keeps_to_its_line() -> None:
    fault = TURN_SPEAKER_DECLARED.broken(Location("a,b.md", 3, 1), "50 %\nde plus", hint="x")
    assert list(as_annotations([fault])) == [
        "::error file=a%2Cb.md,line=3,col=1,title=TRS201::50 %25%0Ade plus → x"
    ]


def test_progress_shows_on_a_terminal_alone_and_leaves_no_trace() -> None:
    terminal, file = Terminal(), io.StringIO()
    for stream in (terminal, file):
        progress = Progress(stream, after=0)
        progress.say("les pages")
        progress.end()
    assert "les pages" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")
    assert file.getvalue() == ""


def test_progress_stays_silent_while_it_is_quick() -> None:
    terminal = Terminal()
    progress = Progress(terminal, after=60)
    progress.say("les pages")
    progress.end()
    assert terminal.getvalue() == ""
