"""A page's prose, line by line, with all that is markup blanked and every column where it was."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from tools.french.characters import HIDDEN, UNWRITTEN
from tools.markup.header import find_header
from tools.markup.report import Report
from tools.markup.texts import Span, data_texts_of, texts_of
from tools.model import Page

BLANK = HIDDEN
"""Stands for each character that nobody reads: an address, a role's name, a star of emphasis."""

_FENCE = re.compile(
    r"[ \t>]*(?P<item>(?:(?:[-*+:]|\d{1,9}[.)])[ \t]+)*)"
    r"(?P<marks>`{3,}(?=[^`]*$)|~{3,}|:{3,})(?P<info>.*)"
)
_DIRECTIVE = re.compile(r"\{(?P<name>[^{}\s]+)\}\s*(?P<argument>.*)")
_OPTION = re.compile(r"[ \t>]*:[A-Za-z][\w-]*:[ \t]*")
_WORDLESS = frozenset(
    (
        "code", "code-block", "contents", "csv-table", "eval-rst", "highlight", "image", "include",
        "index", "literalinclude", "math", "parsed-literal", "raw", "toctree",
    )
)  # fmt: skip
"""Directives that hold no prose; a CSV table has signs of its own."""

_ADDRESSED = frozenset(
    (
        "button-link", "button-ref", "card-carousel", "cards", "class", "container", "div",
        "edition-fact", "figure", "grid", "grid-item", "lines", "list-table-widths", "only", "picture",
        "publisher-fact", "quotes", "timetable",
    )
)  # fmt: skip
"""Directives whose argument is no prose, though their body is."""

_TEXT_OPTIONS = frozenset(
    ("alt", "caption", "footer", "header", "img-alt", "link-alt", "source", "when", "where", "who", "year")
)  # fmt: skip
_SHOWS_TARGET = frozenset(
    (
        "abbr", "dfn", "emphasis", "guilabel", "index", "person", "strong", "sub", "subscript", "sup",
        "superscript", "term", "title", "title-reference",
    )
)  # fmt: skip
"""Roles that show what stands between their backquotes."""

# Each alternative begins where no other of its kind does, so that a line is read once.
_MARKUP = re.compile(
    r"(?P<role>\{(?P<rolename>[\w:-]+)\}`(?P<content>[^`]*)`)"
    r"|(?P<code>(?<!`)(?P<marks>`+)(?!`).+?(?<!`)(?P=marks)(?!`))"
    r"|(?P<foreign>\[(?P<words>[^\[\]]*)\]\{[^{}]*\.language-\w+[^{}]*\})"
    r"|(?P<attributes>(?<=[\])])\{[^{}\n]*\})"
    r"|(?P<address>(?<=\])\([^()\s]*(?:[ \t]+\"[^\"]*\")?\))"
    r"|(?P<label>(?<=\])\[[^\[\]]*\])"
    r"|(?P<autolink><[A-Za-z][\w+.-]*:[^\s<>]*>|<[\w.+-]+@[\w.-]+>|https?://[^\s<>«»]*[\w/])"
    r"|(?P<note>\[\^[^\[\]\s]{1,100}\]:?)"
    r"|(?P<entity>&(?:#\w+|\w+);)"
    r"|(?P<tag></?[A-Za-z][^<>]*>)"
    r"|(?P<image>!(?=\[))"
    r"|(?P<emphasis>\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w))"
    r"|(?P<escape>\\(?=[^\w\s])|\\$)"
)
_CODE = re.compile(r"\{[\w:-]+\}`[^`]*`|(?P<code>(?<!`)(?P<marks>`+)(?!`).+?(?<!`)(?P=marks)(?!`))")
_UNWRITTEN_KINDS = ("code", "autolink", "entity", "tag")
_LINE_START = re.compile(
    r"[ \t>]*(?:(?P<heading>#{1,6}(?:[ \t]+|$))|(?P<item>(?:(?:[-*+]|\d+[.)]|:|:[\w -]{1,40}:)(?:[ \t]+|$))+(?:\[[ xX]\][ \t]+)?))?"
)
_NO_PROSE = re.compile(
    r"[ \t>]*+(?:\([^()]+\)=[ \t]*|%.*|\+\+\+.*|\{[^{}`]*\}|\[[^\[\]^][^\[\]]*\]:[ \t].*"
    r"|(?=[|: \t]*-)[|:\- \t]+|=+[ \t]*|[* \t]+|[_ \t]+)"
)
"""A label, a comment, attributes, a link's definition, a rule or what underlines a table's head."""

_EXPLICIT = re.compile(r"(?P<shown>.*\S)(?P<target>\s*<[^<>]+>)", re.DOTALL)
_MOST_VALUES = 20
"""Texts of one line of a header that are read; each is kept in its place with blanks before it."""


class Line(NamedTuple):
    """A line of prose; its columns are those of the page."""

    number: int
    text: str


class Kind(StrEnum):
    """What a paragraph is made of."""

    TEXT = "text"
    ITEM = "item"
    HEADING = "heading"
    NOTE = "note"
    ROW = "row"
    VALUE = "value"
    """What a header, an option or a data file says in a few words."""
    TITLE = "title"
    """What follows the name of a directive."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph as it is read, and where in the page each of its characters stands."""

    kind: Kind
    lines: tuple[Line, ...]

    @property
    def line(self) -> int:
        return self.lines[0].number

    @property
    def text(self) -> str:
        """Its words without their markup; its lines keep their ends."""
        return "\n".join(line.text.replace(HIDDEN, "") for line in self.lines)

    def places(self) -> list[tuple[int, int]]:
        """Line and column, from 1, of each character of ``text``, and of what follows the last."""
        places: list[tuple[int, int]] = []
        for line in self.lines:
            columns = (n for n, character in enumerate(line.text, 1) if character != HIDDEN)
            places += [(line.number, column) for column in columns]
            places.append((line.number, len(line.text) + 1))
        return places


def prose_lines(page: Page) -> Iterator[Line]:
    """Yield the lines of *page* that hold prose, header values included."""
    for stretch in stretches_of(page.text):
        yield from stretch.lines


def stretches(page: Page) -> tuple[Stretch, ...]:
    """Return the same lines by paragraph; headings, values and rows of a table count as such."""
    return stretches_of(page.text)


def data_stretches(text: str) -> Iterator[Stretch]:
    """Yield what a TOML file of the book gives to read."""
    lines = text.split("\n")
    for each in data_texts_of(text):
        for number, start, end in each.spans:
            shown = lines[number - 1][start:end]
            if each.is_myst:
                shown = _MARKUP.sub(_blank_markup, shown)
            kind = Kind.TEXT if each.is_myst else Kind.VALUE
            yield Stretch(kind, (Line(number, BLANK * start + shown),))


def marked_lines(page: Page) -> Iterator[Line]:
    """Yield the lines of *page* that hold MyST, with their markup; code and comments are hidden."""
    lines = page.text.split("\n")
    _, height = find_header(page.text, Report(page.path))
    for piece, span in _header_pieces(page.text):
        if piece.kind is not Kind.VALUE:
            shown = _CODE.sub(_hide_code, lines[span.line - 1][span.start : span.end])
            yield Line(span.line, BLANK * span.start + shown)
    for block in _blocks(lines, height):
        yield Line(block.number, _CODE.sub(_hide_code, block.text))


@lru_cache(maxsize=512)  # every check reads the same pages
def stretches_of(text: str) -> tuple[Stretch, ...]:
    """Return what the page whose source is *text* gives to read."""
    return tuple(_gathered(_pieces(text)))


class _Piece(NamedTuple):
    """A line of prose, what it is, and whether it goes on with the paragraph before."""

    line: Line
    kind: Kind
    goes_on: bool = False


def _gathered(pieces: Iterable[_Piece]) -> Iterator[Stretch]:
    lines: list[Line] = []
    kind = Kind.TEXT
    for piece in pieces:
        if lines and not piece.goes_on:
            yield Stretch(kind, tuple(lines))
            lines = []
        if not lines:
            kind = piece.kind
        lines.append(piece.line)
    if lines:
        yield Stretch(kind, tuple(lines))


def _pieces(text: str) -> Iterator[_Piece]:
    lines = text.split("\n")
    _, height = find_header(text, Report(""))
    for piece, _ in _header_pieces(text):
        yield piece
    before: tuple[int, Kind] = (0, Kind.HEADING)
    for block in _blocks(lines, height):
        if block.kind is not None:
            blanked = _MARKUP.sub(_blank_markup, block.text)
            yield _Piece(Line(block.number, blanked), block.kind)
            continue
        if not block.text.strip(" \t>") or _NO_PROSE.fullmatch(block.text):
            continue
        blanked = _blanked(block.text)
        if not blanked.replace(BLANK, "").strip():
            continue
        kind = _kind(block.text)
        after = before[0] == block.number - 1 and before[1] not in {Kind.HEADING, Kind.ROW}
        goes_on = kind is Kind.TEXT and after
        if goes_on:
            kind = before[1]
        before = (block.number, kind)
        yield _Piece(Line(block.number, blanked), kind, goes_on)


def header_spans(text: str) -> dict[tuple[int, int], Span]:
    """Return where each text of a header stands, by its line and the column at which it ends."""
    return {(span.line, span.end): span for _, span in _header_pieces(text)}


def _header_pieces(text: str) -> Iterator[tuple[_Piece, Span]]:
    """Yield what a header gives to read; what is inline MyST counts as the page's own prose."""
    lines = text.split("\n")
    told = Counter[int]()
    for each in texts_of(find_header(text, Report("")).yaml):
        kind = Kind.VALUE
        if each.is_myst:
            kind = Kind.ITEM if each.is_item else Kind.TEXT
        for rank, span in enumerate(each.spans):
            told[span.line] += 1
            if told[span.line] > _MOST_VALUES:
                continue
            shown = lines[span.line - 1][span.start : span.end]
            if each.is_myst:
                shown = _MARKUP.sub(_blank_markup, shown)
            line = Line(span.line, BLANK * span.start + shown)
            yield _Piece(line, kind, goes_on=rank > 0), span


class _Block(NamedTuple):
    """A line of the body that is neither code nor a fence; its kind where its place tells it."""

    number: int
    text: str
    kind: Kind | None = None


def _blocks(lines: list[str], height: int) -> Iterator[_Block]:
    """Yield the lines below the header that hold prose or its markup, comments hidden."""
    open_fences: list[tuple[str, bool]] = []  # the marks of each, and whether it holds prose
    options = yaml = comment = False
    for number, line in enumerate(lines[height:], height + 1):
        wordless = bool(open_fences) and not open_fences[-1][1]
        if not wordless:
            line, comment = _without_comments(line, comment)
        fence = _FENCE.fullmatch(line)
        if fence and _closes(fence, open_fences):
            open_fences.pop()
            continue
        if wordless and not options:
            continue
        if fence and not wordless:
            directive = _DIRECTIVE.match(fence["info"].strip())
            holds = directive is not None and directive["name"] not in _WORDLESS
            open_fences.append((fence["marks"], holds))
            options = directive is not None
            if directive and holds and directive["name"] not in _ADDRESSED:
                start = line.rindex(directive["argument"])
                if start < len(line):
                    yield _Block(number, BLANK * start + line[start:], Kind.TITLE)
            continue
        if options and line.strip() == "---":
            yaml = not yaml
            options = yaml
            continue
        option = _OPTION.match(line) if options else None
        if option:
            if option[0].strip(" \t>:") in _TEXT_OPTIONS and line[option.end() :].strip():
                yield _Block(number, BLANK * option.end() + line[option.end() :], Kind.VALUE)
            continue
        if yaml:
            continue
        options = False
        if not wordless:
            yield _Block(number, line)


def _without_comments(line: str, inside: bool) -> tuple[str, bool]:
    """Return *line* with its comments hidden, and whether one is still open at its end."""
    if not inside and "<!--" not in line:
        return line, False
    pieces: list[str] = []
    at = 0
    outside_code = line if inside else _CODE.sub(_hide_code, line)
    while at < len(line):
        sign = "-->" if inside else "<!--"
        found = (line if inside else outside_code).find(sign, at)
        end = len(line) if found < 0 else found + len(sign)
        stretch = line[at:end]
        if inside:
            pieces.append(BLANK * len(stretch))
        else:
            pieces.append(stretch.removesuffix("<!--") + BLANK * (4 if found >= 0 else 0))
        if found >= 0:
            inside = not inside
        at = end
    return "".join(pieces), inside


def _closes(fence: re.Match[str], open_fences: list[tuple[str, bool]]) -> bool:
    if not open_fences or fence["item"] or fence["info"].strip():
        return False
    marks = open_fences[-1][0]
    return fence["marks"][0] == marks[0] and len(fence["marks"]) >= len(marks)


def _kind(line: str) -> Kind:
    start = _LINE_START.match(line)
    if start and start["heading"] is not None:
        return Kind.HEADING
    if start and start["item"] is not None:
        return Kind.ITEM
    words = line.lstrip(" \t>")
    if words.startswith("|"):
        return Kind.ROW
    return Kind.NOTE if words.startswith("[^") and "]:" in words else Kind.TEXT


def _blanked(line: str) -> str:
    start = _LINE_START.match(line)
    height = start.end() if start else 0
    blanked = BLANK * height + _MARKUP.sub(_blank_markup, line[height:])
    return blanked.replace("|", BLANK) if line.lstrip(" \t>").startswith("|") else blanked


def _hide_code(match: re.Match[str]) -> str:
    return match[0] if match["code"] is None else BLANK * len(match[0])


def _blank_markup(match: re.Match[str]) -> str:
    whole = match[0]
    if match["foreign"] is not None:
        words = match["words"]
        return BLANK + UNWRITTEN * len(words) + BLANK * (len(whole) - len(words) - 1)
    if match["role"] is None:
        written = any(match[kind] is not None for kind in _UNWRITTEN_KINDS)
        written &= not whole.startswith("</")
        return (UNWRITTEN if written else BLANK) * len(whole)
    content, name = match["content"], match["rolename"].removeprefix("book:")
    before = len(match["rolename"]) + 3
    explicit = _EXPLICIT.fullmatch(content)
    if explicit:
        shown = explicit["shown"] + BLANK * len(explicit["target"])
    elif name in _SHOWS_TARGET:
        shown = content
    else:
        shown = UNWRITTEN * len(content)
    return BLANK * before + shown + BLANK
