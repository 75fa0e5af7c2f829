"""The two files as SQL: `live.db` (private, minutes old) and `store.db` (anonymous, kept).

Tables about single visits hold integers only, are keyed by a random number and have no rowid,
so that after VACUUM the file does not remember in which order people came.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING

from telemetry.bins import DWELL_EDGES_MS, GAP_EDGES_MS, span
from telemetry.dictionary import TOPICS
from telemetry.recount import recount

if TYPE_CHECKING:
    from sqlite_utils import Database

STORE_MARK = 0x4D413253
LIVE_MARK = 0x4D41324C
"""`PRAGMA application_id` of our files; anything else is somebody else's database."""

LIVE_TABLES = (
    """CREATE TABLE live_visit (visit INTEGER PRIMARY KEY, book INTEGER NOT NULL, build INTEGER NOT NULL,
       day INTEGER NOT NULL, hour INTEGER NOT NULL) STRICT""",
    """CREATE TABLE live_event (visit INTEGER NOT NULL, seq INTEGER NOT NULL,
       t_ms INTEGER NOT NULL CHECK (t_ms >= 0), kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 40),
       screen INTEGER NOT NULL, target INTEGER, value INTEGER, cell INTEGER,
       PRIMARY KEY (visit, seq)) STRICT, WITHOUT ROWID""",
)
LIVE_NUMBER = 1

VISIT_TABLES = ("visit_fact", "visit_station", "path", "survey", "response")
"""The tables with rows about single visits: integers only."""

_TABLES = (
    "CREATE TABLE meta (k TEXT PRIMARY KEY, v INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    *(f"CREATE TABLE {topic} (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT" for topic in TOPICS),
    "CREATE TABLE dwell_bin (id INTEGER PRIMARY KEY, from_ms INTEGER NOT NULL, to_ms INTEGER) STRICT",
    "CREATE TABLE gap_bin (id INTEGER PRIMARY KEY, from_ms INTEGER NOT NULL, to_ms INTEGER) STRICT",
    """CREATE TABLE visit_fact (terminal INTEGER NOT NULL, visit INTEGER NOT NULL,
       bucket INTEGER NOT NULL, lang INTEGER NOT NULL, build INTEGER NOT NULL,
       reason INTEGER NOT NULL CHECK (reason BETWEEN 1 AND 5), quality INTEGER NOT NULL,
       dwell_bin INTEGER NOT NULL, ttfi_bin INTEGER, events_bin INTEGER NOT NULL,
       stations INTEGER NOT NULL, funnel INTEGER NOT NULL CHECK (funnel BETWEEN 0 AND 5),
       exit_screen INTEGER NOT NULL, tasks INTEGER NOT NULL, solved INTEGER NOT NULL,
       taps INTEGER NOT NULL, dead INTEGER NOT NULL, rage INTEGER NOT NULL,
       PRIMARY KEY (terminal, visit)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE visit_station (terminal INTEGER NOT NULL, visit INTEGER NOT NULL,
       station INTEGER NOT NULL, dwell_bin INTEGER NOT NULL, solved INTEGER,
       PRIMARY KEY (terminal, visit, station)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE path (terminal INTEGER NOT NULL, visit INTEGER NOT NULL, seq INTEGER NOT NULL,
       gap_bin INTEGER NOT NULL, kind INTEGER NOT NULL, screen INTEGER NOT NULL, target INTEGER,
       value INTEGER, cell INTEGER, PRIMARY KEY (terminal, visit, seq)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE hour_count (terminal INTEGER NOT NULL, day INTEGER NOT NULL, hour INTEGER NOT NULL,
       visits INTEGER NOT NULL, PRIMARY KEY (terminal, day, hour)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE day_stat (terminal INTEGER NOT NULL, day INTEGER NOT NULL, stat INTEGER NOT NULL,
       num INTEGER NOT NULL, den INTEGER NOT NULL,
       PRIMARY KEY (terminal, day, stat)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE touch_cell (quarter INTEGER NOT NULL, screen INTEGER NOT NULL, cell INTEGER NOT NULL,
       taps INTEGER NOT NULL, dead INTEGER NOT NULL, rage INTEGER NOT NULL,
       PRIMARY KEY (quarter, screen, cell)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE a11y_count (bucket INTEGER NOT NULL, feature INTEGER NOT NULL,
       visits INTEGER NOT NULL, PRIMARY KEY (bucket, feature)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE health (day INTEGER NOT NULL, measure INTEGER NOT NULL, n INTEGER NOT NULL,
       PRIMARY KEY (day, measure)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE light (city INTEGER NOT NULL, block INTEGER NOT NULL CHECK (block BETWEEN 0 AND 143),
       win INTEGER NOT NULL CHECK (win BETWEEN 0 AND 8), colour INTEGER NOT NULL,
       PRIMARY KEY (city, block, win)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE poll (bucket INTEGER NOT NULL, target INTEGER NOT NULL, value REAL NOT NULL,
       n INTEGER NOT NULL, PRIMARY KEY (bucket, target, value)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE guess (bucket INTEGER NOT NULL, target INTEGER NOT NULL, value REAL NOT NULL,
       truth REAL NOT NULL, n INTEGER NOT NULL,
       PRIMARY KEY (bucket, target, value, truth)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE result (bucket INTEGER NOT NULL, target INTEGER NOT NULL, value REAL NOT NULL,
       unknowns INTEGER NOT NULL, n INTEGER NOT NULL,
       PRIMARY KEY (bucket, target, value, unknowns)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE pledge (bucket INTEGER NOT NULL, target INTEGER NOT NULL, n INTEGER NOT NULL,
       kg INTEGER NOT NULL, PRIMARY KEY (bucket, target)) STRICT, WITHOUT ROWID""",
)

_VIEWS = {
    "visits_readable": """SELECT f.terminal, f.visit, f.bucket, l.name AS language, b.name AS build, f.reason,
        f.quality, d.from_ms / 1000.0 AS dwell_from_s, d.to_ms / 1000.0 AS dwell_to_s,
        t.from_ms / 1000.0 AS first_deed_from_s, f.funnel, s.name AS exit_screen,
        f.tasks, f.solved, f.taps, f.dead, f.rage
        FROM visit_fact f JOIN language l ON l.id = f.lang JOIN build b ON b.id = f.build
        JOIN screen s ON s.id = f.exit_screen JOIN dwell_bin d ON d.id = f.dwell_bin
        LEFT JOIN dwell_bin t ON t.id = f.ttfi_bin""",
    "stations_readable": """SELECT v.terminal, v.visit, f.bucket, n.name AS station,
        d.from_ms / 1000.0 AS dwell_from_s, d.to_ms / 1000.0 AS dwell_to_s, v.solved
        FROM visit_station v JOIN visit_fact f USING (terminal, visit)
        JOIN station n ON n.id = v.station JOIN dwell_bin d ON d.id = v.dwell_bin""",
    "paths_readable": """SELECT p.terminal, p.visit, p.seq, g.from_ms / 1000.0 AS pause_from_s,
        g.to_ms / 1000.0 AS pause_to_s, k.name AS kind, s.name AS screen, t.name AS target, p.value, p.cell
        FROM path p JOIN gap_bin g ON g.id = p.gap_bin JOIN kind k ON k.id = p.kind
        JOIN screen s ON s.id = p.screen LEFT JOIN target t ON t.id = p.target""",
    "screens_readable": """SELECT f.bucket, s.name AS screen, count(DISTINCT p.visit) AS visits,
        sum(k.name = 'tap') AS taps, sum(k.name = 'dead_tap') AS dead
        FROM path p JOIN visit_fact f USING (terminal, visit) JOIN screen s ON s.id = p.screen
        JOIN kind k ON k.id = p.kind GROUP BY f.bucket, s.name""",
    "polls_readable": """SELECT p.bucket, t.name AS target, p.value, p.n
        FROM poll p JOIN target t ON t.id = p.target""",
    "pledges_readable": """SELECT p.bucket, t.name AS target, p.n, p.kg
        FROM pledge p JOIN target t ON t.id = p.target""",
    "health_readable": """SELECT h.day, m.name AS measure, h.n
        FROM health h JOIN measure m ON m.id = h.measure""",
}


def _first(db: Database) -> None:
    """Tables, the edges of the bins, and the views in which an evaluator reads names."""
    for statement in _TABLES:
        db.execute(statement)
    for table, edges in (("dwell_bin", DWELL_EDGES_MS), ("gap_bin", GAP_EDGES_MS)):
        for number in range(len(edges) + 1):
            db.execute(f"INSERT INTO {table} VALUES (?, ?, ?)", (number, *span(edges, number)))
    db.execute("INSERT INTO meta VALUES ('book', abs(random()) >> 16)")
    for name, select in _VIEWS.items():
        db.create_view(name, select)


def _crowd_today(db: Database) -> None:
    """What the running day said, held apart until it is over. sort: see `telemetry.keep`."""
    db.execute(
        """CREATE TABLE crowd_today (sort INTEGER NOT NULL, target INTEGER NOT NULL, value REAL NOT NULL,
           n INTEGER NOT NULL, PRIMARY KEY (sort, target, value)) STRICT, WITHOUT ROWID"""
    )


def _crowd_held(db: Database) -> None:
    """`crowd_today` holds back what few visits said, for longer than a day if need be, and `crowd_visits`
    knows how many they are: held, of all. Of older rows that is not known: they wait for enough new ones.
    Their totals begin with the fewest visits that can have said what is told: two people guess in one, a
    lever is taken once. `laid` are answers that pictures are made of, as of the last two mornings."""
    db.execute(
        """CREATE TABLE crowd_visits (sort INTEGER NOT NULL, target INTEGER NOT NULL, n INTEGER NOT NULL,
           held INTEGER NOT NULL, PRIMARY KEY (sort, target)) STRICT, WITHOUT ROWID"""
    )
    waiting = "coalesce((SELECT sum(n) FROM crowd_today WHERE sort = {} AND target = t.target), 0)"
    db.execute(
        f"""INSERT INTO crowd_visits SELECT 1, target, (sum(n) - {waiting.format(1)} + 1) / 2, 0
            FROM guess AS t GROUP BY target"""
    )
    db.execute(
        f"""INSERT INTO crowd_visits SELECT 2, 0, taken, 0 FROM (SELECT max(n) AS taken FROM
            (SELECT sum(n) - {waiting.format(2)} AS n FROM pledge AS t WHERE kg > 0 GROUP BY target))
            WHERE taken > 0"""
    )
    db.execute("DELETE FROM crowd_today WHERE sort = 2")
    db.execute("UPDATE crowd_today SET sort = 2 WHERE sort = 3")
    db.execute(
        """CREATE TABLE laid (target INTEGER PRIMARY KEY, yesterday INTEGER NOT NULL,
           today INTEGER NOT NULL) STRICT, WITHOUT ROWID"""
    )


def _evaluation(db: Database) -> None:
    """What the evaluation asks for, counted when a visit is sealed, so that no path need be read for it."""
    for topic in ("exhibition", "instrument", "item"):
        db.execute(
            f"CREATE TABLE IF NOT EXISTS {topic} (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT"
        )
    db.execute(
        """CREATE TABLE survey (terminal INTEGER NOT NULL, visit INTEGER NOT NULL,
           instrument INTEGER NOT NULL, outcome INTEGER NOT NULL CHECK (outcome BETWEEN 0 AND 2),
           PRIMARY KEY (terminal, visit)) STRICT, WITHOUT ROWID"""
    )
    db.execute(
        """CREATE TABLE response (terminal INTEGER NOT NULL, visit INTEGER NOT NULL, item INTEGER NOT NULL,
           value INTEGER NOT NULL CHECK (value BETWEEN 1 AND 7),
           PRIMARY KEY (terminal, visit, item)) STRICT, WITHOUT ROWID"""
    )
    db.execute(
        """CREATE TABLE screen_count (bucket INTEGER NOT NULL, build INTEGER NOT NULL,
           screen INTEGER NOT NULL, seen INTEGER NOT NULL, done INTEGER NOT NULL, back INTEGER NOT NULL,
           last INTEGER NOT NULL,
           PRIMARY KEY (bucket, build, screen)) STRICT, WITHOUT ROWID"""
    )
    db.execute(
        """CREATE TABLE outcome (bucket INTEGER NOT NULL, build INTEGER NOT NULL, kind INTEGER NOT NULL,
           target INTEGER NOT NULL, value INTEGER NOT NULL, n INTEGER NOT NULL,
           PRIMARY KEY (bucket, build, kind, target, value)) STRICT, WITHOUT ROWID"""
    )


def _recounted(db: Database) -> None:
    """Visits kept before are counted from their paths."""
    recount(db.conn)


_STEPS: tuple[tuple[str, Callable[[Database], None]], ...] = (
    ("first", _first),
    ("crowd_today", _crowd_today),
    ("crowd_held", _crowd_held),
    ("evaluation", _evaluation),
    ("recounted", _recounted),
)
"""Only ever appended to: a file written years ago must still find its way here."""

STORE_NUMBER = len(_STEPS)


def number(db: sqlite3.Connection) -> int:
    """The schema number of an open file, 0 when it is new."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def mark(db: sqlite3.Connection) -> int:
    """The `application_id` of an open file."""
    return int(db.execute("PRAGMA application_id").fetchone()[0])


def migrate_store(db: sqlite3.Connection) -> None:
    """Bring an older or empty store to the present schema, each step in its own transaction.

    Imports sqlite-utils, a third of a second: only called when there is something to do.
    """
    from sqlite_utils import Database, Migrations

    migrations = Migrations("telemetry")
    for position, (name, step) in enumerate(_STEPS, start=1):
        migrations(name=name)(_numbered(position, step))
    migrations.apply(Database(db, execute_plugins=False))


def _numbered(position: int, step: Callable[[Database], None]) -> Callable[[Database], None]:
    """The step, then the new schema number, both in the transaction of the migration."""

    def run(db: Database) -> None:
        step(db)
        db.execute(f"PRAGMA application_id = {STORE_MARK}")
        db.execute(f"PRAGMA user_version = {position}")

    run.__name__ = step.__name__
    return run


def create_live(db: sqlite3.Connection) -> None:
    """The schema of an empty live file."""
    db.execute("BEGIN IMMEDIATE")
    for statement in LIVE_TABLES:
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {LIVE_MARK}")
    db.execute(f"PRAGMA user_version = {LIVE_NUMBER}")
    db.execute("COMMIT")
