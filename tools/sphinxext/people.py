"""Real people with what the page says of them, and the characters of the fiction by episode."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from tools.markup.data import PEOPLE_FILE
from tools.model import Prose
from tools.sphinxext.book import book_of, depend_on_page
from tools.sphinxext.entries import (
    Entry,
    EntryDirective,
    alphabetical,
    capitalised,
    in_a_row,
    listed,
    passage,
    reference,
    section,
)
from tools.sphinxext.index import passages_of_character, passages_of_person, spans
from tools.sphinxext.references import anchor_of, reference_to_episode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils.nodes import Node
    from sphinx.application import Sphinx

    from tools.model import Character, Person
    from tools.model.book import Episode


class PeopleDirective(EntryDirective):
    """Everybody of the register, by name; links to a person lead here.

    Makes ``<definition_list classes="people">``: role, passages, episodes that credit the person,
    and a note.
    """

    def run(self) -> list[Node]:
        depend_on_page(self.env, PEOPLE_FILE)
        self.depend_on_episodes()
        ordered = sorted(book_of(self.env).people, key=lambda each: alphabetical(each.sort))
        return [listed(map(self.entry, ordered), "people")]

    def entry(self, person: Person) -> Entry:
        blocks: list[Node] = []
        if role := person.role or self.role_of_voice(person):
            blocks.append(nodes.paragraph("", f"{capitalised(role)}."))
        blocks += self.heard(person)
        blocks += self.credited(person)
        blocks += self.noted(Prose(person.note, person.lines.get("note")))
        return Entry(anchor_of("person", person.name), [nodes.Text(person.name)], blocks)

    def role_of_voice(self, person: Person) -> str:
        """Return what an episode says of a voice, for somebody of whom the register says nothing."""
        voices = (v for each in book_of(self.env).episodes for v in each.header.voices)
        return next((voice.role for voice in voices if voice.name == person.name), "")

    def heard(self, person: Person) -> Iterator[nodes.paragraph]:
        """Yield « À l’antenne : épisode 4 ; passages 4.4, 4.9 », or where the book only names them."""
        book = book_of(self.env)
        numbers = passages_of_person(person, book)
        episodes = [
            each for each in book.episodes if person.name in {v.name for v in each.header.voices}
        ]
        if not numbers and not episodes:
            return
        line = nodes.paragraph(classes=["entry-places"])
        if episodes:
            line += nodes.Text("À l’antenne : ")
            line += in_a_row(self.episode(each) for each in episodes)
        if numbers:
            word = "passages" if len(numbers) > 1 else "passage"
            line += nodes.Text(f" ; {word} " if episodes else f"{capitalised(word)} : ")
            line += in_a_row(spans(numbers, book, self.env))
        yield line

    def credited(self, person: Person) -> Iterator[nodes.paragraph]:
        """Yield the episodes whose credits name the person."""
        episodes = [
            each
            for each in book_of(self.env).episodes
            if person.name in (each.header.credits.cast or ())
        ]
        if episodes:
            links = in_a_row(self.episode(each) for each in episodes)
            yield nodes.paragraph(
                "", "", nodes.Text("Au générique : "), *links, classes=["entry-credits"]
            )

    def episode(self, episode: Episode) -> Node:
        shown = nodes.Text(f"épisode {episode.number}")
        return reference_to_episode(episode.number, [shown], self.env)


class CharactersDirective(EntryDirective):
    """The characters, a section for each episode; those who share a name are told apart.

    Makes ``<section><title>…<definition_list classes="characters">``: role, passages, namesakes.
    """

    def run(self) -> list[Node]:
        self.depend_on_episodes()
        return [
            section(
                f"personnages-{each.number}",
                [
                    reference_to_episode(
                        each.number,
                        [nodes.Text(f"Épisode {each.number} — {each.page.title}")],
                        self.env,
                    )
                ],
                listed((self.entry(each, one) for one in each.header.characters), "characters"),
            )
            for each in book_of(self.env).episodes
            if each.header.characters
        ]

    def entry(self, episode: Episode, character: Character) -> Entry:
        book = book_of(self.env)
        blocks: list[Node] = []
        if character.role:
            blocks.append(nodes.paragraph("", f"{capitalised(character.role)}."))
        line = nodes.paragraph(classes=["entry-places"])
        said = [each.number for each in episode.page.passages if each.speaker == character.id]
        if said:
            line += [nodes.Text("Première réplique : "), passage(said[0], self.env)]
        else:
            line += nodes.Text("Ne parle pas")
        if numbers := passages_of_character(character.id, book):
            links = in_a_row(spans(numbers, book, self.env, gap=2))
            word = "passages" if len(numbers) > 1 else "passage"
            line += [nodes.Text(f" ; {word} "), *links]
        blocks.append(line)
        blocks += self.namesakes(character)
        return Entry(
            anchor_of("entry-of-character", character.id), [nodes.Text(character.name)], blocks
        )

    def namesakes(self, character: Character) -> Iterator[nodes.paragraph]:
        """Yield « À ne pas confondre avec Léa de l’épisode 4 (…) »."""
        others = [
            (episode, one)
            for episode, one in book_of(self.env).characters.values()
            if one.name == character.name and one.id != character.id
        ]
        if others:
            links = in_a_row(
                reference(
                    "entry-of-character",
                    one.id,
                    [nodes.inline("", f"{one.name} de l’épisode {episode.number}")],
                    self.env,
                )
                for episode, one in others
            )
            opening = nodes.Text("À ne pas confondre avec ")
            yield nodes.paragraph("", "", opening, *links, classes=["entry-related"])


def setup_people(app: Sphinx) -> None:
    """Register the two directives."""
    app.add_directive("people", PeopleDirective)
    app.add_directive("characters", CharactersDirective)
