"""What of one store a PostgreSQL lacks, as lines that COPY takes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from telemetry.dictionary import TOPICS, Topic
from telemetry.fleet.ddl import FACT, bucket_of
from telemetry.fleet.join import covered, expressions, mapped
from telemetry.fleet.notes import believed, days, notes
from telemetry.fleet.source import Source
from telemetry.fleet.tables import Column, Shape

if TYPE_CHECKING:
    import psycopg

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
        self.server = server
        self.db = db
        self.source = source
        self.all = shapes
        self.shapes = [shape for shape in shapes if paths_too or shape.name != "path"]
        self.fact = next(shape for shape in shapes if shape.name == FACT)
        self.same: set[Topic] = set()

    def learn(self) -> None:
        """Names the server lacks, with its next numbers; and which number here is which there."""
        for topic in TOPICS:
            there: dict[str, int] = dict(self.server.execute(f"SELECT name, id FROM {topic}").fetchall())
            mine = [name for (name,) in self.db.execute(f"SELECT name FROM src.{topic} ORDER BY id")]
            fresh = [name for name in mine if name not in there]
            last = max(there.values(), default=0)
            new = {name: last + place for place, name in enumerate(fresh, start=1)}
            with self.server.transaction(), self.server.cursor() as cursor:
                cursor.executemany(f"INSERT INTO {topic} (name, id) VALUES (%s, %s)", list(new.items()))
            if mapped(self.db, topic, ((id_, name) for name, id_ in {**there, **new}.items())):
                self.same.add(topic)

    def ask(self, shape: Shape) -> None:
        """Note which rows of its terminals the server has, and what of them may become coarser."""
        names = [*shape.key, *coarse(shape)]
        typed = ", ".join(f"{name} INTEGER" for name in names)  # untyped, no index of it would be used
        table = f"temp.there_{shape.name}"
        self.db.execute(f"DROP TABLE IF EXISTS {table}")
        self.db.execute(f"CREATE TABLE {table} ({typed}, PRIMARY KEY ({', '.join(shape.key)})) WITHOUT ROWID")
        self.fetch(table, f"SELECT {', '.join(names)} FROM {shape.name} WHERE terminal = ANY(%s)")

    def fetch(self, table: str, query: str) -> None:
        """Put what the server says of the terminals of this store into a table here."""
        terminals = [t for (t,) in self.db.execute(f"SELECT DISTINCT terminal FROM src.{FACT}")]
        with self.server.transaction(), self.server.cursor(name="there") as cursor:
            cursor.execute(query.encode(), (terminals,))
            while rows := cursor.fetchmany(20_000):
                marks = ", ".join("?" * len(rows[0]))
                self.db.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)

    def lines(self, shape: Shape) -> list[str]:
        exact = expressions(self.db, shape, self.source, self.same)
        return [text(c, value) for c, value in zip(shape.columns, exact, strict=True)]

    def copy(self, shape: Shape, table: str, select: str) -> int:
        """Copy lines into a table; how many they were."""
        names = list(shape.names)
        if shape.sort == "visit" and shape.name != FACT and table == shape.name:
            names.append(bucket_of(shape))
        count = 0
        lines = self.db.execute(select)
        with self.server.cursor().copy(f"COPY {table} ({', '.join(names)}) FROM STDIN") as copy:
            while rows := lines.fetchmany(_LINES):
                count += len(rows)
                copy.write("\n".join([line for (line,) in rows]) + "\n")
        return count


def counters(sender: Sender, mark: str) -> None:
    """Raise the counters of its books, and note that nothing of the source is missing any more."""
    server = sender.server
    with server.transaction():
        for shape in sender.shapes:
            if shape.sort == "count":
                _raise(sender, shape)
        there = believed(days(sender.db, "src"))
        visits = sender.db.execute(f"SELECT count(*) FROM src.{FACT}").fetchone()[0]
        row: tuple[Any, ...] = (
            mark, sender.source.terminal, sender.source.book, there[0] if there else None,
            there[-1] if there else None, visits, "; ".join(notes(sender.db, "src")),
        )  # fmt: skip
        server.execute("INSERT INTO source VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING", row)


def _raise(sender: Sender, shape: Shape) -> None:
    server, name = sender.server, shape.name
    stage = f"stage_{name}"
    server.execute(f"CREATE TEMP TABLE {stage} ON COMMIT DROP AS SELECT * FROM {name} WITH NO DATA")
    sender.copy(shape, stage, f"SELECT {line(sender.lines(shape))} FROM src.{name} s")
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


def coarse(shape: Shape) -> list[str]:
    """The columns that can become coarser after a visit was sealed."""
    return [name for name in shape.values if name == "bucket" or name.endswith("_bin")]


def text(column: Column | None, value: str) -> str:
    """A value as COPY reads it."""
    if column is not None and column.real:
        return f"printf('%!.17g', {value})"
    return f"coalesce({value}, '\\N')"


def line(values: Iterable[str]) -> str:
    return " || char(9) || ".join(values)
