"""What a metric is: one named definition that is code and text at once.

From it come its SQL, its page in the docs, the heads of its columns and what they say when pointed at.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Language = Literal["de", "en"]
Cell = int | str | float | None
Row = tuple[Cell, ...]
"""A row as the SQL gives it: integers and names, nothing that an engine may round. The only floats are
numbers handed on as they were stored (guesses, results, answers), never computed by an engine."""

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
    hidden when it is small, 'estimate' holds an `Estimate`, 'plain' anything else.

    words: what the ids of this column mean, where the metric itself knows it (reasons, weekdays).
    """

    name: str
    head: Text
    tip: Text
    role: Literal["key", "count", "estimate", "plain"] = "plain"
    words: dict[str, Text] = field(default_factory=dict)

    def said(self, cell: object, titles: dict[str, Text], language: Language) -> str:
        """A key or plain cell in words: its own, else the title of the id, else the id itself."""
        if cell is None:
            return ""
        word = self.words.get(str(cell)) or titles.get(str(cell))
        return word.in_(language) if word else str(cell)


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
    Their order is the order of rows where the content has one. A cell keeps the id, see `Column.said`.
    units: how many visits (or touches, for 'dead') the effects of `spread` were found in, by the same names.
    """

    spread: dict[str, float] = field(default_factory=dict)
    titles: dict[str, Text] = field(default_factory=dict)
    units: dict[str, int] = field(default_factory=dict)

    def effective(self, n: float, stat: str = "") -> float:
        """How many independent visits tell as much as these `n`: n / deff.

        A group of n among N visits, spread over the same days, shares less of their likeness:
        deff = 1 + (deff_N - 1) n/N (Kish, Survey Sampling, 1965, 5.4 and 8.2; Kish and Frankel 1974).
        """
        known = stat if stat in self.spread else ""
        whole = self.units.get(known, 0)
        part = min(n / whole, 1.0) if whole else 1.0
        return n / (1.0 + (max(self.spread.get(known, 1.0), 1.0) - 1.0) * part)

    def place(self, name: str) -> tuple[int, str]:
        """Where an id stands: as in the content, what is not there after it, by name."""
        order = list(self.titles)
        return (order.index(name) if name in self.titles else len(order), name)
