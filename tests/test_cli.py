"""The command line: what it prints, for whom, and the status it leaves."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from tests.books import EPISODE, TinyBook, episode
from tests.conftest import REPOSITORY, BookFactory
from tools.cli import main
from tools.rules import RULES

SOUND = {EPISODE: episode("Un paragraphe.\n")}
WRONG = {EPISODE: episode("Un bruit : [aboiement].\n\nEt un renvoi, {ep}`9`.\n")}

FAULTS = {
    "type": "array",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "required": ["code", "slug", "level", "path", "line", "column", "message", "hint"],
        "properties": {
            "code": {"type": "string", "pattern": "^[A-Z]{3}[1-4][0-9]{2}$"},
            "slug": {"type": "string", "pattern": "^[a-z0-9-]+$"},
            "level": {"enum": ["error", "warning", "review"]},
            "path": {"type": "string", "pattern": r"^[^/\\][^\\]*$"},
            "line": {"type": ["integer", "null"], "minimum": 1},
            "column": {"type": ["integer", "null"], "minimum": 1},
            "message": {"type": "string", "minLength": 1},
            "hint": {"type": "string", "minLength": 1},
        },
    },
}
"""The form that other programs read (design, §2)."""


@pytest.fixture
def wrong(book: BookFactory) -> TinyBook:
    return book(WRONG)


def run(*arguments: str | Path) -> int:
    """Run a command in process; a wrong use leaves by SystemExit, as argparse wills."""
    try:
        return main([str(argument) for argument in arguments])
    except SystemExit as left:
        assert isinstance(left.code, int)
        return left.code


# --- check ----------------------------------------------------------------------------------------


def test_a_sound_book_leaves_zero_and_says_what_was_looked_at(
    book: BookFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", "--root", book(SOUND).root, "--only", "BOK") == 0
    told = capsys.readouterr().out
    assert re.fullmatch(
        r"2 pages, 3 personnes, 1 passage, 0 renvoi : rien à signaler \(\d+,\d s\)\n", told
    )


def test_faults_leave_one_and_are_told_with_place_code_and_remedy(
    wrong: TinyBook, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", "--root", wrong.root, "--only", "TRS,REF") == 1
    told = capsys.readouterr().out
    assert "episodes/1-essai.md:20:12: TRS103 erreur — « [aboiement] »" in told
    assert "episodes/1-essai.md:22:15: REF201 erreur — le renvoi {ep} mène à « 9 »" in told
    assert told.count("    → ") == 2
    assert "2 erreurs" in told


def test_json_is_one_array_and_nothing_else(
    wrong: TinyBook, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", "--root", wrong.root, "--format", "json") == 1
    told = json.loads(capsys.readouterr().out)
    jsonschema.validate(told, FAULTS)
    assert {"TRS103", "REF201"} <= {fault["code"] for fault in told}
    (cue,) = [fault for fault in told if fault["code"] == "TRS103"]
    assert (cue["path"], cue["line"], cue["column"], cue["level"]) == (EPISODE, 20, 12, "error")
    assert cue["slug"] == "cue-admitted"


def test_json_of_a_sound_book_is_an_empty_array(
    book: BookFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", "--root", book(SOUND).root, "--format", "json", "--only", "TRS") == 0
    assert json.loads(capsys.readouterr().out) == []


def test_a_forge_is_told_in_its_own_words(
    wrong: TinyBook, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", "--root", wrong.root, "--format", "github", "--only", "TRS103") == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith(
        "::error file=episodes/1-essai.md,line=20,col=12,title=TRS103::« [aboiement] »"
    )


@pytest.mark.parametrize(
    ("only", "codes"),
    [
        ("TRS103", {"TRS103"}),
        ("trs103", {"TRS103"}),
        ("TRS", {"TRS103"}),
        ("TRS,REF", {"TRS103", "REF201"}),
        (" REF201 , TRS1", {"TRS103", "REF201"}),
        ("BOK", set()),
    ],
)
def test_only_takes_codes_and_families(
    only: str, codes: set[str], wrong: TinyBook, capsys: pytest.CaptureFixture[str]
) -> None:
    status = run("check", "--root", wrong.root, "--format", "json", "--only", only)
    assert {fault["code"] for fault in json.loads(capsys.readouterr().out)} == codes
    assert status == bool(codes)


def test_strict_fails_for_what_is_only_to_be_read_again(
    book: BookFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    """A stale output is no error: it is to be built again, and « release » insists."""
    tiny = book(SOUND)
    tiny.write("_build/stamps.json", '{"pdf": {"sources": "autre"}}')
    tiny.write("_build/pdf/livre.pdf", "%PDF")
    arguments = ("check", "--root", tiny.root, "--only", "OUT")
    assert run(*arguments) == 0
    assert "OUT301 à relire" in capsys.readouterr().out
    assert run(*arguments, "--strict") == 1


# --- build and export -----------------------------------------------------------------------------


def test_a_build_that_succeeds_leaves_zero(
    book: BookFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    tiny = book(SOUND)
    assert run("build", "html", "--root", tiny.root) == 0
    assert "html : construction" in capsys.readouterr().err
    assert (tiny.root / "_build/html/index.html").is_file()


def test_a_build_that_fails_leaves_one_and_says_that_nothing_was_replaced(
    wrong: TinyBook, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("build", "--root", wrong.root) == 1
    told = capsys.readouterr()
    assert "TRS103" in told.out
    assert told.err == "Rien n’a été remplacé : 2 fautes à corriger d’abord.\n"


def test_export_writes_the_book_as_data(book: BookFactory) -> None:
    tiny = book(SOUND)
    assert run("export", "--root", tiny.root) == 0
    data = json.loads((tiny.root / "_build/book.json").read_text("utf-8"))
    schema = json.loads((REPOSITORY / "tools/model/book.schema.json").read_text("utf-8"))
    jsonschema.validate(data, schema)
    assert data["episodes"][0]["passages"][0]["text"] == "Un paragraphe."


def test_nothing_is_exported_of_a_book_with_errors(wrong: TinyBook) -> None:
    assert run("export", "--root", wrong.root) == 1
    assert not (wrong.root / "_build/book.json").exists()


# --- rules ----------------------------------------------------------------------------------------


def test_a_rule_is_explained_with_what_is_true_and_what_to_do(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("explain", "trs103") == 0
    told = capsys.readouterr().out
    assert told.startswith("TRS103 cue-admitted (erreur)\n")
    assert "Un bruit entre crochets" in told
    assert "→ " in told


def test_the_table_of_rules_has_a_row_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("rules") == 0
    rows = capsys.readouterr().out.splitlines()
    assert [row.split()[0] for row in rows if re.match(r"[A-Z]{3}\d{3}\b", row)] == [
        row.code for row in RULES
    ]


# --- Wrong use ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        (), ("nettoie",), ("check", "--format", "xml"), ("check", "--only", "ZZZ"), ("check", "--inconnu"),
        ("check", "--root", "nulle-part"), ("explain",), ("explain", "ZZZ999"), ("build", "mobi"),
        ("build", "--jobs", "deux"),
    ],
)  # fmt: skip
def test_a_command_written_wrong_leaves_two_and_prints_nothing_for_programs(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err


@pytest.mark.parametrize(
    "arguments", [(), ("check", "--format", "xml"), ("explain",), ("build", "--jobs", "deux")]
)
def test_a_command_written_wrong_is_answered_in_french(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    run(*arguments)
    told = capsys.readouterr().err
    assert told.startswith("Commande mal écrite : ")
    for english in ("invalid", "choose from", "required", "the following", "argument", "value"):
        assert english not in told


def test_help_is_in_french(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--help") == 0
    told = capsys.readouterr().out
    for english in ("usage", "positional", "show this help"):
        assert english not in told


def test_it_starts_as_a_module_and_can_be_cut_off(wrong: TinyBook) -> None:
    """« python -m tools rules | head -1 » is no failure."""
    command = f"{sys.executable} -m tools rules | head -1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 1
