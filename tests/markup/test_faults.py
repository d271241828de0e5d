"""What an author is told of each fault that reading a page can meet, to the word.

A rule's folder, ``faults/CODE/``, holds ``faux.md`` and ``juste.md``, which stand in turn for the
one episode of a tiny book; or the folders ``faux/`` and ``juste/``, whose files replace those of
the tiny book. A page that is not UTF-8 is called ``faux.latin-1``. ``faux.txt`` is what is printed.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.books import EPISODE, TinyBook, episode
from tests.conftest import BookFactory

FOLDER = Path(__file__).parent / "faults"
CODES = sorted(folder.name for folder in FOLDER.iterdir())


def dressed(book: BookFactory, folder: Path, name: str) -> TinyBook:
    """Return a tiny book with the faults, or the tricky things, of a rule's folder."""
    tiny = book({EPISODE: episode("Un paragraphe.\n")})
    pages = [*folder.glob(f"{name}.md"), *folder.glob(f"{name}.latin-1")]
    if pages:
        shutil.copyfile(pages[0], tiny.root / EPISODE)
    else:
        shutil.copytree(folder / name, tiny.root, dirs_exist_ok=True)
    return tiny


@pytest.mark.golden
@pytest.mark.parametrize("code", CODES)
def test_a_fault_is_told_with_its_place_what_is_there_and_what_to_do(
    code: str, book: BookFactory, golden: Callable[[str, Path], None]
) -> None:
    told = "".join(f"{fault}\n" for fault in dressed(book, FOLDER / code, "faux").faults)
    assert set(re.findall(r": ([A-Z]{3}\d{3}) ", told)) == {code}, "one fault brings no other"
    golden(told, FOLDER / code / "faux.txt")


@pytest.mark.parametrize("code", CODES)
def test_what_only_looks_like_a_fault_is_read_in_silence(code: str, book: BookFactory) -> None:
    assert dressed(book, FOLDER / code, "juste").faults == ()
