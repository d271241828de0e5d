"""Every rule that judges built books owns a folder too: see outputs.py for how examples are written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.rules.outputs import build_base, check, copy_built, damage, line_that_says
from tools.rules import RULES

HERE = Path(__file__).parent
CODES = [row.code for row in RULES if row.code[3] == "4" and not row.code.startswith("OUT")]


@pytest.fixture(scope="session")
def built_base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the base book once for all the rules."""
    return build_base(tmp_path_factory.mktemp("base") / "livre")


def found_in(built: Path, example: Path, root: Path) -> list[dict[str, Any]]:
    """Return what « check » says of a built book after what an example does to it."""
    copy_built(built, root)
    damage(root, example.read_text(encoding="utf-8"))
    return [fault.as_data() for fault in check(root)]


@pytest.mark.parametrize("code", CODES)
def test_a_damage_is_reported_where_it_was_done(
    code: str, built_base: Path, tmp_path: Path
) -> None:
    found = found_in(built_base, HERE / code / "faux.md", tmp_path / "livre")
    expected = json.loads((HERE / code / "faux.json").read_text(encoding="utf-8"))
    for fault in expected:
        fault["line"] = line_that_says(fault["line"], tmp_path / "livre", fault["path"])
    keys = ("code", "path", "line", "column")
    assert [{key: fault[key] for key in keys} for fault in found] == expected, found
    assert code in {fault["code"] for fault in found}


@pytest.mark.parametrize("code", CODES)
def test_what_only_looks_like_damage_stays_silent(
    code: str, built_base: Path, tmp_path: Path
) -> None:
    found = found_in(built_base, HERE / code / "juste.md", tmp_path / "livre")
    assert [fault["message"] for fault in found] == []


@pytest.mark.parametrize("code", CODES)
def test_every_rule_of_built_books_has_its_examples(code: str) -> None:
    for name in ("faux.md", "faux.json", "juste.md"):
        assert (HERE / code / name).is_file()


def test_nothing_is_said_of_the_base_book_as_it_is_built(built_base: Path) -> None:
    assert [str(fault) for fault in check(built_base)] == []
