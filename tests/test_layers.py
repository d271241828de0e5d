"""The map of the rooms: who may import whom (design, §3)."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

TOOLS = Path(__file__).parent.parent / "tools"

LOW = {"diagnostics"}
READING = {"model", "french", "rules", "diagnostics"}
MARKUP = {"markup", *READING}
DRAWING = {"drawing", *MARKUP}
SPHINX = {"sphinxext", *DRAWING}
LIBRARIES = {"sphinx", "docutils", "myst_parser", "sphinx_design", "furo"}

MAY_IMPORT: dict[str, set[str]] = {
    "diagnostics": set(),
    "rules": LOW,
    "model": set(),
    "french": set(),
    "drawing": {"model", "french"},
    "markup": READING,
    "importer": MARKUP,
    "checks": MARKUP,
    "sphinxext": DRAWING,
    "pdf": SPHINX,
    "epub": SPHINX,
    "relay": {"rules", "diagnostics"},
    "build": {"relay", *MARKUP},
    "printing": LOW,
    "cli": {"build", "checks", "printing", "importer", *SPHINX},
    "__main__": {"cli"},
    "__init__": set(),
}
"""Each room of tools/ and the other rooms that it may import; its own files it always may."""

SEES_SPHINX = {"sphinxext", "pdf", "epub"}
"""Rooms that live inside Sphinx; build.py calls it from a function, the others never do."""


class Import(NamedTuple):
    """A module that a file imports, the line, and whether the import stands in a function."""

    module: str
    line: int
    in_function: bool


def imports(source: str, package: str) -> Iterator[Import]:
    """Yield every module that *source* imports, wherever the import stands.

    Imports for type checking count: a room that needs another's types needs the other room.
    """
    tree = ast.parse(source)
    inside = {
        child
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for child in ast.walk(function)
    }
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                for name in names:
                    yield Import(name.name, node.lineno, node in inside)
            case ast.ImportFrom(module=module, names=names, level=level):
                base = package.split(".")[: len(package.split(".")) - level + 1] if level else []
                whole = ".".join([*base, *([module] if module else [])])
                yield Import(whole, node.lineno, node in inside)
                for name in names:  # « from tools import build » imports a room by its name
                    yield Import(f"{whole}.{name.name}", node.lineno, node in inside)


def room_of(path: Path) -> str:
    """Return the room of a file of tools/: its folder, or its own name at the top."""
    inside = path.relative_to(TOOLS)
    return inside.parts[0] if len(inside.parts) > 1 else inside.stem


def trespasses(path: Path) -> list[str]:
    """Say which imports of the file go where its room may not."""
    room = room_of(path)
    package = ".".join(["tools", *path.relative_to(TOOLS).parts[:-1]])
    found = []
    for module, line, in_function in imports(path.read_text(encoding="utf-8"), package):
        at = f"tools/{path.relative_to(TOOLS).as_posix()}:{line}"
        top, _, rest = module.partition(".")
        other = rest.partition(".")[0]
        if top == "tools" and other in MAY_IMPORT and other not in {room, *MAY_IMPORT[room]}:
            allowed = ", ".join(sorted(MAY_IMPORT[room])) or "aucune autre pièce"
            found.append(f"{at} : « {room} » importe {module} ; permis : {allowed}")
        if top in LIBRARIES and room not in SEES_SPHINX and not (room == "build" and in_function):
            found.append(f"{at} : « {room} » importe {module} ; « check » partirait avec Sphinx")
        if top == "tests":
            found.append(f"{at} : les outils n’importent jamais leurs tests")
    return sorted(set(found))


FILES = sorted(TOOLS.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(TOOLS).as_posix())
def test_each_room_imports_only_the_rooms_below_it(path: Path) -> None:
    assert room_of(path) in MAY_IMPORT, f"la pièce « {room_of(path)} » n’est pas sur le plan"
    assert trespasses(path) == []


def test_the_map_has_no_way_round() -> None:
    """No room reaches itself: then every room can be understood after those below it."""
    for start in MAY_IMPORT:
        reached: set[str] = set()
        ahead = set(MAY_IMPORT[start])
        while ahead:
            room = ahead.pop()
            reached.add(room)
            ahead |= MAY_IMPORT[room] - reached
        assert start not in reached


@pytest.mark.parametrize(
    "source",
    [
        "from tools.pdf.builder import Builder",
        "import tools.pdf",
        "from tools import pdf",
        "from ..pdf import builder",
        "def later():\n    from tools.pdf import builder",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from tools.pdf import builder",
    ],
)
def test_no_way_of_importing_escapes_the_map(source: str) -> None:
    modules = {each.module for each in imports(source, "tools.epub")}
    assert any(module == "tools.pdf" or module.startswith("tools.pdf.") for module in modules)


def test_checking_the_book_never_starts_sphinx() -> None:
    """« make check » answers at once because Sphinx, which is slow to load, stays outside."""
    code = "import sys, tools.cli; print({'sphinx', 'docutils', 'myst_parser'} & set(sys.modules))"
    shown = subprocess.run(
        [sys.executable, "-c", code], cwd=TOOLS.parent, capture_output=True, text=True, check=True
    )
    assert shown.stdout.strip() == "set()"
