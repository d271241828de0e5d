"""Credits, set from the headers: every name, in its order, once."""

from __future__ import annotations

from docutils import nodes

from tests.books import EPISODE, TinyBook, episode
from tests.conftest import BookFactory

BODY = "Un.\n\n## Générique\n\n```{credits}\n```\n"
CREDITS = "# Générique\n\nLes noms.\n\n```{general-credits}\n```\n"


def listed(node: nodes.Element) -> list[tuple[str, str]]:
    """Return each term of a list of credits, with what stands beside it."""
    return [
        (item[0].astext(), " / ".join(p.astext() for p in item.findall(nodes.paragraph)))
        for item in node.findall(nodes.definition_list_item)
    ]


def credits_of(book: TinyBook, docname: str) -> list[nodes.container]:
    document = book.build().doctree(docname)
    return [node for node in document.findall(nodes.container) if "credits" in node["classes"]]


def test_an_episode_s_credits_are_those_of_its_header(book: BookFactory) -> None:
    (credits_,) = credits_of(book({EPISODE: episode(BODY)}), "episodes/1-essai")
    assert listed(credits_) == [
        ("Avec", "Yunus Bayram / Nadège Masnière"),
        ("On y entend aussi", "Delphine Mpode Minka, MSA Île-de-France"),
        ("Production sonore", "JBD Productions"),
    ]
    assert credits_[0].astext() == "Imaginé et produit par les participants au Défi du Lab 2025."


def test_each_name_says_that_it_is_one(book: BookFactory) -> None:
    """No output may hyphenate a name: it must know which words are names."""
    (credits_,) = credits_of(book({EPISODE: episode(BODY)}), "episodes/1-essai")
    names = [node.astext() for node in credits_.findall(nodes.inline) if "name" in node["classes"]]
    assert names == ["Yunus Bayram", "Nadège Masnière", "Delphine Mpode Minka", "JBD Productions"]


def test_a_voice_that_is_credited_is_not_listed_twice(book: BookFactory) -> None:
    text = episode(BODY).replace("cast: [Yunus Bayram", "cast: [Delphine Mpode Minka")
    (credits_,) = credits_of(book({EPISODE: text}), "episodes/1-essai")
    assert [term for term, _ in listed(credits_)] == ["Avec", "Production sonore"]


def test_names_that_were_not_published_are_said_to_be_missing(book: BookFactory) -> None:
    text = episode(BODY).replace("cast: [Yunus Bayram, Nadège Masnière]", "cast: null")
    (credits_,) = credits_of(book({EPISODE: text}), "episodes/1-essai")
    assert listed(credits_)[0] == ("Avec", "La page publiée ne donne pas de noms pour cet épisode.")


def test_the_general_credits_hold_every_episode_s(book: BookFactory) -> None:
    two = episode(BODY, number=2, title="Une suite").replace("cast: [Yunus Bayram, ", "cast: [")
    tiny = book(
        {EPISODE: episode(BODY), "episodes/2-suite.md": two, "reperes/generique.md": CREDITS}
    )
    first, second = credits_of(tiny, "reperes/generique")
    assert listed(first)[0] == ("Avec", "Yunus Bayram / Nadège Masnière")
    assert listed(second)[0] == ("Avec", "Nadège Masnière")
    titles = [
        node.astext() for node in tiny.build().doctree("reperes/generique").findall(nodes.title)
    ]
    assert titles == ["Générique", "Épisode 1 — Un essai", "Épisode 2 — Une suite"]


def test_credits_outside_an_episode_are_refused_with_their_place(book: BookFactory) -> None:
    tiny = book({EPISODE: episode(BODY), "avant-propos.md": "# Avant\n\n```{credits}\n```\n"})
    warnings = tiny.build_with_warnings("dummy").warnings
    assert "avant-propos.md:3: " in warnings
    assert "n’a de sens que sur la page d’un épisode" in warnings


def test_a_name_that_changed_changes_every_page_that_shows_it(book: BookFactory) -> None:
    tiny = book({EPISODE: episode(BODY), "reperes/generique.md": CREDITS})
    tiny.build()
    text = episode(BODY).replace("[Yunus Bayram, Nadège Masnière]", "[Nadège Masnière]")
    tiny.write(EPISODE, text)
    (general,) = credits_of(tiny, "reperes/generique")
    assert listed(general)[0] == ("Avec", "Nadège Masnière")
