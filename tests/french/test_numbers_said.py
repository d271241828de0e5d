"""Numbers that a text says, in figures or in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.french.numbers import number_after, number_before, numbers_in, ordinal_before


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Ils sont trente-deux", 32), ("les vingt et une", 21), ("les vingt-et-un", 21), ("soixante et onze", 71),
        ("quatre-vingts", 80), ("quatre-vingt-dix-neuf", 99), ("cent trente-deux", 132), ("les 1 200", 1200),
        ("a 66\u202f000\u00a0000", 66_000_000), ("les 10, 200", 200), ("Trente-deux", 32), ("deux\nmille 12", 12),
    ],
)  # fmt: skip
def test_a_number_is_read_up_to_its_last_word(text: str, value: int) -> None:
    number = number_before(text, len(text))
    assert number is not None
    assert number.value == value


@pytest.mark.parametrize("text", ["les gens", "", "trente-deux ", "trente-douze", "2,5e"])
def test_other_words_are_no_number(text: str) -> None:
    assert number_before(text, len(text)) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("le premier", 1), ("la seconde", 2), ("le quatrième", 4), ("le vingt et unième", 21), ("le dix-septième", 17), ("le 4e", 4), ("le 1er", 1), ("neuvième", 9)],
)  # fmt: skip
def test_an_ordinal_is_read_up_to_its_last_word(text: str, value: int) -> None:
    ordinal = ordinal_before(text, len(text))
    assert ordinal is not None
    assert ordinal.value == value


def test_a_number_is_read_from_its_first_word_and_as_far_as_it_goes() -> None:
    text = "épisode vingt et un ou 3"
    assert [number.value for number in numbers_in(text)] == [21, 3]
    number = number_after(text, 8)
    assert number is not None
    assert number == (21, 8, 19)
    assert number_after(text, 7) is None


@given(st.text(alphabet="vingtdeux- 0123456789 ’,.\n", max_size=40))
def test_a_number_begins_where_it_is_said_to(text: str) -> None:
    for number in numbers_in(text):
        assert text[number.start].isalnum()
        assert number_after(text, number.start) == number
