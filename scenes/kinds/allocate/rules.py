"""Lay squares, take them back, ask the people, see what all the others did."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from functools import lru_cache

from kiosk.content.answers import Given
from kiosk.core.frame import Action
from kiosk.ui.scene import Turn
from scenes.kinds.allocate.schema import Allocate
from scenes.kinds.allocate.simulation import Council, Measure, Spread
from telemetry.events import Answered, Event, LampsLit

LEAST_THRESHOLD = 1e-6


@dataclass(frozen=True, slots=True)
class State:
    """laid: squares on every item, in the order of the file. held: a square is in the hand.

    voted: the spread the people voted on last. said: the spread one stood by when the crowd's was shown;
    what is laid later is no opinion of one's own any more. heard: the person whose question is shown.
    """

    laid: Spread
    held: bool = False
    voted: Spread | None = None
    said: Spread | None = None
    heard: str = ""


# --- what a spread comes to ---------------------------------------------------------------


def left(step: Allocate, state: State) -> int:
    """Squares nobody laid yet."""
    return step.total - sum(state.laid)


def order(step: Allocate, turn: Turn) -> tuple[str, ...]:
    """The items as they are shown: shuffled by the visit's seed, if the step wants that."""
    ids = list(step.items)
    if step.shuffle:
        random.Random(f"{turn.seed}/{step.id}").shuffle(ids)
    return tuple(ids)


def council_of(step: Allocate, turn: Turn) -> Council:
    """The people of a step as the model knows them, with the threshold as it is now."""
    return council(step, step.threshold.number(turn.scope) if step.threshold is not None else 1.0)


def council(step: Allocate, threshold: float) -> Council:
    """The people of a step as the model knows them. The check tells of a threshold that is not above 0."""
    measures = tuple((item.least, item.k or 1.0) for item in step.items.values())
    weights = tuple(person.yes.of for person in step.people.values())
    return _council(step.total, (tuple(step.items), measures), weights, max(threshold, LEAST_THRESHOLD))


@lru_cache(maxsize=16)
def _council(
    total: int,
    items: tuple[tuple[str, ...], tuple[tuple[int, float], ...]],
    people: tuple[tuple[tuple[str, float], ...], ...],
    threshold: float,
) -> Council:
    names, measures = items
    rows = tuple(tuple(sum(w for n, w in row if n == name) for name in names) for row in people)
    return Council(total, tuple(Measure(least, k) for least, k in measures), rows, threshold)


def lamps(step: Allocate, votes: int) -> int:
    """Goals that so many votes reach."""
    return sum(votes >= goal for goal in step.thresholds)


def stands(step: Allocate, state: State) -> bool:
    """Whether the people voted on what lies there now; without people, whether anything lies there."""
    return state.voted == state.laid if step.people else any(state.laid)


def means(step: Allocate, turn: Turn) -> tuple[float, ...] | None:
    """What earlier visits laid on each item in the mean, in squares; None where too few did."""
    if not step.collect:
        return None
    found = [turn.crowd.mean(f"{turn.path(step)}.{id}") for id in step.items]
    known = [mean for mean in found if mean is not None]
    return tuple(known) if len(known) == len(found) else None


def compares(step: Allocate, state: State, turn: Turn) -> bool:
    """Whether the next thing to see is what all the others did."""
    return stands(step, state) and state.said is None and means(step, turn) is not None


# --- the contract of a kind -----------------------------------------------------------------


def start(step: Allocate, turn: Turn) -> State:
    return State((0,) * len(step.items))


def act(step: Allocate, state: State, action: Action, turn: Turn) -> tuple[State, tuple[Event, ...]]:
    """'set.<item>' with a number, 'more.<item>', 'less.<item>'; 'carry', then 'lay' with an item;
    'hear' with a person; 'vote'; 'compare'."""
    name, _, item = action.name.partition(".")
    if item in step.items and name in ("set", "more", "less"):
        return _set(step, state, item, _wanted(step, state, action)), ()
    if action.name == "carry" and left(step, state) > 0 and not state.held:
        return replace(state, held=True), ()
    if action.name == "lay" and state.held and action.value in step.items:
        id = str(action.value)
        return _set(step, state, id, state.laid[list(step.items).index(id)] + 1), ()
    if action.name == "hear" and action.value in step.people and state.heard != action.value:
        return replace(state, heard=str(action.value)), ()
    if action.name == "vote" and step.people and any(state.laid) and not stands(step, state):
        votes = council_of(step, turn).votes(state.laid)
        return replace(state, voted=state.laid, held=False), (LampsLit(turn.path(step), lamps(step, votes)),)
    if action.name == "compare" and compares(step, state, turn):
        return replace(state, said=state.laid, held=False), ()
    return state, ()


def _wanted(step: Allocate, state: State, action: Action) -> int:
    """The number an action asks for; as it is, where it asks for none."""
    name, _, item = action.name.partition(".")
    here = state.laid[list(step.items).index(item)]
    if name == "set":
        value = action.value
        return round(value) if isinstance(value, (int, float)) and abs(value) < 1e6 else here
    return here + (1 if name == "more" else -1)


def _set(step: Allocate, state: State, item: str, wanted: int) -> State:
    """So many squares on an item, as far as there are some: none below 0, none beyond what is left."""
    index = list(step.items).index(item)
    here = state.laid[index]
    number = min(max(wanted, 0), here + left(step, state))
    if number == here:
        return state
    return replace(state, laid=(*state.laid[:index], number, *state.laid[index + 1 :]), held=False)


def settled(step: Allocate, state: State, turn: Turn) -> tuple[Event, ...]:
    """One's own spread, each item as a poll of its own: as it was before the others' was shown.

    With people only what they voted on counts.
    """
    spread = state.said or (state.voted if step.people else state.laid)
    if spread is None or not any(spread):
        return ()
    path = turn.path(step)
    return tuple(
        Answered(f"{path}.{id}", float(squares), step.collect)
        for id, squares in zip(step.items, spread, strict=True)
    )


def ready(step: Allocate, state: State, turn: Turn) -> bool:
    """Something is laid, and voted on; not everything must be laid. The others' spread was seen."""
    return stands(step, state) and not compares(step, state, turn)


def answered(step: Allocate, state: State) -> bool:
    return any(state.laid)


def values(step: Allocate, state: State, turn: Turn) -> dict[str, Given]:
    """What lies there now, in squares; who agrees with it. The others' mean once it was shown, else 0."""
    if not any(state.laid):
        return {}
    named: dict[str, float] = {"left": float(left(step, state))}
    named |= {id: float(squares) for id, squares in zip(step.items, state.laid, strict=True)}
    if step.people:
        agree = council_of(step, turn).agree(state.laid)
        named |= {id: float(yes) for id, yes in zip(step.people, agree, strict=True)}
        named |= {"votes": float(sum(agree)), "lamps": float(lamps(step, sum(agree)))}
    shown = means(step, turn) if state.said is not None else None
    if step.collect:
        found = shown or (0.0,) * len(step.items)
        named |= {f"mean_{id}": mean for id, mean in zip(step.items, found, strict=True)}
    return {step.id: 1.0, f"{step.id}.unknown": 0.0, **{f"{step.id}.{n}": v for n, v in named.items()}}
