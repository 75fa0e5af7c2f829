"""What earlier visits did reaches the screens: as sums, and never of fewer than twenty."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from kiosk.runtime.memory import Memory
from kiosk.visit.world import Crowd
from telemetry.events import Answered, Guessed, Pledged, VisitEnded, VisitStarted
from telemetry.store import Store
from tests.houses import Visitor


def visits(memory: Memory, hours: list[float]) -> None:
    for hour in hours:
        memory.emit(VisitStarted("de"), 0.0)
        memory.emit(Answered("strom/sommer.autos", hour, True), 1.0)
        memory.emit(VisitEnded(1), 2.0)


class Days:
    """A calendar one turns by hand."""

    def __init__(self) -> None:
        self.day = 14

    def __call__(self) -> datetime:
        return datetime(2027, 5, self.day, 12)


def remembered(folder: Path, days: Days) -> tuple[Memory, Store]:
    store = Store(folder, 1, threaded=False, wall=days)
    return Memory(store, ("strom/bau1/wind",)), store


def test_the_most_frequent_answer_is_known_from_twenty_visits_on(tmp_path: Path) -> None:
    days = Days()
    memory, _ = remembered(tmp_path, days)
    visits(memory, [12.0] * 10 + [13.0] * 9)
    days.day += 1
    assert memory.crowd().most("strom/sommer.autos") is None
    visits(memory, [13.0])
    days.day += 1

    assert (12.0, 20) == memory.crowd().most("strom/sommer.autos")
    assert memory.crowd().most("strom/sommer.fluss") is None


def test_shares_means_and_medians_are_told_from_twenty_visits_on() -> None:
    few = Crowd({"s/geld.raum": {9.0: 19}}, {"s/runde.pumpe": {700.0: 19}})
    assert few.votes("s/geld.raum") == 0
    assert (
        few.share("s/geld.raum", 9.0) is few.mean("s/geld.raum") is few.median_guess("s/runde.pumpe") is None
    )

    many = Crowd({"s/gabe": {0.0: 9, 1.0: 22}}, {"s/runde.pumpe": {100.0: 10, 700.0: 10, 9000.0: 1}})
    assert many.share("s/gabe", 1.0) == 70.0, "71 % is told as 70"
    assert many.share("s/gabe", 3.0) == 0.0
    assert many.mean("s/gabe") == 22 / 31
    assert many.median_guess("s/runde.pumpe") == 700.0
    assert many.of("other") == Crowd()


def test_guesses_reach_the_screens_as_a_histogram(tmp_path: Path) -> None:
    days = Days()
    memory, _ = remembered(tmp_path, days)
    for guess in [100.0] * 12 + [900.0] * 8:
        memory.emit(VisitStarted("de"), 0.0)
        memory.emit(Guessed("duell/runde.pumpe", guess, 700.0), 1.0)
        memory.emit(VisitEnded(1), 2.0)
    days.day += 1
    assert memory.crowd().guesses == {"duell/runde.pumpe": {100.0: 12, 900.0: 8}}


def test_nobody_sees_a_single_visit_by_comparing_before_and_after(tmp_path: Path) -> None:
    days = Days()
    memory, store = remembered(tmp_path, days)
    visits(memory, [12.0] * 30)
    days.day += 1
    before = memory.crowd()
    assert before.votes("strom/sommer.autos") == 30
    visits(memory, [3.0])
    assert memory.crowd() == before, "within a day nothing changes"

    store.close()
    memory, store = remembered(tmp_path, days)
    assert memory.crowd() == before, "nor does a restart tell"
    days.day -= 1
    assert memory.crowd() == before, "nor a clock that runs back"
    visits(memory, [4.0])
    assert memory.crowd() == before
    days.day += 2
    assert memory.crowd().polls["strom/sommer.autos"] == {12.0: 30, 3.0: 1, 4.0: 1}
    store.close()
    memory, store = remembered(tmp_path, days)
    assert memory.crowd().votes("strom/sommer.autos") == 32
    store.close()


@pytest.mark.parametrize("restarts", [False, True])
def test_a_clock_that_runs_back_and_comes_back_opens_no_window(tmp_path: Path, restarts: bool) -> None:
    days = Days()
    memory, store = remembered(tmp_path, days)
    visits(memory, [12.0] * 30)
    days.day += 1
    before = memory.crowd()
    for hour in (3.0, 4.0):
        visits(memory, [hour])
        for step in (-1, 1):
            days.day += step
            if restarts:
                store.close()
                memory, store = remembered(tmp_path, days)
            assert memory.crowd() == before
    days.day += 1
    assert memory.crowd().votes("strom/sommer.autos") == 32
    store.close()


def test_a_clock_that_stood_far_ahead_does_not_silence_the_crowd(tmp_path: Path) -> None:
    days = Days()
    memory, store = remembered(tmp_path, days)
    days.day += 15
    visits(memory, [12.0] * 30)
    days.day -= 15
    assert memory.crowd().votes("strom/sommer.autos") == 0, "going back ends no day"
    visits(memory, [12.0])
    days.day += 1
    assert memory.crowd().votes("strom/sommer.autos") == 31
    store.close()
    memory, store = remembered(tmp_path, days)
    assert memory.crowd().votes("strom/sommer.autos") == 31
    store.close()


def test_a_night_between_two_starts_publishes_the_day(tmp_path: Path) -> None:
    days = Days()
    memory, store = remembered(tmp_path, days)
    visits(memory, [12.0] * 25)
    store.close()
    days.day += 1
    memory, store = remembered(tmp_path, days)
    assert memory.crowd().votes("strom/sommer.autos") == 25
    store.close()


def test_kilograms_of_all_levers_are_told_from_twenty_levers_on(tmp_path: Path) -> None:
    days = Days()
    memory, store = remembered(tmp_path, days)
    for number in range(20):
        memory.emit(VisitStarted("de"), 0.0)
        memory.emit(Pledged("fussabdruck/vorsaetze/flug", 100 + number, True), 1.0)
        memory.emit(VisitEnded(1), 2.0)
        assert memory.crowd().kg == 0
    days.day += 1
    assert memory.crowd().kg == sum(range(100, 120))
    store.close()
    memory, store = remembered(tmp_path, days)
    assert memory.crowd().kg == sum(range(100, 120))
    store.close()


def test_a_picture_grows_at_once_and_survives_a_restart(tmp_path: Path) -> None:
    days = Days()
    memory, store = remembered(tmp_path, days)
    for option, value in (("wind", 1.0), ("dach", 0.0), ("wind", 1.0)):
        memory.emit(VisitStarted("de"), 0.0)
        memory.emit(Answered(f"strom/bau1/{option}", value, True), 1.0)
        memory.emit(VisitEnded(1), 2.0)
    assert dict(memory.crowd().laid) == {"strom/bau1/wind": 2} and memory.crowd().polls == {}
    store.close()
    memory, store = remembered(tmp_path, days)
    assert dict(memory.crowd().laid) == {"strom/bau1/wind": 2}
    store.close()


def test_a_visit_sees_the_crowd_that_was_there_when_it_began() -> None:
    visitor = Visitor()
    visitor.notes.voices = Crowd({"strom/sommer.autos": {12.0: 21}})
    visitor.menu()

    assert visitor.console.guard.director is not None
    assert (12.0, 21) == visitor.console.guard.director.crowd.most("strom/sommer.autos")
