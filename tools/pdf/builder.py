"""The builder ``livre-pdf``: the whole book as one PDF, and the page on which each block stands."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.errors import SphinxError
from sphinx.util import logging
from sphinx.util.display import progress_message, status_iterator

from tools.french.numbers import show_date
from tools.french.typography import set_spaces
from tools.pdf.manuscript import Manuscript, string
from tools.pdf.translator import INTERNAL, TypstTranslator, hold_small_words
from tools.pdf.typesetting import Typeset, TypesettingError, typeset
from tools.sphinxext import book_of
from tools.sphinxext.order import reading_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set

    from docutils import nodes

    from tools.model import Book

logger = logging.getLogger(__name__)

BOOK_NAME = "on-a-reve-la-secu-de-demain.pdf"
PAGE_MAP_NAME = "pages.json"

SOURCE = "Écrit d’après le podcast imaginé par des salariés de la Sécurité sociale"


class BookPDFError(SphinxError):
    """The PDF cannot be made: every fault that was found, each with its place in the sources.

    It stops the build before anything is written; the last good PDF stays where it is.
    """

    category = "PDF"

    def __init__(self, faults: Iterable[str]) -> None:
        told = dict.fromkeys(faults)
        super().__init__("\n".join(["le PDF ne peut pas être composé", *told]))


class BookPDFBuilder(Builder):
    """Sets the book, all pages in reading order, and writes its PDF and its page map."""

    name = "livre-pdf"
    format = "pdf"
    epilog = "Le PDF est dans %(outdir)s."
    default_translator_class = TypstTranslator
    supported_image_types = ["image/svg+xml", "image/png", "image/jpeg", "image/gif"]

    manuscript: Manuscript
    chapters: frozenset[str]
    """The pages that the book holds."""
    chapter_level: int
    """Level of the chapters' headings: 2 inside a part that has a heading of its own."""

    first: bool
    """Whether nothing but the opening pages comes before the chapter being written."""

    def get_outdated_docs(self) -> str:
        """Return what is to be made: always the whole book."""
        return "tout le livre"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the address by which our links name a page."""
        return INTERNAL + docname

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return the same from everywhere: the book is one document."""
        return self.get_target_uri(to, typ)

    def write_documents(self, _docnames: Set[str]) -> None:
        """Write the book, whatever page has changed."""
        book = book_of(self.env)
        self.write_manuscript(book)
        faults = [*self.manuscript.faults]
        faults += [
            f"{origin}: ce lien ne mène nulle part dans le PDF (« {label} »)"
            for label, origin in self.manuscript.misses()
        ]
        if faults:
            raise BookPDFError(faults)
        with progress_message("composition du PDF"):
            try:
                made = typeset(self.manuscript, sources=self.srcdir, timestamp=_timestamp(book))
            except TypesettingError as error:
                raise BookPDFError(error.faults) from error
        for warning in made.warnings:
            logger.warning("%s", warning, type="livre-pdf")
        _replace(self.outdir / BOOK_NAME, made.pdf)
        _replace(self.outdir / PAGE_MAP_NAME, self.page_map(made).encode())

    # ---------------------------------------------------------------- The manuscript

    def write_manuscript(self, book: Book) -> None:
        """Write the book in Typst: opening pages, then parts and chapters."""
        parts = reading_order(self.env)
        self.chapters = frozenset(docname for part in parts for docname in part.pages)
        self.manuscript = Manuscript()
        for line in _opening(book):
            self.manuscript.start_line()
            self.manuscript.put(line)
        for rank, part in enumerate(parts, 1):
            # A page alone in its part needs no heading above its own.
            named = part.caption is not None and len(part.pages) > 1
            if part.caption is not None and named:
                self.manuscript.start_line()
                self.manuscript.put(
                    f"part({string(f'partie-{rank}')}, {string(set_spaces(part.caption))});"
                )
            self.chapter_level = 2 if named else 1
            for docname in status_iterator(
                part.pages, "mise en page... ", "darkgreen", len(part.pages)
            ):
                self.write_chapter(docname)
        self.manuscript.start_line()
        self.manuscript.put("}")

    def write_chapter(self, docname: str) -> None:
        """Add a page of the book to the manuscript."""
        self.first = not self.manuscript.blocks
        doctree = self.resolved(docname)
        doctree.walkabout(self.create_translator(doctree, self))

    def resolved(self, docname: str) -> nodes.document:
        """Return the doctree of a page, its links and pictures found, its toctrees left out."""
        doctree = self.env.get_doctree(docname)
        doctree["docname"] = docname
        for toctree in list(doctree.findall(addnodes.toctree)):
            toctree.parent.remove(toctree)
        self.env.resolve_references(doctree, docname, self)
        self.post_process_images(doctree)
        return doctree

    # ---------------------------------------------------------------- What is asked afterwards

    def page_map(self, made: Typeset) -> str:
        """Return the page map: the page on which each block, and each passage, begins."""
        pages = {
            "pages": made.pages,
            "blocks": {name: made.page_of[at] for name, at in self.manuscript.blocks.items()},
            "anchors": {name: made.page_of[at] for name, at in self.manuscript.anchors.items()},
        }
        return json.dumps(pages, ensure_ascii=False, indent=1) + "\n"


def _opening(book: Book) -> Iterator[str]:
    """Yield what comes before the first page: cover, title page, colophon, contents."""
    facts = {
        "title": book.title,
        "title-in-display": hold_small_words(book.title),
        "subtitle": book.subtitle,
        "source": SOURCE,
        "publisher": book.publisher.name,
        "publisher-full-name": book.publisher.full_name,
        "edition": book.edition,
        "language": book.language,
    }
    yield '#import "template.typ": *'
    yield "#let about = ("
    yield from (f"  {key}: {string(set_spaces(value))}," for key, value in facts.items())
    yield ")"
    yield "#show: book.with(about)"
    yield "#{"
    yield "cover(about);"
    yield 'pagebreak(to: "odd");'
    yield "title-page(about);"
    yield f"colophon({', '.join(string(set_spaces(line)) for line in _colophon(book))});"
    yield 'contents("Sommaire");'


def _colophon(book: Book) -> Iterator[str]:
    """Yield the paragraphs of the page behind the title: who, when, with what."""
    yield f"{book.title}. {book.subtitle}"
    yield f"{book.publisher.full_name} ({book.publisher.name})"
    yield f"{book.edition}, version {book.version}, {show_date(book.date)}"
    if book.site_url:
        yield f"Le même livre en ligne : {book.site_url}"
    yield "Le même texte, avec les mêmes numéros de passage, existe en site et en EPUB."
    yield (
        "Ce fichier suit les normes PDF/UA-1, pour que les aides techniques puissent le lire, "
        "et PDF/A-2a, pour qu’il dure."
    )
    yield (
        "Composé en Demain Serif, Demain Titre et Demain Sans, tirés pour ce livre de "
        "Source Serif 4 et de Source Sans 3 (Adobe, licence SIL OFL 1.1)."
    )


def _timestamp(book: Book) -> int:
    """Return the date that the PDF bears: that of the commit, or else that of the edition."""
    midnight = datetime.combine(book.date, time(), UTC)
    return int(os.environ.get("SOURCE_DATE_EPOCH", midnight.timestamp()))


def _replace(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    aside = Path(f"{path}.nouveau")  # a path of Sphinx has the replace() of strings
    aside.write_bytes(content)
    aside.replace(path)
