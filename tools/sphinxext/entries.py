"""What the entries of the back matter share: where they stand in the alphabet, where they lead."""

from __future__ import annotations

import re
from itertools import chain, groupby
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from docutils import nodes
from sphinx import addnodes

from tools.french.likeness import fold
from tools.sphinxext.book import book_of, depend_on_page
from tools.sphinxext.printed import reference_to_page
from tools.sphinxext.prose import ProseDirective
from tools.sphinxext.references import BookDomain, reference_to_episode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from docutils.nodes import Node
    from sphinx.environment import BuildEnvironment

    from tools.model import Places, Prose

T = TypeVar("T")

EDITION_NOTE = "Note de l’édition"
_NO_LETTER = "0-9"
_SIGNS = re.compile(r"[^a-z0-9]+")


class Entry(NamedTuple):
    """An entry of a definition list: the id that links lead to, its term, and what it says."""

    anchor: str
    term: Sequence[Node]
    blocks: Sequence[Node]


class EntryDirective(ProseDirective):
    """A directive that sets entries read from the files of ``reperes/``, without an argument."""

    def said(self, prose: Prose, label: str = "", *, classes: Iterable[str] = ()) -> list[Node]:
        """Return a paragraph that opens with *label*, as a heading in the line; none for no text."""
        if not prose.text:
            return []
        opening: list[Node] = [nodes.strong("", f"{label}."), nodes.Text(" ")] if label else []
        return [nodes.paragraph("", "", *opening, *self.inline(prose), classes=list(classes))]

    def noted(self, prose: Prose) -> list[Node]:
        """Return what the edition adds, and that it does."""
        return self.said(prose, EDITION_NOTE, classes=["entry-note"])

    def found(self, places: Places, *, classes: Iterable[str] = ("entry-places",)) -> list[Node]:
        """Return « Épisode 5 : 5.30, 5.31 ; épisode 2 : 2.5 » as links; nothing for no place."""
        content = found(places, self.env)
        return [nodes.paragraph("", "", *content, classes=list(classes))] if content else []

    def depend_on_episodes(self) -> None:
        """Have the page read again with each page that has passages."""
        for page in book_of(self.env).pages:
            if page.passages:
                depend_on_page(self.env, page.path)


def found(places: Places, env: BuildEnvironment) -> list[Node]:
    """Return links to the passages, by episode, and to the pages, the most telling first."""
    by_episode: dict[str, list[str]] = {}
    for use in places.passages:
        by_episode.setdefault(use.name.lstrip("T").partition(".")[0], []).append(use.name)
    parts = [
        [nodes.Text(f"épisode {number} : "), *in_a_row(passage(each, env) for each in numbers)]
        for number, numbers in by_episode.items()
    ]
    pages = [link for use in places.pages if (link := page_link(use.name, env)) is not None]
    if pages:
        parts.append([nodes.Text("pages : " if len(pages) > 1 else "page : "), *in_a_row(pages)])
    content = in_a_row(parts, " ; ")
    if content:
        opening = content[0].astext()
        content[0] = nodes.Text(opening[:1].upper() + opening[1:])
    return content


def page_link(docname: str, env: BuildEnvironment) -> Node | None:
    """Return a link to a page, by its title; only the site has a home page to lead to."""
    book = book_of(env)
    if docname == env.config.root_doc:
        return nodes.Text("accueil du site")
    for episode in book.episodes:
        if episode.page.docname == docname:
            return reference_to_episode(
                episode.number, [nodes.Text(f"épisode {episode.number}")], env
            )
    titles = {page.docname: page.title for page in book.pages}
    if docname not in titles:
        return None
    return reference_to_page(docname, [nodes.Text(titles[docname])], env)


def passage(number: str, env: BuildEnvironment, *, shown: str = "", name: str = "ep") -> Node:
    """Return a link to a passage that shows its number, to be resolved by each output."""
    return reference("ep", number, [nodes.inline("", shown or number, classes=[name])], env)


def reference(kind: str, target: str, content: Iterable[Node], env: BuildEnvironment) -> Node:
    """Return a link to something of the book, to be resolved by each output."""
    return addnodes.pending_xref(
        "", *content,
        refdomain=BookDomain.name, reftype=kind, reftarget=target, refdoc=env.docname,
        refexplicit=True, refwarn=False,
    )  # fmt: skip


def in_a_row(items: Iterable[Node | Iterable[Node]], separator: str = ", ") -> list[Node]:
    """Return *items* one after the other, *separator* between them."""
    apart: Iterator[list[Node]] = (
        [nodes.Text(separator), *([item] if isinstance(item, nodes.Node) else item)]
        for item in items
    )
    return list(chain.from_iterable(apart))[1:]


def listed(entries: Iterable[Entry], name: str) -> nodes.definition_list:
    """Return ``<definition_list classes=name>``, each item with its id."""
    made = nodes.definition_list(classes=[name])
    for entry in entries:
        made += nodes.definition_list_item(
            "",
            nodes.term("", "", *entry.term),
            nodes.definition("", *entry.blocks),
            ids=[entry.anchor],
        )
    return made


def alphabetical(text: str) -> str:
    """Return what files *text* in an alphabet: « Île » under I, « « Il était » » under I too."""
    return _SIGNS.sub(" ", fold(text)).strip()


def initial(text: str) -> str:
    """Return the letter under which *text* is filed: « É » under E, a number before A."""
    first = alphabetical(text)[:1].upper()
    return first if first.isalpha() else _NO_LETTER


def by_initial(items: Iterable[T], name: Callable[[T], str]) -> Mapping[str, Sequence[T]]:
    """Return *items* in alphabetical order, by the letter under which each is filed."""
    ordered = sorted(items, key=lambda item: (alphabetical(name(item)), name(item)))
    return {
        letter: tuple(same) for letter, same in groupby(ordered, lambda item: initial(name(item)))
    }


def section(anchor: str, title: str | Iterable[Node], *blocks: Node) -> nodes.section:
    """Return a section with the id that links lead to."""
    words = [nodes.Text(title)] if isinstance(title, str) else list(title)
    return nodes.section("", nodes.title("", "", *words), *blocks, ids=[anchor])


def capitalised(text: str) -> str:
    """Return *text* with a capital at its beginning."""
    return text[:1].upper() + text[1:]
