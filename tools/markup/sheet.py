"""Headers of the guide: session sheets, pages that explain a format, pages that are printed."""

from __future__ import annotations

import re

from tools.markup.mapping import HeaderMapping
from tools.model import (
    FORMATS,
    FollowUp,
    FormatHeader,
    GroupSize,
    Intention,
    Material,
    Mode,
    Preparation,
    PrintedHeader,
    Prose,
    Questions,
    SheetHeader,
    Step,
    Timetable,
    Variants,
)

_LETTER = re.compile(r"[ABD-I]|C[1-9]\d?")


def read_sheet(mapping: HeaderMapping) -> SheetHeader:
    """Read the header of a page that has the key ``sheet``."""
    header = SheetHeader(
        sheet=mapping.whole("sheet"),
        episode=mapping.whole("episode"),
        title=mapping.text("title"),
        in_brief=_prose(mapping, "in_brief"),
        objectives=mapping.proses("objectives"),
        audience=_prose(mapping, "audience"),
        group_size=mapping.record("group_size", _group_size) or GroupSize(0, 0, 0),
        facilitators=_prose(mapping, "facilitators"),
        space=_prose(mapping, "space"),
        materials=tuple(mapping.records("materials", _material)),
        print=mapping.uses("print"),
        preparation=mapping.record("preparation", _preparation) or Preparation(),
        intentions=mapping.record("intentions", _intentions) or {},
        formats=mapping.record("formats", _formats) or {},
        questions=mapping.record("questions", _questions) or Questions(),
        quotes=mapping.numbers("quotes"),
        variants=mapping.record("variants", _variants) or Variants(),
        remote=mapping.proses("remote"),
        accessibility=mapping.proses("accessibility"),
        care=mapping.proses("care"),
        harvest=mapping.proses("harvest"),
        follow_up=mapping.record("follow_up", _follow_up) or FollowUp(),
        evaluation=mapping.proses("evaluation"),
        summary=mapping.text("summary", required=False),
        silences=mapping.silences(),
        lines=mapping.lines,
    )
    mapping.refuse_the_rest()
    return header


def read_format(mapping: HeaderMapping) -> FormatHeader:
    """Read the header of a page that has the key ``format``."""
    minutes = mapping.whole("format")
    if minutes and minutes not in FORMATS:
        mapping.wrong("format", mapping.values["format"], _minutes_listed())
    header = FormatHeader(
        format=minutes if minutes in FORMATS else 0,
        timetable=_timetable(mapping, "steps", minutes),
        summary=mapping.text("summary", required=False),
        silences=mapping.silences(),
        lines=mapping.lines,
    )
    mapping.refuse_the_rest()
    return header


def read_printed(mapping: HeaderMapping) -> PrintedHeader:
    """Read the header of a page that has the key ``printed``."""
    letter = mapping.text("printed")
    if letter and not _LETTER.fullmatch(letter):
        mapping.wrong(
            "printed", mapping.values["printed"],
            "une lettre de A à I (C1, C2… pour la feuille d’un épisode)",
        )  # fmt: skip
        letter = ""
    header = PrintedHeader(
        printed=letter,
        wall=mapping.flag("wall"),
        summary=mapping.text("summary", required=False),
        silences=mapping.silences(),
        lines=mapping.lines,
    )
    mapping.refuse_the_rest()
    return header


def _prose(mapping: HeaderMapping, key: str) -> Prose:
    return mapping.prose(key) or Prose("")


def _group_size(mapping: HeaderMapping) -> GroupSize:
    return GroupSize(
        min=mapping.whole("min"),
        ideal=mapping.whole("ideal"),
        max=mapping.whole("max"),
        line=mapping.line,
    )


def _material(mapping: HeaderMapping) -> Material:
    return Material(name=mapping.text("name"), quantity=mapping.text("quantity"), line=mapping.line)


def _preparation(mapping: HeaderMapping) -> Preparation:
    return Preparation(
        week_before=mapping.proses("week_before"),
        day_before=mapping.proses("day_before"),
        quarter_hour_before=mapping.proses("quarter_hour_before"),
    )


def _intentions(mapping: HeaderMapping) -> dict[int, Intention]:
    found = {minutes: mapping.choice(str(minutes), Intention) for minutes in FORMATS}
    return {minutes: intention for minutes, intention in found.items() if intention is not None}


def _formats(mapping: HeaderMapping) -> dict[int, Timetable]:
    return {minutes: _timetable(mapping, str(minutes), minutes) for minutes in FORMATS}


def _timetable(mapping: HeaderMapping, key: str, minutes: int) -> Timetable:
    steps = tuple(mapping.records(key, _step))
    return Timetable(minutes, steps, mapping.lines.get(key))


def _step(mapping: HeaderMapping) -> Step:
    title = mapping.text("title")
    mapping.name = title or mapping.name  # what is wrong with a step is told by its name
    listening = mapping.flag("listening")
    return Step(
        title=title,
        minutes=mapping.minutes("minutes", may_be_null=listening),
        mode=mapping.choice("mode", Mode),
        say=_prose(mapping, "say"),
        intent=_prose(mapping, "intent"),
        traps=mapping.prose("traps", required=False),
        remainder=mapping.prose("remainder", required=False),
        uses=mapping.uses("uses", required=False),
        listening=listening,
        line=mapping.line,
    )


def _questions(mapping: HeaderMapping) -> Questions:
    return Questions(
        opening=mapping.proses("opening"),
        understanding=mapping.proses("understanding"),
        critical=mapping.proses("critical"),
        projection=mapping.proses("projection"),
        action=mapping.proses("action"),
    )


def _variants(mapping: HeaderMapping) -> Variants:
    return Variants(
        small_group=_prose(mapping, "small_group"),
        large_group=_prose(mapping, "large_group"),
        outside_public=_prose(mapping, "outside_public"),
        without_audio=_prose(mapping, "without_audio"),
    )


def _follow_up(mapping: HeaderMapping) -> FollowUp:
    return FollowUp(
        within_a_week=mapping.proses("within_a_week"),
        within_a_month=mapping.proses("within_a_month"),
    )


def _minutes_listed() -> str:
    return "l’un de " + ", ".join(map(str, FORMATS))
