"""Mends what can be mended mechanically in a page: how it is typed, never what it says.

Only what is read is touched. Code, addresses, targets of roles, ids and keys of headers stay as
they are; a value of a header changes only if the header then reads with the same keys.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import yaml

from tools.french.house import house_form, sigle_has_no_points
from tools.french.slips import (
    Finder,
    Slip,
    abbreviation_is_french,
    apostrophe_is_curved,
    capital_keeps_its_accent,
    character_is_what_it_seems,
    dash_is_no_hyphen,
    ellipsis_is_one_sign,
    guillemets_hold_spaces,
    ligature_is_joined,
    measure_is_french,
    ordinal_is_short,
    quotes_are_guillemets,
    sign_follows_its_word,
    slash_stands_close,
    space_before_high_sign,
    space_follows_sign,
    space_is_single_and_plain,
)
from tools.markup.header import find_header
from tools.markup.mapping import compose
from tools.markup.prose import Kind, Stretch, data_stretches, stretches_of
from tools.markup.report import Report
from tools.markup.transcript import find_cues

MECHANICAL: tuple[Finder, ...] = (
    # First what hides the rest: odd characters and spaces.
    character_is_what_it_seems,
    space_is_single_and_plain,
    apostrophe_is_curved,
    quotes_are_guillemets,
    ellipsis_is_one_sign,
    abbreviation_is_french,
    ordinal_is_short,
    measure_is_french,
    capital_keeps_its_accent,
    ligature_is_joined,
    house_form,
    sigle_has_no_points,
    dash_is_no_hyphen,
    slash_stands_close,
    sign_follows_its_word,
    space_follows_sign,
    guillemets_hold_spaces,
    space_before_high_sign,
)
"""What needs nobody's judgement; a doubled word or a missing capital does."""

_MOST_ROUNDS = 12
"""One slip hides another (« l' "été" » is three); no text needs half of these rounds."""

_CLINGS_TO_NEXT = frozenset("»;:!?«(")
"""Signs before which a missing space goes, when markup stands there too."""

_UNTOUCHED = re.compile(r"\{[\w:-]+\}`[^`<]*`|\{[\w:-]+\}`[^`]*<[^`<>]*>`")
_DEFINITION = re.compile(r"^[ \t>]*\[[^\[\]^][^\[\]]*\]:", re.MULTILINE)


class _Edit(NamedTuple):
    """A change inside one line; columns from 0."""

    line: int
    start: int
    end: int
    instead: str


def mend_page(text: str) -> str:
    """Return the source of a page with its slips mended; mending it again changes nothing."""
    return _mend(text, stretches_of, _reads_alike)


def mend_data(text: str) -> str:
    """Return a data file with the slips of what it gives to read mended."""
    return _mend(text, data_stretches, _loads_alike)


def _mend(
    text: str,
    read: Callable[[str], Iterable[Stretch]],
    allows: Callable[[str, str, int], bool],
) -> str:
    for _ in range(_MOST_ROUNDS):
        before = text
        for finds in (*MECHANICAL, _cues):
            text = _mend_one_kind(text, read(text), finds, allows)
        if text == before:
            break
    return text


def _mend_one_kind(
    text: str, own: Iterable[Stretch], finds: Finder, allows: Callable[[str, str, int], bool]
) -> str:
    lines = text.split("\n")
    has_definitions = _DEFINITION.search(text) is not None
    edits = {
        edit
        for stretch in own
        for edit in _edits(stretch, finds, lines)
        if not (has_definitions and _is_in_brackets(lines[edit.line], edit))
    }
    # From the end, so that the places of the others stay true.
    for edit in sorted(edits, reverse=True):
        line = lines[edit.line]
        changed = line[: edit.start] + edit.instead + line[edit.end :]
        if allows(text, changed, edit.line):
            lines[edit.line] = changed
            text = "\n".join(lines)
    return text


def _edits(stretch: Stretch, finds: Finder, lines: list[str]) -> Iterator[_Edit]:
    text = stretch.text
    slips = [slip for slip in finds(text) if slip.instead is not None]
    if not slips or (finds is space_is_single_and_plain and stretch.kind is Kind.ROW):
        return
    places = stretch.places()
    done = 0
    for slip in sorted(slips):
        edit = _placed(text, slip, places) if slip.start >= done else None
        if edit is None or _is_guarded(lines[edit.line], edit):
            continue
        if finds is _cues and lines[edit.line][edit.end + 1 : edit.end + 2] in {"(", "[", "{"}:
            continue
        done = slip.end
        yield edit


def _placed(text: str, slip: Slip, places: list[tuple[int, int]]) -> _Edit | None:
    """Return where in the page a slip is mended; None where markup stands in the middle of it."""
    instead = slip.instead or ""
    line, column = places[slip.start]
    if slip.start == slip.end:
        clings = slip.start == 0 or text[slip.start : slip.start + 1] in _CLINGS_TO_NEXT
        if not clings and places[slip.start - 1][0] == line:
            column = places[slip.start - 1][1] + 1
        return _Edit(line - 1, column - 1, column - 1, instead)
    last_line, last = places[slip.end - 1]
    if last_line != line or last - column != slip.end - 1 - slip.start:
        return None
    return _Edit(line - 1, column - 1, last, instead)


def _is_guarded(line: str, edit: _Edit) -> bool:
    """Say whether an edit would change what a role points to, or a sign that is escaped."""
    if line[: edit.start].endswith("\\"):
        return True
    return any(
        match.start() < edit.end and edit.start < match.end()
        if edit.start < edit.end
        else match.start() < edit.start < match.end()
        for match in _UNTOUCHED.finditer(line)
        if not _shows_its_own_words(match[0], edit, match.start())
    )


def _shows_its_own_words(role: str, edit: _Edit, start: int) -> bool:
    """In « {role}`texte <cible>` », the words may be mended; the target never."""
    target = role.rfind("<")
    return target > 0 and edit.end <= start + target and edit.start > start + role.index("`")


def _is_in_brackets(line: str, edit: _Edit) -> bool:
    """Words in brackets may name a link that is defined elsewhere."""
    opened = line.rfind("[", 0, edit.start + 1)
    return opened >= 0 and "]" not in line[opened : edit.start]


def _cues(text: str) -> Iterator[Slip]:
    """Faux : [bruit foule] — Juste : [bruit de foule]."""
    for cue in find_cues(text):
        if cue.admitted is not None and cue.name != cue.admitted:
            yield Slip(cue.start + 1, cue.end - 1, cue.admitted)


def _reads_alike(text: str, changed: str, line: int) -> bool:
    """Say whether a page may have *changed* for its line: in a header, YAML must still read it."""
    header, height = find_header(text, Report(""))
    if line >= height:
        return True
    lines = text.split("\n")
    lines[line] = changed
    try:
        before = compose(header)
        after = compose(find_header("\n".join(lines), Report("")).yaml)
        return _shape_of_yaml(before) == _shape_of_yaml(after)
    except (yaml.YAMLError, RecursionError):
        return False


def _loads_alike(text: str, changed: str, line: int) -> bool:
    lines = text.split("\n")
    lines[line] = changed
    try:
        return _shape(tomllib.loads(text)) == _shape(tomllib.loads("\n".join(lines)))
    except (tomllib.TOMLDecodeError, RecursionError):
        return False


def _shape_of_yaml(node: yaml.Node | None) -> object:
    match node:
        case yaml.MappingNode():
            return [(_written(key), _shape_of_yaml(value)) for key, value in node.value]
        case yaml.SequenceNode():
            return [_shape_of_yaml(item) for item in node.value]
        case yaml.ScalarNode():
            return "" if node.tag.endswith(":str") else _written(node)
        case _:
            return None


def _written(node: yaml.Node) -> tuple[str, str]:
    return node.tag, str(node.value)


def _shape(data: object) -> object:
    """Return *data* with every text emptied: what is left is its keys, lists and other values."""
    if isinstance(data, dict):
        return {key: _shape(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_shape(value) for value in data]
    return "" if isinstance(data, str) else data
