"""Numbers, durations and dates as a French reader expects them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


def show_duration(seconds: int) -> str:
    """Return a duration as it is read: ``480`` gives « 8 min », ``3900`` « 1 h 05 »."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02}" if minutes else f"{hours} h"
    if minutes:
        return f"{minutes} min {rest} s" if rest else f"{minutes} min"
    return f"{rest} s"


def show_date(day: date) -> str:
    """Return a date in words: « 1er juillet 2025 »."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number} {_MONTHS[day.month - 1]} {day.year}"


def show_size(octets: int) -> str:
    """Return the size of a file as it is announced: « 312 Ko », « 1,2 Mo »."""
    if octets < 1_000_000:
        return f"{max(1, round(octets / 1000))} Ko"
    return f"{octets / 1_000_000:.1f}".replace(".", ",") + " Mo"
