"""The builder ``livre-pdf``: the book, its guide and its sheets, and the page of each block of the book."""

from __future__ import annotations

import json
import os
import shutil
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.errors import SphinxError
from sphinx.util import logging
from sphinx.util.display import progress_message, status_iterator

from tools.french.typography import set_spaces
from tools.pdf.documents import BOOK_FILE, SHEETS_FOLDER, Document, documents, opening
from tools.pdf.manuscript import Manuscript, string
from tools.pdf.translator import INTERNAL, TypstTranslator
from tools.pdf.typesetting import Typeset, TypesettingError, typeset
from tools.sphinxext import book_of
from tools.sphinxext.order import reading_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from docutils import nodes

    from tools.model import Book
    from tools.sphinxext.order import Part

logger = logging.getLogger(__name__)

BOOK_NAME = BOOK_FILE
PAGE_MAP_NAME = "pages.json"


class BookPDFError(SphinxError):
    """The PDF cannot be made: every fault that was found, each with its place in the sources.

    It stops the build before anything is written; the last good PDF stays where it is.
    """

    category = "PDF"

    def __init__(self, faults: Iterable[str]) -> None:
        told = dict.fromkeys(faults)
        super().__init__("\n".join(["le PDF ne peut pas être composé", *told]))


class BookPDFBuilder(Builder):
    """Sets each PDF that is made of the book, its pages in reading order; maps the book's pages."""

    name = "livre-pdf"
    format = "pdf"
    epilog = "Les PDF sont dans %(outdir)s."
    default_translator_class = TypstTranslator
    supported_image_types = ["image/svg+xml", "image/png", "image/jpeg", "image/gif"]

    pages: dict[str, nodes.document]
    """Those that have been resolved, by docname."""
    told: set[str]
    """What has been warned of: a page is written in several documents."""

    # Of the document, and of the chapter, that is being written:
    manuscript: Manuscript
    chapters: frozenset[str]
    """The pages that the document holds."""
    chapter_level: int
    """Level of the chapter's heading: one more inside a part that has a heading of its own."""
    chapter_depth: int
    """Under how many other chapters it stands."""
    listed: bool
    """Whether the contents name the chapter: not when its part has just done so."""
    first: bool
    """Whether nothing but the opening pages comes before it."""

    def get_outdated_docs(self) -> str:
        """Return what is to be made: always everything."""
        return "tout le livre"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the address by which our links name a page."""
        return INTERNAL + docname

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return the same from everywhere: the book is one document."""
        return self.get_target_uri(to, typ)

    def site_address(self, docname: str, identifier: str = "") -> str:
        """Return where the site has a place of the book; nothing as long as it has no address."""
        base = book_of(self.env).site_url
        anchor = f"#{identifier}" if identifier else ""
        return f"{base.rstrip('/')}/{docname}.html{anchor}" if base else ""

    def write_documents(self, _docnames: Set[str]) -> None:
        """Write every PDF, whatever page has changed; none if one of them cannot be made."""
        book = book_of(self.env)
        self.pages, self.told = {}, set()
        manuscripts: dict[str, Manuscript] = {}
        faults: list[str] = []
        for document in documents(book, reading_order(self.env)):
            self.write_manuscript(document, book)
            manuscripts[document.file] = self.manuscript
            faults += self.manuscript.faults
            faults += [
                f"{origin}: ce lien ne mène nulle part dans le PDF (« {label} »)"
                for label, origin in self.manuscript.misses()
            ]
        if faults:
            raise BookPDFError(faults)
        with progress_message("composition des PDF"):
            made = self.typeset(manuscripts, _timestamp(book))
        whole = made[BOOK_FILE]
        shutil.rmtree(self.outdir / SHEETS_FOLDER, ignore_errors=True)
        for file, each in made.items():
            _replace(self.outdir / file, each.pdf)
        page_map = self.page_map(manuscripts[BOOK_FILE], whole)
        _replace(self.outdir / PAGE_MAP_NAME, page_map.encode())

    def typeset(self, manuscripts: dict[str, Manuscript], timestamp: int) -> dict[str, Typeset]:
        """Return each PDF by its file; what is wrong in several of them is told once."""
        made: dict[str, Typeset] = {}
        faults: list[str] = []
        warnings: list[str] = []
        for file, manuscript in manuscripts.items():
            try:
                made[file] = typeset(manuscript, sources=self.srcdir, timestamp=timestamp)
            except TypesettingError as error:
                faults += error.faults
            else:
                warnings += made[file].warnings
        if faults:
            raise BookPDFError(faults)
        for warning in dict.fromkeys(warnings):
            logger.warning("%s", warning, type="livre-pdf")
        return made

    # ---------------------------------------------------------------- A manuscript

    def write_manuscript(self, document: Document, book: Book) -> None:
        """Write a document in Typst: what opens it, then parts and chapters."""
        self.chapters = document.chapters
        self.manuscript = Manuscript()
        for line in opening(document, book):
            self.manuscript.start_line()
            self.manuscript.put(line)
        for rank, part in enumerate(document.parts, 1):
            self.write_part(part, f"partie-{rank}", document)
        self.manuscript.start_line()
        self.manuscript.put("}")

    def write_part(self, part: Part, name: str, document: Document) -> None:
        """Add a part, and its chapters, to the manuscript."""
        # A page alone in its part needs no heading above its own.
        named = part.caption is not None and len(part.pages) > 1
        if part.caption is not None and named:
            self.manuscript.start_line()
            self.manuscript.put(f"part({string(name)}, {string(set_spaces(part.caption))});")
        above = {document.called, part.caption if named else None}
        for docname, depth in status_iterator(
            part.chapters, f"{document.file}... ", "darkgreen", len(part.chapters)
        ):
            self.first = not self.manuscript.blocks
            self.chapter_level = depth + (2 if named else 1)
            self.chapter_depth = depth
            self.listed = self.env.titles[docname].astext() not in above
            doctree = self.resolved(docname)
            doctree.walkabout(self.create_translator(doctree, self))

    def resolved(self, docname: str) -> nodes.document:
        """Return the doctree of a page, its links and pictures found, its toctrees left out.

        Each document has a copy: what the writing of one does to it must not reach the next.
        """
        if docname not in self.pages:
            doctree = self.env.get_doctree(docname)
            doctree["docname"] = docname
            for toctree in list(doctree.findall(addnodes.toctree)):
                toctree.parent.remove(toctree)
            self.env.resolve_references(doctree, docname, self)
            self.post_process_images(doctree)
            self.pages[docname] = doctree
        return self.pages[docname].deepcopy()

    # ---------------------------------------------------------------- What is asked afterwards

    def page_map(self, manuscript: Manuscript, made: Typeset) -> str:
        """Return the page map: the page on which each block, and each passage, begins."""
        pages = {
            "pages": made.pages,
            "blocks": {name: made.page_of[at] for name, at in manuscript.blocks.items()},
            "anchors": {name: made.page_of[at] for name, at in manuscript.anchors.items()},
        }
        return json.dumps(pages, ensure_ascii=False, indent=1) + "\n"


def _timestamp(book: Book) -> int:
    """Return the date that the PDF bears: that of the commit, or else that of the edition."""
    midnight = datetime.combine(book.date, time(), UTC)
    return int(os.environ.get("SOURCE_DATE_EPOCH", midnight.timestamp()))


def _replace(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    aside = Path(f"{path}.nouveau")  # a path of Sphinx has the replace() of strings
    aside.parent.mkdir(exist_ok=True)
    aside.write_bytes(content)
    aside.replace(path)
