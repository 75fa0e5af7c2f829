"""Whether the terminals ran, and how far the data can be trusted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from telemetry.metrics.columns import by_days, count, estimate, key, number, plain, share, table
from telemetry.metrics.metric import Context, Metric, Row, Table, Text
from telemetry.metrics.stay import BY_WILSON
from telemetry.metrics.visits import TERMINAL, calendar

FAULTS = {
    "starts": ("Starts der Software", "starts of the software"),
    "stops": ("geordnete Enden", "orderly stops"),
    "unclean": ("Starts ohne geordnetes Ende", "starts without an orderly stop"),
    "resealed": ("Nutzungen nach Absturz gerettet", "visits rescued after a crash"),
    "quarantined": ("beschädigte Dateien ersetzt", "damaged files replaced"),
    "commits_failed": ("gescheiterte Schreibversuche", "writes that failed"),
    "dropped": ("verlorene Ereignisse", "events lost"),
    "rejected": ("abgewiesene Ereignisse", "events refused"),
    "outside": ("Ereignisse außerhalb einer Nutzung", "events outside a visit"),
    "visits_lost": ("verlorene Nutzungen", "visits lost"),
    "lights_taken": ("Lichter, deren Platz schon besetzt war", "lights whose place was taken"),
    "gaps": ("Stillstände der Anzeige", "standstills of the display"),
    "failures": ("abgefangene Fehler", "faults caught"),
    "minutes": ("gelaufene Minuten", "minutes run"),
}


def _health(rows: Sequence[Row], _: Context) -> Table:
    found = {str(measure): tuple(number(cell) for cell in cells) for measure, *cells in rows}
    order = [*FAULTS, *sorted(found.keys() - FAULTS.keys())]
    done = [(name, *found[name]) for name in order if name in found]
    starts, stops = (found.get(name, (0,))[0] for name in ("starts", "stops"))
    return table(HEALTH.columns, [*done, ("unclean", max(starts - stops, 0), None, None)] if done else [])


HEALTH = Metric(
    id="health",
    title=Text("Störungen", "Faults"),
    question=Text("Lief die Technik?", "Did the technology work?"),
    formula=Text(
        "Summe je Messgröße; Starts ohne geordnetes Ende = Starts - Enden (Absturz, Stecker, Stromausfall;"
        " laufende"
        " Terminals zählen mit).",
        "Sum per measure; starts without an orderly stop = starts - stops (crash, plug, power cut; terminals"
        " that are"
        " running count too).",
    ),
    unit=Text("Anzahl", "number"),
    excludes=Text("Nichts.", "Nothing."),
    uncertainty=Text("Vollzählung, daher kein Intervall.", "A full count, hence no interval."),
    sql="""SELECT m.name AS measure, CAST(sum(h.n) AS BIGINT) AS n,
count(DISTINCT CASE WHEN h.n > 0 THEN h.day END) AS days,
count(DISTINCT CASE WHEN h.n > 0 THEN h.terminal END) AS terminals
FROM health h JOIN measure m ON m.id = h.measure
GROUP BY m.name
ORDER BY m.name""",
    raw=("measure", "n", "days", "terminals"),
    columns=(
        key("measure", ("Messgröße", "Measure"), ("Was gezählt wurde.", "What was counted."), FAULTS),
        plain(
            "n", ("Anzahl", "Number"), ("Summe aller Terminals und Tage.", "Sum of all terminals and days.")
        ),
        plain("days", ("Tage", "Days"), ("Tage, an denen es vorkam.", "Days on which it happened.")),
        plain(
            "terminals",
            ("Terminals", "Terminals"),
            ("Terminals, an denen es vorkam.", "Terminals at which it happened."),
        ),
    ),
    derive=_health,
)


def _downtime(rows: Sequence[Row], _: Context) -> Table:
    ran: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for terminal, day, minutes in rows:
        ran[number(terminal)][number(day)] = number(minutes)
    longest: Counter[int] = Counter()
    for days in ran.values():
        for day, minutes in days.items():
            longest[day] = max(longest[day], minutes)
    done = []
    for terminal, days in sorted(ran.items()):
        here = {day: most for day, most in longest.items() if day >= min(days)}
        missing = sorted(day for day, most in here.items() if most and not days.get(day))
        parts = [(days.get(day, 0), most) for day, most in here.items() if most]
        lost = sum(most - minutes for minutes, most in parts)
        last = calendar(missing[-1]).isoformat() if missing else None
        done.append(
            (terminal, len(here) - len(missing), len(missing), last, round(lost / 60, 1), by_days(parts))
        )
    return table(DOWNTIME.columns, done)


DOWNTIME = Metric(
    id="downtime",
    title=Text("Ausfallzeit", "Downtime"),
    question=Text(
        "Wie viel der Öffnungszeit liefen die Terminals?",
        "How much of the opening hours did the terminals run?",
    ),
    formula=Text(
        "Gelaufene Minuten je Terminal und Tag / Minuten des Terminals, das an diesem Tag am längsten lief"
        " (so lange war"
        " offen). Tage ohne Daten: andere liefen, dieses nicht; ab seinem ersten Tag. Mit nur einem Terminal"
        " nicht zu"
        " erkennen.",
        "Minutes run per terminal and day / minutes of the terminal that ran longest that day (so long it"
        " was open). Days"
        " without data: others ran, this one did not; from its first day on. Cannot be seen with a single"
        " terminal.",
    ),
    unit=Text("Stunden; Anteil", "hours; share"),
    excludes=Text("Tage, an denen kein Terminal lief.", "Days on which no terminal ran."),
    uncertainty=Text(
        "Vollzählung; das Intervall (Bootstrap über Tage, 95 %) sagt, wie weit der Anteil von Tag zu Tag"
        " schwankt.",
        "A full count; the interval (bootstrap over days, 95 %) says how far the share varies from day to"
        " day.",
    ),
    sql="""SELECT h.terminal, h.day, CAST(sum(h.n) AS BIGINT) AS minutes
FROM health h JOIN measure m ON m.id = h.measure
WHERE m.name = 'minutes'
GROUP BY h.terminal, h.day
ORDER BY h.terminal, h.day""",
    raw=("terminal", "day", "minutes"),
    columns=(
        TERMINAL,
        plain("days", ("Tage", "Days"), ("Tage, an denen es lief.", "Days on which it ran.")),
        plain(
            "missing",
            ("Tage ohne Daten", "Days without data"),
            ("Andere liefen, dieses nicht.", "Others ran, this one did not."),
        ),
        plain(
            "last_missing",
            ("zuletzt", "latest"),
            ("Der letzte Tag ohne Daten.", "The latest day without data."),
        ),
        plain(
            "lost_hours",
            ("Stunden Ausfall", "Hours down"),
            ("Weniger als das längste Terminal.", "Less than the longest terminal."),
        ),
        estimate(
            "running", ("Laufzeit", "Uptime"), ("gelaufen / längstes Terminal", "ran / longest terminal")
        ),
    ),
    derive=_downtime,
)

QUALITY = {
    "crashed": ("mit Absturz geendet", "ended by a crash"),
    "storm": ("mit Berührungssturm", "with a storm of touches"),
    "gap": ("Uhr sprang oder stand", "clock leapt or stood"),
    "cut": ("Ereignisse fehlen", "events are missing"),
    "lost": ("ganz verloren", "lost altogether"),
}


def _data_quality(rows: Sequence[Row], context: Context) -> Table:
    every, *found = (number(cell) for cell in rows[0]) if rows else (0,) * (len(QUALITY) + 1)
    return table(
        DATA_QUALITY.columns,
        (
            (name, n, share(n, every + (n if name == "lost" else 0), context, name))
            for name, n in zip(QUALITY, found, strict=True)
        ),
    )


DATA_QUALITY = Metric(
    id="data_quality",
    title=Text("Güte der Daten", "Quality of the data"),
    question=Text("Wie weit kann man den Zahlen trauen?", "How far can the numbers be trusted?"),
    formula=Text(
        "Anteil der Nutzungen mit diesem Mangel an allen; verlorene an allen und den verlorenen.",
        "Share of visits with this defect among all; lost ones among all and those lost.",
    ),
    unit=Text("Anteil der Nutzungen", "share of visits"),
    excludes=Text("Nichts.", "Nothing."),
    uncertainty=BY_WILSON,
    sql="""SELECT count(*) AS visits,
CAST(sum(CASE WHEN f.reason = 5 THEN 1 ELSE 0 END) AS BIGINT) AS crashed,
CAST(sum(CASE WHEN (f.quality & 1) <> 0 THEN 1 ELSE 0 END) AS BIGINT) AS storm,
CAST(sum(CASE WHEN (f.quality & 2) <> 0 THEN 1 ELSE 0 END) AS BIGINT) AS gap,
CAST(sum(CASE WHEN (f.quality & 4) <> 0 THEN 1 ELSE 0 END) AS BIGINT) AS cut,
(SELECT CAST(sum(h.n) AS BIGINT) FROM health h JOIN measure m ON m.id = h.measure
 WHERE m.name = 'visits_lost') AS lost
FROM visit_fact f
ORDER BY 1""",
    raw=("visits", *QUALITY),
    columns=(
        key("defect", ("Mangel", "Defect"), ("Was nicht stimmt.", "What is wrong."), QUALITY),
        count("visits", ("Nutzungen", "Visits"), ("Betroffene Nutzungen.", "Visits concerned.")),
        estimate("share", ("Anteil", "Share"), ("Anteil aller Nutzungen.", "Share of all visits.")),
    ),
    derive=_data_quality,
)

OPERATION_METRICS = (HEALTH, DOWNTIME, DATA_QUALITY)
