"""What earlier visits answered, summed up: the numbers behind "how do the others do it?"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from telemetry.visit import Ballot

Vote = tuple[str, float]
"""The target and the value of an answer, as in `Answered`."""

BATCH = 5
"""Visits that join what is told of a poll at once, at least: fewer wait for another day. Without it the sums
of a quiet day would differ from those of the day before by what one visit said."""


@dataclass(frozen=True, slots=True)
class Voices:
    """Of one step: how often each answer was a visit's last, and how often each guess was made.

    Numbers are rounded to two significant digits. Whoever shows them hides fewer than 20.
    """

    votes: Mapping[Vote, int]
    guesses: Mapping[float, int]


Dawn = tuple[int, int]
"""How often an answer had been given when the day before began, and when this one did."""


class Sums(NamedTuple):
    """What screens may know of the crowd.

    polls: step -> how often each value was answered. guesses: target -> how often each was guessed.
    kg: kilograms a year of all levers that were taken up; 0 for too few. laid: 'scenario/step/option' ->
    how many visits ended with it as of now, for what everybody in the room sees grow. dawns: the same as of
    the last two mornings.
    """

    polls: dict[str, dict[float, int]]
    guesses: dict[str, dict[float, int]]
    kg: int = 0
    laid: Mapping[str, int] = MappingProxyType({})
    dawns: Mapping[str, Dawn] = MappingProxyType({})


VOTES, GUESSES, KG = range(3)
"""What can be asked of a crowd: answers, guesses, kilograms of levers that were taken up."""


class Poll(NamedTuple):
    """What is told or held back as a whole.

    name: the step of answers, the target of guesses; of all levers together there is one poll without a name.
    """

    sort: int
    name: str


def poll_of(sort: int, target: str) -> Poll:
    """The poll in which this target is counted."""
    return Poll(sort, step_of(target) if sort == VOTES else "" if sort == KG else target)


@dataclass(slots=True)
class Tally:
    """visits: how many had a say. counts: how often each answer or guess was given; kilograms of levers."""

    visits: int = 0
    counts: Counter[Vote] = field(default_factory=Counter)


def parts(ballot: Ballot) -> Iterator[tuple[Poll, Counter[Vote]]]:
    """What a visit that ended adds to each poll. Levers without kilograms add nothing: among four of
    those, the fifth would stand alone."""
    for step, vote in ballot.votes.items():
        yield Poll(VOTES, step), Counter({vote: 1})
    guessed: dict[str, Counter[Vote]] = {}
    for (target, _), (guess, _) in ballot.guesses.items():
        guessed.setdefault(target, Counter())[target, guess] += 1
    for target, guesses in guessed.items():
        yield Poll(GUESSES, target), guesses
    kilograms = Counter({(target, 0.0): kg for target, kg in ballot.pledges.items() if kg > 0})
    if kilograms:
        yield Poll(KG, ""), kilograms


class Crowd:
    """Running sums over ended visits."""

    def __init__(self) -> None:
        self._tallies: dict[Poll, Tally] = {}

    def add(self, poll: Poll, visits: int, counts: Mapping[Vote, int]) -> None:
        """Count what so many visits said in a poll; negative numbers take it away."""
        tally = self._tallies.setdefault(poll, Tally())
        tally.visits += visits
        for vote, n in counts.items():
            tally.counts[vote] += n

    def count(self, ballot: Ballot) -> None:
        """Count the answers, guesses and levers of a visit that ended."""
        for poll, counts in parts(ballot):
            self.add(poll, 1, counts)

    def take(self, other: Crowd, sign: int = 1) -> None:
        """Add all that another one counted, or take it away with a sign of -1."""
        for poll, tally in other._tallies.items():
            self.add(poll, sign * tally.visits, {vote: sign * n for vote, n in tally.counts.items()})

    def ripe(self) -> frozenset[Poll]:
        """Polls in which enough visits had a say to be told at once."""
        return frozenset(poll for poll, tally in self._tallies.items() if tally.visits >= BATCH)

    def part(self, polls: Iterable[Poll]) -> Crowd:
        """These polls alone, taken away from here."""
        taken = Crowd()
        for poll in polls:
            if poll in self._tallies:
                taken._tallies[poll] = self._tallies.pop(poll)
        return taken

    def laid(self, target: str) -> int:
        """How many visits ended with this answer, 'scenario/step/option'."""
        votes = self._tallies.get(Poll(VOTES, step_of(target)), Tally()).counts
        return sum(n for (answered, _), n in votes.items() if answered == target)

    def sums(self, least: int) -> Sums:
        """Answers and guesses of whatever at least `least` visits said."""
        told = Sums({}, {})
        for (sort, name), tally in self._tallies.items():
            if tally.visits < least:
                continue
            if sort == KG:
                told = told._replace(kg=tally.counts.total())
                continue
            counted: Counter[float] = Counter()
            for (_, value), n in tally.counts.items():
                counted[value] += n
            (told.polls if sort == VOTES else told.guesses)[name] = dict(+counted)
        return told

    def voices(self, step: str) -> Voices:
        """The sums of one step, 'scenario/step'."""
        votes, guesses = (self._tallies.get(Poll(sort, step), Tally()).counts for sort in (VOTES, GUESSES))
        return Voices(dict(votes), {value: n for (_, value), n in guesses.items()})


SLIP = 7
"""Days by which a calendar may run back before it is believed. A clock that stood in the far future once
would else keep the crowd silent until then."""


def running(known: int, day: int) -> int:
    """The day that runs when the calendar says `day` and said `known` (both yyyymmdd) before."""
    return day if day > known or _number(known) - _number(day) > SLIP else known


def known_day(day: int) -> int:
    """`day` (yyyymmdd) if there is one of that number; else 0, which is before every day."""
    try:
        _number(day)
    except (ValueError, OverflowError):
        return 0
    return day


def _number(day: int) -> int:
    return date(day // 10000, day // 100 % 100, day % 100).toordinal()


@dataclass(frozen=True, slots=True)
class Turn:
    """What happened to the crowd beside visits, for the disk to do the same.

    day: the one that runs. told: polls that are held back no longer. dawns: whether a new day began.
    watched: answers that are noted every morning from now on.
    """

    day: int
    told: frozenset[Poll] = frozenset()
    dawns: bool = False
    watched: tuple[str, ...] = ()


@dataclass(slots=True)
class Days:
    """The crowd as it is told, and what is held back since `day` (yyyymmdd) began or longer.

    What was said on a day is told with the next one, poll by poll, where at least `BATCH` visits said it. So
    what is told of a poll changes at most once a day, and never by fewer visits than that.

    dawns: of the answers that pictures are made of.
    """

    day: int
    told: Crowd = field(default_factory=Crowd)
    held: Crowd = field(default_factory=Crowd)
    dawns: dict[str, Dawn] = field(default_factory=dict)

    def turn(self, day: int) -> Turn | None:
        """The calendar says `day`: what it changed, or None. One that runs back ends no day, and neither
        does its coming back."""
        runs = running(self.day, day)
        if runs == self.day:
            return None
        ends = runs > self.day
        turn = Turn(runs, self.held.ripe() if ends else frozenset(), ends)
        self.apply(turn)
        return turn

    def watch(self, targets: Iterable[str]) -> Turn | None:
        """Note these answers every morning from now on; None where that is nothing new."""
        fresh = tuple(target for target in targets if target not in self.dawns)
        turn = Turn(self.day, watched=fresh)
        self.apply(turn)
        return turn if fresh else None

    def apply(self, turn: Turn) -> None:
        """Do what `turn` says."""
        self.day = turn.day
        self.told.take(self.held.part(turn.told))
        if turn.dawns:
            self.dawns = {target: (now, self.laid(target)) for target, (_, now) in self.dawns.items()}
        for target in turn.watched:
            self.dawns.setdefault(target, (self.laid(target),) * 2)

    def laid(self, target: str) -> int:
        """How many visits ended with this answer as of now."""
        return self.told.laid(target) + self.held.laid(target)

    def sums(self, least: int) -> Sums:
        """What screens may know."""
        laid = {target: self.laid(target) for target in self.dawns}
        return self.told.sums(least)._replace(laid=laid, dawns=dict(self.dawns))

    def voices(self, step: str) -> Voices:
        """What all visits said at one step, those of today too: for the house, not for screens."""
        both = Crowd()
        both.take(self.told)
        both.take(self.held)
        return both.voices(step)


def step_of(target: str) -> str:
    """'scenario/step' of 'scenario/step/option'."""
    return "/".join(target.split("/")[:2])
