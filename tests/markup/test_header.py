"""Headers: what is read, what is refused, and the line of each."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.books import episode, line_of
from tools.markup.header import blank_header, find_header, read_header
from tools.markup.report import Report
from tools.model import (
    Character,
    Credits,
    Duration,
    EpisodeHeader,
    PageHeader,
    Voice,
)


def read(text: str, *, is_episode: bool = True) -> tuple[PageHeader, list[tuple[str, int | None]]]:
    report = Report("page.md")
    header = read_header(find_header(text, report), report, episode=is_episode)
    return header, [(fault.rule.code, fault.location.line) for fault in report.found]


def test_an_episode_s_header_holds_all_its_facts() -> None:
    header, faults = read(episode("Un."))
    assert faults == []
    assert header == EpisodeHeader(
        episode=1,
        spoken_title="Ce qui se dit",
        subtitle="Ce qui se lit",
        duration=Duration(480),
        summary="Une phrase pour la carte.",
        listen="https://exemple.fr/ecouter",
        voices=(Voice("Delphine Mpode Minka", "Delphine", "MSA Île-de-France"),),
        characters=(
            Character("soline", "Soline", "salariée"),
            Character("capucine", "Capucine", "fondatrice d’Aquanova"),
        ),
        credits=Credits(("Yunus Bayram", "Nadège Masnière"), ("JBD Productions",)),
    )


def test_each_name_and_key_knows_its_line() -> None:
    text = episode("Un.")
    header, _ = read(text)
    assert isinstance(header, EpisodeHeader)
    assert header.lines["duration"] == line_of(text, "duration:")
    assert header.characters[1].line == line_of(text, "name: Capucine")
    assert header.voices[0].line == line_of(text, "name: Delphine")
    assert header.credits.lines["Nadège Masnière"] == line_of(text, "cast:")


def test_a_page_that_is_no_episode_needs_no_header() -> None:
    assert read("# Un titre\n", is_episode=False) == (PageHeader(), [])
    header, faults = read("---\nsummary: Une phrase.\n---\n# Un titre\n", is_episode=False)
    assert (header.summary, faults) == ("Une phrase.", [])


def test_the_key_episode_makes_an_episode_wherever_the_page_stands() -> None:
    header, faults = read("---\nepisode: 3\n---\n", is_episode=False)
    assert isinstance(header, EpisodeHeader)
    assert {code for code, _ in faults} == {"PGE105"}


def test_an_episode_without_a_header_lacks_every_key() -> None:
    _, faults = read("# Un titre\n")
    assert {code for code, _ in faults} == {"PGE105"}
    assert len(faults) == 9


@pytest.mark.parametrize("text", ["---\nepisode: 1\n# Titre\n", "---", "---\n"])
def test_a_header_that_is_never_closed_is_reported_where_it_opens(text: str) -> None:
    _, faults = read(text, is_episode=False)
    assert faults == [("PGE102", 1)]


@pytest.mark.parametrize(
    ("header", "line"),
    [
        ("a: [1, 2", 2),
        ("a: 1\nb: [1,\n2\n", 3),
        ("a: 1\nb: {c: d\n", 3),
        ("a: b: c", 2),
        ("a: 1\n\tb: 2", 3),
        ("a: 1\nb: %", 3),
        ("a: 1\nb: @c", 3),
        ("- un\n- deux", 2),
        ("juste des mots", 2),
        ('a: 1\nb: "jamais fermé\nc: 2', 3),
        ("a: *inconnu", 2),
        ("a: 1\n...\nb: 2", 4),
    ],
)
def test_a_header_that_is_no_yaml_is_one_fault_on_the_line_that_breaks_it(
    header: str, line: int
) -> None:
    assert read(f"---\n{header}\n---\n\n# Titre\n", is_episode=False)[1] == [("PGE102", line)]


def test_a_header_takes_its_lines_and_leaves_the_others_where_they_were() -> None:
    text = episode("Un paragraphe.")
    blank = blank_header(text)
    assert len(blank.split("\n")) == len(text.split("\n"))
    assert line_of(blank, "Un paragraphe.") == line_of(text, "Un paragraphe.")
    assert "spoken_title" not in blank


def test_text_without_a_header_is_left_as_it_is() -> None:
    text = "# Titre\n\n---\n\nUn paragraphe après un filet.\n\n---\n"
    assert blank_header(text) == text


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("episode", "0"), ("episode", "-1"), ("episode", "1.5"), ("episode", '"1"'), ("episode", "un"),
        ("episode", "null"), ("episode", "[1]"), ("episode", "0x1A"),
        ("duration", "8"), ("duration", "PT"), ("duration", "[PT8M]"), ("duration", "00h08"),
        ("spoken_title", "null"), ("spoken_title", "2045"), ("spoken_title", '" "'),
        ("spoken_title", "[a]"), ("spoken_title", "oui: non"), ("spoken_title", "2025-07-01"),
        ("listen", "exemple.fr"), ("listen", "ftp://exemple.fr"), ("listen", "https://exemple.fr/a b"),
        ("voices", "null"), ("voices", "Delphine"), ("voices", "[Delphine]"),
        ("characters", "{id: a, name: A, role: b}"),
        ("credits", "null"), ("credits", "[a]"),
        ("silence", "TRS101"),
    ],
)  # fmt: skip
def test_a_value_of_the_wrong_type_is_reported_on_its_line(key: str, value: str) -> None:
    lines = episode("Un.").split("\n")
    shown = value if value != "oui: non" else "{oui: non}"
    if key == "silence":
        lines.insert(1, f"silence: {shown}")
    elif key in {"voices", "characters", "credits"}:
        start = next(n for n, line in enumerate(lines) if line.startswith(f"{key}:"))
        end = next(n for n in range(start + 1, len(lines)) if not lines[n].startswith(" "))
        lines[start:end] = [f"{key}: {shown}"]
    else:
        lines = [f"{key}: {shown}" if line.startswith(f"{key}:") else line for line in lines]
    text = "\n".join(lines)
    _, faults = read(text)
    assert faults == [("PGE104", line_of(text, f"{key}: {shown}"))]


def test_every_slip_of_a_header_is_reported_at_once() -> None:
    text = (
        episode("Un.")
        .replace("duration: PT8M", "duration: huit minutes")
        .replace("subtitle:", "sous_titre:")
        .replace("id: soline", "id: Soline")
        .replace("cast: [Yunus Bayram", "cast: [3")
    )
    _, faults = read(text)
    assert sorted(faults, key=str) == sorted(
        [
            ("PGE103", line_of(text, "sous_titre")),
            ("PGE104", line_of(text, "duration")),
            ("PGE104", line_of(text, "id: Soline")),
            ("PGE104", line_of(text, "cast: [3")),
            ("PGE105", 2),
        ],
        key=str,
    )


def test_a_reason_is_kept_with_the_line_of_the_silence() -> None:
    text = "---\nsummary: Une phrase.\nsilence:\n  TRS101: une raison\n---\n"
    header, faults = read(text, is_episode=False)
    assert (header.silences, header.lines["silence.TRS101"], faults) == (
        {"TRS101": "une raison"},
        4,
        [],
    )


WORDS = st.text(
    st.characters(categories=["L", "N", "P", "Zs"], max_codepoint=0x2FFF), min_size=1, max_size=30
).filter(lambda text: text.split() != [])


@given(
    number=st.integers(1, 999),
    texts=st.tuples(WORDS, WORDS, WORDS),
    seconds=st.none() | st.integers(0, 10**6),
    cast=st.none() | st.lists(WORDS, max_size=4),
    names=st.lists(WORDS, max_size=3),
)
def test_a_header_written_as_yaml_is_the_header_read(
    number: int,
    texts: tuple[str, str, str],
    seconds: int | None,
    cast: list[str] | None,
    names: list[str],
) -> None:
    duration = None if seconds is None else Duration(seconds)
    written = yaml.safe_dump(
        {
            "episode": number,
            "spoken_title": texts[0],
            "subtitle": texts[1],
            "duration": duration and str(duration),
            "summary": texts[2],
            "listen": "https://exemple.fr",
            "voices": [{"name": name, "label": name, "role": name} for name in names],
            "characters": [{"id": "a", "name": name, "role": name} for name in names],
            "credits": {"cast": cast, "sound_production": names},
        },
        allow_unicode=True,
        sort_keys=False,
    )
    plain = [" ".join(text.split()) for text in texts]
    plain_names = tuple(" ".join(name.split()) for name in names)
    header, faults = read(f"---\n{written}---\n\n# Titre\n")
    assert faults == []
    assert header == EpisodeHeader(
        episode=number,
        spoken_title=plain[0],
        subtitle=plain[1],
        duration=duration,
        summary=plain[2],
        listen="https://exemple.fr",
        voices=tuple(Voice(name, name, name) for name in plain_names),
        characters=tuple(Character("a", name, name) for name in plain_names),
        credits=Credits(
            None if cast is None else tuple(" ".join(name.split()) for name in cast), plain_names
        ),
    )


@given(st.text(max_size=200), st.booleans())
def test_no_header_stops_the_reader(text: str, is_episode: bool) -> None:
    read(f"---\n{text}\n---\n", is_episode=is_episode)


@given(
    st.lists(
        st.sampled_from(
            ["episode: 1", "duration: PT8M", "voices:", "  - {name: A", "role: b}", "- a", "&a", "*a",
             "<<: *a", "? [x]", ": y", "!!int 3", "!x", "|", ">", "'", '"', "{", "}", "[", "]", "#",
             "---", "...", "%YAML 1.2", "\t", "silence: {A: b}", "credits: {cast: null}", "\x00"]
        )
    ).map("\n".join)
)  # fmt: skip
def test_no_piece_of_yaml_stops_the_reader(text: str) -> None:
    read(f"---\n{text}\n---\n")
