"""Turns and sound cues: how speech and sounds are written in a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tools.french.cues import CUES, CUT, admitted_cue
from tools.french.typography import plain_spaces

UNKNOWN_SPEAKER = "?"
"""The label of a turn in a transcript whose speaker is not known."""

# A label is short, begins with a capital (or is « ? ») and holds no sentence.
_TURN = re.compile(
    r"(?P<label>\?|[^\W\d_a-zà-öø-ÿ][^:;.!?…«»\[\]\n]{0,60}?)\s?:\s+(?P<text>\S.*)", re.DOTALL
)
# In front of a parenthesis, brackets hold the text of a link, even of one that is refused.
_BRACKETS = re.compile(r"\[(?P<name>[^\[\]\n]*)\](?!\()")


class WrittenTurn(NamedTuple):
    """A paragraph that reads « label : text »."""

    label: str
    text: str


class WrittenCue(NamedTuple):
    """Something in brackets: where it stands in its text, and the cue that it is, if it is one."""

    start: int
    end: int
    name: str
    admitted: str | None


def split_turn(text: str) -> WrittenTurn | None:
    """Return the label and the words of a paragraph written as a turn, None for any other.

    Faux :  Elle l’a dit : on y va.
    Juste : Soline : On y va.
    """
    match = _TURN.match(text.strip())
    return WrittenTurn(plain_spaces(match["label"]), match["text"]) if match else None


def find_cues(text: str) -> Iterator[WrittenCue]:
    """Find what stands in brackets in *text*; a cut ([…]) is words, not a sound."""
    for match in _BRACKETS.finditer(text):
        if match["name"].strip() not in {CUT, "...", ""}:
            yield WrittenCue(*match.span(), match["name"], admitted_cue(match["name"]))


def is_admitted(cue: WrittenCue) -> bool:
    """Say whether *cue* is one of the list, to the letter."""
    return cue.name in CUES


def without_cues(text: str) -> str:
    """Return *text* without its admitted sounds, with ordinary spaces.

    Faux :  Je regarde. [bruitage d’ordinateur] Tout est là.
    Juste : Je regarde. Tout est là.
    """
    for cue in reversed(list(find_cues(text))):
        if is_admitted(cue):
            text = text[: cue.start] + " " + text[cue.end :]
    return plain_spaces(text)
