"""Durations, speakers and titles: what pages are made of."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.model import Character, Duration, EpisodeHeader, Heading, Page, PageHeader, Voice


@given(st.integers(0, 10**9).map(Duration))
def test_a_duration_written_is_the_duration_read(duration: Duration) -> None:
    assert Duration.from_iso(str(duration)) == duration


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("PT8M", 480),
        ("PT10M", 600),
        ("PT1H5M30S", 3930),
        ("PT90M", 5400),
        ("PT0S", 0),
        ("PT2H", 7200),
    ],
)
def test_durations_are_those_of_iso_8601(text: str, seconds: int) -> None:
    assert Duration.from_iso(text).seconds == seconds


@pytest.mark.parametrize(
    "text",
    ["", "8", "8 min", "00h08", "PT", "P8M", "PT8", "T8M", "pt8m", " PT8M", "PT8M ", "PT8M\n",
     "PT5S3M", "PT-8M", "PT8.5M", "P1D", "PT8M8M"],
)  # fmt: skip
def test_any_other_way_of_writing_a_duration_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Duration.from_iso(text)


@given(st.text(max_size=12))
def test_a_text_is_a_duration_or_is_refused(text: str) -> None:
    try:
        duration = Duration.from_iso(text)
    except ValueError:
        return
    assert Duration.from_iso(str(duration)) == duration


def test_durations_can_be_compared() -> None:
    assert Duration(360) < Duration(480)


def test_a_turn_may_bear_a_name_a_first_name_or_the_group() -> None:
    header = EpisodeHeader(
        voices=(Voice("Delphine Mpode Minka", "Delphine", ""),),
        characters=(Character("lea-ep4", "Léa", ""),),
    )
    assert header.speakers == {
        "Delphine Mpode Minka": "Delphine Mpode Minka",
        "Delphine": "Delphine Mpode Minka",
        "Léa": "lea-ep4",
        "Toutes": "Toutes",
        "Tous": "Tous",
    }


def test_a_page_is_called_as_its_first_heading() -> None:
    page = Page("a.md", PageHeader(), headings=(Heading(1, "Un", 1), Heading(2, "Deux", 3)))
    assert page.title == "Un"
    assert Page("a.md", PageHeader()).title == ""


def test_the_name_sphinx_gives_is_the_path_without_its_ending() -> None:
    assert Page("episodes/4-le-travail.md", PageHeader()).docname == "episodes/4-le-travail"


def test_where_something_was_read_is_not_what_it_is() -> None:
    assert Voice("A B", "A", "", line=3) == Voice("A B", "A", "", line=9)


def test_nothing_read_can_be_changed_afterwards() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Page("a.md", PageHeader()).path = "b.md"  # type: ignore[misc]
