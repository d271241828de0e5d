"""The pages that no author writes: cover and title page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tools.epub.cover import draw_cover
from tools.epub.xhtml import element, set_french
from tools.french.numbers import show_date

if TYPE_CHECKING:
    from lxml import etree

    from tools.model import Book

COVER_IMAGE: Final = "couverture.png"

_SOURCE: Final = "Écrit d’après le podcast imaginé par des salariés de la Sécurité sociale"


def cover_image(book: Book) -> bytes:
    """Return the picture of the cover."""
    return draw_cover(
        {
            "title": set_french(book.title),
            "subtitle": set_french(book.subtitle),
            "source": _SOURCE,
            "publisher": book.publisher.name,
            "language": book.language,
        }
    )


def cover_body(book: Book) -> etree._Element:
    """Return the page that holds the picture."""
    alternative = set_french(
        f"Couverture : {book.title}. {book.subtitle} {_SOURCE}. {book.publisher.name}."
        " Un soleil se lève sous quatre arcs, au-dessus d’un horizon."
    )
    image = element("img", {"src": COVER_IMAGE, "alt": alternative, "role": "doc-cover"})
    return element(
        "body", {"class": "couverture"}, element("section", {"epub:type": "cover"}, image)
    )


def title_page_body(book: Book) -> etree._Element:
    """Return the title page, in the order of a printed one."""
    lines = (
        ("sous-titre", book.subtitle),
        ("source", _SOURCE),
        ("editeur", book.publisher.full_name),
        ("edition", f"{book.edition}, {show_date(book.date)}"),
    )
    return element(
        "body",
        {},
        element(
            "section",
            {"epub:type": "titlepage", "class": "page-de-titre"},
            element("h1", {}, set_french(book.title)),
            *(element("p", {"class": name}, set_french(text)) for name, text in lines),
        ),
    )
