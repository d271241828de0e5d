"""Session sheets: all that a header says is set, in the tree that every output receives."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from docutils import nodes

from tests.books import Built, TinyBook, copy_of_root, line_of
from tests.french.test_typography import seen
from tests.sphinxext.conftest import BUILDERS

GOLDEN = Path(__file__).parent.parent / "roots" / "guide" / "doctrees"
SHEET = "guide/fiches/1-essai"
PAGES = (
    SHEET, "guide/index", "guide/formats/pause-ecoute", "guide/a-imprimer/a-regles-du-jeu",
    "guide/a-imprimer/c1-essai", "guide/a-imprimer/d-recolte", "episodes/1-essai",
)  # fmt: skip

Guide = Callable[[str], Built]


@pytest.fixture
def tiny(tmp_path: Path) -> TinyBook:
    return copy_of_root("guide", tmp_path / "livre")


def change(tiny: TinyBook, docname: str, old: str, new: str) -> str:
    """Write the page anew with *new* for the first *old*; return its text."""
    path = tiny.root / f"{docname}.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    tiny.write(f"{docname}.md", text.replace(old, new, 1))
    return text.replace(old, new, 1)


def with_class(document: nodes.document, name: str) -> list[nodes.Element]:
    return [node for node in document.findall(nodes.Element) if name in node.get("classes", ())]


def said(node: nodes.Node) -> str:
    return node.astext().replace("\u00a0", " ").replace("\u202f", " ")


def entries(listed: nodes.Element) -> list[tuple[str, str]]:
    """Return each term of a list, with what defines it."""
    return [(said(item[0]), " / ".join(map(said, item[1].children))) for item in listed.children]


@pytest.mark.golden
@pytest.mark.parametrize("docname", PAGES)
def test_the_tree_that_every_output_receives_is_the_one_agreed(
    docname: str, guide: Guide, golden: Callable[[str, Path], None]
) -> None:
    document = guide("html").doctree(docname)
    told = re.sub(r"<document .*>", "<document>", document.pformat())
    golden(seen(told), GOLDEN / f"{docname.replace('/', '-')}.txt")


@pytest.mark.parametrize("builder", BUILDERS)
def test_a_guide_is_set_without_a_warning(builder: str, guide: Guide) -> None:
    assert guide(builder).warnings == ""


def test_the_card_says_what_one_needs_to_know(guide: Guide) -> None:
    (card,) = with_class(guide("html").doctree(SHEET), "sheet-card")
    question, brief, facts = card.children
    assert (question["classes"], said(question)) == (["sheet-question"], "Qu’est-ce qui est fini ?")
    assert (brief["classes"], said(brief)) == (
        ["sheet-brief"], "Une séance sur la fin, avec Soline."
    )  # fmt: skip
    told = dict(entries(facts))
    assert told["Épisode"] == "Épisode 1 — Un premier essai · 8 min"
    assert told["Durée"] == "30, 60 ou 120 minutes, au choix"
    assert told["Effectif"] == "de 4 à 30 personnes ; 12, c’est l’idéal"
    assert told["Matériel"].split("\n\n")[0] == "papillons adhésifs, cinq par personne"
    assert told["À imprimer"].split("\n\n") == ["A. Règles du jeu", "C1. Votre feuille"]


def test_each_part_is_a_section_of_the_page_with_an_id_of_its_own(guide: Guide) -> None:
    built = guide("html")
    (page,) = built.doctree(SHEET).children
    parts = [node for node in page.children if isinstance(node, nodes.section)]
    ids = [part["ids"][0] for part in parts]
    assert ids == [
        "objectifs", "preparer", "deroule-30", "deroule-60", "deroule-120", "questions", "a-lire",
        "variantes", "a-distance", "accessibilite", "vigilance", "recolte", "suites", "evaluation",
        "pour-la-suite",
    ]  # fmt: skip
    contents = built.app.env.tocs[SHEET].astext()
    assert all(said(part[0]) in contents.replace("\u00a0", " ") for part in parts)


def test_a_part_of_which_nothing_is_said_has_no_section(tiny: TinyBook) -> None:
    change(tiny, SHEET, 'quotes: ["1.2", "1.3"]', "quotes: []")
    document = tiny.build_with_warnings("dummy").doctree(SHEET)
    assert "a-lire" not in [section["ids"][0] for section in document.findall(nodes.section)]


def test_what_is_to_be_done_has_boxes_to_tick(guide: Guide) -> None:
    lists = with_class(guide("html").doctree(SHEET), "checklist")
    assert [said(each) for each in lists] == [
        "☐ Réserver la salle.", "☐ Relire le passage 1.2.", "☐ Essayer le son."
    ]  # fmt: skip


def test_a_sheet_outside_its_page_is_refused_with_its_place(tiny: TinyBook) -> None:
    tiny.write("guide/index.md", "# Guide\n\n```{sheet}\n```\n")
    warnings = tiny.build_with_warnings("dummy").warnings
    assert "guide/index.md:3: " in warnings
    assert "n’a de sens que sur la page d’une fiche" in warnings


def test_a_fault_in_a_text_of_the_header_is_told_at_its_line(tiny: TinyBook) -> None:
    text = change(tiny, SHEET, "Se mettre à l’aise.", "Se mettre à [l’aise](absente.md).")
    warnings = tiny.build_with_warnings("dummy").warnings
    assert f"{SHEET}.md:{line_of(text, 'absente.md')}: WARNING: 'myst' cross-ref" in warnings


@pytest.mark.parametrize(
    ("changed", "old", "new", "shown"),
    [
        ("episodes/1-essai", "PT8M", "PT9M", "9 min"),
        ("episodes/1-essai", "c’est *fini*", "c’est *pire*", "c’est pire"),
        ("guide/a-imprimer/c1-essai", "# Votre feuille", "# Une feuille", "C1. Une feuille"),
    ],
)
def test_a_page_that_changed_changes_the_sheet_that_shows_it(
    changed: str, old: str, new: str, shown: str, tiny: TinyBook
) -> None:
    tiny.build()
    change(tiny, changed, old, new)
    assert shown in said(tiny.build_with_warnings("dummy").doctree(SHEET))


def test_an_episode_ends_with_the_way_to_its_sheet(guide: Guide) -> None:
    (onward,) = with_class(guide("html").doctree("episodes/1-essai"), "onward")
    assert [said(paragraph) for paragraph in onward.children] == [
        "Épisode suivant : Une suite",
        "Pour en parler ensemble : Qu’est-ce qui est fini ?",
    ]
    (last,) = with_class(guide("html").doctree("episodes/2-suite"), "onward")
    assert [said(paragraph) for paragraph in last.children] == [
        "Pour en parler ensemble : Et la suite ?"
    ]
    assert 'href="../guide/fiches/1-essai.html"' in guide("html").html()


def test_a_sheet_that_comes_is_shown_by_the_pages_that_show_sheets(tiny: TinyBook) -> None:
    path = tiny.root / "guide/fiches/2-suite.md"
    text = path.read_text(encoding="utf-8")
    path.unlink()
    tiny.build_with_warnings("dummy")
    path.write_text(text, encoding="utf-8")
    built = tiny.build()
    assert "Et la suite" in said(built.doctree("episodes/2-suite"))
    assert "Et la suite" in said(built.doctree("guide/index"))
