"""Passages to read aloud: the book's words to the letter, whose they are, and where they stand."""

from __future__ import annotations

from docutils import nodes

from tests.books import EPISODE, episode, scene
from tests.conftest import BookFactory
from tests.sphinxext.test_sheets import Guide, said, with_class


def quoted(document: nodes.document) -> list[tuple[str, str]]:
    """Return the words of each quotation, and to whom and what it is attributed."""
    return [
        (" / ".join(said(each) for each in quote.children[:-1]), said(quote[-1]))
        for quote in with_class(document, "quote-aloud")
    ]


def test_a_passage_is_set_word_for_word_with_its_speaker_and_its_number(guide: Guide) -> None:
    assert quoted(guide("html").doctree("guide/index")) == [
        ("Un passage de 2045. Avec de l’italique, un brainstorming et une note.", "1.1"),
        ("Voilà : c’est fini,\nsur deux lignes.", "Soline · 1.2"),
        ("Une liste, Yunus Bayram et son bruit", "1.3"),
        ("Un élément. Et sa suite.", "1.4"),
    ]


def test_italics_and_languages_are_kept(guide: Guide) -> None:
    first = with_class(guide("html").doctree("guide/index"), "quote-aloud")[0]
    assert [each.astext() for each in first.findall(nodes.emphasis)] == ["de l’italique"]
    assert with_class(first, "language-en")


def test_the_number_leads_to_the_passage(guide: Guide) -> None:
    page = guide("html").html("guide/index")
    assert 'href="../episodes/1-essai.html#ep1-p2"' in page


def test_a_quotation_is_no_passage_and_has_no_anchor(guide: Guide) -> None:
    document = guide("html").doctree("guide/index")
    assert not [node for node in document.findall(nodes.Element) if "number" in node]


def test_signs_that_mean_something_to_a_page_are_kept_as_words(book: BookFactory) -> None:
    body = "Un\\* astérisque, `{ep}` et [des crochets].\n\n" + scene("Soline : « Oui » : voilà !")
    front = "# Avant\n\n```{quotes} 1.1 1.2\n```\n"
    built = book({EPISODE: episode(body), "avant-propos.md": front}).build_with_warnings("dummy")
    words = [text for text, _ in quoted(built.doctree("avant-propos"))]
    assert words == ["Un* astérisque, {ep} et [des crochets].", "« Oui » : voilà !"]


def test_a_passage_that_is_not_in_the_book_is_left_out(book: BookFactory) -> None:
    front = "# Avant\n\n```{quotes} 1.9 1.1\n```\n"
    tiny = book({EPISODE: episode("Un.\n"), "avant-propos.md": front})
    built = tiny.build_with_warnings("dummy")
    assert quoted(built.doctree("avant-propos")) == [("Un.", "1.1")]
