"""YAML read key by key: a mapping of a header, where each slip is reported with its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeVar

import yaml

from tools.diagnostics import suggest
from tools.markup.report import Report
from tools.model import Duration, Prose, Use
from tools.rules import (
    HEADER_IS_YAML,
    HEADER_KEY_KNOWN,
    HEADER_KEY_ONCE,
    HEADER_KEY_PRESENT,
    HEADER_VALUE_TYPED,
)

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml, ten times faster, where it is
_DEEPEST = 100
"""Nested lists and mappings that a header may hold; libyaml would end the process at a few thousand."""
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_PASSAGE = re.compile(r"T?[1-9]\d*\.[1-9]\d*[a-z]?")

# Names of the YAML types, for an author who knows none of them.
_SHOWN_TYPES = {
    "str": "un texte", "int": "un nombre entier", "float": "un nombre", "bool": "oui ou non",
    "null": "une valeur vide", "timestamp": "une date", "seq": "une liste", "map": "des clés et des valeurs",
}  # fmt: skip


def compose(source: str) -> yaml.Node | None:
    """Return *source* as nodes that know their place; raise ``YAMLError`` for what is no YAML."""
    long = max(map(len, source.split("\n"))) > 10 * _DEEPEST
    if (long or source.count("[") + source.count("{") > 4 * _DEEPEST) and _is_deep(source):
        raise yaml.YAMLError
    node: yaml.Node | None = yaml.compose(source, _LOADER)
    return node


def _is_deep(source: str) -> bool:
    depth = 0
    for event in yaml.parse(source, _LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            return True
    return False


class Named(NamedTuple):
    """A name of a list, and its line in the page."""

    name: str
    line: int


@dataclass
class HeaderMapping:
    """A YAML mapping that is read key by key, each slip reported with its line."""

    values: dict[str, yaml.Node]
    lines: dict[str, int]
    line: int
    report: Report
    name: str = ""

    def __post_init__(self) -> None:
        self.asked: list[str] = []

    @classmethod
    def read(cls, source: str, report: Report) -> HeaderMapping | None:
        """Read *source*, the text between the fences: its first line is line 2 of the page."""
        try:
            node = compose(source)
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
    def of(cls, node: yaml.MappingNode, report: Report, name: str = "") -> HeaderMapping:
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

    def wrong(self, key: str, node: yaml.Node, expected: str, *, hint: str | None = None) -> None:
        there = f"« {node.value} »" if isinstance(node, yaml.ScalarNode) and node.value else ""
        what = there or _SHOWN_TYPES.get(node.tag.rpartition(":")[2], "autre chose")
        self.report.broken(
            HEADER_VALUE_TYPED, _line(node), f"« {key} » attend {expected} ; il y a là {what}",
            hint=hint,
        )  # fmt: skip

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

    def names(self, key: str, *, may_be_null: bool = False) -> list[Named] | None:
        """Return the names of a list, in order, each with its line; None for null or no list."""
        node = self.node(key)
        if node is None or (may_be_null and _is(node, "null")):
            return None
        expected = "une liste de noms" + (" ou null" if may_be_null else "")
        if not isinstance(node, yaml.SequenceNode):
            self.wrong(key, node, expected)
            return None
        found: list[Named] = []
        for item in node.value:
            if _is(item, "str") and item.value.strip():
                found.append(Named(" ".join(item.value.split()), _line(item)))
            else:
                self.wrong(key, item, expected)
        return found

    def prose(self, key: str, *, required: bool = True) -> Prose | None:
        """Return a text in inline MyST, with the line on which its words begin."""
        node = self.node(key, required=required)
        return None if node is None else self._prose(key, node)

    def proses(self, key: str) -> tuple[Prose, ...]:
        """Return a list of texts in inline MyST; whether it may be empty is for the checks to say."""
        node = self.node(key)
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode):
            self.wrong(key, node, "une liste de textes")
            return ()
        found = (self._prose(key, item) for item in node.value)
        return tuple(prose for prose in found if prose is not None)

    def _prose(self, key: str, node: yaml.Node) -> Prose | None:
        if not isinstance(node, yaml.ScalarNode) or not _is(node, "str") or not node.value.strip():
            taken_apart = isinstance(node, yaml.MappingNode)  # by YAML, at its « : »
            self.wrong(key, node, "un texte", hint=_QUOTE_IT if taken_apart else None)
            return None
        return Prose(" ".join(str(node.value).split()), first_line_of_words(node))

    def uses(self, key: str, *, required: bool = True) -> tuple[Use, ...]:
        """Return what a list names: materials, letters."""
        return self._uses(key, required, lambda _: True, "une liste de noms", None)

    def numbers(self, key: str) -> tuple[Use, ...]:
        """Return the numbers of passages that a list gives, in quotes."""
        return self._uses(
            key, True, lambda text: _PASSAGE.fullmatch(text) is not None,
            "une liste de numéros de passages entre guillemets droits (\"2.14\")",
            "Sans guillemets droits, YAML lirait 2.10 comme 2.1.",
        )  # fmt: skip

    def _uses(
        self,
        key: str,
        required: bool,
        admits: Callable[[str], bool],
        expected: str,
        hint: str | None,
    ) -> tuple[Use, ...]:
        node = self.node(key, required=required)
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode):
            self.wrong(key, node, expected, hint=hint)
            return ()
        found: list[Use] = []
        for item in node.value:
            if _is(item, "str") and item.value.strip() and admits(item.value.strip()):
                found.append(Use(" ".join(item.value.split()), _line(item)))
            else:
                self.wrong(key, item, expected, hint=hint)
        return tuple(found)

    def choice(self, key: str, among: type[E]) -> E | None:
        """Return the one of *among* that a word names, in the very spelling of its list."""
        node = self.node(key)
        if node is None:
            return None
        words = [str(each) for each in among]
        if _is(node, "str") and node.value in words:
            return among(node.value)
        listed = ", ".join(f"« {word} »" for word in words)
        there = node.value if isinstance(node, yaml.ScalarNode) else ""
        self.wrong(
            key, node, f"l’un de {listed}",
            hint=suggest(there, words, otherwise=f"Écrivez l’un de {listed}."),
        )  # fmt: skip
        return None

    def flag(self, key: str) -> bool:
        """Return whether a key says yes; one that is not there says no."""
        node = self.node(key, required=False)
        if node is None:
            return False
        if not _is(node, "bool"):
            self.wrong(key, node, "true ou false")
        return str(node.value).casefold() in {"true", "yes", "on"}

    def minutes(self, key: str, *, may_be_null: bool) -> int | None:
        """Return a number of minutes; null stands for a listening whose length is not published."""
        node = self.node(key)
        value = None if node is None else _whole(node)
        if node is not None and not value and not (may_be_null and _is(node, "null")):
            self.wrong(
                key, node, "un nombre entier de minutes, à partir de 1"
                + (" (ou null : durée non publiée)" if may_be_null else ""),
            )  # fmt: skip
        return value or None

    def record(
        self, key: str, read: Callable[[HeaderMapping], T], *, required: bool = True
    ) -> T | None:
        node = self.node(key, required=required)
        if isinstance(node, yaml.MappingNode):
            inside = {str(getattr(name, "value", "?")): _line(name) for name, _ in node.value}
            self.lines |= {f"{key}.{name}": line for name, line in inside.items()}
        return None if node is None else self._record(key, node, read)

    def _record(self, key: str, node: yaml.Node, read: Callable[[HeaderMapping], T]) -> T | None:
        if not isinstance(node, yaml.MappingNode):
            self.wrong(key, node, "des clés et des valeurs")
            return None
        mapping = HeaderMapping.of(node, self.report, key)
        record = read(mapping)
        mapping.refuse_the_rest()
        return record

    def records(self, key: str, read: Callable[[HeaderMapping], T]) -> Iterator[T]:
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
        mapping = HeaderMapping.of(node, self.report, "silence")
        self.lines.update({f"silence.{code}": line for code, line in mapping.lines.items()})
        return {code: mapping.text(code) for code in mapping.values}


_QUOTE_IT = "Un texte qui contient « : » se met entre guillemets droits, ou sous « >- »."


def first_line_of_words(node: yaml.ScalarNode) -> int:
    """Line of the page on which the words of a text begin: under « >- », the line below it."""
    return _line(node) + (node.style in {">", "|"})


def _line(node: yaml.Node) -> int:
    """Line of *node* in the page: YAML counts from 0, after the opening fence."""
    return int(node.start_mark.line) + 2


def _whole(node: yaml.Node) -> int | None:
    """Return the number that *node* writes in a few figures, if it does."""
    text = str(node.value)
    return int(text) if _is(node, "int") and text.isdecimal() and len(text) < 10 else None


def _is(node: yaml.Node, kind: str) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == f"tag:yaml.org,2002:{kind}"
