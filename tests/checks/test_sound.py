"""The three outputs of a book that is heard, judged as the silent book is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.rules.outputs import BASE, DRESS, REPOSITORY
from tests.sounds import silence, timings_of
from tools.build import OUTPUTS, build
from tools.checks import check_book
from tools.markup.book import read_book
from tools.model import EpisodeHeader


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the base book with a recording for each of its episodes."""
    root = tmp_path_factory.mktemp("son") / "livre"
    shutil.copytree(BASE, root)
    for name in DRESS:
        place = REPOSITORY / name
        (shutil.copytree if place.is_dir() else shutil.copy)(place, root / name)
    (root / "audio").mkdir()
    for page in read_book(root).book.pages:
        if isinstance(page.header, EpisodeHeader):
            name = f"audio/{page.header.episode}"
            labels = {speaker: label for label, speaker in page.header.speakers.items()}
            (root / f"{name}.vtt").write_text(timings_of(page, labels=labels), encoding="utf-8")
            (root / f"{name}.mp3").write_bytes(silence(len(page.passages)))
            text = (root / page.path).read_text(encoding="utf-8")
            audio = f"audio: {{file: {name}.mp3, timings: {name}.vtt}}\ncredits:\n"
            (root / page.path).write_text(text.replace("credits:\n", audio, 1), encoding="utf-8")
    build(root, tuple(OUTPUTS), say=lambda _: None)
    return root


def test_the_outputs_of_a_book_that_is_heard_are_all_right(heard: Path) -> None:
    assert sorted(path.name for path in (heard / "_build/html/audio").iterdir()) == [
        "1.mp3",
        "2.mp3",
    ]
    assert [str(fault) for fault in check_book(heard, read_book(heard))] == []


def test_a_recording_that_goes_makes_the_outputs_late(heard: Path) -> None:
    recording = heard / "audio/1.mp3"
    sound = recording.read_bytes()
    recording.unlink()
    try:
        codes = {fault.rule.code for fault in check_book(heard, read_book(heard))}
        assert "SON101" in codes
        assert any(code.startswith("OUT") for code in codes)
    finally:
        recording.write_bytes(sound)
