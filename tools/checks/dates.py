"""Durations, dates and sums: what a page says of time is true, and everywhere the same."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from tools.diagnostics import Diagnostic, Location
from tools.french.likeness import edits, fold
from tools.french.numbers import (
    MONTHS,
    Said,
    number_after,
    number_before,
    numbers_in,
    ordinal_before,
    show_duration,
)
from tools.markup.data import BOOK_FILE
from tools.markup.page import PASSAGES, SCENE
from tools.markup.places import (
    Paragraph,
    body,
    find_words,
    is_transcript,
    last_line,
    option_place,
    paragraphs,
)
from tools.model import Book, Directive, Duration, EpisodeHeader, Page
from tools.rules import (
    DATE_EXISTS,
    DURATION_AS_PUBLISHED,
    DURATION_READABLE,
    DURATION_SAID_IS_TRUE,
    LISTEN_ADDRESS_ALIKE,
    PASSAGE_DATED_AS_TOLD,
    SUMMARY_TELLS_THE_PAGE,
    YEARS_ADD_UP,
)

FOUNDED = 1945
"""The year in which the Sécurité sociale was founded (ordonnance n° 45-2250 du 4 octobre 1945)."""

_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_BLANKS = r"[ \n\u00a0\u202f]"
_MONTH = "|".join(MONTHS)
_DATE = re.compile(
    rf"\b(?:(?P<weekday>{'|'.join(_DAYS)}){_BLANKS})?(?P<day>1er|\d{{1,2}}){_BLANKS}(?P<month>{_MONTH})\b"
    rf"(?:{_BLANKS}(?P<year>\d{{4}})\b)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d.,])(?:1[6-9]|2[0-9])\d\d(?!\d|,\d)")
_HOUR = re.compile(
    rf"\b(?P<hour>\d{{1,2}}|[a-zéû]+(?:-[a-zéû]+)?){_BLANKS}?h(?:eures?\b|(?={_BLANKS}|\d|\b))"
)
_AMBIGUOUS = re.compile(
    r"(?<![\d:,.])(?:00?h(?P<minutes>\d\d)|(?P<whole>\d{1,3})[’'](?P<seconds>\d\d)|(?P<mn>\d{1,3}) ?mn)(?!\w)"
)

_MINUTES = re.compile(rf"{_BLANKS}(?:min|minutes?)\b")
_EPISODE_SAID = re.compile(
    r"\{(?:book:)?ep\}`(?:[^`<>]*<)?(?P<link>\d{1,3})>?`|\bépisode (?P<plain>\d{1,3})\b|\bépisode\b"
)
_LASTS = re.compile(
    r"[^.;!?|\n]{0,25}?(?:\bdur(?:e|ée|ait|era)s?\b|[(:|—,])\s*(?:de |d’|environ |est de |: )*\Z"
)
_ALL_TOGETHER = re.compile(
    rf"{_BLANKS}(?:min|minutes){_BLANKS}(?:d’écoute{_BLANKS})?(?:en tout|au total)|{_BLANKS}(?:min|minutes){_BLANKS}d’écoute\b"
)

_YEARS = re.compile(rf"{_BLANKS}ans?\b")
_FROM_TO = re.compile(
    rf"\b(?:[Dd]e|[Ee]ntre){_BLANKS}(?P<from>\d{{4}}){_BLANKS}(?:à|et){_BLANKS}(?P<to>\d{{4}})\b"
)
_GAP = re.compile(r"\b(?:écart|différence|intervalle|soit|sépar\w+|font|fait|dur\w+)\b")
_AFTER_YEAR = re.compile(rf"{_BLANKS}ans{_BLANKS}(?P<way>après|avant){_BLANKS}(?P<year>\d{{4}})\b")
_BIRTHDAY = re.compile(
    rf"(?:{_BLANKS}ans\b|{_BLANKS}bougies\b|{_BLANKS}anniversaire\b)|\bcentenaire\b", re.IGNORECASE
)
_CELEBRATES = re.compile(
    r"\b(?:fêt\w+|souffl\w+|célèbr\w+|anniversaire|centenaire|bougies|aura|a eu)\b", re.IGNORECASE
)
_THE_SECU = re.compile(r"\b(?:Sécurité sociale|Sécu|institution)\b")

_COUNTS_PEOPLE = re.compile(r"[\w-]+(?: et une?)? (?:salarié|participant)")
"""Participants are counted against the credits, by another rule."""

_LEAST_TOLD = 13
"""Number below which a summary may count what the page does not (« quatre amies »)."""


# --- Durations ----------------------------------------------------------------------------------


def duration_readable(page: Page, book: Book) -> Iterator[Diagnostic]:
    """Nobody can take a duration for something else."""
    for paragraph in paragraphs(page):
        for match in _AMBIGUOUS.finditer(paragraph.text):
            minutes = int(match["minutes"] or match["whole"] or match["mn"])
            shown = show_duration(60 * minutes + int(match["seconds"] or 0))
            yield DURATION_READABLE.broken(
                paragraph.at(match.start()), f"« {match[0]} » ne se lit pas sans hésiter",
                hint=f"S’il s’agit d’une durée, écrivez « {shown} ».",
            )  # fmt: skip


def duration_as_published(book: Book) -> Iterator[Diagnostic]:
    """Headers give the durations that the published page gives.

    Three witnesses know them: the headers, the table [durations] of book.toml, and its total. Two
    that agree tell which line slipped.
    """
    published = book.listening
    if published is None:
        return
    headers = {
        episode.number: episode for episode in book.episodes if not is_transcript(episode.page)
    }
    for number in sorted(published.durations.keys() - headers.keys()):
        yield DURATION_AS_PUBLISHED.broken(
            Location(BOOK_FILE, published.lines.get(str(number))),
            f"la table donne une durée à l’épisode {number}, qui n’existe pas",
        )
    wrong = [
        episode
        for number, episode in headers.items()
        if "duration" in episode.header.lines
        and episode.header.duration != published.durations.get(number)
    ]
    of_table = _sum(published.durations.values())
    of_headers = _sum(each.header.duration for each in headers.values() if each.header.duration)
    table_slipped = published.total is not None and of_table != published.total == of_headers
    for episode in wrong:
        said = published.durations.get(episode.number)
        shown = _shown(episode.header.duration)
        if table_slipped:
            yield DURATION_AS_PUBLISHED.broken(
                Location(
                    BOOK_FILE,
                    published.lines.get(str(episode.number), published.lines.get("total")),
                ),
                f"la table donne {_shown(said)} à l’épisode {episode.number}, son en-tête {shown}",
            )
        else:
            at = find_words(
                episode.page,
                str(episode.header.duration or "null"),
                episode.header.lines.get("duration"),
            )
            yield DURATION_AS_PUBLISHED.broken(
                at, f"l’en-tête donne {shown} à l’épisode, la page publiée {_shown(said)}",
                hint=f"Écrivez « duration: {said or 'null'} », ou corrigez [durations] dans book.toml.",
            )  # fmt: skip
    if not wrong and published.total is not None and of_table != published.total:
        yield DURATION_AS_PUBLISHED.broken(
            Location(BOOK_FILE, published.lines.get("total")),
            f"le total est de {_shown(published.total)}, et la somme des durées de {_shown(of_table)}",
            hint=f"Écrivez « total = \"{of_table}\" », ou corrigez une durée.",
        )  # fmt: skip


def duration_said_is_true(book: Book) -> Iterator[Diagnostic]:
    """A duration that the text gives to an episode, or to them all, is that of the headers."""
    durations = {episode.number: episode.header.duration for episode in book.episodes}
    known = [duration for duration in durations.values() if duration]
    total = book.listening.total if book.listening and book.listening.total else None
    if total is None and len(known) == len(durations):
        total = _sum(known)
    for page in book.pages:
        own = page.header.episode if isinstance(page.header, EpisodeHeader) else None
        for paragraph in body(page):
            if "min" not in paragraph.text:
                continue
            for match in _MINUTES.finditer(paragraph.raw):
                number = number_before(paragraph.raw, match.start())
                if number is None:
                    continue
                told = Duration(number.value * 60) if number.value < 10_000 else None
                everything = _ALL_TOGETHER.match(paragraph.raw, match.start())
                episode = None if everything else _episode_lasting(paragraph, number, own)
                duration = durations.get(episode or 0)
                if told and episode and duration and told != duration:
                    yield DURATION_SAID_IS_TRUE.broken(
                        paragraph.at(number.start),
                        f"le texte donne {_shown(told)} à l’épisode {episode}, son en-tête {_shown(duration)}",
                    )
                if everything and own is None and told and total and told != total:
                    yield DURATION_SAID_IS_TRUE.broken(
                        paragraph.at(number.start),
                        f"le texte annonce {_shown(told)} en tout ; la somme est de {_shown(total)}",
                    )


def listen_address_alike(book: Book) -> Iterator[Diagnostic]:
    """The address where most episodes are listened to is not misspelt in another."""
    uses = Counter(episode.header.listen for episode in book.episodes if episode.header.listen)
    if len(uses) < 2:
        return
    (usual, times), *_ = uses.most_common(1)
    for episode in book.episodes:
        listen = episode.header.listen
        near = listen and listen != usual and edits(listen, usual, limit=3) <= 3
        if near and times > 1 and uses[listen] < times:
            yield LISTEN_ADDRESS_ALIKE.broken(
                find_words(episode.page, listen, episode.header.lines.get("listen")),
                f"« {listen} » n’est pas tout à fait l’adresse des autres épisodes",
                hint=f"Écrivez « {usual} ».",
            )


# --- Dates --------------------------------------------------------------------------------------


def date_exists(page: Page, book: Book) -> Iterator[Diagnostic]:
    """A date is in the calendar, on the day of the week that the text says."""
    for paragraph in paragraphs(page):
        for match in _DATE.finditer(paragraph.text):
            day, month = int(match["day"].rstrip("er")), _month(match["month"])
            year = int(match["year"] or 2024)  # a leap year, where none is said
            at = paragraph.at(match.start())
            if year < 1 or not 1 <= day <= calendar.monthrange(year, month)[1]:
                yield DATE_EXISTS.broken(at, f"le {_said(match)} n’existe pas")
            elif match["weekday"] and match["year"]:
                weekday = _DAYS[date(year, month, day).weekday()]
                if fold(match["weekday"]) != weekday:
                    yield DATE_EXISTS.broken(
                        at, f"le {match['day']} {match['month']} {match['year']} n’est pas un {match['weekday']}",
                        hint=f"C’est un {weekday} : corrigez le jour ou la date.",
                    )  # fmt: skip


def years_add_up(page: Page, book: Book) -> Iterator[Diagnostic]:
    """Years counted in a sentence are those between its dates."""
    for paragraph in paragraphs(page):
        text = paragraph.text
        if not _YEAR.search(text):
            continue
        for at, message in (*_from_to(paragraph), *_years_after(paragraph), *_birthdays(paragraph)):
            yield YEARS_ADD_UP.broken(paragraph.at(at), message)


def _from_to(paragraph: Paragraph) -> Iterator[tuple[int, str]]:
    """« De 2025 à 2505, l’écart est de 480 ans »."""
    text = paragraph.text
    for match in _FROM_TO.finditer(text):
        _, end = paragraph.sentence(match.start())
        gap = abs(int(match["to"]) - int(match["from"]))
        years = _YEARS.search(text, match.end(), min(end, match.end() + 60))
        number = number_before(text, years.start()) if years else None
        if number and number.value != gap and _GAP.search(text, match.end(), number.start):
            yield (
                number.start,
                f"de {match['from']} à {match['to']}, il y a {gap} ans, non {number.value}",
            )


def _years_after(paragraph: Paragraph) -> Iterator[tuple[int, str]]:
    """« Trente-huit ans après 1945, on serait en 1983 »."""
    text = paragraph.text
    for match in _AFTER_YEAR.finditer(text):
        number = number_before(text, match.start())
        _, end = paragraph.sentence(match.start())
        reached = re.compile(rf"\ben{_BLANKS}(\d{{4}})\b").search(
            text, match.end(), min(end, match.end() + 80)
        )
        if not number or not reached:
            continue
        sign = 1 if match["way"] == "après" else -1
        expected = int(match["year"]) + sign * number.value
        if int(reached[1]) != expected:
            yield (
                reached.start(1),
                (
                    f"{number.value} ans {match['way']} {match['year']}, on est en {expected}, "
                    f"non en {reached[1]}"
                ),
            )


def _birthdays(paragraph: Paragraph) -> Iterator[tuple[int, str]]:
    """« En 2025, la Sécurité sociale fête ses 80 ans »."""
    text = paragraph.text
    for match in _BIRTHDAY.finditer(text):
        start, end = paragraph.clause(match.start())
        years = [int(year[0]) for year in _YEAR.finditer(text, start, end)]
        whole = paragraph.sentence(match.start())
        secu = _THE_SECU.search(text, *whole) and _CELEBRATES.search(text, start, end)
        if len(years) != 1 or not secu:
            continue
        before = number_before(text, match.start()) or ordinal_before(text, match.start())
        number = Said(100, *match.span()) if fold(match[0]) == "centenaire" else before
        if number and years[0] > FOUNDED and number.value != years[0] - FOUNDED:
            yield (
                number.start,
                (
                    f"née en {FOUNDED}, la Sécurité sociale a {years[0] - FOUNDED} ans en {years[0]}, "
                    f"non {number.value}"
                ),
            )


def summary_tells_the_page(page: Page, book: Book) -> Iterator[Diagnostic]:
    """A number that the summary gives is one that the page gives."""
    if not isinstance(page.header, EpisodeHeader) or not page.headings:
        return
    line = page.header.lines.get("summary")
    summary = next((each for each in paragraphs(page) if each.first_line == line), None)
    if summary is None or not summary.in_header:
        return
    said = [
        number
        for number in numbers_in(summary.text)
        if number.value >= _LEAST_TOLD and not _COUNTS_PEOPLE.match(summary.text, number.start)
    ]
    if not said:
        return
    text = "\n".join(paragraph.text for paragraph in body(page))
    told = {number.value for number in numbers_in(text)}
    for number in said:
        if number.value not in told:
            words = summary.text[number.start : number.end]
            yield SUMMARY_TELLS_THE_PAGE.broken(
                summary.at(number.start),
                f"le résumé dit « {words} », que la page ne dit nulle part",
            )


def passage_dated_as_told(page: Page, book: Book) -> Iterator[Diagnostic]:
    """The year, the date or the hour of a passage is that of the text that leads to it."""
    passages = [each for each in page.directives if each.name in PASSAGES]
    for directive in passages:
        option = "when" if directive.name == SCENE else "year"
        label = directive.options.get(option, "")
        lead = _lead(page, directive, passages) if label else []
        if not lead:
            continue
        before = "\n".join(paragraph.text for paragraph in lead)
        inside = "\n".join(directive.content)
        dates, told = _dates(label), _dates(before) + _dates(inside)
        if not dates and directive.name != SCENE:  # a scene may well leave the year of its lead
            dates, told = _years(label), _years(lead[-1].text)
        hours, told_hours = _hours(label), set(_hours(before))
        wrong = told[-1] if len(dates) == 1 and told and dates[0] not in told else None
        if not wrong and len(hours) == 1 and len(told_hours) == 1 and hours[0] not in told_hours:
            wrong = told_hours.pop()
        if wrong:
            yield PASSAGE_DATED_AS_TOLD.broken(
                option_place(page, directive, option),
                f"le passage est daté « {label} », et le texte autour dit « {wrong} »",
            )


# --- What they stand on -------------------------------------------------------------------------


def _sum(durations: Iterable[Duration]) -> Duration:
    return Duration(sum(each.seconds for each in durations))


def _shown(duration: Duration | None) -> str:
    return show_duration(duration.seconds) if duration else "aucune durée"


def _episode_lasting(paragraph: Paragraph, number: Said, own: int | None) -> int | None:
    """Return the episode to which a number of minutes belongs: « l’épisode 3 dure dix minutes »."""
    start, _ = paragraph.sentence(number.start)
    found = None
    for match in _EPISODE_SAID.finditer(paragraph.raw, start, number.start):
        if _LASTS.match(paragraph.raw[match.end() : number.start]):
            ordinal = ordinal_before(paragraph.raw, match.start() - 1) if match.start() else None
            named = match["link"] or match["plain"]
            found = int(named) if named else ordinal.value if ordinal else own
    return found


def _month(name: str) -> int:
    return [fold(month) for month in MONTHS].index(fold(name)) + 1


def _said(match: re.Match[str]) -> str:
    return " ".join(match[0].split())


def _lead(page: Page, directive: Directive, passages: Sequence[Directive]) -> list[Paragraph]:
    """Return the paragraphs that lead to a passage: those since the heading or passage before."""
    found: list[Paragraph] = []
    for paragraph in body(page):
        if paragraph.first_line >= directive.line:
            break
        held = any(each.line <= paragraph.first_line <= last_line(each) for each in passages)
        if held or paragraph.is_heading():
            found = []
        else:
            found.append(paragraph)
    return found


def _dates(text: str) -> list[str]:
    found = (match for match in _DATE.finditer(text) if match["year"])
    return [f"{match['day']} {match['month']} {match['year']}" for match in found]


def _years(text: str) -> list[str]:
    return [match[0] for match in _YEAR.finditer(text)]


def _hours(text: str) -> list[str]:
    """Return the hours that a text says, as figures: « huit heures », « 8 h »."""
    found = []
    for match in _HOUR.finditer(text):
        number = number_after(text, match.start("hour"))
        if number and number.value < 25:
            found.append(f"{number.value} h")
    return found
