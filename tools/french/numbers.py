"""Numbers, durations and dates as a French reader expects them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

MONTHS = (
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
    return f"{number} {MONTHS[day.month - 1]} {day.year}"


def show_size(octets: int) -> str:
    """Return the size of a file as it is announced: « 312 Ko », « 1,2 Mo »."""
    if octets < 999_500:  # above, it would round to « 1000 Ko »
        return f"{max(1, round(octets / 1000))} Ko"
    return f"{octets / 1_000_000:.1f}".replace(".", ",") + " Mo"


class Said(NamedTuple):
    """A number that a text says, in figures or in words, and where."""

    value: int
    start: int
    end: int


def number_before(text: str, end: int) -> Said | None:
    """Return the number whose last word ends at *end*, if one does: « trente-deux » salariés."""
    return _before(text, end, _NUMBERS)


def ordinal_before(text: str, end: int) -> Said | None:
    """Return the ordinal whose last word ends at *end*, if one does: le « quatrième » épisode."""
    return _before(text, end, _ORDINALS)


def number_after(text: str, start: int) -> Said | None:
    """Return the number that begins at *start*, if one does: épisode « trois »."""
    words = list(_WORD.finditer(text, start, start + _LONGEST))[:_MOST_WORDS]
    if not words or words[0].start() != start:
        return None
    for count in range(_in_a_row(words), 0, -1):
        value = _value([word[0] for word in words[:count]], _NUMBERS)
        if value is not None:
            return Said(value, start, words[count - 1].end())
    return None


def numbers_in(text: str) -> Iterator[Said]:
    """Yield the numbers that *text* says, in figures or in words, the longest at each place."""
    done = 0
    for word in _WORD.finditer(text):
        opens = word[0][0].isdecimal() or word[0].casefold().partition("-")[0] in _OPENINGS
        if word.start() < done or not opens:
            continue
        number = number_after(text, word.start())
        if number:
            yield number
            done = number.end


def _before(text: str, end: int, known: Mapping[str, int]) -> Said | None:
    first = max(0, end - _LONGEST)
    words = list(_WORD.finditer(text, first, end))[-_MOST_WORDS:]
    if not words or words[-1].end() != end:
        return None
    for count in range(_in_a_row(words[::-1]), 0, -1):
        value = _value([word[0] for word in words[-count:]], known)
        if value is not None:
            return Said(value, words[-count].start(), end)
    return None


def _in_a_row(words: Sequence[re.Match[str]]) -> int:
    """Say how many of *words* follow each other with one blank between, whichever way they go."""
    for count in range(1, len(words)):
        one, other = sorted((words[count - 1].span(), words[count].span()))
        if other[0] - one[1] != 1 or not words[0].string[one[1]].isspace():
            return count
    return len(words)


def _value(words: list[str], known: Mapping[str, int]) -> int | None:
    if words[0].isdecimal():
        thousands = all(len(word) == 3 and word.isdecimal() for word in words[1:])
        if known is _NUMBERS and (len(words) == 1 or (thousands and len(words[0]) < 4)):
            return int("".join(words))
        return None
    figures = _FIGURES_ORDINAL.fullmatch(words[0])
    if figures and len(words) == 1 and known is _ORDINALS:
        return int(figures[1])
    return known.get(" ".join(words).replace("-", " ").casefold())


def _numbers_in_words() -> dict[str, int]:
    """Return every number up to 199 by its words, hyphens as spaces."""
    units = (
        "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix",
        "onze", "douze", "treize", "quatorze", "quinze", "seize", "dix sept", "dix huit", "dix neuf",
    )  # fmt: skip
    found = {word: value for value, word in enumerate(units)}
    tens = {
        "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "quatre vingt": 80,
    }  # fmt: skip
    for ten, value in tens.items():
        found[ten] = value
        for unit in range(1, 20 if value in {60, 80} else 10):
            link = " et " if unit in {1, 11} and value < 80 else " "
            found[f"{ten}{link}{units[unit]}"] = value + unit
    found["quatre vingts"] = 80
    found |= {
        word.removesuffix("un") + "une": value
        for word, value in found.items()
        if word.endswith("un")
    }
    hundreds = {f"cent {word}": 100 + value for word, value in found.items() if value}
    return found | {"cent": 100} | hundreds


def _ordinals_in_words() -> dict[str, int]:
    found = {"premier": 1, "première": 1, "second": 2, "seconde": 2}
    for word, value in _NUMBERS.items():
        if value > 1 and not word.endswith(("une", "vingts")):
            stem = {"f": word[:-1] + "v", "q": word + "u", "e": word[:-1]}.get(word[-1], word)
            found[f"{stem}ième"] = value
    return found


_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_FIGURES_ORDINAL = re.compile(r"(\d{1,3})(?:ers?|res?|es?|ème|ième|ᵉ)")
_MOST_WORDS = 5
_LONGEST = 60
"""Characters within which any number that we read is written."""

_NUMBERS = _numbers_in_words()
_ORDINALS = _ordinals_in_words()
_OPENINGS = frozenset(word.partition(" ")[0] for word in _NUMBERS)
