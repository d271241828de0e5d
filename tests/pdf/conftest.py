"""A PDF, built once from a tiny book and opened: what the tests of this folder look into."""

from __future__ import annotations

import json
import re
import shutil
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from sphinx.deprecation import RemovedInSphinx11Warning

from tests.books import Built, TinyBook, write_tiny_book
from tools.pdf.builder import BOOK_NAME, PAGE_MAP_NAME

LITTLE_BOOK = Path(__file__).parent.parent / "roots" / "pdf-livre"
"""Two episodes with every passage, every component that a page may use, and strange signs."""

GUIDE = Path(__file__).parent.parent / "roots" / "guide"
"""A little guide: a sheet, a format, three sheets to be printed."""

TORTURE = Path(__file__).parent.parent / "roots" / "torture"
"""Pages that hold every component of MyST and of sphinx-design, for every output alike."""

_END_OF_LINE_HYPHEN = re.compile("[\ufffe\u00ad]\\s*")


@dataclass(frozen=True)
class PDF:
    """A built PDF in its folder: the book's, or one beside it."""

    folder: Path
    file: str = BOOK_NAME

    @property
    def path(self) -> Path:
        return self.folder / self.file

    @property
    def sizes(self) -> list[tuple[int, int]]:
        """Width and height of each page, in millimetres."""
        boxes = ([float(side) for side in page.MediaBox] for page in self.document.pages)
        return [(round(box[2] * 25.4 / 72), round(box[3] * 25.4 / 72)) for box in boxes]

    @cached_property
    def map(self) -> dict[str, Any]:
        """The page map."""
        return json.loads((self.folder / PAGE_MAP_NAME).read_text(encoding="utf-8"))

    @cached_property
    def document(self) -> pikepdf.Pdf:
        return pikepdf.open(self.path)

    @cached_property
    def texts(self) -> list[str]:
        """The text of each page as pdfium reads it, words that a line's end cuts made whole."""
        opened = pypdfium2.PdfDocument(self.path)
        try:
            pages = [page.get_textpage().get_text_range() for page in opened]
        finally:
            opened.close()
        return [" ".join(_END_OF_LINE_HYPHEN.sub("", page).split()) for page in pages]

    def page_with(self, text: str) -> int:
        """Return the only page, from 1, on which *text* stands."""
        [page] = [number for number, page in enumerate(self.texts, 1) if text in page]
        return page

    def elements(self, kind: str = "") -> Iterator[pikepdf.Object]:
        """Yield the structure elements, all or of one kind (« /TH »), in reading order."""
        ahead = [self.document.Root.StructTreeRoot.K]
        while ahead:
            at = ahead.pop()
            if isinstance(at, pikepdf.Array):
                ahead.extend(reversed(list(at)))
            elif isinstance(at, pikepdf.Dictionary) and "/S" in at:
                if not kind or kind == at.S:
                    yield at
                if "/K" in at:
                    ahead.append(at.K)

    @property
    def links(self) -> list[tuple[int, pikepdf.Object]]:
        """Every link, with the page, from 1, on which it stands."""
        return [
            (number, note)
            for number, page in enumerate(self.document.pages, 1)
            for note in page.get("/Annots", [])
        ]

    def page_of(self, destination: pikepdf.Object) -> int:
        """Return the page, from 1, that a destination, named or not, leads to."""
        if isinstance(destination, pikepdf.String):
            destination = pikepdf.NameTree(self.document.Root.Names.Dests)[str(destination)]
        return pikepdf.Page(destination[0]).index + 1

    @property
    def outline(self) -> list[tuple[int, str, int]]:
        """The bookmarks: level from 1, title, page."""
        found = []

        def walk(items: list[pikepdf.OutlineItem], level: int) -> None:
            for item in items:
                page = self.page_of(item.to_dictionary_object(self.document).Dest)
                found.append((level, " ".join(item.title.split()), page))
                walk(item.children, level + 1)

        with self.document.open_outline() as outline:
            walk(outline.root, 1)
        return found


@dataclass(frozen=True)
class LittleBook(TinyBook):
    """The little book, copied to be changed and built as a PDF."""

    def build_with_warnings(self, builder: str = "livre-pdf", **settings: Any) -> Built:
        with warnings.catch_warnings():
            # MyST-Parser 5.2 asks transforms for their application, which Sphinx 9 announces as
            # something to leave; none of ours does.
            warnings.simplefilter("ignore", RemovedInSphinx11Warning)
            return super().build_with_warnings(builder, **settings)

    def pdf(self, file: str = BOOK_NAME) -> PDF:
        """Build the PDFs, refuse any warning, and return one of them."""
        return PDF(self.build("livre-pdf").out, file)


def copy_little_book(folder: Path, root: Path = LITTLE_BOOK) -> LittleBook:
    return LittleBook(Path(shutil.copytree(root, folder)))


@pytest.fixture(scope="session")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> PDF:
    """Build the little book once, warnings being errors."""
    book = copy_little_book(tmp_path_factory.mktemp("pdf") / "livre")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1751414400")
        return book.pdf()


@pytest.fixture(scope="session")
def torture(tmp_path_factory: pytest.TempPathFactory) -> PDF:
    """Build the pages that hold every component at once, warnings being errors."""
    pages = {
        path.relative_to(TORTURE).as_posix(): path.read_bytes()
        for path in sorted(TORTURE.rglob("*"))
        if path.is_file()
    }
    root = write_tiny_book(tmp_path_factory.mktemp("torture"), pages).root
    # The book's own reader does not know all of these directives, and a citation is alone.
    settings = {"numfig": True, "suppress_warnings": ["book", "ref.citation"]}
    return PDF(LittleBook(root).build("livre-pdf", **settings).out)


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> PDF:
    """Build the little guide, with the book that it is in, once."""
    book = copy_little_book(tmp_path_factory.mktemp("guide") / "livre", GUIDE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1751414400")
        return book.pdf()


@pytest.fixture
def little_guide(tmp_path: Path) -> LittleBook:
    """A copy of the little guide, for a test that changes it."""
    return copy_little_book(tmp_path / "livre", GUIDE)


@pytest.fixture
def little_book(tmp_path: Path) -> LittleBook:
    """A copy of the little book, for a test that changes it."""
    return copy_little_book(tmp_path / "livre")
