"""The book as data: book.json, its schema, and that it says what the pages say."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from tests.books import EPISODE, PEOPLE, episode, scene
from tests.conftest import REPOSITORY, BookFactory
from tools.markup.export import book_as_data

SCHEMA = json.loads((REPOSITORY / "tools/model/book.schema.json").read_text(encoding="utf-8"))

SHEET = "guide/fiches/1-au-jardin.md"
BODY = (
    "Un.\n\n"
    + scene("Soline : Deux ! [musique]\n\nToutes : Trois.")
    + "\n:::{archive}\n\nQuatre.\n\n:::\n"
)


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_book_as_data_follows_its_schema(book: BookFactory) -> None:
    data = book_as_data(book({EPISODE: episode(BODY)}).read().book, {"ep1-p1": 7})
    jsonschema.validate(data, SCHEMA, format_checker=jsonschema.FormatChecker())


def test_the_keys_are_those_that_other_programs_read(book: BookFactory) -> None:
    data = book_as_data(book({EPISODE: episode(BODY)}).read().book)
    assert list(data) == [
        "title", "subtitle", "language", "publisher", "edition", "version", "episodes",
        "transcripts", "sheets", "ideas", "acronyms", "people", "works", "figures",
    ]  # fmt: skip
    (told,) = data["episodes"]
    assert list(told) == [
        "number", "title", "spoken_title", "subtitle", "duration", "summary", "listen", "path",
        "voices", "characters", "credits", "passages",
    ]  # fmt: skip


def test_passages_are_told_with_number_kind_speaker_sounds_and_page(book: BookFactory) -> None:
    data = book_as_data(book({EPISODE: episode(BODY)}).read().book, {"ep1-p2": 34})
    passages = data["episodes"][0]["passages"]
    assert passages[1] == {
        "number": "1.2", "id": "ep1-p2", "kind": "turn", "speaker": "soline",
        "text": "Deux !", "cues": ["musique"], "page": 34,
    }  # fmt: skip
    assert [(p["number"], p["kind"], p["speaker"], p["page"]) for p in passages] == [
        ("1.1", "prose", None, None),
        ("1.2", "turn", "soline", 34),
        ("1.3", "turn", "Toutes", None),
        ("1.4", "archive", None, None),
    ]


@pytest.mark.parametrize(("written", "told"), [("PT8M", "PT8M"), ("null", None)])
def test_a_duration_that_was_not_published_is_null(
    written: str, told: str | None, book: BookFactory
) -> None:
    text = episode("Un.\n").replace("duration: PT8M", f"duration: {written}")
    assert book_as_data(book({EPISODE: text}).read().book)["episodes"][0]["duration"] == told


def test_credits_that_were_not_published_are_null_and_not_empty(book: BookFactory) -> None:
    text = episode("Un.\n").replace("cast: [Yunus Bayram, Nadège Masnière]", "cast: null")
    (told,) = book_as_data(book({EPISODE: text}).read().book)["episodes"]
    assert told["credits"] == {"cast": None, "sound_production": ["JBD Productions"]}


def test_a_sheet_is_told_with_its_formats_and_their_steps(book: BookFactory) -> None:
    text = (REPOSITORY / "tests/rules/base-guide" / SHEET).read_text(encoding="utf-8")
    text = text.replace(
        "minutes: 5\n      mode: ensemble\n      say: É",
        "minutes: null\n      mode: ensemble\n      say: É",
    )
    data = book_as_data(book({EPISODE: episode(BODY), SHEET: text}).read().book)
    jsonschema.validate(data, SCHEMA)
    (told,) = data["sheets"]
    assert [told[key] for key in ("id", "episode", "title", "path")] == [
        "fiche-1", 1, "Que pousse-t-il chez nous ?", SHEET,
    ]  # fmt: skip
    assert [(each["minutes"], each["intention"]) for each in told["formats"]] == [
        (30, "Écouter et réagir"), (60, "Débattre"), (120, "Imaginer et fabriquer"),
    ]  # fmt: skip
    assert told["formats"][0]["steps"][1:3] == [
        {"title": "Écoute", "minutes": None, "mode": "ensemble", "listening": True},
        {"title": "En binômes", "minutes": 10, "mode": "à deux", "listening": False},
    ]


def test_a_person_is_told_with_what_each_episode_makes_of_them(book: BookFactory) -> None:
    two = episode("Deux.\n", number=2, title="Suite").replace("Yunus Bayram", PEOPLE[0])
    people = book_as_data(
        book({EPISODE: episode("Un.\n"), "episodes/2-suite.md": two}).read().book
    )["people"]
    roles = {person["name"]: person["roles"] for person in people}
    assert roles["Yunus Bayram"] == [{"episode": 1, "role": "", "heard": False, "credited": True}]
    assert roles[PEOPLE[0]] == [
        {"episode": 1, "role": "MSA Île-de-France", "heard": True, "credited": False},
        {"episode": 2, "role": "MSA Île-de-France", "heard": True, "credited": True},
    ]


def test_the_schema_refuses_what_design_does_not_name(book: BookFactory, tmp_path: Path) -> None:
    sound = book_as_data(book({EPISODE: episode(BODY)}).read().book)
    for path, value in [
        (("episodes", 0, "duration"), "8 min"),
        (("episodes", 0, "passages", 0, "kind"), "scene"),
        (("episodes", 0, "passages", 0, "number"), "1-1"),
        (("episodes", 0, "passages", 0, "page"), "34"),
        (("episodes", 0, "autre"), 1),
        (("autre",), 1),
    ]:
        data = json.loads(json.dumps(sound))
        place = data
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = value
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(data, SCHEMA)
