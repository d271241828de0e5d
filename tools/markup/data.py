"""The book's own data: ``book.toml`` and the register of people, ``people.toml``."""

from __future__ import annotations

import re
from datetime import date

from tools.markup.report import Report
from tools.markup.table import Table, key_lines, line_of, load, read_entries
from tools.model import Book, Listening, Person, Publisher, VocabularyWord
from tools.rules import PERSON_ONCE

BOOK_FILE = "book.toml"
PEOPLE_FILE = "people.toml"
VOCABULARY_FILE = "vocabulary.txt"

BLANKS = (
    "publication_director", "address", "telephone", "contact", "host_name", "host_address",
    "host_telephone",
)  # fmt: skip
"""What only the publisher can say (loi n° 2004-575 du 21 juin 2004, art. 1-1, for the site)."""

_NUMBER = re.compile(r"[1-9]\d{0,3}")
_TOTAL = "total"

_BOOK_TEXTS = ("title", "subtitle", "language", "edition", "version")


def read_book_data(text: str, report: Report) -> Book:
    """Read ``book.toml`` into a book that has no page yet."""
    data = load(text, report)
    if report.found:  # nothing was read: nothing can be said to be missing
        report = Report(report.path)
    keys = Table(data, text, report, "", 1)
    texts = {key: keys.text(key) for key in _BOOK_TEXTS}
    day = keys.take("date", date, "une date (2026-11-23)")
    site_url = keys.text("site_url", may_be_empty=True)
    publisher = keys.take("publisher", dict, "une table [publisher]")
    inner = Table(publisher or {}, text, report, "publisher", line_of(text, "publisher"))
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


def _read_listening(keys: Table, text: str, report: Report) -> Listening | None:
    """Read the table [durations], where there is one: an episode's number, or « total », each."""
    table = keys.take("durations", dict, "une table [durations]", optional=True)
    if table is None:
        return None
    line = line_of(text, "durations") or 1
    inner = Table(table, text, report, "durations", line)
    read = {key: inner.duration(key) for key in table if key == _TOTAL or _NUMBER.fullmatch(key)}
    inner.refuse_the_rest()
    return Listening(
        durations={int(key): each for key, each in read.items() if each and key != _TOTAL},
        total=read.get(_TOTAL),
        lines=key_lines(text.split("\n")[line:], line + 1),
    )


def read_people(text: str, report: Report) -> tuple[Person, ...]:
    """Read the register: one ``[[person]]`` table for each real person."""
    people: dict[str, Person] = {}
    source = text.split("\n")
    for keys in read_entries(text, report, "person", what="Chaque personne"):
        line = keys.line
        person = Person(
            name=keys.text("name"),
            sort=keys.text("sort"),
            role=keys.text("role", may_be_empty=True),
            note=keys.text("note", may_be_empty=True),
            credited=keys.rank("credited"),
            line=line,
            lines=key_lines(source[line:], line + 1) if line else {},
        )
        if person.name in people:
            first = people[person.name].line
            report.broken(PERSON_ONCE, line, f"« {person.name} » est déjà à la ligne {first}")
        elif person.name:  # without one, the entry has been reported, and is nobody yet
            people[person.name] = person
    return tuple(people.values())


def read_vocabulary(text: str) -> tuple[VocabularyWord, ...]:
    """Read the book's own words, one a line; what follows ``#`` is a comment."""
    lines = (line.partition("#")[0].strip() for line in text.split("\n"))
    return tuple(VocabularyWord(word, line) for line, word in enumerate(lines, 1) if word)
