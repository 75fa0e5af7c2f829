"""What a metric is: one named definition that is code and text at once.

From it come its SQL, its page in the docs, the heads of its columns and what they say when pointed at.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

Language = Literal["de", "en"]
Cell = int | str | None
Row = tuple[Cell, ...]
"""A row as the SQL gives it: integers and names, nothing that an engine may round."""

Query = Callable[[str], Sequence[Row]]
"""Runs one statement on an engine (SQLite, PostgreSQL, DuckDB) and gives all rows."""


class Text(NamedTuple):
    """A sentence in both languages of the report."""

    de: str
    en: str

    def in_(self, language: Language) -> str:
        return self.de if language == "de" else self.en


class Estimate(NamedTuple):
    """A number with its interval. low, high: None where none is stated; n: what it rests on.

    unit: 'share' (0..1), 's', 'n', 'kg', 'score', 'ratio', 'percent points'.
    """

    value: float | None
    low: float | None
    high: float | None
    n: int
    unit: str = "share"

    @property
    def small(self) -> bool:
        """Whether so few stand behind it that a reader must be told."""
        return self.n < SMALL


SMALL = 30
"""Fewer than these and every number says that its sample is small."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the table a metric becomes. role: 'key' names the row, 'count' is a frequency that may be
    hidden when it is small, 'estimate' holds an `Estimate`, 'plain' anything else."""

    name: str
    head: Text
    tip: Text
    role: Literal["key", "count", "estimate", "plain"] = "plain"


@dataclass(frozen=True, slots=True)
class Table:
    """What a metric says of some data: rows under its columns, in the order to be read."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell | float | Estimate, ...], ...]


@dataclass(frozen=True, slots=True)
class Metric:
    """One definition.

    id: name for files, columns and anchors, e.g. 'scenario_completion'.
    sql: one SELECT in the dialect SQLite, PostgreSQL and DuckDB share; it gives integers and names, ordered.
    raw: names of its columns. derive: from these rows to the table with estimates.
    least: a count below it is hidden outside (5, for answers of a survey 10).
    """

    id: str
    title: Text
    question: Text
    formula: Text
    unit: Text
    excludes: Text
    uncertainty: Text
    sql: str
    raw: tuple[str, ...]
    columns: tuple[Column, ...]
    derive: Callable[[Sequence[Row], Context], Table]
    least: int = 5


@dataclass(frozen=True, slots=True)
class Context:
    """What a derivation may know besides its rows.

    spread: design effect of a share or mean: how many times larger its variance is because visits of one day
    resemble each other; by name of a statistic of `day_stat`, '' for those without one of their own.
    titles: readable names of ids (scenarios, screens, targets), by id; an id without one stands for itself.
    """

    spread: dict[str, float]
    titles: dict[str, Text]
