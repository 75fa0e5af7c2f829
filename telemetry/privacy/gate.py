"""The gate: the privacy rules P1 to P14, as far as data can show that they are kept.

P8 (no line about a visit in any log) and P15 (the page on the screen) are not in the data; P10 and P11 are
about what is published and are looked at there (`telemetry.export.public`).
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from telemetry.bins import DWELL_EDGES_MS
from telemetry.buckets import months
from telemetry.dictionary import TOPICS
from telemetry.privacy.linkage import Coarse, attack, camera_log, kinds, plan

VISIT_TABLES = {
    "visit_fact": "terminal visit bucket lang build reason quality dwell_bin ttfi_bin events_bin stations"
    " funnel exit_screen tasks solved taps dead rage",
    "visit_station": "terminal visit station dwell_bin solved",
    "path": "terminal visit seq gap_bin kind screen target value cell",
    "survey": "terminal visit instrument outcome",
    "response": "terminal visit item value",
}
"""All that may ever be kept of a single visit. Whoever wants a column more has to say so here."""

COUNTERS = {
    "hour_count": "day hour visits",
    "day_stat": "day stat num den",
    "touch_cell": "quarter screen cell taps dead rage",
    "a11y_count": "bucket feature visits",
    "health": "day measure n",
    "light": "city block win colour",
    "poll": "bucket target value n",
    "guess": "bucket target value truth n",
    "result": "bucket target value unknowns n",
    "pledge": "bucket target n kg",
    "screen_count": "bucket build screen seen done back last",
    "outcome": "bucket build kind target value n",
    "crowd_today": "sort target value n",
    "crowd_visits": "sort target n held",
    "laid": "target yesterday today",
}
"""All that may be counted. `terminal` and `book` may stand in front."""

_OWN = {"meta", "source", "dwell_bin", "gap_bin", "_sqlite_migrations", *TOPICS}
_NAME = re.compile(r"[a-z0-9_./-]{1,120}")
_VISIT_BITS = 48
_FEWEST_TO_TEST = 200
_CHI_SQUARE = 60.0
"""Of 15 degrees of freedom: larger by chance once in four million."""

_SIGMAS = 5.0
PATHS_MONTHS = 18


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule, whether it is kept, what was measured, and what to do if it is not."""

    rule: str
    ok: bool
    measured: str
    remedy: str

    def __str__(self) -> str:
        said = f"{self.rule} {'holds' if self.ok else 'FAILS'}: {self.measured}"
        return said if self.ok else f"{said}; {self.remedy}"


def gate(db: sqlite3.Connection) -> list[Finding]:
    """Every rule that the data of a store or warehouse can show. Only reads."""
    return [check(db) for check in _CHECKS]


def _tables(db: sqlite3.Connection) -> dict[str, str]:
    rows = db.execute(
        "SELECT name, sql FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    )
    return dict(rows.fetchall())


def _columns(db: sqlite3.Connection, table: str) -> list[tuple[str, str]]:
    return db.execute("SELECT name, type FROM pragma_table_info(?, 'main')", (table,)).fetchall()


def _there(db: sqlite3.Connection) -> list[str]:
    """The tables with rows about single visits that are in this file."""
    return [table for table in VISIT_TABLES if table in _tables(db)]


def _only_known_columns(db: sqlite3.Connection) -> Finding:
    odd = []
    number = 0
    for table in _tables(db):
        columns = {name for name, _ in _columns(db, table)}
        number += len(columns)
        if table in VISIT_TABLES:
            odd += [f"{table}.{name}" for name in sorted(columns - set(VISIT_TABLES[table].split()))]
        elif table in COUNTERS:
            known = {*COUNTERS[table].split(), "terminal", "book"}
            odd += [f"{table}.{name}" for name in sorted(columns - known)]
        elif table not in _OWN:
            odd.append(table)
    measured = f"{number} columns, all on the list" if not odd else f"not on the list: {', '.join(odd)}"
    return Finding(
        "P1", not odd, measured, "take them out of the store, nothing may be kept that is not listed"
    )


def _no_id_of_a_person(db: sqlite3.Connection) -> Finding:
    remedy = "ids of visits must be drawn at random, 48 bits; find out what wrote this file"
    ids = [visit for (visit,) in db.execute("SELECT visit FROM visit_fact")]
    twice = len(ids) - len(set(ids))
    outside = sum(not 0 <= visit < 1 << _VISIT_BITS for visit in ids)
    worst = 0.0
    if len(ids) >= _FEWEST_TO_TEST:
        worst = max(_chi_square([visit >> shift & 15 for visit in ids]) for shift in (0, 20, _VISIT_BITS - 4))
    ok = not twice and not outside and worst < _CHI_SQUARE
    measured = (
        f"{len(ids)} ids, {twice} twice, {outside} beyond 48 bits, chi² {worst:.1f} of {_CHI_SQUARE:.0f}"
    )
    return Finding("P2", ok, measured, remedy)


def _chi_square(digits: list[int]) -> float:
    expected, found = len(digits) / 16, Counter(digits)
    return sum((found[digit] - expected) ** 2 / expected for digit in range(16))


def _no_text(db: sqlite3.Connection) -> Finding:
    odd = []
    for table in _there(db):
        columns = _columns(db, table)
        odd += [f"{table}.{name} is {kind}" for name, kind in columns if kind != "INTEGER"]
        wrong = " OR ".join(f"typeof({name}) NOT IN ('integer', 'null')" for name, _ in columns)
        if db.execute(f"SELECT 1 FROM {table} WHERE {wrong} LIMIT 1").fetchone():
            odd.append(f"{table} holds something else than integers")
    names = 0
    for topic in TOPICS:
        if topic in _tables(db):
            for (name,) in db.execute(f"SELECT name FROM {topic}"):
                names += 1
                if not _NAME.fullmatch(name):
                    odd.append(f"{topic} '{name[:20]}' is no id")
    measured = f"visits are integers only, {names} names are ids" if not odd else ", ".join(odd[:5])
    return Finding("P3", not odd, measured, "free text may be from a visitor; remove it at its source")


def _no_clock(db: sqlite3.Connection) -> Finding:
    odd = [
        f"{table}.{name}"
        for table in _there(db)
        for name, _ in _columns(db, table)
        if re.search(r"day|hour|minute|time|date|clock|_ms$", name)
    ]
    n, x, y, xy, xx, yy = db.execute(
        f"""SELECT count(*), total(x), total(y), total(x * y), total(x * x), total(y * y)
            FROM (SELECT visit / {2.0**_VISIT_BITS} AS x, bucket - 200000.0 AS y FROM visit_fact)"""
    ).fetchone()
    spread = (n * xx - x * x) * (n * yy - y * y)
    constant = spread <= 1e-12 * n * n * xx * yy
    correlation = 0.0 if constant else (n * xy - x * y) / spread**0.5
    most = _SIGMAS / max(n, 1) ** 0.5
    ok = not odd and (abs(correlation) < most or n < _FEWEST_TO_TEST)
    measured = f"order of rows against month: r = {correlation:.4f} (by chance below {most:.4f})"
    return Finding("P4", ok, ", ".join([*odd, measured]), "no row about a visit may hold or follow the clock")


def _no_singling_out(db: sqlite3.Connection) -> Finding:
    outside = db.execute(
        "SELECT count(*) FROM visit_fact WHERE dwell_bin NOT BETWEEN 0 AND ?", (len(DWELL_EDGES_MS),)
    ).fetchone()[0]
    if outside:
        return Finding("P5", False, f"{outside} lengths are in no bin", "lengths must be binned when sealed")
    visits = kinds(db)
    log = camera_log(db, visits)
    stored = attack(visits, {kind.terminal: Coarse(str(kind.terminal)) for kind in visits}, log)
    published = attack(visits, plan(visits, log), log)
    worst = max(published.values(), key=lambda seen: seen.few / seen.visits, default=None)
    quiet = ", ".join(str(terminal) for terminal, seen in stored.items() if not seen.holds)
    measured = f"camera log against what is published: {worst or 'nothing is'}"
    if quiet:
        measured += f" (too fine as stored, coarser when published: terminal {quiet})"
    return Finding(
        "P5", bool(published) or not visits, measured, "too few visits to publish any; wait for more"
    )


def _no_order(db: sqlite3.Connection) -> Finding:
    tables = _tables(db)
    odd = [table for table in _there(db) if not re.search(r"STRICT,\s*WITHOUT ROWID\s*$", tables[table])]
    free = db.execute("PRAGMA main.freelist_count").fetchone()[0]
    measured = f"rows lie in the order of random ids, {free} pages of deleted rows"
    said = measured if not odd else f"with rowids: {', '.join(odd)}"
    return Finding("P6", not odd and not free, said, "merge into a new file, or VACUUM this one")


def _no_live_rows(db: sqlite3.Connection) -> Finding:
    live = [table for table in _tables(db) if table.startswith("live")]
    measured = "no table of running visits" if not live else f"has {', '.join(live)}"
    return Finding("P7", not live, measured, "use store.db, never live.db")


def _access_only_counted(db: sqlite3.Connection) -> Finding:
    rows = 0
    if {"path", "kind"} <= set(_tables(db)):
        rows = db.execute(
            "SELECT count(*) FROM path WHERE kind IN (SELECT id FROM kind WHERE name LIKE 'a11y%')"
        ).fetchone()[0]
    columns = [
        f"{table}.{name}"
        for table in _there(db)
        for name, _ in _columns(db, table)
        if re.search(r"a11y|access|feature|contrast|text_?size", name)
    ]
    measured = f"{rows} steps and {len(columns)} columns about a setting of a single visit"
    return Finding("P9", not rows and not columns, measured, "accessibility is counted per month only")


def _no_arrival(db: sqlite3.Connection) -> Finding:
    odd = [
        f"{table}.{name}"
        for table in _tables(db)
        for name, _ in _columns(db, table)
        if table not in ("source", "_sqlite_migrations")
        and re.search(r"_at$|created|updated|arriv|stamp", name)
    ]
    measured = "no column says when a row arrived" if not odd else ", ".join(odd)
    return Finding("P12", not odd, measured, "arrival is a clock; drop the column")


def _no_staff(db: sqlite3.Connection) -> Finding:
    reasons = [reason for (reason,) in db.execute("SELECT DISTINCT reason FROM visit_fact ORDER BY 1")]
    odd = [
        name for table in _tables(db) for name, _ in _columns(db, table) if re.search(r"staff|shift", name)
    ]
    ok = not odd and set(reasons) <= set(range(1, 6))
    measured = f"reasons {', '.join(map(str, reasons)) or 'none'}; no column about staff"
    return Finding("P13", ok, ", ".join(odd) or measured, "only reason 4 may tell of staff")


def _retention(db: sqlite3.Connection) -> Finding:
    last = db.execute("SELECT max(day) / 100 FROM hour_count").fetchone()[0]
    oldest: list[int] = []
    if last is not None and "path" in _tables(db):
        oldest = [
            months(bucket)[1]
            for (bucket,) in db.execute(
                "SELECT DISTINCT bucket FROM visit_fact f WHERE EXISTS"
                " (SELECT 1 FROM path p WHERE p.terminal = f.terminal AND p.visit = f.visit)"
            )
        ]
    if not oldest:
        return Finding("P14", True, "no steps of visits are kept", "")
    age = (last // 100 - min(oldest) // 100) * 12 + last % 100 - min(oldest) % 100
    measured = f"the oldest steps are {max(age, 0)} months old, {PATHS_MONTHS} are allowed"
    return Finding("P14", age <= PATHS_MONTHS, measured, "delete the rows of `path` of that time")


_CHECKS: tuple[Callable[[sqlite3.Connection], Finding], ...] = (
    _only_known_columns, _no_id_of_a_person, _no_text, _no_clock, _no_singling_out, _no_order, _no_live_rows,
    _access_only_counted, _no_arrival, _no_staff, _retention,
)  # fmt: skip


def failing(findings: list[Finding]) -> Iterator[Finding]:
    """Those that say no."""
    return (finding for finding in findings if not finding.ok)
