"""``silences.yml``: what built books may break; a page of the book says so in its own header."""

from __future__ import annotations

from typing import NamedTuple

import yaml

from tools.markup.report import Report
from tools.rules import SILENCES_READABLE

SILENCES_FILE = "silences.yml"

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class OutputSilence(NamedTuple):
    """A rule that a built file may break, why, and the line that says so."""

    path: str
    """As diagnostics name it: ``_build/html/search.html``."""
    code: str
    reason: str
    line: int


def read_silences(text: str, report: Report) -> list[OutputSilence]:
    """Read the file: under the path of each built file, codes and reasons.

    ::

        _build/html/search.html:
          HTM404: Le titre d’aide vient de l’outil de recherche.
    """
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        report.broken(SILENCES_READABLE, line, "ce n’est plus du YAML ici")
        return []
    except (yaml.YAMLError, ValueError, RecursionError):
        report.broken(SILENCES_READABLE, 1, "le fichier n’est pas du YAML")
        return []
    found = []
    for key, codes in _pairs(root, "un chemin, puis ses codes", report):
        for code, reason in _pairs(codes, f"« {key.value} » attend des codes", report):
            is_text = isinstance(reason, yaml.ScalarNode)
            words = str(reason.value).strip() if is_text else ""
            line = code.start_mark.line + 1
            found.append(OutputSilence(str(key.value), str(code.value), words, line))
    return found


def _pairs(
    node: yaml.Node | None, expected: str, report: Report
) -> list[tuple[yaml.Node, yaml.Node]]:
    """Return the keys and values of a mapping; report whatever is not one."""
    if node is None:
        return []
    if not isinstance(node, yaml.MappingNode):
        told = f"{expected} ; il y a là « {str(node.value)[:40]} »"
        report.broken(SILENCES_READABLE, node.start_mark.line + 1, told)
        return []
    return [(key, value) for key, value in node.value if isinstance(key, yaml.ScalarNode)]
