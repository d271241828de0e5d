"""The timeline: the years down to 2045, then the hours that the stories tell, each on its own line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from tools.drawing.lettering import spread, width_of, wrapped
from tools.drawing.svg import (
    CORNER,
    DISPLAY,
    HAZE,
    NIGHT,
    PALE,
    PAPER,
    SANS,
    SLATE,
    Drawing,
    circle,
    draw,
    group,
    line,
    path,
    words,
)
from tools.model.reference import Era, Landmark

WIDTH = 720
_CENTURY: Final = (1945, 2045)
"""What the whole book spans, from a birth to a hundredth birthday."""

_MARGIN = 24.0
_WHEN_FROM, _LABELS_FROM = 202.0, 336.0  # left edges of the two columns of words
_TITLE_SIZE, _SIZE = 34.0, 20.0
_LEADING = 24.0
_GAP = 6.0  # between two labels

_AXIS = 120.0
_YEARS = (132.0, 500.0)  # length of the two scales: they begin so far down their part, and end so
_LANES = (40.0, 160.0)
_HOURS = (166.0, 436.0)
_WITHOUT_HOUR = "sans heure"

_SAID = {Era.HISTORY: "histoire", Era.COMPUTED: "date calculée", Era.FICTION: "récit de 2045"}


@dataclass(frozen=True, slots=True)
class _Label:
    """Words beside a mark of a scale: when, and the landmarks of that time."""

    mark: tuple[float, float]
    when: str
    landmarks: tuple[Landmark, ...]

    @property
    def lines(self) -> list[list[str]]:
        within = WIDTH - _MARGIN - _LABELS_FROM
        return [wrapped(each.label, _SIZE, within=within) for each in self.landmarks]

    @property
    def height(self) -> float:
        return sum(len(lines) for lines in self.lines) * _LEADING + _GAP


def timeline(landmarks: Sequence[Landmark]) -> Drawing:
    """Return *landmarks* on two scales: years, and under the horizon the hours of the stories.

    The hours share a scale and not a day: each episode has a line of its own.
    """
    hourly = [each for each in landmarks if each.time]
    untimed = [each for each in landmarks if not each.time and each.era is Era.FICTION]
    yearly = [each for each in landmarks if not each.time and each.era is not Era.FICTION]
    years, horizon = _years(yearly)
    day, foot = _day(hourly, untimed, horizon)
    height = round(foot)
    first, last = _CENTURY
    return draw(
        "frise",
        (
            *_grounds(horizon, height),
            group(*years, font_family=SANS, fill=NIGHT),
            group(*day, font_family=SANS, fill=PAPER),
        ),
        width=WIDTH,
        height=height,
        alternative=(
            f"L’échelle des années jusqu’à {last}, avec l’histoire de la Sécurité sociale depuis"
            f" {first} ; au-dessous, l’échelle des heures pour les récits. Chaque repère est dans le"
            " texte."
        ),
    )


def _grounds(horizon: float, height: float) -> Iterator[str]:
    """Yield the day's ground, round above, and the night's, round below."""
    for top, tall, way, fill in (
        (horizon, CORNER - horizon, 1, PAPER), (horizon, height - CORNER - horizon, 0, NIGHT),
    ):  # fmt: skip
        corner = ("a", CORNER, CORNER, 0, 0)
        down = CORNER if tall > 0 else -CORNER
        yield path(
            "M", 0, top, "v", tall, *corner, way, CORNER, down, "h", WIDTH - 2 * CORNER,
            *corner, way, CORNER, -down, "v", -tall, "z", fill=fill,
        )  # fmt: skip


# ---------------------------------------------------------------- Years


def _years(landmarks: Sequence[Landmark]) -> tuple[list[str], float]:
    """Return the upper part, and how far down it goes."""
    by_year = {
        year: tuple(same) for year, same in groupby(sorted(landmarks, key=_year_of), key=_year_of)
    }
    first, last = min(by_year, default=_CENTURY[0]), max(by_year, default=_CENTURY[1])
    top, bottom = _YEARS

    def level(year: int) -> float:
        return top + (year - first) * (bottom - top) / max(last - first, 1)

    labels = [_Label((_AXIS, level(year)), str(year), same) for year, same in by_year.items()]
    placed = list(_placed(labels, low=top - 20))
    horizon = round(_foot(placed, bottom)) + 22.0
    return [
        words(_MARGIN, 52, "De {} à {}".format(*_CENTURY), size=_TITLE_SIZE, font_family=DISPLAY),
        *_key(88),
        *(_century(*map(level, _CENTURY)) if set(_CENTURY) <= set(by_year) else ()),
        line(_AXIS, top - 16, _AXIS, horizon, stroke=NIGHT, stroke_width=2),
        *(
            line(_AXIS - 7, level(year), _AXIS, level(year), stroke=NIGHT, stroke_width=1)
            for year in range(-(-first // 10) * 10, last + 1, 10)
        ),
        *(part for label, y in placed for part in _show_years(label, y)),
    ], horizon


def _year_of(landmark: Landmark) -> int:
    return int(landmark.date[:4])


def _century(start: float, end: float) -> Iterator[str]:
    """Yield the arc of the hundred years: the book's motif, its horizon upright."""
    wide, tall = _AXIS - _MARGIN, (end - start) / 2
    half = ("M", _AXIS, start, "a", wide, tall, 0, 0, 0, 0, 2 * tall)
    yield path(*half, "z", fill=HAZE)
    yield path(*half, fill="none", stroke=SLATE, stroke_width=2)
    middle = (_MARGIN + _AXIS - 2) / 2, (start + end) / 2 + 7
    yield words(*middle, "100 ans", size=_SIZE, text_anchor="middle")


def _show_years(label: _Label, y: float) -> Iterator[str]:
    yield _leader(label.mark, y, stroke=SLATE)
    yield circle(*label.mark, 4)
    yield words(_WHEN_FROM, y + 0.34 * _SIZE, label.when, size=_SIZE, font_weight=600)
    for landmark, lines in zip(label.landmarks, label.lines, strict=True):
        yield _shape(landmark.era, _LABELS_FROM - 20, y, NIGHT, PAPER)
        for each in lines:
            yield words(_LABELS_FROM, y + 0.34 * _SIZE, each, size=_SIZE)
            y += _LEADING


def _key(base: float) -> Iterator[str]:
    """Yield what each shape means."""
    x = _MARGIN + 8
    for era, said in _SAID.items():
        yield _shape(era, x, base - 0.34 * _SIZE, NIGHT, PAPER)
        yield words(x + 18, base, said, size=_SIZE)
        x += 18 + width_of(said, _SIZE) + 36


# ---------------------------------------------------------------- Hours


def _day(
    hourly: Sequence[Landmark], untimed: Sequence[Landmark], horizon: float
) -> tuple[list[str], float]:
    """Return the lower part, and how far down the drawing goes."""
    lanes = _lanes([*hourly, *untimed])
    top, bottom = (horizon + level for level in _HOURS)
    hours = [_hour_of(each) for each in hourly]
    first, last = min(hours, default=0.0), max(hours, default=24.0)
    scale = (bottom - top) / max(last - first, 1)
    labels = [
        _Label(
            (_lane_of(each, lanes), top + (hour - first) * scale), _show_hour(each.time), (each,)
        )
        for hour, each in sorted(zip(hours, hourly, strict=True), key=lambda pair: pair[0])
    ]
    after = _foot(list(_placed(labels, low=top - 20)), bottom)
    labels += [
        _Label((_lane_of(each, lanes), after + (index + 0.5) * _LEADING), _WITHOUT_HOUR, (each,))
        for index, each in enumerate(untimed)
    ]
    placed = list(_placed(labels, low=top - 20))
    foot = _foot(placed, bottom)
    return [
        words(
            _MARGIN, horizon + 52, f"{_CENTURY[1]}, heure par heure",
            size=_TITLE_SIZE, font_family=DISPLAY,
        ),
        words(
            _MARGIN, horizon + 84, "Une même échelle, et à chaque récit son jour",
            size=_SIZE, fill=PALE,
        ),
        *_lines_of_stories(lanes, hourly, top, foot),
        *(part for label, y in placed for part in _show_hours(label, y)),
    ], foot + 26  # fmt: skip


def _hour_of(landmark: Landmark) -> float:
    hours, _, minutes = landmark.time.partition(":")
    return int(hours) + int(minutes or 0) / 60


def _show_hour(time: str) -> str:
    """Return a time as it is read.

    Faux :  08:00, 16:30
    Juste : 8 h, 16 h 30
    """
    hours, _, minutes = time.partition(":")
    return f"{int(hours)} h {minutes}" if int(minutes or 0) else f"{int(hours)} h"


def _lanes(landmarks: Sequence[Landmark]) -> Mapping[int, float]:
    """Return where the line of each episode is."""
    numbers = sorted({number for each in landmarks for number in each.places.episodes})
    left, right = _LANES
    step = (right - left) / max(len(numbers) - 1, 1)
    return {number: left + index * step for index, number in enumerate(numbers)}


def _lane_of(landmark: Landmark, lanes: Mapping[int, float]) -> float:
    """Return the line of the first episode that tells it; what none tells stands beside the last."""
    return lanes[min(landmark.places.episodes)] if landmark.places.episodes else _LANES[1] + 20


def _lines_of_stories(
    lanes: Mapping[int, float], hourly: Sequence[Landmark], top: float, foot: float
) -> Iterator[str]:
    """Yield the lines, numbered; that of a story without hours is in dots."""
    timed = {number for each in hourly for number in each.places.episodes}
    yield words(_MARGIN, top - 48, "épisode", size=_SIZE, fill=PALE)
    for number, x in lanes.items():
        dots: dict[str, str | float] = {} if number in timed else {"stroke_dasharray": "2 6"}
        yield words(x, top - 22, str(number), size=_SIZE, text_anchor="middle")
        yield line(x, top - 12, x, foot - 4, stroke=PALE, stroke_width=1.5, **dots)


def _show_hours(label: _Label, y: float) -> Iterator[str]:
    (landmark,), (lines,) = label.landmarks, label.lines
    yield _leader(label.mark, y, stroke=PALE)
    yield _shape(landmark.era, *label.mark, PAPER, NIGHT)
    yield words(_WHEN_FROM, y + 0.34 * _SIZE, label.when, size=_SIZE, font_weight=600)
    for each in lines:
        yield words(_LABELS_FROM, y + 0.34 * _SIZE, each, size=_SIZE)
        y += _LEADING


# ---------------------------------------------------------------- Both


def _placed(labels: Sequence[_Label], *, low: float) -> Iterator[tuple[_Label, float]]:
    """Yield the labels with the middle of their first line, as near their marks as there is room."""
    heights = [label.height for label in labels]
    wanted = [label.mark[1] - height / 2 for label, height in zip(labels, heights, strict=True)]
    for label, top in zip(labels, spread(wanted, heights, low=low), strict=True):
        yield label, top + (_GAP + _LEADING) / 2


def _foot(placed: Sequence[tuple[_Label, float]], least: float) -> float:
    """Return where the last label ends, or the scale if it goes further."""
    ends = [y - (_GAP + _LEADING) / 2 + label.height for label, y in placed]
    return max([least, *ends])


def _leader(mark: tuple[float, float], y: float, **attributes: str | float) -> str:
    """Return the line that leads from a mark to its words."""
    end = _WHEN_FROM - 8
    middle = (max(mark[0], _AXIS) + end) / 2
    return path(
        "M", *mark, "H", max(mark[0], _AXIS), "C", middle, mark[1], middle, y, end, y,
        fill="none", stroke_width=1.2, **attributes,
    )  # fmt: skip


def _shape(era: Era | None, x: float, y: float, ink: str, hollow: str) -> str:
    """Return the shape that says how the book knows a date: a disc, a ring, a lozenge."""
    match era:
        case Era.COMPUTED:
            return circle(x, y, 5.5, fill=hollow, stroke=ink, stroke_width=2)
        case Era.FICTION:
            return path("M", x, y - 7.5, "l", 7.5, 7.5, -7.5, 7.5, -7.5, -7.5, "z", fill=ink)
        case _:
            return circle(x, y, 6.5, fill=ink)
