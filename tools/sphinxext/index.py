"""The analytical index: people, characters, ideas, organisations, works and places, by passages."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from tools.french.address import mentions
from tools.markup.data import PEOPLE_FILE
from tools.markup.page import PASSAGES
from tools.markup.reference import IDEAS_FILE, ORGANISATIONS_FILE, PLACES_FILE, WORKS_FILE
from tools.sphinxext.book import book_of, depend_on_page
from tools.sphinxext.entries import (
    EntryDirective,
    by_initial,
    in_a_row,
    page_link,
    passage,
    reference,
    section,
)
from tools.sphinxext.references import anchor_of, reference_to_episode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from tools.model import Book, Page, Passage, Person, Places, RoleUse, Use

_GAP = 2
"""How far apart two passages of a speaker may be and still make one stretch of the scene."""


_KINDS = {"réelle": "organisation", "fictive": "organisation de la fiction"}
"""What an organisation is, in the index, by its nature."""


class IndexEntry(NamedTuple):
    """A name, what tells it from others, and the passages that speak of it."""

    term: str
    kind: str
    reftype: str
    """By which the domain finds what the term leads to."""
    target: str
    passages: Sequence[str]
    """Numbers, in reading order."""
    gap: int = 1
    episodes: Sequence[int] = ()
    """Episodes that credit somebody whom no passage names."""
    pages: Sequence[str] = ()
    """Docnames, for what no passage names."""


class GeneralIndexDirective(EntryDirective):
    """Everything that can be looked up by name, a section for each letter.

    Makes ``<section><title>A<bullet_list classes="index">``, each item with an id: ``<paragraph>``
    that holds a link to the entry, ``<inline classes="index-term">``, what it is, ``<inline
    classes="index-kind">``, and links to passages, ``<inline classes="index-ref">``.
    """

    def run(self) -> list[Node]:
        for path in (PEOPLE_FILE, IDEAS_FILE, ORGANISATIONS_FILE, WORKS_FILE, PLACES_FILE):
            depend_on_page(self.env, path)
        self.depend_on_episodes()
        entries = by_initial(index_entries(book_of(self.env)), lambda entry: entry.term)
        return [
            section(
                f"index-{letter.lower()}",
                letter,
                nodes.bullet_list("", *map(self.item, same), classes=["index"]),
            )
            for letter, same in entries.items()
        ]

    def item(self, entry: IndexEntry) -> nodes.list_item:
        term = nodes.inline("", entry.term, classes=["index-term"])
        paragraph = nodes.paragraph(
            "", "", reference(entry.reftype, entry.target, [term], self.env)
        )
        if entry.kind:
            kind = nodes.inline("", entry.kind, classes=["index-kind"])
            paragraph += [nodes.Text(", "), kind]
        links = [
            *spans(entry.passages, book_of(self.env), self.env, gap=entry.gap, name="index-ref"),
            *(
                reference_to_episode(number, [nodes.Text(f"générique {number}")], self.env)
                for number in entry.episodes
            ),
            *(link for each in entry.pages if (link := page_link(each, self.env)) is not None),
        ]
        if links:
            paragraph += [nodes.Text(" : "), *in_a_row(links)]
        anchor = "index-" + anchor_of(entry.reftype, entry.target)
        return nodes.list_item("", paragraph, ids=[anchor])


def index_entries(book: Book) -> Iterator[IndexEntry]:
    """Yield every entry of the index, in no order."""
    uses = _uses_of_roles(book)
    order = {number: rank for rank, number in enumerate(book.passages)}

    def entry(
        term: str, kind: str, reftype: str, target: str, places: Places, used: Iterable[str] = ()
    ) -> IndexEntry:
        named = {number for number in (*_names(places.passages), *used) if number in order}
        return IndexEntry(
            term, kind, reftype, target, sorted(named, key=order.__getitem__),
            pages=() if named else tuple(_names(places.pages)),
        )  # fmt: skip

    for person in book.people:
        heard = passages_of_person(person, book)
        credited = [
            each.number
            for each in book.episodes
            if not heard and person.name in (each.header.credits.cast or ())
        ]
        yield IndexEntry(person.sort, "", "person", person.name, heard, episodes=credited)
    for episode, character in book.characters.values():
        kind = f"personnage de l’épisode {episode.number}"
        spoken = passages_of_character(character.id, book)
        yield IndexEntry(character.name, kind, "entry-of-character", character.id, spoken, gap=_GAP)
    for idea in book.ideas:
        used = uses.get(("idea", idea.id), ())
        yield entry(idea.term, "idée", "idea", idea.id, idea.places, used)
    for organisation in book.organisations:
        kind = _KINDS.get(organisation.nature, organisation.nature)
        name = organisation.name
        yield entry(name, kind, "organisation", name, organisation.places)
    for work in book.works:
        yield entry(work.title, work.kind, "work", work.title, work.places)
    for place in book.localities:
        yield entry(place.name, place.nature or "lieu", "locality", place.name, place.places)


def passages_of_person(person: Person, book: Book) -> list[str]:
    """Return the passages that name a real person, where the role or the words say so.

    An episode in which the person is a voice may call them by their label; and by their last name,
    one that names them in full.
    """
    uses = set(_uses_of_roles(book).get(("person", person.name), ()))
    found = []
    for episode in book.episodes:
        names = {v.label for v in episode.header.voices if v.name == person.name}
        words = [each.text for each in episode.page.passages]
        if names or any(mentions(person.name, text) for text in words):
            names |= {person.name, person.sort.partition(",")[0]}
        found += [
            each.number
            for each in episode.page.passages
            if each.speaker == person.name
            or each.number in uses
            or any(mentions(name, each.text) for name in names)
        ]
    return found


def passages_of_character(identifier: str, book: Book) -> list[str]:
    """Return the passages in which a character speaks, or that name them."""
    episode, character = book.characters[identifier]
    uses = set(_uses_of_roles(book).get(("character", identifier), ()))
    return [
        each.number
        for each in episode.page.passages
        if each.speaker == identifier or each.number in uses or mentions(character.name, each.text)
    ]


def spans(
    numbers: Sequence[str],
    book: Book,
    env: BuildEnvironment,
    *,
    gap: int = 1,
    name: str = "ep",
) -> list[Node]:
    """Return links to passages, those that follow each other as one: « 4.12 à 4.20 »."""
    made = []
    for first, last in runs(numbers, book, gap=gap):
        shown = first if first == last else f"{first} à {last}"
        made.append(passage(first, env, shown=shown, name=name))
    return made


def runs(numbers: Sequence[str], book: Book, *, gap: int = 1) -> list[tuple[str, str]]:
    """Return the first and the last of each run of *numbers*; two alone stay two."""
    order = {number: rank for rank, number in enumerate(book.passages)}
    found: list[list[str]] = []
    for number in numbers:
        follows = (
            found
            and book.passages[found[-1][-1]][0] is book.passages[number][0]
            and order[number] - order[found[-1][-1]] <= gap
        )
        if follows:
            found[-1].append(number)
        else:
            found.append([number])
    return [
        pair
        for run in found
        for pair in ([(run[0], run[-1])] if len(run) > 2 else [(each, each) for each in run])
    ]


def _uses_of_roles(book: Book) -> Mapping[tuple[str, str], list[str]]:
    """Return the passages in which each role of the book's pages stands, by role and target."""
    found: dict[tuple[str, str], list[str]] = {}
    for page in book.pages:
        lines = [each.line or 0 for each in page.passages]
        for role in page.roles if lines else ():
            for each in _around(role, page, lines):
                found.setdefault((role.name, role.target), []).append(each.number)
    return found


def _around(role: RoleUse, page: Page, lines: Sequence[int]) -> Iterator[Passage]:
    """Yield the passage in which *role* is written, if it is in one.

    What is written in the label of a passage is true of the first words under it; what a note
    says is in none.
    """
    for directive in page.directives:
        if directive.name in PASSAGES and directive.line <= role.line < directive.content_line:
            yield from page.passages[bisect_right(lines, role.line) :][:1]
            return
    for each in page.passages[: bisect_right(lines, role.line)][-1:]:
        if not any(not text.strip() for text in _source(page, each, role)):
            yield each


def _source(page: Page, passage: Passage, role: RoleUse) -> list[str]:
    """Return the lines from the beginning of *passage* to that of *role*."""
    return page.text.split("\n")[(passage.line or 1) - 1 : role.line]


def _names(uses: Iterable[Use]) -> Iterator[str]:
    return (use.name for use in uses)


def setup_index(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("general-index", GeneralIndexDirective)
