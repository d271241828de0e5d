"""Whatever bytes a built book holds, looking inside it says so and goes on, and does not take long."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.rules.outputs import build_base, copy_built
from tools.checks.outputs import check_outputs
from tools.diagnostics import Diagnostic
from tools.markup.book import read_book
from tools.model import Book

NAME = "on-a-reve-la-secu-de-demain"
EPUB = f"_build/epub/{NAME}.epub"
PDF = f"_build/pdf/{NAME}.pdf"
FILES = (
    "_build/html/episodes/1-essai.html", "_build/html/index.html", "_build/html/searchindex.js",
    "_build/html/_static/css/book.css", EPUB, PDF, "_build/pdf/pages.json", "_build/book.json",
    "_build/stamps.json", "_build/sphinx.json",
)  # fmt: skip
INSIDE = (
    "EPUB/package.opf", "EPUB/nav.xhtml", "EPUB/toc.ncx", "EPUB/episodes/1-essai.xhtml",
    "EPUB/livre.css", "META-INF/container.xml", "mimetype",
)  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Book]:
    root = build_base(tmp_path_factory.mktemp("base") / "livre")
    copy = copy_built(root, tmp_path_factory.mktemp("copie") / "livre")
    return copy, read_book(copy).book


def look(root: Path, book: Book, path: str, data: bytes) -> list[Diagnostic]:
    """Check the book with other bytes in one file, then put the file back as it was."""
    place = root / path
    sound = place.read_bytes()
    place.unlink()
    place.write_bytes(data)
    try:
        return list(check_outputs(root, book))
    finally:
        place.unlink()
        place.write_bytes(sound)


@st.composite
def damages(draw: st.DrawFn, size: int = 100_000) -> tuple[str, int, int, bytes]:
    """Draw what happens to bytes: where, to how many, and what comes instead."""
    kind = draw(st.sampled_from(["cut", "swap", "insert"]))
    at, length = draw(st.integers(0, size)), draw(st.integers(1, 400))
    return kind, at, length, draw(st.binary(min_size=1, max_size=30))


def damaged(data: bytes, damage: tuple[str, int, int, bytes]) -> bytes:
    kind, at, length, other = damage
    at = at % (len(data) + 1)
    match kind:
        case "cut":
            return data[:at]
        case "swap":
            return data[:at] + other + data[at + length :]
    return data[:at] + other + data[at:]


FUZZ = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@FUZZ
@given(path=st.sampled_from(FILES), damage=damages())
def test_no_bytes_of_an_output_can_stop_the_checks(
    built: tuple[Path, Book], path: str, damage: tuple[str, int, int, bytes]
) -> None:
    root, book = built
    for fault in look(root, book, path, damaged((root / path).read_bytes(), damage)):
        assert fault.message
        assert fault.location.path.startswith("_build/")


@FUZZ
@given(path=st.sampled_from(INSIDE), damage=damages(size=9_000))
def test_no_bytes_inside_the_epub_can_stop_the_checks(
    built: tuple[Path, Book], path: str, damage: tuple[str, int, int, bytes]
) -> None:
    root, book = built
    buffer = io.BytesIO()
    with zipfile.ZipFile(root / EPUB) as sound, zipfile.ZipFile(buffer, "w") as archive:
        for entry in sound.infolist():
            data = sound.read(entry)
            archive.writestr(entry, damaged(data, damage) if entry.filename == path else data)
    for fault in look(root, book, EPUB, buffer.getvalue()):
        assert fault.message


LONG = 400_000


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("_build/html/_static/css/book.css", "font-size:" * (LONG // 10)),
        ("_build/html/_static/css/book.css", "url(" * (LONG // 4)),
        ("_build/html/_static/css/book.css", "/*" * (LONG // 2)),
        ("_build/html/_static/css/book.css", "@import " + " " * LONG),
        ("_build/html/index.html", f"<!doctype html><html><body>{'« ' * LONG}</body></html>"),
        ("_build/html/index.html", "<!doctype html><body>" + "\u00a0" * LONG + "</html>"),
        ("_build/html/index.html", "<!doctype html>" + "<div>" * (LONG // 5) + "</html>"),
        ("_build/html/index.html", "<!doctype html>" + "<p>a " * (LONG // 40) + "</html>"),
        ("_build/html/searchindex.js", "(" + "[" * LONG + ")"),
        ("_build/book.json", "[" * LONG),
        ("_build/pdf/pages.json", "[" * LONG),
        (PDF, "%PDF-1.7\n" + "1 0 obj << " * (LONG // 20)),
        (EPUB, "PK\x03\x04" * (LONG // 4)),
    ],
)  # fmt: skip
def test_no_text_however_long_holds_the_checks_up(
    path: str, text: str, built: tuple[Path, Book]
) -> None:
    root, book = built
    started = time.process_time()
    look(root, book, path, text.encode("utf-8"))
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "css",
    [
        "color:" * (LONG // 6), "p," * (LONG // 2), "font-size:" * (LONG // 10),
        "p{" * (LONG // 2), "body , " * (LONG // 7),
    ],
)  # fmt: skip
def test_no_style_however_long_holds_the_checks_up(css: str, built: tuple[Path, Book]) -> None:
    root, book = built
    buffer = io.BytesIO()
    with zipfile.ZipFile(root / EPUB) as sound, zipfile.ZipFile(buffer, "w") as archive:
        for entry in sound.infolist():
            data = css.encode() if entry.filename.endswith(".css") else sound.read(entry)
            archive.writestr(entry, data)
    started = time.process_time()
    look(root, book, EPUB, buffer.getvalue())
    assert time.process_time() - started < 5


def test_an_archive_that_would_fill_the_memory_is_refused(built: tuple[Path, Book]) -> None:
    root, book = built
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("EPUB/bombe.xhtml", b" " * 120_000_000)
    found = look(root, book, EPUB, buffer.getvalue())
    assert (
        "EPB401",
        f"{EPUB}!EPUB/bombe.xhtml",
    ) in [(fault.rule.code, fault.location.path) for fault in found]


def test_entities_that_call_each_other_do_not_grow(built: tuple[Path, Book]) -> None:
    root, book = built
    laughs = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    page = f'<!DOCTYPE html [<!ENTITY e0 "ha">{laughs}]><html>&e8;</html>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(root / EPUB) as sound, zipfile.ZipFile(buffer, "w") as archive:
        for entry in sound.infolist():
            is_page = entry.filename.endswith("1-essai.xhtml")
            archive.writestr(entry, page.encode() if is_page else sound.read(entry))
    started = time.process_time()
    assert look(root, book, EPUB, buffer.getvalue())
    assert time.process_time() - started < 5


def test_looking_twice_is_seeing_the_same(built: tuple[Path, Book]) -> None:
    root, book = built
    data = (root / EPUB).read_bytes()[:-200]
    assert list(map(str, look(root, book, EPUB, data))) == list(
        map(str, look(root, book, EPUB, data))
    )
