"""What one looks up, on paper: entries, the index with its pages, figures, pictures, blanks."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from tests.auditors import failed_rules
from tests.books import PEOPLE, write_tiny_book
from tests.pdf.conftest import PDF, LittleBook
from tests.sphinxext.backmatter import PAGES

LEGAL = "# Mentions\n\nContact\n: ```{publisher-fact} contact\n  ```\n"


@pytest.fixture(scope="module")
def back(tmp_path_factory: pytest.TempPathFactory) -> PDF:
    """Build the tiny book that has everything to look up, warnings being errors."""
    folder = tmp_path_factory.mktemp("reperes") / "livre"
    pages = PAGES | {"reperes/mentions.md": LEGAL}
    book = write_tiny_book(folder, pages, people=(*PEOPLE, "Ambroise Croizat"))
    return LittleBook(book.root).pdf()


@pytest.fixture(scope="module")
def words(back: PDF) -> str:
    return " ".join(back.texts).replace("\u00a0", " ").replace("\u202f", " ")


def test_the_back_matter_keeps_to_the_standards(back: PDF) -> None:
    assert failed_rules(back.path) == []


def test_an_entry_gives_its_passages_with_their_pages(back: PDF, words: str) -> None:
    first, second = (back.map["anchors"][anchor] for anchor in ("ep1-p2", "ep2-p1"))
    assert f"Épisode 1 : 1.2 (p. {first}) ; épisode 2 : 2.1 (p. {second})" in words


def test_what_an_entry_says_and_where_it_sends_give_no_page(words: str) -> None:
    assert "On lui parle, Soline surtout." in words
    assert "Dans le récit. Soline, le matin." in words
    assert "Voir aussi : écoute ; thème : Le lien" in words


def test_the_index_gives_the_page_after_the_passages_that_share_it(back: PDF, words: str) -> None:
    """« 2.1, 2.2 (p. 15) », not « 2.1 (p. 15), 2.2 (p. 15) »."""
    first, second = (back.map["anchors"][anchor] for anchor in ("ep1-p1", "ep2-p1"))
    assert f"Croizat, Ambroise : 2.1, 2.2 (p. {second})" in words
    assert f"Lille, lieu : 1.1 (p. {first}), 2.2 (p. {second})" in words


def test_the_index_stands_in_two_columns_under_its_letters(back: PDF) -> None:
    page = back.page_with("Croizat, Ambroise :")
    lefts = {round(float(note.Rect[0])) for number, note in back.links if number == page}
    middle = float(back.document.pages[page - 1].MediaBox[2]) / 2
    assert min(lefts) < middle < max(lefts)
    letters = [title for _, title, _ in back.outline if len(title) == 1]
    assert {"A", "B", "C", "M", "S"} <= set(letters)


def test_every_link_of_the_index_leads_to_the_page_that_it_gives(back: PDF) -> None:
    page = back.page_with("Croizat, Ambroise :")
    led = {back.page_of(note.Dest) for number, note in back.links if number == page}
    assert set(back.map["anchors"].values()) <= led


def test_pictures_are_figures_with_their_alternative_and_illustrations_are_artifacts(
    back: PDF,
) -> None:
    alternatives = [str(figure.Alt) for figure in back.elements("/Figure")]
    assert len(alternatives) == 2  # the map and the timeline: the episodes' only decorate
    assert all(alternatives)


def test_pictures_stay_drawings(back: PDF) -> None:
    images = [
        drawing
        for page in back.document.pages
        for drawing in page.get("/Resources", {}).get("/XObject", {}).values()
        if drawing.get("/Subtype") == "/Image"
    ]
    assert images == []


def test_a_table_of_figures_heads_its_rows(back: PDF, words: str) -> None:
    [scope] = {str(head.A[0].get("/Scope")) for head in back.elements("/TH") if "/A" in head} - {
        "/Column"
    }
    assert scope == "/Row"
    assert "3 % La part de ceux qui rêvent. Fiction · sans source indiquée" in words


def test_what_the_publisher_has_not_said_is_seen(words: str) -> None:
    assert "Contact à compléter par l’éditeur" in words


def test_the_end_of_an_episode_names_its_ideas_in_the_lexicon(back: PDF, words: str) -> None:
    assert "Au lexique : jardin partagé, miroir qui parle" in words
    lexicon = back.page_with("Dans le récit. Soline")
    [page] = [number for number, text in enumerate(back.texts, 1) if "Au lexique : jardin" in text]
    assert lexicon in {back.page_of(note.Dest) for number, note in back.links if number == page}


def test_a_picture_taller_than_the_page_is_made_to_fit(tmp_path: Path) -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 300" width="1000" height="3000">'
        '<rect width="100" height="300"/></svg>'
    )
    pages = {
        "reperes/dessin.md": "# Dessin\n\nAvant.\n\n![Une tour](tour.svg)\n\nAprès.\n",
        "reperes/tour.svg": drawing,
    }
    pdf = LittleBook(write_tiny_book(tmp_path / "livre", pages).root).pdf()
    before = pdf.page_with("Avant.")
    assert pdf.page_with("Après.") == before  # the text goes on while the picture waits
    assert len(pdf.document.pages) == before + 1
    [figure] = pdf.elements("/Figure")
    assert isinstance(figure, pikepdf.Dictionary)
    left, low, right, high = (float(side) for side in figure.A[0].BBox)
    assert high - low < 160 / 25.4 * 72
    assert (high - low) / (right - left) == pytest.approx(3, rel=0.01)
