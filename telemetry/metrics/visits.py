"""How much the exhibition is used, and when."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from telemetry.metrics.columns import by_days, count, estimate, key, number, plain, table
from telemetry.metrics.metric import Context, Metric, Row, Table, Text

WEEKDAYS = {
    "1": ("Montag", "Monday"),
    "2": ("Dienstag", "Tuesday"),
    "3": ("Mittwoch", "Wednesday"),
    "4": ("Donnerstag", "Thursday"),
    "5": ("Freitag", "Friday"),
    "6": ("Samstag", "Saturday"),
    "7": ("Sonntag", "Sunday"),
}

VISITS = count(
    "visits",
    ("Nutzungen", "Visits"),
    (
        "Aufenthalte vom ersten Berühren bis zum Zurücksetzen. Keine Personen: eine Gruppe ist eine Nutzung.",
        "Stays from the first touch to the reset. Not persons: a group is one visit.",
    ),
)
TERMINAL = key("terminal", ("Terminal", "Terminal"), ("Nummer des Terminals.", "Number of the terminal."))

_HOUR_SQL = """SELECT {columns}, CAST(sum(visits) AS BIGINT) AS visits
FROM hour_count
GROUP BY {columns}
ORDER BY {columns}"""

_ALL = Text(
    "Nichts. Auch Nutzungen mit Berührungsstürmen zählen; ihr Anteil steht unter „Güte der Daten“.",
    'Nothing. Visits with storms of touches count too; their share stands under "Quality of the data".',
)
_COUNTED = Text(
    "Vollzählung, daher kein Intervall. Übergaben ohne Pause verbinden Nutzungen, langes Lesen trennt sie.",
    "A full count, hence no interval. Hand-overs without a pause join visits, long reading parts them.",
)


def calendar(day: object) -> date:
    """The date of a day yyyymmdd."""
    year, rest = divmod(number(day), 10000)
    return date(year, rest // 100, rest % 100)


def _visits(rows: Sequence[Row], _: Context) -> Table:
    days: Counter[int] = Counter()
    for terminal_day in rows:
        days[number(terminal_day[0])] += number(terminal_day[2])
    terminals = {row[1] for row in rows}
    mean = by_days([(n, 1) for n in days.values()], "n")
    return table(VISITS_TOTAL.columns, [(days.total(), len(terminals), len(days), mean)])


VISITS_TOTAL = Metric(
    id="visits",
    title=Text("Nutzungen insgesamt", "Visits in total"),
    question=Text("Wie oft wurde die Ausstellung genutzt?", "How often was the exhibition used?"),
    formula=Text(
        "Summe der Nutzungen; Nutzungen je Tag = Summe / Tage mit wenigstens einer Nutzung.",
        "Sum of visits; visits a day = sum / days with at least one visit.",
    ),
    unit=Text("Nutzungen", "visits"),
    excludes=_ALL,
    uncertainty=Text(
        "Die Summe ist eine Vollzählung. Mittel je Tag: Bootstrap über Tage, 95 %.",
        "The sum is a full count. Mean a day: bootstrap over days, 95 %.",
    ),
    sql=_HOUR_SQL.format(columns="day, terminal"),
    raw=("day", "terminal", "visits"),
    columns=(
        VISITS,
        plain(
            "terminals", ("Terminals", "Terminals"), ("Terminals mit Nutzungen.", "Terminals with visits.")
        ),
        plain(
            "days", ("Tage", "Days"), ("Tage mit wenigstens einer Nutzung.", "Days with at least one visit.")
        ),
        estimate(
            "per_day",
            ("Nutzungen je Tag", "Visits a day"),
            (
                "Mittel über Tage mit Nutzungen, alle Terminals zusammen.",
                "Mean over days with visits, all terminals together.",
            ),
        ),
    ),
    derive=_visits,
)


def _by_week(rows: Sequence[Row], _: Context) -> Table:
    weeks: Counter[tuple[str, int]] = Counter()
    days: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    for day, terminal, visits in rows:
        year, week, _weekday = calendar(day).isocalendar()
        place = (f"{year}-W{week:02}", number(terminal))
        weeks[place] += number(visits)
        days[place].add(number(day))
    return table(
        VISITS_BY_WEEK.columns, ((*place, n, len(days[place])) for place, n in sorted(weeks.items()))
    )


VISITS_BY_WEEK = Metric(
    id="visits_by_week",
    title=Text("Nutzungen je Woche", "Visits by week"),
    question=Text("Wie lief das Jahr, Woche für Woche?", "How did the year go, week by week?"),
    formula=Text(
        "Summe der Nutzungen je Terminal und Kalenderwoche (ISO 8601).",
        "Sum of visits per terminal and calendar week (ISO 8601).",
    ),
    unit=Text("Nutzungen", "visits"),
    excludes=_ALL,
    uncertainty=_COUNTED,
    sql=_HOUR_SQL.format(columns="day, terminal"),
    raw=("day", "terminal", "visits"),
    columns=(
        key("week", ("Woche", "Week"), ("Kalenderwoche nach ISO 8601.", "Calendar week of ISO 8601.")),
        TERMINAL,
        VISITS,
        plain("days", ("Tage", "Days"), ("Tage der Woche mit Nutzungen.", "Days of the week with visits.")),
    ),
    derive=_by_week,
)


def _by_hour(rows: Sequence[Row], _: Context) -> Table:
    hours: Counter[tuple[int, int]] = Counter()
    days: defaultdict[int, set[int]] = defaultdict(set)
    for day, hour, visits in rows:
        weekday = calendar(day).isoweekday()
        hours[weekday, number(hour)] += number(visits)
        days[weekday].add(number(day))
    return table(
        VISITS_BY_HOUR.columns,
        (
            (weekday, hour, n, round(n / len(days[weekday]), 2))
            for (weekday, hour), n in sorted(hours.items())
        ),
    )


VISITS_BY_HOUR = Metric(
    id="visits_by_hour",
    title=Text("Nutzungen nach Wochentag und Stunde", "Visits by weekday and hour"),
    question=Text(
        "An welchen Tagen und zu welchen Stunden wird die Ausstellung genutzt?",
        "On which days and at what hours is the exhibition used?",
    ),
    formula=Text(
        "Summe der Nutzungen, die in dieser Stunde begannen; je Tag = Summe / Tage dieses Wochentags mit"
        " Nutzungen.",
        "Sum of visits that began in this hour; a day = sum / days of this weekday with visits.",
    ),
    unit=Text("Nutzungen", "visits"),
    excludes=_ALL,
    uncertainty=_COUNTED,
    sql=_HOUR_SQL.format(columns="day, hour"),
    raw=("day", "hour", "visits"),
    columns=(
        key("weekday", ("Wochentag", "Weekday"), ("Montag = 1.", "Monday = 1."), WEEKDAYS),
        key("hour", ("Stunde", "Hour"), ("Beginn der Stunde, Ortszeit.", "Begin of the hour, local time.")),
        VISITS,
        plain(
            "per_day",
            ("je Tag", "a day"),
            ("Mittel je Tag dieses Wochentags mit Nutzungen.", "Mean per day of this weekday with visits."),
        ),
    ),
    derive=_by_hour,
)


def _by_day(rows: Sequence[Row], _: Context) -> Table:
    days: Counter[int] = Counter()
    terminals: Counter[int] = Counter()
    for day, _terminal, visits in rows:
        days[number(day)] += number(visits)
        terminals[number(day)] += 1
    return table(
        VISITS_BY_DAY.columns,
        (
            (calendar(day).isoformat(), calendar(day).isoweekday(), n, terminals[day])
            for day, n in sorted(days.items())
        ),
    )


VISITS_BY_DAY = Metric(
    id="visits_by_day",
    title=Text("Nutzungen je Tag", "Visits by day"),
    question=Text("An welchen Tagen war viel los?", "Which days were busy?"),
    formula=Text("Summe der Nutzungen je Kalendertag.", "Sum of visits per calendar day."),
    unit=Text("Nutzungen", "visits"),
    excludes=_ALL,
    uncertainty=_COUNTED,
    sql=_HOUR_SQL.format(columns="day, terminal"),
    raw=("day", "terminal", "visits"),
    columns=(
        key("day", ("Tag", "Day"), ("Kalendertag.", "Calendar day.")),
        plain("weekday", ("Wochentag", "Weekday"), ("Montag = 1.", "Monday = 1."), WEEKDAYS),
        VISITS,
        plain(
            "terminals",
            ("Terminals", "Terminals"),
            ("Terminals mit Nutzungen an diesem Tag.", "Terminals with visits on this day."),
        ),
    ),
    derive=_by_day,
)


VISIT_METRICS = (VISITS_TOTAL, VISITS_BY_WEEK, VISITS_BY_HOUR, VISITS_BY_DAY)
