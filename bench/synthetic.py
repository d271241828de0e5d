"""Synthetic books: as many episodes as wanted, in the markup of the real ones."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tools.markup.book import page_paths

ROOT = Path(__file__).parent.parent

_SYLLABLES = ("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "ro", "su")
_CAST = re.compile(r"^  cast: .*$", re.MULTILINE)
_CHARACTER = re.compile(r"(?<=\{id: )[\w-]+|(?<=\{character\}`)[\w-]+")


def write_book(folder: Path, *, episodes: int) -> Path:
    """Write a book of *episodes* episodes into *folder*, and return the folder.

    Each is a real episode under another number, with ids and a credited name of its own, so that
    the book stays one that the checker finds clean of clashes.
    """
    templates = sorted(path for path in page_paths(ROOT) if path.startswith("episodes/"))
    (folder / "episodes").mkdir(parents=True)
    for name in ("book.toml", "avant-propos.md", "conf.py"):
        shutil.copyfile(ROOT / name, folder / name)
    shutil.copytree(ROOT / "reperes", folder / "reperes")
    register = (ROOT / "people.toml").read_text(encoding="utf-8")
    names = []
    for number in range(1, episodes + 1):
        text = (ROOT / templates[(number - 1) % len(templates)]).read_text(encoding="utf-8")
        if number > len(templates):
            text, person = _renumbered(text, number)
            register += f'\n[[person]]\nname = "{person}"\nsort = "{_sorted(person)}"\nrole = ""\nnote = ""\n'
        (folder / f"episodes/{number}-episode.md").write_text(text, encoding="utf-8")
        names.append(f"episodes/{number}-episode")
    (folder / "people.toml").write_text(register, encoding="utf-8")
    contents = "\n".join(["avant-propos", *names, "reperes/generique"])
    (folder / "index.md").write_text(
        f"# Un livre d’essai\n\nPour mesurer.\n\n```{{toctree}}\n:hidden:\n\n{contents}\n```\n",
        encoding="utf-8",
    )
    return folder


def _renumbered(text: str, number: int) -> tuple[str, str]:
    """Return an episode under another number, and the name that it alone credits."""
    person = _name(number)
    text = re.sub(r"^episode: \d+$", f"episode: {number}", text, count=1, flags=re.MULTILINE)
    text = _CHARACTER.sub(lambda match: f"{match[0]}-ep{number}", text)
    return _CAST.sub(f"  cast: [{person}]", text), person


def _name(number: int) -> str:
    """Return a name for a number, each number its own: 42 gives « Gudi Guba Digu »."""
    digits = [int(digit) for digit in f"{number:04}"]
    word = "".join(_SYLLABLES[digit] for digit in digits)
    return f"{word[:4].title()} {word[4:].title()}{word[:2]}"


def _sorted(person: str) -> str:
    first, _, last = person.partition(" ")
    return f"{last}, {first}"
