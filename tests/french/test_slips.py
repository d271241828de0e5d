"""What is typed wrong is found and put right; what only looks wrong is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.french import house, slips
from tools.french.characters import UNWRITTEN
from tools.french.slips import Finder, apply

CASES: dict[Finder, list[tuple[str, str]]] = {
    slips.apostrophe_is_curved: [
        ("qu'elle, l'ordi' et l‘été", "qu’elle, l’ordi’ et l’été"),
        (f"l'{UNWRITTEN}", f"l’{UNWRITTEN}"),
        ("'salut', dit l'un", "'salut', dit l’un"),  # quotation marks are for a person to judge
        ("5'30", "5'30"),
        ("l’un et ‘l’autre’", "l’un et ‘l’autre’"),
    ],
    slips.quotes_are_guillemets: [
        ('"mot" et " autre "', "« mot » et « autre »"),
        ("“mot”", "« mot »"),
        ('« il dit "oui" »', "« il dit “oui” »"),
        ("« un “mot” juste »", "« un “mot” juste »"),
        ('15" et "', '15" et "'),
    ],
    slips.ellipsis_is_one_sign: [
        ("attendez... Etc... Et […]", "attendez… Etc... Et […]".replace("Etc...", "Etc…")),
        ("des fruits, etc… et etc...", "des fruits, etc. et etc."),
        ("fin…. et . . .", "fin… et …"),
        ("a..b", "a..b"),
    ],
    slips.nothing_is_doubled: [
        ("de de la,, serre !!", "de la, serre !"),
        ("la\nla serre", "la serre"),
        ("nous nous levons, c’est très très bon ?!", "nous nous levons, c’est très très bon ?!"),
        ("Boutros Boutros-Ghali et la HA HA", "Boutros Boutros-Ghali et la HA HA"),
    ],
    slips.space_before_high_sign: [
        ("quoi? non! voici: rien; »?", "quoi ? non ! voici : rien ; » ?"),
        ("(?) …? ?! 16:30 a:b", "(?) …? ?! 16:30 a:b"),
    ],
    slips.guillemets_hold_spaces: [
        ("«mot» et « mot»", "« mot » et « mot »"),
        ("« mot »\n«\u00a0mot\u00a0»", "« mot »\n«\u00a0mot\u00a0»"),
    ],
    slips.sign_follows_its_word: [
        ("mot , ( mot ) . l’ eau, l ’eau", "mot, (mot). l’eau, l’eau"),
        ("dit -elle, viens -tu, a -t-il", "dit-elle, viens-tu, a-t-il"),
        ("fin … et", "fin… et"),
        ("[ ] [x] […] .net « …la suite » -5 degrés", "[ ] [x] […] .net « …la suite » -5 degrés"),
    ],
    slips.space_follows_sign: [
        ("oui,non. Fin.Début quoi?oui", "oui, non. Fin. Début quoi? oui"),
        ("mot:mot et mot :mot", "mot : mot et mot : mot"),
        ("»mot et mot«", "» mot et mot «"),
        ("1,5 exemple.fr jardinier(e)s …Et T4.17", "1,5 exemple.fr jardinier(e)s …Et T4.17"),
    ],
    slips.space_is_single_and_plain: [
        ("a  b\tc\u00a0d \u202f? e", "a b c d ? e"),
        ("  début\nsuite  \nfin", "  début\nsuite  \nfin"),
    ],
    slips.slash_stands_close: [
        ("pro /perso, et / ou, pro’ /vie", "pro/perso, et/ou, pro’/vie"),
        ("1 / 2, km/h", "1 / 2, km/h"),
    ],
    slips.character_is_what_it_seems: [
        ("cou\u00adpé, e\u0301te\u0301", "coupé, été"),
        ("cœur, β-actif, À", "cœur, β-actif, À"),
    ],
    slips.ligature_is_joined: [
        ("coeur, Oeuvre, SOEUR, hors-d’oeuvre", "cœur, Œuvre, SŒUR, hors-d’œuvre"),
        ("coefficient, moelle, poêle, Loeuilly", "coefficient, moelle, poêle, Loeuilly"),
    ],
    slips.dash_is_no_hyphen: [
        ("un - deux -- trois", "un – deux – trois"),
        ("– Oui", "— Oui"),
        ("—Oui", "— Oui"),
        ("un –deux– trois", "un – deux – trois"),
        ("-- Un passant", "-- Un passant"),
        ("1945–2045, peut-être", "1945–2045, peut-être"),
    ],
    slips.ordinal_is_short: [
        ("2ème 1ère 1ers XXIème 3è 2ᵉ 1 er", "2e 1re 1ers XXIe 3e 2e 1er"),
        ("le 1 juillet, les 1 et 2 juillet", "le 1er juillet, les 1er et 2 juillet"),
        ("2e 1re 1er Ier même 21 juillet Vers", "2e 1re 1er Ier même 21 juillet Vers"),
    ],
    slips.measure_is_french: [
        ("81%, 37°C, 9mg, 16h30, 8h, 16:30", "81 %, 37 °C, 9 mg, 16 h 30, 8 h, 16 h 30"),
        ("1.5 degré, 66000000, 66.000.000", "1,5 degré, 66 000 000, 66 000 000"),
        ("4.17, 0.1.0, 75011 Paris, A38, 5G, 2045", "4.17, 0.1.0, 75011 Paris, A38, 5G, 2045"),
    ],
    slips.capital_keeps_its_accent: [
        ("L’Etat. A bientôt ! Ca va, Ile, Etre", "L’État. À bientôt ! Ça va, Île, Être"),
        ("A-t-il ? Et, En, Europe, Elisabeth", "A-t-il ? Et, En, Europe, Elisabeth"),
        ("vitamine A la surprend", "vitamine A la surprend"),
    ],
    slips.abbreviation_is_french: [
        ("Mr Martin, Mme. Martin, n°4, 2 Juillet", "M. Martin, Mme Martin, n° 4, 2 juillet"),
        ("M. Martin, n° 4, 2 juillet, p. 12", "M. Martin, n° 4, 2 juillet, p. 12"),
    ],
    slips.sentence_begins_with_capital: [
        ("C’est fini. on part.", "C’est fini. On part."),
        ("Des fruits, etc. et cf. la suite, M. de", "Des fruits, etc. et cf. la suite, M. de"),
    ],
    slips.pair_is_closed: [("« mot (mot) », a) un", "« mot (mot) », a) un")],
    house.house_form: [
        ("la CPAM, la Msa, la sécu", "la Cpam, la MSA, la Sécu"),
        ("la sécurité sociale", "la Sécurité sociale"),
        ("Cpam, msa@exemple.fr, sécuriser", "Cpam, msa@exemple.fr, sécuriser"),
    ],
    house.sigle_has_no_points: [
        ("la C.P.A.M. ouvre, la S.N.C.F.", "la Cpam ouvre, la SNCF."),
        ("av. J.-C., A. B. Martin", "av. J.-C., A. B. Martin"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("finds", "typed", "right"),
    [(finds, *case) for finds, cases in CASES.items() for case in cases],
    ids=lambda value: value if isinstance(value, str) else value.__name__,
)
def test_a_slip_is_put_right_and_nothing_else(finds: Finder, typed: str, right: str) -> None:
    assert apply(typed, finds(typed)) == right


@pytest.mark.parametrize("typed", ["« mot", "mot »", "(mot", "mot]", "« (mot »"])
def test_a_sign_left_alone_is_found(typed: str) -> None:
    assert len(list(slips.pair_is_closed(typed))) == 1


FRENCH = st.text(
    st.sampled_from([*"aàeéEsnlqu AÀ123IVX", *" .,;:!?…'\"’«»“”()[]-–—/%°hᵉ", "\u00a0", "\n", UNWRITTEN]),
    max_size=60,
)  # fmt: skip


@pytest.mark.parametrize("finds", CASES, ids=lambda finds: finds.__name__)
@given(text=FRENCH)
def test_slips_stand_in_their_text(finds: Finder, text: str) -> None:
    for slip in finds(text):
        assert 0 <= slip.start <= slip.end <= len(text)
        assert slip.instead is None or text[slip.start : slip.end] != slip.instead


@pytest.mark.parametrize("finds", CASES, ids=lambda finds: finds.__name__)
@given(text=FRENCH)
def test_mending_ends(finds: Finder, text: str) -> None:
    for _ in range(20):
        mended = apply(text, finds(text))
        if mended == text:
            break
        text = mended
    assert apply(text, finds(text)) == text
