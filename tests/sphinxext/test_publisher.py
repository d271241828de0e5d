"""What book.toml says of the publisher and of the edition."""

from __future__ import annotations

import pytest
from docutils import nodes

from tests.books import BOOK_DATA, EPISODE, TinyBook, episode
from tests.conftest import BookFactory


def shown(tiny: TinyBook) -> nodes.paragraph:
    return list(tiny.build().doctree("avant-propos").findall(nodes.paragraph))[-1]


def with_fact(book: BookFactory, fact: str) -> TinyBook:
    return book({EPISODE: episode("Un.\n"), "avant-propos.md": f"# Avant\n\n```{fact}\n```\n"})


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        ("{publisher-fact} name", "Ucanss"),
        ("{publisher-fact} full_name", "Union des caisses nationales de Sécurité sociale"),
        ("{publisher-fact} contact", "à compléter par l’éditeur"),
        ("{edition-fact} edition", "Édition d’essai"),
        ("{edition-fact} version", "0.0.1"),
        ("{edition-fact} date", "2 juillet 2025"),
    ],
)
def test_a_fact_is_shown_as_it_is(fact: str, words: str, book: BookFactory) -> None:
    assert shown(with_fact(book, fact)).astext() == words


def test_a_blank_shows_that_it_is_one_until_it_is_filled(book: BookFactory) -> None:
    tiny = with_fact(book, "{publisher-fact} contact")
    (blank,) = shown(tiny).findall(nodes.inline)
    assert blank["classes"] == ["blank"]
    tiny.write("book.toml", BOOK_DATA.replace('contact = ""', 'contact = "a@exemple.fr"'))
    filled = shown(tiny)
    assert filled.astext() == "a@exemple.fr"
    assert not list(filled.findall(nodes.inline))
