"""Sound in the book: Media Overlays (EPUB 3.3, 9), which light each passage while it is heard."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lxml import etree

from tools.epub.xhtml import OPS, make
from tools.markup.sound import Sound, narrators_of, show_moment

if TYPE_CHECKING:
    from tools.model import Page

_SMIL: Final = "http://www.w3.org/ns/SMIL"

ACTIVE_CLASS: Final = "entendu"
"""What reading systems put on the passage that is heard; ``sound.css`` sets it."""

_smil = partial(make, _SMIL, {None: _SMIL, "epub": OPS})


@dataclass(frozen=True, slots=True)
class Overlay:
    """The sound of a page of the book."""

    page: str
    """Path of the page in the package."""
    sound: Sound
    anchors: dict[str, str]
    """Id of each passage by its number."""
    narrators: tuple[str, ...]

    @property
    def path(self) -> str:
        """Path of the overlay in the package, beside its page."""
        return posixpath.splitext(self.page)[0] + ".smil"

    @property
    def duration(self) -> int:
        """How long what it plays lasts, in milliseconds."""
        return sum(each.end - each.start for each in self.sound.timings)


def overlay_of(page: str, sound: Sound, source: Page) -> Overlay:
    """Return the overlay that gives *page* of the package the *sound* of its *source*."""
    anchors = {passage.number: passage.anchor for passage in source.passages}
    return Overlay(page, sound, anchors, narrators_of(sound, source))


def smil(overlay: Overlay) -> bytes:
    """Return the overlay's document: a pair of text and sound for each passage."""
    folder = posixpath.dirname(overlay.path)
    page = posixpath.relpath(overlay.page, folder or ".")
    audio = posixpath.relpath(overlay.sound.file, folder or ".")
    pairs = []
    for timing in overlay.sound.timings:
        anchor = overlay.anchors[timing.passage]
        times = {"clipBegin": clock(timing.start), "clipEnd": clock(timing.end)}
        pairs.append(
            _smil(
                "par",
                {"id": f"son-{anchor}"},
                _smil("text", {"src": f"{page}#{anchor}"}),
                _smil("audio", {"src": audio, **times}),
            )
        )
    sequence = _smil("seq", {"id": "son", f"{{{OPS}}}textref": page}, *pairs)
    root = _smil("smil", {"version": "3.0"}, _smil("body", {}, sequence))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def clock(milliseconds: int) -> str:
    """Return a length of time as a SMIL clock value: ``0:01:02.500``."""
    return show_moment(milliseconds).removeprefix("0")


def style(overlays: Iterable[Overlay]) -> bytes:
    """Return what the style sheet adds for sound; nothing to a silent book."""
    return Path(__file__).with_name("sound.css").read_bytes() if any(overlays) else b""
