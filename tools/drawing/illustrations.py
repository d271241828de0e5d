"""The cover's motif, and a quiet picture for each episode, in the same lines and planes.

The motif is five arcs over one horizon, an arc for each episode. Each picture keeps the horizon and
lets the arcs become something of its story: a fan, what a mirror shows, a sky, a dawn, a handle.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from math import cos, radians, sin, sqrt
from typing import Final

from tools.drawing.svg import (
    CORNER,
    HAZE,
    MIST,
    NIGHT,
    PALE,
    PAPER,
    SLATE,
    Drawing,
    arch,
    circle,
    draw,
    ground,
    group,
    line,
    path,
    rect,
)

WIDTH, HEIGHT = 720, 300
_LEFT, _RIGHT = 36, WIDTH - 36
_EARTH: Final = 248
"""The horizon, where nothing floats nor is mirrored."""

RADII: Final = (89, 144, 200, 256, 312)
"""Of the cover's arcs, the first of them filled, on a cover 800 wide."""


def motif(ink: str, pale: str) -> list[str]:
    """Return the cover's five arcs over one horizon, the horizon's middle at (316, 316)."""
    middle = RADII[-1] + 4
    return [
        *(
            arch(middle, middle, radius, fill="none", stroke=pale, stroke_width=7 - index)
            for index, radius in enumerate(RADII)
            if index
        ),
        arch(middle, middle, RADII[0], fill=ink, stroke=ink, stroke_width=7),
        line(0, middle, 2 * middle, middle, stroke=ink, stroke_width=2),
    ]


def cover() -> Drawing:
    """Return the cover's motif on the cover's ground."""
    inside = group(*motif(PAPER, PALE), transform="translate(44 44)")
    return draw("motif", (ground(WIDTH, 404, NIGHT), inside), width=WIDTH, height=404)


def illustration(number: int) -> Drawing:
    """Return the picture of episode *number*; one that has none yet gets the bare arcs."""
    picture = _PICTURES.get(number, _arcs_alone)
    return draw(
        f"episode-{number}", (ground(WIDTH, HEIGHT), *picture()), width=WIDTH, height=HEIGHT
    )


def _horizon(y: float = _EARTH) -> str:
    return line(_LEFT, y, _RIGHT, y, stroke=NIGHT, stroke_width=2)


def _sky(x: float, y: float, radii: Iterable[float], **attributes: str | float) -> str:
    """Return the four arcs around a sun, finer outwards."""
    arcs = (arch(x, y, radius, stroke_width=4 - 0.7 * i) for i, radius in enumerate(radii))
    return group(*arcs, fill="none", stroke=SLATE, **attributes)


def _arcs_alone() -> Iterator[str]:
    yield _sky(360, _EARTH, (94, 130, 166, 202))
    yield arch(360, _EARTH, 58, fill=NIGHT)
    yield _horizon()


def _workshop() -> Iterator[str]:
    """Yield a fan that might be the sun, and on its breath thirty-two sheets, one a person."""
    x, y = 160, 136
    yield circle(x, y, 92, fill=HAZE)
    yield group(*(_blade(x, y, 88, 72 * turn) for turn in range(5)), fill=MIST)
    rings = (
        circle(x, y, radius, stroke_width=4 - 0.7 * i) for i, radius in enumerate((36, 55, 74))
    )
    yield group(*rings, fill="none", stroke=SLATE)
    yield circle(x, y, 92, fill="none", stroke=NIGHT, stroke_width=2)
    yield circle(x, y, 20, fill=NIGHT)
    yield line(x, y + 92, x, _EARTH, stroke=NIGHT, stroke_width=5)
    yield path("M", x - 44, _EARTH, "a", 44, 16, 0, 0, 1, 88, 0, fill=NIGHT)
    breaths = ((156, 3), (214, 4), (272, 4), (330, 5), (388, 5), (446, 5), (504, 6))
    air, places = [], []
    for radius, count in breaths:
        reach = 40 + 0.14 * (radius - 156)
        air.append(_breath(x, y, radius, reach))
        step = 2 * reach / (count - 1)
        places += [(radius, index * step - reach) for index in range(count)]
    yield group(*air, fill="none", stroke=SLATE, stroke_width=1.5)
    sheets = (_sheet(x, y, *place, turn) for turn, place in enumerate(places))
    yield group(*sheets, stroke=NIGHT, stroke_width=1.5)
    yield _horizon()


def _blade(x: float, y: float, radius: float, turn: float) -> str:
    """Return a fifth of a turn, half of it: straight behind, bent before."""
    far = radius * cos(radians(40)), radius * sin(radians(40))
    return path(
        "M", 0, 0, "L", radius, 0, "A", radius, radius, 0, 0, 1, *far,
        "Q", 0.5 * radius, 0.1 * radius, 0, 0, "z", transform=f"translate({x} {y}) rotate({turn})",
    )  # fmt: skip


def _breath(x: float, y: float, radius: float, reach: float) -> str:
    dx, dy = sqrt(radius**2 - reach**2), reach
    return path("M", x + dx, y - dy, "A", radius, radius, 0, 0, 1, x + dx, y + dy)


def _sheet(x: float, y: float, radius: float, rise: float, turn: int) -> str:
    """Return a sheet on a breath; further out, it turns more freely."""
    along = sqrt(radius**2 - rise**2)
    tilt = 90 + rise / radius * 57 + (turn * 37 % 60 - 30) * radius / 504
    ink = {2: NIGHT, 5: MIST}.get(turn % 7, PAPER)
    place = f"translate({x + along:.0f} {y + rise:.0f}) rotate({tilt:.0f})"
    return rect(-11, -8, 22, 16, transform=place, fill=ink)


def _mirror() -> Iterator[str]:
    """Yield a garden, and in the glass its reflection, where the stems are circuits."""
    x, y = 360, HEIGHT / 2
    corner = ("a", CORNER, CORNER, 0, 0, 1)
    yield path(
        "M", 0, y, "h", WIDTH, "v", y - CORNER, *corner, -CORNER, CORNER,
        "h", 2 * CORNER - WIDTH, *corner, -CORNER, -CORNER, "z", fill=HAZE,
    )  # fmt: skip
    radii = (62, 84, 106, 128)
    yield _sky(x, y, radii)
    yield _sky(
        x, y, radii, transform=f"matrix(1 0 0 -1 0 {HEIGHT})",
        stroke_dasharray="1 7", stroke_linecap="round",
    )  # fmt: skip
    yield arch(x, y, 40, fill=NIGHT)
    yield path(
        "M", x - 40, y, "a", 40, 40, 0, 0, 0, 80, 0, fill="none", stroke=NIGHT, stroke_width=2
    )
    stems = ((60, 74), (116, 112), (172, 56))
    for at, tall in stems:
        for side in (at, WIDTH - at):
            yield _plant(side, y, tall)
            yield _circuit(side, y, tall)
    yield line(0, y, WIDTH, y, stroke=NIGHT, stroke_width=2)


def _plant(x: float, y: float, tall: float) -> str:
    """Return a stem and its leaves, by pairs."""
    leaves: list[str | float] = []
    for share in (0.4, 0.72, 1):
        leaves += ["M", x, y - tall * share, "q", 3, -15, 23, -16, "q", -2, 15, -23, 16]
        leaves += ["q", -3, -15, -23, -16, "q", 2, 15, 23, 16]
    stem = line(x, y, x, y - tall, stroke=NIGHT, stroke_width=2)
    return group(stem, path(*leaves, fill=NIGHT))


def _circuit(x: float, y: float, tall: float) -> str:
    """Return the same plant as the glass shows it: a straight line, and a point for each leaf."""
    steps: list[str | float] = ["M", x, y, "v", tall]
    points = []
    for share in (0.4, 0.72, 1):
        level = y + tall * share
        steps += ["M", x - 14, level + 9, "l", 14, -9, 14, 9]
        points += [circle(x - 17, level + 10, 3), circle(x + 17, level + 10, 3)]
    wires = path(*steps, fill="none")
    return group(wires, *points, fill=PAPER, stroke=NIGHT, stroke_width=2)


def _floating_town() -> Iterator[str]:
    """Yield a town on the water, drawn by one stroke from shore to shore."""
    y = 218
    yield _sky(360, y, (94, 126, 158, 190))
    houses = (
        (28, "flat", HAZE), (46, "gable", PAPER), (74, "arch", MIST), (118, "flat", HAZE),
        (78, "gable", PAPER), (44, "arch", MIST), (24, "flat", HAZE),
    )  # fmt: skip
    wide = 38
    x: float = 360 - wide * len(houses) / 2
    bridge = ("a", 40, 26, 0, 0, 1, 80, 0)
    stroke: list[str | float] = ["M", _LEFT, y, "H", x - 90, *bridge, "H", x]
    for tall, roof, fill in houses:
        top = _ROOFS[roof](wide)
        yield path("M", x, y, "v", -tall, *top, "v", tall, "z", fill=fill)
        stroke += ["V", y - tall, *top]
        x += wide
    stroke += ["V", y, "H", x + 10, *bridge, "H", _RIGHT]
    hull = 2 * x - 2 * 360 + 24
    yield path(
        "M", 360 - hull / 2, y, "a", hull / 2, 36, 0, 0, 0, hull, 0, "z", fill=NIGHT,
    )  # fmt: skip
    yield path(*stroke, fill="none", stroke=NIGHT, stroke_width=4, stroke_linejoin="round")
    yield group(circle(_LEFT, y, 6), circle(_RIGHT, y, 6), fill=NIGHT)
    water = (
        (60, 24, 110),
        (230, 52, 260),
        (580, 24, 70),
        (120, 40, 80),
        (520, 40, 120),
        (310, 66, 100),
    )
    yield group(
        *(path("M", at, y + down, "h", long) for at, down, long in water),
        stroke=SLATE, stroke_width=1.5,
    )  # fmt: skip


_ROOFS: Final[Mapping[str, Callable[[float], tuple[str | float, ...]]]] = {
    "flat": lambda wide: ("h", wide),
    "arch": lambda wide: ("a", wide / 2, wide / 2, 0, 0, 1, wide, 0),
    "gable": lambda wide: ("l", wide / 2, -wide / 2, wide / 2, wide / 2),
}


def _park() -> Iterator[str]:
    """Yield an early sun, a bench that waits under a tree, and their long shadows."""
    x = 226
    yield _sky(x, _EARTH, (91, 124, 157, 190))
    yield arch(x, _EARTH, 58, fill=NIGHT)
    yield group(
        path("M", 458, _EARTH, "h", 104, "L", 684, 284, "H", 532, "z"),
        path("M", 611, _EARTH, "h", 6, "L", 684, 269, "V", 276, "z"),
        fill=MIST,
    )
    yield circle(614, 112, 70, fill=HAZE)
    rings = (circle(614, 112, r, stroke_width=4 - 0.7 * i) for i, r in enumerate((16, 34, 52, 70)))
    yield group(*rings, fill="none", stroke=SLATE)
    yield line(614, 112, 614, _EARTH, stroke=NIGHT, stroke_width=5)
    yield group(
        path("M", 446, 172, "h", 128, "M", 446, 188, "h", 128, stroke_width=5),
        path("M", 436, 216, "h", 148, stroke_width=6),
        path("M", 458, 168, "V", _EARTH, "M", 562, 168, "V", _EARTH, stroke_width=4),
        stroke=NIGHT,
    )
    yield _horizon()


def _basket() -> Iterator[str]:
    """Yield a basket as round as the earth, with a town and its orchard; its handles are the shade."""
    x, y = 360, 182
    yield arch(x, y, 150, fill=HAZE)
    yield _sky(x, y, (96, 114, 132, 150))
    yield circle(598, 70, 26, fill=NIGHT)
    town = (
        (288, 26, 40, MIST),
        (314, 28, 62, SLATE),
        (342, 34, 84, MIST),
        (376, 26, 58, SLATE),
        (402, 30, 44, MIST),
    )
    for at, wide, tall, fill in town:
        yield rect(at, y - tall, wide, tall, fill=fill)
    fruits = ((290, 15), (328, 12), (392, 12), (430, 15))
    yield group(
        *(circle(at, y - 0.55 * radius, radius) for at, radius in fruits),
        fill=PAPER, stroke=NIGHT, stroke_width=2,
    )  # fmt: skip
    wide, tall = 162, 92
    yield path("M", x - wide, y, "a", wide, tall, 0, 0, 0, 2 * wide, 0, "z", fill=NIGHT)
    meridians: list[str | float] = []
    for share in (0.28, 0.56, 0.82):
        meridians += [
            "M",
            x - share * wide,
            y,
            "a",
            share * wide,
            tall,
            0,
            0,
            0,
            2 * share * wide,
            0,
        ]
    for share in (0.28, 0.56, 0.82):
        half = wide * sqrt(1 - share**2)
        meridians += ["M", x - half, y + share * tall, "h", 2 * half]
    yield path(*meridians, fill="none", stroke=PALE, stroke_width=1.5)
    yield _horizon(y)


_PICTURES: Final[Mapping[int, Callable[[], Iterator[str]]]] = {
    1: _workshop, 2: _mirror, 3: _floating_town, 4: _park, 5: _basket,
}  # fmt: skip
