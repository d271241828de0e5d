"""Which characters the book's fonts draw, read from the fonts themselves."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from struct import unpack_from

_FOLDER = Path(__file__).parents[1] / "pdf" / "fonts"
_FAMILIES = "DemainSerif-Regular.ttf", "DemainSans-Regular.ttf"
"""One face of each family: the others hold the same characters."""

_UNICODE = 3, 10
"""Platform and encoding of the table of characters that holds all of Unicode."""


@cache
def is_drawn(character: str) -> bool:
    """Say whether both families draw *character*."""
    return all(_is_within(ord(character), _ranges(name)) for name in _FAMILIES)


def _is_within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= code <= end for start, end in ranges)


@cache
def _ranges(name: str) -> tuple[tuple[int, int], ...]:
    """Return the runs of characters that a font holds; its file is read once, when first needed."""
    return tuple(_read_ranges((_FOLDER / name).read_bytes()))


def _read_ranges(font: bytes) -> Iterator[tuple[int, int]]:
    """Read the groups of a TrueType « cmap » of format 12 (OpenType 1.9, « cmap »)."""
    (tables,) = unpack_from(">H", font, 4)
    records = (unpack_from(">4sIII", font, 12 + 16 * rank) for rank in range(tables))
    cmap = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    (encodings,) = unpack_from(">H", font, cmap + 2)
    for rank in range(encodings):
        platform, encoding, offset = unpack_from(">HHI", font, cmap + 4 + 8 * rank)
        if (platform, encoding) == _UNICODE:
            (groups,) = unpack_from(">I", font, cmap + offset + 12)
            for group in range(groups):
                start, end, _ = unpack_from(">III", font, cmap + offset + 16 + 12 * group)
                yield start, end
