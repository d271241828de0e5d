"""The lexicon of 2045: every idea, from A to Z and by theme."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from docutils import nodes

from tools.markup.reference import IDEAS_FILE
from tools.sphinxext.book import book_of, depend_on_page
from tools.sphinxext.entries import (
    Entry,
    EntryDirective,
    alphabetical,
    by_initial,
    in_a_row,
    listed,
    reference,
    section,
)
from tools.sphinxext.references import anchor_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from tools.model import Book, Idea


class LexiconDirective(EntryDirective):
    """Every idea, a section for each letter.

    Makes ``<section><title>A<definition_list classes="lexicon">``, each item with the idea's id:
    ``<term>…<inline classes="idea-kind">``, then a definition, ``entry-use``, ``entry-question``,
    ``entry-places`` and ``entry-related``.
    """

    def run(self) -> list[Node]:
        depend_on_page(self.env, IDEAS_FILE)
        ideas = by_initial(book_of(self.env).ideas, lambda idea: idea.term)
        return [
            section(
                f"lettre-{letter.lower()}",
                letter,
                listed((self.entry(idea) for idea in same), "lexicon"),
            )
            for letter, same in ideas.items()
        ]

    def entry(self, idea: Idea) -> Entry:
        term: list[Node] = [nodes.Text(idea.term)]
        if idea.kind is not None:
            term += [nodes.Text(" "), nodes.inline("", str(idea.kind), classes=["idea-kind"])]
        return Entry(
            anchor_of("idea", idea.id),
            term,
            [
                *self.said(idea.definition),
                *self.said(idea.used_by, "Dans le récit", classes=["entry-use"]),
                *self.said(idea.question, "La question", classes=["entry-question"]),
                *self.found(idea.places),
                self.related(idea),
            ],
        )

    def related(self, idea: Idea) -> nodes.paragraph:
        """Return « Voir aussi : …, … ; thème : … »."""
        book = book_of(self.env)
        others = [
            link_to_idea(book.lexicon[use.name], self.env)
            for use in idea.related
            if use.name in book.lexicon
        ]
        paragraph = nodes.paragraph(classes=["entry-related"])
        if others:
            paragraph += [nodes.Text("Voir aussi : "), *in_a_row(others), nodes.Text(" ; ")]
        paragraph += nodes.Text("thème : " if others else "Thème : ")
        theme = nodes.inline("", idea.theme, classes=["idea-theme"])
        paragraph += reference("theme", idea.theme, [theme], self.env)
        return paragraph


class LexiconThemesDirective(EntryDirective):
    """The themes, each with its ideas as links, and how many of them each episode tells best.

    Makes ``<definition_list classes="themes">``, each item with the theme's id: a paragraph that
    counts, then ``<bullet_list classes="theme-ideas">``.
    """

    def run(self) -> list[Node]:
        depend_on_page(self.env, IDEAS_FILE)
        themes = ideas_by_theme(book_of(self.env))
        return [listed((self.entry(*each) for each in themes.items()), "themes")]

    def entry(self, theme: str, ideas: Sequence[Idea]) -> Entry:
        links = nodes.bullet_list(classes=["theme-ideas"])
        for idea in sorted(ideas, key=lambda idea: alphabetical(idea.term)):
            link = link_to_idea(idea, self.env)
            links += nodes.list_item("", nodes.paragraph("", "", link))
        return Entry(
            anchor_of("theme", theme),
            [nodes.Text(theme)],
            [nodes.paragraph("", _count(ideas), classes=["theme-count"]), links],
        )


def ideas_by_theme(book: Book) -> Mapping[str, Sequence[Idea]]:
    """Return the ideas of each theme, the themes in the order in which the file first has them."""
    themes = dict.fromkeys(idea.theme for idea in book.ideas)
    return {theme: [idea for idea in book.ideas if idea.theme == theme] for theme in themes}


def ideas_of_episode(number: int, book: Book) -> Sequence[Idea]:
    """Return the ideas that an episode tells best, in alphabetical order."""
    found = [idea for idea in book.ideas if home_of(idea) == number]
    return sorted(found, key=lambda idea: alphabetical(idea.term))


def home_of(idea: Idea) -> int | None:
    """Return the episode that tells an idea best: that of its first passage."""
    passages = idea.places.passages[:1]
    return int(passages[0].name.lstrip("T").partition(".")[0]) if passages else None


def link_to_idea(idea: Idea, env: BuildEnvironment) -> Node:
    """Return a link to an entry of the lexicon, to be resolved by each output."""
    return reference("idea", idea.id, [nodes.inline("", idea.term, classes=["idea"])], env)


def _count(ideas: Sequence[Idea]) -> str:
    """Return « 3 idées : 2 dans l’épisode 1, 1 dans l’épisode 4. Dites aussi : 1 dans l’épisode 5. ».

    It says what the map shows: where each idea is told best, then where it is told too.
    """
    homes = Counter(home for idea in ideas if (home := home_of(idea)) is not None)
    others = Counter(
        number for idea in ideas for number in idea.places.episodes if number != home_of(idea)
    )
    told = f"{len(ideas)} idée{'s' if len(ideas) > 1 else ''}"
    told += f" : {_by_episode(homes)}." if homes else "."
    return f"{told} Dites aussi : {_by_episode(others)}." if others else told


def _by_episode(counts: Counter[int]) -> str:
    return ", ".join(f"{counts[number]} dans l’épisode {number}" for number in sorted(counts))


def setup_lexicon(app: Sphinx) -> None:
    """Register the two directives."""
    app.add_directive("lexicon", LexiconDirective)
    app.add_directive("lexicon-themes", LexiconThemesDirective)
