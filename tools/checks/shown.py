"""A page of the book as each output shows it: the same words to look at, whatever holds them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from tools.checks.elements import (
    Element,
    ShownPassage,
    Unit,
    elements,
    headings,
    is_call,
    is_hidden,
    is_in_passage,
    letters,
    line_of,
    local,
    text_of,
    units,
    words_in,
)
from tools.checks.epub import Epub
from tools.checks.html import PLACE, Site
from tools.checks.pdf import Block, Pdf
from tools.diagnostics import Diagnostic, Location, Rule
from tools.french.typography import plain_spaces
from tools.model import Page

CREDITS: Final = ("Avec", "On y entend aussi", "Production sonore")
"""What heads the lists of names in an episode's credits."""

_HEADING = re.compile(r"H[1-6]")


class Text(NamedTuple):
    """A stretch of an output's text, and where it is."""

    words: str
    at: Location
    where: str = ""
    """« page 12, » in the PDF, where there are no lines."""
    is_note: bool = False
    """Notes stand at the foot of a page here, at the end of a chapter there."""

    def broken(self, rule: Rule, message: str) -> Diagnostic:
        """Return the diagnostic of what is wrong here."""
        return rule.broken(self.at, f"{self.where}{message}")


class Title(NamedTuple):
    """A heading, and its level in its page."""

    level: int
    text: Text


@dataclass(frozen=True)
class Shown:
    """A page of the book in one of the outputs."""

    output: str
    """« le site », « l’EPUB », « le PDF »."""
    page: Page
    start: Text
    """Where the page begins, for what is missing."""
    texts: tuple[Text, ...]
    """Every stretch of text that is no passage."""
    titles: tuple[Title, ...]
    credits: tuple[tuple[Text, ...], ...]
    """The lines of each episode's credits, those of one list after another."""
    durations: tuple[Text, ...] | None
    """Durations as machines read them; None in the PDF, which has none."""
    passages: tuple[ShownPassage, ...] = ()
    blocks: tuple[Block, ...] = ()
    """The PDF's, passages or not: it does not tell them apart."""

    @property
    def is_set_in_pages(self) -> bool:
        """Say whether lines were broken, so that hyphens and blanks mean nothing."""
        return self.durations is None

    def key(self, text: str) -> str:
        """Return by what a text is known in this output."""
        return letters(text) if self.is_set_in_pages else plain_spaces(text)

    def at(self, line: int | None) -> Location:
        return self.start.at._replace(line=line)

    @property
    def whole(self) -> Iterator[str]:
        """All that is read on the page."""
        yield from (text.words for text in self.texts)
        yield from (passage.text for passage in self.passages)


def of_site(site: Site) -> dict[str, Shown]:
    """Return the site's pages that come from pages of the book, by the path of these."""
    found = ((page, site.pages.get(f"{page.docname}.html")) for page in site.book.pages)
    return {
        page.path: _shown("le site", page, f"{PLACE}/{it.path}", it.content, it.passages)
        for page, it in found
        if it is not None
    }


def of_epub(epub: Epub) -> dict[str, Shown]:
    """Return the e-book's pages that come from pages of the book, by the path of these."""
    by_path = {page.path: page for page in epub.pages}
    found = ((page, by_path.get(epub.path_of(page))) for page in epub.book.pages)
    return {
        page.path: _shown("l’EPUB", page, f"{epub.place}!{it.path}", it.body, it.passages)
        for page, it in found
        if it is not None
    }


def _shown(
    output: str, page: Page, path: str, content: Element, passages: tuple[ShownPassage, ...]
) -> Shown:
    def text(words: str, element: Element) -> Text:
        return Text(words, Location(path, line_of(element)))

    def skips(element: Element) -> bool:
        return is_call(element) or is_hidden(element) or _is_of_site(element)

    titles = tuple(
        Title(each.level, Text(each.text, Location(path, each.line))) for each in headings(content)
    )
    lists = (each for each in elements(content, "dl") if _is_credits(each))
    return Shown(
        output=output,
        page=page,
        start=titles[0].text if titles else text("", content),
        texts=tuple(
            _text(unit, path) for unit in units(content, skips) if not is_in_passage(unit.element)
        ),
        titles=titles,
        credits=tuple(
            tuple(text(plain_spaces(text_of(item)), item) for item in elements(each, "li"))
            for each in lists
        ),
        durations=tuple(
            text(str(each.get("datetime")), each)
            for each in elements(content, "time")
            if str(each.get("datetime", "")).startswith("P")
        ),
        passages=passages,
    )


def _is_of_site(element: Element) -> bool:
    """Say whether an element helps to find one's way on the site, and is no text of the book."""
    return local(element) in {"form", "nav"} or "toctree-wrapper" in words_in(element, "class")


def _is_credits(listed: Element) -> bool:
    return any(plain_spaces(text_of(term)) in CREDITS for term in elements(listed, "dt"))


def _text(unit: Unit, path: str) -> Text:
    """Return a stretch of a page's text; a note's, without the number that opens it."""
    around = (unit.element, *unit.element.iterancestors())
    is_note = any("doc-footnote" in words_in(each, "role") for each in around)
    words = re.sub(r"^\d+[.\s]+", "", unit.text) if is_note else unit.text
    return Text(words, Location(path, unit.line), is_note=is_note)


def of_pdf(pdf: Pdf, pages: Sequence[Page]) -> dict[str, Shown]:
    """Return the PDF's chapters, one for each of *pages* that its page map knows."""
    chapters = sorted((pdf.starts[p.docname], p.path, p) for p in pages if p.docname in pdf.starts)
    starts = [start for start, _, _ in chapters]
    parts: list[list[Block]] = [[] for _ in chapters]
    for block in pdf.blocks:
        if rank := bisect_right(starts, block.page):
            parts[rank - 1].append(block)
    return {
        path: _chapter(pdf.place, page, start, blocks)
        for (start, path, page), blocks in zip(chapters, parts, strict=True)
    }


def _chapter(place: str, page: Page, start: int, blocks: list[Block]) -> Shown:
    def text(block: Block) -> Text:
        return Text(block.text, Location(place), f"page {block.page}, ", block.kind == "Note")

    found = [block for block in blocks if _HEADING.fullmatch(block.kind)]
    above = int(found[0].kind[1]) - 1 if found else 0  # inside a part, a chapter is a level lower
    return Shown(
        output="le PDF",
        page=page,
        start=Text("", Location(place), f"page {start}, "),
        texts=tuple(map(text, blocks)),
        titles=tuple(Title(int(block.kind[1]) - above, text(block)) for block in found),
        credits=tuple(
            tuple(text(block)._replace(words=plain_spaces(block.text)) for block in names)
            for names in _names(blocks)
        ),
        durations=None,
        blocks=tuple(joined(blocks)),
    )


def _names(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Yield the names of each credits: the items that follow the name of a list."""
    names: list[Block] | None = None
    for block in blocks:
        if plain_spaces(block.text) in CREDITS:
            names = names if names is not None else []
        elif names is not None and block.item:
            names += [] if block.text.endswith(".") else [block]  # no name: « pas de noms… »
        elif names is not None:
            yield names
            names = None
    if names is not None:
        yield names


def joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield *blocks*, the paragraphs of a list item as one."""
    last: Block | None = None
    for block in blocks:
        if last is not None and block.item and block.item == last.item:
            last = last._replace(text=f"{last.text} {block.text}")
            continue
        if last is not None:
            yield last
        last = block
    if last is not None:
        yield last


@dataclass(frozen=True)
class Outputs:
    """The pages of the book in each output that was read; by the path of the source."""

    site: Mapping[str, Shown]
    epub: Mapping[str, Shown]
    pdf: Mapping[str, Shown]

    def __iter__(self) -> Iterator[Shown]:
        for output in (self.site, self.epub, self.pdf):
            yield from output.values()
