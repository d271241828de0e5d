"""The e-book as auditors of accessibility and of HTML see it (EPUBCheck: test_readers, test_book)."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.auditors import ace, nu
from tests.books import EPISODE, episode, scene
from tests.conftest import BookFactory, RealBook
from tests.epub.conftest import Epub, make


def test_ace_finds_nothing_in_every_component(torture: Epub) -> None:
    assert ace(torture.path) == []


def test_ace_finds_nothing_in_the_book(real_book: RealBook) -> None:
    assert ace(real_book.epub) == []


def test_nu_finds_nothing_in_every_component(torture: Epub) -> None:
    assert nu(torture.path) == []


def test_nu_finds_nothing_in_the_book(real_book: RealBook) -> None:
    assert nu(real_book.epub) == []


@pytest.fixture
def damaged(book: BookFactory, tmp_path: Path) -> Callable[[bytes, bytes], Path]:
    """Return a small e-book in whose pages something has been replaced."""
    whole = make(book({EPISODE: episode(scene("Soline : Un mot."))})).path

    def damage(old: bytes, new: bytes) -> Path:
        path = tmp_path / "abime.epub"
        with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as target:
            before = {info: source.read(info) for info in source.infolist()}
            after = {
                info: data.replace(old, new) if info.filename.endswith("essai.xhtml") else data
                for info, data in before.items()
            }
            assert before != after
            for info, data in after.items():
                target.writestr(info, data)
        return path

    return damage


def test_ace_sees_what_would_be_wrong(damaged: Callable[[bytes, bytes], Path]) -> None:
    violations = ace(damaged(b'role="doc-chapter"', b'role="inconnu"'))
    assert violations
    assert all("1-essai.xhtml" in each for each in violations)
    assert any("ARIA roles" in each or "aria-roles" in each for each in violations)


def test_ace_that_gives_up_is_not_ace_that_finds_nothing(
    damaged: Callable[[bytes, bytes], Path],
) -> None:
    with pytest.raises(AssertionError):
        ace(damaged(b"</section>", b""))


def test_nu_sees_what_would_be_wrong(damaged: Callable[[bytes, bytes], Path]) -> None:
    [message] = nu(damaged(b"<h1", b'<h1 align="left"'))
    assert "1-essai.xhtml" in message
    assert "align" in message
