"""The shipped budget as rules know it: its step, a turn of it, states by what was laid."""

from __future__ import annotations

from kiosk.content.scope import Scope
from kiosk.core.frame import Action
from kiosk.ui.scene import Turn
from kiosk.visit.world import Crowd, Lights
from scenes.kinds.allocate import rules
from scenes.kinds.allocate.rules import State
from scenes.kinds.allocate.schema import Allocate
from telemetry.events import Event
from tests.house import library

ITEMS = ("raum", "schnell", "fonds", "bekannt", "lotsen", "daten")
ALL_YES = (15, 9, 9, 5, 4, 3)
"""75, 45, 45, 25, 20 and 15 thousand euros: the example of the draft."""


def budget() -> Allocate:
    step = library().german.scenarios["budget"].step("geld")
    assert isinstance(step, Allocate)
    return step


def plain() -> Allocate:
    """A week of forty hours, without people."""
    return Allocate.model_validate(
        {"kind": "allocate", "id": "woche", "total": 40, "unit": "Stunden",
         "items": {"arbeit": "Arbeit", "papier": "Papier", "rest": "Rest"}}
    )  # fmt: skip


def crowd(visits: int, **squares: float) -> Crowd:
    """So many visits laid these squares on each item of the budget."""
    return Crowd({f"budget/geld.{id}": {squares.get(id, 5.0): visits} for id in ITEMS})


def turn(seed: int = 1, others: Crowd | None = None) -> Turn:
    content = library().german
    scenario = content.scenarios["budget"]
    return Turn(scenario, Scope(scenario, content.figures, {}), seed, Lights(), crowd=others or Crowd())


def did(
    state: State, *actions: tuple[str, object], step: Allocate | None = None, at: Turn | None = None
) -> State:
    return told(state, *actions, step=step, at=at)[0]


def told(
    state: State, *actions: tuple[str, object], step: Allocate | None = None, at: Turn | None = None
) -> tuple[State, list[Event]]:
    """The state after some actions, and all they recorded."""
    events: list[Event] = []
    for name, value in actions:
        action = Action(name, value)  # type: ignore[arg-type]
        state, more = rules.act(step or budget(), state, action, at or turn())
        events += more
    return state, events
