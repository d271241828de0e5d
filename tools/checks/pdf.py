"""The PDF: can it be read by everyone, does it say what it is, are its pages where they are said?"""

from __future__ import annotations

import ctypes
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final, NamedTuple

from lxml import etree

from tools.checks.elements import foreign_words, letters
from tools.checks.printed import (
    GUIDE,
    SHEETS,
    expected_titles,
    guide_and_sheets_made,
    guide_is_whole,
    is_a4,
    sheet_is_one_page,
)
from tools.diagnostics import Diagnostic, Location, Rule
from tools.french.typography import plain_spaces
from tools.model import Book
from tools.rules import (
    PDF_BOOKMARKS_FOLLOW,
    PDF_FIGURES_DESCRIBED,
    PDF_FONTS_EMBEDDED,
    PDF_IS_INERT,
    PDF_LANGUAGE_SAID,
    PDF_LINKS_LEAD_SOMEWHERE,
    PDF_OPENS,
    PDF_PAGES_AS_MAPPED,
    PDF_READS_IN_ORDER,
    PDF_SAYS_WHAT_IT_IS,
    PDF_TAGGED,
)

PAGE_MAP: Final = "pages.json"

_INLINE = frozenset(
    (
        "Annot", "BibEntry", "Code", "Em", "Lbl", "Link", "Quote", "Reference", "Span", "Strong",
        "Sub",
    )
)  # fmt: skip
_CONTENTS = frozenset(("TOC", "TOCI", "Index"))
_HEADING = re.compile(r"H[1-6]")
_DEEPEST = 200
"""Levels of tags, bookmarks or names below which a file is damaged or a trap."""

_STANDARDS = (
    ("{http://www.aiim.org/pdfua/ns/id/}part", "1", "PDF/UA-1"),
    ("{http://www.aiim.org/pdfa/ns/id/}part", "2", "PDF/A-2a"),
    ("{http://www.aiim.org/pdfa/ns/id/}conformance", "A", "PDF/A-2a"),
)
_DC = "{http://purl.org/dc/elements/1.1/}"


class Block(NamedTuple):
    """A stretch of the PDF's text that no block divides, as its tags order it."""

    kind: str
    text: str
    page: int
    """On which it begins."""
    item: int = 0
    """The number of the list item that it stands in; 0 in none."""


@dataclass(frozen=True)
class Pdf:
    """What the other outputs are compared with: the PDF's words, in the order of its tags."""

    place: str
    count: int
    """How many pages it has."""
    blocks: tuple[Block, ...]
    starts: Mapping[str, int]
    """The page on which each page of the book begins, by docname."""
    anchors: Mapping[str, int]
    """The page on which each passage begins."""
    faults: tuple[Diagnostic, ...]


class Piece(NamedTuple):
    """A stretch of a page's text that the PDF marks as one."""

    text: str
    page: int


@dataclass
class Tag:
    """A structure element: what it is, and its text and elements in order."""

    kind: str
    entry: Any
    """The dictionary of the PDF."""
    inside: list[Tag | Piece] = field(default_factory=list)
    notes: list[Any] = field(default_factory=list)
    """The annotations that it ties to the text: of a link, the place where one clicks."""

    def tags(self) -> Iterator[Tag]:
        """Yield the tag and all those under it, in order."""
        yield self
        for each in self.inside:
            if isinstance(each, Tag):
                yield from each.tags()

    def pieces(self) -> Iterator[Piece]:
        """Yield all the text under it; the calls of notes, and the notes, left out."""
        for each in self.inside:
            if isinstance(each, Piece):
                yield each
            elif each.kind not in {"Note", "Lbl"}:
                yield from each.pieces()

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces())

    @property
    def page(self) -> int:
        """The page on which it begins; 0 when it holds no text."""
        for each in self.inside:
            if page := each.page:
                return page
        return 0


@dataclass(frozen=True)
class _Open:
    """The PDF while it is open."""

    path: Path
    place: str
    book: Book
    pdf: Any
    pages: Mapping[tuple[int, int], int]
    """The number of each page, from 1, by its object."""
    root: Tag
    marks: _Marks
    page_map: Mapping[str, Any]
    is_book: bool
    """Whether it is the whole book, not the guide alone or a sheet."""

    @property
    def file(self) -> str:
        """Its path in the folder of PDFs."""
        return self.place.rpartition("/pdf/")[2]

    @property
    def sizes(self) -> list[list[float]]:
        """The sides of each page, in points."""
        return [[float(side) for side in page.MediaBox] for page in self.pdf.pages]

    @cached_property
    def destinations(self) -> Mapping[str, Any]:
        """The places that links may name."""
        root = self.pdf.Root
        tree = root.get("/Names", {}).get("/Dests")
        named = {str(name): value for name, value in root.get("/Dests", {}).items()}
        return named | (_flat(tree, "/Names", 0) if tree is not None else {})

    def broken(self, rule: Rule, message: str, hint: str | None = None) -> Diagnostic:
        return rule.broken(Location(self.place), message, hint=hint)


def read_pdf(path: Path, place: str, book: Book, *, is_book: bool) -> Pdf:
    """Read the PDF at *path* and check it; *is_book* says whether it is the book itself.

    Nothing is known of the bytes: whatever reading raises, the file is what is at fault.
    """
    # Imported here: sources are checked without them.
    import pikepdf
    import pypdfium2

    page_map = _load_page_map(path.with_name(PAGE_MAP)) if is_book else {}
    try:
        with pikepdf.open(path, attempt_recovery=False) as pdf:
            opened = _open(path, place, book, pdf, page_map, is_book=is_book)
            faults = list(_check(opened))
            blocks = tuple(_blocks(opened.root))
            if pdf.get_warnings():
                faults.append(opened.broken(PDF_OPENS, "le fichier est abîmé par endroits"))
            count = len(pdf.pages)
    except (pikepdf.PdfError, pypdfium2.PdfiumError):
        why = "abîmé et ne s’ouvre plus" if path.stat().st_size else "vide"
    except Exception:  # a damaged PDF can hold anything anywhere
        why = "abîmé : il n’est plus ce qu’un PDF doit être"
    else:
        starts, anchors = _starts(page_map), _pages_of(page_map, "anchors")
        return Pdf(place, count, blocks, starts, anchors, tuple(faults))
    broken = PDF_OPENS.broken(Location(place), f"le fichier est {why}")
    return Pdf(place, 0, (), {}, {}, (broken,))


def read_page_numbers(path: Path) -> dict[str, int]:
    """Return the page of each passage, from the page map that the PDF left at *path*."""
    return _pages_of(_load_page_map(path), "anchors")


def _load_page_map(path: Path) -> dict[str, Any]:
    """Return the page map that the PDF left; an empty one when it cannot be read."""
    try:
        data = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def _pages_of(page_map: Mapping[str, Any], name: str) -> dict[str, int]:
    """Return a table of the page map, what is no page number left out."""
    table = page_map.get(name)
    entries = table.items() if isinstance(table, dict) else ()
    return {str(key): page for key, page in entries if type(page) is int}


def _starts(page_map: Mapping[str, Any]) -> dict[str, int]:
    """Return the page on which each page of the book begins: that of the first of its blocks."""
    starts: dict[str, int] = {}
    for block, page in _pages_of(page_map, "blocks").items():
        docname = block.rpartition(":")[0]
        starts[docname] = min(page, starts.get(docname, page))
    return starts


def _open(
    path: Path, place: str, book: Book, pdf: Any, page_map: Mapping[str, Any], *, is_book: bool
) -> _Open:
    pages = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
    marks = _read_marks(path)
    root = Tag("StructTreeRoot", pdf.Root.get("/StructTreeRoot"))
    if root.entry is not None:
        _Tags(pages, marks.texts).read(root, root.entry.get("/K"), 0, 0)
    return _Open(path, place, book, pdf, pages, root, marks, page_map, is_book)


_Texts = dict[tuple[int, int], str]
"""The text of each marked content, by its page and its number on the page."""


@dataclass
class _Marks:
    """The text of the pages, as its marks part it."""

    texts: _Texts = field(default_factory=dict)
    languages: dict[tuple[int, int], str] = field(default_factory=dict)
    """Of the marked contents that say theirs."""
    margins: list[set[str]] = field(default_factory=list)
    """What stands on each page outside its text: running heads, numbers."""
    untagged: list[tuple[int, str]] = field(default_factory=list)
    """Words that are neither tagged nor said to be outside the text, and their page."""


def _read_marks(path: Path) -> _Marks:
    """Return the text of the PDF, page by page and mark by mark."""
    import pypdfium2
    from pypdfium2 import raw

    marks = _Marks()
    with pypdfium2.PdfDocument(path) as document:
        for number, page in enumerate(document, 1):
            marks.margins.append(set())
            page_text = page.get_textpage()
            for piece in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
                words = _text_of(piece, page_text)
                mark = number, int(raw.FPDFPageObj_GetMarkedContentID(piece))
                if mark[1] >= 0:
                    marks.texts[mark] = marks.texts.get(mark, "") + words
                    if language := _language_of(piece):
                        marks.languages[mark] = language
                elif words.strip():
                    marks.margins[-1].add(words.strip())
                    if not _is_artifact(piece):
                        marks.untagged.append((number, words.strip()))
    return marks


def _text_of(piece: Any, page_text: Any) -> str:
    from pypdfium2 import raw

    length = raw.FPDFTextObj_GetText(piece, page_text, None, 0)
    buffer = ctypes.create_string_buffer(length)
    target = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    raw.FPDFTextObj_GetText(piece, page_text, target, length)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")


def _is_artifact(piece: Any) -> bool:
    """Say whether a piece of text is marked as outside the text of the book."""
    from pypdfium2 import raw

    def name_of(mark: Any, target: Any, size: int, length: Any) -> None:
        raw.FPDFPageObjMark_GetName(mark, target, size, length)

    return any(_string(name_of, mark) == "Artifact" for mark in _marks_of(piece))


def _language_of(piece: Any) -> str:
    """Return the language that a piece of text says it is in."""
    from pypdfium2 import raw

    def language_of(mark: Any, target: Any, size: int, length: Any) -> None:
        raw.FPDFPageObjMark_GetParamStringValue(mark, b"Lang", target, size, length)

    return next(filter(None, (_string(language_of, mark) for mark in _marks_of(piece))), "")


def _marks_of(piece: Any) -> Iterator[Any]:
    from pypdfium2 import raw

    for rank in range(raw.FPDFPageObj_CountMarks(piece)):
        yield raw.FPDFPageObj_GetMark(piece, rank)


def _string(read: Callable[[Any, Any, int, Any], None], mark: Any) -> str:
    """Return a short string that *read* has pdfium write."""
    buffer, length = ctypes.create_string_buffer(64), ctypes.c_ulong()
    read(mark, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), 64, length)
    return buffer.raw[: length.value].decode("utf-16-le", "replace").rstrip("\0")


@dataclass
class _Tags:
    """Reads the tree of tags, with the text of the marked contents that it orders."""

    pages: Mapping[Any, int]
    texts: _Texts
    seen: set[Any] = field(default_factory=set)

    def read(self, parent: Tag, entry: Any, page: int, depth: int) -> None:
        """Put in *parent* what *entry* holds: a mark of *page*, a tag, or several."""
        import pikepdf

        if depth > _DEEPEST:
            raise ValueError("tags too deep")
        if isinstance(entry, pikepdf.Array):
            for each in entry:
                self.read(parent, each, page, depth + 1)
        elif isinstance(entry, int):
            parent.inside.append(Piece(self.texts.get((page, entry), ""), page))
        elif isinstance(entry, pikepdf.Dictionary):
            page = self.pages.get(entry.Pg.objgen, page) if "/Pg" in entry else page
            if entry.get("/Type") == "/MCR":
                text = self.texts.get((page, int(entry.MCID)), "")
                parent.inside.append(Piece(text, page))
            elif entry.get("/Type") == "/OBJR":
                parent.notes.append(entry.get("/Obj"))
            elif entry.objgen not in self.seen:
                if entry.is_indirect:
                    self.seen.add(entry.objgen)
                tag = Tag(str(entry.get("/S", "")).removeprefix("/"), entry)
                parent.inside.append(tag)
                self.read(tag, entry.get("/K"), page, depth + 1)


def _blocks(tag: Tag, item: Iterator[int] | None = None, inside: int = 0) -> Iterator[Block]:
    """Yield the text under *tag* block by block; contents and the calls of notes are left out."""
    items = item if item is not None else iter(range(1, 1_000_000))
    inside = next(items) if tag.kind == "LBody" else 0 if tag.kind in {"L", "Note"} else inside
    run: list[Piece] = []
    notes: list[Tag] = []
    for each in tag.inside:
        if isinstance(each, Piece):
            run.append(each)
        elif each.kind == "Note":
            notes.append(each)
        elif each.kind == "Lbl":  # a term, a bullet, or the call of a note
            run += each.pieces() if tag.kind == "LI" else ()
        elif all(inner.kind in _INLINE for inner in each.tags()):
            run += each.pieces()
        elif each.kind not in _CONTENTS:
            yield from _block(run, tag, inside)
            run = []
            yield from _blocks(each, items, inside)
    yield from _block(run, tag, inside)
    for note in notes:
        yield from _blocks(note, items)


def _block(run: list[Piece], tag: Tag, item: int) -> Iterator[Block]:
    text = "".join(piece.text for piece in run).strip()
    if text:
        yield Block(tag.kind, text, run[0].page, item)


# --- Checks ------------------------------------------------------------------------------------------


def _check(opened: _Open) -> Iterator[Diagnostic]:
    for look in _CHECKS:
        yield from look(opened)


def pdf_tagged(opened: _Open) -> Iterator[Diagnostic]:
    """Every word is in the tree of tags, or said to be outside the text."""
    marks = opened.pdf.Root.get("/MarkInfo", {})
    if marks.get("/Marked") is not True:
        yield opened.broken(PDF_TAGGED, "le PDF ne se dit pas balisé (/MarkInfo)")
    if marks.get("/Suspects") is True:
        yield opened.broken(PDF_TAGGED, "le PDF dit que ses balises sont douteuses (/Suspects)")
    tree = opened.pdf.Root.get("/StructTreeRoot")
    if tree is None or not any(isinstance(each, Tag) for each in opened.root.inside):
        yield opened.broken(PDF_TAGGED, "le PDF n’a pas de balises (/StructTreeRoot)")
        return
    if "/ParentTree" not in tree:
        yield opened.broken(
            PDF_TAGGED, "les balises ne se retrouvent pas depuis les pages (/ParentTree)"
        )
    for page, words in opened.marks.untagged:
        yield opened.broken(PDF_TAGGED, f"page {page}, « {words[:60]} » n’est pas balisé")


def pdf_language_said(opened: _Open) -> Iterator[Diagnostic]:
    """The document says that it is in French."""
    language = str(opened.pdf.Root.get("/Lang", ""))
    if language.partition("-")[0].lower() != opened.book.language:
        there = f"se dit en « {language} »" if language else "ne dit pas sa langue"
        yield opened.broken(
            PDF_LANGUAGE_SAID, f"le PDF {there} ; il faut « {opened.book.language} »"
        )
    foreign = {
        (spoken.partition("-")[0].lower(), letters(opened.marks.texts[mark]))
        for mark, spoken in opened.marks.languages.items()
    }
    for page in opened.book.pages if opened.is_book else ():
        for words, spoken in foreign_words(page):
            if (spoken, letters(words)) not in foreign:
                told = f"« {words} » ({page.path}) n’est plus marqué comme étranger ({spoken})"
                yield opened.broken(PDF_LANGUAGE_SAID, told)


def pdf_says_what_it_is(opened: _Open) -> Iterator[Diagnostic]:
    """Its title, in both places and in the window, and the standards that it follows."""
    root, book = opened.pdf.Root, opened.book
    known = book.title if opened.is_book else expected_titles(book).get(opened.file, "")
    wanted = plain_spaces(known)
    titles = {"son titre": plain_spaces(str(opened.pdf.docinfo.get("/Title", "")))}
    if root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is not True:
        told = "la fenêtre montrerait le nom du fichier au lieu du titre"
        yield opened.broken(PDF_SAYS_WHAT_IT_IS, told)
    try:
        about = etree.fromstring(
            root.Metadata.read_bytes(), etree.XMLParser(resolve_entities=False)
        )
    except (AttributeError, etree.LxmlError, ValueError):
        told = "la notice du PDF (XMP) est absente ou illisible"
        yield opened.broken(PDF_SAYS_WHAT_IT_IS, told)
    else:
        titles["le titre de sa notice"] = plain_spaces(_said(about, f"{_DC}title"))
        for name, expected, standard in _STANDARDS:
            if _said(about, name) != expected:
                told = f"sa notice ne dit plus qu’il suit {standard}"
                yield opened.broken(PDF_SAYS_WHAT_IT_IS, told)
    if "/OutputIntents" not in root:
        told = "il n’a pas les couleurs de référence que demande PDF/A-2a (/OutputIntents)"
        yield opened.broken(PDF_SAYS_WHAT_IT_IS, told)
    author = plain_spaces(str(opened.pdf.docinfo.get("/Author", "")))
    if author != plain_spaces(opened.book.publisher.full_name):
        told = f"son auteur est « {author} » au lieu de « {opened.book.publisher.full_name} »"
        yield opened.broken(PDF_SAYS_WHAT_IT_IS, told)
    for called, title in titles.items():
        if not title or (wanted and title != wanted):
            told = f"{called} est « {title} » au lieu de « {wanted} »"
            yield opened.broken(PDF_SAYS_WHAT_IT_IS, told)


def _said(about: etree._Element, name: str) -> str:
    """Return a property of the XMP, which may be an element or an attribute."""
    for each in about.iter(tag=etree.Element):
        if each.tag == name:
            return "".join(map(str, each.itertext())).strip()
        if each.get(name) is not None:
            return str(each.get(name))
    return ""


class Bookmark(NamedTuple):
    """A bookmark, or the heading that it should be."""

    level: int
    title: str
    page: int | None
    """None for a bookmark that leads nowhere."""

    def __str__(self) -> str:
        place = f"page {self.page}" if self.page else "nulle part"
        return f"« {self.title} » ({place}, niveau {self.level})"


def pdf_bookmarks_follow(opened: _Open) -> Iterator[Diagnostic]:
    """The bookmarks are the headings, in order, at their levels, on their pages."""
    outlines = opened.pdf.Root.get("/Outlines")
    found = list(_bookmarks(opened, outlines, 1, set())) if outlines is not None else []
    wanted = [
        Bookmark(int(tag.kind[1]), plain_spaces(tag.text), tag.page)
        for tag in opened.root.tags()
        if _HEADING.fullmatch(tag.kind)
    ]
    if wanted and not found:
        yield opened.broken(PDF_BOOKMARKS_FOLLOW, "le PDF n’a pas de signets")
        return
    a, b = ([each._replace(title=letters(each.title)) for each in way] for way in (wanted, found))
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        for heading, mark in zip_longest(wanted[a1:a2], found[b1:b2]):
            if mark is None:
                told = f"aucun signet ne mène au titre {heading}"
            elif heading is None:
                told = f"le signet {mark} n’est aucun titre du livre"
            else:
                told = f"le signet {mark} devrait être {heading}"
            yield opened.broken(PDF_BOOKMARKS_FOLLOW, told)


def _bookmarks(opened: _Open, parent: Any, level: int, seen: set[Any]) -> Iterator[Bookmark]:
    entry = parent.get("/First")
    while entry is not None:
        if entry.objgen in seen or level > _DEEPEST:
            raise ValueError("bookmarks lead to themselves")
        seen.add(entry.objgen)
        target = entry.get("/Dest")
        if target is None and "/A" in entry:
            target = entry.A.get("/D")
        yield Bookmark(level, plain_spaces(str(entry.get("/Title", ""))), _page_of(opened, target))
        yield from _bookmarks(opened, entry, level + 1, seen)
        entry = entry.get("/Next")


def _page_of(opened: _Open, target: Any) -> int | None:
    """Return the page that a destination leads to, by name or not; None when to none."""
    import pikepdf

    if isinstance(target, pikepdf.String | pikepdf.Name):
        target = opened.destinations.get(str(target))
    if isinstance(target, pikepdf.Dictionary):
        target = target.get("/D")
    if not isinstance(target, pikepdf.Array) or not len(target):
        return None
    page = target[0]
    return opened.pages.get(page.objgen) if isinstance(page, pikepdf.Dictionary) else None


def _flat(tree: Any, name: str, depth: int) -> dict[str, Any]:
    """Return a tree of names or numbers as one table."""
    if depth > _DEEPEST:
        raise ValueError("names too deep")
    leaves = list(tree.get(name, []))
    found = {str(key): value for key, value in zip(leaves[::2], leaves[1::2], strict=True)}
    for kid in tree.get("/Kids", []):
        found |= _flat(kid, name, depth + 1)
    return found


def pdf_links_lead_somewhere(opened: _Open) -> Iterator[Diagnostic]:
    """Every link leads to a page or an address, and has a description; each tag has its link."""
    clicked = {note.objgen for page in opened.pdf.pages for note in page.get("/Annots", [])}
    for tag in opened.root.tags():
        if tag.kind == "Link" and not any(
            note is not None and note.objgen in clicked for note in tag.notes
        ):
            told = f"page {tag.page}, « {plain_spaces(tag.text)} » n’est plus un lien"
            yield opened.broken(PDF_LINKS_LEAD_SOMEWHERE, told)
    for number, page in enumerate(opened.pdf.pages, 1):
        for note in page.get("/Annots", []):
            if note.get("/Subtype") != "/Link":
                continue
            shown = str(note.get("/Contents", "")).strip()
            called = f"page {number}, le lien ({shown})" if shown else f"page {number}, un lien"
            action = note.get("/A", {})
            target = note.get("/Dest", action.get("/D"))
            uri = str(action.get("/URI", ""))
            if not shown:
                yield opened.broken(
                    PDF_LINKS_LEAD_SOMEWHERE,
                    f"{called} n’a pas de description (vers {uri or target})",
                )
            if target is None and not uri:
                yield opened.broken(PDF_LINKS_LEAD_SOMEWHERE, f"{called} ne mène nulle part")
            elif target is not None and not uri and _page_of(opened, target) is None:
                yield opened.broken(
                    PDF_LINKS_LEAD_SOMEWHERE, f"{called} mène à un endroit qui n’existe pas"
                )
            elif uri and not re.match(r"(?:https?://[^\s/]+|mailto:\S+@)", uri):
                yield opened.broken(
                    PDF_LINKS_LEAD_SOMEWHERE,
                    f"{called} mène à « {uri} », qui n’est pas une adresse",
                )
            if "/StructParent" not in note:
                yield opened.broken(
                    PDF_LINKS_LEAD_SOMEWHERE, f"{called} n’est pas balisé (/StructParent)"
                )


def pdf_fonts_embedded(opened: _Open) -> Iterator[Diagnostic]:
    """Every font travels with the file, and says what letters its drawings are."""
    seen: set[str] = set()
    for number, page in enumerate(opened.pdf.pages, 1):
        for font in _fonts(page.get("/Resources", {}), 0):
            name = str(font.get("/BaseFont", "/sans nom"))[1:]
            if name in seen or font.get("/Subtype") == "/Type3":
                continue  # the letters of a Type 3 font are drawings of the file
            seen.add(name)
            sheet = font.get("/DescendantFonts", [font])[0].get("/FontDescriptor", {})
            called = f"page {number}, la police « {name.partition('+')[2] or name} »"
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & {*sheet.keys()}:
                yield opened.broken(PDF_FONTS_EMBEDDED, f"{called} n’est pas dans le fichier")
            elif "/ToUnicode" not in font:
                told = f"{called} ne dit pas ses lettres (/ToUnicode)"
                yield opened.broken(PDF_FONTS_EMBEDDED, told)


def _fonts(resources: Any, depth: int) -> Iterator[Any]:
    yield from resources.get("/Font", {}).values()
    for drawing in resources.get("/XObject", {}).values():
        if depth < 5 and drawing.get("/Subtype") == "/Form":
            yield from _fonts(drawing.get("/Resources", {}), depth + 1)


def pdf_figures_described(opened: _Open) -> Iterator[Diagnostic]:
    """Every figure and formula has an alternative."""
    for tag in opened.root.tags():
        if tag.kind in {"Figure", "Formula"}:
            words = (str(tag.entry.get(name, "")).strip() for name in ("/Alt", "/ActualText"))
            if not any(words):
                called = "une figure" if tag.kind == "Figure" else "une formule"
                yield opened.broken(
                    PDF_FIGURES_DESCRIBED, f"page {tag.page}, {called} n’a pas d’alternative (/Alt)"
                )


def pdf_reads_in_order(opened: _Open) -> Iterator[Diagnostic]:
    """Headings skip no level, tables have headers, lists items; the Tab key follows the text."""
    level = 0
    for tag in opened.root.tags():
        if _HEADING.fullmatch(tag.kind):
            found = int(tag.kind[1])
            if found > level + 1:
                told = f"page {tag.page}, « {plain_spaces(tag.text)} » est au niveau {found}, sous un titre de niveau {level}"
                yield opened.broken(PDF_READS_IN_ORDER, told)
            level = found
        elif tag.kind == "Table" and not any(each.kind == "TH" for each in tag.tags()):
            yield opened.broken(
                PDF_READS_IN_ORDER, f"page {tag.page}, un tableau n’a pas d’en-tête (TH)"
            )
        elif tag.kind == "L":
            for each in tag.inside:
                if isinstance(each, Tag) and each.kind not in {"LI", "L", "Caption"}:
                    yield opened.broken(
                        PDF_READS_IN_ORDER, f"page {tag.page}, une liste contient « {each.kind} »"
                    )
    for number, page in enumerate(opened.pdf.pages, 1):
        if page.get("/Annots") and page.get("/Tabs") != "/S":
            yield opened.broken(
                PDF_READS_IN_ORDER, f"page {number}, la touche Tab ne suit pas le texte (/Tabs)"
            )


def pdf_is_inert(opened: _Open) -> Iterator[Diagnostic]:
    """No script, no form, no enclosed file, no lock."""
    root = opened.pdf.Root
    names = root.get("/Names", {})
    for holds, told in (
        ("/JavaScript" in names, "un script (/JavaScript)"),
        ("/EmbeddedFiles" in names or "/AF" in root, "un fichier joint (/EmbeddedFiles)"),
        ("/AcroForm" in root, "un formulaire (/AcroForm)"),
        ("/AA" in root, "une action automatique (/AA)"),
        (not _is_still(root.get("/OpenAction")), "une action à l’ouverture (/OpenAction)"),
        (opened.pdf.is_encrypted, "un verrou (chiffrement)"),
    ):
        if holds:
            yield opened.broken(PDF_IS_INERT, f"le PDF contient {told}")
    for number, page in enumerate(opened.pdf.pages, 1):
        if "/AA" in page:
            yield opened.broken(PDF_IS_INERT, f"page {number}, une action automatique (/AA)")
        for note in page.get("/Annots", []):
            kind = str(note.get("/Subtype", "")).removeprefix("/")
            if kind != "Link":
                yield opened.broken(PDF_IS_INERT, f"page {number}, une annotation « {kind} »")
            elif not _is_still(note.get("/A")) or "/AA" in note:
                yield opened.broken(
                    PDF_IS_INERT, f"page {number}, un lien agit au lieu de mener quelque part"
                )


def _is_still(action: Any) -> bool:
    """Say whether an action only leads somewhere."""
    import pikepdf

    if action is None or isinstance(action, pikepdf.Array | pikepdf.String | pikepdf.Name):
        return True
    return str(action.get("/S", "")) in {"/GoTo", "/URI"} and "/Next" not in action


def pdf_pages_as_mapped(opened: _Open) -> Iterator[Diagnostic]:
    """As many pages as the page map says, labelled with their numbers, each passage on its own."""
    if not opened.is_book:
        return
    place = f"{opened.place.rpartition('/')[0]}/{PAGE_MAP}"
    data, anchors = opened.page_map, _pages_of(opened.page_map, "anchors")
    if not anchors:
        told = "la carte des pages est absente ou illisible"
        yield PDF_PAGES_AS_MAPPED.broken(Location(place), told)
        return
    count = len(opened.pdf.pages)
    if data.get("pages") != count:
        told = f"la carte compte {data.get('pages')} pages, le PDF en a {count}"
        yield PDF_PAGES_AS_MAPPED.broken(Location(place), told)
    starts = _starts(opened.page_map)
    sheets = {starts.get(page.docname): page for page in opened.book.printed.values()}
    sizes = opened.sizes
    for number, size in enumerate(sizes, 1):
        if number in sheets:
            if not is_a4(size):
                told = (
                    f"page {number}, la feuille à imprimer ({sheets[number].path}) n’est pas en A4"
                )
                yield opened.broken(PDF_PAGES_AS_MAPPED, told)
        elif size != sizes[0]:
            told = f"la page {number} n’a pas le format des autres"
            yield opened.broken(PDF_PAGES_AS_MAPPED, told)
    labels = _page_labels(opened.pdf)
    for number in range(1, count + 1):
        if labels.get(number, str(number)) != str(number):
            told = f"la page {number} s’appelle « {labels[number]} » dans les lecteurs"
            yield opened.broken(PDF_PAGES_AS_MAPPED, told)
            break
    for page, passage in opened.book.passages.values():
        there = anchors.get(passage.anchor, 0)
        if not 1 <= there <= count:
            told = f"la carte ne donne pas de page au passage {passage.number} ({page.path})"
            yield PDF_PAGES_AS_MAPPED.broken(Location(place), told)
        elif passage.number not in opened.marks.margins[there - 1]:
            told = f"page {there}, le numéro {passage.number} n’est pas en marge"
            yield opened.broken(PDF_PAGES_AS_MAPPED, told)


def _page_labels(pdf: Any) -> dict[int, str]:
    """Return the names of the pages that have one of their own, in figures; others are « ? »."""
    tree = pdf.Root.get("/PageLabels")
    if tree is None:
        return {}
    rules = sorted((int(start), rule) for start, rule in _flat(tree, "/Nums", 0).items())
    labels = {}
    for (start, rule), end in zip(rules, [*(s for s, _ in rules[1:]), len(pdf.pages)], strict=True):
        for index in range(start, min(end, len(pdf.pages))):
            number = int(rule.get("/St", 1)) + index - start
            figures = str(number) if rule.get("/S") == "/D" else "?"
            labels[index + 1] = f"{rule.get('/P', '')}{figures}"
    return labels


def pdf_guide_and_sheets_made(opened: _Open) -> Iterator[Diagnostic]:
    """Beside the book, the guide alone and every sheet; the guide has all its pages."""
    if opened.is_book:
        folder = opened.place.rpartition("/")[0]
        yield from guide_and_sheets_made(opened.path.parent, folder, opened.book)
    elif opened.file == GUIDE:
        headings = (tag.text for tag in opened.root.tags() if _HEADING.fullmatch(tag.kind))
        yield from guide_is_whole(opened.place, headings, opened.book)


def pdf_sheet_is_one_page(opened: _Open) -> Iterator[Diagnostic]:
    """A sheet is one page of A4."""
    if opened.file.startswith(f"{SHEETS}/"):
        yield from sheet_is_one_page(opened.place, opened.sizes)


_CHECKS: tuple[Callable[[_Open], Iterator[Diagnostic]], ...] = (
    pdf_tagged,
    pdf_language_said,
    pdf_says_what_it_is,
    pdf_bookmarks_follow,
    pdf_links_lead_somewhere,
    pdf_fonts_embedded,
    pdf_figures_described,
    pdf_reads_in_order,
    pdf_is_inert,
    pdf_pages_as_mapped,
    pdf_guide_and_sheets_made,
    pdf_sheet_is_one_page,
)
