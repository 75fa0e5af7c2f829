"""Whoever owns a log of a camera singles nobody out, also where few people come."""

from __future__ import annotations

import math
import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from telemetry.bins import dwell_bin
from telemetry.privacy.linkage import (
    SEVERAL,
    Coarse,
    Exposure,
    Kind,
    Sighting,
    attack,
    camera_log,
    kinds,
    plan,
)
from tests.telemetry.plays import play, quiet, wandering

DAYS = 300


def year(terminal: int, a_day: int, seed: int = 1) -> Iterator[Sighting]:
    """What a camera saw in a simulated year: lengths around 67 s, some very long, more people in summer."""
    chance = random.Random(f"{seed} {terminal}")
    for number in range(DAYS):
        day = date(2027, 1, 2) + timedelta(days=number * 365 // DAYS)
        season = 1 - 0.4 * math.cos(2 * math.pi * day.timetuple().tm_yday / 365)
        for _ in range(round(a_day * season * chance.uniform(0.7, 1.3))):
            length = chance.lognormvariate(math.log(67_000), 1.0)
            yield Sighting(terminal, day.year * 100 + day.month, min(round(length), 3_600_000))


def stored(log: list[Sighting]) -> Counter[Kind]:
    """What the store keeps of it."""
    return Counter(Kind(seen.terminal, seen.month, dwell_bin(seen.length_ms)) for seen in log)


def as_stored(log: list[Sighting]) -> dict[int, Coarse]:
    return {terminal: Coarse(str(terminal)) for terminal in {seen.terminal for seen in log}}


@pytest.mark.parametrize("a_day", [5, 20, 100])
def test_alone_a_quiet_terminal_is_published_so_coarsely_that_nobody_is_singled_out(a_day: int) -> None:
    log = list(year(1, a_day))
    visits = stored(log)

    found = plan(visits, log)

    before, after = attack(visits, as_stored(log), log)[1], attack(visits, found, log).get(1)
    print(f"{a_day} a day: by month {before}; as published ({found.get(1)}) {after}")
    assert after is None or after.holds
    assert found, "a whole year must remain to be published"
    assert before.holds == (found[1] == Coarse("1"))


def test_as_stored_a_terminal_with_five_visits_a_day_would_single_people_out() -> None:
    log = list(year(1, 5))

    assert attack(stored(log), as_stored(log), log)[1].single > 0


def test_quiet_terminals_are_pooled_before_their_periods_are_coarsened_and_a_busy_one_stays_as_it_is() -> (
    None
):
    log = [*year(1, 300), *year(2, 20), *year(3, 20), *year(4, 5)]
    visits = stored(log)

    found = plan(visits, log)

    print(
        {terminal: (coarse, str(attack(visits, found, log)[terminal])) for terminal, coarse in found.items()}
    )
    assert Coarse("1") == found[1]
    assert {SEVERAL} == {found[terminal].pool for terminal in (2, 3, 4)}
    assert all(seen.holds for seen in attack(visits, found, log).values())


def test_a_single_visit_is_not_published_at_all() -> None:
    log = [Sighting(1, 202705, 67_000)]

    assert {} == plan(stored(log), log)


def test_a_length_known_to_three_seconds_fits_the_bins_it_can_lie_in_and_no_others() -> None:
    visits = Counter({Kind(1, 202705, dwell_bin(ms)): 7 for ms in (60_000, 75_000, 300_000)})
    edge = 1000 * 1.25**19  # 69.4 s: 67 to 72 s lie on both sides of it

    seen = attack(visits, {1: Coarse("1")}, [Sighting(1, 202705, round(edge)), Sighting(1, 202706, 60_000)])

    assert dwell_bin(60_000) != dwell_bin(75_000)
    assert Exposure(2, 0, 1) == seen[1]


def test_a_bucket_is_never_made_finer() -> None:
    for size, expected in ((1, 202722), (3, 202722), (6, 202731), (12, 202740)):
        assert expected == Coarse("1", size).bucket(202722)
    assert 202723 == Coarse("1", 3).bucket(202708)


def test_the_log_of_real_data_has_a_line_for_each_visit_within_its_bucket_and_bin(tmp_path: Path) -> None:
    with closing(quiet(tmp_path)) as store:
        for seed in range(9):
            play(store, wandering(seed))
    with closing(sqlite3.connect(tmp_path / "store.db")) as db:
        visits = kinds(db)
        log = camera_log(db, visits)

    assert 9 == visits.total() == len(log)
    assert visits == stored(log)
    assert log == sorted(log, key=lambda seen: dwell_bin(seen.length_ms))
