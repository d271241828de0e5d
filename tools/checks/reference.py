"""The back matter: entries given once, placed where the book does speak of them, joined to each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from tools.diagnostics import Diagnostic, Location, suggest
from tools.french.house import HOUSE_SIGLES
from tools.french.likeness import edits, fold
from tools.french.numbers import numbers_in, ordinal_before
from tools.french.spelling import is_known, words_in
from tools.markup.places import find_words, is_transcript, last_line
from tools.markup.prose import Stretch, data_stretches, stretches
from tools.markup.reference import (
    ACRONYMS_FILE,
    FIGURES_FILE,
    IDEAS_FILE,
    LANDMARKS_FILE,
    ORGANISATIONS_FILE,
    PLACES_FILE,
    WORKS_FILE,
)
from tools.markup.references import shown_text
from tools.markup.table import key_lines
from tools.model import Book, Idea, Landmark, Page, Places, Use
from tools.rules import (
    ACRONYM_DECLARED,
    ACRONYM_SERVES,
    ARCHIVE_HAS_ITS_WORK,
    CATEGORY_SPELT_ALIKE,
    ENTRIES_SORTED,
    ENTRY_DATE_EXISTS,
    ENTRY_HAS_PLACE,
    ENTRY_NAMED_IN_ITS_PLACES,
    ENTRY_ONCE,
    ENTRY_PAGE_EXISTS,
    ENTRY_PASSAGE_EXISTS,
    FIGURE_HAS_ITS_ENTRY,
    FIGURE_SHOWS_ITS_VALUE,
    IDEA_QUESTION_ASKS,
    IDEA_TOLD_IN_ITS_PASSAGES,
    LANDMARKS_IN_ORDER,
    ORGANISATION_ACRONYM_EXISTS,
    PLACE_LISTED_ONCE,
    RELATED_IDEAS_AGREE,
)


class _Entry(NamedTuple):
    """An entry of the back matter, whatever it is of."""

    path: str
    key: str
    """The key that names it: « term », « title »."""
    name: str
    line: int | None
    places: Places


def _entries(book: Book) -> Iterator[_Entry]:
    for idea in book.ideas:
        yield _Entry(IDEAS_FILE, "term", idea.term, idea.line, idea.places)
    for acronym in book.acronyms:
        yield _Entry(ACRONYMS_FILE, "acronym", acronym.acronym, acronym.line, acronym.places)
    for house in book.organisations:
        yield _Entry(ORGANISATIONS_FILE, "name", house.name, house.line, house.places)
    for work in book.works:
        yield _Entry(WORKS_FILE, "title", work.title, work.line, work.places)
    for figure in book.figures:
        yield _Entry(FIGURES_FILE, "shown", figure.shown, figure.line, figure.places)
    for locality in book.localities:
        yield _Entry(PLACES_FILE, "name", locality.name, locality.line, locality.places)
    for landmark in book.landmarks:
        yield _Entry(LANDMARKS_FILE, "label", landmark.label, landmark.line, landmark.places)


def _at(book: Book, path: str, line: int | None, words: str = "") -> Location:
    """Return the place of *words* on a line of a data file; the line alone where they are not."""
    lines = book.data.get(path, "").split("\n")
    if line is None or not words or line > len(lines):
        return Location(path, line)
    quoted = lines[line - 1].find(f'"{words}"')
    column = quoted + 1 if quoted >= 0 else lines[line - 1].find(words)
    return Location(path, line, column + 1 if column >= 0 else None)


def _at_key(book: Book, path: str, entry_line: int | None, key: str, words: str = "") -> Location:
    """Return the place of the value of *key*, in the entry that opens on *entry_line*."""
    if entry_line is None:
        return Location(path)
    lines = book.data.get(path, "").split("\n")
    line = key_lines(lines[entry_line:], entry_line + 1).get(key, entry_line)
    return _at(book, path, line, words)


def _uses(entry: _Entry) -> tuple[Use, ...]:
    return (*entry.places.passages, *entry.places.pages)


# --- Each entry by itself ------------------------------------------------------------------------


def entry_has_place(book: Book) -> Iterator[Diagnostic]:
    """An entry that leads nowhere is of another book."""
    for entry in _entries(book):
        if not _uses(entry):
            yield ENTRY_HAS_PLACE.broken(
                Location(entry.path, entry.line),
                f"« {entry.name} » ne mène à aucun passage ni à aucune page",
            )


def place_listed_once(book: Book) -> Iterator[Diagnostic]:
    """A passage listed twice stands, as often as not, where another one was meant."""
    for entry in _entries(book):
        seen: set[str] = set()
        for use in _uses(entry):
            if use.name in seen:
                yield PLACE_LISTED_ONCE.broken(
                    _at(book, entry.path, use.line, use.name),
                    f"« {entry.name} » mène deux fois à {use.name}",
                )
            seen.add(use.name)


def idea_question_asks(book: Book) -> Iterator[Diagnostic]:
    """What an entry leaves the reader with is a question."""
    for idea in book.ideas:
        text = idea.question.text
        if text.strip() and not text.rstrip(" »*_").endswith("?"):
            yield IDEA_QUESTION_ASKS.broken(
                Location(IDEAS_FILE, idea.question.line),
                f"la question de « {idea.term} » ne finit pas par un point d’interrogation",
            )


_FIGURES = re.compile(r"\d{1,9}")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_YEAR = re.compile(r"\d{4}")
_MOMENT = re.compile(r"(?:\d{4}-)?\d\d-\d\d(?:T\d\d:\d\d)?")


def _is_date(text: str) -> bool:
    found = _DATE.fullmatch(text)
    if not found:
        return False
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return False
    return True


def _is_time(text: str) -> bool:
    return re.fullmatch(r"(?:[01]\d|2[0-3]):[0-5]\d", text) is not None


def entry_date_exists(book: Book) -> Iterator[Diagnostic]:
    """A date that no calendar has takes its entry out of order."""
    for mark in book.landmarks:
        if mark.date and not _is_date(mark.date):
            at = _at_key(book, LANDMARKS_FILE, mark.line, "date", mark.date)
            yield ENTRY_DATE_EXISTS.broken(at, f"« {mark.date} » n’est pas une date")
        if mark.time and not _is_time(mark.time):
            at = _at_key(book, LANDMARKS_FILE, mark.line, "time", mark.time)
            yield ENTRY_DATE_EXISTS.broken(
                at, f"« {mark.time} » n’est pas une heure", hint="Écrivez l’heure « 08:30 »."
            )
    for work in book.works:
        if work.year and not _YEAR.fullmatch(work.year):
            at = _at_key(book, WORKS_FILE, work.line, "year", work.year)
            yield ENTRY_DATE_EXISTS.broken(
                at, f"« {work.year} » n’est pas une année",
                hint="Écrivez l’année en quatre chiffres, ou \"\" quand rien ne la dit.",
            )  # fmt: skip
    for figure in book.figures:
        dates = figure.value.split("/") if figure.unit.startswith("date") else ()
        for each in dates:
            day, _, hour = each.partition("T")
            whole = f"2000-{day}" if len(day) == 5 else day  # a day of any year
            if not _MOMENT.fullmatch(each) or not _is_date(whole) or (hour and not _is_time(hour)):
                at = _at_key(book, FIGURES_FILE, figure.line, "value", figure.value)
                yield ENTRY_DATE_EXISTS.broken(at, f"« {each} » n’est pas une date")


def figure_shows_its_value(book: Book) -> Iterator[Diagnostic]:
    """A figure is given twice, for machines and for readers: both are the same number."""
    for figure in book.figures:
        value, shown = set(map(int, _FIGURES.findall(figure.value))), _figures(figure.shown)
        if shown and value and not value & shown:
            yield FIGURE_SHOWS_ITS_VALUE.broken(
                _at_key(book, FIGURES_FILE, figure.line, "value", figure.value),
                f"« {figure.shown} » ne montre pas le nombre « {figure.value} »",
            )


# --- Entries among themselves --------------------------------------------------------------------


def entry_once(book: Book) -> Iterator[Diagnostic]:
    """Of two entries of one name, nobody knows which a link opens."""
    entries = [entry for entry in _entries(book) if entry.path != FIGURES_FILE]
    dated = {mark.line: mark.date + mark.time for mark in book.landmarks}
    ids = [_Entry(IDEAS_FILE, "id", idea.id, idea.line, idea.places) for idea in book.ideas]
    seen: dict[tuple[str, str, str], int | None] = {}
    for entry in (*ids, *entries):
        name = fold(entry.name) + (dated.get(entry.line, "") if entry.key == "label" else "")
        key = (entry.path, entry.key, name)
        if entry.name and key in seen:
            yield ENTRY_ONCE.broken(
                _at_key(book, entry.path, entry.line, entry.key, entry.name),
                f"« {entry.name} » est déjà la fiche de la ligne {seen[key]}",
            )
        seen.setdefault(key, entry.line)


_CATEGORIES = {
    "theme": ("thème", IDEAS_FILE),
    "nature": ("nature", ORGANISATIONS_FILE),
    "kind": ("genre", WORKS_FILE),
}  # fmt: skip


def category_spelt_alike(book: Book) -> Iterator[Diagnostic]:
    """A theme a letter away from another is that one, misspelt."""
    given: Mapping[str, list[tuple[str, int | None]]] = {
        "theme": [(idea.theme, idea.line) for idea in book.ideas],
        "nature": [(house.nature, house.line) for house in book.organisations],
        "kind": [(work.kind, work.line) for work in book.works],
    }
    for key, each in given.items():
        counts = Counter(value for value, _ in each)
        # Of two that are given as often, the one that the dictionary knows is right, or the first.
        ranked = sorted(counts, key=lambda value: (-counts[value], not _is_french(value)))
        meant = {
            value: better
            for rank, value in enumerate(ranked)
            for better in ranked[:rank]
            if _nearly(value, better)
        }
        noun, path = _CATEGORIES[key]
        for value, line in each:
            if value in meant:
                yield CATEGORY_SPELT_ALIKE.broken(
                    _at_key(book, path, line, key, value),
                    f"« {value} » n’est pas écrit comme « {meant[value]} », {noun} d’autres fiches",
                    hint=f"Écrivez « {meant[value]} », ou un nom qui ne s’y confonde pas.",
                )


def _is_french(text: str) -> bool:
    return all(is_known(word.text) for word in words_in(text))


def _nearly(value: str, better: str) -> bool:
    limit = 2 if min(len(value), len(better)) > 5 else 1
    return edits(fold(value), fold(better), limit=limit) <= limit


def related_ideas_agree(book: Book) -> Iterator[Diagnostic]:
    """« Voir aussi » leads to another idea, which leads back."""
    for idea in book.ideas:
        seen: set[str] = set()
        for use in idea.related:
            fault = _wrong_relation(idea, use.name, seen, book)
            seen.add(use.name)
            if fault:
                what, hint = fault
                at = _at(book, IDEAS_FILE, use.line, use.name)
                yield RELATED_IDEAS_AGREE.broken(at, what, hint=hint)


def _wrong_relation(
    idea: Idea, name: str, seen: Iterable[str], book: Book
) -> tuple[str, str | None] | None:
    other = book.lexicon.get(name)
    if name == idea.id:
        return f"« {name} » renvoie à elle-même", "Retirez-la de sa propre liste."
    if name in seen:
        return (
            f"« {idea.id} » renvoie deux fois à « {name} »",
            "Ne gardez que l’un des deux renvois.",
        )
    if other is None:
        return (
            f"« {idea.id} » renvoie à « {name} », qui n’existe pas",
            suggest(name, book.lexicon, otherwise="Corrigez l’identifiant."),
        )
    if idea.id not in {use.name for use in other.related}:
        return (
            f"« {idea.id} » renvoie à « {name} », qui ne renvoie pas à elle",
            f"Ajoutez « {idea.id} » à « related » de « {name} » (ligne {other.line}), ou retirez ce renvoi.",
        )
    return None


def entries_sorted(book: Book) -> Iterator[Diagnostic]:
    """In a list in alphabetical order, a name is found at a glance."""
    for entries in (
        [entry for entry in _entries(book) if entry.path == path]
        for path in (ACRONYMS_FILE, PLACES_FILE)
    ):
        for before, entry in pairwise(entries):
            if _sort_key(before.name) > _sort_key(entry.name):
                yield ENTRIES_SORTED.broken(
                    _at_key(book, entry.path, entry.line, entry.key, entry.name),
                    f"« {entry.name} » vient après « {before.name} »",
                )


def _sort_key(name: str) -> str:
    return " ".join(_WORD.findall(fold(name)))


def landmarks_in_order(book: Book) -> Iterator[Diagnostic]:
    """Dates go forward; within a year, what is known of the day, and of the hour, does too."""
    last_dated: Landmark | None = None
    last_timed: Landmark | None = None
    before: Landmark | None = None
    for mark in book.landmarks:
        if not _is_date(mark.date) or (mark.time and not _is_time(mark.time)):
            continue
        for earlier in (before, last_dated, last_timed):
            if earlier and (why := _goes_back(earlier, mark)):
                yield LANDMARKS_IN_ORDER.broken(
                    _at_key(book, LANDMARKS_FILE, mark.line, "date", mark.date),
                    f"« {mark.label} » ({_when(mark)}) vient après « {earlier.label} »"
                    f" ({_when(earlier)}), qui est d’{why} plus tardive",
                )
                break
        before = mark
        last_dated = mark if len(mark.date) > 4 else last_dated
        last_timed = mark if mark.time else last_timed


def _when(mark: Landmark) -> str:
    return f"{mark.date}, {mark.time}" if mark.time else mark.date


def _goes_back(earlier: Landmark, mark: Landmark) -> str:
    """Return what says that *mark* comes before *earlier*: its year, its day or its hour."""
    if mark.date[:4] != earlier.date[:4]:
        return "une année" if mark.date[:4] < earlier.date[:4] else ""
    known = min(len(mark.date), len(earlier.date))
    if mark.date[:known] != earlier.date[:known]:
        return "une date" if mark.date[:known] < earlier.date[:known] else ""
    return "une heure" if mark.time and earlier.time and mark.time < earlier.time else ""


def organisation_acronym_exists(book: Book) -> Iterator[Diagnostic]:
    """An organisation's acronym leads to its entry among the acronyms."""
    known = [acronym.acronym for acronym in book.acronyms]
    for house in book.organisations:
        if house.acronym and house.acronym not in known:
            yield ORGANISATION_ACRONYM_EXISTS.broken(
                _at_key(book, ORGANISATIONS_FILE, house.line, "acronym", house.acronym),
                f"« {house.acronym} » n’a pas d’entrée dans {ACRONYMS_FILE}",
                hint=suggest(house.acronym, known, otherwise=ORGANISATION_ACRONYM_EXISTS.hint),
            )


# --- Entries and the book ------------------------------------------------------------------------


def entry_passage_exists(book: Book) -> Iterator[Diagnostic]:
    """The passages that an entry leads to are passages of the book."""
    for entry in _entries(book):
        for use in entry.places.passages:
            if use.name not in book.passages:
                yield ENTRY_PASSAGE_EXISTS.broken(
                    _at(book, entry.path, use.line, use.name),
                    f"« {entry.name} » mène au passage {use.name}, qui n’existe pas",
                    hint=suggest(use.name, book.passages, otherwise=ENTRY_PASSAGE_EXISTS.hint),
                )


def entry_page_exists(book: Book) -> Iterator[Diagnostic]:
    """The pages that an entry leads to are pages of the book."""
    pages = {page.docname for page in book.pages}
    for entry in _entries(book):
        for use in entry.places.pages:
            if use.name not in pages:
                yield ENTRY_PAGE_EXISTS.broken(
                    _at(book, entry.path, use.line, use.name),
                    f"« {entry.name} » mène à la page « {use.name} », qui n’existe pas",
                    hint=suggest(use.name, pages, otherwise=ENTRY_PAGE_EXISTS.hint),
                )


_WORD = re.compile(r"[^\W_]+")
_SIGLE = re.compile(
    r"(?<![\w@/.-])(?:[A-ZÀ-Þ]{2,}(?:-[A-ZÀ-Þ]{2,})*|"
    + "|".join(sorted(HOUSE_SIGLES))
    + r")(?![\w@/]|\.\w)"
)
_ROMAN = re.compile(r"[IVX]+")
_LICENCE = re.compile(r"\blicences?\s(?:[A-Z]+\s)*\Z")
"""Before a sigle, what makes it the name of a licence: a reader looks for the licence."""
_NO_SIGLES = frozenset(("OK", "CEDEX"))
"""Capitals that abbreviate nothing a reader would look up: an interjection, a line of an address."""


def acronym_declared(book: Book) -> Iterator[Diagnostic]:
    """Whoever meets a sigle finds it among the acronyms; told once a page."""
    if ACRONYMS_FILE not in book.data:
        return
    known = {acronym.acronym for acronym in book.acronyms}
    names = (*(house.name for house in book.organisations), *(work.title for work in book.works))
    spared = known | _NO_SIGLES | {word for name in names for word in _WORD.findall(name)}
    for path, own in _read(book):
        told: set[str] = set()
        for stretch in own:
            text = stretch.text
            for match in _SIGLE.finditer(text):
                if match[0] in spared | told or _ROMAN.fullmatch(match[0]):
                    continue
                if _LICENCE.search(text[: match.start()]):
                    continue
                told.add(match[0])
                yield ACRONYM_DECLARED.broken(
                    Location(path, *stretch.places()[match.start()]),
                    f"le sigle « {match[0]} » n’est expliqué nulle part",
                    hint=_hint_for_sigle(match[0], known),
                )


def _hint_for_sigle(sigle: str, known: Iterable[str]) -> str:
    """Return what to do about an unknown sigle; a letter away, another word is often another sigle."""
    near = [each for each in known if edits(each, sigle, limit=1) <= 1 and len(sigle) > 2]
    return (
        f"Vouliez-vous dire « {near[0]} » ? Sinon, {ACRONYM_DECLARED.hint[0].lower()}{ACRONYM_DECLARED.hint[1:]}"
        if near
        else ACRONYM_DECLARED.hint
    )


def _read(book: Book) -> Iterator[tuple[str, Iterable[Stretch]]]:
    for page in book.pages:
        yield page.path, stretches(page)
    for path, text in book.data.items():
        yield path, tuple(data_stretches(text))


def _unused_acronyms(book: Book) -> frozenset[str]:
    texts = [
        stretch.text for path, own in _read(book) if path != ACRONYMS_FILE for stretch in own
    ]  # what explains a sigle does not use it
    return frozenset(
        acronym.acronym
        for acronym in book.acronyms
        if acronym.acronym and not any(_stands(acronym.acronym, text) for text in texts)
    )


def acronym_serves(book: Book) -> Iterator[Diagnostic]:
    """An acronym that no page uses has nothing to explain."""
    unused = _unused_acronyms(book)
    for acronym in book.acronyms:
        if acronym.acronym in unused:
            yield ACRONYM_SERVES.broken(
                _at_key(book, ACRONYMS_FILE, acronym.line, "acronym", acronym.acronym),
                f"« {acronym.acronym} » ne sert nulle part",
            )


def entry_named_in_its_places(book: Book) -> Iterator[Diagnostic]:
    """Where an entry leads, the book does speak of it.

    A place and an acronym stand to the letter in each of their passages and pages; an organisation
    by all its words in one of them; a work by half of its words at least, for many a title is the
    edition's; a figure by all its numbers in one of them, in figures or in words.
    """
    said = _Said(book)
    unused = _unused_acronyms(book)
    for entry in _entries(book):
        uses = [use for use in _uses(entry) if said.knows(use)]
        at = _at_key(book, entry.path, entry.line, entry.key, entry.name)
        if not uses or not entry.name or (entry.path == ACRONYMS_FILE and entry.name in unused):
            continue
        texts = [said.text(use) for use in uses]
        match entry.path:
            case "reperes/acronyms.toml" | "reperes/places.toml":
                for use, text in zip(uses, texts, strict=True):
                    if not _stands(entry.name, text):
                        yield ENTRY_NAMED_IN_ITS_PLACES.broken(
                            _at(book, entry.path, use.line, use.name),
                            f"« {entry.name} » ne se lit pas dans {use.name}",
                        )
            case "reperes/organisations.toml":
                words = _stems(entry.name)
                if not any(words <= _stems(text) for text in texts):
                    yield _unnamed(entry, at, uses)
            case "reperes/works.toml":
                words = _stems(entry.name)
                if 2 * len(words & _stems(" ".join(texts))) < len(words):
                    yield _unnamed(entry, at, uses)
            case "reperes/figures.toml":
                numbers = _figures(entry.name)
                if numbers and not any(numbers <= _numbers(text) for text in texts):
                    yield _unnamed(entry, at, uses)


def _unnamed(entry: _Entry, at: Location, uses: Sequence[Use]) -> Diagnostic:
    listed = ", ".join(use.name for use in uses)
    return ENTRY_NAMED_IN_ITS_PLACES.broken(
        at, f"« {entry.name} » ne se lit pas là où mène sa fiche ({listed})"
    )


_LEAST_SHARED = 2
"""Telling words that an idea shares with one of its passages."""
_RARE = 10
"""A word tells when at most one passage in ten, or three in all, has it."""


def idea_told_in_its_passages(book: Book) -> Iterator[Diagnostic]:
    """One passage at least of an idea has two telling words of its term and its definition."""
    said = _Said(book)
    stems = {number: _stems(said.text(Use(number))) for number in book.passages}
    counts = Counter(stem for found in stems.values() for stem in found)
    most = max(3, len(stems) // _RARE)
    for idea in book.ideas:
        numbers = [use.name for use in idea.places.passages if use.name in stems]
        words = _stems(f"{idea.term} {_plain(idea.definition.text, book)}")
        telling = {word for word in words if counts[word] <= most}
        if numbers and all(len(telling & stems[number]) < _LEAST_SHARED for number in numbers):
            yield IDEA_TOLD_IN_ITS_PASSAGES.broken(
                _at(book, IDEAS_FILE, idea.places.passages[0].line),
                f"« {idea.term} » a peu de mots en commun avec les passages où mène sa fiche"
                f" ({', '.join(numbers)})",
            )


def archive_has_its_work(book: Book) -> Iterator[Diagnostic]:
    """What an episode lets hear of others has an entry among the works."""
    if WORKS_FILE not in book.data:
        return
    known = {use.name for work in book.works for use in work.places.passages}
    for episode in book.episodes:
        if is_transcript(episode.page):
            continue
        for directive in episode.page.directives:
            lines = range(directive.content_line, last_line(directive) + 1)
            held = {each.number for each in episode.page.passages if each.line in lines}
            if directive.name in {"archive", "extract"} and held and not held & known:
                numbers = sorted(held, key=lambda number: list(book.passages).index(number))
                what = "l’archive" if directive.name == "archive" else "l’extrait"
                yield ARCHIVE_HAS_ITS_WORK.broken(
                    Location(episode.page.path, directive.line),
                    f"{what} ({', '.join(numbers)}) n’est dans aucune fiche de {WORKS_FILE}",
                )


_LEAST_FIGURE = 10
"""Number from which what a text says is a figure, and not « deux amies »."""


def figure_has_its_entry(book: Book) -> Iterator[Diagnostic]:
    """A number that an episode says is among the figures, with a passage of that episode."""
    if FIGURES_FILE not in book.data:
        return
    known: dict[int, set[int]] = {}
    for figure in book.figures:
        numbers = _figures(figure.shown) | set(map(int, _FIGURES.findall(figure.value)))
        for each in figure.places.episodes:
            known.setdefault(each, set()).update(numbers)
    for episode in book.episodes:
        if is_transcript(episode.page):
            continue
        told: set[int] = set()
        for passage in episode.page.passages:
            for number in numbers_in(passage.text):
                is_part = re.search(r"\d[.,]\Z", passage.text[: number.start])  # « 4.17 »
                if number.value < _LEAST_FIGURE or is_part or number.value in told:
                    continue
                if number.value not in known.get(episode.number, ()):
                    told.add(number.value)
                    words = passage.text[number.start : number.end]
                    yield FIGURE_HAS_ITS_ENTRY.broken(
                        find_words(episode.page, words, passage.line, within=20),
                        f"« {words} » ({passage.number}) n’est dans aucune fiche de {FIGURES_FILE}"
                        f" qui mène à l’épisode {episode.number}",
                    )


class _Said:
    """What is read at each passage and on each page of a book."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.pages = {page.docname: page for page in book.pages}

    def knows(self, use: Use) -> bool:
        return use.name in self.book.passages or use.name in self.pages

    def text(self, use: Use) -> str:
        """Return the words of a passage, of who speaks and of the directives around it; or a page's."""
        if use.name in self.pages:
            return self.pages[use.name].text
        page, passage = self.book.passages[use.name]
        speaker = passage.speaker or ""
        if speaker in self.book.characters:
            speaker = self.book.characters[speaker][1].name
        return " ".join([passage.text, speaker, *_around(page, passage.line or 0)])


def _around(page: Page, line: int) -> Iterator[str]:
    for directive in page.directives:
        if directive.content_line <= line <= last_line(directive):
            yield directive.argument
            yield from directive.options.values()


_ROLE = re.compile(r"\{(?P<name>[\w:-]+)\}`(?P<content>[^`]*)`")


def _plain(text: str, book: Book) -> str:
    return _ROLE.sub(lambda role: shown_text(role["name"], role["content"], book), text)


def _stands(name: str, text: str) -> bool:
    """Say whether *name* stands in *text*, whole and to the letter."""
    words = r"\s+".join(map(re.escape, name.split()))
    return re.search(rf"(?<!\w){words}(?!\w)", text) is not None


_LEAST_LETTERS = 4
"""Letters below which a word is a tool of grammar; a sigle has fewer, and capitals."""
_STEM = 6


@lru_cache(maxsize=2048)
def _stems(text: str) -> frozenset[str]:
    """Return the words that say something, each by what it shares with its kin: « humain(e)s »."""
    words = (word for word in _WORD.findall(text) if len(word) >= _LEAST_LETTERS or word.isupper())
    return frozenset(fold(word)[:_STEM].rstrip("sx") for word in words)


@lru_cache(maxsize=2048)
def _numbers(text: str) -> frozenset[int]:
    """Return the numbers that *text* says, cardinal or ordinal, in figures or in words."""
    found = {number.value for number in numbers_in(text)}
    for word in _WORD.finditer(text):
        ordinal = ordinal_before(text, word.end())
        if ordinal:
            found.add(ordinal.value)
    return frozenset(found)


_ARTICLE = re.compile(r"(?<![\w-])(?<!et )une?(?![\w-])", re.IGNORECASE)


def _figures(text: str) -> frozenset[int]:
    """Return the same of what shows a figure: its « un » and « une » are no numbers but articles."""
    return _numbers(_ARTICLE.sub(lambda article: " " * len(article[0]), text))
