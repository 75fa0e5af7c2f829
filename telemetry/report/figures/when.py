"""When the exhibition is used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

from telemetry.metrics.metric import Text
from telemetry.report.charts.bars import columns
from telemetry.report.charts.base import Bar, Spec
from telemetry.report.charts.grids import Spot, hours
from telemetry.report.figure import Figure, Picture, Records, amount, counted, listing

_WEEKS = Text(
    "Am meisten los war in der Woche ab {day}: {most} Nutzungen. Im Mittel waren es {mean} in der Woche.",
    "The busiest week began on {day}, with {most} visits. On average there were {mean} a week.",
)
_WEEKS_ALT = Text(
    "Säulen für {n} Wochen, von {first} bis {last}. Je Monat:",
    "Columns for {n} weeks, from {first} to {last}. By month:",
)
_HOURS = Text(
    "Die beste Zeit ist {day}, {hour} Uhr: {most} Nutzungen begannen dann im ganzen Zeitraum.",
    "The best time is {day} at {hour}:00: over the whole period, {most} visits began then.",
)
_HOURS_ALT = Text(
    "Quadrate für sieben Wochentage und {n} Stunden. Nutzungen je Wochentag:",
    "Squares for seven weekdays and {n} hours. Visits by weekday:",
)
_VISITS = Text("Nutzungen", "visits")
_VISITS_A_WEEK = Text("Nutzungen je Woche, alle Terminals", "visits a week, all terminals")
_A_FULL_COUNT = Text(
    "Alle Nutzungen sind gezählt, daher ohne Intervall.", "All visits are counted, hence no interval."
)
_LARGER = Text(
    "Größer und dunkler heißt: mehr Nutzungen begannen in dieser Stunde.",
    "Larger and darker means: more visits began in this hour.",
)
_FAR = Text(
    "Weitab stehen {n} Nutzungen: Da ging wohl eine Uhr falsch. Sie fehlen hier und zählen sonst mit.",
    "{n} visits stand far away: a clock was probably wrong. They are missing here and count elsewhere.",
)
FAR = timedelta(weeks=9)


def weeks(found: Records) -> Figure | None:
    """Visits from week to week; weeks without any stand at zero."""
    say = found.view.say
    by_week: Counter[date] = Counter()
    for row in found:
        year, _, week = str(row["week"]).partition("-W")
        by_week[date.fromisocalendar(int(year), int(week), 1)] += round(amount(row["visits"]))
    if not by_week.total():
        return None
    near = _together(by_week)
    far = by_week.total() - sum(by_week[monday] for monday in near)
    first, last = near[0], near[-1]
    mondays = [first + timedelta(weeks=n) for n in range((last - first).days // 7 + 1)]
    best = max(mondays, key=lambda monday: by_week[monday])
    bars = [Bar(_day(monday, found), by_week[monday], say.count(by_week[monday])) for monday in mondays]
    marks = _months(mondays, found)

    def draw(width: int) -> tuple[Spec, str]:
        spec = columns(bars, found.view.look, width, marks, lambda n: say.count(round(n)))
        return spec, ""

    months: Counter[str] = Counter()
    for monday in mondays:
        months[f"{say.month(monday.month)} {monday.year}"] += by_week[monday]
    told = say(_WEEKS_ALT, n=len(mondays), first=_day(first, found), last=_day(last, found))
    alt = f"{told} {listing([(m, say.count(n)) for m, n in months.items()], say)}"
    return Figure(
        "visits_by_week",
        say(
            _WEEKS, day=_day(best, found), most=say.count(by_week[best]),
            mean=say.count(round(by_week.total() / len(mondays))),
        ),
        say(_VISITS_A_WEEK),
        None,
        (Picture(draw, alt),),
        (say(_A_FULL_COUNT), *((say(_FAR, n=say.count(far)),) if far else ())),
    )  # fmt: skip


def _together(by_week: Counter[date]) -> list[date]:
    """The weeks that lie together and hold most visits: a clock that was wrong makes some of its own."""
    groups: list[list[date]] = []
    for monday in sorted(by_week):
        if not groups or monday - groups[-1][-1] > FAR:
            groups.append([])
        groups[-1].append(monday)
    return max(groups, key=lambda group: sum(by_week[monday] for monday in group))


def _day(day: date, found: Records) -> str:
    return found.view.say.day(day.year * 10_000 + day.month * 100 + day.day)


def _months(mondays: list[date], found: Records) -> Mapping[int, str]:
    """Names of months below their first weeks; fewer where a year is long."""
    starts = [n for n, monday in enumerate(mondays) if n == 0 or monday.month != mondays[n - 1].month]
    step = 1 if len(starts) <= 7 else 2
    return {n: found.view.say.month(mondays[n].month)[:3] for n in starts[::step]}


def week_hours(found: Records) -> Figure | None:
    """Weekday by hour of the day."""
    say = found.view.say
    cells = {(int(amount(row["weekday"])), int(amount(row["hour"]))): row["visits"] for row in found}
    if not counted(list(cells.values())):
        return None
    known = sorted({hour for _, hour in cells})
    shown = range(known[0], known[-1] + 1)
    spots = [
        Spot(str(hour), say.weekday(day - 1), amount(cell), say.cell(cell, "count"))
        for day in range(1, 8)
        for hour in shown
        for cell in (cells.get((day, hour), 0),)
    ]
    best = max(cells, key=lambda cell: amount(cells[cell]))
    days = [
        (say.weekday(day - 1, long=True), say.count(counted([n for (d, _), n in cells.items() if d == day])))
        for day in range(1, 8)
    ]

    def draw(width: int) -> tuple[Spec, str]:
        return hours(spots, found.view.look, width), ""

    return Figure(
        "visits_by_hour",
        say(
            _HOURS, day=say.weekday(best[0] - 1, long=True), hour=best[1],
            most=say.count(round(amount(cells[best]))),
        ),
        say(_VISITS),
        None,
        (Picture(draw, f"{say(_HOURS_ALT, n=len(shown))} {listing(days, say)}"),),
        (say(_LARGER), say(_A_FULL_COUNT)),
    )  # fmt: skip
