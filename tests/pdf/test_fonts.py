"""The fonts that travel with the book."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from fontTools import ttLib

from tools.pdf.fonts import FOLDER
from tools.pdf.fonts.prepare import WEB_FACES, make

WEB = Path(__file__).parents[2] / "_static" / "fonts"
PRINT_FONTS = sorted(FOLDER.glob("*.ttf"))
WEB_FONTS = sorted(WEB.glob("*.woff2"))
FRENCH = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸàâæçéèêëîïôœùûüÿ"
    "0123456789.,;:!?…’‘“”«»()[]-–—·/&@%‰€°§×→←↑↓☐☑✓ \u00a0\u202f\u2010\u2011"
)


def opened(path: Path) -> Any:
    return ttLib.TTFont(io.BytesIO(path.read_bytes()))


@pytest.mark.parametrize("path", [*PRINT_FONTS, *WEB_FONTS], ids=lambda path: path.name)
def test_each_font_can_set_french(path: Path) -> None:
    missing = set(FRENCH) - {chr(code) for code in opened(path).getBestCmap()}
    assert [unicodedata.name(character) for character in sorted(missing)] == []


@pytest.mark.parametrize("path", [*PRINT_FONTS, *WEB_FONTS], ids=lambda path: path.name)
def test_no_font_that_we_changed_bears_the_reserved_name(path: Path) -> None:
    names = opened(path)["name"]
    for number in (1, 4, 6, 16):
        assert "source" not in names.getDebugName(number).lower()
    assert "Adobe" in names.getDebugName(0)
    assert "SIL Open Font License" in names.getDebugName(13)


@pytest.mark.parametrize("path", PRINT_FONTS, ids=lambda path: path.name)
def test_characters_that_a_pdf_tells_apart_have_glyphs_of_their_own(path: Path) -> None:
    cmap = opened(path).getBestCmap()
    glyphs = [cmap[ord(character)] for character in " \u00a0\u202f-\u00ad\u2010\u2011"]
    assert len(set(glyphs)) == len(glyphs)


def test_a_copied_hyphen_is_kerned_as_the_hyphen() -> None:
    font = opened(FOLDER / "DemainSerif-Regular.ttf")
    cmap = font.getBestCmap()
    plain, copied = cmap[ord("-")], cmap[0x2010]
    classes = [
        table.ClassDef2.classDefs
        for lookup in font["GPOS"].table.LookupList.Lookup
        for table in (getattr(sub, "ExtSubTable", sub) for sub in lookup.SubTable)
        if table.LookupType == 2 and table.Format == 2
    ]
    assert classes
    assert all(each.get(copied) == each.get(plain) for each in classes)


@pytest.mark.parametrize("folder", [FOLDER, WEB], ids=["pdf", "web"])
def test_licences_travel_with_the_fonts(folder: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in folder.glob("LICENSE-OFL-*.txt")]
    assert len(texts) == 2
    assert all("SIL OPEN FONT LICENSE Version 1.1" in text for text in texts)


def test_the_fonts_of_the_site_are_small() -> None:
    assert len(WEB_FONTS) == 5
    assert sum(path.stat().st_size for path in WEB_FONTS) < 200_000


def test_what_is_committed_is_what_the_script_makes(tmp_path: Path) -> None:
    face = next(face for face in WEB_FACES if face.file == "source-sans-3-semibold.woff2")
    made = tmp_path / face.file
    make(face, web=True).save(made, reorderTables=True)
    assert made.read_bytes() == (WEB / face.file).read_bytes()
