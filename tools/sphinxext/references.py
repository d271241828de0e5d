"""The domain ``book``: people, characters, episodes and passages that pages point to."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.domains import Domain, ObjType
from sphinx.util.docutils import SphinxRole
from sphinx.util.nodes import make_refnode

from tools.markup.reference import IDEAS_FILE
from tools.markup.references import ROLES, shown_text, split_role
from tools.sphinxext.book import book_of, depend_on_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set

    from docutils.nodes import Element, Node, system_message
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from tools.model import Book, Page


class Home(NamedTuple):
    """Where entries of one sort stand: the directive that lists them, and how their ids begin."""

    directive: str
    prefix: str


_HOMES = {
    "person": Home("people", "personne"),
    "entry-of-character": Home("characters", "personnage"),
    "idea": Home("lexicon", "idee"),
    "theme": Home("lexicon-themes", "theme"),
    "acronym": Home("acronyms", "sigle"),
    "organisation": Home("organisations", "organisation"),
    "work": Home("works", "oeuvre"),
}
"""By the type of a link; a role is one such type, and the others are of our own making."""


def anchor_of(typ: str, target: str) -> str:
    """Return the id of the entry for *target*: « idee-miroir », « personne-isabelle-bertin »."""
    prefix = _HOMES[typ].prefix if typ in _HOMES else typ
    return f"{prefix}-{nodes.make_id(target)}"


def _names(page: Page) -> set[str]:
    return {directive.name for directive in page.directives}


class BookRole(SphinxRole):
    """A reference to something of the book, resolved when pages are written.

    Makes ``<pending_xref refdomain="book" reftype="ep"><inline classes="ep">…``.
    """

    def run(self) -> tuple[list[Node], list[system_message]]:
        name = self.name.removeprefix("book:")
        book = book_of(self.env)
        target, _ = split_role(self.text)
        if name == "character" and target in book.characters:
            depend_on_page(self.env, book.characters[target][0].page.path)
        if name == "idea":
            depend_on_page(self.env, IDEAS_FILE)
        reference = addnodes.pending_xref(
            self.rawtext,
            nodes.inline(self.rawtext, shown_text(name, self.text, book), classes=[name]),
            refdomain=BookDomain.name,
            reftype=name,
            reftarget=target,
            refdoc=self.env.docname,
            refexplicit=True,
            refwarn=False,  # markup/ has reported a wrong target, with its place and the right one
        )
        self.set_source_info(reference)
        return [reference], []


class BookDomain(Domain):
    """People and where credits list them; all that is left comes from the model."""

    name = "book"
    label = "Livre"
    roles: ClassVar = {name: BookRole() for name in ROLES}
    initial_data: ClassVar = {"people": {}}
    object_types: ClassVar = {
        "person": ObjType("personne", "person"),
        "idea": ObjType("idée", "idea"),
    }
    data_version = 1

    book: Book
    """Set when the builder is ready; belongs to the application, is never pickled."""

    @property
    def people(self) -> dict[str, tuple[str, str]]:
        """Full name: the page where the person is listed, and the anchor there."""
        return cast("dict[str, tuple[str, str]]", self.data["people"])

    def note_person(self, name: str, anchor: str) -> None:
        """Say that the person *name* is listed at *anchor* of the page being read."""
        self.people.setdefault(name, (self.env.docname, anchor))

    def clear_doc(self, docname: str) -> None:
        for name in [name for name, (page, _) in self.people.items() if page == docname]:
            del self.people[name]

    def merge_domaindata(
        self, docnames: Set[str], otherdata: dict[str, dict[str, tuple[str, str]]]
    ) -> None:
        for name, (page, anchor) in otherdata["people"].items():
            if page in docnames:
                self.people[name] = (page, anchor)

    def resolve_xref(
        self, env: BuildEnvironment, fromdocname: str, builder: Builder, typ: str, target: str,
        node: addnodes.pending_xref, contnode: Element,
    ) -> nodes.reference | None:  # fmt: skip
        """Return the link; the text alone, where there is nothing to open."""
        place = self.place(typ, target)
        if place is None:
            return cast("nodes.reference", contnode)  # Sphinx takes any node
        return make_refnode(builder, fromdocname, *place, contnode)

    def resolve_any_xref(
        self, env: BuildEnvironment, fromdocname: str, builder: Builder, target: str,
        node: addnodes.pending_xref, contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:  # fmt: skip
        return []

    def place(self, typ: str, target: str) -> tuple[str, str] | None:
        """Return page and anchor of what a role points to."""
        book = self.book
        match typ:
            case "person" if target not in book.register or self.home("person") is None:
                return self.people.get(target)
            case "idea" if target not in book.lexicon:
                return None
            case _ if typ in _HOMES:
                home = self.home(typ)
                return (home, anchor_of(typ, target)) if home else None
            case "ep" if target in book.passages:
                page, passage = book.passages[target]
                return page.docname, passage.anchor
            case "ep":
                for episode in book.episodes:
                    if str(episode.number) == target:
                        return episode.page.docname, ""
            case "character" if target in book.characters:
                page = book.characters[target][0].page
                spoken = (each.anchor for each in page.passages if each.speaker == target)
                return page.docname, next(spoken, "")
        return None

    def home(self, typ: str) -> str | None:
        """Return the page that lists what a link of this type leads to."""
        name = _HOMES[typ].directive
        return next((p.docname for p in self.book.pages if name in _names(p)), None)

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        for name in self.people:
            if place := self.place("person", name):
                yield name, name, "person", *place, 1
        for idea in self.book.ideas:
            if place := self.place("idea", idea.id):
                yield idea.id, idea.term, "idea", *place, 1


def setup_references(app: Sphinx) -> None:
    """Register the domain; its roles need no prefix, as it is the primary one."""
    app.add_domain(BookDomain)


def reference_to_episode(number: int, content: Iterable[Node], env: BuildEnvironment) -> Element:
    """Return a link to an episode, to be resolved by each output."""
    return addnodes.pending_xref(
        "", nodes.inline("", "", *content, classes=["ep"]),
        refdomain=BookDomain.name, reftype="ep", reftarget=str(number), refdoc=env.docname,
        refexplicit=True, refwarn=False,
    )  # fmt: skip
