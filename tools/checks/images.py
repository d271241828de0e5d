"""Do images say what they show, in a form that every output can hold?"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

from tools.diagnostics import Diagnostic, Location
from tools.markup.book import path_in_book
from tools.model import Book, Image, Page
from tools.rules import (
    ALTERNATIVE_DESCRIBES,
    DRAWING_IS_INERT,
    IMAGE_FORMAT_SERVES,
    IMAGE_HAS_ALTERNATIVE,
    IMAGE_STANDS_IN_BOOK,
)

_LONGEST_ALTERNATIVE = 200
_ANNOUNCES = re.compile(
    r"(?:une |l’|l')?(?:image|photo|photographie|illustration|capture d’écran|figure)(?: (?:de|d’|du|des|qui|montrant)\b|\s*$)",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(r"\S+\.(?:svgz?|png|jpe?g|gif|webp|bmp|tiff?)", re.IGNORECASE)

_SIGNATURES = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
}
_DRAWING = ".svg"
_LARGEST_DRAWING = 5_000_000
"""Octets beyond which a drawing is not looked into: nobody draws so much by hand."""

_ACTIVE = (
    (re.compile(r"<(?:\w+:)?script\b", re.IGNORECASE), "un programme (<script>)"),
    (re.compile(r"<(?:\w+:)?foreignObject\b", re.IGNORECASE), "une page web (<foreignObject>)"),
    (re.compile(r"<(?:\w+:)?(?:iframe|object|embed)\b", re.IGNORECASE), "un objet étranger"),
    (re.compile(r"\son[a-z]{3,20}\s*=", re.IGNORECASE), "une action (attribut « on… »)"),
    (re.compile(r"<!(?:DOCTYPE[^>]{0,200}\[|ENTITY)"), "des entités déclarées"),
    (re.compile(r"(?:href|src)\s*=\s*[\"']\s*(?!#|data:image/(?:png|jpeg)[;,])[^\"'\s#]", re.IGNORECASE), "une adresse extérieure"),
    (re.compile(r"url\(\s*[\"']?\s*(?!#)[^\"'\s#)]|@import\b", re.IGNORECASE), "une adresse extérieure, dans un style"),
)  # fmt: skip


def image_has_alternative(page: Page, book: Book) -> Iterator[Diagnostic]:
    """Only an image that its author calls decorative may say nothing."""
    for image in page.images:
        if not image.alternative.strip() and not image.decorative:
            yield IMAGE_HAS_ALTERNATIVE.broken(
                _place(page, image), f"l’image « {image.source} » n’a pas de texte de remplacement"
            )


def alternative_describes(page: Page, book: Book) -> Iterator[Diagnostic]:
    """An alternative is read in place of the image, in the middle of a sentence perhaps."""
    for image in page.images:
        words = " ".join(image.alternative.split())
        name = posixpath.basename(image.source)
        stem = posixpath.splitext(name)[0]
        if not words:
            continue
        what = ""
        if words.lower() in {name.lower(), stem.lower()} or _FILE_NAME.fullmatch(words):
            what = f"« {words} » est un nom de fichier"
        elif match := _ANNOUNCES.match(words):
            what = f"« {match[0].strip()} » annonce une image, que le lecteur d’écran annonce déjà"
        elif len(words) > _LONGEST_ALTERNATIVE:
            what = f"le texte de remplacement a {len(words)} caractères"
        if what:
            yield ALTERNATIVE_DESCRIBES.broken(_place(page, image), what)


def image_stands_in_book(page: Page, book: Book) -> Iterator[Diagnostic]:
    """An EPUB that asks the web for an image is refused, and a site should ask nobody."""
    for image in page.images:
        if re.match(r"[A-Za-z][\w+.-]*:|//", image.source):
            yield IMAGE_STANDS_IN_BOOK.broken(
                _place(page, image), f"l’image vient d’ailleurs : « {image.source[:60]} »"
            )


def check_image_files(root: Path, book: Book) -> Iterator[Diagnostic]:
    """Look inside the files of images, once each, where they are first shown."""
    seen: set[str] = set()
    for page in book.pages:
        for image in page.images:
            path = path_in_book(image.source, page)
            if path is None or path in seen:
                continue
            seen.add(path)
            yield from _check_file(root / path, path, _place(page, image))


def _check_file(file: Path, path: str, shown: Location) -> Iterator[Diagnostic]:
    suffix = posixpath.splitext(path)[1].lower()
    if suffix != _DRAWING and suffix not in _SIGNATURES:
        yield IMAGE_FORMAT_SERVES.broken(
            shown, f"« {path} » n’est ni un SVG, ni un PNG, ni un JPEG"
        )
        return
    try:
        data = file.read_bytes()[:_LARGEST_DRAWING]
    except (OSError, ValueError):  # it is missing, and that is said elsewhere
        return
    if suffix == _DRAWING:
        yield from _check_drawing(data.decode("utf-8", "replace"), path, shown)
    elif not data.startswith(_SIGNATURES[suffix]):
        yield IMAGE_FORMAT_SERVES.broken(
            shown, f"« {path} » ne contient pas ce que son extension annonce"
        )


def _check_drawing(text: str, path: str, shown: Location) -> Iterator[Diagnostic]:
    """Judge a drawing by its text: one that is not well formed may still be opened somewhere."""
    if not re.search(r"<(?:\w+:)?svg\b", text):
        yield IMAGE_FORMAT_SERVES.broken(
            shown, f"« {path} » ne contient pas ce que son extension annonce"
        )
    for pattern, what in _ACTIVE:
        match = pattern.search(text)
        if match:
            before = text[: match.start()]
            at = Location(path, before.count("\n") + 1, match.start() - before.rfind("\n"))
            yield DRAWING_IS_INERT.broken(at, f"le dessin contient {what}")


def _place(page: Page, image: Image) -> Location:
    return Location(page.path, image.line, image.column)
