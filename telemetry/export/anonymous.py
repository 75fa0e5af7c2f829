"""Visits as rows that may be published: nobody who watched one can tell which it is.

What a watcher knows (period, terminal, length, language) is the same for at least five rows: lengths are
joined with their neighbours, then languages become 'other', until it is so.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from typing import NamedTuple

from telemetry.bins import DWELL_EDGES_MS, span
from telemetry.buckets import months
from telemetry.export.periods import bucket_of, label
from telemetry.privacy.linkage import SEVERAL, Coarse, Plan

LEAST = 5
OTHER = "other"
MOST_GAMES = 5
_STORM = 1


class Known(NamedTuple):
    """What a watcher can know of a visit; None: no upper end."""

    period: str
    terminal: str
    language: str
    length_from_s: float
    length_to_s: float | None


class Visit(NamedTuple):
    """A published row."""

    known: Known
    funnel: int
    scenarios: int
    results: int
    end: int


class _Row(NamedTuple):
    language: str
    length: int
    rest: tuple[int, int, int, int]


def visits(
    db: sqlite3.Connection, plan: Plan, ends: range, before: Collection[tuple[str, str]] = ()
) -> list[Visit]:
    """The visits of buckets that end in one of these months, without storms, in the order of what they say.

    before: periods and terminals that were published earlier. A bucket that holds such a period is left out:
    its visits may stand there already.
    """
    groups: defaultdict[tuple[int, str], list[_Row]] = defaultdict(list)
    rows = db.execute(
        f"""SELECT f.terminal, f.bucket, l.name, f.dwell_bin, f.funnel, min(f.tasks, {MOST_GAMES}),
            min(f.solved, {MOST_GAMES}), f.reason
            FROM visit_fact f JOIN language l ON l.id = f.lang WHERE (f.quality & {_STORM}) = 0"""
    )
    wanted: dict[tuple[int, int], tuple[int, Coarse] | None] = {}
    for terminal, bucket, language, length, *rest in rows:
        if (terminal, bucket) not in wanted:
            wanted[terminal, bucket] = _wanted(plan.get(terminal), bucket, ends, before)
        if target := wanted[terminal, bucket]:
            period, coarse = target
            funnel, tasks, solved, reason = rest
            row = _Row(language, coarse.length(length), (funnel, tasks, solved, reason))
            groups[period, coarse.pool].append(row)
    found = []
    for (bucket, pool), group in groups.items():
        for first, last, rows_of in _lengths(group):
            for language, row in _languages(rows_of):
                known = Known(label(bucket), pool, language, *_seconds(first, last))
                found.append(Visit(known, *row.rest))
    return sorted(found, key=lambda visit: (visit.known[:4], visit[1:]))


def _wanted(
    coarse: Coarse | None, bucket: int, ends: range, before: Collection[tuple[str, str]]
) -> tuple[int, Coarse] | None:
    """The bucket under which visits are published now; None if not now, or perhaps already."""
    if coarse is None:
        return None
    period = coarse.bucket(bucket)
    first, last = months(period)
    earlier = [
        months(bucket_of(name))
        for name, pool in before
        if SEVERAL in (pool, coarse.pool) or pool == coarse.pool
    ]
    stands = any(start <= last and first <= end for start, end in earlier)
    return (period, coarse) if last in ends and not stands else None


def _lengths(group: list[_Row]) -> list[tuple[int, int, list[_Row]]]:
    """First and last bin of each class of lengths, with at least five visits in it, the longest first."""
    by_length: defaultdict[int, list[_Row]] = defaultdict(list)
    for row in group:
        by_length[row.length].append(row)
    classes: list[tuple[int, int, list[_Row]]] = []
    held: list[_Row] = []
    last = len(DWELL_EDGES_MS)
    for length in sorted(by_length, reverse=True):
        held = [*held, *by_length[length]]
        if len(held) >= LEAST:
            classes.append((length, last, held))
            held, last = [], length - 1
    if held and classes:
        _, last, rows = classes.pop()
        classes.append((min(by_length), last, [*rows, *held]))
    return classes


def _languages(rows: list[_Row]) -> Iterator[tuple[str, _Row]]:
    """Each row with its language, or 'other' where too few have it."""
    counts = Counter(row.language for row in rows)
    pooled = {language for language, n in counts.items() if n < LEAST}
    rest = sorted(set(counts) - pooled, key=lambda language: (counts[language], language))
    while pooled and rest and sum(counts[language] for language in pooled) < LEAST:
        pooled.add(rest.pop(0))
    return ((OTHER if row.language in pooled else row.language, row) for row in rows)


def _seconds(first: int, last: int) -> tuple[float, float | None]:
    low, high = span(DWELL_EDGES_MS, first)[0], span(DWELL_EDGES_MS, last)[1]
    return low / 1000, None if high is None else high / 1000
