"""The warehouse's tables in PostgreSQL: same names, visits partitioned by month, dictionaries by name.

Rows about a visit other than the visit itself carry its bucket once more, as `in_bucket`: what they are
partitioned by. A coarser bucket (quarter, half, year) has partitions of its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from telemetry.dictionary import TOPICS
from telemetry.fleet.tables import BINS, Column, Shape
from telemetry.schema import STORE_NUMBER

if TYPE_CHECKING:
    import psycopg

_WIDE = {"visit", "book", "stations", "value"}
FACT = "visit_fact"


class ServerError(Exception):
    """The server cannot be used as it is, and why, in one line."""


def bucket_of(shape: Shape) -> str:
    """The column by which a table about visits is partitioned."""
    return "bucket" if shape.name == FACT else "in_bucket"


def ensure(db: psycopg.Connection, schema: str, shapes: Iterable[Shape], store: sqlite3.Connection) -> None:
    """Make what is not there. store: has bins as `src`. ServerError if another version made the tables."""
    with db.transaction():
        db.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
        db.execute(f"SET search_path TO {schema}")
        db.execute("CREATE TABLE IF NOT EXISTS meta (k text PRIMARY KEY, v bigint NOT NULL)")
        found = db.execute("SELECT v FROM meta WHERE k = 'schema'").fetchone()
        if found is not None and found[0] != STORE_NUMBER:
            raise ServerError(
                f"the tables in schema '{schema}' are of version {found[0]}, this is {STORE_NUMBER};"
                " --schema with a new name makes new ones"
            )
        if found is None:
            for statement in _tables(list(shapes)):
                db.execute(statement)
            for table in BINS:
                with db.cursor().copy(f"COPY {table} FROM STDIN") as copy:
                    for row in store.execute(f"SELECT id, from_ms, to_ms FROM src.{table}"):
                        copy.write_row(row)
            db.execute("INSERT INTO meta VALUES ('schema', %s)", (STORE_NUMBER,))


def _tables(shapes: list[Shape]) -> Iterator[str]:
    for topic in TOPICS:
        yield f"CREATE TABLE {topic} (id integer PRIMARY KEY, name text NOT NULL UNIQUE)"
    for table in BINS:
        yield f"CREATE TABLE {table} (id integer PRIMARY KEY, from_ms integer NOT NULL, to_ms integer)"
    yield """CREATE TABLE source (fingerprint text PRIMARY KEY, terminal integer NOT NULL,
             book bigint NOT NULL, first_day integer,
             last_day integer, visits bigint NOT NULL, note text NOT NULL)"""
    yield "CREATE TABLE unsettled (bucket integer PRIMARY KEY)"
    for shape in shapes:
        columns = ", ".join(f"{c.name} {_type(c)}{' NOT NULL' if c.required else ''}" for c in shape.columns)
        if shape.sort == "count":
            yield f"CREATE TABLE {shape.name} ({columns}, PRIMARY KEY ({', '.join(shape.key)}))"
            continue
        by = bucket_of(shape)
        extra = "" if shape.name == FACT else f", {by} integer NOT NULL"
        key = ", ".join([*shape.key, by])
        yield f"CREATE TABLE {shape.name} ({columns}{extra}, PRIMARY KEY ({key})) PARTITION BY RANGE ({by})"
    for shape in shapes:
        yield _view(shape)


def _type(column: Column) -> str:
    if column.real:
        return "double precision"
    return "bigint" if column.name in _WIDE else "integer"


def _view(shape: Shape) -> str:
    """`<table>_readable`: names instead of numbers, bins in seconds."""
    columns, joins = [], []
    for number, column in enumerate(shape.columns):
        other = f"n{number}"
        if column.topic:
            columns.append(f"{other}.name AS {column.name}")
            joins.append(f"LEFT JOIN {column.topic} {other} ON {other}.id = t.{column.name}")
        elif column.name in (*BINS, "ttfi_bin"):
            name, table = (
                column.name.removesuffix("_bin"),
                "gap_bin" if column.name == "gap_bin" else "dwell_bin",
            )
            columns += [f"{other}.{end}_ms / 1000.0 AS {name}_{end}_s" for end in ("from", "to")]
            joins.append(f"LEFT JOIN {table} {other} ON {other}.id = t.{column.name}")
        else:
            columns.append(f"t.{column.name}")
    select = f"SELECT {', '.join(columns)} FROM {shape.name} t {' '.join(joins)}"
    return f"CREATE VIEW {shape.name}_readable AS {select}"


def partition(db: psycopg.Connection, shapes: Iterable[Shape], buckets: Iterable[int]) -> set[int]:
    """Make the partitions of these buckets that are not there; which these were."""
    made = set()
    with db.transaction():
        for bucket in buckets:
            if db.execute("SELECT to_regclass(%s)", (f"{FACT}_{bucket}",)).fetchone() == (None,):
                made.add(bucket)
                for shape in shapes:
                    if shape.sort == "visit":
                        db.execute(
                            f"CREATE TABLE {shape.name}_{bucket} PARTITION OF {shape.name}"
                            f" FOR VALUES FROM ({bucket}) TO ({bucket + 1})"
                        )
    return made


def settle(db: psycopg.Connection) -> None:
    """Write partitions anew to which visits were added, by their random numbers, each at one stroke: neither
    places nor transaction numbers then tell which visits came in the same night."""
    if db.execute("SELECT to_regclass('unsettled')").fetchone() == (None,):
        return
    tables = db.execute(
        "SELECT relname FROM pg_class WHERE relkind = 'p' AND relnamespace = current_schema()::regnamespace"
    ).fetchall()
    for (bucket,) in db.execute("SELECT bucket FROM unsettled ORDER BY bucket").fetchall():
        with db.transaction():
            for (table,) in tables:
                part = f"{table}_{bucket}"
                db.execute(
                    f"""WITH gone AS (DELETE FROM {part} RETURNING *)
                        INSERT INTO {part} SELECT * FROM gone ORDER BY visit"""
                )
            db.execute("DELETE FROM unsettled WHERE bucket = %s", (bucket,))
