"""One slip is told once: what only follows from it waits until it is mended."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tools.checks import check_book
from tools.markup.book import read_book

SHEET = "guide/fiches/4-le-travail-de-demain.md"
EPISODE = "episodes/4-le-travail-de-demain.md"
SOURCES = (
    "index.md", "avant-propos.md", "book.toml", "people.toml", "vocabulary.txt", "episodes",
    "reperes", "a-propos", "guide",
)  # fmt: skip


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Return a copy of the real book's sources."""
    for name in SOURCES:
        whole = REPOSITORY / name
        copy = shutil.copytree if whole.is_dir() else shutil.copyfile
        copy(whole, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize(
    ("path", "before", "after", "code"),
    [
        (EPISODE, "episode: 4", "episode: 3", "PGE201"),
        (EPISODE, "episode: 4", "episode: 6", "PGE205"),
        (EPISODE, "subtitle: ", "subtitle: [", "PGE102"),
        (EPISODE, ":::{scene}", ":::{scne}", "PGE108"),
        ("index.md", "episodes/4-le-travail", "episodes/4-le-travai", "PGE203"),
        (EPISODE, "`Delphine <Delphine M", "`Delphine <Delfine M", "PRS202"),
        ("people.toml", 'sort = "Michel, Aline"\n', "", "BOK103"),
        (SHEET, "sheet: 4", "sheet: 5", "SHT208"),
        (SHEET, "episode: 4", "episode: 3", "SHT207"),
        (SHEET, "group_size: ", "group_size: [", "PGE102"),
        (SHEET, "      minutes: ", "      minutes: x", "PGE104"),
        (SHEET, "```{sheet}", "```{shet}", "PGE108"),
        ("guide/a-imprimer/h-bulletin-d-evaluation.md", "printed: H", "printed: G", "SHT208"),
        ("guide/a-imprimer/h-bulletin-d-evaluation.md", "printed: H", "printed: J", "PGE104"),
    ],
)
def test_a_slip_is_told_once(sources: Path, path: str, before: str, after: str, code: str) -> None:
    page = sources / path
    text = page.read_text(encoding="utf-8")
    assert before in text
    page.write_text(text.replace(before, after, 1), encoding="utf-8")
    faults = check_book(sources, read_book(sources))
    assert [(fault.rule.code, fault.location.path) for fault in faults] == [(code, path)]


def test_a_page_that_cannot_be_decoded_hides_no_fault_of_another(sources: Path) -> None:
    with (sources / EPISODE).open("ab") as page:
        page.write(b"\xe9\n")
    other = sources / "episodes/2-le-lien-humain.md"
    text = other.read_text(encoding="utf-8")
    other.write_text(
        text.replace("Paul : Tout est noté.", "Pol : Tout est noté."), encoding="utf-8"
    )
    codes = {fault.rule.code for fault in check_book(sources, read_book(sources))}
    assert {"PGE101", "TRS201"} <= codes
