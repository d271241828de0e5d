"""A built book, and the damage that the examples of its rules do to it.

An example names files of the built book on lines that begin with « %%% »; inside the EPUB the path
goes on after « ! ». What follows says what changes there:

    %%% _build/html/episodes/1-essai.html
    - <html class="no-js" lang="fr"
    + <html class="no-js"

Lines that begin with « - » stand together for a text that the file holds once, those that begin
with « + » for what takes its place; without « - », the text is added at the end. A word after the
path says what else happens to the file: ``absent``, ``tronqué`` (its second half is lost), ``vide``,
``copié de PATH``; in the EPUB also ``compressé``, ``à la fin`` and ``daté de YEAR``. In a PDF, « - »
and « + » name an object by its path, after « + » with its new value, as PDFs write them:

    %%% _build/pdf/on-a-reve-la-secu-de-demain.pdf
    + /Root/Lang (en)

where ``notice`` after the PDF's path changes the text of its XMP. In ``faux.json``, a line is named
by words that it is the first of its file to hold. Lines before the first « %%% » say in words what the example shows.
"""

from __future__ import annotations

import io
import os
import posixpath
import re
import shutil
import zipfile
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tools.build import build
from tools.checks import check_book
from tools.diagnostics import Diagnostic
from tools.french.numbers import show_size
from tools.french.typography import set_spaces
from tools.markup.book import read_book

REPOSITORY = Path(__file__).parent.parent.parent
BASE = Path(__file__).parent / "base"
DRESS = ("conf.py", "_static", "_templates", "locale")
"""What the base book needs of the repository to be built."""

DOWNLOADS = Path("_build/html/telechargements")


def build_base(root: Path) -> Path:
    """Build the base book in *root*, which does not exist yet."""
    shutil.copytree(BASE, root)
    for name in DRESS:
        place = REPOSITORY / name
        (shutil.copytree if place.is_dir() else shutil.copy)(place, root / name)
    return build_in(root)


def build_real(root: Path) -> Path:
    """Build the real book, less its guide and most of its back matter, in *root*, made here.

    They are nine tenths of it: judging them again for each damage done elsewhere would take most of
    the tests' time. What is damaged in them has tests of its own (``test_guide_outputs``).
    """
    ignored = shutil.ignore_patterns("_build", "node_modules", "tests", "bench", "tools", ".*")
    shutil.copytree(REPOSITORY, root, ignore=ignored)
    leave_out(
        root, "guide", "reperes", "a-propos", but=("reperes/generique", "a-propos/contribuer")
    )
    return build_in(root)


def leave_out(root: Path, *folders: str, but: Collection[str]) -> None:
    """Take the pages of *folders*, and every link that leads to one, out of the book in *root*."""
    gone = set()
    for folder in folders:
        for path in (root / folder).rglob("*.*"):
            name = path.relative_to(root).as_posix().removesuffix(".md")
            if name not in but:
                gone.add(name)
                path.unlink()
    for path in root.rglob("*.md"):
        here = path.relative_to(root).parent.as_posix()

        def is_gone(target: str, here: str = here) -> bool:
            return posixpath.normpath(posixpath.join("/", here, target)).lstrip("/") in gone

        text = path.read_text(encoding="utf-8")
        text = re.sub(
            r"\{doc\}`([^`<]+?) <([^`>]+)>`",
            lambda link: link[1] if is_gone(link[2]) else link[0],
            text,
        )
        lines = [line for line in text.split("\n") if not is_gone(line.strip() or ".")]
        path.write_text("\n".join(lines), encoding="utf-8")
    home = root / "index.md"
    empty = r"```\{toctree\}\n(?::[^\n]*\n)*\n*```\n\n"
    home.write_text(re.sub(empty, "", home.read_text(encoding="utf-8")), encoding="utf-8")


def build_in(root: Path) -> Path:
    # Not the date of a commit: the base book has none, and a test changes nothing of it.
    with pytest.MonkeyPatch.context() as patch:  # what is built after it keeps its own date
        patch.setenv("SOURCE_DATE_EPOCH", "1763856000")
        build(root, ("pdf", "epub", "html"), say=lambda _: None)
    shutil.rmtree(root / "_build" / "doctrees")
    return root


def copy_built(built: Path, root: Path) -> Path:
    """Return *root*, a copy of the built book; what is damaged there is written anew, never in place."""
    shutil.copytree(built, root, copy_function=os.link)
    return root


def text_in(root: Path, path: str) -> str:
    """Return the text of a file of the built book, or of one inside the EPUB."""
    file, _, inside = path.partition("!")
    if inside:
        with zipfile.ZipFile(root / file) as archive:
            return archive.read(inside).decode("utf-8", "replace")
    return (root / file).read_text(encoding="utf-8", errors="replace")


def line_that_says(words: str | None, root: Path, path: str) -> int | None:
    """Return the first line of a file that holds *words*: templates move lines, not what they say."""
    if words is None:
        return None
    lines = text_in(root, path).split("\n")
    return next((number for number, line in enumerate(lines, 1) if words in line), 0)


def check(root: Path) -> list[Diagnostic]:
    return check_book(root, read_book(root))


# --- Examples --------------------------------------------------------------------------------------


@dataclass
class Change:
    """What an example changes in one file."""

    path: str
    verb: str
    swaps: list[tuple[str, str]] = field(default_factory=list)
    """Texts, and what takes the place of each."""


def read_example(text: str) -> list[Change]:
    """Return the changes that an example asks for."""
    changes: list[Change] = []
    old: list[str] = []
    new: list[str] = []

    def close() -> None:
        if old or new:
            changes[-1].swaps.append(("\n".join(old), "\n".join(new)))
        old.clear()
        new.clear()

    for line in text.splitlines():
        if line.startswith("%%% "):
            close()
            path, _, verb = line.removeprefix("%%% ").strip().partition(" ")
            changes.append(Change(path, verb))
        elif changes and line[:1] in {"-", "+"}:
            names_objects = changes[-1].path.endswith(".pdf") and not changes[-1].verb
            if names_objects or (new and line[0] == "-"):
                close()
            (old if line[0] == "-" else new).append(line[2:])
    close()
    return changes


def damage(root: Path, example: str) -> None:
    """Do to the built book in *root* what *example* says, and what a build would then do."""
    changes = read_example(example)
    named = {change.path.partition("!")[0] for change in changes}
    for change in changes:
        path, _, inside = change.path.partition("!")
        place = root / path
        if inside:
            _change_epub(place, inside, change)
        elif place.suffix == ".pdf" and change.swaps:
            _change_pdf(place, change)
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            raw = place.read_bytes() if place.exists() else b""
            made = _changed(raw, change, lambda other: (root / other).read_bytes())
            _replace(place, made)
    for book in sorted(path for path in named if path.endswith((".epub", ".pdf"))):
        _offer(root, root / book, named)


def _offer(root: Path, book: Path, named: set[str]) -> None:
    """Put a damaged book in the site under its true size, as the build that damaged it would."""
    copy = root / DOWNLOADS / book.name
    if copy.relative_to(root).as_posix() not in named and book.exists():
        _replace(copy, book.read_bytes())
    home = root / "_build/html/index.html"
    if home.relative_to(root).as_posix() in named or not copy.exists():
        return
    kind, size = book.suffix[1:].upper(), set_spaces(show_size(copy.stat().st_size))
    told = re.sub(rf"\({kind}, [^()]*\)", f"({kind}, {size})", home.read_text(encoding="utf-8"))
    _replace(home, told.encode())


def _replace(place: Path, data: bytes | None) -> None:
    """Write a file anew: its bytes may be another book's too."""
    place.unlink(missing_ok=True)
    if data is not None:
        place.write_bytes(data)


def _changed(raw: bytes, change: Change, read: Callable[[str], bytes]) -> bytes | None:
    """Return the new bytes of a file, None when it is gone."""
    match change.verb.split():
        case ["absent"]:
            return None
        case ["tronqué"]:
            return raw[: len(raw) // 2]
        case ["vide"]:
            return b""
        case ["copié", "de", other]:
            raw = read(other)
            if not change.swaps:
                return raw
    text = raw.decode()
    for old, new in change.swaps:
        if old:
            assert text.count(old) == 1, f"{change.path} a {text.count(old)} fois « {old} »"
        text = text.replace(old, new) if old else text + new
    return text.encode()


def _change_epub(place: Path, inside: str, change: Change) -> None:
    """Write the archive anew; the bytes of the other entries, and their dates, stay."""
    with zipfile.ZipFile(place) as archive:
        entries = [(entry, archive.read(entry)) for entry in archive.infolist()]
    known = {entry.filename: data for entry, data in entries}
    folder = inside.rpartition("/")[0]
    made = _changed(known.get(inside, b""), change, lambda other: known[f"{folder}/{other}"])
    if inside not in known and made is not None:
        added = zipfile.ZipInfo(inside, entries[0][0].date_time)
        added.compress_type = zipfile.ZIP_DEFLATED
        entries.append((added, made))
    if change.verb == "à la fin":
        entries.sort(key=lambda each: each[0].filename == inside)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for entry, data in entries:
            if entry.filename == inside:
                if made is None:
                    continue
                data = made
                if change.verb == "compressé":
                    entry.compress_type = zipfile.ZIP_DEFLATED
                elif change.verb.startswith("daté de "):
                    entry.date_time = (int(change.verb.split()[-1]), *entry.date_time[1:])
            archive.writestr(entry, data)
    _replace(place, buffer.getvalue())


def _change_pdf(place: Path, change: Change) -> None:
    buffer = io.BytesIO()
    with pikepdf.open(place) as pdf:
        if change.verb == "notice":
            notice = pdf.Root.Metadata
            notice.write(_changed(notice.read_bytes(), change, Path.read_bytes))
        for old, new in change.swaps if not change.verb else ():
            path, _, value = (new or old).partition(" ")
            start, *way, last = path.strip("/").split("/")
            holder: Any = {"Root": pdf.Root, "Info": pdf.docinfo, "Pages": pdf.pages}[start]
            for step in way:
                holder = _step(holder, step)
            if start == "Pages" and not way:
                del pdf.pages[int(last) - 1]
            elif new:
                holder[_key(holder, last)] = _value(value)
            else:
                del holder[_key(holder, last)]
        pdf.save(buffer, deterministic_id=True)
    _replace(place, buffer.getvalue())


def _step(holder: Any, step: str) -> Any:
    """Follow one step of a path: a page's number, a rank in a list (from 0), or a key."""
    if isinstance(holder, pikepdf.Object):
        return holder[_key(holder, step)]
    return holder[int(step) - 1].obj


def _key(holder: Any, step: str) -> int | str:
    return int(step) if isinstance(holder, pikepdf.Array) else f"/{step}"


def _value(text: str) -> Any:
    """Return a value as PDFs write it; a text in parentheses may hold any letter."""
    if text.startswith("(") and text.endswith(")"):
        return pikepdf.String(text[1:-1])
    if text in {"true", "false"}:
        return text == "true"
    return int(text) if text.isdecimal() else pikepdf.Object.parse(text.encode())
