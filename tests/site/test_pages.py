"""The site's pages as they are written: landmarks, links, languages, and nothing from elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from tests.browser import ROOT
from tools.markup.book import read_book

ENGLISH = re.compile(
    r"\b(?:back to|by|close|collapse|content|contents|copyright|created|dark|edit|expand|for|from"
    r"|go|heading|hide|home|in dark mode|last updated|light|link|links|made with|next|of|on this"
    r"|open|permalink|previous|results|search|show|sidebar|skip|table of|the|this|to|toggle"
    r"|top|updated|view|with)\b",
    re.IGNORECASE,
)
"""Words that an English label would have. « menu », « page » and « navigation » are French too."""

SPOKEN_ATTRIBUTES = ("aria-label", "aria-description", "alt", "title", "placeholder", "value")
NUMBERED = "//*[@id]/a[@class='number'] | //*[@id]/p[1]/a[@class='number']"


@pytest.fixture
def trees(site) -> dict[str, html.HtmlElement]:
    return {page: site.tree(page) for page in site.pages}


def is_landmark(element: html.HtmlElement, tag: str) -> bool:
    """Say whether a header or footer is the page's own: inside a section it is only the section's."""
    inside = {"main", "article", "section", "nav", "aside"}
    return element.tag == tag and not inside & {each.tag for each in element.iterancestors()}


def labels(tree: html.HtmlElement) -> Iterator[str]:
    """Yield what a page says around its text, and what it says aloud everywhere."""
    for element in tree.iter(html.etree.Element):
        for name in SPOKEN_ATTRIBUTES:
            if element.get(name) and element.tag != "meta":
                yield element.get(name)
    for text in tree.xpath(
        "//body//text()[not(ancestor::div[@class='text'] or ancestor::script or ancestor::style)]"
    ):
        yield str(text)
    yield from tree.xpath("//title/text() | //head/link/@title | //svg//title/text()")


def test_every_page_of_the_book_is_there(site):
    book = read_book(ROOT).book
    assert {page.docname + ".html" for page in book.pages} | {"search.html"} == set(site.pages)


def test_every_page_has_its_landmarks(trees):
    for page, tree in trees.items():
        headers = [each for each in tree.iter("header") if is_landmark(each, "header")]
        footers = [each for each in tree.iter("footer") if is_landmark(each, "footer")]
        assert (len(headers), len(footers)) == (1, 1), page
        assert len(tree.xpath("//main | //*[@role='main'][not(self::main)]")) == 1, page
        names = [nav.get("aria-label") or nav.get("aria-labelledby") for nav in tree.iter("nav")]
        assert names, page
        assert all(names), page
        assert "Sommaire du livre" in names, page


def test_every_page_has_one_title_and_says_where_one_is(trees):
    titles = Counter(tree.findtext(".//title") for tree in trees.values())
    for page, tree in trees.items():
        assert len(tree.xpath("//h1")) == 1, page
        assert tree.get("lang") == "fr", page
        here = tree.xpath("//nav[@aria-label='Sommaire du livre']//a[@aria-current='page']")
        assert len(here) == (page != "search.html"), page
    assert titles.most_common(1)[0][1] == 1
    episode = trees["episodes/4-le-travail-de-demain.html"].findtext(".//title")
    assert episode.startswith("Épisode 4 : ")


def test_a_page_says_once_how_wide_it_is(trees):
    for page, tree in trees.items():
        assert len(tree.xpath("//meta[@name='viewport']")) == 1, page


def test_headings_never_skip_a_level(trees):
    for page, tree in trees.items():
        levels = [int(heading.tag[1]) for heading in tree.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
        for above, below in pairwise(levels):
            assert below <= above + 1, page


def test_no_identifier_stands_twice(trees):
    for page, tree in trees.items():
        twice = [name for name, times in Counter(tree.xpath("//@id")).items() if times > 1]
        assert not twice, page


def test_every_link_inside_the_site_leads_somewhere(site, trees):
    anchors = {page: set(tree.xpath("//@id")) for page, tree in trees.items()}
    for page, tree in trees.items():
        for address in tree.xpath("//@href | //@src | //@action"):
            target = urlsplit(address)
            if target.scheme or target.netloc:
                continue
            path = page
            if target.path:
                path = normpath(str(PurePosixPath(page).parent / unquote(target.path)))
            assert (site.folder / path).is_file(), f"{page}: {address}"
            if target.fragment:
                assert unquote(target.fragment) in anchors[path], f"{page}: {address}"


def test_every_name_that_an_element_borrows_exists(trees):
    for page, tree in trees.items():
        anchors = set(tree.xpath("//@id"))
        for name in tree.xpath(
            "//@aria-labelledby | //@aria-describedby | //@for | //@popovertarget"
        ):
            assert set(name.split()) <= anchors, f"{page}: {name}"


def test_no_label_is_in_english(trees):
    for page, tree in trees.items():
        for label in labels(tree):
            assert not ENGLISH.search(label), f"{page}: « {label} »"


def test_the_words_that_scripts_write_are_in_french(site):
    written = (site.folder / "_static" / "translations.js").read_text(encoding="utf-8")
    script = (site.folder / "_static" / "searchtools.js").read_text(encoding="utf-8")
    asked = set(re.findall(r"""_\(\s*"([^"]+)",?\s*\)""", script))
    asked |= set(re.findall(r"""gettext\(\s*"([^"]+)",""", script))
    assert {each for each in asked if each not in written} <= {"Preparing search..."}, (
        "searchtools.js demande d’autres mots : complétez locale/fr/LC_MESSAGES/sphinx.js"
    )


def test_nothing_comes_from_elsewhere(site, trees):
    loading = "//script/@src | //img/@src | //link[not(@rel='canonical')]/@href | //*/@srcset | //use/@href"
    for page, tree in trees.items():
        for address in tree.xpath(loading):
            assert not urlsplit(address).netloc, f"{page}: {address}"
        assert not tree.xpath("//iframe | //video | //object | //embed"), page
    for sheet in (site.folder / "_static").rglob("*.css"):
        for address in re.findall(r"(?:url\(|@import)\s*[\"']?([^\"')]+)", sheet.read_text()):
            assert not urlsplit(address).netloc, f"{sheet.name}: {address}"


def test_a_strict_policy_needs_the_hash_of_one_script_and_no_style(trees):
    scripts = {tuple(tree.xpath("//script[not(@src)]/text()")) for tree in trees.values()}
    assert [len(each) for each in scripts] == [1]
    for page, tree in trees.items():
        assert not tree.xpath("//style | //@style"), page
        assert not [each for each in tree.xpath("//@*") if each.attrname.startswith("on")], page


def test_every_passage_shows_its_number_and_links_to_itself(trees):
    for page in read_book(ROOT).book.pages:
        tree = trees[page.docname + ".html"]
        shown = [(each.text, each.get("href")) for each in tree.xpath(NUMBERED)]
        assert shown == [(each.number, f"#{each.anchor}") for each in page.passages], page.path


def test_the_only_forms_are_the_search_and_the_choice_of_a_session(trees):
    for page, tree in trees.items():
        for form in tree.iter("form"):
            is_chooser = form.get("class") == "chooser-form" and form.get("action") is None
            assert (
                form.get("role") == "search"
                or "search-again" in form.get("class", "")
                or (is_chooser)
            ), page


def test_the_menu_shows_the_pages_below_the_one_that_is_open(trees):
    """All the guide's pages at once would hide the rest of the menu."""
    inside = "//nav[@aria-label='Sommaire du livre']//li/ul/li/a/@href"
    assert not trees["index.html"].xpath(inside)
    assert "ecouter.html" in trees["guide/avant/index.html"].xpath(inside)
    assert "index.html" not in trees["guide/avant/animer.html"].xpath(inside)
    assert "#" in trees["guide/avant/animer.html"].xpath(inside)


def test_a_header_cell_always_has_a_scope(trees):
    for page, tree in trees.items():
        assert not tree.xpath("//th[not(@scope)]"), page


def test_no_key_alone_does_anything(site):
    options = (site.folder / "_static" / "documentation_options.js").read_text(encoding="utf-8")
    assert "ENABLE_SEARCH_SHORTCUTS: false" in options
    assert "NAVIGATION_WITH_KEYS: false" in options
