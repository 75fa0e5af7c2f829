"""Small cases worked out by hand, where the plays would not tell right from nearly right."""

from __future__ import annotations

import sqlite3
from statistics import stdev, variance

import pytest

from telemetry.metrics.compute import compute, spread
from telemetry.metrics.metric import Estimate
from tests.metrics.conftest import Played
from tests.metrics.made import asks, empty, fact, fill, name
from tests.metrics.stays import ITEMS

pytest.importorskip("numpy")


def house() -> sqlite3.Connection:
    """A warehouse that knows a few names and nobody."""
    db = empty()
    for topic, one in (("screen", "home"), ("language", "de"), ("build", "1"), ("station", "heat")):
        name(db, topic, one)
    return db


def value(cell: object) -> float | None:
    assert isinstance(cell, Estimate)
    return cell.value


def test_what_storm_visits_opened_is_not_counted() -> None:
    db = house()
    fill(db, "visit_fact", [fact(1, quality=1), fact(2, quality=2), fact(3), fact(4, quality=9)])
    fill(db, "visit_station", [(1, visit, 1, 20, visit % 2) for visit in (1, 2, 3, 4)])

    ((scenario, started, done, attraction, *_),) = compute(asks(db), only=("scenario_use",))[
        "scenario_use"
    ].rows

    assert ("heat", 2, 1, 1.0) == (scenario, started, done, value(attraction))


def test_a_good_guess_is_off_by_a_quarter_at_most() -> None:
    db = house()
    (question,) = name(db, "target", "heat/rooms")
    guesses = ((75, 1), (74, 1), (125, 1), (126, 1), (100, 4))
    fill(db, "guess", [(1, 1, 202705, question, float(guess), 100.0, n) for guess, n in guesses])

    (row,) = compute(asks(db), only=("guesses",))["guesses"].rows

    assert ("heat/rooms", 8, 100.0) == (row[0], row[1], row[3])
    assert 6 / 8 == value(row[4])


def test_a_language_is_judged_by_its_own_visits() -> None:
    db = house()
    name(db, "language", "tr")
    fill(db, "visit_fact", [fact(n, lang=1 + (n < 3), solved=int(n < 2)) for n in range(10)])

    rows = {row[0]: row for row in compute(asks(db), only=("languages",))["languages"].rows}

    assert (7, 0.0) == (rows["de"][1], value(rows["de"][3]))
    assert (3, 2 / 3) == (rows["tr"][1], value(rows["tr"][3]))


def test_scales_scatter_and_hang_together_as_the_textbook_says(played_year: Played) -> None:
    """Standard deviation and Cronbach's alpha over the answers that were played."""
    from tests.metrics.test_recompute import Year, _surveys

    year = Year(compute(played_year.warehouse.query), played_year.warehouse.db, played_year.stays, [])
    whole = [answers for answers, _ in _surveys(year, "ueq-s") if len(answers) == len(ITEMS["ueq-s"])]
    for scale, part in (("pragmatic", slice(0, 4)), ("hedonic", slice(4, 8)), ("overall", slice(0, 8))):
        items = [answers[part] for answers in whole]
        k = len(items[0])
        sums = variance([sum(row) for row in items])
        alpha = k / (k - 1) * (1 - sum(variance(column) for column in zip(*items, strict=True)) / sums)
        assert year.two("ueq_s", "deviation")[scale] == round(stdev([sum(row) / k for row in items]), 3)
        assert year.two("ueq_s", "alpha")[scale] == round(alpha, 3)


def test_the_general_effect_is_the_largest_and_that_of_stays_is_about_stays() -> None:
    """Two sorts of days of 20 visits: all engaged or none, half a minute or a minute; results like a coin."""
    db = house()
    stats = name(db, "stat", "engaged", "result", "dwell")
    bins = (16, 19)  # 28.4 to 35.5 s and 55.5 to 69.4 s; middles 319.7 and 624.5 tenths
    for day in range(200):
        at = 20270101 + day
        sort = day % 2
        fill(db, "day_stat", [(1, 1, at, stats[0], 20 * sort, 20), (1, 1, at, stats[1], 10, 20)])
        fill(db, "day_stat", [(1, 1, at, stats[2], 20 * (320, 624)[sort], 20)])
        fill(db, "visit_fact", [fact(20 * day + n, dwell_bin=bins[sort]) for n in range(20)])

    context = spread(asks(db))

    assert 20 == pytest.approx(context.spread["engaged"], rel=0.1)
    assert 1 == pytest.approx(context.spread["result"], abs=0.05)
    assert 20 == pytest.approx(context.spread["dwell"], rel=0.1)
    assert context.spread[""] == context.spread["engaged"]
    assert {4000} == set(context.units.values())


def test_a_number_from_few_says_so() -> None:
    assert Estimate(0.5, 0.3, 0.7, 29).small
    assert not Estimate(0.5, 0.4, 0.6, 30).small


def test_versions_stand_in_the_order_of_their_months_though_visits_only_know_their_half() -> None:
    db = house()
    name(db, "build", "0")
    fill(db, "visit_fact", [fact(1, bucket=202631, build=1), fact(2, bucket=202608, build=2)])
    fill(db, "visit_fact", [fact(3, bucket=202640, build=2)])
    fill(db, "screen_count", [(1, 7, 202602, 1, 1, 9, 9, 0, 0), (1, 7, 202608, 2, 1, 9, 9, 0, 0)])

    rows = compute(asks(db), only=("versions",))["versions"].rows
    assert ["1", "0"] == list(dict.fromkeys(row[0] for row in rows))
