"""The book as data: what ``_build/book.json`` holds (schema: ``model/book.schema.json``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tools.markup.page import plain_text
from tools.model import (
    Acronym,
    Book,
    Episode,
    Figure,
    Idea,
    Passage,
    Person,
    Places,
    Step,
    Work,
)
from tools.model.book import Sheet

Json = dict[str, Any]


def book_as_data(book: Book, pages: Mapping[str, int] | None = None) -> Json:
    """Return *book* as plain data; *pages* gives the PDF's page for each anchor, once laid out."""
    pages = pages or {}
    return {
        "title": book.title,
        "subtitle": book.subtitle,
        "language": book.language,
        "publisher": book.publisher.name,
        "edition": book.edition,
        "version": book.version,
        "episodes": [_episode(episode, pages) for episode in book.episodes],
        "transcripts": [],
        "sheets": [_sheet(sheet) for sheet in book.sheets],
        "ideas": [_idea(idea, book) for idea in book.ideas],
        "acronyms": [_acronym(acronym, book) for acronym in book.acronyms],
        "people": [_person(person, book) for person in book.people],
        "works": [_work(work) for work in book.works],
        "figures": [_figure(figure, book) for figure in book.figures],
    }


def _episode(episode: Episode, pages: Mapping[str, int]) -> Json:
    header = episode.header
    return {
        "number": header.episode,
        "title": episode.page.title,
        "spoken_title": header.spoken_title,
        "subtitle": header.subtitle,
        "duration": str(header.duration) if header.duration else None,
        "summary": header.summary,
        "listen": header.listen,
        "path": episode.page.path,
        "voices": [
            {"name": voice.name, "label": voice.label, "role": voice.role}
            for voice in header.voices
        ],
        "characters": [
            {"id": character.id, "name": character.name, "role": character.role}
            for character in header.characters
        ],
        "credits": {
            "cast": None if header.credits.cast is None else list(header.credits.cast),
            "sound_production": list(header.credits.sound_production),
        },
        "passages": [_passage(passage, pages) for passage in episode.page.passages],
    }


def _passage(passage: Passage, pages: Mapping[str, int]) -> Json:
    return {
        "number": passage.number,
        "id": passage.anchor,
        "kind": str(passage.kind),
        "speaker": passage.speaker,
        "text": passage.text,
        "cues": [cue.name for cue in passage.cues],
        "page": pages.get(passage.anchor),
    }


def _sheet(sheet: Sheet) -> Json:
    header = sheet.header
    return {
        "id": f"fiche-{header.sheet}",
        "episode": header.episode,
        "title": header.title,
        "path": sheet.page.path,
        "formats": [
            {
                "minutes": minutes,
                "intention": str(header.intentions[minutes]),
                "steps": [_step(step) for step in timetable.steps],
            }
            for minutes, timetable in header.formats.items()
        ],
    }


def _step(step: Step) -> Json:
    return {
        "title": step.title,
        "minutes": step.minutes,
        "mode": str(step.mode),
        "listening": step.listening,
    }


def _person(person: Person, book: Book) -> Json:
    """Return a person with what each episode makes of them: heard, credited, or both."""
    roles = []
    for episode in book.episodes:
        header = episode.header
        voice = next((voice for voice in header.voices if voice.name == person.name), None)
        credited = person.name in (header.credits.cast or ())
        if voice or credited:
            roles.append(
                {
                    "episode": header.episode,
                    "role": voice.role if voice else "",
                    "heard": voice is not None,
                    "credited": credited,
                }
            )
    return {"name": person.name, "roles": roles}


def _idea(idea: Idea, book: Book) -> Json:
    return {
        "id": idea.id,
        "term": idea.term,
        "definition": plain_text(idea.definition.text, book),
        "episodes": list(idea.places.episodes),
        "passages": [use.name for use in idea.places.passages],
    }


def _acronym(acronym: Acronym, book: Book) -> Json:
    return {
        "acronym": acronym.acronym,
        "expansion": acronym.expansion,
        "definition": plain_text(acronym.definition.text, book),
    }


def _work(work: Work) -> Json:
    return {"title": work.title, "kind": work.kind, "episodes": list(work.places.episodes)}


def _figure(figure: Figure, book: Book) -> Json:
    """Return a figure with the passage that says it best; null where a page alone has it."""
    first = figure.places.passages[:1]
    return {
        "value": figure.value,
        "unit": figure.unit,
        "meaning": plain_text(figure.meaning.text, book),
        "episode": next(iter(Places(first).episodes), None),
        "passage": first[0].name if first else None,
        "source": figure.source,
    }
