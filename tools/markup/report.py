"""Where readers put the faults they meet, so that they can go on reading."""

from __future__ import annotations

from dataclasses import dataclass, field

from tools.diagnostics import Diagnostic, Location, Rule


@dataclass(slots=True)
class Report:
    """The faults of one file, in the order they were met."""

    path: str
    found: list[Diagnostic] = field(default_factory=list)

    def broken(
        self,
        rule: Rule,
        line: int | None,
        message: str,
        *,
        column: int | None = None,
        hint: str | None = None,
    ) -> None:
        """Note that *rule* does not hold at *line*; keep the rule's own hint unless one is given."""
        self.found.append(rule.broken(Location(self.path, line, column), message, hint=hint))
