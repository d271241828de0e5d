"""Sheets to be printed: one page of A4 each, full, black on white."""

from __future__ import annotations

import re

import pikepdf
import pytest
from sphinx.errors import SphinxError

from tests.auditors import failed_rules
from tests.pdf.conftest import PDF, LittleBook
from tools.pdf.documents import BOOK_FILE, GUIDE_FILE
from tools.pdf.translator import qr_code

A4, A5 = (210, 297), (148, 210)
SHEET = "guide/a-imprimer/c1-essai.md"
HEADER = "---\nsummary: Une feuille.\nprinted: C1\n---\n\n# Votre feuille\n\n"


def sheet(book: LittleBook, body: str, *, wall: bool = False) -> PDF:
    """Return the PDF of the sheet C1 once *body* is all it says."""
    header = HEADER.replace("C1\n", "C1\nwall: true\n") if wall else HEADER
    book.write(SHEET, header + body)
    return book.pdf("fiches/C1.pdf")


def sizes_of_letters(pdf: PDF) -> set[float]:
    """Return the sizes at which a page sets its text, in points."""
    return {
        round(float(operands[1]), 1)
        for operands, operator in pikepdf.parse_content_stream(pdf.document.pages[0])
        if str(operator) == "Tf"
    }


def lines(pdf: PDF) -> int:
    """Return how many lines to write on a sheet has."""
    drawn = pikepdf.parse_content_stream(pdf.document.pages[0])
    return sum(1 for _, operator in drawn if str(operator) == "S") - 1  # that of its foot


@pytest.mark.parametrize("letter", ["A", "C1", "D"])
def test_a_sheet_alone_is_one_page_of_a4(whole: PDF, letter: str) -> None:
    assert PDF(whole.folder, f"fiches/{letter}.pdf").sizes == [A4]


@pytest.mark.parametrize("file", [BOOK_FILE, GUIDE_FILE])
def test_in_the_book_and_in_the_guide_they_are_a4_in_their_place(whole: PDF, file: str) -> None:
    pdf = PDF(whole.folder, file)
    opens = {title: number for _, title, number in pdf.outline}
    sheets = {opens[title] for title in ("Règles du jeu", "Votre feuille", "Récolte de groupe")}
    for number, size in enumerate(pdf.sizes, 1):
        assert size == (A4 if number in sheets else A5)


def test_a_sheet_is_black_on_white(whole: PDF) -> None:
    for letter in ("A", "C1", "D"):
        document = PDF(whole.folder, f"fiches/{letter}.pdf").document
        for operands, operator in pikepdf.parse_content_stream(document.pages[0]):
            if str(operator) in {"sc", "SC", "scn", "SCN", "g", "G", "rg", "RG", "k", "K"}:
                assert {float(each) for each in operands} in ({0.0}, {1.0})


def test_the_foot_says_the_book_and_the_letter(whole: PDF) -> None:
    alone = PDF(whole.folder, "fiches/D.pdf").texts[0]
    assert alone.replace("\u00a0", " ").endswith("Un livre d’essai · feuille D")
    number = next(number for _, title, number in whole.outline if title == "Récolte de groupe")
    assert whole.texts[number - 1].replace("\u00a0", " ").endswith(f"feuille D · p. {number}")


def test_a_sheet_leads_to_its_page_on_the_site(little_guide: LittleBook) -> None:
    facts = (little_guide.root / "book.toml").read_text(encoding="utf-8")
    little_guide.write(
        "book.toml", facts.replace('site_url = ""', 'site_url = "https://exemple.fr"')
    )
    pdf = little_guide.pdf("fiches/D.pdf")
    address = "https://exemple.fr/guide/a-imprimer/d-recolte.html"
    assert address in pdf.texts[0].replace(" ", "")
    [code] = pdf.elements("/Figure")
    assert str(code.Alt).endswith(address)
    assert failed_rules(pdf.path) == []


def test_the_code_is_the_address() -> None:
    drawing = qr_code("https://exemple.fr/")
    assert drawing.startswith("<svg")
    assert drawing == qr_code("https://exemple.fr/") != qr_code("https://exemple.fr/autre")


def test_a_sheet_that_names_a_passage_says_how_to_find_it(little_guide: LittleBook) -> None:
    said = "Les numéros comme 1.2 mènent au livre : épisode 1, passage 2."
    with_passage = sheet(little_guide, "Relisez {ep}`1.2` ensemble.\n")
    assert said in with_passage.texts[0].replace("\u00a0", " ")
    without = sheet(little_guide, "Relisez le passage ensemble.\n")
    assert "numéros" not in without.texts[0]


def test_a_link_on_a_sheet_gives_no_page(little_guide: LittleBook) -> None:
    little_guide.write(
        SHEET, HEADER + "Voyez {doc}`les règles </guide/a-imprimer/a-regles-du-jeu>`.\n"
    )
    pdf = little_guide.pdf()
    number = next(number for _, title, number in pdf.outline if title == "Votre feuille")
    assert "Voyez les règles." in pdf.texts[number - 1]


def test_a_sheet_too_long_is_named_with_what_is_too_much(little_guide: LittleBook) -> None:
    little_guide.write(SHEET, HEADER + "Un paragraphe qui prend une ligne.\n\n" * 60)
    with pytest.raises(SphinxError) as told:
        little_guide.build_with_warnings()
    [fault] = str(told.value).splitlines()[1:]
    found = re.fullmatch(rf"{SHEET}: cette feuille dépasse sa page de (\d+,\d)\smm", fault)
    assert found is not None
    assert 50 < float(found[1].replace(",", ".")) < 200


def test_every_sheet_too_long_is_named_at_once(little_guide: LittleBook) -> None:
    for path in (SHEET, "guide/a-imprimer/d-recolte.md"):
        text = (little_guide.root / path).read_text(encoding="utf-8")
        little_guide.write(path, text + "\nUn paragraphe qui prend une ligne.\n" * 60)
    with pytest.raises(SphinxError) as told:
        little_guide.build_with_warnings()
    assert len(str(told.value).splitlines()[1:]) == 2


def test_a_note_on_a_sheet_is_refused(little_guide: LittleBook) -> None:
    little_guide.write(SHEET, HEADER + "Un mot[^n].\n\n[^n]: Sa note.\n")
    with pytest.raises(SphinxError) as told:
        little_guide.build_with_warnings()
    assert str(told.value).splitlines()[1:] == [
        f"{SHEET}:8: une feuille à imprimer n’a pas de notes"
    ]


def test_letters_are_as_large_as_the_page_allows(little_guide: LittleBook) -> None:
    short, long = "Une phrase.\n", "Un paragraphe d’une ligne.\n\n" * 36
    assert 22.0 in sizes_of_letters(sheet(little_guide, short, wall=True))
    assert 14.0 in sizes_of_letters(sheet(little_guide, short))
    smaller = sizes_of_letters(sheet(little_guide, long))
    assert 14.0 not in smaller
    assert any(10.5 <= size < 14 for size in smaller)


def test_lines_fill_the_page_and_one_alone_stays_one(little_guide: LittleBook) -> None:
    assert lines(sheet(little_guide, "Un mot :\n\n```{lines} 1\n```\n")) == 1
    assert lines(sheet(little_guide, "Un mot :\n\n```{lines} 2\n```\n")) > 20


def test_lines_inside_a_list_leave_room_for_what_follows(little_guide: LittleBook) -> None:
    body = "1. Un :\n\n   ```{lines} 2\n   ```\n\n2. Deux :\n\n   ```{lines} 2\n   ```\n\nFin.\n"
    pdf = sheet(little_guide, body)
    assert lines(pdf) > 20
    assert "Deux : Fin." in pdf.texts[0].replace("\u00a0", " ")
    assert pdf.sizes == [A4]


def test_cards_are_one_list_in_reading_order(whole: PDF) -> None:
    pdf = PDF(whole.folder, "fiches/D.pdf")
    kinds = [str(element.S) for element in pdf.elements() if element.S in ("/L", "/LI")]
    assert kinds == ["/L", "/LI", "/LI", "/LI"]
    assert "Déjà là À inventer À refuser, pour de bon" in pdf.texts[0]


def test_a_box_to_tick_is_the_bullet_of_its_item(whole: PDF) -> None:
    text = PDF(whole.folder, "fiches/C1.pdf").texts[0]
    assert "☐ Je suis d’accord pour être cité. ☐ Je préfère que non." in text
    assert "–" not in text


def test_the_first_column_of_a_sheets_table_heads_its_rows(whole: PDF) -> None:
    pdf = PDF(whole.folder, "fiches/A.pdf")
    scopes = [
        str(each.Scope) for head in pdf.elements("/TH") for each in head.A if "/Scope" in each
    ]
    assert scopes.count("/Row") == 4
    assert scopes.count("/Column") == 4
