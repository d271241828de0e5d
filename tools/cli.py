"""The command line: arguments, disk, printing, exit status."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from tools.checks import check_book
from tools.diagnostics import Diagnostic, Level
from tools.markup.book import Reading, read_book
from tools.rules import RULES, rule

CLEAN, FAULTS, WRONG_USE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status: 0 clean, 1 errors found, 2 wrong use."""
    options = _parser().parse_args(arguments)
    root = Path(options.root).resolve()
    if not root.is_dir():
        print(f"« {options.root} » n’est pas un dossier.", file=sys.stderr)
        return WRONG_USE
    status: int = options.run(root, options)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = _FrenchParser(prog="python -m tools", description="Construit et vérifie le livre.")
    commands = parser.add_subparsers(required=True, metavar="COMMANDE", parser_class=_FrenchParser)

    def add(name: str, help_: str, run: object) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=help_, description=help_)
        command.add_argument("--root", default=".", metavar="DOSSIER", help="le dossier du livre")
        command.set_defaults(run=run)
        return command

    command = add("build", "construit les livres demandés (tous par défaut)", _build)
    command.add_argument("outputs", nargs="*", metavar="pdf|epub|html")
    command.add_argument("--jobs", type=int, default=1, help="nombre de processus de lecture")

    command = add("check", "vérifie les sources, et les livres construits qui sont à jour", _check)
    command.add_argument("--format", choices=("text", "json", "github"), default="text")
    command.add_argument(
        "--only", default="", metavar="CODES", help="codes ou familles, séparés par des virgules"
    )
    command.add_argument("--strict", action="store_true", help="les avertissements échouent aussi")

    command = add("explain", "explique une règle", _explain)
    command.add_argument("code")
    add("rules", "donne la table des règles", _rules)
    add("export", "écrit le livre sous forme de données (_build/book.json)", _export)
    return parser


class _FrenchParser(argparse.ArgumentParser):
    """argparse, whose errors an author can read."""

    def error(self, message: str) -> None:  # type: ignore[override]
        print(f"Commande mal écrite : {message}. Aide : {self.prog} --help", file=sys.stderr)
        raise SystemExit(WRONG_USE)


def _build(root: Path, options: argparse.Namespace) -> int:
    # Imported here: only building needs it.
    from tools.build import OUTPUTS, BuildFailed, build

    unknown = [name for name in options.outputs if name not in OUTPUTS]
    if unknown:
        print(f"« {unknown[0]} » n’est pas un livre : pdf, epub ou html.", file=sys.stderr)
        return WRONG_USE
    try:
        build(root, options.outputs or tuple(OUTPUTS), say=_say, jobs=options.jobs)
    except BuildFailed as failure:
        _print_text(failure.diagnostics)
        print(
            f"Rien n’a été remplacé : {_count(len(failure.diagnostics), 'faute')} à corriger d’abord.",
            file=sys.stderr,
        )
        return FAULTS
    return CLEAN


def _check(root: Path, options: argparse.Namespace) -> int:
    started = time.perf_counter()
    codes = [code.strip().upper() for code in options.only.split(",") if code.strip()]
    unknown = [code for code in codes if not any(row.code.startswith(code) for row in RULES)]
    if unknown:
        print(f"Aucune règle ne commence par « {unknown[0]} ».", file=sys.stderr)
        return WRONG_USE
    reading = read_book(root)
    found = [
        fault
        for fault in check_book(root, reading)
        if not codes or fault.rule.code.startswith(tuple(codes))
    ]
    match options.format:
        case "json":
            print(json.dumps([fault.as_data() for fault in found], ensure_ascii=False, indent=1))
        case "github":
            _print_github(found)
        case _:
            _print_text(found)
            print(_summary(reading, found, time.perf_counter() - started))
    failing = {Level.ERROR, Level.WARNING, Level.REVIEW} if options.strict else {Level.ERROR}
    return FAULTS if any(fault.rule.level in failing for fault in found) else CLEAN


def _explain(root: Path, options: argparse.Namespace) -> int:
    try:
        row = rule(options.code)
    except KeyError:
        print(f"« {options.code} » n’est pas le code d’une règle.", file=sys.stderr)
        return WRONG_USE
    print(f"{row.code} {row.slug} ({row.level.shown})\n\n{row.states}\n→ {row.hint}")
    return CLEAN


def _rules(root: Path, options: argparse.Namespace) -> int:
    for row in RULES:
        print(f"{row.code}  {row.level.shown:<13}  {row.states}")
    return CLEAN


def _export(root: Path, options: argparse.Namespace) -> int:
    from tools.build import Folder, export

    reading = read_book(root)
    errors = [fault for fault in reading.diagnostics if fault.rule.level is Level.ERROR]
    if errors:
        _print_text(errors)
        return FAULTS
    folder = Folder(root)
    export(folder, reading)
    _say(f"écrit : {folder.data.relative_to(root)}")
    return CLEAN


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def _print_text(found: Iterable[Diagnostic]) -> None:
    for fault in found:
        print(fault)


def _print_github(found: Iterable[Diagnostic]) -> None:
    """Print annotations, in the form of GitHub's workflow commands."""
    names = {Level.ERROR: "error", Level.WARNING: "warning", Level.REVIEW: "notice"}
    for fault in found:
        at = fault.location
        place = [f"file={_escaped(at.path)}"]
        place += [
            f"{key}={value}" for key, value in (("line", at.line), ("col", at.column)) if value
        ]
        place.append(f"title={_escaped(fault.rule.code)}")
        text = f"{fault.message} → {fault.hint}".replace("%", "%25").replace("\n", "%0A")
        print(f"::{names[fault.rule.level]} {','.join(place)}::{text}")


def _escaped(value: str) -> str:
    for character, code in (("%", "%25"), (",", "%2C"), (":", "%3A"), ("\n", "%0A")):
        value = value.replace(character, code)
    return value


def _summary(reading: Reading, found: Sequence[Diagnostic], seconds: float) -> str:
    book = reading.book
    looked_at = ", ".join(
        (
            _count(len(book.pages), "page"),
            _count(len(book.people), "personne"),
            _count(len(book.passages), "passage"),
            _count(sum(len(page.roles) for page in book.pages), "renvoi"),
        )
    )
    levels = [
        _count(sum(fault.rule.level is level for fault in found), word)
        for level, word in ((Level.ERROR, "erreur"), (Level.WARNING, "avertissement"))
    ]
    review = sum(fault.rule.level is Level.REVIEW for fault in found)
    verdict = ", ".join(levels) + (f", {review} à relire" if review else "")
    if not found:
        verdict = "rien à signaler"
    return f"{looked_at} : {verdict} ({seconds:.1f} s)".replace(".", ",")


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'s' if number > 1 else ''}"


def run() -> None:
    """Entry point of ``python -m tools``."""
    try:
        status = main()
    except BrokenPipeError:  # « make rules | head »
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = CLEAN
    sys.exit(status)
