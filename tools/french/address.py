"""Whom a sentence speaks to: names that it calls, names that it gives, names that it only says."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CALL_BEFORE = re.compile(r"(?:\A|[,.;:!?…«—-])\s?\Z")
_CALL_AFTER = re.compile(r"\s?(?:[,!?.…;]|\Z)")
_GIVES = re.compile(r"\b(?:c’est|suis|ici|m’appelle|nomme|moi,?)\W{0,3}\Z", re.IGNORECASE)
_APPOSITION = re.compile(
    r", (?:(?:votre|vos|ton|ta|tes|de|du|des|la|le|les|un|une|pour|à)\b|[ld]’)"
)


def mentions(name: str, text: str) -> bool:
    """Say whether *text* holds *name*, whole and with its capitals."""
    return bool(name) and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def calls(name: str, text: str) -> bool:
    """Say whether *text* calls somebody by *name*; capitals do not count (« mamie »).

    Faux :  Aron ? Qui c’est, celui-là ? — Et Camille, elle est là ? — C’est Paul, ton assistant.
    Juste : Avec joie, Paul ! — Camille, tu décroches ? — Coucou, mamie !
    """
    return any(_is_call(text, match) for match in _uses(name, text))


def gives(name: str, text: str) -> bool:
    """Say whether *text* gives *name* as that of who speaks.

    Faux :  Merci, Victoire.
    Juste : C’est Paul. — Moi, c’est Noah. — Ici Amélie. — Victoire, votre conseillère.
    """
    return any(_is_given(text, match) for match in _uses(name, text))


def speaks_of(name: str, text: str) -> bool:
    """Say whether *text* calls or names *name* as one does somebody else.

    A name in small letters is a word of the language (« un message »), unless it is called.
    """
    return any(
        not _is_given(text, match) and (match[0] == name or _is_call(text, match))
        for match in _uses(name, text)
    )


def _uses(name: str, text: str) -> Iterator[re.Match[str]]:
    if name:
        yield from re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)


def _is_call(text: str, use: re.Match[str]) -> bool:
    before, after = text[max(0, use.start() - 3) : use.start()], text[use.end() : use.end() + 12]
    if not _CALL_BEFORE.search(before) or not _CALL_AFTER.match(after):
        return False
    asks_about = after.lstrip().startswith("?") and not before.rstrip().endswith(",")
    return not asks_about and not _APPOSITION.match(after)


def _is_given(text: str, use: re.Match[str]) -> bool:
    before = text[max(0, use.start() - 20) : use.start()]
    opens = _CALL_BEFORE.search(before[-3:]) is not None
    return _GIVES.search(before) is not None or (
        opens and _APPOSITION.match(text, use.end()) is not None
    )
