"""The facilitation guide in the e-book: what its generated pages become, and how one gets to them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.auditors import epubcheck
from tests.books import TinyBook, copy_of_root
from tests.conftest import RealBook
from tests.epub.conftest import Epub, blocks_of, make, page_map

SHEET = "guide/fiches/1-essai.xhtml"
PRINTABLES = "# À imprimer\n\n```{printables}\n```\n\n```{toctree}\na-regles-du-jeu\nc1-essai\nd-recolte\n```\n"


def write_guide(folder: Path) -> TinyBook:
    """Return a copy of the tiny guide, its printed sheets listed."""
    tiny = copy_of_root("guide", folder)
    tiny.write("guide/a-imprimer/index.md", PRINTABLES)
    return tiny


@pytest.fixture(scope="session")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Epub:
    """Return the e-book of a tiny guide that holds everything the real one may."""
    return make(write_guide(tmp_path_factory.mktemp("guide") / "livre"))


# --- Pages ----------------------------------------------------------------------------------------


def test_a_sheet_opens_with_its_question_and_what_one_needs_to_know(guide: Epub) -> None:
    card = "//h:div[@class='seance']"
    assert guide.texts(SHEET, f"{card}/h:p[@class='question']") == ["Qu’est-ce qui est fini\u00a0?"]
    assert guide.texts(SHEET, f"{card}/h:p[@class='en-bref']") == [
        "Une séance sur la fin, avec Soline."
    ]
    assert guide.texts(SHEET, f"{card}/h:dl/h:dt") == [
        "Épisode", "Durée", "Effectif", "Public", "Animation", "Espace", "Matériel", "À imprimer",
    ]  # fmt: skip
    assert guide.find(SHEET, f"{card}//h:time/@datetime") == ["PT8M"]
    assert guide.find(SHEET, f"{card}//h:dd[last()]//h:a/@href") == [
        "../a-imprimer/a-regles-du-jeu.xhtml", "../a-imprimer/c1-essai.xhtml",
    ]  # fmt: skip


def test_a_timetable_is_a_table_whose_rows_and_columns_have_names(guide: Epub) -> None:
    first = "(//h:table[@class='deroule'])[1]"
    assert guide.texts(SHEET, f"{first}/h:thead//h:th[@scope='col']") == [
        "Étape", "Forme", "Minutes", "Cumul",
    ]  # fmt: skip
    assert guide.texts(SHEET, f"{first}/h:tbody/h:tr/h:th[@scope='row']") == [
        "1. Accueil", "2. Écoute", "3. En binômes", "Total",
    ]  # fmt: skip
    assert guide.texts(SHEET, f"{first}/h:tbody/h:tr[last()]/h:td") == ["", "30", "30"]
    assert len(guide.find(SHEET, "//h:table[@class='deroule']")) == 3


def test_a_listening_whose_length_nobody_knows_has_a_budget(guide: Epub) -> None:
    budgets = guide.texts("guide/fiches/2-suite.xhtml", "//h:td[contains(., 'budget')]")
    assert budgets == ["budget\u00a0: 8"] * 3


def test_each_step_gives_the_words_to_say_apart_from_the_rest(guide: Epub) -> None:
    first = "(//h:dl[@class='etapes'])[1]"
    assert guide.texts(SHEET, f"{first}/h:dt") == [
        "1. Accueil · 2\u00a0min · ensemble",
        "2. Écoute · 8\u00a0min · ensemble",
        "3. En binômes · 20\u00a0min · à deux",
    ]
    words = guide.texts(SHEET, f"{first}/h:dd/h:p[@class='a-dire']")
    assert [text.partition("\u00a0: ")[0] for text in words] == ["À dire"] * 3
    labels = guide.texts(SHEET, f"{first}/h:dd[3]/h:p/h:strong[1]")
    assert labels == ["À dire", "Pourquoi", "Reste", "Matériel"]


def test_what_is_to_be_ticked_has_its_box_and_no_bullet(guide: Epub) -> None:
    items = guide.texts(SHEET, "//h:ul[@class='a-cocher']/h:li")
    assert items[0] == "☐ Réserver la salle."
    assert all(item.startswith("☐ ") for item in items)
    written = guide.texts("guide/a-imprimer/c1-essai.xhtml", "//h:ul[@class='a-cocher']/h:li")
    assert written == ["☐ Je suis d’accord pour être cité.", "☐ Je préfère que non."]
    assert ".a-cocher { list-style: none;" in guide.read("livre.css").decode()


def test_cards_are_a_list_and_lines_to_write_on_are_left_to_paper(guide: Epub) -> None:
    page = "guide/a-imprimer/d-recolte.xhtml"
    assert guide.texts(page, "//h:ul[@class='cartes']/h:li") == [
        "Déjà là", "À inventer", "À refuser, pour de bon",
    ]  # fmt: skip
    assert guide.find(page, "//h:section/h:div") == []
    for name in guide.spine:
        assert guide.find(name, "//h:div[not(node())] | //h:p[not(node())]") == []


def test_who_says_a_quotation_stands_beside_it_with_its_number(guide: Epub) -> None:
    quotes = guide.texts(SHEET, "//h:figure[@class='a-lire']/h:blockquote")
    assert quotes == [
        "Voilà\u00a0: c’est fini, sur deux lignes.", "Une liste, Yunus Bayram et son bruit",
    ]  # fmt: skip
    said = guide.texts(SHEET, "//h:figure[@class='a-lire']/h:figcaption")
    assert said == ["—\u00a0Soline · 1.2", "—\u00a01.3"]
    assert guide.find(SHEET, "//h:figcaption/h:a/@href") == [
        "../../episodes/1-essai.xhtml#ep1-p2", "../../episodes/1-essai.xhtml#ep1-p3",
    ]  # fmt: skip


def test_printed_sheets_are_listed_by_their_letters_with_no_file_to_open(guide: Epub) -> None:
    page = "guide/a-imprimer/index.xhtml"
    assert guide.texts(page, "//h:ul[@class='feuilles']/h:li") == [
        "A · Règles du jeu", "C1 · Votre feuille", "D · Récolte de groupe",
    ]  # fmt: skip
    assert guide.find(page, "//h:ul[@class='feuilles']//h:a/@href") == [
        "a-regles-du-jeu.xhtml", "c1-essai.xhtml", "d-recolte.xhtml",
    ]  # fmt: skip


def test_sessions_are_chosen_from_a_table_and_nothing_is_to_be_filled_in(guide: Epub) -> None:
    rows = guide.texts("guide/index.xhtml", "//h:table/h:tbody/h:tr")
    assert len(rows) == 6
    assert len(guide.find("guide/index.xhtml", "//h:table/h:caption")) == 1
    for name in guide.spine:
        assert guide.find(name, "//h:form | //h:select | //h:input | //h:button") == []


def test_an_episode_leads_on_to_its_sheet(guide: Epub) -> None:
    links = guide.find("episodes/1-essai.xhtml", "//h:div[@class='suite']//h:a/@href")
    assert links == ["2-suite.xhtml", "../guide/fiches/1-essai.xhtml"]


# --- Ways -----------------------------------------------------------------------------------------


def test_pages_that_another_opens_are_under_it_in_the_contents(guide: Epub) -> None:
    top = "//h:nav[@epub:type='toc']/h:ol/h:li[2]/h:ol/h:li"
    assert guide.texts("nav.xhtml", f"{top}/h:a") == [
        "Guide d’animation", "Les formats", "Les fiches", "À imprimer",
    ]  # fmt: skip
    assert guide.texts("nav.xhtml", f"{top}[4]/h:ol/h:li/h:a") == [
        "Règles du jeu", "Votre feuille", "Récolte de groupe",
    ]  # fmt: skip
    sections = guide.texts("nav.xhtml", f"{top}[3]/h:ol/h:li[1]/h:ol/h:li/h:a")
    assert sections[:3] == ["Objectifs", "Préparer", "Déroulé en 30\u00a0minutes"]
    depth = guide.find("toc.ncx", "//ncx:meta[@name='dtb:depth']/@content")
    assert depth == ["4"]
    points = guide.texts("toc.ncx", "//ncx:navPoint/ncx:navLabel/ncx:text")
    assert points == guide.texts("nav.xhtml", "//h:nav[1]//h:li/h:a | //h:nav[1]//h:li/h:span")


def test_the_page_of_contents_stops_at_pages_and_the_table_of_readers_does_not(
    guide: Epub,
) -> None:
    hidden = guide.find("nav.xhtml", "//h:nav[@epub:type='toc']//h:ol[@hidden]")
    assert len(hidden) == 2  # the sections of both sheets
    assert all(len(listed) > 10 for listed in hidden)


def test_a_page_that_opens_others_is_a_part(guide: Epub) -> None:
    kinds = {
        name: guide.find(name, "//h:body/h:section/@role") for name in guide.spine if "/" in name
    }
    assert kinds["guide/fiches/index.xhtml"] == ["doc-part"]
    assert kinds["guide/index.xhtml"] == kinds[SHEET] == ["doc-chapter"]


def test_each_page_of_the_pdf_is_marked_in_sheets_too(tmp_path: Path) -> None:
    tiny = write_guide(tmp_path / "livre")
    make(tiny)
    names = [
        name
        for page in ("guide/fiches/1-essai", "guide/a-imprimer/d-recolte")
        for name in blocks_of(tiny, page)
    ]
    blocks = {name: number for number, name in enumerate(names, 10)}
    epub = make(tiny, book_page_map=page_map(tmp_path, blocks))
    listed = epub.find("nav.xhtml", "//h:nav[@epub:type='page-list']//h:a/@href")
    assert len(listed) > 100
    assert listed[-1].startswith("guide/a-imprimer/d-recolte.xhtml#page-")
    assert epubcheck(epub.path) == []


# --- The whole ------------------------------------------------------------------------------------


def test_epubcheck_has_nothing_to_say_of_a_guide(guide: Epub) -> None:
    assert epubcheck(guide.path) == []


REFLOW = """() => {
  const broken = [];
  for (const cell of document.querySelectorAll(".deroule th, .deroule td")) {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    for (let text; (text = walker.nextNode()); )
      for (const word of text.data.matchAll(/[^\\s-]+/g)) {
        const range = document.createRange();
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        const lines = new Set([...range.getClientRects()].map((line) => Math.round(line.top)));
        if (lines.size > 1) broken.push(word[0]);
      }
  }
  return [document.documentElement.scrollWidth - innerWidth, broken];
}"""
"""How far the page goes beyond the screen, and the words of timetables that are cut in two."""


def test_a_telephone_shows_every_page_whole_however_large_its_letters(
    guide: Epub, browser: Browser, tmp_path: Path
) -> None:
    for name in (*guide.spine, "livre.css"):
        place = tmp_path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(guide.read(name))
    for width, size in ((390, 100), (320, 100), (390, 200), (320, 200)):
        page = browser.new_page(viewport={"width": width, "height": 844})
        for name in guide.spine[1:]:  # the cover is a picture, and not here
            page.goto((tmp_path / name).as_uri())
            page.evaluate(f"document.documentElement.style.fontSize = '{size}%'")
            beyond, broken = page.evaluate(REFLOW)
            assert beyond <= 0, (name, width, size)
            assert broken == [] or size > 100, (name, width)
        page.close()


def test_the_real_guide_stays_light(real_book: RealBook) -> None:
    """A page is a file, and one that a reading system opens at once; the whole fits in a message."""
    epub = Epub(real_book.epub)
    assert real_book.epub.stat().st_size < 400_000
    sizes = {name: len(epub.read(name)) for name in epub.spine}
    assert max(sizes.values()) < 150_000, json.dumps(sizes, indent=1)
