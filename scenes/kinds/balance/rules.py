"""Plan a day, run it, look, and perhaps plan it anew. A run stands as long as its conditions do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from kiosk.content.answers import Given
from kiosk.content.formula import Formula, Value, half_up
from kiosk.core.frame import Action
from kiosk.ui.scene import Turn
from scenes.kinds.balance.schema import Balance, values_of_curve
from scenes.kinds.balance.simulation import HOURS, Day, Load, Plan, Run, Store, simulate, well_placed
from telemetry.events import Answered, DayRun, Event, LampsLit

MOST_MW = 1e5
"""No city has more; beyond it is a slip of the pen, which the check tells of."""
PACE = 3
"""Hours of the day that one OK shows in the form without time."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a day depends on beside the plan: a megawatt for each flow, the storage, CO2 of what is bought.

    times: in the order of sources and consumers. co2: kg CO2e for each kWh.
    """

    times: tuple[float, ...]
    capacity: float
    power: float
    co2: float


@dataclass(frozen=True, slots=True)
class State:
    """at: the start hour of every block. ran: the conditions the plan was run under, None before.

    last: the plan that was run last and its conditions; it counts until another one is run.
    hour: how far the day was shown in the form without time (0..24), None where time shows it.
    skipped: the sweep was cut short.
    """

    at: Plan
    ran: Conditions | None = None
    last: tuple[Plan, Conditions] | None = None
    hour: int | None = None
    skipped: bool = False


# --- what a plan comes to ---------------------------------------------------------------


def untouched(step: Balance) -> Plan:
    """The plan nobody made."""
    return tuple(block.at for block in step.blocks.values())


def conditions(step: Balance, scope: Mapping[str, Value]) -> Conditions:
    """The present conditions within 0 and `MOST_MW`; the check tells of what lies beyond."""

    def amount(formula: Formula) -> float:
        return min(max(formula.number(scope), 0.0), MOST_MW)

    store = step.storage
    return Conditions(
        tuple(amount(flow.times) for _, _, flow in step.flows()),
        amount(store.capacity) if store is not None else 0.0,
        amount(store.power) if store is not None else 0.0,
        amount(step.co2),
    )


def day_of(step: Balance, given: Conditions, scope: Mapping[str, Value]) -> Day:
    """The day under these conditions. scope: for the figures that are curves."""
    curves = [values_of_curve(flow.curve, scope) for _, _, flow in step.flows()]
    scaled = [tuple(v * times for v in curve) for curve, times in zip(curves, given.times, strict=True)]
    split = len(step.supply)
    loss = step.storage.loss if step.storage is not None else 0.0
    return Day(
        tuple(zip(step.supply, scaled[:split], strict=True)),
        tuple(map(sum, zip(*scaled[split:], strict=True))),
        tuple(Load(block.power, block.hours) for block in step.blocks.values()),
        Store(given.capacity, given.power, loss),
    )


@dataclass(frozen=True, slots=True)
class Play:
    """A day with its plan and what came of it; `before` is the same day with the plan nobody made."""

    day: Day
    at: Plan
    run: Run
    before: Run
    co2: float


@lru_cache(maxsize=256)
def _played(day: Day, plans: tuple[Plan, Plan], co2: float) -> Play:
    at, start = plans
    return Play(day, at, simulate(day, at), simulate(day, start), co2)


def play_of(step: Balance, state: State, turn: Turn) -> Play:
    """The plan under the present conditions."""
    given = conditions(step, turn.scope)
    return _played(day_of(step, given, turn.scope), (state.at, untouched(step)), given.co2)


def lamps(step: Balance, own: float) -> int:
    """Goals that an own share (0..1) reaches, as it is written: rounded to whole percent."""
    shown = half_up(own * 100)
    return sum(1 for share in step.thresholds if shown >= share)


def outputs(step: Balance, play: Play) -> dict[str, float]:
    """What formulas may ask of a day that was run."""
    run, before = play.run, play.before
    imported = sum(run.bought)
    starts = untouched(step)
    return {
        "own": run.own * 100,
        "bought": imported,
        "co2": imported * play.co2,  # MWh times kg/kWh are tonnes
        "surplus": sum(run.surplus),
        "stored": sum(run.discharge),
        "spared": sum(before.bought) - imported,
        "untouched": before.own * 100,
        "lamps": float(lamps(step, run.own)),
        "moved": float(sum(a != b for a, b in zip(play.at, starts, strict=True))),
        "well": float(well_placed(play.day, play.at)),
        **{id: float(hour) for id, hour in zip(step.blocks, play.at, strict=True)},
    }


def stands(step: Balance, state: State, turn: Turn) -> bool:
    """Whether the day was run, and under the conditions that hold now."""
    return state.ran is not None and state.ran == conditions(step, turn.scope)


# --- the contract of a kind -------------------------------------------------------------


def start(step: Balance, turn: Turn) -> State:
    return State(untouched(step))


def act(step: Balance, state: State, action: Action, turn: Turn) -> tuple[State, tuple[Event, ...]]:
    """'move.<block>' with an hour; 'run'; 'turn' with the next hour (3, 6, ... 24); 'skip'."""
    running = stands(step, state, turn)
    if action.name.startswith("move."):
        return _moved(step, state, action, running), ()
    if action.name == "run" and not running:
        return _run(step, State(state.at, last=state.last), turn)
    if action.name == "turn" and not running and action.value == PACE:
        return _run(step, State(state.at, last=state.last, hour=PACE), turn)
    if action.name == "turn" and running and state.hour is not None:
        further = state.hour < HOURS and action.value == state.hour + PACE
        return (replace(state, hour=state.hour + PACE), ()) if further else (state, ())
    if action.name == "skip" and running and not state.skipped and state.hour != HOURS:
        return replace(state, skipped=True, hour=None), ()
    return state, ()


def _moved(step: Balance, state: State, action: Action, running: bool) -> State:
    """Another plan; after a run it is a plan again. While a day is being shown nothing moves."""
    id = action.name.removeprefix("move.")
    value = action.value
    if id not in step.blocks or isinstance(value, (bool, str)) or value is None or value != value:
        return state
    if running and state.hour is not None and state.hour < HOURS:
        return state
    index = list(step.blocks).index(id)
    hour = round(min(max(value, 0), step.blocks[id].latest))
    if state.at[index] == hour:
        return state
    return State((*state.at[:index], hour, *state.at[index + 1 :]), last=state.last)


def _run(step: Balance, state: State, turn: Turn) -> tuple[State, tuple[Event, ...]]:
    given = conditions(step, turn.scope)
    ran = replace(state, ran=given, last=(state.at, given))
    play = play_of(step, ran, turn)
    path = turn.path(step)
    return ran, (
        DayRun(path, well_placed(play.day, play.at)),
        LampsLit(path, lamps(step, play.run.own)),
    )


def settled(step: Balance, state: State, turn: Turn) -> tuple[Event, ...]:
    """The hour of every block of a day that was run."""
    if state.last is None:
        return ()
    path = turn.path(step)
    return tuple(
        Answered(f"{path}.{id}", float(hour), step.collect)
        for id, hour in zip(step.blocks, state.last[0], strict=True)
    )


def ready(step: Balance, state: State, turn: Turn) -> bool:
    return stands(step, state, turn) and state.hour in (None, HOURS)


def answered(step: Balance, state: State) -> bool:
    return state.last is not None


def values(step: Balance, state: State, turn: Turn) -> dict[str, Given]:
    """The outputs of the day that was run last, as long as its conditions hold."""
    given = conditions(step, turn.scope)
    if state.last is None or state.last[1] != given:
        return {}
    play = _played(day_of(step, given, turn.scope), (state.last[0], untouched(step)), given.co2)
    named = {f"{step.id}.{name}": value for name, value in outputs(step, play).items()}
    return {step.id: 1.0, f"{step.id}.unknown": 0.0, **named}
