"""The closed list of sounds."""

from __future__ import annotations

import pytest

from tools.french.cues import CUES, admitted_cue


@pytest.mark.parametrize("cue", CUES)
def test_a_sound_of_the_list_is_its_own_spelling(cue: str) -> None:
    assert admitted_cue(cue) == cue


@pytest.mark.parametrize(
    ("written", "admitted"),
    [
        ("Bruitage d’ordinateur", "bruitage d’ordinateur"),
        ("bruit d’ordinateur", "bruitage d’ordinateur"),
        ("bruitage d'ordinateur", "bruitage d’ordinateur"),
        ("bruit foule", "bruit de foule"),
        ("  Musique ", "musique"),
        ("transition", "transition sonore"),
        ("sonnerie  téléphone", "sonnerie de téléphone"),
    ],
)
def test_another_spelling_leads_to_the_admitted_one(written: str, admitted: str) -> None:
    assert admitted_cue(written) == admitted


@pytest.mark.parametrize("written", ["", "aboiement", "musiques", "bruit", "…", "voix off"])
def test_what_the_podcast_never_lets_hear_is_no_sound(written: str) -> None:
    assert admitted_cue(written) is None


def test_no_spelling_stands_for_two_sounds() -> None:
    spellings = [spelling for cue, replaced in CUES.items() for spelling in (cue, *replaced)]
    assert len(spellings) == len(set(spellings))


def test_spellings_are_written_as_they_are_looked_up() -> None:
    spellings = [spelling for cue, replaced in CUES.items() for spelling in (cue, *replaced)]
    assert spellings == [spelling.casefold() for spelling in spellings]
