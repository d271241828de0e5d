"""What is printed apart: the guide alone, and each sheet; are they there, whole, each on its page?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from tools.checks.elements import letters
from tools.diagnostics import Diagnostic, Location
from tools.model import Book, Page
from tools.rules import PDF_GUIDE_AND_SHEETS_MADE, PDF_SHEET_IS_ONE_PAGE

GUIDE: Final = "guide-d-animation.pdf"
SHEETS: Final = "fiches"

A4: Final = (595.28, 841.89)
"""210 by 297 mm, in the points of PDFs."""
_HAIR: Final = 0.5
"""Points by which a page may differ: a rounding."""


def guide_pages(book: Book) -> Sequence[Page]:
    """Return the pages of the guide."""
    return [page for page in book.pages if page.docname.startswith("guide/")]


def expected_titles(book: Book) -> Mapping[str, str]:
    """Return the title of each PDF that is printed apart, by its path beside the book's."""
    pages = {f"{SHEETS}/{letter}.pdf": page for letter, page in book.printed.items()}
    if guide := guide_pages(book):
        pages[GUIDE] = next((page for page in guide if page.docname == "guide/index"), guide[0])
    return {file: f"{page.title} – {book.title}" for file, page in pages.items()}


def guide_and_sheets_made(folder: Path, place: str, book: Book) -> Iterator[Diagnostic]:
    """Say which PDFs are missing beside the book's, in *folder*, and which are too many."""
    wanted = expected_titles(book)
    found = {path.relative_to(folder).as_posix() for path in folder.glob(f"{SHEETS}/*.pdf")}
    found |= {GUIDE} if (folder / GUIDE).exists() else set()
    for file in sorted(wanted):
        if file not in found:
            called = "le guide seul" if file == GUIDE else f"la feuille {Path(file).stem}"
            told = f"{called} n’a pas de PDF"
            yield PDF_GUIDE_AND_SHEETS_MADE.broken(Location(f"{place}/{file}"), told)
    for file in sorted(found - set(wanted)):
        told = "ce PDF n’est d’aucune page du livre"
        yield PDF_GUIDE_AND_SHEETS_MADE.broken(Location(f"{place}/{file}"), told)


def guide_is_whole(place: str, headings: Iterable[str], book: Book) -> Iterator[Diagnostic]:
    """Say which pages of the guide its PDF does not hold, going by its *headings*."""
    there = {letters(heading) for heading in headings}
    for page in guide_pages(book):
        if letters(page.title) not in there:
            told = f"le guide seul n’a pas la page « {page.title} » ({page.path})"
            yield PDF_GUIDE_AND_SHEETS_MADE.broken(Location(place), told)


def sheet_is_one_page(place: str, sizes: Sequence[Sequence[float]]) -> Iterator[Diagnostic]:
    """Say what is wrong with the pages of a sheet, going by their *sizes* in points."""
    if len(sizes) != 1:
        told = f"la feuille a {len(sizes)} pages au lieu d’une"
        yield PDF_SHEET_IS_ONE_PAGE.broken(Location(place), told)
    elif not is_a4(sizes[0]):
        width, height = (round(side * 25.4 / 72) for side in sizes[0][2:])
        told = f"la feuille mesure {width} × {height} mm au lieu de 210 × 297"
        yield PDF_SHEET_IS_ONE_PAGE.broken(Location(place), told)


def is_a4(size: Sequence[float]) -> bool:
    """Say whether a page, given by its left, bottom, right and top sides, is one of A4, upright."""
    left, bottom, right, top = size
    sides = (right - left, top - bottom)
    return all(abs(side - wanted) < _HAIR for side, wanted in zip(sides, A4, strict=True))
