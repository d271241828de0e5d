"""One fault at a time, sown in the back matter of a copy of the real book: found, on its line.

Each is the slip of an editor who corrects an entry, renumbers a passage, or writes one word of an
episode otherwise than its entry. What is told must name the rule and the line, and nothing that is
right elsewhere may be questioned for it.
"""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.books import line_of
from tests.conftest import REPOSITORY
from tools.checks import check_book
from tools.diagnostics import Diagnostic
from tools.markup.book import page_paths, read_book
from tools.markup.data import BOOK_FILE, PEOPLE_FILE, VOCABULARY_FILE
from tools.markup.reference import (
    ACRONYMS_FILE,
    FIGURES_FILE,
    IDEAS_FILE,
    LANDMARKS_FILE,
    ORGANISATIONS_FILE,
    PLACES_FILE,
    READERS,
    WORKS_FILE,
)

LIEN = "episodes/2-le-lien-humain.md"
TRAVAIL = "episodes/4-le-travail-de-demain.md"
PREFACE = "avant-propos.md"


class Slip(NamedTuple):
    """Words of a file that others replace, where they stand for the first time."""

    code: str
    path: str
    right: str
    wrong: str
    told: tuple[str, str] | None = None
    """File and words of the line that is told, where it is not the changed one."""


SLIPS = [
    # --- how an entry is written
    Slip("BOK101", IDEAS_FILE, 'id = "miroir"', "id = miroir"),
    Slip("BOK102", IDEAS_FILE, "used_by =", "usedby ="),
    Slip("BOK103", IDEAS_FILE, 'kind = "outil"', 'kind = "outils"'),
    Slip("BOK103", IDEAS_FILE, 'id = "secu-augmentee"', 'id = "sécu-augmentée"'),
    Slip("BOK103", FIGURES_FILE, 'realm = "réel"', 'realm = "reel"'),
    Slip("BOK103", LANDMARKS_FILE, 'era = "calcul"', 'era = "calcule"'),
    Slip("BOK103", WORKS_FILE, 'passages = ["1.18"]', 'passages = ["1,18"]'),
    Slip("BOK103", WORKS_FILE, 'passages = ["1.18"]', "passages = [1.18]"),
    Slip("BOK103", ACRONYMS_FILE, 'acronym = "ADN"\n', "", told=(ACRONYMS_FILE, "[[acronym]]")),
    Slip("REP101", PLACES_FILE, 'passages = ["4.16"]', "passages = []", told=(PLACES_FILE, '[[place]]\nname = "Berlin"')),
    Slip("REP102", IDEAS_FILE, "à une machine dans votre métier, même si elle s’en acquittait mieux que vous ?", "à une machine dans votre métier, même si elle s’en acquittait mieux que vous."),
    Slip("REP103", LANDMARKS_FILE, 'date = "1944-03-15"', 'date = "1944-03-35"'),
    Slip("REP103", LANDMARKS_FILE, 'date = "1944-03-15"', 'date = "15 mars 1944"'),
    Slip("REP103", LANDMARKS_FILE, 'time = "08:00"', 'time = "8 h"'),
    Slip("REP103", WORKS_FILE, 'year = "2006"', 'year = "2006 ?"'),
    Slip("REP103", FIGURES_FILE, '"2025-07-01/2025-07-02"', '"2025-07-01/2025-07-32"'),
    Slip("REP104", PLACES_FILE, '["5.15", "5.22"]', '["5.15", "5.15"]'),
    Slip("REP105", FIGURES_FILE, 'value = "32"', 'value = "33"'),
    # --- what stands in the texts
    Slip("REF201", IDEAS_FILE, "{character}`aurore` parle", "{character}`aurora` parle"),
    Slip("REF201", LANDMARKS_FILE, "{ep}`Épisode 2 <2>`", "{ep}`Épisode 2 <7>`"),
    Slip("PRS202", ORGANISATIONS_FILE, "{person}`Isabelle Bertin`", "{person}`Isabelle Bertain`"),
    Slip("PGE110", IDEAS_FILE, "{character}`aurore` parle", "{charcter}`aurore` parle"),
    Slip("TYP101", ACRONYMS_FILE, "l’information héréditaire", "l'information héréditaire"),
    Slip("TYP109", FIGURES_FILE, "le jour de son centenaire.", "le jour de son centenaire ."),
    Slip("LEX101", ACRONYMS_FILE, "Mutualité sociale agricole", "Mutualité de la sécurité sociale agricole"),
    Slip("SPL201", ORGANISATIONS_FILE, "Deux journées,", "Deux journnées,"),
    # --- entries among themselves
    Slip("REP201", IDEAS_FILE, 'id = "point-sante"', 'id = "miroir"', told=(IDEAS_FILE, 'id = "miroir"\nterm = "point')),
    Slip("REP201", ACRONYMS_FILE, 'acronym = "CNSA"', 'acronym = "Carsat"', told=(ACRONYMS_FILE, 'acronym = "Carsat"\nexpansion = "Caisse nat')),
    Slip("REP201", PLACES_FILE, 'name = "Lille"', 'name = "La Rochelle"', told=(PLACES_FILE, 'name = "La Rochelle"\nnature = ""')),
    Slip("REP202", IDEAS_FILE, 'theme = "Santé et prévention"', 'theme = "Santé et préventions"'),
    Slip("REP202", WORKS_FILE, 'kind = "exercice"', 'kind = "exercise"'),
    Slip("REP202", ORGANISATIONS_FILE, 'nature = "fictive"', 'nature = "fictif"'),
    Slip("REP205", IDEAS_FILE, 'related = ["assistant-virtuel", "point-sante"]', 'related = ["assistant-virtuel", "point-santé"]'),
    Slip("REP205", IDEAS_FILE, 'related = ["assistant-virtuel", "point-sante"]', 'related = ["assistant-virtuel", "miroir", "point-sante"]'),
    Slip("REP205", IDEAS_FILE, 'related = ["assistant-virtuel", "point-sante"]', 'related = ["assistant-virtuel"]', told=(IDEAS_FILE, 'related = ["miroir", "assistant-virtuel", ')),
    Slip("REP209", LANDMARKS_FILE, 'date = "1965"', 'date = "1995"', told=(LANDMARKS_FILE, 'date = "1983"')),
    Slip("REP209", LANDMARKS_FILE, 'time = "05:00"', 'time = "15:00"', told=(LANDMARKS_FILE, 'date = "2045-07-02"\ntime = "08:00"')),
    Slip("REP209", LANDMARKS_FILE, 'date = "2025-10-27"', 'date = "2025-06-27"'),
    Slip("REP210", ACRONYMS_FILE, 'acronym = "ADN"', 'acronym = "Zadn"', told=(ACRONYMS_FILE, 'acronym = "Caf"')),
    Slip("REP210", PLACES_FILE, '[[place]]\nname = "Amazonie"\nnature = ""\npassages = ["2.19"]\n\n[[place]]\nname = "Berlin"\nnature = ""\npassages = ["4.16"]', '[[place]]\nname = "Berlin"\nnature = ""\npassages = ["4.16"]\n\n[[place]]\nname = "Amazonie"\nnature = ""\npassages = ["2.19"]', told=(PLACES_FILE, 'name = "Amazonie"')),
    Slip("REP211", ORGANISATIONS_FILE, 'acronym = "GIEC"', 'acronym = "Giec"'),
    # --- entries and the book
    Slip("REP203", IDEAS_FILE, 'passages = ["1.22", "3.55"]', 'passages = ["1.222", "3.55"]'),
    Slip("REP204", ACRONYMS_FILE, '"guide/traces/evaluer"', '"guide/trace/evaluer"'),
    Slip("REP206", PREFACE, "# Lire ce livre\n", "# Lire ce livre\n\nLa CNAV en est.\n", told=(PREFACE, "La CNAV")),
    Slip("REP207", ACRONYMS_FILE, 'acronym = "IA"', 'acronym = "IAG"'),
    Slip("REP208", ACRONYMS_FILE, 'passages = ["5.6"]', 'passages = ["5.7"]'),
    Slip("REP208", PLACES_FILE, 'name = "Berlin"', 'name = "Berne"', told=(PLACES_FILE, '["4.16"]')),
    Slip("REP208", PLACES_FILE, 'passages = ["4.27"]', 'passages = ["4.28"]'),
    Slip("REP208", ORGANISATIONS_FILE, 'name = "Aquanova"', 'name = "Fondation Aquanova"'),
    Slip("REP208", ORGANISATIONS_FILE, 'passages = ["1.9"]', 'passages = ["1.8"]', told=(ORGANISATIONS_FILE, 'name = "assurance maladie"')),
    Slip("REP208", WORKS_FILE, 'title = "Bienvenue à Gattaca"', 'title = "Les Temps modernes"'),
    Slip("REP208", WORKS_FILE, 'passages = ["3.9"]', 'passages = ["3.10"]', told=(WORKS_FILE, 'title = "Les Douze')),
    Slip("REP208", FIGURES_FILE, 'shown = "37 degrés"', 'shown = "36 degrés"'),
    Slip("REP208", FIGURES_FILE, 'passages = ["1.4"]', 'passages = ["1.8"]', told=(FIGURES_FILE, 'shown = "38 degrés"')),
    Slip("REP212", WORKS_FILE, 'passages = ["2.9", "2.8", "2.10"]', 'passages = ["2.8", "2.10"]', told=(LIEN, ":::{extract} Bienvenue")),
    Slip("REP301", IDEAS_FILE, 'passages = ["2.18", "2.19"]', 'passages = ["4.18", "4.19"]'),
    Slip("REP302", TRAVAIL, "81 %", "83 %"),
]  # fmt: skip


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the real book's sources, which each slip leaves as it found them."""
    root = tmp_path_factory.mktemp("livre")
    files = (*page_paths(REPOSITORY), BOOK_FILE, PEOPLE_FILE, VOCABULARY_FILE, *READERS)
    for path in files:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(REPOSITORY / path, root / path)
    return root


@pytest.fixture(scope="module")
def before(sources: Path) -> Counter[tuple[str, str, str]]:
    """Return what is told of the book as it is, less the lines."""
    return Counter(map(in_short, check_book(sources, read_book(sources))))


def in_short(fault: Diagnostic) -> tuple[str, str, str]:
    return fault.rule.code, fault.location.path, fault.message


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip.code}-{slip.wrong[:40]}")
def test_a_slip_of_the_back_matter_is_told_on_its_line(
    slip: Slip, sources: Path, before: Counter[tuple[str, str, str]]
) -> None:
    place = sources / slip.path
    text = place.read_text(encoding="utf-8")
    assert slip.right in text
    place.write_text(text.replace(slip.right, slip.wrong, 1), encoding="utf-8")
    try:
        found = check_book(sources, read_book(sources))
        path, words = slip.told or (slip.path, slip.wrong)
        line = line_of((sources / path).read_text(encoding="utf-8"), words)
    finally:
        place.write_text(text, encoding="utf-8")
    new = [fault for fault in found if not before[in_short(fault)]]
    assert (slip.code, path, line) in {
        (fault.rule.code, fault.location.path, fault.location.line) for fault in new
    }, "\n".join(map(str, new))
    assert len(new) <= 8, "\n".join(map(str, new))


def test_a_slip_hides_no_other(sources: Path) -> None:
    """A word of a closed list, misspelt, leaves the rest of the file to be judged."""
    place = sources / IDEAS_FILE
    text = place.read_text(encoding="utf-8")
    wrong = text.replace('kind = "outil"', 'kind = "outils"', 1).replace('"1.22"', '"1.222"', 1)
    place.write_text(wrong, encoding="utf-8")
    try:
        codes = {fault.rule.code for fault in check_book(sources, read_book(sources))}
    finally:
        place.write_text(text, encoding="utf-8")
    assert {"BOK103", "REP203"} <= codes


def test_a_file_that_is_no_toml_is_told_alone(
    sources: Path, before: Counter[tuple[str, str, str]]
) -> None:
    """Roles that name an idea, and acronyms that the book uses, wait until the file can be read."""
    for path in READERS:
        place = sources / path
        text = place.read_text(encoding="utf-8")
        place.write_text("jamais fermé = [\n" + text, encoding="utf-8")
        try:
            found = check_book(sources, read_book(sources))
        finally:
            place.write_text(text, encoding="utf-8")
        new = [fault for fault in found if not before[in_short(fault)]]
        assert [(fault.rule.code, fault.location.path) for fault in new] == [("BOK101", path)]
