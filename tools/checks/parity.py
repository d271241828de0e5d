"""The outputs compared: the same passages, words, names and facts in each, and in the data."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Final

from tools.checks.elements import Element, elements, is_hidden, letters, line_of, text_of, units
from tools.checks.epub import Epub
from tools.checks.html import PLACE, Site
from tools.checks.pdf import Block, Pdf
from tools.checks.shown import Outputs, Shown, Text
from tools.diagnostics import Diagnostic, Location
from tools.french.numbers import show_date, show_duration
from tools.french.typography import plain_spaces
from tools.markup.export import book_as_data
from tools.markup.transcript import find_cues, split_turn, without_cues
from tools.model import (
    Book,
    Episode,
    EpisodeHeader,
    FormatHeader,
    Heading,
    Page,
    Passage,
    PassageKind,
    SheetHeader,
    Timetable,
)
from tools.rules import (
    CREDITS_ALIKE,
    DATA_IS_THE_BOOK,
    DOWNLOADS_IDENTICAL,
    EDITION_ALIKE,
    FACTS_ALIKE,
    PASSAGES_NUMBERED_ALIKE,
    SPEAKERS_ALIKE,
    TEXT_IN_EVERY_OUTPUT,
    WORDS_ALIKE,
)

DATA: Final = "_build/book.json"
DOWNLOADS: Final = "telechargements"

_SHORT = 24
"""Letters below which a text may stand inside another by chance."""

_MOST_PAIRS = 2_000
"""Comparisons beyond which a stretch of the PDF is too unlike the book to be matched with it."""


def check_parity(book: Book, outputs: Outputs) -> Iterator[Diagnostic]:
    """Yield what differs between the pages of the book and its outputs, and between these."""
    for shown in outputs:
        if shown.is_set_in_pages:
            yield from _compare_blocks(shown)
        else:
            yield from _compare_passages(shown)
        yield from facts_alike(shown, book)
        yield from credits_alike(shown, book)
    yield from text_in_every_output(book, outputs)


# --- Passages ------------------------------------------------------------------------------------------


def _compare_passages(shown: Shown) -> Iterator[Diagnostic]:
    """Compare a page's passages with those of its source: there, in order, numbered, alike."""
    wanted = {passage.anchor: passage for passage in shown.page.passages}
    found = {passage.anchor: passage for passage in shown.passages}
    strays = {each.number: each for each in shown.passages if each.anchor not in wanted}
    line = shown.start.at.line
    for anchor, passage in wanted.items():
        there = found.get(anchor)
        if there is None:
            stray = strays.pop(passage.number, None)
            told = f"a pour ancre « {stray.anchor} », non « {anchor} »" if stray else "manque"
            yield PASSAGES_NUMBERED_ALIKE.broken(
                shown.at(stray.line if stray else line), f"{_called(passage)} {told}"
            )
            continue
        line = there.line
        if there.number != passage.number:
            told = f"porte le numéro {there.number}" if there.number else "n’a pas son numéro"
            yield PASSAGES_NUMBERED_ALIKE.broken(shown.at(line), f"{_called(passage)} {told}")
        elif there.link not in {None, f"#{anchor}"}:
            told = f"{_called(passage)} a un numéro qui mène à {there.link}, non à #{anchor}"
            yield PASSAGES_NUMBERED_ALIKE.broken(shown.at(line), told)
        yield from _compare_words(shown, passage, Text(there.text, shown.at(line)))
    for stray in strays.values():
        told = f"« {stray.anchor} » n’est l’ancre d’aucun passage de {shown.page.path}"
        yield PASSAGES_NUMBERED_ALIKE.broken(shown.at(stray.line), told)
    order = [anchor for anchor in found if anchor in wanted]
    for anchor, expected in zip(order, (each for each in wanted if each in found), strict=True):
        if anchor != expected:
            told = f"{_called(wanted[anchor])} est à la place du {wanted[expected].number}"
            yield PASSAGES_NUMBERED_ALIKE.broken(shown.at(found[anchor].line), told)
            break


def _called(passage: Passage) -> str:
    return f"le passage {passage.number} (« {_opening(passage.text)} »)"


def _opening(text: str) -> str:
    return text if len(text) <= 50 else f"{text[:50].rpartition(' ')[0]}…"


def _compare_words(shown: Shown, passage: Passage, there: Text) -> Iterator[Diagnostic]:
    """Compare a passage's speaker, words and sounds with those of its source."""
    words = there.words
    if passage.kind is PassageKind.TURN:
        turn = split_turn(words)
        words = turn.text if turn else words
        yield from speakers_alike(shown.page, passage, turn.label if turn else "", there)
    if shown.key(without_cues(words)) != shown.key(passage.text):
        told = first_difference(passage.text, without_cues(words))
        yield there.broken(WORDS_ALIKE, f"passage {passage.number} : {told}")
        return
    sounds = [f"[{cue.admitted or cue.name}]" for cue in find_cues(words)]
    wanted = [str(cue) for cue in passage.cues]
    if [letters(sound) for sound in sounds] != [letters(sound) for sound in wanted]:
        told = f"{' '.join(sounds) or 'aucun bruit'} au lieu de {' '.join(wanted) or 'aucun bruit'}"
        yield there.broken(WORDS_ALIKE, f"passage {passage.number} : {told}")


def speakers_alike(page: Page, passage: Passage, label: str, there: Text) -> Iterator[Diagnostic]:
    """The name that opens a turn is a name of who says it."""
    speakers = page.header.speakers if isinstance(page.header, EpisodeHeader) else {}
    names = [name for name, who in speakers.items() if who == passage.speaker] or ["?"]
    if label not in names:
        says = f"« {label} »" if label else "personne"
        told = f"le passage {passage.number} est dit par {says} au lieu de « {names[-1]} »"
        yield there.broken(SPEAKERS_ALIKE, told)


def first_difference(wanted: str, there: str) -> str:
    """Quote both texts around the first place where they differ.

    Blanks and hyphens count only where all the letters are the same.
    """
    wanted, there = plain_spaces(wanted), plain_spaces(there)
    if letters(wanted) == letters(there):
        ways = [list(range(len(text))) for text in (wanted, there)]
    else:
        ways = [[at for at, sign in enumerate(text) if letters(sign)] for text in (wanted, there)]
    pairs = enumerate(zip(*ways, strict=False))
    same = next((n for n, (a, b) in pairs if wanted[a] != there[b]), min(map(len, ways)))
    quotes = [
        _around(text, way[same] if same < len(way) else len(text))
        for text, way in zip((wanted, there), ways, strict=True)
    ]
    return f"« {quotes[1]} » au lieu de « {quotes[0]} »"


def _around(text: str, at: int) -> str:
    """Quote the few words of *text* around a place."""
    start = text.rfind(" ", 0, max(0, at - 20)) + 1
    end = text.find(" ", at + 20)
    end = len(text) if end < 0 else end
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def _compare_blocks(shown: Shown) -> Iterator[Diagnostic]:
    """Compare a chapter of the PDF, which shows no anchors, with its source."""
    wanted = [letters(passage.text) for passage in shown.page.passages]
    known = frozenset(wanted)
    keys = [_key(block.text, known) for block in shown.blocks]
    where = shown.start.where
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, wanted, keys, autojunk=False).get_opcodes():
        passages, blocks = shown.page.passages[a1:a2], shown.blocks[b1:b2]
        pairs = zip(passages, blocks, strict=True) if kind == "equal" else _pairs(passages, blocks)
        for passage, block in pairs:
            where = f"page {block.page}, " if block else where
            there = shown.start._replace(words=block.text if block else "", where=where)
            if block is None:
                yield there.broken(PASSAGES_NUMBERED_ALIKE, f"{_called(passage)} manque")
            else:
                yield from _compare_words(shown, passage, there)


def _key(text: str, known: frozenset[str]) -> str:
    """Return by what a block of the PDF is known: its words, the speaker left out of a turn."""
    turn = split_turn(text)
    words = letters(without_cues(turn.text)) if turn else ""
    return words if words in known else letters(without_cues(text))


def _pairs(
    passages: Sequence[Passage], blocks: Sequence[Block]
) -> Iterator[tuple[Passage, Block | None]]:
    """Yield each passage with the block, in order, that looks most like it, if one does."""
    free = list(blocks) if len(passages) * len(blocks) <= _MOST_PAIRS else []
    for passage in passages:
        rank = _likest(passage.text, [block.text for block in free])
        yield passage, None if rank is None else free[rank]
        free = free if rank is None else free[rank + 1 :]


def _likest(text: str, others: Sequence[str]) -> int | None:
    """Return the rank of the one of *others* that is most like *text*, if one is like it at all."""
    matcher = SequenceMatcher(None, b=plain_spaces(text), autojunk=False)
    best, likeness = None, 0.5
    for rank, other in enumerate(others):
        matcher.set_seq1(plain_spaces(other))
        if matcher.real_quick_ratio() > likeness and matcher.quick_ratio() > likeness:
            found = matcher.ratio()
            if found > likeness:
                best, likeness = rank, found
    return best


# --- Facts and credits -----------------------------------------------------------------------------------


def facts_alike(shown: Shown, book: Book) -> Iterator[Diagnostic]:
    """Headings at their levels; what the headers of episodes and of sessions say; quoted passages."""
    yield from _compare_titles(shown)
    facts = [*_session(shown.page), *_quotations(shown.page, book)]
    if isinstance(shown.page.header, EpisodeHeader):
        facts += _facts(Episode(shown.page, shown.page.header))
        yield from _compare_durations(shown, shown.page.header)
    if any(directive.name == "episodes" for directive in shown.page.directives):
        facts += (fact for episode in book.episodes for fact in _card(episode))
    pieces = [
        (shown.key(piece), text)
        for text in (shown.texts if facts else ())
        for piece in (text.words, *text.words.split("·"))
    ]
    known = {piece for piece, _ in pieces}
    for called, fact in facts:
        if shown.key(fact) not in known:
            rank = _likest(fact, [piece for piece, _ in pieces])
            there = pieces[rank][1] if rank is not None else shown.start
            told = f" ; il y a « {plain_spaces(there.words)} »" if rank is not None else ""
            yield there.broken(FACTS_ALIKE, f"{called} n’est pas « {fact} »{told}")


def _facts(episode: Episode) -> Iterator[tuple[str, str]]:
    """Yield what the head of an episode shows, as outputs word it."""
    header = episode.header
    yield "le numéro", f"Épisode {header.episode}"
    yield "le sous-titre", header.subtitle
    yield "la durée", _duration(header)
    if header.spoken_title != episode.page.title:
        yield "le titre entendu", f"À l’antenne : « {header.spoken_title} »"


def _session(page: Page) -> Iterator[tuple[str, str]]:
    """Yield what a page shows of the session that its header describes, as outputs word it."""
    names = {directive.name for directive in page.directives}
    header, timetables = page.header, list[Timetable]()
    if isinstance(header, SheetHeader) and "sheet" in names:
        yield "la question", header.title
        timetables += header.formats.values()
    if isinstance(header, FormatHeader) and "timetable" in names:
        timetables.append(header.timetable)
    for timetable in timetables:
        for rank, (step, _, _) in enumerate(timetable.running, 1):
            minutes = f"budget : {timetable.budget}" if step.minutes is None else step.minutes
            fact = f"{rank}. {step.title} · {minutes} min · {step.mode or ''}"
            yield f"l’étape {rank} du déroulé en {timetable.minutes} minutes", fact


def _quotations(page: Page, book: Book) -> Iterator[tuple[str, str]]:
    """Yield the words of the passages that a page quotes."""
    numbers = [
        number
        for directive in page.directives
        if directive.name == "quotes"
        for number in directive.argument.split()
    ]
    if isinstance(page.header, SheetHeader):
        numbers += [use.name for use in page.header.quotes]
    for number in dict.fromkeys(numbers):
        if number in book.passages:
            yield f"la citation {number}", book.passages[number][1].text


def _card(episode: Episode) -> Iterator[tuple[str, str]]:
    """Yield what the home page says of an episode."""
    yield f"le titre de l’épisode {episode.number}", episode.page.title
    yield (
        f"le lien vers l’épisode {episode.number}",
        f"Épisode {episode.number} : {episode.page.title}",
    )
    yield f"le résumé de l’épisode {episode.number}", episode.header.summary
    duration = f"Épisode {episode.number} · {_duration(episode.header)}"
    yield f"la carte de l’épisode {episode.number}", duration


def _duration(header: EpisodeHeader) -> str:
    return show_duration(header.duration.seconds) if header.duration else "durée non publiée"


def _compare_durations(shown: Shown, header: EpisodeHeader) -> Iterator[Diagnostic]:
    """Compare with the header the duration that machines read."""
    wanted = [str(header.duration)] if header.duration else []
    if shown.durations is not None and [each.words for each in shown.durations] != wanted:
        there = next(iter(shown.durations), shown.start)
        says = there.words if shown.durations else "rien"
        told = f"la durée que lisent les machines est « {says} »"
        right = "".join(wanted) or "rien"
        yield there.broken(FACTS_ALIKE, f"{told} au lieu de « {right} »")


def _announces_downloads(page: Page, heading: Heading) -> bool:
    """Say whether a heading stands above the downloads alone: where none is built, it goes too."""
    lines = page.text.split("\n")
    following = [each.line for each in page.headings if each.line > heading.line]
    section = "\n".join(lines[heading.line : min(following, default=len(lines) + 1) - 1])
    return re.fullmatch(r"\s*(`{3,}|:{3,})\{downloads\}\s*\1\s*", section) is not None


def _compare_titles(shown: Shown) -> Iterator[Diagnostic]:
    """Each heading of the source is there, at its level and in its order; others may be made."""
    wanted = [(heading.level, shown.key(heading.text)) for heading in shown.page.headings]
    found = [(title.level, shown.key(title.text.words)) for title in shown.titles]
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, wanted, found, autojunk=False).get_opcodes():
        if kind in {"delete", "replace"}:
            there = shown.titles[b1:b2] or shown.titles[max(0, b1 - 1) : b1]
            for rank, heading in enumerate(shown.page.headings[a1:a2]):
                if _announces_downloads(shown.page, heading):
                    continue
                title = there[min(rank, len(there) - 1)] if there else None
                told = f"il manque le titre « {heading.text} » (niveau {heading.level})"
                if title and kind == "replace":
                    words = plain_spaces(title.text.words)
                    told += f" ; il y a « {words} » (niveau {title.level})"
                yield (title.text if title else shown.start).broken(FACTS_ALIKE, told)


def credits_alike(shown: Shown, book: Book) -> Iterator[Diagnostic]:
    """The names of the credits, one by one, in the order of the headers."""
    names = {directive.name for directive in shown.page.directives}
    wanted: list[Episode] = []
    if "credits" in names and isinstance(shown.page.header, EpisodeHeader):
        wanted.append(Episode(shown.page, shown.page.header))
    if "general-credits" in names:
        wanted += book.episodes
    for rank, episode in enumerate(wanted):
        if rank < len(shown.credits):
            yield from _compare_names(shown, episode, shown.credits[rank])
        else:
            told = f"le générique de l’épisode {episode.number} manque"
            yield shown.start.broken(CREDITS_ALIKE, told)


def _compare_names(shown: Shown, episode: Episode, found: Sequence[Text]) -> Iterator[Diagnostic]:
    wanted = _credited(episode)
    keys = ([shown.key(name) for name in wanted], [shown.key(each.words) for each in found])
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        there = next(iter((*found[b1:b2], *found[max(0, b1 - 1) : b1])), shown.start)
        says = ", ".join(f"« {each.words} »" for each in found[b1:b2])
        names = ", ".join(f"« {name} »" for name in wanted[a1:a2])
        told = {
            "replace": f"{says} au lieu de {names}",
            "delete": f"il manque {names}",
            "insert": f"{says} en trop",
        }[kind]
        yield there.broken(CREDITS_ALIKE, f"générique de l’épisode {episode.number} : {told}")


def _credited(episode: Episode) -> list[str]:
    """Return the lines of an episode's credits, in the order in which outputs give them."""
    header = episode.header
    cast = header.credits.cast or ()
    others = (voice for voice in header.voices if voice.name not in cast)
    told = (f"{voice.name}, {voice.role}" if voice.role else voice.name for voice in others)
    return [*cast, *told, *header.credits.sound_production]


# --- Text that is no passage ---------------------------------------------------------------------------


def text_in_every_output(book: Book, outputs: Outputs) -> Iterator[Diagnostic]:
    """What two of the three outputs say on a page, the third says too."""
    names = {letters(line) for episode in book.episodes for line in _credited(episode)}
    for page in book.pages:
        trio = [
            output[page.path]
            for output in (outputs.site, outputs.epub, outputs.pdf)
            if page.path in output
        ]
        if len(trio) == 3:
            words = [_Words.of(shown) for shown in trio]
            known = names | _told_elsewhere(page)
            yield from _compare_trio(trio, words, known)
            yield from _compare_order(trio, words, known)


def _told_elsewhere(page: Page) -> set[str]:
    """Return, in letters, what other rules compare with the source of a page."""
    told = {letters(heading.text) for heading in page.headings}
    if isinstance(page.header, EpisodeHeader):
        told |= {letters(fact) for _, fact in _facts(Episode(page, page.header))}
    return told


def _compare_trio(
    trio: Sequence[Shown], words: Sequence[_Words], known: Set[str]
) -> Iterator[Diagnostic]:
    for one, other, third in ((0, 1, 2), (0, 2, 1), (1, 2, 0)):
        there = trio[third].start
        told: set[str] = set()
        for text in trio[one].texts:
            if text.words in told:
                continue
            if _is_lost(text.words, words[one], words[other], words[third], known):
                told.add(text.words)
                says = f"{trio[third].output} n’a pas « {_opening(plain_spaces(text.words))} »"
                both = f"{trio[one].output} et {trio[other].output}"
                yield there.broken(TEXT_IN_EVERY_OUTPUT, f"{says}, que donnent {both}")
            else:
                there = words[third].only_place(letters(text.words)) or there


def _is_lost(text: str, one: _Words, other: _Words, third: _Words, known: Set[str]) -> bool:
    """Say whether two outputs say *text* and the third does not, or fewer times than both."""
    key = letters(text)
    if text not in third:
        return text in other and not third.lacks(text) <= known
    times = third.whole.count(key)
    is_word = any(map(str.isalnum, key)) and key not in known
    return is_word and 0 < times < one.count(key) == other.count(key)


def _compare_order(
    trio: Sequence[Shown], words: Sequence[_Words], known: Set[str]
) -> Iterator[Diagnostic]:
    """Say where an output gives a page in another order than both others.

    Notes may stand anywhere, and what other rules compare with the source is theirs to order.
    """
    common = {key for key in words[0].places if all(each.count(key) == 1 for each in words)}
    common -= {letters(text.words) for shown in trio for text in shown.texts if text.is_note}
    common -= known
    orders = [
        [key for text in shown.texts if (key := letters(text.words)) in common] for shown in trio
    ]
    for third in range(3):
        one, other = (orders[rank] for rank in range(3) if rank != third)
        if one == other != orders[third]:
            pairs = zip(orders[third], one, strict=False)
            key, right = next((pair for pair in pairs if pair[0] != pair[1]), ("", ""))
            texts = [words[third].only_place(each) for each in (key, right)]
            if texts[0] and texts[1]:
                here, wanted = (_opening(plain_spaces(text.words)) for text in texts if text)
                told = f"{trio[third].output} dit « {here} » avant « {wanted} »"
                yield texts[0].broken(TEXT_IN_EVERY_OUTPUT, f"{told}, les autres après")


@dataclass(frozen=True)
class _Words:
    """All that a page says in an output, in letters."""

    places: Mapping[str, Sequence[Text]]
    """Each stretch of text that is no passage, whole and between middle dots, and where it is."""
    passages: frozenset[str]
    whole: str

    @classmethod
    def of(cls, shown: Shown) -> _Words:
        """Return the words of *shown*."""
        places: dict[str, list[Text]] = {}
        for text in shown.texts:
            for piece in {letters(each) for each in (text.words, *text.words.split("·"))}:
                places.setdefault(piece, []).append(text)
        return cls(
            places,
            frozenset(letters(passage.text) for passage in shown.passages),
            "\n".join(map(letters, shown.whole)),
        )

    def __contains__(self, text: str) -> bool:
        return self._has(letters(text)) or not self.lacks(text)

    def lacks(self, text: str) -> set[str]:
        """Return what the page does not say of *text*, parted at its middle dots, in letters."""
        return {piece for piece in map(letters, text.split("·")) if not self._has(piece)}

    def _has(self, piece: str) -> bool:
        """Say whether the page says *piece*; signs alone say nothing, and are everywhere."""
        return (
            piece in self.places
            or piece in self.passages
            or not any(map(str.isalnum, piece))
            or (len(piece) >= _SHORT and piece in self.whole)
        )

    def count(self, piece: str) -> int:
        """Return how many times a stretch of text is just *piece*."""
        return len(self.places.get(piece, ()))

    def only_place(self, piece: str) -> Text | None:
        """Return where the page says *piece*, if it does so once."""
        found = self.places.get(piece, ())
        return found[0] if len(found) == 1 else None


# --- The edition, the data, the files to download ------------------------------------------------------------


def edition_alike(
    book: Book, site: Site | None, epub: Epub | None, pdf: Pdf | None
) -> Iterator[Diagnostic]:
    """Edition, version and date are those of the book, wherever an output gives them."""
    if site is not None:
        facts = (book.edition, f"version {book.version}", str(book.date.year))
        for page in site.pages.values():
            for footer in list(elements(page.root, "footer"))[-1:]:
                lines = [Text(unit.text, page.at(unit.line)) for unit in units(footer, is_hidden)]
                whole = Text(text_of(footer), page.at(line_of(footer)))
                near = (
                    line for line in lines if any(letters(f) in letters(line.words) for f in facts)
                )
                there = whole._replace(at=next(near, whole).at)
                yield from _missing_from(there, "le pied de page", *facts)
                yield from _wrong_days(page.root, book, page.at)
    if epub is not None:
        for title in (page for page in epub.pages if "titlepage" in page.kinds):
            yield from _missing_from(
                Text(text_of(title.body), epub.at(title.path, line_of(title.body))),
                "la page de titre", book.title, book.subtitle, book.publisher.full_name,
                book.edition, show_date(book.date),
            )  # fmt: skip
    if pdf is not None and pdf.starts:
        first = min(pdf.starts.values())
        opening = " ".join(block.text for block in pdf.blocks if block.page < first)
        yield from _missing_from(
            Text(opening, Location(pdf.place)),
            "l’ouverture du livre", book.title, book.subtitle, book.publisher.full_name,
            book.edition, f"version {book.version}", show_date(book.date),
        )  # fmt: skip


def _wrong_days(
    root: Element, book: Book, at: Callable[[int | None], Location]
) -> Iterator[Diagnostic]:
    """Say where the foot of a page gives machines another day than the edition's."""
    for footer in elements(root, "footer"):
        for moment in elements(footer, "time"):
            if moment.get("datetime") != book.date.isoformat():
                told = f"la date que lisent les machines est « {moment.get('datetime')} »"
                right = f"au lieu de « {book.date.isoformat()} »"
                yield EDITION_ALIKE.broken(at(line_of(moment)), f"{told} {right}")


def _missing_from(there: Text, called: str, *facts: str) -> Iterator[Diagnostic]:
    for fact in facts:
        if letters(fact) not in letters(there.words):
            yield there.broken(EDITION_ALIKE, f"{called} ne dit pas « {fact} »")


def data_is_the_book(book: Book, path: Path, pages: Mapping[str, int]) -> Iterator[Diagnostic]:
    """``book.json`` holds what the sources say, and the PDF's page numbers."""
    wanted = book_as_data(book, pages)
    try:
        text = path.read_text(encoding="utf-8")
        data = json.loads(text)
    except FileNotFoundError:
        yield DATA_IS_THE_BOOK.broken(Location(DATA), "le fichier manque")
        return
    except (OSError, ValueError, RecursionError):
        yield DATA_IS_THE_BOOK.broken(
            Location(DATA), "le fichier est abîmé : ce n’est plus du JSON"
        )
        return
    if data == wanted:
        return
    lines = (
        json.dumps(wanted, ensure_ascii=False, indent=1).split("\n"),
        text.rstrip().split("\n"),
    )
    for number, (line, there) in enumerate(zip(*lines, strict=False), 1):
        if line != there:
            told = first_difference(line.strip(), there.strip())
            yield DATA_IS_THE_BOOK.broken(Location(DATA, number), told)
            return
    told = "le fichier ne dit pas la même chose que les pages"
    yield DATA_IS_THE_BOOK.broken(Location(DATA, min(map(len, lines))), told)


def downloads_identical(site: Path, originals: Mapping[str, Path]) -> Iterator[Diagnostic]:
    """The files that the site offers are the books, to the byte."""
    for name, original in originals.items():
        copy = site / DOWNLOADS / name
        if copy.is_file() and copy.read_bytes() != original.read_bytes():
            at = Location(f"{PLACE}/{DOWNLOADS}/{name}")
            yield DOWNLOADS_IDENTICAL.broken(
                at, f"le site offre un autre « {name} » que le livre construit"
            )
