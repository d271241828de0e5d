"""Scenes, archives, turns and sounds: what each directive makes."""

from __future__ import annotations

import pytest
from docutils import nodes

from tests.books import EPISODE, episode, line_of, scene
from tests.conftest import BookFactory
from tools.sphinxext.transcript import SHOWN_KINDS


def containers(document: nodes.document) -> list[nodes.container]:
    return [node for node in document.findall(nodes.container) if "passage" in node["classes"]]


def paragraphs(document: nodes.document, name: str) -> list[nodes.paragraph]:
    return [node for node in document.findall(nodes.paragraph) if name in node["classes"]]


@pytest.mark.parametrize(("kind", "shown"), SHOWN_KINDS.items())
def test_a_passage_says_what_it_is(kind: str, shown: str, book: BookFactory) -> None:
    body = f":::{{{kind}}} Un titre\n\nSoline : Un.\n\n:::\n"
    (passage,) = containers(book({EPISODE: episode(body)}).build().doctree())
    assert (passage["kind"], passage["classes"]) == (kind, ["passage", kind])
    label = passage[0]
    assert isinstance(label, nodes.paragraph)
    assert label["classes"] == ["passage-label"]
    assert passage["label_id"] in label["ids"]
    assert label.astext() == f"{shown} · Un titre"


@pytest.mark.parametrize(
    ("directive", "label"),
    [
        (":::{scene} Au parc\n:where: un parc\n:when: 2045\n", "Scène · Au parc · 2045, un parc"),
        (":::{scene}\n:when: 2045\n", "Scène · 2045"),
        (
            ":::{archive}\n:source: l’INA\n:year: 1965\n:who: un homme\n",
            "Archive · un homme, 1965, l’INA",
        ),
        (":::{vox-pop}\n", "Micro-trottoir"),
        (":::{extract} *Gattaca*\n", "Extrait de film · Gattaca"),
        (":::{testimony}\n:who: {person}`Yunus <Yunus Bayram>`\n", "Témoignage · Yunus"),
    ],
)
def test_a_label_says_what_is_known_in_a_fixed_order(
    directive: str, label: str, book: BookFactory
) -> None:
    body = f"{directive}\nSoline : Un.\n\n:::\n"
    (passage,) = containers(book({EPISODE: episode(body)}).build().doctree())
    assert passage[0].astext() == label


def test_two_passages_never_share_the_name_of_their_label(book: BookFactory) -> None:
    body = scene("Soline : Un.") + "\n" + scene("Soline : Deux.")
    passages = containers(book({EPISODE: episode(body)}).build().doctree())
    assert len({passage["label_id"] for passage in passages}) == 2


def test_a_turn_is_a_name_then_words(book: BookFactory) -> None:
    body = scene("Soline : Elle l’a dit : *on y va*.\n\nDelphine Mpode Minka : Oui.")
    first, second = paragraphs(book({EPISODE: episode(body)}).build().doctree(), "turn")
    assert isinstance(first[0], nodes.strong)
    assert (first[0]["classes"], first[0].astext()) == (["speaker"], "Soline")
    assert first.astext() == "Soline\u00a0: Elle l’a dit\u00a0: on y va."
    assert first["speaker"] == "soline"
    assert (second[0].astext(), second["speaker"]) == (
        "Delphine Mpode Minka",
        "Delphine Mpode Minka",
    )


@pytest.mark.parametrize("space", ["", " ", "\u00a0", "\u202f"])
def test_whatever_the_author_typed_before_the_colon_it_is_set_alike(
    space: str, book: BookFactory
) -> None:
    (turn,) = paragraphs(
        book({EPISODE: episode(scene(f"Soline{space}: Oui."))}).build().doctree(), "turn"
    )
    assert turn.astext() == "Soline\u00a0: Oui."


def test_a_speaker_who_is_not_known_is_a_question_mark(book: BookFactory) -> None:
    built = book({EPISODE: episode(":::{testimony}\n\n? : Je le crois.\n\n:::\n")}).build()
    (turn,) = paragraphs(built.doctree(), "turn")
    assert (turn[0].astext(), turn.get("speaker")) == ("?", None)


def test_sounds_are_told_from_words(book: BookFactory) -> None:
    body = "[musique]\n\nUn. [bruitage] Il dit […].\n\n" + scene(
        "[musique] [bruitage]\n\nSoline : Oh !"
    )
    document = book({EPISODE: episode(body)}).build().doctree()
    cues = [node.astext() for node in document.findall(nodes.inline) if "cue" in node["classes"]]
    assert cues == ["[musique]", "[bruitage]", "[musique]", "[bruitage]"]
    alone = [paragraph.astext() for paragraph in paragraphs(document, "cue-line")]
    assert alone == ["[musique]", "[musique] [bruitage]"]


@pytest.mark.parametrize("text", ["`[musique]`", "```text\n[musique]\n```"])
def test_a_sound_in_code_is_code(text: str, book: BookFactory) -> None:
    document = book({EPISODE: episode(f"Un.\n\n{text}\n")}).build().doctree()
    assert not [node for node in document.findall(nodes.inline) if "cue" in node["classes"]]


def test_a_page_that_is_no_episode_has_no_sounds(book: BookFactory) -> None:
    """Brackets in a form to be filled in are brackets."""
    pages = {EPISODE: episode("Un.\n"), "avant-propos.md": "# Avant\n\nUn bruit : [musique].\n"}
    document = book(pages).build().doctree("avant-propos")
    assert not [node for node in document.findall(nodes.inline) if "cue" in node["classes"]]


@pytest.mark.parametrize(
    "options",
    ["", ":who: une voix\n", ":who: une voix\n:year: 1965\n\n\n", "---\nwho: une voix\n---\n"],
)
def test_sphinx_names_the_line_of_the_page_inside_a_passage(
    options: str, book: BookFactory
) -> None:
    text = episode(f"Un.\n\n:::{{archive}}\n{options}\nDeux [ici](#nulle-part).\n\n:::\n")
    warnings = book({EPISODE: text}).build_with_warnings("dummy").warnings
    (warning,) = warnings.splitlines()
    assert f"1-essai.md:{line_of(text, '#nulle-part')}: WARNING" in warning


def test_sphinx_names_the_line_inside_a_passage_inside_another(book: BookFactory) -> None:
    text = episode(
        "::::{scene} Au parc\n:when: 2045\n\nSoline : Un.\n\n"
        ":::{archive}\n:who: une voix\n\nDeux.\n\nTrois [ici](#nulle-part).\n\n:::\n\n::::\n"
    )
    warnings = book({EPISODE: text}).build_with_warnings("dummy").warnings
    assert f"1-essai.md:{line_of(text, '#nulle-part')}: WARNING" in warnings
