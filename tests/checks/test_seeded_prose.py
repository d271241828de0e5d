"""One fault at a time, sown in a copy of the real book: found, under the right code and line.

The families: what is typed (TYP), spelt (SPL), named (LEX), shown (IMG), and how pages are made
(PGE, SIL, BOK). Each fault is the slip of an editor who changes one thing.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import REPOSITORY
from tools.checks import check_book
from tools.diagnostics import Diagnostic
from tools.markup.book import page_paths, read_book
from tools.markup.reference import READERS

COULISSES = "episodes/1-les-coulisses.md"
LIEN = "episodes/2-le-lien-humain.md"
PARCOURS = "episodes/3-des-parcours-simples.md"
TRAVAIL = "episodes/4-le-travail-de-demain.md"
COMMUNS = "episodes/5-les-communs.md"
PREFACE = "avant-propos.md"
GENERIQUE = "reperes/generique.md"
HOME = "index.md"

LONE_IMAGE = "![Un jus au cactus](cactus.svg)\n\n"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>\n'


class Fault(NamedTuple):
    """What an editor changes, and the family of the rule that sees it."""

    family: str
    path: str
    right: str
    """Words of the page as they are; the first place where they stand is changed."""
    wrong: str
    line: str | None = None
    """Words of the line that is told, where it is not the changed one."""


FAULTS = [
    # --- typed
    Fault("TYP", TRAVAIL, "L’une et l’autre", "L'une et l’autre"),
    Fault("TYP", COMMUNS, "par mon appli’,", "par mon appli',"),
    Fault("TYP", PARCOURS, "summary: \"Un conseiller en hologramme, un gâteau d’anniversaire", "summary: \"Un conseiller en hologramme, un gâteau d'anniversaire"),
    Fault("TYP", TRAVAIL, "role: Cpam de l’Isère", "role: Cpam de l'Isère"),
    Fault("TYP", LIEN, ":where: la salle de bain d’Aurore", ":where: la salle de bain d'Aurore"),
    Fault("TYP", TRAVAIL, "## Quatre amies au parc", "## Quatre amies au \"parc\""),
    Fault("TYP", TRAVAIL, "« baromètre social »", "\"baromètre social\""),
    Fault("TYP", TRAVAIL, "« baromètre social »", "“baromètre social”"),
    Fault("TYP", TRAVAIL, "« baromètre social »", "«baromètre social»"),
    Fault("TYP", TRAVAIL, "« baromètre social »", "« baromètre social"),
    Fault("TYP", TRAVAIL, "« baromètre social »", "baromètre social »"),
    Fault("TYP", LIEN, "J’ouvre votre dossier…", "J’ouvre votre dossier..."),
    Fault("TYP", TRAVAIL, "Capucine ! Par ici !", "Capucine! Par ici !"),
    Fault("TYP", TRAVAIL, "à quelle heure ?", "à quelle heure?"),
    Fault("TYP", TRAVAIL, "Soline : Capucine !", "Soline: Capucine !"),
    Fault("TYP", TRAVAIL, "La question tombe bien, répond", "La question tombe bien , répond"),
    Fault("TYP", TRAVAIL, "La question tombe bien, répond", "La question tombe bien,répond"),
    Fault("TYP", TRAVAIL, "dans l’institution, sera devenu", "dans l’institution,  sera devenu"),
    Fault("TYP", TRAVAIL, "Et comment !", "Et comment\u00a0!"),
    Fault("TYP", TRAVAIL, "vie pro’ et vie perso’", "vie pro’ /vie perso’"),
    Fault("TYP", COULISSES, "Les participants au Défi", "Les partici\u200bpants au Défi"),
    Fault("TYP", COULISSES, "Un merci clôt", "Un merci clo\u0302t"),
    Fault("TYP", LIEN, "Il y eut d’abord", "Il y еut d’abord"),  # a Cyrillic « е »
    Fault("TYP", PARCOURS, "du XXIe siècle", "du XXIème siècle"),
    Fault("TYP", LIEN, "au 1er octobre", "au 1 octobre"),
    Fault("TYP", TRAVAIL, "Parmi les salariés, 81 % se", "Parmi les salariés, 81% se"),
    Fault("TYP", PARCOURS, "un mercredi à 16 h 30", "un mercredi à 16h30"),
    Fault("TYP", COMMUNS, "l’objectif de 1,5 degré", "l’objectif de 1.5 degré"),
    Fault("TYP", LIEN, "9 mg de créatinine", "9mg de créatinine"),
    Fault("TYP", PARCOURS, "À bientôt !\n\n:::", "A bientôt !\n\n:::"),
    Fault("TYP", LIEN, "votre cœur bat", "votre coeur bat"),
    Fault("TYP", COMMUNS, "le Dr Pascal est", "le Dr. Pascal est"),
    Fault("TYP", COULISSES, "la création de la Sécurité sociale.", "la création de de la Sécurité sociale."),
    Fault("TYP", TRAVAIL, "Rien là pour l’attirer", "rien là pour l’attirer"),
    Fault("TYP", TRAVAIL, "Jeannette : Et comment", "Jeannette : et comment"),
    Fault("TYP", PREFACE, "Ses rares ajouts", "Ses rares - très rares - ajouts"),
    Fault("TYP", "people.toml", "role = \"directrice générale de l’Ucanss\"", "role = \"directrice générale de l'Ucanss\""),
    Fault("TYP", "book.toml", "Sécurité sociale de 2045 ?\"", "Sécurité sociale de 2045?\""),
    Fault("TYP", TRAVAIL, "un petit jus au cactus", "un petit jus 🌵 au cactus"),
    # --- spelt and named
    Fault("SPL", LIEN, "cette saynète", "cette saynette"),
    Fault("SPL", PARCOURS, "laissez-passer", "laisser-passer"),
    Fault("SPL", TRAVAIL, "des participants hologrammes", "des particpants hologrammes"),
    Fault("SPL", TRAVAIL, "fondatrice d’Aquanova", "fondatrice d’Aquanove"),
    Fault("SPL", LIEN, "et Mbappé", "et Mbapé"),
    Fault("SPL", COMMUNS, "perturbateurs endocriniens", "perturbateurs endocriens"),
    Fault("SPL", PREFACE, "en séminaire", "en seminaire"),
    Fault("SPL", COULISSES, "role: déléguée d’assurance", "role: delegée d’assurance"),
    Fault("SPL", "vocabulary.txt", "Gattaca\n", "Gattaca\nGattacca\n", "Gattacca"),
    Fault("LEX", PARCOURS, "des Cpam, des Caf", "des CPAM, des Caf"),
    Fault("LEX", COMMUNS, "du sixième rapport du GIEC. Pour", "du sixième rapport du Giec. Pour"),
    Fault("LEX", COULISSES, "tracer les contours de la Sécu", "tracer les contours de la sécu"),
    Fault("LEX", PREFACE, "Défi du Lab a réuni", "Défi du lab a réuni"),
    # --- pages
    Fault("PGE", TRAVAIL, "episode: 4", "episode: 6"),
    Fault("PGE", TRAVAIL, "episode: 4", "episode: 5"),
    Fault("PGE", TRAVAIL, "subtitle: Réinventer", "subtitel: Réinventer", "subtitel"),
    Fault("PGE", TRAVAIL, "## Pas à pas", "#### Pas à pas"),
    Fault("PGE", TRAVAIL, "## Pas à pas", "## La place du travail", "## La place du travail\n\n[musique]"),
    Fault("PGE", TRAVAIL, "## Pas à pas", "## Pas à pas."),
    Fault("PGE", TRAVAIL, "## Pas à pas", "**Pas à pas**"),
    Fault("PGE", TRAVAIL, ":::{voice-over}", ":::{voiceover}"),
    Fault("PGE", TRAVAIL, ":when: 2045", ":whne: 2045", ":::{scene}"),
    Fault("PGE", TRAVAIL, "{character}`soline`", "{charactere}`soline`"),
    Fault("PGE", TRAVAIL, ":::\n\n## Pas à pas", "\n\n## Pas à pas", ":::{scene}"),
    Fault("PGE", HOME, "episodes/4-le-travail-de-demain\n", "episodes/4-le-travail\n"),
    Fault("PGE", HOME, "episodes/2-le-lien-humain\nepisodes/3-des-parcours-simples", "episodes/3-des-parcours-simples\nepisodes/2-le-lien-humain", "2-le-lien-humain"),
    Fault("PGE", HOME, "episodes/5-les-communs\n", "episodes/5-les-communs\n/avant-propos\n", "/avant-propos"),
    Fault("PGE", TRAVAIL, "La première réponse", "La première <b>réponse</b>"),
    Fault("PGE", TRAVAIL, "Aucun décret n’y suffira.", "Aucun décret [suffisant](javascript:alert) n’y suffira."),
    Fault("PGE", TRAVAIL, "Aucun décret n’y suffira.", "Aucun décret n’y suffira. TODO"),
    Fault("PGE", TRAVAIL, "un peu surmenée.", "un peu surmenée"),
    Fault("PGE", TRAVAIL, "Aucun décret n’y suffira.", "    Aucun décret n’y suffira."),
    Fault("PGE", TRAVAIL, "la seconde à la Cpam de l’Isère.", "la seconde à la Cpam\n\nde l’Isère.", "\nde l’Isère."),
    Fault("PGE", GENERIQUE, "# Générique\n", "\n"),
    # --- images
    Fault("IMG", TRAVAIL, "## Pas à pas\n\n", "## Pas à pas\n\n![](cactus.svg)\n\n", "![](cactus.svg)"),
    Fault("IMG", TRAVAIL, "## Pas à pas\n\n", "## Pas à pas\n\n![cactus.svg](cactus.svg)\n\n", "![cactus.svg]"),
    Fault("IMG", TRAVAIL, "## Pas à pas\n\n", "## Pas à pas\n\n```{image} cactus.svg\n```\n\n", "```{image}"),
    Fault("IMG", TRAVAIL, "## Pas à pas\n\n", "## Pas à pas\n\n![Un cactus](https://exemple.fr/cactus.svg)\n\n", "![Un cactus]"),
    Fault("PGE", TRAVAIL, "## Pas à pas\n\n", "## Pas à pas\n\n![Un cactus](cactuse.svg)\n\n", "![Un cactus]"),
    # --- silences and data
    Fault("SIL", TRAVAIL, "duration: PT6M", "silence: {TYP101: la page montre des apostrophes}\nduration: PT6M"),
    Fault("SIL", TRAVAIL, "duration: PT6M", "silence: {TYP999: la page montre des apostrophes}\nduration: PT6M"),
    Fault("BOK", "book.toml", "edition =", "editon ="),
    Fault("BOK", "people.toml", "name = \"Adam Ardeef\"", "name = Adam Ardeef"),
]  # fmt: skip


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sources of the real book, with a drawing that a fault may show."""
    root = tmp_path_factory.mktemp("livre")
    for path in (*page_paths(REPOSITORY), "book.toml", "people.toml", "vocabulary.txt", *READERS):
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(REPOSITORY / path, place)
    (root / "episodes" / "cactus.svg").write_text(DRAWING, encoding="utf-8")
    return root


@pytest.fixture
def sown(request: pytest.FixtureRequest, sources: Path) -> Iterator[list[Diagnostic]]:
    """What is told of the book once a fault is in it."""
    fault: Fault = request.param
    place = sources / fault.path
    whole = place.read_text(encoding="utf-8")
    assert fault.right in whole, "la page a changé : choisissez d’autres mots"
    place.write_text(whole.replace(fault.right, fault.wrong, 1), encoding="utf-8")
    yield check_book(sources, read_book(sources))
    place.write_text(whole, encoding="utf-8")


def line_told(fault: Fault) -> int:
    """The line of the fault, in the page that holds it."""
    whole = (REPOSITORY / fault.path).read_text(encoding="utf-8")
    page = whole.replace(fault.right, fault.wrong, 1)
    if fault.line is None:
        changed = next(
            at for at, (one, other) in enumerate(zip(fault.right, fault.wrong + "\0", strict=False))
            if one != other
        ) if not fault.wrong.startswith(fault.right) else len(fault.right)  # fmt: skip
        at = whole.index(fault.right) + changed
    else:
        at = page.rindex(fault.line) + len(fault.line) - len(fault.line.lstrip("\n"))
    return page[:at].count("\n") + 1


def test_the_copy_is_clean(sources: Path) -> None:
    assert [str(fault) for fault in check_book(sources, read_book(sources))] == []


@pytest.mark.parametrize(
    ("sown", "fault"),
    [(fault, fault) for fault in FAULTS],
    indirect=["sown"],
    ids=lambda fault: f"{fault.path} {fault.wrong[:40]!r}" if isinstance(fault, Fault) else "",
)
def test_a_sown_fault_is_found(sown: list[Diagnostic], fault: Fault) -> None:
    told = {(each.rule.code[:3], each.location.path, each.location.line) for each in sown}
    assert (fault.family, fault.path, line_told(fault)) in told, "\n".join(map(str, sown))


def test_enough_faults_are_sown() -> None:
    assert len(set(FAULTS)) >= 60
