"""A warehouse for the tests: the tables every engine has, filled by hand or from one store."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from telemetry.dictionary import TOPICS
from telemetry.metrics.metric import Query, Row
from telemetry.schema import migrate_store

COUNTERS = (
    "hour_count", "day_stat", "touch_cell", "a11y_count", "poll", "guess", "result", "pledge", "health",
    "screen_count", "outcome",
)  # fmt: skip
"""What carries `terminal, book` in front in a warehouse."""
VISIT_TABLES = ("visit_fact", "visit_station", "survey", "response")
BINS = ("dwell_bin", "gap_bin")
TABLES = (*TOPICS, *BINS, *VISIT_TABLES, *COUNTERS)


def empty(path: Path | str = ":memory:") -> sqlite3.Connection:
    """A warehouse without anybody in it."""
    db = sqlite3.connect(path, isolation_level=None)
    migrate_store(db)
    for name in COUNTERS:
        columns = [(row[1], row[2]) for row in db.execute(f"PRAGMA table_info({name})")]
        own = [f"{column} {sort} NOT NULL" for column, sort in columns if column != "terminal"]
        db.execute(f"DROP TABLE {name}")
        db.execute(
            f"CREATE TABLE {name} (terminal INTEGER NOT NULL, book INTEGER NOT NULL, {', '.join(own)})"
        )
    return db


def warehouse(store: Path, terminal: int = 7) -> sqlite3.Connection:
    """One closed store as a warehouse."""
    db = empty()
    db.execute("ATTACH ? AS s", (str(store),))
    for name in (*TOPICS, *BINS, *VISIT_TABLES):
        db.execute(f"DELETE FROM {name}")
        db.execute(f"INSERT INTO {name} SELECT * FROM s.{name}")
    for name in COUNTERS:
        own = ", ".join(row[1] for row in db.execute(f"PRAGMA s.table_info({name})") if row[1] != "terminal")
        db.execute(f"INSERT INTO {name} SELECT {terminal}, 1, {own} FROM s.{name}")
    return db


def name(db: sqlite3.Connection, topic: str, *names: str) -> list[int]:
    """The numbers of these names, which are entered where they are new."""
    for one in names:
        db.execute(f"INSERT OR IGNORE INTO {topic} (name) VALUES (?)", (one,))
    return [db.execute(f"SELECT id FROM {topic} WHERE name = ?", (one,)).fetchone()[0] for one in names]


def fill(db: sqlite3.Connection, table: str, rows: Iterable[Sequence[Any]]) -> None:
    """Add rows to a table, as wide as it is."""
    wide = len(db.execute(f"PRAGMA table_info({table})").fetchall())
    db.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * wide)})", rows)


def fact(visit: int, **other: int | None) -> tuple[int | None, ...]:
    """A row of `visit_fact` of somebody who did nothing, but for what is said."""
    row: dict[str, int | None] = {
        "terminal": 1, "visit": visit, "bucket": 202705, "lang": 1, "build": 1, "reason": 3, "quality": 0,
        "dwell_bin": 10, "ttfi_bin": None, "events_bin": 3, "stations": 0, "funnel": 0, "exit_screen": 1,
        "tasks": 0, "solved": 0, "taps": 5, "dead": 1, "rage": 0,
    }  # fmt: skip
    assert other.keys() <= row.keys()
    return tuple((row | other).values())


def asks(db: sqlite3.Connection) -> Query:
    """The engine of a warehouse in SQLite."""

    def query(sql: str) -> Sequence[Row]:
        return db.execute(sql).fetchall()

    return query


def found(db: sqlite3.Connection, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """What a query finds."""
    with closing(db.execute(sql, values)) as rows:
        return rows.fetchall()
