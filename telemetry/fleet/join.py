"""One store, or a merged file, joined into a warehouse.

The join is one of semilattices: rows about a visit are united by key, and where two copies of a row differ
(one was made coarser since) the coarser wins; counters of one book only ever grow, so of two copies the
larger counts. So the order does not matter, nor how often a store comes, nor how old a copy of it is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
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
            if shape.name != "path":  # no number is made from it
                _check(db, source, shape)
            fresh += db.execute(_statement(db, shape, source, same)).rowcount
            if shape.sort == "count" and "bucket" in shape.key:
                uncover(db, shape.name)
    return fresh


def _learn(db: sqlite3.Connection, topic: str) -> bool:
    """Learn the names of `src` and note which number is which; whether they are the same numbers."""
    db.execute(
        f"""INSERT INTO main.{topic} (name) SELECT name FROM src.{topic} WHERE true ORDER BY id
            ON CONFLICT DO NOTHING"""
    )
    return mapped(db, topic, db.execute(f"SELECT id, name FROM main.{topic}"))


def mapped(db: sqlite3.Connection, topic: str, names: Iterable[tuple[int, str]]) -> bool:
    """Note in `map_<topic>` which number of `src` is which of `names`; whether all are the same."""
    number = {name: id_ for id_, name in names}
    pairs = [(old, number[name]) for old, name in db.execute(f"SELECT id, name FROM src.{topic}")]
    db.execute(f"CREATE TEMP TABLE IF NOT EXISTS map_{topic} (old INTEGER PRIMARY KEY, new INTEGER NOT NULL)")
    db.execute(f"DELETE FROM map_{topic}")
    db.executemany(f"INSERT INTO map_{topic} VALUES (?, ?)", pairs)
    return all(old == new for old, new in pairs)


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
    select = ", ".join(expressions(db, shape, source, same))
    into = f"INSERT INTO main.{shape.name} ({', '.join(shape.names)}) SELECT {select}"
    if shape.name == "path":
        return f"{into} {_missing_paths(db)}"
    return f"{into} FROM src.{shape.name} s WHERE true ON CONFLICT ({', '.join(shape.key)}) {resolved(shape)}"


def _missing_paths(db: sqlite3.Connection) -> str:
    """Paths never change and are long: only those of visits that have none yet are read at all."""
    known = "EXISTS (SELECT 1 FROM main.path p WHERE p.terminal = v.terminal AND p.visit = v.visit)"
    if db.execute(f"SELECT 1 FROM src.visit_fact v WHERE {known} LIMIT 1").fetchone() is None:
        return "FROM src.path s"
    return f"""FROM src.visit_fact v CROSS JOIN src.path s ON s.terminal = v.terminal AND s.visit = v.visit
               WHERE NOT {known}"""


def expressions(db: sqlite3.Connection, shape: Shape, source: Source, same: set[Topic]) -> list[str]:
    """The columns of a table of `src` (as `s`) with mapped numbers. same: topics that need no map."""
    there = {name for (name,) in db.execute("SELECT name FROM pragma_table_info(?, 'src')", (shape.name,))}
    given = {"terminal": str(source.terminal), "book": str(source.book)}
    return [_value(c, there, given, same) for c in shape.columns]


def _value(column: Column, there: set[str], given: dict[str, str], same: set[Topic]) -> str:
    name = f"s.{column.name}"
    if column.name not in there:
        return given[column.name]
    if column.name == STATIONS and "station" not in same:
        bits = f"""SELECT sum(1 << (new - 1)) FROM map_station
                   WHERE old <= {MOST_BITS} AND new <= {MOST_BITS} AND ({name} >> (old - 1)) & 1"""
        return f"coalesce(({bits}), 0)"
    if column.topic is None or column.topic in same:
        return name
    return f"CASE WHEN {name} = 0 THEN 0 ELSE (SELECT new FROM map_{column.topic} WHERE old = {name}) END"


def resolved(shape: Shape) -> str:
    """What is done with a row that is there already: each column the larger, or the smaller."""

    def best(column: str) -> str:
        old = f"{shape.name}.{column}"
        return f"coalesce({shape.join(column)}({old}, excluded.{column}), {old}, excluded.{column})"

    if not shape.values:
        return "DO NOTHING"
    sets = ", ".join(f"{column} = {best(column)}" for column in shape.values)
    differs = " OR ".join(f"{shape.name}.{column} IS NOT {best(column)}" for column in shape.values)
    return f"DO UPDATE SET {sets} WHERE {differs}"


def uncover(db: sqlite3.Connection, table: str) -> None:
    """Drop what an older copy counts by month and a later one of the same book by quarter, half or year."""
    there = db.execute(f"SELECT DISTINCT terminal, book, bucket FROM main.{table}").fetchall()
    db.executemany(
        f"DELETE FROM main.{table} WHERE terminal = ? AND book = ? AND bucket = ?", sorted(covered(there))
    )


def covered(there: Iterable[tuple[int, int, int]]) -> set[tuple[int, int, int]]:
    """Of (terminal, book, bucket) those whose months the same book has in a coarser bucket as well."""
    books: dict[tuple[int, int], set[int]] = {}
    for terminal, book, bucket in there:
        books.setdefault((terminal, book), set()).add(bucket)
    return {
        (*key, fine)
        for key, buckets in books.items()
        for fine in buckets
        if any(coarse != fine and covers(coarse, fine) for coarse in buckets)
    }


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
