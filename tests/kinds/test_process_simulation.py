"""The queue of Sieben Tische: the published table, and that no application is ever lost or doubled."""

from __future__ import annotations

from itertools import pairwise
from statistics import mean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.content.scope import Scope
from scenes.kinds.process.office import Office, affordable, office
from scenes.kinds.process.proof import sets
from scenes.kinds.process.rules import cases_of
from scenes.kinds.process.schema import Process
from scenes.kinds.process.simulation import granted, simulate
from telemetry.events import CardLaid, Guessed, LampsLit, RaceRun
from tests.house import Stay, library

SEEDS = 40


def race() -> Process:
    step = library().german.scenarios["tische"].step("rennen")
    assert isinstance(step, Process)
    return step


def built(*cards: str) -> Office:
    scenario = library().german.scenarios["tische"]
    return office(race(), cards, Scope(scenario, library().german.figures, {}))


def done(*cards: str) -> float:
    """Permits by day 30, the mean of 40 seeds."""
    lot = [cases_of(race(), f"{seed}/rennen") for seed in range(SEEDS)]
    return mean(granted(built(*cards), cases, race().days) for cases in lot)


@pytest.mark.parametrize(
    "cards, permits",
    [
        ((), 30), (("form",), 30), (("form", "karte", "zugleich", "epay"), 30), (("stellen",), 39),
        (("status",), 37), (("regel",), 39), (("form", "regel", "status"), 60),
    ],
)  # fmt: skip
def test_the_published_table_of_permits_by_day_thirty(cards: tuple[str, ...], permits: int) -> None:
    assert done(*cards) == pytest.approx(permits, abs=1.0)


def test_a_digital_form_on_a_slow_process_only_moves_the_queue() -> None:
    assert done("form") <= done() + 0.5
    assert built("form").bottleneck == built().bottleneck


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(list(sets(race()))), st.integers(0, 10_000))
def test_no_application_is_lost_or_doubled_on_any_evening(cards: tuple[str, ...], seed: int) -> None:
    assert affordable(race(), cards)
    cases = cases_of(race(), f"{seed}/rennen")
    run = simulate(built(*cards), cases)
    for evening in run.evenings:
        where = [case for queue in evening.queues for case in queue]
        where += [*evening.back, *evening.done]
        assert len(where) == len(set(where)) <= race().cases.count
    assert all(set(a.done) <= set(b.done) for a, b in pairwise(run.evenings)), "granted stays granted"
    assert len(run.evenings[-1].done) == race().cases.count, "in the end everybody sits outside"


def test_the_same_seed_is_the_same_race_and_both_lanes_get_the_same_applications() -> None:
    cases = cases_of(race(), "7/rennen")
    assert cases == cases_of(race(), "7/rennen") != cases_of(race(), "8/rennen")
    assert simulate(built("form"), cases) == simulate(built("form"), cases)


def test_a_race_is_recorded_and_the_guess_meets_its_truth_only_then() -> None:
    stay = Stay(library())
    stay.open("tische")
    stay.act("choose", "verkehr")
    stay.act("next")
    assert not [e for e in stay.events if isinstance(e, Guessed)], "nobody knows yet"
    stay.act("choose", "regel")
    stay.act("run", wait=30.0)
    for _ in range(4):
        if stay.frame().screen.endswith("/rennen"):
            stay.act("next", wait=5.0)
    assert [e.target for e in stay.events if isinstance(e, CardLaid)] == ["tische/rennen.regel"]
    assert [type(e) for e in stay.events if isinstance(e, (RaceRun, LampsLit))] == [RaceRun, LampsLit]
    (guessed,) = [e for e in stay.events if isinstance(e, Guessed)]
    assert guessed.target == "tische/tipp" and guessed.guess == guessed.truth == 1.0, "it is traffic"
