"""Numbers: each passage of the doctree gets the number that the model gave it."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.transforms import SphinxTransform

from tools.french.typography import plain_spaces
from tools.markup.syntax import is_line_break
from tools.model import EpisodeHeader
from tools.sphinxext.book import book_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils.nodes import Element, Node
    from sphinx.application import Sphinx

_UNNUMBERED = frozenset(
    ("credits", "episode-facts", "onward", "passage-label", "epigraph", "pull-quote")
)
"""Classes of the blocks that have no number, nor anything inside them."""

_TRAVERSED = (
    nodes.section, nodes.bullet_list, nodes.enumerated_list, nodes.block_quote,
    nodes.definition_list, nodes.definition_list_item, nodes.definition,
)  # fmt: skip


_SAID = (
    nodes.paragraph, nodes.block_quote, nodes.rubric,
    nodes.definition_list, nodes.definition_list_item, nodes.term, nodes.definition,
    nodes.field_list, nodes.field, nodes.field_name, nodes.field_body,
)  # fmt: skip
"""Blocks whose words are those of the list item around them; a note or a table keeps its own."""


def find_passages(document: nodes.document) -> Iterator[Element]:
    """Yield the paragraphs and list items of *document* that are passages, in reading order."""
    for section in document.children:
        if isinstance(section, nodes.section):  # passages begin with the H1
            yield from _inside(section)


def _inside(block: Element) -> Iterator[Element]:
    for child in block.children:
        if not isinstance(child, nodes.Element) or _UNNUMBERED & set(child["classes"]):
            continue
        if isinstance(child, nodes.list_item):
            if words_of(child):
                yield child
            yield from _inside_item(child)
        elif isinstance(child, nodes.paragraph):
            if words_of(child):  # an image alone says nothing that a number could quote
                yield child
        elif isinstance(child, _TRAVERSED) or "passage" in child["classes"]:
            yield from _inside(child)


def _inside_item(item: Element) -> Iterator[Element]:
    """An item is one passage with its paragraphs; lists in it have items of their own."""
    for child in item.children:
        if isinstance(child, nodes.bullet_list | nodes.enumerated_list):
            yield from _inside(child)
        elif isinstance(child, _SAID) and not isinstance(child, nodes.paragraph):
            yield from _inside_item(child)


def words_of(passage: Element) -> str:
    """Return the words of a passage: no sounds, no speaker's label, no call for a note."""
    text = plain_spaces("".join(_texts(passage)))
    return plain_spaces(text.removeprefix(":")) if "turn" in passage["classes"] else text


def _texts(node: Node) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield str(child)
        elif isinstance(child, nodes.raw):
            yield " " if is_line_break(child.astext()) else ""
        elif isinstance(child, _SAID):
            yield from _texts(child)
            yield " "
        elif isinstance(child, nodes.Element) and _is_inline(child):
            yield from _inline_texts(child)


def _is_inline(node: Node) -> bool:
    return isinstance(node, nodes.Inline)


def _inline_texts(node: Element) -> Iterator[str]:
    if "cue" in node["classes"]:
        yield " "
    elif "speaker" not in node["classes"] and not isinstance(node, nodes.footnote_reference):
        yield from _texts(node)


class NumberPassages(SphinxTransform):
    """Give ``number``, ``kind``, ``speaker`` and the anchor to each passage of an episode."""

    default_priority = 850

    def apply(self, **kwargs: object) -> None:
        page = book_of(self.env).page(self.env.docname)
        if not isinstance(page.header, EpisodeHeader):
            return
        for passage, block in zip_longest(page.passages, find_passages(self.document)):
            if passage is None or block is None or words_of(block) != passage.text:
                there = words_of(block) if block is not None else "rien"
                wanted = passage.text if passage is not None else "rien"
                msg = f"{page.path}: passage lu « {wanted} », passage composé « {there} »"
                raise ExtensionError(msg)
            block["number"] = passage.number
            block["kind"] = str(passage.kind)
            if passage.speaker is not None:
                block["speaker"] = passage.speaker
            block["ids"].insert(0, passage.anchor)


class NameBlocks(SphinxTransform):
    """Give each block a name of its own: by it the PDF says on which page the block begins."""

    default_priority = 990

    def apply(self, **kwargs: object) -> None:
        blocks = [node for node in self.document.findall(nodes.Element) if _is_block(node)]
        for rank, block in enumerate(blocks, 1):
            block["block"] = f"{self.env.docname}:{rank}"


def _is_block(node: Node) -> bool:
    return (
        isinstance(node, nodes.Body | nodes.title | nodes.list_item | nodes.definition_list_item)
        and not isinstance(node, nodes.Inline | nodes.Invisible)
    ) or isinstance(node, nodes.image)


def setup_passages(app: Sphinx) -> None:
    """Register the transforms that number passages and name blocks."""
    app.add_transform(NumberPassages)
    app.add_transform(NameBlocks)
