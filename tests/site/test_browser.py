"""The site as a browser shows it: on wide and narrow screens, light and dark, by keyboard."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import ROOT
from tools.french.characters import NO_BREAK_SPACE

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EPISODE = "episodes/4-le-travail-de-demain.html"
QUERY = "search.html?q=solidarit%C3%A9"

WIDE, PHONE, SMALLEST = 1280, 360, 320
HEIGHT = 800

FIRST_LOAD = 40_000
"""Bytes of an episode page and of all it needs, compressed, fonts and pictures aside."""
REQUESTS = 12
ASIDE = (".woff2", ".svg", ".png")

TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  const scrolls = (element) => getComputedStyle(element).overflowX === 'auto';
  return [...document.body.querySelectorAll('*')]
    .filter((element) => element.getBoundingClientRect().right > width + 1)
    .filter((element) => !element.closest('[popover], .visually-hidden, .icons'))
    .filter((element) => { for (let up = element.parentElement; up; up = up.parentElement)
      if (scrolls(up)) return false; return true; })
    .map((element) => element.outerHTML.slice(0, 120));
}"""
"""Elements that go beyond the screen's right edge, those in a box that scrolls aside."""

STRAY_MARKS = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const place = document.createRange();
  const top = (node, at) => {
    place.setStart(node, at); place.setEnd(node, at + 1);
    const box = [...place.getClientRects()].at(-1);
    return box && box.width ? box.bottom : null;
  };
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    for (const mark of node.data.matchAll(/\\s[;:!?»]/g)) {
      let before = mark.index - 1;
      if (before < 0) continue;
      const above = top(node, before), here = top(node, mark.index + 1);
      if (above !== null && here !== null && here - above > 4)
        found.push(node.data.slice(Math.max(0, before - 20), mark.index + 3));
    }
  return found;
}"""
"""Marks of punctuation that a line begins with, away from the word that they follow."""


@pytest.fixture(scope="module", params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module", params=[WIDE, PHONE])
def screen(
    request: pytest.FixtureRequest, browser: Browser, scheme: str
) -> Iterator[BrowserContext]:
    """Open a window of each size, in each scheme; movement is asked to be reduced."""
    context = browser.new_context(
        viewport={"width": request.param, "height": HEIGHT},
        color_scheme=scheme,
        reduced_motion="reduce",
    )
    yield context
    context.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": PHONE, "height": HEIGHT})
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": WIDE, "height": HEIGHT})
    yield context.new_page()
    context.close()


def test_every_page_is_accessible_silent_and_asks_nothing_elsewhere(site, address, screen):
    assert AXE.is_file(), "Il manque axe : « python -m tests.browser --npm » l’installe."
    page = screen.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    page.on("request", lambda request: asked.append(request.url))
    faults = []
    for path in [*site.pages, QUERY]:
        page.goto(address + path, wait_until="networkidle")
        # By script, and not by a tag: the policy that the site allows has room for no other.
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate(
            "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", STANDARDS
        )
        faults += [
            f"{path}: {each['id']}: {node['html'][:160]}"
            for each in found["violations"]
            for node in each["nodes"]
        ]
    page.close()
    assert not faults, "\n".join(faults)
    assert not said
    assert not [url for url in asked if not url.startswith(address)]


def test_every_page_works_from_a_folder_without_a_server(site, desk):
    said = []
    desk.on("console", lambda message: said.append(f"{desk.url}: {message.text}"))
    for path in site.pages:
        desk.goto((site.folder / path).as_uri(), wait_until="load")
        assert desk.locator("main h1").is_visible()
    assert not said


@pytest.mark.parametrize("width", [SMALLEST, PHONE, 768, WIDE])
def test_nothing_is_cut_and_no_line_begins_with_a_stray_mark(site, address, desk, width):
    desk.set_viewport_size({"width": width, "height": HEIGHT})
    for path in site.pages:
        desk.goto(address + path)
        desk.evaluate("document.fonts.ready")
        root = "document.documentElement"
        assert desk.evaluate(f"{root}.scrollWidth <= {root}.clientWidth"), path
        assert desk.evaluate(TOO_WIDE) == [], path
        assert desk.evaluate(STRAY_MARKS) == [], path


def test_text_can_be_spaced_out_without_being_cut(address, phone):
    phone.goto(address + EPISODE)
    phone.add_style_tag(
        content="* { line-height: 1.5 !important; letter-spacing: .12em !important;"
        " word-spacing: .16em !important } p { margin-bottom: 2em !important }"
    )
    assert phone.evaluate(TOO_WIDE) == []


def test_an_episode_is_light_to_load(site, address, desk):
    loaded: dict[str, int] = {}
    desk.on(
        "response",
        lambda answer: loaded.setdefault(answer.url, len(gzip.compress(answer.body(), 9))),
    )
    desk.goto(address + EPISODE, wait_until="networkidle")
    counted = {url: size for url, size in loaded.items() if not url.split("?")[0].endswith(ASIDE)}
    assert len(counted) <= REQUESTS, sorted(counted)
    assert sum(counted.values()) <= FIRST_LOAD, counted


def test_the_first_key_offers_to_go_to_the_text(address, desk):
    desk.goto(address + EPISODE)
    desk.keyboard.press("Tab")
    link = desk.locator(":focus")
    assert link.inner_text() == "Aller au contenu"
    box = link.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["y"] >= 0
    desk.keyboard.press("Enter")
    desk.keyboard.press("Tab")
    assert desk.evaluate("document.activeElement.closest('main') !== null")


def test_focus_is_always_seen(address, desk):
    desk.goto(address + EPISODE)
    for _ in range(30):
        desk.keyboard.press("Tab")
        focused = "getComputedStyle(document.activeElement)"
        assert desk.evaluate(f"{focused}.outlineStyle") != "none"
        assert desk.evaluate(f"parseFloat({focused}.outlineWidth)") >= 2
        assert desk.evaluate(f"{focused}.opacity") == "1"


def test_the_menu_of_a_phone_opens_and_closes_by_keyboard(address, phone):
    phone.goto(address + EPISODE)
    menu, button = phone.locator("#menu"), phone.get_by_role("button", name="Menu", exact=True)
    assert not menu.is_visible()
    button.focus()
    phone.keyboard.press("Enter")
    assert menu.is_visible()
    phone.keyboard.press("Tab")
    assert phone.evaluate("document.activeElement.closest('#menu') !== null")
    phone.keyboard.press("Escape")
    assert not menu.is_visible()
    assert phone.evaluate("document.activeElement.className") == "menu-button"


def test_without_scripts_every_page_can_be_read_and_reached(site, address, browser):
    context = browser.new_context(
        viewport={"width": PHONE, "height": HEIGHT}, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(address + "index.html")
    page.get_by_role("button", name="Menu", exact=True).click()
    page.locator("#menu").get_by_role("link", name="Exercer la mission").click()
    assert page.url.endswith(EPISODE)
    assert page.get_by_role("heading", level=1).is_visible()
    assert not page.get_by_role("button", name="Thème").is_visible()
    context.close()


def test_the_theme_button_says_its_state_and_keeps_it(address, desk):
    desk.goto(address + EPISODE)
    button = desk.locator(".theme-toggle")
    states = []
    for _ in range(3):
        states.append(button.inner_text().replace(NO_BREAK_SPACE, " "))
        assert desk.get_by_role("button", name=states[-1], exact=True).is_visible()
        button.click()
    assert sorted(states) == ["Thème : automatique", "Thème : clair", "Thème : sombre"]
    button.click()
    chosen = button.inner_text()
    desk.goto(address + "avant-propos.html")
    assert button.inner_text() == chosen


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_a_number_is_not_copied_with_its_passage(address, desk, width):
    desk.set_viewport_size({"width": width, "height": HEIGHT})
    desk.goto(address + EPISODE)
    copied = desk.evaluate(
        "() => { getSelection().selectAllChildren(document.getElementById('ep4-p1'));"
        " return getSelection().toString().trim(); }"
    )
    assert copied.startswith("Elles se partagent")


def test_numbers_stand_in_one_column_beside_the_text_when_there_is_room(address, desk):
    desk.goto(address + EPISODE)
    place = "id => document.querySelector(`#${id} > .number`).getBoundingClientRect().right"
    prose, turn = desk.evaluate(place, "ep4-p1"), desk.evaluate(place, "ep4-p20")
    assert prose == turn
    assert prose < desk.locator("h1").bounding_box()["x"]


def test_a_search_says_how_many_pages_it_found(address, desk):
    desk.goto(address + QUERY, wait_until="networkidle")
    assert "pages trouvées" in desk.locator(".search-summary").inner_text()
    assert desk.locator("ul.search > li > a").count() >= 4


def test_on_paper_only_the_text_is_left(address, desk):
    desk.emulate_media(media="print")
    desk.goto(address + EPISODE)
    for selector in (".site-header", "#menu", ".page-contents", ".neighbours", ".headerlink"):
        assert not desk.locator(selector).first.is_visible(), selector
    assert desk.locator("#ep4-p1 > .number").is_visible()
