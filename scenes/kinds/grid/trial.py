"""A street that is built at random, with some care and at its best, and what that comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kiosk.content.formula import Value
from scenes.kinds.grid.rules import Over, goals, measured, outputs, street_of
from scenes.kinds.grid.schema import Gauge, Grid
from scenes.kinds.grid.search import by_chance, searched, step_by_step
from scenes.kinds.grid.street import Board, Score, Street

PLAYS = 300
ALONE, TOGETHER = 1200, 4000
"""Boards tried for the best of one gauge, and for all goals at once."""
MOST = 3
"""Different streets that are tried, where one can arrive in several ways."""
HEAVY = 20.0
"""How much a missed goal weighs against a gauge that could be better still."""


@dataclass(frozen=True)
class Trial:
    """A street under one way of arriving, as it can be built."""

    step: Grid
    scope: Mapping[str, Value]
    street: Street
    seed: str

    @cached_property
    def random(self) -> tuple[Board, ...]:
        return tuple(by_chance(self.street, self.seed, PLAYS))

    @cached_property
    def chance(self) -> tuple[dict[str, float], ...]:
        """The gauges of every random board."""
        return tuple(self.numbers(board) for board in self.random)

    def numbers(self, board: Board) -> dict[str, float]:
        return measured(self.step, self.street, board, self.scope)

    @cached_property
    def start(self) -> dict[str, float]:
        return self.numbers(self.street.start)

    def mark(self, gauge: Gauge) -> float:
        return gauge.goal.value.number(self.scope)

    def reaches(self, id: str, number: float) -> bool:
        gauge = self.step.gauges[id]
        return gauge.goal.reached(number, self.mark(gauge))

    def met(self, numbers: Mapping[str, float]) -> int:
        return sum(goals(self.step, numbers, self.scope).values())

    def share(self, id: str) -> float:
        """How many of the random boards reach a goal, 0..1."""
        return sum(self.reaches(id, numbers[id]) for numbers in self.chance) / len(self.chance)

    def mean(self, id: str) -> float:
        return sum(numbers[id] for numbers in self.chance) / len(self.chance)

    def lit(self, board: Board, index: int) -> bool:
        """Whether a lamp lights on this board."""
        found = outputs(self.step, self.street, board, self.scope)
        known = Over({f"{self.step.id}.{name}": value for name, value in found.items()}, self.scope)
        return bool(self.step.lamps[index].when.holds(known))

    @cached_property
    def best(self) -> Best:
        return Best(self)


@dataclass(frozen=True)
class Best:
    """What a street comes to when somebody tries."""

    trial: Trial

    @cached_property
    def spans(self) -> dict[str, float]:
        """How far each gauge moves by chance: what makes different gauges comparable."""
        found = (*self.trial.chance, self.trial.start)
        return {id: max(n[id] for n in found) - min(n[id] for n in found) or 1.0 for id in self.trial.start}

    def misses(self, numbers: Mapping[str, float]) -> float:
        """How far all goals together are away, 0 where every one is reached."""
        total = 0.0
        for id, gauge in self.trial.step.gauges.items():
            if not self.trial.reaches(id, numbers[id]):
                total += 0.1 + abs(numbers[id] - self.trial.mark(gauge)) / self.spans[id]
        return total

    def towards(self, id: str | None, alone: bool = False) -> Score:
        """The score of one gauge, alone or as far as all goals allow it; None: of the goals only."""

        def score(board: Board) -> float:
            numbers = self.trial.numbers(board)
            own = 0.0
            if id is not None:
                sign = 1.0 if self.trial.step.gauges[id].goal.sign == "<=" else -1.0
                own = sign * numbers[id] / self.spans[id]
            return own if alone else HEAVY * self.misses(numbers) + own

        return score

    @cached_property
    def alone(self) -> dict[str, float]:
        """The best value of each gauge, whatever becomes of the others."""
        street, seed = self.trial.street, self.trial.seed
        boards = {id: searched(street, self.towards(id, True), seed, ALONE) for id in self.trial.start}
        return {id: self.trial.numbers(board)[id] for id, board in boards.items()}

    @cached_property
    def together(self) -> Board:
        """A board that reaches all goals, or comes closest; then the first gauge as good as it gets."""
        street, seed = self.trial.street, self.trial.seed
        close = searched(street, self.towards(None), seed, TOGETHER // 4)
        return searched(street, self.towards(next(iter(self.trial.start))), seed, TOGETHER, close)

    @cached_property
    def careful(self) -> Board:
        """What comes of always making the exchange that brings the goals closest."""
        return step_by_step(self.trial.street, self.towards(None))


def trials(step: Grid, scopes: tuple[Mapping[str, Value], ...], seed: str) -> tuple[Trial, ...]:
    """One trial for each distinct street among `scopes`, the first few."""
    found: dict[object, Trial] = {}
    for scope in scopes:
        street = street_of(step, scope)
        marks = tuple(gauge.goal.value.number(scope) for gauge in step.gauges.values())
        found.setdefault((street, marks), Trial(step, scope, street, seed))
        if len(found) == MOST:
            break
    return tuple(found.values())
