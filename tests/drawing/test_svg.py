"""How drawings are written: the same bytes, nothing but shapes and words, inks that are told apart."""

from __future__ import annotations

import re
from itertools import pairwise

import pypdfium2
import pytest
import typst

from tests.drawing.boxes import boxes, contrast, root_of
from tools.drawing.svg import (
    HAZE,
    MIST,
    NIGHT,
    PALE,
    PAPER,
    SLATE,
    draw,
    path,
    rect,
    words,
)
from tools.pdf.fonts import FOLDER

SHORTEST_PHONE = 328
"""Pixels that a phone 360 wide leaves to a picture."""


def test_the_same_data_give_the_same_bytes(drawings, ideas, themes, landmarks):
    from tools.drawing import cover, ideas_map, illustration, timeline

    again = [
        timeline(landmarks),
        ideas_map(ideas, themes, (1, 2, 3, 4, 5)),
        cover(),
        *map(illustration, range(1, 7)),
    ]
    assert [each.svg for each in again] == [each.svg for each in drawings]


def test_drawings_hold_shapes_and_words_and_nothing_that_acts(drawings):
    for drawing in drawings:
        names = {element.tag.rpartition("}")[2] for element in root_of(drawing).iter()}
        assert names <= {"svg", "title", "g", "path", "line", "rect", "circle", "text", "tspan"}
        assert not re.search(r"href|url\(|style=|class=|\sid=|\son\w+=", drawing.svg)


def test_no_number_is_finer_than_a_tenth(drawings):
    for drawing in drawings:
        assert not re.search(r"\d\.\d\d|-0[\s\"]|\de-", drawing.svg)


def test_each_drawing_has_a_file_name_of_its_own(drawings):
    names = [drawing.name for drawing in drawings]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in names)


def test_what_informs_has_an_alternative_and_what_adorns_has_none(drawings):
    for drawing in drawings:
        root = root_of(drawing)
        title = root.findtext("{http://www.w3.org/2000/svg}title") or ""
        assert title == drawing.alternative
        assert drawing.decorative == (not drawing.alternative)
        assert ("role" in root.attrib) == (not drawing.decorative)
        assert len(drawing.alternative) <= 200
        assert not boxes(drawing) or not drawing.decorative


def test_illustrations_are_light(drawings):
    assert {drawing.name for drawing in drawings if len(drawing.svg.encode()) > 6000} == {
        "frise", "carte-des-idees",
    }  # fmt: skip


def test_the_smallest_words_can_be_read_on_a_phone(drawings):
    for drawing in drawings:
        for box in boxes(drawing):
            assert box.size * SHORTEST_PHONE / drawing.width >= 9, box.text


@pytest.mark.parametrize(
    ("ink", "ground", "least"),
    [
        (NIGHT, PAPER, 7),
        (NIGHT, HAZE, 7),  # dots and rays on a sector, « 100 ans »
        (PAPER, NIGHT, 7),
        (PALE, NIGHT, 4.5),  # words too
        (SLATE, PAPER, 3),  # lines that carry something
        (SLATE, HAZE, 3),
    ],
)
def test_inks_stand_out_from_their_ground(ink, ground, least):
    assert contrast(ink, ground) >= least


def test_planes_are_told_apart_without_their_colours():
    for one, other in pairwise((PAPER, HAZE, MIST, SLATE, NIGHT)):
        assert contrast(one, other) >= 1.15


def test_text_is_escaped_and_set_as_french_is():
    shown = words(1.04, -0.04, "Le 1er : « a < b & c » ?", size=20)
    assert "a &lt; b &amp; c" in shown
    assert 'x="1" y="0"' in shown
    assert "1<tspan" in shown
    assert ">er</tspan><tspan" in shown
    assert "\u202f" not in shown, "bien des polices de liseuses ne l’ont pas"
    assert "«\u00a0a" in shown
    assert "\u00a0?" in shown


def test_what_is_raised_comes_down_again():
    shifts = [
        float(each) for each in re.findall(r'dy="([^"]+)"', words(0, 0, "le 1er mai", size=20))
    ]
    assert shifts[0] < 0
    assert sum(shifts) == 0


def test_an_attribute_cannot_end_its_element():
    assert rect(0, 0, 1, 1, fill='"><script>').count("<") == 1
    assert path("M", 0.04, 12.345) == '<path d="M 0 12.3"/>'


def test_a_drawing_without_alternative_is_decorative():
    drawing = draw("nu", [rect(0, 0, 1, 1)], width=1, height=1)
    assert drawing.decorative
    assert 'aria-hidden="true"' in drawing.svg


def test_paper_sets_the_same_words_in_the_books_own_faces(drawings, tmp_path):
    for drawing in drawings:
        (tmp_path / f"{drawing.name}.svg").write_text(drawing.svg, encoding="utf-8")
    source = tmp_path / "page.typ"
    source.write_text(
        "#set page(width: 200mm, height: auto)\n"
        + "\n".join(f'#image("{drawing.name}.svg")' for drawing in drawings),
        encoding="utf-8",
    )
    compiler = typst.Compiler(
        source, root=tmp_path, font_paths=[str(FOLDER)], ignore_system_fonts=True
    )
    pdf, warnings = compiler.compile_with_warnings(format="pdf")
    assert isinstance(pdf, bytes)
    assert not warnings
    faces = set(re.findall(rb"/FontName\s*/\w{6}\+(\w+)-", pdf))
    assert faces == {b"DemainSans", b"DemainTitre"}
    with pypdfium2.PdfDocument(pdf) as document:
        told = " ".join(page.get_textpage().get_text_range() for page in document)
    told = "".join(told.split())
    for drawing in drawings:
        for box in boxes(drawing):
            assert "".join(box.text.split()) in told
