"""From a manuscript to a PDF, by Typst; its faults are told with the author's page and line."""

from __future__ import annotations

import functools
import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import typst

from tools.pdf.finishing import finish
from tools.pdf.fonts import FOLDER
from tools.pdf.manuscript import Manuscript

TEMPLATE = Path(__file__).with_name("template.typ")
MAIN = "livre.typ"

# PDF/UA for those who listen, PDF/A for those who come later: one file keeps to both.
STANDARDS: list[Literal["ua-1", "a-2a"]] = ["ua-1", "a-2a"]

# « error: message » or « warning: … », then the place, when Typst knows it.
_FAULT = re.compile(
    r"^(?:error|warning): (?P<message>.*)\n(?:\s*┌─ (?P<file>\S+?):(?P<line>\d+):\d+)?",
    re.MULTILINE,
)
_NO_GLYPH = re.compile(r"the text `(?P<text>.*)` could not be displayed")
_PANIC = re.compile(r"^error: panicked with: (.*)$", re.MULTILINE)


class TypesettingError(Exception):
    """No PDF could be made; each fault has its place in the sources."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


@dataclass(frozen=True, slots=True)
class Typeset:
    """A PDF, and what was asked of it."""

    pdf: bytes
    pages: int
    page_of: dict[str, int]
    """The page on which each label stands."""
    warnings: tuple[str, ...]


def typeset(manuscript: Manuscript, *, sources: Path, timestamp: int) -> Typeset:
    """Return the PDF of *manuscript*, whose pictures lie under *sources*.

    Everything that the compiler may read is first brought into a folder of its own.
    """
    with tempfile.TemporaryDirectory(prefix="livre-pdf-") as name:
        folder = Path(name)
        (folder / MAIN).write_text("\n".join(manuscript.lines) + "\n", encoding="utf-8")
        shutil.copyfile(TEMPLATE, folder / TEMPLATE.name)
        for file, source in manuscript.images.items():
            (folder / file).parent.mkdir(exist_ok=True)
            shutil.copyfile(sources / source, folder / file)
        compiler = typst.Compiler(
            folder / MAIN, root=folder, font_paths=_fonts(), ignore_system_fonts=True
        )
        try:
            pdf, warnings = compiler.compile_with_warnings(
                format="pdf", pdf_standards=[*STANDARDS], timestamp=timestamp
            )
        except typst.TypstError as error:
            # What we refuse is not set, and Typst then finds no way to what should have been there.
            refused = _PANIC.findall(error.diagnostic)
            raise TypesettingError(refused or _faults(error.diagnostic, manuscript)) from error
        places = json.loads(
            compiler.eval(
                "(query(<page-count>).first().value, query(selector(metadata).or(heading))"
                '.filter(it => it.has("label")).map(it => (str(it.label), it.location().page())))'
            )
        )
    if not isinstance(pdf, bytes):
        raise TypeError(pdf)  # only pictures come as a list, one for each page
    return Typeset(
        pdf=finish(pdf, row_headers=manuscript.row_headers),
        pages=places[0],
        page_of=dict(places[1]),
        warnings=tuple(
            told for warning in warnings for told in _faults(warning.diagnostic, manuscript)
        ),
    )


@functools.cache
def _fonts() -> typst.Fonts:
    """Return the book's fonts: none of the machine's, that every machine may set the same book.

    Those inside the compiler serve for code and formulas; template.typ names every face.
    """
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FOLDER)]
    )


def _faults(diagnostic: str, manuscript: Manuscript) -> Iterator[str]:
    """Yield what the compiler finds wrong, in French, with its places in the sources."""
    for fault in _FAULT.finditer(diagnostic):
        message = fault["message"]
        places = []
        file = Path(fault["file"] or "").name
        if file == MAIN and (origin := manuscript.origin_of_line(int(fault["line"]))):
            places = [origin]
        if match := _NO_GLYPH.search(message):
            text = json.loads(match["text"])
            places = manuscript.origins_of_text(text)
            names = ", ".join(f"U+{ord(character):04X}" for character in text)
            message = f"aucune police du livre n’a le caractère « {text} » ({names})"
        else:
            where = f" ({file}:{fault['line']})" if file else ""
            message = f"Typst : {message}{where}"
        yield from (f"{place}: {message}" for place in places)
        if not places:
            yield message
