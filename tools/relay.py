"""What Sphinx says, told as our own diagnostics, in French where we know its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tools.diagnostics import Diagnostic, Location
from tools.rules import BUILD_IS_SILENT

_NOWHERE = "conf.py"
"""The place of a message that names none: the settings, where such faults come from."""

_WARNING = re.compile(
    r"(?:(?P<path>[^\s:][^:\n]*?)(?::(?P<line>\d*))?:\s)?(?:WARNING|ERROR|CRITICAL):\s(?P<text>.*)"
)
_SUBTYPE = re.compile(r"\s*\[[\w.-]+\](?=\s*$)")
_PLACE = re.compile(r"([\w./-]+?\.(?:md|toml))(?::(\d+))?")

_FRENCH = tuple(
    (re.compile(pattern), french)
    for pattern, french in (
        (r".*cross-reference target not found: '(.+?)'.*", "le renvoi vers « {} » ne mène nulle part"),
        (r"local id not found in doc .*?: '(.+?)'.*", "aucune étiquette de la page ne s’appelle « {} »"),
        (r"undefined label: '(.+?)'.*", "aucune étiquette ne s’appelle « {} »"),
        (r"unknown document: '(.+?)'.*", "la page « {} » n’existe pas"),
        (r".*reference target not found: (.+?)\s*", "le renvoi vers « {} » ne mène nulle part"),
        (r"toctree contains reference to nonexisting document '(.+?)'.*", "le sommaire nomme « {} », qui n’existe pas"),
        (r"document isn't included in any toctree.*", "la page n’est dans aucun sommaire"),
        (r"image file not readable: (.+?)\s*", "l’image « {} » est introuvable"),
        (r"download file not readable: (.+?)\s*", "le fichier « {} » est introuvable"),
        (r"duplicate label (.+?), other instance in .*", "l’étiquette « {} » est donnée deux fois"),
        (r"Unknown directive type: '(.+?)'.*", "la directive « {} » est inconnue"),
        (r"Unknown interpreted text role \"(.+?)\".*", "le rôle « {} » est inconnu"),
        (r"Non-consecutive header level increase; (H\d to H\d).*", "un niveau de titre est sauté ({})"),
        (r"No footnote definition found for label: '(.+?)'.*", "la note « {} » est appelée et n’est définie nulle part"),
        (r"Footnote definition not referenced.*: '(.+?)'.*", "la note « {} » est définie et n’est appelée nulle part"),
    )
)  # fmt: skip


def told_by_warnings(text: str, root: Path) -> Iterator[Diagnostic]:
    """Turn what Sphinx wrote into diagnostics; a line without a level goes on the one before."""
    messages: list[tuple[Location, list[str]]] = []
    for line in text.splitlines():
        match = _WARNING.match(line)
        if match:
            number = int(match["line"]) if match["line"] else None
            place = Location(_relative(match["path"] or "", root), number)
            messages.append((place, [match["text"]]))
        elif line.strip() and messages:
            messages[-1][1].append(line.strip())
        elif line.strip():
            messages.append((Location(_NOWHERE), [line.strip()]))
    for location, lines in messages:
        yield BUILD_IS_SILENT.broken(location, in_french(" ".join(lines)))


def told_by_error(message: str, root: Path) -> Diagnostic:
    """Return the diagnostic of an error that stopped Sphinx; its place is the first page it names."""
    match = _PLACE.search(message)
    if match is None:
        return BUILD_IS_SILENT.broken(Location(_NOWHERE), message)
    line = int(match[2]) if match[2] else None
    return BUILD_IS_SILENT.broken(Location(_relative(match[1], root), line), message)


def in_french(message: str) -> str:
    """Return a message of Sphinx's in French; as it is, where we do not know it."""
    plain = _SUBTYPE.sub("", message)
    plain = _SUBTYPE.sub("", plain)  # Sphinx adds its own after MyST's
    for pattern, french in _FRENCH:
        match = pattern.fullmatch(plain)
        if match:
            return french.format(*match.groups())
    return plain


def _relative(path: str, root: Path) -> str:
    """Return *path* as the book knows it: POSIX, from its root, a page with its ending."""
    if not path:
        return _NOWHERE
    full = Path(path)
    if full.is_absolute() and full.is_relative_to(root.resolve()):
        full = full.relative_to(root.resolve())
    name = full.as_posix()
    return name if "." in full.name else f"{name}.md"
