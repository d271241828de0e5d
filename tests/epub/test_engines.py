"""The e-book in reading engines that nobody here wrote: epub.js on a telephone, and MuPDF.

What epub.js shows is looked at page by page: every chapter whole, nothing cut, no screen empty,
every entry of its tables and every link followed to its place.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pymupdf
import pytest
from lxml import etree
from playwright.sync_api import Browser, Page, Route

from tests.browser import ROOT
from tests.epub.conftest import NAMES, Epub
from tools.epub.navigation import NAV_PATH

SCREEN = {"width": 390, "height": 700}

_FILES = {
    "jszip.js": ROOT / "node_modules/jszip/dist/jszip.min.js",
    "epub.js": ROOT / "node_modules/epubjs/dist/epub.min.js",
    "reader.js": Path(__file__).with_name("reader.js"),
}
_PAGE = '<!doctype html><meta charset="utf-8"><body style="margin: 0"><div id="ecran"></div>'
_SCRIPTS = "".join(f'<script src="/{name}"></script>' for name in _FILES)

BOOKS = ("torture", "real_book")


@pytest.fixture(scope="module", params=BOOKS)
def epub(request: pytest.FixtureRequest) -> Epub:
    """Return the page that holds every component, then the book."""
    built = request.getfixturevalue(request.param)
    return built if isinstance(built, Epub) else Epub(built.epub)


# --- epub.js --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reading:
    """A book that is open in epub.js."""

    epub: Epub
    page: Page
    tables: dict[str, Any]

    @cached_property
    def chapters(self) -> dict[str, Any]:
        """What each chapter shows, by its path."""
        return {path: self.page.evaluate("readChapter", path) for path in self.tables["spine"]}

    @cached_property
    def screens(self) -> dict[tuple[str, str], int | None]:
        """The screen that each id is on, by chapter and id; None when it is not shown."""
        return {
            (path, name): screen
            for path, chapter in self.chapters.items()
            for name, _, screen in chapter["ids"]
        }


@pytest.fixture(scope="module")
def reading(epub: Epub, browser: Browser) -> Iterator[Reading]:
    context = browser.new_context(viewport=SCREEN, locale="fr")  # type: ignore[arg-type]
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))

    def serve(route: Route) -> None:
        name = route.request.url.rpartition("/")[2]
        if not name:
            route.fulfill(body=_PAGE + _SCRIPTS, content_type="text/html; charset=utf-8")
        elif name == "livre.epub":
            route.fulfill(path=epub.path)
        elif name in _FILES:
            route.fulfill(path=_FILES[name])
        else:
            faults.append(f"demandé au réseau : {route.request.url}")
            route.abort()

    page.route(re.compile("^https?:"), serve)
    page.goto("http://livre.invalid/")
    yield Reading(epub, page, page.evaluate("openBook()"))
    context.close()
    assert faults == []


def test_epub_js_finds_every_table(reading: Reading) -> None:
    tables, epub = reading.tables, reading.epub
    assert tables["title"] == epub.texts("package.opf", "//dc:title[@id='title']")[0]
    assert tables["spine"] == epub.spine
    nav = "//h:nav[@epub:type='{}']//h:li/*[self::h:a or self::h:span]"
    for name, kind in (("contents", "toc"), ("landmarks", "landmarks")):
        entries = epub.find(NAV_PATH, nav.format(kind))
        assert [entry.get("href", "") for entry in entries] == tables[name]
    pages = epub.find(NAV_PATH, nav.format("page-list"))
    assert [[page.text, page.get("href")] for page in pages] == tables["pages"]


def test_epub_js_turns_every_page_from_the_cover_to_the_end(reading: Reading) -> None:
    turned = reading.page.evaluate("turnPages()")
    assert turned == [
        [path, screen, chapter["rooms"]]
        for path, chapter in reading.chapters.items()
        for screen in range(1, chapter["rooms"] + 1)
    ]


def test_epub_js_shows_every_chapter_whole(reading: Reading) -> None:
    for path, chapter in reading.chapters.items():
        [body] = reading.epub.find(path, "//h:body")
        assert chapter["text"].split() == "".join(body.itertext()).split(), path


def test_epub_js_cuts_nothing_on_a_telephone(reading: Reading) -> None:
    assert {path: each["cut"] for path, each in reading.chapters.items() if each["cut"]} == {}


def test_epub_js_leaves_no_screen_empty(reading: Reading) -> None:
    assert {path: each["empty"] for path, each in reading.chapters.items() if each["empty"]} == {}


def test_in_epub_js_every_entry_and_every_link_leads_to_what_is_shown(reading: Reading) -> None:
    tables = reading.tables
    wanted = [(NAV_PATH, href) for href in (*tables["contents"], *tables["landmarks"]) if href]
    wanted += [(NAV_PATH, href) for _, href in tables["pages"]]
    wanted += [(path, href) for path, each in reading.chapters.items() for href in each["links"]]
    lost = []
    for path, href in wanted:
        target, name = _target(path, href)
        known = target in reading.chapters
        if target and not (known and (not name or (target, name) in reading.screens)):
            lost.append((path, href))
    assert lost == []


def test_epub_js_would_open_each_place_at_its_screen(reading: Reading) -> None:
    """The engine's own measure of where an id is, against where the thing is drawn."""
    wrong = [
        (path, name, found, drawn)
        for path, chapter in reading.chapters.items()
        for name, found, drawn in chapter["ids"]
        if drawn is not None and found != drawn
    ]
    assert wrong == []


def test_in_epub_js_a_click_on_a_note_leads_to_it_and_back(reading: Reading) -> None:
    clicked = 0
    for path in reading.epub.spine:
        for index, link in enumerate(reading.epub.find(path, "//h:a[@href]")):
            if link.get("role") in {"doc-noteref", "doc-backlink"}:
                target = _target(path, link.get("href"))
                wanted = {"href": target[0], "screen": reading.screens[target]}
                assert reading.page.evaluate("follow", [path, index, wanted]) == wanted
                clicked += 1
    assert clicked > 5


def _target(path: str, href: str) -> tuple[str, str]:
    """Return the chapter and the id that an address in *path* leads to; empty outside the book."""
    parts = urlsplit(href)
    if parts.scheme:
        return "", ""
    resolved = posixpath.join(posixpath.dirname(path), unquote(parts.path)) if parts.path else path
    return posixpath.normpath(resolved), unquote(parts.fragment)


# --- MuPDF ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def document(epub: Epub) -> Iterator[pymupdf.Document]:
    """Open the book as MuPDF lays it out on a telephone; it complains of nothing."""
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.reset_mupdf_warnings()
    with pymupdf.open(epub.path) as opened:
        opened.layout(width=SCREEN["width"], height=SCREEN["height"], fontsize=16)
        yield opened


@pytest.fixture(scope="module")
def sheets(document: pymupdf.Document) -> list[pymupdf.TextPage]:
    return [page.get_textpage() for page in document]


def test_mupdf_opens_the_book_without_a_complaint(
    epub: Epub, document: pymupdf.Document, sheets: list[pymupdf.TextPage]
) -> None:
    # It says this of every EPUB 3.
    assert set(pymupdf.TOOLS.mupdf_warnings().splitlines()) <= {"unknown epub version: 3.0"}
    assert document.chapter_count == len(epub.spine)
    assert document.metadata["title"] == epub.texts("package.opf", "//dc:title[@id='title']")[0]


def test_mupdf_has_the_whole_table_of_contents(epub: Epub, document: pymupdf.Document) -> None:
    lines = epub.find(NAV_PATH, "//h:nav[@epub:type='toc']//h:li")
    wanted = [
        (sum(1 for _ in line.iterancestors(f"{{{NAMES['h']}}}ol")), "".join(line[0].itertext()))
        for line in lines
    ]
    contents = document.get_toc()
    assert [(level, title) for level, title, _ in contents] == wanted
    leaves = [leaf for _, _, leaf in contents]
    assert leaves == sorted(leaves)
    assert 1 <= min(leaves) <= max(leaves) <= len(document)


def test_mupdf_leads_every_link_to_a_page(epub: Epub, document: pymupdf.Document) -> None:
    kinds = {pymupdf.LINK_GOTO, pymupdf.LINK_URI}
    links = [link for page in document for link in page.get_links()]
    assert {link["kind"] for link in links} == kinds
    inside = [link for link in links if link["kind"] == pymupdf.LINK_GOTO]
    assert all(0 <= link["page"] < len(document) for link in inside)
    shown = "//h:a[@href and not(ancestor::*[@hidden])]"
    written = [link for path in epub.spine for link in epub.find(path, shown)]
    assert len(links) >= len(written)  # a link over two lines is two


def test_mupdf_shows_every_passage_in_order(epub: Epub, sheets: list[pymupdf.TextPage]) -> None:
    text = _folded("".join(sheet.extractText() for sheet in sheets))
    place = 0
    for path in epub.spine:
        for passage in epub.find(path, "//*[starts-with(@id, 'ep')]"):
            if re.fullmatch(r"ep\d+-[pt]\d+[a-z]*", passage.get("id")):
                words = _folded(_own_text(passage))
                found = text.find(words, place)
                assert found >= 0, f"{path}#{passage.get('id')} : {words}"
                place = found
    assert place > 0


def test_mupdf_cuts_nothing_on_a_telephone(sheets: list[pymupdf.TextPage]) -> None:
    cut = [
        (number, word)
        for number, sheet in enumerate(sheets)
        for left, top, right, bottom, word, *_ in sheet.extractWORDS()
        if left < 0 or top < 0 or right > SCREEN["width"] or bottom > SCREEN["height"]
    ]
    assert cut == []


def _own_text(passage: etree._Element) -> str:
    """Return a passage's text as far as its first inner list, whose signs the engine adds."""
    blocks = {f"{{{NAMES['h']}}}{name}" for name in ("ul", "ol")}
    inner = next((each for each in passage.iter() if each.tag in blocks), None)
    whole = "".join(passage.itertext())
    if inner is None:
        return whole
    before = inner.xpath("preceding::text()[ancestor::*[@id=$id]]", id=passage.get("id"))
    return "".join(before)


def _folded(text: str) -> str:
    # Lines end in hyphens, and a page's last one may be the middle of a word.
    return re.sub(r"[\s\u00ad\u2010-]", "", text)
