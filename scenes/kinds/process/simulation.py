"""Applications on their way through an office: a seeded simulation of queues, one desk after the other.

Things happen on working days, numbered from 0. What happens on a day, in this order:

    morning   new applications reach the first desk, then those that were sent back and have been completed
    desks     one after the other, each takes the oldest first (first come, first served). A desk that gets
              through m applications a day with all its time, and loses the share d of it to questions, has
              m (1 - d) applications' worth of time each day. What has been served goes on the same day.
              Time without work is made up for later, but never more than `SPARE` days of it.
    first     finds an application incomplete with a chance p, every time it is handed in; then it is with
              the applicant for some days and joins the queue again
    evening   everything is somewhere: not yet handed in, waiting, begun, sent back, or done

A race has its luck from `Application`s that were drawn before: whoever compares two offices gives both the
same applications (common random numbers), so that what differs is the office and nothing else.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

SPARE = 2.0
"""Days of idle time that a desk can make up for, as with flexible hours; at least one application's worth."""
RETURNS = 20
"""After so many incomplete attempts somebody helps, and the application is complete."""
LONGEST = 400
"""Working days after which a race ends, whatever is still waiting."""
ENOUGH = 1 - 1e-9
"""A whole application's worth of time, but for what rounding takes."""

Status = Literal["away", "waiting", "begun", "back", "done"]


@dataclass(frozen=True, slots=True)
class Application:
    """One of the cases and its luck, each number uniform in 0..1.

    arrives: the working day it is handed in. easy: one number for each rule that lets cases skip desks.
    whole: one for each time it may be found incomplete.
    """

    arrives: int
    easy: tuple[float, ...]
    whole: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Skip:
    """A rule by which a share of all cases does not need some desks. draw: which of their numbers decides."""

    desks: frozenset[int]
    share: float
    draw: int


@dataclass(frozen=True, slots=True)
class Office:
    """perday: applications each desk gets through with all its time. lost: share of it that questions take.

    chance, delay: how likely an application is incomplete, and how many days it then stays away.
    """

    perday: tuple[float, ...]
    lost: float = 0.0
    chance: float = 0.0
    delay: int = 1
    skips: tuple[Skip, ...] = ()

    @property
    def speeds(self) -> tuple[float, ...]:
        """Applications a day that each desk has time for."""
        return tuple(most * (1 - self.lost) for most in self.perday)

    @property
    def demands(self) -> tuple[float, ...]:
        """Days each desk works on one application in the mean, all its attempts together.

        In operational analysis the service demand; no desk can sustain more than 1 / demand a day.
        """
        out = []
        for desk, speed in enumerate(self.speeds):
            visits = 1 / (1 - self.chance) if desk == 0 else 1.0
            for skip in self.skips:
                visits *= 1 - skip.share if desk in skip.desks else 1.0
            out.append(visits / speed)
        return tuple(out)

    @property
    def bottleneck(self) -> int:
        """The desk that limits all: the one with the largest demand, the first of equals."""
        demands = self.demands
        return max(range(len(demands)), key=lambda desk: demands[desk])


@dataclass(frozen=True, slots=True)
class Evening:
    """Where everything is when a day is over, by the numbers of applications.

    queues: before each desk, in the order they will be taken. begun: whether a desk has spent time on its
    first one. back: sent back. done: in the order they were granted.
    """

    queues: tuple[tuple[int, ...], ...]
    begun: tuple[bool, ...]
    back: tuple[int, ...]
    done: tuple[int, ...]

    def status(self, case: int) -> Status:
        for queue, begun in zip(self.queues, self.begun, strict=True):
            if case in queue:
                return "begun" if begun and queue[0] == case else "waiting"
        return "back" if case in self.back else "done" if case in self.done else "away"


@dataclass(frozen=True, slots=True)
class Race:
    """All evenings from day 0 until everything is done. finished: each application's day, None if never."""

    evenings: tuple[Evening, ...]
    finished: tuple[int | None, ...]

    def evening(self, day: int) -> Evening:
        """The evening of a day; the last one for those after it."""
        return self.evenings[min(day, len(self.evenings) - 1)]

    def done(self, day: int) -> int:
        """Applications that are through by the evening of a day."""
        return sum(1 for at in self.finished if at is not None and at <= day)

    def waits(self, cases: Sequence[Application]) -> tuple[int, ...]:
        """Working days from handing in to the end, of each; of those that never end, until the race ended."""
        last = len(self.evenings) - 1
        ends = (last if at is None else at for at in self.finished)
        return tuple(max(end - case.arrives, 0) for end, case in zip(ends, cases, strict=True))


@lru_cache(maxsize=512)
def applications(seed: str, count: int, over: int, rules: int) -> tuple[Application, ...]:
    """`count` cases that come in at any time of the first `over` days, in the order of their coming.

    rules: how many rules of an office let cases skip desks. The same seed gives the same luck to all.
    """
    chance = random.Random(seed)
    days = sorted(int(chance.random() * over) for _ in range(count))
    return tuple(
        Application(
            day,
            tuple(chance.random() for _ in range(rules)),
            tuple(chance.random() for _ in range(RETURNS)),
        )
        for day in days
    )


@lru_cache(maxsize=64)
def simulate(office: Office, cases: tuple[Application, ...], last: int = LONGEST) -> Race:
    """The race of these applications through an office, until all are done or day `last` is over."""
    run = _Run(office, cases)
    evenings = []
    for day in range(last + 1):
        run.work(day)
        evenings.append(run.evening())
        if len(run.done) == len(cases):
            break
    return Race(tuple(evenings), tuple(run.finished))


def granted(office: Office, cases: tuple[Application, ...], last: int) -> int:
    """How many are through by the evening of day `last`: `simulate` without looking on the way."""
    run = _Run(office, cases)
    for day in range(last + 1):
        run.work(day)
    return len(run.done)


class _Run:
    """An office at work. Lives inside one call; what comes of it is frozen."""

    def __init__(self, office: Office, cases: Sequence[Application]) -> None:
        self._office = office
        self._cases = cases
        self._speeds = office.speeds
        self._ways = [_way(office, case) for case in cases]
        self._attempts = [0] * len(cases)
        self._queues: list[deque[int]] = [deque() for _ in office.perday]
        self._time = [0.0] * len(office.perday)
        self._coming: dict[int, list[int]] = {}
        self._back: dict[int, list[int]] = {}
        self.done: list[int] = []
        self.finished: list[int | None] = [None] * len(cases)
        for number, case in enumerate(cases):
            self._coming.setdefault(case.arrives, []).append(number)

    def work(self, day: int) -> None:
        """One working day, from morning to evening."""
        self._queues[0].extend(self._coming.pop(day, ()))
        self._queues[0].extend(self._back.pop(day, ()))
        for desk, speed in enumerate(self._speeds):
            self._time[desk] += speed
            while self._queues[desk] and self._time[desk] >= ENOUGH:
                self._time[desk] -= 1
                self._serve(desk, day)
            self._time[desk] = min(self._time[desk], max(1.0, SPARE * speed))

    def _serve(self, desk: int, day: int) -> None:
        case = self._queues[desk].popleft()
        if desk == 0 and self._incomplete(case):
            self._back.setdefault(day + self._office.delay, []).append(case)
            return
        onward = next((other for other in self._ways[case] if other > desk), None)
        if onward is not None:
            self._queues[onward].append(case)
            return
        self.done.append(case)
        self.finished[case] = day

    def _incomplete(self, case: int) -> bool:
        attempt = self._attempts[case]
        self._attempts[case] += 1
        return attempt < RETURNS and self._cases[case].whole[attempt] < self._office.chance

    def evening(self) -> Evening:
        begun = (bool(q) and time > 1e-9 for q, time in zip(self._queues, self._time, strict=True))
        back = (case for day in sorted(self._back) for case in self._back[day])
        return Evening(tuple(map(tuple, self._queues)), tuple(begun), tuple(back), tuple(self.done))


def _way(office: Office, case: Application) -> tuple[int, ...]:
    """The desks an application has to pass."""
    spared: frozenset[int] = frozenset()
    for skip in office.skips:
        if case.easy[skip.draw] < skip.share:
            spared |= skip.desks
    return tuple(desk for desk in range(len(office.perday)) if desk not in spared)
