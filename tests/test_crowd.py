"""What earlier visits did reaches the screens: as sums, and never of fewer than twenty."""

from __future__ import annotations

from pathlib import Path

from kiosk.runtime.memory import Memory
from kiosk.visit.world import Crowd
from telemetry.events import Answered, Guessed, VisitEnded, VisitStarted
from telemetry.store import Store
from tests.houses import Visitor


def visits(memory: Memory, hours: list[float]) -> None:
    for hour in hours:
        memory.emit(VisitStarted("de"), 0.0)
        memory.emit(Answered("strom/sommer.autos", hour, True), 1.0)
        memory.emit(VisitEnded(1), 2.0)


def test_the_most_frequent_answer_is_known_from_twenty_visits_on(tmp_path: Path) -> None:
    memory = Memory(Store(tmp_path, 1, threaded=False))
    visits(memory, [12.0] * 10 + [13.0] * 9)
    assert memory.crowd().most("strom/sommer.autos") is None
    visits(memory, [13.0])

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
    memory = Memory(Store(tmp_path, 1, threaded=False))
    for guess in [100.0] * 12 + [900.0] * 8:
        memory.emit(VisitStarted("de"), 0.0)
        memory.emit(Guessed("duell/runde.pumpe", guess, 700.0), 1.0)
        memory.emit(VisitEnded(1), 2.0)
    assert memory.crowd().guesses == {"duell/runde.pumpe": {100.0: 12, 900.0: 8}}


def test_a_visit_sees_the_crowd_that_was_there_when_it_began() -> None:
    visitor = Visitor()
    visitor.notes.voices = Crowd({"strom/sommer.autos": {12.0: 21}})
    visitor.menu()

    assert visitor.console.guard.director is not None
    assert (12.0, 21) == visitor.console.guard.director.crowd.most("strom/sommer.autos")
