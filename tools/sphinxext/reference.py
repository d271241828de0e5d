"""Acronyms, organisations, works and figures, with what the edition adds to them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes

from tools.markup.reference import ACRONYMS_FILE, FIGURES_FILE, ORGANISATIONS_FILE, WORKS_FILE
from tools.sphinxext.book import book_of, depend_on_page
from tools.sphinxext.entries import (
    Entry,
    EntryDirective,
    alphabetical,
    capitalised,
    listed,
    reference,
    section,
)
from tools.sphinxext.references import anchor_of, reference_to_episode
from tools.sphinxext.timetable import row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docutils.nodes import Node
    from sphinx.application import Sphinx

    from tools.model import Acronym, Figure, Organisation, Work

_COLUMNS = (("Chiffre", 22), ("Ce qu’il compte", 42), ("Source et passages", 36))
_ELSEWHERE = "La série et ce livre"


class AcronymsDirective(EntryDirective):
    """Makes ``<definition_list classes="entries">``: what an acronym stands for, and what that is."""

    def run(self) -> list[Node]:
        depend_on_page(self.env, ACRONYMS_FILE)
        ordered = sorted(book_of(self.env).acronyms, key=lambda each: alphabetical(each.acronym))
        return [listed(map(self.entry, ordered), "entries")]

    def entry(self, acronym: Acronym) -> Entry:
        expansion = nodes.paragraph("", capitalised(acronym.expansion), classes=["entry-expansion"])
        return Entry(
            anchor_of("acronym", acronym.acronym),
            [nodes.Text(acronym.acronym)],
            [expansion, *self.said(acronym.definition), *self.found(acronym.places)],
        )


class OrganisationsDirective(EntryDirective):
    """Makes ``<definition_list classes="entries">``: what the book says of each organisation."""

    def run(self) -> list[Node]:
        depend_on_page(self.env, ORGANISATIONS_FILE)
        depend_on_page(self.env, ACRONYMS_FILE)
        ordered = sorted(book_of(self.env).organisations, key=lambda each: alphabetical(each.name))
        return [listed(map(self.entry, ordered), "entries")]

    def entry(self, organisation: Organisation) -> Entry:
        return Entry(
            anchor_of("organisation", organisation.name),
            [nodes.Text(organisation.name), *_kind(organisation.nature)],
            [
                *self.said(organisation.definition),
                *self.noted(organisation.note),
                *self.expansion(organisation),
                *self.found(organisation.places),
            ],
        )

    def expansion(self, organisation: Organisation) -> Iterator[nodes.paragraph]:
        """Yield « Sigle : Ucanss », a link to what it stands for."""
        if organisation.acronym in {each.acronym for each in book_of(self.env).acronyms}:
            shown = nodes.inline("", organisation.acronym)
            link = reference("acronym", organisation.acronym, [shown], self.env)
            yield nodes.paragraph("", "", nodes.Text("Sigle : "), link, classes=["entry-related"])


class WorksDirective(EntryDirective):
    """Makes ``<definition_list classes="entries">``: what an episode makes of each work."""

    def run(self) -> list[Node]:
        depend_on_page(self.env, WORKS_FILE)
        return [listed(map(self.entry, book_of(self.env).works), "entries")]

    def entry(self, work: Work) -> Entry:
        return Entry(
            anchor_of("work", work.title),
            [nodes.Text(work.title), *_kind(", ".join(filter(None, (work.kind, work.year))))],
            [*self.said(work.said), *self.noted(work.note), *self.found(work.places)],
        )


class FiguresDirective(EntryDirective):
    """Every number that the book says, a section and a table for each episode.

    Makes ``<section><title>…<table classes="figures">``: three columns, which a phone holds, the
    value, what it counts, then where it comes from, what world it is true of, and the passages.
    """

    def run(self) -> list[Node]:
        depend_on_page(self.env, FIGURES_FILE)
        ordered = sorted(book_of(self.env).figures, key=_episode)
        return [
            section(
                f"chiffres-{number}" if number else "chiffres-du-livre",
                self.title(number),
                self.table(same),
            )
            for number, same in groupby(ordered, _episode)
        ]

    def title(self, number: int) -> str | list[Node]:
        """Return the title of an episode, as a link to it."""
        for each in book_of(self.env).episodes:
            if each.number == number:
                depend_on_page(self.env, each.page.path)
                shown = nodes.Text(f"Épisode {number} — {each.page.title}")
                return [reference_to_episode(number, [shown], self.env)]
        return f"Épisode {number}" if number else _ELSEWHERE

    def table(self, figures: Iterable[Figure]) -> nodes.table:
        group = nodes.tgroup(cols=len(_COLUMNS))
        group += [
            nodes.colspec(colwidth=width, stub=int(rank == 0))
            for rank, (_, width) in enumerate(_COLUMNS)
        ]
        group += nodes.thead("", row(name for name, _ in _COLUMNS))
        body = nodes.tbody()
        body += [self.row(figure) for figure in figures]
        group += body
        return nodes.table("", group, classes=["figures"])

    def row(self, figure: Figure) -> nodes.row:
        made = nodes.row()
        made += nodes.entry("", nodes.paragraph("", figure.shown))
        made += nodes.entry("", *self.said(figure.meaning))
        realm = str(figure.realm or "")
        source = f"{capitalised(realm)} · {figure.source}" if realm else figure.source
        made += nodes.entry(
            "",
            nodes.paragraph("", source, classes=["figure-source"]),
            *self.found(figure.places),
        )
        return made


def _episode(figure: Figure) -> int:
    """Return the episode of a figure's first passage, 0 where only pages have it."""
    passages = figure.places.passages[:1]
    return int(passages[0].name.lstrip("T").partition(".")[0]) if passages else 0


def _kind(words: str) -> list[Node]:
    return [nodes.Text(" "), nodes.inline("", words, classes=["entry-kind"])] if words else []


def setup_reference(app: Sphinx) -> None:
    """Register the four directives."""
    app.add_directive("acronyms", AcronymsDirective)
    app.add_directive("organisations", OrganisationsDirective)
    app.add_directive("works", WorksDirective)
    app.add_directive("figures", FiguresDirective)
