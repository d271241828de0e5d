"""Credits: nobody forgotten, misplaced, named twice or misspelt in a list of names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping

from tools.diagnostics import Diagnostic, Location
from tools.french.likeness import edits, fold
from tools.french.numbers import number_after, number_before
from tools.markup.data import PEOPLE_FILE
from tools.markup.header import find_header
from tools.markup.places import find_words, is_transcript, paragraphs
from tools.markup.report import Report
from tools.model import Book, CreditRank, Episode, EpisodeHeader, Page, Person
from tools.rules import (
    CAST_AS_PUBLISHED,
    CREDIT_ONCE_IN_LIST,
    CREDIT_PLACES_FOLLOW,
    CREDITS_LISTS_FILLED,
    CREDITS_SHOWN_ONCE,
    PARTICIPANTS_COUNTED,
    PRODUCTION_SPELT_ALIKE,
)

CAST, PRODUCTION = "cast", "sound_production"
_MISSPELT = 3
"""Letters by which a name may differ from another and still be taken for it."""

_COUNTED = re.compile(r"(?<= )(?:salarié·?e?·?s|salariées|participante?s|participant·e·s)\b")
_THEY_ARE = re.compile(r"\b(?:[Ii]ls|[Ee]lles) (?:sont|étaient|furent) ")


def credits_lists_filled(page: Page, book: Book) -> Iterator[Diagnostic]:
    """A list is full or, for the cast, null: an empty one says neither."""
    if not isinstance(page.header, EpisodeHeader):
        return
    credit_list = page.header.credits
    for key, names in ((CAST, credit_list.cast), (PRODUCTION, credit_list.sound_production)):
        line = credit_list.lines.get(key)
        if line is not None and names is not None and not names:
            yield CREDITS_LISTS_FILLED.broken(
                find_words(page, key, line), f"la liste « {key} » ne crédite personne"
            )


def credit_once_in_list(page: Page, book: Book) -> Iterator[Diagnostic]:
    """Nobody is named twice in one list."""
    if not isinstance(page.header, EpisodeHeader):
        return
    credit_list = page.header.credits
    for key, names in ((CAST, credit_list.cast or ()), (PRODUCTION, credit_list.sound_production)):
        for name, times in Counter(names).items():
            if times > 1:
                yield CREDIT_ONCE_IN_LIST.broken(
                    _name_place(page, key, name, nth=2),
                    f"« {name} » figure {times} fois dans « {key} »",
                )


def credits_shown_once(book: Book) -> Iterator[Diagnostic]:
    """Each episode shows its credits, and the book shows everybody's."""
    general: list[Location] = []
    for page in book.pages:
        shown = [each for each in page.directives if each.name == "credits"]
        is_episode = isinstance(page.header, EpisodeHeader) and not is_transcript(page)
        for directive in shown[1:] if is_episode else ():
            yield CREDITS_SHOWN_ONCE.broken(
                Location(page.path, directive.line), "le générique de l’épisode est déjà sur la page",
                hint=f"Supprimez cette directive : celle de la ligne {shown[0].line} suffit.",
            )  # fmt: skip
        if is_episode and not shown and page.headings:
            yield CREDITS_SHOWN_ONCE.broken(
                Location(page.path, page.headings[-1].line),
                "la page ne montre pas le générique de l’épisode",
                hint="Ajoutez à la fin de la page une directive « {credits} ».",
            )
        if not isinstance(page.header, EpisodeHeader):
            for directive in shown:
                yield CREDITS_SHOWN_ONCE.broken(
                    Location(page.path, directive.line),
                    "« {credits} » n’a de sens que sur la page d’un épisode",
                    hint="Pour le générique de tout le livre, écrivez « {general-credits} ».",
                )
        general += [
            Location(page.path, each.line)
            for each in page.directives
            if each.name == "general-credits"
        ]
    for place in general[1:]:
        yield CREDITS_SHOWN_ONCE.broken(
            place, f"le générique complet est déjà à {general[0]}",
            hint="Ne gardez que l’une des deux directives « {general-credits} ».",
        )  # fmt: skip
    if not general and book.episodes:
        page = next((p for p in book.pages if fold(p.title) == "generique"), book.pages[0])
        line = page.headings[-1].line if page.headings else 1
        yield CREDITS_SHOWN_ONCE.broken(
            Location(page.path, line), "le générique complet n’est montré nulle part",
            hint="Ajoutez sur cette page une directive « {general-credits} ».",
        )  # fmt: skip


def cast_as_published(book: Book) -> Iterator[Diagnostic]:
    """Each cast names whom the register credits there, and nobody else, in the published order."""
    if not any(person.credited for person in book.people):
        return
    people = {person.name: person for person in book.people}
    disputed = _disputes(book)
    here = {name for episode in book.episodes for name in episode.header.credits.cast or ()}
    for episode in book.episodes:
        if is_transcript(episode.page):
            continue
        strangers = list(_strangers(episode, people, disputed))
        yield from strangers
        yield from _missing(episode, book, here | disputed.keys())
        if not strangers:
            yield from _out_of_order(episode, people, disputed)


def credit_places_follow(book: Book) -> Iterator[Diagnostic]:
    """In the register, everyone credited has a place of their own, in an episode that exists."""
    for person, message in _disputes(book).values():
        at = Location(PEOPLE_FILE, person.lines.get("credited", person.line))
        yield CREDIT_PLACES_FOLLOW.broken(at, message)


def production_spelt_alike(book: Book) -> Iterator[Diagnostic]:
    """The same studio bears the same name in every episode."""
    uses = Counter(
        name
        for episode in book.episodes
        for name in dict.fromkeys(episode.header.credits.sound_production)
    )
    for episode in book.episodes:
        for name in dict.fromkeys(episode.header.credits.sound_production):
            other = _better_spelling(name, uses)
            if other:
                yield PRODUCTION_SPELT_ALIKE.broken(
                    _name_place(episode.page, PRODUCTION, name),
                    f"« {name} » s’écrit « {other} » dans {uses[other]} autre"
                    f"{'s' if uses[other] > 1 else ''} épisode{'s' if uses[other] > 1 else ''}",
                    hint=f"Écrivez « {other} », ou corrigez les autres épisodes.",
                )


def participants_counted(book: Book) -> Iterator[Diagnostic]:
    """A total of participants that the text announces is the number of people credited."""
    credited = {name for episode in book.episodes for name in episode.header.credits.cast or ()}
    registered = {person.name for person in book.people if person.credited}
    # When the two lists disagree, that is the fault, and it is told where it stands.
    if not credited or (registered and registered != credited):
        return
    longest = max(len(episode.header.credits.cast or ()) for episode in book.episodes)
    for page in book.pages:
        for paragraph in paragraphs(page):
            text = paragraph.text.replace("\u00a0", " ").replace("\n", " ")
            said = [number_before(text, match.start() - 1) for match in _COUNTED.finditer(text)]
            said += [number_after(text, match.end()) for match in _THEY_ARE.finditer(text)]
            for number in said:
                # A number that one episode's list could hold tells of some of them.
                if number and number.value > longest and number.value != len(credited):
                    yield PARTICIPANTS_COUNTED.broken(
                        paragraph.at(number.start),
                        f"le texte annonce {number.value} personnes, les génériques en créditent "
                        f"{len(credited)}",
                    )


def _disputes(book: Book) -> dict[str, tuple[Person, str]]:
    """Return those whose place in the register cannot be, with what is the matter."""
    named = {
        name: CreditRank(episode.number, rank)
        for episode in book.episodes
        for rank, name in enumerate(episode.header.credits.cast or (), 1)
    }
    taken: dict[CreditRank, Person] = {}
    for person in book.people:
        if person.credited:
            taken.setdefault(person.credited, person)
    last = {place.episode: place.rank for place in sorted(taken)}
    episodes = {episode.number for episode in book.episodes}
    found: dict[str, tuple[Person, str]] = {}
    for person in book.people:
        place, there = person.credited, named.get(person.name)
        if place is not None and place.episode not in episodes:
            message = f"« {person.name} » serait au générique de l’épisode {place.episode}, qui n’existe pas"
        elif (
            there
            and there != place
            and there not in taken
            and there.rank < last.get(there.episode, 0)
        ):
            # The register leaves free the very place that the page gives: the register slipped.
            message = f"« {person.name} » est au générique en {there}, que le registre laisse libre"
        elif place is not None and taken[place] is not person:
            wrong, right = person, taken[place]
            if named.get(person.name) == place:  # the page says which of the two is right
                wrong, right = right, wrong
            message = f"« {wrong.name} » aurait la place {place}, déjà celle de « {right.name} »"
            found[wrong.name] = wrong, message
            continue
        else:
            continue
        found[person.name] = person, message
    return found


def _strangers(
    episode: Episode, people: Mapping[str, Person], disputed: Container[str]
) -> Iterator[Diagnostic]:
    """Say who is credited in an episode without the register's knowing it."""
    for name in dict.fromkeys(episode.header.credits.cast or ()):
        person = people.get(name)
        if person is None or name in disputed:
            continue  # an unknown name, a disputed place: told as such
        where = person.credited
        if where is None:
            yield CAST_AS_PUBLISHED.broken(
                _name_place(episode.page, CAST, name),
                f"« {name} » figure ici, et le registre n’en dit rien",
                hint="Retirez ce nom, ou ajoutez à people.toml la place que lui donne la page "
                f"publiée : credited = \"{episode.number}.{_rank(episode, name)}\".",
            )  # fmt: skip
        elif where.episode != episode.number:
            yield CAST_AS_PUBLISHED.broken(
                _name_place(episode.page, CAST, name),
                f"« {name} » figure ici ; d’après le registre, sa place est dans l’épisode {where.episode}",
                hint=f"Remettez ce nom dans l’épisode {where.episode}, à la place {where.rank}, ou "
                "corrigez « credited » dans people.toml.",
            )  # fmt: skip


def _missing(episode: Episode, book: Book, elsewhere: Container[str]) -> Iterator[Diagnostic]:
    """Say whom an episode forgets; a name found elsewhere or misspelt is told there."""
    credit_list = episode.header.credits
    if CAST not in credit_list.lines or (credit_list.cast is not None and not credit_list.cast):
        return  # a missing key, an empty list: told as such
    known = {person.name for person in book.people}
    unknown = [fold(name) for name in credit_list.cast or () if name not in known]
    forgotten = [
        person
        for person in sorted(book.people, key=lambda each: each.credited or (0, 0))
        if person.credited
        and person.credited.episode == episode.number
        and person.name not in elsewhere
        and all(edits(fold(person.name), name, limit=_MISSPELT) > _MISSPELT for name in unknown)
    ]
    if forgotten:
        names = ", ".join(f"« {person.name} »" for person in forgotten)
        many = len(forgotten) > 1
        yield CAST_AS_PUBLISHED.broken(
            find_words(episode.page, CAST, credit_list.lines[CAST]),
            f"{names} {'manquent' if many else 'manque'} au générique de l’épisode {episode.number}",
            hint=_put_back(forgotten[0], book) if not many
            else "Remettez ces noms à leur place, ou corrigez « credited » dans people.toml.",
        )  # fmt: skip


def _put_back(person: Person, book: Book) -> str:
    place = person.credited
    before = next(
        (
            other.name
            for other in book.people
            if place and other.credited == (place.episode, place.rank - 1)
        ),
        None,
    )
    where = f"après « {before} »" if before else "en tête"
    return (
        f"Remettez ce nom {where} : le registre lui donne la place {place} "
        "(ou corrigez « credited » dans people.toml)."
    )


def _out_of_order(
    episode: Episode, people: Mapping[str, Person], disputed: Container[str]
) -> Iterator[Diagnostic]:
    """Say where the order of a cast first leaves the published one."""
    named = [
        people[name]
        for name in dict.fromkeys(episode.header.credits.cast or ())
        if name in people and name not in disputed
    ]
    expected = sorted(named, key=lambda person: person.credited or (0, 0))
    for person, due in zip(named, expected, strict=True):
        if person is not due:
            yield CAST_AS_PUBLISHED.broken(
                _name_place(episode.page, CAST, person.name),
                f"« {person.name} » est à la place de « {due.name} »",
                hint=f"Remettez les noms dans l’ordre publié : « {due.name} » ({due.credited}), puis "
                f"« {person.name} » ({person.credited}).",
            )  # fmt: skip
            return


def _better_spelling(name: str, uses: Counter[str]) -> str | None:
    """Return the name that *name* is a slip for: nearly the same letters, used more often."""
    folded = fold(name)
    limit = 2 if len(folded) > 5 else 1
    for other, _ in uses.most_common():  # of two used as often, the one that comes first is kept
        if other == name:
            return None
        if edits(folded, fold(other), limit=limit) <= limit:
            return other
    return None


def _rank(episode: Episode, name: str) -> int:
    return (episode.header.credits.cast or ()).index(name) + 1


def _name_place(page: Page, key: str, name: str, *, nth: int = 1) -> Location:
    """Return the place of a name in a list of the header; of its *nth* mention, for a double."""
    header = page.header
    if not isinstance(header, EpisodeHeader):
        return Location(page.path)
    lines = header.credits.lines
    start = lines.get(key) or lines.get(name) or 1
    _, end = find_header(page.text, Report(page.path))
    others = (lines[other] - 1 for other in (CAST, PRODUCTION) if lines.get(other, 0) > start)
    end = min((*others, end))
    return find_words(page, name, start, nth=nth, within=end - start + 1)
