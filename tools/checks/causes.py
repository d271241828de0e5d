"""One slip, one fault: what only follows from another is left out until that one is mended."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tools.diagnostics import Diagnostic, Rule
from tools.rules import (
    BOOK_DATA_READABLE,
    CONTENTS_ENTRY_EXISTS,
    DIRECTIVE_KNOWN,
    EPISODE_NUMBER_UNIQUE,
    FENCE_CLOSED,
    FILE_BEARS_NUMBER,
    HEADER_IS_YAML,
    PAGE_IS_UTF8,
    PERSON_REGISTERED,
)


class Cause(NamedTuple):
    """Rules that, broken, make others look broken, and the opening letters of those others' codes."""

    rules: frozenset[Rule]
    hides: tuple[str, ...]


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
        ),
    ),
    # A passage whose opening or end is not understood: its turns and numbers are not counted.
    Cause(
        frozenset({DIRECTIVE_KNOWN, FENCE_CLOSED}),
        ("REF201", "REF203", "TRS205", "PRS210"),
    ),
    # A name that is not in the register: its mention counts all the same.
    Cause(frozenset({PERSON_REGISTERED}), ("PRS301",)),
    # An episode under another's number: all that names either goes astray.
    Cause(
        frozenset({EPISODE_NUMBER_UNIQUE, FILE_BEARS_NUMBER}),
        ("REF105", "REF2", "REF3", "CRD2", "DAT2", "PGE206", "PGE208", "PRS211", "PRS213"),
    ),
)


def without_consequences(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return *found* less what only follows from another fault among them."""
    faults = list(found)
    broken = {fault.rule for fault in faults}
    hidden = tuple(prefix for cause in CAUSES if cause.rules & broken for prefix in cause.hides)
    return (
        [fault for fault in faults if not fault.rule.code.startswith(hidden)] if hidden else faults
    )
