"""What is printed: cards, lines to write on, boxes to tick, and pages that are sheets of paper."""

from __future__ import annotations

import pytest
from docutils import nodes
from lxml import html

from tests.books import EPISODE, episode
from tests.conftest import BookFactory
from tests.sphinxext.test_sheets import Guide, with_class

PRINTED = "guide/a-imprimer/"


def test_a_printed_page_says_so_and_whether_it_goes_on_a_wall(guide: Guide) -> None:
    for page, letter, wall in (("a-regles-du-jeu", "A", True), ("c1-essai", "C1", False)):
        (section,) = guide("html").doctree(PRINTED + page).children
        assert (section["printed"], section["wall"]) == (letter, wall)
    (section,) = guide("html").doctree("guide/index").children
    assert "printed" not in section


def test_cards_are_the_items_of_one_list(guide: Guide) -> None:
    container, listed = with_class(guide("html").doctree(PRINTED + "d-recolte"), "cards")
    assert isinstance(container, nodes.container)
    assert container["columns"] == 3
    assert isinstance(listed, nodes.bullet_list)
    assert container.children == [listed]
    assert [item[0].astext() for item in listed.children] == [
        "Déjà là", "À inventer", "À refuser, pour de bon"
    ]  # fmt: skip


def test_lines_are_an_empty_block_with_their_count(guide: Guide) -> None:
    (lines,) = with_class(guide("html").doctree(PRINTED + "c1-essai"), "writing-lines")
    assert (lines["count"], lines.children) == (4, [])


def test_a_list_all_of_whose_items_have_boxes_is_a_checklist(book: BookFactory) -> None:
    front = "# Avant\n\n- ☐ Une chose\n- ☐ *Une* autre\n\nEt :\n\n- ☐ Une chose\n- rien\n"
    document = book({EPISODE: episode("Un.\n"), "avant-propos.md": front}).build()
    assert len(with_class(document.doctree("avant-propos"), "checklist")) == 1


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (":::{cards}\nUn paragraphe.\n:::\n", "une seule liste"),
        (":::{cards}\n- Une\n\nUn paragraphe.\n:::\n", "une seule liste"),
        (":::{cards}\n:columns: 9\n\n- Une\n:::\n", "6 colonnes au plus"),
        ("```{lines} beaucoup\n```\n", "attend un nombre de lignes"),
        ("```{lines} 0\n```\n", "attend un nombre de lignes"),
    ],
)
def test_what_cannot_be_set_is_refused_with_its_place(
    written: str, told: str, book: BookFactory
) -> None:
    front = {"avant-propos.md": f"# Avant\n\n{written}"}
    warnings = book({EPISODE: episode("Un.\n")} | front).build_with_warnings("dummy").warnings
    assert "avant-propos.md:3: " in warnings
    assert told in warnings


def test_on_the_site_a_frame_to_write_in_says_nothing(guide: Guide) -> None:
    page = html.fromstring(guide("html").html(PRINTED + "d-recolte"))
    frames = page.find_class("writing-lines")
    assert [(len(each), each.get("aria-hidden"), each.text_content().strip()) for each in frames] == [
        (3, "true", ""), (3, "true", "")
    ]  # fmt: skip
    (cards,) = page.find_class("columns-3")
    assert [child.tag for child in cards] == ["ul"]


def test_on_the_site_a_printed_page_can_be_told_from_others(guide: Guide) -> None:
    page = html.fromstring(guide("html").html(PRINTED + "a-regles-du-jeu"))
    (article,) = page.find_class("printed")
    assert article.get("class") == "printed wall"
    assert not html.fromstring(guide("html").html("guide/index")).find_class("printed")
