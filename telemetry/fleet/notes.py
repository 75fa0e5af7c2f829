"""What is odd in a source and is read all the same: each thing in one sentence, none silently wrong."""

from __future__ import annotations

import sqlite3
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from telemetry.bins import DWELL_EDGES_MS

YEARS = range(2024, 2100)
"""Years in which there can have been visits."""

FAR_DAYS = 60
"""No exhibition is closed for longer and then opens for a few days."""

LONGEST_DAYS = 800
"""An exhibition for a year is not open longer; further apart, and a clock was wrong."""

_CRASH = 5


def notes(db: sqlite3.Connection, schema: str) -> list[str]:
    """Every oddity of the store or merged file attached as `schema`."""
    out = []
    visits = _one(db, f"SELECT count(*) FROM {schema}.visit_fact")
    if not visits:
        out.append("no visits yet")
    open_bin = len(DWELL_EDGES_MS)
    longest = _one(db, f"SELECT count(*) FROM {schema}.visit_fact WHERE dwell_bin >= {open_bin}")
    if longest:
        minutes = DWELL_EDGES_MS[-1] // 60_000
        out.append(f"{longest} visits lasted {minutes} minutes or longer (open bin; the cap is 60)")
    crashed = _one(db, f"SELECT count(*) FROM {schema}.visit_fact WHERE reason = {_CRASH}")
    if crashed:
        out.append(f"{crashed} visits have no end (the program stopped); they last up to their last touch")
    hours = _one(db, f"SELECT count(*) FROM {schema}.hour_count WHERE hour NOT BETWEEN 0 AND 23")
    if hours:
        out.append(f"{hours} counts stand at an hour that is none")
    return [*out, *_days(days(db, schema)), *_buckets(db, schema)]


def days(db: sqlite3.Connection, schema: str) -> list[int]:
    """All days (yyyymmdd) on which something was counted, in order."""
    tables = ("hour_count", "day_stat")
    union = " UNION ".join(f"SELECT day FROM {schema}.{table}" for table in tables)
    return [day for (day,) in db.execute(f"{union} ORDER BY 1")]


def believed(there: Iterable[int]) -> list[int]:
    """The days without those of a clock that was wrong: no dates, or dates far from where most days are."""
    real = sorted(day for day in there if (one := _date(day)) is not None and one.year in YEARS)
    groups: list[list[int]] = []
    for day in real:
        if not groups or (_calendar(day) - _calendar(groups[-1][-1])).days > FAR_DAYS:
            groups.append([])
        groups[-1].append(day)
    return max(groups, key=len, default=[])


def _days(there: Sequence[int]) -> Iterator[str]:
    real: list[date] = []
    near = set(believed(there))
    for day in there:
        one = _date(day)
        if one is None or one.year not in YEARS:
            yield f"day {day} cannot be (a clock was wrong): its visits count, its date means nothing"
            continue
        if day not in near:
            yield f"day {day} lies far from all others (a wrong clock?): its visits count, its date does not"
        real.append(one)
    if real and (real[-1] - real[0]).days > LONGEST_DAYS:
        yield f"the days from {real[0]:%Y%m%d} to {real[-1]:%Y%m%d} are too many (a clock was wrong)"
    for one in real:
        if changes_clock(one):
            yield f"day {one:%Y%m%d} has {23 if one.month == 3 else 25} hours (summer time begins or ends)"


def changes_clock(day: date) -> bool:
    """Whether clocks in Germany change on that day: the last Sunday of March and of October."""
    last = monthrange(day.year, day.month)[1]
    return day.month in (3, 10) and day.weekday() == 6 and day.day > last - 7


def _buckets(db: sqlite3.Connection, schema: str) -> Iterator[str]:
    for bucket, visits in db.execute(
        f"SELECT bucket, count(*) FROM {schema}.visit_fact GROUP BY bucket ORDER BY bucket"
    ):
        code = bucket % 100
        known = 1 <= code <= 12 or 21 <= code <= 24 or code in (31, 32, 40)
        if bucket // 100 not in YEARS or not known:
            yield f"{visits} visits lie in a month that cannot be ({bucket}; a clock was wrong)"


def _calendar(day: int) -> date:
    return date(day // 10_000, day // 100 % 100, day % 100)


def _date(day: int) -> date | None:
    try:
        return _calendar(day)
    except ValueError:
        return None


def _one(db: sqlite3.Connection, query: str) -> int:
    return int(db.execute(query).fetchone()[0])
