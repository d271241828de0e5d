"""The timetable of a session: its steps at a glance, then one by one with the words to say."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from tools.model import FormatHeader
from tools.sphinxext.book import book_of, depend_on_page
from tools.sphinxext.printed import reference_to_printed
from tools.sphinxext.prose import ProseDirective, definition_list, labelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import OptionSpec

    from tools.model import Step, Timetable, Use

_COLUMNS = (("Étape", 46), ("Forme", 22), ("Minutes", 16), ("Cumul", 16))
_SEPARATOR = " · "


class TimetableDirective(ProseDirective):
    """The timetable of the format that the page explains, or of the one named: ``{timetable} 30``.

    With ``:brief:``, the table alone, without the words to say.
    """

    optional_arguments = 1
    option_spec: ClassVar[OptionSpec] = {"brief": directives.flag}

    def run(self) -> list[Node]:
        timetable = self.timetable()
        table = timetable_table(timetable)
        return [table] if "brief" in self.options else [table, steps(timetable, self)]

    def timetable(self) -> Timetable:
        book = book_of(self.env)
        if not self.arguments:
            header = book.page(self.env.docname).header
            if isinstance(header, FormatHeader):
                return header.timetable
            raise self.error("« {timetable} » n’est pas sur la page d’un format : nommez-en un.")
        named = self.arguments[0].strip()
        if not named.isdecimal() or int(named) not in book.timetables:
            raise self.error(f"« {{timetable}} » : aucun format ne dure {named} minutes.")
        page, timetable = book.timetables[int(named)]
        depend_on_page(self.env, page.path)
        return timetable


def timetable_table(timetable: Timetable) -> nodes.table:
    """Return ``<table classes="timetable">``: a row a step, the last row their sum."""
    group = nodes.tgroup(cols=len(_COLUMNS))
    group += [
        nodes.colspec(colwidth=width, stub=int(rank == 0))
        for rank, (_, width) in enumerate(_COLUMNS)
    ]
    group += nodes.thead("", row(name for name, _ in _COLUMNS))
    body = nodes.tbody()
    for rank, (step, _, end) in enumerate(timetable.running, 1):
        minutes = f"budget : {timetable.budget}" if step.minutes is None else str(step.minutes)
        body += row((f"{rank}. {step.title}", str(step.mode or ""), minutes, str(end)))
    total = str(timetable.minutes)
    body += row(("Total", "", total, total))
    group += body
    return nodes.table("", group, classes=["timetable"])


def row(cells: Iterable[str | Node]) -> nodes.row:
    """Return a row of a table, each cell one paragraph, or empty."""
    made = nodes.row()
    for cell in cells:
        content = nodes.Text(cell) if isinstance(cell, str) else cell
        made += nodes.entry("", *([nodes.paragraph("", "", content)] if cell != "" else []))
    return made


def steps(timetable: Timetable, directive: ProseDirective) -> nodes.definition_list:
    """Return ``<definition_list classes="steps">``: all that is known of each step."""
    return definition_list(
        (
            (_term(rank, step, timetable), _blocks(step, directive))
            for rank, step in enumerate(timetable.steps, 1)
        ),
        classes=["steps"],
    )


def _term(rank: int, step: Step, timetable: Timetable) -> str:
    """Return « 1. Accueil · 2 min · ensemble »."""
    known = step.minutes is not None
    lasts = f"{step.minutes} min" if known else f"budget : {timetable.budget} min"
    parts = [f"{rank}. {step.title}", lasts, str(step.mode or "")]
    return _SEPARATOR.join(part for part in parts if part)


def _blocks(step: Step, directive: ProseDirective) -> Iterator[Node]:
    yield directive.paragraph(step.say, label="À dire", classes=["say"])
    yield directive.paragraph(step.intent, label="Pourquoi")
    if step.traps:
        yield directive.paragraph(step.traps, label="Attention")
    if step.remainder:
        yield directive.paragraph(step.remainder, label="Reste")
    if step.uses:
        yield labelled("Matériel", _uses(step.uses, directive.env))


def _uses(uses: Iterable[Use], env: BuildEnvironment) -> Iterator[Node]:
    """Yield what a step uses, in a row; a printed sheet is a link to its page."""
    letters = book_of(env).printed
    shown = (
        reference_to_printed(use.name, f"feuille {use.name}", env)
        if use.name in letters
        else nodes.Text(use.name)
        for use in uses
    )
    yield from list(chain.from_iterable((nodes.Text(", "), node) for node in shown))[1:]
    yield nodes.Text(".")


def setup_timetable(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("timetable", TimetableDirective)
