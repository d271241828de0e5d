"""What stops a build: every fault of the book at once, each with its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx.errors import SphinxError

if TYPE_CHECKING:
    from collections.abc import Iterable


class Fault(NamedTuple):
    """Something that cannot stand in an e-book, and the page of the author where it stands."""

    page: str
    message: str

    def __str__(self) -> str:
        return f"{self.page} : {self.message}"


class BookRefused(SphinxError):
    """The book cannot be made; the previous one is left as it was."""

    category = "Livre numérique impossible"

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))
