"""Sound: when each passage of an episode is heard, read from WebVTT and held against its page.

The reader is ours: webvtt-py keeps neither lines nor what it does not understand, and an author
who mistypes a time must be told where.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from tools.diagnostics import Diagnostic, Location, suggest
from tools.markup.report import Report
from tools.model import Audio, EpisodeHeader, Page, Timing
from tools.rules import (
    PASSAGE_TIMED,
    SOUND_PLAYS,
    TIMING_HAS_PASSAGE,
    TIMING_VOICE_SPEAKS,
    TIMINGS_FOLLOW,
    TIMINGS_READABLE,
    TIMINGS_WITHIN_SOUND,
)

_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMES = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t].*)?")
_ASIDE = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t].*)?")
"""First line of a block that times nothing."""
_VOICE = re.compile(r"<v(?:\.[^\s<>]+)*[ \t]+([^<>]+)>")
_LARGEST = 5_000_000
"""Octets beyond which a file holds no timings: an hour of talk has some fifty thousand."""

_ROUNDING = 100
"""Milliseconds by which a last cue may pass the end: encoders pad, and players count otherwise."""


@dataclass(frozen=True, slots=True)
class Sound:
    """What a page sounds like: a recording that plays, and timings that fit the page."""

    file: str
    """POSIX, from the root of the book."""
    timings: tuple[Timing, ...]
    """In the order of the page."""


def sound_of(root: Path, page: Page) -> Sound | None:
    """Return the sound of *page*; None when it has none, or one that an error makes unfit."""
    audio = audio_of(page)
    if audio is None:
        return None
    timings, faults = read_sound(root, page)
    # A page may let some of its passages go unread; nothing else can be got round.
    spared = {PASSAGE_TIMED.code} & set(page.header.silences)
    if not timings or any(fault.rule.code not in spared for fault in faults):
        return None  # the silent book is built all the same, and « check » says why it is silent
    numbers = {passage.number for passage in page.passages}
    return Sound(audio.file, tuple(each for each in timings if each.passage in numbers))


def audio_of(page: Page) -> Audio | None:
    """Return what the header of *page* says of its sound."""
    return page.header.audio if isinstance(page.header, EpisodeHeader) else None


def read_sound(root: Path, page: Page) -> tuple[tuple[Timing, ...], tuple[Diagnostic, ...]]:
    """Return the timings of *page*, and everything that is wrong with its sound."""
    audio = audio_of(page)
    if audio is None or not audio.file or not audio.timings:  # the header's reader has said so
        return (), ()
    of_page, of_timings = Report(page.path), Report(audio.timings)
    length = _length(root / audio.file)
    if length is None:
        there = (root / audio.file).is_file()
        told = "n’est pas un son que l’on sache jouer" if there else "est introuvable"
        of_page.broken(SOUND_PLAYS, audio.lines.get("file"), f"« {audio.file} » {told}")
    text = _text(root / audio.timings)
    if text is None:
        of_page.broken(
            TIMINGS_READABLE, audio.lines.get("timings"),
            f"« {audio.timings} » est introuvable, ou n’est pas un texte en UTF-8",
            hint="Déposez le minutage dans audio/ ou corrigez « timings ».",
        )  # fmt: skip
        return (), tuple(of_page.found)
    timings = tuple(read_timings(text, of_timings))
    if not of_timings.found:  # what could not be read may well time a passage
        at = Location(audio.timings)
        passages = [passage.number for passage in page.passages]
        of_timings.found += [
            *timings_follow(timings, passages, at),
            *(timings_within_sound(timings, length, at) if length is not None else ()),
            *timing_has_passage(timings, passages, at),
            *timing_voice_speaks(timings, page, at),
        ]
        of_page.found += passage_timed(timings, page)
    return timings, (*of_page.found, *of_timings.found)


def read_timings(text: str, report: Report) -> Iterator[Timing]:
    """Read WebVTT, strictly; say which cues are none, and never stop at the first."""
    lines = text.split("\n")
    if not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]):
        report.broken(TIMINGS_READABLE, 1, "la première ligne n’est pas « WEBVTT »")
    seen: dict[str, int] = {}
    for block in _blocks(lines):
        number, (line, first) = _timed(block), block[0]
        if _ASIDE.fullmatch(first) or (line == 1 and number is None):
            continue
        if number is None:
            report.broken(TIMINGS_READABLE, line, f"ce repère n’a pas de temps : « {first[:40]} »")
            continue
        place, written = block[number]
        times = _TIMES.fullmatch(written.strip())
        if times is None:
            report.broken(TIMINGS_READABLE, place, f"ces temps ne se lisent pas : « {written} »")
            continue
        if number != 1:
            report.broken(
                TIMINGS_READABLE, place,
                "ce repère ne porte pas de numéro de passage, sur la ligne qui précède ses temps",
            )  # fmt: skip
            continue
        parts = times.groups()
        name, start, end = first.strip(), _moment(parts[:4]), _moment(parts[4:])
        if name in seen:
            told = f"« {name} » a déjà son repère à la ligne {seen[name]}"
            report.broken(TIMINGS_READABLE, line, told)
        elif end <= start:
            report.broken(TIMINGS_READABLE, place, f"le repère {name} finit avant d’avoir commencé")
        else:
            said = " ".join(words for _, words in block[2:])
            voices = dict.fromkeys(" ".join(found.split()) for found in _VOICE.findall(said))
            yield Timing(name, start, end, tuple(voices), place)
        seen.setdefault(name, line)


def _blocks(lines: Sequence[str]) -> Iterator[list[tuple[int, str]]]:
    """Yield what empty lines set apart, each line with its number."""
    block: list[tuple[int, str]] = []
    for numbered in enumerate([*lines, ""], 1):
        if numbered[1]:
            block.append(numbered)
        elif block:
            yield block
            block = []


def _timed(block: Sequence[tuple[int, str]]) -> int | None:
    """Return the rank of the line that gives a block's times, among its first two."""
    return next((rank for rank, (_, line) in enumerate(block[:2]) if "-->" in line), None)


def _moment(parts: Sequence[str | None]) -> int:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def timings_follow(
    timings: Iterable[Timing], passages: Sequence[str], at: Location
) -> Iterator[Diagnostic]:
    """Sound and text go the same way: a reader who follows one is never sent back in the other."""
    rank = {number: place for place, number in enumerate(passages)}
    known = (timing for timing in timings if timing.passage in rank)
    for before, timing in pairwise(known):
        told = ""
        if timing.start < before.end:
            told = f"{timing.passage} commence avant la fin de {before.passage} ({show_moment(before.end)})"
        elif rank[timing.passage] < rank[before.passage]:
            told = f"{timing.passage} est entendu après {before.passage}, qui le suit dans la page"
        if told:
            yield TIMINGS_FOLLOW.broken(at._replace(line=timing.line), told)


def timings_within_sound(
    timings: Iterable[Timing], length: int, at: Location
) -> Iterator[Diagnostic]:
    """Past the end nothing is heard."""
    for timing in timings:
        if timing.end > length + _ROUNDING:
            yield TIMINGS_WITHIN_SOUND.broken(
                at._replace(line=timing.line),
                f"{timing.passage} finit à {show_moment(timing.end)}, et le son à {show_moment(length)}",
            )


def passage_timed(timings: Iterable[Timing], page: Page) -> Iterator[Diagnostic]:
    """Who follows the text by ear must not lose a sentence."""
    timed = {timing.passage for timing in timings}
    for passage in page.passages:
        if passage.number not in timed:
            yield PASSAGE_TIMED.broken(
                Location(page.path, passage.line),
                f"le passage {passage.number} n’a pas de repère dans le minutage",
            )


def timing_has_passage(
    timings: Iterable[Timing], passages: Sequence[str], at: Location
) -> Iterator[Diagnostic]:
    """A cue is known by the number of what it times."""
    for timing in timings:
        if timing.passage not in passages and timing.line is not None:
            yield TIMING_HAS_PASSAGE.broken(
                at._replace(line=timing.line - 1),  # the name stands above the times
                f"l’épisode n’a pas de passage « {timing.passage[:40]} »",
                hint=suggest(timing.passage, passages, otherwise=TIMING_HAS_PASSAGE.hint),
            )


def timing_voice_speaks(
    timings: Iterable[Timing], page: Page, at: Location
) -> Iterator[Diagnostic]:
    """Prose may be read by anybody; a turn has its speaker."""
    speakers = _speakers(page)
    said_by = {passage.number: passage.speaker for passage in page.passages}
    for timing in timings:
        wanted = said_by.get(timing.passage)
        if wanted is None:
            continue
        labels = [name for name, speaker in speakers.items() if speaker == wanted]
        where = at._replace(line=timing.line)
        if not timing.voices:
            told = f"le repère {timing.passage} ne dit pas quelle voix parle"
            yield TIMING_VOICE_SPEAKS.broken(
                where, told, hint=f"Écrivez « <v {labels[-1]}> »." if labels else None
            )
        for voice in timing.voices:
            if speakers.get(voice) != wanted:
                shown = f" ; la page donne {timing.passage} à « {labels[-1]} »" if labels else ""
                yield TIMING_VOICE_SPEAKS.broken(where, f"« {voice} » parle ici{shown}")


def narrators_of(sound: Sound, page: Page) -> tuple[str, ...]:
    """Return the real people who are heard, by their full names; of the fiction nobody is known."""
    header = page.header
    if not isinstance(header, EpisodeHeader):
        return ()
    voices = {voice.label: voice.name for voice in header.voices}
    voices |= {voice.name: voice.name for voice in header.voices}
    heard = (voices.get(name) for timing in sound.timings for name in timing.voices)
    return tuple(dict.fromkeys(name for name in heard if name))


def _speakers(page: Page) -> Mapping[str, str]:
    return page.header.speakers if isinstance(page.header, EpisodeHeader) else {}


def show_moment(milliseconds: int) -> str:
    """Return a moment as WebVTT writes it, which is how authors look for it."""
    seconds, thousandths = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{thousandths:03}"


def _length(path: Path) -> int | None:
    """Return how long a recording lasts, in milliseconds; None for what is no recording."""
    # Imported here: a silent book, which every book is until it is given sound, does without it.
    from tinytag import TinyTag, TinyTagException

    try:
        seconds = TinyTag.get(path, tags=False).duration
    except (OSError, ValueError, TinyTagException):
        return None
    return round(seconds * 1000) if seconds else None


def _text(path: Path) -> str | None:
    """Return a text with plain line ends; None for what is missing, too large or no UTF-8."""
    try:
        if path.stat().st_size > _LARGEST:
            return None
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")
