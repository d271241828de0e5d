"""book.toml and people.toml: what is read, and where a slip is reported."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.books import BOOK_DATA, line_of, people_data
from tools.markup.data import BLANKS, read_book_data, read_people
from tools.markup.report import Report
from tools.model import Person, Publisher


def faults_of(text: str, read: object) -> list[tuple[str, int | None]]:
    report = Report("file.toml")
    read(text, report)  # type: ignore[operator]
    return [(fault.rule.code, fault.location.line) for fault in report.found]


def test_book_toml_holds_what_is_true_of_the_whole_book() -> None:
    report = Report("book.toml")
    book = read_book_data(BOOK_DATA, report)
    assert report.found == []
    assert (book.title, book.edition, book.version) == (
        "Un livre d’essai",
        "Édition d’essai",
        "0.0.1",
    )
    assert (book.language, book.date, book.site_url) == ("fr", date(2025, 7, 2), "")
    assert book.publisher == Publisher(
        "Ucanss",
        "Union des caisses nationales de Sécurité sociale",
        dict.fromkeys(BLANKS, ""),
    )
    assert book.pages == ()


@pytest.mark.parametrize(
    "key", ["title", "subtitle", "language", "edition", "version", "date", "site_url"]
)
def test_a_key_that_is_missing_is_reported(key: str) -> None:
    text = "\n".join(line for line in BOOK_DATA.split("\n") if not line.startswith(f"{key} ="))
    assert faults_of(text, read_book_data) == [("BOK103", 1)]


@pytest.mark.parametrize("key", ["name", "full_name", "contact", "host_telephone"])
def test_a_key_that_the_publisher_lacks_is_reported_at_the_publisher(key: str) -> None:
    text = "\n".join(line for line in BOOK_DATA.split("\n") if not line.startswith(f"{key} ="))
    assert faults_of(text, read_book_data) == [("BOK103", line_of(text, "[publisher]"))]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('title = "Un livre d’essai"', "title = 3"),
        ('title = "Un livre d’essai"', 'title = ""'),
        ("date = 2025-07-02", 'date = "hier"'),
        ('site_url = ""', "site_url = false"),
        ('name = "Ucanss"', 'name = ["Ucanss"]'),
        ('contact = ""', "contact = 36"),
    ],
)
def test_a_value_of_the_wrong_type_is_reported_on_its_line(right: str, wrong: str) -> None:
    text = BOOK_DATA.replace(right, wrong, 1)
    assert faults_of(text, read_book_data) == [("BOK103", line_of(text, wrong))]


def test_the_publisher_is_a_table() -> None:
    text = BOOK_DATA.split("[publisher]")[0] + 'publisher = "Ucanss"\n'
    assert faults_of(text, read_book_data)[0] == ("BOK103", line_of(text, "publisher ="))


def test_what_is_no_toml_is_one_fault_on_its_line() -> None:
    text = BOOK_DATA.replace("version =", "version :")
    assert faults_of(text, read_book_data) == [("BOK101", line_of(text, "version :"))]


def test_a_file_cut_short_is_reported_at_its_end() -> None:
    assert faults_of('title = "jamais fermé', read_book_data) == [("BOK101", 1)]


def test_the_register_holds_each_person_once_in_one_spelling() -> None:
    report = Report("people.toml")
    people = read_people(people_data(["Delphine Mpode Minka", "Yunus Bayram"]), report)
    assert report.found == []
    assert people == (
        Person("Delphine Mpode Minka", "Mpode Minka, Delphine"),
        Person("Yunus Bayram", "Bayram, Yunus"),
    )
    assert [person.line for person in people] == [1, 7]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("person = 3\n", [("BOK103", 1)]),
        ("[person]\nname = 'A'\n", [("BOK103", 1)]),
        ("person = [3]\n", [("BOK103", 1)]),
        ("", []),
        ("[[personne]]\nname = 'A'\n", [("BOK102", 1)]),
        ("[[person]]\nname = 'A'\nsort = 'A'\nrole = ''\nnote = ''\nage = 3\n", [("BOK102", 6)]),
    ],
)
def test_a_register_of_another_shape_is_reported(
    text: str, faults: list[tuple[str, int | None]]
) -> None:
    assert faults_of(text, read_people) == faults


@given(st.text())
def test_no_text_stops_the_readers(text: str) -> None:
    faults_of(text, read_book_data)
    faults_of(text, read_people)


TOML = st.lists(
    st.sampled_from(
        ["[[person]]", "[person]", "[publisher]", "name = 'A'", "name = 3", "sort = ''", "person = []",
         "title = 't'", "date = 2025-07-02", "date = 2025-07-02T10:00:00", "publisher = {}", "[a.b]",
         "a.b = 1", "= 3", '"""', "[[publisher]]", "person.name = 'x'", "# rien"]
    )
).map("\n".join)  # fmt: skip


@given(TOML)
def test_no_piece_of_toml_stops_the_readers(text: str) -> None:
    faults_of(text, read_book_data)
    faults_of(text, read_people)
