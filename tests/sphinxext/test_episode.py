"""What a header says of its episode: on its page, and on the home page's cards."""

from __future__ import annotations

import pytest
from docutils import nodes
from lxml import html

from tests.books import EPISODE, PEOPLE, TinyBook, episode
from tests.conftest import BookFactory
from tests.sphinxext.backmatter import PAGES

HOME = "# Accueil\n\n```{episodes}\n```\n\n```{toctree}\nepisodes/1-essai\nepisodes/2-suite\n```\n"
TWO = {
    EPISODE: episode("Un.\n"),
    "episodes/2-suite.md": episode("Deux.\n", number=2, title="Une suite"),
}


def part(book: TinyBook, name: str, docname: str = "episodes/1-essai") -> nodes.Element | None:
    found = [
        node
        for node in book.build().doctree(docname).findall(nodes.Element)
        if name in node.get("classes", ())
    ]
    return found[0] if found else None


def text_of(node: nodes.Element | None) -> str:
    assert node is not None
    return node.astext().replace("\u00a0", " ").replace("\u202f", " ")


def test_an_episode_opens_with_its_facts(book: BookFactory) -> None:
    tiny = book(TWO)
    facts = part(tiny, "episode-facts")
    assert facts is not None
    assert isinstance(facts.parent[0], nodes.title), "right after the title"
    assert text_of(part(tiny, "episode-subtitle")) == "Ce qui se lit"
    assert (
        text_of(part(tiny, "episode-meta")) == "Épisode 1 · 8 min · Écouter sur le site de l’Ucanss"
    )
    assert text_of(part(tiny, "episode-spoken")) == "À l’antenne : « Ce qui se dit »"
    duration = part(tiny, "episode-duration")
    assert duration is not None
    assert duration["datetime"] == "PT8M"


def test_a_duration_that_was_not_published_says_so(book: BookFactory) -> None:
    tiny = book({EPISODE: episode("Un.\n").replace("duration: PT8M", "duration: null")})
    duration = part(tiny, "episode-duration")
    assert text_of(duration) == "durée non publiée"
    assert duration is not None
    assert "datetime" not in duration


def test_a_title_that_is_spoken_as_it_is_written_is_not_said_twice(book: BookFactory) -> None:
    tiny = book({EPISODE: episode("Un.\n", title="Ce qui se dit")})
    assert part(tiny, "episode-spoken") is None


def test_an_episode_leads_on_to_the_next_and_the_last_to_none(book: BookFactory) -> None:
    tiny = book(TWO)
    assert text_of(part(tiny, "onward")) == "Épisode suivant : Une suite"
    assert part(tiny, "onward", "episodes/2-suite") is None


def test_an_episode_leads_on_to_the_ideas_that_it_tells_best(book: BookFactory) -> None:
    tiny = book(PAGES, people=(*PEOPLE, "Ambroise Croizat"))
    onward = part(tiny, "onward")
    assert onward is not None
    assert [text_of(line) for line in onward.children] == [
        "Épisode suivant : Une suite",
        "Au lexique : jardin partagé, miroir qui parle",
    ]
    assert text_of(part(tiny, "onward", "episodes/2-suite")) == "Au lexique : écoute"


def test_the_next_is_the_next_number_wherever_the_page_stands(book: BookFactory) -> None:
    pages = {
        EPISODE: episode("Un.\n"),
        "episodes/9-avant.md": episode("Deux.\n", number=2, title="Le deuxième"),
        "episodes/2-apres.md": episode("Trois.\n", number=3, title="Le troisième"),
    }
    assert text_of(part(book(pages), "onward")) == "Épisode suivant : Le deuxième"


def cards(book: TinyBook) -> list[tuple[str, str, str]]:
    """Return title, summary and footer of each card of the home page."""
    page = html.document_fromstring(book.build("html").html("index"))
    return [
        tuple(
            " ".join(card.xpath(f'string(.//*[contains(@class, "{name}")])').split())
            for name in ("sd-card-title", "sd-card-text", "sd-card-footer")
        )  # type: ignore[misc]
        for card in page.xpath('//*[contains(concat(" ", @class, " "), " sd-card ")]')
    ]


def test_the_home_page_shows_each_episode_as_a_card(book: BookFactory) -> None:
    assert cards(book(TWO | {"index.md": HOME})) == [
        ("Un essai", "Une phrase pour la carte.", "Épisode 1 · 8 min"),
        ("Une suite", "Une phrase pour la carte.", "Épisode 2 · 8 min"),
    ]


@pytest.mark.parametrize(
    "title",
    [
        "Un titre : deux points",
        "Un titre # croisillon",
        "« Un titre » ?",
        "Un *titre* marqué",
        "L’été `code`",
    ],
)
def test_a_card_shows_whatever_title_an_episode_may_have(title: str, book: BookFactory) -> None:
    tiny = book(TWO | {EPISODE: episode("Un.\n", title=title), "index.md": HOME})
    plain = title.replace("*", "").replace("`", "")
    assert cards(tiny)[0][0] == plain


@pytest.mark.parametrize(
    "summary",
    [
        "'Une phrase : la nôtre ?'",
        "'Une [étude] et un *mot*'",
        "'# Un croisillon'",
        "'- un tiret'",
        "'::: trois'",
    ],
)
def test_a_card_shows_whatever_summary_an_episode_may_have(summary: str, book: BookFactory) -> None:
    text = episode("Un.\n").replace("summary: Une phrase pour la carte.", f"summary: {summary}")
    assert cards(book(TWO | {EPISODE: text, "index.md": HOME}))[0][1] == summary.strip("'")


def test_a_header_that_changed_changes_every_page_that_shows_it(book: BookFactory) -> None:
    """The home page shows titles, the episode before shows the title of the next."""
    tiny = book(TWO | {"index.md": HOME})
    tiny.build()
    changed = episode("Deux.\n", number=2, title="Un autre titre").replace("PT8M", "PT12M")
    tiny.write("episodes/2-suite.md", changed)
    assert text_of(part(tiny, "onward")) == "Épisode suivant : Un autre titre"
    assert cards(tiny)[1] == ("Un autre titre", "Une phrase pour la carte.", "Épisode 2 · 12 min")


def test_a_page_that_shows_nothing_of_a_header_is_not_read_again(book: BookFactory) -> None:
    home = HOME.replace("```{toctree}\n", "```{toctree}\navant-propos\n")
    tiny = book(TWO | {"index.md": home, "avant-propos.md": "# Avant\n\nUn paragraphe.\n"})
    tiny.build()
    doctree = tiny.root / "_build/doctrees/avant-propos.doctree"
    before = doctree.stat().st_mtime_ns
    tiny.write("episodes/2-suite.md", episode("Deux.\n", number=2, title="Un autre titre"))
    tiny.build()
    assert doctree.stat().st_mtime_ns == before


def test_a_header_is_not_shown_as_text(book: BookFactory) -> None:
    document = book(TWO).build().doctree()
    assert "spoken_title" not in document.astext()
    assert not list(document.findall(nodes.docinfo))
