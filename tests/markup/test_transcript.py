"""Turns and sounds: how speech is told from prose, and a sound from words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.french.cues import CUES
from tools.markup.transcript import find_cues, is_admitted, split_turn, without_cues


@pytest.mark.parametrize(
    ("text", "label", "words"),
    [
        ("Soline : On y va.", "Soline", "On y va."),
        ("Soline: On y va.", "Soline", "On y va."),
        ("Soline\u00a0: On y va.", "Soline", "On y va."),
        ("Élise : Bonjour.", "Élise", "Bonjour."),
        ("Œdipe : Bonjour.", "Œdipe", "Bonjour."),
        ("Dr Pascal : Bonjour.", "Dr Pascal", "Bonjour."),
        ("Delphine Mpode Minka : Oui.", "Delphine Mpode Minka", "Oui."),
        ("? : On ne sait pas qui parle.", "?", "On ne sait pas qui parle."),
        ("Soline : Elle l’a dit : on y va.", "Soline", "Elle l’a dit : on y va."),
        ("Soline : Une ligne\nune autre.", "Soline", "Une ligne\nune autre."),
        ("Dr  Pascal : Oui.", "Dr Pascal", "Oui."),
    ],
)
def test_a_paragraph_that_opens_with_a_name_and_a_colon_is_a_turn(
    text: str, label: str, words: str
) -> None:
    assert split_turn(text) == (label, words)


@pytest.mark.parametrize(
    "text",
    [
        "elle l’a dit : on y va.",  # no capital
        "Elle l’a dit. Alors : on y va.",  # a sentence stands before
        "Soline :",  # nothing is said
        "Soline :-)",
        "[musique] Soline : Bonjour.",
        "« Soline » : un prénom.",
        "3 : un chiffre",
        "À 16:30 on part.",
        "Voir https://exemple.fr",
        "A" * 70 + " : trop long",
        "",
    ],
)
def test_any_other_paragraph_is_prose(text: str) -> None:
    assert split_turn(text) is None


def test_a_sound_is_found_with_its_place_and_its_admitted_spelling() -> None:
    found = list(find_cues("Oh ! [Musique] et […] puis [aboiement]"))
    assert [(cue.name, cue.admitted) for cue in found] == [
        ("Musique", "musique"),
        ("aboiement", None),
    ]
    assert [is_admitted(cue) for cue in found] == [False, False]
    assert (found[0].start, found[0].end) == (5, 14)


@pytest.mark.parametrize("text", ["[…]", "[...]", "[]", "[ ]", "[à\ncheval]", "crochet ] ouvert ["])
def test_a_cut_or_an_empty_pair_of_brackets_is_no_sound(text: str) -> None:
    assert list(find_cues(text)) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Je vérifie. [bruitage d’ordinateur] Voilà.", "Je vérifie. Voilà."),
        ("[musique]", ""),
        ("[musique] [bruitage]", ""),
        ("Un mot. [aboiement]", "Un mot. [aboiement]"),
        ("Il dit […] cela.", "Il dit […] cela."),
    ],
)
def test_the_words_of_a_turn_are_without_its_sounds(text: str, words: str) -> None:
    assert without_cues(text) == words


@given(st.lists(st.one_of(st.text("abc […]:?"), st.sampled_from([f"[{cue}]" for cue in CUES]))))
def test_no_admitted_sound_is_left_among_the_words(pieces: list[str]) -> None:
    words = without_cues(" ".join(pieces))
    assert not any(is_admitted(cue) for cue in find_cues(words))
