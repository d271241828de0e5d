"""The book: its episodes in order, its passages and characters by name."""

from __future__ import annotations

from datetime import date

import pytest

from tools.model import (
    Book,
    Character,
    EpisodeHeader,
    Page,
    PageHeader,
    Passage,
    PassageKind,
    Publisher,
)

PAGES = (
    Page("index.md", PageHeader()),
    Page(
        "episodes/b.md",
        EpisodeHeader(episode=2, characters=(Character("lea-ep2", "Léa", ""),)),
        passages=(Passage("2.1", "ep2-p1", PassageKind.PROSE, "Deux."),),
    ),
    Page("episodes/a.md", EpisodeHeader(episode=1)),
)
BOOK = Book("T", "S", "fr", "É", "1", date(2025, 7, 1), Publisher("U", "Union"), pages=PAGES)


def test_episodes_come_in_the_order_of_their_numbers() -> None:
    assert [episode.number for episode in BOOK.episodes] == [1, 2]


def test_a_passage_is_found_by_its_number_with_its_page() -> None:
    page, passage = BOOK.passages["2.1"]
    assert (page.path, passage.text) == ("episodes/b.md", "Deux.")


def test_a_character_is_found_by_id_with_the_episode() -> None:
    episode, character = BOOK.characters["lea-ep2"]
    assert (episode.number, character.name) == (2, "Léa")


def test_a_page_is_found_by_the_name_sphinx_gives_it() -> None:
    assert BOOK.page("episodes/a").path == "episodes/a.md"
    with pytest.raises(KeyError):
        BOOK.page("episodes/c")
