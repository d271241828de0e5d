"""The guide: sessions that hold in their time, sheets that say what they need, printed pages that serve."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil

from tools.checks.typography import quote
from tools.diagnostics import Diagnostic, Location, nearest, suggest
from tools.french.characters import HIDDEN
from tools.markup.book import file_number
from tools.markup.links import links, resolve
from tools.markup.places import find_words
from tools.markup.prose import marked_lines
from tools.markup.references import PASSAGE, shown_text
from tools.markup.syntax import parse
from tools.model import (
    FORMATS,
    Book,
    Episode,
    FormatHeader,
    Page,
    PrintedHeader,
    Prose,
    SheetHeader,
    Timetable,
    Use,
)
from tools.rules import (
    CARDS_ARE_A_LIST,
    EPISODE_HAS_ITS_SHEET,
    GROUP_SIZE_ORDERED,
    LINES_COUNTED,
    LISTED_IS_USED,
    LISTENING_LASTS_THE_EPISODE,
    LISTENING_ONCE,
    OBJECTIVES_FEW,
    PASSAGE_OF_ITS_EPISODE,
    PASSAGE_QUOTED_EXISTS,
    PRINTED_LETTER_EXISTS,
    PRINTED_LETTERS_COMPLETE,
    PRINTED_PAGE_SERVES,
    QUESTION_ASKS,
    QUESTION_IS_OPEN,
    REMAINDER_TOLD,
    SHEET_FILE_BEARS_ITS_NUMBER,
    SHEET_LISTS_FILLED,
    SHEET_SET_ONCE,
    TABLE_ADDS_UP,
    TIMETABLE_ADDS_UP,
    TIMETABLE_HAS_STEPS,
    USED_IS_LISTED,
    WORDS_FIT_THE_STEP,
)

GUIDE = "guide/"
_LEAST_LISTENING = 5
"""Minutes that a session keeps for an episode whose duration is not published."""
_WORDS_A_MINUTE = 130
"""How fast one speaks to a group that discovers what it is told."""
_MOST_OBJECTIVES = 3
_MOST_LINES = 20
_MOST_COLUMNS = 6
_PRINTED_ONCE = ("A", "B", "D", "E", "F", "G", "H", "I")
"""Letters of the printed sheets that belong to no episode; C1, C2… are the episodes'."""

_LETTER = re.compile(r"[A-Z]\d{0,2}")
_ROLE = re.compile(r"\{(?P<name>[\w:-]+)\}`(?P<content>[^`]*)`")
_SAID = re.compile(r"\w+(?:[’'.,·-]\w+)*")


# --- Time ----------------------------------------------------------------------------------------


def timetable_adds_up(page: Page, book: Book) -> Iterator[Diagnostic]:
    """Minutes that do not add up are minutes that the group will not have."""
    for timetable in _timetables(page):
        unknown = [step for step in timetable.steps if step.minutes is None]
        if any(not step.listening for step in unknown) or len(unknown) > 1:
            continue  # what is wrong with that step has been told
        at, wanted = Location(page.path, timetable.line), timetable.minutes
        total = wanted - timetable.budget
        if unknown and timetable.budget < _LEAST_LISTENING:
            yield TIMETABLE_ADDS_UP.broken(
                at,
                f"les autres étapes du format de {wanted} minutes en prennent {total}, et laissent "
                f"{_minutes(timetable.budget)} à l’écoute : il en faut au moins {_LEAST_LISTENING}",
            )
        elif not unknown and total != wanted:
            much = "de trop" if total > wanted else "de moins"
            yield TIMETABLE_ADDS_UP.broken(
                at,
                f"les étapes du format de {wanted} minutes en font {total} : "
                f"{_minutes(abs(total - wanted))} {much}",
            )


def listening_once(page: Page, book: Book) -> Iterator[Diagnostic]:
    """A session is built around one listening."""
    for timetable in _timetables(page):
        heard = [step for step in timetable.steps if step.listening]
        if timetable.steps and not heard:
            yield LISTENING_ONCE.broken(
                Location(page.path, timetable.line),
                f"aucune étape du format de {timetable.minutes} minutes n’est l’écoute",
            )
        for step in heard[1:]:
            yield LISTENING_ONCE.broken(
                Location(page.path, step.line),
                f"{quote(step.title)} est une seconde écoute du format de {timetable.minutes} minutes",
            )


def listening_lasts_the_episode(page: Page, book: Book) -> Iterator[Diagnostic]:
    """A step that cuts the episode short, or waits after it, spoils the session."""
    episode = _episode_of(page, book)
    if isinstance(page.header, SheetHeader) and episode is None:
        return  # the episode that is not there has been told
    duration = episode.header.duration if episode else None
    lasts = ceil(duration.seconds / 60) if duration else None
    for timetable in _timetables(page):
        # A second listening has been told as such.
        for step in [step for step in timetable.steps if step.listening][:1]:
            at = Location(page.path, step.line)
            if episode is None and step.minutes is None:
                yield LISTENING_LASTS_THE_EPISODE.broken(
                    at, "l’écoute de la page d’un format n’a pas de durée",
                    hint="Donnez-lui celle de l’épisode que la page prend pour exemple.",
                )  # fmt: skip
            elif episode and step.minutes != lasts:
                told = (
                    "n’a pas de durée" if step.minutes is None else f"dure {_minutes(step.minutes)}"
                )
                known = f"dure {_minutes(lasts)}" if lasts else "n’a pas de durée publiée"
                yield LISTENING_LASTS_THE_EPISODE.broken(
                    at, f"l’écoute {told}, et l’épisode {episode.number} {known}",
                    hint=f"Écrivez « minutes: {lasts or 'null'} », et revoyez les autres étapes.",
                )  # fmt: skip


def words_fit_the_step(page: Page, book: Book) -> Iterator[Diagnostic]:
    """What is said is part of the step: the group needs the rest of it."""
    for timetable in _timetables(page):
        for step in timetable.steps:
            if step.listening or step.minutes is None:
                continue
            words = len(_SAID.findall(_shown(step.say, book)))
            if words > step.minutes * _WORDS_A_MINUTE:
                seconds = ceil(words * 60 / _WORDS_A_MINUTE)
                yield WORDS_FIT_THE_STEP.broken(
                    Location(page.path, step.say.line),
                    f"les {words} mots à dire prennent {seconds // 60} min {seconds % 60:02} s, "
                    f"et l’étape {quote(step.title)} dure {_minutes(step.minutes)}",
                )


def remainder_told(page: Page, book: Book) -> Iterator[Diagnostic]:
    """Five people cannot sit two by two, and whoever facilitates has no time to wonder."""
    for timetable in _timetables(page):
        for step in timetable.steps:
            if step.mode and step.mode.splits and step.remainder is None:
                yield REMAINDER_TOLD.broken(
                    Location(page.path, step.line),
                    f"l’étape {quote(step.title)} se passe {step.mode}, et ne dit rien de qui reste",
                )


# --- What a sheet lists --------------------------------------------------------------------------


def used_is_listed(page: Page, book: Book) -> Iterator[Diagnostic]:
    """What a step takes out must have been brought."""
    header = page.header
    if not isinstance(header, SheetHeader):
        return
    for use, key, listed in _not_listed(header):
        yield USED_IS_LISTED.broken(
            find_words(page, use.name, use.line),
            f"{quote(use.name)} sert dans une étape, et n’est pas dans « {key} »",
            hint=suggest(use.name, listed, otherwise=f"Ajoutez {quote(use.name)} à « {key} »."),
        )


def listed_is_used(page: Page, book: Book) -> Iterator[Diagnostic]:
    """What is brought for nothing is carried for nothing, and printed for nothing."""
    header = page.header
    if not isinstance(header, SheetHeader) or not header.formats:
        return
    used = {use.name for use in _uses(header.formats.values())}
    # A name misspelt in a step has been told there.
    used |= {nearest(use.name, names) or "" for use, _, names in _not_listed(header)}
    listed = [(each.name, each.line) for each in header.materials]
    listed += [(each.name, each.line) for each in header.print]
    for name, line in listed:
        if name and name not in used:
            yield LISTED_IS_USED.broken(
                find_words(page, name, line), f"{quote(name)} ne sert dans aucune étape"
            )


def group_size_ordered(page: Page, book: Book) -> Iterator[Diagnostic]:
    """The chooser compares these numbers with the group that one has."""
    if not isinstance(page.header, SheetHeader):
        return
    size = page.header.group_size
    if size.min and size.ideal and size.max and not size.min <= size.ideal <= size.max:
        yield GROUP_SIZE_ORDERED.broken(
            Location(page.path, size.line),
            f"l’effectif va de {size.min} à {size.max}, et l’idéal serait {size.ideal}",
        )


def sheet_lists_filled(page: Page, book: Book) -> Iterator[Diagnostic]:
    """A heading with nothing under it is a promise that is not kept."""
    header = page.header
    if not isinstance(header, SheetHeader):
        return
    for key, found in _lists(header).items():
        if key in header.lines and not found and _is_empty_list(page, header.lines[key]):
            yield SHEET_LISTS_FILLED.broken(
                Location(page.path, header.lines[key]), f"la liste « {key} » est vide"
            )


def objectives_few(page: Page, book: Book) -> Iterator[Diagnostic]:
    """Nobody holds four objectives in mind while looking after a group."""
    header = page.header
    if isinstance(header, SheetHeader) and len(header.objectives) > _MOST_OBJECTIVES:
        yield OBJECTIVES_FEW.broken(
            Location(page.path, header.objectives[_MOST_OBJECTIVES].line),
            f"la fiche a {len(header.objectives)} objectifs",
        )


def question_asks(page: Page, book: Book) -> Iterator[Diagnostic]:
    """What is listed as a question is one."""
    for question in _questions(page):
        if "?" not in question.text:
            yield QUESTION_ASKS.broken(
                Location(page.path, question.line),
                f"{quote(_opening(question))} ne demande rien",
            )


_CLOSED = re.compile(
    r"(?!Qu[’'i])(?:Est-ce(?: que| qu’|\b)"
    r"|[A-ZÀ-Ý][\w’]*-(?:t-)?(?:je|tu|il|elle|on|nous|vous|ils|elles|ce)\b)"
)
_INVERTED = re.compile(r"\w-(?:t-)?(?:ils?|elles?|on|nous|vous)\b")
_OPENING_WORD = re.compile(
    r"\b(?:qui|que|quoi|quel(?:le)?s?|(?:le|la|les|du|des|au|aux)quel(?:le)?s?|comment|pourquoi|où"
    r"|combien|quand)\b|\bqu’",
    re.IGNORECASE,
)


def question_is_open(page: Page, book: Book) -> Iterator[Diagnostic]:
    """« Avez-vous aimé ? » is answered by one word, and the talk is over."""
    for question in _questions(page):
        words = _shown(question, book)
        closed = _CLOSED.match(words)
        after = _end_of_clause(words, closed.end()) if closed else 0
        if (closed or _INVERTED.search(words)) and not _OPENING_WORD.search(words, after):
            yield QUESTION_IS_OPEN.broken(
                Location(page.path, question.line),
                f"{quote(_opening(question))} appelle un oui ou un non",
            )


def _end_of_clause(words: str, start: int) -> int:
    """Return where the first clause ends: « Avez-vous hésité, et qu’avez-vous fait ? » goes on."""
    found = re.compile(r"[,;:?!.]").search(words, start)
    return found.end() if found else len(words)


# --- Passages read aloud -------------------------------------------------------------------------


def passage_quoted_exists(page: Page, book: Book) -> Iterator[Diagnostic]:
    """A passage that is read aloud is found by its number."""
    for directive in page.directives:
        if directive.name == "quotes" and not directive.argument.split():
            yield PASSAGE_QUOTED_EXISTS.broken(
                Location(page.path, directive.line), "« {quotes} » ne nomme aucun passage"
            )
    for use in _quoted(page):
        if use.name not in book.passages:
            yield PASSAGE_QUOTED_EXISTS.broken(
                find_words(page, use.name, use.line), f"le passage {use.name} n’existe pas",
                hint=suggest(use.name, book.passages, otherwise=PASSAGE_QUOTED_EXISTS.hint),
            )  # fmt: skip


def passage_of_its_episode(page: Page, book: Book) -> Iterator[Diagnostic]:
    """The group has just heard one episode, and holds the sheet of that one."""
    number = _episode_number(page)
    if not number:
        return
    for use in _quoted(page):
        match = PASSAGE.fullmatch(use.name)
        if match and use.name in book.passages and int(match["episode"]) != number:
            yield PASSAGE_OF_ITS_EPISODE.broken(
                find_words(page, use.name, use.line),
                f"le passage {use.name} est de l’épisode {match['episode']}, et la feuille de l’épisode {number}",
            )


# --- Sheets and printed pages, all together ------------------------------------------------------


def episode_has_its_sheet(book: Book) -> Iterator[Diagnostic]:
    """Once there is a sheet, every episode has one, and one only."""
    if not book.sheets:
        return
    known = {episode.number for episode in book.episodes}
    told: dict[int, str] = {}
    numbers: dict[int, str] = {}
    for sheet in book.sheets:
        header, path = sheet.header, sheet.page.path
        at = Location(path, header.lines.get("episode"))
        if header.episode and header.episode not in known:
            yield EPISODE_HAS_ITS_SHEET.broken(at, f"l’épisode {header.episode} n’existe pas")
        elif header.episode in told:
            yield EPISODE_HAS_ITS_SHEET.broken(
                at, f"l’épisode {header.episode} a déjà sa fiche : {told[header.episode]}"
            )
        if header.sheet and header.sheet in numbers:
            yield EPISODE_HAS_ITS_SHEET.broken(
                Location(path, header.lines.get("sheet")),
                f"la fiche {header.sheet} est déjà {numbers[header.sheet]}",
            )
        told.setdefault(header.episode, path)
        numbers.setdefault(header.sheet, path)
    if all(sheet.header.episode in known for sheet in book.sheets) and len(told) == len(
        book.sheets
    ):
        for episode in book.episodes:
            if episode.number not in told:
                yield EPISODE_HAS_ITS_SHEET.broken(
                    Location(episode.page.path, episode.header.lines.get("episode")),
                    f"l’épisode {episode.number} n’a pas de fiche dans le guide",
                )


def sheet_file_bears_its_number(page: Page, book: Book) -> Iterator[Diagnostic]:
    """A file that is called by another number is opened for another."""
    header, name = page.header, page.path.rpartition("/")[2]
    if isinstance(header, SheetHeader) and header.sheet and file_number(page.path) != header.sheet:
        yield SHEET_FILE_BEARS_ITS_NUMBER.broken(
            Location(page.path, header.lines.get("sheet")),
            f"l’en-tête dit fiche {header.sheet}, et le fichier s’appelle « {name} »",
        )
    letter = _printed_letter(page)
    if letter and name.removesuffix(".md").partition("-")[0].upper() != letter:
        yield SHEET_FILE_BEARS_ITS_NUMBER.broken(
            Location(page.path, header.lines.get("printed")),
            f"l’en-tête dit feuille {letter}, et le fichier s’appelle « {name} »",
        )


def printed_letter_exists(book: Book) -> Iterator[Diagnostic]:
    """A sheet that is to be printed can be."""
    for page in book.pages:
        header = page.header
        wanted: Sequence[Use] = ()
        if isinstance(header, SheetHeader):
            wanted = header.print
        elif isinstance(header, FormatHeader):
            wanted = [use for use in _uses([header.timetable]) if _LETTER.fullmatch(use.name)]
        for use in wanted:
            if use.name not in book.printed:
                letters = ", ".join(book.printed) or "aucune"
                yield PRINTED_LETTER_EXISTS.broken(
                    find_words(page, use.name, use.line),
                    f"aucune page du guide n’est la feuille {use.name}",
                    hint=f"Corrigez la lettre (feuilles du guide : {letters}), ou écrivez la page.",
                )


def printed_letters_complete(book: Book) -> Iterator[Diagnostic]:
    """Whoever reads « feuille E » finds one, and only one."""
    first: dict[str, Page] = {}
    pages = [page for page in book.pages if isinstance(page.header, PrintedHeader)]
    for page in pages:
        letter = _printed_letter(page)
        if letter and letter in first:
            yield PRINTED_LETTERS_COMPLETE.broken(
                Location(page.path, page.header.lines.get("printed")),
                f"la feuille {letter} est déjà {first[letter].path}",
            )
        first.setdefault(letter, page)
    if not pages:
        return
    numbers = [episode.number for episode in book.episodes]
    expected = sorted((*_PRINTED_ONCE, *(f"C{number}" for number in numbers)), key=_letter_order)
    missing = [letter for letter in expected if letter not in first]
    if missing:
        at = next((page for page in book.pages if page.path == _PRINTED_INDEX), pages[0])
        yield PRINTED_LETTERS_COMPLETE.broken(
            Location(at.path, 1), f"il manque {_letters(missing)}"
        )
    for letter in set(first) - set(expected) - {""}:
        yield PRINTED_LETTERS_COMPLETE.broken(
            Location(first[letter].path, first[letter].header.lines.get("printed")),
            f"la feuille {letter} n’est celle d’aucun épisode",
        )


_PRINTED_INDEX = GUIDE + "a-imprimer/index.md"


def printed_page_serves(book: Book) -> Iterator[Diagnostic]:
    """A sheet that nobody is told to print is never printed."""
    if not book.printed:
        return
    wanted: set[str] = set()
    linked: set[str] = set()
    for page in book.pages:
        header = page.header
        if isinstance(header, SheetHeader):
            wanted |= {use.name for use in (*header.print, *_uses(header.formats.values()))}
        elif isinstance(header, FormatHeader):
            wanted |= {use.name for use in _uses([header.timetable])}
        if page.path.startswith(GUIDE):
            for link in links(page):
                if link.role in {"doc", ""} and link.target:
                    docname = resolve(link.target.partition("#")[0], page)
                    linked |= {docname} - {page.docname}
    for letter, page in book.printed.items():
        if letter not in wanted and page.docname not in linked:
            yield PRINTED_PAGE_SERVES.broken(
                Location(page.path, page.header.lines.get("printed")),
                f"aucune fiche n’imprime la feuille {letter}, et aucune page du guide n’y renvoie",
            )


# --- Directives of the guide ---------------------------------------------------------------------


def sheet_set_once(page: Page, book: Book) -> Iterator[Diagnostic]:
    """A sheet's page sets it; another has nothing to set."""
    found = [directive for directive in page.directives if directive.name == "sheet"]
    is_sheet = isinstance(page.header, SheetHeader)
    if is_sheet and not found:
        yield SHEET_SET_ONCE.broken(
            Location(page.path, page.header.lines.get("sheet")), "la page n’affiche pas sa fiche",
            hint="Écrivez sous le titre une directive « {sheet} », seule.",
        )  # fmt: skip
    for directive in found[1:] if is_sheet else found:
        what = "affiche sa fiche deux fois" if is_sheet else "n’est pas une fiche"
        yield SHEET_SET_ONCE.broken(
            Location(page.path, directive.line), f"la page {what}",
            hint="Supprimez la directive « {sheet} ».",
        )  # fmt: skip


def timetable_has_steps(page: Page, book: Book) -> Iterator[Diagnostic]:
    """A timetable is that of the page's own format, or of the one that is named."""
    for directive in page.directives:
        if directive.name != "timetable":
            continue
        at, wanted = Location(page.path, directive.line), directive.argument
        if not wanted and not isinstance(page.header, FormatHeader):
            yield TIMETABLE_HAS_STEPS.broken(
                at, "« {timetable} » ne dit pas quel format montrer, et la page n’est celle d’aucun",
                hint="Nommez le format : « {timetable} 30 », « {timetable} 60 » ou « {timetable} 120 ».",
            )  # fmt: skip
        elif wanted and wanted not in {str(minutes) for minutes in FORMATS}:
            yield TIMETABLE_HAS_STEPS.broken(
                at, f"{quote(wanted)} n’est pas un format du guide",
                hint="Écrivez « {timetable} 30 », « {timetable} 60 » ou « {timetable} 120 ».",
            )  # fmt: skip
        elif wanted and int(wanted) not in book.timetables:
            yield TIMETABLE_HAS_STEPS.broken(
                at, f"aucune page du guide ne décrit le format de {wanted} minutes"
            )


def lines_counted(page: Page, book: Book) -> Iterator[Diagnostic]:
    """Lines to write on are counted, and fit on a page."""
    for directive in page.directives:
        if directive.name == "lines" and _count(directive.argument, _MOST_LINES) is None:
            there = quote(directive.argument) if directive.argument else "rien"
            yield LINES_COUNTED.broken(
                Location(page.path, directive.line),
                f"« {{lines}} » attend un nombre de lignes, de 1 à {_MOST_LINES} ; il y a là {there}",
            )


def cards_are_a_list(page: Page, book: Book) -> Iterator[Diagnostic]:
    """Each item of the list is a card; what stands beside it is none."""
    for directive in page.directives:
        if directive.name != "cards":
            continue
        at = Location(page.path, directive.line)
        columns = directive.options.get("columns")
        if columns is not None and _count(columns, _MOST_COLUMNS) is None:
            yield CARDS_ARE_A_LIST.broken(
                at, f"« :columns: » attend un nombre de 1 à {_MOST_COLUMNS} ; il y a là {quote(columns)}",
                hint="Écrivez le nombre de cartes d’une rangée : « :columns: 3 ».",
            )  # fmt: skip
        blocks = parse(list(directive.content), directive.content_line).tree.children
        if [block.type for block in blocks] != ["bullet_list"]:
            yield CARDS_ARE_A_LIST.broken(
                at, "« {cards} » ne contient pas une liste à puces, et elle seule"
            )


def _count(written: str, most: int) -> int | None:
    """Return the number, from 1 to *most*, that is *written*, if it is one."""
    is_number = re.fullmatch(r"[1-9]\d?", written) is not None
    return int(written) if is_number and int(written) <= most else None


# --- Tables made by hand -------------------------------------------------------------------------

_MINUTES = re.compile(
    r"(?:(?P<hours>\d{1,2})\s*h)?\s*(?:(?P<minutes>\d{1,4})\s*(?:min(?:utes?)?)?)?"
)
_RUNNING = "cumul"


def table_adds_up(page: Page, book: Book) -> Iterator[Diagnostic]:
    """A table that ends with a total is believed: each of its columns of numbers makes that total."""
    if not page.path.startswith(GUIDE):
        return
    for rows in _tables(page):
        (_, heads), (last, totals) = rows[0], rows[-1]
        if not totals[0].lower().startswith("total"):
            continue
        for column in range(1, min(map(len, (cells for _, cells in rows)))):
            values = [_in_minutes(cells[column]) for _, cells in rows[1:]]
            if heads[column].lower() == _RUNNING:
                yield from _runs(page, rows, column)
            elif len(values) > 1 and None not in values[:-1] and values[-1] is not None:
                total = sum(value or 0 for value in values[:-1])
                if total != values[-1]:
                    yield TABLE_ADDS_UP.broken(
                        Location(page.path, last),
                        f"la colonne {quote(heads[column])} fait {total}, et le total dit {totals[column]}",
                    )


def _runs(page: Page, rows: Sequence[tuple[int, list[str]]], column: int) -> Iterator[Diagnostic]:
    """A running total grows by the minutes of each row, which stand in the column before it."""
    so_far = 0
    for line, cells in rows[1:-1]:
        added, told = _in_minutes(cells[column - 1]), _in_minutes(cells[column])
        if added is None or told is None or not cells[column - 1] or not cells[column]:
            return
        so_far += added
        if told != so_far:
            yield TABLE_ADDS_UP.broken(
                Location(page.path, line),
                f"à cette ligne, le cumul est de {so_far}, et le tableau dit {cells[column]}",
            )
            return


def _tables(page: Page) -> Iterator[list[tuple[int, list[str]]]]:
    """Yield the rows of each table, with their lines; the line under its heads left out."""
    rows: list[tuple[int, list[str]]] = []
    before = 0
    for number, text in marked_lines(page):
        row = text.replace(HIDDEN, "").strip()
        if rows and (not row.startswith("|") or number != before + 1):
            yield rows
            rows = []
        before = number
        if row.startswith("|") and not re.fullmatch(r"[|:\- \t]+", row):
            cells = re.split(r"(?<!\\)\|", row.strip("|"))
            rows.append((number, [cell.strip(" \t*_") for cell in cells]))
    if rows:
        yield rows


def _in_minutes(cell: str) -> int | None:
    """Return what a cell adds: « 12 », « 12 min », « 1 h 30 », nothing for an empty one."""
    match = _MINUTES.fullmatch(cell.strip())
    return int(match["hours"] or 0) * 60 + int(match["minutes"] or 0) if match else None


# --- What the checks read ------------------------------------------------------------------------


def _timetables(page: Page) -> Iterator[Timetable]:
    """Yield the timetables of a sheet or of a format's page; those that could not be read aside."""
    header = page.header
    if isinstance(header, SheetHeader):
        yield from (each for each in header.formats.values() if each.line is not None)
    elif isinstance(header, FormatHeader) and header.format and header.timetable.line is not None:
        yield header.timetable


def _uses(timetables: Iterable[Timetable]) -> Iterator[Use]:
    for timetable in timetables:
        for step in timetable.steps:
            yield from step.uses


def _not_listed(header: SheetHeader) -> Iterator[tuple[Use, str, list[str]]]:
    """Yield what steps use and the sheet does not list, the key that ought to, and what it lists."""
    for use in _uses(header.formats.values()):
        key = "print" if _LETTER.fullmatch(use.name) else "materials"
        found = header.print if key == "print" else header.materials
        listed = [each.name for each in found]
        if key in header.lines and use.name not in listed:
            yield use, key, listed


def _lists(header: SheetHeader) -> Mapping[str, Sequence[object]]:
    questions, before, after = header.questions, header.preparation, header.follow_up
    return {
        "objectives": header.objectives,
        "materials": header.materials,
        "preparation.week_before": before.week_before,
        "preparation.day_before": before.day_before,
        "preparation.quarter_hour_before": before.quarter_hour_before,
        "questions.opening": questions.opening,
        "questions.understanding": questions.understanding,
        "questions.critical": questions.critical,
        "questions.projection": questions.projection,
        "questions.action": questions.action,
        "quotes": header.quotes,
        "remote": header.remote,
        "accessibility": header.accessibility,
        "care": header.care,
        "harvest": header.harvest,
        "follow_up.within_a_week": after.within_a_week,
        "follow_up.within_a_month": after.within_a_month,
        "evaluation": header.evaluation,
    }


def _is_empty_list(page: Page, line: int) -> bool:
    """Say whether the key on *line* holds « [] »: anything else that gave nothing has been told."""
    return re.search(r":\s*\[\s*\]", page.text.split("\n")[line - 1]) is not None


def _questions(page: Page) -> Iterator[Prose]:
    if isinstance(page.header, SheetHeader):
        questions = page.header.questions
        for kind in (
            questions.opening,
            questions.understanding,
            questions.critical,
            questions.projection,
            questions.action,
        ):
            yield from kind


def _quoted(page: Page) -> Iterator[Use]:
    if isinstance(page.header, SheetHeader):
        yield from page.header.quotes
    for directive in page.directives:
        if directive.name == "quotes":
            yield from (Use(number, directive.line) for number in directive.argument.split())


def _episode_number(page: Page) -> int:
    """Return the episode that a sheet, or a participant's sheet, is about; 0 for any other page."""
    header = page.header
    if isinstance(header, SheetHeader):
        return header.episode
    is_participants = isinstance(header, PrintedHeader) and header.printed.startswith("C")
    return int(_printed_letter(page)[1:]) if is_participants else 0


def _episode_of(page: Page, book: Book) -> Episode | None:
    number = _episode_number(page)
    return next((episode for episode in book.episodes if episode.number == number), None)


def _printed_letter(page: Page) -> str:
    return page.header.printed if isinstance(page.header, PrintedHeader) else ""


def _letter_order(letter: str) -> tuple[str, int]:
    return letter[0], int(letter[1:] or 0)


def _letters(letters: Sequence[str]) -> str:
    if len(letters) == 1:
        return f"la feuille {letters[0]}"
    return f"les feuilles {', '.join(letters[:-1])} et {letters[-1]}"


def _shown(prose: Prose, book: Book) -> str:
    """Return a text as it is said: its roles shown."""
    return _ROLE.sub(lambda role: shown_text(role["name"], role["content"], book), prose.text)


def _opening(prose: Prose) -> str:
    words = prose.text.split()
    return " ".join(words[:8]) + ("…" if len(words) > 8 else "")


def _minutes(number: int) -> str:
    return f"{number} minute" if -2 < number < 2 else f"{number} minutes"
