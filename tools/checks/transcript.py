"""Passages: who speaks, in the right mouth, and nothing empty, nameless or written twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tools.diagnostics import Diagnostic, Location, suggest
from tools.french.address import calls, gives, mentions, speaks_of
from tools.french.likeness import edits, fold
from tools.markup.page import PASSAGES, SCENE
from tools.markup.places import (
    body,
    find_words,
    is_transcript,
    last_line,
    option_place,
    source_lines,
)
from tools.markup.transcript import find_cues, is_admitted, split_turn
from tools.model import Book, Character, Directive, EpisodeHeader, Page, Passage, PassageKind
from tools.model.page import GROUPS
from tools.rules import (
    PASSAGE_FILLED,
    PASSAGE_FITS_ITS_VOICE,
    PASSAGE_LABELLED,
    PASSAGE_WRITTEN_ONCE,
    TURN_IN_ITS_PASSAGE,
    TURN_IN_THE_RIGHT_MOUTH,
    TURNS_CHANGE_MOUTH,
    TURNS_COUNTED,
)

_LABELS: Mapping[str, tuple[str, ...]] = {
    SCENE: ("title", "when", "where"),
    "archive": ("who",),
    "testimony": ("who",),
    "extract": ("title",),
}
"""What each passage must say of itself; « title » stands on its first line."""

_MISSING = {
    "title": "n’a pas de titre", "when": "ne dit pas quand elle se passe (« :when: »)",
    "where": "ne dit pas où elle se passe (« :where: »)", "who": "ne dit pas qui parle (« :who: »)",
}  # fmt: skip
_SHOWN = {
    SCENE: "la scène", "archive": "l’archive", "testimony": "le témoignage", "extract": "l’extrait",
    "vox-pop": "le micro-trottoir", "voice-over": "la voix off",
}  # fmt: skip

_LEAST_WORDS = 8
"""Words from which two passages that are the same are so by mistake, not by chance."""

_MISSPELT = 2
_LIST_ITEM = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])\s")


class _Turn(NamedTuple):
    passage: Passage
    speaker: str
    line: int
    last_line: int


def passage_filled(page: Page, book: Book) -> Iterator[Diagnostic]:
    """No passage is empty; a sound alone fills none."""
    for directive in _passages(page):
        if any(line.strip(" \t>:") and not _is_cue_alone(line) for line in directive.content):
            continue
        sounds = any(_is_cue_alone(line) for line in directive.content)
        shown = _SHOWN[directive.name]
        yield PASSAGE_FILLED.broken(
            Location(page.path, directive.line),
            f"{shown} n’a que des bruits" if sounds else f"{shown} est vide",
        )


def passage_labelled(page: Page, book: Book) -> Iterator[Diagnostic]:
    """A passage says what its readers need to place it."""
    for directive in _passages(page):
        for fact in _LABELS.get(directive.name, ()):
            given = directive.argument if fact == "title" else directive.options.get(fact, "")
            if not given.strip():
                yield PASSAGE_LABELLED.broken(
                    Location(page.path, directive.line),
                    f"{_SHOWN[directive.name]} {_MISSING[fact]}",
                )


def passage_fits_its_voice(page: Page, book: Book) -> Iterator[Diagnostic]:
    """« :who: » names a voice of the episode, and the passage speaks of that person."""
    header = page.header
    if not isinstance(header, EpisodeHeader):
        return
    registered = {person.name for person in book.people}
    voices = {voice.name: voice for voice in header.voices}
    for directive in _passages(page):
        who = directive.options.get("who", "")
        if who not in registered:
            continue
        at = option_place(page, directive, "who")
        if who not in voices:
            slip = any(
                edits(fold(who), fold(name), limit=_MISSPELT) <= _MISSPELT for name in voices
            )
            if not slip:  # a voice misspelt in the header is told there
                yield PASSAGE_FITS_ITS_VOICE.broken(
                    at, f"« {who} » parle dans ce passage sans être une voix de l’épisode",
                    hint=suggest(who, voices, otherwise=PASSAGE_FITS_ITS_VOICE.hint),
                )  # fmt: skip
            continue
        named = {
            role.target
            for role in page.roles
            if role.name == "person" and _holds(directive, role.line)
        }
        inside = (each for each in body(page) if _holds(directive, each.first_line))
        text = "\n".join(each.text for each in inside if not each.is_option())
        others = sorted((named & registered) - {who})
        spoken_of = mentions(who, text) or mentions(voices[who].label, text)
        if others and who not in named and not spoken_of:
            yield PASSAGE_FITS_ITS_VOICE.broken(
                at, f"le passage est donné à « {who} », et présente « {others[0]} »",
                hint=f"Écrivez « :who: {others[0]} », ou corrigez le renvoi {{person}} du passage.",
            )  # fmt: skip


def turn_in_its_passage(page: Page, book: Book) -> Iterator[Diagnostic]:
    """Characters speak in scenes: not in the prose, nor in an archive or a testimony."""
    header = page.header
    if not isinstance(header, EpisodeHeader) or is_transcript(page):
        return
    characters = {character.id: character.name for character in header.characters}
    directives = list(_passages(page))
    lines = source_lines(page.text)
    astray = 0
    for passage in page.passages:
        line = passage.line or 1
        around = [each for each in directives if _holds(each, line)]
        turn = split_turn(passage.text)
        if (
            not around
            and turn
            and turn.label in header.speakers
            and not _LIST_ITEM.match(lines[line - 1])
        ):
            if astray < 2:  # a scene that lost its fence is told at its first turn only
                yield TURN_IN_ITS_PASSAGE.broken(
                    Location(page.path, line, 1), f"« {turn.label} » parle hors de toute scène",
                    hint="Ouvrez la scène avant cette réplique : « :::{scene} Titre ».",
                )  # fmt: skip
            astray = 2
            continue
        astray = 0 if around or not turn else astray
        if passage.kind is PassageKind.TURN and passage.speaker in characters and around:
            name = around[-1].name
            if name != SCENE:
                yield TURN_IN_ITS_PASSAGE.broken(
                    Location(page.path, line, 1),
                    f"« {characters[passage.speaker]} », personnage de fiction, parle dans {_SHOWN[name]}",
                )


def turns_change_mouth(page: Page, book: Book) -> Iterator[Diagnostic]:
    """Between two turns of the same speaker, somebody else speaks or a sound is heard."""
    if any(_miscounted(page)):
        return  # told by the count, which knows whose turn it is
    for turns in _scenes(page):
        for run in _runs(turns):
            wrong = _likeliest(run, turns)
            other = run[0] if wrong is not run[0] else run[1]
            yield TURNS_CHANGE_MOUTH.broken(
                Location(page.path, wrong.line, 1),
                f"{_label(page, wrong)} parle deux fois de suite (ligne {other.line} aussi)",
            )


def turn_in_the_right_mouth(page: Page, book: Book) -> Iterator[Diagnostic]:
    """Nobody calls themself, and whoever is asked by name answers."""
    header = page.header
    if not isinstance(header, EpisodeHeader) or is_transcript(page) or any(_miscounted(page)):
        return
    names = {character.id: character.name for character in header.characters}
    for turns in _scenes(page):
        told = {wrong.line for run in _runs(turns) for wrong in (_likeliest(run, turns),)}
        for rank, turn in enumerate(turns):
            if turn.line in told:
                continue
            own = names.get(turn.speaker, "")
            if speaks_of(own, turn.passage.text):
                yield TURN_IN_THE_RIGHT_MOUTH.broken(
                    Location(page.path, turn.line, 1),
                    f"« {own} » prononce son propre nom comme on s’adresse à quelqu’un d’autre",
                )
                continue
            asked = _asked_by_name(turn, names)
            following = turns[rank + 1] if rank + 1 < len(turns) else None
            if (
                asked
                and following
                and following.line not in told
                and following.speaker not in {asked, *GROUPS}
            ):
                yield TURN_IN_THE_RIGHT_MOUTH.broken(
                    Location(page.path, following.line, 1),
                    f"la question s’adresse à « {names[asked]} », et c’est {_label(page, following)} qui répond",
                    hint=f"La réplique est peut-être à « {names[asked]} ».",
                )
        yield from _intruders(page, turns, names, told)


def turns_counted(page: Page, book: Book) -> Iterator[Diagnostic]:
    """Each character has as many turns as the header says: none is lost, or in another mouth."""
    over, under = _miscounted(page)
    if len(over) == len(under) == 1 and over[0].excess == -under[0].excess == 1:
        gifts = _likeliest_gifts(page, over[0].character, under[0].character)
    else:
        gifts = []
    if gifts:
        best, *others = gifts
        also = " et ".join(str(turn.line) for turn in others[:2])
        yield TURNS_COUNTED.broken(
            Location(page.path, best.line, 1),
            f"une réplique de trop pour {over[0]}, une de moins pour {under[0]} : sans doute celle-ci",
            hint=f"L’une des répliques de « {over[0].character.name} » est à "
            f"« {under[0].character.name} »{f' (voyez aussi lignes {also})' if also else ''} ; si tout "
            "est juste, corrigez « turns » dans l’en-tête.",
        )
        return
    for count in (*over, *under):
        character = count.character
        at = find_words(page, f"turns: {character.turns}", character.line, within=6)
        for run in (run for turns in _scenes(page) for run in _runs(turns)):
            if count.excess > 0 and run[0].speaker == character.id:
                at = Location(page.path, _likeliest(run, run).line, 1)
        yield TURNS_COUNTED.broken(
            at,
            f"« {character.name} » a {count.found} réplique{'s' if count.found > 1 else ''} dans la "
            f"page, et {character.turns} dans l’en-tête",
        )


def passage_written_once(book: Book) -> Iterator[Diagnostic]:
    """No passage of some length is there twice."""
    first: dict[str, tuple[Page, Passage]] = {}
    for page in book.pages:
        for passage in page.passages:
            if passage.text.count(" ") + 1 < _LEAST_WORDS or is_transcript(page):
                continue
            there, other = first.setdefault(fold(passage.text), (page, passage))
            if other is not passage:
                yield PASSAGE_WRITTEN_ONCE.broken(
                    Location(page.path, passage.line, 1),
                    f"ce passage est déjà écrit, mot pour mot, au {other.number}",
                    hint=f"Supprimez-le ici ou à {there.path}:{other.line}.",
                )


# --- Turns counted ------------------------------------------------------------------------------


class _Count(NamedTuple):
    character: Character
    found: int

    @property
    def excess(self) -> int:
        return self.found - (self.character.turns or 0)

    def __str__(self) -> str:
        return f"« {self.character.name} » ({self.found} pour {self.character.turns})"


def _miscounted(page: Page) -> tuple[list[_Count], list[_Count]]:
    """Return the characters who have too many turns, and too few, for what the header says."""
    header = page.header
    characters = header.characters if isinstance(header, EpisodeHeader) else ()
    if all(character.turns is None for character in characters) or is_transcript(page):
        return [], []
    found = Counter(
        passage.speaker for passage in page.passages if passage.kind is PassageKind.TURN
    )
    counts = [_Count(each, found[each.id]) for each in characters if each.turns is not None]
    if _has_strays(page):
        counts = [count for count in counts if not count.found]
    return [each for each in counts if each.excess > 0], [
        each for each in counts if each.excess < 0
    ]


def _has_strays(page: Page) -> bool:
    """Say whether a paragraph of a scene is no turn: whose it should be, nobody knows yet."""
    scenes = [directive for directive in page.directives if directive.name == SCENE]
    return any(
        passage.kind is not PassageKind.TURN
        and any(_holds(scene, passage.line) for scene in scenes)
        for passage in page.passages
    )


def _likeliest_gifts(page: Page, holder: Character, owner: Character) -> list[_Turn]:
    """Return the turns of *holder*, those that read most like *owner*'s first."""
    scored = [
        (-_fit(rank, turns, holder, owner), turn.line, turn)
        for turns in _scenes(page)
        for rank, turn in enumerate(turns)
        if turn.speaker == holder.id
    ]
    return [turn for _, _, turn in sorted(scored)]


def _fit(rank: int, turns: Sequence[_Turn], holder: Character, owner: Character) -> int:
    """Weigh the signs that a turn of *holder* is *owner*'s: whom it calls, who speaks around it."""
    text = turns[rank].passage.text
    in_scene = Counter(turn.speaker for turn in turns)
    around = [turns[rank - 1] if rank else None, turns[rank + 1] if rank + 1 < len(turns) else None]
    signs = [
        (4, sum(each is not None and each.speaker == holder.id for each in around)),
        (-5, sum(each is not None and each.speaker == owner.id for each in around)),
        (-3, not in_scene[owner.id]),
        (2, in_scene[holder.id] == 1),
        (4, calls(holder.name, text)),
        (2, not calls(holder.name, text) and speaks_of(holder.name, text)),
        (-5, calls(owner.name, text)),
        (-2, not calls(owner.name, text) and speaks_of(owner.name, text)),
        (5, gives(owner.name, text)),
        (-6, gives(holder.name, text)),
    ]
    for each in around:
        if each is not None:
            signs += [
                (2, calls(owner.name, each.passage.text)),
                (-2, calls(holder.name, each.passage.text)),
            ]
    # Two people who talk to each other take turns: who spoke two turns away is likely to speak here.
    further = [turns[at].speaker for at in (rank - 2, rank + 2) if 0 <= at < len(turns)]
    signs += [(1, further.count(owner.id)), (-1, further.count(holder.id))]
    return sum(weight * int(holds) for weight, holds in signs)


# --- Scenes and their turns ---------------------------------------------------------------------


def _passages(page: Page) -> Iterator[Directive]:
    return (each for each in page.directives if each.name in PASSAGES)


def _holds(directive: Directive, line: int | None) -> bool:
    return line is not None and directive.line < line <= last_line(directive)


def _scenes(page: Page) -> Iterator[list[_Turn]]:
    """Yield the turns of each scene of a written edition, in order."""
    if is_transcript(page):
        return
    lines = source_lines(page.text)
    for directive in page.directives:
        if directive.name == SCENE:
            yield [
                _Turn(each, each.speaker, each.line, _end_of_paragraph(lines, each.line))
                for each in page.passages
                if each.kind is PassageKind.TURN and each.speaker and each.line
                and _holds(directive, each.line)
            ]  # fmt: skip


def _end_of_paragraph(lines: Sequence[str], line: int) -> int:
    while line < len(lines) and lines[line].strip():
        line += 1
    return line


def _is_cue_alone(line: str) -> bool:
    cues = list(find_cues(line.strip()))
    return len(cues) == 1 and is_admitted(cues[0]) and f"[{cues[0].name}]" == line.strip()


def _runs(turns: Sequence[_Turn]) -> Iterator[list[_Turn]]:
    """Yield the turns that follow each other in one mouth, with nothing heard between."""
    run: list[_Turn] = []
    for turn in turns:
        goes_on = (
            run
            and run[-1].speaker == turn.speaker
            and turn.line <= run[-1].last_line + 2
            and not turn.passage.cues
            and not run[-1].passage.cues
        )
        if not goes_on:
            if len(run) > 1:
                yield run
            run = []
        run.append(turn)
    if len(run) > 1:
        yield run


def _likeliest(run: Sequence[_Turn], turns: Sequence[_Turn]) -> _Turn:
    """Return the turn of a run that, given to somebody else of the scene, mends it best."""
    here = list(turns).index(run[0])
    before = turns[here - 1].speaker if here else None
    after = turns[here + len(run)].speaker if here + len(run) < len(turns) else None
    around = [before, *(turn.speaker for turn in run), after]
    others = {turn.speaker for turn in turns} - {run[0].speaker}
    middle = (len(run) - 1) / 2
    by_middle = sorted(range(len(run)), key=lambda rank: (abs(rank - middle), -rank))
    for rank in by_middle:
        mended = others - {around[rank], around[rank + 2]}
        alone = around[rank] == run[0].speaker and around[rank + 2] == run[0].speaker
        if mended and (alone or len(run) == 2):
            return run[rank]
    return run[by_middle[0]]


def _label(page: Page, turn: _Turn) -> str:
    written = split_turn(source_lines(page.text)[turn.line - 1].strip(" \t>"))
    return f"« {written.label if written else turn.speaker} »"


def _asked_by_name(turn: _Turn, names: Mapping[str, str]) -> str | None:
    """Return the one whom a turn calls by name and asks something."""
    text = turn.passage.text
    called = [
        identity
        for identity, name in names.items()
        if identity != turn.speaker and calls(name, text)
    ]
    asks = text.rstrip(" »").endswith("?")
    return called[0] if asks and len(called) == 1 else None


def _intruders(
    page: Page, turns: Sequence[_Turn], names: Mapping[str, str], told: set[int]
) -> Iterator[Diagnostic]:
    """Say who speaks once, between two turns of another, in a scene that is not theirs.

    The scene is theirs when it is their only one, or stands in the same place as another of
    theirs, or when somebody there calls them.
    """
    times = Counter(turn.speaker for turn in turns)
    scenes = {each.line: each for each in page.directives if each.name == SCENE}
    for before, turn, after in zip(turns, turns[1:], turns[2:], strict=False):
        name = names.get(turn.speaker)
        if (
            not name
            or times[turn.speaker] != 1
            or before.speaker != after.speaker
            or turn.line in told
        ):
            continue
        here = next(each for each in scenes.values() if _holds(each, turn.line))
        others = [
            scene
            for scene in scenes.values()
            for passage in page.passages
            if scene is not here and passage.speaker == turn.speaker and _holds(scene, passage.line)
        ]
        places = {scene.options.get("where") for scene in others}
        text = "\n".join(here.content)
        called = calls(name, text) or re.search(rf"(?<!\w){re.escape(name)}(?!\w)(?!\s:)", text)
        if others and here.options.get("where") not in places and not called:
            yield TURN_IN_THE_RIGHT_MOUTH.broken(
                Location(page.path, turn.line, 1),
                f"« {name} » ne dit que ces mots dans une scène où personne ne l’appelle",
            )
