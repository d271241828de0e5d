"""« make fix » mends how a page is typed, once and for all, and touches nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import REPOSITORY
from tools.markup.book import page_paths
from tools.markup.fix import mend_data, mend_page

FAUX = """\
---
episode: 1
summary: L'été à 81% et "oui"
subtitle: "Il dit: non..."
silence:
  TYP101: l'auteur l'a voulu
voices:
  - {name: Anne d'Arc, label: l'amie, role: l'amie de "Nora"}
---

(l'ancre)=
# L'Etat d'urgence?

«*Mot*» et *mot*? puis «**gras**»; `l'x` <https://x.fr/l'a> [l'ami](l'ami.md "l'ami").
{person}`Anne d'Arc` {person}`l'amie <Anne d'Arc>`: ok
un  mot , deux...  trois ( quatre ) -- cinq - six  
[bruit foule] [Bruitage](x) [foule]

:::{scene} L'arrivée
:when: 16h30
:name: l'id

Léa: Coeur "pur", 2ème CPAM.
:::

| a   | b  |
|-----|----|
| l'a | 3% |

```{toctree}
:caption: L'été

l'ete
```

```python
print('l\\'été')
```

% l'oubli
"""  # noqa: W291 - two spaces end a verse

JUSTE = """\
---
episode: 1
summary: L’été à 81 % et « oui »
subtitle: "Il dit : non…"
silence:
  TYP101: l'auteur l'a voulu
voices:
  - {name: Anne d'Arc, label: l'amie, role: l’amie de « Nora »}
---

(l'ancre)=
# L’État d’urgence ?

« *Mot* » et *mot* ? puis « **gras** » ; `l'x` <https://x.fr/l'a> [l’ami](l'ami.md "l'ami").
{person}`Anne d'Arc` {person}`l’amie <Anne d'Arc>` : ok
un mot, deux… trois (quatre) – cinq – six  
[bruit de foule] [Bruitage](x) [bruit de foule]

:::{scene} L’arrivée
:when: 16 h 30
:name: l'id

Léa : Cœur « pur », 2e Cpam.
:::

| a   | b  |
|-----|----|
| l’a | 3 % |

```{toctree}
:caption: L’été

l'ete
```

```python
print('l\\'été')
```

% l'oubli
"""  # noqa: W291


def test_a_page_is_mended_and_its_markup_is_not() -> None:
    assert mend_page(FAUX) == JUSTE


def test_what_must_be_judged_is_left() -> None:
    for text in (
        "Il y a de de l’eau.\n",
        "C’est fini. on part.\n",
        "Un “mot.\n",
        "dit 'salut' ici\n",
    ):
        assert mend_page(text) == text


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("summary: Quoi:rien", "summary: Quoi:rien"),  # with spaces, it would be a key
        ("summary: \"Quoi:rien\"", "summary: \"Quoi : rien\""),
        ("summary: 'l''été'", "summary: 'l''été'"),
        ("summary: [l'été", "summary: [l'été"),  # no YAML at all
    ],
)  # fmt: skip
def test_a_header_that_would_read_otherwise_is_left(typed: str, mended: str) -> None:
    assert mend_page(f"---\n{typed}\n---\n") == f"---\n{mended}\n---\n"


def test_words_that_name_a_link_are_left() -> None:
    text = "Voir [l'ami] et l'autre.\n\n[l'ami]: https://exemple.fr/\n"
    assert mend_page(text) == text.replace("l'autre", "l’autre")


def test_the_data_of_the_book_is_mended_too() -> None:
    faux = '[[person]]\nname = "Anne d\'Arc"\nrole = "l\'amie: \\"Nora\\""  # l\'oubli\n'
    assert mend_data(faux) == faux.replace("l'amie:", "l’amie :")


def test_the_real_book_needs_no_mending() -> None:
    for path in page_paths(REPOSITORY):
        text = (REPOSITORY / path).read_text(encoding="utf-8")
        assert mend_page(text) == text


PIECES = st.sampled_from(
    ["l'été ", '"mot" ', "«mot» ", "quoi? ", "...", " , ", "  ", "\u00a0", "2ème ", "16h30", "81% ",
     "coeur ", "CPAM ", " - ", "--", "Mr Martin ", "A bientôt", "\n\n", "\n", "*", "**", "`l'x`",
     "{person}`d'Arc`", "{ep}`l'un <2>`", "[l'a](l'b)", "[foule] ", "# ", "- ", "| ", ":::{scene} L'a\n",
     ":when: 8h\n", "```\n", "---\n", "summary: l'a\n", "<!-- l'a -->", "e\u0301", "\u200b", "“", "»", "("]
)  # fmt: skip
PAGES = st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=60)


@settings(max_examples=300, deadline=None)
@given(PAGES)
def test_mending_twice_is_mending_once(text: str) -> None:
    mended = mend_page(text)
    assert mend_page(mended) == mended


@settings(max_examples=200, deadline=None)
@given(PAGES)
def test_code_addresses_and_targets_stay(text: str) -> None:
    kept = re.compile(r"(?<!`)`l'x`(?!`)|\{person\}`[^`]*`|<2>`|\]\([^()]*\)|<!-- l'a -->")
    assert kept.findall(mend_page(text)) == kept.findall(text)


@given(st.text(max_size=80))
def test_mending_data_twice_is_mending_it_once(value: str) -> None:
    text = f'title = "{value}"\n'
    mended = mend_data(text)
    assert mend_data(mended) == mended
