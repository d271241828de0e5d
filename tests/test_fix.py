"""« python -m tools fix » shows what it mends, and writes only what it must."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.books import EPISODE, TinyBook, episode
from tools.cli import main

BookFactory = Callable[..., TinyBook]


def test_fix_shows_and_writes(book: BookFactory, capsys: pytest.CaptureFixture[str]) -> None:
    tiny = book({EPISODE: episode("Un seau d'eau, à 81%.\n")})
    assert main(["fix", "--root", str(tiny.root)]) == 0
    told = capsys.readouterr()
    assert f"--- {EPISODE} (avant)" in told.out
    assert "-Un seau d'eau, à 81%." in told.out
    assert "+Un seau d’eau, à 81 %." in told.out
    assert told.err.startswith("1 fichier réparé")
    assert (tiny.root / EPISODE).read_text(encoding="utf-8").endswith("d’eau, à 81 %.\n")
    main(["fix", "--root", str(tiny.root)])
    assert capsys.readouterr() == ("", "rien à réparer\n")


def test_a_dry_run_writes_nothing(book: BookFactory, capsys: pytest.CaptureFixture[str]) -> None:
    text = episode("Un seau d'eau.\n")
    tiny = book({EPISODE: text})
    assert main(["fix", "--dry-run", "--root", str(tiny.root)]) == 0
    assert "1 fichier à réparer" in capsys.readouterr().err
    assert (tiny.root / EPISODE).read_text(encoding="utf-8") == text


def test_ends_of_lines_are_mended(book: BookFactory, capsys: pytest.CaptureFixture[str]) -> None:
    text = episode("Un seau.\n")
    tiny = book({EPISODE: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()})
    main(["fix", "--root", str(tiny.root)])
    assert f"{EPISODE} : fins de lignes" in capsys.readouterr().out
    assert (tiny.root / EPISODE).read_bytes() == text.encode()


def test_what_cannot_be_read_is_left(book: BookFactory, capsys: pytest.CaptureFixture[str]) -> None:
    tiny = book({EPISODE: "l'été".encode("latin-1")})
    assert main(["fix", "--root", str(tiny.root)]) == 0
    assert "illisible" in capsys.readouterr().err
    assert (tiny.root / EPISODE).read_bytes() == "l'été".encode("latin-1")
