"""Our roles: what they point to, and the words they show."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from tools.model import Book

ROLES = ("person", "character", "idea", "ep")
"""The roles of the domain ``book``."""

_EXPLICIT = re.compile(r"(?P<shown>.+?)\s*<(?P<target>[^<>]+)>", re.DOTALL)
_EXPANSION = re.compile(r"\s*\(.*\)\Z", re.DOTALL)  # « MSA (Mutualité sociale agricole) »
PASSAGE = re.compile(r"T?(?P<episode>[1-9]\d*)\.[1-9]\d*[a-z]?")


class RoleText(NamedTuple):
    """What stands between a role's backquotes."""

    target: str
    shown: str | None


def split_role(content: str) -> RoleText:
    """Read « texte <cible> », or a target alone."""
    match = _EXPLICIT.fullmatch(content.strip())
    if match:
        return RoleText(match["target"].strip(), match["shown"])
    return RoleText(content.strip(), None)


def shown_text(role: str, content: str, book: Book) -> str:
    """Return the words that a role shows in the text.

    ``{ep}`4``` shows « épisode 4 », ``{ep}`4.17``` « passage 4.17 », a person their name, a
    character their name, an idea its term; the author's own words win. An unknown target shows itself.
    """
    target, shown = split_role(content)
    role = role.removeprefix("book:")
    if role == "abbr":
        return _EXPANSION.sub("", content)
    if shown is not None:
        return shown
    if role == "ep":
        return f"passage {target}" if PASSAGE.fullmatch(target) else f"épisode {target}"
    if role == "character" and target in book.characters:
        return book.characters[target][1].name
    if role == "idea" and target in book.lexicon:
        return book.lexicon[target].term
    return target


def known_targets(role: str, book: Book) -> Collection[str]:
    """Return every target that *role* may have in *book*."""
    match role:
        case "person":
            return book.register.keys()
        case "character":
            return book.characters.keys()
        case "idea":
            return book.lexicon.keys()
        case "ep":
            return book.quotable.keys()
        case _:
            return ()
