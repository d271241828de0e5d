"""Finding one's way: the table of contents, landmarks, the PDF's pages, and the index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from lxml import etree

from tools.epub import xhtml
from tools.epub.finishing import GLOSSARY, INDEX, ContentPage
from tools.epub.xhtml import EPUB_TYPE, XML_LANG, element, tag, text_of

if TYPE_CHECKING:
    from tools.model import Book

NAV_PATH: Final = "nav.xhtml"
NAV_TITLE: Final = "Sommaire"
_PAGES_TITLE: Final = "Pages de l’édition PDF"

_NCX: Final = "http://www.daisy.org/z3986/2005/ncx/"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents; a part has a caption and no address of its own."""

    title: str
    href: str | None
    entries: tuple[Entry, ...] = ()
    is_shown: bool = True
    """Whether the page of contents shows it; reading systems' own table has it all the same."""


Target = tuple[str, str]
"""A label and an address."""


def entry_of(page: ContentPage, *, depth: int) -> Entry:
    """Return a page's line, with its sections under it.

    Below the first level, the page of contents stops at pages: with the sections of every sheet,
    nobody would find a sheet there.
    """
    chapter = next(page.root.iter(tag("section")))
    sections = [
        (section, heading)
        for section in chapter.iterchildren(tag("section"))
        if section.get(EPUB_TYPE) is None
        for heading in section.iterchildren(tag("h2"))
    ]
    return Entry(
        page.label,
        page.path,
        tuple(
            Entry(text_of(heading), f"{page.path}#{section.get('id')}", is_shown=depth == 0)
            for section, heading in sections
            if section.get("id")
        ),
    )


def nested(lines: Sequence[tuple[int, Entry]]) -> tuple[Entry, ...]:
    """Return the lines of pages, given with their depths: a deeper one is under the one before."""
    starts = [rank for rank, (depth, _) in enumerate(lines) if depth <= lines[0][0]]
    made = []
    for start, end in pairwise([*starts, len(lines)]):
        _, entry = lines[start]
        made.append(replace(entry, entries=(*entry.entries, *nested(lines[start + 1 : end]))))
    return tuple(made)


def addresses(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield every address of a table, in order."""
    for entry in entries:
        if entry.href:
            yield entry.href
        yield from addresses(entry.entries)


def nav_body(
    entries: Sequence[Entry], *, pages: Sequence[ContentPage], markers: Sequence[Target]
) -> etree._Element:
    """Return the body of the page that readers and reading systems both find their way by."""
    contents = element(
        "nav",
        {"epub:type": "toc", "role": "doc-toc", "aria-labelledby": "sommaire"},
        element("h1", {"id": "sommaire"}, NAV_TITLE),
        _list(entries),
    )
    body = element("body", {}, "\n", contents, "\n", _landmarks(pages), "\n")
    if markers:
        body.append(_flat_nav("page-list", _PAGES_TITLE, markers, role="doc-pagelist"))
    return body


def _list(entries: Sequence[Entry]) -> etree._Element:
    shows_some = any(entry.is_shown for entry in entries)
    made = element("ol", {} if shows_some else {"hidden": "hidden"})
    for entry in entries:
        line = element("a", {"href": entry.href}) if entry.href else element("span")
        line.text = entry.title
        is_alone = shows_some and not entry.is_shown
        item = element("li", {"hidden": "hidden"} if is_alone else {}, line)
        if entry.entries:
            item.append(_list(entry.entries))
        made.append(item)
    return made


def _landmarks(pages: Sequence[ContentPage]) -> etree._Element:
    """Return the few places that a reading system offers by their nature."""

    def first(place: str) -> str:
        return next((page.path for page in pages if page.kind.place == place), pages[0].path)

    places = [
        ("cover", "Couverture", first("frontmatter")),
        ("toc", NAV_TITLE, NAV_PATH),
        ("bodymatter", "Début du texte", first("bodymatter")),
    ]
    for kind, label in ((GLOSSARY, "Lexique"), (INDEX, "Index")):
        places += [(kind.epub_type, label, page.path) for page in pages if page.kind == kind][:1]
    made = _flat_nav("landmarks", "Repères", [(label, href) for _, label, href in places])
    for link, (epub_type, _, _) in zip(made.iter(tag("a")), places, strict=True):
        link.set(EPUB_TYPE, epub_type)
    return made


def _flat_nav(
    epub_type: str, title: str, targets: Iterable[Target], role: str | None = None
) -> etree._Element:
    """Return a list that reading systems use and that the page does not show."""
    attributes = {"epub:type": epub_type, "aria-label": title, "hidden": "hidden"}
    if role:
        attributes["role"] = role
    items = (element("li", {}, element("a", {"href": href}, label)) for label, href in targets)
    return element("nav", attributes, element("ol", {}, *items))


def ncx(
    book: Book, *, identifier: str, entries: Sequence[Entry], markers: Sequence[Target]
) -> bytes:
    """Return the table that EPUB 2 reading systems ask for."""
    make = partial(xhtml.make, _NCX, {None: _NCX})
    depth = max((_depth(entry) for entry in entries), default=1)
    head = [
        ("dtb:uid", identifier),
        ("dtb:depth", str(depth)),
        ("dtb:totalPageCount", str(len(markers))),
        ("dtb:maxPageNumber", markers[-1][0] if markers else "0"),
    ]
    numbers = iter(range(1, 10_000))

    def point(entry: Entry) -> etree._Element:
        # A part has no page of its own here: its line leads to its first page.
        href = entry.href or next(addresses(entry.entries))
        return make(
            "navPoint",
            {"id": f"point-{next(numbers)}"},
            labelled("navLabel", entry.title),
            make("content", {"src": href}),
            *map(point, entry.entries),
        )

    def labelled(name: str, text: str) -> etree._Element:
        return make(name, {}, make("text", {}, text))

    root = make(
        "ncx",
        {"version": "2005-1", XML_LANG: book.language},
        make("head", {}, *(make("meta", {"name": name, "content": text}) for name, text in head)),
        labelled("docTitle", xhtml.set_french(book.title)),
        make("navMap", {}, *map(point, entries)),
    )
    if markers:
        targets = (
            make(
                "pageTarget",
                {"id": f"cible-{label}", "type": "normal", "value": label},
                labelled("navLabel", label),
                make("content", {"src": href}),
            )
            for label, href in markers
        )
        root.append(make("pageList", {}, labelled("navLabel", _PAGES_TITLE), *targets))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _depth(entry: Entry) -> int:
    return 1 + max((_depth(inner) for inner in entry.entries), default=0)


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A word of the index, where it is dealt with, and what it divides into."""

    term: str
    targets: tuple[Target, ...]
    entries: tuple[IndexEntry, ...] = ()


def index_body(groups: Iterable[tuple[str, Sequence[IndexEntry]]]) -> etree._Element:
    """Return the body of the index, one section a letter."""
    chapter = element(
        "section",
        {"epub:type": INDEX.epub_type, "role": str(INDEX.role), "aria-labelledby": "titre"},
        element("h1", {"id": "titre"}, "Index"),
    )
    for letter, entries in groups:
        group = element(
            "section", {"epub:type": "index-group"}, element("h2", {}, letter), _terms(entries)
        )
        chapter.append(group)
    return element("body", {}, chapter)


def _terms(entries: Iterable[IndexEntry]) -> etree._Element:
    made = element("ul", {"epub:type": "index-entry-list"})
    for entry in entries:
        item = element(
            "li",
            {"epub:type": "index-entry"},
            element("span", {"epub:type": "index-term"}, entry.term),
        )
        for number, (label, href) in enumerate(entry.targets):
            link = element("a", {"epub:type": "index-locator", "href": href}, label)
            xhtml.append(item, ", " if number else "\u00a0: ")
            item.append(link)
        if entry.entries:
            item.append(_terms(entry.entries))
        made.append(item)
    return made
