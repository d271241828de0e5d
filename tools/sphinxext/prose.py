"""Texts of a header, set on the page that the header belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils.nodes import Node

    from tools.model import Prose

CHECKBOX = "☐"
"""With what an item of a checklist begins."""


class ProseDirective(SphinxDirective):
    """A directive that sets texts of headers: inline MyST, each with the line it was written on."""

    def inline(self, prose: Prose) -> list[Node]:
        """Return the nodes of a text; what is wrong with it is told at its own line."""
        line = self.lineno if prose.line is None else prose.line
        found, told = self.parse_inline(prose.text, lineno=line - 1)  # MyST adds one
        return [*found, *told]

    def paragraph(
        self, prose: Prose, *, label: str = "", classes: Iterable[str] = ()
    ) -> nodes.paragraph:
        """Return ``<paragraph><strong>label</strong> : text``."""
        return labelled(label, self.inline(prose), classes=classes)

    def bullets(self, texts: Iterable[Prose]) -> nodes.bullet_list:
        return bullet_list(self.inline(prose) for prose in texts)

    def checklist(self, texts: Iterable[Prose]) -> nodes.bullet_list:
        """Return ``<bullet_list classes="checklist">``, a box to tick before each item's words."""
        return bullet_list(
            ([nodes.Text(f"{CHECKBOX} "), *self.inline(prose)] for prose in texts),
            classes=["checklist"],
        )


def labelled(
    label: str, content: Iterable[Node], *, classes: Iterable[str] = ()
) -> nodes.paragraph:
    """Return a paragraph that opens with what it is, where *label* says so."""
    paragraph = nodes.paragraph(classes=list(classes))
    if label:
        paragraph += [nodes.strong("", label), nodes.Text(" : ")]
    paragraph += list(content)
    return paragraph


def bullet_list(
    items: Iterable[Iterable[Node]], *, classes: Iterable[str] = ()
) -> nodes.bullet_list:
    """Return a list, each of whose items is one paragraph."""
    listed = nodes.bullet_list(classes=list(classes))
    listed += [nodes.list_item("", nodes.paragraph("", "", *item)) for item in items]
    return listed


def definition_list(
    entries: Iterable[tuple[str, Iterable[Node]]], *, classes: Iterable[str] = ()
) -> nodes.definition_list:
    """Return a list of terms, each with the blocks that define it."""
    listed = nodes.definition_list(classes=list(classes))
    listed += [
        nodes.definition_list_item("", nodes.term("", term), nodes.definition("", *blocks))
        for term, blocks in entries
    ]
    return listed
