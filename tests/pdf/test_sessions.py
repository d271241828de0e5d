"""Session sheets on paper: their card, their timetables, the words to say."""

from __future__ import annotations

import pytest

from tests.pdf.conftest import PDF
from tools.pdf.documents import GUIDE_FILE


@pytest.fixture(scope="module")
def text(whole: PDF) -> str:
    """All that the guide alone says."""
    return " ".join(PDF(whole.folder, GUIDE_FILE).texts).replace("\u00a0", " ")


def test_the_card_says_its_facts_in_order(text: str) -> None:
    card = text[text.index("Qu’est-ce qui est fini") :]
    terms = (
        "Épisode ",
        "Durée ",
        "Effectif ",
        "Public ",
        "Animation ",
        "Matériel ",
        "À imprimer ",
        "Objectifs ",
    )
    places = [0]
    for term in terms:
        places.append(card.index(term, places[-1] + 1))
    assert places[-1] < card.index("Préparer")
    assert "Effectif de 4 à 30 personnes ; 12, c’est l’idéal Public Tout le monde." in card.replace(
        "\u202f", " "
    )


def test_a_step_says_how_long_how_what_is_said_and_why(text: str) -> None:
    assert "1. Accueil · 2 min · ensemble À dire : Bonjour" in text
    assert "Pourquoi : Se mettre à l’aise. Attention : Ne pas lire ses notes." in text


def test_a_timetable_has_headers_and_its_total(whole: PDF, text: str) -> None:
    assert "Étape Forme Minutes Cumul 1. Accueil ensemble 2 2" in text
    assert "Total 30 30" in text
    guide = PDF(whole.folder, GUIDE_FILE)
    heads = [
        each for head in guide.elements("/TH") for each in head.A if each.get("/Scope") == "/Row"
    ]
    assert len(heads) > 10


def test_a_passage_to_read_aloud_says_who_speaks_and_its_number(whole: PDF, text: str) -> None:
    assert "Voilà : c’est fini, sur deux lignes." in text
    assert "— Soline · 1.2" in text
    assert len(list(whole.elements("/BlockQuote"))) >= 3


def test_an_episode_leads_on_to_its_sheet(whole: PDF) -> None:
    pages = [text for text in whole.texts if "Pour en parler ensemble" in text]
    assert len(pages) == 2
    assert "Épisode suivant" in pages[0]
