"""Pages read into passages, headings, directives and roles, each with its true line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.books import (
    BOOK_DATA,
    EPISODE,
    PEOPLE,
    episode,
    line_of,
    people_data,
    scene,
    write_tiny_book,
)
from tests.conftest import BookFactory
from tests.markup.pages import UNNUMBERED, Block, bodies, turns
from tools.markup.data import read_book_data, read_people
from tools.markup.header import find_header, read_header
from tools.markup.numbering import Numbers
from tools.markup.page import read_page
from tools.markup.report import Report
from tools.model import EpisodeHeader, Page, Passage, PassageKind


def read(text: str) -> tuple[Page, Report]:
    """Read an episode's page alone, without a folder."""
    report = Report(EPISODE)
    header = read_header(find_header(text, report), report, episode=True)
    book = replace(
        read_book_data(BOOK_DATA, report),
        people=read_people(people_data(PEOPLE), report),
        pages=(Page(EPISODE, header),),
    )
    return read_page(EPISODE, text, header, book, report), report


def shown(page: Page) -> list[tuple[str, str, str | None]]:
    return [(passage.number, passage.text, passage.speaker) for passage in page.passages]


# --- What has a number, and what has none -------------------------------------------------------


def test_paragraphs_items_and_turns_are_numbered_in_the_order_of_reading() -> None:
    page, report = read(
        episode(
            "Un.\n\n- Deux.\n- Trois.\n\n  Et encore trois.\n\n  - Quatre.\n\n> Cinq.\n\n"
            + scene("Soline : Six.\n\n[musique]\n\nToutes : Sept.")
            + "\nUn terme\n: Huit.\n"
        )
    )
    assert report.found == []
    assert shown(page) == [
        ("1.1", "Un.", None),
        ("1.2", "Deux.", None),
        ("1.3", "Trois. Et encore trois.", None),
        ("1.4", "Quatre.", None),
        ("1.5", "Cinq.", None),
        ("1.6", "Six.", "soline"),
        ("1.7", "Sept.", "Toutes"),
        ("1.8", "Huit.", None),
    ]
    assert [passage.anchor for passage in page.passages[:2]] == ["ep1-p1", "ep1-p2"]


@pytest.mark.parametrize("block", UNNUMBERED)
def test_what_is_no_sentence_of_the_episode_has_no_number(block: str) -> None:
    page, report = read(episode(f"Un.\n\n{block}\n\n%\n\nDeux.\n\n[^n]: Une note.\n"))
    assert report.found == []
    assert [passage.text for passage in page.passages] == ["Un.", "Deux."]


def test_numbers_begin_after_the_title() -> None:
    text = episode("Un.\n").replace("\n# Un essai\n", "\nUn avant-titre.\n\n# Un essai\n")
    assert shown(read(text)[0]) == [("1.1", "Un.", None)]


def test_a_page_that_is_no_episode_has_no_numbers(book: BookFactory) -> None:
    tiny = book(
        {EPISODE: episode("Un.\n"), "avant-propos.md": "# Avant-propos\n\nUn paragraphe.\n"}
    )
    assert tiny.page("avant-propos.md").passages == ()


def test_numbers_carry_on_from_one_passage_to_the_next() -> None:
    numbers = Numbers.of(EpisodeHeader(episode=4))
    assert [numbers.next() for _ in range(2)] == [("4.1", "ep4-p1"), ("4.2", "ep4-p2")]
    assert not Numbers.of(EpisodeHeader())


@pytest.mark.parametrize("kind", ["archive", "extract", "testimony", "vox-pop", "voice-over"])
def test_a_passage_tells_its_kind(kind: str) -> None:
    page, _ = read(episode(f":::{{{kind}}}\n\nUn.\n\nSoline : Deux.\n\n- Trois.\n\n:::\n"))
    assert [passage.kind for passage in page.passages] == [kind, PassageKind.TURN, kind]


def test_a_speaker_may_be_unknown() -> None:
    page, report = read(episode(":::{testimony}\n\n? : Je le crois.\n\n:::\n"))
    assert report.found == []
    assert [(p.kind, p.speaker, p.text) for p in page.passages] == [("turn", None, "Je le crois.")]


def test_a_scene_s_kind_is_that_of_its_turns() -> None:
    page, _ = read(episode(scene("Soline : Un.")))
    assert [passage.kind for passage in page.passages] == [PassageKind.TURN]


def test_a_passage_inside_another_has_its_own_kind() -> None:
    body = "::::{scene} Au parc\n\nSoline : Un.\n\n:::{archive}\n\nDeux.\n\n:::\n\nSoline : Trois.\n\n::::"
    page, report = read(episode(body))
    assert report.found == []
    assert [passage.kind for passage in page.passages] == ["turn", "archive", "turn"]


def test_sounds_are_kept_apart_from_the_words() -> None:
    page, _ = read(episode(scene("Soline : Oh ! [bruitage d’ordinateur] Voilà. [musique]")))
    (passage,) = page.passages
    assert passage.text == "Oh ! Voilà."
    assert [str(cue) for cue in passage.cues] == ["[bruitage d’ordinateur]", "[musique]"]


def test_brackets_in_code_are_no_sound() -> None:
    page, report = read(
        episode("## Écrire `[musique]`\n\n`[musique]`\n\n- `[aboiement]` [musique]\n")
    )
    assert report.found == []
    assert page.headings[1].text == "Écrire [musique]"
    assert [(p.text, len(p.cues)) for p in page.passages] == [("[musique]", 0), ("[aboiement]", 1)]


def test_a_turn_is_told_only_where_a_passage_holds_it_directly() -> None:
    """In prose, a colon is a colon; in a quotation or a list, so it is."""
    page, report = read(
        episode(
            "Soline : de la prose.\n\n:::{archive}\n\n> Soline : une citation.\n\n- Soline : un point.\n\n:::\n"
        )
    )
    assert report.found == []
    assert [passage.kind for passage in page.passages] == ["prose", "archive", "archive"]


@pytest.mark.parametrize("label", ["*Soline*", "{character}`soline`", "**Soline** ", "`Soline`"])
def test_a_speaker_s_name_is_plain(label: str) -> None:
    """Every output sets the name itself; one that is marked up is refused, not guessed at."""
    _, report = read(episode(scene(f"{label} : Bonjour.")))
    assert [fault.rule.code for fault in report.found] == ["TRS101"]


# --- True lines -----------------------------------------------------------------------------------

NESTED = episode(
    "Un.\n\n## Deux\n\n"
    "::::{scene} Au parc\n:when: 2045\n:where: un parc\n\n\nSoline : Trois.\n\n"
    ":::{archive}\n---\nwho: une voix\nyear: 1965\n---\nQuatre {ep}`9` et\n{person}`Nul`.\n\n:::\n\n::::\n\n"
    "> Cinq\n> {ep}`8`.\n\n- Six\n\n  :::{note}\n  Sept {ep}`7`.\n  :::\n\n"
    "| A |\n|---|\n| {ep}`6` |\n\nHuit.[^n]\n\n[^n]: Neuf {ep}`5`.\n"
)


def test_lines_are_those_of_the_page_however_deep_a_block_stands() -> None:
    page, _ = read(NESTED)
    for words in ("Un.", "Trois.", "Quatre", "Cinq", "Six", "Huit."):
        (passage,) = [passage for passage in page.passages if passage.text.startswith(words)]
        assert passage.line == line_of(NESTED, words)
    (heading,) = [heading for heading in page.headings if heading.text == "Deux"]
    assert heading.line == line_of(NESTED, "## Deux")
    assert [(d.name, d.line, d.content_line) for d in page.directives] == [
        ("scene", line_of(NESTED, "{scene}"), line_of(NESTED, "Soline : Trois")),
        ("archive", line_of(NESTED, "{archive}"), line_of(NESTED, "Quatre")),
        ("note", line_of(NESTED, "{note}"), line_of(NESTED, "Sept")),
    ]


@pytest.mark.parametrize(
    "target", ["{ep}`9`", "{person}`Nul`", "{ep}`8`", "{ep}`7`", "{ep}`6`", "{ep}`5`"]
)
def test_a_role_has_the_line_on_which_it_stands(target: str) -> None:
    page, _ = read(NESTED)
    (role,) = [role for role in page.roles if role.target == target.split("`")[1]]
    assert role.line == line_of(NESTED, target)


def test_a_role_has_the_column_on_which_it_stands() -> None:
    text = episode("Voir {ep}`1`, {ep}`là <1>` et {ep}`1`.\nPuis *{ep}`1`*.\n")
    page, _ = read(text)
    assert [(role.line, role.column) for role in page.roles] == [
        (20, 6),
        (20, 15),
        (20, 31),
        (21, 7),
    ]


def test_options_are_read_in_both_of_their_forms() -> None:
    page, _ = read(NESTED)
    assert page.directives[0].options == {"when": "2045", "where": "un parc"}
    assert page.directives[0].argument == "Au parc"
    assert page.directives[1].options == {"who": "une voix", "year": "1965"}


# --- Slips ----------------------------------------------------------------------------------------


def test_all_the_faults_of_a_page_are_reported_at_once(book: BookFactory) -> None:
    text = (
        episode(
            "Un [aboiement] et {eps}`1`.\n\n#### Trop bas\n\n"
            + scene("Solline : Bonjour.\nCapucine : Oui.\n\nUne didascalie.")
            + "\nVoir {ep}`9`.\n\n![absente](absente.png)\n\n[musique]: https://exemple.fr\n\n:::{scenes}\n\nUn.\n"
        )
        .replace("duration: PT8M", "duration: 8")
        .replace("summary:", "resume:")
        .replace("cast: [Yunus", "cast: [Younus")
    )
    tiny = book({EPISODE: text})
    assert sorted(tiny.told) == sorted(
        [
            ("PGE103", EPISODE, line_of(text, "resume:")),
            ("PGE104", EPISODE, line_of(text, "duration:")),
            ("PGE105", EPISODE, 2),
            ("PGE107", EPISODE, line_of(text, ":::{scenes}")),
            ("PGE108", EPISODE, line_of(text, ":::{scenes}")),
            ("PGE110", EPISODE, line_of(text, "{eps}")),
            ("PGE111", EPISODE, line_of(text, "#### Trop")),
            ("PGE204", EPISODE, line_of(text, "![absente]")),
            ("PRS202", EPISODE, line_of(text, "Younus")),
            ("REF201", EPISODE, line_of(text, "{ep}`9`")),
            ("TRS101", EPISODE, line_of(text, "Une didascalie")),
            ("TRS103", EPISODE, line_of(text, "[aboiement]")),
            ("TRS104", EPISODE, line_of(text, "[musique]:")),
            ("TRS201", EPISODE, line_of(text, "Solline")),
        ]
    )


def test_an_unknown_speaker_is_named_and_corrected() -> None:
    _, report = read(episode(scene("Solline : Bonjour.")))
    (fault,) = report.found
    assert "« Solline »" in fault.message
    assert fault.hint == "Vouliez-vous dire « Soline » ?"


def test_a_header_that_cannot_be_read_does_not_make_strangers_of_its_speakers() -> None:
    _, report = read(episode(scene("Soline : Bonjour.")).replace("summary: Une", "summary: : Une"))
    assert [fault.rule.code for fault in report.found] == ["PGE102"]


@pytest.mark.parametrize(
    ("body", "opening"),
    [
        (":::{scene} Au parc\n\nSoline : Un.\n", ":::{scene}"),
        ("::::{scene} Au parc\n\nSoline : Un.\n\n:::\n", "::::{scene}"),
        ("::::{note}\n:::{archive}\n\nUn.\n\n::::\n", ":::{archive}"),
        ("- Un\n\n  :::{note}\n  Deux.\n\nTrois.\n", ":::{note}"),
        ("> :::{note}\n> Deux.\n\nTrois.\n", ":::{note}"),
        ("```python\ncode\n", "```python"),
        ("~~~\ncode\n```\n", "~~~"),
        ("Un.\n\n:::\n", ":::\n"),
        (":::{scene} Au parc", ":::{scene}"),
    ],
)
def test_a_block_that_is_never_closed_is_reported_where_it_opens(body: str, opening: str) -> None:
    text = episode(body)
    _, report = read(text)
    assert ("PGE107", line_of(text, opening)) in [
        (fault.rule.code, fault.location.line) for fault in report.found
    ]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_any_system_change_nothing(end: str, book: BookFactory) -> None:
    text = episode("Un.\n\n" + scene("Soline : Deux\nencore.\n\n[musique]\n\nSoline : Trois."))
    expected = book({EPISODE: text}).page()
    there = book({EPISODE: text.replace("\n", end)})
    assert there.read().errors == ()
    assert there.page().passages == expected.passages
    assert [p.line for p in there.page().passages] == [p.line for p in expected.passages]


def test_a_byte_order_mark_does_not_hide_the_header(book: BookFactory) -> None:
    tiny = book({EPISODE: "\ufeff" + episode("Un.\n")})
    assert tiny.read().errors == ()
    assert shown(tiny.page()) == [("1.1", "Un.", None)]


def test_a_page_that_is_not_utf_8_is_one_fault_and_does_not_hide_the_others(
    book: BookFactory,
) -> None:
    tiny = book(
        {
            EPISODE: episode("Voir {ep}`2` et {ep}`2.1`, [aboiement].\n"),
            "episodes/2-suite.md": episode("Été.\n", number=2, title="Suite").encode(
                "latin-1", "replace"
            ),
        }
    )
    codes = [code for code, _, _ in tiny.told]
    assert codes == ["TRS103", "PGE101"]


# --- Properties -----------------------------------------------------------------------------------


@given(st.lists(turns(), min_size=1))
def test_turns_written_are_turns_read(written: list[Block]) -> None:
    page, report = read(episode(scene("\n\n".join(turn.source for turn in written))))
    assert report.found == []
    expected = [passage for turn in written for passage in turn.passages]
    assert [(p.kind, p.text, p.speaker, p.cues) for p in page.passages] == [
        (e.kind, e.text, e.speaker, e.cues) for e in expected
    ]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(bodies())
def test_pages_written_are_pages_read(body: Block) -> None:
    page, report = read(episode(body.source))
    assert report.found == []
    expected = [
        Passage(f"1.{n}", f"ep1-p{n}", e.kind, e.text, e.speaker, e.cues)
        for n, e in enumerate(body.passages, 1)
    ]
    assert list(page.passages) == expected


MARKDOWN = st.lists(
    st.one_of(
        st.sampled_from(
            ["\n", "\n\n", "# ", "## ", "- ", "1. ", "> ", "  ", "    ", ":::", "::::", "```", "~~~",
             "{scene}", "{archive} A\n", ":when: ", ":who: {ep}`1`\n", "---\n", "{ep}`", "`", "Soline : ",
             "Solline : ", "[musique]", "[", "]", "(", ")", "[^n]", "[^n]: ", "![", "](", "*", "**", "|",
             "<b>", "<!--", "-->", "\\", "%", "(cible)=", "{.x}", ": ", "Tous : ", "{character}`soline`",
             "\t", "\ufeff", "\u2028", "\x0c", "\x00", "\r", "&amp;", "$", "+++"]
        ),
        st.text(max_size=5),
    ),
    max_size=40,
).map(lambda pieces: "".join(pieces).replace("\r", "\n"))  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(MARKDOWN)
def test_no_page_stops_the_reader_and_every_line_it_names_exists(text: str) -> None:
    whole = episode(text)
    page, report = read(whole)
    count = len(whole.split("\n"))
    lines = [fault.location.line for fault in report.found]
    lines += [each.line for each in (*page.passages, *page.headings, *page.roles, *page.directives)]
    assert all(line is not None and 1 <= line <= count for line in lines)
    assert [p.number for p in page.passages] == [f"1.{n}" for n, _ in enumerate(page.passages, 1)]
    assert all(p.text for p in page.passages)


@pytest.mark.parametrize(
    "text", ["> " * 400 + "fin", "- " * 400 + "fin", "[" * 3000, "*" * 3000, ":" * 3000, "\n".join([":" * n + "{note}" for n in range(100, 2, -1)])]
)  # fmt: skip
def test_no_depth_stops_the_reader(text: str) -> None:
    read(episode(text))


@settings(max_examples=50)
@given(files=st.fixed_dictionaries({EPISODE: st.binary(max_size=200)}, optional={
    "people.toml": st.binary(max_size=60), "book.toml": st.binary(max_size=60),
    "index.md": st.binary(max_size=60), "avant-propos.md": st.text(max_size=60).map(str.encode),
}))  # fmt: skip
def test_no_bytes_stop_the_reader(files: dict[str, bytes]) -> None:
    with TemporaryDirectory() as folder:
        tiny = write_tiny_book(Path(folder), files)
        for fault in tiny.read().diagnostics:
            assert fault.location.path in {"book.toml", "people.toml", "index.md", *files}
