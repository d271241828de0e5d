"""A session sheet, set whole from its header."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes

from tools.model import SheetHeader
from tools.sphinxext.book import book_of, depend_on_page
from tools.sphinxext.episode import shown_duration
from tools.sphinxext.printed import reference_to_printed
from tools.sphinxext.prose import ProseDirective, bullet_list, definition_list, labelled
from tools.sphinxext.quotes import quotes
from tools.sphinxext.references import reference_to_episode
from tools.sphinxext.timetable import steps, timetable_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from tools.model import GroupSize, Intention, Prose
    from tools.model.book import Sheet

Entry = tuple[str, list["Node"]]


class SheetDirective(ProseDirective):
    """All that the page's header says of its session.

    Makes ``<container classes="sheet-card">`` (the question, two lines, a list of what one needs to
    know), then a section for each part of the sheet; a part of which nothing is said has none.
    """

    def run(self) -> list[Node]:
        header = book_of(self.env).page(self.env.docname).header
        if not isinstance(header, SheetHeader):
            raise self.error("« {sheet} » n’a de sens que sur la page d’une fiche.")
        return [self.card(header), *self.sections(header)]

    # --- The card

    def card(self, header: SheetHeader) -> nodes.container:
        card = nodes.container(classes=["sheet-card"])
        card += nodes.paragraph("", header.title, classes=["sheet-question"])
        card += self.paragraph(header.in_brief, classes=["sheet-brief"])
        card += definition_list((term, blocks) for term, blocks in self.facts(header) if blocks)
        return card

    def facts(self, header: SheetHeader) -> Iterator[Entry]:
        yield "Épisode", [self.episode(header.episode)]
        yield "Durée", [nodes.paragraph("", _durations(header))]
        yield "Effectif", [nodes.paragraph("", _size(header.group_size))]
        for term, prose in (
            ("Public", header.audience),
            ("Animation", header.facilitators),
            ("Espace", header.space),
        ):
            yield term, [self.paragraph(prose)] if prose.text else []
        materials = (
            [nodes.Text(", ".join(part for part in (each.name, each.quantity) if part))]
            for each in header.materials
        )
        yield "Matériel", [bullet_list(materials)] if header.materials else []
        links = ([self.printed(use.name)] for use in header.print)
        yield "À imprimer", [bullet_list(links)] if header.print else []

    def episode(self, number: int) -> nodes.paragraph:
        """Return the episode's title, which leads to it, and its duration."""
        for each in book_of(self.env).episodes:
            if each.number == number:
                depend_on_page(self.env, each.page.path)
                title = nodes.Text(f"Épisode {number} — {each.page.title}")
                link = reference_to_episode(number, [title], self.env)
                duration = shown_duration(each.header)
                return nodes.paragraph("", "", link, nodes.Text(" · "), duration)
        return nodes.paragraph("", f"Épisode {number}")

    def printed(self, letter: str) -> Node:
        page = book_of(self.env).printed.get(letter)
        shown = f"{letter}. {page.title}" if page else f"Feuille {letter}"
        return reference_to_printed(letter, shown, self.env)

    # --- The sections

    def sections(self, header: SheetHeader) -> Iterator[nodes.section]:
        for anchor, title, blocks in self.parts(header):
            if blocks:
                yield self.section(anchor, title, blocks)

    def section(self, anchor: str, title: str, blocks: Iterable[Node]) -> nodes.section:
        """Return a section; its name, unlike its id, is one in the whole book."""
        section = nodes.section("", nodes.title("", title), *blocks, ids=[anchor])
        sheet = cast("SheetHeader", book_of(self.env).page(self.env.docname).header).sheet
        section["names"].append(section_name(sheet, anchor))
        self.set_source_info(section)
        self.state.document.note_explicit_target(section)
        return section

    def parts(self, header: SheetHeader) -> Iterator[tuple[str, str, list[Node]]]:
        """Yield the id, the title and the content of each part."""
        yield "objectifs", "Objectifs", self.listed(header.objectives)
        before = header.preparation
        yield "preparer", "Préparer", self.defined(
            ("Une semaine avant", self.ticked(before.week_before)),
            ("La veille", self.ticked(before.day_before)),
            ("Un quart d’heure avant", self.ticked(before.quarter_hour_before)),
        )  # fmt: skip
        for minutes, timetable in sorted(header.formats.items()):
            blocks: list[Node] = [timetable_table(timetable), steps(timetable, self)]
            if minutes in header.intentions:
                blocks.insert(0, _aim(header.intentions[minutes]))
            yield f"deroule-{minutes}", f"Déroulé en {minutes} minutes", blocks
        yield "questions", "Questions", [*self.questions(header)]
        numbers = [use.name for use in header.quotes]
        yield "a-lire", "À lire à voix haute", quotes(numbers, self)
        variants = header.variants
        yield "variantes", "Variantes", self.defined(
            ("Petit groupe", self.said(variants.small_group)),
            ("Grand groupe", self.said(variants.large_group)),
            ("Public extérieur", self.said(variants.outside_public)),
            ("Sans le son", self.said(variants.without_audio)),
        )  # fmt: skip
        yield "a-distance", "À distance", self.listed(header.remote)
        yield "accessibilite", "Accessibilité", self.listed(header.accessibility)
        yield "vigilance", "Points de vigilance", self.listed(header.care)
        yield "recolte", "Récolte", self.listed(header.harvest)
        after = header.follow_up
        yield "suites", "Suites", self.defined(
            ("Dans la semaine", self.listed(after.within_a_week)),
            ("Dans le mois", self.listed(after.within_a_month)),
        )  # fmt: skip
        yield "evaluation", "Évaluation", self.listed(header.evaluation)

    def questions(self, header: SheetHeader) -> Iterator[nodes.section]:
        asked = header.questions
        for anchor, title, texts in (
            ("questions-ouvrir", "Pour ouvrir", asked.opening),
            ("questions-comprendre", "Pour comprendre", asked.understanding),
            ("questions-critiquer", "Pour garder l’esprit critique", asked.critical),
            ("questions-se-projeter", "Pour se projeter", asked.projection),
            ("questions-agir", "Pour agir", asked.action),
        ):
            if texts:
                yield self.section(anchor, title, self.listed(texts))

    def listed(self, texts: tuple[Prose, ...]) -> list[Node]:
        return [self.bullets(texts)] if texts else []

    def ticked(self, texts: tuple[Prose, ...]) -> list[Node]:
        return [self.checklist(texts)] if texts else []

    def said(self, prose: Prose) -> list[Node]:
        return [self.paragraph(prose)] if prose.text else []

    def defined(self, *entries: Entry) -> list[Node]:
        kept = [(term, blocks) for term, blocks in entries if blocks]
        return [definition_list(kept)] if kept else []


def section_name(sheet: int, anchor: str) -> str:
    """Return the name by which a part of a sheet can be pointed to from any page."""
    return f"fiche-{sheet}-{anchor}"


def reference_to_session(
    sheet: Sheet, minutes: int, content: Iterable[Node], env: BuildEnvironment
) -> addnodes.pending_xref:
    """Return a link to one format of a sheet, to be resolved by each output."""
    return addnodes.pending_xref(
        "", nodes.inline("", "", *content),
        refdomain="std", reftype="ref", reftarget=section_name(sheet.number, f"deroule-{minutes}"),
        refdoc=env.docname, refexplicit=True, refwarn=True,
    )  # fmt: skip


def _aim(intention: Intention) -> nodes.paragraph:
    words = str(intention)
    content = [nodes.Text(f"{words[:1].lower()}{words[1:]}.")]
    return labelled("Intention", content, classes=["timetable-aim"])


def _durations(header: SheetHeader) -> str:
    """Return « 30, 60 ou 120 minutes, au choix »."""
    *others, last = [str(minutes) for minutes in sorted(header.formats)] or ["0"]
    return f"{', '.join(others)} ou {last} minutes, au choix" if others else f"{last} minutes"


def _size(size: GroupSize) -> str:
    return f"de {size.min} à {size.max} personnes ; {size.ideal}, c’est l’idéal"


def setup_sheets(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("sheet", SheetDirective)
