"""Links as Markdown and Sphinx write them, labels that they may lead to, and notes."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from tools.markup.places import Paragraph, paragraphs, source_lines
from tools.markup.references import split_role
from tools.model import Page

_INLINE = re.compile(
    r"(?P<role>\{(?P<name>[\w:-]+)\}`(?P<content>[^`]*)`)"
    r"|(?P<code>(?<!`)`(?!`)[^`]*`|(?<!`)``(?!`)[^`]*``)"
    r"|(?P<image>!\[[^\[\]]{0,500}\]\([^()\s]*\))"
    r"|(?P<call>\[\^(?P<note>[^\]\s]{1,100})\](?P<defines>:)?)"
    r"|\[(?P<shown>[^\[\]]{0,500}(?:\[[^\[\]]{0,100}\][^\[\]]{0,100})?)\]"
    r"\((?:<(?P<angled>[^<>\n]*)>|(?P<target>[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)?))"
    r"(?:\s+(?:\"[^\"]*\"|'[^']*'))?\)"
    r"|(?P<bare>https?://[^\s<>`]*[\w/])"
)
_LABEL = re.compile(r"[ \t>]*\((?P<name>[\w.:-]+)\)=[ \t]*")
_NAMED = re.compile(r"[ \t>]*:(?:name|label):[ \t]+(?P<name>\S.*)")
_ATTRIBUTE = re.compile(r"\{[^{}\n]*#(?P<name>[\w.:-]+)[^{}\n]*\}")
_FENCE = re.compile(r"[ \t>]*(?P<marks>`{3,}|~{3,}|:{3,})(?P<info>.*)")
_CODE = ("{code", "{literalinclude", "{parsed-literal", "{raw", "{math")
LINK_ROLES = ("doc", "ref", "numref", "any")
"""Roles of Sphinx that lead to a page or a label."""


class Link(NamedTuple):
    """A link as it is written."""

    role: str
    """« doc », « ref », « ep »…, or nothing for ``[texte](cible)``."""
    shown: str | None
    """The author's words; None where the target gives them."""
    target: str
    paragraph: Paragraph
    start: int
    end: int
    """Offsets in the paragraph."""


class Label(NamedTuple):
    """A name that a link may lead to: ``(nom)=`` above a block."""

    name: str
    line: int
    column: int
    explicit: bool
    """Whether it stands on a line of its own, there for a link and nothing else."""


class Note(NamedTuple):
    """A note's call ``[^nom]``, or its text ``[^nom]: …``."""

    name: str
    defines: bool
    paragraph: Paragraph
    start: int


def links(page: Page) -> tuple[Link, ...]:
    """Return the links of *page*, its roles among them, in order."""
    return _links(paragraphs(page))


@lru_cache(maxsize=2048)
def _links(of: tuple[Paragraph, ...]) -> tuple[Link, ...]:
    return tuple(_find_links(of))


def _find_links(of: tuple[Paragraph, ...]) -> Iterator[Link]:
    for paragraph, match in _inline(of):
        if match["name"]:
            target, shown = split_role(match["content"])
            yield Link(match["name"].removeprefix("book:"), shown, target, paragraph, *match.span())
        elif match["shown"] is not None:
            target = match["angled"] or match["target"] or ""
            yield Link("", match["shown"].strip(), target, paragraph, *match.span())
        elif match["bare"]:
            yield Link("", None, match["bare"], paragraph, *match.span())


def notes(page: Page) -> Iterator[Note]:
    """Yield the calls and the texts of the notes of *page*, in order."""
    for paragraph, match in _inline(paragraphs(page)):
        if match["note"]:
            line_start = paragraph.raw.rfind("\n", 0, match.start()) + 1
            opens = not paragraph.raw[line_start : match.start()].strip(" \t>")
            defines = match["defines"] is not None and opens
            yield Note(match["note"], defines, paragraph, match.start())


def labels(page: Page) -> Iterator[Label]:
    """Yield the names that *page* gives to its parts; code gives none."""
    open_fences: list[tuple[str, bool]] = []  # the marks of each, and whether it holds code
    for number, line in enumerate(source_lines(page.text), 1):
        fence = _FENCE.match(line)
        marks, in_code = open_fences[-1] if open_fences else ("", False)
        if fence and marks and fence["marks"].startswith(marks) and not fence["info"].strip():
            open_fences.pop()
            continue
        if fence and not in_code:
            info = fence["info"].strip()
            open_fences.append((fence["marks"], info.startswith(_CODE) or not info.startswith("{")))
            continue
        if in_code:
            continue
        for pattern in (_LABEL, _NAMED):
            match = pattern.fullmatch(line)
            if match:
                name = match["name"].strip().lower()
                yield Label(name, number, match.start("name") + 1, explicit=pattern is _LABEL)
        if "#" in line and "{" in line:
            for match in _ATTRIBUTE.finditer(line):
                name = match["name"].lower()
                yield Label(name, number, match.start("name") + 1, explicit=False)


def resolve(target: str, page: Page) -> str:
    """Return the docname that *target*, written on *page*, means: « ../reperes/generique.md »."""
    whole = posixpath.join("/", posixpath.dirname(page.path), unquote(target).removesuffix(".md"))
    return posixpath.normpath(whole).lstrip("/")


def _inline(of: tuple[Paragraph, ...]) -> Iterator[tuple[Paragraph, re.Match[str]]]:
    for paragraph in of:
        if not paragraph.in_header:
            for match in _INLINE.finditer(paragraph.raw):
                yield paragraph, match
