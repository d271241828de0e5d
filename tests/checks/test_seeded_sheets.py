"""One slip at a time, sown in a copy of the real guide: found, under the right code and line.

What is sown is described by what every sheet holds, not by the words of one: sheets may be
rewritten, and these faults will still be theirs.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import REPOSITORY
from tools.checks import check_book
from tools.diagnostics import Diagnostic
from tools.markup.book import page_paths, read_book
from tools.markup.reference import READERS

SHEETS = sorted(path for path in page_paths(REPOSITORY) if re.match(r"guide/fiches/\d", path))
SOURCES = [*page_paths(REPOSITORY), "book.toml", "people.toml", "vocabulary.txt", *READERS]


class Slip(NamedTuple):
    """A change of a page, and the rule that sees it."""

    code: str
    pattern: str
    """What is changed, the first time it stands there; dots are any sign, ends of lines included."""
    instead: str | Callable[[re.Match[str]], str]
    line: str
    """What the line that is told begins with, or holds: the last such line up to the change."""


def one_more(match: re.Match[str]) -> str:
    return f"{match[1]}{int(match[2]) + 1}"


def other_episode(match: re.Match[str]) -> str:
    return f'{match[1]}"{1 if match[2] != "1" else 2}.1"'


IN_SHEETS = [
    Slip("SHT101", r"(\n  30:\n.*?      minutes: )(\d+)", one_more, "  30:"),
    Slip("SHT101", r"(\n  120:\n.*?      minutes: )(\d+)", one_more, "  120:"),
    Slip("SHT102", r"(\n  60:\n(?:(?!\n  120:).)*?)      listening: true\n( +minutes: )\S+", r"\1\g<2>9", "  60:"),
    Slip("SHT103", r"(\n      say: >-\n)", lambda m: m[1] + "        Nous parlons.\n" * 700, "        Nous parlons."),
    Slip("SHT104", r"(      uses: \[.*?)feutres", r"\1crayons", "      uses:"),
    Slip("SHT105", r"(\nmaterials:\n)", "\\1  - {name: ballons, quantity: un}\n", "  - {name: ballons"),
    Slip("SHT106", r"\n      remainder:.*?(?=\n      (?:traps|uses|say|intent):|\n    - )", "", "    - title:"),
    Slip("SHT107", r"max: \d+", "max: 3", "group_size:"),
    Slip("SHT108", r"\nharvest:\n.*?\n(?=\w)", "\nharvest: []\n", "harvest:"),
    Slip("SHT108", r"\n  critical:\n.*?\n(?=  \w)", "\n  critical: []\n", "  critical:"),
    Slip("SHT109", r"(\nobjectives:\n)", r"\1" + "  - Nommer ce que l’on voit.\n" * 3, ""),
    Slip("SHT110", r"(\n  action:\n(?:(?! \?).)*?) \?", r"\1.", "    - "),
    Slip("SHT201", r'(\nquotes: \[)"\d+\.\d+"', r'\1"1.999"', "quotes:"),
    Slip("SHT202", r"(      listening: true\n      minutes: )\S+", r"\g<1>13", "    - title:"),
    Slip("SHT203", r'(\nquotes: \[)"(\d+)\.\d+"', other_episode, "quotes:"),
    Slip("SHT204", r"(\nprint: \[)", r"\1C9, ", "print:"),
    Slip("SHT207", r"(\nepisode: )\d", r"\g<1>9", "episode:"),
    Slip("SHT208", r"(\nsheet: )\d", r"\g<1>9", "sheet:"),
    Slip("SHT209", r"(```\{sheet\}\n```\n)", r"\1\n\1", "```{sheet}"),
    Slip("SHT301", r"(\n  opening:\n)", r"\1    - Avez-vous aimé l’épisode ?" + "\n", "    - Avez"),
    # --- the words of a header are judged like those of a page
    Slip("TYP101", r"(\n        [^\n]*)’", r"\1'", "        "),
    Slip("TYP101", r"(\n  week_before:\n.*?)’", r"\1'", "    - "),
    Slip("SPL201", r"(      say: >-\n)", "\\1        Un jardain.\n", "        Un jardain"),
    Slip("SPL201", r"(\nremote:\n)", "\\1  - Un jardain.\n", "  - Un jardain"),
    Slip("SPL201", r"(\nmaterials:\n  - \{name: [^\n]*quantity: )", r"\1jardain ", "  - {name:"),
    Slip("REF201", r"(\nquestions:\n.*?\{ep\}`\d\.)\d+", r"\g<1>999", "    - "),
    Slip("PGE110", r"(\nquestions:\n.*?)\{ep\}", r"\1{epp}", "    - "),
    Slip("PGE104", r"(      mode: )ensemble", r"\1ensembles", "      mode:"),
    Slip("PGE104", r"(\nintentions: \{30: )[^,]+", r"\1Écouter", "intentions:"),
    Slip("PGE105", r"\n      say: >-(?:\n        [^\n]*)+", "", "    - title:"),
]  # fmt: skip

ELSEWHERE = [
    ("guide/a-distance.md", Slip("SHT113", r"\| Total \| \| 30 \|", "| Total | | 31 |", "| Total")),
    ("guide/formats/parcours.md", Slip("SHT113", r"(\n\| [^\n|]+\| [^\n|]+\| )\d+( \| \d+ \|\n)", r"\g<1>99\2", "| ")),
    ("guide/formats/atelier.md", Slip("SHT101", r"(\n    minutes: )(\d+)", one_more, "steps:")),
    ("guide/formats/atelier.md", Slip("SHT102", r"\n    listening: true", "", "steps:")),
    ("guide/formats/atelier.md", Slip("SHT210", r"```\{timetable\}", "```{timetable} 45", "```{timetable}")),
    ("guide/formats/atelier.md", Slip("TYP101", r"(\n      [^\n]*)’", r"\1'", "      ")),
    ("guide/a-imprimer/b-deroules-de-poche.md", Slip("SHT210", r"\{timetable\} 30", "{timetable}", "```{timetable}")),
    ("guide/a-imprimer/c2-le-lien-humain.md", Slip("SHT111", r"\{lines\} 4", "{lines} 40", "```{lines}")),
    ("guide/a-imprimer/c2-le-lien-humain.md", Slip("SHT203", r"(\{quotes\} )\S+", r"\g<1>3.1", "```{quotes}")),
    ("guide/a-imprimer/c2-le-lien-humain.md", Slip("SHT201", r"(\{quotes\} )\S+", r"\g<1>2.999", "```{quotes}")),
    ("guide/a-imprimer/f-cartes-personne-absente.md", Slip("SHT112", r":columns: 3", ":columns: 0", "{cards}")),
    ("guide/a-imprimer/f-cartes-personne-absente.md", Slip("SHT112", r"(:columns: \d\n)", "\\1\nChoisissez.\n", "{cards}")),
    ("guide/a-imprimer/h-bulletin-d-evaluation.md", Slip("SHT208", r"printed: H", "printed: G", "printed:")),
    ("guide/a-imprimer/h-bulletin-d-evaluation.md", Slip("PGE109", r"```\{lines\} 4", "```{lines} 4\n:columns: 2", "```{lines}")),
]  # fmt: skip

# Each slip is tried on one sheet; not on the first, whose listening takes up what others leave.
CASES = [(SHEETS[1:][rank % 4], slip) for rank, slip in enumerate(IN_SHEETS)] + ELSEWHERE


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sources of the real book."""
    root = tmp_path_factory.mktemp("livre")
    for path in SOURCES:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(REPOSITORY / path, root / path)
    return root


def check(root: Path) -> list[Diagnostic]:
    return check_book(root, read_book(root))


def test_the_copy_is_clean(sources: Path) -> None:
    assert [str(fault) for fault in check(sources)] == []


@pytest.mark.parametrize(
    ("path", "slip"), CASES, ids=[f"{path} {slip.code} {slip.line.strip()}" for path, slip in CASES]
)
def test_a_sown_slip_is_found(path: str, slip: Slip, sources: Path) -> None:
    place = sources / path
    whole = place.read_text(encoding="utf-8")
    changed, times = re.subn(slip.pattern, slip.instead, whole, count=1, flags=re.DOTALL)
    assert times == 1, f"{path} a changé : le motif n’y est plus"
    place.write_text(changed, encoding="utf-8")
    try:
        found = [each for each in check(sources) if each.rule.code == slip.code]
    finally:
        place.write_text(whole, encoding="utf-8")
    assert found, f"{slip.code} ne dit rien"
    lines = changed.split("\n")
    told = [lines[(fault.location.line or 1) - 1] for fault in found if fault.location.path == path]
    assert any(slip.line in line for line in told), "\n".join(map(str, found))
