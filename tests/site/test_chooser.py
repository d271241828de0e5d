"""The choice of a session, as a browser shows it: sifted, by keyboard, aloud, and without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.browser import ROOT
from tools.markup.book import read_book

CHOOSER = "guide/avant/choisir-sa-seance.html"
TIME, PEOPLE, AIM = "Temps dont vous disposez", "Nombre de personnes", "Ce que vous cherchez"
ANY = "Peu importe"

SHEETS = read_book(ROOT).book.sheets
SESSIONS = sum(len(sheet.header.formats) for sheet in SHEETS)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.goto(address + CHOOSER)
    yield opened
    context.close()


def shown(page: Page) -> Locator:
    return page.locator("table.chooser tbody tr:visible")


def status(page: Page) -> str:
    return page.get_by_role("status").inner_text().replace("\u00a0", " ")


def test_everything_is_there_until_something_is_chosen(page: Page) -> None:
    assert shown(page).count() == SESSIONS
    assert status(page) == f"Toutes les séances : {SESSIONS}."


def test_a_choice_leaves_the_sessions_that_meet_it_and_says_how_many(page: Page) -> None:
    page.get_by_label(TIME).select_option("60")
    assert {row.split()[0] for row in shown(page).all_inner_texts()} == {"60"}
    assert shown(page).count() == len(SHEETS)
    assert re.match(rf"{len(SHEETS)} séances? sur {SESSIONS}\.", status(page))


def test_choices_add_up(page: Page) -> None:
    page.get_by_label(TIME).select_option("60")
    first = SHEETS[0].header
    page.get_by_label(AIM).select_option(str(first.intentions[60]))
    alike = [s for s in SHEETS if s.header.intentions.get(60) == first.intentions[60]]
    assert shown(page).count() == len(alike)


@pytest.mark.parametrize("people", ["2-5", "6-16", "17-30"])
def test_a_session_is_kept_if_it_suits_such_a_group(people: str, page: Page) -> None:
    page.get_by_label(PEOPLE).select_option(people)
    least, most = map(int, people.split("-"))
    fit = [
        s for s in SHEETS if s.header.group_size.min <= most and least <= s.header.group_size.max
    ]
    assert shown(page).count() == sum(len(sheet.header.formats) for sheet in fit)


def test_where_nothing_is_found_one_reads_what_to_loosen(page: Page) -> None:
    page.get_by_label(TIME).select_option("30")
    page.get_by_label(PEOPLE).select_option("31-99")
    assert shown(page).count() == 0
    assert not page.locator("table.chooser").is_visible()
    assert status(page).startswith("Aucune séance ne réunit ces choix. Essayez ")
    assert f"un autre nombre de personnes ({len(SHEETS)} séance" in status(page)


def test_one_button_undoes_every_choice(page: Page) -> None:
    page.get_by_label(TIME).select_option("30")
    page.get_by_label(PEOPLE).select_option("31-99")
    page.get_by_role("button", name="Effacer").click()
    page.wait_for_function("document.querySelector('table.chooser').checkVisibility()")
    assert shown(page).count() == SESSIONS
    assert page.get_by_label(TIME).input_value() == ""


def test_it_works_by_keyboard_alone(page: Page) -> None:
    page.get_by_label(TIME).focus()
    page.keyboard.press("ArrowDown")
    assert page.get_by_label(TIME).input_value() == "30"
    assert shown(page).count() == len(SHEETS)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Effacer"
    page.keyboard.press("Enter")
    page.wait_for_function(
        f"document.querySelectorAll('tr[data-minutes]:not([hidden])').length == {SESSIONS}"
    )


def test_a_session_is_one_link_away_from_its_timetable(page: Page) -> None:
    page.get_by_label(TIME).select_option("120")
    shown(page).first.get_by_role("link").click()
    assert page.url.endswith("#deroule-120")
    assert page.locator("#deroule-120 h2").is_visible()


def test_choices_that_the_browser_kept_are_heeded(page: Page, address: str) -> None:
    page.get_by_label(TIME).select_option("30")
    page.goto(address + "index.html")
    page.go_back()
    page.wait_for_load_state()
    wanted = page.get_by_label(TIME).input_value()
    assert shown(page).count() == (len(SHEETS) if wanted else SESSIONS)


def test_without_scripts_the_table_is_whole_and_there_is_no_form(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + CHOOSER)
    assert shown(page).count() == SESSIONS
    assert not page.locator("form.chooser-form").is_visible()
    context.close()


def test_the_script_is_sent_to_the_one_page_that_uses_it(site) -> None:
    users = [
        path for path in site.pages if site.tree(path).xpath("//script[contains(@src, 'chooser')]")
    ]
    assert users == [CHOOSER]


def test_on_a_phone_the_page_does_not_scroll_aside(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    table = page.locator(".table-wrapper:has(table.chooser)")
    assert table.evaluate("box => box.scrollWidth <= box.clientWidth")
