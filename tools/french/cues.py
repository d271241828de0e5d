"""The sounds that the podcast lets one hear, in the only spelling that the book knows for each."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tools.french.characters import ELLIPSIS

CUES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "musique": (),
        "bruit de foule": ("bruit foule", "foule"),
        "bruit de foule, musique": (),
        "bruitage": (),
        "bruitage d’ordinateur": ("bruit d’ordinateur", "bruitage d'ordinateur"),
        "sonnerie de téléphone": ("sonnerie téléphone", "téléphone"),
        "transition sonore": ("transition",),
    }
)
"""Each admitted cue with the spellings that it replaces."""

CUT = ELLIPSIS
"""What stands between brackets where words were left out: text, not a sound."""


def admitted_cue(name: str) -> str | None:
    """Return the admitted spelling of the cue *name*, or None when no cue is meant by it.

    Faux :  Bruitage d’ordinateur, bruit foule
    Juste : bruitage d’ordinateur, bruit de foule
    """
    folded = " ".join(name.split()).casefold()
    for cue, replaced in CUES.items():
        if folded == cue or folded in replaced:
            return cue
    return None
