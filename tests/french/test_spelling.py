"""Words found in a text, known or not, and what they were perhaps meant to be."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.french.characters import APOSTROPHE, NO_BREAK_SPACE
from tools.french.spelling import WRONG_FORMS, Word, is_known, suggestions, words_in
from tools.french.words import LIST, WordList, french_words
from tools.french.words.prepare import read_dictionary, word_list

BOOK = frozenset({"Soline", "Léa", "Ucanss", "Mbappé", "CNSA"})
"""What a book adds to French."""


def found(text: str) -> list[str]:
    return [word.text for word in words_in(text)]


# --- The words of a text -------------------------------------------------------------------------

WORDS = {
    "plain words": ("La Sécu de demain.", ["La", "Sécu", "de", "demain"]),
    "elisions": ("L’usager qu’elle aide", ["usager", "elle", "aide"]),
    "longer elisions": ("Lorsqu’il va jusqu’ici, puisqu’on", ["il", "va", "ici", "on"]),
    "straight apostrophe": ("l'usager d'aujourd'hui", ["usager", "aujourd'hui"]),
    "capitals elided": ("QU’ELLE, L’ÉTAT", ["ELLE", "ÉTAT"]),
    "elision before a name spelt out": ("d’HLM, l’URSSAF, l’SMS", ["HLM", "URSSAF", "SMS"]),
    "elision before a mark": ("dit qu’« oui »", ["dit", "oui"]),
    "speech broken off": ("parce qu’…", ["parce"]),
    "apostrophes inside words": (
        "aujourd’hui, quelqu’un, presqu’île, entr’ouvrir, prud’homme",
        ["aujourd’hui", "quelqu’un", "presqu’île", "entr’ouvrir", "prud’homme"],
    ),
    "words that begin as if elided": (
        "C’est-à-dire, jusqu’au-boutiste, M’Bappé",
        ["C’est-à-dire", "jusqu’au-boutiste", "M’Bappé"],
    ),
    "compounds": (
        "dit-elle, vas-y, a-t-il, là-bas",
        ["dit-elle", "vas-y", "a-t-il", "là-bas"],
    ),
    "elision before a compound": ("l’Île-de-France", ["Île-de-France"]),
    "a prefix left open": ("pré- et post-", ["pré", "et", "post"]),
    "a word cut short": ("l’appli’, perso’.", ["appli’", "perso’"]),
    "figures": ("en 2045, 1,5 degré, 60 %", ["en", "degré"]),
    "words with figures": ("le A38, la 1re, les 2e, H1N1, mi-2045", ["le", "la", "les"]),
    "Roman numerals": ("XXIe siècle, Louis XIV, Ier", ["siècle", "Louis"]),
    "capitals that are no numeral": ("De LILI", ["De", "LILI"]),
    "addresses": ("https://exemple.fr/une-page, a.b@exemple.org, ucanss.fr", []),
    "figures set in superior letters": ("m², CO₂", []),
    "unbreakable spaces": (f"Quoi{NO_BREAK_SPACE}? Rien", ["Quoi", "Rien"]),
    "dash and brackets": ("— (oui) [non]", ["oui", "non"]),
    "inclusive writing": ("salarié·e·s", ["salarié", "e", "s"]),
}


@pytest.mark.parametrize(("text", "words"), WORDS.values(), ids=WORDS)
def test_words_are_cut_as_french_cuts_them(text: str, words: list[str]):
    assert found(text) == words


def test_word_says_where_it_begins_behind_its_elision():
    assert list(words_in("Or l’usager")) == [Word("Or", 0), Word("usager", 5)]


FRENCH_LIKE = st.text(
    st.sampled_from("aeéhlnqustLQXVI019-‑'’ .,:@/·«»…œ\u0301\u00a0") | st.characters(), max_size=40
)


@given(FRENCH_LIKE)
def test_word_is_what_the_text_holds_at_its_place(text: str):
    end = 0
    for word in words_in(text):
        assert word.text
        assert text[word.start : word.start + len(word.text)] == word.text
        assert word.start >= end
        end = word.start + len(word.text)


@given(FRENCH_LIKE)
def test_any_word_found_is_judged_without_a_fault(text: str):
    for word in words_in(text):
        known = is_known(word.text, BOOK)
        assert isinstance(known, bool)
        assert all(suggestions(word.text, BOOK))


# --- Known words ---------------------------------------------------------------------------------

KNOWN = [
    "usager", "Usager", "USAGER", "été", "ÉTÉ", "cœur", "Œuvre", "À", "y",
    "saynètes", "laissez-passer", "intégrerait", "mini-série", "intergénérationnelle",
    "finissions", "vécûmes", "chevaux", "travailleuses", "nouvelles",
    "Paris", "PARIS", "paris", "Rochelle", "SAINT-DENIS", "FLEURY-LES-AUBRAIS", "Val-d’Oise", "N’Djamena",
    "aujourd’hui", "aujourd'hui", "Quelqu’un", "entr’aperçu", "prud’homal", "presqu’île",
    "dit-elle", "Vois-tu", "vas-y", "a-t-il", "là-bas", "donne-m’en", "va-t’en", "VA-T’EN",
    "jour-là", "socio-économique", "médico-sociale", "qu’elle", "d’Oise",
    "appli’", "pro’", "perso’", "ordi’", "Exam’", "compta’",
    "km", "dB", "Go",
]  # fmt: skip

UNKNOWN = [
    "apareil", "Apareil", "APAREIL", "coeur", "Etat", "ETAT", "saynette", "Saynettes",
    "laisser-passer", "Laisser-passer", "M’Bappé", "m'bappé", "intègrerait", "minisérie",
    "léa", "Léa-Soline", "soline", "Soline", "Ucanss", "rochelle",
    "là-bsa", "a-t’il", "Va-t'elle", "parce-que", "oui-", "-", "", "’", "ap’", "apareil’",
    "l’apareil", "qu", "jusqu", "ée",
]  # fmt: skip


@pytest.mark.parametrize("word", KNOWN)
def test_french_word_is_known(word: str):
    assert is_known(word)


@pytest.mark.parametrize("word", UNKNOWN)
def test_word_that_is_not_french_is_unknown(word: str):
    assert not is_known(word)


@pytest.mark.parametrize("word", ["Soline", "SOLINE", "Léa", "LÉA", "Léa-Soline", "Mbappé", "CNSA"])
def test_word_that_the_book_adds_is_known(word: str):
    assert is_known(word, BOOK)


@pytest.mark.parametrize("word", ["soline", "léa", "Lea", "Solline", "Cnsa", "ucanss"])
def test_word_that_the_book_adds_is_known_as_the_book_writes_it_only(word: str):
    assert not is_known(word, BOOK)


def test_wrong_form_is_known_once_the_book_asks_for_it():
    assert not is_known("saynette")
    assert is_known("saynette", {"saynette"})


@pytest.fixture(scope="module")
def some_words() -> list[str]:
    return random.Random(2045).sample(list(french_words()), 2000)  # noqa: S311 — no secret


def test_every_word_of_the_list_is_known_however_it_is_typed(some_words: list[str]):
    for word in some_words:
        assert is_known(word), word
        assert is_known(word[0].upper() + word[1:]), word
        assert is_known(word.upper()), word
        assert is_known(unicodedata.normalize("NFD", word)), word
        assert is_known(word.replace(APOSTROPHE, "'").replace("-", "‑")), word


def test_every_word_of_the_list_is_found_whole_in_a_text(some_words: list[str]):
    words = [word for word in some_words if not word.isupper()]  # « CD » is a numeral too
    assert found(" ; ".join(words)) == words


# --- Suggestions ---------------------------------------------------------------------------------

FIRST_SUGGESTIONS = {
    "Etat": "État",
    "ETAT": "ÉTAT",
    "coeur": "cœur",
    "intègrerait": "intégrerait",
    "l’apareil": "l’appareil",
    "Langague": "Langage",
    "resposnable": "responsable",
    "bénéfissiaire": "bénéficiaire",
    "saynette": "saynète",
    "Saynettes": "Saynètes",
    "LAISSER-PASSER": "LAISSEZ-PASSER",
    "M’Bappé": "Mbappé",
    "minisérie": "mini-série",
    "là-bsa": "là-bas",
    "dirait-ele": "dirait-elle",
    "a-t’il": "a-t-il",
    "cest": "c’est",
    "aujourdhui": "aujourd’hui",
    "aujourd'hiu": "aujourd’hui",
    "lea": "Léa",
    "Solline": "Soline",
    "UCANS": "UCANSS",
}


@pytest.mark.parametrize(("word", "meant"), FIRST_SUGGESTIONS.items(), ids=FIRST_SUGGESTIONS)
def test_what_was_meant_is_suggested_first(word: str, meant: str):
    assert suggestions(word, BOOK)[0] == meant


def test_nothing_is_suggested_for_what_looks_like_no_word():
    assert suggestions("zzzzzzz", BOOK) == []


@pytest.mark.parametrize("word", [word for word in UNKNOWN if word.strip("-’")])
def test_suggestions_are_known_distinct_and_few(word: str):
    meant = suggestions(word, BOOK)
    assert len(meant) == len(set(meant)) <= 5
    for phrase in meant:
        assert all(is_known(part.text, BOOK) for part in words_in(phrase)), phrase


def slips(word: str) -> list[str]:
    """Return *word* with one letter left out, doubled, changed, or swapped with the next."""
    at = len(word) // 2
    before, letter, after = word[:at], word[at], word[at + 1 :]
    return [
        before + after,
        before + 2 * letter + after,
        before + "w" + after,
        before + after[0] + letter + after[1:],
    ]


def test_one_slip_or_two_in_a_long_word_are_undone(some_words: list[str]):
    long_words = [word for word in some_words if 10 <= len(word) <= 14 and word.isalpha()][:40]
    for most_lost, times in ((0.05, 1), (0.2, 2)):  # some words are as near to several others
        undone = lost = 0
        for word in long_words:
            for slipped in slips(word):
                twice = slipped if times == 1 else slipped[:2] + "w" + slipped[3:]
                if not is_known(twice):
                    lost += word not in suggestions(twice)
                    undone += 1
        assert lost <= most_lost * undone


@pytest.mark.parametrize(("wrong", "right"), WRONG_FORMS.items(), ids=WRONG_FORMS)
def test_wrong_form_gives_way_to_words_that_are_known(wrong: str, right: str):
    assert wrong == wrong.lower()
    assert not is_known(wrong)
    assert suggestions(wrong) == [right]
    assert all(is_known(word, BOOK) for word in found(right))


# --- The list, and how it is made ----------------------------------------------------------------


@given(st.sets(st.text(max_size=6)), st.text(max_size=6))
def test_list_holds_its_words_and_no_other(words: set[str], other: str):
    made = WordList.of(words)
    assert list(made) == sorted(words - {""})
    assert (other in made) == (other in words - {""})


@settings(max_examples=10)  # packing a list small is slow, however short it is
@given(st.sets(st.text("abcé’-", max_size=6)))
def test_list_that_is_packed_is_the_list_unpacked(words: set[str]):
    packed = WordList.of(words).packed()
    assert list(WordList.unpacked(packed)) == sorted(words - {""})
    assert WordList.of(sorted(words, reverse=True)).packed() == packed


def test_committed_list_is_small_sorted_and_typed_as_the_book_is():
    words = list(french_words())
    assert LIST.stat().st_size < 1_500_000
    assert len(words) > 400_000
    assert words == sorted(set(words))
    assert not [word for word in words if unicodedata.normalize("NFC", word) != word]
    assert not [word for word in words if "'" in word or any(map(str.isdigit, word))]
    assert not [word for word in words if word.startswith(("l’", "j’", "s’", "L’"))]


AFFIXES = """
SET UTF-8
FLAG long
NOSUGGEST --
FORBIDDENWORD {}

PFX L' Y 1
PFX L' 0 l' [aeé]

PFX Re Y 2
PFX Re 0 re [^eé]
PFX Re é ré é

PFX Ki N 1
PFX Ki 0 kilo/S. .

SFX S. Y 2
SFX S. 0 0/L' [^sx]
SFX S. 0 s [^sx]

SFX Fe Y 2
SFX Fe er ère/S. er
SFX Fe 0 0/L' .

SFX V. Y 3
SFX V. er e [^g]er
SFX V. er eons ger
SFX V. er é/F.S. er

SFX F. Y 1
SFX F. 0 e/S. é
"""

ROOTS = {
    "a plural where the ending allows it": (["avis/S.", "mot/S."], "avis mot mots"),
    "an ending upon an ending": (["berger/Fe"], "berger bergère bergères"),
    "a conjugation": (["aider/V."], "aide aider aidé aidée aidés"),
    "an ending chosen by what it follows": (["nager/V."], "nageons nager nagé nagée nagés"),
    "beginnings crossed with endings": (
        ["lire/Re", "aider/V.Re"],
        "aide aider aidé aidée aidés lire reaide reaider reaidé reaidée reaidés relire",
    ),
    "a beginning that replaces letters": (["écrire/Re"], "récrire écrire"),
    "a beginning with an ending of its own": (["mètre/Ki"], "kilomètre kilomètres mètre"),
    "no word elided": (["eau/L'", "aujourd'hui/L'"], "aujourd’hui eau"),
    "no unit, figure nor formula": (["dBu/--", "A38", "AgBF₄", "m²", "d'", "_"], ""),
}


@pytest.mark.parametrize(("roots", "forms"), ROOTS.values(), ids=ROOTS)
def test_roots_give_all_their_forms(roots: list[str], forms: str):
    dictionary = read_dictionary(AFFIXES, "\n".join([str(len(roots)), *roots, ""]))
    assert list(word_list(dictionary)) == forms.split()


@pytest.mark.parametrize(
    ("affixes", "root"),
    [
        (AFFIXES, "mot/{}"),
        (AFFIXES + "COMPOUNDFLAG XX\n", "mot"),
        (AFFIXES.replace("FLAG long", "FLAG num"), "mot"),
    ],
    ids=["forbidden word", "compounds", "flags of another kind"],
)
def test_dictionary_that_says_more_than_is_understood_is_refused(affixes: str, root: str):
    with pytest.raises(ValueError, match=r"more than is understood|FLAG"):
        read_dictionary(affixes, f"1\n{root}\n")
