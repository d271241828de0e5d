"""MyST as we read it: CommonMark tokens with their lines, from the parser that MyST itself uses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_block import make_fence_rule
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.field_list import fieldlist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from tools.model import Directive

_NAME = re.compile(r"\{(?P<name>[^{}\s]+)\}\s*(?P<argument>.*)")
_OPTION = re.compile(r":(?P<key>[A-Za-z][\w-]*):(?:[ \t]+(?P<value>.*))?")


@cache
def _parser() -> MarkdownIt:
    """The parser, set up as MyST sets up its own with the extensions of conf.py."""
    parser = (
        MarkdownIt("commonmark", {"tasklists": True})
        .enable("table")
        .use(myst_block_plugin)
        .use(myst_role_plugin)
        .use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
        .use(deflist_plugin)
        .use(fieldlist_plugin)
        .use(attrs_plugin, spans=True, span_after="footnote_ref")
        .use(attrs_block_plugin)
    )
    parser.block.ruler.before(
        "fence",
        "colon_fence",
        make_fence_rule(markers=(":",), token_type="colon_fence"),  # noqa: S106  # no password
        {"alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]},
    )
    return parser


class Syntax(NamedTuple):
    """A parsed stretch of a page: its tree, and the link definitions that it holds."""

    tree: SyntaxTreeNode
    definitions: dict[str, int]
    """Each label with its line in the page."""


def parse(lines: list[str], first_line: int) -> Syntax:
    """Parse *lines*, the first of which is line *first_line* of the page."""
    environment: dict[str, dict[str, dict[str, list[int]]]] = {}
    tokens = _parser().parse("\n".join(lines), environment)
    definitions = {
        label: definition["map"][0] + first_line
        for label, definition in environment.get("references", {}).items()
    }
    return Syntax(SyntaxTreeNode(tokens), definitions)


def parse_line(text: str) -> SyntaxTreeNode:
    """Parse a line that holds no block: a title, an option."""
    return SyntaxTreeNode(_parser().parseInline(text))


def line_of(node: SyntaxTreeNode, first_line: int) -> int:
    """Line of the page on which *node* begins."""
    here: SyntaxTreeNode | None = node
    while here is not None and here.type != "root":
        if here.map:
            return here.map[0] + first_line
        here = here.parent
    return first_line


def is_closed(node: SyntaxTreeNode, lines: list[str]) -> bool:
    """Say whether a fence is closed; MyST takes one that is not as running to the end."""
    start, end = node.map or (0, 0)  # block tokens always have one
    closing = re.compile(rf"[ \t>]*{re.escape(node.markup[0])}{{{len(node.markup)},}}[ \t]*")
    return end - start > 1 and closing.fullmatch(lines[end - 1]) is not None


def directive_of(node: SyntaxTreeNode, first_line: int) -> Directive | None:
    """Return the directive that a fence is, None when it is only code."""
    match = _NAME.fullmatch(node.info.strip())
    if match is None:
        return None
    body = node.content.split("\n")
    if body and not body[-1]:
        body.pop()
    options, taken = _read_options(body)
    line = line_of(node, first_line)
    return Directive(
        name=match["name"],
        argument=match["argument"].strip(),
        options=options,
        content=tuple(body[taken:]),
        line=line,
        content_line=line + 1 + taken,
    )


def _read_options(body: list[str]) -> tuple[dict[str, str], int]:
    """Return the options on top of a directive's body, and the number of lines they take."""
    options: dict[str, str] = {}
    taken = 0
    if body and body[0].strip() == "---":
        for taken, line in enumerate(body[1:], 2):  # used after the loop
            if line.strip() == "---":
                return options, taken
            key, colon, value = line.partition(":")
            if colon:
                options[key.strip()] = value.strip().strip("\"'")
        return options, len(body)
    for line in body:
        match = _OPTION.fullmatch(line.strip())
        if match is None:
            break
        options[match["key"]] = (match["value"] or "").strip()
        taken += 1
    while taken < len(body) and taken and not body[taken].strip():
        taken += 1
    return options, taken


def is_line_break(html: str) -> bool:
    """Say whether a piece of HTML parts two words."""
    return re.match(r"<br\b", html, re.IGNORECASE) is not None


def inline_nodes(node: SyntaxTreeNode) -> Iterator[SyntaxTreeNode]:
    """Yield the leaves of an inline stretch, in order."""
    for child in node.children:
        if child.children and child.type != "image":
            yield from inline_nodes(child)
        else:
            yield child
