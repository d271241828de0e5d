"""Timings, as authors write them, and the sound that outputs may use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.books import EPISODE, TinyBook, episode, scene
from tests.conftest import BookFactory
from tests.sounds import silence, timings_of, vtt
from tools.checks import check_book
from tools.markup.report import Report
from tools.markup.sound import narrators_of, read_sound, read_timings, show_moment, sound_of
from tools.model import Audio, EpisodeHeader, Timing

AUDIO = "audio: {file: audio/1.mp3, timings: audio/1.vtt}"
LABELS = {"soline": "Soline", "capucine": "Capucine", "Delphine Mpode Minka": "Delphine"}
BODY = "Un mot.\n\n" + scene("Soline : Bonjour !\n\nDelphine : [bruitage] Bonsoir.")


def with_audio(text: str, audio: str = AUDIO) -> str:
    """Return an episode whose header says *audio* too."""
    return text.replace("credits:\n", f"{audio}\ncredits:\n", 1)


def sounding(book: BookFactory, body: str = BODY) -> TinyBook:
    """Write a book whose one episode is heard, a second for each passage."""
    tiny = book({EPISODE: with_audio(episode(body))})
    page = tiny.page()
    tiny.write("audio/1.vtt", timings_of(page, labels=LABELS))
    tiny.write("audio/1.mp3", silence(len(page.passages)))
    return tiny


def read(text: str) -> tuple[list[Timing], list[str]]:
    report = Report("audio/1.vtt")
    return list(read_timings(text, report)), [fault.message for fault in report.found]


def test_an_episode_may_name_its_sound(book: BookFactory) -> None:
    header = sounding(book).page().header
    assert isinstance(header, EpisodeHeader)
    assert header.audio == Audio("audio/1.mp3", "audio/1.vtt")


@pytest.mark.parametrize(
    "audio",
    [
        "audio: {file: audio/1.wav, timings: audio/1.vtt}",  # no e-book plays it
        "audio: {file: ../1.mp3, timings: audio/1.vtt}",
        "audio: {file: /etc/1.mp3, timings: audio/1.vtt}",
        "audio: {file: https://exemple.fr/1.mp3, timings: audio/1.vtt}",
        "audio: {file: audio/a b.mp3, timings: audio/1.vtt}",
        "audio: {file: audio/1.mp3, timings: audio/1.srt}",
        "audio: {file: audio/1.mp3, timings: 3}",
        "audio: audio/1.mp3",
    ],
)
def test_a_sound_stands_in_its_folder_in_a_form_that_all_play(
    book: BookFactory, audio: str
) -> None:
    tiny = book({EPISODE: with_audio(episode("Un mot.\n"), audio)})
    assert [code for code, _, _ in tiny.told] == ["PGE104"]
    assert sound_of(tiny.root, tiny.page()) is None


def test_a_cue_keeps_its_number_its_times_its_voices_and_its_line() -> None:
    timings, faults = read("WEBVTT\n\n4.17\n01:00:01.500 --> 01:00:02.000 line:0\n<v Soline>Oui.\n")
    assert faults == []
    assert timings == [Timing("4.17", 3_601_500, 3_602_000, ("Soline",))]
    assert timings[0].line == 4


@pytest.mark.parametrize(
    ("cue", "told"),
    [
        ("1.1\n00:00.000 -> 00:01.000\nUn", "n’a pas de temps"),
        ("1.1\n00:00,000 --> 00:01.000\nUn", "ne se lisent pas"),
        ("1.1\n00:61.000 --> 00:62.000\nUn", "ne se lisent pas"),
        ("1.1\n00:02.000 --> 00:02.000\nUn", "finit avant d’avoir commencé"),
        ("00:00.000 --> 00:01.000\nUn", "ne porte pas de numéro"),
    ],
)
def test_a_cue_that_is_none_is_told_and_hides_no_other(cue: str, told: str) -> None:
    timings, faults = read(vtt([cue + "\n", "1.2\n00:03.000 --> 00:04.000\nDeux\n"]))
    assert [timing.passage for timing in timings] == ["1.2"]
    assert len(faults) == 1
    assert told in faults[0]


def test_a_file_that_is_no_webvtt_is_told_at_its_first_line() -> None:
    assert read("")[1] == ["la première ligne n’est pas « WEBVTT »"]


@given(st.text(alphabet="WEBVTNO1.:0-> \n<v>é\r\x00", max_size=200))
def test_no_text_stops_the_reader(text: str) -> None:
    read("WEBVTT\n\n" + text)


@given(st.integers(0, 400_000_000))
def test_a_moment_written_is_the_moment_read(moment: int) -> None:
    timings, faults = read(vtt([f"1.1\n{show_moment(moment)} --> {show_moment(moment + 1)}\nUn\n"]))
    assert faults == []
    assert (timings[0].start, timings[0].end) == (moment, moment + 1)


def test_a_sound_that_fits_has_no_fault_and_names_who_is_heard(book: BookFactory) -> None:
    tiny = sounding(book)
    page = tiny.page()
    assert read_sound(tiny.root, page)[1] == ()
    sound = sound_of(tiny.root, page)
    assert sound is not None
    assert [timing.passage for timing in sound.timings] == ["1.1", "1.2", "1.3"]
    assert narrators_of(sound, page) == ("Delphine Mpode Minka",)  # of the fiction nobody is known


SPOILT = {
    "no sound": ("audio/1.mp3", None, "SON101"),
    "a sound that is none": ("audio/1.mp3", b"Du texte.", "SON101"),
    "an empty sound": ("audio/1.mp3", b"", "SON101"),
    "a sound cut short": ("audio/1.mp3", silence(2), "SON201"),
    "no timings": ("audio/1.vtt", None, "SON102"),
    "timings in another encoding": ("audio/1.vtt", "WEBVTT\n\né".encode("latin-1"), "SON102"),
    "no cue": ("audio/1.vtt", b"WEBVTT\n", "SON202"),
}


@pytest.mark.parametrize("case", SPOILT)
def test_an_unfit_sound_is_told_and_the_episode_goes_without(book: BookFactory, case: str) -> None:
    tiny = sounding(book)
    path, content, code = SPOILT[case]
    if content is None:
        (tiny.root / path).unlink()
    else:
        tiny.write(path, content)
    assert sound_of(tiny.root, tiny.page()) is None
    assert tiny.read().errors == (), "nothing here stops the build"
    found = {f.rule.code for f in check_book(tiny.root, tiny.read())}
    assert {each for each in found if each.startswith("SON")} == {code}


def test_a_page_may_leave_some_passages_out_of_its_sound_and_nothing_more(
    book: BookFactory,
) -> None:
    tiny = sounding(book)
    silences = "silence: {SON101: pas encore de son, SON202: pas encore de temps}"
    tiny.write(EPISODE, with_audio(episode(BODY), f"{AUDIO}\n{silences}"))
    tiny.write("audio/1.vtt", vtt(["1.2\n00:01.000 --> 00:02.000\n<v Soline>Bonjour !\n"]))
    sound = sound_of(tiny.root, tiny.page())
    assert sound is not None
    assert [timing.passage for timing in sound.timings] == ["1.2"]
    (tiny.root / "audio/1.mp3").unlink()
    assert sound_of(tiny.root, tiny.page()) is None
