"""A visit that was really played, kept so that it can be played again: what happened, and when."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from kiosk.runtime.guard import Past
from kiosk.visit.world import Crowd, Lights, RecordLine
from telemetry.events import (
    EVENTS,
    AccessUsed,
    DeadTap,
    Event,
    IdleContinued,
    IdleWarned,
    LanguageChosen,
    Resulted,
    ScreenEntered,
    SurveyAnswered,
    SurveyEnded,
    SurveyShown,
    Tapped,
    TaskEnded,
    TaskStarted,
    VisitEnded,
    VisitStarted,
)

Moment = tuple[float, Event]
"""Seconds since the first touch, and what happened then."""

TIME_OUT = 3
SURVEY = "survey"
_KINDS = {event.kind: event for event in EVENTS}
_DRAWN = (AccessUsed, SurveyShown, SurveyAnswered, SurveyEnded)
"""What the year draws itself, from shares it knows."""


@dataclass(frozen=True)
class Take:
    """One played visit without its end. reason: as in `VisitEnded`; what a time-out adds is left out, so
    that the last moment is one of the visitor."""

    reason: int
    moments: tuple[Moment, ...]

    @cached_property
    def language(self) -> str:
        """The language it was in at last."""
        return [e.language for _, e in self.moments if isinstance(e, VisitStarted | LanguageChosen)][-1]

    @cached_property
    def cuts(self) -> tuple[int, ...]:
        """How many moments there are before each new deed: where one can walk away."""
        times = enumerate(pairwise(self.moments), start=1)
        return tuple(at for at, (one, other) in times if other[0] > one[0] and at > 2) or (len(self.moments),)

    @cached_property
    def started(self) -> dict[str, int]:
        """Scenarios that are opened, each with the place of the moment in which it first is."""
        return _first(
            (e.scenario, at) for at, (_, e) in enumerate(self.moments) if isinstance(e, TaskStarted)
        )

    @cached_property
    def done(self) -> dict[str, int]:
        """Scenarios that reach a result, likewise."""
        return _first((e.scenario, at) for at, (_, e) in enumerate(self.moments) if isinstance(e, Resulted))


class Recorder:
    """Passes on what happens to the memory behind it, and keeps it as takes."""

    def __init__(self, past: Past) -> None:
        self.takes: list[Take] = []
        self._past = past
        self._began = 0.0
        self._moments: list[Moment] = []

    def emit(self, event: Event, now: float) -> None:
        self._past.emit(event, now)
        if isinstance(event, VisitStarted):
            self._began, self._moments = now, []
        if isinstance(event, VisitEnded):
            self.takes.append(Take(event.reason, _own(self._moments)))
        elif not isinstance(event, _DRAWN):
            self._moments.append((round(now - self._began, 3), event))

    def lights(self) -> Lights:
        return self._past.lights()

    def crowd(self) -> Crowd:
        return self._past.crowd()

    def record(self) -> tuple[RecordLine, ...]:
        return self._past.record()


def save(takes: Iterable[Take], path: Path) -> None:
    """One visit a line: how it ended, then its moments as second, kind and what the event says."""
    lines = (json.dumps([take.reason, [_flat(one) for one in take.moments]]) for take in takes)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def load(path: Path) -> tuple[Take, ...]:
    """The takes of a file that `save` wrote. ValueError, KeyError or TypeError for any other."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(
        Take(reason, tuple((second, _KINDS[kind](*said)) for second, kind, *said in moments))
        for reason, moments in rows
    )


def _flat(moment: Moment) -> list[object]:
    second, event = moment
    return [second, event.kind, *(getattr(event, each.name) for each in fields(event))]


def before_survey(moments: Sequence[Moment]) -> list[Moment]:
    """Without the survey, which comes last: what it closed ended when it came up."""
    shown = (at for at, (_, e) in enumerate(moments) if isinstance(e, ScreenEntered) and e.screen == SURVEY)
    if (at := next(shown, None)) is None:
        return list(moments)
    closed = [(moments[at - 1][0], event) for _, event in moments[at:] if isinstance(event, TaskEnded)]
    return [*moments[:at], *closed]


def _own(moments: list[Moment]) -> tuple[Moment, ...]:
    """Without its survey, what the exhibition did by itself after the last touch, and idle questions."""
    moments = before_survey(moments)
    last = max((at for at, (_, e) in enumerate(moments) if isinstance(e, Tapped | DeadTap)), default=0)
    return tuple(
        (second, event)
        for at, (second, event) in enumerate(moments)
        if not isinstance(event, IdleWarned | IdleContinued)
        and not (at > last and isinstance(event, TaskEnded) and event.outcome == TIME_OUT)
    )


def _first(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, at in pairs:
        found.setdefault(name, at)
    return found
