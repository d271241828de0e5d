"""The same book, built by others elsewhere, is the same file."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.epub.test_builder import PIXEL
from tests.rules.outputs import BASE, DRESS, REPOSITORY
from tools.epub.builder import FILE_NAME

COMMITTED = "2025-11-23T00:00:00+09:00"
PAGE = "avant-propos.md"


def git(folder: Path, *arguments: object) -> None:
    """Run git in *folder* as somebody whose settings play no part."""
    who = ["-c", "user.name=x", "-c", "user.email=x@exemple.fr", "-c", "commit.gpgsign=false"]
    dates = {"GIT_COMMITTER_DATE": COMMITTED, "GIT_AUTHOR_DATE": COMMITTED}
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(
        ["git", "-C", str(folder), *who, *map(str, arguments)],
        env={**os.environ, **dates, **settings},
        check=True,
        capture_output=True,
    )


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Commit a small book, with a page, a picture and scenes, in a repository of its own."""
    root = tmp_path_factory.mktemp("depot") / "livre"
    shutil.copytree(BASE, root)
    for name in DRESS:
        place = REPOSITORY / name
        (shutil.copytree if place.is_dir() else shutil.copy)(place, root / name)
    with (root / PAGE).open("a", encoding="utf-8") as page:
        page.write("\n![Un arrosoir](arrosoir.png)\n")
    (root / "arrosoir.png").write_bytes(PIXEL)
    (root / ".gitignore").write_text("_build/\n")
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "Un livre")
    return root


def built(root: Path, *options: str, mask: int = 0o022, **environment: str) -> str:
    """Build the e-book as the command line does, in a process of its own; return its sha256."""
    # The date is the commit's here: nobody gives another.
    given = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    done = subprocess.run(
        [sys.executable, "-B", "-m", "tools", "build", "epub", "--root", str(root), *options],
        cwd=root.parent,
        env={**given, "PYTHONPATH": str(REPOSITORY), "LC_ALL": "C.UTF-8", **environment},
        umask=mask,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return hashlib.sha256((root / "_build/epub" / FILE_NAME).read_bytes()).hexdigest()


def clone(origin: Path, root: Path) -> Path:
    """Return *root*, a clone whose files have a time of their own."""
    git(origin, "clone", "-q", origin, root)
    for path in root.rglob("*.md"):
        os.utime(path, (0, 0))
    return root


def test_two_clones_make_the_same_bytes(origin: Path, tmp_path: Path) -> None:
    """Other folder, clock, mask, order of hashing, number of processes; then piece by piece."""
    here = clone(origin, tmp_path / "ici")
    there = clone(origin, tmp_path / "là bas" / "un autre nom, plus long")
    wanted = built(here, "--jobs", "1", mask=0o077, TZ="UTC", PYTHONHASHSEED="1")
    other = built(there, "--jobs", "2", mask=0o000, TZ="Asia/Tokyo", PYTHONHASHSEED="22")
    assert other == wanted

    page = here / PAGE
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("petit livre", "grand livre"), encoding="utf-8")
    assert built(here, TZ="America/Nome", PYTHONHASHSEED="3") != wanted
    page.write_text(text, encoding="utf-8")
    # Only the page that changed is read again.
    assert built(here, "--jobs", "2", PYTHONHASHSEED="4") == wanted
