"""The book's model inside Sphinx: read once for each application, and handed to all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx.util import logging

from tools.markup.book import ROOT_PAGE, read_book
from tools.markup.data import BOOK_FILE
from tools.markup.header import blank_header

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from tools.model import Book
    from tools.sphinxext.references import BookDomain

logger = logging.getLogger(__name__)


def book_of(env: BuildEnvironment) -> Book:
    """Return the book that *env* is being built from."""
    return cast("BookDomain", env.get_domain("book")).book


def depend_on_page(env: BuildEnvironment, path: str) -> None:
    """Have the page being read, read again whenever the file *path* of the book changes."""
    env.note_dependency(path)


def setup_book(app: Sphinx) -> None:
    """Read the book when the builder is ready; give MyST its pages without our headers."""
    app.connect("builder-inited", _read, priority=400)
    app.connect("source-read", _take_header_off)


def _read(app: Sphinx) -> None:
    reading = read_book(Path(app.srcdir))
    cast("BookDomain", app.env.get_domain("book")).book = reading.book
    for fault in reading.errors:
        # The place is in the words: Sphinx takes a location for a page, and « book.toml » is none.
        logger.warning(
            "%s: %s %s — %s", fault.location, fault.rule.code, fault.message, fault.hint,
            type="book", subtype=fault.rule.slug,
        )  # fmt: skip


def _take_header_off(app: Sphinx, docname: str, source: list[str]) -> None:
    """MyST would hand nested values on as JSON strings; lines stay where they are."""
    source[0] = blank_header(source[0])
    depend_on_page(app.env, BOOK_FILE)
    if docname == ROOT_PAGE.removesuffix(".md"):
        app.env.metadata[docname]["hide-toc"] = "true"  # furo: the home page is its own contents
