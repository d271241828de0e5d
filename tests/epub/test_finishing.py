"""Pages as trees."""

from __future__ import annotations

import pytest
from lxml import etree

from tools.epub.finishing import (
    CHAPTER,
    ContentPage,
    finish,
    place_page_markers,
    unfit_drawing_file,
)
from tools.epub.xhtml import IllFormed, close_void_tags, page, read_body, serialise


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a<br>b", "a<br/>b"),
        ("a<br />b<br/>", "a<br />b<br/>".replace(" />", "/>")),
        ('<img alt="a > b" src="c">', '<img alt="a > b" src="c"/>'),
        ("<wbr>&nbsp;&eacute;&amp;&lt;", "<wbr/>\u00a0é&amp;&lt;"),
        ("<broche>", "<broche>"),
    ],
)
def test_html_is_closed_as_xml_wants(written: str, read: str) -> None:
    assert close_void_tags(written) == read
    assert close_void_tags(read) == read


def test_ill_formed_markup_is_quoted_where_reading_stops() -> None:
    with pytest.raises(IllFormed, match="ici"):
        read_body("<p>avant</p>\n<p>juste ici</b></p>")


def chapter(inside: str) -> ContentPage:
    """Return a finished page that holds *inside* after its title."""
    body = read_body(f'<section id="s"><h1 data-block="t">Titre</h1>{inside}</section>')
    title, faults = finish(body, kind=CHAPTER)
    assert faults == []
    root = page(title, body, language="fr", style="livre.css", epub_type=CHAPTER.place)
    return ContentPage("a.xhtml", "a.md", title, title, CHAPTER, root)


@pytest.mark.parametrize(
    ("block", "marked"),
    [
        ('<p data-block="b">Un.</p>', "<p>|Un.</p>"),
        ('<ul data-block="b"><li><p>Un.</p></li></ul>', "<ul><li><p>|Un.</p></li></ul>"),
        ('<h2 data-block="b">Un</h2>', "|<h2>Un</h2>"),
        (
            '<table data-block="b"><colgroup/><thead><tr><th>Un</th></tr></thead></table>',
            "<table><colgroup/><thead><tr><th>|Un</th></tr></thead></table>",
        ),
        (
            '<figure data-block="b"><img src="a.png" alt="Un"/></figure>',
            '<figure>|<img src="a.png" alt="Un"/></figure>',
        ),
        ('<hr data-block="b"/>', "|<hr/>"),
        ('<div data-block="b"><h2>Un</h2></div>', "<div>|<h2>Un</h2></div>"),
        ('<p data-block="b"><b>Un</b>.</p>', "<p>|<b>Un</b>.</p>"),
    ],
)
def test_a_page_marker_stands_as_early_as_markup_allows(block: str, marked: str) -> None:
    made = chapter(block)
    assert place_page_markers([made], page_of_block={"b": 12}) == [("12", "a.xhtml#page-12")]
    text = serialise(made.root).decode()
    marker = '<span id="page-12" epub:type="pagebreak" role="doc-pagebreak" aria-label="12"/>'
    assert marked.replace("|", marker) in text


def test_a_box_and_what_it_opens_with_may_begin_on_two_pages() -> None:
    made = chapter('<div data-block="a"><p data-block="b">Un.</p></div>')
    labels = [label for label, _ in place_page_markers([made], page_of_block={"a": 1, "b": 2})]
    assert labels == ["1", "2"]
    found = [
        each.get("aria-label") for each in made.root.iter() if each.get("role") == "doc-pagebreak"
    ]
    assert found == labels


def test_a_page_once_passed_is_not_marked_again() -> None:
    made = chapter(
        '<p data-block="a">Un.</p><p data-block="b">Deux.</p><p data-block="c">Trois.</p>'
    )
    blocks = {"a": 3, "b": 2, "c": 3}
    assert [label for label, _ in place_page_markers([made], page_of_block=blocks)] == ["3"]


def test_bare_drawings_get_their_namespace() -> None:
    made = chapter('<p><svg viewBox="0 0 1 1"><title>Un</title><linearGradient id="g"/></svg></p>')
    [drawing] = made.root.iter("{http://www.w3.org/2000/svg}svg")
    assert drawing.get("viewBox") == "0 0 1 1"
    assert [etree.QName(each).localname for each in drawing] == ["title", "linearGradient"]


@pytest.mark.parametrize(
    ("drawing", "fault"),
    [
        ("<svg", "mal formé"),
        ('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "<script> refusé"),
        ('<svg xmlns="http://www.w3.org/2000/svg" onload="a()"/>', "« onload » refusé"),
        (
            '<svg xmlns="http://www.w3.org/2000/svg"><image href="https://exemple.fr/a.png"/></svg>',
            "ressource distante",
        ),
    ],
)
def test_drawings_hold_nothing_but_a_drawing(drawing: str, fault: str) -> None:
    [found] = unfit_drawing_file(drawing.encode())
    assert fault in found
