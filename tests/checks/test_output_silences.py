"""silences.yml: a built file may break a rule, with a reason, while it does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.outputs import build_base, check, copy_built, damage

WITHOUT_LANGUAGE = '%%% _build/html/search.html\n- class="no-js" lang="fr"\n+ class="no-js"\n'


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_base(tmp_path_factory.mktemp("base") / "livre")


def told(built: Path, root: Path, silences: str, example: str = "") -> list[tuple[str, str]]:
    copy_built(built, root)
    damage(root, example)
    (root / "silences.yml").write_text(silences, encoding="utf-8")
    return [(fault.rule.code, str(fault.location)) for fault in check(root)]


def test_a_rule_is_silent_where_a_reason_is_given(built: Path, tmp_path: Path) -> None:
    silences = "_build/html/search.html:\n  HTM402: La page change de langue en s’ouvrant.\n"
    assert told(built, tmp_path / "livre", silences, WITHOUT_LANGUAGE) == []


def test_a_silence_of_another_file_hides_nothing(built: Path, tmp_path: Path) -> None:
    silences = "_build/html/index.html:\n  HTM402: La page change de langue en s’ouvrant.\n"
    assert told(built, tmp_path / "livre", silences, WITHOUT_LANGUAGE) == [
        ("HTM402", "_build/html/search.html:2"),
        ("SIL201", "silences.yml:2"),
    ]


def test_a_silence_wants_a_reason_and_a_code_that_exists(built: Path, tmp_path: Path) -> None:
    silences = "_build/html/search.html:\n  HTM402: oui\n  HTM999: Une raison bien écrite.\n"
    assert told(built, tmp_path / "livre", silences, WITHOUT_LANGUAGE) == [
        ("SIL101", "silences.yml:2"),
        ("SIL102", "silences.yml:3"),
    ]


def test_nobody_can_say_whether_a_silence_of_a_stale_book_serves(
    built: Path, tmp_path: Path
) -> None:
    silences = "_build/html/search.html:\n  HTM402: La page change de langue en s’ouvrant.\n"
    root = copy_built(built, tmp_path / "livre")
    page = root / "avant-propos.md"
    text = page.read_text(encoding="utf-8")
    page.unlink()
    page.write_text(text + "\nUne phrase de plus.\n", encoding="utf-8")
    (root / "silences.yml").write_text(silences, encoding="utf-8")
    assert {fault.rule.code for fault in check(root)} == {"OUT301"}


@pytest.mark.parametrize(
    "silences",
    ["", "# rien", "[", "3", "- a", "a: [b", "a:\n  b:\n    c: d", "\x00", "? [a]\n: b", "{" * 500],
)
def test_no_file_of_silences_stops_the_checks(silences: str, built: Path, tmp_path: Path) -> None:
    codes = {code for code, _ in told(built, tmp_path / "livre", silences)}
    assert codes <= {"SIL101", "SIL102", "SIL103"}
