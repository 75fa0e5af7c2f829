"""Pick several, at most `max`; nothing is preselected and nothing is required."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.content.answers import Given, values_of
from kiosk.content.model import Option
from kiosk.core.frame import Action
from kiosk.ui.scene import Turn
from scenes.kinds.pick.schema import Pick
from telemetry.events import Answered, Event, Pledged


@dataclass(frozen=True, slots=True)
class State:
    """chosen: ids of the picked options in the order of picking."""

    chosen: tuple[str, ...] = ()


def saving(option: Option, turn: Turn) -> float:
    """Kilograms a year this option saves the visitor; 0 for a handprint."""
    return float(option.saves.evaluate(turn.scope)) if option.saves is not None else 0.0


def offered(step: Pick, turn: Turn) -> dict[str, Option]:
    """The options that fit this visitor: the `top` largest savings, and every handprint."""
    fitting = {k: o for k, o in step.options.items() if o.when is None or o.when.evaluate(turn.scope)}
    saving_ones = [k for k, o in fitting.items() if not o.handprint]
    if step.sort == "saves":
        saving_ones = [k for k in saving_ones if saving(fitting[k], turn) >= 1.0]
        saving_ones.sort(key=lambda k: -saving(fitting[k], turn))
    kept = saving_ones[: step.top] if step.top else saving_ones
    kept += [k for k, o in fitting.items() if o.handprint]
    return {k: fitting[k] for k in kept}


def start(step: Pick, turn: Turn) -> State:
    return State()


def act(step: Pick, state: State, action: Action, turn: Turn) -> tuple[State, tuple[Event, ...]]:
    """'choose' takes an option up or puts it back; one more than `max` is silent."""
    if action.name != "choose":
        return state, ()
    options = offered(step, turn)
    if action.value not in options:
        return state, ()
    id = str(action.value)
    if id in state.chosen:
        back = Pledged(turn.path(step, id), 0, False)
        return State(tuple(k for k in state.chosen if k != id)), () if step.collect else (back,)
    if len(state.chosen) >= step.max:
        return state, ()
    taken = Pledged(turn.path(step, id), round(saving(options[id], turn)), True)
    return State((*state.chosen, id)), () if step.collect else (taken,)


def settled(step: Pick, state: State, turn: Turn) -> tuple[Event, ...]:
    """With `collect` a poll for each option: 1 where it was picked, 0 where it was not."""
    if not step.collect:
        return ()
    options = offered(step, turn)
    return tuple(Answered(f"{turn.path(step)}.{id}", float(id in state.chosen), True) for id in options)


def ready(step: Pick, state: State, turn: Turn) -> bool:
    return True


def answered(step: Pick, state: State) -> bool:
    return bool(state.chosen)


def values(step: Pick, state: State, turn: Turn) -> dict[str, Given]:
    """`<id>` is how many were picked; `<id>.<property>` the list of the picked ones' property."""
    return values_of(step, tuple(k for k in state.chosen if k in step.options))
