"""Is every word one? French's, the house's, a name of the book, or one of ``vocabulary.txt``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from tools.diagnostics import Diagnostic, Location
from tools.french.house import HOUSE_FORMS, house_form, sigle_has_no_points
from tools.french.slips import (
    abbreviation_is_french,
    capital_keeps_its_accent,
    character_is_what_it_seems,
    ligature_is_joined,
    measure_is_french,
    ordinal_is_short,
)
from tools.french.spelling import WRONG_FORMS, Word, is_known, suggestions, words_in
from tools.markup.data import PEOPLE_FILE, VOCABULARY_FILE
from tools.markup.prose import Stretch, data_stretches, stretches
from tools.model import Book, EpisodeHeader
from tools.rules import (
    ACRONYM_DECLARED,
    CATEGORY_SPELT_ALIKE,
    CHARACTER_IS_WHAT_IT_SEEMS,
    SPELLING_IS_RIGHT,
    VOCABULARY_SERVES,
    WORD_IS_KNOWN,
    WORK_IS_DONE,
)

_MISWRITTEN = (
    abbreviation_is_french,
    capital_keeps_its_accent,
    character_is_what_it_seems,
    house_form,
    ligature_is_joined,
    measure_is_french,
    ordinal_is_short,
    sigle_has_no_points,
)
"""What the typographer already says of a word: it is not said twice."""

_QUESTION_WORDS = (
    "CRD", "DAT", "IMG", "PRS", "REF", "TRS", ACRONYM_DECLARED.code, CATEGORY_SPELT_ALIKE.code,
    WORK_IS_DONE.code, CHARACTER_IS_WHAT_IT_SEEMS.code,
)  # fmt: skip
"""Families and rules that know what a word stands for; the others question what is around it."""
_MOST_SUGGESTED = 30
"""Unknown words for which a better one is looked for: a page in another language has thousands."""


def check_spelling(book: Book) -> Iterator[Diagnostic]:
    """Judge every word of the book, then the vocabulary that it declares.

    A word is told once a page: what is wrong there is wrong in the same way further down.
    """
    if _names_are_missing(book):
        return
    speller = _Speller(_names(book), frozenset(word.text for word in book.vocabulary))
    for path, own in _read(book):
        told: set[str] = set()
        for stretch in own:
            yield from _unknown(path, stretch, speller, told)
    yield from _vocabulary_serves(book, speller)


def spare_told(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Leave out the unknown words that another rule already questions on their line.

    « Lanbin » is no word; that the register knows a Christophe Lambin says more.
    """
    every = list(found)
    messages: dict[tuple[str, int | None], list[str]] = {}
    for fault in every:
        if fault.rule.code.startswith(_QUESTION_WORDS):
            at = fault.location
            messages.setdefault((at.path, at.line), []).append(fault.message)
    for fault in every:
        at = fault.location
        if fault.rule is WORD_IS_KNOWN:
            word = fault.message.partition(" »")[0].removeprefix("« ")
            if any(word in message for message in messages.get((at.path, at.line), ())):
                continue
        yield fault


@dataclass
class _Speller:
    """What is known, and what was found out about words so far."""

    names: frozenset[str]
    vocabulary: frozenset[str]
    met: set[str] = field(default_factory=set)
    """Words of the vocabulary that the book uses."""
    suggested: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.extra = self.names | self.vocabulary
        self.knows = lru_cache(maxsize=None)(self._knows)

    def _knows(self, word: str) -> bool:
        if is_known(word, self.names):
            return True
        if not is_known(word, self.extra):
            return False
        # Only the vocabulary explains it: as it is, without its capital, or by its parts.
        forms = {word, word[:1].lower() + word[1:], *word.split("-")}
        self.met |= forms | {each.rstrip("’'") for each in forms}
        return True

    def would_mend(self, word: str) -> bool:
        """Say whether *word* is what an unknown one may be meant for: then it does serve."""
        return any(f"« {word} »" in hint for hint in self.suggested.values())

    def hint(self, word: str) -> str:
        """Return what to do about *word*; the same for the same word."""
        if word not in self.suggested and len(self.suggested) < _MOST_SUGGESTED:
            near = [f"« {other} »" for other in suggestions(word, self.extra)[:3]]
            choices = ", ".join(near[:-1]) + (" ou " if len(near) > 1 else "") + "".join(near[-1:])
            self.suggested[word] = (
                f"Vouliez-vous dire {choices} ? S’il est juste, ajoutez le mot à {VOCABULARY_FILE}."
                if near
                else WORD_IS_KNOWN.hint
            )
        return self.suggested.get(word, WORD_IS_KNOWN.hint)


def _names_are_missing(book: Book) -> bool:
    """Say whether a file that declares names cannot be read: they would all be unknown."""
    unread = bool(book.data.get(PEOPLE_FILE, "").strip()) and not book.people
    headers = (page.header for page in book.pages)
    return unread or any(isinstance(each, EpisodeHeader) and not each.lines for each in headers)


def _names(book: Book) -> frozenset[str]:
    """Return every word of the names that the book declares: people, characters, houses, places."""
    names = [person.name for person in book.people]
    names += [book.publisher.name, book.publisher.full_name, *HOUSE_FORMS.values()]
    names += [acronym.acronym for acronym in book.acronyms]
    names += [organisation.name for organisation in book.organisations]
    names += [locality.name for locality in book.localities]
    for page in book.pages:
        header = page.header
        if isinstance(header, EpisodeHeader):
            names += [voice.name for voice in header.voices]
            names += [voice.label for voice in header.voices]
            names += [character.name for character in header.characters]
            names += [*(header.credits.cast or ()), *header.credits.sound_production]
    words = {word.text for name in names for word in words_in(name)}
    # Faux : un mot du genre commun que le nom d’un personnage rendrait juste partout.
    words = {word for word in words if not word.islower() or not is_known(word)}
    return frozenset(words | {part for word in words for part in word.split("-")})


def _read(book: Book) -> Iterator[tuple[str, Iterable[Stretch]]]:
    for page in book.pages:
        yield page.path, stretches(page)
    for path, text in book.data.items():
        yield path, data_stretches(text)


def _unknown(
    path: str, stretch: Stretch, speller: _Speller, told: set[str]
) -> Iterator[Diagnostic]:
    text = stretch.text
    found = [
        word
        for word in words_in(text)
        if len(word.text) > 1 and word.text not in told and not speller.knows(word.text)
    ]  # fmt: skip
    if not found:
        return
    places, spared = stretch.places(), _miswritten(text)
    for word in found:
        if word.text in told or _overlaps(word, spared):
            continue
        told.add(word.text)
        at = Location(path, *places[word.start])
        form = word.text.lower().replace("'", "’")
        if form in WRONG_FORMS:
            yield SPELLING_IS_RIGHT.broken(
                at, f"« {word.text} » est une faute", hint=f"Écrivez « {_right(word.text)} »."
            )
        else:
            yield WORD_IS_KNOWN.broken(
                at, f"« {word.text} » n’est pas un mot connu", hint=speller.hint(word.text)
            )


def _right(word: str) -> str:
    return next(iter(suggestions(word)), WRONG_FORMS[word.lower().replace("'", "’")])


def _miswritten(text: str) -> list[tuple[int, int]]:
    return [(slip.start, slip.end) for finds in _MISWRITTEN for slip in finds(text)]


def _overlaps(word: Word, spans: Iterable[tuple[int, int]]) -> bool:
    end = word.start + len(word.text)
    return any(word.start < stop and start < end for start, stop in spans)


def _vocabulary_serves(book: Book, speller: _Speller) -> Iterator[Diagnostic]:
    seen: dict[str, int] = {}
    for word in book.vocabulary:
        at = Location(VOCABULARY_FILE, word.line, 1)
        if word.text in seen:
            what = f"« {word.text} » est déjà à la ligne {seen[word.text]}"
        elif all(is_known(part.text, speller.names) for part in words_in(word.text)):
            what = f"« {word.text} » est dans le dictionnaire, ou c’est un nom du livre"
        elif word.text not in speller.met and not speller.would_mend(word.text):
            what = f"« {word.text} » ne sert nulle part"
        else:
            what = ""
        seen.setdefault(word.text, word.line)
        if what:
            yield VOCABULARY_SERVES.broken(at, what)
