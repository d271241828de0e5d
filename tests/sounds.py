"""Recordings made when they are needed: silent ones, and their timings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tools.markup.sound import show_moment
from tools.model import Page

_FRAME = bytes.fromhex("fffb90c4") + bytes(413)
"""A frame of MPEG-1 Layer III, 128 kbit/s at 44,1 kHz, that holds silence: 1152 samples."""


def silence(seconds: float) -> bytes:
    """Return an MP3 that lasts *seconds*, less than a frame apart: whoever plays it hears nothing.

    Python writes no other format that an e-book may hold.
    """
    return _FRAME * round(seconds * 44100 / 1152)


def timings_of(page: Page, *, each: int = 1000, labels: Mapping[str, str] | None = None) -> str:
    """Return the timings of *page*: each of its passages in turn lasts *each* milliseconds."""
    cues = []
    for rank, passage in enumerate(page.passages):
        label = (labels or {}).get(passage.speaker or "", "")
        said = f"<v {label}>{passage.text}" if label else passage.text
        times = f"{show_moment(rank * each)} --> {show_moment((rank + 1) * each)}"
        cues.append(f"{passage.number}\n{times}\n{said}\n")
    return vtt(cues)


def vtt(cues: Iterable[str]) -> str:
    """Return a WebVTT file that holds *cues*."""
    return "\n".join(["WEBVTT\n", *cues])
