"""An e-book that is heard: overlays, what the package says of them, and the silent one unchanged."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.auditors import epubcheck
from tests.books import EPISODE, episode
from tests.conftest import BookFactory
from tests.epub.conftest import NAMES, Epub, make
from tests.markup.test_sound import BODY, sounding, with_audio

NAMES_OF_SMIL = NAMES | {"s": "http://www.w3.org/ns/SMIL"}
PAGE = "episodes/1-essai.xhtml"
SMIL = "episodes/1-essai.smil"


def find(epub: Epub, name: str, path: str) -> list[str]:
    return [str(each) for each in epub.root(name).xpath(path, namespaces=NAMES_OF_SMIL)]


def test_each_passage_is_paired_with_its_stretch_of_sound(book: BookFactory) -> None:
    epub = make(sounding(book))
    texts = find(epub, SMIL, "//s:par/s:text/@src")
    assert texts == [f"1-essai.xhtml#ep1-p{n}" for n in (1, 2, 3)]
    ids = find(epub, PAGE, "//@id")
    assert {text.partition("#")[2] for text in texts} <= set(ids)
    assert find(epub, SMIL, "//s:audio/@src") == ["../audio/1.mp3"] * 3
    assert find(epub, SMIL, "//s:audio/@clipBegin") == [
        "0:00:00.000", "0:00:01.000", "0:00:02.000"
    ]  # fmt: skip
    assert "EPUB/audio/1.mp3" in epub.names


def test_the_package_says_what_is_heard_how_long_and_by_whom(book: BookFactory) -> None:
    epub = make(sounding(book))
    [overlay] = find(epub, "package.opf", f"//opf:item[@href='{PAGE}']/@media-overlay")
    assert find(epub, "package.opf", f"//opf:item[@href='{SMIL}']/@id") == [overlay]
    assert epub.meta("media:duration") == ["0:00:03.000"] * 2
    refined = find(epub, "package.opf", "//opf:meta[@property='media:duration']/@refines")
    assert refined == [f"#{overlay}"]
    assert epub.meta("media:narrator") == ["Delphine Mpode Minka"]
    assert epub.meta("media:active-class") == ["entendu"]
    assert b".entendu" in epub.read("livre.css")
    assert "auditory" in epub.meta("schema:accessMode")
    assert "synchronizedAudioText" in epub.meta("schema:accessibilityFeature")


def test_epubcheck_has_nothing_to_say_of_a_book_that_is_heard(book: BookFactory) -> None:
    assert epubcheck(make(sounding(book)).path) == []


def test_the_same_sound_makes_the_same_bytes(book: BookFactory) -> None:
    tiny = sounding(book)
    first = make(tiny).path.read_bytes()
    assert make(tiny).path.read_bytes() == first


@pytest.mark.parametrize("missing", ["audio/1.mp3", "audio/1.vtt"])
def test_a_book_whose_sound_is_unfit_is_the_silent_book(book: BookFactory, missing: str) -> None:
    tiny = sounding(book)
    (tiny.root / missing).unlink()
    unfit = make(tiny).path.read_bytes()
    tiny.write(EPISODE, episode(BODY))
    assert make(tiny).path.read_bytes() == unfit
    assert b"audio" not in Epub(Path(tiny.root / "_build/livre-epub") / make(tiny).path.name).read(
        "package.opf"
    )


def test_a_sound_that_comes_later_is_heard_at_the_next_build(book: BookFactory) -> None:
    tiny = sounding(book)
    sound = (tiny.root / "audio/1.mp3").read_bytes()
    (tiny.root / "audio/1.mp3").unlink()
    assert "EPUB/audio/1.mp3" not in make(tiny).names
    tiny.write("audio/1.mp3", sound)
    assert "EPUB/audio/1.mp3" in make(tiny).names


def test_two_episodes_add_up(book: BookFactory) -> None:
    second = with_audio(episode("Un mot.\n", number=2)).replace("audio/1.", "audio/2.")
    tiny = sounding(book)
    tiny.write("episodes/2-suite.md", second)
    tiny.write(
        "index.md", tiny.files["index.md"].replace("1-essai\n", "1-essai\nepisodes/2-suite\n")
    )
    tiny.write("audio/2.vtt", "WEBVTT\n\n2.1\n00:00.500 --> 00:01.250\nUn mot.\n")
    tiny.write("audio/2.mp3", (tiny.root / "audio/1.mp3").read_bytes())
    epub = make(tiny)
    assert epub.meta("media:duration") == ["0:00:03.750", "0:00:03.000", "0:00:00.750"]
    assert epubcheck(epub.path) == []
