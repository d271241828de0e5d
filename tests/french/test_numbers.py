"""Durations, dates and sizes in French words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.french.numbers import show_date, show_duration, show_size


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (480, "8 min"), (600, "10 min"), (0, "0 s"), (59, "59 s"), (60, "1 min"), (61, "1 min 1 s"),
        (3600, "1 h"), (3900, "1 h 05"), (5400, "1 h 30"), (36_000, "10 h"),
    ],
)  # fmt: skip
def test_a_duration_is_read_aloud_as_it_is_written(seconds: int, shown: str) -> None:
    assert show_duration(seconds) == shown


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2025, 7, 1), "1er juillet 2025"),
        (date(2025, 7, 2), "2 juillet 2025"),
        (date(2045, 8, 31), "31 août 2045"),
        (date(1945, 10, 4), "4 octobre 1945"),
        (date(2026, 2, 11), "11 février 2026"),
        (date(2026, 12, 21), "21 décembre 2026"),
    ],
)
def test_the_first_of_the_month_is_an_ordinal_and_no_other_day(day: date, shown: str) -> None:
    assert show_date(day) == shown


@pytest.mark.parametrize(
    ("octets", "shown"),
    [
        (0, "1 Ko"), (312_400, "312 Ko"), (1_000_000, "1,0 Mo"), (1_240_000, "1,2 Mo"),
        (999_400, "999 Ko"), (999_999, "1,0 Mo"),
    ],
)  # fmt: skip
def test_the_size_of_a_file_is_announced_with_a_comma(octets: int, shown: str) -> None:
    assert show_size(octets) == shown


@given(st.integers(0, 24 * 3600))
def test_no_duration_shows_sixty_minutes_or_sixty_seconds(seconds: int) -> None:
    assert "60" not in show_duration(seconds)
