"""What a curator wants to know of a street: what it comes to by chance, with some care and at its best."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kiosk.content.diagnostics import Problem
from kiosk.content.formula import FormulaError, Value
from kiosk.content.proof import Case, Examined
from kiosk.content.template import written
from scenes.kinds.grid.rules import Over, goals, inner, measured, outputs, street_of
from scenes.kinds.grid.schema import Gauge, Grid
from scenes.kinds.grid.search import by_chance, searched, step_by_step
from scenes.kinds.grid.street import Board, Score, Street, costs

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

    def met(self, numbers: Mapping[str, float]) -> int:
        return sum(goals(self.step, numbers, self.scope).values())

    def share(self, id: str) -> float:
        """How many of the random boards reach a goal, 0..1."""
        gauge = self.step.gauges[id]
        return sum(gauge.goal.reached(n[id], self.mark(gauge)) for n in self.chance) / len(self.chance)

    def mean(self, id: str) -> float:
        return sum(numbers[id] for numbers in self.chance) / len(self.chance)

    @cached_property
    def spans(self) -> dict[str, float]:
        """How far each gauge moves by chance: what makes different gauges comparable."""
        found = (*self.chance, self.start)
        return {id: max(n[id] for n in found) - min(n[id] for n in found) or 1.0 for id in self.step.gauges}

    # --- how good a board is ------------------------------------------------------------

    def _own(self, id: str, numbers: Mapping[str, float]) -> float:
        """Less is better: a gauge in spans, the way its goal wants it."""
        sign = 1.0 if self.step.gauges[id].goal.sign == "<=" else -1.0
        return sign * numbers[id] / self.spans[id]

    def misses(self, numbers: Mapping[str, float]) -> float:
        """How far all goals together are away, 0 where every one is reached."""
        total = 0.0
        for id, gauge in self.step.gauges.items():
            if not gauge.goal.reached(numbers[id], mark := self.mark(gauge)):
                total += 0.1 + abs(numbers[id] - mark) / self.spans[id]
        return total

    def towards(self, id: str | None, alone: bool = False) -> Score:
        """The score of one gauge, alone or as far as all goals allow it; None: of the goals only."""

        def score(board: Board) -> float:
            numbers = self.numbers(board)
            own = self._own(id, numbers) if id is not None else 0.0
            return own if alone else HEAVY * self.misses(numbers) + own

        return score

    # --- the best of it -----------------------------------------------------------------

    @cached_property
    def alone(self) -> dict[str, float]:
        """The best value of each gauge, whatever becomes of the others."""
        return {
            id: self.numbers(searched(self.street, self.towards(id, True), self.seed, ALONE))[id]
            for id in self.step.gauges
        }

    @cached_property
    def together(self) -> Board:
        """A board that reaches all goals, or comes closest; then the first gauge as good as it gets."""
        near = searched(self.street, self.towards(None), self.seed, TOGETHER // 4)
        return searched(self.street, self.towards(next(iter(self.step.gauges))), self.seed, TOGETHER, near)

    @cached_property
    def careful(self) -> Board:
        """What comes of always making the exchange that brings the goals closest."""
        return step_by_step(self.street, self.towards(None))

    def lamp_share(self, index: int) -> float:
        """How many of the random boards light a lamp, 0..1."""
        return sum(self.lit(board, index) for board in self.random) / len(self.random)

    def lit(self, board: Board, index: int) -> bool:
        found = outputs(self.step, self.street, board, self.scope)
        known = Over({f"{self.step.id}.{name}": value for name, value in found.items()}, self.scope)
        return bool(self.step.lamps[index].when.holds(known))


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


def examine(case: Case) -> Examined:
    """Every distinct street a visitor can meet here, built at random, with care and at its best."""
    step = case.step
    assert isinstance(step, Grid)
    found = trials(step, case.scopes, f"{case.scenario.id}/{step.id}")
    problems = list(_idle_tiles(case, step, found))
    if failures := list(_failures(case, step, found)):
        return Examined((*problems, *failures))
    problems += _unreached(case, step, found)
    lines = (line for trial in found for line in _lines(f"{case.scenario.id}/{step.id}", trial))
    return Examined(tuple(problems), tuple(lines))


def _idle_tiles(case: Case, step: Grid, found: tuple[Trial, ...]) -> Iterator[Problem]:
    """Tiles nobody can ever lay."""
    for trial in found[:1]:
        table = costs(trial.street)
        for id in step.layable:
            tile = step.ids.index(id)
            if not any(
                0 < table[trial.street.start[place]][tile] <= step.changes for place in step.streets()
            ):
                yield case.problem(
                    ("tiles", id), "W380", f"„{id}“ kann niemand legen: Worauf es darf, gibt es nicht.",
                    "Ergänze on: um ein Feld, das auf dem Plan steht.", key=True,
                )  # fmt: skip


def _failures(case: Case, step: Grid, found: tuple[Trial, ...]) -> Iterator[Problem]:
    """Gauges that cannot be computed on some street, each told once."""
    told: set[str] = set()
    for trial in found:
        for board in (trial.street.start, *trial.random):
            for id, gauge in step.gauges.items():
                names = inner(step, trial.street, board, gauge)
                try:
                    number = gauge.value.compute(Over(names, trial.scope))
                    said = f"„{gauge.value.source}“ gibt einen Text, keine Zahl."
                    wrong = isinstance(number, str)
                except FormulaError as error:
                    wrong, said = True, str(error)
                if wrong and id not in told:
                    told.add(id)
                    remedy = "Das geschieht auf manchen Straßen. Eine leere Liste hat mean, max und sum 0."
                    yield case.problem(("gauges", id, "is"), "E384", said, remedy)


def _unreached(case: Case, step: Grid, found: tuple[Trial, ...]) -> Iterator[Problem]:
    """Goals nobody reaches or nobody misses, and goals that exclude each other."""
    if not found:
        return
    reached = True
    for id, gauge in step.gauges.items():
        path = ("gauges", id, "goal")
        best = [t for t in found if gauge.goal.reached(t.alone[id], t.mark(gauge))]
        reached = reached and bool(best)
        if not best:
            top = written(found[0].alone[id], "de", gauge.digits)
            said = f"Dieses Ziel erreicht niemand: Die beste Straße, die wir fanden, kommt auf {top}."
            yield case.problem(path, "W381", said, "Ändere das Ziel, oder gib mehr Umbauten.")
        elif all(t.share(id) == 1.0 and gauge.goal.reached(t.start[id], t.mark(gauge)) for t in found):
            yield case.problem(
                path, "W382", "Dieses Ziel verfehlt niemand: Es gilt am Anfang und geht nie verloren.",
                "Setze es strenger, oder lass etwas legen, das es kostet.",
            )  # fmt: skip
    if reached and not any(t.met(t.numbers(t.together)) == len(step.gauges) for t in found):
        yield case.problem(
            ("gauges",), "W383", "Jedes Ziel für sich geht, alle zusammen erreicht niemand.",
            "Lockere eines, oder gib mehr Umbauten.", key=True,
        )  # fmt: skip
    for index, lamp in enumerate(step.lamps):
        if reached and not any(trial.lit(trial.together, index) for trial in found):
            said = f"Die Lampe „{lamp.text.source}“ geht auch bei der besten Straße nicht an, die wir fanden."
            yield case.problem(("lamps", index, "when"), "W384", said, "Lockere ihre Bedingung.")


def _percent(share: float) -> str:
    return f"{written(share * 100, 'de', 0)} %"


def _lines(where: str, trial: Trial) -> Iterator[str]:
    step = trial.step
    for id, gauge in step.gauges.items():
        digits = gauge.digits

        def said(number: float, digits: int = digits) -> str:
            return written(number, "de", digits)

        yield (
            f"{where}, {gauge.text.source} ({gauge.goal.sign} {said(trial.mark(gauge))}): "
            f"am Anfang {said(trial.start[id])}, Zufall {said(trial.mean(id))} "
            f"(Ziel {_percent(trial.share(id))}), beste {said(trial.alone[id])}"
        )
    every = len(step.gauges)
    lucky = sum(trial.met(numbers) == every for numbers in trial.chance) / len(trial.chance)
    best = trial.numbers(trial.together)
    first = next(iter(step.gauges))
    yield (
        f"{where}, alle {every} Ziele: Zufall {_percent(lucky)}, "
        f"Schritt für Schritt {trial.met(trial.numbers(trial.careful))}, beste {trial.met(best)} "
        f"(dabei {step.gauges[first].text.source} {written(best[first], 'de', step.gauges[first].digits)})"
    )
    for index, lamp in enumerate(step.lamps):
        text = lamp.text.render(trial.scope, "de")
        yield f"{where}, {text}: Zufall {_percent(trial.lamp_share(index))}"
