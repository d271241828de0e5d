"""French spaces and superior letters, rule by rule; ⍽ stands for U+00A0 and ⎵ for U+202F."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.french.characters import NARROW_NO_BREAK_SPACE, NO_BREAK_SPACE
from tools.french.typography import plain_spaces, set_spaces, split_ordinals, widen_spaces


def seen(text: str) -> str:
    """Return *text* with signs that can be seen for the spaces that cannot."""
    return text.replace(NO_BREAK_SPACE, "⍽").replace(NARROW_NO_BREAK_SPACE, "⎵")


SPACES = {
    # High punctuation: a narrow space holds it to the word before.
    "question mark": ("Quoi ?", "Quoi⎵?"),
    "exclamation mark": ("Oh !", "Oh⎵!"),
    "semicolon": ("un mot ; un autre", "un mot⎵; un autre"),
    "two signs": ("Vraiment ?!", "Vraiment⎵?!"),
    "sign before an ellipsis": ("Non !…", "Non⎵!…"),
    "sign after an ellipsis": ("Attendez… ?", "Attendez…⎵?"),
    "sign after a closing bracket": ("(la Sécu) ?", "(la Sécu)⎵?"),
    "sign that opens the text of a node": (" ! dit-elle", "⎵! dit-elle"),
    "line broken by the author before a sign": ("Quoi\n?", "Quoi⎵?"),
    # The colon takes a space of ordinary width.
    "colon": ("Aurore : oui", "Aurore⍽: oui"),
    "colon that ends the text": ("en trois mots :", "en trois mots⍽:"),
    "colon before a line end": ("trois :\nun", "trois⍽:\nun"),
    # Guillemets.
    "guillemets": ("dit « mot »", "dit «⍽mot⍽»"),
    "guillemets and high sign": ("« Quoi ? »", "«⍽Quoi⎵?⍽»"),
    "guillemet alone in its node": ("« ", "«⍽"),
    "guillemets inside guillemets": ("« un “mot” ici »", "«⍽un “mot” ici⍽»"),
    # Dashes.
    "turn inside prose": ("— On y va.", "—⍽On y va."),
    "aside between dashes": ("la Sécu – la nôtre – demain", "la Sécu⍽– la nôtre⍽– demain"),
    # Numbers.
    "thousands": ("12 000", "12⎵000"),
    "millions": ("66 000 000", "66⎵000⎵000"),
    "thousands and a unit": ("66 000 000 euros", "66⎵000⎵000⍽euros"),
    "thousands with no-break spaces": ("12\u00a0000", "12⎵000"),
    # Units, hours, percentages.
    "percent": ("30 %", "30⍽%"),
    "hour": ("à 15 h", "à 15⍽h"),
    "hour and minutes": ("16 h 30", "16⍽h⍽30"),
    "degrees": ("38 degrés à Paris", "38⍽degrés à Paris"),
    "one degree and a half": ("1,5 degré", "1,5⍽degré"),
    "decibels": ("100 décibels", "100⍽décibels"),
    "milligrams": ("9 mg par litre", "9⍽mg par litre"),
    "minutes": ("10 minutes", "10⍽minutes"),
    "short minutes": ("8 min", "8⍽min"),
    "years": ("80 ans", "80⍽ans"),
    "degrees Celsius": ("37 °C", "37⍽°C"),
    "size": ("1,2 Mo", "1,2⍽Mo"),
    "euros": ("20 €", "20⍽€"),
    # Abbreviations.
    "doctor": ("le Dr Pascal", "le Dr⍽Pascal"),
    "mister": ("M. Laroque", "M.⍽Laroque"),
    "numéro": ("l’ordonnance n° 45-2250", "l’ordonnance n°⍽45-2250"),
    "page": ("p. 34", "p.⍽34"),
    "madame": ("Mme Ziane", "Mme⍽Ziane"),
}

UNTOUCHED = {
    "year before a figure": "en 2045 100 personnes",
    "year then a thousand": "en 2024, 300 mots",
    "passage number": "le passage 4.17 de l’épisode",
    "decimal": "1,5 000",
    "phone number": "01 23 45 67 89",
    "time in digits": "à 16:30",
    "address": "https://exemple.fr/a?b=1;c!d",
    "ratio": "vie pro/vie perso",
    "question mark glued": "Quoi?",
    "cut": "il […] dit",
    "cue": "[bruit de foule, musique]",
    "preposition after a number": "les 5 et 6 juillet",
    "word that opens like a unit": "3 hommes, 2 minuscules, 4 mots, 5 siècles",
    "elision that looks like a unit": "les 2 s’aiment, les 3 m’ont vu, les 4 l’ont dit",
    "word that ends like an abbreviation": "le cap. Horn",
    "no space at all": "mot;mot:mot",
}

ORDINALS = {
    "first": ("le 1er juillet", "le 1^er juillet"),
    "first, feminine": ("la 1re fois", "la 1^re fois"),
    "firsts": ("les 1ers jours, les 1res fois", "les 1^ers jours, les 1^res fois"),
    "second": ("le 2e jour", "le 2^e jour"),
    "twelfth": ("le 12e", "le 12^e"),
    "century": ("le XXIe siècle", "le XXI^e siècle"),
    "republic": ("la Ve République", "la V^e République"),
    "king": ("François Ier", "François I^er"),
    "centuries": ("les XIXe et XXe siècles", "les XIX^e et XX^e siècles"),
    "several": ("les 2es rencontres", "les 2^es rencontres"),
    "at both ends": ("1er et 2e", "1^er et 2^e"),
}

NO_ORDINALS = [
    "De", "Le", "Ce", "Me", "Des", "Les", "Ces", "Mes", "Vers", "Vers 16 h", "Der", "Mer", "Cer",
    "Mmes", "Ile", "Vies", "Dies", "CDs", "MSA", "Xavier", "Lire", "Dire", "Iris", "Vies",
    "2045", "4.17", "16 h 30", "A38", "1,5", "e", "er", "2ème", "1erx", "x1er", "élève", "",
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "right"), SPACES.values(), ids=SPACES)
def test_a_space_that_must_not_break_is_set(wrong: str, right: str) -> None:
    assert seen(set_spaces(wrong)) == right


@pytest.mark.parametrize("text", UNTOUCHED.values(), ids=UNTOUCHED)
def test_what_needs_no_rule_is_left_as_it_is(text: str) -> None:
    assert seen(set_spaces(text)) == text


@pytest.mark.parametrize(("wrong", "right"), ORDINALS.values(), ids=ORDINALS)
def test_the_ending_of_an_ordinal_is_set_apart(wrong: str, right: str) -> None:
    pieces = split_ordinals(wrong)
    assert "".join("^" * piece.superior + piece.text for piece in pieces) == right


@pytest.mark.parametrize("text", NO_ORDINALS)
def test_a_word_that_looks_like_an_ordinal_is_left_alone(text: str) -> None:
    assert [(piece.text, piece.superior) for piece in split_ordinals(text)] == [(text, False)]


# Text of the kind that breaks such rules: signs, figures, units, every kind of blank.
FRENCH = st.lists(
    st.one_of(
        st.sampled_from(
            ["«", "»", "?", "!", ";", ":", "—", "–", "…", "%", "h", "min", "°C", "M.", "Dr", "n°",
             "p.", "Ve", "Ier", "1er", "2e", "XXIe", "De", "Vers", "’", "'", "[", "]", "€", "degrés"]
        ),
        st.sampled_from([" ", "  ", "\n", NO_BREAK_SPACE, NARROW_NO_BREAK_SPACE]),
        st.integers(0, 9_999_999).map(str),
        st.text("abcéèœÀÉL", min_size=1, max_size=4),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=30,
).map("".join)  # fmt: skip


@given(FRENCH)
def test_setting_twice_is_setting_once(text: str) -> None:
    once = set_spaces(text)
    assert set_spaces(once) == once


@given(FRENCH)
def test_only_blanks_change_and_none_comes_or_goes(text: str) -> None:
    done = set_spaces(text)
    assert len(done) == len(text)
    for before, after in zip(text, done, strict=True):
        assert before == after or (before in f" \n{NO_BREAK_SPACE}{NARROW_NO_BREAK_SPACE}")
        assert before == after or after in (NO_BREAK_SPACE, NARROW_NO_BREAK_SPACE)


@given(FRENCH)
def test_folded_to_ordinary_spaces_the_text_is_what_the_author_typed(text: str) -> None:
    assert plain_spaces(set_spaces(text)) == plain_spaces(text)


@given(FRENCH)
def test_ordinals_cut_apart_and_joined_are_the_same_text(text: str) -> None:
    pieces = split_ordinals(text)
    assert "".join(piece.text for piece in pieces) == text
    assert all(
        piece.text in {"e", "es", "er", "ers", "re", "res"} for piece in pieces if piece.superior
    )


@given(FRENCH)
def test_an_e_reader_never_meets_the_narrow_space_its_fonts_lack(text: str) -> None:
    widened = widen_spaces(set_spaces(text))
    assert NARROW_NO_BREAK_SPACE not in widened
    assert len(widened) == len(text)


@given(FRENCH)
def test_plain_text_holds_ordinary_spaces_alone(text: str) -> None:
    plain = plain_spaces(text)
    assert plain == plain.strip()
    blanks = {c for c in plain if unicodedata.category(c) == "Zs"}
    assert blanks <= {" "}
    assert "  " not in plain
