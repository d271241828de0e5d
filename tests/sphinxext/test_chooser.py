"""The choice of a session: a table everywhere, and a form on the site alone."""

from __future__ import annotations

import pytest
from docutils import nodes
from lxml import html

from tests.sphinxext.test_sheets import Guide, with_class
from tests.sphinxext.test_timetable import rows
from tools.sphinxext.chooser import chooser_form


def test_every_format_of_every_sheet_has_its_row(guide: Guide) -> None:
    (table,) = with_class(guide("html").doctree("guide/index"), "chooser")
    assert rows(table) == [
        ["Durée", "Effectif", "Intention", "Séance"],
        ["30 min", "4 à 30", "Écouter et réagir", "Qu’est-ce qui est fini ?"],
        ["30 min", "4 à 12", "Écouter et réagir", "Et la suite ?"],
        ["60 min", "4 à 30", "Débattre", "Qu’est-ce qui est fini ?"],
        ["60 min", "4 à 12", "Débattre", "Et la suite ?"],
        ["120 min", "4 à 30", "Imaginer et fabriquer", "Qu’est-ce qui est fini ?"],
        ["120 min", "4 à 12", "Imaginer et fabriquer", "Et la suite ?"],
    ]
    assert isinstance(table[0], nodes.title)


def test_a_row_says_to_the_form_what_its_session_is(guide: Guide) -> None:
    page = html.fromstring(guide("html").html("guide/index"))
    row = page.xpath("//table[contains(@class, 'chooser')]/tbody/tr")[1]
    data = {name: value for name, value in row.attrib.items() if name.startswith("data-")}
    assert data == {
        "data-minutes": "30", "data-smallest": "4", "data-largest": "12",
        "data-intention": "Écouter et réagir",
    }  # fmt: skip
    (link,) = row.xpath(".//a/@href")
    assert link == "fiches/2-suite.html#deroule-30"


def test_the_form_is_hidden_until_its_script_shows_it(guide: Guide) -> None:
    page = html.fromstring(guide("html").html("guide/index"))
    (form,) = page.find_class("chooser-form")
    assert form.get("hidden") is not None
    assert form.get("action") is None
    labels = {label.get("for"): label.text for label in form.iter("label")}
    assert labels == {
        "chooser-minutes": "Temps dont vous disposez",
        "chooser-people": "Nombre de personnes",
        "chooser-intention": "Ce que vous cherchez",
    }
    assert {select.get("id") for select in form.iter("select")} == set(labels)
    assert [option.get("value") for option in form.xpath(".//select[1]")[0]] == [
        "", "30", "60", "120"
    ]  # fmt: skip


@pytest.mark.parametrize("builder", ["livre-epub", "livre-pdf"])
def test_other_outputs_have_the_table_and_no_form(builder: str, guide: Guide) -> None:
    built = guide(builder)
    document = built.app.env.get_and_resolve_doctree(
        "guide/index", built.app.builder, tags=built.app.tags
    )
    assert not list(document.findall(chooser_form))
    assert with_class(document, "chooser")
