"""Take a thing and put it on the place of another: those between move up. Then look how it belongs."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from kiosk.content.answers import Given, values_of
from kiosk.core.frame import Action
from kiosk.ui.scene import Turn
from scenes.kinds.order.schema import Order
from telemetry.events import Answered, Event


@dataclass(frozen=True, slots=True)
class State:
    """row: ids as they lie now, the first one first. hand: the one that was taken, "" for none.

    checked: the order they belong in was shown.
    """

    row: tuple[str, ...] = ()
    hand: str = ""
    checked: bool = False


def start(step: Order, turn: Turn) -> State:
    """Shuffled by the seed of the visit, and never in order already."""
    dice = random.Random(f"{turn.seed}/{step.id}")
    row = dice.sample(list(step.answer), len(step.answer))
    return State(tuple(row) if tuple(row) != step.answer else (*row[1:], row[0]))


def act(step: Order, state: State, action: Action, turn: Turn) -> tuple[State, tuple[Event, ...]]:
    """'take' an id; 'choose' one: takes it, puts it down, or puts what was taken in its place; 'check'."""
    if state.checked:
        return state, ()
    if action.name == "check":
        done = replace(state, hand="", checked=True)
        return done, (Answered(turn.path(step), float(right(step, done)), step.collect),)
    if action.value not in state.row:
        return state, ()
    id = str(action.value)
    if action.name == "take":
        return replace(state, hand=id), ()
    if action.name != "choose":
        return state, ()
    if not state.hand:
        return replace(state, hand=id), ()
    return State(moved(state.row, state.hand, id)), ()


def moved(row: tuple[str, ...], what: str, onto: str) -> tuple[str, ...]:
    """`row` with `what` in the place of `onto`; what lies between moves up by one."""
    rest = [id for id in row if id != what]
    rest.insert(row.index(onto), what)
    return tuple(rest)


def right(step: Order, state: State) -> int:
    """How many things lie where they belong."""
    return sum(a == b for a, b in zip(state.row, step.answer, strict=True))


def settled(step: Order, state: State, turn: Turn) -> tuple[Event, ...]:
    return ()


def ready(step: Order, state: State, turn: Turn) -> bool:
    return state.checked


def answered(step: Order, state: State) -> bool:
    return state.checked


def values(step: Order, state: State, turn: Turn) -> dict[str, Given]:
    """right: how many lay where they belong. done: 1 once it was checked."""
    if not state.checked:
        return {}
    return values_of(step, {"right": float(right(step, state)), "done": 1.0})
