"""What ``book.toml`` says of the publisher and of the edition, set where a page asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from tools.diagnostics import suggest
from tools.french.numbers import show_date
from tools.sphinxext.book import book_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils.nodes import Node
    from sphinx.application import Sphinx

    from tools.model import Book

BLANK = "à compléter par l’éditeur"
"""What is shown for what only the publisher can say, and has not said yet."""


class FactDirective(SphinxDirective):
    """One fact of ``book.toml``, by its key: ``{publisher-fact} contact``, ``{edition-fact} date``.

    Makes a paragraph; a blank is ``<paragraph><inline classes="blank">``. The book's data being a
    source of every page, none needs to say that it depends on it.
    """

    required_arguments = 1

    def run(self) -> list[Node]:
        key = self.arguments[0]
        facts = self.facts(book_of(self.env))
        if key not in facts:
            hint = suggest(key, facts, otherwise=f"Clés admises : {', '.join(facts)}.")
            raise self.error(f"« {{{self.name}}} {key} » ne dit rien. {hint}")
        return [nodes.paragraph("", "", facts[key])]

    def facts(self, book: Book) -> Mapping[str, Node]:
        if self.name == "edition-fact":
            day = nodes.inline("", show_date(book.date), classes=["edition-date"])
            day["datetime"] = book.date.isoformat()
            return {
                "edition": nodes.Text(book.edition),
                "version": nodes.Text(book.version),
                "date": day,
            }
        publisher = book.publisher
        named = {"name": publisher.name, "full_name": publisher.full_name, **publisher.blanks}
        return {key: _shown(value) for key, value in named.items()}


def _shown(value: str) -> Node:
    if not value.strip():
        return nodes.inline("", BLANK, classes=["blank"])
    return nodes.Text(value)


def setup_publisher(app: Sphinx) -> None:
    """Register the two directives."""
    app.add_directive("publisher-fact", FactDirective)
    app.add_directive("edition-fact", FactDirective)
