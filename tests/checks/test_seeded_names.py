"""One fault at a time, sown in a copy of the real book: found, under the right family and line.

The families: who is credited (CRD), who is who (PRS), who speaks (TRS), where links lead (REF) and
what is said of time (DAT). Each fault is the slip of an editor who changes one thing, or moves it.
"""

from __future__ import annotations

import shutil
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
PEOPLE = "people.toml"
BOOK = "book.toml"


class Change(NamedTuple):
    """Words of a file that others replace, where they stand for the first time."""

    path: str
    right: str
    wrong: str


class Fault(NamedTuple):
    """A slip, and the family of the rule that sees it."""

    family: str
    change: Change
    also: tuple[Change, ...] = ()
    """Other changes of the same slip: a name that is moved leaves one place for another."""
    told: tuple[str, str] | None = None
    """File and words of the line that is told, where it is not the changed one."""


def slip(
    family: str,
    path: str,
    right: str,
    wrong: str,
    *also: Change,
    told: tuple[str, str] | None = None,
) -> Fault:
    return Fault(family, Change(path, right, wrong), also, told)


LAST_ENTRY = 'name = "Malika Ziane"\nsort = "Ziane, Malika"\n'
NEW_ENTRY = (
    '[[person]]\nname = "{}"\nsort = "{}"\nrole = ""\nnote = ""\n\n[[person]]\n' + LAST_ENTRY
)

CREDITS = [
    # --- a letter, an accent, a hyphen of a credited name
    slip("PRS", LIEN, "Aline Michel,", "Aline Michell,"),
    slip("PRS", LIEN, "Christophe Lambin", "Christophe Lanbin"),
    slip("PRS", PARCOURS, "[Élise Boucherie", "[Elise Boucherie"),
    slip("PRS", LIEN, "Julie Bloch-Delmas, Aline", "Julie Bloch Delmas, Aline"),
    slip("PRS", TRAVAIL, "Delphine Mpode Minka, Céline", "Delphine Mpode-Minka, Céline"),
    slip("PRS", TRAVAIL, "Marie Beatrix", "Marie Béatrix"),
    slip("PRS", COMMUNS, "Sylvie Le Grall", "Sylvie le Grall"),
    slip("CRD", TRAVAIL, "[JBD Productions]", "[JBD Production]"),
    slip("CRD", COULISSES, "[JBD Productions]", "[JDB Productions]"),
    # --- dropped
    slip("CRD", LIEN, ", Béatrice Clary", ""),
    slip("CRD", COMMUNS, "[Adam Ardeef, ", "["),
    slip("CRD", TRAVAIL, ", Marie Beatrix]", "]"),
    slip("CRD", PARCOURS, "cast: [Élise Boucherie, Gilles Boyer, Angélique Cendré, Marlène Faller, Christine Garnier, Amandine Guiron, Bénédicte Roux, Sabine Royer, Émilie Tourte]", "cast: []"),
    slip("CRD", COMMUNS, "cast: [Adam Ardeef, Florent Gueneau, Alexandra Jouveau, Sylvie Le Grall, Céline Lebon, Alice Legros, Nathalie Petoux]", "cast: null"),
    slip("CRD", LIEN, "[JBD Productions]", "[]"),
    # --- swapped, moved
    slip("CRD", TRAVAIL, "[Yunus Bayram, Nadège Masnière,", "[Nadège Masnière, Yunus Bayram,"),
    slip("CRD", PARCOURS, "Sabine Royer, Émilie Tourte]", "Émilie Tourte, Sabine Royer]"),
    slip("CRD", COMMUNS, "[Adam Ardeef, Florent Gueneau, Alexandra Jouveau", "[Alexandra Jouveau, Florent Gueneau, Adam Ardeef"),
    slip("CRD", COMMUNS, "Alice Legros,", "Sabine Royer,", Change(PARCOURS, "Sabine Royer,", "Alice Legros,")),
    slip("CRD", COMMUNS, "Alice Legros,", "Alice Legros, Sabine Royer,", Change(PARCOURS, "Sabine Royer, ", "")),
    # --- added, repeated
    slip("CRD", COMMUNS, "Nathalie Petoux]", "Nathalie Petoux, Malika Ziane]"),
    slip("CRD", COULISSES, "cast: null", "cast: [Thérèse Masquelier, Thibault Labey]"),
    slip("CRD", LIEN, "Béatrice Clary, Christine", "Béatrice Clary, Gilles Boyer, Christine"),
    slip("PRS", LIEN, "Béatrice Clary, Christine", "Béatrice Clary, Jean Dupont, Christine"),
    slip("CRD", PARCOURS, "Gilles Boyer,", "Gilles Boyer, Gilles Boyer,"),
    # --- shown, counted
    slip("CRD", COMMUNS, "```{credits}\n```\n", "", told=(COMMUNS, "## Générique")),
    slip("CRD", LIEN, "```{credits}\n```\n", "```{credits}\n```\n\n```{credits}\n```\n", told=(LIEN, "```{credits}")),
    slip("CRD", GENERIQUE, "```{general-credits}\n```\n", "", told=(GENERIQUE, "# Générique")),
    slip("CRD", HOME, "trente-deux salariés", "trente-trois salariés"),
    slip("CRD", PREFACE, "trente-deux salariés", "32 à 34 salariés".replace("32 à ", "")),
    slip("CRD", COULISSES, "Ils sont trente-deux", "Ils sont trente et un"),
    slip("CRD", COULISSES, "38 degrés et trente-deux salariés", "38 degrés et vingt-deux salariés"),
]  # fmt: skip

PERSONS = [
    # --- the register
    slip("PRS", PEOPLE, 'name = "Sabine Royer"', 'name = "Sabine Royé"'),
    slip("PRS", PEOPLE, 'name = "Élise Boucherie"', 'name = "Elise Boucherie"'),
    slip("PRS", PEOPLE, 'sort = "Tourte, Émilie"', 'sort = "Tourtes, Émilie"'),
    slip("PRS", PEOPLE, 'sort = "Le Grall, Sylvie"', 'sort = "Grall, Sylvie"'),
    slip("PRS", PEOPLE, "[[person]]\n" + LAST_ENTRY, NEW_ENTRY.format("Jeanne Zanetti", "Zanetti, Jeanne"), told=(PEOPLE, 'name = "Jeanne Zanetti"')),
    slip("PRS", PEOPLE, "[[person]]\n" + LAST_ENTRY, NEW_ENTRY.format("Malika Zianne", "Zianne, Malika"), told=(PEOPLE, 'name = "Malika Zianne"')),
    slip("CRD", PEOPLE, 'credited = "3.8"', 'credited = "3.9"'),
    slip("CRD", PEOPLE, 'credited = "5.2"', 'credited = "5.9"'),
    slip("CRD", PEOPLE, 'credited = "4.7"', 'credited = "7.4"'),
    slip("PRS", PEOPLE, '[[person]]\nname = "Alice Legros"\nsort = "Legros, Alice"\nrole = ""\nnote = ""\ncredited = "5.6"\n\n', "", told=(COMMUNS, "  cast: ")),
    # --- names in the text
    slip("PRS", COULISSES, "{person}`Malika Ziane`", "{person}`Malika Zianne`"),
    slip("PRS", COULISSES, "précise Thérèse Masquelier", "précise Thérèse Masqelier"),
    slip("PRS", COULISSES, "reprend Thérèse Masquelier", "reprend Therese Masquelier"),
    slip("PRS", PARCOURS, "pour Pierre Laroque, ne", "pour Pierre Larocque, ne"),
    slip("PRS", COULISSES, ":who: Isabelle Bertin", ":who: Isabelle Bertain"),
    slip("PRS", COULISSES, "{name: Thibault Labey,", "{name: Thibaut Labey,"),
    slip("PRS", TRAVAIL, "{person}`Nadège <Nadège Masnière>`", "{person}`Nadège <Nadège Manière>`"),
    # --- voices and characters
    slip("PRS", TRAVAIL, "label: Yunus,", "label: Younous,"),
    slip("PRS", TRAVAIL, "{id: lea-ep4, name", "{id: lea-ep5, name"),
    slip("PRS", TRAVAIL, "{id: lea-ep4, name", "{id: lea-ep6, name"),
    slip("TRS", PARCOURS, "{id: noah, name: Noah,", "{id: noah, name: Noa,"),
    slip("PRS", TRAVAIL, "name: Capucine,", "name: Soline,"),
    slip("PRS", COMMUNS, "{character}`hugo`", "{character}`noah`"),
    slip("PRS", COMMUNS, "Pour lui, l’objectif de 1,5 degré est hors d’atteinte", "Pour lui, « l’objectif de 1,5 degré est hors d’atteinte »"),
    slip("PRS", COMMUNS, "Une voix off présente {person}`François Gemenne`", "François Gemenne : Je suis {person}`François Gemenne`"),
    slip("PRS", COMMUNS, "Elle convoque alors {person}`Bruno Latour`", "Elle convoque alors Bruno Latour"),
]  # fmt: skip

TURNS = [
    # --- in the wrong mouth
    slip("TRS", COMMUNS, "Hugo : Tiens, Inaïa", "Inaïa : Tiens, Inaïa"),
    slip("TRS", COMMUNS, "Mamie : Oh, ma foi", "Inaïa : Oh, ma foi"),
    slip("TRS", LIEN, "Aurore : Vas-y, c’est d’accord.", "Paul : Vas-y, c’est d’accord."),
    slip("TRS", LIEN, "Homme : Ah, parfait.", "Victoire : Ah, parfait."),
    slip("TRS", LIEN, "Paul : Tout est noté.", "Homme : Tout est noté."),
    slip("TRS", PARCOURS, "Camille : Ah non, mamie", "Léa : Ah non, mamie"),
    slip("TRS", PARCOURS, "Noah : Jeudi prochain", "Léa : Jeudi prochain"),
    slip("TRS", TRAVAIL, "Jeannette : Et comment !", "Capucine : Et comment !"),
    slip("TRS", TRAVAIL, "Jeannette : Attends, tu avais", "Soline : Attends, tu avais"),
    slip("TRS", TRAVAIL, "Léa : Mince, qu’est-ce", "Capucine : Mince, qu’est-ce"),
    # --- lost, misnamed, alone
    slip("TRS", TRAVAIL, "Jeannette : Et comment !\n\n", "", told=(TRAVAIL, "{id: jeannette")),
    slip("TRS", TRAVAIL, "Soline : De Malte", "Solline : De Malte"),
    slip("TRS", PARCOURS, "Noah : Merci. Si je vous appelle", "Merci. Si je vous appelle"),
    slip("TRS", PARCOURS, "[sonnerie de téléphone]", "[sonnerie du téléphone]"),
    slip("TRS", TRAVAIL, ":::{scene} Un jus au cactus", ":::{scene}"),
    slip("TRS", COMMUNS, ":where: Lille, en chemin\n", "", told=(COMMUNS, ":::{scene} Un autre itinéraire")),
    slip("TRS", LIEN, ":who: Ambroise Croizat\n", "", told=(LIEN, ":::{archive}\n\nDans cet")),
    slip("TRS", COULISSES, ":who: Bénédicte Roux", ":who: Malika Ziane"),
    slip("TRS", PARCOURS, ":who: Pierre Laroque", ":who: Gilles Boyer"),
    slip("TRS", COMMUNS, "Inaïa a encore un appel à passer", "Inaïa : J’ai encore un appel à passer"),
    slip("TRS", LIEN, "## Un futur désirable", "Oui, oui, c’est bon. Vous faites bien de me le rappeler : mes alertes, je ne les avais pas consultées.\n\n## Un futur désirable"),
]  # fmt: skip

LINKS = [
    # --- an episode's number, in a link, in figures or in words
    slip("REF", PREFACE, "Dans l’{ep}`3`, c’est", "Dans l’{ep}`2`, c’est"),
    slip("REF", PREFACE, "dans l’{ep}`4`, une", "dans l’{ep}`3`, une"),
    slip("REF", COULISSES, "L’{ep}`2` se demande", "L’{ep}`3` se demande"),
    slip("REF", COULISSES, "L’{ep}`3` donne", "L’{ep}`4` donne"),
    slip("REF", COMMUNS, "dans l’{ep}`4`", "dans l’{ep}`3`"),
    slip("REF", COMMUNS, "de l’{ep}`3`", "de l’{ep}`6`"),
    slip("REF", TRAVAIL, "la grand-mère de l’{ep}`3`", "la grand-mère de l’{ep}`4`"),
    slip("REF", PREFACE, "{ep}`4.17 <4.17>`", "{ep}`4.17 <4.18>`"),
    slip("REF", PREFACE, "{ep}`4.17 <4.17>`", "{ep}`4.18 <4.17>`"),
    slip("REF", PREFACE, "le dix-septième passage", "le dix-huitième passage"),
    slip("REF", PREFACE, "passage de l’épisode 4", "passage de l’épisode 5"),
    slip("REF", PREFACE, "demain*, 4.17", "demain*, 4.97"),
    slip("REF", HOME, "## Les cinq épisodes", "## Les quatre épisodes"),
    slip("REF", HOME, "de ses cinq épisodes", "de ses six épisodes"),
    slip("REF", COULISSES, "Premier épisode, premier titre", "Sixième épisode, premier titre"),
    # --- pages, labels, notes, titles, addresses
    slip("REF", PREFACE, "<reperes/generique>", "<reperes/generiques>"),
    slip("REF", HOME, "<avant-propos>` dit", "<avantpropos>` dit"),
    slip("REF", HOME, "{doc}`Lire ce livre <avant-propos>`", "[Lire ce livre](#lire-ce-livre)"),
    slip("REF", HOME, "{doc}`Lire ce livre <avant-propos>`", "{doc}`Lire ce livre <reperes/generique>`"),
    slip("REF", HOME, "{doc}`Lire ce livre <avant-propos>`", "{doc}`Cliquez ici <avant-propos>`"),
    slip("REF", PARCOURS, "débuts[^note-laroque]", "débuts[^note-larocque]"),
    slip("REF", PARCOURS, "débuts[^note-laroque]", "débuts", told=(PARCOURS, "[^note-laroque]:")),
    slip("REF", PARCOURS, "« Ma Sécu, unie pour la vie »", "« Ma Sécu unie pour la vie »"),
    slip("REF", PREFACE, "« On a rêvé la Sécu de demain » est", "« On a rêvé de la Sécu de demain » est"),
    slip("REF", LIEN, "« Une Sécu augmentée, pas déshumanisée »", "« Une Sécu augmentée mais pas déshumanisée »"),
    slip("REF", PREFACE, "](https://www.ucanss.fr", "](http://www.ucanss.fr"),
    slip("REF", PREFACE, "Les pages qui suivent", "Les pages ci-dessous"),
    slip("REF", PREFACE, "## Une édition écrite", "(edition)=\n\n## Une édition écrite"),
]  # fmt: skip

DATES = [
    slip("DAT", LIEN, "duration: PT8M", "duration: PT9M"),
    slip("DAT", PARCOURS, "duration: PT10M", "duration: PT1M"),
    slip("DAT", COULISSES, "duration: null", "duration: PT5M"),
    slip("DAT", COMMUNS, "duration: PT8M", "duration: null"),
    slip("DAT", BOOK, '3 = "PT10M"', '3 = "PT11M"'),
    slip("DAT", BOOK, 'total = "PT32M"', 'total = "PT33M"'),
    slip("DAT", PREFACE, "Les cinq épisodes se lisent", "L’{ep}`2` dure dix minutes. Les cinq épisodes se lisent"),
    slip("DAT", PARCOURS, "la-secu-de-demain\nvoices", "la-secu-de-demian\nvoices"),
    slip("DAT", PARCOURS, "on est en 1983", "on est en 1985"),
    slip("DAT", COULISSES, "38 degrés et trente-deux salariés", "37 degrés et trente-deux salariés"),
    slip("DAT", LIEN, "d’un homme de 80 ans, en 1965", "d’un homme de 80 ans, en 1956"),
    slip("DAT", LIEN, ":year: 1965", ":year: 1956"),
    slip("DAT", LIEN, ":when: 2 juillet 2045, 8 h", ":when: 3 juillet 2045, 8 h"),
    slip("DAT", LIEN, ":when: 2 juillet 2045, 8 h", ":when: 2 juillet 2045, 9 h"),
    slip("DAT", PARCOURS, ":when: un mercredi de 2045, 16 h 30", ":when: un mercredi de 2045, 17 h 30"),
    slip("DAT", PREFACE, "du 27 octobre 2025", "du 37 octobre 2025"),
    slip("DAT", PREFACE, "du 27 octobre 2025", "du mardi 27 octobre 2025"),
    slip("DAT", PREFACE, "du 27 octobre 2025", "du 27 octobre 2025 (00h08)"),
]  # fmt: skip

FAULTS = [*CREDITS, *PERSONS, *TURNS, *LINKS, *DATES]
SOURCES = [*page_paths(REPOSITORY), BOOK, PEOPLE, "vocabulary.txt", *READERS]


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sources of the real book."""
    root = tmp_path_factory.mktemp("livre")
    for path in SOURCES:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(REPOSITORY / path, root / path)
    return root


def sow(fault: Fault, root: Path) -> dict[str, str]:
    """Change the files of the book in *root*; return those that were changed, as they were."""
    whole: dict[str, str] = {}
    for change in (fault.change, *fault.also):
        place = root / change.path
        text = place.read_text(encoding="utf-8")
        assert change.right in text, f"{change.path} a changé : choisissez d’autres mots"
        whole.setdefault(change.path, text)
        place.write_text(text.replace(change.right, change.wrong, 1), encoding="utf-8")
    return whole


def line_told(fault: Fault, root: Path, whole: dict[str, str]) -> tuple[str, int]:
    """Return the file and the line on which the fault, once sown, is to be told."""
    path, right, wrong = fault.change
    if fault.told is not None:
        path, words = fault.told
        text = (root / path).read_text(encoding="utf-8")
        return path, text[: text.rindex(words)].count("\n") + 1
    same = next((n for n, (a, b) in enumerate(zip(right, wrong, strict=False)) if a != b), 0)
    return path, whole[path][: whole[path].index(right) + same].count("\n") + 1


def check(root: Path) -> list[Diagnostic]:
    return check_book(root, read_book(root))


def test_the_copy_is_clean(sources: Path) -> None:
    assert [str(fault) for fault in check(sources)] == []


@pytest.mark.parametrize(
    "fault", FAULTS, ids=lambda fault: f"{fault.change.path} {fault.change.wrong[:40]!r}"
)
def test_a_sown_fault_is_found(fault: Fault, sources: Path) -> None:
    whole = sow(fault, sources)
    try:
        found = check(sources)
        path, line = line_told(fault, sources, whole)
    finally:
        for changed, text in whole.items():
            (sources / changed).write_text(text, encoding="utf-8")
    told = {(each.rule.code[:3], each.location.path, each.location.line) for each in found}
    assert (fault.family, path, line) in told, "\n".join(map(str, found))


def test_enough_faults_are_sown() -> None:
    assert len(set(FAULTS)) >= 100
