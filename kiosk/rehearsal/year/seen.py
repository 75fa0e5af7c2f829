"""What one simulated visit truly was, from what was fed in.

The definitions are those of the report, written down a second time and on purpose in another way: from the
moments of a visit, with exact times, not from rows. Nothing of telemetry is used but its events.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kiosk.rehearsal.year.take import Moment, before_survey
from telemetry.events import (
    Answered,
    DeadTap,
    Event,
    Guessed,
    IdleContinued,
    LanguageChosen,
    LegTaken,
    LegTakenBack,
    LightLit,
    Pledged,
    Resulted,
    ScreenEntered,
    Storm,
    SwapTaken,
    Tapped,
    TaskEnded,
    TaskStarted,
    TaskStep,
    VisitStarted,
    WentBack,
)

HANDS_CHANGE_S = 10.0
GAVE_UP = 0
CROWDED, CROWDED_S = 30, 2.0
MANY, MOSTLY = 20, 0.8
_TOUCHES = (Tapped, DeadTap, IdleContinued)
DEEDS = (TaskStarted, TaskStep, Answered, Guessed, Pledged)


@dataclass(frozen=True, slots=True)
class Seen:
    """One visit. dwell: seconds until its last touch. first: seconds until its first deed, None without one.
    reached: step of the funnel, 0 to 5. handed: a change of hands is to be assumed. places: touches that have
    a place, by screen and whether they were in vain."""

    dwell: float
    first: float | None
    language: str
    storm: bool
    taps: int
    dead: int
    back: bool
    handed: bool
    started: frozenset[str]
    done: frozenset[str]
    reached: int
    places: Counter[tuple[str, bool]]


def seen(moments: Sequence[Moment]) -> Seen:
    """The visit these moments tell; the survey is no part of it."""
    moments = before_survey(moments)
    touches = [second for second, event in moments if isinstance(event, _TOUCHES)]
    taps = [second for second, event in moments if isinstance(event, Tapped | DeadTap)]
    dead = sum(isinstance(event, DeadTap) for _, event in moments)
    return Seen(
        dwell=max(touches, default=0.0),
        first=next((second for second, event in moments if isinstance(event, DEEDS)), None),
        language=[e.language for _, e in moments if isinstance(e, VisitStarted | LanguageChosen)][-1],
        storm=any(isinstance(event, Storm) for _, event in moments) or _stormy(taps, dead),
        taps=len(taps) - dead,
        dead=dead,
        back=any(isinstance(event, WentBack) for _, event in moments),
        handed=_handed(moments),
        started=frozenset(e.scenario for _, e in moments if isinstance(e, TaskStarted)),
        done=frozenset(e.scenario for _, e in moments if isinstance(e, Resulted)),
        reached=_reached([event for _, event in moments]),
        places=Counter(_places(moments)),
    )


def _places(moments: Sequence[Moment]) -> Iterator[tuple[str, bool]]:
    """Every touch that has a place: on which screen, and whether it was in vain."""
    screen = "attract"
    for _, event in moments:
        if isinstance(event, ScreenEntered):
            screen = event.screen
        elif isinstance(event, DeadTap) or (isinstance(event, Tapped) and event.cell >= 0):
            yield screen, isinstance(event, DeadTap)


def _stormy(taps: Sequence[float], dead: int) -> bool:
    """Nearly everything beside, or more touches in two seconds than two hands make."""
    if len(taps) >= MANY and dead > MOSTLY * len(taps):
        return True
    return any(taps[at + CROWDED] - taps[at] <= CROWDED_S for at in range(len(taps) - CROWDED))


def _deeds(moments: Sequence[Moment]) -> Iterator[tuple[float, list[Event]]]:
    """Each touch that did something: the pause before it, and what it did."""
    starts = [at for at, (_, event) in enumerate(moments) if isinstance(event, _TOUCHES)]
    for (before, at), (_, until) in pairwise(pairwise([0, *starts, len(moments)])):
        pause = round(moments[at][0], 3) - round(moments[before][0], 3)  # as exact as it is recorded
        yield round(pause, 3), [event for _, event in moments[at:until]]


def _handed(moments: Sequence[Moment]) -> bool:
    """Whether somewhere the first thing done after a long pause is what a new visitor would do."""
    long, playing = False, False
    for pause, deed in _deeds(moments):
        long = long or pause >= HANDS_CHANGE_S
        if isinstance(deed[0], DeadTap | IdleContinued):
            continue
        if long and any(_is_new(event, playing) for event in deed):
            return True
        long = False
        playing = playing or any(isinstance(event, TaskStarted) for event in deed)
    return False


def _is_new(event: Event, playing: bool) -> bool:
    """Whether it leaves the running scenario, begins another one, or changes the language."""
    match event:
        case TaskStarted():
            return playing
        case LanguageChosen():
            return True
        case TaskEnded(_, outcome):
            return outcome == GAVE_UP
        case _:
            return False


def _reached(events: Sequence[Event]) -> int:
    """How many of these happened, each after the one before."""
    wanted: tuple[tuple[type[Event], ...], ...] = (
        (TaskStarted,), (TaskStep,), (Resulted,), (LightLit,), (TaskStarted,),
    )  # fmt: skip
    rest = iter(events)
    reached = 0
    for step in wanted:
        if not any(isinstance(event, step) for event in rest):
            break
        reached += 1
    return reached


def ridden(events: Sequence[Event]) -> set[str]:
    """The errands as they were ridden at the end of each day that was planned, by place and mode."""
    days: dict[str, dict[int, str]] = {}
    for event in events:
        match event:
            case TaskStarted(scenario):
                days = {step: legs for step, legs in days.items() if not step.startswith(f"{scenario}/")}
            case LegTaken(target, number) | SwapTaken(target, number):
                days.setdefault(target.rpartition("/")[0], {})[number] = target
            case LegTakenBack(target, number):
                days.get(target.rpartition("/")[0], {}).pop(number, None)
            case _:
                pass
    return {target for legs in days.values() for target in legs.values()}
