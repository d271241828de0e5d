"""A page's prose, line by line, with all that is markup blanked and every column where it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tools.markup.header import find_header
from tools.markup.report import Report
from tools.model import Page

BLANK = "\ue000"
"""Stands for each character that is no prose: an address, a role's name, a star of emphasis."""

_FENCE = re.compile(r"(?P<indent>[ \t>]*)(?P<marks>`{3,}|~{3,}|:{3,})(?P<info>.*)")
_DIRECTIVE = re.compile(r"\{(?P<name>[^{}\s]+)\}\s*(?P<argument>.*)")
_OPTION = re.compile(r"[ \t>]*:[A-Za-z][\w-]*:[ \t]*")
_WORDLESS = frozenset({"toctree", "image", "raw", "math", "code", "code-block", "literalinclude"})
"""Directives whose argument and body are no prose."""

_TEXT_OPTIONS = ("when", "where", "who", "year", "source", "alt", "caption", "name-alt", "link-alt")
_SHOWS_TARGET = ("person",)
"""Roles whose target is what the reader sees."""

_MARKUP = re.compile(
    r"(?P<code>`+[^`]+`+)"
    r"|(?P<role>\{(?P<rolename>[\w:-]+)\}`(?P<content>[^`]*)`)"
    r"|(?P<attributes>(?<=\])\{[^{}\n]*\})"
    r"|(?P<address>(?<=\])\([^()\s]*(?:\s+\"[^\"]*\")?\))"
    r"|(?P<autolink><?https?://[^\s<>]+>?)"
    r"|(?P<note>\[\^[^\]\s]+\]:?)"
    r"|(?P<comment><!--.*?-->)"
    r"|(?P<emphasis>\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w))"
    r"|(?P<escape>\\(?=[^\w\s]))"
)
_LINE_START = re.compile(r"[ \t>]*(?:#{1,6}[ \t]+|[-*+][ \t]+|\d+[.)][ \t]+|\([\w.-]+\)=[ \t]*$|%.*)?")
_EXPLICIT = re.compile(r"(?P<shown>.+?)(?P<target>\s*<[^<>]+>)")
_HEADER_TEXT = re.compile(
    r"(?:^|[{,]\s*)(?:- *\{?)?(?:summary|subtitle|spoken_title|role):\s*(?P<quote>[\"']?)(?P<text>.*?)(?P=quote)\s*(?:\}|,\s*\w+:|$)"
)


class Line(NamedTuple):
    """A line of prose; its columns are those of the page."""

    number: int
    text: str


def prose_lines(page: Page) -> Iterator[Line]:
    """Yield the lines of *page* that hold prose, header values included."""
    lines = page.text.split("\n")
    _, height = find_header(page.text, Report(page.path))
    for number, line in enumerate(lines[:height], 1):
        for match in _HEADER_TEXT.finditer(line):
            start, end = match.span("text")
            yield Line(number, BLANK * start + line[start:end])
    open_fences: list[tuple[str, bool]] = []  # the marks of each, and whether it holds prose
    options = False
    for number, line in enumerate(lines[height:], height + 1):
        fence = _FENCE.fullmatch(line)
        if fence and _closes(fence, open_fences):
            open_fences.pop()
            continue
        if open_fences and not open_fences[-1][1]:
            continue
        if fence:
            directive = _DIRECTIVE.match(fence["info"].strip())
            holds = directive is not None and directive["name"] not in _WORDLESS
            open_fences.append((fence["marks"], holds))
            options = True
            if directive and holds and directive["argument"]:
                start = line.rfind(directive["argument"])
                yield Line(number, _blanked(BLANK * start + line[start:]))
            continue
        option = _OPTION.match(line) if options else None
        if option:
            if option[0].strip(" \t>:") in _TEXT_OPTIONS:
                yield Line(number, BLANK * option.end() + line[option.end() :])
            continue
        options = False
        if line.strip():
            yield Line(number, _blanked(line))


def _closes(fence: re.Match[str], open_fences: list[tuple[str, bool]]) -> bool:
    if not open_fences or fence["info"].strip():
        return False
    marks = open_fences[-1][0]
    return fence["marks"][0] == marks[0] and len(fence["marks"]) >= len(marks)


def _blanked(line: str) -> str:
    start = _LINE_START.match(line)
    height = start.end() if start else 0
    return BLANK * height + _MARKUP.sub(_blank_markup, line[height:])


def _blank_markup(match: re.Match[str]) -> str:
    whole = match[0]
    if match["role"] is None:
        return BLANK * len(whole)
    content, before = match["content"], len(match["rolename"]) + 3
    explicit = _EXPLICIT.fullmatch(content)
    if explicit:
        shown = explicit["shown"] + BLANK * len(explicit["target"])
    elif match["rolename"].removeprefix("book:") in _SHOWS_TARGET:
        shown = content
    else:
        shown = BLANK * len(content)
    return BLANK * before + shown + BLANK
