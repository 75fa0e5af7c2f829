"""What a store forgets at night: in which month few came, very long stays, paths that are too old.

Each step is one transaction of bounded size; after any of them the work may end, by a touch or by the power,
and is taken up the next night with the same result. What it leaves behind depends on nothing but the rows.

A calendar that leaps a year ahead for a night must cost nothing. So a day is only believed to have come when
the exhibition ran, or was visited, on a week of days up to it: see `believed`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from telemetry.buckets import age, is_kept, is_over, months, needed, settled, sparse, top
from telemetry.keep import transaction

PATH_MONTHS = 18
"""How old a path may become, counted from the first month it may be from."""

DAYS_OF_PROOF = 7
_RAN_MIN = 60
_VISITS_AT_ONCE = 2000
_PATHS_AT_ONCE = 200

Steps = Iterator[None]


def believed(db: sqlite3.Connection, day: int) -> int:
    """The month (yyyymm) that runs for certain when the calendar says `day` (yyyymmdd); 0 for none.

    It is that of the seventh latest day up to this one on which somebody came, or on which the software ran
    for an hour.
    """
    found = db.execute(
        f"""SELECT day FROM hour_count WHERE day <= ?1 UNION
            SELECT day FROM health JOIN measure ON id = measure
            WHERE day <= ?1 AND name = 'minutes' AND n >= {_RAN_MIN}
            ORDER BY day DESC LIMIT 1 OFFSET {DAYS_OF_PROOF - 1}""",
        (day,),
    ).fetchone()
    return found[0] // 100 if found else 0


def tidy(db: sqlite3.Connection, day: int, path_months: int = PATH_MONTHS) -> Steps:
    """Coarsen months that are over, top-code stays, delete old paths; a step for every transaction."""
    running = believed(db, day)
    if not running:
        return
    terminals = [number for (number,) in db.execute("SELECT DISTINCT terminal FROM hour_count")]
    for terminal in terminals:
        yield from _coarsen(db, terminal, running)
        for bucket in _buckets(db, terminal):
            if is_over(bucket, running):
                yield from _top_code(db, terminal, bucket)
            if age(bucket, running) >= path_months:
                yield from _delete_paths(db, terminal, bucket)


def _buckets(db: sqlite3.Connection, terminal: int) -> list[int]:
    """The buckets there are; one that no calendar knows is left alone."""
    found = db.execute("SELECT DISTINCT bucket FROM visit_fact WHERE terminal = ? ORDER BY 1", (terminal,))
    return [bucket for (bucket,) in found if _exists(bucket)]


def _exists(bucket: int) -> bool:
    try:
        months(bucket)
    except ValueError:
        return False
    return True


def _coarsen(db: sqlite3.Connection, terminal: int, running: int) -> Steps:
    counted = db.execute(
        "SELECT day / 100, sum(visits) FROM hour_count WHERE terminal = ? GROUP BY 1", (terminal,)
    )
    visits = {month: n for month, n in counted if _exists(month)}
    taken = _buckets(db, terminal)
    periods = needed(visits, taken, running)
    for bucket in taken:
        if is_kept(bucket, running) and (coarser := settled(bucket, periods)) != bucket:
            yield from _move(db, terminal, bucket, coarser)
    few = [(f"sparse/{terminal}/{year}", n) for year, n in sparse(visits, periods, running).items()]
    with transaction(db):
        db.execute("DELETE FROM meta WHERE k LIKE ?", (f"sparse/{terminal}/%",))
        db.executemany("INSERT INTO meta VALUES (?, ?)", few)
    yield


def _move(db: sqlite3.Connection, terminal: int, bucket: int, coarser: int) -> Steps:
    moved = _VISITS_AT_ONCE
    while moved == _VISITS_AT_ONCE:
        with transaction(db):
            moved = db.execute(
                """UPDATE visit_fact SET bucket = ?3 WHERE terminal = ?1 AND visit IN
                   (SELECT visit FROM visit_fact WHERE terminal = ?1 AND bucket = ?2 LIMIT ?4)""",
                (terminal, bucket, coarser, _VISITS_AT_ONCE),
            ).rowcount
        yield


def _top_code(db: sqlite3.Connection, terminal: int, bucket: int) -> Steps:
    """At most one visit in two hundred changes: one transaction is enough."""
    key = (terminal, bucket)
    counts = dict(
        db.execute(
            "SELECT dwell_bin, count(*) FROM visit_fact WHERE terminal = ? AND bucket = ? GROUP BY 1", key
        )
    )
    highest = top(counts)
    if max(counts) == highest:
        return
    with transaction(db):
        db.execute(
            """UPDATE visit_station SET dwell_bin = ?3 WHERE terminal = ?1 AND dwell_bin > ?3 AND visit IN
               (SELECT visit FROM visit_fact WHERE terminal = ?1 AND bucket = ?2 AND dwell_bin > ?3)""",
            (*key, highest),
        )
        db.execute(
            """UPDATE visit_fact SET dwell_bin = ?3, ttfi_bin = min(ttfi_bin, ?3)
               WHERE terminal = ?1 AND bucket = ?2 AND dwell_bin > ?3""",
            (*key, highest),
        )
    yield


def _delete_paths(db: sqlite3.Connection, terminal: int, bucket: int) -> Steps:
    old = [(terminal, -1)]
    while old:
        old = db.execute(
            """SELECT terminal, visit FROM visit_fact AS f WHERE terminal = ?1 AND visit > ?2 AND bucket = ?3
               AND EXISTS (SELECT 1 FROM path AS p WHERE p.terminal = f.terminal AND p.visit = f.visit)
               ORDER BY visit LIMIT ?4""",
            (*old[-1], bucket, _PATHS_AT_ONCE),
        ).fetchall()
        with transaction(db):
            db.executemany("DELETE FROM path WHERE terminal = ? AND visit = ?", old)
        yield
