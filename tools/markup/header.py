"""Page headers: YAML at the top of a page, read into the model key by key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

import yaml

from tools.diagnostics import suggest
from tools.markup.report import Report
from tools.model import Character, Credits, Duration, EpisodeHeader, PageHeader, Voice
from tools.rules import (
    HEADER_IS_YAML,
    HEADER_KEY_KNOWN,
    HEADER_KEY_ONCE,
    HEADER_KEY_PRESENT,
    HEADER_VALUE_TYPED,
)

T = TypeVar("T")

_FENCE = re.compile(r"---[ \t]*")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml, ten times faster, where it is
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")

# Names of the YAML types, for an author who knows none of them.
_SHOWN_TYPES = {
    "str": "un texte", "int": "un nombre entier", "float": "un nombre", "bool": "oui ou non",
    "null": "une valeur vide", "timestamp": "une date", "seq": "une liste", "map": "des clés et des valeurs",
}  # fmt: skip


class HeaderText(NamedTuple):
    """The header as it is written, and the number of lines that it takes with its two fences."""

    yaml: str
    height: int


def find_header(text: str, report: Report) -> HeaderText:
    """Return the header at the top of *text*; an empty one, of no height, when there is none."""
    lines = text.split("\n")
    if not _FENCE.fullmatch(lines[0]):
        return HeaderText("", 0)
    for number, line in enumerate(lines[1:], 2):
        if _FENCE.fullmatch(line):
            return HeaderText("\n".join(lines[1 : number - 1]), number)
    report.broken(
        HEADER_IS_YAML, 1, "l’en-tête s’ouvre par « --- » et n’est jamais fermé",
        hint="Ajoutez une ligne « --- » après la dernière clé.",
    )  # fmt: skip
    return HeaderText("", 1)


def blank_header(text: str) -> str:
    """Return *text* without its header, every other line where it was."""
    _, height = find_header(text, Report(""))
    return "\n" * height + "\n".join(text.split("\n")[height:]) if height else text


def read_header(source: HeaderText, report: Report, *, episode: bool = False) -> PageHeader:
    """Read a header; one that has the key ``episode``, or ought to, is an episode's."""
    mapping = _Mapping.read(source.yaml, report)
    if mapping is None:
        return EpisodeHeader() if episode else PageHeader()
    return _episode(mapping) if episode or "episode" in mapping.values else _page(mapping)


def _page(mapping: _Mapping) -> PageHeader:
    header = PageHeader(
        summary=mapping.text("summary", required=False),
        silences=mapping.silences(),
        lines=mapping.lines,
    )
    mapping.refuse_the_rest()
    return header


def _episode(mapping: _Mapping) -> EpisodeHeader:
    header = EpisodeHeader(
        episode=mapping.whole("episode"),
        spoken_title=mapping.text("spoken_title"),
        subtitle=mapping.text("subtitle"),
        duration=mapping.duration("duration"),
        summary=mapping.text("summary"),
        listen=mapping.address("listen"),
        voices=tuple(mapping.records("voices", _voice)),
        characters=tuple(mapping.records("characters", _character)),
        credits=mapping.record("credits", _credits) or Credits(cast=None),
        silences=mapping.silences(),
        lines=mapping.lines,
    )
    mapping.refuse_the_rest()
    return header


def _voice(mapping: _Mapping) -> Voice:
    name = mapping.text("name")
    return Voice(
        name=name,
        label=mapping.text("label", required=False) or name,
        role=mapping.text("role"),
        line=mapping.line,
    )


def _character(mapping: _Mapping) -> Character:
    return Character(
        id=mapping.identifier("id"),
        name=mapping.text("name"),
        role=mapping.text("role"),
        turns=mapping.count("turns"),
        line=mapping.line,
    )


def _credits(mapping: _Mapping) -> Credits:
    cast = mapping.names("cast", may_be_null=True)
    production = mapping.names("sound_production") or []
    return Credits(
        cast=None if cast is None else tuple(name for name, _ in cast),
        sound_production=tuple(name for name, _ in production),
        lines=mapping.lines | dict(reversed([*(cast or []), *production])),
    )


class _Named(NamedTuple):
    name: str
    line: int


@dataclass
class _Mapping:
    """A YAML mapping that is read key by key, each slip reported with its line."""

    values: dict[str, yaml.Node]
    lines: dict[str, int]
    line: int
    report: Report
    name: str = ""

    def __post_init__(self) -> None:
        self.asked: list[str] = []

    @classmethod
    def read(cls, source: str, report: Report) -> _Mapping | None:
        """Read *source*, the text between the fences: its first line is line 2 of the page."""
        try:
            node = yaml.compose(source, _LOADER)
        except yaml.MarkedYAMLError as error:
            # What was opened and never closed is at fault, not the line where YAML gave up.
            is_open = (error.context or "").startswith(
                ("while parsing a flow", "while scanning a q")
            )
            mark = (is_open and error.context_mark) or error.problem_mark or error.context_mark
            if mark and error.context_mark and mark.index >= len(source.rstrip()):
                mark = error.context_mark  # what is never closed is at fault where it opens
            line = mark.line + 2 if mark else 2
            lines = source.split("\n")
            there = lines[line - 2].strip() if line - 2 < len(lines) else lines[-1].strip()
            report.broken(HEADER_IS_YAML, line, f"l’en-tête n’est plus du YAML ici : « {there} »")
            return None
        except (yaml.YAMLError, RecursionError):
            report.broken(HEADER_IS_YAML, 1, "l’en-tête n’est pas du YAML lisible")
            return None
        if node is None:
            return cls({}, {}, 1, report)
        if not isinstance(node, yaml.MappingNode):
            report.broken(
                HEADER_IS_YAML, 2, "l’en-tête n’est pas une suite de lignes « clé: valeur »"
            )
            return None
        return cls.of(node, report)

    @classmethod
    def of(cls, node: yaml.MappingNode, report: Report, name: str = "") -> _Mapping:
        values: dict[str, yaml.Node] = {}
        lines: dict[str, int] = {}
        for key, value in node.value:
            word, line = str(getattr(key, "value", "?")), _line(key)
            if word in values:
                report.broken(
                    HEADER_KEY_ONCE, line, f"« {word} » est déjà donné à la ligne {lines[word]}"
                )
                continue
            values[word], lines[word] = value, line
        return cls(values, lines, _line(node), report, name)

    def refuse_the_rest(self) -> None:
        """Report every key that nobody asked for."""
        for key in self.values:
            if key not in self.asked:
                self.report.broken(
                    HEADER_KEY_KNOWN, self.lines[key], f"« {key} » n’est pas une clé connue{self.where}",
                    hint=suggest(key, self.asked, otherwise=f"Clés admises ici : {', '.join(self.asked)}."),
                )  # fmt: skip

    @property
    def where(self) -> str:
        return f" de « {self.name} »" if self.name else ""

    def node(self, key: str, *, required: bool = True) -> yaml.Node | None:
        self.asked.append(key)
        if key not in self.values and required:
            self.report.broken(
                HEADER_KEY_PRESENT, self.line, f"il manque la clé « {key} »{self.where}"
            )
        return self.values.get(key)

    def wrong(self, key: str, node: yaml.Node, expected: str) -> None:
        there = f"« {node.value} »" if isinstance(node, yaml.ScalarNode) and node.value else ""
        what = there or _SHOWN_TYPES.get(node.tag.rpartition(":")[2], "autre chose")
        self.report.broken(
            HEADER_VALUE_TYPED, _line(node), f"« {key} » attend {expected} ; il y a là {what}"
        )

    def text(self, key: str, *, required: bool = True) -> str:
        node = self.node(key, required=required)
        if node is None:
            return ""
        if not _is(node, "str") or not node.value.strip():
            self.wrong(key, node, "un texte")
            return ""
        return " ".join(str(node.value).split())

    def whole(self, key: str) -> int:
        node = self.node(key)
        value = None if node is None else _whole(node)
        if node is not None and not value:
            self.wrong(key, node, "un nombre entier, à partir de 1")
        return value or 0

    def count(self, key: str) -> int | None:
        node = self.node(key, required=False)
        value = None if node is None else _whole(node)
        if node is not None and value is None:
            self.wrong(key, node, "un nombre entier, 0 pour aucun")
        return value

    def duration(self, key: str) -> Duration | None:
        node = self.node(key)
        if node is None or _is(node, "null"):
            return None
        try:
            return Duration.from_iso(node.value if _is(node, "str") else "")
        except ValueError:
            self.wrong(key, node, "une durée ISO 8601 (PT8M pour huit minutes) ou null")
            return None

    def address(self, key: str) -> str:
        text = self.text(key)
        if text and not re.fullmatch(r"https?://[^\s/]+(/\S*)?", text):
            self.wrong(key, self.values[key], "une adresse (https://…)")
            return ""
        return text

    def identifier(self, key: str) -> str:
        text = self.text(key)
        if text and not _ID.fullmatch(text):
            self.wrong(key, self.values[key], "un identifiant en minuscules sans accent (lea-ep4)")
            return ""
        return text

    def names(self, key: str, *, may_be_null: bool = False) -> list[_Named] | None:
        """Return the names of a list, in order, each with its line; None for null or no list."""
        node = self.node(key)
        if node is None or (may_be_null and _is(node, "null")):
            return None
        expected = "une liste de noms" + (" ou null" if may_be_null else "")
        if not isinstance(node, yaml.SequenceNode):
            self.wrong(key, node, expected)
            return None
        found: list[_Named] = []
        for item in node.value:
            if _is(item, "str") and item.value.strip():
                found.append(_Named(" ".join(item.value.split()), _line(item)))
            else:
                self.wrong(key, item, expected)
        return found

    def record(self, key: str, read: Callable[[_Mapping], T]) -> T | None:
        node = self.node(key)
        return None if node is None else self._record(key, node, read)

    def _record(self, key: str, node: yaml.Node, read: Callable[[_Mapping], T]) -> T | None:
        if not isinstance(node, yaml.MappingNode):
            self.wrong(key, node, "des clés et des valeurs")
            return None
        mapping = _Mapping.of(node, self.report, key)
        record = read(mapping)
        mapping.refuse_the_rest()
        return record

    def records(self, key: str, read: Callable[[_Mapping], T]) -> Iterator[T]:
        node = self.node(key)
        if node is None:
            return
        if not isinstance(node, yaml.SequenceNode):
            self.wrong(key, node, "une liste, ou [] s’il n’y a rien")
            return
        for item in node.value:
            record = self._record(key, item, read)
            if record is not None:
                yield record

    def silences(self) -> Mapping[str, str]:
        """Codes and reasons; whether they are known, and serve, is for the checks to say."""
        node = self.node("silence", required=False)
        if node is None:
            return {}
        if not isinstance(node, yaml.MappingNode):
            self.wrong("silence", node, "des lignes « CODE: raison »")
            return {}
        mapping = _Mapping.of(node, self.report, "silence")
        self.lines.update({f"silence.{code}": line for code, line in mapping.lines.items()})
        return {code: mapping.text(code) for code in mapping.values}


def _line(node: yaml.Node) -> int:
    """Line of *node* in the page: YAML counts from 0, after the opening fence."""
    return int(node.start_mark.line) + 2


def _whole(node: yaml.Node) -> int | None:
    """Return the number that *node* writes in a few figures, if it does."""
    text = str(node.value)
    return int(text) if _is(node, "int") and text.isdecimal() and len(text) < 10 else None


def _is(node: yaml.Node, kind: str) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == f"tag:yaml.org,2002:{kind}"
