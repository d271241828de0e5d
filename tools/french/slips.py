"""Slips of the keyboard: where a text is not typed as French is set, and what to type instead.

Each function takes a text and yields the places where what its name says does not hold. The text
is one paragraph as it is read, without its markup; words that are shown and not written in it are
``UNWRITTEN`` characters. Authors type ordinary spaces: which of them may break is for
``typography`` to set, whether they are there is judged here.

A search costs no more than the text is long: patterns look a fixed way back, and what they repeat
cannot be shared between two parts of a pattern.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tools.french.characters import (
    APOSTROPHE,
    ELLIPSIS,
    EM_DASH,
    EN_DASH,
    UNWRITTEN,
)
from tools.french.numbers import MONTHS
from tools.french.typography import ROMAN


class Slip(NamedTuple):
    """A stretch of a text that is not typed as it should be."""

    start: int
    end: int
    instead: str | None
    """What to type there; None where only a person can say."""


Finder = Callable[[str], Iterator[Slip]]

_LETTER = r"[^\W\d_]"
_SMALL = r"[a-zà-öø-ÿœ]"
_CAPITAL = r"[A-ZÀ-ÖØ-ÞŒ]"

# --- Signs ---------------------------------------------------------------------------------------

_STRAIGHT = re.compile(rf"['´ʼ`]|(?<={_LETTER})‘(?={_LETTER})")


def apostrophe_is_curved(text: str) -> Iterator[Slip]:
    """Faux : qu'elle, l'ordi' — Juste : qu’elle, l’ordi’.

    Two of them around words are quotation marks, and a person must say of which level.
    """
    found = list(_STRAIGHT.finditer(text))
    opens = any(_opens_a_quotation(text, match.start()) for match in found)
    for match in found:
        before, after = _around(text, *match.span())
        is_apostrophe = before.isalpha() and (after.isalpha() or not opens)
        is_apostrophe |= before == UNWRITTEN or (before.isalpha() and after == UNWRITTEN)
        yield Slip(*match.span(), APOSTROPHE if is_apostrophe else None)


def _opens_a_quotation(text: str, at: int) -> bool:
    before, after = _around(text, at, at + 1)
    return not before.isalnum() and after.isalnum()


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the characters before and after a stretch of *text*; empty ones at its ends."""
    return text[max(0, start - 1) : start], text[end : end + 1]


_QUOTES = re.compile('[«»"“”„‟‹›]')


def quotes_are_guillemets(text: str) -> Iterator[Slip]:
    """Faux : "mot", “mot” — Juste : « mot », et « un “mot” dans une citation »."""
    depth = 0
    opened: re.Match[str] | None = None
    for match in _QUOTES.finditer(text):
        sign = match[0]
        if sign in "«»":
            depth = max(0, depth + (1 if sign == "«" else -1))
        elif sign in "“”" and depth:
            continue
        elif sign in "„‟‹›":
            yield Slip(*match.span(), None)
        elif opened is None:
            opened = match
        else:
            yield from _as_guillemets(text, opened, match, inside=depth > 0)
            opened = None
    if opened:
        yield Slip(*opened.span(), None)


def _as_guillemets(
    text: str, opening: re.Match[str], closing: re.Match[str], *, inside: bool
) -> Iterator[Slip]:
    """Yield both signs of a quotation; where they may not be one, without what to type."""
    start, end = opening.end(), closing.start()
    before, after = _around(text, opening.start(), closing.end())
    words = text[start:end]
    if (
        opening[0] == "”"
        or closing[0] == "“"
        or before.isalnum()
        or before == "\\"
        or after.isalnum()
        or not words.strip()
    ):
        yield Slip(*opening.span(), None)
        yield Slip(*closing.span(), None)
        return
    left, right = ("“", "”") if inside else ("« ", " »")
    blank_left = len(words) - len(words.lstrip(" "))
    blank_right = len(words) - len(words.rstrip(" "))
    yield Slip(opening.start(), start + blank_left, left)
    yield Slip(end - blank_right, closing.end(), right)


_DOTS = re.compile(
    rf"(?<!\w)(?P<etc>etc)(?:\.?{ELLIPSIS}|\.{{2,}})"
    rf"|\.{{3,}}|(?<!\.)\. \. \.(?!\.)|{ELLIPSIS}[.{ELLIPSIS}]+|(?<!\.)\.{ELLIPSIS}"
    r"|(?<![./])(?P<two>\.\.)(?![./])"
)


def ellipsis_is_one_sign(text: str) -> Iterator[Slip]:
    """Faux : attendez..., etc… — Juste : attendez…, etc."""
    for match in _DOTS.finditer(text):
        instead = None if match["two"] else "etc." if match["etc"] else ELLIPSIS
        yield Slip(*match.span(), instead)


_TWICE = re.compile(r"(?P<sign>[,;])[,;]+|,\.|(?<![?!])(?:!{2,}|\?\?)(?![?!])")
_AGAIN = re.compile(
    rf"(?<![\w{APOSTROPHE}'-])(?P<word>{_LETTER}+)\s+(?P=word)(?![\w-])", re.IGNORECASE
)
_MAY_COME_TWICE = re.compile(
    "ah|bien|bis|bla|chut|eh|elles?|en|est|eux|faire|fait|ha|hé|ho|hop|là|loin|lui|na"
    "|non|nous|oh|oui|petite?|plouf|plus|pom|pouf|presque|puis|si|tant|tic|toc|top|tous|toute?s?|tra"
    "|très|trop|tut|vite|vous|vroum"
)
"""Words that French doubles: « nous nous levons », « ce qu’elle est est clair », « très très »."""


def nothing_is_doubled(text: str) -> Iterator[Slip]:
    """Faux : de de, une virgule,, — Juste : de, une virgule, et « nous nous levons »."""
    for match in _AGAIN.finditer(text):
        word = match["word"].lower()
        if not _MAY_COME_TWICE.fullmatch(word) and not match["word"].isupper():
            yield Slip(*match.span(), match["word"])
    for match in _TWICE.finditer(text):
        instead = match["sign"] or (match[0][0] if match[0][0] in "!?" else ".")
        yield Slip(*match.span(), instead)


# --- Spaces --------------------------------------------------------------------------------------

_GLUED_SIGN = re.compile(
    rf"(?<=[\w{UNWRITTEN})\]»”{APOSTROPHE}%°€.])(?=[;!?])"
    rf"|(?<=[\w{UNWRITTEN})\]»”%°€])(?=:(?:\s|$))"
)


def space_before_high_sign(text: str) -> Iterator[Slip]:
    """Faux : quoi? voici: — Juste : quoi ? voici :"""
    for match in _GLUED_SIGN.finditer(text):
        yield Slip(*match.span(), " ")


_GLUED_GUILLEMET = re.compile(r"(?<=«)(?=[^\s»])|(?<=[^\s«])(?=»)")


def guillemets_hold_spaces(text: str) -> Iterator[Slip]:
    """Faux : «mot» — Juste : « mot »."""
    for match in _GLUED_GUILLEMET.finditer(text):
        yield Slip(*match.span(), " ")


_LOOSE_SIGN = re.compile(
    rf"(?<=[\w{UNWRITTEN})\]»”%]) (?=,|\.(?:\s|$|[»”)])|[)\]]|{ELLIPSIS}(?!\w|\s*\]))"
    r"|(?<=\() (?=\S)"
    rf"|(?:(?<=\b[cdjlmnstCDJLMNST][{APOSTROPHE}'])|(?<=\b[Qq]u[{APOSTROPHE}'])) (?={_LETTER})"
    rf"|(?<=\b[cdjlmnst]) (?={APOSTROPHE})"
    rf"|(?<={_LETTER}) (?=-(?:t-)?(?:elles?|ils?|on|je|tu|nous|vous|moi|toi|lui|y|ce)\b)"
)


def sign_follows_its_word(text: str) -> Iterator[Slip]:
    """Faux : mot , ( mot ), l’ ordi, dit -elle — Juste : mot, (mot), l’ordi, dit-elle."""
    for match in _LOOSE_SIGN.finditer(text):
        yield Slip(*match.span(), "")


_MISSING_AFTER = re.compile(
    rf"(?<={_LETTER}),(?=[\w«“(])|(?<=[\d)»”]),(?={_LETTER}|[«“(])"
    rf"|(?<=\w)[;!?](?={_LETTER}|«)"
    rf"|(?<={_SMALL}{_SMALL})\.(?={_CAPITAL}(?:{_SMALL}|[{APOSTROPHE} ])|«)"
    rf"|(?<=\w){ELLIPSIS}(?={_CAPITAL}|«)"
    rf"|»(?=\w)|(?<={_SMALL}{_SMALL})(?=«)|(?<={_SMALL}{_SMALL})(?=\((?![^\s()]{{1,6}}\)))"
)
_ONE_SIDED_COLON = re.compile(
    rf"(?<={_LETTER} ):(?={_LETTER})|(?<={_SMALL}{_SMALL}):(?={_LETTER}{_LETTER})"
)


def space_follows_sign(text: str) -> Iterator[Slip]:
    """Faux : oui,non — fin.Début — Juste : oui, non — fin. Début."""
    for match in _MISSING_AFTER.finditer(text):
        yield Slip(match.end(), match.end(), " ")
    for match in _ONE_SIDED_COLON.finditer(text):
        before, _ = _around(text, *match.span())
        yield Slip(*match.span(), ": " if before == " " else " : ")


_ODD_SPACES = re.compile(
    r"(?<=\S)(?P<many>[ \t]{2,})(?=\S)|\t|[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+"
)


def space_is_single_and_plain(text: str) -> Iterator[Slip]:
    """Faux : deux  espaces, une insécable tapée à la main — Juste : une espace ordinaire."""
    for match in _ODD_SPACES.finditer(text):
        around = _around(text, *match.span())
        yield Slip(*match.span(), "" if {"", " ", "\n"} & set(around) else " ")


_SLASH = re.compile(rf"(?:(?<={_LETTER})|(?<={APOSTROPHE})) */ *(?={_LETTER})")


def slash_stands_close(text: str) -> Iterator[Slip]:
    """Faux : pro /perso, et / ou — Juste : pro/perso, et/ou."""
    for match in _SLASH.finditer(text):
        if match[0] != "/":
            yield Slip(*match.span(), "/")


# --- Characters ----------------------------------------------------------------------------------

_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e"
    r"\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffd\ue002-\uf8ff]+"
)
_ACCENTED = re.compile(r"[^\W\d_][\u0300-\u036f]+")
_LOOK_ALIKE = re.compile(
    r"(?<=[A-Za-zÀ-ÿ])[\u0370-\u052f]+|(?<![\u0370-\u052f])[\u0370-\u052f]+(?=[A-Za-zÀ-ÿ])"
)


def character_is_what_it_seems(text: str) -> Iterator[Slip]:
    """Faux : un caractère invisible, un « é » en deux caractères, un « а » cyrillique."""
    for match in _UNSEEN.finditer(text):
        yield Slip(*match.span(), None if "\ufffd" in match[0] else "")
    if not text.isascii():
        for match in _LOOK_ALIKE.finditer(text):
            yield Slip(*match.span(), None)
        if not unicodedata.is_normalized("NFC", text):
            for match in _ACCENTED.finditer(text):
                composed = unicodedata.normalize("NFC", match[0])
                if composed != match[0]:
                    yield Slip(*match.span(), composed)


_OE_WORD = re.compile(r"(?<!\w)\w*oe\w*", re.IGNORECASE)
_OE_WORDS = (
    "boeuf", "choeur", "coeur", "consoeur", "désoeuvr", "foetal", "foetus", "hors-d’oeuvre",
    "manoeuvr", "moeurs", "noeud", "oecumén", "oedèm", "oedip", "oeil", "oenolog", "oesoph",
    "oestrog", "oeuf", "oeuvr", "rancoeur", "soeur", "voeu", "écoeur",
)  # fmt: skip


def ligature_is_joined(text: str) -> Iterator[Slip]:
    """Faux : coeur, Oeuvre — Juste : cœur, Œuvre."""
    for match in _OE_WORD.finditer(text):
        if match[0].lower().startswith(_OE_WORDS):
            at = match.start() + match[0].lower().index("oe")
            instead = "œ" if text[at] == "o" else "Œ"
            yield Slip(at, at + 2, instead)


# --- Dashes --------------------------------------------------------------------------------------

_DASHES = re.compile(
    rf"(?<=\S )(?P<hyphen>-)(?= \S)"
    rf"|(?<=\w)(?P<double>-{{2,3}})(?=\w)|(?<=\S )(?P<spaced>-{{2,3}})(?= \S)"
    rf"|(?<=\s)(?P<open>[{EN_DASH}{EM_DASH}])(?={_LETTER})"
    rf"|(?<={_LETTER})(?P<close>[{EN_DASH}{EM_DASH}])(?=\s)"
    rf"|\A(?P<speech>[{EN_DASH}―‒−] ?(?={_LETTER}|[«“])|{EM_DASH}(?=[^\s{EM_DASH}]))"
)


def dash_is_no_hyphen(text: str) -> Iterator[Slip]:
    """Faux : un mot - ou deux -- Juste : un mot – ou deux ; en tête de réplique, « — »."""
    for match in _DASHES.finditer(text):
        sign = match[0]
        if match["speech"]:
            instead = EM_DASH + " "
        elif match["open"]:
            instead = sign + " "
        elif match["close"]:
            instead = " " + sign
        elif match["double"]:
            instead = f" {EN_DASH} "
        else:
            instead = EN_DASH
        yield Slip(*match.span(), instead)


# --- Numbers -------------------------------------------------------------------------------------

_SUPERIORS = str.maketrans("ᵉʳˢᵈ", "ersd")
_ORDINAL = re.compile(
    rf"(?<![\w.,])(?P<number>\d+|{ROMAN})"
    r"(?:(?P<eme> ?(?:i?[èeé]mes?|ès?))"
    r"|(?P<first>(?<=(?<!\w)[1I])(?:i?[èeé]res?|[èé]rs?|iers?))"
    r"|(?P<superior>[ᵉʳˢᵈ]+)"
    r"|(?P<apart> (?:er|re|e)))(?!\w)"
)
_FIRST_DAY = re.compile(
    rf"(?<![\w.,/-])(?<!\d )1(?= (?:(?:et|ou|au) \d{{1,2}} )?(?:{'|'.join(MONTHS)})\b)"
)


def ordinal_is_short(text: str) -> Iterator[Slip]:
    """Faux : 2ème, 1ère, XXIème, 2ᵉ, 1 juillet — Juste : 2e, 1re, XXIe, 2e, 1er juillet."""
    for match in _ORDINAL.finditer(text):
        number = match["number"]
        if match["superior"]:
            ending = match["superior"].translate(_SUPERIORS)
        elif match["apart"]:
            ending = match["apart"].strip()
        elif match["first"]:
            ending = "er" if match["first"].rstrip("s").endswith("r") else "re"
            ending += "s" if match["first"].endswith("s") else ""
        else:
            ending = "es" if match["eme"].endswith("s") else "e"
        written = match[0].removeprefix(number)
        if written != ending:
            yield Slip(*match.span(), number + ending)
    for match in _FIRST_DAY.finditer(text):
        yield Slip(*match.span(), "1er")


_GLUED_UNIT = re.compile(
    r"(?<![\w.,/-])(?P<number>\d+(?:[.,]\d+)?)"
    r"(?=(?:%|‰|€|°C|km/h|kWh|kg|mg|km|cm|mm|ml|Mo|Ko|Go|min|dB|g|m)(?!\w))"
)
_HOUR = re.compile(
    r"(?<![\w.,:/-])(?!00 ?[hH])(?P<hour>[01]?\d|2[0-4])"
    r"(?:(?P<mark> ?[hH] ?)(?P<minutes>[0-5]\d)|(?P<bare>[hH])|:(?P<after_colon>[0-5]\d))(?![\w:])"
)
_DECIMAL_POINT = re.compile(
    r"(?<![\w.,])\d+(?P<point>\.)\d+(?= ?(?:%|‰|€|°C)| (?:degrés?|euros?|millions?|milliards?|km|kg)\b)"
)
_THOUSANDS = re.compile(
    r"(?<![\w.,/-])(?P<plain>[1-9]\d{5,10})(?![\w/-]|[.,]\d)"
    r"|(?<![\w.,/-])(?P<dotted>\d{1,3}(?:\.\d{3}){2,3})(?![\w/-]|[.,]\d)"
    r"|(?<![\w.,/-])(?P<named>[1-9]\d{4})(?= (?:euros|€|personnes|salariés|agents|assurés|usagers|habitants)\b)"
)


def measure_is_french(text: str) -> Iterator[Slip]:
    """Faux : 81%, 16h30, 16:30, 1.5 degré, 66000000 — Juste : 81 %, 16 h 30, 1,5 degré, 66 000 000."""
    for match in _GLUED_UNIT.finditer(text):
        yield Slip(match.end(), match.end(), " ")
    for match in _HOUR.finditer(text):
        if match["mark"] == " h ":
            continue
        minutes = match["minutes"] or match["after_colon"]
        yield Slip(
            *match.span(), f"{match['hour']} h {minutes}" if minutes else f"{match['hour']} h"
        )
    for match in _DECIMAL_POINT.finditer(text):
        yield Slip(*match.span("point"), ",")
    for match in _THOUSANDS.finditer(text):
        figures = match[0].replace(".", "")
        yield Slip(*match.span(), f"{int(figures):,}".replace(",", " "))


# --- Capitals and abbreviations ------------------------------------------------------------------

_AFTER_E = (
    "cart|change|chappe|chec|chelle|cole|colier|colière|cologie|cologique|conomie|conomique"
    "|coute|couter|coutez|cran|crire|crit|crivain|crivez|diteur|dition|ducation|galement"
    "|galité|glise|lan|largir|lection|lectricité|lu|lève|lément|missaire|mission|motion"
    "|nergie|nigme|norme|pisode|poque|preuve|quilibre|quipe|rosion|tablissement|tape|tat|tats"
    "|toile|tonnant|tonnement|trange|tranger|tude|tudiant|tudiante|té|valuation|vasion"
    "|videmment|vidence|volution|vénement|vêque"
)
_BARE_CAPITAL = re.compile(
    rf"(?<![\w-])(?:E(?=(?:{_AFTER_E})s?\b)|E(?=tre\b)|I(?=les?\b)|A(?=(?:ge|me)s?\b)"
    r"|C(?=a (?:alors|aussi|dépend|fait|m|marche|me|ne|n|reste|s|se|sent|sera|serait|suffit|te|tombe"
    r"|va|vous|y)\b))"
)
_ACCENTED_CAPITALS = {"E": "É", "I": "Î", "A": "Â", "C": "Ç"}
_BARE_A = re.compile(
    rf"(?:\A|(?<=[.!?:{ELLIPSIS}] )|(?<=[«{EM_DASH}{EN_DASH}(] )|(?<=\())A"
    r"(?= (?:bientôt|cause|ce|ces|cet|cette|chaque|condition|côté|demain|deux|droite|elle|elles|eux"
    r"|force|gauche|huit|jeudi|la|leur|leurs|les|lui|lundi|mardi|mercredi|mes|mesure|mi|moi|moins"
    r"|mon|nos|notre|nouveau|nous|partir|peine|plus|présent|propos|quand|quel|quelle|quelles|quels"
    r"|quelque|qui|quoi|sa|samedi|ses|son|suivre|ta|terme|tes|toi|ton|tour|tous|tout|toute|toutes"
    r"|travers|trois|un|une|vendredi|vos|votre|vous|vrai|dimanche|l|\d+)\b)"
)


def capital_keeps_its_accent(text: str) -> Iterator[Slip]:
    """Faux : l’Etat, A bientôt, Ca va — Juste : l’État, À bientôt, Ça va."""
    for match in _BARE_CAPITAL.finditer(text):
        instead = _ACCENTED_CAPITALS[match[0]]
        yield Slip(*match.span(), "Ê" if text.startswith("tre", match.end()) else instead)
    for match in _BARE_A.finditer(text):
        yield Slip(*match.span(), "À")


_ABBREVIATIONS = (
    (re.compile(r"(?<!\w)Mr\.?(?= [A-ZÀ-Þ])"), "M."),
    (re.compile(r"(?<!\w)Me?lle\.?(?= [A-ZÀ-Þ])"), "Mlle"),
    (re.compile(r"(?<!\w)(Mmes?|Dr|Pr)\.(?= [A-ZÀ-Þ])"), r"\1"),
    (re.compile(r"(?<!\w)([nN]) ?[°º] ?(?=\d)"), r"\1° "),
    (re.compile(r"(?<!\w)(p|pp|art|vol|chap)\.(?=\d)"), r"\1. "),
    (re.compile(rf"(?<=\d )({'|'.join(month.capitalize() for month in MONTHS)})\b"), str.lower),
    (re.compile(rf"(?<=1er )({'|'.join(month.capitalize() for month in MONTHS)})\b"), str.lower),
)


def abbreviation_is_french(text: str) -> Iterator[Slip]:
    """Faux : Mr Dupont, Mme. Dupont, n°4, 2 Juillet — Juste : M. Dupont, Mme Dupont, n° 4, 2 juillet."""
    for pattern, instead in _ABBREVIATIONS:
        for match in pattern.finditer(text):
            written = match.expand(instead) if isinstance(instead, str) else instead(match[0])
            if written != match[0]:
                yield Slip(*match.span(), written)


_SHORT_OF = re.compile(
    "apr|art|av|cf|chap|coll|dir|ed|env|ex|etc|éd|fig|hab|ibid|max|min|op|réf|resp|suiv|trad|vol"
)
_SMALL_START = re.compile(rf"(?P<word>(?<![^\W_])[^\W_]+|{UNWRITTEN})[»”)]?\.[»”)]? +(?={_SMALL})")


def sentence_begins_with_capital(text: str) -> Iterator[Slip]:
    """Faux : C’est fini. on recommence. — Juste : C’est fini. On recommence."""
    for match in _SMALL_START.finditer(text):
        if (match["word"] == UNWRITTEN or len(match["word"]) > 1) and not _SHORT_OF.fullmatch(
            match["word"].lower()
        ):
            yield Slip(match.end(), match.end() + 1, text[match.end()].upper())


# --- Pairs ---------------------------------------------------------------------------------------

_PAIRS = {"«": "»", "“": "”", "(": ")", "[": "]"}
_OPENING = {closing: opening for opening, closing in _PAIRS.items()}
_PAIR_SIGNS = re.compile(r"[«»“”()\[\]]")
_ENUMERATION = re.compile(r"(?<![\w(])\w{1,2}\)")


def pair_is_closed(text: str) -> Iterator[Slip]:
    """Faux : « mot, (mot — Juste : « mot », (mot), et « a) » devant un point d’une liste."""
    enumerated = {match.end() - 1 for match in _ENUMERATION.finditer(text)}
    opened: list[re.Match[str]] = []
    waiting = Counter[str]()
    for match in _PAIR_SIGNS.finditer(text):
        sign = match[0]
        if sign in _PAIRS:
            opened.append(match)
            waiting[sign] += 1
        elif waiting[_OPENING[sign]]:
            while (top := opened.pop())[0] != _OPENING[sign]:
                waiting[top[0]] -= 1
                yield Slip(*top.span(), None)
            waiting[top[0]] -= 1
        elif match.start() not in enumerated:
            yield Slip(*match.span(), None)
    for left in opened:
        yield Slip(*left.span(), None)


def apply(text: str, slips: Iterator[Slip]) -> str:
    """Return *text* with every slip that says what to type instead put right.

    Of two that overlap the first wins; the other will be found again, if it is still there.
    """
    pieces: list[str] = []
    done = 0
    for slip in sorted(slips, key=lambda slip: slip[:2]):
        if slip.instead is None or slip.start < done:
            continue
        pieces += [text[done : slip.start], slip.instead]
        done = slip.end
    return "".join(pieces) + text[done:]
