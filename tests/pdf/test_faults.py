"""What no PDF can be made with: the build stops, and names the page of the sources."""

from __future__ import annotations

import pytest
from sphinx.errors import SphinxError

from tests.pdf.conftest import LittleBook
from tools.pdf.builder import BOOK_NAME

SIGNS = "reperes/signes.md"


def faults(book: LittleBook, text: str) -> list[str]:
    """Return what is told of the little book once *text* stands on one of its pages."""
    book.write(SIGNS, f"# Signes étranges\n\n{text}\n")
    with pytest.raises(SphinxError) as told:
        book.build_with_warnings()
    return str(told.value).splitlines()[1:]


def test_a_character_that_no_font_has_is_named_with_its_page(little_book: LittleBook) -> None:
    assert faults(little_book, "Une émotion 😀 passe.") == [
        f"{SIGNS}:3: aucune police du livre n’a le caractère « 😀 » (U+1F600)"
    ]


def test_a_picture_without_alternative_is_named(little_book: LittleBook) -> None:
    assert faults(little_book, "Avant.\n\n![](dessin.svg)") == [
        f"{SIGNS}:5: l’image « reperes/dessin.svg » n’a pas de texte de remplacement (alt)"
    ]


def test_every_picture_without_alternative_is_named_at_once(little_book: LittleBook) -> None:
    assert len(faults(little_book, "![](dessin.svg)\n\nEntre deux.\n\n![](dessin.svg)")) == 2


def test_a_picture_that_is_missing_is_named(little_book: LittleBook) -> None:
    assert faults(little_book, "![Un dessin](absent.svg)") == [
        f"{SIGNS}:3: l’image « reperes/absent.svg » manque, ou Typst ne sait pas la lire"
    ]


def test_a_table_wider_than_the_page_is_named(little_book: LittleBook) -> None:
    long = "X1" * 30
    table = f"| A | B | C |\n|---|---|---|\n| {long} | {long} | {long} |"
    assert faults(little_book, table) == [f"{SIGNS}:3: ce tableau est plus large que la page"]


def test_a_heading_that_skips_a_level_is_a_warning(little_book: LittleBook) -> None:
    little_book.write(SIGNS, "# Signes\n\n## Deux\n\n#### Quatre\n\nTexte.\n")
    told = little_book.build_with_warnings().warnings
    assert f"{SIGNS}:5: WARNING: Non-consecutive header level increase; H2 to H4" in told


def test_a_page_without_title_is_named(little_book: LittleBook) -> None:
    little_book.write(SIGNS, "Rien qu’un paragraphe.\n")
    with pytest.raises(SphinxError, match=rf"{SIGNS}.*: cette page n’a pas de titre"):
        little_book.build_with_warnings()


def test_a_node_that_is_not_known_is_a_warning(little_book: LittleBook) -> None:
    little_book.write(SIGNS, "# Signes\n\n```{eval-rst}\n.. productionlist::\n   a: b\n```\n")
    told = little_book.build_with_warnings().warnings
    assert "le PDF ne sait pas composer un nœud « productionlist »" in told
    assert SIGNS in told


def test_a_formula_in_latex_is_a_warning(little_book: LittleBook) -> None:
    little_book.write(SIGNS, "# Signes\n\nSoit $\\frac{1}{2}$.\n")
    told = little_book.build_with_warnings().warnings
    assert "le PDF ne sait pas composer la formule « \\frac{1}{2} »" in told


def test_the_last_good_pdf_stays_when_a_build_fails(little_book: LittleBook) -> None:
    path = little_book.build("livre-pdf").out / BOOK_NAME
    good = path.read_bytes()
    faults(little_book, "Une émotion 😀 passe.")
    assert path.read_bytes() == good
    assert {each.name for each in path.parent.iterdir()} >= {BOOK_NAME, "pages.json"}
    assert not list(path.parent.glob("*.nouveau"))
