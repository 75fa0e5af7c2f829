"""A fixed sum is spread over a few things; people may say whether they agree."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Field, field_validator, model_validator

from kiosk.content.diagnostics import near
from kiosk.content.formula import Formula, FormulaError, Value
from kiosk.content.model import Domain, Expr, Fault, Id, Reveals, Step, Strict, Text
from kiosk.content.scope import rests_on
from kiosk.content.structure import Stock

MOST_PEOPLE = 8
COLOURS_OF_PEOPLE: tuple[Domain, ...] = (
    "klima", "mobil", "amt", "antrag", "digital", "energie", "stadt", "wir",
)  # fmt: skip
TAKEN = frozenset({"left", "votes", "lamps", "unknown", "truth"})


class Item(Strict):
    """Something the sum can go to. `papier: Papier` is short for `papier: {text: Papier}`.

    from: squares below which it has no effect yet. k: squares that bring it to 63 per cent of all it can do.
    """

    text: Text
    icon: Id | None = None
    colour: Domain | None = None
    least: int = Field(0, alias="from", ge=0, le=100)
    k: float | None = Field(None, gt=0, le=1000)

    @model_validator(mode="before")
    @classmethod
    def _short(cls, data: Any) -> Any:
        return {"text": data} if isinstance(data, str) else data


class Amount(Strict):
    """What one square stands for, where its number alone does not say it."""

    value: float = Field(alias="is", gt=0, le=1e9)
    unit: Text


@dataclass(frozen=True, slots=True)
class Weights:
    """A sum of weighted effects, written `.9*schnell + .5*fonds`.

    of: each item that is named with its weight, in the order of the text.
    """

    source: str
    of: tuple[tuple[str, float], ...]

    @classmethod
    def parse(cls, source: object) -> Weights:
        """The sum written as `source`; FormulaError if it is none."""
        if isinstance(source, Weights):
            return source
        formula = Formula.parse(source)
        return cls(formula.source, tuple(_terms(formula.tree, 1.0)))


def _terms(node: ast.expr, sign: float) -> Iterator[tuple[str, float]]:
    match node:
        case ast.BinOp(left, ast.Add() | ast.Sub() as op, right):
            yield from _terms(left, sign)
            yield from _terms(right, -sign if isinstance(op, ast.Sub) else sign)
        case ast.UnaryOp(ast.USub(), inner):
            yield from _terms(inner, -sign)
        case ast.BinOp(ast.Constant(float() | int() as weight), ast.Mult(), ast.Name(name)):
            yield name, sign * weight
        case ast.BinOp(ast.Name(name), ast.Mult(), ast.Constant(float() | int() as weight)):
            yield name, sign * weight
        case ast.Name(name):
            yield name, sign
        case _:
            said = "Hier steht eine Summe aus Gewichten mal Namen, etwa 0.9 * schnell + 0.5 * fonds."
            raise FormulaError(said, node.col_offset + 1)


class Person(Strict):
    """Somebody who says Yes where the weighted effects reach the threshold, and asks something where not."""

    text: Text
    yes: Annotated[Weights, BeforeValidator(Weights.parse)]
    asks: Text
    colour: Domain | None = None


def _goal(key: str) -> str:
    if not key.isdecimal() or not 1 <= int(key) <= MOST_PEOPLE:
        raise ValueError(f"Ein Ziel ist eine Zahl von Stimmen, von 1 bis {MOST_PEOPLE}.")
    return key


Votes = Annotated[str, BeforeValidator(lambda key: str(key)), AfterValidator(_goal)]


class Allocate(Step):
    """total: how many squares there are. unit: what they are. square: what one of them stands for.

    items: where they can go. shuffle: in another order for every visit.
    people, threshold, goals: who says Yes and from which sum of effects on; numbers of votes that light
    a lamp, rising. council: what the people are called together. reveal: said after the vote.
    """

    total: int = Field(ge=2, le=60)
    unit: Text | None = None
    square: Amount | None = None
    items: dict[Id, Item] = Field(min_length=2, max_length=8)
    shuffle: bool = False
    people: dict[Id, Person] = Field({}, max_length=MOST_PEOPLE)
    council: Text | None = None
    threshold: Expr | None = None
    goals: dict[Votes, Text] = Field({}, max_length=3)
    reveal: Reveals = Field((), max_length=8)

    @property
    def asks(self) -> bool:
        return True

    @property
    def thresholds(self) -> tuple[int, ...]:
        """The goals in votes, rising."""
        return tuple(int(votes) for votes in self.goals)

    @field_validator("goals")
    @classmethod
    def _rising(cls, goals: dict[str, Any]) -> dict[str, Any]:
        if any(int(low) >= int(high) for low, high in pairwise(goals)):
            raise ValueError("Die Ziele müssen steigen, das leichteste zuerst.")
        return goals

    @field_validator("items", "people")
    @classmethod
    def _free_names(cls, named: dict[str, Any]) -> dict[str, Any]:
        for id in named:
            if id in TAKEN or id.startswith("mean_"):
                raise ValueError(f"„{id}“ kann hier kein Name sein: so heißt ein Ergebnis.")
        return named

    @model_validator(mode="after")
    def _people_can_judge(self) -> Self:
        if not self.people:
            given = [n for n in ("council", "threshold", "goals", "reveal") if getattr(self, n)]
            given += [id for id, item in self.items.items() if item.least or item.k is not None]
            if given:
                raise ValueError(f"„{given[0]}“: Wirkung und Stimmen brauchen Menschen unter people:.")
            return self
        if self.threshold is None or not self.goals:
            raise ValueError("Zu people: gehören threshold: und goals:, etwa threshold: 0.9.")
        for id, item in self.items.items():
            if item.k is None:
                raise ValueError(f"Bei „{id}“ fehlt k: die Quadrate, nach denen es stark wirkt.")
            if item.least > self.total:
                raise ValueError(f"„{id}“ wirkt erst ab {item.least} Quadraten, es gibt nur {self.total}.")
        if self.thresholds[-1] > len(self.people):
            raise ValueError(f"{self.thresholds[-1]} Stimmen gibt es nicht bei {len(self.people)} Menschen.")
        return self

    @model_validator(mode="after")
    def _names_differ(self) -> Self:
        for id in self.people:
            if id in self.items:
                raise ValueError(f"„{id}“ gibt es zweimal: unter items und unter people.")
        return self

    def outputs(self) -> Mapping[str, tuple[Value, ...]]:
        total, none = float(self.total), 0.0
        found: dict[str, tuple[Value, ...]] = {"left": (total, total, none)}
        found |= dict.fromkeys(self.items, (none, none, total))
        if self.people:
            counts = {"votes": float(len(self.people)), "lamps": float(len(self.goals))}
            found |= {name: (none, none, most) for name, most in counts.items()}
            found |= dict.fromkeys(self.people, (none, none, 1.0))
        if self.collect:
            found |= {f"mean_{id}": (none, none, total) for id in self.items}
        return found

    def traces(self) -> tuple[str, ...]:
        return tuple(f".{id}" for id in self.items)

    def controls(self) -> tuple[str, ...]:
        buttons = tuple(f"{what}.{id}" for what in ("row", "less", "more") for id in self.items)
        return ("square", *buttons, *(f"person.{id}" for id in self.people))

    def faults(self, stock: Stock) -> Iterator[Fault]:
        limit, scenario = self.threshold, stock.scenario
        if limit is not None and scenario is not None and rests_on(scenario, limit, self.id):
            said = f"„{limit.source}“ hängt davon ab, wie hier verteilt wird."
            yield Fault(("threshold",), "E305", said, "Die Schwelle kann nur auf Früherem beruhen.")
        for id, person in self.people.items():
            for name, _ in person.yes.of:
                if name not in self.items:
                    said = f"„{name}“ in „{person.yes.source}“ steht nicht unter items:."
                    yield Fault(("people", id, "yes"), "E304", said, near(name, self.items))


SCHEMA = Allocate
