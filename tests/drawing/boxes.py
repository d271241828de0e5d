"""A drawing read back: its words and the room that they take, its shapes and where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from xml.etree import ElementTree

from tools.drawing import Drawing
from tools.drawing.lettering import ASCENT, DESCENT, width_of

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True, slots=True)
class Box:
    """A line of text, in the widest face that it may be shown in."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    fill: str

    def meets(self, other: Box) -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


def shapes(drawing: Drawing, name: str) -> list[dict[str, str]]:
    """Return the attributes of every element of that name, with those that it inherits."""
    return [found for element, found in _walk(root_of(drawing), {}) if element.tag == SVG + name]


def root_of(drawing: Drawing) -> ElementTree.Element:
    return ElementTree.fromstring(drawing.svg)  # noqa: S314  # we have just drawn it


def boxes(drawing: Drawing) -> list[Box]:
    return [
        _box(element, found)
        for element, found in _walk(root_of(drawing), {})
        if element.tag == SVG + "text"
    ]


def _walk(
    element: ElementTree.Element, inherited: dict[str, str]
) -> Iterator[tuple[ElementTree.Element, dict[str, str]]]:
    found = inherited | element.attrib
    yield element, found
    for child in element:
        yield from _walk(child, found)


def _box(element: ElementTree.Element, found: dict[str, str]) -> Box:
    text, size, x, y = (
        "".join(element.itertext()),
        *(float(found[k]) for k in ("font-size", "x", "y")),
    )
    display = "Titre" in found["font-family"]
    width = width_of(text, size, bold=found.get("font-weight") == "600", display=display)
    left = x - width if found.get("text-anchor") == "end" else x
    left -= width / 2 if found.get("text-anchor") == "middle" else 0
    return Box(text, left, y - ASCENT * size, left + width, y + DESCENT * size, size, found["fill"])


def collisions(drawing: Drawing) -> list[str]:
    """Say which texts cover one another, or leave the frame."""
    found = boxes(drawing)
    return [
        f"« {one.text} » et « {other.text} »"
        for one, other in combinations(found, 2)
        if one.meets(other)
    ] + [
        f"« {box.text} » sort du cadre"
        for box in found
        if box.left < 0 or box.top < 0 or box.right > drawing.width or box.bottom > drawing.height
    ]


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    linear = [
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        for share in (octet / 255 for octet in bytes.fromhex(colour[1:]))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
