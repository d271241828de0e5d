"""Timetables: the table that adds up, and the steps with their words to say."""

from __future__ import annotations

from pathlib import Path

import pytest
from docutils import nodes

from tests.books import TinyBook, copy_of_root
from tests.sphinxext.test_sheets import Guide, change, said, with_class

FORMAT = "guide/formats/pause-ecoute"


def rows(table: nodes.Element) -> list[list[str]]:
    return [[said(cell) for cell in row.children] for row in table.findall(nodes.row)]


@pytest.fixture
def tiny(tmp_path: Path) -> TinyBook:
    return copy_of_root("guide", tmp_path / "livre")


def test_the_table_counts_the_minutes_and_ends_with_their_sum(guide: Guide) -> None:
    (table,) = with_class(guide("html").doctree(FORMAT), "timetable")
    assert rows(table) == [
        ["Étape", "Forme", "Minutes", "Cumul"],
        ["1. Accueil", "ensemble", "4", "4"],
        ["2. Écoute", "ensemble", "8", "12"],
        ["3. En binômes", "à deux", "18", "30"],
        ["Total", "", "30", "30"],
    ]
    assert [each.get("stub") for each in table.findall(nodes.colspec)] == [1, 0, 0, 0]


def test_a_listening_whose_duration_is_not_published_has_a_budget(guide: Guide) -> None:
    document = guide("html").doctree("guide/fiches/2-suite")
    first, second, _ = [
        each for each in with_class(document, "timetable") if isinstance(each, nodes.table)
    ]
    assert rows(first)[2] == ["2. Écoute", "ensemble", "budget : 8", "10"]
    assert rows(second)[1] == ["1. Écoute", "ensemble", "budget : 8", "8"]
    assert "2. Écoute · budget : 8 min · ensemble" in said(document)


def test_each_step_says_its_words_and_what_to_know(guide: Guide) -> None:
    (steps,) = with_class(guide("html").doctree(FORMAT), "steps")
    told = [
        (said(item[0]), [said(paragraph) for paragraph in item[1].children])
        for item in steps.children
    ]
    assert told == [
        (
            "1. Accueil · 4 min · ensemble",
            ["À dire : Bonjour !", "Pourquoi : Se mettre à l’aise.", "Matériel : feuille A."],
        ),
        (
            "2. Écoute · 8 min · ensemble",
            ["À dire : Écoutons.", "Pourquoi : Avoir entendu la même chose."],
        ),
        (
            "3. En binômes · 18 min · à deux",
            [
                "À dire : Tournez-vous l’un vers l’autre.",
                "Pourquoi : Oser parler.",
                "Attention : Le bruit.",
                "Reste : S’il reste une personne, formez un trio.",
            ],
        ),
    ]
    spoken = with_class(guide("html").doctree(FORMAT), "say")
    assert all(isinstance(each[0], nodes.strong) for each in spoken)
    assert len(spoken) == 3


def test_a_sheet_says_what_each_format_is_for(guide: Guide) -> None:
    aims = with_class(guide("html").doctree("guide/fiches/1-essai"), "timetable-aim")
    assert [said(aim) for aim in aims] == [
        "Intention : écouter et réagir.",
        "Intention : débattre.",
        "Intention : imaginer et fabriquer.",
    ]


def test_the_brief_timetable_is_the_table_alone_and_follows_its_page(tiny: TinyBook) -> None:
    document = tiny.build().doctree("guide/a-imprimer/a-regles-du-jeu")
    assert len(with_class(document, "timetable")) == 1
    assert not with_class(document, "steps")
    change(tiny, FORMAT, "title: Accueil", "title: Bienvenue")
    assert "Bienvenue" in said(tiny.build().doctree("guide/a-imprimer/a-regles-du-jeu"))


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("```{timetable}\n```", "nommez-en un"),
        ("```{timetable} 45\n```", "aucun format ne dure 45 minutes"),
        ("```{timetable} long\n```", "aucun format ne dure long minutes"),
    ],
)
def test_a_timetable_of_nothing_is_refused_with_its_place(
    written: str, told: str, tiny: TinyBook
) -> None:
    tiny.write("guide/formats/index.md", f"# Les formats\n\n{written}\n\n{{doc}}`pause-ecoute`\n")
    warnings = tiny.build_with_warnings("dummy").warnings
    assert "guide/formats/index.md:3: " in warnings
    assert told in warnings
