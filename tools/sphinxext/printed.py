"""What is printed to be written on, cut out or put up: printed pages, cards, lines, checklists."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective

from tools.model import PrintedHeader
from tools.sphinxext.book import book_of, depend_on_page
from tools.sphinxext.prose import CHECKBOX

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import OptionSpec

MOST_COLUMNS = 6


class CardsDirective(SphinxDirective):
    """Cards, or boxes to fill: each item of the one list that is the body.

    Makes ``<container classes="cards" columns=3><bullet_list classes="cards">``.
    """

    has_content = True
    option_spec: ClassVar[OptionSpec] = {"columns": directives.positive_int}

    def run(self) -> list[Node]:
        found = self.parse_content_to_nodes()
        if len(found) != 1 or not isinstance(found[0], nodes.bullet_list):
            raise self.error("Le corps de « {cards} » est une seule liste : une carte, un tiret.")
        columns = self.options.get("columns", 2)
        if columns > MOST_COLUMNS:
            raise self.error(f"« {{cards}} » a {MOST_COLUMNS} colonnes au plus.")
        found[0]["classes"].append("cards")
        cards = nodes.container("", found[0], classes=["cards"], columns=columns)
        self.set_source_info(cards)
        return [cards]


class LinesDirective(SphinxDirective):
    """Lines to write on; makes ``<container classes="writing-lines" count=4>``, which is empty."""

    required_arguments = 1

    def run(self) -> list[Node]:
        if not self.arguments[0].isdecimal() or not int(self.arguments[0]):
            raise self.error("« {lines} » attend un nombre de lignes : « {lines} 4 ».")
        lines = nodes.container(classes=["writing-lines"], count=int(self.arguments[0]))
        self.set_source_info(lines)
        return [lines]


class MarkPrinted(SphinxTransform):
    """Give ``printed`` (its letter) and ``wall`` to the first section of a page that is printed."""

    default_priority = 700

    def apply(self, **kwargs: object) -> None:
        header = book_of(self.env).page(self.env.docname).header
        section = next(iter(self.document.findall(nodes.section)), None)
        if isinstance(header, PrintedHeader) and header.printed and section is not None:
            section["printed"] = header.printed
            section["wall"] = header.wall


class MarkChecklists(SphinxTransform):
    """Give the class ``checklist`` to each list all of whose items begin with a box to tick."""

    default_priority = 700

    def apply(self, **kwargs: object) -> None:
        for listed in self.document.findall(nodes.bullet_list):
            items = [item.astext().lstrip() for item in listed.children]
            if items and all(words.startswith(CHECKBOX) for words in items):
                listed["classes"] = list(dict.fromkeys([*listed["classes"], "checklist"]))


def reference_to_page(
    docname: str, content: Iterable[Node], env: BuildEnvironment
) -> addnodes.pending_xref:
    """Return a link to a page, to be resolved by each output."""
    return addnodes.pending_xref(
        "", nodes.inline("", "", *content),
        refdomain="std", reftype="doc", reftarget=f"/{docname}", refdoc=env.docname,
        refexplicit=True, refwarn=True,
    )  # fmt: skip


def reference_to_printed(letter: str, shown: str, env: BuildEnvironment) -> Node:
    """Return a link to the page printed under *letter*; its words alone, when there is none."""
    page = book_of(env).printed.get(letter)
    if page is None:
        return nodes.Text(shown)
    depend_on_page(env, page.path)
    return reference_to_page(page.docname, [nodes.Text(shown)], env)


def setup_printed(app: Sphinx) -> None:
    """Register the two directives, and the transforms that mark pages and checklists."""
    app.add_directive("cards", CardsDirective)
    app.add_directive("lines", LinesDirective)
    app.add_transform(MarkPrinted)
    app.add_transform(MarkChecklists)
