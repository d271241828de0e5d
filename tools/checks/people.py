"""People and characters: names to the letter, nobody useless, nobody taken for another."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from tools.checks.titles import Titles
from tools.diagnostics import Diagnostic, Location, suggest
from tools.french.address import mentions
from tools.french.likeness import edits, fold
from tools.markup.data import PEOPLE_FILE
from tools.markup.page import SCENE
from tools.markup.places import Paragraph, body, find_words, is_transcript, last_line, paragraphs
from tools.markup.prose import BLANK
from tools.model import Book, Character, EpisodeHeader, Page, PassageKind, Person, Voice
from tools.model.page import GROUPS
from tools.rules import (
    CHARACTER_OF_THIS_EPISODE,
    HOMONYMS_TOLD_APART,
    NAME_SPELT_AS_REGISTERED,
    PEOPLE_DISTINCT,
    PERSON_LINKED_ONCE,
    PERSON_SERVES,
    REAL_PERSON_NOT_QUOTED,
    REGISTER_SORTED,
    SORT_KEY_OF_THE_NAME,
    SPEAKER_SERVES,
    SPEAKERS_DISTINCT,
    VOICE_HAS_ONE_ROLE,
)

_WORD = re.compile(r"[^\W\d_]+")
_SURNAME = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_TARGET = re.compile(r"\{(?:book:)?person\}`[^`<]*`")
_JOINED = re.compile(r"[ \n\u00a0-]|’|'")
"""What may stand between two words of a name."""

_SLIPS = 2
"""Letters by which a name may differ from another and still be taken for it."""

_LEAST_LETTERS = 8
"""Letters below which a name is too short for two slips to be told from another name."""

_LEAST_QUOTED = 5
"""Words from which what stands in guillemets is somebody's sentence, and no mere term."""

_QUOTED = re.compile(r"«\s?([^«»]{1,2000}?)\s?»")
_EPISODE_SUFFIX = re.compile(r"-ep(\d+)\Z")


# --- Names in the text --------------------------------------------------------------------------


class _Word(NamedTuple):
    folded: str
    start: int
    end: int


class _Name(NamedTuple):
    person: str
    words: tuple[str, ...]


def name_spelt_as_registered(book: Book) -> Iterator[Diagnostic]:
    """A name in the text that is nearly one of the register is that one, misspelt."""
    known = book.known_names
    by_word: dict[str, list[tuple[_Name, int]]] = defaultdict(list)
    for person in book.people:
        words = tuple(fold(match[0]) for match in _WORD.finditer(person.name))
        if len(words) > 1:
            for rank, word in enumerate(words):
                by_word[word].append((_Name(person.name, words), rank))
    if not by_word:
        return
    for page in book.pages:
        for paragraph in paragraphs(page):
            yield from _misspelt_names(paragraph, by_word, known)


def _misspelt_names(
    paragraph: Paragraph,
    by_word: Mapping[str, Sequence[tuple[_Name, int]]],
    known: Collection[str],
) -> Iterator[Diagnostic]:
    text = paragraph.text
    for target in _TARGET.finditer(paragraph.raw):  # reported where pages are read
        start, end = target.span()
        text = text[:start] + BLANK * (end - start) + text[end:]
    words = [_Word(fold(match[0]), *match.span()) for match in _WORD.finditer(text)]
    candidates = [
        (rank, name, at)
        for rank, word in enumerate(words)
        for name, at in by_word.get(word.folded, ())
    ]
    spelt = set[int]()
    for rank, name, at in candidates:
        window = words[rank - at : rank - at + len(name.words)] if rank >= at else []
        if window and _same(_written(text, window), name.person):
            spelt |= set(range(rank - at, rank - at + len(name.words)))
    told = set[int]()
    for rank, name, at in candidates:
        if rank in spelt or rank in told:
            continue
        near = [
            (slips, count, first)
            for first, count in _windows(rank - at, len(name.words))
            if first >= 0 and first <= rank < first + count <= len(words)
            if not set(range(first, first + count)) & (spelt | told)
            if (slips := _slips(text, words[first : first + count], name)) is not None
        ]
        if not near:
            continue
        _, count, first = min(near)
        told |= set(range(first, first + count))
        written = " ".join(_written(text, words[first : first + count]).split())
        if written in known:
            continue
        yield NAME_SPELT_AS_REGISTERED.broken(
            paragraph.at(words[first].start), f"« {written} » n’est pas le nom que porte le registre",
            hint=f"Écrivez « {name.person} » ; si c’est quelqu’un d’autre, ajoutez cette personne "
            "à people.toml.",
        )  # fmt: skip


def _windows(first: int, count: int) -> Iterator[tuple[int, int]]:
    """Yield where a misspelt name may stand: as many words, one run in two, or two in one."""
    yield first, count
    for other in (count + 1, count - 1):
        if other > 1:
            yield first, other
            yield first + count - other, other


def _written(text: str, window: Sequence[_Word]) -> str:
    return text[window[0].start : window[-1].end] if window else ""


def _same(written: str, name: str) -> bool:
    return re.sub(r"\s", " ", written) == name


def _slips(text: str, window: Sequence[_Word], name: _Name) -> int | None:
    """Return how many letters part *window* from *name*; None when it is not meant for it."""
    between = [text[one.end : other.start] for one, other in pairwise(window)]
    if not all(_JOINED.fullmatch(gap) for gap in between):
        return None
    small = sum(not text[word.start].isupper() for word in window)
    if small > (len(window) == len(name.words)):  # a capital is soon lost, but not two
        return None
    folded = tuple(word.folded for word in window)
    if len(folded) == len(name.words) - 1 > 1 and folded[0] == name.words[0]:
        shortened = [name.words[:at] + name.words[at + 1 :] for at in range(1, len(name.words))]
        if folded in shortened:
            return _SLIPS
    joined, whole = "".join(folded), "".join(name.words)
    most = _SLIPS if len(whole) >= _LEAST_LETTERS else 1
    slips = edits(joined, whole, limit=most)
    return slips if slips <= most else None


def person_linked_once(book: Book) -> Iterator[Diagnostic]:
    """A page that names a registered person links them at least once."""
    by_surname: dict[str, list[str]] = defaultdict(list)
    for person in book.people:
        by_surname[person.name.rpartition(" ")[2]].append(person.name)
    for page in book.pages:
        told = {role.target for role in page.roles if role.name == "person"}
        read = (each for each in body(page) if not each.is_option() and not is_transcript(page))
        for paragraph in read:
            for match in _SURNAME.finditer(paragraph.text):
                for name in by_surname.get(match[0], ()):
                    start = match.end() - len(name)
                    named = start >= 0 and _same(paragraph.text[start : match.end()], name)
                    if named and name not in told:
                        told.add(name)
                        yield PERSON_LINKED_ONCE.broken(
                            paragraph.at(start),
                            f"« {name} » apparaît sans aucun renvoi {{person}} sur cette page",
                            hint=f"Écrivez ici « {{person}}`{name}` ».",
                        )


# --- The register -------------------------------------------------------------------------------


def person_serves(book: Book) -> Iterator[Diagnostic]:
    """Everyone in the register is credited, heard or named."""
    used = _used_names(book)
    unknown = [fold(name) for name in used - book.register.keys()]
    told = {each.name for pair in _near_doubles(book.people) for each in pair}
    told |= {person.name for person in book.people if person.credited}  # by the credits
    for person in book.people:
        if person.name in used or person.name in told or _is_named(person.name, book):
            continue
        folded = fold(person.name)
        if any(edits(folded, name, limit=_SLIPS) <= _SLIPS for name in unknown):
            continue  # misspelt where it should serve: told there
        yield PERSON_SERVES.broken(
            Location(PEOPLE_FILE, person.lines.get("name", person.line)),
            f"« {person.name} » ne sert nulle part : ni générique, ni voix, ni renvoi",
        )


def _used_names(book: Book) -> set[str]:
    used = {role.target for page in book.pages for role in page.roles if role.name == "person"}
    for episode in book.episodes:
        used |= {voice.name for voice in episode.header.voices}
        used |= set(episode.header.credits.cast or ())
    return used


def _is_named(name: str, book: Book) -> bool:
    return any(name in paragraph.text for page in book.pages for paragraph in paragraphs(page))


def people_distinct(book: Book) -> Iterator[Diagnostic]:
    """Two entries of the register are two people, and not one with a letter changed."""
    used = _used_names(book)
    for person, other in _near_doubles(book.people):
        if person.name in used and other.name not in used:  # the one that the book knows is right
            person, other = other, person
        yield PEOPLE_DISTINCT.broken(
            Location(PEOPLE_FILE, person.lines.get("name", person.line)),
            f"« {person.name} » ne diffère guère de « {other.name} », ligne {other.line}",
        )


def _near_doubles(people: Iterable[Person]) -> Iterator[tuple[Person, Person]]:
    """Yield the entries that repeat an earlier one but for accents, hyphens, order or one letter.

    A note that names the other (« à ne pas confondre avec… ») says that they are two people.
    """
    seen: dict[str, Person] = {}
    shortened: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        words = sorted(fold(word) for word in _WORD.findall(person.name))
        key = "".join(words)
        joined = "".join(_WORD.findall(fold(person.name)))
        # Two words are one letter apart only if they share a form that lacks one letter.
        forms = {joined, *(joined[:i] + joined[i + 1 :] for i in range(min(len(joined), 80)))}
        near = seen.get(key) or next(
            (
                other
                for form in sorted(forms)
                for other in shortened.get(form, ())
                if edits(joined, "".join(_WORD.findall(fold(other.name))), limit=1) <= 1
            ),
            None,
        )
        if near is not None and near.name not in person.note and person.name not in near.note:
            yield person, near
        seen.setdefault(key, person)
        for form in forms:
            shortened[form].append(person)


def sort_key_of_the_name(book: Book) -> Iterator[Diagnostic]:
    """A sort key is made of the words of the name."""
    used = _used_names(book)
    for person in book.people:
        meant = person.filed_name
        if meant == person.name or not person.sort:
            continue
        # The name that the rest of the book knows tells which of the two lines slipped.
        key = "name" if person.name not in used and meant in used else "sort"
        wrong = person.name if key == "name" else person.sort
        yield SORT_KEY_OF_THE_NAME.broken(
            Location(PEOPLE_FILE, person.lines.get(key, person.line)),
            f"le nom « {person.name} » et la clé de tri « {person.sort} » n’ont pas les mêmes mots",
            hint=f"Corrigez « {wrong} »"
            + (
                f" : le livre connaît « {meant} »."
                if key == "name"
                else f" d’après « {person.name} »."
            ),
        )


def register_sorted(book: Book) -> Iterator[Diagnostic]:
    """The register is in the alphabetical order of its sort keys."""
    doubles = {each.name for pair in _near_doubles(book.people) for each in pair}
    sound = [
        person
        for person in book.people
        if person.filed_name == person.name and person.name not in doubles
    ]
    for before, person in pairwise(sound):
        if _filed(person) < _filed(before):
            after = next(
                (
                    other
                    for other in sound
                    if other is not person and _filed(other) > _filed(person)
                ),
                before,
            )
            yield REGISTER_SORTED.broken(
                Location(PEOPLE_FILE, person.line),
                f"« {person.sort} » vient après « {before.sort} »",
                hint=f"Déplacez l’entrée avant « {after.sort} », ligne {after.line}.",
            )
            return  # every entry after it would be told too


def _filed(person: Person) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(person.sort)))


# --- Voices and characters ----------------------------------------------------------------------


def voice_has_one_role(book: Book) -> Iterator[Diagnostic]:
    """Someone who is heard in two episodes has the same role in both."""
    first: dict[str, tuple[Voice, Page]] = {}
    for episode in book.episodes:
        for voice in episode.header.voices:
            other, page = first.setdefault(voice.name, (voice, episode.page))
            if other.role != voice.role:
                yield VOICE_HAS_ONE_ROLE.broken(
                    find_words(episode.page, voice.role, voice.line, within=5),
                    f"« {voice.name} » est ici « {voice.role} », et « {other.role} » dans {page.path}",
                )


def speaker_serves(page: Page, book: Book) -> Iterator[Diagnostic]:
    """Every declared voice and character is heard, or named, on the page."""
    header = page.header
    if not isinstance(header, EpisodeHeader) or not page.headings:
        return
    text = "\n".join(paragraph.text for paragraph in body(page))
    present = {passage.speaker for passage in page.passages}
    present |= {role.target for role in page.roles if role.name in {"character", "person"}}
    for character in header.characters:
        if character.name and character.id not in present and not mentions(character.name, text):
            yield SPEAKER_SERVES.broken(
                find_words(page, character.name, character.line, within=5),
                f"« {character.name} » est déclaré, mais ne parle pas et n’est pas nommé",
                hint=suggest(character.name, _names_in(text), otherwise=SPEAKER_SERVES.hint),
            )
    for voice in header.voices:
        if voice.name not in book.register or mentions(voice.label, text):
            continue  # a name misspelt is told where pages are read
        if voice.name not in present and not mentions(voice.name, text):
            yield SPEAKER_SERVES.broken(
                find_words(page, voice.name, voice.line, within=5),
                f"« {voice.name} » est déclaré dans « voices », mais la page n’en dit rien",
            )
        elif voice.label != voice.name:
            yield SPEAKER_SERVES.broken(
                find_words(page, f"label: {voice.label}", voice.line, within=5),
                f"la page n’appelle jamais « {voice.name} » par le nom « {voice.label} »",
                hint=suggest(voice.label, _names_in(text), otherwise=SPEAKER_SERVES.hint),
            )


def _names_in(text: str) -> list[str]:
    """Return the words of *text* that may be names."""
    words = {match[0] for match in _SURNAME.finditer(text)}
    return sorted(word for word in words if word[0].isupper() and len(word) > 2)


def homonyms_told_apart(book: Book) -> Iterator[Diagnostic]:
    """Characters of several episodes who share a name have their episode in their id."""
    ids = Counter(each.id for episode in book.episodes for each in episode.header.characters)
    by_name: dict[str, set[int]] = defaultdict(set)
    for episode in book.episodes:
        for character in episode.header.characters:
            by_name[fold(character.name)].add(episode.number)
    for episode in book.episodes:
        for character in episode.header.characters:
            at = find_words(episode.page, character.id, character.line, within=5)
            suffix = _EPISODE_SUFFIX.search(character.id)
            base = _EPISODE_SUFFIX.sub("", character.id)
            if suffix and suffix[1] != str(episode.number):
                yield HOMONYMS_TOLD_APART.broken(
                    at, f"« {character.id} » est un personnage de l’épisode {episode.number}",
                    hint=f"Écrivez « {base}-ep{episode.number} ».",
                )  # fmt: skip
            elif not suffix and ids[character.id] == 1 and len(by_name[fold(character.name)]) > 1:
                shared = ", ".join(str(number) for number in sorted(by_name[fold(character.name)]))
                yield HOMONYMS_TOLD_APART.broken(
                    at, f"« {character.name} » est un personnage des épisodes {shared} à la fois",
                    hint=f"Écrivez « {base}-ep{episode.number} », ici et partout où ce personnage est cité.",
                )  # fmt: skip


def speakers_distinct(page: Page, book: Book) -> Iterator[Diagnostic]:
    """No two speakers of an episode bear the same name, or names that only an accent tells apart."""
    header = page.header
    if not isinstance(header, EpisodeHeader):
        return
    taken = {fold(group): (group, group) for group in GROUPS}
    speakers: list[tuple[Voice | Character, str, tuple[str, ...]]] = [
        (voice, voice.name, tuple(dict.fromkeys((voice.label, voice.name))))
        for voice in header.voices
    ]
    speakers += [(each, each.id, (each.name,)) for each in header.characters]
    for speaker, identity, names in speakers:
        for name in names:
            other, label = taken.setdefault(fold(name), (identity, name))
            if name and other != identity:
                same = f"« {name} » désigne déjà quelqu’un" if name == label else (
                    f"« {name} » et « {label} » ne diffèrent que par un accent ou une capitale"
                )  # fmt: skip
                yield SPEAKERS_DISTINCT.broken(
                    find_words(page, name, speaker.line, within=5), f"{same} dans cet épisode"
                )
                break


def character_of_this_episode(page: Page, book: Book) -> Iterator[Diagnostic]:
    """On an episode's page, a bare {character} is one of its own."""
    header = page.header
    if not isinstance(header, EpisodeHeader):
        return
    own = [character.id for character in header.characters]
    for role in page.roles:
        if role.name != "character" or role.target in own or role.target not in book.characters:
            continue
        episode, character = book.characters[role.target]
        if role.shown is None or role.shown == character.name:
            yield CHARACTER_OF_THIS_EPISODE.broken(
                Location(page.path, role.line, role.column),
                f"« {role.target} » est un personnage de l’épisode {episode.number}",
                hint=suggest(role.target, own, otherwise=CHARACTER_OF_THIS_EPISODE.hint),
            )


# --- Words that nobody said ---------------------------------------------------------------------


def real_person_not_quoted(book: Book) -> Iterator[Diagnostic]:
    """In a written edition, real people get no invented words: neither turns nor guillemets."""
    titles = Titles(book)
    for page in book.pages:
        yield from _invented_words(page, titles)


def _invented_words(page: Page, titles: Titles) -> Iterator[Diagnostic]:
    header = page.header
    if not isinstance(header, EpisodeHeader) or is_transcript(page):
        return
    voices = {voice.name for voice in header.voices}
    for passage in page.passages:
        if passage.kind is PassageKind.TURN and passage.speaker in voices:
            yield REAL_PERSON_NOT_QUOTED.broken(
                Location(page.path, passage.line, 1),
                f"une réplique fait parler « {passage.speaker} », qui est une personne réelle",
            )
    scenes = [(each.line, last_line(each)) for each in page.directives if each.name == SCENE]
    for paragraph in body(page):
        in_scene = any(start <= paragraph.first_line <= end for start, end in scenes)
        if in_scene or paragraph.is_heading() or paragraph.raw.lstrip().startswith("[^"):
            continue  # characters speak in scenes; a note quotes its source
        for match in _QUOTED.finditer(paragraph.text):
            words = len(_WORD.findall(match[1]))
            if words >= _LEAST_QUOTED and titles.meant_by(match[1]) is None:
                shown = " ".join(match[1].split())
                short = shown if len(shown) <= 60 else f"{shown[:57]}…"
                yield REAL_PERSON_NOT_QUOTED.broken(
                    paragraph.at(match.start()),
                    f"« {short} » met entre guillemets une phrase que l’édition ne peut pas citer",
                )
