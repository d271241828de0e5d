"""The whole book, read from its folder."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from tools.diagnostics import Diagnostic, suggest
from tools.markup.data import BOOK_FILE, PEOPLE_FILE, read_book_data, read_people
from tools.markup.header import find_header, read_header
from tools.markup.page import check_targets, read_page
from tools.markup.report import Report
from tools.model import Book, Directive, EpisodeHeader, Page
from tools.rules import (
    BOOK_DATA_READABLE,
    CHARACTER_ID_UNIQUE,
    CONTENTS_ENTRY_EXISTS,
    EPISODE_NUMBER_UNIQUE,
    IMAGE_EXISTS,
    PAGE_IN_CONTENTS,
    PAGE_IS_UTF8,
    PERSON_REGISTERED,
)

ROOT_PAGE = "index.md"
EPISODES = "episodes"
PAGE_PATTERNS = (
    ROOT_PAGE, "avant-propos.md", f"{EPISODES}/*.md", "guide/**/*.md", "reperes/**/*.md",
    "a-propos/**/*.md", "transcriptions/*.md",
)  # fmt: skip
"""Where pages stand; anything else in the folder is no page of the book."""

_OTHER_SOURCES = ("conf.py", "_static/**/*", "_templates/**/*", "locale/**/*.po", "tools/**/*")
_CONTENTS_ENTRY = re.compile(r"(?:.*<(?P<target>[^<>]+)>|(?P<name>\S.*))")


class Reading(NamedTuple):
    """A book, and every fault that was met while reading it."""

    book: Book
    diagnostics: tuple[Diagnostic, ...]


def read_book(root: Path) -> Reading:
    """Read the book that stands in the folder *root*.

    Headers come first, for what a page shows may be declared on another; then bodies.
    """
    data = Report(BOOK_FILE)
    book = read_book_data(_text(root / BOOK_FILE, data), data)
    register = Report(PEOPLE_FILE)
    book = replace(book, people=read_people(_text(root / PEOPLE_FILE, register), register))

    texts: dict[str, str] = {}
    reports = {BOOK_FILE: data, PEOPLE_FILE: register}
    for path in page_paths(root):
        reports[path] = Report(path)
        text = _text(root / path, reports[path])
        if not reports[path].found:
            texts[path] = text
    headers = [
        Page(
            path,
            read_header(find_header(text, reports[path]), reports[path], episode=_is_episode(path)),
        )
        for path, text in texts.items()
    ]
    _check_numbers(headers, reports)
    _check_people(headers, book, reports)
    book = replace(book, pages=tuple(headers))

    pages = tuple(
        read_page(page.path, texts[page.path], page.header, book, reports[page.path])
        for page in headers
    )
    book = replace(book, pages=pages)
    for page in pages:
        check_targets(page, book, reports[page.path])
        _check_images(page, root, reports[page.path])
    _check_contents(pages, reports)
    found = (diagnostic for report in reports.values() for diagnostic in report.found)
    return Reading(book, tuple(sorted(found, key=lambda diagnostic: diagnostic.order)))


def page_paths(root: Path) -> list[str]:
    """Return the pages of the book, POSIX and relative to *root*, in a fixed order."""
    found = {
        path.relative_to(root).as_posix()
        for pattern in PAGE_PATTERNS
        for path in root.glob(pattern)
        if path.is_file()
    }
    return sorted(found, key=lambda path: (path != ROOT_PAGE, path))


def fingerprint(root: Path) -> str:
    """Return the hash of everything that the built books are made from, tools included."""
    digest = hashlib.sha256()
    for path in sorted(_source_paths(root)):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _source_paths(root: Path) -> Iterator[Path]:
    yield from (root / path for path in page_paths(root))
    yield from (root / name for name in (BOOK_FILE, PEOPLE_FILE) if (root / name).is_file())
    for pattern in _OTHER_SOURCES:
        for path in root.glob(pattern):
            if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".mo":
                yield path


def _is_episode(path: str) -> bool:
    return path.startswith(f"{EPISODES}/")


def _text(path: Path, report: Report) -> str:
    """Return the text of a file with plain line ends; an empty one, reported, when it has none."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        report.broken(
            BOOK_DATA_READABLE if path.suffix == ".toml" else PAGE_IS_UTF8, None,
            f"le fichier ne peut pas être lu ({error.strerror})",
            hint="Rétablissez le fichier à la racine du livre, et le droit de le lire.",
        )  # fmt: skip
        return ""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line_start = before.rfind(b"\n") + 1
        report.broken(
            PAGE_IS_UTF8, before.count(b"\n") + 1,
            f"l’octet 0x{raw[error.start]:02X} n’est pas de l’UTF-8",
            column=len(before[line_start:].decode("utf-8")) + 1,
        )  # fmt: skip
        return ""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _check_numbers(pages: Iterable[Page], reports: dict[str, Report]) -> None:
    """Two episodes never share a number, nor two characters an id."""
    numbers: dict[int, str] = {}
    ids: dict[str, str] = {}
    for page in pages:
        header = page.header
        if not isinstance(header, EpisodeHeader):
            continue
        if header.episode and header.episode in numbers:
            reports[page.path].broken(
                EPISODE_NUMBER_UNIQUE, header.lines.get("episode"),
                f"l’épisode {header.episode} est déjà {numbers[header.episode]}",
            )  # fmt: skip
        numbers.setdefault(header.episode, page.path)
        for character in header.characters:
            if character.id and character.id in ids:
                reports[page.path].broken(
                    CHARACTER_ID_UNIQUE, character.line,
                    f"« {character.id} » est déjà un personnage de {ids[character.id]}",
                )  # fmt: skip
            ids.setdefault(character.id, page.path)


def _check_people(pages: Iterable[Page], book: Book, reports: dict[str, Report]) -> None:
    """Every name in a header's credits or voices is in the register, to the letter."""
    known = [person.name for person in book.people]
    for page in pages:
        header = page.header
        if not isinstance(header, EpisodeHeader):
            continue
        names = [(voice.name, voice.line) for voice in header.voices]
        names += [(name, header.credits.lines.get(name)) for name in header.credits.cast or ()]
        for name, line in names:
            if name and name not in known:
                reports[page.path].broken(
                    PERSON_REGISTERED, line, f"« {name} » n’est pas au registre people.toml",
                    hint=suggest(name, known, otherwise=PERSON_REGISTERED.hint),
                )  # fmt: skip


def _check_images(page: Page, root: Path, report: Report) -> None:
    for directive in page.directives:
        if directive.name in {"image", "figure"} and "://" not in directive.argument:
            folder = root if directive.argument.startswith("/") else (root / page.path).parent
            if not (folder / directive.argument.lstrip("/")).is_file():
                report.broken(
                    IMAGE_EXISTS,
                    directive.line,
                    f"l’image « {directive.argument} » est introuvable",
                )


def _check_contents(pages: Iterable[Page], reports: dict[str, Report]) -> None:
    """Every page is in a table of contents, and every entry of one is a page."""
    docnames = {page.docname for page in pages}
    reached = {ROOT_PAGE.removesuffix(".md")}
    for page in pages:
        for directive in page.directives:
            if directive.name == "toctree":
                for entry, line in _contents_entries(directive):
                    docname = _resolve(entry, page)
                    if docname in docnames:
                        reached.add(docname)
                    elif "://" not in entry and not {"*", "?"} & set(entry):
                        reports[page.path].broken(
                            CONTENTS_ENTRY_EXISTS, line, f"le sommaire nomme « {entry} », qui n’existe pas",
                            hint=suggest(docname, docnames, otherwise=CONTENTS_ENTRY_EXISTS.hint),
                        )  # fmt: skip
    for page in pages:
        if page.docname not in reached:
            reports[page.path].broken(PAGE_IN_CONTENTS, 1, "la page n’est dans aucun sommaire")


def _contents_entries(directive: Directive) -> Iterator[tuple[str, int]]:
    for line, text in enumerate(directive.content, directive.content_line):
        match = _CONTENTS_ENTRY.fullmatch(text.strip())
        if match and text.strip():
            yield (match["target"] or match["name"]).strip(), line


def _resolve(entry: str, page: Page) -> str:
    """Return the docname that an entry of a table of contents on *page* means."""
    name = entry.removesuffix(".md")
    if name.startswith("/"):
        return name[1:]
    folder = page.path.rpartition("/")[0]
    return f"{folder}/{name}" if folder else name
