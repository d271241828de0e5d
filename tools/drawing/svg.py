"""A drawing, its inks, and how it is written as SVG: the same bytes for the same data.

Every ink is given where it serves, with no style sheet, and every drawing has a ground of its own:
so one file does on a light page, on a dark one, in an e-book and on paper, wherever it is put.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from tools.french.typography import set_spaces, split_ordinals, widen_spaces

NIGHT: Final = "#16323f"
PAPER: Final = "#f4ecdf"

SANS: Final = "'Demain Sans', 'Source Sans 3', 'Helvetica Neue', Arial, sans-serif"
"""The book's own face where there is one; a picture in a web page gets none of the page's."""
DISPLAY: Final = "'Demain Titre', 'Source Serif 4', Georgia, serif"

CORNER: Final = 14
"""Radius of a ground's corners."""


def mixed(share: float, ink: str = NIGHT, ground: str = PAPER) -> str:
    """Return *ink* thinned with *ground*: ``mixed(1)`` is the ink, ``mixed(0)`` the ground."""
    pairs = zip(bytes.fromhex(ink[1:]), bytes.fromhex(ground[1:]), strict=True)
    return "#" + bytes(round(a * share + b * (1 - share)) for a, b in pairs).hex()


HAZE: Final = mixed(0.09)
MIST: Final = mixed(0.26)
"""Two planes: told apart from paper, from each other and from slate, on grey paper too."""
SLATE: Final = mixed(0.62)
"""Lines that carry something, on paper: over 3 to 1."""
PALE: Final = mixed(0.66, PAPER, NIGHT)
"""The same on night: over 4.5 to 1."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture, and what is said in its place."""

    name: str
    """Of its file, without suffix."""
    svg: str
    width: int
    height: int
    alternative: str
    """What one would say of it on the phone; empty when it is decorative."""
    decorative: bool = False


def draw(
    name: str, parts: Iterable[str], *, width: int, height: int, alternative: str = ""
) -> Drawing:
    """Return *parts*, one upon the other, as a drawing; it is decorative without *alternative*."""
    inside = [tag("title", escape(alternative))] if alternative else []
    root = tag(
        "svg",
        "\n",
        *(f"{part}\n" for part in (*inside, *parts) if part),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        **({"role": "img"} if alternative else {"aria_hidden": "true"}),
    )
    return Drawing(name, root + "\n", width, height, alternative, decorative=not alternative)


def tag(element: str, *inside: str, **attributes: str | float) -> str:
    """Return an element; an attribute's underscores are hyphens, its numbers short."""
    opening = "".join(
        f' {name.strip("_").replace("_", "-")}="{_value(value)}"'
        for name, value in attributes.items()
    )
    content = "".join(inside)
    return f"<{element}{opening}>{content}</{element}>" if content else f"<{element}{opening}/>"


def group(*inside: str, **attributes: str | float) -> str:
    """Return elements that share attributes, each on its line."""
    return tag("g", "\n", *(f"{each}\n" for each in inside if each), **attributes)


def line(x1: float, y1: float, x2: float, y2: float, **attributes: str | float) -> str:
    """Return a straight line."""
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, **attributes)


def circle(x: float, y: float, radius: float, **attributes: str | float) -> str:
    """Return a circle."""
    return tag("circle", cx=x, cy=y, r=radius, **attributes)


def rect(x: float, y: float, width: float, height: float, **attributes: str | float) -> str:
    """Return a rectangle, from its upper left corner."""
    return tag("rect", x=x, y=y, width=width, height=height, **attributes)


def path(*steps: str | float, **attributes: str | float) -> str:
    """Return a path: ``path("M", 0, 0, "h", 10)``."""
    return tag("path", d=" ".join(_value(step) for step in steps), **attributes)


def arch(x: float, y: float, radius: float, **attributes: str | float) -> str:
    """Return half a circle that stands on *y*."""
    return path("M", x - radius, y, "a", radius, radius, 0, 0, 1, 2 * radius, 0, **attributes)


def ground(width: float, height: float, fill: str = PAPER) -> str:
    """Return what a drawing stands on."""
    return rect(0, 0, width, height, rx=CORNER, fill=fill)


def words(x: float, y: float, text: str, *, size: float, **attributes: str | float) -> str:
    """Return *text* on one line, set as French is; *y* is its baseline."""
    pieces = split_ordinals(widen_spaces(set_spaces(text)))
    inside = []
    raised = False
    for piece in pieces:
        shift = (0.33 * size) * (raised - piece.superior)
        raised = piece.superior
        if not shift:
            inside.append(escape(piece.text))
        else:
            shown = {"font_size": 0.62 * size} if raised else {}
            inside.append(tag("tspan", escape(piece.text), dy=shift, **shown))
    return tag("text", *inside, x=x, y=y, font_size=size, **attributes)


def escape(text: str) -> str:
    """Return *text* as XML holds it."""
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(sign, entity)
    return text


def _value(value: str | float) -> str:
    """Return an attribute's value; a tenth of a unit is finer than any printer's dot.

    Faux :  12.000000001, -0.0
    Juste : 12, 0
    """
    if isinstance(value, str):
        return escape(value)
    return f"{round(value, 1) + 0:.1f}".removesuffix(".0")  # a nought has no sign
