"""The book in Typst, and where each of its lines comes from."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Origin:
    """A place in the sources."""

    path: str
    """POSIX, relative to the book's root."""
    line: int | None = None

    def __str__(self) -> str:
        return self.path if self.line is None else f"{self.path}:{self.line}"


@dataclass(slots=True)
class Manuscript:
    """Typst source, written line by line; every line of a page of the book knows its origin.

    A fault that Typst finds can thus be told with the name and line of the author's page.
    """

    lines: list[str] = field(default_factory=list)
    origins: list[Origin | None] = field(default_factory=list)
    """For each line, the block of the sources that begins on it."""
    texts: list[tuple[str, Origin]] = field(default_factory=list)
    """Every run of text; nothing else tells where a character stands that no font has."""
    labels: set[str] = field(default_factory=set)
    """Every place that a link may lead to."""
    links: list[tuple[str, Origin]] = field(default_factory=list)
    """Every label that a link leads to."""
    blocks: dict[str, str] = field(default_factory=dict)
    """The label that stands on the first line of each block, for the page map."""
    anchors: dict[str, str] = field(default_factory=dict)
    """The label of each numbered passage."""
    images: dict[str, str] = field(default_factory=dict)
    """Path in the sources of each picture, by its name in Typst."""
    row_headers: int = 0
    """How many cells of tables head their row."""
    faults: list[str] = field(default_factory=list)
    """What no book can be made with; all of it is told before the build stops."""

    def start_line(self, origin: Origin | None = None) -> None:
        """Begin a line, which comes from *origin*."""
        self.lines.append("")
        self.origins.append(origin)

    def put(self, code: str) -> None:
        """Go on with the last line."""
        self.lines[-1] += code

    def origin_of_line(self, number: int) -> Origin | None:
        """Return the origin of the line *number* (from 1): its own, or the last one before it."""
        return next((origin for origin in reversed(self.origins[:number]) if origin), None)

    def origins_of_text(self, text: str) -> list[Origin]:
        """Return every place where *text* stands."""
        return [origin for run, origin in self.texts if text in run]

    def misses(self) -> list[tuple[str, Origin]]:
        """Return the links that lead nowhere."""
        return [(label, origin) for label, origin in self.links if label not in self.labels]


def string(text: str) -> str:
    r"""Return *text* as a Typst string.

    Faux :  "Il dit "non" \o/"
    Juste : "Il dit \"non\" \\o/"
    """
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def strings(texts: list[str]) -> str:
    """Return *texts* as a Typst array; a comma ends each, or one alone would be no array."""
    return "(" + "".join(f"{string(text)}, " for text in texts) + ")"
