"""What one looks up, in the e-book: glossary, index, entries, pictures."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.auditors import epubcheck
from tests.books import EPISODE, PEOPLE, episode, write_tiny_book
from tests.conftest import BookFactory
from tests.epub.conftest import Epub, make
from tests.sphinxext.backmatter import PAGES

LEGAL = "# Mentions\n\nContact\n: ```{publisher-fact} contact\n  ```\n"
GENERAL_INDEX = "reperes/index-general.xhtml"


@pytest.fixture(scope="module")
def back(tmp_path_factory: pytest.TempPathFactory) -> Epub:
    """Build the tiny book that has everything to look up, warnings being errors."""
    folder = tmp_path_factory.mktemp("reperes") / "livre"
    pages = PAGES | {"reperes/mentions.md": LEGAL}
    return make(write_tiny_book(folder, pages, people=(*PEOPLE, "Ambroise Croizat")))


def test_the_back_matter_is_valid(back: Epub) -> None:
    assert epubcheck(back.path) == []


def test_the_lexicon_is_a_glossary_of_terms_and_definitions(back: Epub) -> None:
    page = "reperes/tout.xhtml"
    assert back.find(page, "/h:html/h:body/h:section[@epub:type='glossary']/@role") == [
        "doc-glossary"
    ]
    terms = back.texts(page, "//h:dt/h:dfn[@epub:type='glossterm']")
    assert terms == ["écoute", "jardin partagé", "miroir qui parle"]
    assert len(back.find(page, "//h:dd[@epub:type='glossdef']")) == len(terms)
    # What kind of thing it is stands beside the term.
    assert back.texts(page, "//h:dt[h:dfn]/h:span[@class='nature']") == [
        "service",
        "monde",
        "outil",
    ]


def test_the_index_says_what_each_of_its_parts_is(back: Epub) -> None:
    assert back.find(GENERAL_INDEX, "/h:html/h:body/h:section/@epub:type") == ["index"]
    groups = back.find(GENERAL_INDEX, "//h:section[@epub:type='index-group']")
    assert len(groups) == len(back.find(GENERAL_INDEX, "//h:ul[@epub:type='index-entry-list']"))
    entries = back.find(GENERAL_INDEX, "//h:li[@epub:type='index-entry']")
    assert len(entries) == len(back.find(GENERAL_INDEX, "//h:span[@epub:type='index-term']"))
    targets = back.find(
        GENERAL_INDEX,
        "//h:li[contains(., 'Croizat')]//h:a[@epub:type='index-locator']/@href",
    )
    assert targets == ["../episodes/2-suite.xhtml#ep2-p1", "../episodes/2-suite.xhtml#ep2-p2"]


def test_landmarks_and_metadata_tell_of_the_glossary_and_of_the_index(back: Epub) -> None:
    places = {
        link.get("{http://www.idpf.org/2007/ops}type"): link.get("href")
        for link in back.find("nav.xhtml", "//h:nav[@epub:type='landmarks']//h:a")
    }
    assert places["glossary"] == "reperes/tout.xhtml"
    assert places["index"] == GENERAL_INDEX
    assert "index" in back.meta("schema:accessibilityFeature")


def test_letters_are_not_in_the_contents(back: Epub) -> None:
    labels = back.texts("nav.xhtml", "//h:nav[@epub:type='toc']//h:a")
    assert not [label for label in labels if len(label) == 1]


def test_a_date_is_told_to_machines_too(back: Epub) -> None:
    found = back.find("reperes/tout.xhtml", "//h:dt/h:time/@datetime")
    assert found == ["1945", "2025-07-01", "16:30", "2045-07-03T08:00"]


def test_pictures_are_drawings_of_the_book_at_any_width(back: Epub) -> None:
    drawings = [name for name in back.names if name.endswith(".svg")]
    assert drawings == sorted(drawings)
    assert len(drawings) == 4  # the map, the timeline, two episodes
    for page in ("reperes/tout.xhtml", "episodes/1-essai.xhtml"):
        for image in back.find(page, "//h:img"):
            assert image.get("width") is image.get("height") is None
            assert "dessin" in image.get("class").split()


def test_pictures_say_what_they_show_and_those_that_decorate_say_nothing(back: Epub) -> None:
    assert all(back.find("reperes/tout.xhtml", "//h:img/@alt"))
    assert back.find("episodes/1-essai.xhtml", "//h:img/@alt") == [""]
    assert "visual" in back.meta("schema:accessMode")
    assert "ce qu’ils montrent est écrit à côté" in back.meta("schema:accessibilitySummary")[0]


def test_a_book_whose_pictures_only_decorate_promises_no_words_for_them(book: BookFactory) -> None:
    [summary] = make(book({EPISODE: episode("Un mot.")})).meta("schema:accessibilitySummary")
    assert "dessins" not in summary


def test_what_the_publisher_has_not_said_is_seen(back: Epub) -> None:
    blanks = back.texts("reperes/mentions.xhtml", "//h:dd//h:span[@class='blanc']")
    assert blanks == ["à compléter par l’éditeur"]


def test_a_sphinx_glossary_keeps_its_terms_whole(tmp_path: Path) -> None:
    glossary = "# Mots\n\n```{glossary}\nmot\n  Une définition.\n```\n"
    epub = make(write_tiny_book(tmp_path / "livre", {"reperes/mots.md": glossary}))
    assert epub.texts("reperes/mots.xhtml", "//h:dt/h:dfn[@epub:type='glossterm']") == ["mot"]
