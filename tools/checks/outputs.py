"""The built books: are they of these sources, and what did Sphinx say of them?"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tools.diagnostics import Location
from tools.markup.book import fingerprint
from tools.rules import BUILD_IS_SILENT, OUTPUT_UP_TO_DATE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tools.diagnostics import Diagnostic

_SHOWN = {"pdf": "le PDF", "epub": "l’EPUB", "html": "le site"}


def check_outputs(root: Path) -> Iterator[Diagnostic]:
    """Say which built books are stale, and relay what the last build of these sources met."""
    build = root / "_build"
    stamps, report = _load(build / "stamps.json"), _load(build / "sphinx.json")
    if not stamps and not report:
        return
    sources = fingerprint(root)
    for name, shown in _SHOWN.items():
        stamp = stamps.get(name)
        if isinstance(stamp, dict) and stamp.get("sources") != sources and (build / name).is_dir():
            yield OUTPUT_UP_TO_DATE.broken(
                Location(f"_build/{name}"),
                f"{shown} a été construit avant les dernières modifications",
            )
    if report.get("sources") == sources:
        for told in report.get("diagnostics", []):
            at = Location(told["path"], told["line"], told["column"])
            yield BUILD_IS_SILENT.broken(at, told["message"])


def _load(path: Path) -> dict[str, Any]:
    """Return the object that a file of ours holds; an empty one when it cannot be trusted."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}
