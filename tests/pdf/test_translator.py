"""What the pages become on paper, where it is more than their words in order."""

from __future__ import annotations

import pytest
from docutils import nodes

from tests.pdf.conftest import PDF, LittleBook
from tools.pdf.translator import closes, hold_small_words


@pytest.mark.parametrize(
    ("title", "held"),
    [
        ("On a rêvé la Sécu de demain", "On a rêvé la~Sécu de~demain"),
        ("Exercer la mission de service public", "Exercer la~mission de~service public"),
        ("Le lien et la place", "Le~lien et~la~place"),
        ("Solidarité", "Solidarité"),
    ],
)
def test_small_words_stay_with_the_next_in_large_titles(title: str, held: str) -> None:
    assert hold_small_words(title) == held.replace("~", "\u00a0")


def test_each_kind_of_passage_is_told_by_its_label(pdf: PDF) -> None:
    text = " ".join(pdf.texts)
    for label in (
        "Archive · Une voix ancienne, 1945 L’archive promet",
        "Témoignage · Ada Exemple Le témoignage tient",
        "Micro-trottoir Un passant hésite",
        "Voix off La voix off conclut.",
        "Scène · Au parc, à la sortie du travail 2045, un parc [musique] Soline : Capucine",
        "Extrait de film · Un film d’essai 1997 L’extrait",
    ):
        assert label in text.replace("\u00a0", " ")


def test_an_episode_says_its_number_above_its_title_and_where_it_is_heard(pdf: PDF) -> None:
    page = pdf.texts[pdf.map["anchors"]["ep1-p1"] - 1].replace("\u00a0", " ")
    assert page.startswith(
        "Épisode 1 Le premier épisode Où l’on entend des voix durée non publiée · Écouter sur"
    )
    assert "À l’antenne : « Épisode un, à l’antenne »" in page


def test_a_sound_that_closes_a_section_stays_with_what_it_closes() -> None:
    closing, opening = (nodes.paragraph(classes=["cue-line"]) for _ in range(2))
    before = nodes.section("", nodes.paragraph(), closing)
    after = nodes.section("", opening, nodes.paragraph())
    assert len(nodes.section("", before, after)) == 2
    assert (closes(closing), closes(opening)) == (True, False)


def test_an_episode_leads_on_to_the_next(pdf: PDF) -> None:
    following = pdf.map["anchors"]["ep2-p1"]
    wanted = f"Épisode suivant : Le second épisode (p. {following})"
    assert wanted in " ".join(pdf.texts).replace("\u00a0", " ")


def test_a_name_that_links_to_the_credits_says_no_page(pdf: PDF) -> None:
    page = pdf.texts[pdf.map["anchors"]["ep1-p1"] - 1]
    assert "Ada Exemple ouvre la séance" in page


def test_a_page_between_parentheses_needs_none_of_its_own(little_book: LittleBook) -> None:
    little_book.write("reperes/signes.md", "# Signes\n\nUn renvoi (voir {ep}`le début <1.1>`).\n")
    pdf = little_book.pdf()
    page = pdf.map["anchors"]["ep1-p1"]
    assert f"(voir le début, p. {page})." in " ".join(pdf.texts).replace("\u00a0", " ")


def test_an_address_is_given_once_in_a_chapter(little_book: LittleBook) -> None:
    twice = "[un lien](https://exemple.fr/) et [le même](https://exemple.fr/)."
    little_book.write("reperes/signes.md", f"# Signes\n\n{twice}\n")
    assert " ".join(little_book.pdf().texts).count("https://exemple.fr/") == 1


def test_a_table_with_cells_that_span_is_set(little_book: LittleBook) -> None:
    table = "+---+---+\n| a | b |\n+   +---+\n|   | c |\n+---+---+\n| d     |\n+---+---+\n"
    little_book.write("reperes/signes.md", f"# Signes\n\n```{{eval-rst}}\n{table}```\n")
    cells = [element.A[0] for element in little_book.pdf().elements("/TD")]
    assert {int(cell.get("/RowSpan", 1)) for cell in cells} >= {2}
    assert {int(cell.get("/ColSpan", 1)) for cell in cells} >= {2}


def test_a_book_in_parallel_is_the_same_book(pdf: PDF, little_book: LittleBook) -> None:
    again = PDF(little_book.build("livre-pdf", jobs=2).out)
    assert again.path.read_bytes() == pdf.path.read_bytes()
