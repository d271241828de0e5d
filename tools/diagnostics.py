"""What a fault looks like: a rule, a place, what stands there, what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Level(StrEnum):
    """How much a fault weighs; the value is the word of ``--format json``."""

    ERROR = "error"
    WARNING = "warning"
    REVIEW = "review"

    @property
    def shown(self) -> str:
        """The word that an author reads."""
        return _SHOWN[self]


_SHOWN = {Level.ERROR: "erreur", Level.WARNING: "avertissement", Level.REVIEW: "à relire"}


class Location(NamedTuple):
    """A place in the book; lines and columns are counted from 1, in characters."""

    path: str
    """POSIX, relative to the book's root; goes on after ``!`` inside a built book."""
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in self if part is not None)


@dataclass(frozen=True, slots=True)
class Rule:
    """What is true of a good book, in one sentence, under a code that never changes its meaning."""

    code: str
    slug: str
    level: Level
    states: str
    hint: str

    def broken(self, at: Location, message: str, *, hint: str | None = None) -> Diagnostic:
        """Return the diagnostic that says what is at *at* instead of what the rule states."""
        return Diagnostic(self, at, message, self.hint if hint is None else hint)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One place where a rule does not hold."""

    rule: Rule
    location: Location
    message: str
    hint: str

    @property
    def order(self) -> tuple[str, int, int, str]:
        """Key that sorts diagnostics as one reads: by page, line, column, code."""
        at = self.location
        return (at.path, at.line or 0, at.column or 0, self.rule.code)

    def __str__(self) -> str:
        """The diagnostic as an author reads it, on two lines."""
        head = f"{self.location}: {self.rule.code} {self.rule.level.shown} — {self.message}"
        return f"{head}\n    → {self.hint}"

    def as_data(self) -> dict[str, str | int | None]:
        """The diagnostic as ``--format json`` prints it."""
        return {
            "code": self.rule.code,
            "slug": self.rule.slug,
            "level": str(self.rule.level),
            "path": self.location.path,
            "line": self.location.line,
            "column": self.location.column,
            "message": self.message,
            "hint": self.hint,
        }


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the one of *known* that *word* was most likely meant to be, if any is near.

    Case does not count: « soline » is as near to « Soline » as can be.
    """
    by_folded = {name.casefold(): name for name in known}
    found = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None


def suggest(word: str, known: Iterable[str], *, otherwise: str) -> str:
    """Return a hint that names the nearest known word, or *otherwise* where none is near."""
    near = nearest(word, known)
    return f"Vouliez-vous dire « {near} » ?" if near else otherwise
