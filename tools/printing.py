"""How diagnostics are shown: to a person, to a program, to a forge."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO
from unicodedata import category, combining, east_asian_width

from tools.diagnostics import Diagnostic, Level

_WIDTH = 100
"""Columns of a quoted line; a longer one is cut around its fault."""

_COLOURS = {Level.ERROR: "31", Level.WARNING: "33", Level.REVIEW: "36"}
_ANNOTATIONS = {Level.ERROR: "error", Level.WARNING: "warning", Level.REVIEW: "notice"}


def as_text(
    found: Iterable[Diagnostic], texts: Mapping[str, str], *, colour: bool = False
) -> Iterator[str]:
    """Yield each diagnostic for a person: where and what, the line itself, what to do.

    *texts* gives the sources by path; a place that is in none of them is not quoted.
    """
    for fault in found:
        level = _painted(fault.rule.level.shown, _COLOURS[fault.rule.level], colour=colour)
        place = _painted(str(fault.location), "1", colour=colour)
        yield f"{place}: {fault.rule.code} {level} — {fault.message}"
        yield from _quoted(fault, texts.get(fault.location.path, ""))
        yield f"    → {fault.hint}"


def as_json(found: Iterable[Diagnostic]) -> str:
    """Return diagnostics as one JSON array (its items: ``Diagnostic.as_data``)."""
    return json.dumps([fault.as_data() for fault in found], ensure_ascii=False, indent=1)


def as_annotations(found: Iterable[Diagnostic]) -> Iterator[str]:
    """Yield diagnostics as workflow commands, which GitHub shows beside the lines."""
    for fault in found:
        at = fault.location
        place = [f"file={_escaped(at.path)}"]
        place += [
            f"{key}={value}" for key, value in (("line", at.line), ("col", at.column)) if value
        ]
        place.append(f"title={_escaped(fault.rule.code)}")
        text = f"{fault.message} → {fault.hint}".replace("%", "%25").replace("\n", "%0A")
        yield f"::{_ANNOTATIONS[fault.rule.level]} {','.join(place)}::{text}"


class Progress:
    """One line on a terminal that says what is being done, once that has taken over a second.

    Elsewhere than on a terminal it stays silent; it leaves no trace when it ends.
    """

    def __init__(self, stream: TextIO, *, after: float = 1.0) -> None:
        self._stream = stream
        self._shows_at = time.monotonic() + after
        self._shown = False

    def say(self, step: str) -> None:
        """Show *step* in place of the one before."""
        if self._stream.isatty() and time.monotonic() >= self._shows_at:
            self._stream.write(f"\r\033[KVérification : {step}…")
            self._stream.flush()
            self._shown = True

    def end(self) -> None:
        """Wipe the line."""
        if self._shown:
            self._stream.write("\r\033[K")
            self._stream.flush()


def count(number: int, word: str) -> str:
    """Return « 1 page », « 8 pages »; the word takes a plain s."""
    return f"{number} {word}{'s' if number > 1 else ''}"


def _quoted(fault: Diagnostic, text: str) -> Iterator[str]:
    """Yield the line of a fault, and a mark under its place where the column is known."""
    at = fault.location
    lines = text.split("\n")
    if at.line is None or not 0 < at.line <= len(lines) or not lines[at.line - 1].strip():
        return
    line = "".join(map(_harmless, lines[at.line - 1]))
    start = max(0, min((at.column or 1) - _WIDTH // 2, len(line) - _WIDTH))
    shown = line[start : start + _WIDTH]
    before, after = "…" if start else "", "…" if start + _WIDTH < len(line) else ""
    yield f"    {before}{shown}{after}"
    if at.column is not None:
        indent = _columns(before + line[start : at.column - 1])
        yield " " * (4 + indent) + "^"


def _harmless(character: str) -> str:
    """Return *character* as a terminal may show it: an escape sequence in a page is not obeyed."""
    if character == "\t":
        return " "
    return "\ufffd" if category(character).startswith("C") else character


def _columns(text: str) -> int:
    """Columns that *text* takes on a terminal."""
    return sum(
        0 if combining(character) else 2 if east_asian_width(character) in "WF" else 1
        for character in text
    )


def _painted(text: str, code: str, *, colour: bool) -> str:
    return f"\033[{code}m{text}\033[0m" if colour else text


def _escaped(value: str) -> str:
    for character, code in (("%", "%25"), (",", "%2C"), (":", "%3A"), ("\n", "%0A")):
        value = value.replace(character, code)
    return value
