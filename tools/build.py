"""Builds the outputs: one reading of the sources, one process, each output complete or untouched.

Everything is made aside, in ``_build/en-cours``, and put in place at the end by renaming; a build
that fails leaves the last good output as it was.
"""

from __future__ import annotations

import fcntl
import io
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tools.diagnostics import Diagnostic
from tools.markup.book import Reading, fingerprint, read_book
from tools.markup.export import book_as_data
from tools.relay import told_by_error, told_by_warnings

PAGE_MAP = "pages.json"
"""Left by the PDF beside itself: the page of each anchor and block."""


@dataclass(frozen=True, slots=True)
class Output:
    """One output: its folder under ``_build``, Sphinx's builder, what it needs first."""

    name: str
    builder: str
    needs: tuple[str, ...] = ()


OUTPUTS: Mapping[str, Output] = {
    "pdf": Output("pdf", "livre-pdf"),
    "epub": Output("epub", "livre-epub", needs=("pdf",)),
    "html": Output("html", "html"),
}
"""In the order in which they are built: the EPUB takes its page-list from the PDF."""


@dataclass(frozen=True, slots=True)
class Folder:
    """Where everything that is made stands."""

    root: Path

    @property
    def build(self) -> Path:
        return self.root / "_build"

    @property
    def aside(self) -> Path:
        return self.build / "en-cours"

    @property
    def stamps(self) -> Path:
        return self.build / "stamps.json"

    @property
    def sphinx_report(self) -> Path:
        return self.build / "sphinx.json"

    @property
    def data(self) -> Path:
        return self.build / "book.json"

    def output(self, name: str) -> Path:
        return self.build / name


class BuildFailed(Exception):
    """The build stopped; the diagnostics say why."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__(f"{len(diagnostics)} faute(s)")
        self.diagnostics = tuple(diagnostics)


def build(
    root: Path, names: Sequence[str], *, say: Callable[[str], None], jobs: int = 1
) -> Reading:
    """Build the outputs *names*, and what they need, of the book in *root*.

    Raises ``BuildFailed`` when the sources have errors, or Sphinx says anything at all: no output
    is touched then. What is up to date is not built again.
    """
    folder = Folder(root)
    folder.build.mkdir(exist_ok=True)
    with _alone(folder, say):
        reading = read_book(root)
        if reading.errors:
            raise BuildFailed(reading.errors)
        os.environ["SOURCE_DATE_EPOCH"] = str(source_date(root, reading))
        sources = fingerprint(root)
        wanted = [output for output in OUTPUTS.values() if _is_wanted(output, names)]
        stamps = read_stamps(folder)
        late: list[Output] = []
        for output in wanted:
            offers_new = output.name == "html" and late  # the site comes last: it offers the others
            if offers_new or _stamp(folder, output, sources, stamps) != stamps.get(output.name):
                late.append(output)
        if late:
            shutil.rmtree(folder.aside, ignore_errors=True)
            _run(folder, late, sources, say=say, jobs=jobs)
            for output in late:
                _put_in_place(folder, output)
                stamps[output.name] = _stamp(folder, output, sources, stamps)
            _write_json(folder.stamps, stamps)
            shutil.rmtree(folder.aside, ignore_errors=True)
        else:
            say("rien à refaire : les livres demandés sont à jour")
        export(folder, reading)
        return reading


def export(folder: Folder, reading: Reading) -> None:
    """Write ``_build/book.json``, with the PDF's page numbers when it is built."""
    page_map = folder.output("pdf") / PAGE_MAP
    pages = (
        json.loads(page_map.read_text(encoding="utf-8"))["anchors"] if page_map.is_file() else {}
    )
    folder.build.mkdir(exist_ok=True)
    _write_json(folder.data, book_as_data(reading.book, pages))


def read_stamps(folder: Folder) -> dict[str, dict[str, str]]:
    """Return what each output was made from; nothing where no build is recorded or readable."""
    try:
        stamps = json.loads(folder.stamps.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(stamps, dict):
        return {}
    return {name: stamp for name, stamp in stamps.items() if isinstance(stamp, dict)}


def source_date(root: Path, reading: Reading) -> int:
    """Return the time that outputs bear: given, else the last commit's, else the edition's date."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdecimal():
        return int(given)
    try:
        commit = subprocess.run(
            ["git", "log", "-1", "--format=%ct"],
            cwd=root, capture_output=True, text=True, check=True, timeout=10,
        ).stdout.strip()  # fmt: skip
        if commit.isdecimal():
            return int(commit)
    except (OSError, subprocess.SubprocessError):
        pass
    day = reading.book.date
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def _is_wanted(output: Output, names: Sequence[str]) -> bool:
    needed = {need for name in names for need in OUTPUTS[name].needs}
    return output.name in {*names, *needed}


def _stamp(
    folder: Folder, output: Output, sources: str, stamps: Mapping[str, Any]
) -> dict[str, str]:
    """Return what *output* would be made from now; it never equals the stamp of what is missing."""
    stamp = {"sources": sources, "date": os.environ["SOURCE_DATE_EPOCH"]}
    if output.name == "html":  # it offers the other two
        stamp |= {
            f"offers {name}": json.dumps(stamps.get(name))
            for name in OUTPUTS
            if name != "html" and folder.output(name).is_dir()
        }
    else:  # few files, each of which somebody may take away: books, sheets to print
        stamp["files"] = " ".join(_files_in(folder.output(output.name)))
    if not folder.output(output.name).is_dir():
        stamp["missing"] = "true"
    return stamp


def _files_in(place: Path) -> list[str]:
    """Return the path of every file of a folder, from the folder on."""
    return sorted(path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file())


def _run(
    folder: Folder,
    outputs: Sequence[Output],
    sources: str,
    *,
    say: Callable[[str], None],
    jobs: int,
) -> None:
    """Have Sphinx build each of *outputs* aside, from the same doctrees."""
    found: list[Diagnostic] = []
    for output in outputs:
        say(f"{output.name} : construction")
        found = _run_sphinx(folder, output, outputs, jobs)
        if found:
            break
    _write_json(
        folder.sphinx_report,
        {"sources": sources, "diagnostics": [fault.as_data() for fault in found]},
    )
    if found:
        # Doctrees are saved although their warnings were not heeded: read all again next time.
        shutil.rmtree(folder.build / "doctrees", ignore_errors=True)
        shutil.rmtree(folder.aside, ignore_errors=True)
        raise BuildFailed(found)


def _run_sphinx(
    folder: Folder, output: Output, outputs: Sequence[Output], jobs: int
) -> list[Diagnostic]:
    """Run one builder; return what it had to say, as diagnostics."""
    # Imported here: « check » must start without Sphinx.
    from sphinx.application import Sphinx
    from sphinx.errors import SphinxError
    from sphinx.util.console import nocolor
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    nocolor()
    building = {each.name for each in outputs}
    settings = {
        "book_page_map": str(_newest(folder, "pdf", building) / PAGE_MAP),
        "book_downloads": [str(_newest(folder, name, building)) for name in ("epub", "pdf")],
    }
    warnings = io.StringIO()
    crash: list[Diagnostic] = []
    # Several applications in one process: each needs docutils' registries to itself.
    with patch_docutils(str(folder.root)), docutils_namespace():
        try:
            Sphinx(
                folder.root, folder.root, folder.aside / output.name, folder.build / "doctrees",
                output.builder, settings, status=None, warning=warnings, parallel=jobs,
            ).build()  # fmt: skip
        except SphinxError as error:
            crash = [told_by_error(str(error), folder.root)]
    return [*told_by_warnings(warnings.getvalue(), folder.root), *crash]


def _newest(folder: Folder, name: str, building: set[str]) -> Path:
    """Return where *name* stands: aside when this run builds it, in its place otherwise."""
    return (folder.aside if name in building else folder.build) / name


@contextmanager
def _alone(folder: Folder, say: Callable[[str], None]) -> Iterator[None]:
    """Hold the folder's lock, so that two builds never write into each other."""
    with (folder.build / ".verrou").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("une autre construction est en cours dans ce dossier : attente de sa fin")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _put_in_place(folder: Folder, output: Output) -> None:
    """Swap the new output in; at every moment a complete one, old or new, is on the disk."""
    place, former = folder.output(output.name), folder.build / f".{output.name}-ancien"
    shutil.rmtree(former, ignore_errors=True)
    if place.exists():
        place.rename(former)
    (folder.aside / output.name).rename(place)
    shutil.rmtree(former, ignore_errors=True)


def _write_json(path: Path, data: object) -> None:
    aside = path.with_suffix(".nouveau")
    aside.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    aside.replace(path)
