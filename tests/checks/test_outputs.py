"""Built books: whether they are of these sources, and what their making met."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.books import EPISODE, TinyBook, episode
from tests.conftest import BookFactory
from tools.checks.outputs import check_outputs, spare_relayed
from tools.diagnostics import Location
from tools.markup.book import fingerprint
from tools.rules import BUILD_IS_SILENT, REFERENCE_LEADS_SOMEWHERE

TOLD = {"path": EPISODE, "line": 20, "column": None, "message": "cible introuvable"}


@pytest.fixture
def tiny(book: BookFactory) -> TinyBook:
    return book({EPISODE: episode("Un paragraphe.\n")})


def write(book: TinyBook, name: str, data: Any) -> None:
    book.write(f"_build/{name}", data if isinstance(data, str) else json.dumps(data))


def codes(book: TinyBook) -> list[tuple[str, str]]:
    return [(fault.rule.code, fault.location.path) for fault in check_outputs(book.root)]


def test_a_book_that_was_never_built_has_no_fault(tiny: TinyBook) -> None:
    assert codes(tiny) == []


@pytest.mark.parametrize("name", ["pdf", "epub", "html"])
def test_a_book_built_from_other_sources_is_to_be_built_again(name: str, tiny: TinyBook) -> None:
    write(tiny, "stamps.json", {name: {"sources": "d’autres sources"}})
    tiny.write(f"_build/{name}/fichier", "x")
    assert codes(tiny) == [("OUT301", f"_build/{name}")]


def test_what_is_not_there_is_not_said_to_be_stale(tiny: TinyBook) -> None:
    write(tiny, "stamps.json", {"pdf": {"sources": "d’autres sources"}})
    assert codes(tiny) == []


def test_what_sphinx_said_of_these_sources_is_relayed(tiny: TinyBook) -> None:
    write(tiny, "sphinx.json", {"sources": fingerprint(tiny.root), "diagnostics": [TOLD]})
    (fault,) = check_outputs(tiny.root)
    assert (fault.rule.code, str(fault.location)) == ("OUT401", f"{EPISODE}:20")
    assert fault.message == "cible introuvable"


def test_what_sphinx_said_of_other_sources_is_not(tiny: TinyBook) -> None:
    write(tiny, "sphinx.json", {"sources": "d’autres sources", "diagnostics": [TOLD]})
    assert codes(tiny) == []


@pytest.mark.parametrize("name", ["stamps.json", "sphinx.json"])
@pytest.mark.parametrize("data", ["", "pas du JSON", "[]", "3", "null", '{"pdf": 3}', "{}"])
def test_what_was_left_damaged_is_as_if_it_were_not_there(
    name: str, data: str, tiny: TinyBook
) -> None:
    write(tiny, name, data)
    assert codes(tiny) == []


@pytest.mark.parametrize("told", [3, [3], [{}], [{"path": "a.md"}], None])
def test_a_report_of_another_shape_is_no_crash(told: Any, tiny: TinyBook) -> None:
    write(tiny, "sphinx.json", {"sources": fingerprint(tiny.root), "diagnostics": told})
    assert codes(tiny) == []


def test_a_fault_found_by_ourselves_is_not_relayed_too() -> None:
    ours = REFERENCE_LEADS_SOMEWHERE.broken(Location("index.md", 3, 5), "un renvoi sans cible")
    relayed = BUILD_IS_SILENT.broken(Location("index.md", 3), "reference target not found")
    another = BUILD_IS_SILENT.broken(Location("index.md", 4), "something else")
    assert list(spare_relayed([ours], [relayed, another])) == [ours, another]
