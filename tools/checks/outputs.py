"""The built books: are they of these sources, what did Sphinx say of them, what do they hold?"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from tools.diagnostics import Diagnostic, Location
from tools.markup.book import fingerprint
from tools.model import Book
from tools.rules import BUILD_IS_SILENT, EPUB_OPENS, OUTPUT_UP_TO_DATE, PDF_OPENS

Say = Callable[[str], None]

BOOK_NAME: Final = "on-a-reve-la-secu-de-demain"
"""What the files of the whole book are called."""

_SHOWN = {"pdf": "le PDF", "epub": "l’EPUB", "html": "le site"}


def check_outputs(
    root: Path, book: Book | None = None, *, say: Say = lambda step: None
) -> Iterator[Diagnostic]:
    """Say which built books are stale, relay what the last build of these sources met.

    Given the *book* that the sources make, look inside those that are up to date; *say* hears
    what is being looked at.
    """
    build = root / "_build"
    stamps, report = _load(build / "stamps.json"), _load(build / "sphinx.json")
    if not stamps and not report:
        return
    sources = fingerprint(root)
    current = set()
    for name, shown in _SHOWN.items():
        stamp = stamps.get(name)
        if isinstance(stamp, dict) and (build / name).is_dir():
            if stamp.get("sources") == sources:
                current.add(name)
            else:
                yield OUTPUT_UP_TO_DATE.broken(
                    Location(f"_build/{name}"),
                    f"{shown} a été construit avant les dernières modifications",
                )
    if report.get("sources") == sources:
        yield from _relayed(report)
    if current and book is not None:
        yield from _look_inside(build, book, current, say)


def _look_inside(build: Path, book: Book, current: set[str], say: Say) -> Iterator[Diagnostic]:
    """Check each output that is up to date, then compare them; each file is read once."""
    # Imported here: where nothing is built, sources are checked without lxml and the rest.
    from tools.checks import epub, html, navigation, package, parity, pdf, shown

    files = {
        name: _files(build / name, f".{name}") if name in current else {}
        for name in ("epub", "pdf")
    }
    for name, rule in (("epub", EPUB_OPENS), ("pdf", PDF_OPENS)):
        if name in current and f"{BOOK_NAME}.{name}" not in files[name]:
            at = Location(f"_build/{name}/{BOOK_NAME}.{name}")
            yield rule.broken(at, f"{_SHOWN[name]} a été construit, mais le fichier n’est plus là")
    say("le site")
    site = html.read_site(build / "html", book) if "html" in current else None
    if site is not None:
        yield from html.check_site(site)
    say("l’EPUB")
    read_epubs = [
        epub.read_epub(path, f"_build/epub/{name}", book) for name, path in files["epub"].items()
    ]
    for one in read_epubs:
        yield from one.faults
        for look in (*epub.PAGE_CHECKS, *package.PACKAGE_CHECKS, *navigation.NAVIGATION_CHECKS):
            yield from look(one)
    say("le PDF")
    whole_pdf = None
    for name, path in files["pdf"].items():
        is_book = name == f"{BOOK_NAME}.pdf"
        read = pdf.read_pdf(path, f"_build/pdf/{name}", book, is_book=is_book)
        whole_pdf = read if is_book else whole_pdf
        yield from read.faults

    say("l’accord des trois")
    whole_epub = next((one for one in read_epubs if one.file.stem == BOOK_NAME), None)
    outputs = shown.Outputs(
        shown.of_site(site) if site else {},
        shown.of_epub(whole_epub) if whole_epub else {},
        shown.of_pdf(whole_pdf, book.pages) if whole_pdf else {},
    )
    yield from parity.check_parity(book, outputs)
    yield from parity.edition_alike(book, site, whole_epub, whole_pdf)
    pages = pdf.read_page_numbers(build / "pdf" / pdf.PAGE_MAP)
    yield from parity.data_is_the_book(book, build / "book.json", pages)
    if site is not None:
        yield from parity.downloads_identical(site.folder, files["epub"] | files["pdf"])


def _files(folder: Path, suffix: str) -> dict[str, Path]:
    """Return the files of an output that readers open, by their path in it: the sheets' too."""
    return {
        path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob(f"*{suffix}"))
    }


def _relayed(report: dict[str, Any]) -> list[Diagnostic]:
    """Return what Sphinx said; nothing when the report is not of the shape that we write."""
    try:
        return [
            BUILD_IS_SILENT.broken(
                Location(told["path"], told["line"], told["column"]), told["message"]
            )
            for told in report["diagnostics"]
        ]
    except (KeyError, TypeError):
        return []


def _load(path: Path) -> dict[str, Any]:
    """Return the object that a file of ours holds; an empty one when it cannot be trusted."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def spare_relayed(
    sources: Iterable[Diagnostic], outputs: Iterable[Diagnostic]
) -> Iterator[Diagnostic]:
    """Yield all faults but those that Sphinx told of a line on which we found one by ourselves."""
    told = set()
    for fault in sources:
        told.add(fault.location[:2])
        yield fault
    for fault in outputs:
        if fault.rule is not BUILD_IS_SILENT or fault.location[:2] not in told:
            yield fault
