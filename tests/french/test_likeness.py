"""How alike two words are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.french.likeness import edits, fold

words = st.text(alphabet="abcdé", max_size=9)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Élise", "elise"), ("ÉLISE", "elise"), ("Elise", "elise"), ("cœur", "coeur"), ("e\u0301", "e"), ("Le Grall", "le grall")],
)  # fmt: skip
def test_capitals_and_accents_do_not_count(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("left", "right", "slips"),
    [
        ("lambin", "lambin", 0), ("lambin", "lanbin", 1), ("lambin", "lambn", 1), ("lambin", "lammbin", 1),
        ("lambin", "lamibn", 1), ("lambin", "lanbim", 2), ("lambin", "laroque", 3), ("", "ab", 2), ("abc", "", 3),
    ],
)  # fmt: skip
def test_slips_are_counted_up_to_the_limit(left: str, right: str, slips: int) -> None:
    assert edits(left, right, limit=2) == slips


@given(words, words)
def test_it_is_as_far_there_as_back(left: str, right: str) -> None:
    assert edits(left, right, limit=3) == edits(right, left, limit=3)


@given(words, words)
def test_only_the_same_word_is_not_far_at_all(left: str, right: str) -> None:
    assert (edits(left, right, limit=3) == 0) == (left == right)


@given(words, words, words)
def test_no_way_round_is_shorter(one: str, two: str, three: str) -> None:
    """Up to a swap that a letter comes to part, which the way round counts twice."""
    whole = edits(one, three, limit=20)
    assert whole <= 2 * (edits(one, two, limit=20) + edits(two, three, limit=20))
