"""The quiet pictures: one family, each for its episode."""

from __future__ import annotations

import re

import pytest

from tests.drawing.boxes import boxes, shapes
from tools.drawing import cover, illustration
from tools.drawing.svg import HAZE, MIST, NIGHT, PALE, PAPER, SLATE

EPISODES = (1, 2, 3, 4, 5)


@pytest.mark.parametrize("number", EPISODES)
def test_pictures_are_of_one_family(number):
    drawing = illustration(number)
    assert (drawing.width, drawing.height) == (720, 300)
    assert drawing.decorative
    assert boxes(drawing) == [], "un dessin sans parole n’a rien à lire"
    inks = set(re.findall(r"#[0-9a-f]{6}", drawing.svg))
    assert {PAPER, NIGHT, SLATE} <= inks <= {PAPER, HAZE, MIST, SLATE, PALE, NIGHT}


def test_each_episode_has_a_picture_of_its_own():
    drawn = {illustration(number).svg for number in (*EPISODES, 6)}
    assert len(drawn) == 6


def test_an_episode_to_come_gets_the_bare_arcs():
    assert illustration(6).svg == illustration(7).svg
    assert illustration(6).name != illustration(7).name


def test_the_fan_lifts_a_sheet_for_each_of_the_thirty_two():
    sheets = [each for each in shapes(illustration(1), "rect") if each["width"] == "22"]
    assert len(sheets) == 32


def test_the_motif_is_five_arcs_over_one_horizon():
    arcs = shapes(cover(), "path")
    assert len(arcs) == 5
    assert len(shapes(cover(), "line")) == 1
