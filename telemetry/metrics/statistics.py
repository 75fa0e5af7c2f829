"""Intervals a statistician accepts for what a year of visits shows, each with the source of its formula.

All intervals are 95 %. Shares are 0..1. `n` may be an effective number of visits, so it need not be whole.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Z = 1.959963984540054
"""The 97.5 % point of the normal distribution."""

DRAWS = 2000
SEED = 762
"""The bootstrap draws the same days every time: the same data give the same report."""


class Interval(NamedTuple):
    """From and to, both included."""

    low: float
    high: float


class Bin(NamedTuple):
    """How many lengths fell into `low` <= length < `high` (None: open)."""

    low: float
    high: float | None
    n: int


def wilson(k: float, n: float, z: float = Z) -> Interval:
    """Wilson's score interval of a share k/n; n = 0 says nothing: 0..1.

    Wilson 1927, JASA 22, 209-212; Brown, Cai and DasGupta 2001, Statistical Science 16, 101-133.
    """
    if n <= 0:
        return Interval(0.0, 1.0)
    p = min(max(k / n, 0.0), 1.0)
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    # At 0 and 1 the bound is the share itself; rounding must not put it a hair inside.
    return Interval(max(min(middle - half, p), 0.0), min(max(middle + half, p), 1.0))


def newcombe(k1: float, n1: float, k2: float, n2: float) -> Interval:
    """Interval of the difference k2/n2 - k1/n1 of two independent shares, from their Wilson intervals.

    Newcombe 1998, Statistics in Medicine 17, 873-890, method 10.
    """
    if n1 <= 0 or n2 <= 0:
        return Interval(-1.0, 1.0)
    return difference(k1 / n1, wilson(k1, n1), k2 / n2, wilson(k2, n2))


def difference(first: float, around: Interval, second: float, about: Interval) -> Interval:
    """Interval of `second` - `first` from the intervals of two independent estimates (squares add up).

    Newcombe's step for any pair of estimates: Zou and Donner 2008, Statistics in Medicine 27, 1693-1702.
    """
    gap = second - first
    return Interval(
        gap - math.hypot(second - about.low, around.high - first),
        gap + math.hypot(about.high - second, first - around.low),
    )


def quantile(bins: Sequence[Bin], share: float) -> float | None:
    """The length below which `share` of all lies, evenly spread inside each bin; None without any.

    In an open last bin it is that bin's lower edge: at least so long.
    """
    total = sum(one.n for one in bins)
    if not total:
        return None
    goal, below = share * total, 0
    for one in bins:
        if one.n and below + one.n >= goal:
            if one.high is None:
                return one.low
            return one.low + (one.high - one.low) * max(goal - below, 0.0) / one.n
        below += one.n
    return bins[-1].low


def lasting(bins: Sequence[Bin], length: float) -> float:
    """The share that is at least `length` long, evenly spread inside each bin; 0 without any."""
    total = sum(one.n for one in bins)
    beyond = 0.0
    for one in bins:
        if one.low >= length or one.high is None:
            beyond += one.n
        elif one.high > length:
            beyond += one.n * (one.high - length) / (one.high - one.low)
    return beyond / total if total else 0.0


def woodruff(bins: Sequence[Bin], share: float, n: float) -> Interval | None:
    """Interval of a quantile: the interval of the share, read back through the distribution.

    Woodruff 1952, JASA 47, 635-646; with Wilson's for the share: Korn and Graubard 1998, Survey
    Methodology 24, 193-201. n: effective number.
    """
    ends = wilson(share * n, n)
    low, high = quantile(bins, ends.low), quantile(bins, ends.high)
    return None if low is None or high is None else Interval(low, high)


def counted_quantile(counts: Sequence[tuple[float, int]], share: float) -> float | None:
    """The quantile of numbers with how often each came; between two numbers their middle.

    Definition 2 of Hyndman and Fan 1996, American Statistician 50, 361-365: the usual median.
    """
    ordered = sorted((value, n) for value, n in counts if n > 0)
    goal, below = share * sum(n for _, n in ordered), 0
    for place, (value, n) in enumerate(ordered):
        below += n
        if math.isclose(below, goal) and place + 1 < len(ordered):
            return (value + ordered[place + 1][0]) / 2
        if below >= goal:
            return value
    return ordered[-1][0] if ordered else None


def counted_woodruff(counts: Sequence[tuple[float, int]], share: float, n: float) -> Interval | None:
    """Woodruff's interval of a quantile of counted numbers. n: effective number."""
    ends = wilson(share * n, n)
    low, high = counted_quantile(counts, ends.low), counted_quantile(counts, ends.high)
    return None if low is None or high is None else Interval(low, high)


def moments(counts: Sequence[tuple[float, int]]) -> tuple[float, float]:
    """Mean and variance (divisor n - 1) of numbers with how often each came; needs at least one."""
    n = sum(times for _, times in counts)
    mean = math.fsum(value * times for value, times in counts) / n
    squares = math.fsum((value - mean) ** 2 * times for value, times in counts)
    return mean, squares / (n - 1) if n > 1 else 0.0


def student(mean: float, variance: float, n: float) -> Interval | None:
    """Student's interval of a mean; None below two. n: effective number, so n - 1 degrees of freedom.

    Student 1908; with n/deff for clustered data: Korn and Graubard 1999, Analysis of Health Surveys, 3.2.
    """
    if n < 2:
        return None
    half = _student(n - 1) * math.sqrt(variance / n)
    return Interval(mean - half, mean + half)


def _student(freedom: float) -> float:
    """The 97.5 % point of Student's distribution."""
    from scipy.special import stdtrit  # type: ignore[import-untyped]

    return float(stdtrit(freedom, 0.975))


@dataclass(frozen=True, slots=True)
class Ratio:
    """A sum over a sum, from day to day. deviation: standard error by the bootstrap of days. n: whole den.

    interval: None when all came on one day: nothing can be said of how days differ.
    """

    value: float
    interval: Interval | None
    deviation: float
    n: int
    days: int


def blocks(days: Sequence[tuple[int, int]], seed: int = SEED, draws: int = DRAWS) -> Ratio | None:
    """sum(num) / sum(den) with an interval from drawing whole days anew; None without anything counted.

    Visits of one day resemble each other (a class, rain), days hardly do: the day is the block. Davison and
    Hinkley 1997, Bootstrap Methods, 3.8. Percentiles are expanded, since few days scatter too little:
    Hesterberg 2015, American Statistician 69, 371-386. days: (num, den) of each day.
    """
    counted = [(num, den) for num, den in days if den > 0 or num > 0]
    whole = sum(den for _, den in counted)
    if not whole:
        return None
    value = sum(num for num, _ in counted) / whole
    if len(counted) < 2:
        return Ratio(value, None, 0.0, whole, len(counted))
    import numpy as np
    from scipy.special import ndtr

    size = len(counted)
    few = math.sqrt(size / (size - 1))
    tail = float(ndtr(-few * _student(size - 1)))
    drawn = _drawn(size, seed, draws) @ np.asarray(counted, dtype=np.float64)
    nums, dens = drawn[drawn[:, 1] > 0].T
    ratios = nums / dens
    low, high = (float(x) for x in np.quantile(ratios, (tail, 1 - tail)))
    return Ratio(value, Interval(min(low, value), max(high, value)), few * float(ratios.std()), whole, size)


@lru_cache(maxsize=4)
def _drawn(size: int, seed: int, draws: int) -> NDArray[np.float64]:
    """How often each of `size` days is in each draw. Costs more than all that is done with it."""
    import numpy as np

    return np.random.default_rng(seed).multinomial(size, [1 / size] * size, size=draws).astype(np.float64)


def design_effect(ratio: Ratio, variance: float) -> float:
    """How much larger the variance of a sum over a sum is than that of as many independent ones, at least 1.

    variance: of a single one, p(1-p) for a share. Kish 1965, Survey Sampling, 8.2. Few days know their own
    variance badly: their t takes the place of the normal point (Korn and Graubard 1998).
    """
    if ratio.days < 2 or variance <= 0:
        return 1.0
    return max(ratio.deviation**2 * ratio.n / variance, 1.0) * (_student(ratio.days - 1) / Z) ** 2
