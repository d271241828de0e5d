"""The PDF as a document: what a reader's program, a validator and an archive look for."""

from __future__ import annotations

from pathlib import Path

import page
import pikepdf
import pytest

from tests.auditors import PROFILES, failed_rules
from tests.pdf.conftest import PDF, LittleBook


def test_it_keeps_every_rule_of_accessibility_and_of_archives(pdf: PDF) -> None:
    assert failed_rules(pdf.path) == []
    for profile in PROFILES:
        assert page.validate_pdf(str(pdf.path), profile=profile).rules.total > 100


def test_a_page_with_every_component_keeps_them_too(torture: PDF) -> None:
    assert failed_rules(torture.path) == []
    text = " ".join(torture.texts)
    for piece in ("une coupe de ligne", "Voir Fig. 1", "Fig. 1 – Une légende.", "-v bavard"):
        assert piece in text
    formulas = [str(figure.Alt) for figure in torture.elements("/Formula")]
    assert formulas == ["a^2 + b^2", "a^2 + b^2 = c^2"]


def test_the_validator_sees_what_would_be_wrong(pdf: PDF, tmp_path: Path) -> None:
    bad = tmp_path / "mauvais.pdf"
    with pikepdf.open(pdf.path) as document:
        for note in document.pages[6].Annots:
            del note["/Contents"]
        del document.Root["/Lang"]
        document.save(bad)
    assert "PDFUA1-LINK-CONTENTS-001" in failed_rules(bad)


def test_it_says_its_title_its_language_and_its_publisher(pdf: PDF) -> None:
    document = pdf.document
    assert str(document.docinfo.Title) == "Un très petit livre"
    assert str(document.docinfo.Author) == "Union des caisses nationales de Sécurité sociale"
    assert str(document.Root.Lang).startswith("fr")
    assert document.Root.ViewerPreferences.DisplayDocTitle
    with document.open_metadata() as metadata:
        assert metadata["dc:title"] == "Un très petit livre"
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")


def test_it_is_tagged(pdf: PDF) -> None:
    assert pdf.document.Root.MarkInfo.Marked
    kinds = {str(element.S) for element in pdf.elements()}
    assert {"/H1", "/H2", "/P", "/L", "/LI", "/Table", "/TH", "/Figure", "/Note"} <= kinds
    assert {"/TOC", "/TOCI", "/BlockQuote", "/Link", "/Code"} <= kinds


def test_its_fonts_are_ours_and_inside_it(pdf: PDF) -> None:
    fonts = {
        str(font.BaseFont)[len("/ABCDEF+") :]: font
        for at in pdf.document.pages
        for font in at.get("/Resources", {}).get("/Font", {}).values()
    }
    assert {"DemainSerif-Regular", "DemainSans-Regular", "DemainTitre-Regular"} <= set(fonts)
    inside_the_compiler = {"DejaVuSansMono", "NewCMMath-Book-Identity-H"}  # code, formulas
    assert {name for name in fonts if not name.startswith("Demain")} <= inside_the_compiler
    for font in fonts.values():
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor


def test_its_bookmarks_are_its_headings(pdf: PDF) -> None:
    headings = [
        str(element.S)
        for element in pdf.elements()
        if str(element.S).startswith("/H") and str(element.S)[2:].isdigit()
    ]
    assert [f"/H{level}" for level, _, _ in pdf.outline] == headings
    titles = [(level, title) for level, title, _ in pdf.outline]
    assert titles[:6] == [
        (1, "Sommaire"),
        (1, "Lire ce petit livre"),
        (2, "Une page, un titre"),
        (1, "Épisodes"),
        (2, "Le premier épisode"),
        (3, "Ce que l’on reporte"),
    ]
    assert (4, "Un titre de troisième niveau") in titles
    for _, title, number in pdf.outline:
        assert title in pdf.texts[number - 1]


def test_every_link_leads_somewhere_and_says_where(pdf: PDF) -> None:
    pages = range(1, len(pdf.document.pages) + 1)
    assert len(pdf.links) > 30
    for _, note in pdf.links:
        assert note.Subtype == "/Link"
        assert str(note.Contents).strip()
        if "/A" in note:
            assert str(note.A.URI).startswith("https://")
        else:
            assert pdf.page_of(note.Dest) in pages


def test_a_link_to_a_page_is_described_by_its_title(pdf: PDF) -> None:
    told = {str(note.Contents) for _, note in pdf.links}
    [episode] = {text for text in told if text.startswith("Épisode 2")}
    assert episode.split() == f"Épisode 2, « Le second épisode », page {_opening(pdf)}".split()


def _opening(pdf: PDF) -> int:
    return next(number for _, title, number in pdf.outline if title == "Le second épisode")


def test_two_builds_give_the_same_bytes(pdf: PDF, little_book: LittleBook) -> None:
    again = little_book.pdf()
    assert again.path.read_bytes() == pdf.path.read_bytes()
    assert again.map == pdf.map


@pytest.mark.parametrize("value", ["1751414400", None])
def test_it_bears_the_date_of_the_commit_or_of_the_edition(
    little_book: LittleBook, monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    if value is None:
        monkeypatch.delenv("SOURCE_DATE_EPOCH")
    document = little_book.pdf().document
    wanted = "D:20450702" if value is None else "D:20250702"
    assert str(document.docinfo.CreationDate).startswith(wanted)
