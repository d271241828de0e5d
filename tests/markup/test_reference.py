"""The files of the back matter: what is read, where each text stands, where a slip is reported."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.books import EPISODE, episode, line_of
from tests.conftest import BookFactory
from tools.markup.book import fingerprint
from tools.markup.export import book_as_data
from tools.markup.fix import mend_data
from tools.markup.prose import Kind, data_stretches
from tools.markup.reference import (
    ACRONYMS_FILE,
    FIGURES_FILE,
    IDEAS_FILE,
    LANDMARKS_FILE,
    ORGANISATIONS_FILE,
    PLACES_FILE,
    READERS,
    WORKS_FILE,
    read_acronyms,
    read_figures,
    read_ideas,
    read_landmarks,
    read_localities,
    read_organisations,
    read_works,
)
from tools.markup.report import Report
from tools.model import (
    Acronym,
    Era,
    Figure,
    Idea,
    IdeaKind,
    Landmark,
    Locality,
    Organisation,
    Places,
    Prose,
    Realm,
    Use,
    Work,
)

IDEAS = """\
# Le lexique.

[[idea]]
id = "arrosage"
term = "arrosage partagé"
theme = "Le jardin"
kind = "service"
definition = "{character}`soline` arrose, dit-elle, \\"à la main\\" ({ep}`1.1`)."
used_by = "{character}`soline`."
passages = ["1.1",
  "1.2"]
question = "Qui arrose ?"
related = ["recolte"]

[[idea]]
id = "recolte"
term = "récolte"
theme = "Le jardin"
kind = "droit"
definition = "On récolte."
used_by = "Tout le monde."
pages = ["index"]
question = "Quand ?"
"""
ACRONYMS = """\
[[acronym]]
acronym = "MSA"
expansion = "Mutualité sociale agricole"
definition = "Un *régime*."
passages = ["1.1"]
"""
FILES = {
    IDEAS_FILE: IDEAS,
    ACRONYMS_FILE: ACRONYMS,
    ORGANISATIONS_FILE: """\
[[organisation]]
name = "Aquanova"
nature = "fictive"
definition = "Une entreprise."
passages = ["1.1"]
""",
    WORKS_FILE: """\
[[work]]
title = "Un film"
kind = "film"
year = "1997"
said = "Un futur."
passages = ["1.1"]
note = "De l’édition."
""",
    FIGURES_FILE: """\
[[figure]]
value = "32"
unit = "jours"
shown = "32 jours"
meaning = "La durée."
realm = "fiction"
source = "récit"
passages = ["1.2", "1.1"]

[[figure]]
value = "5"
shown = "5 épisodes"
meaning = "La série."
realm = "réel"
source = "page"
pages = ["index"]
""",
    PLACES_FILE: """\
[[place]]
name = "Mars"
nature = "planète"
passages = ["1.1"]
""",
    LANDMARKS_FILE: """\
[[landmark]]
date = "2045-07-02"
time = "08:00"
label = "Le matin"
text = "On se lève."
era = "fiction"
passages = ["1.1"]
""",
}
BODY = "Pendant 32 jours, un film : la MSA et Aquanova vont sur Mars.\n\nCe sont 32 jours.\n"


def faults_of(text: str, read: object) -> list[tuple[str, int | None]]:
    report = Report("file.toml")
    read(text, report)  # type: ignore[operator]
    return [(fault.rule.code, fault.location.line) for fault in report.found]


def test_an_idea_holds_its_texts_with_their_lines() -> None:
    report = Report(IDEAS_FILE)
    arrosage, recolte = read_ideas(IDEAS, report)
    assert report.found == []
    assert arrosage == Idea(
        id="arrosage",
        term="arrosage partagé",
        theme="Le jardin",
        kind=IdeaKind.SERVICE,
        definition=Prose('{character}`soline` arrose, dit-elle, "à la main" ({ep}`1.1`).'),
        used_by=Prose("{character}`soline`."),
        question=Prose("Qui arrose ?"),
        places=Places((Use("1.1"), Use("1.2"))),
        related=(Use("recolte"),),
    )
    assert (arrosage.line, arrosage.definition.line, arrosage.question.line) == (3, 8, 12)
    assert [use.line for use in arrosage.places.passages] == [10, 11]
    assert (recolte.line, recolte.places, recolte.related) == (15, Places((), (Use("index"),)), ())


def test_each_file_holds_its_entries() -> None:
    here = Places((Use("1.1"),))
    report = Report("")
    assert read_acronyms(ACRONYMS, report) == (
        Acronym("MSA", "Mutualité sociale agricole", Prose("Un *régime*."), here),
    )
    assert read_organisations(FILES[ORGANISATIONS_FILE], report) == (
        Organisation("Aquanova", "fictive", Prose("Une entreprise."), here),
    )
    assert read_works(FILES[WORKS_FILE], report) == (
        Work("Un film", "film", "1997", Prose("Un futur."), here, Prose("De l’édition.")),
    )
    assert read_figures(FILES[FIGURES_FILE], report)[0] == Figure(
        "32", "jours", "32 jours", Prose("La durée."), Realm.FICTION, "récit",
        Places((Use("1.2"), Use("1.1"))),
    )  # fmt: skip
    assert read_localities(FILES[PLACES_FILE], report) == (Locality("Mars", "planète", here),)
    assert read_landmarks(FILES[LANDMARKS_FILE], report) == (
        Landmark("2045-07-02", "08:00", "Le matin", Prose("On se lève."), Era.FICTION, here),
    )
    assert report.found == []


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ('id = "arrosage"', 'id = "L’arrosage"', "BOK103"),
        ('kind = "service"', 'kind = "services"', "BOK103"),
        ('term = "récolte"', "term = 3", "BOK103"),
        ('term = "récolte"', 'term = " "', "BOK103"),
        ('pages = ["index"]', 'pages = "index"', "BOK103"),
        ('pages = ["index"]', "pages = [1, 2]", "BOK103"),
        ('pages = ["index"]', 'passages = ["deux"]', "BOK103"),
        ('  "1.2"]', '  "1.200000000"]', "BOK103"),
        ('pages = ["index"]', 'page = ["index"]', "BOK102"),
        # What is not written as it is read could not be judged in its place.
        ('question = "Quand ?"', "question = 'Quand ?'", "BOK103"),
        ('question = "Quand ?"', 'question = "Quand\\u00a0?"', "BOK103"),
        ('question = "Quand ?"', 'question = """Quand ?"""', "BOK103"),
    ],
)
def test_a_slip_is_reported_on_its_line(right: str, wrong: str, code: str) -> None:
    text = IDEAS.replace(right, wrong, 1)
    assert faults_of(text, read_ideas) == [(code, line_of(text, wrong))]


@pytest.mark.parametrize("key", ["id", "term", "theme", "kind", "definition", "question"])
def test_a_key_that_is_missing_is_reported_at_its_entry(key: str) -> None:
    lines = IDEAS.split("\n")
    del lines[next(n for n, line in enumerate(lines) if line.startswith(f"{key} ="))]
    assert faults_of("\n".join(lines), read_ideas) == [("BOK103", 3)]


def test_a_word_of_a_closed_list_is_named() -> None:
    report = Report("")
    read_ideas(IDEAS.replace('"droit"', '"droits"'), report)
    assert [fault.hint for fault in report.found] == ["Vouliez-vous dire « droit » ?"]


def test_a_book_holds_its_back_matter(book: BookFactory) -> None:
    read = book({EPISODE: episode(BODY), **FILES}).read()
    assert read.diagnostics == ()
    whole = read.book
    assert [idea.id for idea in whole.ideas] == ["arrosage", "recolte"]
    assert whole.lexicon["recolte"].term == "récolte"
    counts = (
        whole.acronyms, whole.organisations, whole.works, whole.figures, whole.localities,
        whole.landmarks,
    )  # fmt: skip
    assert [len(entries) for entries in counts] == [1, 1, 1, 2, 1, 1]


def test_a_book_may_do_without_any(book: BookFactory) -> None:
    read = book({EPISODE: episode(BODY)}).read()
    assert (read.diagnostics, read.book.ideas, read.book.landmarks) == ((), (), ())


def test_an_idea_is_a_target_and_shows_its_term(book: BookFactory) -> None:
    body = BODY + "\nVoir {idea}`recolte` et {idea}`l’eau <arrosage>`.\n"
    tiny = book({EPISODE: episode(body), **FILES})
    assert tiny.faults == ()
    assert tiny.page().passages[-1].text == "Voir récolte et l’eau."


def test_an_unknown_idea_is_named_with_the_nearest(book: BookFactory) -> None:
    tiny = book({EPISODE: episode(BODY + "\nVoir {idea}`recoltes`.\n"), **FILES})
    assert tiny.told == [("REF201", EPISODE, 24)]
    assert tiny.faults[0].hint == "Vouliez-vous dire « recolte » ?"
    assert tiny.faults[0].location.column == 6


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ("{character}`solinne` arrose", "REF201"),
        ("{ep}`1.9` arrose", "REF201"),
        ("{person}`Delphine Mpode Minca` arrose", "PRS202"),
        ("{charcter}`soline` arrose", "PGE110"),
        ("[aboiement] arrose", "TRS103"),
    ],
)
def test_a_role_of_a_text_leads_somewhere(wrong: str, code: str, book: BookFactory) -> None:
    text = IDEAS.replace("{character}`soline` arrose", wrong, 1)
    tiny = book({EPISODE: episode(BODY), **FILES, IDEAS_FILE: text})
    faults = [(fault.rule.code, *fault.location) for fault in tiny.faults]
    assert faults == [(code, IDEAS_FILE, 8, 15)]


def test_roles_wait_for_a_lexicon_that_cannot_be_read(book: BookFactory) -> None:
    page = episode(BODY + "\nVoir {idea}`recolte`.\n")
    tiny = book({EPISODE: page, **FILES, IDEAS_FILE: "idea = [\n" + IDEAS})
    assert {(code, path) for code, path, _ in tiny.told} == {("BOK101", IDEAS_FILE)}


@pytest.mark.parametrize("path", READERS)
def test_each_file_changes_the_fingerprint(path: str, book: BookFactory) -> None:
    tiny = book({EPISODE: episode(BODY)})
    before = fingerprint(tiny.root)
    tiny.write(path, FILES[path])
    assert fingerprint(tiny.root) != before


def test_what_an_entry_gives_to_read() -> None:
    found = list(data_stretches(ACRONYMS))
    assert [(each.kind, each.text) for each in found] == [
        (Kind.VALUE, "Mutualité sociale agricole"),
        (Kind.TEXT, "Un régime."),
    ]
    assert found[1].places()[3] == (4, 19), "the star before the word is not read"


def test_an_entry_is_mended_but_for_its_targets() -> None:
    faux = (
        "[[idea]]\nid = \"l'eau\"\ndefinition = \"L'eau, {idea}`l'eau` et {idea}`l'eau <l'eau>`\"\n"
    )
    juste = (
        '[[idea]]\nid = "l\'eau"\ndefinition = "L’eau, {idea}`l\'eau` et {idea}`l’eau <l\'eau>`"\n'
    )
    assert mend_data(faux) == juste
    assert mend_data(juste) == juste


def test_the_book_as_data_holds_the_back_matter(book: BookFactory) -> None:
    data = book_as_data(book({EPISODE: episode(BODY), **FILES}).read().book)
    assert data["ideas"][0] == {
        "id": "arrosage",
        "term": "arrosage partagé",
        "definition": 'Soline arrose, dit-elle, "à la main" (passage 1.1).',
        "episodes": [1],
        "passages": ["1.1", "1.2"],
    }
    assert data["acronyms"] == [
        {"acronym": "MSA", "expansion": "Mutualité sociale agricole", "definition": "Un régime."}
    ]
    assert data["works"] == [{"title": "Un film", "kind": "film", "episodes": [1]}]
    assert [(each["episode"], each["passage"]) for each in data["figures"]] == [
        (1, "1.2"),
        (None, None),
    ]


READ = (
    read_ideas, read_acronyms, read_organisations, read_works, read_figures, read_localities,
    read_landmarks,
)  # fmt: skip
TOML = st.lists(
    st.sampled_from(
        ["[[idea]]", "[[landmark]]", "[[place]]", "[[figure]]", "[idea]", "id = 'a'", "term = 3",
         'term = "a"', "idea = []", "passages = ['1.1']", "passages = [1]", "pages = 3", 'date = "x"',
         'kind = "outil"', "kind = 2025-07-02", "realm = {}", "a.b = 1", "= 3", '"""', "# rien",
         'related = [\n"a",\n"b"]', 'definition = "{ep}`1`"']
    )
).map("\n".join)  # fmt: skip


@given(TOML | st.text())
def test_no_text_stops_the_readers(text: str) -> None:
    for read in READ:
        faults_of(text, read)
    for stretch in data_stretches(text):
        stretch.places()
