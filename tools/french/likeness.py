"""How alike two words are: an editor's eye for the letter that changed."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Return *text* without capitals nor accents, ligatures undone.

    Élise, ÉLISE, Elise : elise
    """
    lowered = text.casefold()
    if lowered.isascii():
        return lowered
    letters = (c for c in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(c))
    return "".join(letters).replace("œ", "oe").replace("æ", "ae")


def edits(left: str, right: str, *, limit: int) -> int:
    """Return how many letters were changed, added, lost or swapped; ``limit + 1`` when more were."""
    if left == right:
        return 0
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    while left and right and left[0] == right[0]:
        left, right = left[1:], right[1:]
    while left and right and left[-1] == right[-1]:
        left, right = left[:-1], right[:-1]
    if len(left) + len(right) > 40 * limit:  # nothing that is one or two slips apart
        return limit + 1
    before: list[int] = []
    last = list(range(len(right) + 1))
    for i, letter in enumerate(left, 1):
        row = [i]
        for j, other in enumerate(right, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == right[j - 2] and left[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
        before, last = last, row
    return min(last[-1], limit + 1)
