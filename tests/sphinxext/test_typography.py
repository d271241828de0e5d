"""French in the doctree: set once, wherever a reader reads, and nowhere else."""

from __future__ import annotations

import pytest
from docutils import nodes
from lxml import html
from sphinx import addnodes

from tests.books import EPISODE, Built, episode
from tests.conftest import BookFactory
from tests.french.test_typography import seen

TEXT = "Quoi ? « Oui » : 30 %"
SET = "Quoi⎵? «⍽Oui⍽»⍽: 30⍽%"


def page(book: BookFactory, body: str) -> nodes.document:
    return (
        book({EPISODE: episode("Un.\n"), "avant-propos.md": f"# Avant\n\n{body}\n"})
        .build()
        .doctree("avant-propos")
    )


@pytest.mark.parametrize(
    "body",
    [
        TEXT, f"*{TEXT}*", f"- {TEXT}", f"> {TEXT}", f"## {TEXT}", f"[{TEXT}](https://exemple.fr)",
        f"| A |\n|---|\n| {TEXT} |", f":::{{note}}\n{TEXT}\n:::", f"Un terme\n: {TEXT}",
        f"Une note.[^n]\n\n[^n]: {TEXT}", f":::{{card}} {TEXT}\nUn texte.\n:::",
        f":::{{admonition}} {TEXT}\nUn texte.\n:::",
    ],
)  # fmt: skip
def test_french_is_set_wherever_it_is_read(body: str, book: BookFactory) -> None:
    assert SET in seen(page(book, body).astext())


@pytest.mark.parametrize(
    "body",
    [
        f"`{TEXT}`", f"```text\n{TEXT}\n```", f"{{code}}`{TEXT}`", f"{{kbd}}`{TEXT}`",
        f"% {TEXT}", f"{{math}}`{TEXT}`",
    ],
)  # fmt: skip
def test_code_and_formulas_are_left_as_they_are(body: str, book: BookFactory) -> None:
    shown = page(book, f"Un.\n\n{body}").pformat()
    assert "\u202f" not in shown
    assert "\u00a0" not in shown


@pytest.mark.parametrize(
    "address", ["https://exemple.fr/?a=b;c!d", "https://exemple.fr/30%25", "mailto:a@exemple.fr"]
)
def test_addresses_are_left_as_they_are(address: str, book: BookFactory) -> None:
    document = page(book, f"Voir <{address}> et [ceci ?]({address}).")
    first, second = document.findall(nodes.reference)
    assert first.astext() in {address, address.removeprefix("mailto:")}
    assert first["refuri"] == second["refuri"]
    assert seen(second.astext()) == "ceci⎵?"


def test_raw_html_is_left_as_it_is(book: BookFactory) -> None:
    document = page(book, '<p title="Quoi ?">Quoi ?</p>')
    (raw,) = document.findall(nodes.raw)
    assert raw.astext().strip() == '<p title="Quoi ?">Quoi ?</p>'


def test_the_text_that_stands_for_an_image_is_set(book: BookFactory) -> None:
    tiny = book(
        {
            EPISODE: episode(
                "Un.\n\n![Quoi ?](dessin.svg)\n\n```{image} dessin.svg\n:alt: Et là ?\n```\n"
            )
        }
    )
    tiny.write("episodes/dessin.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>\n')
    images = tiny.build().doctree().findall(nodes.image)
    alts = [image["alt"] for image in images if "decorative" not in image["classes"]]
    assert [seen(alt) for alt in alts] == ["Quoi⎵?", "Et là⎵?"]


@pytest.fixture
def titled(book: BookFactory) -> Built:
    home = "# Accueil : quoi ?\n\n```{toctree}\n:caption: Lire ; relire\n\nUn titre : court <episodes/1-essai>\n```\n"
    return book({"index.md": home, EPISODE: episode("Un.\n", title="Un essai : lequel ?")}).build(
        "html"
    )


def test_titles_are_set_before_anything_collects_them(titled: Built) -> None:
    """The contents and « Sur cette page » are made from what was collected."""
    titles = titled.app.env.titles
    assert seen(titles["index"].astext()) == "Accueil⍽: quoi⎵?"
    assert seen(titles["episodes/1-essai"].astext()) == "Un essai⍽: lequel⎵?"
    sidebar = html.document_fromstring(titled.html()).xpath('string(//*[@class="sidebar-tree"])')
    assert "Un titre⍽: court" in seen(sidebar)


def test_the_contents_are_set_too(titled: Built) -> None:
    (toctree,) = titled.doctree("index").findall(addnodes.toctree)
    assert seen(toctree["caption"]) == "Lire⎵; relire"
    assert [(seen(title), page) for title, page in toctree["entries"]] == [
        ("Un titre⍽: court", "episodes/1-essai")
    ]


def test_anchors_are_made_from_what_the_author_typed(titled: Built) -> None:
    (section,) = titled.doctree().findall(nodes.section)
    assert section["ids"] == ["un-essai-lequel"]


def test_endings_of_ordinals_are_set_above_the_line(book: BookFactory) -> None:
    document = page(book, "Vers le 1er juillet du XXIe siècle, `le 2e`, De 30 à 40.")
    endings = [node.astext() for node in document.findall(nodes.superscript)]
    assert endings == ["er", "e"]
    assert all(node["classes"] == ["ordinal"] for node in document.findall(nodes.superscript))
    assert "Vers le 1er juillet du XXIe siècle" in document.astext()


def test_what_the_author_set_above_the_line_is_not_set_twice(book: BookFactory) -> None:
    document = page(book, "Le 1{sup}`er` juillet.")
    assert [node.astext() for node in document.findall(nodes.superscript)] == ["er"]


def test_foreign_words_keep_their_language(book: BookFactory) -> None:
    document = page(book, "Le film [Idiocracy]{.language-en} ?")
    (word,) = [n for n in document.findall(nodes.inline) if "language-en" in n["classes"]]
    assert word.astext() == "Idiocracy"
