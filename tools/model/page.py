"""The page: its header, and what stands in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from tools.model.passage import Passage

_ISO_DURATION = re.compile(r"PT(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?")


@dataclass(frozen=True, slots=True, order=True)
class Duration:
    """A length of time, to the second, written as in ISO 8601-1, 5.5.2 (``PT8M``)."""

    seconds: int

    @classmethod
    def from_iso(cls, text: str) -> Self:
        """Read ``PT8M`` or ``PT1H5M30S``; raise ``ValueError`` for anything else."""
        match = _ISO_DURATION.fullmatch(text)
        if match is None:
            raise ValueError(text)
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        return cls(hours * 3600 + minutes * 60 + seconds)

    def __str__(self) -> str:
        minutes, seconds = divmod(self.seconds, 60)
        hours, minutes = divmod(minutes, 60)
        parts = [f"{n}{unit}" for n, unit in ((hours, "H"), (minutes, "M"), (seconds, "S")) if n]
        return "PT" + ("".join(parts) or "0S")


@dataclass(frozen=True, slots=True)
class Voice:
    """A real person who is heard in an episode, or reports in it."""

    name: str
    label: str
    """How the episode calls them: a first name, often."""
    role: str
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Character:
    """Somebody of the fiction; ids are unique in the book, names are not."""

    id: str
    name: str
    role: str
    turns: int | None = None
    """How many turns they have: a witness, that none is lost nor given to another; None: not told."""
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Credits:
    """Who made an episode, in the published order and spelling."""

    cast: tuple[str, ...] | None
    """None where the published page gives no names."""
    sound_production: tuple[str, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)
    """Line of the header on which each name, and each key, stands."""


@dataclass(frozen=True, slots=True)
class Audio:
    """The recording that goes with a page, and when each of its passages is heard."""

    file: str
    """POSIX, from the root of the book, as ``timings``."""
    timings: str
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)
    """Line of the header on which each key stands."""


@dataclass(frozen=True, slots=True)
class Timing:
    """When a passage is heard in the recording, in milliseconds."""

    passage: str
    """The passage's number: « 4.17 »."""
    start: int
    end: int
    voices: tuple[str, ...] = ()
    """Who speaks, as the timings name them."""
    line: int | None = field(default=None, compare=False)
    """Line of the timings' file."""


@dataclass(frozen=True, slots=True)
class PageHeader:
    """The YAML at the top of a page."""

    summary: str = ""
    silences: Mapping[str, str] = field(default_factory=dict)
    """Code of a rule and the written reason for which the page may break it."""
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)
    """Line on which each key stands."""


@dataclass(frozen=True, slots=True)
class EpisodeHeader(PageHeader):
    """All the facts of an episode; they are written nowhere else."""

    episode: int = 0
    spoken_title: str = ""
    subtitle: str = ""
    duration: Duration | None = None
    """None where the published page gives none."""
    listen: str = ""
    voices: tuple[Voice, ...] = ()
    characters: tuple[Character, ...] = ()
    credits: Credits = field(default_factory=lambda: Credits(cast=None))
    audio: Audio | None = None
    """None while the publisher has given no recording."""

    @property
    def speakers(self) -> Mapping[str, str]:
        """Every name a turn may bear, and who it stands for (an id, a full name, a group)."""
        named = {voice.name: voice.name for voice in self.voices}
        named |= {voice.label: voice.name for voice in self.voices}
        named |= {character.name: character.id for character in self.characters}
        return named | {group: group for group in GROUPS}


GROUPS = ("Toutes", "Tous")
"""Labels of a turn that several say together."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and its level, from 1."""

    level: int
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive as it is written: ``:::{scene} Au parc``."""

    name: str
    argument: str
    options: Mapping[str, str]
    content: tuple[str, ...]
    line: int
    content_line: int
    """Line of the first line of ``content``."""


@dataclass(frozen=True, slots=True)
class Image:
    """An image that a page shows, and the place where it is called."""

    source: str
    """As the author wrote it: relative to the page, to the root after ``/``, or an address."""
    line: int
    column: int | None = None
    alternative: str = ""
    """What is read in place of the image."""
    decorative: bool = False
    """Whether the author says that it has nothing to tell."""


@dataclass(frozen=True, slots=True)
class RoleUse:
    """A role of ours as it is written: ``{ep}`la suite <5>```."""

    name: str
    target: str
    shown: str | None
    """The text the author gave, if any."""
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the book, as read."""

    path: str
    """POSIX, relative to the book's root."""
    header: PageHeader
    text: str = field(default="", repr=False)
    """The whole source, header included, with its lines as they are."""
    headings: tuple[Heading, ...] = ()
    passages: tuple[Passage, ...] = ()
    directives: tuple[Directive, ...] = ()
    roles: tuple[RoleUse, ...] = ()
    images: tuple[Image, ...] = ()

    @property
    def title(self) -> str:
        """The first heading's text, or an empty string."""
        return self.headings[0].text if self.headings else ""

    @property
    def docname(self) -> str:
        """The name that Sphinx gives it."""
        return self.path.removesuffix(".md")
