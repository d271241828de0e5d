"""What a book is made of: frozen data, no files, no Sphinx."""

from tools.model.book import Book, Episode, Listening, Publisher, VocabularyWord
from tools.model.page import (
    Character,
    Credits,
    Directive,
    Duration,
    EpisodeHeader,
    Heading,
    Image,
    Page,
    PageHeader,
    RoleUse,
    Voice,
)
from tools.model.passage import Passage, PassageKind, SoundCue
from tools.model.people import CreditRank, Person

__all__ = [
    "Book",
    "Character",
    "CreditRank",
    "Credits",
    "Directive",
    "Duration",
    "Episode",
    "EpisodeHeader",
    "Heading",
    "Image",
    "Listening",
    "Page",
    "PageHeader",
    "Passage",
    "PassageKind",
    "Person",
    "Publisher",
    "RoleUse",
    "SoundCue",
    "VocabularyWord",
    "Voice",
]
