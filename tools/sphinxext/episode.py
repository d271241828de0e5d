"""What a header says of its episode, set on the page and on the home page's cards."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective

from tools.drawing import illustration
from tools.french.numbers import show_duration
from tools.markup.reference import IDEAS_FILE
from tools.model import EpisodeHeader
from tools.sphinxext.book import book_of, depend_on_page
from tools.sphinxext.entries import in_a_row
from tools.sphinxext.lexicon import ideas_of_episode, link_to_idea
from tools.sphinxext.pictures import picture
from tools.sphinxext.printed import reference_to_page
from tools.sphinxext.references import reference_to_episode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils.nodes import Node
    from sphinx.application import Sphinx

    from tools.model import Book

NO_DURATION = "durée non publiée"
_SEPARATOR = " · "


class FrameEpisode(SphinxTransform):
    """Open an episode with its facts, and close it with the ways on.

    After the title ``<container classes="episode-facts">``: subtitle, number, duration, where to
    listen, title as spoken; then ``<image classes="picture illustration decorative">``; at the end
    ``<container classes="onward">``: the next episode, the session about this one, and its ideas
    in the lexicon. None has numbers.
    """

    default_priority = 700

    def apply(self, **kwargs: object) -> None:
        book = book_of(self.env)
        page = book.page(self.env.docname)
        header = page.header
        if not isinstance(header, EpisodeHeader):
            return
        section = next(iter(self.document.findall(nodes.section)), None)
        if section is None:
            return
        after_title = (section.first_child_matching_class(nodes.title) or 0) + 1
        section.insert(after_title, self.facts(header, page.title, book))
        drawing = illustration(header.episode)
        section.insert(
            after_title + 1, picture(drawing, self.env, classes=("picture", "illustration"))
        )
        onward = nodes.container(classes=["onward"])
        onward += self.onward(header.episode, book)
        if onward.children:
            section += onward

    def onward(self, number: int, book: Book) -> Iterator[nodes.paragraph]:
        """Yield the ways to the next episode, to the session about this one, to its ideas."""
        for following in [each for each in book.episodes if each.number > number][:1]:
            depend_on_page(self.env, following.page.path)
            title = [nodes.Text(following.page.title)]
            link = reference_to_episode(following.number, title, self.env)
            yield nodes.paragraph("", "", nodes.Text("Épisode suivant : "), link)
        for sheet in [each for each in book.sheets if each.header.episode == number][:1]:
            depend_on_page(self.env, sheet.page.path)
            link = reference_to_page(
                sheet.page.docname, [nodes.Text(sheet.header.title or sheet.page.title)], self.env
            )
            yield nodes.paragraph("", "", nodes.Text("Pour en parler ensemble : "), link)
        depend_on_page(self.env, IDEAS_FILE)
        if ideas := ideas_of_episode(number, book):
            links = in_a_row(link_to_idea(idea, self.env) for idea in ideas)
            yield nodes.paragraph(
                "", "", nodes.Text("Au lexique : "), *links, classes=["onward-ideas"]
            )

    def facts(self, header: EpisodeHeader, title: str, book: Book) -> nodes.container:
        facts = nodes.container(classes=["episode-facts"])
        facts += nodes.paragraph("", header.subtitle, classes=["episode-subtitle"])
        meta = nodes.paragraph(classes=["episode-meta"])
        meta += nodes.inline("", f"Épisode {header.episode}", classes=["episode-number"])
        meta += nodes.Text(_SEPARATOR)
        meta += shown_duration(header)
        meta += nodes.Text(_SEPARATOR)
        name = book.publisher.name
        of = "de l’" if name[:1] in "AEÉIOUYaeéiouyHh" else "de "
        meta += nodes.reference("", f"Écouter sur le site {of}{name}", refuri=header.listen)
        facts += meta
        if header.spoken_title != title:
            facts += nodes.paragraph(
                "", f"À l’antenne : « {header.spoken_title} »", classes=["episode-spoken"]
            )
        return facts


def shown_duration(header: EpisodeHeader) -> nodes.inline:
    """Return an episode's duration as it is read, its ISO form in ``datetime``."""
    if header.duration is None:
        return nodes.inline("", NO_DURATION, classes=["episode-duration"])
    shown = nodes.inline("", show_duration(header.duration.seconds), classes=["episode-duration"])
    shown["datetime"] = str(header.duration)
    return shown


class EpisodesDirective(SphinxDirective):
    """The five episodes as cards of sphinx-design, written from their headers."""

    def run(self) -> list[Node]:
        book = book_of(self.env)
        lines = ["::::{grid} 1 2 2 2", ":gutter: 3", ":class-container: episode-cards", ""]
        for episode in book.episodes:
            depend_on_page(self.env, episode.page.path)
            header = episode.header
            duration = header.duration
            shown = show_duration(duration.seconds) if duration else NO_DURATION
            lines += [
                f":::{{grid-item-card}} {_as_text(episode.page.title)}",
                f":link: /{episode.page.docname}",
                ":link-type: doc",
                ":link-alt: " + json.dumps(f"Épisode {episode.number} : {episode.page.title}"),
                "",
                _as_text(header.summary),
                "",
                "```{card-footer}",
                f"Épisode {episode.number} · {shown}",
                "```",
                ":::",
                "",
            ]
        lines.append("::::")
        return self.parse_text_to_nodes("\n".join(lines))


def _as_text(words: str) -> str:
    """Return MyST that shows *words* as they are, whatever signs they hold."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", words)


def setup_episode(app: Sphinx) -> None:
    """Register the frame of an episode's page, and the cards of the home page."""
    app.add_transform(FrameEpisode)
    app.add_directive("episodes", EpisodesDirective)
