"""The calendar a visit keeps: its month, or a coarser period where few came.

A bucket is one integer: yyyymm for a month, yyyy21 to yyyy24 for a quarter, yyyy31 and yyyy32 for a half,
yyyy40 for a year. Within a year a larger one is coarser, so of two copies of a visit the larger one counts.

The rule: every visit stands in the smallest calendar period in which its terminal had 2,500 visits or more.
It is applied to periods that are over, to all visits of a period alike, and never taken back. With it (and
bins that grow by a quarter) a camera and a watch at the terminal single out nobody.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

ENOUGH = 2500
TOP_PERMILLE = 995
"""Longer stays than those of so many visits in a thousand are kept as if they were as long as these."""

_QUARTER, _HALF, _YEAR = 20, 30, 40


def chain(bucket: int) -> tuple[int, ...]:
    """The bucket and every coarser one that holds it."""
    first, _ = months(bucket)
    year, month = divmod(first, 100)
    periods = (
        first,
        year * 100 + _QUARTER + (month + 2) // 3,
        year * 100 + _HALF + (month + 5) // 6,
        year * 100 + _YEAR,
    )
    return periods[periods.index(bucket) :]


def months(bucket: int) -> tuple[int, int]:
    """First and last month, yyyymm. ValueError when there is no such bucket."""
    year, part = divmod(bucket, 100)
    for start, length, count in ((0, 1, 12), (_QUARTER, 3, 4), (_HALF, 6, 2), (_YEAR - 1, 12, 1)):
        if start < part <= start + count:
            last = (part - start) * length
            return year * 100 + last - length + 1, year * 100 + last
    raise ValueError(f"no such bucket: {bucket}")


def is_over(bucket: int, running: int) -> bool:
    """Whether the bucket lies before the month that runs (yyyymm)."""
    return months(bucket)[1] < running


def is_kept(bucket: int, running: int) -> bool:
    """Whether the bucket holds visits of months that are over only: a coarse one never holds others."""
    return bucket % 100 > _QUARTER or is_over(bucket, running)


def age(bucket: int, running: int) -> int:
    """Months from the first one of the bucket to the one that runs."""
    return _count(running) - _count(months(bucket)[0])


def needed(visits: Mapping[int, int], taken: Collection[int], running: int) -> frozenset[int]:
    """The quarters, halves and years whose visits have to stand in them, as of the month that runs.

    visits: of one terminal, per month. taken: buckets in which visits stand already: there is no way back.
    A month with few visits goes into its quarter as soon as it is over, and takes the other months along that
    are over: else what is left of the quarter would be the small month alone.
    """
    over = {month: n for month, n in visits.items() if n and is_over(month, running)}
    found = {bucket for bucket in taken if bucket % 100 > _QUARTER}
    found |= {chain(month)[1] for month, n in over.items() if n < ENOUGH}
    for above in (_QUARTER, _HALF):
        for period in [one for one in found if above < one % 100 < above + 10]:
            if is_over(period, running) and total(period, over) < ENOUGH:
                found.add(chain(period)[1])
    return frozenset(found)


def total(period: int, visits: Mapping[int, int]) -> int:
    """Visits of all months of a period."""
    first, last = months(period)
    return sum(n for month, n in visits.items() if first <= month <= last)


def settled(bucket: int, periods: Collection[int]) -> int:
    """Where visits of `bucket` belong when these periods are needed."""
    return max((one for one in chain(bucket) if one in periods), default=bucket)


def sparse(visits: Mapping[int, int], periods: Collection[int], running: int) -> dict[int, int]:
    """Years that are over and have too few visits even as a whole: year -> visits. Whoever gives such data
    away has to pool terminals."""
    years = [one for one in periods if one % 100 == _YEAR and is_over(one, running)]
    return {year // 100: n for year in years if (n := total(year, visits)) < ENOUGH}


def top(counts: Mapping[int, int]) -> int:
    """The bin of the 99.5th percentile: of `counts` per bin, the first one up to which so many lie."""
    below, all_ = 0, sum(counts.values())
    for number in sorted(counts):
        below += counts[number]
        if below * 1000 >= all_ * TOP_PERMILLE:
            return number
    raise ValueError("no visits")


def _count(month: int) -> int:
    year, number = divmod(month, 100)
    return year * 12 + number
