"""Pick one; another tap changes one's mind, until the truth is shown."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.content.answers import Given, values_of
from kiosk.content.model import Option
from kiosk.core.frame import Action
from kiosk.ui.scene import Turn
from scenes.kinds.choice.schema import Choice
from telemetry.events import Answered, Event


@dataclass(frozen=True, slots=True)
class State:
    """chosen: id of the option, None before the first tap. revealed: the true answer shows."""

    chosen: str | None = None
    revealed: bool = False


def offered(step: Choice, turn: Turn) -> dict[str, Option]:
    """The options whose `when` holds, in the order of the file."""
    return {k: o for k, o in step.options.items() if o.when is None or o.when.evaluate(turn.scope)}


def start(step: Choice, turn: Turn) -> State:
    return State()


def act(step: Choice, state: State, action: Action, turn: Turn) -> tuple[State, tuple[Event, ...]]:
    """'choose' with an option's id; 'reveal' the true answer, where there is one."""
    if action.name == "reveal" and step.answer is not None and state.chosen is not None:
        return replace(state, revealed=True), ()
    if action.name != "choose" or action.value == state.chosen or state.revealed:
        return state, ()
    options = list(offered(step, turn))
    if action.value not in options:
        return state, ()
    chosen = str(action.value)
    position = list(step.options).index(chosen)
    return State(chosen), (Answered(turn.path(step, chosen), position, step.collect),)


def settled(step: Choice, state: State, turn: Turn) -> tuple[Event, ...]:
    return ()


def ready(step: Choice, state: State, turn: Turn) -> bool:
    if not offered(step, turn):
        return True  # nothing to choose from: nobody shall be stuck here
    return state.chosen is not None and (step.answer is None or state.revealed)


def answered(step: Choice, state: State) -> bool:
    return state.chosen is not None


def values(step: Choice, state: State, turn: Turn) -> dict[str, Given]:
    return {} if state.chosen is None else values_of(step, state.chosen)
