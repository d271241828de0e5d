"""Where the texts of a header or of a data file stand: what is read of them, and their very characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

import yaml

from tools.markup.mapping import compose


class Span(NamedTuple):
    """A stretch of one line of the page; columns from 0, the end left out."""

    line: int
    start: int
    end: int


class Text(NamedTuple):
    """A text that a header gives to read."""

    key: str
    value: str
    """As YAML reads it: without its marks, its lines joined."""
    spans: tuple[Span, ...]
    """As it is written, line by line, its quotation marks and its indentation left out."""
    is_myst: bool
    """Whether it may hold emphasis, roles and links."""
    is_item: bool
    """Whether it is one of a list."""


_ORDINARY = {"summary": False, "subtitle": False, "spoken_title": False, "role": False}
_TIMETABLE = {"title": False, "say": True, "intent": True, "traps": True, "remainder": True}
_KEYS: Mapping[str, Mapping[str, bool]] = {
    "sheet": {
        **_TIMETABLE,
        **dict.fromkeys(("summary", "name", "quantity"), False),
        **dict.fromkeys(
            ("in_brief", "objectives", "audience", "facilitators", "space",
             "week_before", "day_before", "quarter_hour_before",
             "opening", "understanding", "critical", "projection", "action",
             "small_group", "large_group", "outside_public", "without_audio",
             "remote", "accessibility", "care", "harvest",
             "within_a_week", "within_a_month", "evaluation"),
            True,
        ),
    },
    "format": {**_TIMETABLE, "summary": False},
    "printed": {"summary": False},
}  # fmt: skip
"""For each kind of header, told by a key, the keys that hold prose, and whether it is inline MyST."""

DATA_KEYS: Mapping[str, Mapping[str, bool]] = {
    "idea": {"term": False, "theme": False, "definition": True, "used_by": True, "question": True},
    "acronym": {"expansion": False, "definition": True},
    "organisation": {"name": False, "nature": False, "definition": True, "note": True},
    "work": {"title": False, "kind": False, "said": True, "note": True},
    "figure": {"unit": False, "shown": False, "meaning": True, "source": False},
    "place": {"name": False, "nature": False},
    "landmark": {"label": False, "text": True, "note": True},
}
"""For each table of the back matter, the keys that hold prose, and whether it is inline MyST."""

_OTHER_DATA_KEYS = dict.fromkeys(
    ("title", "subtitle", "edition", "full_name", "role", "note"), False
)
"""Keys of ``book.toml`` and ``people.toml`` whose values are read."""

_TABLE = re.compile(r"[ \t]*\[\[?[ \t]*(?P<name>[\w.-]+)")
_TOML_TEXT = re.compile(r"[ \t]*(?P<key>[\w-]+)[ \t]*=[ \t]*\"(?P<text>(?:[^\"\\]|\\.)*)\"(?!\")")
_PROPERTIES = re.compile(r"(?:[&!][^\s]*[ \t]+)+")
_OTHER_LINE_ENDS = str.maketrans(dict.fromkeys("\r\x85\u2028\u2029", " "))
"""Signs that YAML takes for the end of a line, and a page does not."""


@lru_cache(maxsize=512)
def texts_of(source: str) -> tuple[Text, ...]:
    """Return what the header *source*, the text between its fences, gives to read, in order.

    A header that YAML cannot read gives nothing: that is told first.
    """
    source = source.translate(_OTHER_LINE_ENDS)
    try:
        return tuple(_texts(compose(source), source.split("\n")))
    except (yaml.YAMLError, RecursionError):
        return ()


@lru_cache(maxsize=64)
def data_texts_of(source: str) -> tuple[Text, ...]:
    """Return what a TOML file gives to read, in order; each text stands on one line of it."""
    return tuple(_data_texts(source))


def _data_texts(source: str) -> Iterator[Text]:
    keys: Mapping[str, bool] = _OTHER_DATA_KEYS
    for number, line in enumerate(source.split("\n"), 1):
        table = _TABLE.match(line)
        if table:
            keys = DATA_KEYS.get(table["name"], _OTHER_DATA_KEYS)
        match = _TOML_TEXT.match(line)
        if match and match["key"] in keys and match["text"]:
            span = Span(number, *match.span("text"))
            value = match["text"].replace('\\"', '"')
            yield Text(match["key"], value, (span,), keys[match["key"]], is_item=False)


def _texts(top: yaml.Node | None, lines: list[str]) -> Iterator[Text]:
    if not isinstance(top, yaml.MappingNode):
        return
    names = {str(getattr(key, "value", "")) for key, _ in top.value}
    keys = next((each for kind, each in _KEYS.items() if kind in names), _ORDINARY)
    for key, node, is_item in _scalars(top, keys, seen=set()):
        spans = tuple(_spans(node, lines))
        if spans:
            yield Text(key, str(node.value), spans, keys[key], is_item)


def _scalars(
    node: yaml.Node,
    keys: Mapping[str, bool],
    seen: set[int],
    key: str = "",
    *,
    is_item: bool = False,
) -> Iterator[tuple[str, yaml.ScalarNode, bool]]:
    """Yield each text under one of *keys*; what an alias names again has been read where it stands."""
    if id(node) in seen:
        return
    seen.add(id(node))
    match node:
        case yaml.MappingNode():
            for name, value in node.value:
                word = str(getattr(name, "value", ""))
                yield from _scalars(value, keys, seen, word if word in keys else "")
        case yaml.SequenceNode():
            for item in node.value:
                yield from _scalars(item, keys, seen, key, is_item=True)
        case yaml.ScalarNode() if key and node.tag.endswith(":str"):
            yield key, node, is_item


def _spans(node: yaml.ScalarNode, lines: list[str]) -> Iterator[Span]:
    first, last = node.start_mark.line, node.end_mark.line
    if node.style in {">", "|"}:
        yield from _spans_of_block(first + 1, min(last + 1, len(lines)), lines)
        return
    start, end = node.start_mark.column, node.end_mark.column
    properties = _PROPERTIES.match(lines[first], start)
    start = properties.end() if properties else start
    if node.style:
        start, end = start + 1, end - 1
    for number in range(first, min(last + 1, len(lines))):
        line = lines[number]
        here = start if number == first else len(line) - len(line.lstrip())
        there = end if number == last else len(line.rstrip())
        if there > here:
            yield Span(number + 2, here, there)


def _spans_of_block(first: int, last: int, lines: list[str]) -> Iterator[Span]:
    """The lines of a block are those that stand as far to the right as its first one."""
    indentation = None
    for number in range(first, last):
        line = lines[number]
        start = len(line) - len(line.lstrip())
        if not line.strip():
            continue
        indentation = start if indentation is None else indentation
        if start < indentation:
            return
        yield Span(number + 2, start, len(line.rstrip()))
