"""The EPUB: can it be opened, and is each of its pages as reading systems and readers need it?"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

from lxml import etree

from tools.checks.elements import (
    EPUB_TYPE,
    XHTML,
    XML_LANG,
    Destinations,
    Element,
    ShownPassage,
    Slip,
    attributes,
    elements,
    english_labels,
    headings,
    ids_of,
    images_without_words,
    line_of,
    local,
    loose_spaces,
    name_of,
    shown_passages,
    tables_without_headers,
    text_of,
    unfit_headings,
    unfit_ids,
    unfit_languages,
    unfit_notes,
    unmarked_foreign_words,
    words_in,
)
from tools.checks.html import addresses_in_style, has_scheme, is_remote, resolve
from tools.diagnostics import Diagnostic, Location, Rule, suggest
from tools.french.characters import NARROW_NO_BREAK_SPACE
from tools.french.typography import plain_spaces
from tools.model import Book, Page, PassageKind
from tools.rules import (
    EPUB_CONTAINER_LEADS,
    EPUB_FILES_WELL_FORMED,
    EPUB_HEADINGS_FOLLOW,
    EPUB_IDS_SERVE,
    EPUB_IMAGES_DESCRIBED,
    EPUB_IS_INERT,
    EPUB_LABELS_IN_FRENCH,
    EPUB_LANGUAGE_SAID,
    EPUB_LINKS_LEAD_SOMEWHERE,
    EPUB_NOTES_RETURN,
    EPUB_OPENS,
    EPUB_PARTS_TOLD,
    EPUB_SPACES_HOLD,
    EPUB_STYLE_LEAVES_CHOICE,
    EPUB_TABLES_HEADED,
)

CONTAINER: Final = "META-INF/container.xml"
MIMETYPE: Final = b"application/epub+zip"
OPF: Final = "http://www.idpf.org/2007/opf"

_XML = (".xhtml", ".opf", ".ncx", ".xml", ".svg", ".smil")
_LARGEST = 100_000_000
"""Bytes that no file of a book can need: more is a trap, or a damaged length."""

_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, RuntimeError, ValueError,
    NotImplementedError, KeyError, IndexError, OverflowError,
)  # fmt: skip
"""All that zipfile has been seen to raise at damaged archives."""


class Item(NamedTuple):
    """A line of the manifest."""

    id: str
    path: str
    """In the archive."""
    media_type: str
    properties: tuple[str, ...]
    line: int | None


class SpineItem(NamedTuple):
    """A line of the spine, with what it names if the manifest has it."""

    idref: str
    item: Item | None
    linear: str
    line: int | None


@dataclass(frozen=True)
class EpubPage:
    """A page of the e-book; its elements go by plain names (« p »), those of drawings by full ones."""

    path: str
    root: Element

    @cached_property
    def ids(self) -> Mapping[str, list[Element]]:
        return ids_of(self.root)

    @cached_property
    def passages(self) -> tuple[ShownPassage, ...]:
        return tuple(shown_passages(self.root))

    @cached_property
    def markers(self) -> tuple[Element, ...]:
        """The places where a page of the PDF begins."""
        return tuple(
            each for each in elements(self.root) if "pagebreak" in words_in(each, EPUB_TYPE)
        )

    @property
    def body(self) -> Element:
        return next(elements(self.root, "body"), self.root)

    @property
    def kinds(self) -> frozenset[str]:
        """What the page is: the epub:type of its body, and of what is right under it."""
        around = (self.body, *self.body)
        return frozenset(kind for each in around for kind in words_in(each, EPUB_TYPE))


@dataclass(frozen=True)
class Epub:
    """The e-book, read straight from its file."""

    file: Path
    place: str
    """The path of the file, relative to the book's root."""
    book: Book
    entries: tuple[zipfile.ZipInfo, ...]
    files: Mapping[str, bytes]
    trees: Mapping[str, Element]
    """The files in XML that are well formed."""
    package_path: str
    faults: tuple[Diagnostic, ...]
    """What reading it met."""

    def at(self, path: str, line: int | None = None) -> Location:
        """Return a place in a file of the e-book."""
        return Location(f"{self.place}!{path}", line)

    @property
    def folder(self) -> str:
        """The folder of the package, from which its addresses start."""
        return posixpath.dirname(self.package_path)

    @cached_property
    def package(self) -> Element | None:
        return self.trees.get(self.package_path)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        found = elements(self.package, "item") if self.package is not None else iter(())
        return tuple(
            Item(
                str(each.get("id", "")),
                resolve(self.package_path, str(each.get("href", "")))[0],
                str(each.get("media-type", "")),
                tuple(words_in(each, "properties")),
                line_of(each),
            )
            for each in found
        )

    @cached_property
    def spine(self) -> tuple[SpineItem, ...]:
        by_id = {item.id: item for item in self.items}
        found = elements(self.package, "itemref") if self.package is not None else iter(())
        return tuple(
            SpineItem(
                str(each.get("idref", "")),
                by_id.get(str(each.get("idref", ""))),
                str(each.get("linear", "yes")),
                line_of(each),
            )
            for each in found
        )

    @cached_property
    def nav_path(self) -> str:
        return next((item.path for item in self.items if "nav" in item.properties), "")

    @cached_property
    def nav(self) -> EpubPage | None:
        return next((page for page in self.pages if page.path == self.nav_path), None)

    @cached_property
    def ncx_path(self) -> str:
        kind = "application/x-dtbncx+xml"
        return next((item.path for item in self.items if item.media_type == kind), "")

    @cached_property
    def pages(self) -> tuple[EpubPage, ...]:
        """The pages that can be read, in the order of the spine, then those outside it."""
        order = [each.item.path for each in self.spine if each.item]
        paths = dict.fromkeys([*order, *(path for path in self.trees if path.endswith(".xhtml"))])
        return tuple(EpubPage(path, self.trees[path]) for path in paths if path in self.trees)

    def path_of(self, page: Page) -> str:
        """Return where a page of the book is in the archive."""
        return posixpath.join(self.folder, f"{page.docname}.xhtml")

    @cached_property
    def _sources(self) -> Mapping[str, Page]:
        return {self.path_of(page): page for page in self.book.pages}

    def source(self, page: EpubPage) -> Page | None:
        """Return the page of the book that *page* was made from."""
        return self._sources.get(page.path)


# --- Reading ---------------------------------------------------------------------------------------


def read_epub(path: Path, place: str, book: Book) -> Epub:
    """Read the e-book at *path*; whatever its bytes are, say what is wrong and go on."""
    faults: list[Diagnostic] = []
    entries, files = _unzip(path, place, faults)
    trees: dict[str, Element] = {}
    for name, data in files.items():
        if name.lower().endswith(_XML):
            try:
                trees[name] = _parse(name, data)
            except _IllFormed as error:
                at = Location(f"{place}!{name}", error.line)
                faults.append(EPUB_FILES_WELL_FORMED.broken(at, str(error)))
    package_path = _package_path(trees.get(CONTAINER))
    if entries:
        faults += _unfit_container(place, entries, files, trees, package_path)
    return Epub(path, place, book, entries, files, trees, package_path, tuple(faults))


def _unzip(
    path: Path, place: str, faults: list[Diagnostic]
) -> tuple[tuple[zipfile.ZipInfo, ...], dict[str, bytes]]:
    files: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
            entries = tuple(archive.infolist())
            for entry in entries:
                at = Location(f"{place}!{entry.filename}")
                if entry.filename in files:
                    faults.append(EPUB_OPENS.broken(at, f"« {entry.filename} » y est deux fois"))
                if entry.file_size > _LARGEST:
                    faults.append(EPUB_OPENS.broken(at, f"« {entry.filename} » est démesuré"))
                    continue
                try:
                    files[entry.filename] = archive.read(entry)
                except _UNREADABLE:
                    told = f"« {entry.filename} » est abîmé et ne peut être décompressé"
                    faults.append(EPUB_OPENS.broken(at, told))
    except _UNREADABLE:
        told = (
            "le fichier n’est pas une archive ZIP entière"
            if path.is_file() and path.stat().st_size
            else "le fichier est vide"
        )
        faults.append(EPUB_OPENS.broken(Location(place), told))
        return (), {}
    return entries, files


class _IllFormed(ValueError):
    """A file that is not the XML it should be."""

    def __init__(self, message: str, line: int | None) -> None:
        super().__init__(message)
        self.line = line


def _parse(name: str, data: bytes) -> Element:
    """Return a file's tree, XHTML's own elements under plain names."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        told = f"l’octet 0x{data[error.start]:02X} n’est pas de l’UTF-8"
        raise _IllFormed(told, line) from error
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        opened = _UNCLOSED.search(str(error))
        line = int(opened[2]) if opened else error.position[0] or 1
        raise _IllFormed(_in_french(error, data), line) from error
    except (etree.LxmlError, ValueError) as error:
        raise _IllFormed("le fichier n’est plus du XML", 1) from error
    entity = next(root.iter(etree.Entity), None)
    if entity is not None:
        raise _IllFormed(f"« {entity.text} » n’est pas défini en XML", line_of(entity))
    if name.lower().endswith(".xhtml"):
        _check_page_root(root)
    return root


_UNCLOSED = re.compile(r"tag mismatch: (\S+) line (\d+) and ([^\s,]+)")
_WHY = (
    (_UNCLOSED, "<{0}>, ouvert à la ligne {1}, n’est pas fermé avant </{2}>"),
    (re.compile(r"Premature end|Start tag expected|Document is empty"), "le fichier s’arrête avant sa fin"),
    (re.compile(r"Extra content"), "il y a du texte après la fin de la page"),
    (re.compile(r"Entity '(\S+)' not defined"), "« &{0}; » n’est pas défini en XML"),
    (re.compile(r"EntityRef"), "un « & » doit s’écrire « &amp; »"),
    (re.compile(r"invalid element name|Unescaped '<'"), "un « < » doit s’écrire « &lt; »"),
    (re.compile(r"Attribute (\S+) redefined"), "l’attribut « {0} » est donné deux fois"),
)  # fmt: skip
"""What the parser says, and how an editor may understand it."""


def _in_french(error: etree.XMLSyntaxError, data: bytes) -> str:
    """Say why a file is no XML, and quote where reading it stopped."""
    for pattern, told in _WHY:
        if match := pattern.search(str(error)):
            return told.format(*match.groups())
    line, column = error.position
    lines = data.decode().split("\n")
    there = lines[line - 1] if 0 < line <= len(lines) else ""
    around = plain_spaces(there[max(0, column - 40) : column + 20])
    return f"ce n’est plus du XML bien formé, près de « {around} »"


def _check_page_root(root: Element) -> None:
    if root.tag != f"{{{XHTML}}}html":
        raise _IllFormed("le fichier n’est pas une page XHTML", line_of(root))
    doctype = str(getattr(root.getroottree().docinfo, "doctype", ""))
    if doctype and doctype.lower() != "<!doctype html>":
        raise _IllFormed(f"le type de document doit être <!DOCTYPE html>, non {doctype}", 1)
    for element in elements(root):
        if element.tag.startswith(f"{{{XHTML}}}"):
            element.tag = local(element)


def _package_path(container: Element | None) -> str:
    if container is None:
        return ""
    files = (str(each.get("full-path", "")) for each in elements(container, "rootfile"))
    return next(files, "")


def _unfit_container(
    place: str,
    entries: tuple[zipfile.ZipInfo, ...],
    files: Mapping[str, bytes],
    trees: Mapping[str, Element],
    package_path: str,
) -> Iterator[Diagnostic]:
    """Say what in the archive keeps a reading system from finding the book (EPUB 3.3, OCF)."""
    first = entries[0]
    at = Location(f"{place}!mimetype")
    if "mimetype" not in files:
        yield EPUB_CONTAINER_LEADS.broken(at, "le fichier « mimetype » manque")
    elif first.filename != "mimetype":
        told = f"« mimetype » n’est pas le premier fichier : « {first.filename} » est devant"
        yield EPUB_CONTAINER_LEADS.broken(at, told)
    elif files["mimetype"] != MIMETYPE:
        told = f"« mimetype » dit « {files['mimetype'][:40].decode('ascii', 'replace')} »"
        yield EPUB_CONTAINER_LEADS.broken(at, told)
    elif first.compress_type != zipfile.ZIP_STORED:
        yield EPUB_CONTAINER_LEADS.broken(at, "« mimetype » est compressé")
    elif first.extra:
        yield EPUB_CONTAINER_LEADS.broken(at, "« mimetype » porte un champ supplémentaire")
    at = Location(f"{place}!{CONTAINER}")
    if CONTAINER not in files:
        yield EPUB_CONTAINER_LEADS.broken(at, f"le fichier {CONTAINER} manque")
    elif CONTAINER in trees and package_path not in files:
        told = f"il mène à « {package_path} », qui n’est pas dans l’archive"
        line = next((line_of(each) for each in elements(trees[CONTAINER], "rootfile")), None)
        yield EPUB_CONTAINER_LEADS.broken(at._replace(line=line), told)
    elif {"META-INF/encryption.xml", "META-INF/rights.xml"} & files.keys():
        yield EPUB_CONTAINER_LEADS.broken(at, "le livre est verrouillé (META-INF/encryption.xml)")
    elif package_path in trees and trees[package_path].tag != f"{{{OPF}}}package":
        told = f"« {package_path} » n’est pas la notice d’un livre (package)"
        yield EPUB_CONTAINER_LEADS.broken(at, told)


# --- Pages -------------------------------------------------------------------------------------------


def _on_each_page(
    epub: Epub, rule: Rule, look: Callable[[EpubPage], Iterable[Slip]]
) -> Iterator[Diagnostic]:
    for page in epub.pages:
        for slip in look(page):
            yield rule.broken(epub.at(page.path, slip.line), slip.message, hint=slip.hint)


def epub_language_said(epub: Epub) -> Iterator[Diagnostic]:
    """Each page says its language twice alike, its foreign words say theirs."""

    def look(page: EpubPage) -> Iterator[Slip]:
        yield from unfit_languages(page.root, epub.book.language)
        for element in elements(page.root):
            plain, xml = element.get("lang"), element.get(XML_LANG)
            if plain != xml and (element is not page.root or plain or xml):
                told = (
                    f'lang="{plain or ""}" et xml:lang="{xml or ""}" ne disent pas la même langue'
                )
                yield Slip(line_of(element), told)
        if source := epub.source(page):
            yield from unmarked_foreign_words(page.root, source)

    return _on_each_page(epub, EPUB_LANGUAGE_SAID, look)


def epub_headings_follow(epub: Epub) -> Iterator[Diagnostic]:
    """Each page has a title, the same in its head, and skips no level."""

    def look(page: EpubPage) -> Iterator[Slip]:
        title = next(elements(page.root, "title"), None)
        words = plain_spaces(text_of(title)) if title is not None else ""
        if not words:
            yield Slip(line_of(page.root), "la page n’a pas de titre (<title>)")
        if "cover" in page.kinds:
            return
        yield from unfit_headings(page.root)
        heading = next((each.text for each in headings(page.root) if each.level == 1), words)
        if title is not None and words and heading and heading != words:
            yield Slip(
                line_of(title),
                f"la page s’appelle « {words} » dans sa tête et « {heading} » dans son titre",
            )

    return _on_each_page(epub, EPUB_HEADINGS_FOLLOW, look)


def epub_links_lead_somewhere(epub: Epub) -> Iterator[Diagnostic]:
    """Every link has words and leads to a place of the book, as do pictures and styles."""
    ids = {page.path: page.ids for page in epub.pages}
    hint, named = EPUB_LINKS_LEAD_SOMEWHERE.hint, Destinations.of(epub.book)

    def look(page: EpubPage) -> Iterator[Slip]:
        for element in elements(page.root):
            is_link = local(element) == "a" and "href" in element.attrib
            if is_link and not name_of(element, page.ids):
                told = f"le lien vers « {element.get('href')} » n’a pas de nom"
                yield Slip(line_of(element), told)
            addresses = (str(element.get(name, "")) for name in ("href", "src", "data", "poster"))
            for address in addresses:
                if not address or has_scheme(address):
                    continue
                path, fragment = resolve(page.path, address)
                words = plain_spaces(text_of(element))[:60] or address
                if path not in epub.files:
                    told = f"« {words} » mène à {path}, qui n’est pas dans le livre"
                    yield Slip(line_of(element), told, suggest(path, epub.files, otherwise=hint))
                elif fragment and fragment not in ids.get(path, {fragment: []}):
                    if _is_page_list(element):
                        continue
                    told = f"« {words} » mène à l’endroit « {fragment} », absent de {path}"
                    yield Slip(line_of(element), told, suggest(fragment, ids[path], otherwise=hint))
                elif wanted := named.belied(_NUMBER.sub("", words), _docname(epub, path), fragment):
                    told = f"« {words} » mène à {path}, au lieu de {wanted}"
                    yield Slip(line_of(element), told)

    return _on_each_page(epub, EPUB_LINKS_LEAD_SOMEWHERE, look)


_NUMBER = re.compile(r"^\d+\. ")
"""What the contents put before the title of an episode."""


def _docname(epub: Epub, path: str) -> str:
    """Return what the page at *path* is called in the book."""
    return posixpath.relpath(path, epub.folder or ".").removesuffix(".xhtml")


def _is_page_list(element: Element) -> bool:
    """Say whether an element stands in the list of pages, which has a rule of its own."""
    return any("page-list" in words_in(each, EPUB_TYPE) for each in element.iterancestors())


def epub_ids_serve(epub: Epub) -> Iterator[Diagnostic]:
    """An id is given once on a page; one that is named is given."""
    return _on_each_page(epub, EPUB_IDS_SERVE, lambda page: unfit_ids(page.root))


def epub_images_described(epub: Epub) -> Iterator[Diagnostic]:
    """Every picture has an alternative."""
    return _on_each_page(epub, EPUB_IMAGES_DESCRIBED, lambda page: images_without_words(page.root))


def epub_tables_headed(epub: Epub) -> Iterator[Diagnostic]:
    """Every table says what its columns or rows hold."""
    return _on_each_page(epub, EPUB_TABLES_HEADED, lambda page: tables_without_headers(page.root))


def epub_labels_in_french(epub: Epub) -> Iterator[Diagnostic]:
    """Nothing of what surrounds the text was left in English."""
    return _on_each_page(epub, EPUB_LABELS_IN_FRENCH, lambda page: english_labels(page.root))


def epub_spaces_hold(epub: Epub) -> Iterator[Diagnostic]:
    """No line can begin with a high sign; no narrow space, which fonts of e-readers lack."""
    yield from _on_each_page(epub, EPUB_SPACES_HOLD, lambda page: loose_spaces(page.root))
    for path, data in epub.files.items():
        if path.endswith(_XML):
            for number, line in enumerate(data.decode("utf-8", "replace").split("\n"), 1):
                start = line.find(NARROW_NO_BREAK_SPACE)
                if start >= 0:
                    around = plain_spaces(line[max(0, start - 20) : start + 10])
                    told = f"une espace fine (U+202F) ; bien des liseuses n’en ont pas le dessin : « …{around}… »"
                    yield EPUB_SPACES_HOLD.broken(epub.at(path, number), told)


# --- What the parts of a page are ------------------------------------------------------------------------

_ROLES = {
    "chapter": "doc-chapter", "introduction": "doc-introduction", "appendix": "doc-appendix",
    "glossary": "doc-glossary", "index": "doc-index", "preface": "doc-preface",
    "foreword": "doc-foreword", "afterword": "doc-afterword", "epilogue": "doc-epilogue",
    "prologue": "doc-prologue", "conclusion": "doc-conclusion", "colophon": "doc-colophon",
    "acknowledgments": "doc-acknowledgments", "bibliography": "doc-bibliography",
    "part": "doc-part", "toc": "doc-toc", "page-list": "doc-pagelist", "noteref": "doc-noteref",
    "footnote": "doc-footnote", "backlink": "doc-backlink", "pagebreak": "doc-pagebreak",
}  # fmt: skip
"""The ARIA role that each part must also have, for screen readers that know no epub:type."""

_KINDS = frozenset(
    (
        *_ROLES, "frontmatter", "bodymatter", "backmatter", "cover", "titlepage", "halftitlepage",
        "copyright-page", "landmarks", "loi", "lot", "abstract", "volume", "division", "footnotes",
        "endnote", "endnotes", "rearnote", "rearnotes", "note", "credit", "credits", "dedication",
        "epigraph", "errata", "imprint", "imprimatur", "contributors", "other-credits", "figure",
        "table", "table-row", "table-cell", "list", "list-item", "subtitle", "title", "fulltitle",
        "covertitle", "label", "ordinal", "bridgehead", "pullquote", "tip", "notice", "warning",
        "case-study", "help", "topic-sentence", "concluding-sentence", "keyword", "keywords",
        "glossterm", "glossdef", "index-headnotes", "index-legend", "index-group",
        "index-entry-list", "index-entry", "index-term", "index-locator", "index-locator-list",
        "index-locator-range", "index-xref-preferred", "index-xref-related", "index-term-category",
        "index-term-categories", "index-editor-note", "biblioentry", "biblioref", "glossref",
        "annoref", "referrer", "learning-objective", "learning-objectives", "learning-outcome",
        "learning-outcomes", "learning-resource", "learning-resources", "assessment",
        "assessments", "qna", "question", "answer", "practice", "practices", "seriespage",
        "revision-history", "preamble", "antonym-group", "aside", "marginalia", "sidebar",
        "annotation", "qna", "balloon", "panel", "panel-group", "text-area", "sound-area",
    )
)  # fmt: skip
"""The words of EPUB's structural vocabulary."""


def epub_parts_told(epub: Epub) -> Iterator[Diagnostic]:
    """Each part says what it is, to reading systems and to screen readers alike."""

    def look(page: EpubPage) -> Iterator[Slip]:
        yield from _unfit_kinds(page)
        yield from _unfit_section(page, is_nav=page.path == epub.nav_path)
        if source := epub.source(page):
            yield from _unmarked_speech(page, source)

    return _on_each_page(epub, EPUB_PARTS_TOLD, look)


def _unfit_kinds(page: EpubPage) -> Iterator[Slip]:
    prefixes = str(page.root.get("{http://www.idpf.org/2007/ops}prefix", ""))
    for element in elements(page.root):
        kinds, role = words_in(element, EPUB_TYPE), str(element.get("role", ""))
        for kind in kinds:
            prefix, colon, _ = kind.partition(":")
            if colon and f"{prefix}:" not in prefixes:
                yield Slip(
                    line_of(element), f"« {kind} » emploie un préfixe que la page ne déclare pas"
                )
            elif not colon and kind not in _KINDS:
                near = suggest(kind, _KINDS, otherwise=EPUB_PARTS_TOLD.hint)
                yield Slip(
                    line_of(element), f"« {kind} » n’est pas un mot du vocabulaire EPUB", near
                )
        wanted = [_ROLES[kind] for kind in kinds if kind in _ROLES]
        if local(element) == "a" and not set(kinds) & {"noteref", "backlink"}:
            continue  # the landmarks of nav.xhtml name what they lead to
        if wanted and local(element) != "body" and not set(role.split()) & set(wanted):
            there = f"dit « {role} »" if role else "n’a pas de rôle"
            told = f'« {kinds[0]} » {there} pour les lecteurs d’écran ; il faut role="{wanted[0]}"'
            yield Slip(line_of(element), told)


def _unfit_section(page: EpubPage, *, is_nav: bool) -> Iterator[Slip]:
    places = {"frontmatter", "bodymatter", "backmatter"}
    if not places & {*words_in(page.body, EPUB_TYPE)}:
        yield Slip(
            line_of(page.body),
            "la page ne dit pas si elle ouvre le livre, en est le corps ou le clôt (epub:type)",
        )
    if is_nav:
        return
    sections = [each for each in page.body if local(each) == "section"]
    if not sections:
        yield Slip(line_of(page.body), "la page n’est pas une partie du livre (<section>)")
    for section in sections[:1]:
        kinds = words_in(section, EPUB_TYPE)
        if not kinds:
            yield Slip(line_of(section), "la partie ne dit pas ce qu’elle est (epub:type)")
        elif section.get("role") and not name_of_region(section, page.ids):
            yield Slip(
                line_of(section), f"la partie « {kinds[0]} » n’a pas de nom (aria-labelledby)"
            )


def name_of_region(section: Element, ids: Mapping[str, list[Element]]) -> str:
    """Return the name that a part gives itself; what it holds is no name."""
    label = str(section.get("aria-label", "")).strip()
    named = (text_of(e) for name in words_in(section, "aria-labelledby") for e in ids.get(name, ()))
    return label or " ".join(named).strip()


def _unmarked_speech(page: EpubPage, source: Page) -> Iterator[Slip]:
    """Say which turns do not mark who speaks."""
    for passage in source.passages:
        if passage.kind is PassageKind.TURN:
            for turn in page.ids.get(passage.anchor, ())[:1]:
                if not any("z3998:persona" in words_in(each, EPUB_TYPE) for each in elements(turn)):
                    yield Slip(
                        line_of(turn),
                        f"la réplique {passage.number} ne marque pas qui parle (z3998:persona)",
                    )


def epub_notes_return(epub: Epub) -> Iterator[Diagnostic]:
    """Each call leads to a note, each note to its call."""
    return _on_each_page(epub, EPUB_NOTES_RETURN, lambda page: unfit_notes(page.root))


# --- What a page does, and its style ------------------------------------------------------------------------


def epub_is_inert(epub: Epub) -> Iterator[Diagnostic]:
    """No script, no form, nothing from elsewhere."""
    yield from _on_each_page(epub, EPUB_IS_INERT, _actions)
    for path, tree in epub.trees.items():
        if path.endswith(".svg"):
            for slip in _actions(EpubPage(path, tree)):
                yield EPUB_IS_INERT.broken(epub.at(path, slip.line), slip.message)
    for path, css in _styles(epub):
        for line, address in addresses_in_style(css):
            if is_remote(address):
                told = f"la feuille de style demande « {address} » à un autre site"
                yield EPUB_IS_INERT.broken(epub.at(path, line), told)
            elif resolve(path, address)[0] not in epub.files:
                told = f"la feuille de style appelle « {address} », qui n’est pas dans le livre"
                yield EPUB_LINKS_LEAD_SOMEWHERE.broken(epub.at(path, line), told)


_ACTIVE = frozenset(
    (
        "script", "form", "input", "button", "select", "textarea", "iframe", "frame", "object",
        "embed", "applet", "base", "canvas", "foreignObject",
    )
)  # fmt: skip


def _actions(page: EpubPage) -> Iterator[Slip]:
    for element in elements(page.root):
        name, line = local(element), line_of(element)
        if name in _ACTIVE:
            yield Slip(line, f"la page contient <{name}>, qui n’a pas sa place dans un livre")
        if name == "meta" and str(element.get("http-equiv", "")).lower() in {
            "refresh",
            "content-security-policy",
        }:
            yield Slip(line, "la page change d’adresse toute seule (http-equiv)")
        if name == "meta" and element.get("name") == "viewport":
            yield Slip(line, "la page impose sa taille à l’écran (viewport)")
        for attribute, value in attributes(element):
            plain = attribute.rpartition("}")[2]
            fetched = plain in {"src", "poster", "data", "srcset"} or (
                plain == "href" and name not in {"a", "area"}
            )
            if plain.startswith("on"):
                yield Slip(line, f'un attribut porte du code : {plain}="{value[:60]}"')
            elif plain in {"href", "src"} and value.strip().lower().startswith(
                ("javascript:", "data:", "vbscript:")
            ):
                yield Slip(line, f"un lien porte du code : « {value[:60]} »")
            elif fetched and is_remote(value):
                yield Slip(line, f"la page demande « {value[:120]} » à un autre site")
            elif plain == "style" and "url(" in value:
                yield Slip(line, f"un style appelle un fichier : « {value[:60]} »")


_ABSOLUTE = re.compile(
    r"(?<![\w.-])(?:font-size|line-height|width|height|margin[\w-]*|padding[\w-]*|text-indent)\s*:[^;}]{0,80}?\d(?:px|pt|cm|mm|in|pc)\b"
)
_COLOURS = re.compile(
    r"(?<![\w-])(?:color|background(?:-color)?|border-color)\s*:\s*(?!(?:currentcolor|inherit|transparent|none|initial|unset)\b)[^;}\s]+",
    re.IGNORECASE,
)
_HIDING = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b", re.IGNORECASE
)
_BODY_FONT = re.compile(
    r"(?:^|[},;])\s*(?:html|body|p|li|\*)(?:\s*,[^{}]{0,200})?\{[^{}]{0,800}font-family",
    re.IGNORECASE,
)


def epub_style_leaves_choice(epub: Epub) -> Iterator[Diagnostic]:
    """One style sheet a page, which leaves type, size and colours to the reader, and hides nothing."""
    yield from _on_each_page(epub, EPUB_STYLE_LEAVES_CHOICE, _unfit_style_links)
    yield from _on_each_page(epub, EPUB_STYLE_LEAVES_CHOICE, _unfit_own_styles)
    for path, css in _styles(epub):
        for pattern, told in (
            (_ABSOLUTE, "une taille fixe, que le lecteur ne peut agrandir"),
            (_COLOURS, "une couleur imposée, illisible la nuit"),
            (_BODY_FONT, "une police imposée au texte"),
        ):
            for match in pattern.finditer(css):
                line = css.count("\n", 0, match.start()) + 1
                shown = plain_spaces(match[0])[-60:]
                yield EPUB_STYLE_LEAVES_CHOICE.broken(epub.at(path, line), f"{told} : « {shown} »")
        line = 1
        for rule in css.split("}"):  # cut, not searched: a style sheet without end is read once
            head, opened, body = rule.rpartition("{")
            selector = " ".join(head.rpartition("{")[2].split())
            # What a page itself says to be hidden is: some systems must be told.
            if opened and selector != "[hidden]" and _HIDING.search(body):
                told = f"un texte caché à ceux qui voient : « {selector} »"
                at = line + head.count("\n")
                yield EPUB_STYLE_LEAVES_CHOICE.broken(epub.at(path, at), told)
            line += rule.count("\n")
        if css.count("{") != css.count("}"):
            line = css.rstrip().count("\n") + 1
            told = "une accolade n’est pas fermée : les styles qui suivent seraient perdus"
            yield EPUB_STYLE_LEAVES_CHOICE.broken(epub.at(path, line), told)
    hides = any("[hidden]" in css for _, css in _styles(epub))
    if epub.nav is not None and not hides:
        for hidden in [each for each in elements(epub.nav.root) if "hidden" in each.attrib][:1]:
            told = "aucune feuille de style ne cache les tables cachées du sommaire ([hidden])"
            yield EPUB_STYLE_LEAVES_CHOICE.broken(epub.at(epub.nav_path, line_of(hidden)), told)


def _unfit_style_links(page: EpubPage) -> Iterator[Slip]:
    sheets = [each for each in elements(page.root, "link") if "stylesheet" in words_in(each, "rel")]
    if not sheets:
        yield Slip(line_of(page.root), "la page n’a pas de feuille de style")
    for extra in sheets[1:]:
        yield Slip(
            line_of(extra), f"la page a une seconde feuille de style, « {extra.get('href')} »"
        )
    for style in elements(page.root, "style"):
        yield Slip(line_of(style), "la page porte ses propres styles (<style>)")


def _unfit_own_styles(page: EpubPage) -> Iterator[Slip]:
    """Say what an element takes from the reader by itself; drawings keep their own inks."""
    for element in elements(page.root):
        # XHTML's own elements go by plain names; the tables of nav.xhtml are hidden by design.
        if element.tag != local(element):
            continue
        style, line = str(element.get("style", "")), line_of(element)
        words = plain_spaces(text_of(element))[:40]
        if _COLOURS.search(style):
            yield Slip(line, f"une couleur imposée, et que rien ne dit autrement : « {words} »")
        if _ABSOLUTE.search(style) or "font-family" in style:
            yield Slip(line, f"une taille ou une police imposée : « {style[:60]} »")
        is_table = any(local(each) == "nav" for each in (element, *element.iterancestors()))
        if words and (_HIDING.search(style) or ("hidden" in element.attrib and not is_table)):
            yield Slip(line, f"un texte est caché : « {words} »")


def _styles(epub: Epub) -> Iterator[tuple[str, str]]:
    """Yield each style sheet with its comments blanked."""
    for path, data in epub.files.items():
        if path.lower().endswith(".css"):
            text = data.decode("utf-8", "replace")
            yield (
                path,
                re.sub(
                    r"/\*.*?(?:\*/|\Z)",
                    lambda c: re.sub(r"[^\n]", " ", c[0]),
                    text,
                    flags=re.DOTALL,
                ),
            )


PAGE_CHECKS: Final[tuple[Callable[[Epub], Iterator[Diagnostic]], ...]] = (
    epub_language_said,
    epub_headings_follow,
    epub_links_lead_somewhere,
    epub_ids_serve,
    epub_images_described,
    epub_tables_headed,
    epub_labels_in_french,
    epub_spaces_hold,
    epub_parts_told,
    epub_notes_return,
    epub_is_inert,
    epub_style_leaves_choice,
)
