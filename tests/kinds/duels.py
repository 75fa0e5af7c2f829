"""The shipped duel for tests: its step, a turn with and without a crowd, states after some actions."""

from __future__ import annotations

from dataclasses import replace

from kiosk.content.scope import Scope
from kiosk.core.frame import Action
from kiosk.ui.scene import Turn
from kiosk.visit.world import Crowd, Lights
from scenes.kinds.duel import rules
from scenes.kinds.duel.rules import State
from scenes.kinds.duel.schema import Card, Duel
from telemetry.events import Event
from tests.house import library

Did = tuple[str, str | float | None]
BOTH: tuple[Did, ...] = (("choose", "join.a"), ("choose", "join.b"))
ALONE: tuple[Did, ...] = (("choose", "join.a"), ("begin", None))


def duel() -> Duel:
    step = library().german.scenarios["duell"].step("runde")
    assert isinstance(step, Duel)
    return step


def turn(seed: int = 1, crowd: Crowd | None = None, lights: Lights | None = None) -> Turn:
    scenario = library().german.scenarios["duell"]
    scope = Scope(scenario, library().german.figures, {})
    return Turn(scenario, scope, seed, lights or Lights(), crowd=crowd or Crowd())


def done(state: State, *actions: Did, at: Turn | None = None) -> tuple[State, tuple[Event, ...]]:
    """The state after these actions, and everything they recorded."""
    recorded: tuple[Event, ...] = ()
    for name, value in actions:
        state, events = rules.act(duel(), state, Action(name, value), at or turn())
        recorded += events
    return state, recorded


def played(state: State, *actions: Did, at: Turn | None = None) -> State:
    return done(state, *actions, at=at)[0]


def card(state: State, at: Turn | None = None) -> tuple[str, Card, float]:
    """The card that is up: its id, itself, and the truth."""
    id, up = rules.card_of(duel(), state, at or turn())
    return id, up, rules.truth_of(up, at or turn())


def crowd(at: Turn | None = None, times: int = 21) -> Crowd:
    """As many earlier guesses of every card of this duel, all of them 1.7 times the middle of its scale."""
    step = duel()
    told = {id: rules.scale(step.cards[id]).snap(rules.middle(step.cards[id]) * 1.7) for id in step.cards}
    return Crowd(guesses={f"duell/runde.{id}": {value: times} for id, value in told.items()})


def with_crowd(seed: int = 1) -> Turn:
    at = turn(seed)
    return replace(at, crowd=crowd(at))
