"""The PDFs that are made of the book: what each holds, what it is called, how it opens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tools.drawing.illustrations import motif
from tools.drawing.svg import PALE, PAPER, draw
from tools.french.numbers import show_date
from tools.french.typography import set_spaces
from tools.pdf.manuscript import string
from tools.pdf.translator import hold_small_words
from tools.sphinxext.order import Chapter, Part

if TYPE_CHECKING:
    from tools.model import Book

BOOK_FILE = "on-a-reve-la-secu-de-demain.pdf"
GUIDE_FILE = "guide-d-animation.pdf"
SHEETS_FOLDER = "fiches"

GUIDE_FOLDER = "guide/"
"""Where the pages of the guide stand."""
GUIDE_OPENING = "guide/index"
"""The page after which the guide is called."""

MOTIFS = {
    name: draw("motif", motif(*inks), width=632, height=318).svg
    for name, inks in (("motif-on-night", (PAPER, PALE)), ("motif-on-white", ("#000", "#595959")))
}
"""The drawing of the cover, the same as the e-book's, for the cover and for a title page."""

SOURCE = "Écrit d’après le podcast imaginé par des salariés de la Sécurité sociale"


@dataclass(frozen=True, slots=True)
class Document:
    """A PDF to be made."""

    file: str
    """Its path under the folder of PDFs."""
    called: str
    """As its opening pages name it."""
    title: str
    """As windows and libraries show it."""
    opening: tuple[str, ...]
    """What comes before the first chapter, in Typst."""
    parts: tuple[Part, ...]

    @property
    def chapters(self) -> frozenset[str]:
        """The pages of the book that it holds: what its links may lead to."""
        return frozenset(docname for part in self.parts for docname in part.pages)


def documents(book: Book, parts: Sequence[Part]) -> Iterator[Document]:
    """Yield the whole book, then the guide alone and each sheet to be printed, if there are any."""
    yield Document(
        BOOK_FILE,
        book.title,
        book.title,
        (
            "cover(about);",
            'pagebreak(to: "odd");',
            "title-page(about);",
            _colophon(f"{book.title}. {book.subtitle}", book),
            'contents("Sommaire");',
        ),
        tuple(parts),
    )
    guide = tuple(
        chapter
        for part in parts
        for chapter in part.chapters
        if chapter.docname.startswith(GUIDE_FOLDER)
    )
    if guide:
        opens = next((each for each in guide if each.docname == GUIDE_OPENING), guide[0])
        called = book.page(opens.docname).title
        yield Document(
            GUIDE_FILE,
            called,
            title_inside(book, called),
            (
                f"guide-title-page(about, {string(set_spaces(called))});",
                _colophon(f"{called}, tiré de « {book.title} »", book),
                'contents("Sommaire");',
            ),
            (Part(None, guide),),
        )
    for letter, page in book.printed.items():
        yield Document(
            f"{SHEETS_FOLDER}/{letter}.pdf",
            page.title,
            title_inside(book, page.title),
            (),
            (Part(None, (Chapter(page.docname),)),),
        )


def title_inside(book: Book, called: str) -> str:
    """Return the title of a PDF that holds only what is *called* so in the book."""
    return f"{called} – {book.title}"


def opening(document: Document, book: Book) -> Iterator[str]:
    """Yield what comes before the first page of *document*, line by line, in Typst."""
    facts = {
        "title": document.title,
        "book-title": book.title,
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
    yield from (f"  {key}: {string(drawing)}," for key, drawing in MOTIFS.items())
    yield f"  alone: {str(not document.opening).lower()},"
    yield ")"
    yield "#let sheet = none // no page is a sheet to be printed, but those that say so"
    yield "#show: book.with(about)"
    yield "#{"
    yield from document.opening


def _colophon(called: str, book: Book) -> str:
    """Return the page behind the title: who, when, with what."""
    lines = [
        called,
        f"{book.publisher.full_name} ({book.publisher.name})",
        f"{book.edition}, version {book.version}, {show_date(book.date)}",
        f"Le même texte en ligne : {book.site_url}" if book.site_url else "",
        "Le même texte, avec les mêmes numéros de passage, existe en site et en EPUB.",
        "Ce fichier suit les normes PDF/UA-1, pour que les aides techniques puissent le lire, "
        "et PDF/A-2a, pour qu’il dure.",
        "Composé en Demain Serif, Demain Titre et Demain Sans, tirés pour ce livre de "
        "Source Serif 4 et de Source Sans 3 (Adobe, licence SIL OFL 1.1).",
    ]
    return f"colophon({', '.join(string(set_spaces(line)) for line in lines if line)});"
