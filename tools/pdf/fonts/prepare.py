"""Make the book's fonts from Source Serif 4 and Source Sans 3: ``python -m tools.pdf.fonts.prepare``.

Typst reads static TrueType files, browsers like small WOFF2 ones. Both are made here, from the
variable fonts that PyPI carries, and committed, so that building the book needs neither FontTools
nor this script. Running it twice gives the same bytes.

Adobe reserves the name “Source”, and what is changed may not bear it (OFL 1.1, condition 3): our
versions are called Demain Serif, Demain Titre and Demain Sans, and their licences travel with them.
"""

from __future__ import annotations

import copy
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

# FontTools bears no types, and is there only where fonts are made (dependency group « fonts »).
from fontTools import subset  # type: ignore[import-untyped,import-not-found,unused-ignore]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped,import-not-found,unused-ignore]
from fontTools.varLib import (  # type: ignore[import-untyped,import-not-found,unused-ignore]
    instancer,
)

PRINT_FOLDER = Path(__file__).parent
WEB_FOLDER = Path(__file__).parents[3] / "_static" / "fonts"

SERIF, SANS = "source-serif-4", "source-sans-3"

VARIABLE_FONTS = {
    (SERIF, False): "SourceSerif4[opsz,wght].ttf",
    (SERIF, True): "SourceSerif4-Italic[opsz,wght].ttf",
    (SANS, False): "SourceSans3[wght].ttf",
    (SANS, True): "SourceSans3-Italic[wght].ttf",
}


@dataclass(frozen=True, slots=True)
class Face:
    """One static font that we make."""

    file: str
    family: str
    source: str
    weight: int
    italic: bool = False
    optical_size: int | None = None
    """In points; Source Serif is drawn sturdier for small sizes and finer for large ones."""

    @property
    def style(self) -> str:
        """Return the style's name as font menus show it."""
        weight = {400: "Regular", 600: "Semibold"}[self.weight]
        return f"{weight} Italic".removeprefix("Regular ") if self.italic else weight

    @property
    def location(self) -> dict[str, float]:
        """Return where the face lies on the axes of its variable font."""
        axes: dict[str, float] = {"wght": self.weight}
        return axes if self.optical_size is None else axes | {"opsz": self.optical_size}


PRINT_FACES = (
    Face("DemainSerif-Regular.ttf", "Demain Serif", SERIF, 400, optical_size=10),
    Face("DemainSerif-Italic.ttf", "Demain Serif", SERIF, 400, italic=True, optical_size=10),
    Face("DemainSerif-Semibold.ttf", "Demain Serif", SERIF, 600, optical_size=10),
    Face("DemainSerif-SemiboldItalic.ttf", "Demain Serif", SERIF, 600, True, optical_size=10),
    Face("DemainTitre-Regular.ttf", "Demain Titre", SERIF, 400, optical_size=36),
    Face("DemainTitre-Italic.ttf", "Demain Titre", SERIF, 400, italic=True, optical_size=36),
    Face("DemainSans-Regular.ttf", "Demain Sans", SANS, 400),
    Face("DemainSans-Italic.ttf", "Demain Sans", SANS, 400, italic=True),
    Face("DemainSans-Semibold.ttf", "Demain Sans", SANS, 600),
    Face("DemainSans-SemiboldItalic.ttf", "Demain Sans", SANS, 600, italic=True),
)

WEB_FACES = (
    Face("source-serif-4-regular.woff2", "Demain Serif", SERIF, 400, optical_size=14),
    Face("source-serif-4-italic.woff2", "Demain Serif", SERIF, 400, italic=True, optical_size=14),
    Face("source-serif-4-semibold.woff2", "Demain Serif", SERIF, 600, optical_size=14),
    Face("source-sans-3-regular.woff2", "Demain Sans", SANS, 400),
    Face("source-sans-3-semibold.woff2", "Demain Sans", SANS, 600),
)

LICENCES = {SERIF: "LICENSE-OFL-source-serif-4.txt", SANS: "LICENSE-OFL-source-sans-3.txt"}

FEATURES = (
    *("ccmp", "locl", "mark", "mkmk", "kern", "liga", "case"),
    *("onum", "lnum", "pnum", "tnum", "smcp", "sups"),
)

# What a French page may hold: Latin with every accent of Europe, punctuation and its spaces,
# arrows, boxes to tick, and the few signs that our pages draw with.
WEB_CHARACTERS = (
    *range(0x0020, 0x007F),
    *range(0x00A0, 0x0180),
    *range(0x0218, 0x021C),
    *(0x02C6, 0x02DA, 0x02DC),
    *range(0x2009, 0x2016),
    *range(0x2018, 0x201F),
    *(0x2020, 0x2021, 0x2022, 0x2026, 0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044),
    *(0x20AC, 0x2116, 0x2122, 0x2190, 0x2191, 0x2192, 0x2193, 0x2196, 0x2197, 0x2198, 0x2199),
    *(0x2212, 0x2248, 0x2260, 0x2264, 0x2265, 0x25A0, 0x25A1, 0x25B8, 0x25CF, 0x25C6),
    *(0x2610, 0x2611, 0x2713, 0x2717),
)

# Characters that share a glyph in the originals. A PDF says once what each glyph stands for, and
# corrects each exception by an /ActualText, which poppler 22.12 then reads badly: it loses the
# rest of the sentence. A glyph of their own spares them all.
OWN_GLYPHS = {
    "\u00a0": " ",  # no-break space
    "\u00ad": "-",  # soft hyphen
    "\u2010": "-",  # hyphen, which Typst writes where it breaks a word
    "\u2011": "-",  # no-break hyphen, which the serif lacks
    "\u202f": "\u202f",  # narrow no-break space, shared with the thin space
}


def main() -> int:
    """Make every font, and say how much each weighs."""
    total = 0
    for folder, faces in ((PRINT_FOLDER, PRINT_FACES), (WEB_FOLDER, WEB_FACES)):
        folder.mkdir(parents=True, exist_ok=True)
        for face in faces:
            path = folder / face.file
            font = make(face, web=folder is WEB_FOLDER)
            font.save(path, reorderTables=True)
            total += path.stat().st_size
            print(f"{path.stat().st_size:>8} {path.name}")
        for source, name in LICENCES.items():
            shutil.copyfile(_package(source) / "LICENSE", folder / name)
    print(f"{total:>8} octets en tout")
    return 0


def make(face: Face, *, web: bool) -> TTFont:
    """Return the face as a static font, with the characters and features that its use needs."""
    # Dates are kept from the original: the clock of the machine is no part of a font.
    variable = TTFont(
        _package(face.source) / "files" / VARIABLE_FONTS[face.source, face.italic],
        recalcTimestamp=False,
    )
    font = instancer.instantiateVariableFont(variable, face.location)
    characters = set(WEB_CHARACTERS) if web else set(font.getBestCmap())
    _keep(characters, font)
    for character, model in OWN_GLYPHS.items():
        _give_own_glyph(font, ord(character), font.getBestCmap()[ord(model)])
    if web:
        font.flavor = "woff2"
    _rename(font, face)
    return font


def _package(source: str) -> Path:
    return Path(str(files(f"fontpkg_{source.replace('-', '_')}")))


def _keep(characters: Iterable[int], font: TTFont) -> None:
    """Drop the characters, features, hints and tables that the book has no use for."""
    options = subset.Options(
        layout_features=list(FEATURES),
        hinting=False,
        glyph_names=False,
        notdef_outline=True,
        name_IDs=["*"],
        drop_tables=["DSIG", "BASE", "STAT", "MVAR", "gasp", "prep"],
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)


def _give_own_glyph(font: TTFont, character: int, model: str) -> None:
    """Map *character* to a copy of the glyph *model*, kerned alike."""
    name = f"uni{character:04X}.own"
    # Reading the tables before the glyph order changes: they are loaded by its numbers.
    glyphs, metrics, pairs = font["glyf"], font["hmtx"], list(_kerning(font))
    glyphs[name] = copy.deepcopy(glyphs[model])
    metrics[name] = metrics[model]
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[character] = name
    classes = font["GDEF"].table.GlyphClassDef.classDefs
    if model in classes:
        classes[name] = classes[model]
    for pair in pairs:
        _kern_alike(pair, name, model)


def _kerning(font: TTFont) -> Iterator[Any]:
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            if table.LookupType == 2:
                yield table


def _kern_alike(pair: Any, name: str, model: str) -> None:
    """Give the glyph *name* the kerning of *model* where pairs are kerned by class.

    The few pairs that are kerned one by one do not concern spaces and hyphens.
    """
    if pair.Format != 2:
        return
    if model in pair.Coverage.glyphs:
        pair.Coverage.glyphs.append(name)
    for side in (pair.ClassDef1.classDefs, pair.ClassDef2.classDefs):
        if model in side:
            side[name] = side[model]


def _rename(font: TTFont, face: Face) -> None:
    """Give the font its family, style and weight, by the names that programs look for."""
    plain = face.weight == 400
    own: Mapping[int, str] = {
        1: face.family if plain else f"{face.family} Semibold",
        2: "Italic" if face.italic else "Regular",
        3: f"{face.family} {face.style}",
        4: f"{face.family} {face.style}",
        6: f"{face.family}-{face.style}".replace(" ", ""),
        16: face.family,
        17: face.style,
    }
    original = font["name"]
    # Copyright, version, makers, description and licence stay as their authors wrote them.
    kept = {number: original.getDebugName(number) for number in (0, 5, 7, 8, 9, 11, 12, 13, 14)}
    original.names = []
    for number, text in sorted({**kept, **own}.items()):
        if text:
            original.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = face.weight
    italic, regular = 1 << 0, 1 << 6
    style = italic if face.italic else regular if plain else 0
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~(italic | 1 << 5 | regular) | style
    font["head"].macStyle = 2 if face.italic else 0


if __name__ == "__main__":
    sys.exit(main())
