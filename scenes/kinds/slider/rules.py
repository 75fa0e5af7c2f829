"""Set a number, by touch along the row or step by step."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.content.answers import Given, values_of
from kiosk.core.frame import Action, Slide
from kiosk.core.geometry import Rect
from kiosk.ui.scene import Turn
from scenes.kinds.slider.schema import Slider
from telemetry.events import Answered, Event


@dataclass(frozen=True, slots=True)
class State:
    """value: the number set; None before the first touch."""

    value: float | None = None


def scale(step: Slider, track: Rect | None = None) -> Slide:
    """The slider's range over a track."""
    low, high, by = step.range
    return Slide(track or Rect(0, 0, 1, 1), low, high, by)


def first(step: Slider) -> float:
    """Where the knob stands before the first touch."""
    low, high, _ = step.range
    return scale(step).snap(step.start if step.start is not None else (low + high) / 2)


def start(step: Slider, turn: Turn) -> State:
    return State()


def act(step: Slider, state: State, action: Action, turn: Turn) -> tuple[State, tuple[Event, ...]]:
    """'set' with a number; 'less' and 'more' move by one step. Recorded when the step is left."""
    by = step.range[2]
    here = state.value if state.value is not None else first(step)
    if action.name == "set" and isinstance(action.value, (int, float)):
        value = scale(step).snap(float(action.value))
    elif action.name in ("less", "more"):
        value = scale(step).snap(here + (by if action.name == "more" else -by))
    else:
        return state, ()
    return State(value), ()


def settled(step: Slider, state: State, turn: Turn) -> tuple[Event, ...]:
    """The number one arrived at; what the knob passed on its way is no answer."""
    return () if state.value is None else (Answered(turn.path(step), state.value, step.collect),)


def ready(step: Slider, state: State, turn: Turn) -> bool:
    return state.value is not None


def answered(step: Slider, state: State) -> bool:
    return state.value is not None


def values(step: Slider, state: State, turn: Turn) -> dict[str, Given]:
    return {} if state.value is None else values_of(step, state.value)
