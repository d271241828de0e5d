"""The PDF as a book: its pages, one after the other, and what stands on them."""

from __future__ import annotations

import re
import shutil
import subprocess

import pikepdf
import pypdfium2
import pytest

from tests.pdf.conftest import LITTLE_BOOK, PDF, LittleBook
from tools.markup.book import read_book
from tools.model import Passage

PASSAGES = tuple(passage for _, passage in read_book(LITTLE_BOOK).book.passages.values())


def folded(text: str) -> str:
    """Return a text without sound cues, page numbers of links, calls for notes nor spaces."""
    text = re.sub(r"\[[^\]]*\]", "", text)
    text = re.sub(r"\s*\(p\.\s\d+\)|, p\.\s\d+", "", text)
    text = re.sub(r"(?<=[a-zé])\d(?=[.,\s]|$)", "", text)
    return "".join(text.split())


def test_blank_pages_are_truly_blank(pdf: PDF) -> None:
    blank = [number for number, text in enumerate(pdf.texts, 1) if not text]
    assert 2 in blank  # behind the cover
    opened = pypdfium2.PdfDocument(pdf.path)
    for number in blank:
        assert list(opened[number - 1].get_objects()) == []
    opened.close()


def test_episodes_and_parts_open_on_the_right(pdf: PDF) -> None:
    opens = {title: number for _, title, number in pdf.outline}
    for title in ("Lire ce petit livre", "Épisodes", "Le premier épisode", "Le second épisode"):
        assert opens[title] % 2 == 1


def test_the_opening_pages_say_what_the_book_is(pdf: PDF) -> None:
    for number in (1, 3):
        assert pdf.texts[number - 1].startswith("Un très petit livre Et si l’on essayait tout")
    colophon = pdf.texts[3]
    assert "Union des caisses nationales de Sécurité sociale (Ucanss)" in colophon
    assert "Édition d’essai, version 0.0.1, 2 juillet 2045" in colophon
    assert "Source Serif 4" in colophon


def test_the_contents_give_the_page_of_each_chapter(pdf: PDF) -> None:
    opens = {title: number for _, title, number in pdf.outline}
    for title in ("Lire ce petit livre", "Épisodes", "Le second épisode", "Signes étranges"):
        assert re.search(rf"{title} {opens[title]}\b", pdf.texts[4])


def test_the_home_page_of_the_site_is_left_out(pdf: PDF) -> None:
    assert "accueil du site" not in " ".join(pdf.texts)
    assert "On y va de l’accueil à" in " ".join(pdf.texts)


def test_running_heads_name_the_book_on_the_left_and_the_chapter_on_the_right(pdf: PDF) -> None:
    opens = {number for _, title, number in pdf.outline}
    chapter = "Tous les composants"
    first = next(number for _, title, number in pdf.outline if title == chapter)
    for number in range(first + 1, first + 4):
        assert pdf.texts[number - 1].startswith(
            "Un très petit livre" if number % 2 == 0 else chapter
        )
        assert f" {number}" in pdf.texts[number - 1]
    assert pdf.texts[first - 1].startswith(chapter)
    assert first in opens


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage.number)
def test_each_passage_stands_on_its_page_in_one_piece(pdf: PDF, passage: Passage) -> None:
    page = pdf.map["anchors"][passage.anchor]
    assert folded(passage.text) in folded(pdf.texts[page - 1])
    assert passage.number in pdf.texts[page - 1].split()


def test_passages_follow_one_another_as_in_the_sources(pdf: PDF) -> None:
    book = folded(" ".join(pdf.texts))
    places = [book.index(folded(passage.text)) for passage in PASSAGES]
    assert places == sorted(places)


def test_numbers_stand_in_the_outer_margin_and_are_not_read_aloud(pdf: PDF) -> None:
    number, page = "1.1", pdf.map["anchors"]["ep1-p1"]
    opened = pypdfium2.PdfDocument(pdf.path)
    text = opened[page - 1].get_textpage()
    start, _ = text.search(number, match_whole_word=True).get_next()
    left, *_ = text.get_charbox(start)
    opened.close()
    width = float(pdf.document.pages[page - 1].MediaBox[2])
    assert page % 2 == 1
    assert left > width - 23 / 25.4 * 72
    stack: list[str] = []
    for operands, operator in pikepdf.parse_content_stream(pdf.document.pages[page - 1]):
        if str(operator) in ("BDC", "BMC"):
            stack.append(str(operands[0]))
        elif str(operator) == "EMC":
            last = stack.pop()
    assert last == "/Artifact"  # numbers are what a page ends with


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("Il fait chaud, ce jour-là.", "ep1-p1"),
        ("Une scène suit, puis une liste", "ep2-p1"),
        ("un second point.", "ep2-p3"),
    ],
)
def test_the_page_map_says_where_passages_begin(pdf: PDF, text: str, block: str) -> None:
    assert pdf.map["anchors"][block] == pdf.page_with(text)


def test_the_page_map_knows_every_block_of_every_page(pdf: PDF, little_book: LittleBook) -> None:
    built = little_book.build("livre-pdf")
    blocks = {
        node["block"]: node.astext()
        for docname in built.app.env.all_docs
        if docname != "index"
        for node in built.doctree(docname).findall()
        if hasattr(node, "attributes") and "block" in node.attributes
    }
    assert len(blocks) > 150
    left_out = [blocks[name] for name in blocks.keys() - pdf.map["blocks"].keys()]
    assert left_out == ["Ceci n’est que pour le site."]
    assert pdf.map["pages"] == len(pdf.document.pages)
    assert set(pdf.map["blocks"].values()) <= set(range(1, pdf.map["pages"] + 1))


def test_a_link_inside_the_book_says_the_page(pdf: PDF) -> None:
    page = pdf.map["anchors"]["ep1-p3"]
    assert f"passage 1.3 (p.\u00a0{page})".replace("\u00a0", " ") in pdf.texts[6].replace(
        "\u00a0", " "
    )


def test_a_link_out_of_the_book_says_its_address_at_the_foot(pdf: PDF) -> None:
    assert pdf.texts[6].index("https://www.ucanss.fr/") > pdf.texts[6].index("pied de la page")
    listen = pdf.texts[pdf.map["anchors"]["ep1-p1"] - 1]
    assert "https://www.ucanss.fr/actualites/on-a-reve-la-secu-de-demain" in listen


def test_notes_stand_at_the_foot_of_the_page_that_calls_them(pdf: PDF) -> None:
    page = pdf.texts[pdf.map["anchors"]["ep1-p4"] - 1]
    assert page.index("avec une note1") < page.index("Note de l’édition")
    assert "(https://www.example.org/une/adresse)" in page.replace("// ", "//")


def test_foreign_words_are_marked(pdf: PDF) -> None:
    page = pdf.document.pages[pdf.map["anchors"]["ep2-p6"] - 1]
    spans = [
        str(operands[1].Lang)
        for operands, operator in pikepdf.parse_content_stream(page)
        if str(operator) == "BDC" and operands[0] == "/Span" and "/Lang" in operands[1]
    ]
    assert "en" in spans


def test_tables_head_their_columns_and_rows(pdf: PDF) -> None:
    scopes = [
        str(attributes.Scope)
        for header in pdf.elements("/TH")
        for attributes in header.A
        if "/Scope" in attributes
    ]
    assert scopes == ["/Column"] * 6 + ["/Row"] * 2


def test_pictures_say_what_they_show(pdf: PDF) -> None:
    told = [str(figure.Alt) for figure in pdf.elements("/Figure")]
    assert told == ["Un trait qui monte", "Un trait qui monte encore", "petite"]


def test_what_typst_would_read_is_written_as_it_is(pdf: PDF) -> None:
    page = pdf.texts[pdf.page_with("Typst lirait") - 1]
    for sign in ("#let x = 1", "#let y", "$z$", "\\,", "]", "}", '"guillemets droits"', "`", "*"):
        assert sign in page
    assert "@ref, un chevron <nom>, un tilde ~" in page
    assert "/ et // ou /* ceci */." in page
    assert '#show: rien => "rien" // du code, tel quel' in page
    assert "→ ↗ ☐ ☑ ✓ × ≈ € œ Œ æ Æ Ÿ ç Ç" in page


def test_french_spaces_are_spaces(pdf: PDF) -> None:
    opened = pypdfium2.PdfDocument(pdf.path)
    raw = opened[pdf.page_with("Typst lirait") - 1].get_textpage().get_text_range()
    opened.close()
    assert "quoi\u202f? oui\u202f! non\u202f;" in raw
    assert "66\u202f000\u202f000" in raw
    assert "«\u00a0" in raw


def test_components_of_the_site_become_plain_sections(pdf: PDF) -> None:
    text = " ".join(pdf.texts)
    for piece in (
        "Une carte Le texte de la carte.",
        "Premier onglet Le texte du premier onglet. Second onglet Le texte du second onglet.",
        "Un panneau replié Son texte.",
        "☐ à faire",
        "☑ fait",
    ):
        assert piece in text
    assert "Ceci n’est que pour le site" not in text
    assert "du HTML brut" not in text


def test_a_note_called_twice_is_written_once(pdf: PDF) -> None:
    assert " ".join(pdf.texts).count("Une note appelée deux fois.") == 1


def test_names_are_never_cut(pdf: PDF) -> None:
    opened = pypdfium2.PdfDocument(pdf.path)
    raw = "".join(page.get_textpage().get_text_range() for page in opened)
    opened.close()
    assert raw.count("Jean-Baptiste Nom-Très-Composé") == 2


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not on this machine")
def test_poppler_reads_the_same_words(pdf: PDF) -> None:
    shown = subprocess.run(
        ["pdftotext", "-raw", str(pdf.path), "-"], capture_output=True, text=True, check=True
    )
    book = folded(shown.stdout.replace("\u00ad\n", ""))
    assert all(folded(passage.text) in book for passage in PASSAGES)
