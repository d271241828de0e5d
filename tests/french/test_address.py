"""Whom a sentence speaks to."""

from __future__ import annotations

import pytest

from tools.french.address import calls, gives, mentions, speaks_of


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Paul", "Ah oui, avec joie, Paul ! On se retrouve où ?"), ("Camille", "Camille, tu décroches ?"),
        ("Capucine", "Capucine ! Par ici !"), ("Mamie", "Coucou, mamie ! Ça va ?"), ("Noah", "Merci, Noah, mais cette fête…"),
        ("Soline", "Tu connais ça, Soline"), ("Aurore", "On se retrouve où, Aurore ?"),
    ],
)  # fmt: skip
def test_a_name_between_commas_or_before_a_shout_is_called(name: str, text: str) -> None:
    assert calls(name, text)
    assert speaks_of(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Aron", "Aron ? Qui c’est, celui-là ?"), ("Camille", "Et Camille, elle est là ?".replace("Camille,", "Camille")),
        ("Paul", "C’est Paul, ton assistant virtuel."), ("Victoire", "Bonjour ! Victoire, votre conseillère."),
        ("Paul", "Pauline, tu viens ?"), ("", "Bonjour !"),
    ],
)  # fmt: skip
def test_a_name_asked_about_or_given_is_not_called(name: str, text: str) -> None:
    assert not calls(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Paul", "Bonjour, Aurore ! C’est Paul, ton assistant."), ("Noah", "Bonjour ! Moi, c’est Noah."),
        ("Amélie", "Ici Amélie, de la Sécurité sociale."), ("Victoire", "Bonjour, Aurore ! Victoire, votre conseillère."),
    ],
)  # fmt: skip
def test_who_says_who_they_are_does_not_speak_of_somebody_else(name: str, text: str) -> None:
    assert gives(name, text)
    assert not speaks_of(name, text)


def test_a_name_that_is_a_word_counts_with_its_capital_or_when_called() -> None:
    assert not speaks_of("Message", "J’ai reçu un message.")
    assert speaks_of("Message", "J’ai vu Message hier.")
    assert speaks_of("Mamie", "Coucou, mamie !")


def test_a_name_is_mentioned_whole_and_with_its_capital() -> None:
    assert mentions("Léa", "la grand-mère, Léa, rit")
    assert not mentions("Léa", "Léandre et léa")
    assert not mentions("", "rien")
