"""What is printed apart: the guide alone and the sheets, looked into as the book is."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from tests.books import copy_of_root
from tools.build import build
from tools.checks.outputs import check_outputs
from tools.checks.printed import A4, is_a4
from tools.markup.book import read_book

PLACE = "_build/pdf/"
GUIDE, SHEET = f"{PLACE}guide-d-animation.pdf", f"{PLACE}fiches/C1.pdf"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the PDFs of the little guide once."""
    root = copy_of_root("guide", tmp_path_factory.mktemp("guide") / "livre").root
    build(root, ("pdf",), say=lambda _: None)
    return root


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    """A copy of the built book, for a test that damages it."""
    return Path(shutil.copytree(built, tmp_path / "livre"))


def told(root: Path) -> Iterator[tuple[str, str, str]]:
    for fault in check_outputs(root, read_book(root).book):
        yield fault.rule.code, fault.location.path, fault.message


def test_nothing_is_said_of_what_is_built(built: Path) -> None:
    assert list(told(built)) == []


def test_a_missing_guide_or_sheet_is_named(root: Path) -> None:
    (root / GUIDE).unlink()
    (root / SHEET).unlink()
    assert list(told(root)) == [
        ("PDF412", SHEET, "la feuille C1 n’a pas de PDF"),
        ("PDF412", GUIDE, "le guide seul n’a pas de PDF"),
    ]


def test_a_guide_that_lost_pages_is_told_so(root: Path) -> None:
    shutil.copyfile(root / SHEET, root / GUIDE)
    found = list(told(root))
    lost = [message for code, path, message in found if (code, path) == ("PDF412", GUIDE)]
    assert (
        "le guide seul n’a pas la page « La pause-écoute » (guide/formats/pause-ecoute.md)" in lost
    )
    assert ("PDF404", GUIDE) in {(code, path) for code, path, _ in found}


def test_a_sheet_in_place_of_another_is_known_by_its_title(root: Path) -> None:
    shutil.copyfile(root / f"{PLACE}fiches/D.pdf", root / SHEET)
    assert {(code, path) for code, path, _ in told(root)} == {("PDF404", SHEET)}


@pytest.mark.parametrize(
    ("box", "says"),
    [
        ([0, 0, 420, 595], "la feuille mesure 148 × 210 mm au lieu de 210 × 297"),
        ([0, 0, 841.89, 595.28], "la feuille mesure 297 × 210 mm au lieu de 210 × 297"),
    ],
)
def test_a_sheet_of_another_size_is_told_so(root: Path, box: list[float], says: str) -> None:
    with pikepdf.open(root / SHEET, allow_overwriting_input=True) as pdf:
        pdf.pages[0].MediaBox = pikepdf.Array(
            [pikepdf.Object.parse(str(side).encode()) for side in box]
        )
        pdf.save()
    assert ("PDF413", SHEET, says) in list(told(root))


def test_a_sheet_of_the_book_that_is_no_longer_a4_is_told_so(root: Path) -> None:
    path = root / f"{PLACE}on-a-reve-la-secu-de-demain.pdf"
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        number, page = next(
            (n, p) for n, p in enumerate(pdf.pages, 1) if float(p.MediaBox[2]) > 500
        )
        page.MediaBox = pdf.pages[0].MediaBox
        pdf.save()
    said = f"page {number}, la feuille à imprimer (guide/a-imprimer/a-regles-du-jeu.md) n’est pas en A4"
    assert [message for code, _, message in told(root) if code == "PDF411"] == [said]


def test_a_rounding_is_no_other_size() -> None:
    assert is_a4((0, 0, *A4))
    assert is_a4((0, 0, 595, 842))
    assert not is_a4((0, 0, A4[1], A4[0]))
