"""Whatever a page, a register or a header holds, the checks of names, links and dates go on."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import REPOSITORY
from tools.checks import BOOK_CHECKS, PAGE_CHECKS
from tools.diagnostics import Diagnostic
from tools.markup.book import read_book

PAGE = "episodes/1-essai.md"
BASE = REPOSITORY / "tests" / "rules" / "base"
MODULES = ("credits", "people", "transcript", "references", "dates")

PIECES = (
    "Inès Delmas-Roy", "Ines Delmas Roy", "Maud Ferrant", "Hugues\nLe Tallec", "{person}`Maud Ferrand`",
    "{person}`Maud <", "{ep}`1`", "{ep}`1.1 <1.2>`", "{ep}`le troisième <2>`", "{doc}`ici <../index>`",
    "[là](", "](2-suite.md#x)", "[x](#y)", "(y)=\n\n", "[^n]", "\n\n[^n]: ", "```\n", "```{credits}\n```\n",
    ":::{scene} Titre\n", ":when: 2 juillet 2045, 8 h\n", ":where: ici\n", ":::\n", ":::{archive}\n:who: Maud Ferrand\n",
    ":year: 1965\n", "Nora : ", "Basile : Bonjour, Nora ?\n\n", "Toutes : ", "[musique]", "« ", " »", "“", "*", "`",
    "31 juin 2025", "mardi 2 juillet 2025", "de 1945 à 2025, soit 70 ans", "38 ans après 1945, en 1985", "00h08",
    "quatre-vingt-dix-neuf", "épisode ", "épisodes ", "le septième épisode", "1.99", "minutes", " ; ", " : ", "\n\n",
    "\n", "# ", "- ", "> ", "| a | b |\n", "http://a?utm_x=1&b=2", "\u0301", "\u202e", "\x00", "\u2028", "é" * 40, "\\",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=25).map("".join)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny book of the rules, to be changed at will."""
    return Path(shutil.copytree(BASE, tmp_path_factory.mktemp("livre") / "livre"))


def check(root: Path) -> list[Diagnostic]:
    """What the checks of this test's modules say, each of them tried."""
    book = read_book(root).book
    found: list[Diagnostic] = []
    for look in PAGE_CHECKS:
        if look.__module__.rpartition(".")[2] in MODULES:
            found += [fault for page in book.pages for fault in look(page, book)]
    for look_at_all in BOOK_CHECKS:
        if look_at_all.__module__.rpartition(".")[2] in MODULES:
            found += look_at_all(book)
    return found


def assert_told_in_the_file(found: list[Diagnostic], root: Path) -> None:
    for fault in found:
        at = fault.location
        lines = (root / at.path).read_text(encoding="utf-8").split("\n")
        assert at.line is None or 1 <= at.line <= len(lines)
        assert at.column is None or 1 <= at.column <= len(lines[(at.line or 1) - 1]) + 1
        assert fault.message
        assert fault.hint


many = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@many
@given(body=texts)
def test_any_page_is_judged(root: Path, body: str) -> None:
    header = (BASE / PAGE).read_text(encoding="utf-8").partition("\n# ")[0]
    text = f"{header}\n# Titre\n\n{body}".replace("\r", "").encode("utf-8", "replace").decode()
    (root / PAGE).write_text(text, encoding="utf-8", newline="")
    assert_told_in_the_file(check(root), root)


@many
@given(header=texts, body=texts)
def test_any_header_is_judged(root: Path, header: str, body: str) -> None:
    whole = f"---\nepisode: 1\nvoices:\n  - {{name: {header}\ncredits:\n  cast: [{body}]\n---\n\n# T\n\n{body}"
    text = whole.replace("\r", "").encode("utf-8", "replace").decode()
    (root / PAGE).write_text(text, encoding="utf-8", newline="")
    assert_told_in_the_file(check(root), root)


names = st.text(alphabet="aàbBcÉé -’'", max_size=14)


@many
@given(
    people=st.lists(st.tuples(names, names, st.sampled_from(("", "1.1", "2.2", "9.9"))), max_size=9)
)
def test_any_register_is_judged(root: Path, people: list[tuple[str, str, str]]) -> None:
    shutil.copyfile(BASE / PAGE, root / PAGE)
    entries = [
        f'[[person]]\nname = "{name}"\nsort = "{sort}"\nrole = ""\nnote = ""\n'
        + (f'credited = "{place}"\n' if place else "")
        for name, sort, place in people
    ]
    (root / "people.toml").write_text("\n".join(entries), encoding="utf-8")
    assert_told_in_the_file(check(root), root)
    shutil.copyfile(BASE / "people.toml", root / "people.toml")


@pytest.mark.parametrize(
    "piece",
    [
        "[", "](", "« ", "“", "{ep}`1", "{ep}`2`, ", "[x](y) ", "épisode ", "Maud ", "de 2025 à ",
        " 38 ans après 1945", "L’épisode 3 dure 8 minutes, ", "le 31 juin 2025 ", "12 salariés ",
    ],
)  # fmt: skip
def test_a_huge_line_is_read_in_no_time(root: Path, piece: str) -> None:
    """Twice as long may take twice as long, never four times: 60,000 signs are a second or so."""
    header = (BASE / PAGE).read_text(encoding="utf-8").partition("\n# ")[0]
    (root / PAGE).write_text(
        f"{header}\n# Titre\n\n{piece * (60_000 // len(piece))}\n", encoding="utf-8"
    )
    book = read_book(root).book
    started = time.process_time()
    for look in (*PAGE_CHECKS, *BOOK_CHECKS):
        if look.__module__.rpartition(".")[2] in MODULES:
            if look in PAGE_CHECKS:
                for page in book.pages:
                    list(look(page, book))  # type: ignore[call-arg]
            else:
                list(look(book))  # type: ignore[call-arg, arg-type]
    assert time.process_time() - started < 3
