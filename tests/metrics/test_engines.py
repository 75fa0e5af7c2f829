"""The same SQL gives the same rows on SQLite and DuckDB, so the tables are equal to the last digit."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from telemetry.metrics import METRICS
from telemetry.metrics.compute import SPREAD_SQL, compute, raw
from telemetry.metrics.metric import Metric, Query, Row
from tests.metrics.conftest import Played
from tests.metrics.made import TABLES

duckdb = pytest.importorskip("duckdb")

_TYPES = {"INTEGER": "BIGINT", "REAL": "DOUBLE", "TEXT": "VARCHAR"}


def copied(db: sqlite3.Connection) -> Query:
    """The tables of a warehouse in a DuckDB of its own; rows in an order of their own too."""
    duck = duckdb.connect()
    for table in TABLES:
        info = db.execute(f"PRAGMA table_info({table})").fetchall()
        duck.execute(f"CREATE TABLE {table} ({', '.join(f'{row[1]} {_TYPES[row[2]]}' for row in info)})")
        rows = db.execute(f"SELECT {', '.join(row[1] for row in info)} FROM {table}").fetchall()
        random.Random(1).shuffle(rows)
        for start in range(0, len(rows), 5000):
            values = ", ".join(_literal(row) for row in rows[start : start + 5000])
            duck.execute(f"INSERT INTO {table} VALUES {values}")

    def query(sql: str) -> Sequence[Row]:
        rows: list[Row] = duck.execute(sql).fetchall()
        return rows

    return query


def _literal(row: Sequence[Any]) -> str:
    return f"({', '.join('NULL' if cell is None else repr(cell) for cell in row)})"


@pytest.fixture(scope="module")
def engines(played_year: Played) -> Iterator[tuple[Query, Query]]:
    yield played_year.warehouse.query, copied(played_year.warehouse.db)


@pytest.mark.parametrize("one", METRICS, ids=lambda one: one.id)
def test_every_metric_has_the_same_rows(one: Metric, engines: tuple[Query, Query]) -> None:
    here, there = (raw(query, one) for query in engines)

    assert here == there
    assert [[type(cell) for cell in row] for row in here] == [[type(cell) for cell in row] for row in there]
    assert here


def test_the_days_behind_all_intervals_are_the_same(engines: tuple[Query, Query]) -> None:
    here, there = (sorted(tuple(row) for row in query(SPREAD_SQL)) for query in engines)

    assert here == there
    assert {"engaged", "dwell", "start/heat", "done/heat"} <= {row[0] for row in here}


def test_all_tables_are_equal_with_their_intervals(engines: tuple[Query, Query]) -> None:
    assert compute(engines[0]) == compute(engines[1])


def test_only_what_is_asked_for_is_computed_and_asked_once(engines: tuple[Query, Query]) -> None:
    asked: list[str] = []

    def listening(sql: str) -> Sequence[Row]:
        asked.append(sql)
        return engines[0](sql)

    both = compute(listening, only=("dwell", "stay_curve"))

    assert ["dwell", "stay_curve"] == list(both)
    assert len(asked) == len(set(asked)) == 2
    assert both["dwell"] == compute(engines[0])["dwell"]
    with pytest.raises(KeyError):
        compute(listening, only=("visitors",))
