"""Promises of the model: diminishing effects, and a table that is neither trivial nor out of reach."""

from __future__ import annotations

import random
from collections import Counter
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenes.kinds.allocate.proof import Trial, trial
from scenes.kinds.allocate.rules import council_of
from scenes.kinds.allocate.simulation import Council, Measure, best, even, random_spread, random_spreads
from tests.kinds.budgets import ALL_YES, budget, turn

DRAFT = (1, 13, 27, 32, 17, 8, 1, 2)
"""Per cent of 6,000 random spreads with 0 to 7 votes, as the draft found them."""


def table() -> Council:
    return council_of(budget(), turn())


@cache
def played() -> Trial:
    return trial(table(), "budget/geld")


# --- the table of the shipped budget --------------------------------------------------------


def test_chance_gets_the_votes_it_got_in_the_draft() -> None:
    """Handfuls of 1 to 8 squares on measures drawn at random: within one per cent each."""
    votes = Counter(table().votes(spread) for spread in random_spreads(45, 6, 30_000, "draft"))
    assert [votes[n] / 300 for n in range(8)] == pytest.approx(DRAFT, abs=1.0)


def test_what_the_check_plays_tells_the_same() -> None:
    found = played()
    assert found.plays == 6000
    for goal, share in ((2, 86), (4, 28), (7, 2)):
        assert 100 * found.share(goal) == pytest.approx(share, abs=1.5)


def test_spreading_everything_thin_just_gets_a_majority() -> None:
    assert even(45, 6) == (8, 8, 8, 7, 7, 7)
    assert table().votes(even(45, 6)) == 4 and played().even == 4


def test_everybody_can_be_won() -> None:
    assert sum(ALL_YES) == 45 and table().agree(ALL_YES) == (True,) * 7
    assert played().best == 7 and table().votes(best(table())) == 7


def test_all_on_one_thing_wins_one_person_at_most() -> None:
    for index in range(6):
        assert table().votes(tuple(45 if i == index else 0 for i in range(6))) <= 1


def test_the_search_finds_what_trying_everything_finds() -> None:
    """On tables small enough to try every spread."""
    for seed in range(8):
        chance = random.Random(seed)
        measures = tuple(Measure(chance.randint(0, 4), chance.uniform(1, 5)) for _ in range(3))
        weights = tuple(tuple(round(chance.uniform(0, 1.2), 1) for _ in range(3)) for _ in range(4))
        small = Council(12, measures, weights, 0.9)
        every = [(a, b, 12 - a - b) for a in range(13) for b in range(13 - a)]
        assert small.votes(best(small, str(seed))) == max(map(small.votes, every))


# --- effects ----------------------------------------------------------------------------------


def test_a_measure_does_nothing_below_its_start_and_then_jumps() -> None:
    room = Measure(12, 9)
    assert room.effect(11) == 0
    assert room.effect(12) == pytest.approx(0.7364, abs=1e-4)
    assert Measure(0, 9).effect(9) == pytest.approx(0.6321, abs=1e-4)


@given(st.integers(0, 20), st.floats(0.5, 50), st.integers(0, 59))
def test_more_never_does_less_and_each_square_less_than_the_one_before(least: int, k: float, x: int) -> None:
    it = Measure(least, k)
    assert 0 <= it.effect(x) <= it.effect(x + 1) <= 1
    if x >= least:
        assert it.effect(x + 2) - it.effect(x + 1) <= it.effect(x + 1) - it.effect(x) + 1e-12


def test_whoever_just_reaches_the_threshold_says_yes() -> None:
    half = Measure(0, 1.0)
    limit = half.effect(1) * 0.1 + half.effect(1) * 0.2
    assert Council(2, (half, half), ((0.2, 0.1),), limit).agree((1, 1)) == (True,)


@given(st.integers(2, 60), st.integers(2, 8), st.integers())
def test_a_random_spread_lays_everything(total: int, count: int, seed: int) -> None:
    spread = random_spread(total, count, random.Random(seed))
    assert sum(spread) == total and len(spread) == count and min(spread) >= 0
