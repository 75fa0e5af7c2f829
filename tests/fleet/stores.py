"""Stores of several terminals, as they would have been written, and what all of them together must come to.

A `Book` is the whole life of one store file. `written` makes the file as it was after some of its visits: any
two files of one book overlap, the later one may have been made coarser.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from telemetry import schema
from telemetry.dictionary import TOPICS

MONTHS = (202603, 202604, 202605, 202606)
NAMES = {
    "kind": (
        "screen",
        "tap",
        "dead_tap",
        "answer",
        "idle_warn",
        "group",
        "leg",
        "day_run",
        "race",
        "task_end",
    ),
    "screen": ("-", "home", "heat/rooms", "heat/guess", "square/lay"),
    "station": ("-", "heat", "square", "cellar"),
    "target": ("tile.heat", "heat/guess", "heat/fuel/gas", "square/lay/tree"),
    "language": ("de", "en", "tr"),
    "feature": ("text150", "contrast"),
    "colour": ("heating", "mobility"),
    "build": ("1/a", "1/b"),
    "stat": ("engaged", "light", "dwell", "handover", "back", "dead", "diligent", "start/heat", "done/heat"),
    "measure": ("starts", "failures", "minutes"),
    "exhibition": ("ditma",),
    "instrument": ("smiley", "ueq-s", "seq"),
    "item": ("smiley", "ueq-s.1", "seq"),
}


@dataclass(frozen=True)
class Book:
    """One store file. seed: of everything in it, the order of its names too."""

    terminal: int
    book: int
    seed: int = 0
    exhibition: str = "ditma"


def written(
    file: Path,
    book: Book,
    visits: int = 12,
    *,
    coarse: bool = False,
    steps: int = 3,
    number: int | None = None,
) -> Path:
    """The file of a book after so many visits. coarse: its spring was made quarters since.

    number: written by software whose schema had this number.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous = OFF")
        _schema(db, number or schema.STORE_NUMBER)
        db.execute("BEGIN")
        db.execute("UPDATE meta SET v = ? WHERE k = 'book'", (book.book,))
        _Pen(db, book).write(visits, steps)
        if coarse:
            _coarsen(db)
        db.execute("COMMIT")
    return file


def _schema(db: sqlite3.Connection, number: int) -> None:
    if number == schema.STORE_NUMBER:
        db.executescript(_present())
        db.execute(f"PRAGMA application_id = {schema.STORE_MARK}")
        db.execute(f"PRAGMA user_version = {schema.STORE_NUMBER}")
        return
    from sqlite_utils import Database, Migrations

    migrations = Migrations("telemetry")
    for position, (name, step) in enumerate(schema._STEPS[:number], start=1):
        migrations(name=name)(schema._numbered(position, step))
    migrations.apply(Database(db, execute_plugins=False))


def _present(known: list[str] = []) -> str:  # noqa: B006
    """The present schema as text; migrating for every file would take most of the time."""
    if not known:
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
            schema.migrate_store(db)
            known.append("\n".join(db.iterdump()))
    return known[0]


Key = tuple[Any, ...]


class _Pen:
    """Writes visits like the terminal does: facts, and everything they add to counters.

    Columns it does not know are 0, so that the schema may grow.
    """

    def __init__(self, db: sqlite3.Connection, book: Book) -> None:
        self._db = db
        self._book = book
        self._ids: dict[str, dict[str, int]] = {}
        self._columns = {
            table: [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
            for (table,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        }
        for topic in TOPICS:
            names = [book.exhibition] if topic == "exhibition" else list(NAMES[topic])
            random.Random(f"{book.seed}/{topic}").shuffle(names)
            self._ids[topic] = {name: place for place, name in enumerate(names, start=1)}
            self._insert(topic, [{"id": place, "name": name} for name, place in self._ids[topic].items()])

    def write(self, visits: int, steps: int) -> None:
        sums: dict[tuple[str, Key], dict[str, int]] = {}
        rows: dict[str, list[dict[str, Any]]] = {}
        for number in range(visits):
            chance = random.Random(f"{self._book.terminal}/{self._book.book}/{number}")
            for table, row in self._facts(chance, steps):
                rows.setdefault(table, []).append(row)
            for table, key, adds in self._counts(random.Random(chance.random())):
                sum_ = sums.setdefault((table, tuple(key.items())), dict.fromkeys(adds, 0))
                for column, n in adds.items():
                    sum_[column] += n
        for (table, key), sum_ in sums.items():
            rows.setdefault(table, []).append({**dict(key), **sum_})
        for table, there in rows.items():
            self._insert(table, there)

    def _insert(self, table: str, rows: list[dict[str, Any]]) -> None:
        columns = self._columns.get(table)
        if columns:
            self._db.executemany(
                f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})",
                [tuple(row.get(column, 0) for column in columns) for row in rows],
            )

    def _id(self, chance: random.Random, topic: str) -> int:
        return self._ids[topic][chance.choice(NAMES[topic])]

    def _facts(self, chance: random.Random, steps: int) -> Iterator[tuple[str, dict[str, Any]]]:
        key = {"terminal": self._book.terminal, "visit": chance.getrandbits(48)}
        stops = chance.sample(NAMES["station"], chance.randrange(1, 4))
        yield "visit_fact", {
            **key, "bucket": chance.choice(MONTHS), "lang": self._id(chance, "language"),
            "build": self._id(chance, "build"), "reason": chance.randrange(1, 6),
            "quality": chance.choice((0, 0, 0, 1, 2, 4)), "dwell_bin": chance.randrange(33),
            "ttfi_bin": chance.choice((None, 4, 9)), "events_bin": chance.randrange(8),
            "stations": sum(1 << (self._ids["station"][stop] - 1) for stop in stops),
            "funnel": chance.randrange(6), "exit_screen": self._id(chance, "screen"),
            "tasks": chance.randrange(3), "solved": chance.randrange(2), "taps": chance.randrange(40),
            "dead": chance.randrange(5), "rage": chance.randrange(2),
        }  # fmt: skip
        for stop in stops:
            solved = chance.choice((None, 0, 1))
            bin_ = chance.randrange(33)
            yield (
                "visit_station",
                {**key, "station": self._ids["station"][stop], "dwell_bin": bin_, "solved": solved},
            )
        if chance.random() < 0.5:
            outcome = chance.randrange(3)
            yield "survey", {**key, "instrument": self._id(chance, "instrument"), "outcome": outcome}
            yield "response", {**key, "item": self._id(chance, "item"), "value": chance.randrange(1, 8)}
        for seq in range(steps):
            yield "path", {
                **key, "seq": seq, "gap_bin": chance.randrange(7), "kind": self._id(chance, "kind"),
                "screen": self._id(chance, "screen"),
                "target": None if chance.random() < 0.3 else self._id(chance, "target"),
                "value": chance.choice((None, 1, 2)), "cell": chance.choice((None, 17, 143)),
            }  # fmt: skip

    def _counts(self, chance: random.Random) -> Iterator[tuple[str, dict[str, Any], dict[str, int]]]:
        month, terminal = chance.choice(MONTHS), self._book.terminal
        day = month * 100 + chance.randrange(1, 29)
        bucket = {"bucket": month}
        yield "hour_count", {"terminal": terminal, "day": day, "hour": chance.randrange(9, 18)}, {"visits": 1}
        for stat in NAMES["stat"]:
            adds = {"num": chance.randrange(2), "den": 1}
            yield "day_stat", {"terminal": terminal, "day": day, "stat": self._ids["stat"][stat]}, adds
        cell = {"quarter": 20262, "screen": self._id(chance, "screen"), "cell": chance.randrange(144)}
        yield "touch_cell", cell, {"taps": 3, "dead": 1, "rage": chance.randrange(2)}
        yield "a11y_count", {**bucket, "feature": self._id(chance, "feature")}, {"visits": 1}
        yield "health", {"day": day, "measure": self._id(chance, "measure")}, {"n": 1}
        target = {**bucket, "target": self._id(chance, "target")}
        yield "poll", {**target, "value": chance.choice((1.0, 2.5))}, {"n": 1}
        yield "guess", {**target, "value": 120.0, "truth": chance.choice((0.5, 400.0))}, {"n": 1}
        yield "result", {**target, "value": 1900.0, "unknowns": chance.randrange(2)}, {"n": 1}
        yield "pledge", target, {"n": 1, "kg": chance.randrange(200)}
        built = {**bucket, "build": self._id(chance, "build")}
        yield "screen_count", {**built, "screen": self._id(chance, "screen")}, {
            "seen": 1, "done": chance.randrange(2), "back": 0, "last": chance.randrange(2),
        }  # fmt: skip
        yield (
            "outcome",
            {**built, "kind": self._id(chance, "kind"), "target": target["target"], "value": 3},
            {"n": 1},
        )


def _coarsen(db: sqlite3.Connection) -> None:
    """April to June become one quarter, long stays are capped; counters of months are added up."""
    db.execute("UPDATE visit_fact SET bucket = 202622 WHERE bucket BETWEEN 202604 AND 202606")
    db.execute("UPDATE visit_fact SET dwell_bin = 27 WHERE dwell_bin > 27")
    for table in ("a11y_count", "poll", "guess", "result", "pledge", "screen_count", "outcome"):
        info = db.execute(f"PRAGMA table_info({table})").fetchall()
        key = ", ".join(row[1] for row in info if row[5] and row[1] != "bucket")
        sums = ", ".join(f"sum({row[1]})" for row in info if not row[5])
        names = ", ".join(row[1] for row in info if not row[5])
        db.execute(
            f"CREATE TEMP TABLE coarse AS SELECT * FROM {table} WHERE bucket BETWEEN 202604 AND 202606"
        )
        db.execute(f"DELETE FROM {table} WHERE bucket BETWEEN 202604 AND 202606")
        db.execute(
            f"""INSERT INTO {table} (bucket, {key}, {names})
                SELECT 202622, {key}, {sums} FROM temp.coarse GROUP BY {key}"""
        )
        db.execute("DROP TABLE temp.coarse")
