"""The timeline says what the landmarks say, where they say it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawing.boxes import boxes, collisions, shapes
from tools.drawing import timeline
from tools.drawing.svg import NIGHT
from tools.model.reference import Era, Landmark, Places
from tools.model.sheet import Prose, Use


@pytest.fixture(scope="module")
def drawing(landmarks):
    return timeline(landmarks)


def landmark(date="1945", *, time="", label="Naissance", era=Era.HISTORY, passages=("3.8",)):
    return Landmark(date, time, label, Prose(""), era, Places(tuple(map(Use, passages))))


def told(drawing):
    """Return all words of the drawing in a row: a label may go over two lines."""
    return " ".join(" ".join(box.text.split()) for box in boxes(drawing))


def test_every_landmark_is_there_with_its_year_or_its_hour(drawing, landmarks):
    words = told(drawing)
    for each in landmarks:
        assert each.label in words
        hour = re.sub(r"^0?(\d+):(\d\d)$", r"\1 h \2", each.time).removesuffix(" 00")
        assert (hour or each.date[:4]) in words


def test_nothing_covers_anything(drawing):
    assert collisions(drawing) == []


def test_words_are_light_on_night_and_dark_on_paper(drawing):
    title = next(box for box in boxes(drawing) if box.text.startswith("2045,"))
    for box in boxes(drawing):
        assert (box.fill == NIGHT) == (box.bottom < title.top), box.text


def test_a_shape_says_how_each_date_is_known(drawing, landmarks):
    eras = Counter(each.era for each in landmarks)
    circles = shapes(drawing, "circle")
    key = 1  # the key shows each shape once
    assert sum(each["r"] == "6.5" for each in circles) == eras[Era.HISTORY] + key
    assert sum("stroke" in each for each in circles) == eras[Era.COMPUTED] + key
    lozenges = [each for each in shapes(drawing, "path") if " l 7.5 7.5" in each["d"]]
    assert len(lozenges) == eras[Era.FICTION] + key


def test_years_stand_at_their_distance(drawing, landmarks):
    years = sorted(
        {int(each.date[:4]) for each in landmarks if not each.time and each.era is not Era.FICTION}
    )
    marks = sorted(float(each["cy"]) for each in shapes(drawing, "circle") if each["r"] == "4")
    scale = (marks[-1] - marks[0]) / (years[-1] - years[0])
    assert len(marks) == len(years)
    for year, mark in zip(years, marks, strict=True):
        assert mark == pytest.approx(marks[0] + (year - years[0]) * scale, abs=0.2)


def test_hours_stand_on_the_line_of_their_episode():
    drawing = timeline(
        [
            landmark("2045", time="08:00", era=Era.FICTION, passages=["2.18"], label="Un"),
            landmark("2045", time="12:00", era=Era.FICTION, passages=["4.3"], label="Deux"),
            landmark("2045", time="20:00", era=Era.FICTION, passages=["2.19"], label="Trois"),
        ]
    )
    lozenges = [
        tuple(map(float, match.groups()))
        for match in re.finditer(r'd="M (\S+) (\S+) l 7.5 7.5', drawing.svg)
        if float(match[2]) > 200
    ]
    (one, two, three) = lozenges
    assert one[0] == three[0] < two[0]
    assert three[1] - two[1] == pytest.approx(2 * (two[1] - one[1]), abs=0.2)


def test_a_story_without_hours_has_a_dotted_line(drawing):
    dotted = [each for each in shapes(drawing, "line") if "stroke-dasharray" in each]
    assert len(dotted) == 1
    assert "sans heure La journée d’Inaïa" in told(drawing)


def test_landmarks_of_a_year_share_it():
    drawing = timeline([landmark("2025-07-01", label="Un"), landmark("2025", label="Deux")])
    assert told(drawing).count("2025") == 1


def test_the_arc_spans_the_hundred_years_or_is_not_there():
    assert "100 ans" in told(timeline([landmark("1945"), landmark("2045")]))
    assert "100 ans" not in told(timeline([landmark("1945"), landmark("2025")]))


def test_the_words_of_the_arc_stay_inside_it(drawing):
    box = next(box for box in boxes(drawing) if box.text == "100\u00a0ans")
    arc = next(each for each in shapes(drawing, "path") if " a 96 " in each["d"])
    axis, _ = map(float, arc["d"].split()[1:3])
    assert axis - 96 + 4 < box.left < box.right < axis - 7


def test_nothing_at_all_can_be_drawn():
    assert collisions(timeline([])) == []


LANDMARKS = st.builds(
    landmark,
    st.integers(1900, 2045).map(str),
    time=st.sampled_from(("", "", "05:00", "16:30", "17:00", "23:45")),
    label=st.sampled_from(
        (
            "Court",
            "La Sécurité sociale a cent ans",
            "Un repère dont le nom ne tient pas sur une ligne",
        )
    ),
    era=st.sampled_from(Era),
    passages=st.sampled_from((("2.1",), ("3.4", "5.6"), ("5.6",), ())),
)


@given(st.lists(LANDMARKS, max_size=40))
def test_whatever_the_landmarks_nothing_covers_anything(landmarks):
    drawing = timeline(landmarks)
    assert collisions(drawing) == []
    lines = sorted(box.top for box in boxes(drawing) if box.left == 336)
    assert all(after - before > 20 for before, after in pairwise(lines))
