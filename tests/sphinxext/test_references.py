"""Roles and the domain: where each link leads, and what it shows where it leads nowhere."""

from __future__ import annotations

import pytest
from docutils import nodes
from lxml import html

from tests.books import EPISODE, PEOPLE, Built, TinyBook, episode, scene
from tests.conftest import BookFactory

CREDITS = "# Générique\n\nLes noms.\n\n```{general-credits}\n```\n"


def linked(book: BookFactory, role: str) -> tuple[str | None, str]:
    """Return where a role on the foreword leads in the site, and the words it shows."""
    pages = {
        EPISODE: episode("Un.\n\n" + scene("Soline : Deux.")),
        "avant-propos.md": f"# Avant\n\nVoir {role}, ici.\n",
        "reperes/generique.md": CREDITS,
    }
    tiny = book(pages, people=(*PEOPLE, "Ambroise Croizat"))
    page = html.document_fromstring(tiny.build("html").html("avant-propos"))
    (paragraph,) = page.xpath('//p[starts-with(., "Voir")]')
    links = paragraph.xpath(".//a/@href")
    words = " ".join(paragraph.text_content().split())
    return (links[0] if links else None), words.removeprefix("Voir ").removesuffix(", ici.")


@pytest.mark.parametrize(
    ("role", "address", "words"),
    [
        ("{ep}`1`", "episodes/1-essai.html", "épisode 1"),
        ("{ep}`1.2`", "episodes/1-essai.html#ep1-p2", "passage 1.2"),
        ("{ep}`la réplique <1.2>`", "episodes/1-essai.html#ep1-p2", "la réplique"),
        ("{book:ep}`1`", "episodes/1-essai.html", "épisode 1"),
        ("{character}`soline`", "episodes/1-essai.html#ep1-p2", "Soline"),
        ("{character}`elle <soline>`", "episodes/1-essai.html#ep1-p2", "elle"),
        ("{character}`capucine`", "episodes/1-essai.html", "Capucine"),  # who never speaks
        ("{person}`Yunus Bayram`", "reperes/generique.html#personne-yunus-bayram", "Yunus Bayram"),
        ("{person}`Yunus <Yunus Bayram>`", "reperes/generique.html#personne-yunus-bayram", "Yunus"),
        ("{person}`Ambroise Croizat`", None, "Ambroise Croizat"),  # whom no credits name
    ],
)
def test_a_role_leads_where_it_says(
    role: str, address: str | None, words: str, book: BookFactory
) -> None:
    assert linked(book, role) == (address, words)


def test_every_link_of_the_roles_finds_its_anchor(book: BookFactory) -> None:
    pages = {
        EPISODE: episode("{ep}`1.2`, {person}`Nadège Masnière`.\n\nDeux.\n"),
        "reperes/generique.md": CREDITS,
    }
    built = book(pages).build("html")
    page = html.document_fromstring(built.html())
    for href in page.xpath('//article//a[contains(@class, "internal")]/@href'):
        path, _, anchor = href.partition("#")
        target = (built.out / "episodes" / (path or "1-essai.html")).resolve()
        assert not anchor or html.parse(str(target)).xpath(f'//*[@id="{anchor}"]')


def test_a_role_says_what_it_is_to_every_output(book: BookFactory) -> None:
    document = book({EPISODE: episode("{person}`Yunus Bayram`, {ep}`1`.\n")}).build().doctree()
    classes = {name for node in document.findall(nodes.inline) for name in node["classes"]}
    assert {"person", "ep"} <= classes


def people(built: Built) -> dict[str, tuple[str, str]]:
    return dict(built.app.env.domaindata["book"]["people"])


@pytest.fixture
def credited(book: BookFactory) -> TinyBook:
    pages = {
        EPISODE: episode("Un.\n"),
        "episodes/2-suite.md": episode("Deux.\n", number=2, title="Une suite"),
        "reperes/generique.md": CREDITS,
    }
    return book(pages)


def test_each_person_is_listed_once_where_links_lead(credited: TinyBook) -> None:
    built = credited.build("html")
    assert set(people(built)) == {*PEOPLE, "JBD Productions"}
    page = html.document_fromstring(built.html("reperes/generique"))
    for name, (docname, anchor) in people(built).items():
        assert docname == "reperes/generique"
        (element,) = page.xpath(f'//*[@id="{anchor}"]')
        assert element.text_content() == name


def test_a_person_who_is_listed_no_longer_is_forgotten(credited: TinyBook) -> None:
    credited.build()
    credited.write("reperes/generique.md", "# Générique\n\nPlus rien.\n")
    assert people(credited.build()) == {}


def test_two_readers_at_once_know_all_that_one_knows(credited: TinyBook) -> None:
    alone = people(credited.build())
    credited.write("index.md", credited.files["index.md"] + "\n")
    (credited.root / "_build/doctrees/environment.pickle").unlink()
    assert people(credited.build(jobs=2)) == alone


def test_the_book_itself_is_never_pickled(credited: TinyBook) -> None:
    """It is read anew by each run: kept, it would be the book of another day."""
    credited.build()
    pickled = (credited.root / "_build/doctrees/environment.pickle").read_bytes()
    assert b"tools.model" not in pickled
