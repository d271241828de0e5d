"""What a book is made of: frozen data, no files, no Sphinx."""

from tools.model.book import Book, Episode, Publisher
from tools.model.page import (
    Character,
    Credits,
    Directive,
    Duration,
    EpisodeHeader,
    Heading,
    Page,
    PageHeader,
    RoleUse,
    Voice,
)
from tools.model.passage import Passage, PassageKind, SoundCue
from tools.model.people import Person

__all__ = [
    "Book",
    "Character",
    "Credits",
    "Directive",
    "Duration",
    "Episode",
    "EpisodeHeader",
    "Heading",
    "Page",
    "PageHeader",
    "Passage",
    "PassageKind",
    "Person",
    "Publisher",
    "RoleUse",
    "SoundCue",
    "Voice",
]
