"""Our reading of MyST against MyST's own, and what a page can close a block with."""

from __future__ import annotations

import pytest
from hypothesis import given
from markdown_it.renderer import RendererHTML
from markdown_it.tree import SyntaxTreeNode
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from tests.conftest import REPOSITORY
from tests.markup.test_page import MARKDOWN
from tools.markup.syntax import directive_of, is_closed, parse

EXTENSIONS = {"attrs_block", "attrs_inline", "colon_fence", "deflist", "fieldlist", "tasklist"}
MYST = create_md_parser(MdParserConfig(enable_extensions=EXTENSIONS), RendererHTML)
MYST.disable("front_matter")  # we take headers off before MyST sees a page


def test_the_extensions_are_those_of_the_book() -> None:
    settings: dict[str, object] = {"__file__": str(REPOSITORY / "conf.py")}
    source = (REPOSITORY / "conf.py").read_text(encoding="utf-8")
    exec(compile(source, "conf.py", "exec"), settings)  # noqa: S102  # as Sphinx does
    assert set(settings["myst_enable_extensions"]) == EXTENSIONS  # type: ignore[call-overload]


PAGES = [
    "# Titre\n\nUn *mot* et {ep}`1`[^n].\n\n[^n]: Une note.\n",
    "- un\n- deux\n\n  - trois\n\n1. quatre\n",
    ":::{scene} Au parc\n:when: 2045\n\nSoline : Oui.\n:::\n",
    "````{note}\n```{credits}\n```\n````\n",
    "| A | B |\n|---|---|\n| 1 | {ep}`1` |\n",
    "Un terme\n: Une définition\n",
    ":champ: valeur\n",
    "- [ ] à faire\n- [x] fait\n",
    "{.classe}\nUn paragraphe avec [un mot]{.language-en}.\n",
    "(cible)=\n\n## Titre\n\n% commentaire\n\n+++\n\n<div>html</div>\n",
    "Une adresse <https://exemple.fr>, une image ![a](b.png), du code `x`, un lien [a](b).\n",
]


def compare_with_myst(text: str) -> None:
    ours = parse(text.split("\n"), 1).tree.to_tokens()
    theirs = SyntaxTreeNode(MYST.parse(text)).to_tokens()
    assert [token.as_dict() for token in ours] == [token.as_dict() for token in theirs]


@pytest.mark.parametrize("text", PAGES)
def test_a_page_is_read_as_myst_reads_it(text: str) -> None:
    """The parser is set up as MyST's own, so that « check » and the build read the same page."""
    compare_with_myst(text)


@given(MARKDOWN)
def test_no_page_is_read_otherwise_than_by_myst(text: str) -> None:
    compare_with_myst(text)


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("```\ncode\n```", True), ("```\ncode\n````", True), ("````\ncode\n```", False),
        ("```\ncode\n~~~", False), ("```\n```", True), ("```", False), ("```\n", False),
        (":::{note}\n:::", True), (":::{note}\n::::", True), ("::::{note}\n:::", False),
        ("```\ncode\n``` fin", False), ("```\ncode\n  ```", True),
    ],
)  # fmt: skip
def test_a_block_is_closed_by_as_many_signs_as_opened_it(text: str, closed: bool) -> None:
    lines = text.split("\n")
    (fence,) = parse(lines, 1).tree.children
    assert is_closed(fence, lines) is closed


@pytest.mark.parametrize(
    ("text", "options", "content"),
    [
        (
            ":::{scene} A\n:when: 2045\n:where: un parc\n\nUn\n:::",
            {"when": "2045", "where": "un parc"},
            ("Un",),
        ),
        (":::{scene}\n---\nwhen: 2045\n---\nUn\n:::", {"when": "2045"}, ("Un",)),
        (":::{scene}\n---\nwhen: '2045'\n---\n:::", {"when": "2045"}, ()),
        (":::{scene}\n\n:when: 2045\n:::", {}, ("", ":when: 2045")),
        (":::{toctree}\n:hidden:\n\na\nb\n:::", {"hidden": ""}, ("a", "b")),
        (":::{scene}\nUn\n:::", {}, ("Un",)),
        (":::{scene}\n:::", {}, ()),
    ],
)
def test_options_stand_on_top_of_a_directive(
    text: str, options: dict[str, str], content: tuple[str, ...]
) -> None:
    (fence,) = parse(text.split("\n"), 1).tree.children
    directive = directive_of(fence, 1)
    assert directive is not None
    assert (directive.options, directive.content) == (options, content)
    if content and content[0]:
        assert text.split("\n")[directive.content_line - 1] == content[0]


def test_code_is_no_directive() -> None:
    (fence,) = parse(["```python", "{scene}", "```"], 1).tree.children
    assert directive_of(fence, 1) is None
