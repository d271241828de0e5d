"""Are the house's names in the house's form?"""

from __future__ import annotations

from collections.abc import Iterator

from tools.checks.typography import Row, judge
from tools.diagnostics import Diagnostic
from tools.french.house import house_form, sigle_has_no_points
from tools.markup.prose import data_stretches, stretches
from tools.model import Book, Page
from tools.rules import HOUSE_FORM, SIGLE_HAS_NO_POINTS

_ROWS = (
    Row(HOUSE_FORM, house_form, "ce n’est pas la forme de la maison"),
    Row(SIGLE_HAS_NO_POINTS, sigle_has_no_points, "le sigle porte des points"),
)


def check_lexicon(page: Page, book: Book) -> Iterator[Diagnostic]:
    """Judge what a page gives to read."""
    for stretch in stretches(page):
        yield from judge(page.path, stretch, _ROWS)


def check_data_lexicon(book: Book) -> Iterator[Diagnostic]:
    """Judge what the data files give to read."""
    for path, text in book.data.items():
        for stretch in data_stretches(text):
            yield from judge(path, stretch, _ROWS)
