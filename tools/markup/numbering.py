"""The numbers of passages: given in order, and kept for ever once published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from tools.model import EpisodeHeader, PageHeader


@dataclass(slots=True)
class Numbers:
    """The numbers of one page, in reading order."""

    episode: int
    given: int = 0

    @classmethod
    def of(cls, header: PageHeader) -> Self:
        """Return the numbers of the page that *header* opens; none unless it is an episode."""
        return cls(header.episode if isinstance(header, EpisodeHeader) else 0)

    def __bool__(self) -> bool:
        return self.episode > 0

    def next(self) -> tuple[str, str]:
        """Return number and anchor of the next passage."""
        self.given += 1
        return f"{self.episode}.{self.given}", f"ep{self.episode}-p{self.given}"
