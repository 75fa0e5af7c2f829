"""What of one store a PostgreSQL lacks, as lines that COPY takes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from telemetry.dictionary import TOPICS, Topic
from telemetry.fleet.ddl import FACT, bucket_of, partition
from telemetry.fleet.join import covered, expressions, mapped
from telemetry.fleet.notes import days, notes
from telemetry.fleet.source import Source
from telemetry.fleet.tables import Column, Shape

if TYPE_CHECKING:
    import psycopg

BATCH = 2000
"""Visits in one transaction."""
_LINES = 5000


class Sender:
    """One store, attached as `src`, and one server, held by nobody else."""

    def __init__(
        self,
        server: psycopg.Connection,
        db: sqlite3.Connection,
        source: Source,
        shapes: Sequence[Shape],
        *,
        paths_too: bool,
    ) -> None:
        self._server = server
        self._db = db
        self._source = source
        self._all = shapes
        self._shapes = [shape for shape in shapes if paths_too or shape.name != "path"]
        self._fact = next(shape for shape in shapes if shape.name == FACT)
        self._same: set[Topic] = set()
        self._were_there = 0

    def learn(self) -> None:
        """Names the server lacks, with its next numbers; and which number here is which there."""
        for topic in TOPICS:
            there: dict[str, int] = dict(self._server.execute(f"SELECT name, id FROM {topic}").fetchall())
            mine = [name for (name,) in self._db.execute(f"SELECT name FROM src.{topic} ORDER BY id")]
            fresh = [name for name in mine if name not in there]
            last = max(there.values(), default=0)
            new = {name: last + place for place, name in enumerate(fresh, start=1)}
            with self._server.transaction(), self._server.cursor() as cursor:
                cursor.executemany(f"INSERT INTO {topic} (name, id) VALUES (%s, %s)", list(new.items()))
            if mapped(self._db, topic, ((id_, name) for name, id_ in {**there, **new}.items())):
                self._same.add(topic)

    def visits(self, own: set[int]) -> Iterator[tuple[int, int]]:
        """Copy the visits that are missing; after each batch how many visits and rows it was.

        own: buckets whose partitions this run made; what is added to others is to be settled later.
        """
        self._ask(self._fact)
        self._list(
            f"""SELECT terminal, visit, bucket FROM src.{FACT} v
                WHERE NOT EXISTS (SELECT 1 FROM temp.there_{FACT} t
                                  WHERE t.terminal = v.terminal AND t.visit = v.visit)"""
        )
        self._were_there = self._db.execute(f"SELECT count(*) FROM temp.there_{FACT}").fetchone()[0]
        visits = [shape for shape in self._shapes if shape.sort == "visit" and shape.name != FACT]
        yield from self._batches([*visits, self._fact], own)

    def paths(self, own: set[int]) -> Iterator[int]:
        """Copy the paths of visits that came without one; after each batch how many rows it was."""
        path = next((shape for shape in self._shapes if shape.name == "path"), None)
        if path is not None and self._were_there:
            self._db.execute("DROP TABLE IF EXISTS temp.bare")
            self._db.execute("CREATE TEMP TABLE bare (terminal INTEGER, visit INTEGER, bucket INTEGER)")
            query = f"""SELECT terminal, visit, bucket FROM {FACT} v WHERE terminal = ANY(%s) AND NOT EXISTS (
                SELECT 1 FROM path p
                WHERE p.terminal = v.terminal AND p.visit = v.visit AND p.in_bucket = v.bucket)"""
            self._fetch("bare", query)
            self._list(
                """SELECT terminal, visit, bucket FROM temp.bare b WHERE EXISTS
                   (SELECT 1 FROM src.path p WHERE p.terminal = b.terminal AND p.visit = b.visit)"""
            )
            for _, rows in self._batches([path], own):
                yield rows

    def _batches(self, shapes: Sequence[Shape], own: set[int]) -> Iterator[tuple[int, int]]:
        """Copy rows of the listed visits, whole visits in one transaction."""
        buckets = [bucket for (bucket,) in self._db.execute("SELECT DISTINCT bucket FROM temp.missing")]
        own |= partition(self._server, self._all, buckets)
        missing = int(self._db.execute("SELECT count(*) FROM temp.missing").fetchone()[0])
        for first in range(1, missing + 1, BATCH):
            last = min(first + BATCH - 1, missing)
            with self._server.transaction(), self._server.cursor() as cursor:
                cursor.executemany(
                    "INSERT INTO unsettled VALUES (%s) ON CONFLICT DO NOTHING",
                    [(bucket,) for bucket in buckets if bucket not in own],
                )
                rows = sum(self._copy(shape, shape.name, self._batch(shape, first, last)) for shape in shapes)
            yield last - first + 1, rows

    def _ask(self, shape: Shape) -> None:
        """Note which rows of its terminals the server has, and what of them may become coarser."""
        names = [*shape.key, *_coarse(shape)]
        typed = ", ".join(f"{name} INTEGER" for name in names)  # untyped, no index of it would be used
        table = f"temp.there_{shape.name}"
        self._db.execute(f"DROP TABLE IF EXISTS {table}")
        self._db.execute(
            f"CREATE TABLE {table} ({typed}, PRIMARY KEY ({', '.join(shape.key)})) WITHOUT ROWID"
        )
        self._fetch(table, f"SELECT {', '.join(names)} FROM {shape.name} WHERE terminal = ANY(%s)")

    def _fetch(self, table: str, query: str) -> None:
        """Put what the server says of the terminals of this store into a table here."""
        terminals = [t for (t,) in self._db.execute(f"SELECT DISTINCT terminal FROM src.{FACT}")]
        with self._server.transaction(), self._server.cursor(name="there") as cursor:
            cursor.execute(query.encode(), (terminals,))
            while rows := cursor.fetchmany(20_000):
                marks = ", ".join("?" * len(rows[0]))
                self._db.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)

    def _list(self, query: str) -> None:
        """Number visits by their random numbers, in `missing`."""
        self._db.execute("DROP TABLE IF EXISTS temp.missing")
        columns = "n INTEGER PRIMARY KEY, terminal INTEGER, visit INTEGER, bucket INTEGER"
        self._db.execute(f"CREATE TEMP TABLE missing ({columns})")
        self._db.execute(f"INSERT INTO missing (terminal, visit, bucket) {query} ORDER BY visit")

    def _batch(self, shape: Shape, first: int, last: int) -> str:
        """The rows of some missing visits."""
        values = self._lines(shape)
        if shape.name != FACT:
            values.append("b.bucket")
        return f"""SELECT {_line(values)} FROM temp.missing b CROSS JOIN src.{shape.name} s
                   ON s.terminal = b.terminal AND s.visit = b.visit WHERE b.n BETWEEN {first} AND {last}"""

    def _lines(self, shape: Shape) -> list[str]:
        exact = expressions(self._db, shape, self._source, self._same)
        return [_text(c, value) for c, value in zip(shape.columns, exact, strict=True)]

    def _copy(self, shape: Shape, table: str, select: str) -> int:
        """Copy lines into a table; how many they were."""
        names = list(shape.names)
        if shape.sort == "visit" and shape.name != FACT and table == shape.name:
            names.append(bucket_of(shape))
        count = 0
        lines = self._db.execute(select)
        with self._server.cursor().copy(f"COPY {table} ({', '.join(names)}) FROM STDIN") as copy:
            while rows := lines.fetchmany(_LINES):
                count += len(rows)
                copy.write("\n".join([line for (line,) in rows]) + "\n")
        return count

    def coarsened(self) -> int:
        """Bring to the server what was made coarser here since; how many visits changed there."""
        changed = 0
        for shape in self._shapes if self._were_there else ():
            if shape.sort == "visit" and shape.name != "path" and _coarse(shape):
                self._ask(shape)
                lines = [line for (line,) in self._db.execute(self._coarser(shape))]
                if lines:
                    self._update(shape, lines)
                changed += len(lines) if shape.name == FACT else 0
        return changed

    def _coarser(self, shape: Shape) -> str:
        """The rows that would change one of the server."""
        exact = dict(zip(shape.names, expressions(self._db, shape, self._source, self._same), strict=True))
        names = (*shape.key, *_coarse(shape))
        mine = ", ".join(f"{exact[name]} AS {name}" for name in names)
        same = " AND ".join(f"t.{name} = m.{name}" for name in shape.key)
        differs = " OR ".join(
            f"coalesce({shape.join(c)}(t.{c}, m.{c}), t.{c}, m.{c}) IS NOT t.{c}" for c in _coarse(shape)
        )
        line = _line(_text(None, f"m.{name}") for name in names)
        return f"""SELECT {line} FROM (SELECT {mine} FROM src.{shape.name} s) m
                   CROSS JOIN temp.there_{shape.name} t ON {same} WHERE {differs}"""

    def _update(self, shape: Shape, lines: list[str]) -> None:
        """Of each column the coarser value; the rows of a visit move with it into the coarser partition."""
        server, coarse = self._server, _coarse(shape)
        columns = ", ".join([*shape.key, *coarse])
        same = " AND ".join(f"t.{name} = c.{name}" for name in shape.key)
        best = {"min": "LEAST", "max": "GREATEST"}
        sets = ", ".join(f"{c} = {best[shape.join(c)]}(t.{c}, c.{c})" for c in coarse)
        with server.transaction():
            table = f"CREATE TEMP TABLE changed ON COMMIT DROP AS SELECT {columns} FROM {shape.name}"
            server.execute(f"{table} WITH NO DATA")
            with server.cursor().copy(f"COPY changed ({columns}) FROM STDIN") as copy:
                copy.write("\n".join(lines) + "\n")
            if shape.name == FACT:
                self._move()
            server.execute(f"UPDATE {shape.name} t SET {sets} FROM changed c WHERE {same}")

    def _move(self) -> None:
        """What belongs to visits that are in `changed` follows them."""
        buckets = [b for (b,) in self._server.execute("SELECT DISTINCT bucket FROM changed").fetchall()]
        partition(self._server, self._all, buckets)
        for shape in self._all:
            if shape.sort == "visit" and shape.name != FACT:
                self._server.execute(
                    f"""UPDATE {shape.name} t SET in_bucket = c.bucket FROM changed c
                        WHERE t.terminal = c.terminal AND t.visit = c.visit AND t.in_bucket < c.bucket"""
                )

    def counters(self, mark: str) -> None:
        """Raise the counters of its books, and note that nothing of the source is missing any more."""
        server = self._server
        with server.transaction():
            for shape in self._shapes:
                if shape.sort == "count":
                    self._raise(shape)
            there = days(self._db, "src")
            visits = self._db.execute(f"SELECT count(*) FROM src.{FACT}").fetchone()[0]
            row: tuple[Any, ...] = (
                mark, self._source.terminal, self._source.book, there[0] if there else None,
                there[-1] if there else None, visits, "; ".join(notes(self._db, "src")),
            )  # fmt: skip
            server.execute(
                "INSERT INTO source VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING", row
            )

    def _raise(self, shape: Shape) -> None:
        server, name = self._server, shape.name
        stage = f"stage_{name}"
        server.execute(f"CREATE TEMP TABLE {stage} ON COMMIT DROP AS SELECT * FROM {name} WITH NO DATA")
        self._copy(shape, stage, f"SELECT {_line(self._lines(shape))} FROM src.{name} s")
        sets = ", ".join(f"{c} = GREATEST({name}.{c}, excluded.{c})" for c in shape.values)
        differs = " OR ".join(f"{name}.{c} < excluded.{c}" for c in shape.values)
        server.execute(
            f"""INSERT INTO {name} SELECT * FROM {stage} ORDER BY {", ".join(shape.key)}
                ON CONFLICT ({", ".join(shape.key)}) DO UPDATE SET {sets} WHERE {differs}"""
        )
        if "bucket" in shape.key:
            books = server.execute(
                f"""SELECT DISTINCT terminal, book, bucket FROM {name}
                    WHERE (terminal, book) IN (SELECT terminal, book FROM {stage})"""
            ).fetchall()
            server.cursor().executemany(
                f"DELETE FROM {name} WHERE terminal = %s AND book = %s AND bucket = %s",
                sorted(covered(books)),
            )


def _coarse(shape: Shape) -> list[str]:
    """The columns that can become coarser after a visit was sealed."""
    return [name for name in shape.values if name == "bucket" or name.endswith("_bin")]


def _text(column: Column | None, value: str) -> str:
    """A value as COPY reads it."""
    if column is not None and column.real:
        return f"printf('%!.17g', {value})"
    return f"coalesce({value}, '\\N')"


def _line(values: Iterable[str]) -> str:
    return " || char(9) || ".join(values)
