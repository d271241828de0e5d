"""Synthetic books: as many episodes and session sheets as wanted, in the markup of the real ones."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tools.markup.book import page_paths

ROOT = Path(__file__).parent.parent

_SYLLABLES = ("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "ro", "su")
_CAST = re.compile(r"^  cast: .*$", re.MULTILINE)
_SHEET = re.compile(r"guide/fiches/\d+-.*")
_OTHERS = re.compile(r"^(?:guide|reperes|a-propos)/.+$", re.MULTILINE)
_LAST_OF_CONTENTS = re.compile(r"(?<=\n)([^\n]+)\n```(?=\s*\Z)")
_CHARACTER = re.compile(r"(?<=\{id: )[\w-]+|(?<=\{character\}`)[\w-]+")


def write_book(folder: Path, *, episodes: int) -> Path:
    """Write a book of *episodes* episodes into *folder*, and return the folder.

    Each is a real episode under another number, with ids, a credited name and a session sheet of its
    own, so that the book stays one whose pages do not clash. The rest of the guide is there once.
    """
    templates = sorted(path for path in page_paths(ROOT) if path.startswith("episodes/"))
    sheets = sorted(path for path in page_paths(ROOT) if _SHEET.fullmatch(path))
    (folder / "episodes").mkdir(parents=True)
    for name in ("book.toml", "vocabulary.txt", "avant-propos.md", "conf.py"):
        shutil.copyfile(ROOT / name, folder / name)
    for name in ("guide", "reperes", "a-propos"):
        shutil.copytree(ROOT / name, folder / name)
    register = (ROOT / "people.toml").read_text(encoding="utf-8")
    names: list[str] = []
    more: list[str] = []
    for number in range(1, episodes + 1):
        text = (ROOT / templates[(number - 1) % len(templates)]).read_text(encoding="utf-8")
        if number > len(templates):
            text, person = _renumbered(text, number)
            register += f'\n[[person]]\nname = "{person}"\nsort = "{_sorted(person)}"\nrole = ""\nnote = ""\n'
            sheet = (ROOT / sheets[(number - 1) % len(sheets)]).read_text(encoding="utf-8")
            more.append(f"{number}-fiche")
            place = folder / f"guide/fiches/{more[-1]}.md"
            place.write_text(_renumbered_sheet(sheet, number), encoding="utf-8")
        (folder / f"episodes/{number}-episode.md").write_text(text, encoding="utf-8")
        names.append(f"episodes/{number}-episode")
    (folder / "people.toml").write_text(register, encoding="utf-8")
    index = folder / "guide/fiches/index.md"
    listed = _LAST_OF_CONTENTS.sub(
        "\n".join([r"\1", *more, "```"]), index.read_text(encoding="utf-8"), count=1
    )
    index.write_text(listed, encoding="utf-8")
    others = _OTHERS.findall((ROOT / "index.md").read_text(encoding="utf-8"))
    contents = "\n".join(["avant-propos", *names, *others])
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


def _renumbered_sheet(text: str, number: int) -> str:
    """Return a sheet under another number, about the episode of that number and its passages."""
    former = text[text.index("sheet: ") + len("sheet: ") :].partition("\n")[0]
    text = re.sub(r"^(sheet|episode): \d+$", rf"\1: {number}", text, flags=re.MULTILINE)
    text = text.replace(f"# Fiche {former}", f"# Fiche {number}", 1)
    passages = rf'(?<=[`<]){former}(?=(?:\.\d+)?[ `>])|(?<="){former}(?=\.\d+")'
    text = re.sub(passages, str(number), text)
    return _CHARACTER.sub(lambda match: f"{match[0]}-ep{number}", text)


def _name(number: int) -> str:
    """Return a name for a number, each number its own: 42 gives « Gudi Guba Digu »."""
    digits = [int(digit) for digit in f"{number:04}"]
    word = "".join(_SYLLABLES[digit] for digit in digits)
    return f"{word[:4].title()} {word[4:].title()}{word[:2]}"


def _sorted(person: str) -> str:
    first, _, last = person.partition(" ")
    return f"{last}, {first}"
