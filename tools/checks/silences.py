"""Silences: a page may break a rule, with a written reason, and only while it does break it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tools.diagnostics import Diagnostic, Location, suggest
from tools.model import Book, Page
from tools.rules import RULES, SILENCE_HAS_A_REASON, SILENCE_NAMES_A_RULE, SILENCE_SERVES

_CODES = frozenset(row.code for row in RULES)
_NEVER_SILENT = frozenset(
    {SILENCE_HAS_A_REASON.code, SILENCE_NAMES_A_RULE.code, SILENCE_SERVES.code}
)
_LEAST_REASON = 10
"""Characters below which a reason says nothing (« ok », « voulu »)."""


def heed_silences(book: Book, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield *found* less what pages silence, then the silences that are themselves at fault."""
    served: set[tuple[str, str]] = set()
    silences = {page.path: page.header.silences for page in book.pages}
    for fault in found:
        path, code = fault.location.path, fault.rule.code
        if code in silences.get(path, {}) and code not in _NEVER_SILENT:
            served.add((path, code))
        else:
            yield fault
    for page in book.pages:
        yield from _check(page, served)


def _check(page: Page, served: set[tuple[str, str]]) -> Iterator[Diagnostic]:
    for code, reason in page.header.silences.items():
        at = Location(page.path, page.header.lines.get(f"silence.{code}"))
        if code not in _CODES:
            yield SILENCE_NAMES_A_RULE.broken(
                at,
                f"« {code} » n’est le code d’aucune règle",
                hint=suggest(code, _CODES, otherwise=SILENCE_NAMES_A_RULE.hint),
            )
        elif len(reason) < _LEAST_REASON:
            yield SILENCE_HAS_A_REASON.broken(at, f"{code} est tu sans que l’on sache pourquoi")
        elif (page.path, code) not in served:
            yield SILENCE_SERVES.broken(at, f"rien sur cette page ne contrevient à {code}")
