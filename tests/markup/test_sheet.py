"""Headers of the guide: what is read of a sheet, what is refused, and where its words stand."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.books import line_of
from tests.conftest import REPOSITORY
from tools.french.characters import UNWRITTEN
from tools.markup.fix import mend_page
from tools.markup.header import find_header, read_header
from tools.markup.links import links
from tools.markup.mapping import HeaderMapping
from tools.markup.page import read_page
from tools.markup.places import paragraphs
from tools.markup.prose import Kind, marked_lines, stretches_of
from tools.markup.report import Report
from tools.markup.texts import texts_of
from tools.model import (
    Book,
    FormatHeader,
    GroupSize,
    Intention,
    Mode,
    Page,
    PageHeader,
    PrintedHeader,
    Prose,
    Publisher,
    SheetHeader,
)

GUIDE = REPOSITORY / "tests/rules/base-guide/guide"
SHEET = (GUIDE / "fiches/1-au-jardin.md").read_text(encoding="utf-8")
PAGE = "guide/fiches/1-au-jardin.md"
BOOK = Book("Un livre", "", "fr", "", "", date(2026, 11, 23), Publisher("", ""))


def read(text: str) -> tuple[PageHeader, list[tuple[str, int | None]]]:
    report = Report(PAGE)
    header = read_header(find_header(text, report), report)
    return header, [(fault.rule.code, fault.location.line) for fault in report.found]


def said(text: str) -> list[tuple[str, str]]:
    report = Report(PAGE)
    read_header(find_header(text, report), report)
    return [(fault.message, fault.hint) for fault in report.found]


def words(text: str) -> list[tuple[str, str]]:
    """Kind and words of each stretch; « · » stands for words that are not written there."""
    return [
        (str(each.kind), " ".join(re.sub(f"{UNWRITTEN}+", "·", each.text).split()))
        for each in stretches_of(text)
    ]


# --- What is read ---------------------------------------------------------------------------------


def test_a_sheet_s_header_holds_the_whole_session() -> None:
    header, faults = read(SHEET)
    assert faults == []
    assert isinstance(header, SheetHeader)
    assert (header.sheet, header.episode, header.title) == (1, 1, "Que pousse-t-il chez nous ?")
    assert header.group_size == GroupSize(4, 12, 30)
    assert header.intentions[120] is Intention.IMAGINE
    assert list(header.formats) == [30, 60, 120]
    assert [step.minutes for step in header.formats[30].steps] == [3, 5, 10, 12]
    listening, pairs = header.formats[30].steps[1:3]
    assert (listening.listening, listening.mode) == (True, Mode.TOGETHER)
    assert pairs.remainder == Prose("S’il reste une personne, formez un trio.")
    assert [use.name for use in pairs.uses] == ["feutres", "C1"]
    assert [use.name for use in header.quotes] == ["1.1", "1.2"]
    assert header.questions.opening == (Prose("Qu’avez-vous entendu en premier ?"),)
    assert header.follow_up.within_a_month == (Prose("Dites ce qui a été fait."),)


def test_each_part_of_a_sheet_knows_its_line() -> None:
    text = SHEET.replace("say: Bonjour à tous, et merci d’être là.", "say: >-\n        Bonjour.")
    header, _ = read(text)
    assert isinstance(header, SheetHeader)
    welcome = header.formats[30].steps[0]
    assert welcome.line == line_of(text, "- title: Accueil")
    assert welcome.say.line == line_of(text, "        Bonjour.")
    assert welcome.intent.line == line_of(text, "intent: Dire")
    assert header.formats[60].line == line_of(text, "  60:")
    assert header.materials[1].line == line_of(text, "name: enceinte")
    assert header.lines["questions.critical"] == line_of(text, "critical:")


def test_a_listening_whose_length_is_not_published_leaves_a_budget() -> None:
    header, faults = read(SHEET.replace("      minutes: 5\n", "      minutes: null\n"))
    assert isinstance(header, SheetHeader)
    assert header.formats[30].budget == 5
    # The welcome of the 60 minutes is no listening: it cannot be without minutes.
    assert faults == [("PGE104", line_of(SHEET, "- title: Accueil et règles") + 1)]


def test_a_format_s_page_holds_its_steps() -> None:
    header, faults = read((GUIDE / "formats/atelier.md").read_text(encoding="utf-8"))
    assert isinstance(header, FormatHeader)
    assert (header.format, header.timetable.minutes, faults) == (60, 60, [])
    assert [step.minutes for step in header.timetable.steps] == [5, 8, 47]


@pytest.mark.parametrize(
    ("yaml", "letter", "wall"),
    [("printed: A\nwall: true", "A", True), ("printed: C2", "C2", False), ('printed: "I"', "I", False)],
)  # fmt: skip
def test_a_printed_page_has_a_letter(yaml: str, letter: str, wall: bool) -> None:
    assert read(f"---\n{yaml}\n---\n") == (PrintedHeader(printed=letter, wall=wall), [])


def test_a_page_of_an_episode_is_one_even_with_the_key_of_a_sheet() -> None:
    report = Report("episodes/1.md")
    read_header(find_header("---\nsheet: 1\n---\n", report), report, episode=True)
    assert "PGE103" in {fault.rule.code for fault in report.found}


# --- What is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("sheet: 1", "sheet: un", "PGE104"),
        ("title: Que pousse-t-il chez nous ?", "title: [Que, pousse]", "PGE104"),
        ("      mode: à deux", "      mode: en duo", "PGE104"),
        ("      mode: à deux", "      mode: [à, deux]", "PGE104"),
        ("60: Débattre", "60: Discuter", "PGE104"),
        ("      listening: true\n      minutes: 5\n      mode: ensemble\n      say: Écoutons jusqu’au bout.\n"
         "      intent: Partager la même matière.\n      uses",
         "      listening: oui\n      minutes: 5\n      mode: ensemble\n      say: Écoutons jusqu’au bout.\n"
         "      intent: Partager la même matière.\n      uses", "PGE104"),
        ("      minutes: 10\n      mode: à deux", "      minutes: dix\n      mode: à deux", "PGE104"),
        ("      minutes: 10\n      mode: à deux", "      minutes: 0\n      mode: à deux", "PGE104"),
        ('quotes: ["1.1", "1.2"]', "quotes: [1.1, \"1.2\"]", "PGE104"),
        ('quotes: ["1.1", "1.2"]', "quotes: [\"1.1\", \"un\"]", "PGE104"),
        ("      uses: [enceinte]", "      uses: enceinte", "PGE104"),
        ("audience: Toute équipe.", "audience: 12", "PGE104"),
        ("care: [Chacun peut se taire.]", "care: Chacun peut se taire.", "PGE104"),
        ("group_size: {min: 4, ideal: 12, max: 30}", "group_size: {min: 4, ideal: 12}", "PGE105"),
        ("      say: Qui veut commencer ?\n", "", "PGE105"),
        ("      intent: Entendre chacun.\n", "", "PGE105"),
        ("harvest: [Gardez la feuille D.]\n", "", "PGE105"),
        ("      intent: Entendre chacun.", "      intention: Entendre chacun.\n      intent: Entendre.", "PGE103"),
        ("care: [Chacun peut se taire.]", "cares: []\ncare: [Chacun peut se taire.]", "PGE103"),
        ("space: Des chaises en cercle.", "space: Des chaises.\nspace: En cercle.", "PGE106"),
        ("audience: Toute équipe.", "audience: Toute : équipe.", "PGE102"),
    ],
)  # fmt: skip
def test_a_slip_in_a_sheet_is_one_fault(right: str, wrong: str, code: str) -> None:
    assert SHEET.count(right) == 1
    assert [each for each, _ in read(SHEET.replace(right, wrong))[1]] == [code]


def test_a_format_that_is_missing_is_named() -> None:
    text = SHEET.replace("  120:\n", "  90:\n", 1)
    assert [message for message, _ in said(text)] == [
        "il manque la clé « 120 » de « formats »",
        "« 90 » n’est pas une clé connue de « formats »",
    ]


def test_a_word_of_a_closed_list_is_told_with_the_nearest_and_the_list() -> None:
    assert said(SHEET.replace("mode: à deux", "mode: a deux")) == [
        (
            "« mode » attend l’un de « seul », « à deux », « à trois », « à quatre », « en groupes », "
            "« ensemble » ; il y a là « a deux »",
            "Vouliez-vous dire « à deux » ?",
        )
    ]


def test_a_step_at_fault_is_told_by_its_title() -> None:
    assert [
        message for message, _ in said(SHEET.replace("      intent: Entendre chacun.\n", ""))
    ] == ["il manque la clé « intent » de « Tour de parole »"]


def test_a_text_that_yaml_took_apart_is_told_how_to_be_quoted() -> None:
    text = SHEET.replace(
        "remote: [Ouvrez des sous-salles de dix minutes.]", "remote:\n  - Dites : ouvrez."
    )
    assert said(text) == [
        (
            "« remote » attend un texte ; il y a là des clés et des valeurs",
            "Un texte qui contient « : » se met entre guillemets droits, ou sous « >- ».",
        )
    ]


@pytest.mark.parametrize("letter", ["J", "a", "C", "C0", "A1", "AB"])
def test_no_other_letter_is_printed(letter: str) -> None:
    assert read(f"---\nprinted: {letter}\n---\n") == (PrintedHeader(), [("PGE104", 2)])


@pytest.mark.parametrize("minutes", ["45", "0", "trente"])
def test_no_other_format_is_explained(minutes: str) -> None:
    header, faults = read(f"---\nformat: {minutes}\nsteps: []\n---\n")
    assert isinstance(header, FormatHeader)
    assert (header.format, faults) == (0, [("PGE104", 2)])


@pytest.mark.parametrize("opening", ["[", "[\n", "{a: ", "{a:\n", "- ", "? "])
def test_a_header_nested_beyond_reason_ends_nothing(opening: str) -> None:
    report = Report(PAGE)
    assert HeaderMapping.read(opening * 30_000, report) is None
    assert {fault.rule.code for fault in report.found} == {"PGE102"}
    assert texts_of(opening * 30_000) == ()


# --- The words of a header -----------------------------------------------------------------------

WRITTEN = """\
---
sheet: 1
summary: Une phrase.
title: "Une question ?"
in_brief: >-
  Deux lignes *en tout*,
  dont le {ep}`2.1`.

  Et une autre.
objectives: [Nommer, "lire, puis dire", 'choisir']
materials:
  - {name: feutres, quantity: un par personne}
formats:
  30:
    - title: Accueil  # premier
      mode: ensemble
      say: Sur une ligne
        puis sur une autre.
      uses: [feutres]
care:
  - |
    Un texte.
  - "Un autre\\" {person}`Nora <Nora Le Gall>`
    qui continue."
quotes: ["2.1"]
---

# Titre
"""


def test_what_a_sheet_gives_to_read_is_told_from_its_markup() -> None:
    assert words(WRITTEN) == [
        ("value", "Une phrase."),
        ("value", "Une question ?"),
        ("text", "Deux lignes en tout, dont le ·. Et une autre."),
        ("item", "Nommer"),
        ("item", "lire, puis dire"),
        ("item", "choisir"),
        ("value", "feutres"),
        ("value", "un par personne"),
        ("value", "Accueil"),
        ("text", "Sur une ligne puis sur une autre."),
        ("item", "Un texte."),
        ("item", 'Un autre" Nora qui continue.'),
        ("heading", "Titre"),
    ]


def test_every_word_of_a_header_stands_where_it_is_told() -> None:
    lines = WRITTEN.split("\n")
    for stretch in stretches_of(WRITTEN):
        for character, (line, column) in zip(stretch.text, stretch.places(), strict=False):
            if character not in {"\n", UNWRITTEN}:
                assert lines[line - 1][column - 1] == character


def test_the_roles_of_a_header_know_their_line_and_column() -> None:
    report = Report(PAGE)
    page = read_page(PAGE, WRITTEN, SheetHeader(), BOOK, report)
    lines = WRITTEN.split("\n")
    assert [(role.name, role.target) for role in page.roles] == [
        ("ep", "2.1"),
        ("person", "Nora Le Gall"),
    ]
    for role in page.roles:
        assert lines[role.line - 1][role.column - 1 :].startswith("{" + role.name + "}")


def test_two_roles_of_one_line_are_told_apart() -> None:
    text = SHEET.replace("[Chacun peut se taire.]", '["Le {ep}`1`.", "Le {ep}`2`, le {ep}`3`."]')
    page = read_page(PAGE, text, SheetHeader(), BOOK, Report(PAGE))
    line = text.split("\n")[line_of(text, "care:") - 1]
    here = [
        (role.target, role.column) for role in page.roles if role.line == line_of(text, "care:")
    ]
    assert here == [(n, line.index(f"{{ep}}`{n}`") + 1) for n in "123"]


def test_an_unknown_role_of_a_header_is_told() -> None:
    text = SHEET.replace("[Chacun peut se taire.]", '["Voir {epp}`1`."]')
    report = Report(PAGE)
    read_page(PAGE, text, SheetHeader(), BOOK, report)
    assert [(fault.rule.code, fault.location.line) for fault in report.found] == [
        ("PGE110", line_of(text, "care:"))
    ]


def test_the_prose_of_a_header_is_read_as_paragraphs() -> None:
    page = Page(PAGE, SheetHeader(), WRITTEN)
    told = {each.raw.strip(): each.in_header for each in paragraphs(page)}
    assert told["Une phrase."]
    assert not told["lire, puis dire"]
    text = SHEET.replace("[Chacun peut se taire.]", "['[Un lien](x.md)', 'et [un autre](y.md)']")
    found = links(Page(PAGE, SheetHeader(), text))
    assert [link.target for link in found if not link.role] == ["x.md", "y.md"]
    assert any(
        "[Un lien](x.md)" in line.text for line in marked_lines(Page(PAGE, SheetHeader(), text))
    )


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("space: L'été, \"ici\"", "space: L’été, « ici »"),
        ('space: "L\'été ?"', 'space: "L’été ?"'),
        ("space: >-\n  Deux  mots\n  à 81%.", "space: >-\n  Deux mots\n  à 81 %."),
        ("remote: [l'un, \"l'autre!\"]", "remote: [l’un, \"l’autre !\"]"),
        ("care:\n  - l'un\n  - |\n    l'autre", "care:\n  - l’un\n  - |\n    l’autre"),
        ("care: [\"{person}`Anne d'Arc`, l'amie\"]", "care: [\"{person}`Anne d'Arc`, l’amie\"]"),
        ("variants: {small_group: l'un}", "variants: {small_group: l’un}"),
        ("formats: {30: [{title: l'un, mode: l'autre}]}", "formats: {30: [{title: l’un, mode: l'autre}]}"),
        ("space: Dites:oui", "space: Dites:oui"),  # with spaces, it would be a key
        ("unknown: l'été", "unknown: l'été"),
        ("print: [l'A]", "print: [l'A]"),
    ],
)  # fmt: skip
def test_the_words_of_a_sheet_are_mended_where_they_stand(typed: str, mended: str) -> None:
    assert mend_page(f"---\nsheet: 1\n{typed}\n---\n") == f"---\nsheet: 1\n{mended}\n---\n"


def test_only_what_a_kind_of_header_knows_is_its_prose() -> None:
    assert words("---\nprinted: A\nspace: mot\nsummary: Une phrase.\n---\n") == [
        ("value", "Une phrase.")
    ]
    assert words("---\nsay: mot\nsummary: Une phrase.\n---\n") == [("value", "Une phrase.")]


PIECES = st.sampled_from(
    ["sheet: 1\n", "say: ", "care:\n", "- ", "  ", "\n", "mot ", "l'été ", '"', "'", ">-\n", "|\n", "[", "]",
     "{", "}", ", ", ": ", "# x", "&a ", "*a", "!x ", "{ep}`2.1`", "\\", "\u2028", "😀", "\t", "? ", "<<: "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_no_header_takes_words_from_where_they_do_not_stand(yaml: str) -> None:
    text = f"---\nsheet: 1\n{yaml}\n---\n"
    lines = text.split("\n")
    for stretch in stretches_of(text):
        assert stretch.kind in set(Kind)
        for character, (line, column) in zip(stretch.text, stretch.places(), strict=False):
            if character not in {"\n", UNWRITTEN}:
                assert lines[line - 1][column - 1] == character
    assert mend_page(mend_page(text)) == mend_page(text)


def test_the_real_sheets_are_read_without_a_fault() -> None:
    found = sorted((REPOSITORY / "guide").rglob("*.md"))
    assert [
        fault for path in found for fault in read(Path(path).read_text(encoding="utf-8"))[1]
    ] == []
