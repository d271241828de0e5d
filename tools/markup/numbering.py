"""The numbers of passages: given in order, and kept for ever once published."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from tools.model import EpisodeHeader, PageHeader

ANCHORS_FILE = "episodes/anchors.txt"
"""Written at each release: a line for each passage, its number and a hash of its opening words."""

_PUBLISHED = re.compile(r"T?[1-9]\d*\.[1-9]\d*[a-z]?(?=\s|\Z)")


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


def read_published(text: str) -> Mapping[str, int]:
    """Read the numbers of ``anchors.txt``, each with its line; any other line is a comment."""
    found = ((_PUBLISHED.match(line), n) for n, line in enumerate(text.split("\n"), 1))
    return {match[0]: number for match, number in found if match}
