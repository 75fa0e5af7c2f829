"""What a report is about: where its numbers come from, and what was left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from telemetry.metrics.metric import Column, Table, Text
from telemetry.privacy.suppression import LEAST, protect


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read. days: yyyymmdd, None without any. note: what is odd in it, in English."""

    path: Path
    terminal: int
    first_day: int | None
    last_day: int | None
    visits: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """title: instead of the usual one. exhibition: its id. version: of the software that wrote the report.
    made: the day it was written, yyyymmdd. refused: one English line for each file left out."""

    sources: tuple[Source, ...]
    refused: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    exhibition: str = ""
    title: str = ""
    version: str = ""
    made: int | None = None

    @property
    def period(self) -> tuple[int, int] | None:
        """First and last day with visits."""
        first = [s.first_day for s in self.sources if s.first_day]
        last = [s.last_day for s in self.sources if s.last_day]
        return (min(first), max(last)) if first and last else None

    @property
    def terminals(self) -> int:
        return len({source.terminal for source in self.sources if source.visits})


def visits_of(sources: Sequence[Source]) -> tuple[int | None, ...]:
    """Visits of each source, None where they must not be shown."""
    blank = Text("", "")
    columns = (Column("file", blank, blank, "key"), Column("visits", blank, blank, "count"))
    table = Table(columns, tuple((str(n), source.visits) for n, source in enumerate(sources)))
    shown = protect(table, LEAST)
    return tuple(cell if isinstance(cell := row[1], int) else None for row in shown.rows)
