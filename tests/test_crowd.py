"""What earlier visits did reaches the screens: as sums, and never of fewer than twenty."""

from __future__ import annotations

from pathlib import Path

from kiosk.runtime.memory import Memory
from kiosk.visit.world import Crowd
from telemetry.events import Answered, VisitEnded, VisitStarted
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


def test_a_visit_sees_the_crowd_that_was_there_when_it_began() -> None:
    visitor = Visitor()
    visitor.notes.voices = Crowd({"strom/sommer.autos": {12.0: 21}})
    visitor.menu()

    assert visitor.console.guard.director is not None
    assert (12.0, 21) == visitor.console.guard.director.crowd.most("strom/sommer.autos")
