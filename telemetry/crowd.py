"""What earlier visits answered, summed up: the numbers behind "how do the others do it?"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from telemetry.visit import Ballot

Vote = tuple[str, float]
"""The target and the value of an answer, as in `Answered`."""


@dataclass(frozen=True, slots=True)
class Voices:
    """Of one step: how often each answer was a visit's last, and how often each guess was made.

    Numbers are rounded to two significant digits. Whoever shows them hides fewer than 20.
    """

    votes: Mapping[Vote, int]
    guesses: Mapping[float, int]


class Sums(NamedTuple):
    """What screens may know of the crowd.

    polls: step -> how often each value was answered. guesses: target -> how often each was guessed.
    kg: kilograms a year of all levers that were taken up; 0 for too few. laid: 'scenario/step/option' ->
    how many visits ended with it as of now, for what everybody in the room sees grow.
    """

    polls: dict[str, dict[float, int]]
    guesses: dict[str, dict[float, int]]
    kg: int = 0
    laid: Mapping[str, int] = MappingProxyType({})


@dataclass(slots=True)
class Crowd:
    """Running sums over ended visits. pledges: target -> how many took it up, and their kilograms."""

    votes: dict[str, Counter[Vote]] = field(default_factory=dict)
    guesses: dict[str, Counter[float]] = field(default_factory=dict)
    pledges: dict[str, tuple[int, int]] = field(default_factory=dict)

    def add(self, ballot: Ballot) -> None:
        """Count the answers, guesses and levers of a visit that ended."""
        self.add_votes((vote, 1) for vote in ballot.votes.values())
        self.add_guesses((target, guess, 1) for (target, _), (guess, _) in ballot.guesses.items())
        self.add_pledges((target, 1, kg) for target, kg in ballot.pledges.items())

    def add_votes(self, votes: Iterable[tuple[Vote, int]]) -> None:
        """Count answers."""
        for vote, n in votes:
            self.votes.setdefault(step_of(vote[0]), Counter())[vote] += n

    def add_guesses(self, guesses: Iterable[tuple[str, float, int]]) -> None:
        """Count guesses."""
        for target, guess, n in guesses:
            self.guesses.setdefault(target, Counter())[guess] += n

    def add_pledges(self, pledges: Iterable[tuple[str, int, int]]) -> None:
        """Count levers and their kilograms."""
        for target, n, kg in pledges:
            before = self.pledges.get(target, (0, 0))
            self.pledges[target] = (before[0] + n, before[1] + kg)

    def take(self, other: Crowd, sign: int = 1) -> None:
        """Add all that another one counted, or take it away with a sign of -1."""
        self.add_votes((vote, sign * n) for votes in other.votes.values() for vote, n in votes.items())
        self.add_guesses(
            (target, guess, sign * n) for target, all in other.guesses.items() for guess, n in all.items()
        )
        self.add_pledges((target, sign * n, sign * kg) for target, (n, kg) in other.pledges.items())

    def laid(self, target: str) -> int:
        """How many visits ended with this answer, 'scenario/step/option'."""
        votes = self.votes.get(step_of(target), Counter())
        return sum(n for (answered, _), n in votes.items() if answered == target)

    def sums(self, least: int) -> Sums:
        """Answers and guesses of whatever at least `least` visits said."""
        polls: dict[str, dict[float, int]] = {}
        for step, votes in self.votes.items():
            if votes.total() >= least:
                counted: Counter[float] = Counter()
                for (_, value), n in votes.items():
                    counted[value] += n
                polls[step] = dict(+counted)
        guesses = {target: dict(+n) for target, n in self.guesses.items() if n.total() >= least}
        taken = sum(n for n, _ in self.pledges.values())
        return Sums(polls, guesses, sum(kg for _, kg in self.pledges.values()) if taken >= least else 0)

    def voices(self, step: str) -> Voices:
        """The sums of one step, 'scenario/step'."""
        return Voices(dict(self.votes.get(step, {})), dict(self.guesses.get(step, {})))


SLIP = 7
"""Days by which a calendar may run back before it is believed. A clock that stood in the far future once
would else keep the crowd silent until then."""


def running(known: int, day: int) -> int:
    """The day that runs when the calendar says `day` and said `known` (both yyyymmdd) before."""
    return day if day > known or _number(known) - _number(day) > SLIP else known


def _number(day: int) -> int:
    return date(day // 10000, day // 100 % 100, day % 100).toordinal()


@dataclass(slots=True)
class Days:
    """The crowd up to the end of the last day, and what has been said since `day` (yyyymmdd) began.

    With a new day the answers of the old one join all at once: comparing before and after shows nobody.
    """

    day: int
    before: Crowd = field(default_factory=Crowd)
    today: Crowd = field(default_factory=Crowd)

    def turn(self, day: int) -> None:
        """The calendar says `day`. One that runs back ends no day, and neither does its coming back."""
        if day > self.day:
            self.before.take(self.today)
            self.today = Crowd()
        self.day = running(self.day, day)

    def sums(self, least: int, laid: Iterable[str] = ()) -> Sums:
        """What screens may know; `laid` names the answers that are counted as of now."""
        told = self.before.sums(least)
        return told._replace(laid={t: self.before.laid(t) + self.today.laid(t) for t in laid})

    def voices(self, step: str) -> Voices:
        """What all visits said at one step, those of today too: for the house, not for screens."""
        both = Crowd()
        both.take(self.before)
        both.take(self.today)
        return both.voices(step)


def step_of(target: str) -> str:
    """'scenario/step' of 'scenario/step/option'."""
    return "/".join(target.split("/")[:2])
