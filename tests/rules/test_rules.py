"""Every rule that judges sources owns a folder: what breaks it, and what only looks as if it did.

``faux.md`` and ``juste.md`` each hold the text of ``episodes/1-essai.md``, which takes the place of
that page in the book of ``base/``. Lines that begin with « %%% » name other files of the book, whose
text follows: ``%%% people.toml``. A word after the name says how the file is written: ``absent``
(it is taken away), ``latin-1``, ``utf-8-sig``, ``crlf``, ``retouché`` (what follows are not its
lines, but those that change: « -avant », « +après »); a file of ``_build/`` may say ``@sources@``
for the hash of the sources. The rules of the guide (SHT) try the book of ``base/`` with the guide
of ``base-guide/``, those of sound (SON) with four seconds of silence in ``audio/1.mp3``. ``faux.json`` lists what « check » must then say, all of
it and nothing else.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.sounds import silence
from tools.checks import check_book
from tools.diagnostics import Diagnostic, Level
from tools.markup.book import fingerprint, read_book
from tools.rules import RULES, rule

HERE = Path(__file__).parent
REPOSITORY = HERE.parent.parent
PAGE = "episodes/1-essai.md"
GUIDE = "SHT"
"""Opening letters of the codes that are tried on a book with a guide."""
SOUND = "SON"
"""Opening letters of the codes that are tried on a book with a recording."""
BUILT = "4"
"""Third sign of the codes that judge built books; test_output_rules.py tries those."""

CODES = [row.code for row in RULES if row.code[3] != BUILT or row.code.startswith("OUT")]


class GivenFile(NamedTuple):
    """A file of the book that an example replaces, adds or takes away."""

    path: str
    written: str
    text: str


def split_example(text: str) -> list[GivenFile]:
    """Return the files that an example holds; its opening lines are the page that one tries."""
    files = [GivenFile(PAGE, "", "")]
    for line in text.splitlines(keepends=True):
        if line.startswith("%%% "):
            path, _, written = line.removeprefix("%%% ").strip().partition(" ")
            files.append(GivenFile(path, written, ""))
        else:
            files[-1] = files[-1]._replace(text=files[-1].text + line)
    return files if files[0].text.strip() else files[1:]


def write_example(example: Path, root: Path) -> None:
    """Write the base book in *root*, less what *example* replaces."""
    shutil.copytree(HERE / "base", root)
    if example.parent.name.startswith(GUIDE):
        shutil.copytree(HERE / "base-guide", root, dirs_exist_ok=True)
    if example.parent.name.startswith(SOUND):
        (root / "audio").mkdir()
        (root / "audio/1.mp3").write_bytes(silence(4))
    for given in split_example(example.read_text(encoding="utf-8")):
        place = root / given.path
        place.parent.mkdir(parents=True, exist_ok=True)
        match given.written:
            case "absent":
                place.unlink()
            case "crlf":
                place.write_bytes(given.text.replace("\n", "\r\n").encode())
            case "retouché":
                place.write_text(retouch(place.read_text("utf-8"), given.text), encoding="utf-8")
            case encoding:
                place.write_bytes(given.text.encode(encoding or "utf-8"))
    for place in (root / "_build").rglob("*.json"):
        told = place.read_text(encoding="utf-8")
        place.write_text(told.replace("@sources@", fingerprint(root)), encoding="utf-8")


def retouch(text: str, changes: str) -> str:
    """Return *text* with the lines that *changes* takes away replaced by those that it gives."""
    for change in re.findall(r"((?:^-.*\n)+)((?:^\+.*\n)*)", changes, re.MULTILINE):
        before, after = ("".join(line[1:] for line in part.splitlines(True)) for part in change)
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return text


def check(root: Path) -> list[Diagnostic]:
    return check_book(root, read_book(root))


def in_short(fault: Diagnostic) -> dict[str, Any]:
    """What ``faux.json`` says of a fault; its words may be improved without writing it anew."""
    data = fault.as_data()
    return {key: data[key] for key in ("code", "path", "line", "column")}


@pytest.mark.parametrize("code", CODES)
def test_a_broken_rule_is_reported_where_it_is_broken(code: str, tmp_path: Path) -> None:
    write_example(HERE / code / "faux.md", tmp_path / "livre")
    expected = json.loads((HERE / code / "faux.json").read_text(encoding="utf-8"))
    found = [in_short(fault) for fault in check(tmp_path / "livre")]
    assert found == expected
    assert code in {fault["code"] for fault in found}


@pytest.mark.parametrize("code", CODES)
def test_what_only_looks_like_a_fault_stays_silent(code: str, tmp_path: Path) -> None:
    write_example(HERE / code / "juste.md", tmp_path / "livre")
    assert [str(fault) for fault in check(tmp_path / "livre")] == []


@pytest.mark.parametrize("code", CODES)
def test_every_rule_has_its_examples(code: str) -> None:
    for name in ("faux.md", "faux.json", "juste.md"):
        assert (HERE / code / name).is_file()


def test_no_example_is_left_of_a_rule_that_is_gone() -> None:
    folders = {place.name for place in HERE.iterdir() if place.is_dir()}
    assert folders - {"base", "base-guide", "__pycache__"} <= {row.code for row in RULES}


@pytest.mark.parametrize("parts", [("base",), ("base", "base-guide")])
def test_the_base_book_is_clean(parts: tuple[str, ...], tmp_path: Path) -> None:
    for part in parts:
        shutil.copytree(HERE / part, tmp_path / "livre", dirs_exist_ok=True)
    assert [str(fault) for fault in check(tmp_path / "livre")] == []


def test_nothing_is_said_of_the_sources_of_the_real_book() -> None:
    found = check(REPOSITORY)
    assert [str(fault) for fault in found if not fault.location.path.startswith("_build/")] == []


def test_a_code_and_a_slug_belong_to_one_rule() -> None:
    assert len({row.code for row in RULES}) == len({row.slug for row in RULES}) == len(RULES)


@pytest.mark.parametrize("row", RULES, ids=lambda row: row.code)
def test_the_first_digit_says_when_a_rule_shows(row: Any) -> None:
    """3 is for a person to look at again; the others are errors or warnings."""
    assert row.code[3] in "1234"
    assert (row.level is Level.REVIEW) == (row.code[3] == "3")


def test_a_rule_is_found_by_its_code_in_any_case() -> None:
    assert rule("trs201").code == "TRS201"
    with pytest.raises(KeyError):
        rule("TRS999")
