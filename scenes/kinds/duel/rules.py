"""Both halves at once: join, guess, lock; when all who play have locked, the truth decides the field."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from kiosk.content.answers import Given, values_of
from kiosk.core.frame import Action, Slide
from kiosk.core.geometry import Rect
from kiosk.ui.scene import Turn
from scenes.kinds.duel.schema import SIDES, Card, Duel
from telemetry.events import Event, Guessed

_T = TypeVar("_T")
FACTOR_NEAR = 2.0
EVEN = 1e-9
"""Errors that differ by less are equal: a draw is a draw."""


@dataclass(frozen=True, slots=True)
class State:
    """joined: who plays. begun: the first card is up. guesses, locked: of the card that is up, by side.

    done: guesses of Blue and Orange of every card whose truth was shown, in the order played.
    revealed: the truth of the last of them is still up.
    """

    joined: tuple[bool, bool] = (False, False)
    begun: bool = False
    guesses: tuple[float | None, float | None] = (None, None)
    locked: tuple[bool, bool] = (False, False)
    done: tuple[tuple[float, float], ...] = ()
    revealed: bool = False

    @property
    def alone(self) -> bool:
        """Whether one plays against the crowd."""
        return self.begun and not all(self.joined)


def drawn(step: Duel, turn: Turn) -> tuple[str, ...]:
    """The cards of this visit, in their order."""
    return tuple(random.Random(f"{turn.seed}/{step.id}").sample(sorted(step.cards), step.repeat))


def number_of(step: Duel, state: State) -> int:
    """Which card is up, from 0; the last one stays up at the end."""
    return min(len(state.done) - (1 if state.revealed else 0), step.repeat - 1)


def card_of(step: Duel, state: State, turn: Turn) -> tuple[str, Card]:
    id = drawn(step, turn)[number_of(step, state)]
    return id, step.cards[id]


def scale(card: Card, track: Rect | None = None) -> Slide:
    """The scale over a track: every step to the right multiplies."""
    return Slide(track or Rect(0, 0, 1, 1), *card.range, 1.0, log=True)


def middle(card: Card) -> float:
    """The middle of the scale, where the knob stands at first."""
    return scale(card).at(0.5)


def truth_of(card: Card, turn: Turn) -> float:
    """The figure a card asks for."""
    return card.answer.number(turn.scope)


def karo(step: Duel, id: str, turn: Turn) -> tuple[float, bool]:
    """What Karo guesses for an empty half, and whether it is what the crowd said."""
    card, median = step.cards[id], turn.crowd.median_guess(f"{turn.path(step)}.{id}")
    if median is None or median <= 0:
        return middle(card), False
    return scale(card).snap(median), True


def start(step: Duel, turn: Turn) -> State:
    return State()


def act(step: Duel, state: State, action: Action, turn: Turn) -> tuple[State, tuple[Event, ...]]:
    """'choose' with join.<side> or lock.<side>; 'begin'; 'guess.<side>' with a number, 'less.' and 'more.';
    'on' to the next card."""
    name, _, side = action.name.partition(".")
    if name == "choose":
        name, _, side = str(action.value).partition(".")
    if name == "begin":
        return (replace(state, begun=True), ()) if any(state.joined) and not state.begun else (state, ())
    if name == "on":
        more = state.revealed and len(state.done) < step.repeat
        return (_next(state) if more else state), ()
    if side not in SIDES:
        return state, ()
    at = SIDES.index(side)
    if name == "join" and not state.begun:
        return replace(state, joined=_with(state.joined, at, not state.joined[at])), ()
    if not state.begun or state.revealed or not state.joined[at]:
        return state, ()
    if name == "lock" and state.guesses[at] is not None:
        return _locked(step, replace(state, locked=_with(state.locked, at, not state.locked[at])), turn)
    if state.locked[at]:
        return state, ()
    value = _moved(step, state, (name, at, action.value), turn)
    return (state if value is None else replace(state, guesses=_with(state.guesses, at, value))), ()


def _moved(step: Duel, state: State, what: tuple[str, int, object], turn: Turn) -> float | None:
    name, at, value = what
    card = card_of(step, state, turn)[1]
    if name == "guess" and isinstance(value, (int, float)) and not isinstance(value, bool):
        return scale(card).snap(float(value)) if math.isfinite(value) else None
    if name in ("less", "more"):
        here = state.guesses[at]
        return scale(card).moved(here if here is not None else middle(card), 1 if name == "more" else -1)
    return None


def _with(pair: tuple[_T, _T], at: int, value: _T) -> tuple[_T, _T]:
    return (value, pair[1]) if at == 0 else (pair[0], value)


def _next(state: State) -> State:
    return replace(state, guesses=(None, None), locked=(False, False), revealed=False)


def _locked(step: Duel, state: State, turn: Turn) -> tuple[State, tuple[Event, ...]]:
    """Once all who play have locked, the truth is shown and what was guessed is recorded."""
    if any(joined and not locked for joined, locked in zip(state.joined, state.locked, strict=True)):
        return state, ()
    id, card = card_of(step, state, turn)
    for_karo = karo(step, id, turn)[0]
    played = tuple(g if g is not None else for_karo for g in state.guesses)
    truth = truth_of(card, turn)
    events = tuple(
        Guessed(f"{turn.path(step)}.{id}", guess, truth, player)
        for player, (guess, joined) in enumerate(zip(played, state.joined, strict=True))
        if joined
    )
    return replace(state, done=(*state.done, (played[0], played[1])), revealed=True), events


def error(guess: float, truth: float) -> float:
    """How far a guess is off, by which factor: the natural logarithm, 0 for a hit."""
    return abs(math.log(guess / truth))


def winners(step: Duel, guesses: tuple[float, float], truth: float) -> tuple[bool, bool]:
    """Who takes the field: the closer one; both, where both are close enough or equally far."""
    if all(abs(guess / truth - 1) <= step.share_within for guess in guesses):
        return True, True
    a, b = (error(guess, truth) for guess in guesses)
    return a <= b + EVEN, b <= a + EVEN


def fields(step: Duel, state: State, turn: Turn) -> tuple[tuple[bool, bool], ...]:
    """Of every card whose truth was shown: who took its field."""
    order = drawn(step, turn)
    return tuple(
        winners(step, guesses, truth_of(step.cards[id], turn))
        for id, guesses in zip(order, state.done, strict=False)
    )


def settled(step: Duel, state: State, turn: Turn) -> tuple[Event, ...]:
    return ()


def ready(step: Duel, state: State, turn: Turn) -> bool:
    return len(state.done) >= step.repeat


def answered(step: Duel, state: State) -> bool:
    return bool(state.done)


def values(step: Duel, state: State, turn: Turn) -> dict[str, Given]:
    """The score so far; nothing before the first truth."""
    if not state.done:
        return {}
    order, taken = drawn(step, turn), fields(step, state, turn)
    near = sum(
        error(guess, truth_of(step.cards[id], turn)) <= math.log(FACTOR_NEAR)
        for id, guesses in zip(order, state.done, strict=False)
        for guess, joined in zip(guesses, state.joined, strict=True)
        if joined
    )
    found: Mapping[str, float] = {
        "a": float(sum(a for a, _ in taken)),
        "b": float(sum(b for _, b in taken)),
        "near": float(near),
        "alone": float(state.alone),
        "rounds": float(len(taken)),
    }
    return values_of(step, found)


def heard(step: Duel, before: State, after: State, turn: Turn) -> tuple[str, ...]:
    """What an action sounds like: Blue low and left, Orange high and right, three notes before a truth."""
    if after.revealed and not before.revealed:
        return ("reveal",)
    card = card_of(step, after, turn)[1]
    for at, voice in enumerate(("blue", "orange")):
        guess = after.guesses[at]
        if guess is not None and guess != before.guesses[at]:
            return (f"{voice}:{round(scale(card).share(guess) * 12)}",)
    return ("choose",)
