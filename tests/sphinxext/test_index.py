"""People, characters and the index: who is named where, and in what order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from docutils import nodes

from tests.books import EPISODE, Built, episode, scene
from tests.browser import ROOT
from tests.conftest import BookFactory
from tests.sphinxext.backmatter import INDEX, WORKS
from tests.sphinxext.test_entries import entries, plain
from tools.markup.book import read_book
from tools.model import EpisodeHeader, Page, Passage, PassageKind
from tools.sphinxext import book_of
from tools.sphinxext.index import index_entries, passages_of_character, passages_of_person, runs

BackMatter = Callable[[str], Built]


def test_the_index_holds_every_name_with_its_passages(back_matter: BackMatter) -> None:
    document = back_matter("html").doctree("reperes/index-general")
    found = [
        (plain(section[0]), [plain(item) for item in section.findall(nodes.list_item)])
        for section in document.findall(nodes.section)
        if isinstance(section.parent, nodes.section)
    ]
    assert found == [
        ("A", ["Aquanova, organisation de la fiction : 1.3"]),
        ("B", ["Bayram, Yunus : générique 1"]),
        ("C", [
            "Capucine, personnage de l’épisode 1 : 1.3, 1.5",
            "Capucine, personnage de l’épisode 2",
            "Croizat, Ambroise : 2.1, 2.2",
        ]),
        ("E", ["écoute, idée : 2.1, 2.2"]),
        ("I", ["« Île déserte », film : 1.1"]),
        ("J", ["jardin partagé, idée : 1.1"]),
        ("L", ["Lille, lieu : 1.1, 2.2"]),
        ("M", [
            "Masnière, Nadège : générique 1, générique 2",
            "miroir qui parle, idée : 1.1, 1.2, 2.1",
            "Mpode Minka, Delphine : 1.1",
            "MSA, organisation : 1.1",
        ]),
        ("S", [
            "Soline, personnage de l’épisode 1 : 1.2, 1.4",
            "Soline, personnage de l’épisode 2 : 2.1",
        ]),
    ]  # fmt: skip


def test_a_passage_of_the_index_is_a_link_to_it(back_matter: BackMatter) -> None:
    document = back_matter("html").doctree("reperes/index-general")
    links = [each for each in document.findall(nodes.inline) if "index-ref" in each["classes"]]
    assert links
    assert all(link.parent["reftype"] == "ep" for link in links)
    ids = [item["ids"] for item in document.findall(nodes.list_item)]
    assert all(ids)
    assert len({each[0] for each in ids}) == len(ids)


def test_a_person_has_a_role_passages_and_credits(back_matter: BackMatter) -> None:
    found = entries(back_matter("html"), "people")
    assert list(found) == [
        "personne-yunus-bayram",
        "personne-ambroise-croizat",
        "personne-nadege-masniere",
        "personne-delphine-mpode-minka",
    ]
    assert found["personne-delphine-mpode-minka"] == [
        "Delphine Mpode Minka",
        "MSA Île-de-France.",
        "À l’antenne : épisode 1, épisode 2 ; passage 1.1",
    ]
    assert found["personne-ambroise-croizat"][1:] == ["Passages : 2.1, 2.2"]
    assert found["personne-nadege-masniere"][1:] == ["Au générique : épisode 1, épisode 2"]


def test_characters_who_share_a_name_are_told_apart(back_matter: BackMatter) -> None:
    found = entries(back_matter("html"), "characters")
    assert found["personnage-soline"] == [
        "Soline",
        "Salariée.",
        "Première réplique : 1.2 ; passages 1.2, 1.4",
        "À ne pas confondre avec Soline de l’épisode 2",
    ]
    assert found["personnage-capucine-ep2"][2] == "Ne parle pas"


def test_a_link_to_a_person_leads_to_their_entry(back_matter: BackMatter) -> None:
    domain = back_matter("html").app.env.get_domain("book")
    assert domain.place("person", "Yunus Bayram") == ("reperes/tout", "personne-yunus-bayram")
    assert domain.place("person", "JBD Productions")[0] == "reperes/generique"


def test_objects_for_the_search_have_a_place(back_matter: BackMatter) -> None:
    objects = list(back_matter("html").app.env.get_domain("book").get_objects())
    assert ("miroir", "miroir qui parle", "idea", "reperes/tout", "idee-miroir", 1) in objects


def test_what_a_note_says_is_in_no_passage(book: BookFactory) -> None:
    body = "Un mot[^1].\n\nUn autre.\n\n[^1]: Selon {person}`Yunus Bayram`.\n"
    tiny = book({EPISODE: episode(body)})
    read = tiny.read().book
    assert passages_of_person(read.register["Yunus Bayram"], read) == []


def test_the_label_of_a_passage_is_true_of_the_words_under_it(book: BookFactory) -> None:
    body = (
        "Un.\n\n:::{archive} Une voix\n:who: '{person}`Ambroise Croizat`'\n\nDeux.\n\nTrois.\n:::\n"
    )
    tiny = book({EPISODE: episode(body)}, people=("Ambroise Croizat",))
    read = tiny.read().book
    assert passages_of_person(read.register["Ambroise Croizat"], read) == ["1.2"]


def test_a_person_is_found_by_the_name_that_the_episode_calls_them(book: BookFactory) -> None:
    tiny = book({EPISODE: episode("Delphine parle.\n\nElle rit.\n\nMpode Minka aussi.\n")})
    read = tiny.read().book
    assert passages_of_person(read.register["Delphine Mpode Minka"], read) == ["1.1", "1.3"]


def test_a_character_is_where_they_speak_and_where_they_are_named(book: BookFactory) -> None:
    body = "Soline arrive.\n\nRien.\n\n" + scene("Soline : Bonjour.\n\nCapucine : Soline !")
    read = book({EPISODE: episode(body)}).read().book
    assert passages_of_character("soline", read) == ["1.1", "1.3", "1.4"]


@pytest.mark.parametrize(
    ("numbers", "gap", "expected"),
    [
        ([], 1, []),
        ([1], 1, ["1.1"]),
        ([1, 2], 1, ["1.1", "1.2"]),
        ([1, 2, 3], 1, ["1.1 1.3"]),
        ([1, 3, 5], 2, ["1.1 1.5"]),
        ([1, 3, 5], 1, ["1.1", "1.3", "1.5"]),
        ([1, 2, 3, 5, 6], 1, ["1.1 1.3", "1.5", "1.6"]),
    ],
)
def test_passages_that_follow_each_other_make_one(
    numbers: list[int], gap: int, expected: list[str], back_matter: BackMatter
) -> None:
    passages = tuple(
        Passage(f"1.{rank}", f"ep1-p{rank}", PassageKind.PROSE, "Mot.") for rank in range(1, 9)
    )
    page = Page("episodes/1.md", EpisodeHeader(episode=1), passages=passages)
    book = replace(book_of(back_matter("html").app.env), pages=(page,))
    found = runs([f"1.{number}" for number in numbers], book, gap=gap)
    assert [first if first == last else f"{first} {last}" for first, last in found] == expected


def test_what_no_passage_names_leads_to_its_pages(book: BookFactory) -> None:
    work = WORKS.replace('passages = ["1.1"]', 'passages = []\npages = ["avant-propos"]')
    pages = {
        EPISODE: episode("Un.\n"),
        "avant-propos.md": "# Avant\n\nUne île.\n",
        "reperes/index-general.md": INDEX,
        "reperes/works.toml": work,
    }
    document = book(pages).build().doctree("reperes/index-general")
    assert "« Île déserte », film : Avant" in {
        plain(item) for item in document.findall(nodes.list_item)
    }


def test_the_real_index_leads_to_all_that_the_book_declares() -> None:
    book = read_book(ROOT).book
    found = list(index_entries(book))
    assert len({(entry.reftype, entry.target) for entry in found}) == len(found)
    names = {entry.target for entry in found}
    assert {person.name for person in book.people} <= names
    assert {*book.characters, *book.lexicon} <= names
    assert {each.title for each in book.works} | {each.name for each in book.organisations} <= names
    assert not [each for each in found if not (each.passages or each.episodes or each.pages)]
