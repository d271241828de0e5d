"""The command line: arguments, disk, exit status."""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
from collections.abc import Iterable, Sequence
from io import TextIOWrapper
from pathlib import Path
from textwrap import indent
from typing import Any

from tools.checks import check_book
from tools.diagnostics import Diagnostic, Level
from tools.markup.book import Reading, page_paths, read_book
from tools.markup.data import BOOK_FILE, PEOPLE_FILE
from tools.markup.reference import READERS
from tools.printing import Progress, as_annotations, as_json, as_text, count
from tools.rules import RULES, rule

CLEAN, FAULTS, WRONG_USE = 0, 1, 2

EXAMPLES = Path(__file__).parent.parent / "tests" / "rules"
"""A folder for each rule: the examples that ``explain`` prints are those that the tests run on."""


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

    command = add("fix", "répare ce qui peut l’être sans relire, et montre ce qui change", _fix)
    command.add_argument("--dry-run", action="store_true", help="montre, et n’écrit rien")

    command = add("explain", "explique une règle", _explain)
    command.add_argument("code")
    add("rules", "donne la table des règles", _rules)
    add("export", "écrit le livre sous forme de données (_build/book.json)", _export)
    return parser


_FRENCH = (
    (r"the following arguments are required: (.*)", r"il manque « \1 »"),
    (r"argument (.*): invalid choice: (.*) \(choose from (.*)\)", r"\1 : \2 n’est pas de \3"),
    (r"argument (.*): invalid int value: (.*)", r"\1 : \2 n’est pas un nombre entier"),
    (r"argument (.*): expected one argument", r"\1 attend une valeur"),
    (r"unrecognized arguments: (.*)", r"« \1 » ne veut rien dire ici"),
    (r"ambiguous option: (.*) could match (.*)", r"\1 peut vouloir dire \2"),
)
"""What argparse says of a command that is written wrong, and what an author reads instead."""


class _FrenchParser(argparse.ArgumentParser):
    """argparse, whose words an author can read."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(add_help=False, **settings)
        self._positionals.title, self._optionals.title = "arguments", "options"
        self.add_argument("-h", "--help", action="help", help="montre cette aide")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage:", "emploi :", 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage:", "emploi :", 1)

    def error(self, message: str) -> None:  # type: ignore[override]
        for english, french in _FRENCH:
            message = re.sub(english, french, message)
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
            f"Rien n’a été remplacé : {count(len(failure.diagnostics), 'faute')} à corriger d’abord.",
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
    progress = Progress(sys.stderr)
    reading = read_book(root)
    found = [
        fault
        for fault in check_book(root, reading, say=progress.say)
        if not codes or fault.rule.code.startswith(tuple(codes))
    ]
    progress.end()
    match options.format:
        case "json":
            print(as_json(found))
        case "github":
            for annotation in as_annotations(found):
                print(annotation)
        case _:
            _print_text(found, reading)
            print(_summary(reading, found, time.perf_counter() - started))
    failing = {Level.ERROR, Level.WARNING, Level.REVIEW} if options.strict else {Level.ERROR}
    return FAULTS if any(fault.rule.level in failing for fault in found) else CLEAN


def _fix(root: Path, options: argparse.Namespace) -> int:
    # Imported here: only this command compares and rewrites.
    from difflib import unified_diff

    from tools.markup.fix import mend_data, mend_page

    changed = 0
    reference = (path for path in READERS if (root / path).exists())
    for path in (*page_paths(root), BOOK_FILE, PEOPLE_FILE, *reference):
        try:
            raw = (root / path).read_bytes()
            text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        except (OSError, UnicodeDecodeError):
            _say(f"{path} : illisible, laissé tel quel (« make check » dit pourquoi)")
            continue
        mended = mend_page(text) if path.endswith(".md") else mend_data(text)
        if mended.encode() == raw:
            continue
        changed += 1
        before, after = (each.splitlines() for each in (text, mended))
        names = f"{path} (avant)", f"{path} (après)"
        print(*unified_diff(before, after, *names, lineterm="", n=0), sep="\n")
        if mended == text:
            print(f"{path} : fins de lignes, ou marque d’ordre des octets")
        if not options.dry_run:
            (root / path).write_text(mended, encoding="utf-8", newline="\n")
    if not changed:
        _say("rien à réparer")
    else:
        verb = "à réparer" if options.dry_run else "réparé, à relire avant de le garder"
        _say(f"{count(changed, 'fichier')} {verb} ; « make check » dit ce qui reste")
    return CLEAN


def _explain(root: Path, options: argparse.Namespace) -> int:
    try:
        row = rule(options.code)
    except KeyError:
        print(f"« {options.code} » n’est pas le code d’une règle.", file=sys.stderr)
        return WRONG_USE
    print(f"{row.code} {row.slug} ({row.level.shown})\n\n{row.states}\n→ {row.hint}")
    for title, name in (("Faux", "faux.md"), ("Juste", "juste.md")):
        example = EXAMPLES / row.code / name
        if example.is_file():
            print(f"\n{title} :\n")
            print(indent(example.read_text(encoding="utf-8").rstrip(), "    "))
    return CLEAN


def _rules(root: Path, options: argparse.Namespace) -> int:
    for row in RULES:
        print(f"{row.code}  {row.level.shown:<13}  {row.states}")
    return CLEAN


def _export(root: Path, options: argparse.Namespace) -> int:
    from tools.build import Folder, export

    reading = read_book(root)
    if reading.errors:
        _print_text(reading.errors)
        return FAULTS
    folder = Folder(root)
    export(folder, reading)
    _say(f"écrit : {folder.data.relative_to(root)}")
    return CLEAN


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def _print_text(found: Iterable[Diagnostic], reading: Reading | None = None) -> None:
    texts = {page.path: page.text for page in reading.book.pages} if reading else {}
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    for line in as_text(found, texts, colour=colour):
        print(line)


def _summary(reading: Reading, found: Sequence[Diagnostic], seconds: float) -> str:
    book = reading.book
    looked_at = ", ".join(
        (
            count(len(book.pages), "page"),
            count(len(book.people), "personne"),
            count(len(book.passages), "passage"),
            count(sum(len(page.roles) for page in book.pages), "renvoi"),
        )
    )
    levels = [
        count(sum(fault.rule.level is level for fault in found), word)
        for level, word in ((Level.ERROR, "erreur"), (Level.WARNING, "avertissement"))
    ]
    review = sum(fault.rule.level is Level.REVIEW for fault in found)
    verdict = ", ".join(levels) + (f", {review} à relire" if review else "")
    if not found:
        verdict = "rien à signaler"
    return f"{looked_at} : {verdict} ({seconds:.1f} s)".replace(".", ",")


def run() -> None:
    """Entry point of ``python -m tools``."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        status = main()
    except BrokenPipeError:  # « make rules | head »
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = CLEAN
    sys.exit(status)
