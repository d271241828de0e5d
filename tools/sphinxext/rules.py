"""The table of rules, generated: what is shown is what is checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from tools.french.typography import set_spaces
from tools.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils.nodes import Node
    from sphinx.application import Sphinx

_COLUMNS = (("Règle", 25), ("Ce qui est vrai d’un bon livre", 75))  # two: a phone shows them whole


class rules(nodes.General, nodes.Element):  # noqa: N801  # docutils names nodes so
    """Stands where the table goes, until the builder is known."""


class RulesDirective(SphinxDirective):
    """The table of every rule, on the site alone."""

    def run(self) -> list[Node]:
        return [rules()]


def _show(app: Sphinx, document: nodes.document, docname: str) -> None:
    """Set the table on the site: its many rows serve who maintains the book, not who reads it."""
    for place in list(document.findall(rules)):
        place.replace_self([_table()] if app.builder.format == "html" else [])


def _table() -> nodes.table:
    """Return ``<table classes="rules">`` with a header row, a rule on each further row."""
    group = nodes.tgroup(cols=len(_COLUMNS))
    group += [nodes.colspec(colwidth=width) for _, width in _COLUMNS]
    group += nodes.thead("", _row(name for name, _ in _COLUMNS))
    body = nodes.tbody()
    for rule in RULES:
        body += _row((f"{rule.code} {rule.level.shown}", rule.states))
    group += body
    return nodes.table("", group, classes=["rules"])


def _row(cells: Iterable[str]) -> nodes.row:
    return nodes.row(
        "", *(nodes.entry("", nodes.paragraph("", set_spaces(cell))) for cell in cells)
    )


def setup_rules(app: Sphinx) -> None:
    """Register the directive, and what sets the table."""
    app.add_node(rules)
    app.add_directive("rules", RulesDirective)
    app.connect("doctree-resolved", _show)
