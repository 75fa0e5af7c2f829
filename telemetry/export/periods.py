"""The periods in which data are published: calendar quarters that are over.

Every export cuts time at the same places and a visit lies in one period only, so that subtracting two exports
from each other gives a whole period and never a few visits. Visits whose bucket is a half or a whole year are
a period of their own; what is counted by day is in its quarter.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from telemetry.buckets import chain, months

_BY_VISIT = ("visit_station", "survey", "response")
_BY_BUCKET = ("visit_fact", "a11y_count", "screen_count", "outcome", "poll", "guess", "result", "pledge")
_BY_DAY = ("hour_count", "day_stat", "health")


def closed(db: sqlite3.Connection, today: int, after: int = 0) -> list[int]:
    """The periods to be published, as buckets: over by `today` or by the last day there are data of
    (yyyymmdd), and not over yet when all up to month `after` (yyyymm) was published."""
    found = {chain(bucket)[1] if bucket % 100 <= 12 else bucket for bucket in _buckets(db)}
    until = last_month(db, today)
    return sorted(
        (period for period in found if after < months(period)[1] <= until),
        key=lambda period: (months(period), period),
    )


def last_month(db: sqlite3.Connection, today: int) -> int:
    """The last month (yyyymm) of the last quarter that is over."""
    last: int = max(today, db.execute("SELECT coalesce(max(day), 0) FROM hour_count").fetchone()[0])
    year, month = divmod(last // 100, 100)
    quarters = (month - 1) // 3
    return year * 100 + 3 * quarters if quarters else (year - 1) * 100 + 12


def _buckets(db: sqlite3.Connection) -> set[int]:
    buckets = {bucket for (bucket,) in db.execute("SELECT DISTINCT bucket FROM visit_fact")}
    return buckets | {month for (month,) in db.execute("SELECT DISTINCT day / 100 FROM hour_count")}


def label(bucket: int) -> str:
    """2027-05, 2027-Q2, 2027-H1, 2027."""
    year, part = divmod(bucket, 100)
    for above, letter in ((30, "H"), (20, "Q")):
        if above < part < above + 10:
            return f"{year}-{letter}{part - above}"
    return f"{year}" if part > 30 else f"{year}-{part:02}"


def bucket_of(period: str) -> int:
    """The bucket behind a label."""
    year, _, part = period.partition("-")
    above = {"": 40, "Q": 20, "H": 30}.get(part[:1], 0)
    return int(year) * 100 + (40 if not part else above + int(part.lstrip("QH")))


@contextmanager
def within(db: sqlite3.Connection, period: int) -> Iterator[None]:
    """Every statement on `db` sees one period only: temporary views stand before the tables."""
    views = _views(period)
    (strict,) = db.execute("PRAGMA query_only").fetchone()
    db.execute("PRAGMA query_only = OFF")
    for table, where in views.items():
        db.execute(f"CREATE TEMP VIEW {table} AS SELECT * FROM main.{table} WHERE {where}")
    try:
        yield
    finally:
        for table in views:
            db.execute(f"DROP VIEW temp.{table}")
        db.execute(f"PRAGMA query_only = {strict}")


def _views(period: int) -> dict[str, str]:
    first, last = months(period)
    is_quarter = 20 < period % 100 < 30
    buckets = ", ".join(map(str, (*range(first, last + 1), period) if is_quarter else (period,)))
    in_bucket = f"bucket IN ({buckets})"
    days = f"day BETWEEN {first * 100} AND {last * 100 + 99}" if is_quarter else "0"
    quarter = f"quarter = {first // 100 * 10 + (last % 100) // 3}" if is_quarter else "0"
    visits = f"(terminal, visit) IN (SELECT terminal, visit FROM main.visit_fact WHERE {in_bucket})"
    return {
        **dict.fromkeys(_BY_BUCKET, in_bucket),
        **dict.fromkeys(_BY_DAY, days),
        **dict.fromkeys(_BY_VISIT, visits),
        "touch_cell": quarter,
    }
