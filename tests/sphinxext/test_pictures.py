"""Pictures drawn from the data: where they stand, what is said in their place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from docutils import nodes
from lxml import html

from tests.books import EPISODE, Built, episode
from tests.conftest import BookFactory
from tests.sphinxext.backmatter import LANDMARKS

BackMatter = Callable[[str], Built]


def test_an_episode_opens_with_a_picture_that_says_nothing(book: BookFactory) -> None:
    document = book({EPISODE: episode("Un.\n")}).build().doctree()
    (image,) = document.findall(nodes.image)
    before = image.parent[image.parent.index(image) - 1]
    assert "episode-facts" in before["classes"]
    assert (image["alt"], image["classes"]) == ("", ["picture", "illustration", "decorative"])


def test_a_picture_with_something_to_say_says_it_and_its_size(back_matter: BackMatter) -> None:
    built = back_matter("html")
    page = html.document_fromstring(built.html("reperes/tout"))
    images = page.xpath("//img[contains(@class, 'picture')]")
    assert len(images) == 2
    for image in images:
        assert len(image.get("alt")) > 40
        assert int(image.get("width")) < int(image.get("height"))
        assert (built.out / "reperes" / image.get("src")).is_file()


def test_the_file_is_the_drawing_and_is_the_same_each_time(book: BookFactory) -> None:
    pages = {
        EPISODE: episode("Un.\n"),
        "reperes/frise.md": "# Frise\n\n```{picture} timeline\n```\n",
        "reperes/landmarks.toml": LANDMARKS,
    }
    tiny = book(pages)
    picture = tiny.root / "_build/html/_images/frise.svg"
    tiny.build("html")
    before = picture.read_bytes()
    assert "Le goûter".encode() in before
    tiny.write("reperes/landmarks.toml", LANDMARKS.replace("Le goûter", "La sieste"))
    tiny.build("html")
    assert b"La sieste" in picture.read_bytes()
    tiny.write("reperes/landmarks.toml", LANDMARKS)
    tiny.build("html")
    assert picture.read_bytes() == before


def test_doctrees_that_are_elsewhere_have_their_pictures(book: BookFactory, tmp_path: Path) -> None:
    from sphinx.application import Sphinx
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    tiny = book({EPISODE: episode("Un.\n")})
    with patch_docutils(str(tiny.root)), docutils_namespace():
        app = Sphinx(
            tiny.root, tiny.root, tmp_path / "html", tmp_path / "ailleurs", "html",
            status=None, warning=None,
        )  # fmt: skip
        app.build()
    assert (tmp_path / "html/_images/episode-1.svg").is_file()


def test_a_book_without_ideas_has_no_map_of_them(book: BookFactory) -> None:
    pages = {EPISODE: episode("Un.\n"), "reperes/carte.md": "# Carte\n\n```{picture} ideas\n```\n"}
    document = book(pages).build().doctree("reperes/carte")
    assert not list(document.findall(nodes.image))


@pytest.mark.parametrize(
    ("written", "nearest"),
    [
        ("{picture} timelin", "timeline"),
        ("{picture}", "Écrivez l’un de ceux-ci"),
        ("{publisher-fact} contacts", "contact"),
        ("{edition-fact} versions", "version"),
    ],
)
def test_what_does_not_exist_is_named_with_its_place(
    written: str, nearest: str, book: BookFactory
) -> None:
    tiny = book({EPISODE: episode("Un.\n"), "avant-propos.md": f"# Avant\n\n```{written}\n```\n"})
    (fault,) = tiny.faults
    assert (fault.rule.code, fault.location.line) == ("PGE108", 3)
    assert nearest in fault.hint


def test_a_picture_of_an_episode_that_is_not_there_is_refused(book: BookFactory) -> None:
    tiny = book(
        {EPISODE: episode("Un.\n"), "avant-propos.md": "# Avant\n\n```{picture} episode-9\n```\n"}
    )
    assert "ce dessin n’existe pas" in tiny.build_with_warnings("dummy").warnings
