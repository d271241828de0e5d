"""What the back matter holds: ideas, acronyms, organisations, works, figures, places, landmarks."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from tools.model.sheet import Prose, Use


class IdeaKind(StrEnum):
    """What an idea for 2045 is; the value is what authors write and readers see."""

    TOOL = "outil"
    SERVICE = "service"
    RIGHT = "droit"
    PRINCIPLE = "principe"
    GOVERNANCE = "gouvernance"
    WORLD = "monde"


class Realm(StrEnum):
    """Where what is said holds true."""

    REAL = "réel"
    ARCHIVE = "archive"
    FICTION = "fiction"
    HORIZON = "horizon"
    OPINION = "opinion"
    REFERENCE = "référence"


class Era(StrEnum):
    """How the book knows a date."""

    HISTORY = "histoire"
    COMPUTED = "calcul"
    FICTION = "fiction"


@dataclass(frozen=True, slots=True)
class Places:
    """Where the book speaks of an entry; one of the two is not empty."""

    passages: tuple[Use, ...] = ()
    """Numbers, the most telling first."""
    pages: tuple[Use, ...] = ()
    """Docnames, where no passage has it."""

    @property
    def episodes(self) -> tuple[int, ...]:
        """The episodes of the passages, in order."""
        return tuple(sorted({int(use.name.lstrip("T").partition(".")[0]) for use in self.passages}))


@dataclass(frozen=True, slots=True)
class Idea:
    """Something that the stories imagine for 2045."""

    id: str
    term: str
    theme: str
    kind: IdeaKind | None
    """None where the word is none of ours; that has been reported."""
    definition: Prose
    used_by: Prose
    question: Prose
    places: Places
    related: tuple[Use, ...] = ()
    """Ids of other ideas."""
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Acronym:
    """An abbreviation that the book uses, expanded and explained."""

    acronym: str
    expansion: str
    definition: Prose
    places: Places
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation that the book names, real or not."""

    name: str
    nature: str
    definition: Prose
    places: Places
    acronym: str = ""
    """The acronym that expands its name, if it has an entry."""
    note: Prose = field(default_factory=lambda: Prose(""))
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Work:
    """A work, a study, an archive or words that an episode shows or quotes."""

    title: str
    kind: str
    year: str
    """Empty where neither the page nor a note dates it."""
    said: Prose
    """What the episode makes of it."""
    places: Places
    note: Prose = field(default_factory=lambda: Prose(""))
    """What the edition adds."""
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that the book says."""

    value: str
    unit: str
    shown: str
    meaning: Prose
    realm: Realm | None
    source: str
    places: Places
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Locality:
    """A place on the map that the book names."""

    name: str
    nature: str
    """Empty, or what tells it from others: « planète »."""
    places: Places
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Landmark:
    """A point of the timeline."""

    date: str
    """As ISO 8601 writes it, as far as it is known: « 1945 », « 2025-07-01 »."""
    time: str
    """« 08:00 » where an hour is told; empty otherwise."""
    label: str
    text: Prose
    era: Era | None
    places: Places
    note: Prose = field(default_factory=lambda: Prose(""))
    line: int | None = field(default=None, compare=False)
