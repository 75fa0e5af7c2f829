"""What is drawn as squares: the parts of the tower and the number at the end, within what can be drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.content.formula import Formula, FormulaError
from kiosk.content.scope import Scope
from kiosk.content.survey import Survey
from kiosk.content.template import written
from kiosk.content.walk import Path

MOST_SQUARES = 2000
"""Squares of one tower: some ten times a wasteful life. Beyond that nobody can see a single one."""

_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Amount:
    """Numbers that become squares together, with their places; none of them may be negative.

    path: the place of the sum. unit: what one square stands for; None where no squares are drawn.
    """

    path: Path
    title: str
    parts: tuple[tuple[Path, Formula], ...]
    unit: float | None

    @property
    def names(self) -> frozenset[str]:
        return frozenset().union(*(formula.names for _, formula in self.parts))


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an amount, where, and the names it rests on. key: the same for the same fault."""

    path: Path
    code: str
    message: str
    names: frozenset[str]
    key: str


def amounts_of(survey: Survey) -> tuple[Amount, ...]:
    """The tower and the `number` of each result."""
    live = survey.scenario.live
    unit = live.unit.value if live else None
    tower = tuple((("live", "parts", name), Formula.parse(name)) for name in live.parts) if live else ()
    numbers = ((p, f) for p, f in survey.formulas if p[0] == "steps" and len(p) == 3 and p[2] == "number")
    found = [Amount(path, "Die Zahl am Ende", ((path, formula),), unit) for path, formula in numbers]
    return (*([Amount(("live", "parts"), "Der Turm", tower, unit)] if tower else ()), *found)


def faults(amount: Amount, scope: Scope) -> Iterator[Fault]:
    """What cannot be drawn at these answers: no number, a negative one, more than MOST_SQUARES squares."""
    total = 0.0
    for path, formula in amount.parts:
        try:
            value = formula.compute(scope)
        except FormulaError as error:
            yield Fault(path, "E306", str(error), formula.names, error.source)
            continue
        if isinstance(value, str):
            said = f"{amount.title} braucht Zahlen, „{formula.source}“ ist der Text „{value}“."
            yield Fault(path, "E318", said, formula.names, f"text {path}")
        elif value < -_ROUNDING:
            said = f"„{formula.source}“ wird negativ ({written(value, 'de')}): das sind keine Quadrate."
            yield Fault(path, "E318", said, formula.names, f"negative {path}")
        else:
            total += value
    if amount.unit is not None and total / amount.unit > MOST_SQUARES:
        squares = written(total / amount.unit, "de", 0)
        said = f"{amount.title} hätte {squares} Quadrate, erlaubt sind {written(MOST_SQUARES, 'de', 0)}."
        yield Fault(amount.path, "E318", said, amount.names, f"many {amount.path}")
