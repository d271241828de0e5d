"""The facilitation guide: session sheets, their formats, and what is printed for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tools.model.page import PageHeader

FORMATS = (30, 60, 120)
"""Minutes of the three sessions that every sheet holds."""


class Mode(StrEnum):
    """How the people present work during a step; the value is what authors write and readers see."""

    ALONE = "seul"
    PAIRS = "à deux"
    THREES = "à trois"
    FOURS = "à quatre"
    GROUPS = "en groupes"
    TOGETHER = "ensemble"

    @property
    def splits(self) -> bool:
        """Whether somebody may be left over, so that the step says what to do with them."""
        return self in {Mode.PAIRS, Mode.THREES, Mode.FOURS, Mode.GROUPS}


class Intention(StrEnum):
    """What a session is for; the chooser offers these."""

    LISTEN = "Écouter et réagir"
    DEBATE = "Débattre"
    IMAGINE = "Imaginer et fabriquer"
    DECIDE = "Choisir un premier pas"


@dataclass(frozen=True, slots=True)
class Prose:
    """A text of a header: inline MyST, and where it begins."""

    text: str
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Use:
    """Something named: a material, the letter of a printed sheet, the number of a passage."""

    name: str
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class GroupSize:
    """How many people a session is made for."""

    min: int
    ideal: int
    max: int
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Material:
    """Something to bring."""

    name: str
    quantity: str
    """As one says it: « un par personne »."""
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of a session."""

    title: str
    minutes: int | None
    """None where the step is a listening whose duration is not published."""
    mode: Mode | None
    """None where the header's word is none of ours; that has been reported."""
    say: Prose
    """What is said aloud, word for word."""
    intent: Prose
    traps: Prose | None = None
    remainder: Prose | None = None
    """What to do with who is left over once the group is split."""
    uses: tuple[Use, ...] = ()
    """Materials by their name, printed sheets by their letter."""
    listening: bool = False
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Timetable:
    """The steps of a session that lasts *minutes*."""

    minutes: int
    steps: tuple[Step, ...] = ()
    line: int | None = field(default=None, compare=False)

    @property
    def budget(self) -> int:
        """Minutes that the steps of known length leave to one whose length is not published."""
        return self.minutes - sum(step.minutes or 0 for step in self.steps)

    @property
    def running(self) -> Iterator[tuple[Step, int, int]]:
        """Yield each step with the minute at which it starts and the one at which it ends."""
        start = 0
        for step in self.steps:
            end = start + (self.budget if step.minutes is None else step.minutes)
            yield step, start, end
            start = end


@dataclass(frozen=True, slots=True)
class Preparation:
    """What is done before the day."""

    week_before: tuple[Prose, ...] = ()
    day_before: tuple[Prose, ...] = ()
    quarter_hour_before: tuple[Prose, ...] = ()


@dataclass(frozen=True, slots=True)
class Questions:
    """Open questions, by what they ask of people."""

    opening: tuple[Prose, ...] = ()
    understanding: tuple[Prose, ...] = ()
    critical: tuple[Prose, ...] = ()
    projection: tuple[Prose, ...] = ()
    action: tuple[Prose, ...] = ()


@dataclass(frozen=True, slots=True)
class Variants:
    """The same session where something differs."""

    small_group: Prose = field(default_factory=lambda: Prose(""))
    large_group: Prose = field(default_factory=lambda: Prose(""))
    outside_public: Prose = field(default_factory=lambda: Prose(""))
    without_audio: Prose = field(default_factory=lambda: Prose(""))


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What happens after the session."""

    within_a_week: tuple[Prose, ...] = ()
    within_a_month: tuple[Prose, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetHeader(PageHeader):
    """All that a session sheet says; its page only sets it."""

    sheet: int = 0
    episode: int = 0
    title: str = ""
    """The question that the session asks."""
    in_brief: Prose = field(default_factory=lambda: Prose(""))
    objectives: tuple[Prose, ...] = ()
    audience: Prose = field(default_factory=lambda: Prose(""))
    group_size: GroupSize = field(default_factory=lambda: GroupSize(0, 0, 0))
    facilitators: Prose = field(default_factory=lambda: Prose(""))
    space: Prose = field(default_factory=lambda: Prose(""))
    materials: tuple[Material, ...] = ()
    print: tuple[Use, ...] = ()
    """Letters of the printed sheets that the session needs."""
    preparation: Preparation = field(default_factory=Preparation)
    intentions: Mapping[int, Intention] = field(default_factory=dict)
    """What each format is for, by its minutes."""
    formats: Mapping[int, Timetable] = field(default_factory=dict)
    """By their minutes."""
    questions: Questions = field(default_factory=Questions)
    quotes: tuple[Use, ...] = ()
    """Numbers of the passages to read aloud."""
    variants: Variants = field(default_factory=Variants)
    remote: tuple[Prose, ...] = ()
    accessibility: tuple[Prose, ...] = ()
    care: tuple[Prose, ...] = ()
    """What may hurt, and how to take care."""
    harvest: tuple[Prose, ...] = ()
    follow_up: FollowUp = field(default_factory=FollowUp)
    evaluation: tuple[Prose, ...] = ()


@dataclass(frozen=True, slots=True)
class FormatHeader(PageHeader):
    """A page that explains one of the three formats, on an episode of eight minutes."""

    format: int = 0
    timetable: Timetable = field(default_factory=lambda: Timetable(0))


@dataclass(frozen=True, slots=True)
class PrintedHeader(PageHeader):
    """A page that is also printed: one A4 sheet."""

    printed: str = ""
    """Its letter, « A » or « C2 »: the name of its file."""
    wall: bool = False
    """Whether it is put up, and read from afar."""
