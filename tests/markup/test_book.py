"""The whole book: which files are its pages, its order, what makes it change."""

from __future__ import annotations

import pytest

from tests.books import EPISODE, episode
from tests.conftest import BookFactory
from tools.markup.book import fingerprint, page_paths

SOUND = {EPISODE: episode("Un paragraphe.\n")}


def test_a_sound_book_has_no_fault(book: BookFactory) -> None:
    assert book(SOUND).faults == ()


def test_pages_are_where_the_book_keeps_them_and_nowhere_else(book: BookFactory) -> None:
    tiny = book(SOUND)
    for path in ("guide/c1.md", "reperes/fin/x.md", "a-propos/mentions.md", "transcriptions/1.md"):
        tiny.write(path, "# Une page\n")
    for path in ("README.md", "notes/brouillon.md", "guide/notes.txt", "episodes/sous/x.md"):
        tiny.write(path, "# Pas une page\n")
    assert page_paths(tiny.root) == [
        "index.md",
        "a-propos/mentions.md",
        "episodes/1-essai.md",
        "guide/c1.md",
        "reperes/fin/x.md",
        "transcriptions/1.md",
    ]


def test_a_book_without_its_data_says_so_once_for_each_file(book: BookFactory) -> None:
    tiny = book(SOUND)
    (tiny.root / "book.toml").unlink()
    (tiny.root / "people.toml").unlink()
    assert tiny.told == [("BOK101", "book.toml", None), ("BOK101", "people.toml", None)]


def test_an_empty_folder_is_no_crash(book: BookFactory) -> None:
    tiny = book({})
    for path in ("book.toml", "people.toml", "index.md"):
        (tiny.root / path).unlink()
    assert {code for code, _, _ in tiny.told} == {"BOK101"}


def test_faults_come_in_the_order_of_pages_and_lines(book: BookFactory) -> None:
    tiny = book(
        {
            EPISODE: episode("Un [aboiement].\n\nUn {ep}`9` et [miaou].\n"),
            "avant-propos.md": "# Avant\n\n{ep}`9`\n",
        }
    )
    orders = [fault.order for fault in tiny.faults]
    assert len(orders) == 4
    assert orders == sorted(orders)


def test_a_character_of_another_page_can_be_named(book: BookFactory) -> None:
    """Headers are read before bodies: an episode may name what a later one declares."""
    tiny = book(
        {
            EPISODE: episode("Voir {character}`soline-ep2` et {ep}`2.1`.\n"),
            "episodes/2-suite.md": episode("Deux.\n", number=2, title="Une suite"),
        }
    )
    assert tiny.told == []
    assert tiny.page().passages[0].text == "Voir Soline et passage 2.1."


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (EPISODE, episode("Un autre paragraphe.\n")),
        ("book.toml", "title = 'Autre'\n"),
        ("people.toml", ""),
        ("conf.py", "extensions = []\n"),
        ("_static/css/book.css", "p { color: red }\n"),
        ("_templates/page.html", "<p>\n"),
        ("locale/fr/LC_MESSAGES/sphinx.po", 'msgid ""\n'),
        ("guide/nouveau.md", "# Nouveau\n"),
        ("tools/nouveau.py", "# un outil\n"),
    ],
)
def test_whatever_the_book_is_made_from_changes_its_fingerprint(
    path: str, text: str, book: BookFactory
) -> None:
    tiny = book(SOUND)
    before = fingerprint(tiny.root)
    tiny.write(path, text)
    assert fingerprint(tiny.root) != before


@pytest.mark.parametrize(
    "path",
    [
        "README.md",
        "_build/html/index.html",
        "tools/__pycache__/x.pyc",
        "locale/fr/x.mo",
        "notes/a.md",
    ],
)
def test_what_the_book_is_not_made_from_leaves_its_fingerprint(
    path: str, book: BookFactory
) -> None:
    tiny = book(SOUND)
    before = fingerprint(tiny.root)
    tiny.write(path, "autre chose\n")
    assert fingerprint(tiny.root) == before


def test_a_page_moved_elsewhere_changes_the_fingerprint(book: BookFactory) -> None:
    tiny = book(SOUND | {"reperes/a.md": "# A\n"})
    before = fingerprint(tiny.root)
    (tiny.root / "reperes/a.md").rename(tiny.root / "reperes/b.md")
    assert fingerprint(tiny.root) != before
