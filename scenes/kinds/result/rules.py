"""The last screen: a number with its range, the profile that fits, a light in the city."""

from __future__ import annotations

import math
from dataclasses import dataclass

from kiosk.content.answers import Given
from kiosk.core.frame import Action
from kiosk.ui.scene import Turn
from kiosk.visit.world import WINDOWS
from scenes.kinds.result.schema import Profile, Remark, Result
from telemetry.events import Event


@dataclass(frozen=True, slots=True)
class State:
    """block, window: where this game's light is lit; -1 in a city that has no dark window.

    more: the further windows, block * 9 + window, of a game that several people played.
    """

    block: int = -1
    window: int = -1
    more: tuple[int, ...] = ()


def start(step: Result, turn: Turn) -> State:
    """The light's place is the one that the night promised to this visit; others lie around it."""
    places = turn.lights.earned(turn.seed, turn.company)
    return State(*divmod(places[0], WINDOWS), places[1:]) if places else State()


def act(step: Result, state: State, action: Action, turn: Turn) -> tuple[State, tuple[Event, ...]]:
    return state, ()


def settled(step: Result, state: State, turn: Turn) -> tuple[Event, ...]:
    return ()


def ready(step: Result, state: State, turn: Turn) -> bool:
    return True


def answered(step: Result, state: State) -> bool:
    return False


def values(step: Result, state: State, turn: Turn) -> dict[str, Given]:
    return {}


def number(step: Result, turn: Turn) -> float:
    """The result's number, 0 if it has none."""
    return float(step.number.evaluate(turn.scope)) if step.number else 0.0


def limits(step: Result, turn: Turn, per: float) -> tuple[float, float] | None:
    """Lowest and highest plausible number in units of `per`, rounded outwards to whole units.

    None without `spread`. The spread is the curator's formula, by default the root of the sum
    of the squared uncertainties of all parts.
    """
    if step.spread is None:
        return None
    middle, spread = number(step, turn), float(step.spread.evaluate(turn.scope))
    low, high = max(middle - spread, 0.0) / per, (middle + spread) / per
    return (math.floor(low), math.ceil(high)) if per > 1 else (low, high)


def profile(step: Result, turn: Turn) -> Profile | None:
    """The first profile that fits."""
    return next((p for p in step.profiles if p.when is None or p.when.evaluate(turn.scope)), None)


def holds(remark: Remark, turn: Turn) -> bool:
    """Whether it is said besides."""
    return bool(remark.when.evaluate(turn.scope))
