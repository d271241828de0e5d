"""An e-book, opened: what the tests of this folder look into."""

from __future__ import annotations

import json
import pickle
import re
import warnings
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from docutils import nodes
from lxml import etree
from sphinx.deprecation import RemovedInSphinx11Warning

from tests.books import EPISODE, TinyBook, write_tiny_book
from tools.epub.builder import FILE_NAME

NAMES = {
    "h": "http://www.w3.org/1999/xhtml",
    "epub": "http://www.idpf.org/2007/ops",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
    "m": "http://www.w3.org/1998/Math/MathML",
    "svg": "http://www.w3.org/2000/svg",
}

TORTURE = Path(__file__).parent.parent / "roots" / "torture"


@dataclass(frozen=True)
class Epub:
    """A built e-book."""

    path: Path

    @property
    def names(self) -> list[str]:
        with zipfile.ZipFile(self.path) as archive:
            return archive.namelist()

    def read(self, name: str) -> bytes:
        """Return a file of the package's folder."""
        with zipfile.ZipFile(self.path) as archive:
            return archive.read(f"EPUB/{name}")

    def root(self, name: str) -> etree._Element:
        return etree.fromstring(self.read(name))

    def find(self, name: str, path: str) -> list[Any]:
        """Return what an XPath finds in a file, with the prefixes of ``NAMES``."""
        return self.root(name).xpath(path, namespaces=NAMES)

    def texts(self, name: str, path: str) -> list[str]:
        """Return the text of each element found, blanks folded."""
        found = ("".join(each.itertext()) for each in self.find(name, path))
        return [re.sub(r"[ \n]+", " ", text).strip() for text in found]

    @property
    def spine(self) -> list[str]:
        """Return the pages in reading order."""
        package = self.root("package.opf")
        hrefs = {
            each.get("id"): each.get("href") for each in package.iter(f"{{{NAMES['opf']}}}item")
        }
        return [
            str(hrefs[each.get("idref")]) for each in package.iter(f"{{{NAMES['opf']}}}itemref")
        ]

    def meta(self, name: str) -> list[str]:
        """Return the values of a metadata property of the package."""
        return [
            str(each.text) for each in self.find("package.opf", f"//opf:meta[@property='{name}']")
        ]


def make(book: TinyBook, **settings: Any) -> Epub:
    """Build a tiny book's e-book, and refuse any warning."""
    return Epub(book.build("livre-epub", **settings).out / FILE_NAME)


@pytest.fixture(scope="session")
def torture(tmp_path_factory: pytest.TempPathFactory) -> Epub:
    """Return the e-book of the pages that hold every component at once."""
    pages = {
        path.relative_to(TORTURE).as_posix(): path.read_bytes()
        for path in sorted(TORTURE.rglob("*"))
        if path.is_file()
    }
    book = write_tiny_book(tmp_path_factory.mktemp("torture"), pages)
    with warnings.catch_warnings():
        # MyST 5.2.0 still asks Sphinx for an attribute that is to go.
        warnings.simplefilter("ignore", RemovedInSphinx11Warning)
        # The book's own reader does not know all of these directives, and a citation is alone.
        return make(book, numfig=True, suppress_warnings=["book", "ref.citation"])


def page_map(folder: Path, blocks: dict[str, int]) -> str:
    """Write a map of the PDF's pages, and return its path."""
    path = folder / "pages.json"
    path.write_text(json.dumps({"pages": 99, "blocks": blocks, "anchors": {}}), encoding="utf-8")
    return str(path)


def blocks_of(book: TinyBook, docname: str = EPISODE.removesuffix(".md")) -> list[str]:
    """Return the names of a page's blocks, in order, once the book has been read."""
    doctree = pickle.loads((book.root / f"_build/doctrees/{docname}.doctree").read_bytes())  # noqa: S301  # ours
    return [node["block"] for node in doctree.findall(nodes.Element) if "block" in node]
