"""The map of ideas counts rightly, and can be read."""

from __future__ import annotations

from collections import Counter
from math import atan2, degrees, hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawing.boxes import boxes, collisions, shapes
from tools.drawing import Told, ideas_map, tally
from tools.drawing.svg import NIGHT, PAPER
from tools.model.reference import Idea, Places
from tools.model.sheet import Prose, Use

EPISODES = (1, 2, 3, 4, 5)


def idea(theme, *passages: str):
    nothing = Prose("")
    return Idea("", "", theme, None, nothing, nothing, nothing, Places(tuple(map(Use, passages))))


@pytest.fixture(scope="module")
def drawing(ideas, themes):
    return ideas_map(ideas, themes, EPISODES)


def marks(drawing):
    """Return the dots and the rings, without those of the key."""
    key = {float(each["cy"]) for each in shapes(drawing, "circle")[-2:]}
    found = [each for each in shapes(drawing, "circle") if float(each["cy"]) not in key]
    dots = [each for each in found if each["fill"] == NIGHT]
    return dots, [each for each in found if each["fill"] == PAPER]


def test_there_is_a_dot_for_each_idea_and_a_ring_where_it_is_told_again(drawing, ideas):
    dots, rings = marks(drawing)
    assert len(dots) == len(ideas)
    assert len(rings) == sum(len(each.places.episodes) - 1 for each in ideas)


def test_the_numbers_are_those_of_the_ideas(drawing, ideas, themes):
    words = [box.text for box in boxes(drawing)]
    assert f"{len(ideas)} idées pour 2045" in words
    told = " ".join(words)
    for theme, count in Counter(each.theme for each in ideas).items():
        assert f"{count} {theme}" in told
    assert f"{len(ideas)} points" in drawing.alternative


def test_dots_stand_on_the_arc_of_their_episode_in_the_sector_of_their_theme(
    drawing, ideas, themes
):
    counts = tally(ideas, themes, EPISODES)
    sun = next(each for each in shapes(drawing, "path") if each["fill"] == NIGHT)
    x, y, radius = (float(sun["d"].split()[index]) for index in (1, 2, 4))
    y += radius
    sizes = [sum(counts[theme, number].first for number in EPISODES) for theme in themes]
    arcs = sorted(
        float(each["d"].split()[4]) for each in shapes(drawing, "path") if each["fill"] == "none"
    )
    seen = Counter()
    for dot in marks(drawing)[0]:
        dx, dy = float(dot["cx"]) - x, float(dot["cy"]) - y
        number = next(
            n for n, arc in zip(EPISODES, arcs, strict=True) if abs(hypot(dx, dy) - arc) < 0.5
        )
        angle = degrees(atan2(dx, -dy)) * len(ideas) / 180
        theme = next(t for i, t in enumerate(themes) if angle < sum(sizes[: i + 1]))
        seen[theme, number] += 1
    assert seen == {place: told.first for place, told in counts.items() if told.first}


def test_dots_are_apart_and_of_one_size(drawing):
    dots, rings = marks(drawing)
    (radius,) = {float(each["r"]) for each in dots}
    places = [(float(each["cx"]), float(each["cy"])) for each in dots + rings]
    nearest = min(
        hypot(a - c, b - d)
        for i, (a, b) in enumerate(places)
        for c, d in places[:i]
    )  # fmt: skip
    assert nearest >= 2 * radius
    assert radius >= 4.5


def test_nothing_covers_anything(drawing):
    assert collisions(drawing) == []
    found = boxes(drawing)
    for mark in shapes(drawing, "circle"):
        x, y = float(mark["cx"]), float(mark["cy"])
        assert not any(b.left <= x <= b.right and b.top <= y <= b.bottom for b in found)


def test_names_of_themes_stay_out_of_the_arcs(drawing, themes):
    furthest = max(
        float(each["d"].split()[4]) for each in shapes(drawing, "path") if each["fill"] == "none"
    )
    sun = next(each for each in shapes(drawing, "path") if each["fill"] == NIGHT)
    x, y, radius = (float(sun["d"].split()[index]) for index in (1, 2, 4))
    for box in boxes(drawing):
        if box.left > x:
            near = min(abs(box.top - y - radius), abs(box.bottom - y - radius))
            near = 0 if box.top < y + radius < box.bottom else near
            assert hypot(box.left - x, near) > furthest, box.text


def test_an_idea_counts_once_where_it_is_told_best(ideas):
    counts = tally(
        [
            idea("A", "3.4", "1.2"),
            idea("A", "T3.9"),
            idea("B", "1.1", "1.7"),
            idea("?", "1.1"),
            idea("A"),
        ],
        ["A", "B"],
        [1, 3],
    )
    assert counts == {
        ("A", 1): Told(0, 1), ("A", 3): Told(2, 0), ("B", 1): Told(1, 0), ("B", 3): Told(0, 0),
    }  # fmt: skip


def test_nothing_at_all_can_be_drawn():
    assert collisions(ideas_map([], [], [])) == []
    assert collisions(ideas_map([], ["A"], EPISODES)) == []


@given(
    st.lists(
        st.tuples(
            st.sampled_from(("Santé", "Communs et démocratie locale", "Accueil et accompagnement")),
            st.lists(st.integers(0, 6), min_size=5, max_size=5),
        ),
        min_size=1,
        max_size=10,
    )
)
def test_however_ideas_are_spread_nothing_covers_anything(rows):
    ideas, themes = [], []
    for index, (name, counts) in enumerate(rows):
        themes.append(f"{name} {index}")
        for number, count in zip(EPISODES, counts, strict=True):
            ideas += [idea(themes[-1], f"{number}.1") for _ in range(count)]
    assert collisions(ideas_map(ideas, themes, EPISODES)) == []
