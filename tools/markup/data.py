"""The book's own data: ``book.toml`` and the register of people, ``people.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from tools.diagnostics import suggest
from tools.markup.report import Report
from tools.model import Book, CreditRank, Duration, Listening, Person, Publisher, VocabularyWord
from tools.rules import BOOK_DATA_READABLE, BOOK_KEY_KNOWN, BOOK_VALUE_TYPED, PERSON_ONCE

BOOK_FILE = "book.toml"
PEOPLE_FILE = "people.toml"
VOCABULARY_FILE = "vocabulary.txt"

BLANKS = (
    "publication_director", "address", "telephone", "contact", "host_name", "host_address",
    "host_telephone",
)  # fmt: skip
"""What only the publisher can say (loi n° 2004-575 du 21 juin 2004, art. 1-1, for the site)."""

_RANK = re.compile(r"([1-9]\d{0,3})\.([1-9]\d{0,3})")
_KEY = re.compile(r"[ \t]*(?P<key>\w+)[ \t]*=")
_NUMBER = re.compile(r"[1-9]\d{0,3}")
_TOTAL = "total"

_BOOK_TEXTS = ("title", "subtitle", "language", "edition", "version")


def read_book_data(text: str, report: Report) -> Book:
    """Read ``book.toml`` into a book that has no page yet."""
    data = _load(text, report)
    if report.found:  # nothing was read: nothing can be said to be missing
        report = Report(report.path)
    keys = _Table(data, text, report, "", 1)
    texts = {key: keys.text(key) for key in _BOOK_TEXTS}
    day = keys.take("date", date, "une date (2026-11-23)")
    site_url = keys.text("site_url", may_be_empty=True)
    publisher = keys.take("publisher", dict, "une table [publisher]")
    inner = _Table(publisher or {}, text, report, "publisher", _line_of(text, "publisher"))
    book = Book(
        title=texts["title"],
        subtitle=texts["subtitle"],
        language=texts["language"],
        edition=texts["edition"],
        version=texts["version"],
        date=day or date(1970, 1, 1),
        site_url=site_url,
        listening=_read_listening(keys, text, report),
        publisher=Publisher(
            name=inner.text("name"),
            full_name=inner.text("full_name"),
            blanks={key: inner.text(key, may_be_empty=True) for key in BLANKS},
        ),
    )
    keys.refuse_the_rest()
    inner.refuse_the_rest()
    return book


def _read_listening(keys: _Table, text: str, report: Report) -> Listening | None:
    """Read the table [durations], where there is one: an episode's number, or « total », each."""
    table = keys.take("durations", dict, "une table [durations]", optional=True)
    if table is None:
        return None
    line = _line_of(text, "durations") or 1
    inner = _Table(table, text, report, "durations", line)
    read = {key: inner.duration(key) for key in table if key == _TOTAL or _NUMBER.fullmatch(key)}
    inner.refuse_the_rest()
    return Listening(
        durations={int(key): each for key, each in read.items() if each and key != _TOTAL},
        total=read.get(_TOTAL),
        lines=_key_lines(text.split("\n")[line:], line + 1),
    )


def read_people(text: str, report: Report) -> tuple[Person, ...]:
    """Read the register: one ``[[person]]`` table for each real person."""
    data = _load(text, report)
    people: dict[str, Person] = {}
    source = text.split("\n")
    starts = [n for n, line in enumerate(source, 1) if line.strip().startswith("[[person]]")]
    entries = data.get("person", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        report.broken(
            BOOK_VALUE_TYPED, _line_of(text, "person"), "« person » n’est pas une suite de fiches",
            hint="Chaque personne s’écrit sous une ligne [[person]].",
        )  # fmt: skip
        return ()
    for index, entry in enumerate(entries):
        line = starts[index] if index < len(starts) else None
        keys = _Table(entry, text, report, "person", line)
        person = Person(
            name=keys.text("name"),
            sort=keys.text("sort"),
            role=keys.text("role", may_be_empty=True),
            note=keys.text("note", may_be_empty=True),
            credited=keys.rank("credited"),
            line=line,
            lines=_key_lines(source[line:], line + 1) if line else {},
        )
        keys.refuse_the_rest()
        if person.name in people:
            first = people[person.name].line
            report.broken(PERSON_ONCE, line, f"« {person.name} » est déjà à la ligne {first}")
        elif person.name:  # without one, the entry has been reported, and is nobody yet
            people[person.name] = person
    for key in data:
        if key != "person":
            report.broken(
                BOOK_KEY_KNOWN, _line_of(text, key), f"« {key} » n’est pas une clé connue",
                hint="Chaque personne s’écrit sous une ligne [[person]].",
            )  # fmt: skip
    return tuple(people.values())


def read_vocabulary(text: str) -> tuple[VocabularyWord, ...]:
    """Read the book's own words, one a line; what follows ``#`` is a comment."""
    lines = (line.partition("#")[0].strip() for line in text.split("\n"))
    return tuple(VocabularyWord(word, line) for line, word in enumerate(lines, 1) if word)


def _load(text: str, report: Report) -> dict[str, Any]:
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


class _Table:
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
        return _line_of(self.source, key, after=self.line or 1) or self.line

    def take(self, key: str, kind: type, expected: str, *, optional: bool = False) -> Any:
        self.asked.append(key)
        value = self.values.get(key)
        if value is None and optional:
            return None
        if not isinstance(value, kind):
            there = "est absente" if value is None else f"attend {expected} ; il y a là « {value} »"
            self.report.broken(BOOK_VALUE_TYPED, self.at(key), f"la clé « {key} » {there}")
            return None
        return value

    def text(self, key: str, *, may_be_empty: bool = False) -> str:
        value = self.take(key, str, "un texte")
        if value == "" and not may_be_empty:
            self.report.broken(BOOK_VALUE_TYPED, self.at(key), f"la clé « {key} » est vide")
        return value or ""

    def duration(self, key: str) -> Duration | None:
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
        for key in self.values:
            if key not in self.asked:
                self.report.broken(
                    BOOK_KEY_KNOWN, self.at(key), f"« {key} » n’est pas une clé connue",
                    hint=suggest(key, self.asked, otherwise=BOOK_KEY_KNOWN.hint),
                )  # fmt: skip


def _line_of(text: str, key: str, *, after: int = 1) -> int | None:
    """Line on which *key* is set, from line *after* on."""
    setting = re.compile(rf"\s*\[*\s*{re.escape(key)}\s*(?:=|\])")
    for number, line in enumerate(text.split("\n"), 1):
        if number >= after and setting.match(line):
            return number
    return None


def _key_lines(lines: Iterable[str], first_line: int) -> dict[str, int]:
    """Line of each key of the table that begins *lines*, up to the next table."""
    found: dict[str, int] = {}
    for number, line in enumerate(lines, first_line):
        if line.lstrip().startswith("["):
            break
        match = _KEY.match(line)
        if match:
            found.setdefault(match["key"], number)
    return found
