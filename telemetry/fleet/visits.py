"""The visits of one store that a PostgreSQL lacks, or has in a finer form, in batches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from telemetry.fleet.ddl import FACT, partition
from telemetry.fleet.join import expressions
from telemetry.fleet.send import Sender, coarse, line, text
from telemetry.fleet.tables import Shape

BATCH = 2000
"""Visits in one transaction."""


class Visits:
    """What a sender sends of visits. In this order: visits, paths, coarsened."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender
        self._were_there = 0

    def visits(self, own: set[int]) -> Iterator[tuple[int, int]]:
        """Copy the visits that are missing; after each batch how many visits and rows it was.

        own: buckets whose partitions this run made; what is added to others is to be settled later.
        """
        self._sender.ask(self._sender.fact)
        self._list(
            f"""SELECT terminal, visit, bucket FROM src.{FACT} v
                WHERE NOT EXISTS (SELECT 1 FROM temp.there_{FACT} t
                                  WHERE t.terminal = v.terminal AND t.visit = v.visit)"""
        )
        self._were_there = self._sender.db.execute(f"SELECT count(*) FROM temp.there_{FACT}").fetchone()[0]
        visits = [shape for shape in self._sender.shapes if shape.sort == "visit" and shape.name != FACT]
        yield from self._batches([*visits, self._sender.fact], own)

    def paths(self, own: set[int]) -> Iterator[int]:
        """Copy the paths of visits that came without one; after each batch how many rows it was."""
        path = next((shape for shape in self._sender.shapes if shape.name == "path"), None)
        if path is not None and self._were_there:
            self._sender.db.execute("DROP TABLE IF EXISTS temp.bare")
            self._sender.db.execute(
                "CREATE TEMP TABLE bare (terminal INTEGER, visit INTEGER, bucket INTEGER)"
            )
            query = f"""SELECT terminal, visit, bucket FROM {FACT} v WHERE terminal = ANY(%s) AND NOT EXISTS (
                SELECT 1 FROM path p
                WHERE p.terminal = v.terminal AND p.visit = v.visit AND p.in_bucket = v.bucket)"""
            self._sender.fetch("bare", query)
            self._list(
                """SELECT terminal, visit, bucket FROM temp.bare b WHERE EXISTS
                   (SELECT 1 FROM src.path p WHERE p.terminal = b.terminal AND p.visit = b.visit)"""
            )
            for _, rows in self._batches([path], own):
                yield rows

    def _batches(self, shapes: Sequence[Shape], own: set[int]) -> Iterator[tuple[int, int]]:
        """Copy rows of the listed visits, whole visits in one transaction."""
        buckets = [
            bucket for (bucket,) in self._sender.db.execute("SELECT DISTINCT bucket FROM temp.missing")
        ]
        own |= partition(self._sender.server, self._sender.all, buckets)
        missing = int(self._sender.db.execute("SELECT count(*) FROM temp.missing").fetchone()[0])
        for first in range(1, missing + 1, BATCH):
            last = min(first + BATCH - 1, missing)
            with self._sender.server.transaction(), self._sender.server.cursor() as cursor:
                cursor.executemany(
                    "INSERT INTO unsettled VALUES (%s) ON CONFLICT DO NOTHING",
                    [(bucket,) for bucket in buckets if bucket not in own],
                )
                rows = sum(
                    self._sender.copy(shape, shape.name, self._batch(shape, first, last)) for shape in shapes
                )
            yield last - first + 1, rows

    def _list(self, query: str) -> None:
        """Number visits by their random numbers, in `missing`."""
        self._sender.db.execute("DROP TABLE IF EXISTS temp.missing")
        columns = "n INTEGER PRIMARY KEY, terminal INTEGER, visit INTEGER, bucket INTEGER"
        self._sender.db.execute(f"CREATE TEMP TABLE missing ({columns})")
        self._sender.db.execute(f"INSERT INTO missing (terminal, visit, bucket) {query} ORDER BY visit")

    def _batch(self, shape: Shape, first: int, last: int) -> str:
        """The rows of some missing visits."""
        values = self._sender.lines(shape)
        if shape.name != FACT:
            values.append("b.bucket")
        return f"""SELECT {line(values)} FROM temp.missing b CROSS JOIN src.{shape.name} s
                   ON s.terminal = b.terminal AND s.visit = b.visit WHERE b.n BETWEEN {first} AND {last}"""

    def coarsened(self) -> int:
        """Bring to the server what was made coarser here since; how many visits changed there."""
        changed = 0
        for shape in self._sender.shapes if self._were_there else ():
            if shape.sort == "visit" and shape.name != "path" and coarse(shape):
                self._sender.ask(shape)
                lines = [line for (line,) in self._sender.db.execute(self._coarser(shape))]
                if lines:
                    self._update(shape, lines)
                changed += len(lines) if shape.name == FACT else 0
        return changed

    def _coarser(self, shape: Shape) -> str:
        """The rows that would change one of the server."""
        exact = dict(
            zip(
                shape.names,
                expressions(self._sender.db, shape, self._sender.source, self._sender.same),
                strict=True,
            )
        )
        names = (*shape.key, *coarse(shape))
        mine = ", ".join(f"{exact[name]} AS {name}" for name in names)
        same = " AND ".join(f"t.{name} = m.{name}" for name in shape.key)
        differs = " OR ".join(
            f"coalesce({shape.join(c)}(t.{c}, m.{c}), t.{c}, m.{c}) IS NOT t.{c}" for c in coarse(shape)
        )
        values = line(text(None, f"m.{name}") for name in names)
        return f"""SELECT {values} FROM (SELECT {mine} FROM src.{shape.name} s) m
                   CROSS JOIN temp.there_{shape.name} t ON {same} WHERE {differs}"""

    def _update(self, shape: Shape, lines: list[str]) -> None:
        """Of each column the coarser value; the rows of a visit move with it into the coarser partition."""
        server, names = self._sender.server, coarse(shape)
        columns = ", ".join([*shape.key, *names])
        same = " AND ".join(f"t.{name} = c.{name}" for name in shape.key)
        best = {"min": "LEAST", "max": "GREATEST"}
        sets = ", ".join(f"{c} = {best[shape.join(c)]}(t.{c}, c.{c})" for c in names)
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
        buckets = [
            b for (b,) in self._sender.server.execute("SELECT DISTINCT bucket FROM changed").fetchall()
        ]
        partition(self._sender.server, self._sender.all, buckets)
        for shape in self._sender.all:
            if shape.sort == "visit" and shape.name != FACT:
                self._sender.server.execute(
                    f"""UPDATE {shape.name} t SET in_bucket = c.bucket FROM changed c
                        WHERE t.terminal = c.terminal AND t.visit = c.visit AND t.in_bucket < c.bucket"""
                )
