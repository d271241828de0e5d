"""One book, several PDFs: the whole, its guide alone, and each sheet to be printed."""

from __future__ import annotations

import json

import pytest

from tests.auditors import failed_rules
from tests.pdf.conftest import PDF, LittleBook
from tools.pdf.documents import BOOK_FILE, GUIDE_FILE

SHEETS = ("fiches/A.pdf", "fiches/C1.pdf", "fiches/D.pdf")


def made(book: PDF) -> set[str]:
    return {path.relative_to(book.folder).as_posix() for path in book.folder.rglob("*.pdf")}


def with_site(book: LittleBook) -> LittleBook:
    facts = (book.root / "book.toml").read_text(encoding="utf-8")
    address = 'site_url = "https://exemple.fr/livre/"'
    book.write("book.toml", facts.replace('site_url = ""', address))
    return book


def addresses(pdf: PDF) -> set[str]:
    return {str(note.A.URI) for _, note in pdf.links if "/A" in note}


def test_the_guide_and_the_sheets_are_made_beside_the_book(whole: PDF) -> None:
    assert made(whole) == {BOOK_FILE, GUIDE_FILE, *SHEETS}


def test_a_book_without_guide_is_one_pdf(pdf: PDF) -> None:
    assert made(pdf) == {BOOK_FILE}
    assert not (pdf.folder / "fiches").exists()


def test_a_sheet_that_is_no_more_leaves_no_pdf(little_guide: LittleBook) -> None:
    folder = little_guide.pdf().folder
    page = "guide/a-imprimer/c1-essai.md"
    text = (little_guide.root / page).read_text(encoding="utf-8")
    little_guide.write(page, text.replace("printed: C1", "printed: C2"))
    sheet = "guide/fiches/1-essai.md"
    text = (little_guide.root / sheet).read_text(encoding="utf-8")
    little_guide.write(sheet, text.replace("C1", "C2"))
    little_guide.pdf()
    assert sorted(path.name for path in (folder / "fiches").iterdir()) == [
        "A.pdf",
        "C2.pdf",
        "D.pdf",
    ]


@pytest.mark.parametrize("file", [BOOK_FILE, GUIDE_FILE, *SHEETS])
def test_each_keeps_every_rule_of_accessibility_and_of_archives(whole: PDF, file: str) -> None:
    assert failed_rules(whole.folder / file) == []


@pytest.mark.parametrize(
    ("file", "title"),
    [
        (BOOK_FILE, "Un livre d’essai"),
        (GUIDE_FILE, "Guide d’animation – Un livre d’essai"),
        ("fiches/C1.pdf", "Votre feuille – Un livre d’essai"),
    ],
)
def test_each_says_its_title_and_its_language(whole: PDF, file: str, title: str) -> None:
    document = PDF(whole.folder, file).document
    assert " ".join(str(document.docinfo.Title).split()) == title
    assert str(document.Root.Lang).startswith("fr")
    assert document.Root.ViewerPreferences.DisplayDocTitle


def test_the_guide_alone_is_all_the_guide_and_only_it(whole: PDF) -> None:
    guide = PDF(whole.folder, GUIDE_FILE)
    titles = [(level, title) for level, title, _ in guide.outline if level < 3]
    assert titles[:2] == [(1, "Sommaire"), (1, "Guide d’animation")]
    assert (1, "Les formats") in titles
    assert (2, "La pause-écoute") in titles
    assert (2, "Fiche 1 — Essayer") in titles
    assert "Un premier essai" not in [title for _, title in titles]
    assert guide.texts[0].startswith("Guide d’animation Un livre d’essai")
    assert "tiré de « Un livre d’essai »" in guide.texts[1]


def test_chapters_nest_in_headings_and_in_the_contents(whole: PDF) -> None:
    levels = {title: level for level, title, _ in whole.outline}
    assert levels["Les formats"] == 2  # inside the part
    assert levels["La pause-écoute"] == 3
    assert levels["Déroulé en 30 minutes"] == 4
    contents = " ".join(whole.texts[4:6])
    opens = {title: number for _, title, number in whole.outline}
    for title in ("Les formats", "La pause-écoute", "Fiche 1 — Essayer"):
        assert f"{title} {opens[title]}" in contents


def test_a_part_and_its_first_page_of_the_same_name_are_one_line_of_the_contents(
    whole: PDF,
) -> None:
    assert " ".join(whole.texts[4:6]).count("Guide d’animation") == 1
    assert [title for _, title, _ in whole.outline].count("Guide d’animation") == 2


def test_a_link_out_of_the_guide_is_words_as_long_as_the_site_has_no_address(whole: PDF) -> None:
    guide = PDF(whole.folder, GUIDE_FILE)
    assert "Épisode 1 — Un premier essai" in " ".join(guide.texts)
    assert addresses(guide) == set()


def test_a_link_out_of_the_guide_leads_to_the_site(little_guide: LittleBook) -> None:
    guide = with_site(little_guide).pdf(GUIDE_FILE)
    assert "https://exemple.fr/livre/episodes/1-essai.html" in addresses(guide)
    assert "https://exemple.fr/livre/episodes/1-essai.html#ep1-p2" in addresses(guide)
    assert failed_rules(guide.path) == []


def test_the_page_map_is_that_of_the_whole_book(whole: PDF) -> None:
    assert whole.map["pages"] == len(whole.document.pages)
    assert {"ep1-p1", "ep2-p1"} <= whole.map["anchors"].keys()
    assert any(block.startswith("guide/fiches/1-essai:") for block in whole.map["blocks"])


def test_two_builds_of_every_pdf_give_the_same_bytes(whole: PDF, little_guide: LittleBook) -> None:
    again = little_guide.pdf()
    assert made(again) == made(whole)
    for file in made(whole):
        assert (again.folder / file).read_bytes() == (whole.folder / file).read_bytes()
    assert json.dumps(again.map) == json.dumps(whole.map)
