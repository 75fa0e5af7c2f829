"""What a kind of step can prove about a scenario before a visitor plays it.

A kind that simulates has a `proof.py` with `examine`: it plays its step in every way a visitor can
arrive there, and says what it found in problems, and in lines for the curator.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kiosk.content.answers import Answer, Given, options_of, values_of
from kiosk.content.diagnostics import Problem
from kiosk.content.document import Document
from kiosk.content.formula import Formula, FormulaError, Value
from kiosk.content.maps import Map
from kiosk.content.model import Figure, Scenario, Step
from kiosk.content.scope import Scope
from kiosk.content.trials import choices
from kiosk.content.walk import Path

PLAYS = 200
"""Random plays on the way to a step. Twelve ways of arriving are all met (missing one: below 1e-6)."""
WAYS = 60
LONGEST = 200


@dataclass(frozen=True)
class Case:
    """A step to examine. scopes: what formulas know on arrival, one for each way that was found."""

    scenario: Scenario
    document: Document
    path: Path
    step: Step
    scopes: tuple[Scope, ...]
    maps: Mapping[str, Map] = field(default_factory=dict)

    def problem(self, tail: Path, code: str, message: str, remedy: str = "", *, key: bool = False) -> Problem:
        """A finding at `tail` below the step."""
        return self.document.problem((*self.path, *tail), code, message, remedy, key=key)


@dataclass(frozen=True, slots=True)
class Examined:
    """What came of it. lines: a report in German, for the curator's eyes."""

    problems: tuple[Problem, ...] = ()
    lines: tuple[str, ...] = ()


def computed(formula: Formula, scope: Mapping[str, Value]) -> float | None:
    """The number a formula comes to; None for a text, and where it fails, which is told elsewhere."""
    try:
        value = formula.compute(scope)
    except FormulaError:
        return None
    return None if isinstance(value, str) else float(value)


Examiner = Callable[[Case], Examined]


def arrivals(scenario: Scenario, figures: Mapping[str, Figure], id: str) -> tuple[Scope, ...]:
    """What formulas know when a visitor comes to step `id`: one strict scope for each distinct way.

    Ways are found by `PLAYS` random plays (always the same) and told apart by the chosen options and
    the variables; at most `WAYS`. None where no play led there.
    """
    chance = random.Random(f"{scenario.id}/{id}")
    found: dict[tuple[tuple[str, object], ...], Scope] = {}
    for _ in range(PLAYS):
        player = _Player(scenario, figures, chance)
        if player.reaches(id):
            found.setdefault(player.way, player.scope)
        if len(found) >= WAYS:
            break
    return tuple(found.values())


class _Player:
    """One random play, as far as the step that is asked for."""

    def __init__(self, scenario: Scenario, figures: Mapping[str, Figure], chance: random.Random) -> None:
        self._scenario = scenario
        self._figures = figures
        self._chance = chance
        self._variables: dict[str, Value] = {}
        self._given: dict[str, Given] = {}
        self._chosen: dict[str, object] = {}

    @property
    def scope(self) -> Scope:
        return Scope(self._scenario, self._figures, {**self._given, **self._variables}, strict=True)

    @property
    def way(self) -> tuple[tuple[str, object], ...]:
        """What tells this way from others."""
        return tuple(sorted({**self._chosen, **self._variables}.items(), key=lambda item: item[0]))

    def reaches(self, id: str) -> bool:
        """Play from the first step until `id`; False where the play ends, circles or fails before."""
        ids = [step.id for step in self._scenario.steps]
        at = 0
        for _ in range(LONGEST):
            if at >= len(ids):
                return False
            step = self._scenario.steps[at]
            try:
                if step.when is not None and not step.when.compute(self.scope):
                    at += 1
                    continue
                if step.id == id:
                    return True
                following = self._played(step)
            except FormulaError:
                return False  # told elsewhere, at its place
            at = ids.index(following) if following in ids else at + 1
        return False

    def _played(self, step: Step) -> str | None:
        """Answer the step at random and leave it; where its option or the step itself leads."""
        answer = self._answer(step)
        option = options_of(step).get(answer) if isinstance(answer, str) else None
        if step.asks:
            self._given.update(values_of(step, answer))
        if isinstance(answer, str | None) and options_of(step):
            self._chosen[step.id] = answer
        changes = {**step.set, **(option.set if option is not None else {})}
        scope = self.scope
        self._variables.update({name: formula.compute(scope) for name, formula in changes.items()})
        return (option.next if option is not None else None) or step.next

    def _answer(self, step: Step) -> Answer:
        if not step.asks:
            return None
        scope = self.scope
        options = options_of(step)
        if options and not step.several:
            offered: list[Answer] = [
                id for id, option in options.items() if option.when is None or option.when.compute(scope)
            ]
        else:
            offered = choices(step)
        return self._chance.choice([*offered, *([None] if step.unknown or not offered else [])])
