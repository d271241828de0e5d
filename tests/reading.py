"""Reads passages back from what was built, by means that share nothing with the tools."""

from __future__ import annotations

import copy
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw
from lxml import etree, html

from tools.french.typography import plain_spaces

Words = dict[str, str]
"""The words of each passage, by its number, in the order in which they stand."""


def words_on_site(folder: Path) -> Words:
    """Return the words of every passage of the site, from its parsed pages."""
    found: Words = {}
    for path in sorted(folder.rglob("*.html")):
        tree = html.document_fromstring(path.read_text(encoding="utf-8"))
        for link in tree.xpath('//a[@class="number"]'):
            anchor = link.get("href").removeprefix("#")
            (block,) = tree.xpath(f'//*[@id="{anchor}"]')
            text = _words(block, ("number", "speaker", "cue", "footnote-reference"))
            _add(found, link.text_content(), text, path)
    return found


def words_in_ebook(path: Path) -> Words:
    """Return the words of every passage of the EPUB, from its pages as strict XML."""
    found: Words = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith(".xhtml"):
                etree.fromstring(archive.read(name))  # well formed, or it raises
                root = html.fromstring(archive.read(name))
                for number in root.xpath('//*[@class="numero"]'):
                    block = next(
                        e for e in number.iterancestors() if _ANCHOR.match(e.get("id", ""))
                    )
                    text = _words(block, ("numero", "locuteur", "bruitage", "noteref"))
                    _add(found, number.text_content(), text, Path(name))
    return found


_ANCHOR = re.compile(r"ep\d+-[pt]\d+[a-z]?")


def _add(found: Words, number: str, text: str, path: Path) -> None:
    assert number not in found, f"{path} : {number} y est deux fois"
    found[number] = text


def _words(block: html.HtmlElement, left_out: Iterable[str]) -> str:
    """Return what a reader reads of a passage, less its number, speaker, sounds and inner lists."""
    block = copy.deepcopy(block)
    block.tail = None
    turn = bool({"turn", "replique"} & set(block.get("class", "").split()))
    for element in list(block.iter()):
        names = {*element.get("class", "").split(), element.get("epub:type", "")}
        if element is not block and (names & {*left_out} or element.tag in {"ul", "ol"}):
            element.drop_tree()
        elif element.tag in {"p", "br", "blockquote"}:
            element.tail = " " + (element.tail or "")
    text = plain_spaces(block.text_content())
    return plain_spaces(text.removeprefix(":")) if turn else text


# --- The PDF --------------------------------------------------------------------------------------


class Sign(NamedTuple):
    """A character on paper, and the height at which it stands."""

    text: str
    y: float


class Leaf(NamedTuple):
    """A page: its signs without blanks nor hyphens, and the numbers in its margin."""

    text: str
    heights: tuple[float, ...]
    numbers: Mapping[str, float]


_NUMBER = re.compile(r"T?\d+\.\d+[a-z]?")
_FOLDED = re.compile(
    r"[\s\u00ad\u2010\ufffe\ufeff\x02-]"
)  # U+FFFE: PDFium's hyphen at a line's end
_ADDED = re.compile(r"\(p\.\d+\)|\[(?!…)[^\[\]]{3,40}\]")  # « (p. 34) » after a link; sounds


def leaves_of(path: Path) -> list[Leaf]:
    """Return the pages of a PDF as they are read from it."""
    with pypdfium2.PdfDocument(path) as pdf:
        return [_leaf(list(_lines(page))) for page in pdf]


def _lines(page: pypdfium2.PdfPage) -> Iterator[list[Sign]]:
    text = page.get_textpage()
    line: list[Sign] = []
    for index in range(text.count_chars()):
        sign = chr(pypdfium2.raw.FPDFText_GetUnicode(text, index))
        if sign == "\n":
            yield line
            line = []
        elif not _FOLDED.match(sign):
            _, bottom, _, _ = text.get_charbox(index, loose=True)
            line.append(Sign(sign, bottom))
    yield line


def _leaf(lines: list[list[Sign]]) -> Leaf:
    signs: list[Sign] = []
    numbers: dict[str, float] = {}
    for line in lines:
        text = "".join(sign.text for sign in line)
        if _NUMBER.fullmatch(text):
            numbers[text] = line[0].y
        else:
            signs += line
    whole = "".join(sign.text for sign in signs)
    kept = [True] * len(whole)
    for match in _ADDED.finditer(whole):
        kept[match.start() : match.end()] = [False] * (match.end() - match.start())
    signs = [sign for sign, keep in zip(signs, kept, strict=True) if keep]
    return Leaf("".join(s.text for s in signs), tuple(s.y for s in signs), numbers)


def faults_on_paper(leaves: list[Leaf], words: Words, pages: Mapping[str, int]) -> list[str]:
    """Say which passages do not stand whole on the page that *pages* names, beside their number."""
    faults = []
    read = dict.fromkeys(pages.values(), 0)  # how far each page has been read
    for number, text in words.items():
        page = pages[number]
        leaf, sought = leaves[page - 1], _FOLDED.sub("", text)
        found, rest = _longest(sought, leaf.text, after=read[page])
        runs_on = page < len(leaves) and _find(rest, leaves[page].text) is not None
        if found is None or (rest and not runs_on):
            faults.append(f"{number} : « {text} » n’est pas en entier page {page}")
            continue
        read[page] = found.end()
        if number not in leaf.numbers:
            faults.append(f"{number} : pas de numéro en marge de la page {page}")
        elif abs(leaf.numbers[number] - leaf.heights[found.start()]) > 8:
            faults.append(f"{number} : le numéro n’est pas à la hauteur de sa première ligne")
    return faults


def _longest(sought: str, text: str, *, after: int) -> tuple[re.Match[str] | None, str]:
    """Return the longest beginning of *sought* that stands in *text*, and what is left of it."""
    for end in range(len(sought), 2, -1):
        found = _find(sought[:end], text, after=after)
        if found:
            return found, sought[end:]
    return None, sought


def _find(sought: str, text: str, *, after: int = 0) -> re.Match[str] | None:
    """Find *sought* in *text*; beside a sign of punctuation, a note may be called."""
    pattern = "".join(
        rf"\d{{0,2}}{re.escape(sign)}\d{{0,2}}" if sign in ".,;:!?»)…" else re.escape(sign)
        for sign in sought
    )
    return re.compile(pattern).search(text, after)
