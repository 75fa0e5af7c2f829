"""One store, or a merged file, joined into a warehouse.

The join is one of semilattices: rows about a visit are united by key, and where two copies of a row differ
(one was made coarser since) the coarser wins; counters of one book only ever grow, so of two copies the
larger counts. So the order does not matter, nor how often a store comes, nor how old a copy of it is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from telemetry.dictionary import TOPICS, Topic
from telemetry.fleet.source import Source, SourceError
from telemetry.fleet.tables import BINS, MOST_BITS, STATIONS, Column, Shape, created, shapes


def prepare(db: sqlite3.Connection) -> None:
    """Make the tables of an empty warehouse like those of the store attached as `src`."""
    for topic in TOPICS:
        db.execute(f"CREATE TABLE {topic} (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT")
    for table in BINS:
        db.execute(
            f"CREATE TABLE {table} (id INTEGER PRIMARY KEY, from_ms INTEGER NOT NULL, to_ms INTEGER) STRICT"
        )
        db.execute(f"INSERT INTO {table} SELECT id, from_ms, to_ms FROM src.{table}")
    for shape in shapes(db, "src"):
        db.execute(created(shape))
    db.execute(
        """CREATE TABLE source (path TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, terminal INTEGER NOT NULL,
           book INTEGER NOT NULL, first_day INTEGER, last_day INTEGER, visits INTEGER NOT NULL,
           note TEXT NOT NULL) STRICT, WITHOUT ROWID"""
    )


@contextmanager
def attached(db: sqlite3.Connection, copy: Path) -> Iterator[None]:
    """The copy of a source as `src`. Not to be used inside a transaction."""
    db.execute("ATTACH ? AS src", (f"{copy.as_uri()}?mode=ro",))
    try:
        yield
    finally:
        db.execute("DETACH src")


def join(db: sqlite3.Connection, source: Source, *, paths_too: bool) -> int:
    """Join what is attached as `src`; how many rows were new or changed. Needs an open transaction.

    SourceError when the file contradicts itself: it points to names it does not have.
    """
    for table in BINS:
        if db.execute(f"SELECT * FROM src.{table} EXCEPT SELECT * FROM main.{table}").fetchone():
            raise SourceError(
                source.path, f"has other bins of time ({table})", "merge it into a file of its own"
            )
    same = {topic for topic in TOPICS if _learn(db, topic)}
    fresh = 0
    for shape in shapes(db):
        if shape.name != "path" or paths_too:
            _check(db, source, shape)
            fresh += db.execute(_statement(db, shape, source, same)).rowcount
            if shape.sort == "count" and "bucket" in shape.key:
                _uncover(db, shape.name)
    return fresh


def _learn(db: sqlite3.Connection, topic: str) -> bool:
    """Learn the names of `src` and note which number is which; whether they are the same numbers."""
    db.execute(
        f"""INSERT INTO main.{topic} (name) SELECT name FROM src.{topic} WHERE true ORDER BY id
            ON CONFLICT DO NOTHING"""
    )
    db.execute(f"CREATE TEMP TABLE IF NOT EXISTS map_{topic} (old INTEGER PRIMARY KEY, new INTEGER NOT NULL)")
    db.execute(f"DELETE FROM map_{topic}")
    db.execute(
        f"INSERT INTO map_{topic} SELECT s.id, m.id FROM src.{topic} s JOIN main.{topic} m ON m.name = s.name"
    )
    return db.execute(f"SELECT 1 FROM map_{topic} WHERE old <> new LIMIT 1").fetchone() is None


def _check(db: sqlite3.Connection, source: Source, shape: Shape) -> None:
    """Whether every number of a name has one. 0 stands for none."""
    doubts = [
        f"({c.name} <> 0 AND {c.name} NOT IN (SELECT id FROM src.{c.topic}))"
        for c in shape.columns
        if c.topic
    ]
    if (
        doubts
        and db.execute(f"SELECT 1 FROM src.{shape.name} WHERE {' OR '.join(doubts)} LIMIT 1").fetchone()
    ):
        what = f"is damaged ({shape.name} points to names that are not there)"
        raise SourceError(source.path, what, "copy it again, or take the backup")


def _statement(db: sqlite3.Connection, shape: Shape, source: Source, same: set[Topic]) -> str:
    there = {name for (name,) in db.execute("SELECT name FROM pragma_table_info(?, 'src')", (shape.name,))}
    given = {"terminal": str(source.terminal), "book": str(source.book)}
    select = ", ".join(
        f"s.{c.name}" if c.name in there and c.topic in same | {None} and not _is_remapped(c, same)
        else _value(c, there, given)
        for c in shape.columns
    )  # fmt: skip
    where = "true"
    if shape.name == "path":  # never changes, and is long: whole visits that are not there yet
        where = """NOT EXISTS (SELECT 1 FROM main.path p WHERE p.terminal = s.terminal AND p.visit = s.visit
                   AND p.seq = s.seq)"""
    text = f"INSERT INTO main.{shape.name} ({', '.join(shape.names)}) SELECT {select} FROM src.{shape.name} s"
    return f"{text} WHERE {where} ON CONFLICT ({', '.join(shape.key)}) {resolved(shape, 'excluded')}"


def _is_remapped(column: Column, same: set[Topic]) -> bool:
    return column.name == STATIONS and "station" not in same


def _value(column: Column, there: set[str], given: dict[str, str]) -> str:
    """A column of `src` with the numbers of the warehouse."""
    if column.name not in there:
        return given[column.name]
    if column.name == STATIONS:
        bits = f"""SELECT sum(1 << (new - 1)) FROM map_station
                   WHERE old <= {MOST_BITS} AND new <= {MOST_BITS} AND (s.{STATIONS} >> (old - 1)) & 1"""
        return f"coalesce(({bits}), 0)"
    number = f"(SELECT new FROM map_{column.topic} WHERE old = s.{column.name})"
    return f"CASE WHEN s.{column.name} = 0 THEN 0 ELSE {number} END"


def resolved(shape: Shape, new: str) -> str:
    """What is done with a row that is there already: each column the larger, or the smaller."""

    def best(column: str) -> str:
        old = f"{shape.name}.{column}"
        return f"coalesce({shape.join(column)}({old}, {new}.{column}), {old}, {new}.{column})"

    if not shape.values or shape.name == "path":
        return "DO NOTHING"
    sets = ", ".join(f"{column} = {best(column)}" for column in shape.values)
    differs = " OR ".join(f"{shape.name}.{column} IS NOT {best(column)}" for column in shape.values)
    return f"DO UPDATE SET {sets} WHERE {differs}"


def _uncover(db: sqlite3.Connection, table: str) -> None:
    """Drop what an older copy counts by month and a later one of the same book by quarter, half or year."""
    books: dict[tuple[int, int], list[int]] = {}
    for terminal, book, bucket in db.execute(f"SELECT DISTINCT terminal, book, bucket FROM main.{table}"):
        books.setdefault((terminal, book), []).append(bucket)
    db.executemany(
        f"DELETE FROM main.{table} WHERE terminal = ? AND book = ? AND bucket = ?",
        [
            (*key, fine)
            for key, buckets in books.items()
            for fine in buckets
            if any(coarse != fine and covers(coarse, fine) for coarse in buckets)
        ],
    )


def months(bucket: int) -> range:
    """The months 1..12 of a bucket: yyyymm, yyyy21..24 quarters, yyyy31..32 halves, yyyy40 the year."""
    code = bucket % 100
    size, first = {2: (3, 21), 3: (6, 31), 4: (12, 40)}.get(code // 10, (1, 1))
    start = (code - first) * size + 1
    return range(start, start + size)


def covers(coarse: int, fine: int) -> bool:
    """Whether a bucket holds all of another one."""
    outer, inner = months(coarse), months(fine)
    return coarse // 100 == fine // 100 and outer.start <= inner.start and inner.stop <= outer.stop
