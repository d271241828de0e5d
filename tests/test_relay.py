"""What Sphinx says becomes faults of ours: a place, and French where its words are known."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.books import EPISODE
from tools.relay import in_french, told_by_error, told_by_warnings


@pytest.mark.parametrize(
    ("written", "path", "line", "message"),
    [
        ("{root}/episodes/1-essai.md:5: WARNING: un mot [myst.x]", EPISODE, 5, "un mot"),
        ("{root}/episodes/1-essai.md: WARNING: un mot", EPISODE, None, "un mot"),
        ("{root}/episodes/1-essai.md:: WARNING: un mot", EPISODE, None, "un mot"),
        ("{root}/index.rst:3: ERROR: un mot", "index.rst", 3, "un mot"),
        ("WARNING: un mot", "conf.py", None, "un mot"),
        ("CRITICAL: un mot", "conf.py", None, "un mot"),
        ("un mot sans niveau", "conf.py", None, "un mot sans niveau"),
        ("WARNING: un mot\n  et sa suite\n", "conf.py", None, "un mot et sa suite"),
        ("/ailleurs/x.py:3: WARNING: un mot", "/ailleurs/x.py", 3, "un mot"),
    ],
)
def test_whatever_sphinx_writes_becomes_a_fault_with_its_place(
    written: str, path: str, line: int | None, message: str, tmp_path: Path
) -> None:
    (fault,) = told_by_warnings(written.format(root=tmp_path), tmp_path)
    assert (fault.location.path, fault.location.line, fault.message) == (path, line, message)


def test_two_warnings_are_two_faults(tmp_path: Path) -> None:
    told = list(told_by_warnings("WARNING: un\n\nWARNING: deux\n", tmp_path))
    assert [fault.message for fault in told] == ["un", "deux"]
    assert list(told_by_warnings("", tmp_path)) == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "'myst' cross-reference target not found: 'nulle-part' [myst.xref_missing]",
            "le renvoi vers « nulle-part » ne mène nulle part",
        ),
        ("unknown document: 'absente' [ref.doc]", "la page « absente » n’existe pas"),
        (
            "image file not readable: episodes/x.png [image.not_readable]",
            "l’image « episodes/x.png » est introuvable",
        ),
        (
            "Non-consecutive header level increase; H1 to H3 [myst.header]",
            "un niveau de titre est sauté (H1 to H3)",
        ),
        ("something new happened [x.y]", "something new happened"),
    ],
)
def test_what_is_known_is_said_in_french(said: str, told: str) -> None:
    assert in_french(said) == told


def test_an_error_stands_at_the_page_that_it_names(tmp_path: Path) -> None:
    fault = told_by_error(f"{tmp_path}/{EPISODE}:12: une image sans alternative", tmp_path)
    assert (fault.location.path, fault.location.line) == (EPISODE, 12)
    assert told_by_error("sans page", tmp_path).location.path == "conf.py"
