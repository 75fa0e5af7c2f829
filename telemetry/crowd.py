"""What earlier visits answered, summed up: the numbers behind "how do the others do it?"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
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
    """polls: step -> how often each value was answered. guesses: target -> how often each was guessed."""

    polls: dict[str, dict[float, int]]
    guesses: dict[str, dict[float, int]]


@dataclass(slots=True)
class Crowd:
    """Running sums over all ended visits."""

    votes: dict[str, Counter[Vote]] = field(default_factory=dict)
    guesses: dict[str, Counter[float]] = field(default_factory=dict)

    def add(self, ballot: Ballot) -> None:
        """Count the answers and guesses of a visit that ended."""
        self.add_votes((vote, 1) for vote in ballot.votes.values())
        self.add_guesses((target, guess, 1) for target, (guess, _) in ballot.guesses.items())

    def add_votes(self, votes: Iterable[tuple[Vote, int]]) -> None:
        """Count answers."""
        for vote, n in votes:
            self.votes.setdefault(step_of(vote[0]), Counter())[vote] += n

    def add_guesses(self, guesses: Iterable[tuple[str, float, int]]) -> None:
        """Count guesses."""
        for target, guess, n in guesses:
            self.guesses.setdefault(target, Counter())[guess] += n

    def sums(self, least: int) -> Sums:
        """Answers and guesses of whatever at least `least` visits said."""
        polls: dict[str, dict[float, int]] = {}
        for step, votes in self.votes.items():
            if votes.total() >= least:
                counted: Counter[float] = Counter()
                for (_, value), n in votes.items():
                    counted[value] += n
                polls[step] = dict(counted)
        guesses = {target: dict(n) for target, n in self.guesses.items() if n.total() >= least}
        return Sums(polls, guesses)

    def voices(self, step: str) -> Voices:
        """The sums of one step, 'scenario/step'."""
        return Voices(dict(self.votes.get(step, {})), dict(self.guesses.get(step, {})))


def step_of(target: str) -> str:
    """'scenario/step' of 'scenario/step/option'."""
    return "/".join(target.split("/")[:2])
