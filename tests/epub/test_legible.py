"""The book under a reader's own settings: narrow screens, large letters, night, selection, speech."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.books import EPISODE, episode, scene, write_tiny_book
from tests.conftest import RealBook
from tests.epub.conftest import Epub, make

NIGHT = "html, body { background: #000 !important; } * { color: #ddd !important; }"
"""What a reading system adds to a book when its reader asks for night."""

WIDTHS, SIZES = (320, 390), (100, 200)

CUT = """() => {
  const cut = [];
  const edge = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > edge) cut.push(`page : ${document.documentElement.scrollWidth}`);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text; (text = walker.nextNode()); ) {
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects())
      if (box.width && (box.left < -0.5 || box.right > edge + 0.5)) {
        cut.push(text.data.trim().slice(0, 40));
        break;
      }
  }
  for (const element of document.body.querySelectorAll("*")) {
    const style = getComputedStyle(element);
    const hides = [style.overflowX, style.overflowY].some((each) => each !== "visible");
    const grows = element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
    if (hides && grows) cut.push(`<${element.localName} class="${element.className}">`);
  }
  return cut;
}"""
"""The words that go beyond the screen, and the boxes that hide some of theirs."""

NARROW = """() => [...document.querySelectorAll("td, th")].flatMap((cell) => {
  const text = cell.innerText.trim();
  const style = getComputedStyle(cell);
  const room = cell.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  return text.length > 12 && room < 2.4 * parseFloat(style.fontSize) ? [`${text.slice(0, 20)} : ${room}`] : [];
})"""
"""The cells where words would stand a letter or two a line."""

FAINT = """() => {
  const found = [];
  for (const element of document.body.querySelectorAll("*")) {
    const style = getComputedStyle(element);
    const drawn = element.closest("svg, img");
    if (!drawn && !/^rgba\\(.*, 0\\)$/.test(style.backgroundColor) && element !== document.body)
      found.push(`fond : ${element.localName}.${element.className} ${style.backgroundColor}`);
    for (const side of ["Top", "Left"])
      if (!drawn && parseFloat(style[`border${side}Width`]) && style[`border${side}Style`] !== "none"
          && style[`border${side}Color`] !== style.color)
        found.push(`filet : ${element.localName}.${element.className} ${style[`border${side}Color`]}`);
  }
  return [...new Set(found)];
}"""
"""The grounds that the reader did not choose, and the lines that do not take the text's colour."""

COVERED = """() => {
  const svg = document.querySelector("svg"), whole = svg.getBoundingClientRect();
  let height = 0;
  for (const shape of [...svg.querySelectorAll("rect, path")].slice(0, 2)) {
    const box = shape.getBoundingClientRect();
    const fill = getComputedStyle(shape).fill;
    if (box.width >= whole.width - 1 && fill.startsWith("rgb(")) height += box.height;
  }
  return height / whole.height;
}"""
"""How much of a drawing's height its grounds cover; one half may be light and the other dark."""

SELECTED = """([from, to]) => {
  const range = document.createRange();
  range.setStartBefore(document.getElementById(from));
  range.setEndAfter(document.getElementById(to));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  return getSelection().toString();
}"""


def unpack(epub: Epub, folder: Path) -> Path:
    """Write the book's files where a browser can open them."""
    for name in epub.names:
        if name.startswith("EPUB/"):
            place = folder / name.removeprefix("EPUB/")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(epub.read(name.removeprefix("EPUB/")))
    return folder


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Epub:
    """Build an episode with paragraphs, a list and a scene."""
    text = "Un premier alinéa, tout simple.\n\nUn second.\n\n- un point\n- un autre\n\n"
    pages = {
        EPISODE: episode(text + scene("Soline : Un mot.\n\n[musique]\n\nCapucine : Un autre."))
    }
    return make(write_tiny_book(tmp_path_factory.mktemp("lisible") / "livre", pages))


@pytest.fixture(scope="module")
def real_pages(
    real_book: RealBook, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, list[str]]:
    """Unpack the real book, once; return its folder and its pages, cover left out."""
    epub = Epub(real_book.epub)
    return unpack(epub, tmp_path_factory.mktemp("vrai-epub")), epub.spine[1:]


@pytest.fixture
def screen(browser: Browser) -> Iterator[Page]:
    """Open a telephone."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    yield page
    page.close()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_of_the_real_book_is_cut(
    real_pages: tuple[Path, list[str]], screen: Page, width: int, size: int
) -> None:
    folder, names = real_pages
    screen.set_viewport_size({"width": width, "height": 844})
    cut, narrow = {}, {}
    for name in names:
        screen.goto((folder / name).as_uri())
        screen.evaluate(f"document.documentElement.style.fontSize = '{size}%'")
        cut[name] = screen.evaluate(CUT)
        # At twice the size a telephone has no room for three columns: words are divided there.
        narrow[name] = screen.evaluate(NARROW) if size == 100 else []
    assert {name: found for name, found in cut.items() if found} == {}
    assert {name: found for name, found in narrow.items() if found} == {}


def test_night_reaches_everything_in_the_real_book(
    real_pages: tuple[Path, list[str]], screen: Page
) -> None:
    """No ground stays light under light letters, and no line dark on a dark ground."""
    folder, names = real_pages
    faint = {}
    for name in names:
        screen.goto((folder / name).as_uri())
        screen.add_style_tag(content=NIGHT)
        faint[name] = screen.evaluate(FAINT)
    assert {name: found for name, found in faint.items() if found} == {}


def test_drawings_bring_their_own_ground_to_the_night(
    real_pages: tuple[Path, list[str]], screen: Page
) -> None:
    """Dark strokes on a black page would vanish."""
    folder, _ = real_pages
    drawings = sorted(folder.glob("images/*.svg"))
    assert drawings
    for drawing in drawings:
        screen.set_content(
            f"<body style='margin: 0; background: #000'>{drawing.read_text(encoding='utf-8')}"
        )
        covered = screen.evaluate(COVERED)
        assert covered >= 0.99, drawing.name


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_leave_every_word_to_be_read(
    small: Epub, browser: Browser, tmp_path: Path, scheme: str
) -> None:
    folder = unpack(small, tmp_path)
    page = browser.new_page(
        viewport={"width": 390, "height": 844}, forced_colors="active", color_scheme=scheme
    )
    page.goto((folder / "episodes/1-essai.xhtml").as_uri())
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert page.evaluate(FAINT) == []
    assert page.evaluate(CUT) == []
    ink, ground = page.evaluate(
        "() => { const it = getComputedStyle(document.querySelector('.replique'));"
        " return [it.color, getComputedStyle(document.documentElement).backgroundColor]; }"
    )
    assert ink != ground
    page.close()


def test_a_copied_passage_has_no_number(small: Epub, screen: Page, tmp_path: Path) -> None:
    folder = unpack(small, tmp_path)
    for width in (390, 800):
        screen.set_viewport_size({"width": width, "height": 844})
        screen.goto((folder / "episodes/1-essai.xhtml").as_uri())
        copied = screen.evaluate(SELECTED, ["ep1-p1", "ep1-p2"])
        assert [line.strip() for line in copied.split("\n") if line.strip()] == [
            "Un premier alinéa, tout simple.",
            "Un second.",
        ]
        turn = screen.evaluate(SELECTED, ["ep1-p5", "ep1-p6"])
        assert "Soline" in turn
        assert "1.5" not in turn


def test_numbers_are_not_heard_in_the_middle_of_a_sentence(
    small: Epub, screen: Page, tmp_path: Path
) -> None:
    folder = unpack(small, tmp_path)
    screen.goto((folder / "episodes/1-essai.xhtml").as_uri())
    heard = screen.locator("body").aria_snapshot()
    assert "Un premier alinéa" in heard
    assert "1.1" not in heard
    assert "1.5" not in heard


def test_words_are_divided_in_french_but_in_titles(
    small: Epub, screen: Page, tmp_path: Path
) -> None:
    folder = unpack(small, tmp_path)
    screen.goto((folder / "episodes/1-essai.xhtml").as_uri())
    of = "(path) => getComputedStyle(document.querySelector(path)).hyphens"
    assert screen.evaluate(of, "#ep1-p1") == "auto"
    assert screen.evaluate(of, "h1") == "none"
    assert screen.evaluate("document.documentElement.lang") == "fr"
    style = small.read("livre.css").decode()
    for name in ("hyphens", "-webkit-hyphens", "-epub-hyphens", "adobe-hyphenate"):
        assert f" {name}: auto" in style
