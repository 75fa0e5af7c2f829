"""The intervals are those of the books, and hold the truth as often as they promise."""

from __future__ import annotations

import math
from statistics import NormalDist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telemetry.bins import DWELL_EDGES_MS, dwell_bin, span
from telemetry.metrics.columns import share
from telemetry.metrics.metric import Context
from telemetry.metrics.statistics import (
    Bin,
    Interval,
    Z,
    blocks,
    counted_quantile,
    counted_woodruff,
    design_effect,
    difference,
    lasting,
    moments,
    newcombe,
    quantile,
    student,
    wilson,
    woodruff,
)

np = pytest.importorskip("numpy")
counts = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def near(*expected: float, within: float = 5e-5) -> object:
    return pytest.approx(expected, abs=within)


# --- known values --------------------------------------------------------------------------------


def test_the_normal_point_is_the_one_of_95_percent() -> None:
    assert pytest.approx(NormalDist().inv_cdf(0.975), abs=1e-12) == Z


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_four_examples_of_newcombe_1998(k: int, n: int, low: float, high: float) -> None:
    """Intervals for the single proportion, Statistics in Medicine 17, 857-872, table I."""
    assert near(low, high) == wilson(k, n)


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ((48, 80), (56, 70), 0.0524, 0.3339),
        ((3, 10), (9, 10), 0.1705, 0.8090),
        ((2, 7), (6, 7), 0.0582, 0.8062),
        ((0, 29), (5, 56), -0.0381, 0.1926),
        ((0, 20), (0, 10), -0.1611, 0.2775),
        ((0, 10), (10, 10), 0.6075, 1.0000),
    ],
)
def test_newcombe_gives_the_examples_of_method_10(
    first: tuple[int, int], second: tuple[int, int], low: float, high: float
) -> None:
    """Intervals for the difference, Statistics in Medicine 17, 873-890, table II: second - first."""
    assert near(low, high) == newcombe(*first, *second)


def test_students_interval_is_the_one_of_the_table() -> None:
    """Mean 10, variance 4, n = 16: t(15; 0.975) = 2.1314 from any table."""
    assert near(10 - 2.1314 / 2, 10 + 2.1314 / 2) == student(10.0, 4.0, 16)
    assert student(10.0, 4.0, 1) is None


def test_moments_are_those_of_the_numbers_written_out() -> None:
    assert (2.5, pytest.approx(5 / 3)) == moments([(1.0, 1), (2.0, 1), (3.0, 1), (4.0, 1)])
    assert (3.0, 0.0) == moments([(3.0, 1)])


def test_the_median_of_an_even_number_is_the_middle_of_two() -> None:
    assert 2.5 == counted_quantile([(1.0, 1), (2.0, 1), (3.0, 2)], 0.5)
    assert 3.0 == counted_quantile([(3.0, 5), (9.0, 1)], 0.5)
    assert counted_quantile([], 0.5) is None


def test_a_quantile_lies_inside_its_bin_as_far_as_the_share_reaches() -> None:
    of = [Bin(0, 10, 10), Bin(10, 30, 20), Bin(30, None, 10)]

    assert [10, 20, 30, 30] == [quantile(of, part) for part in (0.25, 0.5, 0.75, 0.9)]
    assert [1.0, 0.75, 0.5, 0.25] == [lasting(of, t) for t in (0, 10, 20, 30)]
    assert quantile([], 0.5) is None


def test_design_effect_of_days_that_are_all_alike_or_all_of_one_kind() -> None:
    """Whole days of one answer: 20 visits tell as much as one, so deff is about 20 (Kish: 1 + (m-1) icc)."""
    unanimous = blocks([(20, 20), (0, 20)] * 100)
    alike = blocks([(10, 20)] * 100)

    assert unanimous is not None and alike is not None
    assert 20 == pytest.approx(design_effect(unanimous, 0.25), rel=0.1)
    assert 1.0 == pytest.approx(design_effect(alike, 0.25), abs=0.03)


def test_part_of_the_visits_shares_less_of_the_likeness_of_days() -> None:
    context = Context({"": 5.0}, {}, {"": 1000})

    assert 200 == context.effective(1000)
    assert pytest.approx(100 / 1.4) == context.effective(100)
    assert 1000 == Context().effective(1000)


# --- how often they hold the truth ---------------------------------------------------------------


def test_wilson_holds_a_rare_share_as_often_as_computed() -> None:
    """n = 30, p = 0.1: 97.4 %, exactly summed over all outcomes; never far below 95 % elsewhere."""

    def coverage(n: int, p: float) -> float:
        held = (k for k in range(n + 1) if wilson(k, n).low <= p <= wilson(k, n).high)
        return sum(math.comb(n, k) * p**k * (1 - p) ** (n - k) for k in held)

    assert 0.974 == pytest.approx(coverage(30, 0.1), abs=5e-4)
    assert 0.964 == pytest.approx(coverage(15, 0.05), abs=5e-4)
    found = [coverage(n, p / 100) for n in (15, 30, 100, 300) for p in range(5, 51)]
    assert 0.94 < sum(found) / len(found) < 0.965
    assert min(found) > 0.88


def days(
    dice: object, p: float, deviation: float, size: int = 60, visits: int = 100
) -> list[tuple[int, int]]:
    """Days whose shares scatter around p."""
    of = np.clip(dice.normal(p, deviation, size), 0.01, 0.99)  # type: ignore[attr-defined]
    return [(int(k), visits) for k in dice.binomial(visits, of)]  # type: ignore[attr-defined]


def test_where_days_differ_wilson_is_too_sure_and_days_as_blocks_are_not() -> None:
    """A day-to-day deviation of 8 points: Wilson over all visits holds the truth about 73 times in 100."""
    dice = np.random.default_rng(3)
    held = {"wilson": 0, "blocks": 0, "effective": 0}
    runs, p = 600, 0.5
    for _ in range(runs):
        found = days(dice, p, 0.08)
        k, n = sum(num for num, _ in found), sum(den for _, den in found)
        ratio = blocks(found)
        assert ratio is not None and ratio.interval is not None
        context = Context({"x": design_effect(ratio, ratio.value * (1 - ratio.value))}, {}, {"x": n})
        wide = share(k, n, context, "x")
        assert wide.low is not None and wide.high is not None
        for name, (low, high) in (
            ("wilson", wilson(k, n)), ("blocks", ratio.interval), ("effective", (wide.low, wide.high)),
        ):  # fmt: skip
            held[name] += low <= p <= high

    assert 0.65 < held["wilson"] / runs < 0.80
    assert held["blocks"] / runs >= 0.92
    assert held["effective"] / runs >= 0.92


@pytest.mark.parametrize("size", [5, 10])
def test_few_days_are_not_trusted_too_far(size: int) -> None:
    dice = np.random.default_rng(6)
    held = {"blocks": 0, "effective": 0}
    runs, p = 600, 0.5
    for _ in range(runs):
        found = days(dice, p, 0.08, size)
        k, n = sum(num for num, _ in found), sum(den for _, den in found)
        ratio = blocks(found)
        assert ratio is not None and ratio.interval is not None
        wide = share(k, n, Context({"x": design_effect(ratio, ratio.value * (1 - ratio.value))}), "x")
        assert wide.low is not None and wide.high is not None
        held["blocks"] += ratio.interval.low <= p <= ratio.interval.high
        held["effective"] += wide.low <= p <= wide.high

    assert held["blocks"] / runs >= (0.85 if size == 5 else 0.9)
    assert held["effective"] / runs >= 0.93


def test_the_interval_of_a_median_holds_it_though_times_are_binned() -> None:
    dice = np.random.default_rng(4)
    truth, held, runs = 67.0, 0, 400
    for _ in range(runs):
        times = dice.lognormal(math.log(truth), 0.9, 300)
        numbers = [dwell_bin(round(1000 * t)) for t in times]
        of = [
            Bin(low / 1000, None if high is None else high / 1000, numbers.count(one))
            for one in range(len(DWELL_EDGES_MS) + 1)
            for low, high in (span(DWELL_EDGES_MS, one),)
        ]
        found = woodruff(of, 0.5, 300)
        assert found is not None
        held += found.low <= truth <= found.high

    assert 0.925 <= held / runs <= 0.99


def test_the_mean_of_a_scale_of_seven_is_held_with_few_answers() -> None:
    dice = np.random.default_rng(5)
    shares = [0.02, 0.03, 0.05, 0.1, 0.2, 0.3, 0.3]
    truth = sum((value + 1) * part for value, part in enumerate(shares))
    held, runs = 0, 1000
    for _ in range(runs):
        answers = np.bincount(dice.choice(7, 25, p=shares), minlength=7)
        found = student(*moments([(value + 1.0, int(n)) for value, n in enumerate(answers)]), 25)
        assert found is not None
        held += found.low <= truth <= found.high

    assert 0.92 <= held / runs <= 0.98


def test_the_same_days_give_the_same_interval() -> None:
    found = [(3, 10), (5, 9), (2, 11), (8, 12)]

    assert blocks(found) == blocks(found)


def test_one_day_says_nothing_of_days() -> None:
    ratio = blocks([(3, 10)])

    assert ratio is not None and ratio.interval is None
    assert blocks([]) is None and blocks([(0, 0)]) is None


# --- whatever is counted -------------------------------------------------------------------------


@given(counts)
def test_wilson_lies_around_the_share_and_within_none_and_all(pair: tuple[int, int]) -> None:
    k, n = pair
    low, high = wilson(k, n)

    assert 0 <= low <= k / n <= high <= 1
    assert low < high


@given(counts, st.integers(2, 50))
def test_more_visits_of_the_same_share_make_wilson_narrower(pair: tuple[int, int], times: int) -> None:
    k, n = pair
    few, many = wilson(k, n), wilson(k * times, n * times)

    assert many.high - many.low < few.high - few.low


@given(st.integers(2, 300).flatmap(lambda n: st.tuples(st.integers(1, n), st.just(n))))
def test_one_more_success_moves_wilson_up(pair: tuple[int, int]) -> None:
    k, n = pair

    assert wilson(k - 1, n).low <= wilson(k, n).low
    assert wilson(k - 1, n).high <= wilson(k, n).high


@given(counts, counts)
def test_newcombe_turns_its_sign_with_the_order_and_stays_within_bounds(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    low, high = newcombe(*first, *second)
    other = newcombe(*second, *first)

    assert near(-high, -low, within=1e-12) == other
    assert -1 <= low <= second[0] / second[1] - first[0] / first[1] <= high <= 1


lengths = st.lists(st.integers(0, 60), min_size=33, max_size=33).filter(any)


def binned(numbers: list[int]) -> list[Bin]:
    edges = [span(DWELL_EDGES_MS, one) for one in range(len(numbers))]
    return [
        Bin(low / 1000, None if high is None else high / 1000, n)
        for (low, high), n in zip(edges, numbers, strict=True)
    ]


@given(lengths)
def test_quantiles_grow_with_the_share_and_stay_is_read_back(numbers: list[int]) -> None:
    of = binned(numbers)
    found = [quantile(of, part / 10) for part in range(1, 10)]

    assert found == sorted(found)  # type: ignore[type-var]
    for part, at in zip(range(1, 10), found, strict=True):
        assert at is not None
        if at < of[-1].low and not any(one.low == at for one in of):
            assert lasting(of, at) == pytest.approx(1 - part / 10, abs=1e-9)
    curve = [lasting(of, t) for t in range(0, 1200, 10)]
    assert curve == sorted(curve, reverse=True) and curve[0] == 1.0


@given(lengths, st.floats(5, 500))
def test_woodruff_holds_the_quantile_and_narrows_with_more(numbers: list[int], n: float) -> None:
    of = binned(numbers)
    at, few, many = quantile(of, 0.5), woodruff(of, 0.5, n), woodruff(of, 0.5, 10 * n)

    assert at is not None and few is not None and many is not None
    assert few.low <= many.low <= at <= many.high <= few.high


@given(st.lists(st.tuples(st.integers(-50, 50).map(float), st.integers(1, 9)), min_size=1, max_size=30))
def test_counted_quantiles_are_among_the_numbers_and_in_their_interval(
    values: list[tuple[float, int]],
) -> None:
    n = sum(times for _, times in values)
    at, found = counted_quantile(values, 0.5), counted_woodruff(values, 0.5, n)
    written = sorted(value for value, times in values for _ in range(times))

    assert at == (written[(n - 1) // 2] + written[n // 2]) / 2
    assert found is not None and found.low <= at <= found.high


@settings(max_examples=40)
@given(
    st.lists(
        st.integers(1, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
        min_size=2,
        max_size=40,
    )
)
def test_the_bootstrap_of_days_lies_around_the_share(found: list[tuple[int, int]]) -> None:
    ratio = blocks(found, draws=200)

    assert ratio is not None and ratio.interval is not None
    assert 0 <= ratio.interval.low <= ratio.value <= ratio.interval.high <= 1
    assert ratio.value == sum(k for k, _ in found) / sum(n for _, n in found)


@given(st.floats(-5, 5), st.floats(0, 2), st.floats(0, 2), st.floats(-5, 5))
def test_a_difference_is_as_sure_as_both_together(a: float, half: float, other: float, b: float) -> None:
    low, high = difference(a, Interval(a - half, a + half), b, Interval(b - other, b + other))

    assert near(b - a - math.hypot(half, other), b - a + math.hypot(half, other), within=1e-9) == (low, high)
