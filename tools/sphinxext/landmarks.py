"""The landmarks from 1945 to 2045, beside the timeline that draws them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from docutils import nodes

from tools.french.numbers import MONTHS, show_date
from tools.markup.reference import LANDMARKS_FILE
from tools.model import Era
from tools.sphinxext.book import book_of, depend_on_page
from tools.sphinxext.entries import Entry, EntryDirective, listed

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx

    from tools.model import Landmark

SHOWN_ERAS = {Era.COMPUTED: "date calculée", Era.FICTION: "fiction"}
"""What is said of a date that is not simply history."""

_SEPARATOR = " · "


class LandmarksDirective(EntryDirective):
    """Every landmark, in the order of the file.

    Makes ``<definition_list classes="landmarks">``: ``<term><inline classes="landmark-date"
    datetime=…> · <inline classes="landmark-label">``, then what happened, a note, the passages.
    """

    def run(self) -> list[Node]:
        depend_on_page(self.env, LANDMARKS_FILE)
        landmarks = enumerate(book_of(self.env).landmarks, 1)
        return [listed((self.entry(*each) for each in landmarks), "landmarks")]

    def entry(self, rank: int, landmark: Landmark) -> Entry:
        day = nodes.inline("", shown_date(landmark), classes=["landmark-date"])
        day["datetime"] = machine_date(landmark)
        term: list[Node] = [
            day,
            nodes.Text(_SEPARATOR),
            nodes.inline("", landmark.label, classes=["landmark-label"]),
        ]
        if landmark.era in SHOWN_ERAS:
            era = nodes.inline("", SHOWN_ERAS[landmark.era], classes=["landmark-era"])
            term += [nodes.Text(" "), era]
        return Entry(
            f"repere-{rank}",
            term,
            [
                *self.said(landmark.text),
                *self.noted(landmark.note),
                *self.found(landmark.places),
            ],
        )


def shown_date(landmark: Landmark) -> str:
    """Return « 2 juillet 2045, 8 h »; what the date does not say is not shown."""
    day = _shown_day(landmark.date)
    return f"{day}, {_shown_time(landmark.time)}" if landmark.time else day


def machine_date(landmark: Landmark) -> str:
    """Return what ``<time datetime>`` admits: « 1945 », « 2045-07-02T08:00 », or the hour alone."""
    if not landmark.time:
        return landmark.date
    return f"{landmark.date}T{landmark.time}" if len(landmark.date) > 7 else landmark.time


def _shown_day(written: str) -> str:
    """Return « 1945 », « mars 1944 » or « 15 mars 1944 »; what is no date stays as it is."""
    year, *rest = written.split("-")
    try:
        if len(rest) == 2:
            return show_date(date.fromisoformat(written))
        return f"{MONTHS[int(rest[0]) - 1]} {year}" if rest else written
    except (ValueError, IndexError):
        return written


def _shown_time(written: str) -> str:
    """Return « 8 h » or « 16 h 30 »."""
    hours, _, minutes = written.partition(":")
    return f"{hours.lstrip('0') or '0'} h{f' {minutes}' if minutes.strip('0') else ''}"


def setup_landmarks(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("landmarks", LandmarksDirective)
