"""Choose a mode, ride, take back; at the end the day lies among all days and is counted."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kiosk.content.answers import Given
from kiosk.core.frame import Action
from kiosk.ui.scene import Turn
from scenes.kinds.route.best import Swap, line_days, on_line, swap
from scenes.kinds.route.days import MILLION, Days, Rides, Score, Task, days, offers
from scenes.kinds.route.schema import Route
from scenes.kinds.route.task import task_of
from telemetry.events import DayPlanned, Event, LegTaken, LegTakenBack, SwapTaken

PLACE_OF = {"time": 0, "cost": 1, "co2": 2, "active": 3}


Numbers = tuple[tuple[str, float], ...]
"""What formulas may use, by name."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A finished day among all days. swap: leg (from 0) and mode."""

    best: bool
    numbers: Numbers
    swap_leg: int = -1
    swap_mode: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """basis: the errands it was planned for, as a number. rides: modes of the legs ridden so far.

    so_far: what is known after them. preview: the mode looked at for the next leg. riding: the
    last leg has just begun. verdict: the day was revealed.
    """

    person: str = ""
    basis: int = 0
    rides: Rides = field(default=())
    so_far: Numbers = ()
    preview: str | None = None
    riding: bool = False
    verdict: Verdict | None = None


def task(step: Route, turn: Turn) -> Task:
    """The errands as they are now. KeyError if the map is missing, which loading refuses."""
    return task_of(
        step, turn.maps[step.map], step.whose(turn.scope), lambda formula: formula.number(turn.scope)
    )


def basis(of: Task) -> int:
    """A number that tells these errands from others."""
    return zlib.crc32(repr(of).encode())


def start(step: Route, turn: Turn) -> State:
    return State(step.whose(turn.scope), basis(task(step, turn)))


def present(step: Route, state: State, turn: Turn) -> State:
    """The state if it still holds; a new one where the person or a number changed since."""
    fresh = start(step, turn)
    return state if (state.person, state.basis) == (fresh.person, fresh.basis) else fresh


def act(step: Route, state: State, action: Action, turn: Turn) -> tuple[State, tuple[Event, ...]]:
    """'choose' a mode, 'go', 'arrive' at once, 'take_back' a leg (from 1), 'reveal', 'swap', 'replan'."""
    now = present(step, state, turn)
    found = days(task(step, turn))
    handlers = {"choose": _choose, "go": _go, "take_back": _take_back, "reveal": _reveal, "swap": _swap}
    if action.name in handlers:
        after, events = handlers[action.name](step, now, action, (turn, found))
    elif action.name == "arrive" and now.riding:
        after, events = replace(now, riding=False), ()
    elif action.name == "replan" and now.rides:
        after, events = State(now.person, now.basis), ()  # told by the next leg, which is number 0
    else:
        return state, ()
    return (after, events) if after != now else (state, ())


Place = tuple[Turn, Days]
Moved = tuple[State, tuple[Event, ...]]


def _choose(step: Route, state: State, action: Action, place: Place) -> Moved:
    good = [o.mode.id for o in offers(place[1], state.rides) if o.reason is None]
    if action.value not in good:
        return state, ()
    return replace(state, preview=str(action.value), riding=False), ()


def _go(step: Route, state: State, action: Action, place: Place) -> Moved:
    turn, found = place
    if state.preview is None or not found.allows((*state.rides, state.preview)):
        return state, ()
    rides = (*state.rides, state.preview)
    events: list[Event] = [LegTaken(_leg(step, turn, len(state.rides), state.preview), len(state.rides))]
    if len(rides) == len(step.legs):
        events.append(_planned(step, turn, found, rides))
    return replace(state, rides=rides, so_far=_so_far(step, found, rides), preview=None, riding=True), tuple(
        events
    )


def _take_back(step: Route, state: State, action: Action, place: Place) -> Moved:
    value = action.value
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value != int(value):
        return state, ()
    if not 1 <= value <= len(state.rides):
        return state, ()
    return _cut(step, state, int(value) - 1, place)


def _cut(step: Route, state: State, keep: int, place: Place) -> Moved:
    """Only the first `keep` legs stay ridden."""
    turn, found = place
    gone = range(len(state.rides) - 1, keep - 1, -1)
    events = tuple(LegTakenBack(_leg(step, turn, at, state.rides[at]), at) for at in gone)
    rides = state.rides[:keep]
    return State(state.person, state.basis, rides, _so_far(step, found, rides)), events


def _reveal(step: Route, state: State, action: Action, place: Place) -> Moved:
    if len(state.rides) < len(step.legs) or state.verdict is not None:
        return state, ()
    return replace(state, riding=False, verdict=_verdict(step, place[1], state.rides)), ()


def _swap(step: Route, state: State, action: Action, place: Place) -> Moved:
    """Carry out the swap that is offered; the day is revealed anew."""
    turn, found = place
    if state.verdict is None or state.verdict.swap_leg < 0:
        return state, ()
    at, mode = state.verdict.swap_leg, state.verdict.swap_mode
    rides = (*state.rides[:at], mode, *state.rides[at + 1 :])
    events = (SwapTaken(_leg(step, turn, at, mode), at), _planned(step, turn, found, rides))
    return replace(state, rides=rides, verdict=_verdict(step, found, rides)), events


def _leg(step: Route, turn: Turn, at: int, mode: str) -> str:
    return turn.path(step, f"{step.legs[at].to}.{mode}")


def _planned(step: Route, turn: Turn, found: Days, rides: Rides) -> DayPlanned:
    return DayPlanned(turn.path(step, step.whose(turn.scope)), on_line(found.task, found.total(rides)))


def meter_value(of: str, total: Score) -> float:
    """Minutes, euros, grams or minutes moved of a sum in millionths."""
    value = total[PLACE_OF[of]] / MILLION
    return -value if of == "active" else value


def _numbers(step: Route, found: Days, rides: Rides) -> Numbers:
    """What the meters say after these rides."""
    total = found.total(rides)
    return tuple((id, round(meter_value(meter.of, total), 6)) for id, meter in step.meters.items())


def _so_far(step: Route, found: Days, rides: Rides) -> Numbers:
    """The meters after these rides, and what they would be with one mode only; nothing before the first."""
    if not rides:
        return ()
    alone = ((name, round(value, 6)) for name, value in _alone(step, found))
    return (*_numbers(step, found, rides), *alone)


def _verdict(step: Route, found: Days, rides: Rides) -> Verdict:
    own = found.total(rides)
    better: Swap | None = swap(found.task, rides)
    numbers = {
        **dict(_numbers(step, found, rides)),
        "wet": own[4] / MILLION,
        "pareto": float(on_line(found.task, own)),
        "line": float(line_days(found.task)),
        "days": float(found.count),
        **dict(_alone(step, found)),
    }
    frozen = tuple((name, round(value, 6)) for name, value in numbers.items())
    if better is None:
        return Verdict(bool(numbers["pareto"]), frozen)
    return Verdict(bool(numbers["pareto"]), frozen, better.leg, better.mode)


def _alone(step: Route, found: Days) -> Iterator[tuple[str, float]]:
    """What the day comes to with one mode only, for each that gets through the whole day."""
    own = {mode.id for mode in found.task.modes}
    for id in step.modes:
        rides = (id,) * len(step.legs)
        possible = id in own and found.allows(rides)
        yield f"all_{id}", float(possible)
        if possible:
            total = found.total(rides)
            yield from ((f"all_{id}_{m}", meter_value(meter.of, total)) for m, meter in step.meters.items())


def settled(step: Route, state: State, turn: Turn) -> tuple[Event, ...]:
    return ()


def ready(step: Route, state: State, turn: Turn) -> bool:
    return present(step, state, turn).verdict is not None


def answered(step: Route, state: State) -> bool:
    return state.verdict is not None


def values(step: Route, state: State, turn: Turn) -> dict[str, Given]:
    """What was frozen when the day was revealed; before, the meters as far as one got.

    Nothing for the day of somebody else, or of other numbers.
    """
    if present(step, state, turn) is not state:
        return {}
    names: dict[str, Given] = {name: tried[0] for name, tried in step.outputs().items()}
    if state.verdict is None:
        names |= dict(state.so_far)
        return {f"{step.id}.{name}": value for name, value in names.items()}
    names |= dict(state.verdict.numbers)
    names["swap_leg"] = float(state.verdict.swap_leg + 1)
    mode = step.modes.get(state.verdict.swap_mode)
    names["swap_mode"] = mode.text.source if mode is not None else ""
    return {step.id: 1.0, f"{step.id}.unknown": 0.0, **{f"{step.id}.{n}": v for n, v in names.items()}}
