"""Several answers at once: resolutions, steps that are paid from a budget, or wishes that are counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from kiosk.content.diagnostics import near
from kiosk.content.formula import Formula
from kiosk.content.model import Candidate, Expr, Fault, Id, Option, Step, Strict
from kiosk.content.structure import Stock, names_of

MOST_CHIPS = 40


class Lever(Option):
    """One of several answers.

    chips: its price in a pick with a budget. hours: what it wins in a week. lifts: numbers it raises, and
    by how much; a radar shows them. service: who helps with it.
    """

    chips: int | None = Field(None, ge=0, le=MOST_CHIPS)
    hours: Expr | None = None
    lifts: dict[Id, Expr] = Field({}, max_length=8)
    service: Id | None = None

    def gives(self) -> Mapping[str, Formula]:
        """`schritte.chips`, `schritte.hours`, and for every number it lifts a list of that name."""
        chips = {"chips": Formula.parse(self.chips)} if self.chips is not None else {}
        hours = {"hours": self.hours} if self.hours is not None else {}
        return {**super().gives(), **self.lifts, **chips, **hours}


class Budget(Strict):
    """What steps may cost together.

    chips: how many there are. euro: what one is worth. hour: what an hour of work costs, in euros; with it
    one sees after how many weeks the steps have paid for themselves.
    """

    chips: int = Field(ge=1, le=MOST_CHIPS)
    euro: Expr = Formula.parse(100)
    hour: Expr | None = None

    @model_validator(mode="before")
    @classmethod
    def _short(cls, data: Any) -> Any:
        """`budget: 20` is short for `budget: {chips: 20}`."""
        return {"chips": data} if isinstance(data, int) and not isinstance(data, bool) else data


class Pick(Step):
    """Pick up to `max`. The step's value is how many were picked.

    sort: 'saves' puts the largest saving first; 'hours' the most hours for a chip, and before them whatever
    lifts a number below `weak`. top: only so many of them are offered; options without kilograms
    (handprints) stay beyond that. budget: they cost chips. With `collect` these are no resolutions: each
    option is counted for the city.
    """

    options: dict[Id, Lever] = Field(min_length=2, max_length=16)
    max: int = Field(2, ge=1, le=8)
    sort: Literal["saves", "hours", ""] = ""
    top: int | None = Field(None, ge=1, le=8)
    budget: Budget | None = None
    weak: float = 3.0

    @property
    def asks(self) -> bool:
        return True

    @property
    def by_night(self) -> bool:
        return True

    @property
    def several(self) -> bool:
        return True

    def traces(self) -> tuple[str, ...]:
        return tuple(f".{id}" for id in self.options) if self.collect else ()

    def candidates(self) -> tuple[Candidate, ...]:
        """What was picked."""
        return tuple(Candidate(f".{id}", 1, o.text) for id, o in self.options.items() if self.collect)

    @model_validator(mode="after")
    def _what_is_counted_saves_nothing(self) -> Self:
        if self.collect and any(o.saves is not None or o.handprint for o in self.options.values()):
            raise ValueError("Mit collect: sind das keine Vorsätze: saves und handprint passen nicht dazu.")
        return self

    @model_validator(mode="after")
    def _sorted_options_save(self) -> Self:
        if self.sort == "saves":
            for id, option in self.options.items():
                if option.saves is None and not option.handprint:
                    raise ValueError(
                        f"Bei sort: saves braucht „{id}“ die Angabe saves (oder handprint: true)."
                    )
        return self

    @model_validator(mode="after")
    def _steps_have_a_price(self) -> Self:
        for id, option in self.options.items():
            if self.sort == "hours" and option.hours is None:
                raise ValueError(f"Bei sort: hours braucht „{id}“ die Angabe hours, und sei es 0.")
            if self.budget is not None and option.chips is None:
                raise ValueError(f"Bei budget braucht „{id}“ seinen Preis: chips, und sei es 0.")
            if self.budget is None and option.chips is not None:
                raise ValueError(f"„{id}“ kostet chips, aber es gibt kein budget.")
        return self

    def faults(self, stock: Stock) -> Iterator[Fault]:
        """Prices nobody can pay, numbers and services that do not exist."""
        known = names_of(stock.scenario, stock.figures) if stock.scenario is not None else frozenset()
        for id, option in self.options.items():
            if self.budget is not None and (option.chips or 0) > self.budget.chips:
                said = f"„{id}“ kostet {option.chips} Chips, es gibt nur {self.budget.chips}."
                yield Fault(("options", id, "chips"), "E204", said, "So kann es niemand nehmen.")
            for name in option.lifts:
                if name not in known:
                    said = f"„{name}“ ist keine Zahl dieses Spiels."
                    yield Fault(("options", id, "lifts", name), "E304", said, near(name, known), key=True)
            if option.service is not None and option.service not in stock.services:
                said = f"Den Dienst „{option.service}“ gibt es nicht."
                remedy = near(option.service, stock.services) or "Sie stehen in content/services.yaml."
                yield Fault(("options", id, "service"), "E309", said, remedy)


SCHEMA = Pick
