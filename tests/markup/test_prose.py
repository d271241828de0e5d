"""What a page gives to read is told from its markup, every column where it was."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.french.characters import HIDDEN, UNWRITTEN
from tools.markup.prose import Kind, data_stretches, marked_lines, stretches, stretches_of
from tools.model import Page, PageHeader


def read(text: str) -> list[tuple[str, str]]:
    """Kind and words of each stretch; « · » stands for words that are not written there."""
    return [
        (str(each.kind), " ".join(re.sub(f"{UNWRITTEN}+", "·", each.text).split()))
        for each in stretches_of(text)
    ]


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("Un *mot* **gras** et `code`.", "Un mot gras et ·."),
        ("{person}`Nora Le Gall` vient, {ep}`4` aussi.", "Nora Le Gall vient, · aussi."),
        ("{person}`Nora <Nora Le Gall>` vient.", "Nora vient."),
        ("[Un lien](https://exemple.fr/l'a) et ![une image](a.png).", "[Un lien] et [une image]."),
        ("*[Don't panic]{.language-en}* vient d’ailleurs.", "· vient d’ailleurs."),
        ("Un mot<!-- l'oubli --> et un autre.[^note]", "Un mot et un autre."),
        ("Un <https://exemple.fr/?a> et &amp;.", "Un · et ·."),
        ("`` un `code` `` suit.", "· suit."),
    ],
)
def test_markup_is_hidden_and_words_are_not(markdown: str, words: str) -> None:
    assert read(markdown) == [("text", words)]


def test_each_block_is_what_it_is() -> None:
    page = """\
---
summary: "L’été, « ici »."  # un commentaire
voices:
  - {name: Nora, role: "jardinière, là-bas"}
---

(cible)=
# Un titre

Un paragraphe
sur deux lignes.

- Un point
- [ ] Une case

| a | b |
|---|---|
| c | d |

:::{scene} Au parc
:when: 2045
:name: x

Nora : Bonjour.
:::

```{image} a.png
:alt: Une serre
```

```text
du code
```

<!-- un commentaire
sur deux lignes -->

[^note]: Une note.

:champ: valeur
"""
    assert read(page) == [
        ("value", "L’été, « ici »."),
        ("value", "jardinière, là-bas"),
        ("heading", "Un titre"),
        ("text", "Un paragraphe sur deux lignes."),
        ("item", "Un point"),
        ("item", "Une case"),
        ("row", "a b"),
        ("row", "c d"),
        ("title", "Au parc"),
        ("value", "2045"),
        ("text", "Nora : Bonjour."),
        ("value", "Une serre"),
        ("note", "Une note."),
        ("item", "valeur"),
    ]


def test_what_book_toml_gives_to_read() -> None:
    found = list(data_stretches('title = "Un livre"\nversion = "0.1"\n# note = "non"\nrole = ""\n'))
    assert [each.text for each in found] == ["Un livre"]
    assert found[0].places()[0] == (1, 10)


def test_markup_without_code_is_there_for_addresses() -> None:
    page = Page("a.md", PageHeader(), "# A\n\n[x](y) `[a](b)` {ep}`2`\n\n```\n[c](d)\n```\n")
    lines = [line.text.replace(HIDDEN, "") for line in marked_lines(page)]
    assert lines == ["# A", "", "[x](y)  {ep}`2`", "", ""]


PIECES = st.sampled_from(
    ["# ", "- ", "> ", ":::", "```", "{scene}", ":when: ", "---\n", "\n", "`", "*", "[", "](", ")", "{",
     "}", "<!--", "-->", "<b>", "[^n]:", "|", "mot ", "l'été", "role: \"", "&amp;", "\\", "%", "\u00a0",
     "éà ", "!["]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=80))
def test_every_character_told_stands_where_it_is_told(text: str) -> None:
    text = text.replace("\r", "").replace(HIDDEN, "").replace(UNWRITTEN, "")
    lines = text.split("\n")
    for stretch in stretches(Page("a.md", PageHeader(), text)):
        assert isinstance(stretch.kind, Kind)
        for character, (line, column) in zip(stretch.text, stretch.places(), strict=False):
            if character not in {"\n", UNWRITTEN}:
                assert lines[line - 1][column - 1] == character
