"""The words of a text, whether French knows them, and which ones were perhaps meant.

A word that is elided, joined or cut short as in speech is no fault: « qu’elle », « vois-tu »,
« l’appli’ ». What French does not know is for the book to declare: names, acronyms, inventions.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Set
from difflib import SequenceMatcher
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from tools.french.characters import APOSTROPHE
from tools.french.likeness import fold
from tools.french.typography import split_ordinals
from tools.french.words import WordList, french_words

WRONG_FORMS: Mapping[str, str] = MappingProxyType(
    {
        # The podcast’s published page has these.
        "intègrerait": "intégrerait",
        "laisser-passer": "laissez-passer",
        "m’bappé": "Mbappé",
        "saynette": "saynète",
        "saynettes": "saynètes",
        # Each part is a word, and the whole is none.
        "bien-sûr": "bien sûr",
        "est-ce-que": "est-ce que",
        "parce-que": "parce que",
        "petit-à-petit": "petit à petit",
        "quand-même": "quand même",
        "quelque-chose": "quelque chose",
        "tout-à-fait": "tout à fait",
        "tout-de-suite": "tout de suite",
        "vas-t-en": "va-t’en",
        "y-a-t-il": "y a-t-il",
        # Too far from the right word, or too near another.
        "infractus": "infarctus",
        "parceque": "parce que",
        "pécunier": "pécuniaire",
        "pécuniers": "pécuniaires",
        "rénumération": "rémunération",
        "rénumérations": "rémunérations",
    }
)
"""What is always wrong, in small letters, with what is right."""

_SYMBOLS = frozenset(
    {
        "cl", "cm", "dB", "GHz", "Go", "ha", "Hz", "kg", "kHz", "km", "ko", "Ko", "kW", "kWh",
        "mg", "min", "ml", "mm", "Mo", "To",
    }
)  # fmt: skip
"""Units of measure, which the list of words leaves out."""

_FIRST_PARTS = frozenset(
    {
        "aéro", "afro", "agro", "anglo", "co", "cyber", "éco", "euro", "franco", "germano", "hydro",
        "intra", "médico", "politico", "psycho", "socio", "technico",
    }
)  # fmt: skip
"""What may stand before a hyphen and is no word by itself."""

_MOST_SUGGESTIONS = 5
_MOST_EDITS = 2

_SIGN = r"(?:[^\W_]|[\u0300-\u036f])"  # a letter, a figure, an accent typed behind its letter
_WORD = re.compile(
    # No prose; looked for where a run of signs begins, so that a long one is read once.
    r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]+@[\w.-]+"
    r"|(?<![\w.-])[\w-]+(?:\.[\w-]+)*\.(?:com|eu|fr|net|org)\b"
    rf"|(?P<word>{_SIGN}+(?:[-‐‑'{APOSTROPHE}]{_SIGN}+)*['{APOSTROPHE}]?)"
)
_CUT = r"(?i:[cçdjlmnst]|(?:jus|lors|puis|quoi)?qu)"
_VOWEL = r"(?i:[aàâäeéèêëhiîïoôöuùûüyÿœæ])"
# Before a consonant, only a name spelt out is elided (« d’HLM », « l’URSSAF »): « N’Djamena » is whole.
_ELISION = re.compile(rf"{_CUT}['{APOSTROPHE}](?:$|(?={_VOWEL})|(?=[A-Z]+$))")
_ELISION_RUN_ON = re.compile(rf"({_CUT})({_VOWEL}.+)")
_FALSE_T = re.compile(rf"-t{APOSTROPHE}(?=(?:il|elle|on)s?$)")
_DOUBLE = re.compile(r"(\w)\1")  # the letters most often doubled or not by mistake
_TYPED = str.maketrans({"'": APOSTROPHE, "‐": "-", "‑": "-"})


class Word(NamedTuple):
    """A word as it is typed, and where it begins in its text."""

    text: str
    start: int


def words_in(text: str) -> Iterator[Word]:
    """Yield the words of *text*, without what is elided before them, figures and addresses.

    Compounds and words cut short stay whole: « Vois-tu l’appli’ A38 aujourd’hui ? » holds
    « Vois-tu », « appli’ » and « aujourd’hui ».
    """
    for match in _WORD.finditer(text):
        word, start = match["word"], match.start()
        if word is None or _is_number(word):
            continue
        elision = _ELISION.match(word)
        if elision and not _is_listed(_typed(word)):  # « c’est-à-dire » is listed as it stands
            word, start = word[elision.end() :], start + elision.end()
        if word:
            yield Word(word, start)


def _is_number(word: str) -> bool:
    if any(sign.isdigit() for sign in word):
        return True
    return any(piece.superior for form in (word, word + "e") for piece in split_ordinals(form))


def is_known(word: str, extra: Set[str] = frozenset()) -> bool:
    """Return whether *word* is French, or in *extra*: single words, as ``words_in`` gives them.

    What is listed in small letters may have capitals, as at the start of a sentence; never the
    reverse: « Paris » is listed, and « paris » for the bets, but « léa » is no word.
    """
    form = _typed(word)
    if form in extra:
        return True
    if form.lower() in WRONG_FORMS or _FALSE_T.search(form.lower()):
        return False
    if form.endswith(APOSTROPHE):
        return _is_cut_short(form[:-1], extra)
    return _is_listed(form, extra) or all(
        _is_listed(_ELISION.sub("", part), extra) or part.lower() in _FIRST_PARTS
        for part in form.split("-")
    )


def _is_listed(form: str, extra: Set[str] = frozenset()) -> bool:
    if any(case in extra or case in french_words() or case in _SYMBOLS for case in _cases(form)):
        return True
    alike = _near(french_words(), form, edits=0) | extra if form.isupper() else ()
    return any(other.upper() == form for other in alike)


def _is_cut_short(form: str, extra: Set[str]) -> bool:
    """Return whether *form* is a word, or a first syllable at least (« appli », « exam »)."""
    if _is_listed(form, extra):
        return True
    return len(form) > 2 and any(french_words().begins(case) is not None for case in _cases(form))


def _cases(form: str) -> Iterator[str]:
    """Yield *form*, then what it may be in the list if its capital is there for a sentence."""
    yield form
    if form[:1].isupper():
        yield form[0].lower() + form[1:]


def _typed(word: str) -> str:
    """Return *word* as the lists have it: one character a letter, our apostrophe, our hyphen."""
    return unicodedata.normalize("NFC", word).translate(_TYPED)


def suggestions(word: str, extra: Set[str] = frozenset()) -> list[str]:
    """Return what *word* was perhaps meant to be, the likeliest first, names after other words.

    Accents and capitals count for nothing: « Etat » may be « État » before any other word.
    """
    form = _typed(word).rstrip(APOSTROPHE)
    small = form.lower()
    certain = WRONG_FORMS.get(small, _FALSE_T.sub("-t-", small))
    if certain != small:
        return [_in_case_of(form, certain)]
    elision = _ELISION.match(form)
    if elision:
        meant = suggestions(form[elision.end() :], extra)
        return [elision[0] + other for other in meant if _ELISION.match(elision[0] + other)]

    def rank(other: str) -> tuple[bool, bool, float, str]:
        is_name = other[0].isupper() and not form[:1].isupper()
        is_doubling = _DOUBLE.sub(r"\1", small) == _DOUBLE.sub(r"\1", other.lower())
        likeness = SequenceMatcher(None, small, other.lower()).ratio()
        return is_name, not is_doubling, -likeness, other

    lists = (french_words(), WordList.of(extra))
    for edits in range(_MOST_EDITS + 1 if len(form) > 3 else _MOST_EDITS):
        near = {other for words in lists for other in _near(words, form, edits=edits)}
        found = [*(_cut_off(form, extra) if edits else ()), *sorted(near, key=rank)]
        if found:
            cased = dict.fromkeys(_in_case_of(form, other) for other in found)
            return list(cased)[:_MOST_SUGGESTIONS]
    return _mended(form, extra)


def _cut_off(form: str, extra: Set[str]) -> Iterator[str]:
    """Yield *form* with the apostrophe that it may lack: « cest » gives « c’est »."""
    match = _ELISION_RUN_ON.fullmatch(form.lower())
    if match and is_known(match[2], extra):
        yield f"{match[1]}{APOSTROPHE}{match[2]}"


def _mended(form: str, extra: Set[str]) -> list[str]:
    """Return the compound *form* with its only unknown part as it was perhaps meant."""
    parts = form.split("-")
    unknown = [place for place, part in enumerate(parts) if not is_known(part, extra)]
    if len(parts) == 1 or len(unknown) != 1:
        return []
    [place] = unknown
    return [
        "-".join([*parts[:place], meant, *parts[place + 1 :]])
        for meant in suggestions(parts[place], extra)
    ]


def _near(words: WordList, word: str, *, edits: int) -> Set[str]:
    """Return the words that at most so many *edits* turn into *word*, accents aside.

    An edit adds, drops or changes a letter, or swaps two. With two of them the first letter is
    taken to be right, which is nearly always so and spares most of the walk.
    """
    signs = "".join(map(fold, word))

    def moves(node: int, place: int, left: int) -> Iterator[tuple[str, int, int, int]]:
        may_edit = left > 0 and (place > 0 or left < _MOST_EDITS)
        if may_edit and place < len(signs):
            yield "", node, place + 1, left - 1
        for letter, target in words.steps(node):
            sign = fold(letter)
            if signs.startswith(sign, place):
                yield letter, target, place + len(sign), left
            if not may_edit:
                continue
            yield letter, target, place, left - 1
            if place < len(signs):
                yield letter, target, place + 1, left - 1
            if sign == signs[place + 1 : place + 2]:
                for other, beyond in words.steps(target):
                    if fold(other) == signs[place]:
                        yield letter + other, beyond, place + 2, left - 1

    @cache  # branches of the list meet again, and so do these walks: this is what makes it quick
    def endings(node: int, place: int, left: int) -> frozenset[str]:
        ways = {
            letters + rest
            for letters, *state in moves(node, place, left)
            for rest in endings(*state)
        }
        return frozenset(ways | {""} if words.is_end(node) and place == len(signs) else ways)

    return endings(words.start, 0, edits)


@cache
def _in_case_of(form: str, other: str) -> str:
    """Return *other* with capitals where *form* has them."""
    if len(form) > 1 and form.isupper():
        return other.upper()
    return other[0].upper() + other[1:] if form[:1].isupper() else other
