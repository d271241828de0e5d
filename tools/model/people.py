"""Real people, as the register ``people.toml`` knows them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Person:
    """A real person: one confirmed spelling, for the whole book."""

    name: str
    sort: str
    """How an index files the name: « Mpode Minka, Delphine »."""
    role: str = ""
    """The role that the published page gives; empty where it gives none."""
    note: str = ""
    line: int | None = field(default=None, compare=False)
