"""Pick several, at most `max`; nothing is preselected and nothing is required.

With a budget every option has a price in chips, and nobody can spend more than there are.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.content.answers import Given, values_of
from kiosk.core.frame import Action
from kiosk.ui.scene import Turn
from scenes.kinds.pick.schema import Lever, Pick
from telemetry.events import Answered, Event, Pledged


@dataclass(frozen=True, slots=True)
class State:
    """chosen: ids of the picked options in the order of picking."""

    chosen: tuple[str, ...] = ()


def saving(option: Lever, turn: Turn) -> float:
    """Kilograms a year this option saves the visitor; 0 for a handprint."""
    return float(option.saves.evaluate(turn.scope)) if option.saves is not None else 0.0


def hours(option: Lever, turn: Turn) -> float:
    """Hours a week this option wins the visitor."""
    return option.hours.number(turn.scope) if option.hours is not None else 0.0


def offered(step: Pick, turn: Turn, chosen: Sequence[str] = ()) -> dict[str, Lever]:
    """The options that fit this visitor: the `top` first of the order, and every handprint.

    What was chosen stays, even where it does not fit any more: else nobody could put it back.
    """
    fitting = {k: o for k, o in step.options.items() if o.when is None or o.when.evaluate(turn.scope)}
    ranked = [k for k, o in fitting.items() if not o.handprint]
    if step.sort == "saves":
        ranked = [k for k in ranked if saving(fitting[k], turn) >= 1.0]
        ranked.sort(key=lambda k: -saving(fitting[k], turn))
    if step.sort == "hours":
        ranked.sort(key=lambda k: (not _lifts_weak(step, fitting[k], turn), -_worth(fitting[k], turn)))
    kept = ranked[: step.top] if step.top else ranked
    kept += [k for k, o in fitting.items() if o.handprint]
    kept += [k for k in chosen if k in step.options and k not in kept]
    return {k: step.options[k] for k in kept}


def _lifts_weak(step: Pick, option: Lever, turn: Turn) -> bool:
    """Whether the option raises something that is weak today."""
    return any(turn.scope.number(name) < step.weak for name in option.lifts)


def _worth(option: Lever, turn: Turn) -> float:
    """Hours a week for a chip; what costs nothing counts as half a chip."""
    return hours(option, turn) / max(option.chips or 0, 0.5)


def spent(step: Pick, state: State) -> int:
    """Chips of all that is chosen."""
    return sum(step.options[k].chips or 0 for k in state.chosen if k in step.options)


def left(step: Pick, state: State) -> int:
    """Chips that can still be spent; 0 without a budget."""
    return max(step.budget.chips - spent(step, state), 0) if step.budget is not None else 0


def allowed(step: Pick, state: State, id: str) -> bool:
    """Whether an option can be taken up, or put back."""
    if id in state.chosen:
        return True
    paid = step.budget is None or (step.options[id].chips or 0) <= left(step, state)
    return paid and len(state.chosen) < step.max


def won(step: Pick, state: State, turn: Turn) -> float:
    """Hours a week of all that is chosen."""
    return sum(hours(step.options[k], turn) for k in state.chosen if k in step.options)


def weeks(step: Pick, state: State, turn: Turn) -> int | None:
    """After how many whole weeks the hours won are worth what was spent; None where that says nothing.

    cost / (hours won * what an hour costs), rounded up.
    """
    if step.budget is None or step.budget.hour is None:
        return None
    worth = won(step, state, turn) * step.budget.hour.number(turn.scope)
    cost = spent(step, state) * step.budget.euro.number(turn.scope)
    return math.ceil(round(cost / worth, 6)) if worth > 0 and cost > 0 else None


def start(step: Pick, turn: Turn) -> State:
    return State()


def act(step: Pick, state: State, action: Action, turn: Turn) -> tuple[State, tuple[Event, ...]]:
    """'choose' takes an option up or puts it back; one more than `max`, or too dear, is silent."""
    if action.name != "choose" or action.value not in offered(step, turn, state.chosen):
        return state, ()
    id = str(action.value)
    if not allowed(step, state, id):
        return state, ()
    if id in state.chosen:
        back = Pledged(turn.path(step, id), 0, False)
        return State(tuple(k for k in state.chosen if k != id)), () if step.collect else (back,)
    taken = Pledged(turn.path(step, id), round(saving(step.options[id], turn)), True)
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
