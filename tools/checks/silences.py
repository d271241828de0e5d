"""Silences: a file may break a rule, with a written reason, and only while it does break it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.diagnostics import Diagnostic, Location, suggest
from tools.markup.report import Report
from tools.markup.silences import SILENCES_FILE, read_silences
from tools.model import Book, Page
from tools.rules import (
    OUTPUT_UP_TO_DATE,
    RULES,
    SILENCE_HAS_A_REASON,
    SILENCE_NAMES_A_RULE,
    SILENCE_SERVES,
)

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


def heed_output_silences(root: Path, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield what was *found* in built books less what ``silences.yml`` silences, and its own faults.

    Of a book that is stale or was not built, nobody can say whether a silence serves.
    """
    found = list(found)
    report = Report(SILENCES_FILE)
    silences = read_silences(_text(root / SILENCES_FILE), report)
    wanted = {(silence.path, silence.code) for silence in silences}
    broken = {(fault.location.path, fault.rule.code) for fault in found}
    unseen = {fault.location.path for fault in found if fault.rule is OUTPUT_UP_TO_DATE}
    yield from (f for f in found if (f.location.path, f.rule.code) not in wanted)
    yield from report.found
    for silence in silences:
        output = "/".join(silence.path.split("/")[:2])
        seen = output not in unseen and (root / output).is_dir()
        served = (silence.path, silence.code) in broken or not seen
        at = Location(SILENCES_FILE, silence.line)
        yield from _judge(at, silence.code, silence.reason, "dans ce fichier", served=served)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""


def _check(page: Page, served: set[tuple[str, str]]) -> Iterator[Diagnostic]:
    for code, reason in page.header.silences.items():
        at = Location(page.path, page.header.lines.get(f"silence.{code}"))
        serves = (page.path, code) in served
        yield from _judge(at, code, reason, "sur cette page", served=serves)


def _judge(
    at: Location, code: str, reason: str, where: str, *, served: bool
) -> Iterator[Diagnostic]:
    """Say what is wrong with a silence: its code, its reason, or that it serves no longer."""
    if code not in _CODES:
        yield SILENCE_NAMES_A_RULE.broken(
            at,
            f"« {code} » n’est le code d’aucune règle",
            hint=suggest(code, _CODES, otherwise=SILENCE_NAMES_A_RULE.hint),
        )
    elif len(reason) < _LEAST_REASON:
        yield SILENCE_HAS_A_REASON.broken(at, f"{code} est tu sans que l’on sache pourquoi")
    elif not served:
        yield SILENCE_SERVES.broken(at, f"rien {where} ne contrevient à {code}")
