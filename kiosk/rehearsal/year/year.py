"""The plan of a simulated year: what each terminal goes through."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from kiosk.rehearsal.year.calendar import OpenDay, open_days, poisson
from kiosk.rehearsal.year.parameters import Parameters
from kiosk.rehearsal.year.terminal import Plan

FIRST_DAY = date(2026, 3, 3)
BROKEN_DAYS = 9


@dataclass(frozen=True, slots=True)
class Year:
    """So many calendar days at so many terminals, drawn from one seed."""

    days: int = 365
    terminals: int = 5
    seed: int = 1
    first: date = FIRST_DAY

    @property
    def changed(self) -> date:
        """First day of the second content version."""
        return self.first + timedelta(days=self.days // 2)


def plans(year: Year, parameters: Parameters) -> tuple[Plan, ...]:
    """What happens where. The weather is the same at all terminals; one is out of order for some days, the
    clock of another leaps, and each crashes now and then."""
    chance = random.Random(f"{year.seed}/year")
    open_ = open_days(year.first, year.days)
    weathered = tuple((day, chance.gammavariate(parameters.weather, 1 / parameters.weather)) for day in open_)
    return tuple(_plan(year, parameters, number, weathered) for number in range(1, year.terminals + 1))


def _plan(year: Year, parameters: Parameters, number: int, days: tuple[tuple[OpenDay, float], ...]) -> Plan:
    chance = random.Random(f"{year.seed}/plan {number}")
    dates = [day.date for day, _ in days]
    third = len(dates) // 3
    begins = max(2 * third, 1)
    broken = dates[begins : begins + min(BROKEN_DAYS, third)] if number == min(3, year.terminals) else []
    running = [day for day in dates if day not in broken]
    crashes = min(1 + poisson(chance, parameters.crashes * year.days / 365), len(running))
    return Plan(
        number,
        days,
        parameters.weights[(number - 1) % len(parameters.weights)],
        year.changed,
        frozenset(broken),
        dates[third] if number == min(2, year.terminals) else None,
        frozenset(chance.sample(running, crashes)),
    )


__all__ = ["FIRST_DAY", "Plan", "Year", "plans"]
