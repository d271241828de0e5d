"""Is what is read typed as French is set? In pages, headers, ``book.toml`` and ``people.toml``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tools.checks.fonts import is_drawn
from tools.diagnostics import Diagnostic, Location, Rule
from tools.french.characters import UNWRITTEN
from tools.french.slips import (
    Finder,
    Slip,
    abbreviation_is_french,
    apostrophe_is_curved,
    apply,
    capital_keeps_its_accent,
    character_is_what_it_seems,
    dash_is_no_hyphen,
    ellipsis_is_one_sign,
    guillemets_hold_spaces,
    ligature_is_joined,
    measure_is_french,
    nothing_is_doubled,
    ordinal_is_short,
    pair_is_closed,
    quotes_are_guillemets,
    sentence_begins_with_capital,
    sign_follows_its_word,
    slash_stands_close,
    space_before_high_sign,
    space_follows_sign,
    space_is_single_and_plain,
)
from tools.markup.prose import Kind, Stretch, data_stretches, stretches
from tools.model import Book, Page, PassageKind
from tools.rules import (
    ABBREVIATION_IS_FRENCH,
    APOSTROPHE_IS_CURVED,
    CAPITAL_KEEPS_ITS_ACCENT,
    CHARACTER_IS_WHAT_IT_SEEMS,
    DASH_IS_NO_HYPHEN,
    ELLIPSIS_IS_ONE_SIGN,
    FONT_HAS_CHARACTER,
    GUILLEMETS_HOLD_SPACES,
    LIGATURE_IS_JOINED,
    MEASURE_IS_FRENCH,
    NOTHING_IS_DOUBLED,
    ORDINAL_IS_SHORT,
    PAIR_IS_CLOSED,
    QUOTES_ARE_GUILLEMETS,
    SENTENCE_BEGINS_WITH_CAPITAL,
    SIGN_FOLLOWS_ITS_WORD,
    SLASH_STANDS_CLOSE,
    SPACE_BEFORE_HIGH_SIGN,
    SPACE_FOLLOWS_SIGN,
    SPACE_IS_SINGLE_AND_PLAIN,
)


class Row(NamedTuple):
    """A rule, what finds where it does not hold, and what to say of it."""

    rule: Rule
    finds: Finder
    says: str


_ROWS = (
    Row(APOSTROPHE_IS_CURVED, apostrophe_is_curved, "l’apostrophe est droite"),
    Row(QUOTES_ARE_GUILLEMETS, quotes_are_guillemets, "ce guillemet n’est pas de ce niveau"),
    Row(ELLIPSIS_IS_ONE_SIGN, ellipsis_is_one_sign, "les points se suivent"),
    Row(SPACE_BEFORE_HIGH_SIGN, space_before_high_sign, "il manque une espace devant le signe"),
    Row(GUILLEMETS_HOLD_SPACES, guillemets_hold_spaces, "il manque une espace dans les guillemets"),
    Row(SIGN_FOLLOWS_ITS_WORD, sign_follows_its_word, "il y a une espace de trop"),
    Row(SPACE_FOLLOWS_SIGN, space_follows_sign, "il manque une espace à côté du signe"),
    Row(SLASH_STANDS_CLOSE, slash_stands_close, "la barre oblique est entourée d’espaces"),
    Row(DASH_IS_NO_HYPHEN, dash_is_no_hyphen, "ce tiret n’est pas le bon, ou il lui manque une espace"),
    Row(ORDINAL_IS_SHORT, ordinal_is_short, "l’ordinal n’est pas abrégé comme il faut"),
    Row(MEASURE_IS_FRENCH, measure_is_french, "le nombre n’est pas écrit comme il faut"),
    Row(CAPITAL_KEEPS_ITS_ACCENT, capital_keeps_its_accent, "la capitale a perdu son accent"),
    Row(LIGATURE_IS_JOINED, ligature_is_joined, "« oe » n’est pas lié"),
    Row(ABBREVIATION_IS_FRENCH, abbreviation_is_french, "l’abréviation n’est pas celle de l’usage"),
    Row(NOTHING_IS_DOUBLED, nothing_is_doubled, "cela est tapé deux fois"),
    Row(SENTENCE_BEGINS_WITH_CAPITAL, sentence_begins_with_capital, "la phrase commence en minuscule"),
)  # fmt: skip

_BLANK = re.compile(r"\s")
_OPENING = frozenset("«“([")
_NEAR = 5
"""Slips of the same kind, on each side, that one hint may mend together."""
_AROUND = 18
"""Characters quoted on each side of a slip, to the next end of a word."""


def check_typography(page: Page, book: Book) -> Iterator[Diagnostic]:
    """Judge what a page gives to read; each row of the table is a rule."""
    own = stretches(page)
    yield from characters(page.path, page.text)
    for stretch in own:
        yield from judge(page.path, stretch, _ROWS)
        yield from _odd_characters(page.path, stretch)
    yield from _pairs(page.path, own)
    yield from _turns(page)


def check_data_typography(book: Book) -> Iterator[Diagnostic]:
    """Judge what the data files give to read by the same rules."""
    for path, text in book.data.items():
        values = list(data_stretches(text))
        yield from characters(path, text)
        for stretch in values:
            yield from judge(path, stretch, _ROWS)
            yield from _odd_characters(path, stretch)
        yield from _pairs(path, values)


def judge(path: str, stretch: Stretch, rows: Iterable[Row]) -> Iterator[Diagnostic]:
    """Yield what each of *rows* finds in a stretch of prose."""
    text = stretch.text
    found = [(row, slips) for row in rows if (slips := sorted(row.finds(text)))]
    if not found:
        return
    places = stretch.places()
    for row, slips in found:
        for rank, slip in enumerate(slips):
            near = slips[max(0, rank - _NEAR) : rank + _NEAR]
            yield _told(row.rule, path, places[slip.start], text, slip, row.says, near)


def _odd_characters(path: str, stretch: Stretch) -> Iterator[Diagnostic]:
    text = stretch.text
    odd = [*_odd_spaces(stretch, text)]
    foreign = [match.start() for match in _UNUSUAL.finditer(text) if _is_missing(match[0])]
    places = stretch.places() if odd or foreign else []
    for slip in odd:
        what = (
            "une espace insécable ou d’une autre sorte est tapée à la main"
            if text[slip.start : slip.end].strip(" \t")
            else "il y a plusieurs espaces, ou une tabulation"
        )
        yield _told(SPACE_IS_SINGLE_AND_PLAIN, path, places[slip.start], text, slip, what)
    for at in foreign:
        yield FONT_HAS_CHARACTER.broken(
            Location(path, *places[at]),
            f"aucune police du livre ne dessine « {text[at]} » (U+{ord(text[at]):04X})",
        )


def _is_missing(character: str) -> bool:
    """An invisible character has no drawing to miss, and is told as such."""
    return not unicodedata.category(character).startswith("C") and not is_drawn(character)


def _odd_spaces(stretch: Stretch, text: str) -> Iterator[Slip]:
    """Spaces that follow each other in the page too: markup between two words is no fault."""
    found = list(space_is_single_and_plain(text))
    if not found or stretch.kind is Kind.ROW:
        return
    places = stretch.places()
    for slip in found:
        start, end = places[slip.start], places[slip.end - 1]
        if end[0] == start[0] and end[1] - start[1] == slip.end - 1 - slip.start:
            yield slip


def _told(
    rule: Rule,
    path: str,
    place: tuple[int, int],
    text: str,
    slip: Slip,
    says: str,
    alike: Iterable[Slip] = (),
) -> Diagnostic:
    """Return the diagnostic of *slip*; its hint mends all that are *alike* among the words quoted."""
    start, end = _words_around(text, slip)
    hint = None
    # Between spaces of two sorts nobody sees a difference: the rule's own hint says more.
    if slip.instead is not None and alike:
        inside = (
            Slip(other.start - start, other.end - start, other.instead)
            for other in alike
            if start <= other.start and other.end <= end
        )
        hint = f"Écrivez {quote(apply(text[start:end], inside))}."
    return rule.broken(Location(path, *place), f"{quote(text[start:end])} : {says}", hint=hint)


def _words_around(text: str, slip: Slip) -> tuple[int, int]:
    """Return the bounds of the words that a slip touches, cut where they are very long."""
    start = _last_blank(text, slip.start) + 1
    end = _next_blank(text, max(slip.end, slip.start + 1))
    if end - start < 2:  # a sign alone says too little
        if text[start:end] in _OPENING:
            end = _next_blank(text, end + 1)
        else:
            start = _last_blank(text, max(0, start - 1)) + 1
    start, end = max(start, slip.start - _AROUND), min(end, slip.end + _AROUND)
    while end > max(slip.end, slip.start + 1) and text[end - 1] in ",.;:…)]":
        end -= 1
    return start, end


def _next_blank(text: str, after: int) -> int:
    found = _BLANK.search(text, after, after + 2 * _AROUND)
    return found.start() if found else len(text)


def _last_blank(text: str, before: int) -> int:
    # Never far back, for a line may be huge and full of slips.
    first = max(0, before - 4 * _AROUND)
    return max(text.rfind(" ", first, before), text.rfind("\n", first, before), first - 1)


def quote(words: str) -> str:
    """Return *words* between guillemets, or between the signs of the second level inside some."""
    shown = " ".join(_UNWRITTEN.sub("…", words).split())
    return f"“{shown}”" if {"«", "»"} & set(shown) else f"« {shown} »"


# --- What no line of the table can say -----------------------------------------------------------

_UNWRITTEN = re.compile(f"{UNWRITTEN}+")
_UNUSUAL = re.compile(r"[^\x00-\x7f\u00a0-\u00ffŒœŸ–—‘’“”…€\ue000-\uf8ff\s]")
"""Characters that a font may lack: those of everyday French are in all of ours."""

_SHOWN_CHARACTERS = {
    "\u00ad": "un trait d’union conditionnel",
    "\u200b": "une espace sans chasse",
    "\u200c": "un antiliant",
    "\u200d": "un liant",
    "\u200e": "une marque de sens d’écriture",
    "\u200f": "une marque de sens d’écriture",
    "\u2028": "un saut de ligne d’une autre sorte",
    "\u2060": "un gluon de mots",
    "\ufe0f": "un sélecteur de variante",
    "\ufeff": "une marque d’ordre des octets",
    "\ufffd": "un caractère de remplacement : le sien s’est perdu",
}


def characters(path: str, text: str) -> Iterator[Diagnostic]:
    """Look at every character of a file: in a name or an address, these do most harm."""
    for number, line in enumerate(text.split("\n"), 1):
        for slip in character_is_what_it_seems(line):
            there = line[slip.start : slip.end]
            yield CHARACTER_IS_WHAT_IT_SEEMS.broken(
                Location(path, number, slip.start + 1),
                f"{_character_shown(there)}, dans {quote(_harmless(line, slip))}",
                hint=None
                if slip.instead is not None
                else "Effacez le mot entier et tapez-le de nouveau.",
            )


def _character_shown(there: str) -> str:
    sign, code = there[0], f"U+{ord(there[0]):04X}"
    if sign in _SHOWN_CHARACTERS:
        return f"{_SHOWN_CHARACTERS[sign]} ({code})"
    if len(there) > 1 and "\u0300" <= there[1] <= "\u036f":
        return f"« {there} » est fait d’une lettre et d’un accent séparés"
    if "\u0370" <= sign <= "\u03ff":
        return f"« {sign} » est une lettre grecque ({code})"
    if "\u0400" <= sign <= "\u052f":
        return f"« {sign} » est une lettre cyrillique ({code})"
    return f"un caractère invisible ({code})"


def _harmless(line: str, slip: Slip) -> str:
    start, end = _words_around(line, slip)
    return "".join(
        "\ufffd" if _INVISIBLE.match(character) else character for character in line[start:end]
    )


_INVISIBLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ue000-\uf8ff]"
)


def _pairs(path: str, own: Sequence[Stretch]) -> Iterator[Diagnostic]:
    """Signs that go by two; a quotation of several paragraphs opens each and closes the last."""
    texts = [stretch.text for stretch in own]
    for stretch, text, after in zip(own, texts, [*texts, ""][1:], strict=True):
        places: list[tuple[int, int]] = []
        for slip in pair_is_closed(text):
            sign = text[slip.start]
            if sign == "«" and after.startswith("«"):
                continue
            places = places or stretch.places()
            what = "n’est jamais fermé" if sign in "«“([" else "n’a jamais été ouvert"
            start, end = _words_around(text, slip)
            yield PAIR_IS_CLOSED.broken(
                Location(path, *places[slip.start]),
                f"{quote(text[start:end])} : le signe {sign} {what}",
            )


def _turns(page: Page) -> Iterator[Diagnostic]:
    """A turn's first word, which stands behind the speaker's name."""
    lines: list[str] = []
    for passage in page.passages:
        if passage.kind is PassageKind.TURN and passage.line and passage.text[:1].islower():
            lines = lines or page.text.split("\n")
            words = passage.text[:30]
            column = lines[passage.line - 1].find(words[:12]) + 1
            yield SENTENCE_BEGINS_WITH_CAPITAL.broken(
                Location(page.path, passage.line, column or None),
                f"{quote(words)} : la réplique commence en minuscule",
                hint=f"Écrivez {quote(words[0].upper() + words[1:])}.",
            )
