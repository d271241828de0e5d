"""The titles that a text may quote: the book's, its episodes', and those of what they show."""

from __future__ import annotations

import re
from collections import defaultdict

from tools.french.likeness import edits, fold
from tools.french.typography import plain_spaces
from tools.model import Book, EpisodeHeader

_WORD = re.compile(r"[^\W_]+")
_SHOWN = ("extract", "scene")
"""Directives whose title is that of a film or of a scene."""

_FAR = 99
_CANDIDATES = 40
"""Titles compared with a quotation, at most; they share its rarest words."""


class Titles:
    """Every title of a book, found again by the words of a quotation."""

    def __init__(self, book: Book) -> None:
        self._exact: dict[str, str] = {}
        self._by_word: dict[str, list[str]] = defaultdict(list)
        for title in (book.title, book.subtitle):
            self._add(title)
        for page in book.pages:
            if isinstance(page.header, EpisodeHeader):
                self._add(page.header.spoken_title)
                self._add(page.header.subtitle)
            for heading in page.headings:
                self._add(heading.text)
            for directive in page.directives:
                if directive.name in _SHOWN:
                    self._add(directive.argument)

    def _add(self, title: str) -> None:
        title = plain_spaces(title)
        key = fold(title)
        if len(_WORD.findall(key)) < 2 or key in self._exact:
            return
        self._exact[key] = title
        for word in set(_WORD.findall(key)):
            self._by_word[word].append(title)

    def meant_by(self, quoted: str) -> str | None:
        """Return the title that *quoted* is, or was meant to be; None for any other words."""
        key = fold(plain_spaces(quoted))
        if key in self._exact:
            return self._exact[key]
        words = set(_WORD.findall(key))
        known = sorted(
            words & self._by_word.keys(), key=lambda each: (len(self._by_word[each]), each)
        )
        candidates = dict.fromkeys(
            title for word in known[:3] for title in self._by_word[word][:_CANDIDATES]
        )
        near = [(_distance(key, words, title), title) for title in candidates]
        distance, title = min(near, default=(_FAR, ""))
        return title if distance < _FAR else None


def _distance(key: str, words: set[str], title: str) -> int:
    """Return the letters that part a quotation from a title; more are allowed to a long one."""
    whole = fold(title)
    shared = len(words & set(_WORD.findall(whole))) / max(1, len(words))
    limit = 1 if len(key) < 12 else 2 if len(key) < 30 else 3
    limit = max(limit, min(6, len(key) // 6)) if shared > 0.6 else limit
    slips = edits(key, whole, limit=limit)
    return slips if slips <= limit else _FAR


def is_exactly(quoted: str, title: str) -> bool:
    """Say whether *quoted* is *title* to the letter; only its first letter may be small."""
    plain = plain_spaces(quoted)
    return plain == title or (plain[:1].upper() == title[:1] and plain[1:] == title[1:])
