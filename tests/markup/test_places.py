"""Paragraphs, and the way back from their characters to the page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tools.markup.links import labels, links, notes, resolve
from tools.markup.places import body, find_words, paragraphs
from tools.model import Page, PageHeader

PAGE = """\
---
summary: "Une phrase."
---

# Le titre

Une ligne,
puis une autre.

- un
- deux

:::{scene} Au parc
:when: 2045

Léa : Bonjour.

:::

| a | b |
"""


def page(text: str, path: str = "guide/page.md") -> Page:
    return Page(path, PageHeader(), text)


def test_lines_that_follow_each_other_are_one_paragraph() -> None:
    texts = [paragraph.raw for paragraph in body(page(PAGE))]
    assert texts == [
        "# Le titre", "Une ligne,\npuis une autre.", "- un", "- deux", ":::{scene} Au parc", ":when: 2045",
        "Léa : Bonjour.", "| a | b |",
    ]  # fmt: skip


def test_a_character_is_found_again_on_its_line() -> None:
    paragraph = next(each for each in paragraphs(page(PAGE)) if each.raw.startswith("Une ligne"))
    at = paragraph.at(paragraph.text.index("autre"))
    assert (at.line, at.column) == (8, 10)


def test_a_clause_stops_at_a_semicolon_and_a_sentence_does_not() -> None:
    (paragraph,) = paragraphs(page("Un début. Une part ; une autre. Une fin."))
    offset = paragraph.text.index("autre")
    assert paragraph.text[slice(*paragraph.clause(offset))] == "une autre. "
    assert paragraph.text[slice(*paragraph.sentence(offset))] == "Une part ; une autre. "


def test_the_nth_time_that_words_stand_is_found() -> None:
    found = find_words(page("a b\nab a\n\na"), "a", 1, nth=3, within=9)
    assert (found.line, found.column) == (4, 1)
    assert find_words(page("a"), "z", 1).column is None


@given(st.text(alphabet="ab \n#-:`*[](){}é", max_size=120))
def test_what_is_read_stands_where_it_was_written(text: str) -> None:
    lines = text.split("\n")
    for paragraph in paragraphs(page(text)):
        assert len(paragraph.text) == len(paragraph.raw)
        for offset, character in enumerate(paragraph.raw):
            at = paragraph.at(offset)
            if character != "\n":
                assert lines[(at.line or 0) - 1][(at.column or 0) - 1] == character


def test_every_way_of_writing_a_link_is_read() -> None:
    text = (
        "[un](a.md) {doc}`deux <b>` {ep}`3` <https://exemple.fr/quatre> [cinq](<d e.md>) `[code](f.md)` "
        "![image](g.png) {ref}`six` [sept](h.md \"titre\")"
    )  # fmt: skip
    assert [(link.role, link.shown, link.target) for link in links(page(text))] == [
        ("", "un", "a.md"), ("doc", "deux", "b"), ("ep", None, "3"), ("", None, "https://exemple.fr/quatre"),
        ("", "cinq", "d e.md"), ("ref", None, "six"), ("", "sept", "h.md"),
    ]  # fmt: skip


def test_a_note_is_told_from_its_call() -> None:
    found = [
        (note.name, note.defines) for note in notes(page("Un[^a] et[^a]: rien.\n\n[^a]: La note."))
    ]
    assert found == [("a", False), ("a", False), ("a", True)]


def test_labels_are_read_out_of_code() -> None:
    text = (
        "(Un)=\n\n```\n(deux)=\n```\n\n```{figure} x.png\n:name: trois\n```\n\n[quatre]{#quatre}\n"
    )
    assert [(label.name, label.explicit) for label in labels(page(text))] == [
        ("un", True), ("trois", False), ("quatre", False),
    ]  # fmt: skip


def test_a_page_is_resolved_from_where_the_link_stands() -> None:
    here = page("", "guide/fiches/1.md")
    assert resolve("../avant.md", here) == "guide/avant"
    assert resolve("/index", here) == "index"
    assert resolve("2.md", here) == "guide/fiches/2"
    assert resolve("../../../../x.md", here) == "x"
