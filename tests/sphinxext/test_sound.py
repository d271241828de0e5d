"""The player of the site: the browser's own, its timings, and nothing where there is no sound."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Page

from tests.books import EPISODE, episode
from tests.conftest import REPOSITORY, BookFactory
from tests.markup.test_sound import BODY, sounding
from tools.sphinxext.sound import sound_player

DRESS = {"html_static_path": ["_static"]}


def built(book: BookFactory, body: str = BODY) -> Path:
    """Build the site of a book that is heard, with the repository's styles and scripts."""
    tiny = sounding(book, body)
    shutil.copytree(REPOSITORY / "_static", tiny.root / "_static")
    return tiny.build("html", **DRESS).out


def test_the_player_is_the_browsers_and_fetches_nothing_unasked(book: BookFactory) -> None:
    out = built(book)
    page = html.fromstring((out / "episodes/1-essai.html").read_text(encoding="utf-8"))
    [audio] = page.xpath("//audio")
    assert audio.get("controls") is not None
    assert audio.get("preload") == "none"
    assert audio.get("autoplay") is None
    assert audio.get("src") == "../audio/1.mp3"
    assert (out / "audio/1.mp3").is_file()
    timings = json.loads(audio.get("data-timings"))
    assert timings == {"ep1-p1": [0.0, 1.0], "ep1-p2": [1.0, 2.0], "ep1-p3": [2.0, 3.0]}
    assert {*timings} <= set(page.xpath("//@id"))
    [group] = page.find_class("sound")
    assert group.get("aria-label") == "Écouter l’épisode"
    assert group.getprevious().get("class").split()[0] == "episode-facts"


def test_the_script_and_the_style_go_with_pages_that_have_sound(book: BookFactory) -> None:
    out = built(book)
    for name in ("js/sound.js", "css/sound.css"):
        assert name in (out / "episodes/1-essai.html").read_text(encoding="utf-8")
        assert name not in (out / "index.html").read_text(encoding="utf-8")


def test_an_unfit_sound_leaves_the_page_as_it_was(book: BookFactory) -> None:
    tiny = sounding(book)
    (tiny.root / "audio/1.mp3").unlink()
    unfit = tiny.build("html")
    shown = unfit.html()
    assert not (unfit.out / "audio").exists()
    tiny.write(EPISODE, episode(BODY))
    assert tiny.build("html").html() == shown
    assert "audio" not in shown


@pytest.mark.parametrize("builder", ["livre-epub", "livre-pdf"])
def test_other_outputs_have_no_player(book: BookFactory, builder: str) -> None:
    done = sounding(book).build(builder)
    document = done.app.env.get_and_resolve_doctree(
        EPISODE.removesuffix(".md"), done.app.builder, tags=done.app.tags
    )
    assert not list(document.findall(sound_player))


LONG = "\n\n".join(f"Un mot, puis un autre ({n}).\n\n<!-- -->\n" for n in range(1, 41)) + "\n"


def at(page: Page, seconds: float) -> None:
    """Put the sound there, without playing it, as soon as the browser knows how long it is."""
    page.evaluate(
        """seconds => new Promise((done, fail) => {
          const audio = document.querySelector("audio");
          audio.onerror = () => fail(audio.error.message);
          const move = () => {
            audio.addEventListener("seeked", () => setTimeout(done), { once: true });
            audio.currentTime = seconds;
          };
          if (audio.readyState > 0) return move();
          audio.addEventListener("loadedmetadata", move, { once: true });
          audio.preload = "auto";
          audio.load();
        })""",
        seconds,
    )


def test_the_passage_that_is_heard_is_marked_and_followed(
    book: BookFactory, browser: Browser
) -> None:
    out = built(book, LONG)
    context = browser.new_context(
        viewport={"width": 390, "height": 700}, reduced_motion="reduce", locale="fr-FR"
    )
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((out / "episodes/1-essai.html").as_uri())
    assert page.locator(".sound-follow").is_visible()
    assert page.locator("[aria-current=true]").count() == 0

    at(page, 1.5)
    assert page.locator(".heard").evaluate_all("all => all.map(e => e.id)") == ["ep1-p2"]
    assert page.locator("#ep1-p2").get_attribute("aria-current") == "true"
    assert page.evaluate("scrollY") == 0, "nothing moves while it does not play"

    page.evaluate("document.querySelector('audio').muted = true")
    page.evaluate("document.querySelector('audio').play()")
    page.locator("#ep1-p35 a.number").click()
    page.wait_for_function("document.querySelector('audio').currentTime >= 34")
    page.wait_for_function("document.querySelector('.heard')?.id === 'ep1-p35'")
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_function("scrollY > 0 && document.querySelector('.heard').id === 'ep1-p36'")

    page.locator(".sound-follow input").uncheck()
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_function("document.querySelector('.heard').id === 'ep1-p37'")
    assert page.evaluate("scrollY") == 0

    page.evaluate("document.querySelector('audio').pause()")
    page.locator("#ep1-p2 a.number").click()
    assert page.evaluate("document.querySelector('audio').currentTime") > 30
    assert errors == []
    context.close()
