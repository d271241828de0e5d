"""Passages to read aloud, set word for word, away from the episode that they come from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from tools.french.typography import plain_spaces
from tools.markup.transcript import find_cues, is_admitted, split_turn
from tools.sphinxext.book import book_of, depend_on_page
from tools.sphinxext.references import BookDomain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils.nodes import Node
    from sphinx.application import Sphinx

    from tools.model import Book, Page, Passage

_NOTE = re.compile(r"\[\^[^\]\s]+\]")
_BULLET = re.compile(r"\A\s*(?:[-*+]|\d+[.)])\s+")


class QuotesDirective(SphinxDirective):
    """Passages, by their numbers: ``{quotes} 2.14 2.31``.

    Makes, for each, ``<block_quote classes="quote-aloud"><paragraph>… <attribution>Soline · 2.14``.
    """

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[Node]:
        return quotes(self.arguments[0].split(), self)


def quotes(numbers: Iterable[str], directive: SphinxDirective) -> list[Node]:
    """Return each passage as a quotation; one that is not in the book is left out, and reported."""
    book = book_of(directive.env)
    found = []
    for number in numbers:
        if number in book.passages:
            page, passage = book.passages[number]
            depend_on_page(directive.env, page.path)
            found.append(_quote(page, passage, book, directive))
    return [*found]


def _quote(
    page: Page, passage: Passage, book: Book, directive: SphinxDirective
) -> nodes.block_quote:
    attribution = nodes.attribution()
    speaker = speaker_of(passage, book)
    if speaker:
        attribution += nodes.Text(f"{speaker} · ")
    attribution += addnodes.pending_xref(
        "", nodes.inline("", passage.number, classes=["ep"]),
        refdomain=BookDomain.name, reftype="ep", reftarget=passage.number,
        refdoc=directive.env.docname, refexplicit=True, refwarn=False,
    )  # fmt: skip
    words = nodes.paragraph("", "", *_words(page, passage, directive))
    return nodes.block_quote("", words, attribution, classes=["quote-aloud"])


def speaker_of(passage: Passage, book: Book) -> str:
    """Return the name of who says a passage, an empty string where nobody in particular does."""
    speaker = passage.speaker or ""
    return book.characters[speaker][1].name if speaker in book.characters else speaker


def _words(page: Page, passage: Passage, directive: SphinxDirective) -> list[Node]:
    """Return the words of a passage as they are written, with their italics and their languages.

    The plain words do, where what is read again is not to the letter what the book says.
    """
    written = _source(page, passage)
    if written:
        # The line is the directive's: what the episode may have wrong is told on its own page.
        found, told = directive.parse_inline(written, lineno=directive.lineno)
        if not told and plain_spaces("".join(map(_text, found))) == passage.text:
            return found
    return [nodes.Text(passage.text)]


def _text(node: Node) -> str:
    return node.astext()


def _source(page: Page, passage: Passage) -> str:
    """Return the one paragraph in which a passage is written: no label, no sounds, no notes."""
    if passage.line is None:
        return ""
    lines = page.text.split("\n")[passage.line - 1 :]
    height = next((rank for rank, line in enumerate(lines) if not line.strip()), len(lines))
    text = "\n".join(line.strip() for line in lines[:height])
    text = _NOTE.sub("", _BULLET.sub("", text, count=1))
    for cue in reversed(list(find_cues(text))):
        if is_admitted(cue):
            text = text[: cue.start].rstrip() + " " + text[cue.end :].lstrip()
    turn = split_turn(text) if passage.speaker is not None else None
    return (turn.text if turn else text).strip()


def setup_quotes(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("quotes", QuotesDirective)
