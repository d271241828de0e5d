"""What the back matter holds, read from the files of ``reperes/``: ideas, acronyms, figures…"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from tools.markup.report import Report
from tools.markup.table import Table, read_entries
from tools.markup.texts import DATA_KEYS, data_texts_of
from tools.model import (
    Acronym,
    Era,
    Figure,
    Idea,
    IdeaKind,
    Landmark,
    Locality,
    Organisation,
    Places,
    Realm,
    Work,
)
from tools.rules import BOOK_VALUE_TYPED

T = TypeVar("T")

IDEAS_FILE = "reperes/ideas.toml"
ACRONYMS_FILE = "reperes/acronyms.toml"
ORGANISATIONS_FILE = "reperes/organisations.toml"
WORKS_FILE = "reperes/works.toml"
FIGURES_FILE = "reperes/figures.toml"
PLACES_FILE = "reperes/places.toml"
LANDMARKS_FILE = "reperes/landmarks.toml"

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def read_ideas(text: str, report: Report) -> tuple[Idea, ...]:
    """Read the lexicon: one ``[[idea]]`` table for each idea."""
    return tuple(_entries(text, report, "idea", "Chaque idée", _idea))


def read_acronyms(text: str, report: Report) -> tuple[Acronym, ...]:
    """Read the acronyms: one ``[[acronym]]`` table for each."""
    return tuple(_entries(text, report, "acronym", "Chaque sigle", _acronym))


def read_organisations(text: str, report: Report) -> tuple[Organisation, ...]:
    """Read the organisations: one ``[[organisation]]`` table for each."""
    return tuple(_entries(text, report, "organisation", "Chaque organisation", _organisation))


def read_works(text: str, report: Report) -> tuple[Work, ...]:
    """Read the works and archives: one ``[[work]]`` table for each."""
    return tuple(_entries(text, report, "work", "Chaque œuvre", _work))


def read_figures(text: str, report: Report) -> tuple[Figure, ...]:
    """Read the figures: one ``[[figure]]`` table for each."""
    return tuple(_entries(text, report, "figure", "Chaque chiffre", _figure))


def read_localities(text: str, report: Report) -> tuple[Locality, ...]:
    """Read the places on the map: one ``[[place]]`` table for each."""
    return tuple(_entries(text, report, "place", "Chaque lieu", _locality))


def read_landmarks(text: str, report: Report) -> tuple[Landmark, ...]:
    """Read the timeline: one ``[[landmark]]`` table for each of its points."""
    return tuple(_entries(text, report, "landmark", "Chaque repère", _landmark))


READERS: Mapping[str, tuple[str, Callable[[str, Report], tuple[Any, ...]]]] = {
    IDEAS_FILE: ("ideas", read_ideas),
    ACRONYMS_FILE: ("acronyms", read_acronyms),
    ORGANISATIONS_FILE: ("organisations", read_organisations),
    WORKS_FILE: ("works", read_works),
    FIGURES_FILE: ("figures", read_figures),
    PLACES_FILE: ("localities", read_localities),
    LANDMARKS_FILE: ("landmarks", read_landmarks),
}
"""Each file of the back matter, the field of the book that it fills, and how it is read."""


def _entries(
    text: str, report: Report, name: str, what: str, read: Callable[[Table], T]
) -> Iterator[T]:
    written = {text.spans[0].line: text.value for text in data_texts_of(text)}
    for table in read_entries(text, report, name, what=what):
        entry = read(table)
        _check_written(table, written)
        yield entry


def _check_written(table: Table, written: Mapping[int, str]) -> None:
    """A text stands on one line, as it is read: only then can it be judged, and mended, in place."""
    for key in DATA_KEYS[table.name]:
        value = table.values.get(key)
        line = table.at(key)
        if isinstance(value, str) and value.strip() and written.get(line or 0) != value:
            table.report.broken(
                BOOK_VALUE_TYPED, line, f"le texte de « {key} » n’est pas écrit tel qu’il se lit",
                hint="Écrivez-le sur une seule ligne, entre deux guillemets droits, sans « \\ » que devant un guillemet droit.",
            )  # fmt: skip


def _places(table: Table) -> Places:
    return Places(passages=table.numbers("passages"), pages=table.uses("pages"))


def _idea(table: Table) -> Idea:
    return Idea(
        id=_identifier(table),
        term=table.text("term"),
        theme=table.text("theme"),
        kind=table.choice("kind", IdeaKind),
        definition=table.prose("definition"),
        used_by=table.prose("used_by"),
        question=table.prose("question"),
        places=_places(table),
        related=table.uses("related"),
        line=table.line,
    )


def _identifier(table: Table) -> str:
    text = table.text("id")
    if text.strip() and not _ID.fullmatch(text):
        table.report.broken(
            BOOK_VALUE_TYPED, table.at("id"), f"« {text} » n’est pas un identifiant",
            hint="Écrivez-le en minuscules sans accent, avec des traits d’union : « point-sante ».",
        )  # fmt: skip
    return text


def _acronym(table: Table) -> Acronym:
    return Acronym(
        acronym=table.text("acronym"),
        expansion=table.text("expansion"),
        definition=table.prose("definition"),
        places=_places(table),
        line=table.line,
    )


def _organisation(table: Table) -> Organisation:
    return Organisation(
        name=table.text("name"),
        nature=table.text("nature"),
        definition=table.prose("definition"),
        places=_places(table),
        acronym=table.text("acronym", optional=True),
        note=table.prose("note", optional=True),
        line=table.line,
    )


def _work(table: Table) -> Work:
    return Work(
        title=table.text("title"),
        kind=table.text("kind"),
        year=table.text("year", optional=True),
        said=table.prose("said"),
        places=_places(table),
        note=table.prose("note", optional=True),
        line=table.line,
    )


def _figure(table: Table) -> Figure:
    return Figure(
        value=table.text("value"),
        unit=table.text("unit", optional=True),
        shown=table.text("shown"),
        meaning=table.prose("meaning"),
        realm=table.choice("realm", Realm),
        source=table.text("source"),
        places=_places(table),
        line=table.line,
    )


def _locality(table: Table) -> Locality:
    return Locality(
        name=table.text("name"),
        nature=table.text("nature", optional=True),
        places=_places(table),
        line=table.line,
    )


def _landmark(table: Table) -> Landmark:
    return Landmark(
        date=table.text("date"),
        time=table.text("time", optional=True),
        label=table.text("label"),
        text=table.prose("text"),
        era=table.choice("era", Era),
        places=_places(table),
        note=table.prose("note", optional=True),
        line=table.line,
    )
