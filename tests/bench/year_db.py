"""A big year as store files, by bulk inserts: ten terminals, 300 days, at full size 300,000 visits.

Every row is one that the real store wrote for a visit that was really played. Each of these visits goes
through a real `Store` of its own; what is then in its file is what one visit adds. A terminal's year is those
rows once for every visit of it, with a random id and its day, and the counters times how often.

    python -m tests.bench.year_db --data FOLDER --visits 18750
"""

from __future__ import annotations

import argparse
import random
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from kiosk.rehearsal.year.reel import Reel
from kiosk.rehearsal.year.script import Day, Script, visit
from telemetry.dictionary import TOPICS, Topic
from telemetry.schema import VISIT_TABLES
from telemetry.store import VISIT_BITS, Store
from telemetry.tally import COUNTERS

TERMINALS, DAYS, VISITS = 10, 300, 300_000
FIRST = datetime(2026, 3, 3, 10)
MINUTES = 570
PLAYED, SORTS = 120, 300
"""Visits that are really played, and how many are made of them to repeat."""
BUILD = "bench/1"
CITY, WINDOWS = 1296, 9
OWN = ("crowd_today", "crowd_visits")
"""What the terminal keeps for itself: nobody evaluates it, and it is not made."""
WHEN = {"bucket": "p.bucket", "quarter": "p.quarter", "day": "p.day", "hour": "p.hour"}
"""What a row keeps of the calendar, and where it comes from."""

Introduce = Callable[[Store], None]


@dataclass(frozen=True)
class Mould:
    """The rows of each template, as a database with the tables of a store and one column more, `template`.

    names: all names there are, in the order in which every store learns them. sorts: how many templates.
    """

    path: Path
    names: dict[Topic, list[str]]
    sorts: int
    introduce: Introduce

    def open(self, folder: Path, terminal: int, wall: datetime, chance: random.Random) -> Store:
        """A new real store that knows all names under the same numbers."""
        store = Store(
            folder, terminal, build=BUILD, wall=lambda: wall, chance=chance.getrandbits, threaded=False
        )
        self.learn(store)
        return store

    def learn(self, store: Store) -> None:
        """Let a store know all names; the menu is what it is introduced to at last."""
        for topic, names in self.names.items():
            if topic != "exhibition":
                store.register(topic, names)
        self.introduce(store)


def play(store: Store, script: Script, now: float = 0.0) -> None:
    """A visit, as it comes from a screen."""
    store.begin(now)
    for second, event in script.moments:
        store.log(event, now + second)
    store.end(script.reason, now + script.ended)


def scripts(reel: Reel, sorts: int, seed: int = 1) -> list[Script]:
    """So many visits, drawn as those of a simulated year."""
    chance = random.Random(f"{seed}/scripts")
    walks = reel.parameters.walks
    return [visit(reel, chance, Day(walks, False)) for _ in range(sorts)]


def mould(templates: Sequence[Script], folder: Path, introduce: Introduce) -> Mould:
    """What each of these visits adds to a store, told by real ones."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "mould.db"
    chance = random.Random("mould")
    with closing(Mould(path, {}, 0, introduce).open(folder / "all", 1, FIRST, chance)) as store:
        for n, script in enumerate(templates):
            play(store, script, n * 10_000.0)
    made = known(folder, len(templates), introduce)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous = OFF")
        for n, script in enumerate(templates):
            with closing(made.open(folder / "one", 1, FIRST, chance)) as store:
                play(store, script)
            _cast(db, folder / "one" / "store.db", n)
            shutil.rmtree(folder / "one")
    return made


def known(folder: Path, sorts: int, introduce: Introduce) -> Mould:
    """The mould that was made in a folder."""
    with closing(sqlite3.connect(folder / "all" / "store.db")) as db:
        names = {
            topic: [name for (name,) in db.execute(f"SELECT name FROM {topic} ORDER BY name")]
            for topic in TOPICS
        }
    return Mould(folder / "mould.db", names, sorts, introduce)


def year(
    made: Mould, data: Path, visits: int = VISITS, terminals: int = TERMINALS, days: int = DAYS, seed: int = 1
) -> list[Path]:
    """The stores of all terminals, in folders of their own below `data`."""
    found = []
    for number in range(1, terminals + 1):
        chance = random.Random(f"{seed}/terminal {number}")
        folder = data / f"terminal-{number}"
        made.open(folder, number, FIRST, chance).close()
        with closing(sqlite3.connect(folder / "store.db", isolation_level=None)) as db:
            share = len(range(number - 1, visits, terminals))
            _fill(db, made, number, list(plan(made.sorts, share, days, chance)))
        found.append(folder / "store.db")
    return found


@dataclass(frozen=True, slots=True)
class Planned:
    """A visit of the plan: its id, which template it repeats, and when it began."""

    visit: int
    template: int
    wall: datetime


def plan(sorts: int, visits: int, days: int, chance: random.Random) -> Iterator[Planned]:
    """Visits over all days but Mondays, between ten and six."""
    open_ = [
        day for day in (FIRST + timedelta(days=n) for n in range(days * 7 // 6 + 7)) if day.weekday() > 0
    ]
    for id in sorted({chance.getrandbits(VISIT_BITS) for _ in range(visits)}):
        begins = chance.choice(open_[:days]) + timedelta(seconds=chance.betavariate(2.0, 1.7) * 8 * 3600)
        yield Planned(id, chance.randrange(sorts), begins)


def _cast(db: sqlite3.Connection, store: Path, template: int) -> None:
    """Copy what one visit left."""
    db.execute("ATTACH ? AS one", (str(store),))
    for table in _tables():
        told = db.execute(f"PRAGMA one.table_info({table})").fetchall()
        columns = ", ".join(name for _, name, *_ in told)
        keys = ", ".join(name for _, name, *_, key in told if key)
        db.execute(
            f"CREATE TABLE IF NOT EXISTS {table} (template, {columns}, PRIMARY KEY (template, {keys}))"
            " WITHOUT ROWID"
        )
        db.execute(f"INSERT INTO {table} SELECT ?, * FROM one.{table}", (template,))
    db.execute("DETACH one")


def _tables() -> tuple[str, ...]:
    return (*VISIT_TABLES, *(name for name in COUNTERS if name not in (*OWN, "health")), "light")


def _fill(db: sqlite3.Connection, made: Mould, terminal: int, planned: Sequence[Planned]) -> None:
    """All rows of one terminal."""
    db.execute("PRAGMA synchronous = OFF")
    db.execute("PRAGMA cache_size = -100000")
    db.execute("ATTACH ? AS mould", (str(made.path),))
    db.execute("BEGIN")
    db.execute(
        """CREATE TEMP TABLE plan (visit INTEGER PRIMARY KEY, template INTEGER, bucket INTEGER,
           quarter INTEGER, day INTEGER, hour INTEGER)"""
    )
    db.executemany("INSERT INTO temp.plan VALUES (?, ?, ?, ?, ?, ?)", (_row(one) for one in planned))
    for table in VISIT_TABLES:
        db.execute(_visits(db, table, terminal))
    for table in _tables():
        if table in COUNTERS:
            db.execute(_counts(db, table, terminal))
    _lights(db)
    _health(db, {one.wall.date().isoformat().replace("-", "") for one in planned})
    db.execute("COMMIT")
    db.execute("DETACH mould")


def _row(one: Planned) -> tuple[int, ...]:
    wall = one.wall
    bucket = wall.year * 100 + wall.month
    quarter = wall.year * 10 + (wall.month + 2) // 3
    return one.visit, one.template, bucket, quarter, bucket * 100 + wall.day, wall.hour


def _visits(db: sqlite3.Connection, table: str, terminal: int) -> str:
    """Rows of single visits, in the order of their keys."""
    given = {"terminal": str(terminal), "visit": "p.visit", **WHEN}
    columns = _columns(db, table)
    select = ", ".join(given.get(name, f"t.{name}") for name in columns)
    order = ", seq" if "seq" in columns else ""
    return (
        f"INSERT INTO main.{table} SELECT {select} FROM temp.plan p CROSS JOIN mould.{table} t"
        f" ON t.template = p.template ORDER BY p.visit{order}"
    )


def _counts(db: sqlite3.Connection, table: str, terminal: int) -> str:
    """Counters: what each template adds, times how often it came in each month, day or hour."""
    columns, counted = _columns(db, table), COUNTERS[table]
    keys = [name for name in columns if name not in counted]
    when = [name for name in keys if name in WHEN]
    given = {"terminal": str(terminal), **WHEN}
    select = [given.get(name, f"t.{name}") for name in keys] + [
        f"sum(p.times * t.{name})" for name in counted
    ]
    group = ", ".join(["template", *when])
    return (
        f"INSERT INTO main.{table} SELECT {', '.join(select)} FROM"
        f" (SELECT {group}, count(*) AS times FROM temp.plan GROUP BY {group}) p"
        f" CROSS JOIN mould.{table} t ON t.template = p.template"
        f" GROUP BY {', '.join(WHEN.get(name, f't.{name}') for name in keys if name != 'terminal')}"
    )


def _columns(db: sqlite3.Connection, table: str) -> list[str]:
    return [name for _, name, *_ in db.execute(f"PRAGMA main.table_info({table})")]


def _lights(db: sqlite3.Connection) -> None:
    """As many windows as were lit, one city after the other."""
    lit = db.execute(
        "SELECT t.colour FROM temp.plan p CROSS JOIN mould.light t ON t.template = p.template"
    ).fetchall()
    db.executemany(
        "INSERT INTO main.light VALUES (?, ?, ?, ?)",
        ((1 + n // CITY, n % CITY // WINDOWS, n % WINDOWS, colour) for n, (colour,) in enumerate(lit)),
    )


def _health(db: sqlite3.Connection, days: set[str]) -> None:
    """It ran on every day."""
    db.executemany(
        "INSERT INTO main.health SELECT ?, id, ? FROM measure WHERE name = 'minutes'",
        ((int(day), MINUTES) for day in sorted(days)),
    )


def main() -> None:
    from kiosk.rehearsal.year.parameters import Parameters
    from tests.years import introduced, takes

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--visits", type=int, default=VISITS)
    parser.add_argument(
        "--mould", type=Path, help="folder for the moulds, which the next run takes from there"
    )
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        folder = asked.mould or Path(work)
        if (folder / "mould.db").is_file():
            made = known(folder, SORTS, introduced)
        else:
            made = mould(scripts(Reel(takes(PLAYED), Parameters()), SORTS), folder, introduced)
        for path in year(made, asked.data, asked.visits):
            with closing(sqlite3.connect(path)) as db:
                counts = "SELECT (SELECT count(*) FROM visit_fact), count(*) FROM path"
                print(path, *db.execute(counts).fetchone())


if __name__ == "__main__":
    main()
