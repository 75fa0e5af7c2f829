"""The tables of a warehouse: those of a store, with terminal and book in front of what only counts.

Read off a store of the present schema, so that a column added there is merged, forwarded and laid down here.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Literal

from telemetry.dictionary import TOPICS, Topic

BINS = ("dwell_bin", "gap_bin")
_INNER = {"meta", "source", "crowd_today", "crowd_visits", "laid"}
"""What a terminal keeps for itself."""

_TOPIC_OF: dict[str, Topic] = {
    "lang": "language",
    "exit_screen": "screen",
    **{topic: topic for topic in TOPICS},
}
"""Columns that hold the number of a name."""

STATIONS = "stations"
"""The one column that holds a set of them: bit `station - 1`, the first 62."""
MOST_BITS = 62


@dataclass(frozen=True, slots=True)
class Column:
    """A column. key: part of the primary key. real: a number with a fraction. topic: names it points to."""

    name: str
    real: bool
    required: bool
    key: bool
    topic: Topic | None


@dataclass(frozen=True, slots=True)
class Shape:
    """A table of the warehouse. sort: 'visit' has rows about single visits, 'count' sums of one book."""

    name: str
    columns: tuple[Column, ...]
    sort: Literal["visit", "count"]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns if column.key)

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns if not column.key)

    def join(self, column: str) -> str:
        """How two copies of a row become one: 'max' or 'min'. A coarsened one has the larger bucket and the
        smaller (capped) bins; counters only grow."""
        return "min" if self.sort == "visit" and column.endswith("_bin") else "max"


def shapes(db: sqlite3.Connection, schema: str = "main") -> tuple[Shape, ...]:
    """The tables of a warehouse as a store, or a warehouse, has them, in a fixed order."""
    skip = {*_INNER, *BINS, *TOPICS}
    names = [
        name
        for (name,) in db.execute(
            f"SELECT name FROM {schema}.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            " AND name NOT LIKE '\\_%' ESCAPE '\\' ORDER BY name"
        )
        if name not in skip
    ]
    return tuple(_shape(db, schema, name) for name in names)


def _shape(db: sqlite3.Connection, schema: str, table: str) -> Shape:
    rows = db.execute(
        'SELECT name, type, "notnull", pk FROM pragma_table_info(?, ?) ORDER BY cid', (table, schema)
    ).fetchall()
    there = [
        Column(name, kind == "REAL", bool(required), pk > 0, _TOPIC_OF.get(name))
        for name, kind, required, pk in rows
    ]
    is_visit = {"terminal", "visit"} <= {column.name for column in there}
    front = ("terminal", "visit") if is_visit else ("terminal", "book")
    lead = tuple(Column(name, False, True, True, None) for name in front)
    rest = tuple(column for column in there if column.name not in front)
    return Shape(table, lead + rest, "visit" if is_visit else "count")


def created(shape: Shape) -> str:
    """The statement that makes a table in SQLite."""
    columns = ", ".join(
        f"{c.name} {'REAL' if c.real else 'INTEGER'}{' NOT NULL' if c.required else ''}"
        for c in shape.columns
    )
    key = ", ".join(shape.key)
    return f"CREATE TABLE {shape.name} ({columns}, PRIMARY KEY ({key})) STRICT, WITHOUT ROWID"
