"""The real book: its names, its figures, and that its three forms say the same."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import jsonschema
import pypdfium2
import pytest
from ebooklib import ITEM_DOCUMENT, epub
from lxml import html

from tests.auditors import epubcheck, failed_rules
from tests.conftest import REPOSITORY, RealBook
from tests.reading import faults_on_paper, leaves_of, words_in_ebook, words_on_site
from tools.build import build
from tools.checks import check_book
from tools.french.typography import plain_spaces
from tools.markup.book import Reading, read_book
from tools.markup.export import book_as_data
from tools.model import Duration, Episode

# What the published page says, copied here from its facts: a slip in the book cannot hide in both.
CREDITED = {
    1: (),
    2: (
        "Abdi Boulkahras", "Julie Bloch-Delmas", "Aline Michel", "Florianne Garneret",
        "Christophe Lambin", "Béatrice Clary", "Christine Linkenheld", "Sébastien Moreda",
    ),
    3: (
        "Élise Boucherie", "Gilles Boyer", "Angélique Cendré", "Marlène Faller", "Christine Garnier",
        "Amandine Guiron", "Bénédicte Roux", "Sabine Royer", "Émilie Tourte",
    ),
    4: (
        "Yunus Bayram", "Nadège Masnière", "Delphine Mpode Minka", "Céline Martinello",
        "Sylvie Parrini", "Anne-Elisabeth Hoguet", "Meryem Agnaou Chaoui", "Marie Beatrix",
    ),
    5: (
        "Adam Ardeef", "Florent Gueneau", "Alexandra Jouveau", "Sylvie Le Grall", "Céline Lebon",
        "Alice Legros", "Nathalie Petoux",
    ),
}  # fmt: skip

TITLES = {
    1: ("Les coulisses du Défi du Lab", "Les coulisses du Défi du Lab"),
    2: ("Garantir le lien humain dans un monde numérique", "Une Sécu augmentée, pas déshumanisée"),
    3: ("Simplifier les démarches et parcours", "Ma Sécu, unie pour la vie"),
    4: ("Exercer la mission de service public demain", "Rêver le travail de demain à la Sécu"),
    5: (
        "Inventer de nouvelles solidarités grâce aux communs",
        "Construire de nouvelles solidarités face aux défis environnementaux",
    ),
}

DURATIONS = {1: None, 2: 8, 3: 10, 4: 6, 5: 8}

UNCREDITED = (
    "Thérèse Masquelier", "Isabelle Bertin", "Malika Ziane", "Thibault Labey", "Ambroise Croizat",
    "Pierre Laroque", "François Gemenne", "Bruno Latour",
)  # fmt: skip
"""Real people who are heard or quoted, and whom no list of credits names."""

SPEAKING = {
    2: {"Aurore", "Paul", "Victoire", "Homme"},
    3: {"Léa", "Camille", "Noah", "Message"},
    4: {"Soline", "Capucine", "Léa", "Jeannette"},
    5: {"Inaïa", "Amélie", "Hugo", "Mamie", "Léa"},
}
SILENT = {5: {"Aron", "Dr Pascal"}}
"""Characters who are named and never speak."""

# Every figure that the page gives of the world or of the fiction, by episode, as the book words it.
FIGURES = [
    (1, "1er et 2 juillet 2025"), (1, "38 degrés"), (1, "trente-deux"), (1, "vingt ans"),
    (1, "centenaire"), (1, "cent ans"), (1, "2045"), (1, "deux journées"), (1, "près de 80 ans"),
    (1, "Seconde Guerre mondiale"), (1, "deux par deux"), (1, "jusqu’à trois"), (1, "quatre étapes"),
    (1, "Pendant ces deux jours"), (1, "Défi du Lab 2025"),
    (2, "huit collègues"), (2, "1965"), (2, "trente ou quarante ans"), (2, "à deux reprises"),
    (2, "80 ans"), (2, "2 juillet 2045"), (2, "à huit heures"), (2, "25 degrés"), (2, "30 %"),
    (2, "9 mg de créatinine par litre"), (2, "15 h"), (2, "depuis deux semaines"), (2, "deux filles"),
    (2, "une petite minute"), (2, "1er octobre"), (2, "une semaine avant"), (2, "demain, 16 h"),
    (2, "Défi du Lab 2025"),
    (3, "des millions de Français"), (3, "trente-huit ans"), (3, "Le deuxième est la santé"),
    (3, "Le second échec"), (3, "1945"), (3, "Les Douze Travaux d’Astérix"),
    (3, "laissez-passer A38"), (3, "2045"), (3, "un mercredi à 16 h 30"), (3, "16 ans"),
    (3, "premier versement dès le mois prochain"), (3, "trois semaines"), (3, "Jeudi prochain, 17 h"),
    (3, "mardi, dans la matinée"), (3, "mardi prochain, 9 h"), (3, "XXIe siècle"),
    (3, "Défi du Lab 2025"),
    (4, "2045"), (4, "60 %"), (4, "1990"), (4, "21 %"), (4, "2024"), (4, "Deux agents"),
    (4, "« baromètre social » de 2024"), (4, "81 %"), (4, "92 %"), (4, "89 %"),
    (4, "son premier jour"), (4, "L’humain ? Zéro"), (4, "La vie d’équipe ? Zéro"),
    (4, "depuis vingt ans"), (4, "À 14 h"), (4, "10 minutes"), (4, "À 5 h"),
    (4, "la semaine dernière"), (4, "à 22 h"), (4, "deux petites heures par jour"),
    (4, "30 % de ton séjour"), (4, "vingt ans de maison"), (4, "Défi du Lab 2025"),
    (5, "2045"), (5, "80 bougies"), (5, "l’été 2025"), (5, "37 degrés"), (5, "sixième rapport"),
    (5, "1,5 degré"), (5, "31 ans"), (5, "20 ans"), (5, "100 décibels"), (5, "à jeudi"),
    (5, "trimestrielle"), (5, "ces derniers mois"), (5, "XXIe"), (5, "Défi du Lab 2025"),
]  # fmt: skip

# Works, archives, places and inventions that each have their place in an episode.
NAMED = [
    (1, "Idiocracy"), (1, "Manifeste des jours heureux"), (1, "Conseil national de la Résistance"),
    (1, "Il était une fois"), (1, "Post-it"), (1, "mayonnaise"), (1, "ping-pong"), (1, "Paris"),
    (2, "Bienvenue à Gattaca"), (2, "Conseil national de la Résistance"), (2, "miroir"),
    (2, "groupe Artémis"), (2, "Mars"), (2, "Amazonie"), (2, "Mbappé"), (2, "jardin partagé"),
    (2, "bracelet"), (2, "capteur biométrique"), (2, "télémédecine"), (2, "saynète"),
    (3, "CNSA"), (3, "MSA"), (3, "Urssaf"), (3, "Carsat"), (3, "Cpam"), (3, "Caf"), (3, "Ameli"),
    (3, "La Rochelle"), (3, "ville flottante"), (3, "holographique"), (3, "pass Sécu"),
    (3, "parcours Sécu unique"), (3, "bonus sport"), (3, "guinguette"), (3, "agenda Sécu"),
    (4, "Fondation Jean-Jaurès"), (4, "MSA Île-de-France"), (4, "Cpam de l’Isère"), (4, "Aquanova"),
    (4, "cactus"), (4, "réalité mixte"), (4, "Berlin"), (4, "avatar"), (4, "voitures hydrauliques"),
    (4, "bus autonome"), (4, "Malte"), (4, "congés illimités"),
    (5, "GIEC"), (5, "Lille"), (5, "Montpellier"), (5, "Sécurité sociale des communs"),
    (5, "crédit alimentaire"), (5, "crédit temps"), (5, "vote citoyen"), (5, "panier"),
    (5, "perturbateurs endocriniens"), (5, "Gilles"), (5, "Zarina"), (5, "Benoît"),
]  # fmt: skip


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_book(REPOSITORY)


@pytest.fixture(scope="module")
def episodes(reading: Reading) -> dict[int, Episode]:
    return {episode.number: episode for episode in reading.book.episodes}


# --- What the book says ---------------------------------------------------------------------------


def test_the_book_reads_without_a_fault(reading: Reading) -> None:
    assert [str(fault) for fault in reading.diagnostics] == []


@pytest.mark.parametrize("number", CREDITED)
def test_names_are_credited_as_the_page_credits_them(
    number: int, episodes: dict[int, Episode]
) -> None:
    assert episodes[number].header.credits.cast == (CREDITED[number] or None)
    assert episodes[number].header.credits.sound_production == ("JBD Productions",)


def test_thirty_two_people_are_credited_once_each(episodes: dict[int, Episode]) -> None:
    names = [name for episode in episodes.values() for name in episode.header.credits.cast or ()]
    assert [len(CREDITED[number]) for number in sorted(CREDITED)] == [0, 8, 9, 8, 7]
    assert len(names) == len(set(names)) == 32


def test_the_register_holds_the_thirty_two_and_those_whom_no_list_names(reading: Reading) -> None:
    names = {person.name for person in reading.book.people}
    assert names == {name for cast in CREDITED.values() for name in cast} | set(UNCREDITED)


@pytest.mark.parametrize("number", TITLES)
def test_titles_and_durations_are_those_of_the_page(
    number: int, episodes: dict[int, Episode]
) -> None:
    episode = episodes[number]
    minutes = DURATIONS[number]
    assert (episode.page.title, episode.header.spoken_title) == TITLES[number]
    assert episode.header.duration == (None if minutes is None else Duration(60 * minutes))


@pytest.mark.parametrize(("number", "figure"), FIGURES)
def test_each_figure_of_the_page_has_its_place(
    number: int, figure: str, episodes: dict[int, Episode]
) -> None:
    assert figure.casefold() in plain_spaces(episodes[number].page.text).casefold()


@pytest.mark.parametrize(("number", "name"), NAMED)
def test_each_work_place_and_invention_has_its_place(
    number: int, name: str, episodes: dict[int, Episode]
) -> None:
    assert name.casefold() in plain_spaces(episodes[number].page.text).casefold()


@pytest.mark.parametrize("number", TITLES)
def test_every_character_speaks_but_those_who_are_only_named(
    number: int, episodes: dict[int, Episode]
) -> None:
    header = episodes[number].header
    heard = {passage.speaker for passage in episodes[number].page.passages}
    speaking = {character.name for character in header.characters if character.id in heard}
    assert speaking == SPEAKING.get(number, set())
    silent = {character.name for character in header.characters} - speaking
    assert silent == SILENT.get(number, set())


def test_no_real_person_is_made_to_speak(episodes: dict[int, Episode]) -> None:
    """A written edition reports what real people say: turns are the fiction's."""
    for episode in episodes.values():
        fiction = {character.id for character in episode.header.characters} | {
            None,
            "Toutes",
            "Tous",
        }
        assert {passage.speaker for passage in episode.page.passages} <= fiction


def test_three_characters_called_lea_are_told_apart(episodes: dict[int, Episode]) -> None:
    ids = [c.id for e in episodes.values() for c in e.header.characters if c.name == "Léa"]
    assert ids == ["lea-ep3", "lea-ep4", "lea-ep5"]


# --- Its three forms ------------------------------------------------------------------------------


def test_the_three_books_are_built_without_a_warning(real_book: RealBook) -> None:
    assert real_book.site.joinpath("index.html").is_file()
    assert real_book.epub.is_file()
    assert real_book.pdf.is_file()
    report = json.loads((real_book.root / "_build/sphinx.json").read_text(encoding="utf-8"))
    assert report["diagnostics"] == []


def test_nothing_is_said_of_the_book_once_it_is_built(real_book: RealBook) -> None:
    assert [str(fault) for fault in check_book(real_book.root, read_book(real_book.root))] == []


def test_the_site_built_alone_offers_nothing_and_is_clean(
    real_book: RealBook, tmp_path: Path
) -> None:
    root = tmp_path / "seul"
    shutil.copytree(real_book.root, root, ignore=shutil.ignore_patterns("_build"))
    build(root, ["html"], say=lambda _: None)
    home = (root / "_build/html/index.html").read_text(encoding="utf-8")
    assert "telechargements/" not in home
    assert "Emporter le livre" not in home
    assert [str(fault) for fault in check_book(root, read_book(root))] == []


def test_the_book_as_data_follows_its_schema_and_says_what_the_pages_say(
    real_book: RealBook,
) -> None:
    schema = json.loads((REPOSITORY / "tools/model/book.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(real_book.data, schema)
    pages = {p["id"]: p["page"] for e in real_book.data["episodes"] for p in e["passages"]}
    assert real_book.data == book_as_data(real_book.reading.book, pages)
    assert all(isinstance(page, int) for page in pages.values())
    in_order = list(pages.values())
    assert in_order == sorted(in_order)


@pytest.fixture(scope="module")
def passages(real_book: RealBook) -> dict[str, str]:
    """The words of each passage, by its number, as data."""
    return {p["number"]: p["text"] for e in real_book.data["episodes"] for p in e["passages"]}


def test_the_site_holds_each_passage_under_its_number(
    real_book: RealBook, passages: dict[str, str]
) -> None:
    assert words_on_site(real_book.site) == passages


def test_the_e_book_holds_each_passage_under_its_number(
    real_book: RealBook, passages: dict[str, str]
) -> None:
    assert words_in_ebook(real_book.epub) == passages


def test_the_pdf_holds_each_passage_beside_its_number(
    real_book: RealBook, passages: dict[str, str]
) -> None:
    pages = {p["number"]: p["page"] for e in real_book.data["episodes"] for p in e["passages"]}
    assert faults_on_paper(leaves_of(real_book.pdf), passages, pages) == []


@pytest.mark.parametrize("number", TITLES)
def test_an_episode_is_as_long_as_an_evening_s_reading_allows(
    number: int, real_book: RealBook
) -> None:
    (episode,) = (e for e in real_book.reading.book.episodes if e.number == number)
    page = real_book.site / f"{episode.page.docname}.html"
    (main,) = html.document_fromstring(page.read_text(encoding="utf-8")).xpath(
        "//main | //*[@role='main']"
    )
    words = [word for word in main.text_content().split() if re.search(r"[^\W\d]", word)]
    assert 1200 <= len(words) <= 1900


def test_an_independent_reader_opens_the_e_book(real_book: RealBook) -> None:
    book = epub.read_epub(real_book.epub, {"ignore_ncx": False})
    assert book.get_metadata("DC", "language")[0][0] == "fr"
    assert book.get_metadata("DC", "title")[0][0] == "On a rêvé la Sécu de demain"
    contributors = {name for name, _ in book.get_metadata("DC", "contributor")}
    assert {name for cast in CREDITED.values() for name in cast} <= contributors
    pages = [item.get_name() for item in book.get_items_of_type(ITEM_DOCUMENT)]
    for episode in real_book.reading.book.episodes:
        assert any(name.endswith(f"{episode.page.docname}.xhtml") for name in pages)


def test_epubcheck_has_nothing_to_say_of_the_e_book(real_book: RealBook) -> None:
    assert epubcheck(real_book.epub) == []


def test_the_pdf_keeps_every_rule_of_accessibility_and_of_archives(real_book: RealBook) -> None:
    assert failed_rules(real_book.pdf) == []


def test_the_pdf_opens_with_its_outline_and_links_that_lead_somewhere(real_book: RealBook) -> None:
    with pypdfium2.PdfDocument(real_book.pdf) as pdf:
        assert pdf.is_tagged()
        assert pdf.get_metadata_value("Title").startswith("On a rêvé la Sécu de demain")
        outline = [plain_spaces(mark.get_title()) for mark in pdf.get_toc()]
        for title, _ in TITLES.values():
            assert any(title in entry for entry in outline)
        assert all(mark.get_dest() is not None for mark in pdf.get_toc())
        assert (
            len(pdf)
            == json.loads((real_book.pdf.parent / "pages.json").read_text("utf-8"))["pages"]
        )


def test_credits_are_the_same_in_every_form(real_book: RealBook) -> None:
    """Names are set from the headers alone; none may be lost on the way to a page."""
    paper = "".join(leaf.text for leaf in leaves_of(real_book.pdf))
    for episode in real_book.reading.book.episodes:
        page = (real_book.site / f"{episode.page.docname}.html").read_text(encoding="utf-8")
        names = html.document_fromstring(page).xpath(
            '//*[@class="credits"]//*[@class="name"]/text()'
        )
        assert tuple(names[: len(CREDITED[episode.number])]) == CREDITED[episode.number]
        for name in CREDITED[episode.number]:
            assert re.sub(r"[\s-]", "", name) in paper
