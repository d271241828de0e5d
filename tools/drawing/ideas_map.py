"""The map of ideas: a dot each, on the arc of its episode, in the sector of its theme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import cos, degrees, radians, sin, sqrt
from typing import Final

from tools.drawing.lettering import ASCENT, spread, width_of, wrapped
from tools.drawing.svg import (
    DISPLAY,
    HAZE,
    MIST,
    NIGHT,
    PAPER,
    SANS,
    SLATE,
    Drawing,
    circle,
    draw,
    ground,
    group,
    line,
    path,
    words,
)
from tools.model.reference import Idea

WIDTH = 720
_X = 64.0  # the arcs stand on an upright horizon
_SUN, _INNER, _OUTER = 62.0, 150.0, 380.0
_BEYOND = 18.0  # how far the planes and the horizon go past the last arc
_LARGEST_DOT = 6.0

_MARGIN = 24.0
_TITLE_SIZE, _COUNT_SIZE, _THEME_SIZE, _SIZE = 34.0, 28.0, 21.0, 20.0
_LEADING = 26.0
_GAP = 12.0  # between two labels, at least
_COUNT_GAP = 9.0  # between a count and its name
_ABOVE, _BELOW = 78.0, 74.0  # room for the title, and for the key

_EPISODE, _IDEAS = "épisode", "idées"


@dataclass(frozen=True, slots=True)
class Told:
    """How many ideas of a theme an episode tells."""

    first: int
    """Those that it tells best: each idea counts so once in the whole book."""
    again: int
    """Those that it tells too."""


@dataclass(frozen=True, slots=True)
class _Sector:
    """A theme's share of the half-turn; angles go from the top, clockwise, in degrees."""

    theme: str
    count: int
    start: float
    end: float

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


def tally(
    ideas: Sequence[Idea], themes: Sequence[str], episodes: Sequence[int]
) -> Mapping[tuple[str, int], Told]:
    """Return what the map shows, in figures: by theme and by episode.

    An idea belongs to the episode of its first passage, the most telling. What is in no theme or
    in no episode is on no map: whoever checks the data says so.
    """
    drawn = [idea for idea in ideas if idea.theme in themes and _home(idea) in episodes]
    first = Counter((idea.theme, _home(idea)) for idea in drawn)
    told = Counter((idea.theme, number) for idea in drawn for number in idea.places.episodes)
    return {
        (theme, number): Told(first[theme, number], told[theme, number] - first[theme, number])
        for theme in themes
        for number in episodes
    }


def ideas_map(ideas: Sequence[Idea], themes: Sequence[str], episodes: Sequence[int]) -> Drawing:
    """Return the map of *ideas*: *themes* in the order of the half-turn, *episodes* from the centre."""
    counts = tally(ideas, themes, episodes)
    total = sum(told.first for told in counts.values())
    sectors = tuple(_sectors(counts, themes, total))
    step = (_OUTER - _INNER) / max(len(episodes) - 1, 1)
    radii = {number: _INNER + index * step for index, number in enumerate(episodes)}
    labels = tuple(_placed(sectors))
    half = _OUTER + _BEYOND + 30  # the least room that the arcs take on each side of their centre
    y = _ABOVE + max([half, *(-label.top for label in labels)])
    foot = y + max([half, *(label.bottom for label in labels)])
    fan = _Fan(sectors, radii, y)
    height = round(foot + _BELOW)
    return draw(
        "carte-des-idees",
        (
            ground(WIDTH, height),
            group(*_planes(fan), fill=HAZE),
            group(*_arcs(fan), fill="none", stroke=SLATE, stroke_width=1.5),
            group(*_dots(fan, counts), fill=NIGHT),
            group(
                words(
                    _MARGIN, 52, f"{total} idées pour 2045",
                    size=_TITLE_SIZE, font_family=DISPLAY,
                ),
                *(part for label in labels for part in _show(label, y)),
                *_scale(fan, counts),
                *_key(height - 30),
                font_family=SANS, fill=NIGHT,
            ),
        ),
        width=WIDTH,
        height=height,
        alternative=(
            f"Sur {len(episodes)} arcs, un par épisode, {total} points, un par idée, groupés en"
            f" {len(sectors)} thèmes disposés en éventail ; les mêmes nombres et chaque idée sont"
            " dans le texte."
        ),
    )  # fmt: skip


def _home(idea: Idea) -> int:
    passages = idea.places.passages[:1]
    return int(passages[0].name.lstrip("T").partition(".")[0]) if passages else 0


def _sectors(
    counts: Mapping[tuple[str, int], Told], themes: Sequence[str], total: int
) -> Iterator[_Sector]:
    """Yield the themes that have ideas, each as wide as they are many."""
    sizes = [sum(told.first for (of, _), told in counts.items() if of == theme) for theme in themes]
    for theme, size, end in zip(themes, sizes, accumulate(sizes), strict=True):
        if size:
            yield _Sector(theme, size, 180 * (end - size) / total, 180 * end / total)


@dataclass(frozen=True, slots=True)
class _Fan:
    """Themes around, episodes outwards, and how far down the centre is."""

    sectors: Sequence[_Sector]
    radii: Mapping[int, float]
    y: float

    @property
    def edge(self) -> float:
        return _OUTER + _BEYOND

    def at(self, radius: float, angle: float) -> tuple[float, float]:
        return _X + radius * sin(radians(angle)), self.y - radius * cos(radians(angle))


def _planes(fan: _Fan) -> Iterator[str]:
    """Yield the ground of every second sector, and a ray where one ends."""
    for sector in fan.sectors[1::2]:
        yield path(
            "M", _X, fan.y, "L", *fan.at(fan.edge, sector.start),
            "A", fan.edge, fan.edge, 0, 0, 1, *fan.at(fan.edge, sector.end), "z",
        )  # fmt: skip
    for sector in fan.sectors[1:]:
        yield line(_X, fan.y, *fan.at(fan.edge, sector.start), stroke=MIST, stroke_width=1)


def _arcs(fan: _Fan) -> Iterator[str]:
    for radius in fan.radii.values():
        yield _half_turn(fan, radius)
    yield _half_turn(fan, _SUN, fill=NIGHT, stroke="none")
    yield line(_X, fan.y - fan.edge, _X, fan.y + fan.edge, stroke=NIGHT, stroke_width=2)


def _half_turn(fan: _Fan, radius: float, **attributes: str | float) -> str:
    top = fan.at(radius, 0)
    return path("M", *top, "a", radius, radius, 0, 0, 1, 0, 2 * radius, **attributes)


def _dots(fan: _Fan, counts: Mapping[tuple[str, int], Told]) -> Iterator[str]:
    """Yield the marks of each theme on each arc, all of one size and centred in their sector."""
    rows = []
    for sector in fan.sectors:
        for number, radius in fan.radii.items():
            told = counts[sector.theme, number]
            room = radians(sector.end - sector.start) * radius
            if marks := told.first + told.again:
                rows.append((sector, radius, told, marks, room / (marks + 0.2)))
    dot = min([_LARGEST_DOT, *(0.44 * tight for *_, tight in rows)])
    for sector, radius, told, marks, tight in rows:
        pitch = min(2.8 * dot, tight)
        for index in range(marks):
            along = (index - (marks - 1) / 2) * pitch
            place = fan.at(radius, sector.middle + degrees(along / radius))
            yield circle(*place, dot) if index < told.first else _ring(*place, dot)


def _ring(x: float, y: float, dot: float) -> str:
    return circle(x, y, dot - 1, fill=PAPER, stroke=NIGHT, stroke_width=2)


# ---------------------------------------------------------------- Words


@dataclass(frozen=True, slots=True)
class _Label:
    """A theme's count and name, and where they stand under the centre (above it, less than none)."""

    count: str
    lines: Sequence[str]
    top: float

    @property
    def bottom(self) -> float:
        return self.top + len(self.lines) * _LEADING

    @property
    def left(self) -> float:
        """Whichever line comes nearest to the middle stays out of the arcs, and off the scale."""
        inside = self.top < 0 < self.bottom
        near = 0 if inside else min(abs(self.top), abs(self.bottom))
        beside_scale = _MARGIN + width_of(_EPISODE, _SIZE) + 16
        return max(_X + sqrt(max(_AROUND**2 - near**2, 0)), beside_scale)


_AROUND: Final = _OUTER + 28
"""How far from the centre the labels are."""


def _placed(sectors: Sequence[_Sector]) -> Iterator[_Label]:
    """Yield the labels around the arcs; above the middle they give way upwards, else downwards."""
    upper = [sector for sector in sectors if sector.middle < 90][::-1]
    lower = [sector for sector in sectors if sector.middle >= 90]
    for half, way in ((upper, -1), (lower, 1)):
        lines = [_lines(sector) for sector in half]
        heights = [len(each) * _LEADING + _GAP for each in lines]
        # How far each would be from the middle, by its near edge.
        wanted = [
            -way * _AROUND * cos(radians(sector.middle)) - height / 2
            for sector, height in zip(half, heights, strict=True)
        ]
        places = spread(wanted, heights, low=0)
        for sector, each, near, height in zip(half, lines, places, heights, strict=True):
            top = near if way == 1 else -near - height
            yield _Label(str(sector.count), each, top + _GAP / 2)


def _lines(sector: _Sector) -> list[str]:
    left = _X + _AROUND * sin(radians(sector.middle)) + _indent(str(sector.count))
    return wrapped(sector.theme, _THEME_SIZE, within=WIDTH - _MARGIN - left)


def _indent(count: str) -> float:
    """Return the room that the count takes before the name."""
    return width_of(count, _COUNT_SIZE, display=True) + _COUNT_GAP


def _show(label: _Label, y: float) -> Iterator[str]:
    base = y + label.top + ASCENT * _LEADING
    x = label.left + _indent(label.count)
    yield words(
        x - _COUNT_GAP, base + 2, label.count,
        size=_COUNT_SIZE, text_anchor="end", font_family=DISPLAY,
    )  # fmt: skip
    for index, each in enumerate(label.lines):
        yield words(x, base + index * _LEADING, each, size=_THEME_SIZE)


def _scale(fan: _Fan, counts: Mapping[tuple[str, int], Told]) -> Iterator[str]:
    """Yield what the arcs' ends say: the episode above, below how many ideas it has."""
    gutter = _X - 14
    yield words(_MARGIN, fan.y - fan.edge - 10, _EPISODE, size=_SIZE)
    yield words(_MARGIN, fan.y + fan.edge + 24, _IDEAS, size=_SIZE)
    for number, radius in fan.radii.items():
        ideas = sum(told.first for (_, of), told in counts.items() if of == number)
        yield words(gutter, fan.y - radius + 7, str(number), size=_SIZE, text_anchor="end")
        yield words(
            gutter, fan.y + radius + 8, str(ideas),
            size=24, text_anchor="end", font_family=DISPLAY,
        )  # fmt: skip


def _key(base: float) -> Iterator[str]:
    x = _MARGIN + 8
    one, again = "une idée", "une idée d’un autre épisode, dite ici aussi"
    yield circle(x, base - 7, _LARGEST_DOT)
    yield words(x + 16, base, one, size=_SIZE)
    x += 16 + width_of(one, _SIZE) + 40
    yield _ring(x, base - 7, _LARGEST_DOT)
    yield words(x + 16, base, again, size=_SIZE)
