"""One file of the content: its data, and where everything in it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kiosk.content.diagnostics import Problem, severity_of
from kiosk.content.walk import Path

Data = None | bool | int | float | str | list["Data"] | dict[str, "Data"]
"""What a YAML file can hold."""


class Mark(NamedTuple):
    """A place in a file; line and column count from 1."""

    line: int
    column: int
    quoted: bool = False


@dataclass(frozen=True)
class Document:
    """One file: its data, where every key and value of it stands, and its lines."""

    name: str
    data: Data
    keys: Mapping[Path, Mark]
    values: Mapping[Path, Mark]
    lines: tuple[str, ...]
    warnings: tuple[Problem, ...] = ()

    def place(self, path: Path, *, key: bool = False) -> Mark:
        """Where `path` stands; parts the file does not have (union tags, a missing key) are left out."""
        known: Path = ()
        for part in path:
            if (*known, part) in self.values:
                known = (*known, part)
        marks = self.keys if key else self.values
        return marks.get(known, self.values.get(known, Mark(1, 1)))

    def problem(self, path: Path, code: str, message: str, remedy: str = "", *,
                key: bool = False, column: int = 1) -> Problem:  # fmt: skip
        """A finding at `path`; `column` counts from 1 inside a formula or text standing there."""
        mark = self.place(path, key=key)
        shift = column - 1 + (1 if mark.quoted and column > 1 else 0)
        line = self.lines[mark.line - 1] if mark.line <= len(self.lines) else ""
        at = mark.column + shift if mark.column + shift <= len(line) + 1 else mark.column
        return Problem(self.name, mark.line, at, code, severity_of(code), message, remedy, line)
