"""The passage: the piece of an episode that has a number of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class PassageKind(StrEnum):
    """What a passage is; the value is its name in pages, in the outputs and in ``book.json``."""

    PROSE = "prose"
    TURN = "turn"
    ARCHIVE = "archive"
    EXTRACT = "extract"
    TESTIMONY = "testimony"
    VOX_POP = "vox-pop"
    VOICE_OVER = "voice-over"


@dataclass(frozen=True, slots=True)
class SoundCue:
    """A sound that is heard and noted in brackets, in its admitted spelling."""

    name: str

    def __str__(self) -> str:
        return f"[{self.name}]"


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, list item or turn that can be quoted by its number."""

    number: str
    """« 4.17 », the same in every output."""
    anchor: str
    """« ep4-p17 », the id it has in every output."""
    kind: PassageKind
    text: str
    """Its words with ordinary spaces, without cues nor the speaker's label."""
    speaker: str | None = None
    """The character's id, the person's name, or the group's label (« Toutes »)."""
    cues: tuple[SoundCue, ...] = ()
    line: int | None = field(default=None, compare=False)
    """Line of the page it was read from; where a passage stands is not what it is."""
