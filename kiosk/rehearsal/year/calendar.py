"""When the house is open in a simulated year, how many come, and what the clock on the wall says."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta

TUESDAY, FRIDAY, MONDAY = 1, 4, 0
OPENS_H, CLASSES_H, CLOSES_H, LONG_NIGHT_H = 10, 9, 18, 27
WEEKDAYS = (0.0, 0.78, 0.86, 0.90, 0.95, 1.34, 1.27)
"""Visits on a weekday as a factor, Monday first: on Mondays the house is closed."""
MONTHS = (1.16, 1.12, 1.05, 0.98, 0.90, 0.80, 0.78, 0.86, 0.95, 1.08, 1.20, 1.12)
HOLIDAY = 1.25
HOLIDAYS = (
    (date(2026, 3, 30), date(2026, 4, 11)), (date(2026, 5, 26), date(2026, 6, 5)),
    (date(2026, 7, 30), date(2026, 9, 12)), (date(2026, 10, 26), date(2026, 10, 31)),
    (date(2026, 12, 23), date(2027, 1, 9)), (date(2027, 3, 25), date(2027, 4, 3)),
)  # fmt: skip
"""School holidays of the model, first and last day; other years have none."""
CLOSED = frozenset({(12, 24), (12, 25), (12, 31)})


@dataclass(frozen=True, slots=True)
class OpenDay:
    """A day the house is open. closes: hour, above 24 on a night that is long. factor: how many come, 1 on
    an average one. school: whether classes may come."""

    date: date
    closes: int
    factor: float
    school: bool


def open_days(first: date, days: int) -> tuple[OpenDay, ...]:
    """The open ones of so many days. On the two nights in which the clocks change it stays open long."""
    found = []
    for day in (first + timedelta(days=n) for n in range(days)):
        if day.weekday() == MONDAY or (day.month, day.day) in CLOSED:
            continue
        holiday = any(begin <= day <= end for begin, end in HOLIDAYS)
        factor = WEEKDAYS[day.weekday()] * MONTHS[day.month - 1] * (HOLIDAY if holiday else 1.0)
        long = day + timedelta(days=1) in (_last_sunday(day.year, 3), _last_sunday(day.year, 10))
        school = TUESDAY <= day.weekday() <= FRIDAY and not holiday
        found.append(OpenDay(day, LONG_NIGHT_H if long else CLOSES_H, factor, school))
    return tuple(found)


class Clock:
    """The clock of one terminal. `now`: the loop's seconds since midnight, winter time, of the first day.

    ahead: by how much the clock is wrong.
    """

    def __init__(self, first: date) -> None:
        self.now = 0.0
        self.ahead = timedelta()
        self._first = datetime(first.year, first.month, first.day)

    def wall(self) -> datetime:
        """What the clock shows; in summer an hour more."""
        winter = self._first + timedelta(seconds=self.now)
        return winter + timedelta(hours=_is_summer(winter)) + self.ahead

    def second(self, day: date, hour: float) -> float:
        """When it is that hour by a clock that was not set on that day: after 24 it may be off by one."""
        begins = datetime(day.year, day.month, day.day)
        noon = begins + timedelta(hours=12)
        since = begins + timedelta(hours=hour - _is_summer(noon)) - self._first
        return since.total_seconds()


def poisson(chance: random.Random, mean: float) -> int:
    """How many events happen in a stretch in which `mean` are expected."""
    n, passed = 0, chance.expovariate(1.0)
    while passed < mean:
        n, passed = n + 1, passed + chance.expovariate(1.0)
    return n


def _last_sunday(year: int, month: int) -> date:
    end = date(year, month, 31)
    return end - timedelta(days=(end.weekday() + 1) % 7)


def _is_summer(winter: datetime) -> bool:
    """Whether summer time holds in the European Union at a moment of Central European winter time."""
    year = winter.year
    spring, autumn = _last_sunday(year, 3), _last_sunday(year, 10)
    begin = datetime(year, 3, spring.day, 2)
    end = datetime(year, 10, autumn.day, 2)
    return begin <= winter < end
