"""How the book comes into Sphinx: its order, and that two readers at once change nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.books import EPISODE, TinyBook, copy_of_root, episode
from tests.conftest import BookFactory
from tools.sphinxext import book_of
from tools.sphinxext.order import Chapter, Part, reading_order


def site(book: TinyBook, *, jobs: int) -> dict[str, bytes]:
    out = book.build("html", jobs=jobs).out
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != ".buildinfo"
    }


@pytest.mark.parametrize("root", ["passages", "guide"])
def test_two_readers_at_once_give_the_same_site_as_one(root: str, tmp_path: Path) -> None:
    alone = copy_of_root(root, tmp_path / "seul")
    together = copy_of_root(root, tmp_path / "ensemble")
    assert site(together, jobs=2) == site(alone, jobs=1)


def test_the_order_is_that_of_the_contents_with_their_captions(tmp_path: Path) -> None:
    built = copy_of_root("passages", tmp_path / "livre").build()
    assert reading_order(built.app.env) == (
        Part("Pour commencer\u202f?", (Chapter("avant-propos"),)),
        Part("Épisodes", (Chapter("episodes/1-essai"), Chapter("episodes/2-suite"))),
        Part(None, (Chapter("reperes/generique"),)),
    )


def test_a_page_that_has_contents_of_its_own_comes_before_them(book: BookFactory) -> None:
    pages = {
        "index.md": "# Accueil\n\n```{toctree}\nepisodes/1-essai\nreperes/index\navant-propos\n```\n",
        EPISODE: episode("Un.\n"),
        "reperes/index.md": "# Repères\n\n```{toctree}\ndates\nsigles\n```\n",
        "reperes/dates.md": "# Dates\n",
        "reperes/sigles.md": "# Sigles\n",
        "avant-propos.md": "# Avant\n",
    }
    (part,) = reading_order(book(pages).build().app.env)
    assert part.chapters == (
        Chapter("episodes/1-essai"), Chapter("reperes/index"), Chapter("reperes/dates", depth=1),
        Chapter("reperes/sigles", depth=1), Chapter("avant-propos"),
    )  # fmt: skip
    assert part.pages[2] == "reperes/dates"


def test_every_output_is_given_the_book_as_it_was_read(book: BookFactory) -> None:
    tiny = book({EPISODE: episode("Un.\n")})
    assert book_of(tiny.build().app.env) == tiny.read().book


def test_a_fault_of_the_sources_is_told_by_sphinx_too(book: BookFactory) -> None:
    """« sphinx-build » alone, without our command line, is as strict."""
    tiny = book({EPISODE: episode("Un [aboiement].\n")})
    warnings = tiny.build_with_warnings("dummy").warnings
    assert "episodes/1-essai.md:20" in warnings
    assert "TRS103 « [aboiement] » n’est pas un bruit de la liste" in warnings


def test_book_toml_that_changed_changes_every_page(book: BookFactory) -> None:
    tiny = book({EPISODE: episode("Un.\n")})
    tiny.build()
    tiny.write("book.toml", tiny.files["book.toml"].replace('name = "Ucanss"', 'name = "Maison"'))
    assert "Écouter sur le site de Maison" in tiny.build().doctree().astext()
