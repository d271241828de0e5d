"""One slip, one fault: what only follows from another is left out until that one is mended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tools.diagnostics import Diagnostic, Rule
from tools.rules import (
    BOOK_DATA_READABLE,
    BOOK_KEY_KNOWN,
    BOOK_VALUE_TYPED,
    CONTENTS_ENTRY_EXISTS,
    DIRECTIVE_KNOWN,
    ENTRY_ONCE,
    EPISODE_HAS_ITS_SHEET,
    EPISODE_NUMBER_UNIQUE,
    FENCE_CLOSED,
    FILE_BEARS_NUMBER,
    HEADER_IS_YAML,
    HEADER_KEY_KNOWN,
    HEADER_KEY_ONCE,
    HEADER_KEY_PRESENT,
    HEADER_VALUE_TYPED,
    PAGE_IS_UTF8,
    PERSON_REGISTERED,
    SHEET_FILE_BEARS_ITS_NUMBER,
)


@dataclass(frozen=True, slots=True)
class Cause:
    """Rules that, broken, make others look broken, and the opening letters of those others' codes."""

    rules: frozenset[Rule]
    hides: tuple[str, ...]
    on_its_page: tuple[str, ...] = ()
    """The same, for what is told of the very file where the rule is broken."""


CAUSES = (
    # A page or a register that is not there to be read: what others want of it, it may well hold.
    Cause(
        frozenset({BOOK_DATA_READABLE, PAGE_IS_UTF8, HEADER_IS_YAML, CONTENTS_ENTRY_EXISTS}),
        (
            "REF2",
            "REF3",
            "CRD2",
            "DAT2",
            "SPL2",
            "PGE202",
            "PGE206",
            "PGE208",
            "PRS204",
            "PRS205",
            "PRS214",
            "REP2",
            "REP3",
            "SHT2",
        ),
    ),
    # An entry whose key is misnamed, or whose value could not be read: what it lacks, it may well say.
    Cause(
        frozenset({BOOK_KEY_KNOWN, BOOK_VALUE_TYPED}),
        (),
        on_its_page=("REP101", "REP103", "REP205", "REP212", "REP301"),
    ),
    # Two entries of one name: what the one should have been is missing wherever it is named.
    Cause(frozenset({ENTRY_ONCE}), ("REP206", "REP211"), on_its_page=("REP205", "REP208")),
    # A header of the guide that could not be read whole: what it lacks, it may well say.
    Cause(
        frozenset({HEADER_KEY_KNOWN, HEADER_KEY_ONCE, HEADER_KEY_PRESENT, HEADER_VALUE_TYPED}),
        ("SHT2",),
        on_its_page=("SHT1",),
    ),
    # A sheet under another's number, or another episode's.
    Cause(frozenset({SHEET_FILE_BEARS_ITS_NUMBER}), ("SHT204", "SHT205", "SHT206", "SHT207")),
    Cause(frozenset({EPISODE_HAS_ITS_SHEET}), (), on_its_page=("SHT202", "SHT203")),
    # A passage whose opening or end is not understood: its turns and numbers are not counted.
    Cause(
        frozenset({DIRECTIVE_KNOWN, FENCE_CLOSED}),
        ("REF201", "REF203", "REP2", "REP3", "TRS205", "PRS210", "SHT201", "SHT209"),
    ),
    # A name that is not in the register: its mention counts all the same.
    Cause(frozenset({PERSON_REGISTERED}), ("PRS301",)),
    # An episode under another's number: all that names either goes astray.
    Cause(
        frozenset({EPISODE_NUMBER_UNIQUE, FILE_BEARS_NUMBER}),
        (
            "REF105",
            "REF2",
            "REF3",
            "CRD2",
            "DAT2",
            "PGE206",
            "PGE208",
            "PRS211",
            "PRS213",
            "REP2",
            "REP3",
            "SHT2",
        ),
    ),
)


def without_consequences(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return *found* less what only follows from another fault among them."""
    faults = list(found)
    broken = {fault.rule for fault in faults}
    there = {(fault.rule, fault.location.path) for fault in faults}
    hidden = tuple(prefix for cause in CAUSES if cause.rules & broken for prefix in cause.hides)
    return [
        fault
        for fault in faults
        if not fault.rule.code.startswith(hidden)
        and not any(
            fault.rule.code.startswith(cause.on_its_page)
            for cause in CAUSES
            if any((rule, fault.location.path) in there for rule in cause.rules)
        )
    ]
