"""The whole book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from tools.model.page import Character, Duration, EpisodeHeader, Page
from tools.model.passage import Passage
from tools.model.people import Person
from tools.model.reference import (
    Acronym,
    Figure,
    Idea,
    Landmark,
    Locality,
    Organisation,
    Work,
)
from tools.model.sheet import FormatHeader, PrintedHeader, SheetHeader, Timetable


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes the book; what only they can fill in stays empty until they do."""

    name: str
    full_name: str
    blanks: Mapping[str, str] = field(default_factory=dict)
    """Each field that the law asks for (director of publication, host…) and its value so far."""


@dataclass(frozen=True, slots=True)
class Listening:
    """How long the published page says that the episodes last: a witness for their headers."""

    durations: Mapping[int, Duration] = field(default_factory=dict)
    """By the episode's number; one that is not here has no published duration."""
    total: Duration | None = None
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)
    """Line of ``book.toml`` on which each stands."""


@dataclass(frozen=True, slots=True)
class VocabularyWord:
    """A word that the book declares, and the line of ``vocabulary.txt`` that does."""

    text: str
    line: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Episode:
    """An episode: its page, and the header that makes it one."""

    page: Page
    header: EpisodeHeader

    @property
    def number(self) -> int:
        return self.header.episode


@dataclass(frozen=True, slots=True)
class Sheet:
    """A session sheet: its page, and the header that says all of it."""

    page: Page
    header: SheetHeader

    @property
    def number(self) -> int:
        return self.header.sheet


@dataclass(frozen=True)  # no slots: what is looked up often is worked out once
class Book:
    """Everything that was read, in reading order."""

    title: str
    subtitle: str
    language: str
    edition: str
    version: str
    date: date
    publisher: Publisher
    site_url: str = ""
    """Where the site is published; empty until it is."""
    listening: Listening | None = None
    """None where ``book.toml`` says nothing of it: then nothing is checked against it."""
    people: tuple[Person, ...] = ()
    ideas: tuple[Idea, ...] = ()
    acronyms: tuple[Acronym, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    works: tuple[Work, ...] = ()
    figures: tuple[Figure, ...] = ()
    localities: tuple[Locality, ...] = ()
    landmarks: tuple[Landmark, ...] = ()
    vocabulary: tuple[VocabularyWord, ...] = ()
    """Words that are right here, and in no dictionary."""
    pages: tuple[Page, ...] = ()
    published: Mapping[str, int] = field(default_factory=dict, repr=False)
    """Numbers of passages that readers have had in hand, each with its line of ``anchors.txt``."""
    data: Mapping[str, str] = field(default_factory=dict, repr=False)
    """The text of each data file by its path: what they give to read is judged as prose."""

    @cached_property
    def episodes(self) -> tuple[Episode, ...]:
        """The episodes, in the order of their numbers."""
        found = (
            Episode(page, page.header)
            for page in self.pages
            if isinstance(page.header, EpisodeHeader)
        )
        return tuple(sorted(found, key=lambda episode: episode.number))

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The session sheets, in the order of their numbers."""
        found = (
            Sheet(page, page.header) for page in self.pages if isinstance(page.header, SheetHeader)
        )
        return tuple(sorted(found, key=lambda sheet: sheet.number))

    @cached_property
    def timetables(self) -> Mapping[int, tuple[Page, Timetable]]:
        """What each format's page says of it, by its minutes."""
        return {
            page.header.format: (page, page.header.timetable)
            for page in self.pages
            if isinstance(page.header, FormatHeader)
        }

    @cached_property
    def printed(self) -> Mapping[str, Page]:
        """Every page that is printed on a sheet of its own, by its letter, in their order."""
        found = {
            page.header.printed: page
            for page in self.pages
            if isinstance(page.header, PrintedHeader) and page.header.printed
        }
        return dict(sorted(found.items()))

    @cached_property
    def passages(self) -> Mapping[str, tuple[Page, Passage]]:
        """Every passage by its number, with the page that it stands on."""
        return {passage.number: (page, passage) for page in self.pages for passage in page.passages}

    @cached_property
    def characters(self) -> Mapping[str, tuple[Episode, Character]]:
        """Every character by id, with their episode."""
        return {
            character.id: (episode, character)
            for episode in self.episodes
            for character in episode.header.characters
        }

    @cached_property
    def lexicon(self) -> Mapping[str, Idea]:
        """Every idea for 2045 by id."""
        return {idea.id: idea for idea in self.ideas}

    @cached_property
    def register(self) -> Mapping[str, Person]:
        """Every real person by full name."""
        return {person.name: person for person in self.people}

    @cached_property
    def known_names(self) -> frozenset[str]:
        """Names that the register spells, be it in a sort key: where the two differ, that is told."""
        return frozenset(self.register) | {person.filed_name for person in self.people}

    @cached_property
    def quotable(self) -> Mapping[str, Page]:
        """Every number that can be quoted, an episode's (« 4 ») or a passage's, and its page."""
        numbers = {str(episode.number): episode.page for episode in self.episodes}
        return numbers | {number: page for number, (page, _) in self.passages.items()}

    @cached_property
    def _by_docname(self) -> Mapping[str, Page]:
        return {page.docname: page for page in self.pages}

    def page(self, docname: str) -> Page:
        """Return the page that Sphinx calls *docname*; raise ``KeyError`` when there is none."""
        return self._by_docname[docname]
