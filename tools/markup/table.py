"""TOML read key by key: a table of a data file, where each slip is reported with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from tools.diagnostics import suggest
from tools.markup.report import Report
from tools.model import CreditRank, Duration, Prose, Use
from tools.rules import BOOK_DATA_READABLE, BOOK_KEY_KNOWN, BOOK_VALUE_TYPED

E = TypeVar("E", bound=StrEnum)

_RANK = re.compile(r"([1-9]\d{0,3})\.([1-9]\d{0,3})")
_PASSAGE = re.compile(r"T?[1-9]\d{0,3}\.[1-9]\d{0,3}[a-z]?")
_KEY = re.compile(r"[ \t]*(?P<key>\w+)[ \t]*=")


def load(text: str, report: Report) -> dict[str, Any]:
    """Return what a TOML file says; nothing, reported, when it is no TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+), column (\d+)", str(error))
        line = int(found[1]) if found else len(text.split("\n"))
        lines = text.split("\n")
        there = lines[line - 1].strip() if line <= len(lines) else ""
        report.broken(
            BOOK_DATA_READABLE, line, f"ce n’est plus du TOML ici : « {there} »",
            column=int(found[2]) if found else None,
        )  # fmt: skip
        return {}


def read_entries(text: str, report: Report, name: str, *, what: str) -> Iterator[Table]:
    """Yield each table that stands under a line ``[[name]]``; a file of entries holds nothing else.

    *what* names an entry in the hint: « Chaque personne ». A key that nobody asked for is refused
    once the entry has been read.
    """
    data = load(text, report)
    hint = f"{what} s’écrit sous une ligne [[{name}]]."
    entries = data.get(name, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        report.broken(
            BOOK_VALUE_TYPED, line_of(text, name), f"« {name} » n’est pas une suite de fiches",
            hint=hint,
        )  # fmt: skip
        return
    opening = f"[[{name}]]"
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines, 1) if line.strip().startswith(opening)]
    for rank, entry in enumerate(entries):
        table = Table(entry, text, report, name, starts[rank] if rank < len(starts) else None)
        yield table
        table.refuse_the_rest()
    for key in data:
        if key != name:
            report.broken(
                BOOK_KEY_KNOWN, line_of(text, key), f"« {key} » n’est pas une clé connue", hint=hint
            )


class Table:
    """A TOML table that is read key by key, each slip reported with its line."""

    def __init__(
        self,
        values: Mapping[str, Any],
        text: str,
        report: Report,
        name: str,
        line: int | None = None,
    ) -> None:
        self.values = values
        self.source = text
        self.report = report
        self.name = name
        self.line = line
        self.asked: list[str] = []

    def at(self, key: str) -> int | None:
        """Line of *key*; the table's own where the key is absent."""
        if key not in self.values and self.line:
            return self.line
        return line_of(self.source, key, after=self.line or 1) or self.line

    def take(self, key: str, kind: type, expected: str, *, optional: bool = False) -> Any:
        """Return the value of *key*, of type *kind*; None, reported, when it is anything else."""
        self.asked.append(key)
        value = self.values.get(key)
        if value is None and optional:
            return None
        if not isinstance(value, kind):
            there = "est absente" if value is None else f"attend {expected} ; il y a là « {value} »"
            self.report.broken(BOOK_VALUE_TYPED, self.at(key), f"la clé « {key} » {there}")
            return None
        return value

    def text(self, key: str, *, may_be_empty: bool = False, optional: bool = False) -> str:
        """Return a text; one that may be left out is empty where it is."""
        value = self.take(key, str, "un texte", optional=optional)
        if value is not None and not value.strip() and not may_be_empty and not optional:
            self.report.broken(BOOK_VALUE_TYPED, self.at(key), f"la clé « {key} » est vide")
        return value or ""

    def prose(self, key: str, *, optional: bool = False) -> Prose:
        """Return a text in inline MyST, with its line."""
        value = self.text(key, optional=optional)
        return Prose(value, self.at(key) if value else self.line)

    def uses(self, key: str) -> tuple[Use, ...]:
        """Return what a list names, each with its line; nothing where the list is left out."""
        names = self.take(key, list, "une liste de textes", optional=True) or []
        if not all(isinstance(name, str) and name.strip() for name in names):
            self.report.broken(
                BOOK_VALUE_TYPED, self.at(key), f"la clé « {key} » attend une liste de textes",
                hint="Mettez chaque nom ou numéro entre guillemets droits (\"2.14\").",
            )  # fmt: skip
            names = [name for name in names if isinstance(name, str) and name.strip()]
        line = self.at(key)
        return tuple(Use(name, self._line_of_item(name, line)) for name in names)

    def numbers(self, key: str) -> tuple[Use, ...]:
        """Return the numbers of passages that a list gives."""
        found = self.uses(key)
        for use in found:
            if not _PASSAGE.fullmatch(use.name):
                self.report.broken(
                    BOOK_VALUE_TYPED, use.line, f"« {use.name} » n’est pas un numéro de passage",
                    hint="Écrivez l’épisode, un point, le rang du passage : \"2.14\".",
                )  # fmt: skip
        return tuple(use for use in found if _PASSAGE.fullmatch(use.name))

    def _line_of_item(self, name: str, line: int | None) -> int | None:
        """Line of *name* in the list that opens at *line*; a list may go over several."""
        if line is None:
            return None
        for number, text in enumerate(self.source.split("\n")[line - 1 :], line):
            if f'"{name}"' in text or f"'{name}'" in text:
                return number
            if text.rstrip().endswith("]"):
                break
        return line

    def choice(self, key: str, among: type[E]) -> E | None:
        """Return the one of *among* that a word names, in the very spelling of its list."""
        value = self.text(key)
        words = [str(each) for each in among]
        if value in words:
            return among(value)
        if value.strip():
            listed = ", ".join(f"« {word} »" for word in words)
            self.report.broken(
                BOOK_VALUE_TYPED, self.at(key),
                f"la clé « {key} » attend l’un de {listed} ; il y a là « {value} »",
                hint=suggest(value, words, otherwise=f"Écrivez l’un de {listed}."),
            )  # fmt: skip
        return None

    def duration(self, key: str) -> Duration | None:
        """Return a duration, as ISO 8601 writes it."""
        value = self.text(key)
        try:
            return Duration.from_iso(value) if value else None
        except ValueError:
            self.report.broken(
                BOOK_VALUE_TYPED, self.at(key), f"la durée « {value} » ne se lit pas",
                hint="Écrivez une durée ISO 8601 : « PT8M » pour huit minutes.",
            )  # fmt: skip
            return None

    def rank(self, key: str) -> CreditRank | None:
        """Read « 4.3 »: the third name of the fourth episode's list."""
        value = self.take(key, str, "un texte", optional=True)
        match = _RANK.fullmatch(value or "")
        if match:
            return CreditRank(int(match[1]), int(match[2]))
        if value is not None:
            self.report.broken(
                BOOK_VALUE_TYPED, self.at(key), f"« {key} » ne dit pas où : « {value} »",
                hint="Écrivez l’épisode, un point, le rang dans « cast » : « 4.3 ».",
            )  # fmt: skip
        return None

    def refuse_the_rest(self) -> None:
        """Report each key that nobody asked for."""
        for key in self.values:
            if key not in self.asked:
                self.report.broken(
                    BOOK_KEY_KNOWN, self.at(key), f"« {key} » n’est pas une clé connue",
                    hint=suggest(key, self.asked, otherwise=BOOK_KEY_KNOWN.hint),
                )  # fmt: skip


def line_of(text: str, key: str, *, after: int = 1) -> int | None:
    """Line on which *key* is set, from line *after* on."""
    setting = re.compile(rf"\s*\[*\s*{re.escape(key)}\s*(?:=|\])")
    for number, line in enumerate(text.split("\n")[after - 1 :], after):
        if setting.match(line):
            return number
    return None


def key_lines(lines: Iterable[str], first_line: int) -> dict[str, int]:
    """Line of each key of the table that begins *lines*, up to the next table."""
    found: dict[str, int] = {}
    for number, line in enumerate(lines, first_line):
        if line.lstrip().startswith("["):
            break
        match = _KEY.match(line)
        if match:
            found.setdefault(match["key"], number)
    return found
