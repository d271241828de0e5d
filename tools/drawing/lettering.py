"""How wide words are, and where labels go so that none covers another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tools.french.typography import set_spaces, widen_spaces

_ADVANCES: Final = {
    300: "ijl'îï", 340: " .,’·\N{NO-BREAK SPACE}", 360: ":;/", 380: "fI-ÎÏ", 420: "t!()", 460: "r",
    560: "cszJ?–°ç", 620: "aekovxyLT«»àâèéêëôÿ", 660: "bdghnpquFPSY0123456789ùûü",
    700: "ABEKRVXZÀÂÈÉÊË", 740: "CÇ", 780: "DGUÙÛÜ", 820: "wHNOQÔ", 1000: "mMW—…%Ææ", 1100: "œŒ",
}  # fmt: skip
"""Thousandths of the size: in DejaVu, the widest faces that a reader is likely to see us in."""
_ADVANCE: Final = {sign: width for width, signs in _ADVANCES.items() for sign in signs}
_UNKNOWN: Final = 1000
_BOLD: Final = 1.14
_DISPLAY: Final = 1.08  # DejaVu Serif beside DejaVu Sans

ASCENT, DESCENT = 0.76, 0.24
"""Shares of the size that a line of text takes above and under its baseline."""


def width_of(text: str, size: float, *, bold: bool = False, display: bool = False) -> float:
    """Return the width of *text* in the widest face that it may be set in."""
    face = (_BOLD if bold else 1) * (_DISPLAY if display else 1)
    return sum(_ADVANCE.get(sign, _UNKNOWN) for sign in text) * size * face / 1000


def wrapped(text: str, size: float, *, within: float) -> list[str]:
    """Return *text* in the fewest lines that *within* holds, these of about one length.

    Spaces that French does not break hold; a word that is too long keeps a line of its own.
    """
    pieces = widen_spaces(set_spaces(text)).split(" ")
    count = len(_filled(pieces, size, within))
    narrow = within
    while narrow > 0 and len(_filled(pieces, size, narrow - size / 4)) == count:
        narrow -= size / 4
    return _filled(pieces, size, narrow)


def _filled(pieces: Sequence[str], size: float, within: float) -> list[str]:
    lines = [pieces[0]]
    for piece in pieces[1:]:
        longer = f"{lines[-1]} {piece}"
        if width_of(longer, size) <= within:
            lines[-1] = longer
        else:
            lines.append(piece)
    return lines


def spread(wanted: Sequence[float], heights: Sequence[float], *, low: float) -> list[float]:
    """Return where each label begins: in order, none over another, as near as can be to *wanted*.

    None begins above *low*. Neighbours that would meet move apart together, each by as little.
    """
    stacks: list[tuple[float, float, int]] = []  # sum of places wanted for the top, height, labels
    for place, height in zip(wanted, heights, strict=True):
        total, tall, count = place, height, 1
        while stacks and _top(stacks[-1], low) + stacks[-1][1] > _top((total, tall, count), low):
            above, above_tall, above_count = stacks.pop()
            total += above - count * above_tall
            tall += above_tall
            count += above_count
        stacks.append((total, tall, count))
    tops = []
    rest = iter(heights)
    for stack in stacks:
        top = _top(stack, low)
        for _ in range(stack[2]):
            tops.append(top)
            top += next(rest)
    return tops


def _top(stack: tuple[float, float, int], low: float) -> float:
    return max(low, stack[0] / stack[2])
