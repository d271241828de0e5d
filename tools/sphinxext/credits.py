"""Credits, set from the headers: an episode's, and the whole book's."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from tools.markup.data import PEOPLE_FILE
from tools.model import EpisodeHeader
from tools.sphinxext.book import book_of, depend_on_page
from tools.sphinxext.references import BookDomain, anchor_of, reference_to_episode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils.nodes import Node
    from sphinx.application import Sphinx

    from tools.model import Episode

COLLECTIVE = "Imaginé et produit par les participants au Défi du Lab 2025."
NO_NAMES = "La page publiée ne donne pas de noms pour cet épisode."
CAST, VOICES, PRODUCTION = "Avec", "On y entend aussi", "Production sonore"


class CreditsDirective(SphinxDirective):
    """The credits of the episode that the directive stands in.

    Makes ``<container classes="credits">``: a paragraph, then a definition list, each name
    ``<inline classes="name">`` in ``<bullet_list classes="names">``.
    """

    def run(self) -> list[Node]:
        page = book_of(self.env).page(self.env.docname)
        if not isinstance(page.header, EpisodeHeader):
            raise self.error("« {credits} » n’a de sens que sur la page d’un épisode.")
        credits_ = nodes.container("", nodes.paragraph("", COLLECTIVE), classes=["credits"])
        credits_ += _lists(page.header)
        return [credits_]


class GeneralCreditsDirective(SphinxDirective):
    """The credits of the whole book, a section an episode; links to a person lead here.

    Makes, for each episode, ``<section><title>…<container classes="credits general-credits">``.
    """

    def run(self) -> list[Node]:
        book = book_of(self.env)
        self.env.note_dependency(PEOPLE_FILE)
        sections = []
        for episode in book.episodes:
            depend_on_page(self.env, episode.page.path)
            section = nodes.section(ids=[f"generique-{episode.number}"])
            link = reference_to_episode(episode.number, _title(episode), self.env)
            section += nodes.title("", "", link)
            section += nodes.container(
                "", _lists(episode.header), classes=["credits", "general-credits"]
            )
            self.list_people(section)
            sections.append(section)
        return [*sections]

    def list_people(self, section: nodes.section) -> None:
        """Make each person's first mention a place that links can lead to."""
        domain = cast("BookDomain", self.env.get_domain("book"))
        for name in section.findall(nodes.inline):
            full_name = name.astext()
            if "name" in name["classes"] and full_name not in domain.people:
                anchor = anchor_of("person", full_name)
                name["ids"].append(anchor)
                domain.note_person(full_name, anchor)


def _title(episode: Episode) -> Iterable[Node]:
    return [nodes.Text(f"Épisode {episode.number} — {episode.page.title}")]


def _lists(header: EpisodeHeader) -> nodes.definition_list:
    """Return what an episode's header says of who made it, and who is heard in it."""
    listed = nodes.definition_list()
    cast_names = header.credits.cast
    listed += _entry(
        CAST, nodes.paragraph("", NO_NAMES) if cast_names is None else _names(cast_names)
    )
    others = [voice for voice in header.voices if voice.name not in (cast_names or ())]
    if others:
        listed += _entry(VOICES, _names([v.name for v in others], [v.role for v in others]))
    listed += _entry(PRODUCTION, _names(header.credits.sound_production))
    return listed


def _entry(term: str, content: Node) -> nodes.definition_list_item:
    return nodes.definition_list_item("", nodes.term("", term), nodes.definition("", content))


def _names(names: Iterable[str], roles: Iterable[str] = ()) -> nodes.bullet_list:
    roles = list(roles)
    listed = nodes.bullet_list(classes=["names"])
    for rank, name in enumerate(names):
        line = nodes.paragraph("", "", nodes.inline("", name, classes=["name"]))
        if rank < len(roles) and roles[rank]:
            line += nodes.Text(f", {roles[rank]}")
        listed += nodes.list_item("", line)
    return listed


def setup_credits(app: Sphinx) -> None:
    """Register the two directives."""
    app.add_directive("credits", CreditsDirective)
    app.add_directive("general-credits", GeneralCreditsDirective)
