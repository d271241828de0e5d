"""The cover, as an image and as a page."""

from __future__ import annotations

import struct
import zlib

import pytest

from tests.books import EPISODE, episode
from tests.conftest import BookFactory
from tests.epub.conftest import make
from tools.epub.cover import draw_cover, lighten

WORDS = {
    "title": "On a rêvé la Sécu de demain",
    "subtitle": "Et si nous imaginions ensemble la Sécurité sociale de 2045\u00a0?",
    "source": "Écrit d’après un podcast",
    "publisher": "Ucanss",
    "language": "fr",
}


def chunk(kind: bytes, data: bytes) -> bytes:
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def rgba(rows: list[tuple[int, bytes]], width: int) -> bytes:
    """Return a PNG of filtered rows: (filter, reds), other channels being of no account."""
    raw = b"".join(
        bytes([kind]) + b"".join(bytes((red, 0, 0, 0)) for red in reds) for kind, reds in rows
    )
    header = struct.pack(">IIBBBBB", width, len(rows), 8, 6, 0, 0, 0)
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(raw)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def steps(png: bytes) -> list[list[int]]:
    """Return the palette's index of each pixel of a light PNG."""
    width, height = struct.unpack(">II", png[16:24])
    place = png.index(b"IDAT")
    [length] = struct.unpack(">I", png[place - 4 : place])
    raw = zlib.decompress(png[place + 4 : place + 4 + length])
    stride = 1 + (width + 1) // 2
    rows = [raw[start + 1 : start + stride] for start in range(0, height * stride, stride)]
    return [[step for byte in row for step in (byte >> 4, byte & 15)][:width] for row in rows]


@pytest.mark.parametrize(
    ("kind", "reds"),
    [
        (0, bytes((22, 244, 133))),
        (1, bytes((22, 222, 145))),  # less the left one
        (2, bytes((0, 111, 111))),  # less the one above
        (3, bytes((11, 167, 0))),  # less the mean of both
        (4, bytes((0, 111, 0))),  # less whichever of the three is nearest
    ],
)
def test_every_filter_of_a_png_is_undone(kind: int, reds: bytes) -> None:
    first = (0, bytes((22, 133, 22)))
    assert steps(lighten(rgba([first, (kind, reds)], 3))) == [[0, 3, 0], [0, 6, 3]]


def test_a_drawing_of_another_kind_is_not_taken_for_ours() -> None:
    with pytest.raises(ValueError, match="eight bits"):
        lighten(rgba([(0, b"\0")], 1).replace(b"\x08\x06", b"\x08\x02"))


def test_the_cover_is_large_light_and_the_same_twice() -> None:
    cover = draw_cover(WORDS)
    assert struct.unpack(">II", cover[16:24]) == (1600, 2400)
    assert len(cover) < 50_000
    assert draw_cover(WORDS) == cover
    assert draw_cover({**WORDS, "title": "Un autre"}) != cover
    used = {step for row in steps(cover)[::10] for step in row}
    assert {0, 4, 6} <= used


def test_the_cover_page_says_what_the_picture_shows(book: BookFactory) -> None:
    epub = make(book({EPISODE: episode("Un mot.")}))
    [image] = epub.find("couverture.xhtml", "//h:section[@epub:type='cover']/h:img")
    assert image.get("role") == "doc-cover"
    assert image.get("src") == "couverture.png"
    assert "Un livre d’essai. Et si l’on essayait\u00a0?" in image.get("alt")


def test_the_title_page_has_what_a_printed_one_has(book: BookFactory) -> None:
    epub = make(book({EPISODE: episode("Un mot.")}))
    assert epub.texts("titre.xhtml", "//h:h1 | //h:p") == [
        "Un livre d’essai",
        "Et si l’on essayait\u00a0?",
        "Écrit d’après le podcast imaginé par des salariés de la Sécurité sociale",
        "Union des caisses nationales de Sécurité sociale",
        "Édition d’essai, 2 juillet 2025",
    ]
