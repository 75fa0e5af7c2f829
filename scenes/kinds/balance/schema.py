"""A city's day of electricity: flexible blocks are moved along it, then the day runs."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Field, field_validator, model_validator

from kiosk.content.diagnostics import near
from kiosk.content.formula import Formula, Value
from kiosk.content.model import Domain, Expr, Fault, Id, Reveals, Step, Strict, Text
from kiosk.content.scope import rests_on
from kiosk.content.structure import Stock
from scenes.kinds.balance.simulation import HOURS, POINTS, interpolated

OUTPUTS: Mapping[str, tuple[Value, ...]] = {
    "own": (0.0, 0.0, 100.0),
    "bought": (0.0, 0.0, 5000.0),
    "co2": (0.0, 0.0, 5000.0),
    "surplus": (0.0, 0.0, 5000.0),
    "stored": (0.0, 0.0, 1000.0),
    "spared": (0.0, -2000.0, 2000.0),
    "untouched": (0.0, 0.0, 100.0),
}
"""What a day gives to formulas beside lamps and blocks: before it was run, least, most."""

MOST_SQUARES = 120
"""Squares of one hour; four times what fills a screen well."""

HIGHEST = 1000.0
"""The largest value of a curve: per cent, or less. How many megawatts that is, `times` says."""

TAKEN = frozenset({*OUTPUTS, "lamps", "moved", "well", "unknown", "truth"})


def _values(data: Any) -> Any:
    if not isinstance(data, (list, tuple)):
        return data
    if len(data) not in (HOURS, POINTS):
        raise ValueError(
            f"Eine Kurve hat {HOURS} Werte, für jede Stunde einen, oder {POINTS} für 0, 3, … 24 Uhr; "
            f"hier sind es {len(data)}."
        )
    if any(isinstance(v, bool) or not isinstance(v, (int, float)) or not math.isfinite(v) for v in data):
        raise ValueError("Eine Kurve besteht aus Zahlen, etwa [0, 0, 0.1, 0.6, 1, 0.9, 0.3, 0, 0].")
    if any(not 0 <= v <= HIGHEST for v in data):
        raise ValueError(f"Eine Kurve hat Werte von 0 bis {HIGHEST:g}; wie viel das ist, sagt times.")
    return tuple(float(v) for v in data)


CurveOrName = Annotated[Id | tuple[float, ...], BeforeValidator(_values)]


class Flow(Strict):
    """Power over the day, of a group of consumers say. times: megawatts where the curve is 1."""

    times: Expr = Formula.parse(1)
    curve: CurveOrName


class Source(Flow):
    """Where power comes from: a row of the legend, a colour of the squares."""

    text: Text
    icon: Id | None = None
    colour: Domain | None = None


class Storage(Strict):
    """capacity in MWh, power in MW, loss: share of what is put in that is lost (0..1)."""

    text: Text
    capacity: Expr
    power: Expr
    loss: float = Field(0.1, ge=0, lt=1)


class Block(Strict):
    """Something that takes `power` megawatts for `hours` hours, beginning at hour `at` if nobody moves it."""

    text: Text
    icon: Id | None = None
    colour: Domain | None = None
    power: float = Field(gt=0, le=1000)
    hours: int = Field(ge=1, le=12)
    at: int = Field(ge=0, le=23)

    @model_validator(mode="after")
    def _ends_by_midnight(self) -> Self:
        if self.at + self.hours > HOURS:
            raise ValueError(f"{self.at} Uhr plus {self.hours} Stunden geht über Mitternacht hinaus.")
        return self

    @property
    def latest(self) -> int:
        return HOURS - self.hours


class SquareUnit(Strict):
    """What one square stands for."""

    value: float = Field(alias="is", ge=0.01)
    unit: Text


def _goal(key: str) -> str:
    if not key.isdecimal() or not 1 <= int(key) <= 100:
        raise ValueError("Ein Ziel ist ein Anteil in Prozent: eine ganze Zahl von 1 bis 100.")
    return key


Percent = Annotated[str, BeforeValidator(lambda key: str(key)), AfterValidator(_goal)]


class Balance(Step):
    """square: what a square is. storage, blocks, supply, demand: the day; sources are used in their order.

    co2: kg CO2e for each kWh that is bought. goals: own share in percent -> its word, rising.
    reveal: said after the run.
    """

    square: SquareUnit
    storage: Storage | None = None
    blocks: dict[Id, Block] = Field(min_length=1, max_length=4)
    supply: dict[Id, Source] = Field(min_length=1, max_length=4)
    demand: dict[Id, Flow] = Field(min_length=1, max_length=4)
    co2: Expr
    goals: dict[Percent, Text] = Field(min_length=1, max_length=3)
    reveal: Reveals = Field((), max_length=8)

    @property
    def asks(self) -> bool:
        return True

    @field_validator("goals")
    @classmethod
    def _rising(cls, goals: dict[str, Any]) -> dict[str, Any]:
        shares = [int(share) for share in goals]
        if any(low >= high for low, high in pairwise(shares)):
            raise ValueError("Die Ziele müssen steigen, das leichteste zuerst.")
        return goals

    @field_validator("blocks")
    @classmethod
    def _free_names(cls, blocks: dict[str, Block]) -> dict[str, Block]:
        for id in blocks:
            if id in TAKEN:
                raise ValueError(f"Ein Block kann nicht „{id}“ heißen: so heißt ein Ergebnis des Tages.")
        return blocks

    @property
    def thresholds(self) -> tuple[int, ...]:
        """The goals in percent, rising."""
        return tuple(int(share) for share in self.goals)

    def outputs(self) -> Mapping[str, tuple[Value, ...]]:
        many = float(len(self.blocks))
        counts = {"lamps": float(len(self.goals)), "moved": many, "well": many}
        return {
            **OUTPUTS,
            **{name: (0.0, 0.0, most) for name, most in counts.items()},
            **{id: (float(block.at), 0.0, float(block.latest)) for id, block in self.blocks.items()},
        }

    def traces(self) -> tuple[str, ...]:
        return tuple(f".{id}" for id in self.blocks)

    def controls(self) -> tuple[str, ...]:
        return tuple(f"move.{id}" for id in self.blocks)

    def flows(self) -> Iterator[tuple[str, str, Flow]]:
        """Every flow with its group and name, sources first."""
        yield from (("supply", id, flow) for id, flow in self.supply.items())
        yield from (("demand", id, flow) for id, flow in self.demand.items())

    def conditions(self) -> Iterator[tuple[tuple[str, ...], Formula]]:
        """The formulas a day rests on, each with its place."""
        yield from (((group, id, "times"), flow.times) for group, id, flow in self.flows())
        if self.storage is not None:
            yield ("storage", "capacity"), self.storage.capacity
            yield ("storage", "power"), self.storage.power
        yield ("co2",), self.co2

    def faults(self, stock: Stock) -> Iterator[Fault]:
        for place, formula in self.conditions():
            if stock.scenario is not None and rests_on(stock.scenario, formula, self.id):
                said = f"„{formula.source}“ hängt davon ab, wie der Tag „{self.id}“ ausgeht."
                yield Fault(place, "E305", said, "Ein Tag kann nur auf Früherem beruhen.")
        for group, id, flow in self.flows():
            if not isinstance(flow.curve, str):
                continue
            place = (group, id, "curve")
            figure = stock.figures.get(flow.curve)
            curves = [name for name, known in stock.figures.items() if isinstance(known.value, tuple)]
            if figure is None:
                remedy = near(flow.curve, curves) or "Kurven stehen in content/figures.yaml."
                yield Fault(place, "E320", f"Eine Kurve „{flow.curve}“ gibt es nicht.", remedy)
            elif not isinstance(figure.value, tuple):
                remedy = near(flow.curve, curves) or f"Eine Kurve hat unter value: {HOURS} Werte."
                yield Fault(place, "E321", f"„{flow.curve}“ ist eine einzelne Zahl, keine Kurve.", remedy)
            elif not 0 <= min(figure.value) <= max(figure.value) <= HIGHEST:
                yield Fault(place, "E321", f"Die Kurve „{flow.curve}“ hat Werte, die nicht gehen.")


SCHEMA = Balance


def values_of_curve(curve: str | tuple[float, ...], known: Mapping[str, Value]) -> tuple[float, ...]:
    """24 hourly values of a curve; zeros for a name that stands for none (the check tells of it)."""
    found = known.get(curve) if isinstance(curve, str) else curve
    if not isinstance(found, tuple):
        return (0.0,) * HOURS
    return found if len(found) == HOURS else interpolated(found)
