"""The public level: a fixed catalogue of tables per closed quarter, small numbers hidden, and coarse visits.

T1 to T11 are the catalogue of the evaluation plan, T12 is what was played. Nobody chooses filters or dates:
all exports of a period come from this list.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from telemetry.export import anonymous
from telemetry.export.periods import closed, label, last_month, within
from telemetry.metrics import metric
from telemetry.metrics.compute import compute
from telemetry.metrics.metric import Column, Row, Table, Text
from telemetry.privacy.gate import Finding
from telemetry.privacy.linkage import camera_log, kinds, plan
from telemetry.privacy.places import protect_map, silent_screens
from telemetry.privacy.suppression import Link, protect_all, small

CATALOGUE: dict[str, tuple[str, ...]] = {
    "T1": ("visits_by_week",),
    "T2": ("visits_by_hour",),
    "T3": ("dwell", "stay_curve", "engagement", "first_deed"),
    "T4": ("scenario_use", "breadth"),
    "T5": ("funnel", "step_funnel"),
    "T6": ("exits", "end_reasons"),
    "T7": ("dead_taps", "heat_map", "rage"),
    "T8": ("survey_uptake", "smiley", "ease", "ueq_s"),
    "T9": ("versions",),
    "T10": ("languages",),
    "T11": ("data_quality", "health", "downtime"),
    "T12": (
        "accessibility", "back_steps", "hand_overs", "idle_warnings", "group_play", "guesses", "learning",
        "pledges", "mode_mix", "crowd_polls", "results",
    ),
}  # fmt: skip

_ENDS = ("finished", "restarted", "walked_away", "staff", "crashed")
LINKS = (
    Link("step_funnel", "last", "exits", _ENDS, by="screen"),
    Link("end_reasons", "visits", "exits", _ENDS),
)
"""What two tables of the catalogue say in different words."""

CALENDAR = "calendar"
MAP = "heat_map"
_BY_DAY = "SELECT day, terminal, sum(visits) FROM hour_count GROUP BY day, terminal ORDER BY day, terminal"
PERIOD = Column(
    "period", Text("Zeitraum", "Period"),
    Text("Quartal, oder länger, wo wenige kamen.", "Quarter, or longer where few came."),
    "key",
)  # fmt: skip


class NothingClosedError(Exception):
    """No quarter is over yet."""


@dataclass(frozen=True, slots=True)
class Published:
    """What may be published. until: the last month in it. tables: by metric, the period in front of each row.
    days: period, date, terminal, visits (None: hidden)."""

    until: int
    periods: tuple[str, ...]
    tables: dict[str, Table]
    days: list[tuple[str, str, int, int | None]]
    visits: list[anonymous.Visit]


def publish(
    db: sqlite3.Connection, today: int, after: int = 0, before: Collection[tuple[str, str]] = ()
) -> Published:
    """Everything about periods that were not over yet in month `after`. NothingClosedError without any.

    before: periods and terminals of the visits that were published already.
    """
    periods = closed(db, today, after)
    if not periods:
        raise NothingClosedError
    until = last_month(db, today)
    tables: defaultdict[str, list[Table]] = defaultdict(list)
    days = []
    for period in periods:
        for id, table in catalogue(db, period).items():
            if id == CALENDAR:
                days += [(label(period), *row) for row in _days(table)]
            else:
                tables[id].append(_dated(table, label(period)))
    found = kinds(db)
    coarse = plan(found, camera_log(db, found))
    together = {
        id: Table(some[0].columns, tuple(row for table in some for row in table.rows))
        for id, some in tables.items()
    }
    names = tuple(map(label, periods))
    return Published(
        until,
        names,
        together,
        sorted(days),
        anonymous.visits(db, coarse, range(after + 1, until + 1), before),
    )


def catalogue(db: sqlite3.Connection, period: int) -> dict[str, Table]:
    """The tables of one period, and `CALENDAR` (see `_calendar`), with everything hidden that must be."""
    ids = [id for group in CATALOGUE.values() for id in group]
    with within(db, period):
        tables = compute(lambda sql: db.execute(sql).fetchall(), only=ids)
        tables[CALENDAR] = _calendar(db.execute(_BY_DAY))
    least = {id: metric(id).least if id != CALENDAR else anonymous.LEAST for id in tables}
    weeks, places = tables.pop("visits_by_week"), tables.pop(MAP)
    shown: dict[str, Table] = {}
    for number in sorted({least[id] for id in tables}):
        together = {id: one for id, one in tables.items() if least[id] == number}
        known = {id: _months(one) for id, one in together.items() if id == CALENDAR}
        shown |= protect_all(together, number, LINKS, known)
    shown[MAP] = protect_map(places, least[MAP], silent_screens(shown["dead_taps"]))
    shown["visits_by_week"] = _weeks(weeks, shown[CALENDAR])
    return {id: shown[id] for id in (*ids, CALENDAR)}


def _calendar(counted: Iterable[Row]) -> Table:
    """Visits by terminal, month, week and date, and rows with the sums of weeks and months: as one table,
    because the days of a week give the week away and the week a day."""
    words = Text("", "")
    columns = [Column(name, words, words, "key") for name in ("terminal", "month", "week", "date")]
    sums: Counter[tuple[int, str | None, str | None]] = Counter()
    rows = []
    for number, terminal, visits in (map(int, row) for row in counted):  # type: ignore[arg-type]
        day = date(number // 10000, number // 100 % 100, number % 100)
        year, week, _ = day.isocalendar()
        names = f"{day:%Y-%m}", f"{year}-W{week:02}"
        rows.append((terminal, *names, day.isoformat(), visits))
        sums[terminal, names[0], None] += visits
        sums[terminal, None, names[1]] += visits
    above = [(*key, None, n) for key, n in sorted(sums.items(), key=str)]
    return Table((*columns, Column("visits", words, words, "count")), (*sorted(rows), *above))


def _months(calendar: Table) -> list[int]:
    """The rows of a calendar that are months: how many visits a month had is known from the visits."""
    return [at for at, row in enumerate(calendar.rows) if row[2] is None]


def _days(calendar: Table) -> Iterator[tuple[str, int, int | None]]:
    for terminal, _, _, day, visits in calendar.rows:
        if day is not None:
            yield str(day), int(terminal), None if visits is None else int(visits)  # type: ignore[arg-type]


def _weeks(table: Table, calendar: Table) -> Table:
    """The weeks as the calendar shows them; where it hides one, its number of days is hidden as well."""
    shown: Mapping[tuple[object, object], object] = {
        (row[2], row[0]): row[4] for row in calendar.rows if row[3] is None and row[2] is not None
    }
    rows = []
    for week, terminal, *_, days in table.rows:
        visits = shown[week, terminal]
        rows.append((week, terminal, visits, None if visits is None else days))
    return Table(table.columns, tuple(rows))  # type: ignore[arg-type]


def _dated(table: Table, period: str) -> Table:
    return Table((PERIOD, *table.columns), tuple((period, *row) for row in table.rows))


def look(published: Published) -> list[Finding]:
    """The rules P5 and P10 on what is about to be published."""
    classes = Counter(visit.known for visit in published.visits)
    smallest = min(classes.values(), default=anonymous.LEAST)
    shown = sum(
        isinstance(cell, int) and small(cell, metric(id).least)
        for id, table in published.tables.items()
        for row in table.rows
        for column, cell in zip(table.columns, row, strict=True)
        if column.role == "count"
    ) + sum(n is not None and small(n, anonymous.LEAST) for *_, n in published.days)
    return [
        Finding(
            "P5", smallest >= anonymous.LEAST,
            f"every published visit looks like {smallest} or more", "a fault of this software",
        ),
        Finding("P10", not shown, f"{shown} small counts shown", "a fault of this software"),
    ]  # fmt: skip
