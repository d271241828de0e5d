"""Words are never wider than we think, and labels never meet."""

from __future__ import annotations

from itertools import pairwise

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from tools.drawing.lettering import spread, width_of, wrapped
from tools.pdf.fonts import FOLDER

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZàâçéèêëîïôùûüœÀÇÉÈÊÎÔŒ0123456789 .,:;?!'’«»()-–—…%°"


@pytest.mark.parametrize(
    ("file", "bold", "display"),
    [
        ("DemainSans-Regular.ttf", False, False),
        ("DemainSans-Semibold.ttf", True, False),
        ("DemainTitre-Regular.ttf", False, True),
    ],
)
def test_no_letter_of_our_faces_is_wider_than_its_room(file, bold, display):
    with TTFont(FOLDER / file) as font:
        advances, names, em = font["hmtx"], font.getBestCmap(), font["head"].unitsPerEm
        for letter in LETTERS:
            real = advances[names[ord(letter)]][0] / em
            assert real <= width_of(letter, 1, bold=bold, display=display) + 0.001, letter


def test_an_unknown_sign_is_given_all_its_room():
    assert width_of("漢", 20) == 20


def test_words_go_in_few_lines_of_about_one_length():
    assert wrapped("Communs et démocratie locale", 20, within=250) == [
        "Communs et", "démocratie locale",
    ]  # fmt: skip
    assert wrapped("Sécu", 20, within=10) == ["Sécu"]


def test_a_line_never_begins_with_a_sign_that_follows_a_space():
    assert "%" not in [line[0] for line in wrapped("Important pour 60 %", 20, within=160)]


@given(
    st.lists(st.sampled_from(("un", "deux", "quatre", "conseillère")), min_size=1, max_size=12),
    st.integers(140, 500),
)
def test_wrapping_keeps_every_word_and_the_width(pieces, within):
    lines = wrapped(" ".join(pieces), 20, within=within)
    assert " ".join(lines) == " ".join(pieces)
    assert all(width_of(line, 20) <= within for line in lines)


LABELS = st.lists(st.tuples(st.floats(0, 900), st.floats(10, 80)), max_size=20)


@given(LABELS)
def test_labels_keep_their_order_and_never_meet(labels):
    labels = sorted(labels)
    tops = spread([top for top, _ in labels], [height for _, height in labels], low=30)
    assert len(tops) == len(labels)
    assert all(top >= 30 for top in tops[:1])
    for (top, (_, height)), (after, _) in pairwise(zip(tops, labels, strict=True)):
        assert top + height <= after + 1e-6


def test_labels_with_room_stay_where_they_belong():
    assert spread([50, 200, 400], [30, 30, 30], low=0) == [50, 200, 400]


def test_labels_that_meet_move_apart_by_as_little():
    assert spread([100, 100], [30, 30], low=0) == [85, 115]
    assert spread([0, 0], [30, 30], low=0) == [0, 30]
