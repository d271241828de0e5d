"""The whole book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tools.model.page import Character, EpisodeHeader, Page
from tools.model.passage import Passage
from tools.model.people import Person


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes the book; what only they can fill in stays empty until they do."""

    name: str
    full_name: str
    blanks: Mapping[str, str] = field(default_factory=dict)
    """Each field that the law asks for (director of publication, host…) and its value so far."""


@dataclass(frozen=True, slots=True)
class Episode:
    """An episode: its page, and the header that makes it one."""

    page: Page
    header: EpisodeHeader

    @property
    def number(self) -> int:
        return self.header.episode


@dataclass(frozen=True, slots=True)
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
    people: tuple[Person, ...] = ()
    pages: tuple[Page, ...] = ()

    @property
    def episodes(self) -> tuple[Episode, ...]:
        """The episodes, in the order of their numbers."""
        found = (
            Episode(page, page.header)
            for page in self.pages
            if isinstance(page.header, EpisodeHeader)
        )
        return tuple(sorted(found, key=lambda episode: episode.number))

    @property
    def passages(self) -> Mapping[str, tuple[Page, Passage]]:
        """Every passage by its number, with the page that it stands on."""
        return {passage.number: (page, passage) for page in self.pages for passage in page.passages}

    @property
    def characters(self) -> Mapping[str, tuple[Episode, Character]]:
        """Every character by id, with their episode."""
        return {
            character.id: (episode, character)
            for episode in self.episodes
            for character in episode.header.characters
        }

    def page(self, docname: str) -> Page:
        """Return the page that Sphinx calls *docname*; raise ``KeyError`` when there is none."""
        for page in self.pages:
            if page.docname == docname:
                return page
        raise KeyError(docname)
