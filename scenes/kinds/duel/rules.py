"""Both halves at once: join, guess, lock; when all who play have locked, the truth decides the field.

Nothing here knows the time. The clock of the view only puts `close` on offer.
"""

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
from kiosk.visit.world import enough
from scenes.kinds.duel.schema import SIDES, Card, Duel
from telemetry.events import Event, Guessed

_T = TypeVar("_T")
FACTOR_NEAR = 2.0
EVEN = 1e-9
"""Errors that differ by less are equal: a draw is a draw."""


Pair = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Deal:
    """A card whose truth was shown: what Blue and Orange guessed, and which of them were people."""

    guesses: Pair
    people: tuple[bool, bool]


@dataclass(frozen=True, slots=True)
class State:
    """joined: who plays. begun: the first card is up. guesses, locked: of the card that is up, by side.

    done: the cards whose truth was shown, in the order played. revealed: that of the last is still up.
    """

    joined: tuple[bool, bool] = (False, False)
    begun: bool = False
    guesses: tuple[float | None, float | None] = (None, None)
    locked: tuple[bool, bool] = (False, False)
    done: tuple[Deal, ...] = ()
    revealed: bool = False

    @property
    def awaited(self) -> int | None:
        """The side that keeps the other waiting: both play, and only the other has locked."""
        return self.locked.index(False) if all(self.joined) and sum(self.locked) == 1 else None


def drawn(step: Duel, turn: Turn) -> tuple[str, ...]:
    """The cards of this duel, in their order.

    A duel lights windows, so the number of lit ones deals anew when it is played again in one visit.
    """
    dice = random.Random(f"{turn.seed}/{step.id}/{turn.lights.lit}")
    return tuple(dice.sample(sorted(step.cards), step.repeat))


def number_of(step: Duel, state: State) -> int:
    """Which card is up, from 0; the last one stays up at the end."""
    return min(len(state.done) - (1 if state.revealed else 0), step.repeat - 1)


def card_of(step: Duel, state: State, turn: Turn) -> tuple[str, Card]:
    id = drawn(step, turn)[number_of(step, state)]
    return id, step.cards[id]


def scale(card: Card, track: Rect | None = None) -> Slide:
    """The scale over a track: every step up multiplies."""
    return Slide(track or Rect(0, 0, 1, 1), *card.range, 10.0**-card.digits, log=True, upright=True)


def middle(card: Card) -> float:
    """The middle of the scale, where the knob stands at first."""
    return scale(card).snap(math.sqrt(card.range[0] * card.range[1]))


def truth_of(card: Card, turn: Turn) -> float:
    """The figure a card asks for."""
    return card.answer.number(turn.scope)


def karo(step: Duel, id: str, turn: Turn) -> tuple[float, bool]:
    """What Karo guesses for an empty half, and whether it is what the crowd said."""
    card, median = step.cards[id], turn.crowd.median_guess(f"{turn.path(step)}.{id}")
    if median is None or median <= 0 or step.alone == "middle":
        return middle(card), False
    return scale(card).snap(median), True


def start(step: Duel, turn: Turn) -> State:
    return State()


def act(step: Duel, state: State, action: Action, turn: Turn) -> tuple[State, tuple[Event, ...]]:
    """'choose' with join.<side> or lock.<side>; 'begin' alone; 'guess.<side>' with a number, 'less.' and
    'more.'; 'close' without waiting any longer; 'on' to the next card."""
    name, _, side = action.name.partition(".")
    if name == "choose":
        name, _, side = str(action.value).partition(".")
    if name == "begin":
        return (replace(state, begun=True), ()) if any(state.joined) and not state.begun else (state, ())
    if name == "on":
        more = state.revealed and len(state.done) < step.repeat
        return (_next(state) if more else state), ()
    if name == "close" and state.awaited is not None:
        return _closed(step, state, state.awaited, turn)
    if side not in SIDES:
        return state, ()
    at = SIDES.index(side)
    if name == "join":
        return _joined(state, at), ()
    if not state.begun or state.revealed or not state.joined[at]:
        return state, ()
    if name == "lock" and state.guesses[at] is not None:
        return _locked(step, replace(state, locked=_with(state.locked, at, not state.locked[at])), turn)
    if state.locked[at]:
        return state, ()
    value = _moved(step, state, (name, at, action.value), turn)
    return (state if value is None else replace(state, guesses=_with(state.guesses, at, value))), ()


def _joined(state: State, at: int) -> State:
    """Somebody sits down, or gets up again before it begins; once both sit it begins.

    Karo gives a half back to whoever wants to play it, as long as the card is open.
    """
    if state.begun and (state.joined[at] or state.revealed):
        return state
    joined = _with(state.joined, at, not state.joined[at])
    return replace(state, joined=joined, begun=state.begun or all(joined))


def _closed(step: Duel, state: State, at: int, turn: Turn) -> tuple[State, tuple[Event, ...]]:
    """The side that is waited for stands as it is; if nobody touched it, Karo takes it."""
    if state.guesses[at] is None:
        return _locked(step, replace(state, joined=_with(state.joined, at, False)), turn)
    return _locked(step, replace(state, locked=_with(state.locked, at, True)), turn)


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
    a, b = (g if g is not None and joined else for_karo
            for g, joined in zip(state.guesses, state.joined, strict=True))  # fmt: skip
    truth = truth_of(card, turn)
    events = tuple(
        Guessed(f"{turn.path(step)}.{id}", guess, truth, player)
        for player, (guess, joined) in enumerate(zip((a, b), state.joined, strict=True))
        if joined
    )
    return replace(state, done=(*state.done, Deal((a, b), state.joined)), revealed=True), events


def error(guess: float, truth: float) -> float:
    """How far a guess is off, by which factor: the natural logarithm, 0 for a hit."""
    return abs(math.log(guess / truth))


def winners(step: Duel, guesses: Pair, truth: float) -> tuple[bool, bool]:
    """Who takes the field: the closer one; both, where both are close enough or equally far."""
    if all(abs(guess / truth - 1) <= step.share_within + EVEN for guess in guesses):
        return True, True
    a, b = (error(guess, truth) for guess in guesses)
    return a <= b + EVEN, b <= a + EVEN


def fields(step: Duel, state: State, turn: Turn) -> tuple[tuple[bool, bool], ...]:
    """Of every card whose truth was shown: who took its field."""
    order = drawn(step, turn)
    return tuple(
        winners(step, deal.guesses, truth_of(step.cards[id], turn))
        for id, deal in zip(order, state.done, strict=False)
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
    taken = fields(step, state, turn)
    cards = [step.cards[id] for id in drawn(step, turn)]
    errors = [
        error(guess, truth_of(card, turn))
        for card, deal in zip(cards, state.done, strict=False)
        for guess, human in zip(deal.guesses, deal.people, strict=True)
        if human
    ]
    alone = not any(all(deal.people) for deal in state.done)
    pairs = [(deal.people, won) for deal, won in zip(state.done, taken, strict=True)] if alone else []
    found: Mapping[str, float] = {
        "a": float(sum(a for a, _ in taken)),
        "b": float(sum(b for _, b in taken)),
        "near": float(sum(off <= math.log(FACTOR_NEAR) + EVEN for off in errors)),
        "tips": float(len(errors)),
        "rounds": float(len(taken)),
        "closer": closer(step, state, turn),
        "alone": float(alone),
        "you": float(sum(won[people.index(True)] for people, won in pairs)),
        "karo": float(sum(won[people.index(False)] for people, won in pairs)),
    }
    return values_of(step, found)


def closer(step: Duel, state: State, turn: Turn) -> float:
    """Of ten earlier guesses of the same cards, how many were further off than the people's here, on average.

    As far counts half. Rounded down, at most 9, and 0 where any of the cards has too few guesses to tell.
    """
    shares: list[float] = []
    for id, deal in zip(drawn(step, turn), state.done, strict=False):
        earlier = turn.crowd.guesses.get(f"{turn.path(step)}.{id}", {})
        count, truth = enough(earlier), truth_of(step.cards[id], turn)
        if not count:
            return 0.0
        for guess, human in zip(deal.guesses, deal.people, strict=True):
            off = error(guess, truth)
            further = sum(n * _beaten(off, value, truth) for value, n in earlier.items())
            shares += [further / count] if human else []
    return float(min(int(10 * sum(shares) / len(shares) + EVEN), 9)) if shares else 0.0


def _beaten(off: float, value: float, truth: float) -> float:
    """1 if an earlier guess was further off, a half if it was as far."""
    theirs = error(value, truth) if value > 0 else math.inf
    return 1.0 if theirs > off + EVEN else 0.5 if theirs >= off - EVEN else 0.0


def company(step: Duel, state: State) -> int:
    """For how many people windows are lit: two, where two sat opposite on any card."""
    return 1 + any(all(deal.people) for deal in state.done)


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
