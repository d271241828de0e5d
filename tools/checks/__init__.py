"""Is it all right? From a book, and what was built from it, to diagnostics. Never Sphinx."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from tools.checks.outputs import check_outputs
from tools.checks.silences import heed_silences
from tools.diagnostics import Diagnostic
from tools.markup.book import Reading
from tools.model import Book, Page

PageCheck = Callable[[Page, Book], Iterator[Diagnostic]]
"""Looks at one page; the book says what the page must agree with."""

BookCheck = Callable[[Book], Iterator[Diagnostic]]
"""Looks at the whole book at once."""

PAGE_CHECKS: tuple[PageCheck, ...] = ()
BOOK_CHECKS: tuple[BookCheck, ...] = ()


def check_book(root: Path, reading: Reading) -> list[Diagnostic]:
    """Return every fault of the book in *root*: its sources, then what is built from them.

    What a page silences with a reason is left out; a silence that serves nothing is a fault.
    """
    sources = heed_silences(reading.book, [*reading.diagnostics, *_check_sources(reading.book)])
    return sorted([*sources, *check_outputs(root)], key=lambda fault: fault.order)


def _check_sources(book: Book) -> Iterator[Diagnostic]:
    for page in book.pages:
        for look in PAGE_CHECKS:
            yield from look(page, book)
    for look_at_all in BOOK_CHECKS:
        yield from look_at_all(book)
