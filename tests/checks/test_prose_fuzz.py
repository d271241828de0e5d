"""No page can crash the checks of its words and its make, nor keep them busy for long."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import REPOSITORY
from tools.checks import PAGE_CHECKS
from tools.checks.pages import contents_follow_numbers, episode_numbers_follow
from tools.checks.spelling import check_spelling
from tools.checks.typography import check_data_typography
from tools.diagnostics import Diagnostic
from tools.markup.book import read_book
from tools.markup.fix import mend_page
from tools.markup.header import find_header, read_header
from tools.markup.page import read_page
from tools.markup.report import Report
from tools.model import Book, Page, PageHeader

PATH = "episodes/1-essai.md"
OURS = {"tools.checks." + name for name in ("images", "lexicon", "pages", "typography")}
LOOKS = [look for look in PAGE_CHECKS if look.__module__ in OURS]


@cache
def real_book() -> Book:
    return read_book(REPOSITORY).book


def judged(page: Page) -> list[Diagnostic]:
    """Everything that our checks say of a book that holds *page* alone."""
    book = replace(real_book(), pages=(page,), vocabulary=(), data={"book.toml": page.text})
    found = [fault for look in LOOKS for fault in look(page, book)]
    for look_at_all in (contents_follow_numbers, episode_numbers_follow, check_data_typography):
        found += look_at_all(book)
    return found + list(check_spelling(book))


def read(text: str) -> Page:
    report = Report(PATH)
    header = read_header(find_header(text, report), report, episode=True)
    return read_page(PATH, text, header, real_book(), report)


PIECES = st.sampled_from(
    ["# ", "## Titre.\n", "- ", "> ", "    ", ":::{scene} Un\n", ":::\n", "```\n", "{ep}`2`", "\n\n",
     "![](a.png)", "](javascript:a)", "<b>", "<div\n", "[^n]: ", "|a|", "mot ", "l'été ", "« ", " »", "“",
     "(", ")", "81%", "16h30", "1 juillet", "2ème ", "A bientôt", "TODO ", "la la ", "coeur ", "C.P.A.M. ",
     "jardain ", "--- \n", "---\n", "summary: x\n", "episode: 1\n", "**Gras**", "\u200b", "e\u0301", "\u00a0",
     "\u202e", "😀", "м", "\ue000", "\ue001", "\x00", "\x85", "\u2028", "İ", "ß", "ǆ", "[musique]", "..", ":",
     "Nora : ", "```{toctree}\nindex\n```\n"]
)  # fmt: skip
PAGES = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=120)


@settings(max_examples=400, deadline=None)
@given(PAGES)
def test_whatever_a_page_holds_it_is_judged(text: str) -> None:
    text = text.replace("\r", "\n")
    lines = text.split("\n")
    for fault in judged(read(text)):
        path, line, column = fault.location
        assert path in {PATH, "book.toml"}
        assert line is None or 1 <= line <= len(lines)
        assert column is None or 1 <= column <= len(lines[(line or 1) - 1]) + 1
        assert fault.message
        assert fault.hint.endswith((".", "”", "»"))


HUGE = 30_000
MOST_SECONDS = 6.0
"""A quadratic search takes minutes on such lines; an honest one, a second on a slow machine."""


@pytest.mark.parametrize(
    "piece",
    ["'", '"', "«", "(", "]", "`", "<!--", "{", "a", " ", "-", "…", "1", "I", ".", "oe", "[^", "![",
     "](", "\\", "|", "*", "_a", "<a ", "&", "{a}`", "a'", "«a»", "e\u0301", "\u200b", "a,b", "  a", "1.",
     "http://", "[a](", "de de ", "1h", "E", "a. b ", "😀", "м", "aa.A", "a@", "[a]{.language-en}", ", role: x"]
)  # fmt: skip
def test_a_huge_line_is_judged_in_time(piece: str) -> None:
    line = piece * (HUGE // len(piece))
    started = time.process_time()
    judged(Page(PATH, PageHeader(), f"---\nsummary: {line}\n---\n\n# Titre\n\n{line}\n"))
    assert time.process_time() - started < MOST_SECONDS


def test_a_page_full_of_slips_is_mended_in_time() -> None:
    started = time.process_time()
    mend_page("l'été à 81%, «oui» . " * 500 + "\n")
    assert time.process_time() - started < MOST_SECONDS
