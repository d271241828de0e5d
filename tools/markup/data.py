"""The book's own data: ``book.toml`` and the register of people, ``people.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any

from tools.diagnostics import suggest
from tools.markup.report import Report
from tools.model import Book, Person, Publisher
from tools.rules import BOOK_DATA_READABLE, BOOK_KEY_KNOWN, BOOK_VALUE_TYPED, PERSON_ONCE

BOOK_FILE = "book.toml"
PEOPLE_FILE = "people.toml"

BLANKS = (
    "publication_director", "address", "telephone", "contact", "host_name", "host_address",
    "host_telephone",
)  # fmt: skip
"""What only the publisher can say (loi n° 2004-575 du 21 juin 2004, art. 1-1, for the site)."""

_BOOK_TEXTS = ("title", "subtitle", "language", "edition", "version")


def read_book_data(text: str, report: Report) -> Book:
    """Read ``book.toml`` into a book that has no page yet."""
    data = _load(text, report)
    keys = _Table(data, text, report, "")
    texts = {key: keys.text(key) for key in _BOOK_TEXTS}
    day = keys.take("date", date, "une date (2026-11-23)")
    site_url = keys.text("site_url", may_be_empty=True)
    publisher = keys.take("publisher", dict, "une table [publisher]")
    inner = _Table(publisher or {}, text, report, "publisher")
    book = Book(
        title=texts["title"],
        subtitle=texts["subtitle"],
        language=texts["language"],
        edition=texts["edition"],
        version=texts["version"],
        date=day or date(1970, 1, 1),
        site_url=site_url,
        publisher=Publisher(
            name=inner.text("name"),
            full_name=inner.text("full_name"),
            blanks={key: inner.text(key, may_be_empty=True) for key in BLANKS},
        ),
    )
    keys.refuse_the_rest()
    inner.refuse_the_rest()
    return book


def read_people(text: str, report: Report) -> tuple[Person, ...]:
    """Read the register: one ``[[person]]`` table for each real person."""
    data = _load(text, report)
    people: dict[str, Person] = {}
    lines = [n for n, line in enumerate(text.split("\n"), 1) if line.strip() == "[[person]]"]
    entries = data.get("person", [])
    if not isinstance(entries, list):
        entries = []
    for index, entry in enumerate(entries):
        line = lines[index] if index < len(lines) else None
        keys = _Table(entry if isinstance(entry, dict) else {}, text, report, "person", line)
        person = Person(
            name=keys.text("name"),
            sort=keys.text("sort"),
            role=keys.text("role", may_be_empty=True),
            note=keys.text("note", may_be_empty=True),
            line=line,
        )
        keys.refuse_the_rest()
        if person.name in people:
            first = people[person.name].line
            report.broken(PERSON_ONCE, line, f"« {person.name} » est déjà à la ligne {first}")
        else:
            people[person.name] = person
    for key in data:
        if key != "person":
            report.broken(
                BOOK_KEY_KNOWN, _line_of(text, key), f"« {key} » n’est pas une clé connue",
                hint="Chaque personne s’écrit sous une ligne [[person]].",
            )  # fmt: skip
    return tuple(people.values())


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
        return _line_of(self.source, key, after=self.line or 1) or self.line

    def take(self, key: str, kind: type, expected: str) -> Any:
        self.asked.append(key)
        value = self.values.get(key)
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
