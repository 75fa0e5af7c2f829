"""Lead what is in the hand to a place: the right one takes it, another one points the way.

The hand is never empty while something is left, so that one tap on a place is an answer, with a finger
as with a key. A thing that went to another place first stays in the hand. Three in a row that were right at
the first try open a golden door, if one is left and it is not late.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kiosk.content.answers import Given, values_of
from kiosk.core.frame import Action
from kiosk.ui.scene import Turn
from scenes.kinds.sort.schema import Item, Sort
from telemetry.events import Answered, Event, Sorted

IN_SIGHT = 3
"""How many things are in sight at once."""
ROW = 3
"""How many in a row open a golden door."""
LATE = "late"


@dataclass(frozen=True, slots=True)
class Found:
    """A thing in its place. first: it was led there at the first try."""

    item: str
    first: bool


@dataclass(frozen=True, slots=True)
class State:
    """slots: the things in sight, "" where none is left. waiting: those to come, in order.

    hand: the thing to lead. missed: things that were led to another place first. pointed: the place
    tried last, which points to the right one. found: what is in its place, in order. fresh: the thing
    that came into sight last, placed: both just now. row: right at the first try in a row. golden: doors
    opened. glad: one of them with what was found last.
    """

    slots: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    hand: str = ""
    missed: tuple[str, ...] = ()
    pointed: str = ""
    found: tuple[Found, ...] = ()
    fresh: str = ""
    placed: bool = False
    row: int = 0
    golden: int = 0
    glad: bool = False
    services: tuple[str, ...] = ()
    """Ids of the services found: golden ones, then those that were news, then the others."""


def start(step: Sort, turn: Turn) -> State:
    """The things of this visit, drawn by its seed."""
    drawn = random.Random(f"{turn.seed}/{step.id}").sample(list(step.items), step.count)
    return State(tuple(drawn[:IN_SIGHT]), tuple(drawn[IN_SIGHT:]), drawn[0])


def act(step: Sort, state: State, action: Action, turn: Turn) -> tuple[State, tuple[Event, ...]]:
    """'choose' with a thing in sight takes it; with a place leads there what is in the hand.

    A place's name with '.late' behind it is the same place when the bonus is over.
    """
    if action.name != "choose" or not isinstance(action.value, str) or not action.value:
        return state, ()
    name, _, when = action.value.partition(".")
    if name in state.slots and not when:
        same = name == state.hand
        return (state if same else replace(state, hand=name, pointed="", fresh="", placed=False)), ()
    if name not in step.bins or when not in ("", LATE) or not state.hand:
        return state, ()
    item = step.items[state.hand]
    first = state.hand not in state.missed
    tried = _tried(step, state.hand, turn, name == item.place) if first else ()
    if name == item.place:
        return _placed(step, state, late=when == LATE), (Sorted(_path(step, state.hand, turn), first), *tried)
    missed = (*state.missed, state.hand) if first else state.missed
    after = replace(state, missed=missed, pointed=name, fresh="", placed=False, row=0)
    return after, tried


def _path(step: Sort, item: str, turn: Turn) -> str:
    return f"{turn.path(step)}.{item}"


def _tried(step: Sort, item: str, turn: Turn, right: bool) -> tuple[Event, ...]:
    """The first try, in a poll of its own: who had known it?"""
    return (Answered(_path(step, item, turn), float(right), True),) if step.collect else ()


def _placed(step: Sort, state: State, late: bool) -> State:
    """What is in the hand has found its place, the next thing comes into sight."""
    first = state.hand not in state.missed
    row = min(state.row + 1, ROW) if first else 0
    opens = row == ROW and state.golden < len(step.golden) and not late
    at = state.slots.index(state.hand)
    fresh = state.waiting[0] if state.waiting else ""
    slots = (*state.slots[:at], fresh, *state.slots[at + 1 :])
    found = (*state.found, Found(state.hand, first))
    golden = state.golden + opens
    return State(
        slots=slots,
        waiting=state.waiting[1:],
        hand=fresh or next((s for s in (*slots[at:], *slots) if s), ""),
        missed=state.missed,
        found=found,
        fresh=fresh,
        placed=True,
        row=0 if opens else row,
        golden=golden,
        glad=opens,
        services=_services(step, found, golden),
    )


def _services(step: Sort, found: tuple[Found, ...], golden: int) -> tuple[str, ...]:
    """The most useful first: what hardly anybody knows, what was news, the rest; each once."""
    news = [step.items[f.item].service for f in found if not f.first]
    known = [step.items[f.item].service for f in found if f.first]
    return tuple(dict.fromkeys(id for id in (*step.golden[:golden], *news, *known) if id))


def settled(step: Sort, state: State, turn: Turn) -> tuple[Event, ...]:
    return ()


def ready(step: Sort, state: State, turn: Turn) -> bool:
    return not any(state.slots)


def answered(step: Sort, state: State) -> bool:
    return bool(state.found or state.missed)


def minutes(item: Item, turn: Turn) -> tuple[float, float] | None:
    """Minutes online, and with going there and waiting; None where nobody clocked them."""
    if item.online is None or item.there is None:
        return None
    return max(item.online.number(turn.scope), 0.0), max(item.there.number(turn.scope), 0.0)


def saved(step: Sort, state: State, turn: Turn) -> float:
    """Minutes that doing it online saves, over all that is found."""
    return sum(max(there - online, 0.0) for online, there in _clocks(step, state, turn))


def _clocks(step: Sort, state: State, turn: Turn) -> Iterator[tuple[float, float]]:
    for found in state.found:
        clocks = minutes(step.items[found.item], turn)
        if clocks is not None:
            yield clocks


def values(step: Sort, state: State, turn: Turn) -> dict[str, Given]:
    """What is found, at the first try and later, minutes saved, doors opened, and whether that is all."""
    if not answered(step, state):
        return {}
    first = sum(found.first for found in state.found)
    outputs = {
        "right": float(len(state.found)),
        "first": float(first),
        "new": float(len(state.found) - first),
        "saved": saved(step, state, turn),
        "golden": float(state.golden),
        "done": float(not any(state.slots)),
    }
    return values_of(step, outputs)
