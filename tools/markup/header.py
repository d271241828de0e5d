"""Page headers: YAML at the top of a page, read into the model key by key."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from tools.markup.mapping import HeaderMapping
from tools.markup.report import Report
from tools.markup.sheet import read_format, read_printed, read_sheet
from tools.model import Audio, Character, Credits, EpisodeHeader, PageHeader, Voice
from tools.rules import HEADER_IS_YAML

_FENCE = re.compile(r"---[ \t]*")
_SOUNDS = r"mp3|m4a|opus"
"""What EPUB 3.3 and browsers both play: MP3, AAC and Opus."""


class HeaderText(NamedTuple):
    """The header as it is written, and the number of lines that it takes with its two fences."""

    yaml: str
    height: int


def find_header(text: str, report: Report) -> HeaderText:
    """Return the header at the top of *text*; an empty one, of no height, when there is none."""
    lines = text.split("\n")
    if not _FENCE.fullmatch(lines[0]):
        return HeaderText("", 0)
    for number, line in enumerate(lines[1:], 2):
        if _FENCE.fullmatch(line):
            return HeaderText("\n".join(lines[1 : number - 1]), number)
    report.broken(
        HEADER_IS_YAML, 1, "l’en-tête s’ouvre par « --- » et n’est jamais fermé",
        hint="Ajoutez une ligne « --- » après la dernière clé.",
    )  # fmt: skip
    return HeaderText("", 1)


def blank_header(text: str) -> str:
    """Return *text* without its header, every other line where it was."""
    _, height = find_header(text, Report(""))
    return "\n" * height + "\n".join(text.split("\n")[height:]) if height else text


def read_header(
    source: HeaderText, report: Report, *, episode: bool = False, sheet: bool = False
) -> PageHeader:
    """Read a header; its keys say of what, but for a page that ought to be one or the other."""
    mapping = HeaderMapping.read(source.yaml, report)
    if mapping is None:
        return EpisodeHeader() if episode else PageHeader()
    if episode:
        return _episode(mapping)
    if sheet:
        return read_sheet(mapping)
    for key, read in _KINDS.items():
        if key in mapping.values:
            return read(mapping)
    return _page(mapping)


def _page(mapping: HeaderMapping) -> PageHeader:
    header = PageHeader(
        summary=mapping.text("summary", required=False),
        silences=mapping.silences(),
        lines=mapping.lines,
    )
    mapping.refuse_the_rest()
    return header


def _episode(mapping: HeaderMapping) -> EpisodeHeader:
    header = EpisodeHeader(
        episode=mapping.whole("episode"),
        spoken_title=mapping.text("spoken_title"),
        subtitle=mapping.text("subtitle"),
        duration=mapping.duration("duration"),
        summary=mapping.text("summary"),
        listen=mapping.address("listen"),
        voices=tuple(mapping.records("voices", _voice)),
        characters=tuple(mapping.records("characters", _character)),
        credits=mapping.record("credits", _credits) or Credits(cast=None),
        audio=mapping.record("audio", _audio, required=False),
        silences=mapping.silences(),
        lines=mapping.lines,
    )
    mapping.refuse_the_rest()
    return header


def _voice(mapping: HeaderMapping) -> Voice:
    name = mapping.text("name")
    return Voice(
        name=name,
        label=mapping.text("label", required=False) or name,
        role=mapping.text("role"),
        line=mapping.line,
    )


def _character(mapping: HeaderMapping) -> Character:
    return Character(
        id=mapping.identifier("id"),
        name=mapping.text("name"),
        role=mapping.text("role"),
        turns=mapping.count("turns"),
        line=mapping.line,
    )


def _audio(mapping: HeaderMapping) -> Audio:
    return Audio(
        file=_path(mapping, "file", _SOUNDS, "audio/4.mp3 (ou .m4a, .opus)"),
        timings=_path(mapping, "timings", "vtt", "audio/4.vtt"),
        lines=mapping.lines,
    )


def _path(mapping: HeaderMapping, key: str, endings: str, example: str) -> str:
    """Return the path of a sound's file: in one folder, under a name that any address can bear."""
    text = mapping.text(key)
    if text and not re.fullmatch(rf"audio/[A-Za-z0-9][A-Za-z0-9_-]*\.(?:{endings})", text):
        mapping.wrong(key, mapping.values[key], f"un chemin depuis la racine du livre : {example}")
        return ""
    return text


def _credits(mapping: HeaderMapping) -> Credits:
    cast = mapping.names("cast", may_be_null=True)
    production = mapping.names("sound_production") or []
    return Credits(
        cast=None if cast is None else tuple(name for name, _ in cast),
        sound_production=tuple(name for name, _ in production),
        lines=mapping.lines | dict(reversed([*(cast or []), *production])),
    )


_KINDS: Mapping[str, Callable[[HeaderMapping], PageHeader]] = {
    "sheet": read_sheet,  # before « episode », which a sheet has too
    "format": read_format,
    "printed": read_printed,
    "episode": _episode,
}
"""The key that makes a header one of a kind, and who reads it."""
