"""The cover as an image, drawn by Typst and made light."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from itertools import accumulate
from pathlib import Path
from typing import Final

import typst

from tools.drawing.illustrations import motif
from tools.drawing.svg import NIGHT, PALE, PAPER, draw

_HERE: Final = Path(__file__).parent
_FONTS: Final = _HERE.parent / "pdf" / "fonts"

# What the cover is printed on, and with: night is its paper.
_PAPER: Final = bytes.fromhex(NIGHT[1:])
_INK: Final = bytes.fromhex(PAPER[1:])
# From paper to ink. The third ink is two thirds of the way, so that the number of intervals is a
# multiple of three; sixteen levels weigh a quarter more, for edges that look the same.
_STEPS: Final = 7

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"


def draw_cover(words: Mapping[str, str]) -> bytes:
    """Return the cover as a PNG of 1600 × 2400 pixels.

    *words* are title, subtitle, source, publisher and language.
    """
    drawing = draw("motif", motif(PAPER, PALE), width=632, height=318)
    inks = {"paper": NIGHT, "ink": PAPER, "motif": drawing.svg}
    drawn = typst.compile(
        str(_HERE / "cover.typ"),
        format="png",
        ppi=144,
        font_paths=[str(_FONTS)],
        ignore_system_fonts=True,
        sys_inputs={**words, **inks},
    )
    if not isinstance(drawn, bytes):
        raise TypeError("the cover must be one page")
    return lighten(drawn)


def lighten(png: bytes) -> bytes:
    """Return a drawing in two inks as a PNG with a palette: a quarter of the weight.

    Every colour is a mixture of the two, so that the red of a pixel tells all of it.
    """
    width, height = struct.unpack(">II", png[16:24])
    nearest = bytes(_step(red) for red in range(256))
    rows = []
    for reds in _red_rows(png, width):
        steps = reds.translate(nearest) + b"\0" * (width % 2)
        # Two pixels a byte, after the byte that says « no filter ».
        rows.append(b"\0" + bytes(a << 4 | b for a, b in zip(steps[::2], steps[1::2], strict=True)))
    return b"".join(
        (
            _SIGNATURE,
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 4, 3, 0, 0, 0)),
            _chunk(b"PLTE", b"".join(map(_mixture, range(_STEPS)))),
            _chunk(b"IDAT", zlib.compress(b"".join(rows), 9)),
            _chunk(b"IEND", b""),
        )
    )


def _step(red: int) -> int:
    share = (red - _PAPER[0]) / (_INK[0] - _PAPER[0])
    return round(min(max(share, 0), 1) * (_STEPS - 1))


def _mixture(step: int) -> bytes:
    share = step / (_STEPS - 1)
    pairs = zip(_PAPER, _INK, strict=True)
    return bytes(round(paper + (ink - paper) * share) for paper, ink in pairs)


def _chunk(kind: bytes, data: bytes) -> bytes:
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def _red_rows(png: bytes, width: int) -> Iterator[bytes]:
    """Yield the reds of each row of an RGBA image, its filters undone (PNG, 9.2)."""
    if png[24:26] != b"\x08\x06":
        raise ValueError("eight bits of red, green, blue and alpha were expected")
    raw = zlib.decompress(_image_data(png))
    above = bytes(width)
    for start in range(0, len(raw), 4 * width + 1):
        kind, row = raw[start], raw[start + 1 : start + 1 + 4 * width : 4]
        above = _unfilter(kind, row, above)
        yield above


def _image_data(png: bytes) -> bytes:
    found, place = b"", len(_SIGNATURE)
    while place < len(png):
        length, kind = struct.unpack(">I4s", png[place : place + 8])
        if kind == b"IDAT":
            found += png[place + 8 : place + 8 + length]
        place += 12 + length
    return found


def _unfilter(kind: int, row: bytes, above: bytes) -> bytes:
    """Undo a row's filter; a channel alone is filtered as a grey image would be."""
    if kind == 0:
        return row
    if kind == 1:
        return bytes(total & 255 for total in accumulate(row))
    if kind == 2:
        if not any(row):
            return above
        return bytes(a + b & 255 for a, b in zip(row, above, strict=True))
    done = bytearray()
    left = corner = 0
    for value, up in zip(row, above, strict=True):
        guess = (left + up) // 2 if kind == 3 else _paeth(left, up, corner)
        left, corner = value + guess & 255, up
        done.append(left)
    return bytes(done)


def _paeth(left: int, up: int, corner: int) -> int:
    """Return whichever of the three neighbours is nearest to their plane."""
    if left == corner:
        return up
    if up == corner:
        return left
    plane = left + up - corner
    return min((left, up, corner), key=lambda neighbour: abs(plane - neighbour))
