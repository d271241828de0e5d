"""Where words stand in a page: paragraphs of prose, and offsets in them turned into columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from tools.diagnostics import Location
from tools.markup.header import find_header
from tools.markup.prose import Kind, Line, Stretch, header_spans, stretches_of
from tools.markup.report import Report
from tools.model import Directive, Page

_TRANSCRIPTS = "transcriptions/"
_STANDS_ALONE = re.compile(r"[ \t>]*(?:#{1,6}\s|`{3}|~{3}|:{3}|:[A-Za-z][\w-]*:|\||\([\w.-]+\)=)")
_ITEM = re.compile(r"[ \t>]*(?:[-*+]\s|\d{1,9}[.)]\s|\[\^[^\]\s]+\]:)")
_SENTENCE_END = re.compile(r"[.!?…]+[\s»”)\]]*\s")
_LONGEST = 600
"""Characters that a sentence may have on either side of a word; without a full stop, none ends."""

_CLAUSE_END = re.compile(r"[.!?…]+[\s»”)\]]*\s|\s?[;:]\s")


class Paragraph(NamedTuple):
    """Lines of prose that follow each other, as one text whose offsets lead back to the page."""

    path: str
    text: str
    """What a reader reads, markup blanked (see ``prose.BLANK``)."""
    raw: str
    """The same characters as the author wrote them."""
    first_line: int
    in_header: bool
    """Whether it is one of a header's short values; what a sheet's header tells is its prose."""

    def at(self, offset: int) -> Location:
        """Return the place in the page of the character at *offset*."""
        line = self.text.count("\n", 0, offset)
        column = offset - (self.text.rfind("\n", 0, offset) + 1)
        return Location(self.path, self.first_line + line, column + 1)

    @property
    def last_line(self) -> int:
        return self.first_line + self.text.count("\n")

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a place of the page that stands in this paragraph."""
        start = 0
        for _ in range(line - self.first_line):
            start = self.text.index("\n", start) + 1
        return start + column - 1

    def is_heading(self) -> bool:
        return self.raw.lstrip(" \t>").startswith("#")

    def is_option(self) -> bool:
        return self.raw.lstrip(" \t>").startswith(":")

    def sentence(self, offset: int) -> tuple[int, int]:
        """Return the bounds of the sentence in which *offset* stands."""
        return _around(_ends(self.text, _SENTENCE_END), offset)

    def clause(self, offset: int) -> tuple[int, int]:
        """Return the bounds of the clause in which *offset* stands; « ; » and « : » end one."""
        return _around(_ends(self.text, _CLAUSE_END), offset)


@lru_cache(maxsize=512)
def _ends(text: str, end: re.Pattern[str]) -> tuple[int, ...]:
    return (0, *(match.end() for match in end.finditer(text)), len(text))


def _around(ends: tuple[int, ...], offset: int) -> tuple[int, int]:
    rank = min(bisect_right(ends, offset), len(ends) - 1)
    return max(ends[rank - 1], offset - _LONGEST), min(ends[rank], offset + _LONGEST)


def paragraphs(page: Page) -> tuple[Paragraph, ...]:
    """Return the prose of *page*, paragraph by paragraph, header values first."""
    return _paragraphs(page.path, page.text)


@lru_cache(maxsize=2048)
def _paragraphs(path: str, text: str) -> tuple[Paragraph, ...]:
    _, height = find_header(text, Report(path))
    own = stretches_of(text)
    header = [stretch for stretch in own if stretch.line <= height]
    return (*_of_header(path, text, header), *_of_body(path, text, own[len(header) :]))


def _of_header(path: str, text: str, own: Iterable[Stretch]) -> Iterator[Paragraph]:
    lines, spans = text.split("\n"), header_spans(text)
    for stretch in own:
        raw = []
        for line in stretch.lines:
            _, start, end = spans[line.number, len(line.text)]
            raw.append(" " * start + lines[line.number - 1][start:end])
        words = "\n".join(line.text for line in stretch.lines)
        is_value = stretch.kind is Kind.VALUE
        yield Paragraph(path, words, "\n".join(raw), stretch.line, in_header=is_value)


def _of_body(path: str, text: str, own: Iterable[Stretch]) -> Iterator[Paragraph]:
    lines = text.split("\n")
    found: list[list[Line]] = []
    joins = False
    for line in (line for stretch in own for line in stretch.lines):
        raw = lines[line.number - 1]
        alone = _STANDS_ALONE.match(raw) is not None
        follows = joins and found[-1][-1].number == line.number - 1
        if follows and not alone and not _ITEM.match(raw):
            found[-1].append(line)
        else:
            found.append([line])
        joins = not alone
    for group in found:
        yield Paragraph(
            path,
            text="\n".join(line.text for line in group),
            raw="\n".join(lines[line.number - 1][: len(line.text)] for line in group),
            first_line=group[0].number,
            in_header=False,
        )


@lru_cache(maxsize=2048)
def source_lines(text: str) -> tuple[str, ...]:
    """Return the lines of a page's source."""
    return tuple(text.split("\n"))


def find_words(
    page: Page, words: str, line: int | None, *, nth: int = 1, within: int = 1
) -> Location:
    """Return the place of the *nth* time that *words* stand, whole, from *line* on.

    Where they do not stand as such (quoted, folded by YAML), the line is all that is told.
    """
    if line is None or not words:
        return Location(page.path, line)
    whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    left = nth
    for number, text in enumerate(source_lines(page.text)[line - 1 : line - 1 + within], line):
        for match in whole.finditer(text):
            left -= 1
            if left == 0:
                return Location(page.path, number, match.start() + 1)
    return Location(page.path, line)


def option_place(page: Page, directive: Directive, option: str) -> Location:
    """Return the place of the value of an option; the directive's own where it has none."""
    lines = source_lines(page.text)[directive.line : directive.content_line - 1]
    for number, line in enumerate(lines, directive.line + 1):
        match = re.match(rf"[ \t>]*:?{re.escape(option)}:[ \t]*", line)
        if match:
            return Location(page.path, number, match.end() + 1)
    return Location(page.path, directive.line)


def last_line(directive: Directive) -> int:
    """Return the last line of what a directive holds."""
    return directive.content_line + len(directive.content) - 1


def is_transcript(page: Page) -> bool:
    """Say whether *page* holds the very words of an episode, and not a written edition of it."""
    return page.path.startswith(_TRANSCRIPTS)


def body(page: Page) -> tuple[Paragraph, ...]:
    """Return the prose of *page*, the short values of its header left out."""
    return tuple(each for each in paragraphs(page) if not each.in_header)
