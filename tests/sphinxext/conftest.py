"""The tiny book that holds everything, built once for each output."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.books import PEOPLE, Built, TinyBook, copy_of_root, write_tiny_book
from tests.sphinxext.backmatter import PAGES

BUILDERS = ("html", "livre-epub", "livre-pdf")


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Built]:
    """Return the book of ``roots/passages`` as a builder makes it, from the same doctrees."""
    return builds_of("passages", tmp_path_factory)


@pytest.fixture(scope="session")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Built]:
    """Return the book of ``roots/guide``, which has a facilitation guide, as a builder makes it."""
    return builds_of("guide", tmp_path_factory)


def builds_of(root: str, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Built]:
    folder: Path = tmp_path_factory.mktemp(root) / "livre"
    tiny: TinyBook = copy_of_root(root, folder)

    @cache
    def built(builder: str) -> Built:
        return tiny.build(builder)

    return built


@pytest.fixture(scope="session")
def back_matter(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Built]:
    """Return the tiny book that has a back matter, as a builder makes it."""
    people = (*PEOPLE, "Ambroise Croizat")
    tiny = write_tiny_book(tmp_path_factory.mktemp("reperes") / "livre", PAGES, people=people)

    @cache
    def built(builder: str) -> Built:
        return tiny.build(builder)

    return built
