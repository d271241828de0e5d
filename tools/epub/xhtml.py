"""XHTML, and XML beside it, as trees: names, writing elements, strict reading, serialising."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, Final

from lxml import etree

from tools.french.typography import set_spaces, widen_spaces

XHTML: Final = "http://www.w3.org/1999/xhtml"
OPS: Final = "http://www.idpf.org/2007/ops"
MATHML: Final = "http://www.w3.org/1998/Math/MathML"
SVG: Final = "http://www.w3.org/2000/svg"
XML: Final = "http://www.w3.org/XML/1998/namespace"

EPUB_TYPE: Final = f"{{{OPS}}}type"
XML_LANG: Final = f"{{{XML}}}lang"

# Scenes, turns and cues have no terms of their own in EPUB's vocabulary; Z39.98 has, and its
# prefix must be declared although it was once reserved.
_PREFIXES: Final = "z3998: http://www.daisy.org/z3998/2012/vocab/structure/#"

_VOID = re.compile(
    r"<(area|br|col|embed|hr|img|input|link|meta|source|track|wbr)\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)\s*/?>"
)
_NAMED_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]*;")


def tag(name: str) -> str:
    """Return the qualified name of an XHTML element."""
    return f"{{{XHTML}}}{name}"


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace."""
    return str(etree.QName(element).localname)


def make(
    namespace: str,
    prefixes: Mapping[Any, str],  # the default one is under None
    name: str,
    attributes: Mapping[str, str] | None = None,
    *content: str | etree._Element,
) -> etree._Element:
    """Return an element that holds *content*; ``epub:type`` may be written so."""
    made = etree.Element(f"{{{namespace}}}{name}", nsmap=dict(prefixes))
    for key, value in (attributes or {}).items():
        made.set(EPUB_TYPE if key == "epub:type" else key, value)
    for piece in content:
        append(made, piece)
    return made


element = partial(make, XHTML, {None: XHTML, "epub": OPS})
"""Makes an element of XHTML."""


def append(parent: etree._Element, piece: str | etree._Element) -> None:
    """Put text or an element at the end of *parent*."""
    if isinstance(piece, str):
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + piece
        else:
            parent.text = (parent.text or "") + piece
    else:
        parent.append(piece)


def drop(element: etree._Element) -> None:
    """Take an element out of its parent, and leave the text that followed it."""
    parent = element.getparent()
    if parent is None:
        raise ValueError(f"<{local(element)}> has no parent")
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    element.tail = None
    parent.remove(element)


def take(element: etree._Element, attribute: str) -> str:
    """Return an attribute's value, or an empty string, and take the attribute away."""
    return str(element.attrib.pop(attribute, ""))


def text_of(element: etree._Element) -> str:
    """Return the text of an element with every run of ordinary blanks as one space."""
    return re.sub(r"[ \t\r\n]+", " ", "".join(map(str, element.itertext()))).strip()


def elements(root: etree._Element) -> Iterator[etree._Element]:
    """Yield *root* and every element under it, in reading order, comments left aside."""
    return root.iter(tag=etree.Element)


def set_french(text: str) -> str:
    """Return *text*, typed with ordinary spaces, as every reading system can show it."""
    return widen_spaces(set_spaces(text))


def close_void_tags(markup: str) -> str:
    """Return an author's HTML as XML: void tags closed, named characters resolved.

    Faux :  une ligne<br>puis&nbsp;une autre
    Juste : une ligne<br/>puis, après une espace insécable, une autre
    """
    closed = _VOID.sub(r"<\1\2/>", markup)
    return _NAMED_REFERENCE.sub(lambda name: html.unescape(name[0]), closed)


class IllFormed(ValueError):
    """Markup that is not XML; the message quotes it where reading stopped."""


def read_body(fragment: str) -> etree._Element:
    """Read what a translator wrote, strictly, as the content of a ``body``."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    markup = f'<body xmlns="{XHTML}" xmlns:epub="{OPS}">\n{fragment}</body>'
    try:
        return etree.fromstring(markup, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        lines = markup.splitlines()
        place = lines[min(line, len(lines)) - 1]
        excerpt = place[max(0, column - 50) : column + 20]
        raise IllFormed(" ".join(excerpt.split())) from error


def page(
    title: str, body: etree._Element, *, language: str, style: str, epub_type: str
) -> etree._Element:
    """Return a whole page around *body*, with the link to its style sheet."""
    root = element("html", {f"{{{OPS}}}prefix": _PREFIXES, "lang": language, XML_LANG: language})
    head = element(
        "head",
        {},
        element("meta", {"charset": "utf-8"}),
        element("title", {}, title),
        element("link", {"rel": "stylesheet", "type": "text/css", "href": style}),
    )
    body.set(EPUB_TYPE, epub_type)
    root.extend([head, body])
    return root


def serialise(root: etree._Element) -> bytes:
    """Return a page as it goes into the book."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=["epub"])
    markup = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n{markup}\n'.encode()
