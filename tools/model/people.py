"""Real people, as the register ``people.toml`` knows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class CreditRank(NamedTuple):
    """Where a person is credited: which episode, and which place in its list, from 1."""

    episode: int
    rank: int

    def __str__(self) -> str:
        return f"{self.episode}.{self.rank}"


@dataclass(frozen=True, slots=True)
class Person:
    """A real person: one confirmed spelling, for the whole book."""

    name: str
    sort: str
    """How an index files the name: « Mpode Minka, Delphine »."""
    role: str = ""
    """The role that the published page gives; empty where it gives none."""
    note: str = ""
    credited: CreditRank | None = None
    """Where the published page credits them; a witness, against which headers are checked."""
    line: int | None = field(default=None, compare=False)
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)
    """Line of the register on which each key stands."""

    @property
    def filed_name(self) -> str:
        """The name that the sort key spells: « Mpode Minka, Delphine » files Delphine Mpode Minka."""
        last, comma, first = self.sort.partition(", ")
        return f"{first} {last}" if comma else last
