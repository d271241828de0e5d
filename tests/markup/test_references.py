"""Roles: their target, and the words that stand in the text."""

from __future__ import annotations

import pytest

from tests.books import EPISODE, episode
from tests.conftest import BookFactory
from tools.markup.references import known_targets, shown_text, split_role


@pytest.mark.parametrize(
    ("content", "target", "shown"),
    [
        ("4.17", "4.17", None),
        ("la suite <5>", "5", "la suite"),
        ("  Yunus Bayram  ", "Yunus Bayram", None),
        ("Yunus <Yunus Bayram>", "Yunus Bayram", "Yunus"),
        ("la suite< 5 >", "5", "la suite"),
        ("<5>", "<5>", None),
        ("a < b", "a < b", None),
    ],
)
def test_a_role_holds_a_target_or_words_and_a_target(
    content: str, target: str, shown: str | None
) -> None:
    assert split_role(content) == (target, shown)


@pytest.mark.parametrize(
    ("role", "content", "words"),
    [
        ("ep", "1", "épisode 1"),
        ("ep", "1.1", "passage 1.1"),
        ("ep", "T1.1", "passage T1.1"),
        ("ep", "1.1a", "passage 1.1a"),
        ("book:ep", "1", "épisode 1"),
        ("ep", "là <1>", "là"),
        ("person", "Yunus Bayram", "Yunus Bayram"),
        ("person", "Yunus <Yunus Bayram>", "Yunus"),
        ("character", "soline", "Soline"),
        ("character", "elle <soline>", "elle"),
        ("character", "inconnue", "inconnue"),
        ("sup", "e", "e"),
        ("abbr", "MSA (Mutualité sociale agricole)", "MSA"),
    ],
)
def test_a_role_shows_words_that_a_reader_understands(
    role: str, content: str, words: str, book: BookFactory
) -> None:
    assert shown_text(role, content, book({EPISODE: episode("Un.\n")}).read().book) == words


def test_every_kind_of_target_can_be_pointed_to(book: BookFactory) -> None:
    tiny = book({EPISODE: episode("Un.\n")}).read().book
    assert list(known_targets("ep", tiny)) == ["1", "1.1"]
    assert set(known_targets("character", tiny)) == {"soline", "capucine"}
    assert "Yunus Bayram" in known_targets("person", tiny)
    assert list(known_targets("autre", tiny)) == []
