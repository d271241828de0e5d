"""Numbers: the same on the page as in the model, on every block that a reader may quote."""

from __future__ import annotations

import pytest
from docutils import nodes
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sphinx.errors import ExtensionError

from tests.books import EPISODE, TinyBook, episode, scene
from tests.conftest import BookFactory
from tests.markup.pages import UNNUMBERED, Block, bodies
from tools.french.typography import plain_spaces
from tools.sphinxext.passages import words_of

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>\n'


def numbered(document: nodes.document) -> list[tuple[str, str, str, str | None]]:
    """Return number, kind, words and speaker of each passage, in the order of the doctree."""
    return [
        (node["number"], node["kind"], words_of(node), node.get("speaker"))
        for node in document.findall(nodes.Element)
        if "number" in node
    ]


def of_the_model(book: TinyBook, path: str = EPISODE) -> list[tuple[str, str, str, str | None]]:
    return [(p.number, str(p.kind), p.text, p.speaker) for p in book.page(path).passages]


def test_each_passage_bears_its_number_its_kind_and_its_speaker(book: BookFactory) -> None:
    tiny = book({EPISODE: episode("Un.\n\n" + scene("Soline : Deux.") + "\n- Trois.\n")})
    assert numbered(tiny.build().doctree()) == [
        ("1.1", "prose", "Un.", None),
        ("1.2", "turn", "Deux.", "soline"),
        ("1.3", "prose", "Trois.", None),
    ]


def test_the_anchor_comes_first_among_a_passage_s_names(book: BookFactory) -> None:
    """Outputs take the first id for their own; an author's own label may stand beside it."""
    document = book({EPISODE: episode("(la-fin)=\n\nUn.\n\n- Deux.\n")}).build().doctree()
    passages = [node for node in document.findall(nodes.Element) if "number" in node]
    assert [node["ids"][0] for node in passages] == ["ep1-p1", "ep1-p2"]


def test_numbers_of_two_episodes_never_meet(book: BookFactory) -> None:
    built = book(
        {
            EPISODE: episode("Un.\n"),
            "episodes/2-suite.md": episode("Deux.\n", number=2, title="Une suite"),
        }
    ).build()
    assert [row[0] for row in numbered(built.doctree())] == ["1.1"]
    assert [row[0] for row in numbered(built.doctree("episodes/2-suite"))] == ["2.1"]


def test_a_page_that_is_no_episode_bears_no_number(book: BookFactory) -> None:
    built = book(
        {EPISODE: episode("Un.\n"), "avant-propos.md": "# Avant\n\nUn paragraphe.\n"}
    ).build()
    assert numbered(built.doctree("avant-propos")) == []


@pytest.mark.parametrize("block", UNNUMBERED)
def test_what_the_model_does_not_number_no_output_numbers(block: str, book: BookFactory) -> None:
    tiny = book(
        {
            EPISODE: episode(f"Un.\n\n{block}\n\n%\n\nDeux.[^n]\n\n[^n]: Une note.\n"),
            "episodes/dessin.svg": SVG,
        }
    )
    rows = numbered(tiny.build().doctree())
    assert [(number, words) for number, _, words, _ in rows] == [("1.1", "Un."), ("1.2", "Deux.")]


# Sphinx is slow to start: each example is a whole book of several episodes.
@settings(
    max_examples=8,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(bodies(), min_size=12, max_size=12))
def test_numbers_are_the_same_in_the_model_and_on_the_page(
    book: BookFactory, written: list[Block]
) -> None:
    pages = {
        f"episodes/{n}-essai.md": episode(body.source, number=n, title=f"Essai {n}")
        for n, body in enumerate(written, 1)
    }
    tiny = book({**pages, "episodes/dessin.svg": SVG})
    built = tiny.build()
    for path, body in zip(pages, written, strict=True):
        rows = numbered(built.doctree(path.removesuffix(".md")))
        assert rows == of_the_model(tiny, path)
        assert [row[2] for row in rows] == [plain_spaces(each.text) for each in body.passages]


def test_a_passage_that_sphinx_reads_otherwise_stops_the_build(
    book: BookFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A number on the wrong paragraph would be quoted in good faith: better no book at all."""
    tiny = book({EPISODE: episode("Un.\n\nDeux.\n")})
    monkeypatch.setattr("tools.sphinxext.passages._inside", lambda block: iter(()))
    with pytest.raises(ExtensionError, match=r"episodes/1-essai\.md: passage lu « Un\. »"):
        tiny.build()


def test_every_block_has_a_name_of_its_own(book: BookFactory) -> None:
    """By it the PDF says on which page the block begins, and the EPUB puts its page markers."""
    body = (
        "Un.\n\n"
        + scene("Soline : Deux.")
        + "\n- Trois.\n\n| A |\n|---|\n| 1 |\n\n```{credits}\n```\n"
    )
    built = book({EPISODE: episode(body)}).build()
    names = []
    for docname in built.app.env.found_docs:
        for node in built.doctree(docname).findall(nodes.Element):
            if isinstance(node, nodes.paragraph | nodes.title | nodes.list_item | nodes.table):
                assert "block" in node
            if "block" in node:
                names.append(node["block"])
    assert len(names) == len(set(names))
    assert all(name.rpartition(":")[0] in built.app.env.found_docs for name in names)
