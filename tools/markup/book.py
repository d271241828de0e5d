"""The whole book, read from its folder."""

from __future__ import annotations

import hashlib
import posixpath
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, NamedTuple

from tools.diagnostics import Diagnostic, Level, Rule, suggest
from tools.markup.data import (
    BOOK_FILE,
    PEOPLE_FILE,
    VOCABULARY_FILE,
    read_book_data,
    read_people,
    read_vocabulary,
)
from tools.markup.header import find_header, read_header
from tools.markup.numbering import ANCHORS_FILE, read_published
from tools.markup.page import check_targets, read_page, read_roles
from tools.markup.reference import IDEAS_FILE, READERS
from tools.markup.report import Report
from tools.markup.texts import data_texts_of
from tools.model import Book, Directive, EpisodeHeader, Page, VocabularyWord
from tools.rules import (
    BOOK_DATA_READABLE,
    CHARACTER_ID_UNIQUE,
    CONTENTS_ENTRY_EXISTS,
    EPISODE_NUMBER_UNIQUE,
    HEADER_IS_YAML,
    IMAGE_EXISTS,
    PAGE_IN_CONTENTS,
    PAGE_IS_PLAIN_TEXT,
    PAGE_IS_UTF8,
    PERSON_REGISTERED,
    REFERENCE_LEADS_SOMEWHERE,
)

ROOT_PAGE = "index.md"
EPISODES = "episodes"
SHEETS = "guide/fiches"
SOUNDS = "audio"
PAGE_PATTERNS = (
    ROOT_PAGE, "avant-propos.md", f"{EPISODES}/*.md", "guide/**/*.md", "reperes/**/*.md",
    "a-propos/**/*.md", "transcriptions/*.md",
)  # fmt: skip
"""Where pages stand; anything else in the folder is no page of the book."""

_OTHER_SOURCES = (
    "conf.py",
    "_static/**/*",
    "_templates/**/*",
    "locale/**/*.po",
    "locale/**/*.js",
    "tools/**/*",
    f"{SOUNDS}/*",
)
_UNREADABLE = frozenset({BOOK_DATA_READABLE, PAGE_IS_UTF8, HEADER_IS_YAML})
_CONTENTS_ENTRY = re.compile(r"(?:.*<(?P<target>[^<>]+)>|(?P<name>\S.*))")


class Reading(NamedTuple):
    """A book, and every fault that was met while reading it."""

    book: Book
    diagnostics: tuple[Diagnostic, ...]

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """What stops a build: the errors that their page does not silence."""
        silences = {page.path: page.header.silences for page in self.book.pages}
        return tuple(
            fault
            for fault in self.diagnostics
            if fault.rule.level is Level.ERROR
            and fault.rule.code not in silences.get(fault.location.path, {})
        )


def read_book(root: Path) -> Reading:
    """Read the book that stands in the folder *root*.

    Headers come first, for what a page shows may be declared on another; then bodies.
    """
    data = Report(BOOK_FILE)
    register = Report(PEOPLE_FILE)
    words = Report(VOCABULARY_FILE)
    texts = {report.path: _text(root / report.path, report) for report in (data, register)}
    book = replace(
        read_book_data(texts[BOOK_FILE], data),
        people=read_people(texts[PEOPLE_FILE], register),
        vocabulary=_vocabulary(root / VOCABULARY_FILE, words),
        published=_published(root / ANCHORS_FILE),
        data=texts,
    )
    reports = {report.path: report for report in (data, register, words)}
    book = _with_reference(book, root, reports)

    texts = {}
    for path in page_paths(root):
        reports[path] = Report(path)
        text = _text(root / path, reports[path])
        if not _is_unreadable(reports[path]):
            texts[path] = text
    headers = [
        Page(
            path,
            read_header(
                find_header(text, reports[path]),
                reports[path],
                episode=_is_episode(path),
                sheet=_is_sheet(path),
            ),
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
    for path in READERS:
        if path in book.data:
            text, report = book.data[path], reports[path]
            check_targets(read_roles(data_texts_of(text), text, book, report), book, report)
    for page in pages:
        check_targets(page.roles, book, reports[page.path])
        _check_images(page, root, reports[page.path])
    _check_contents(pages, reports, {path.removesuffix(".md") for path in page_paths(root)})
    found = [diagnostic for report in reports.values() for diagnostic in report.found]
    hidden = set[Rule]()
    if _is_unreadable(register):
        hidden.add(PERSON_REGISTERED)
    unread = {path for path, report in reports.items() if _is_unreadable(report)}
    if unread & {IDEAS_FILE, *page_paths(root)}:
        hidden.add(REFERENCE_LEADS_SOMEWHERE)
    told = (diagnostic for diagnostic in found if diagnostic.rule not in hidden)
    return Reading(book, tuple(sorted(told, key=lambda diagnostic: diagnostic.order)))


def _with_reference(book: Book, root: Path, reports: dict[str, Report]) -> Book:
    """Return *book* with what the files of its back matter hold; it may do without any of them."""
    texts: dict[str, str] = {}
    entries: dict[str, Any] = {}
    for path, (name, read) in READERS.items():
        if (root / path).exists():
            reports[path] = Report(path)
            texts[path] = _text(root / path, reports[path])
            entries[name] = read(texts[path], reports[path])
    return replace(book, data={**book.data, **texts}, **entries)


def _is_unreadable(report: Report) -> bool:
    """Say whether a file could not be read at all: what others want of it, it may well hold."""
    return any(fault.rule in _UNREADABLE for fault in report.found)


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
    files = (BOOK_FILE, PEOPLE_FILE, *READERS)
    yield from (root / name for name in files if (root / name).is_file())
    for pattern in _OTHER_SOURCES:
        for path in root.glob(pattern):
            if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".mo":
                yield path


def _is_episode(path: str) -> bool:
    return path.startswith(f"{EPISODES}/")


def _is_sheet(path: str) -> bool:
    return path.startswith(f"{SHEETS}/") and file_number(path) is not None


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
    if path.suffix == ".md":
        _check_plain_text(raw, report)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _check_plain_text(raw: bytes, report: Report) -> None:
    """Nobody sees these signs, and two editors that disagree on them rewrite every line."""
    if raw.startswith(BOM_UTF8):
        report.broken(
            PAGE_IS_PLAIN_TEXT, 1, "le fichier commence par une marque d’ordre des octets"
        )
    if b"\r" in raw:
        line = raw[: raw.index(b"\r")].count(b"\n") + 1
        report.broken(PAGE_IS_PLAIN_TEXT, line, "la ligne ne finit pas par LF seul (CR LF, ou CR)")


def _published(path: Path) -> Mapping[str, int]:
    """Return the numbers of passages that a release has published; none before the first."""
    try:
        return read_published(path.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return {}


def _vocabulary(path: Path, report: Report) -> tuple[VocabularyWord, ...]:
    """Return the book's own words; a book may do without the file."""
    return read_vocabulary(_text(path, report)) if path.exists() else ()


def file_number(path: str) -> int | None:
    """Return the number with which the file of an episode begins, if it does."""
    found = re.match(r"0*([1-9]\d{0,5})(?!\d)", posixpath.basename(path))
    return int(found[1]) if found else None


def _bears_its_number(page: Page) -> bool:
    header = page.header
    return isinstance(header, EpisodeHeader) and header.episode == file_number(page.path)


def _check_numbers(pages: Iterable[Page], reports: dict[str, Report]) -> None:
    """Two episodes never share a number, nor two characters an id.

    Of two pages with one number, the one whose file says another has it wrong.
    """
    numbers: dict[int, str] = {}
    ids: dict[str, str] = {}
    for page in sorted(pages, key=_bears_its_number, reverse=True):
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
            if name and name not in book.known_names:
                reports[page.path].broken(
                    PERSON_REGISTERED, line, f"« {name} » n’est pas au registre people.toml",
                    hint=suggest(name, known, otherwise=PERSON_REGISTERED.hint),
                )  # fmt: skip


def _check_images(page: Page, root: Path, report: Report) -> None:
    for image in page.images:
        path = path_in_book(image.source, page)
        if path and not _is_file(root / path):
            report.broken(
                IMAGE_EXISTS, image.line, f"l’image « {image.source} » est introuvable",
                column=image.column,
            )  # fmt: skip


def path_in_book(source: str, page: Page) -> str | None:
    """Return the path, from the root, of a file that *page* names; None when it is outside."""
    if re.match(r"[A-Za-z][\w+.-]*:|//", source):
        return None
    folder = "" if source.startswith("/") else posixpath.dirname(page.path)
    path = posixpath.normpath(posixpath.join(folder, source.lstrip("/")))
    return None if path.startswith("..") else path


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # no file bears such a name
        return False


def _check_contents(pages: Iterable[Page], reports: dict[str, Report], docnames: Set[str]) -> None:
    """Every page is in a table of contents, and every entry of one is among *docnames*."""
    reached = {ROOT_PAGE.removesuffix(".md")}
    for page in pages:
        for directive in page.directives:
            if directive.name == "toctree":
                for entry, line in _contents_entries(directive):
                    docname = _resolve(entry, page)
                    if "glob" in directive.options and {"*", "?", "["} & set(entry):
                        reached |= {each for each in docnames if _matches(each, docname)}
                    elif docname in docnames:
                        reached.add(docname)
                    elif "://" not in entry and entry != "self":
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


def contents_entries(directive: Directive, page: Page) -> Iterator[tuple[str, int]]:
    """Yield the docname that each entry of a table of contents means, with its line."""
    for entry, line in _contents_entries(directive):
        yield _resolve(entry, page), line


def reading_order(book: Book) -> tuple[str, ...]:
    """Return the docnames of *book* as they are read cover to cover, the site's home page left out."""
    pages = {page.docname: page for page in book.pages}
    order: dict[str, None] = {}

    def read(page: Page) -> None:
        for directive in page.directives:
            if directive.name == "toctree":
                for entry, _ in contents_entries(directive, page):
                    is_glob = "glob" in directive.options
                    named = (
                        sorted(each for each in pages if _matches(each, entry))
                        if is_glob
                        else [entry]
                    )
                    for docname in named:
                        if docname in pages and docname not in order:
                            order[docname] = None
                            read(pages[docname])

    root = ROOT_PAGE.removesuffix(".md")
    if root in pages:
        read(pages[root])
    return tuple(docname for docname in order if docname != root)


def _resolve(entry: str, page: Page) -> str:
    """Return the docname that an entry of a table of contents on *page* means."""
    # Joined to an absolute folder, « /page » is the root's and « ../page » climbs.
    whole = posixpath.join("/", posixpath.dirname(page.path), entry.removesuffix(".md"))
    return posixpath.normpath(whole).removeprefix("/")


def _matches(docname: str, pattern: str) -> bool:
    """Say whether a pattern of a table of contents names *docname*; « * » never crosses a « / »."""
    parts, wanted = docname.split("/"), pattern.split("/")
    return len(parts) == len(wanted) and all(map(fnmatchcase, parts, wanted))
