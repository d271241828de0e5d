"""Faults: how an author reads them, and the word that is suggested."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.diagnostics import Level, Location, Rule, nearest, suggest

RULE = Rule("TRS201", "turn-speaker-declared", Level.ERROR, states="Vrai.", hint="Déclarez-la.")


def test_a_fault_reads_as_place_code_level_message_and_what_to_do() -> None:
    fault = RULE.broken(Location("episodes/4.md", 41), "« Solline » parle", hint="Soline ?")
    assert str(fault) == "episodes/4.md:41: TRS201 erreur — « Solline » parle\n    → Soline ?"


def test_a_fault_without_a_line_names_the_file_alone() -> None:
    assert str(Location("book.toml")) == "book.toml"
    assert str(Location("a.md", 3, 7)) == "a.md:3:7"


def test_a_rule_gives_its_own_hint_unless_there_is_a_better_one() -> None:
    assert RULE.broken(Location("a.md"), "…").hint == "Déclarez-la."
    assert RULE.broken(Location("a.md"), "…", hint="").hint == ""


def test_faults_are_sorted_as_one_reads() -> None:
    places = [Location("b.md", 1), Location("a.md", 9), Location("a.md", 2, 5), Location("a.md", 2)]
    faults = sorted((RULE.broken(at, "…") for at in places), key=lambda fault: fault.order)
    assert [str(f.location) for f in faults] == ["a.md:2", "a.md:2:5", "a.md:9", "b.md:1"]


def test_a_fault_as_data_has_the_keys_that_programs_read() -> None:
    data = RULE.broken(Location("a.md", 3), "message").as_data()
    assert data == {
        "code": "TRS201", "slug": "turn-speaker-declared", "level": "error", "path": "a.md",
        "line": 3, "column": None, "message": "message", "hint": "Déclarez-la.",
    }  # fmt: skip


@pytest.mark.parametrize("level", Level)
def test_every_level_has_a_french_word(level: Level) -> None:
    assert level.shown in {"erreur", "avertissement", "à relire"}


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("Solline", "Soline"), ("soline", "Soline"), ("SOLINE", "Soline"), ("Capuccine", "Capucine"),
        ("Jeanete", "Jeannette"), ("Robert", None), ("", None),
    ],
)  # fmt: skip
def test_the_nearest_word_is_found_whatever_its_case(word: str, near: str | None) -> None:
    assert nearest(word, ["Soline", "Capucine", "Jeannette", "Léa"]) == near


def test_nothing_is_suggested_where_nothing_is_near() -> None:
    assert suggest("Robert", ["Soline"], otherwise="Déclarez-le.") == "Déclarez-le."
    assert suggest("Solin", ["Soline"], otherwise="") == "Vouliez-vous dire « Soline » ?"


@given(st.text(max_size=20), st.lists(st.text(min_size=1, max_size=12), max_size=8))
def test_only_known_words_are_suggested_and_a_known_one_suggests_itself(
    word: str, known: list[str]
) -> None:
    assert nearest(word, known) in {None, *known}
    for each in known:
        found = nearest(each, known)
        assert found is not None
        assert found.casefold() == each.casefold()
