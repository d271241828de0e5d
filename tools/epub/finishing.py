"""What is done to the pages as trees, from what the translator wrote to what goes into the book.

First page by page (``finish``), then on the whole book: aliases, links, page markers, tidying.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import etree

from tools.epub.faults import Fault
from tools.epub.xhtml import (
    EPUB_TYPE,
    MATHML,
    SVG,
    XHTML,
    XML_LANG,
    append,
    drop,
    element,
    elements,
    local,
    tag,
    take,
    text_of,
)
from tools.french.typography import widen_spaces


class Kind(NamedTuple):
    """What a page is for the book: its place, its EPUB type and the ARIA role that goes with it."""

    place: str
    epub_type: str
    role: str | None = None


COVER: Final = Kind("frontmatter", "cover")
TITLE_PAGE: Final = Kind("frontmatter", "titlepage")
INTRODUCTION: Final = Kind("frontmatter", "introduction", "doc-introduction")
PART: Final = Kind("bodymatter", "part", "doc-part")
"""A page that opens others."""
CHAPTER: Final = Kind("bodymatter", "chapter", "doc-chapter")
APPENDIX: Final = Kind("backmatter", "appendix", "doc-appendix")
GLOSSARY: Final = Kind("backmatter", "glossary", "doc-glossary")
INDEX: Final = Kind("backmatter", "index", "doc-index")
CONTENTS: Final = Kind("frontmatter", "toc")
COLOPHON: Final = Kind("backmatter", "colophon", "doc-colophon")


@dataclass(frozen=True, slots=True)
class ContentPage:
    """A page of the spine."""

    path: str
    """Inside the package's folder: ``episodes/4-le-travail-de-demain.xhtml``."""
    source: str
    """What an author knows it by: ``episodes/4-le-travail-de-demain.md``."""
    title: str
    label: str
    """What tables of contents call it: the title, after the number of an episode."""
    kind: Kind
    root: etree._Element


HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")

_PHRASING: Final = frozenset((
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i", "img",
    "ins", "kbd", "mark", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong",
    "sub", "sup", "time", "u", "var", "wbr",
))  # fmt: skip
_FLOW: Final = frozenset((
    *HEADINGS, "address", "article", "aside", "blockquote", "caption", "col", "colgroup", "dd",
    "div", "dl", "dt", "figcaption", "figure", "footer", "header", "hr", "li", "ol", "p", "pre",
    "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip

# Elements whose content model is phrasing; <a>, <ins> and <del> take their parent's.
_NO_BLOCK_INSIDE: Final = (_PHRASING - {"a", "ins", "del"}) | frozenset(("p", "pre", *HEADINGS))

_ATTRIBUTES: Final = frozenset(
    ("class", "dir", "hidden", "id", "lang", "role", "style", "title", EPUB_TYPE, XML_LANG)
)
_ATTRIBUTES_OF: Final = {
    "a": {"href", "hreflang", "rel", "type"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "data": {"value"},
    "del": {"cite", "datetime"},
    "img": {"alt", "height", "src", "width"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "q": {"cite"},
    "td": {"colspan", "headers", "rowspan"},
    "th": {"abbr", "colspan", "headers", "rowspan", "scope"},
    "time": {"datetime"},
}

_REFERENCES: Final = ("aria-labelledby", "aria-describedby", "headers")

_PASSAGE: Final = re.compile(r"ep\d+-[pt]\d+[a-z]*")
"""Anchors that the world may quote: kept even when nothing in the book links to them."""


# Page by page


def finish(body: etree._Element, *, kind: Kind) -> tuple[str, list[str]]:
    """Make a chapter of a page's content; return its title and what stands in the way."""
    _adopt_drawings(body)
    faults = [*_unfit_elements(body), *_unfit_images(body), *_double_ids(body)]
    chapter = next(body.iterchildren(tag("section")), None)
    loose = [child for child in body if child is not chapter and not _is_note(child)]
    if chapter is None or loose or (body.text or "").strip():
        return "", [*faults, "la page ne s’ouvre pas sur un titre, et un seul"]
    _gather_notes(body, chapter)
    faults += _unfit_headings(chapter)
    title = text_of(chapter[0])
    _name_chapter(chapter, kind)
    for found in elements(body):
        _set_spaces_and_language(found)
    return widen_spaces(title), faults


def _adopt_drawings(body: etree._Element) -> None:
    """Give drawings and formulas that authors wrote bare the namespace that makes them so."""
    for name, namespace in (("svg", SVG), ("math", MATHML)):
        for root in list(body.iter(tag(name))):
            for found in elements(root):
                if etree.QName(found).namespace == XHTML:
                    found.tag = f"{{{namespace}}}{local(found)}"


def _unfit_elements(body: etree._Element) -> Iterator[str]:
    for found in elements(body):
        name = local(found)
        if etree.QName(found).namespace != XHTML:
            yield from _unfit_drawing(found)
            continue
        if found is not body and name not in _PHRASING and name not in _FLOW:
            yield f"élément <{name}> refusé dans un livre numérique"
        allowed = _ATTRIBUTES | _ATTRIBUTES_OF.get(name, frozenset())
        for attribute, value in _attributes(found):
            if attribute not in allowed and not attribute.startswith(("aria-", "data-")):
                yield f"attribut « {attribute} » refusé sur <{name}>"
            if attribute == "src" and _is_remote(value):
                yield f"ressource distante : {value}"
            if attribute == "style" and "url(" in value:
                yield f"ressource appelée par un style : {value}"
        if name in _NO_BLOCK_INSIDE:
            for inside in elements(found):
                if inside is not found and local(inside) in _FLOW:
                    yield f"<{local(inside)}> ne peut se trouver dans <{name}>"
        if name == "a" and next(found.iterancestors(tag("a")), None) is not None:
            yield f"lien dans un lien : « {text_of(found)} »"
        if name == "a" and not _is_named(found):
            yield f"lien sans texte vers {found.get('href')}"


def _attributes(found: etree._Element) -> list[tuple[str, str]]:
    return [(str(name), str(value)) for name, value in found.attrib.items()]


def _is_named(link: etree._Element) -> bool:
    """Say whether a link has words: its text, its label, or its image's alternative."""
    words = (text_of(link), link.get("aria-label"), *(i.get("alt") for i in link.iter(tag("img"))))
    return any(words)


def _unfit_drawing(found: etree._Element) -> Iterator[str]:
    """Say what a drawing or a formula may not hold."""
    name = local(found)
    if name in {"script", "foreignObject", "iframe"}:
        yield f"élément <{name}> refusé dans un dessin"
    if name == "style" and _calls_files(text_of(found)):
        yield f"ressource appelée par un style : {text_of(found)[:80]}"
    for attribute, value in _attributes(found):
        plain = attribute.rpartition("}")[2]
        if plain.startswith("on"):
            yield f"attribut « {plain} » refusé dans un dessin"
        if _calls_files(value):
            yield f"ressource appelée par un style : {value}"
        if plain not in {"href", "src"}:
            continue
        if name == "a":
            if urlsplit(value.strip()).scheme not in {"", "http", "https", "mailto"}:
                yield f"lien refusé dans un dessin : {value}"
        elif _is_remote(value):
            yield f"ressource distante : {value}"
        elif not value.startswith("#"):
            # Only what pages show goes into the book.
            yield f"un dessin ne peut appeler un autre fichier : {value}"


_CALL = re.compile(r"@import\b|url\(\s*[\"']?(?!\s*#)", re.IGNORECASE)


def _calls_files(style: str) -> bool:
    """Say whether a style fetches something; a drawing's own gradients are at hand."""
    return _CALL.search(style) is not None


def unfit_drawing_file(data: bytes) -> list[str]:
    """Return what is wrong with an SVG file, which reading systems load as it is."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return ["dessin SVG mal formé"]
    if root.tag != f"{{{SVG}}}svg":
        return [f"ce n’est pas un dessin SVG, mais un <{local(root)}>"]
    faults = [fault for found in elements(root) for fault in _unfit_drawing(found)]
    strangers = {local(found) for found in elements(root) if etree.QName(found).namespace == XHTML}
    faults += [f"élément <{name}> refusé dans un dessin" for name in sorted(strangers)]
    before = root.itersiblings(etree.PI, preceding=True)
    if any(
        isinstance(it, etree._ProcessingInstruction) and it.target == "xml-stylesheet"
        for it in before
    ):
        faults.append("feuille de style refusée dans un dessin")
    if b"<!ENTITY" in data:
        faults.append("entité refusée dans un dessin")
    return faults


_SIGNATURES: Final = {
    ".gif": (b"GIF8", b";"),
    ".jpeg": (b"\xff\xd8\xff", b"\xff\xd9"),
    ".jpg": (b"\xff\xd8\xff", b"\xff\xd9"),
    ".png": (b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"),
    ".webp": (b"RIFF", b""),
}
"""How an image of each kind begins and ends, by the end of its name."""


def is_whole_image(suffix: str, data: bytes) -> bool:
    """Say whether an image is of the kind that its name says, and goes on to its end."""
    starts, ends = _SIGNATURES.get(suffix.lower(), (b"", b""))
    return bool(data) and data.startswith(starts) and data.rstrip(b"\0\r\n").endswith(ends)


def _is_remote(address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.scheme or parts.netloc)


def _unfit_images(body: etree._Element) -> Iterator[str]:
    for image in body.iter(tag("img")):
        decorative = "decorative" in image.get("class", "").split()
        if not image.get("alt", "").strip() and not decorative:
            yield f"image sans texte de remplacement : {image.get('src')}"
    for drawing in body.iter(f"{{{SVG}}}svg"):
        title = drawing.find(f"{{{SVG}}}title")
        named = drawing.get("aria-label") or (title is not None and text_of(title))
        if not named and drawing.get("aria-hidden") != "true":
            yield "dessin <svg> sans titre"


def _double_ids(body: etree._Element) -> Iterator[str]:
    ids = Counter(name for found in elements(body) for name in _ids(found))
    for name, times in ids.items():
        if times > 1:
            yield f"identifiant « {name} » donné {times} fois"


def _ids(found: etree._Element) -> list[str]:
    own = [found.attrib["id"]] if "id" in found.attrib else []
    return [str(name) for name in (*own, *found.get("data-alias", "").split())]


def _is_note(found: etree._Element) -> bool:
    return found.get(EPUB_TYPE) == "footnote"


def _gather_notes(body: etree._Element, chapter: etree._Element) -> None:
    """Move the notes to the end of the chapter, where e-readers look for what they pop up."""
    notes = [found for found in body.iter(tag("aside")) if _is_note(found)]
    if not notes:
        return
    name = _free_id(body, "notes")
    section = element(
        "section",
        {"epub:type": "footnotes", "aria-labelledby": name},
        element("h2", {"id": name}, "Notes"),
    )
    for note in notes:
        drop(note)
        append(section, note)
    # The way on to the next episode stays the last thing on the page.
    last = chapter[-1]
    if "suite" in last.get("class", "").split():
        last.addprevious(section)
    else:
        chapter.append(section)


def _free_id(body: etree._Element, wish: str) -> str:
    taken = {name for found in elements(body) for name in _ids(found)}
    while wish in taken:
        wish += "-"
    return wish


def _unfit_headings(chapter: etree._Element) -> Iterator[str]:
    level = 0
    for heading in chapter.iter(*map(tag, HEADINGS)):
        found = int(local(heading)[1])
        if found > level + 1:
            yield f"le titre « {text_of(heading)} » saute un niveau (de {level} à {found})"
        if found == 1 and level:
            yield f"second titre de page : « {text_of(heading)} »"
        level = found


def _name_chapter(chapter: etree._Element, kind: Kind) -> None:
    heading = chapter[0]
    if "id" not in heading.attrib:
        heading.set("id", _free_id(chapter, "titre"))
    chapter.set("aria-labelledby", str(heading.attrib["id"]))
    chapter.set(EPUB_TYPE, kind.epub_type)
    if kind.role:
        chapter.set("role", kind.role)


def _set_spaces_and_language(found: etree._Element) -> None:
    if found.text:
        found.text = widen_spaces(found.text)
    if found.tail:
        found.tail = widen_spaces(found.tail)
    for name, value in _attributes(found):
        found.set(name, widen_spaces(value))
    if language := found.get("lang"):
        found.set(XML_LANG, language)


# The whole book


def passage_numbers(pages: Iterable[ContentPage]) -> dict[tuple[str, str], str]:
    """Return the number of the passage that each id is in, by page and id."""
    return {
        (page.path, name): text_of(number)
        for page in pages
        for number in page.root.iter(tag("span"))
        if "numero" in number.get("class", "").split()
        for passage in number.iterancestors()
        if _PASSAGE.fullmatch(passage.get("id", ""))
        for found in elements(passage)
        for name in _ids(found)
    }


def lead_to_first_ids(pages: Iterable[ContentPage]) -> None:
    """Point every link to the first id of its target; the others were only other names for it."""
    pages = list(pages)
    first: dict[tuple[str, str], str] = {}
    for page in pages:
        for found in elements(page.root):
            for alias in take(found, "data-alias").split():
                first[page.path, alias] = str(found.attrib["id"])
    for page in pages:
        for link in page.root.iter(tag("a")):
            if name := first.get(_target(page, link.get("href", ""))):
                link.set("href", link.get("href", "").partition("#")[0] + f"#{name}")


def dangling_links(pages: Iterable[ContentPage], *, contents: str) -> Iterator[Fault]:
    """Yield a fault for each link that leads nowhere in the book.

    The site's home page is the book's table of contents (*contents*): a link to some place on the
    first goes to the second as a whole.
    """
    pages = list(pages)
    ids = {page.path: {str(found.get("id")) for found in elements(page.root)} for page in pages}
    ids.setdefault(contents, set())
    for page in pages:
        for link in page.root.iter(tag("a")):
            address = link.get("href", "")
            if urlsplit(address).scheme in {"http", "https", "mailto", "tel"}:
                continue
            path, fragment = _target(page, address)
            if path == contents and fragment:
                link.set("href", address.partition("#")[0])
            elif path not in ids or (fragment and fragment not in ids[path]):
                yield Fault(page.source, f"lien sans cible : « {text_of(link)} » vers {address}")
        for found in elements(page.root):
            for attribute in _REFERENCES:
                for name in found.get(attribute, "").split():
                    if name not in ids[page.path]:
                        yield Fault(page.source, f"{attribute} sans cible : {name}")


def _target(page: ContentPage, address: str) -> tuple[str, str]:
    """Return the path in the book and the id that an address on *page* leads to."""
    path, _, fragment = address.partition("#")
    folder = posixpath.dirname(page.path)
    resolved = posixpath.normpath(posixpath.join(folder, unquote(path))) if path else page.path
    return resolved, unquote(fragment)


def place_page_markers(
    pages: Iterable[ContentPage], *, page_of_block: Mapping[str, int]
) -> list[tuple[str, str]]:
    """Mark the first block that begins on each page of the PDF; return labels and addresses.

    A page on which no block begins, the middle of a long paragraph, has no marker.
    """
    markers = []
    last = 0
    for page in pages:
        for block in list(elements(page.root)):
            number = page_of_block.get(take(block, "data-block"), 0)
            if number > last:
                last = number
                name = f"page-{number}"
                marker = element(
                    "span",
                    {
                        "id": name,
                        "epub:type": "pagebreak",
                        "role": "doc-pagebreak",
                        "aria-label": str(number),
                    },
                )
                _insert_marker(block, marker)
                markers.append((str(number), f"{page.path}#{name}"))
    return markers


def _insert_marker(block: etree._Element, marker: etree._Element) -> None:
    """Put a marker as early in *block* as markup allows."""
    # Not in a heading: its text is also the chapter's name, which would begin with the number.
    if local(block) in HEADINGS or local(block) in {"img", "hr"}:
        block.addprevious(marker)
        return
    host = block
    while not (host.text or "").strip() and len(host):
        child = next((child for child in host if local(child) != "colgroup"), None)
        if child is None or local(child) not in _FLOW or local(child) in {*HEADINGS, "hr"}:
            break
        host = child
    before = None  # a box and what it opens with may begin on two pages
    for child in host:
        if child.get(EPUB_TYPE) != "pagebreak" or (before is None and host.text):
            break
        before = child
    if before is None:
        marker.tail, host.text = host.text, None
        host.insert(0, marker)
    else:
        marker.tail, before.tail = before.tail, None
        before.addnext(marker)


def tidy(pages: Sequence[ContentPage], *, wanted: Iterable[str]) -> None:
    """Take out ids that nothing leads to, and spans that say nothing.

    *wanted* are addresses that lead into the pages from elsewhere: contents, landmarks, pages.
    """
    kept = {tuple(address.partition("#")[::2]) for address in wanted}
    for page in pages:
        kept |= {_target(page, link.get("href", "")) for link in page.root.iter(tag("a"))}
        for found in elements(page.root):
            names = " ".join(found.get(attribute, "") for attribute in _REFERENCES)
            kept |= {(page.path, name) for name in names.split()}
    for page in pages:
        for found in list(elements(page.root)):
            take(found, "data-block")
            if etree.QName(found).namespace != XHTML:
                continue  # a drawing uses its own ids
            name = str(found.get("id", ""))
            if name and (page.path, name) not in kept and not _PASSAGE.fullmatch(name):
                del found.attrib["id"]
        for span in list(page.root.iter(tag("span"))):
            if not span.attrib:
                _unwrap(span)


def _unwrap(found: etree._Element) -> None:
    """Replace an element by what it holds."""
    parent = found.getparent()
    if parent is None:
        return
    tail, found.tail = found.tail, None
    pieces = [found.text or "", *found, tail or ""]
    place = parent.index(found)
    parent.remove(found)
    previous = parent[place - 1] if place else None
    for piece in pieces:
        if not isinstance(piece, str):
            parent.insert(place, piece)
            previous, place = piece, place + 1
        elif previous is None:
            parent.text = (parent.text or "") + piece
        else:
            previous.tail = (previous.tail or "") + piece
