"""The book's own ideas and landmarks, and the pictures that they give."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from tests.conftest import REPOSITORY
from tools.drawing import Drawing, cover, ideas_map, illustration, timeline
from tools.model.reference import Era, Idea, Landmark, Places
from tools.model.sheet import Prose, Use

EPISODES = (1, 2, 3, 4, 5)


def entries(noun: str) -> list[dict[str, Any]]:
    source = REPOSITORY / "reperes" / f"{noun}s.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))[noun]


def places(entry: dict[str, Any]) -> Places:
    return Places(
        passages=tuple(map(Use, entry.get("passages", ()))),
        pages=tuple(map(Use, entry.get("pages", ()))),
    )


@pytest.fixture(scope="session")
def ideas() -> list[Idea]:
    nothing = Prose("")
    return [
        Idea(each["id"], each["term"], each["theme"], None, nothing, nothing, nothing, places(each))
        for each in entries("idea")
    ]


@pytest.fixture(scope="session")
def themes(ideas) -> list[str]:
    return list(dict.fromkeys(idea.theme for idea in ideas))


@pytest.fixture(scope="session")
def landmarks() -> list[Landmark]:
    return [
        Landmark(
            each["date"], each["time"], each["label"], Prose(""), Era(each["era"]), places(each)
        )
        for each in entries("landmark")
    ]


@pytest.fixture(scope="session")
def drawings(ideas, themes, landmarks) -> list[Drawing]:
    return [
        timeline(landmarks),
        ideas_map(ideas, themes, EPISODES),
        cover(),
        *map(illustration, (*EPISODES, 6)),
    ]
