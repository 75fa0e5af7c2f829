"""Lay cards, let the race run, look, and lay them anew. Every race of a visit has the same applications."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from statistics import median

from kiosk.content.answers import Given
from kiosk.content.formula import Value
from kiosk.core.frame import Action
from kiosk.ui.scene import Turn
from scenes.kinds.process.office import affordable, office, rules
from scenes.kinds.process.schema import Process
from scenes.kinds.process.simulation import Application, Office, Race, applications, simulate
from telemetry.events import CardLaid, Event, LampsLit, RaceRun

PACE = 5
"""Days of the race that one OK shows in the form without time."""

Cards = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class State:
    """cards: ids of the cards that lie, as they were laid. races: those of every race, oldest first.

    shown: the last race is on the screen; else cards are laid. day: how far it was shown in the form
    without time, None where time shows it. skipped: the race was cut short.
    """

    cards: Cards = ()
    races: tuple[Cards, ...] = ()
    shown: bool = False
    day: int | None = None
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """One way through the office, and its race."""

    office: Office
    race: Race


@dataclass(frozen=True, slots=True)
class Play:
    """The same applications on both ways: `old` without any card, `own` with those that were laid."""

    cases: tuple[Application, ...]
    old: Lane
    own: Lane


def cases_of(step: Process, seed: str) -> tuple[Application, ...]:
    """The applications of a race: equal for all cards, so that only the office makes the difference."""
    return applications(seed, step.cases.count, step.cases.over, len(rules(step)))


def play_of(step: Process, cards: Cards, turn: Turn) -> Play:
    """What these cards come to in this visit."""
    cases = cases_of(step, f"{turn.seed}/{step.id}")

    def lane(laid: Cards) -> Lane:
        built = office(step, laid, turn.scope)
        return Lane(built, simulate(built, cases))

    return Play(cases, lane(()), lane(cards))


def lamps(step: Process, done: int) -> int:
    """Goals that so many cases reach."""
    return sum(1 for goal in step.thresholds if done >= goal)


def station(step: Process, desk: int) -> str:
    """The id of a desk."""
    return list(step.stations)[desk]


def outputs(step: Process, races: tuple[Cards, ...], turn: Turn) -> dict[str, Value]:
    """What formulas may ask once a race was run."""
    play = play_of(step, races[-1], turn)
    old, own, last, mine = play.old, play.own, step.days, step.cases.mine - 1
    done = [play_of(step, cards, turn).own.race.done(last) for cards in races[:2]]
    waits, waits_before = own.race.waits(play.cases), old.race.waits(play.cases)
    narrow, jam = station(step, old.office.bottleneck), station(step, own.office.bottleneck)
    count = own.race.done(last)
    return {
        "done": float(count),
        "before": float(old.race.done(last)),
        "wait": float(median(waits)),
        "wait_before": float(median(waits_before)),
        "mine": float(waits[mine]),
        "mine_before": float(waits_before[mine]),
        "stack": float(max(map(len, own.race.evening(last).queues))),
        "lamps": float(lamps(step, count)),
        "gain": float(done[1] - done[0]) if len(done) == 2 else 0.0,
        "races": float(len(races)),
        "bottleneck": narrow,
        "bottleneck_text": step.stations[narrow].text.source,
        "jam": jam,
        "jam_text": step.stations[jam].text.source,
        **{f"has_{id}": float(id in races[-1]) for id in step.cards},
    }


# --- the contract of a kind -------------------------------------------------------------


def start(step: Process, turn: Turn) -> State:
    return State()


def act(step: Process, state: State, action: Action, turn: Turn) -> tuple[State, tuple[Event, ...]]:
    """'choose' a card; 'run'; 'turn' with the next day; 'skip'; 'replan'."""
    if action.name == "choose":
        return _laid(step, state, action.value, turn)
    if action.name == "run" and not state.shown:
        return _run(step, replace(state, shown=True, day=None, skipped=False), turn)
    if action.name == "turn":
        return _turned(step, state, action.value, turn)
    if action.name == "skip" and state.shown and state.day is None and not state.skipped:
        return replace(state, skipped=True), ()
    if action.name == "replan" and over(step, state):
        return replace(state, shown=False, day=None, skipped=False), ()
    return state, ()


def over(step: Process, state: State) -> bool:
    """Whether a race is on the screen that nobody has to turn on."""
    return state.shown and state.day in (None, step.days)


def _laid(step: Process, state: State, id: object, turn: Turn) -> tuple[State, tuple[Event, ...]]:
    """A card is laid or taken up, while none runs; one that the chips do not reach for stays where it is."""
    if state.shown or not isinstance(id, str) or id not in step.cards:
        return state, ()
    taken = id in state.cards
    cards = tuple(c for c in state.cards if c != id) if taken else (*state.cards, id)
    if not taken and not affordable(step, cards):
        return state, ()
    return replace(state, cards=cards), (CardLaid(f"{turn.path(step)}.{id}", not taken),)


def following(step: Process, day: int) -> int:
    """The day that the next OK shows."""
    return min(day + PACE, step.days)


def _turned(step: Process, state: State, value: object, turn: Turn) -> tuple[State, tuple[Event, ...]]:
    """Without time a race starts with its first days and goes on with each OK."""
    if isinstance(value, bool):
        return state, ()
    if not state.shown and value == following(step, 0):
        return _run(step, replace(state, shown=True, day=following(step, 0), skipped=False), turn)
    if (
        state.shown
        and state.day is not None
        and state.day < step.days
        and value == following(step, state.day)
    ):
        return replace(state, day=following(step, state.day)), ()
    return state, ()


def _run(step: Process, state: State, turn: Turn) -> tuple[State, tuple[Event, ...]]:
    done = play_of(step, state.cards, turn).own.race.done(step.days)
    path = turn.path(step)
    ran = replace(state, races=(*state.races, state.cards))
    return ran, (RaceRun(path, done), LampsLit(path, lamps(step, done)))


def settled(step: Process, state: State, turn: Turn) -> tuple[Event, ...]:
    return ()


def ready(step: Process, state: State, turn: Turn) -> bool:
    return over(step, state)


def answered(step: Process, state: State) -> bool:
    return bool(state.races)


def values(step: Process, state: State, turn: Turn) -> dict[str, Given]:
    """The outputs of the race that was run last."""
    if not state.races:
        return {}
    named: Mapping[str, Value] = outputs(step, state.races, turn)
    return {step.id: 1.0, f"{step.id}.unknown": 0.0, **{f"{step.id}.{n}": v for n, v in named.items()}}
