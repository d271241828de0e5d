"""Spaces and superior letters, after the rules of the Imprimerie nationale.

Authors type ordinary spaces; these functions say which of them may not break, and how wide they
are. They never add a space nor take one away: a missing one is for the checks to report.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tools.french.characters import EM_DASH, EN_DASH, NARROW_NO_BREAK_SPACE, NO_BREAK_SPACE

_BLANK = f"[ \n{NO_BREAK_SPACE}{NARROW_NO_BREAK_SPACE}]"  # an author may have broken the line there
_UNITS = (
    "%|‰|€|°C|h|min|s|ms|kg|mg|g|km|m|cm|mm|l|dB|ko|Ko|Mo|Go"
    "|degrés?|décibels?|ans?|mois|jours?|heures?|minutes?|secondes?|euros?|millions?|milliards?"
)
_ABBREVIATIONS = r"M\.|MM\.|Mmes?|Mlle|Dr|Pr|n°|p\.|art\.|vol\.|chap\."

# Thousands: groups of three figures behind one to three, in a number that is not a decimal.
_THOUSANDS = re.compile(rf"(?<![\d,.])\d{{1,3}}(?:{_BLANK}\d{{3}})+(?!\d)")

_BEFORE_HIGH_SIGN = re.compile(rf"{_BLANK}(?=[;!?])")  # espace fine insécable
_WIDE = (
    re.compile(rf"{_BLANK}(?=:(?:\s|$))"),  # espace-mot insécable before a colon
    re.compile(rf"(?<=«){_BLANK}"),
    re.compile(rf"{_BLANK}(?=»)"),
    re.compile(rf"(?<=^{EM_DASH}){_BLANK}"),  # a turn inside prose keeps its dash
    re.compile(rf"{_BLANK}(?={EN_DASH}\s)"),  # a dash never begins a line
    re.compile(rf"(?<=\d{_BLANK}h){_BLANK}(?=\d)"),  # 16 h 30 holds on both sides
    re.compile(rf"(?<=\d){_BLANK}(?=(?:{_UNITS})(?![\w’']))"),  # « les 2 s’aiment »
)
_AFTER_ABBREVIATION = re.compile(rf"(?<!\w)({_ABBREVIATIONS}){_BLANK}(?=[\w«])")

# Canonical Roman numerals in capitals; one letter alone must be I, V or X (« De », « Le » are words).
ROMAN = (
    r"(?=[IVX]|[LCDM][IVXLCDM])"
    r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
)
# Only « premier » ends in -er or -re: « Vers » is no fifth.
_ORDINAL = re.compile(
    rf"(?<!\w)(?:[1I](?=[er])|(?:\d+|{ROMAN})(?=es?\b))(?P<ending>ers?|res?|es?)(?!\w)"
)


def set_spaces(text: str) -> str:
    """Return *text* with the spaces that French does not let break made unbreakable.

    Faux :  « Quoi ? », à 16 h 30   (une ligne peut commencer par « ? » ou par « » »)
    Juste : le même texte, espaces fines ou insécables à leur place

    Setting twice is setting once.
    """
    text = _THOUSANDS.sub(lambda number: re.sub(_BLANK, NARROW_NO_BREAK_SPACE, number[0]), text)
    text = _BEFORE_HIGH_SIGN.sub(NARROW_NO_BREAK_SPACE, text)
    for pattern in _WIDE:
        text = pattern.sub(NO_BREAK_SPACE, text)
    return _AFTER_ABBREVIATION.sub(rf"\1{NO_BREAK_SPACE}", text)


def plain_spaces(text: str) -> str:
    """Return *text* with every run of blanks as one ordinary space, and none at its ends."""
    return " ".join(text.split())


def widen_spaces(text: str) -> str:
    """Return *text* with U+00A0 for U+202F, which e-readers' fonts often lack."""
    return text.replace(NARROW_NO_BREAK_SPACE, NO_BREAK_SPACE)


class Piece(NamedTuple):
    """A run of text, and whether it is set in superior letters."""

    text: str
    superior: bool


def split_ordinals(text: str) -> list[Piece]:
    """Return *text* in pieces, the endings of its ordinal numbers apart.

    Faux :  le XXIe siècle
    Juste : le XXI + e (en lettre supérieure) + siècle
    """
    pieces: list[Piece] = []
    done = 0
    for match in _ORDINAL.finditer(text):
        start, end = match.span("ending")
        pieces += [Piece(text[done:start], superior=False), Piece(text[start:end], superior=True)]
        done = end
    if text[done:] or not pieces:
        pieces.append(Piece(text[done:], superior=False))
    return pieces
