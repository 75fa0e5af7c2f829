"""How columns and estimates are written down in the definitions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from telemetry.metrics.metric import Column, Context, Estimate, Row, Table, Text
from telemetry.metrics.statistics import (
    Bin,
    Interval,
    blocks,
    counted_quantile,
    counted_woodruff,
    lasting,
    moments,
    quantile,
    student,
    wilson,
    woodruff,
)

Words = Mapping[str, tuple[str, str]]
Counts = Sequence[tuple[float, int]]


def key(name: str, head: tuple[str, str], tip: tuple[str, str], words: Words | None = None) -> Column:
    """A column that names the row."""
    said = {word: Text(*both) for word, both in (words or {}).items()}
    return Column(name, Text(*head), Text(*tip), "key", said)


def count(name: str, head: tuple[str, str], tip: tuple[str, str]) -> Column:
    """A frequency, hidden outside where it is small."""
    return Column(name, Text(*head), Text(*tip), "count")


def estimate(name: str, head: tuple[str, str], tip: tuple[str, str]) -> Column:
    """A number with its interval."""
    return Column(name, Text(*head), Text(*tip), "estimate")


def plain(name: str, head: tuple[str, str], tip: tuple[str, str], words: Words | None = None) -> Column:
    """Anything else."""
    said = {word: Text(*both) for word, both in (words or {}).items()}
    return Column(name, Text(*head), Text(*tip), "plain", said)


def number(cell: object) -> int:
    """A cell that the SQL promises to be an integer; a sum over no rows is 0."""
    return cell if type(cell) is int else int(cell) if isinstance(cell, int | float) else 0


def table(columns: Sequence[Column], rows: Iterable[tuple[object, ...]]) -> Table:
    """A table, its rows as wide as its columns."""
    done = tuple(rows)
    if any(len(row) != len(columns) for row in done):
        raise ValueError("a row does not fit under its columns")
    return Table(tuple(columns), done)  # type: ignore[arg-type]


def nothing(unit: str = "share") -> Estimate:
    """What there is to say where nobody was counted."""
    return Estimate(None, None, None, 0, unit)


def share(k: float, n: int, context: Context, stat: str = "") -> Estimate:
    """k of n with Wilson's interval over the effective number of visits."""
    if n <= 0:
        return nothing()
    effective = context.effective(n, stat)
    low, high = wilson(k / n * effective, effective)
    return Estimate(k / n, low, high, n)


def by_days(days: Sequence[tuple[int, int]], unit: str = "share") -> Estimate:
    """sum(num) / sum(den) with the interval of the bootstrap of days."""
    found = blocks(days)
    if found is None:
        return nothing(unit)
    low, high = found.interval or (None, None)
    return Estimate(found.value, low, high, found.n, unit)


def bins(rows: Iterable[Row], at: int = 0) -> list[Bin]:
    """Bins in seconds from columns `at`: from_ms, to_ms, and how many, in order of their lengths."""
    found: dict[tuple[int, int | None], int] = {}
    for row in rows:
        to = row[at + 1]
        edge = (number(row[at]), None if to is None else number(to))
        found[edge] = found.get(edge, 0) + number(row[at + 2])
    return [
        Bin(low / 1000, None if high is None else high / 1000, n)
        for (low, high), n in sorted(found.items(), key=lambda item: item[0][0])
    ]


def total(of: Sequence[Bin]) -> int:
    return sum(one.n for one in of)


def time_quantile(of: Sequence[Bin], part: float, context: Context, stat: str = "dwell") -> Estimate:
    """A quantile of binned times in seconds, with Woodruff's interval."""
    n = total(of)
    return _with(quantile(of, part), woodruff(of, part, context.effective(n, stat)), n, "s")


def time_mean(of: Sequence[Bin], context: Context, stat: str = "dwell") -> Estimate:
    """The mean of binned times in seconds, from the middles of the bins."""
    return mean(middles(of), context, stat, "s")


def middles(of: Sequence[Bin]) -> list[tuple[float, int]]:
    """The middle of each bin and how many; an open bin counts as its lower edge."""
    return [(one.low if one.high is None else (one.low + one.high) / 2, one.n) for one in of if one.n]


def staying(of: Sequence[Bin], seconds: float, context: Context) -> Estimate:
    """The share that stayed at least so long."""
    n = total(of)
    return share(lasting(of, seconds) * n, n, context, "dwell")


def mean(counts: Counts, context: Context, stat: str = "", unit: str = "n") -> Estimate:
    """The mean of counted numbers with Student's interval over the effective number."""
    n = sum(times for _, times in counts)
    if not n:
        return nothing(unit)
    middle, variance = moments(counts)
    return _with(middle, student(middle, variance, context.effective(n, stat)), n, unit)


def value_quantile(counts: Counts, part: float, context: Context, unit: str = "n") -> Estimate:
    """A quantile of counted numbers with Woodruff's interval."""
    n = sum(times for _, times in counts)
    found = counted_quantile(counts, part)
    return _with(found, counted_woodruff(counts, part, context.effective(n)) if n else None, n, unit)


def _with(value: float | None, interval: Interval | None, n: int, unit: str) -> Estimate:
    if value is None or interval is None:
        return Estimate(value, None, None, n, unit)
    # Ties and the edges of bins can put an end a hair beyond the estimate.
    return Estimate(value, min(interval.low, value), max(interval.high, value), n, unit)
