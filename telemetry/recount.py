"""Counters of screens and outcomes for visits that were kept before there were any: from their paths."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from telemetry.outcomes import outcomes, screens
from telemetry.tally import Tally
from telemetry.visit import STORM, Row

_PATHS = f"""SELECT p.terminal, p.visit, f.bucket, f.build, k.name, s.name, t.name, p.value, p.cell
    FROM path p JOIN visit_fact f USING (terminal, visit)
    JOIN kind k ON k.id = p.kind JOIN screen s ON s.id = p.screen LEFT JOIN target t ON t.id = p.target
    WHERE f.quality & {STORM} = 0 ORDER BY p.terminal, p.visit, p.seq"""


def recount(db: sqlite3.Connection) -> None:
    """Fill `screen_count` and `outcome`, which must be empty, from all paths there are.

    A change of hands and the sums of a day cannot be told from a path: it has neither times nor a day.
    """
    tally = Tally()
    for bucket, build, rows in _visits(db):
        for name, screen in screens(rows).items():
            tally.add("screen_count", (bucket, build, _id(db, "screen", name)), *screen)
        for kind, target, value in outcomes(rows):
            tally.add("outcome", (bucket, build, _id(db, "kind", kind), _id(db, "target", target), value), 1)
    tally.write(db)


def _visits(db: sqlite3.Connection) -> Iterator[tuple[int, int, list[Row]]]:
    """Bucket, build and rows of every visit; the rows have no times."""
    for _, found in groupby(db.execute(_PATHS), key=itemgetter(0, 1)):
        rows = list(found)
        yield rows[0][2], rows[0][3], [Row(0, *row[4:]) for row in rows]


def _id(db: sqlite3.Connection, topic: str, name: str) -> int:
    """The integer of a name, which is made known where it is not."""
    found = db.execute(f"SELECT id FROM {topic} WHERE name = ?", (name,)).fetchone()
    if found is None:
        return int(db.execute(f"INSERT INTO {topic} (name) VALUES (?)", (name,)).lastrowid or 0)
    return int(found[0])
