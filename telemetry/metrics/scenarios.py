"""How far people get, which scenarios draw them in, and how much of the exhibition they see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from telemetry.metrics.columns import (
    bins,
    by_days,
    count,
    estimate,
    key,
    mean,
    nothing,
    number,
    share,
    table,
    time_quantile,
    value_quantile,
)
from telemetry.metrics.metric import Context, Estimate, Metric, Row, Table, Text
from telemetry.metrics.stay import BY_WILSON, BY_WOODRUFF, NO_STORM, WITHOUT_STORM
from telemetry.metrics.visits import VISITS

DESIGNED_S = 120
"""The shortest time a scenario is designed for: two of its 2 to 4 minutes."""

SCENARIO = key("scenario", ("Spiel", "Scenario"), ("Das Spiel.", "The scenario."))

STEPS = {
    "0": ("berührt", "touched"),
    "1": ("ein Spiel geöffnet", "opened a scenario"),
    "2": ("einen Schritt geschafft", "completed a step"),
    "3": ("ein Ergebnis gesehen", "saw a result"),
    "4": ("ein Licht gesetzt", "left a light"),
    "5": ("noch ein Spiel geöffnet", "opened another scenario"),
}


def _funnel(rows: Sequence[Row], context: Context) -> Table:
    found = Counter({number(row[0]): number(row[1]) for row in rows})
    reached = [sum(n for step, n in found.items() if step >= least) for least in range(6)]
    n = reached[0]
    drops: list[Estimate] = [nothing()]
    drops += [share(before - now, before, context, "result") for before, now in pairwise(reached)]
    return table(
        FUNNEL.columns,
        (
            (step, visits, share(visits, n, context, "result"), drop)
            for step, (visits, drop) in enumerate(zip(reached, drops, strict=True))
        ),
    )


FUNNEL = Metric(
    id="funnel",
    title=Text("Trichter", "Funnel"),
    question=Text(
        "Wie weit kommen die Leute, und wo gehen sie verloren?",
        "How far do people get, and where are they lost?",
    ),
    formula=Text(
        "Nutzungen, die Stufe i erreichen; die Stufen zählen nur in dieser Reihenfolge (jede nach der"
        " vorigen)."
        " Schwund_i = 1 - n_i / n_(i-1).",
        "Visits that reach step i; steps count in this order only (each after the one before). Drop_i = 1 -"
        " n_i /"
        " n_(i-1).",
    ),
    unit=Text("Nutzungen; Anteil", "visits; share"),
    excludes=WITHOUT_STORM,
    uncertainty=BY_WILSON,
    sql=f"""SELECT f.funnel, count(*) AS visits
FROM visit_fact f
WHERE {NO_STORM}
GROUP BY f.funnel
ORDER BY f.funnel""",
    raw=("funnel", "visits"),
    columns=(
        key("step", ("Stufe", "Step"), ("Was erreicht wurde.", "What was reached."), STEPS),
        VISITS,
        estimate("share", ("Anteil", "Share"), ("Anteil aller Nutzungen.", "Share of all visits.")),
        estimate(
            "drop",
            ("Schwund", "Drop-off"),
            (
                "Anteil der vorigen Stufe, der sie nicht erreicht.",
                "Share of the step before that does not reach it.",
            ),
        ),
    ),
    derive=_funnel,
)


@dataclass(slots=True)
class _Use:
    opened: int = 0
    started: int = 0
    done: int = 0
    lengths: list[Row] = field(default_factory=list)


def _scenario_use(rows: Sequence[Row], context: Context) -> Table:
    uses: dict[str, _Use] = {}
    n = 0
    for station, from_ms, to_ms, solved, visits in rows:
        if station is None:
            n = number(visits)
            continue
        use, k = uses.setdefault(str(station), _Use()), number(visits)
        use.opened += k
        use.lengths.append((from_ms, to_ms, k))
        if solved is not None:
            use.started += k
            use.done += k * number(solved)
    return table(
        SCENARIO_USE.columns,
        (
            _use(name, use, n, context)
            for name, use in sorted(uses.items(), key=lambda item: context.place(item[0]))
        ),
    )


def _use(name: str, use: _Use, n: int, context: Context) -> tuple[object, ...]:
    held = time_quantile(bins(use.lengths), 0.5, context)
    value, low, high = (None if at is None else at / DESIGNED_S for at in held[:3])
    power = Estimate(value, low, high, held.n, "ratio")
    return (
        name,
        use.started,
        use.done,
        share(use.started, n, context, f"start/{name}"),
        share(use.done, use.started, context, f"done/{name}"),
        held,
        power,
    )


_CALM_STATIONS = """SELECT w.station, w.dwell_bin, w.solved, CAST(sum(w.n) AS BIGINT) AS visits
FROM (SELECT s.station, s.dwell_bin, s.solved, count(*) AS n
      FROM visit_station s GROUP BY s.station, s.dwell_bin, s.solved
      UNION ALL
      SELECT s.station, s.dwell_bin, s.solved, -1
      FROM (SELECT f.terminal, f.visit FROM visit_fact f WHERE (f.quality & 1) <> 0) x
      CROSS JOIN visit_station s WHERE s.terminal = x.terminal AND s.visit = x.visit) w
GROUP BY w.station, w.dwell_bin, w.solved
HAVING sum(w.n) > 0"""
"""All, less the few of storm visits: a third faster than looking every one of them up in `visit_fact`."""

SCENARIO_USE = Metric(
    id="scenario_use",
    title=Text("Spiele im Vergleich", "Scenarios compared"),
    question=Text(
        "Welche Spiele ziehen an, halten fest und werden zu Ende gespielt?",
        "Which scenarios attract, hold, and are played to the end?",
    ),
    formula=Text(
        "Anziehung = Nutzungen, die das Spiel begannen / alle. Abschluss = mit Ergebnis / begonnen."
        " Verweilen = Median der"
        f" Zeit im Spiel; Haltekraft = Median / {DESIGNED_S} s (kürzeste vorgesehene Zeit).",
        "Attraction = visits that started the scenario / all. Completion = with a result / started. Holding"
        " time ="
        f" median time in the scenario; holding power = median / {DESIGNED_S} s (shortest time it is"
        " designed for).",
    ),
    unit=Text("Anteil; Sekunden; Verhältnis", "share; seconds; ratio"),
    excludes=WITHOUT_STORM,
    uncertainty=Text(
        f"Anteile: {BY_WILSON.de} Zeiten: {BY_WOODRUFF.de}", f"Shares: {BY_WILSON.en} Times: {BY_WOODRUFF.en}"
    ),
    sql=f"""SELECT n.name AS station, b.from_ms, b.to_ms, v.solved, v.visits
FROM ({_CALM_STATIONS}) v
JOIN station n ON n.id = v.station JOIN dwell_bin b ON b.id = v.dwell_bin
UNION ALL
SELECT NULL, NULL, NULL, NULL, count(*) FROM visit_fact f WHERE {NO_STORM}
ORDER BY 1, 2, 4""",
    raw=("station", "from_ms", "to_ms", "solved", "visits"),
    columns=(
        SCENARIO,
        count("started", ("begonnen", "started"), ("Nutzungen, die es begannen.", "Visits that started it.")),
        count(
            "done",
            ("mit Ergebnis", "with a result"),
            ("Nutzungen, die zum Ergebnis kamen.", "Visits that reached the result."),
        ),
        estimate(
            "attraction", ("Anziehung", "Attraction"), ("begonnen / alle Nutzungen", "started / all visits")
        ),
        estimate(
            "completion", ("Abschluss", "Completion"), ("mit Ergebnis / begonnen", "with a result / started")
        ),
        estimate(
            "holding",
            ("Verweilen", "Holding time"),
            ("Median der Zeit darin, Sekunden.", "Median time in it, seconds."),
        ),
        estimate(
            "power",
            ("Haltekraft", "Holding power"),
            ("Median / kürzeste vorgesehene Zeit.", "Median / shortest time it is designed for."),
        ),
    ),
    derive=_scenario_use,
)

BREADTH_WORDS = {
    "diligent": (
        "öffnet mehr als die Hälfte der Spiele (%DV)",
        "opens more than half of the scenarios (%DV)",
    ),
    "scenarios": ("Spiele je Nutzung", "scenarios a visit"),
    "none": ("kein Spiel", "no scenario"),
    "one": ("ein Spiel", "one scenario"),
    "two": ("zwei Spiele", "two scenarios"),
    "more": ("drei und mehr", "three and more"),
    "sweep": ("Durchlaufzahl: Spiele / mittlere Minuten", "sweep rate: scenarios / mean minutes"),
}


def _breadth(rows: Sequence[Row], context: Context) -> Table:
    parts: dict[str, list[Row]] = {"diligent": [], "mask": [], "dwell": []}
    for row in rows:
        parts[str(row[0])].append(row[1:])
    opened: Counter[int] = Counter()
    seen = 0
    for mask, _, visits in parts["mask"]:
        opened[number(mask).bit_count()] += number(visits)
        seen |= number(mask)
    n, offered = opened.total(), seen.bit_count()
    stay = by_days(_days(parts["dwell"]), "s")
    more = n - opened[0] - opened[1] - opened[2]
    return table(
        BREADTH.columns,
        [
            ("diligent", by_days(_days(parts["diligent"]))),
            ("scenarios", mean(sorted((float(k), times) for k, times in opened.items()), context)),
            ("none", share(opened[0], n, context, "engaged")),
            ("one", share(opened[1], n, context)),
            ("two", share(opened[2], n, context)),
            ("more", share(more, n, context)),
            ("sweep", _sweep(offered, stay)),
        ],
    )


def _days(rows: Iterable[Row]) -> list[tuple[int, int]]:
    """num and den from rows of day, num, den."""
    return [(number(num), number(den)) for _, num, den in rows]


def _sweep(offered: int, stay: Estimate) -> Estimate:
    """Scenarios a minute, from the mean stay in tenths of a second; a longer stay makes it smaller."""
    if not stay.value or not offered:
        return nothing("ratio")
    low, high = (offered * 600 / end if end else None for end in (stay.high, stay.low))
    return Estimate(offered * 600 / stay.value, low, high, stay.n, "ratio")


BREADTH = Metric(
    id="breadth",
    title=Text("Breite", "Breadth"),
    question=Text(
        "Wie viel von der Ausstellung sehen die Leute?", "How much of the exhibition do people see?"
    ),
    formula=Text(
        "%DV (Serrell) = Anteil der Nutzungen, die mehr als die Hälfte der angebotenen Spiele öffnen."
        " Durchlaufzahl ="
        " genutzte Spiele / mittlere Minuten; kleiner ist gründlicher. Nur Fassungen und Terminals dieser"
        " Ausstellung"
        " vergleichen, nicht mit begehbaren Ausstellungen.",
        "%DV (Serrell) = share of visits that open more than half of the scenarios offered. Sweep rate ="
        " scenarios in use"
        " / mean minutes; lower is more thorough. Compare versions and terminals of this exhibition only,"
        " not with"
        " walk-through exhibitions.",
    ),
    unit=Text("Anteil; Anzahl; Spiele je Minute", "share; number; scenarios a minute"),
    excludes=WITHOUT_STORM,
    uncertainty=Text(
        "%DV, Durchlaufzahl: Bootstrap über Tage. Mittel: Student mit der wirksamen Zahl. Anteile:"
        f" {BY_WILSON.de}",
        "%DV, sweep rate: bootstrap over days. Means: Student with the effective number. Shares:"
        f" {BY_WILSON.en}",
    ),
    sql=f"""SELECT 'diligent' AS part, d.day AS a, CAST(sum(d.num) AS BIGINT) AS b,
CAST(sum(d.den) AS BIGINT) AS c
FROM day_stat d JOIN stat s ON s.id = d.stat WHERE s.name = 'diligent' GROUP BY d.day
UNION ALL
SELECT 'mask', f.stations, NULL, count(*) FROM visit_fact f WHERE {NO_STORM} GROUP BY f.stations
UNION ALL
SELECT 'dwell', d.day, CAST(sum(d.num) AS BIGINT), CAST(sum(d.den) AS BIGINT)
FROM day_stat d JOIN stat s ON s.id = d.stat WHERE s.name = 'dwell' GROUP BY d.day
ORDER BY 1, 2""",
    raw=("part", "a", "b", "c"),
    columns=(
        key("statistic", ("Kennwert", "Statistic"), ("Welcher Kennwert.", "Which statistic."), BREADTH_WORDS),
        estimate("value", ("Wert", "Value"), ("Anteil, Anzahl oder Verhältnis.", "Share, number or ratio.")),
    ),
    derive=_breadth,
)


def _results(rows: Sequence[Row], context: Context) -> Table:
    values: dict[str, list[tuple[float, int]]] = {}
    open_: Counter[str] = Counter()
    for name, value, unknown, n in rows:
        values.setdefault(str(name), []).append((float(value or 0), number(n)))
        open_[str(name)] += number(n) if number(unknown) else 0
    return table(
        RESULTS.columns,
        (
            (
                name,
                sum(n for _, n in counts),
                *(value_quantile(counts, part, context) for part in (0.25, 0.5, 0.75)),
                share(open_[name], sum(n for _, n in counts), context),
            )
            for name, counts in sorted(values.items(), key=lambda item: context.place(item[0]))
        ),
    )


RESULTS = Metric(
    id="results",
    title=Text("Ergebnisse der Spiele", "Results of the scenarios"),
    question=Text("Was kam in den Spielen heraus?", "What came out in the scenarios?"),
    formula=Text(
        "Quartile der Zahl auf der Ergebniskarte (auf zwei Stellen gerundet), je Nutzung das letzte"
        " Ergebnis; Anteil mit"
        " „weiß nicht“ oder offenen Schritten.",
        "Quartiles of the number on the result card (rounded to two digits), the last result of each visit;"
        " share with"
        ' "don\'t know" or open steps.',
    ),
    unit=Text("Einheit des Spiels; Anteil", "the scenario's unit; share"),
    excludes=Text("Spiele ohne Ergebnis.", "Scenarios without a result."),
    uncertainty=Text(
        "Woodruff-Intervall der Quartile, Wilson-Intervall des Anteils, 95 %, wirksame Zahl der Nutzungen.",
        "Woodruff interval of the quartiles, Wilson interval of the share, 95 %, effective number of visits.",
    ),
    sql="""SELECT t.name AS scenario, r.value, CASE WHEN r.unknowns > 0 THEN 1 ELSE 0 END AS unknown,
CAST(sum(r.n) AS BIGINT) AS n
FROM result r JOIN target t ON t.id = r.target
GROUP BY t.name, r.value, CASE WHEN r.unknowns > 0 THEN 1 ELSE 0 END
ORDER BY t.name, r.value, unknown""",
    raw=("scenario", "value", "unknown", "n"),
    columns=(
        SCENARIO,
        count("n", ("Ergebnisse", "Results"), ("Nutzungen mit Ergebnis.", "Visits with a result.")),
        estimate(
            "p25",
            ("unteres Viertel", "lower quarter"),
            ("Ein Viertel liegt darunter.", "A quarter lies below."),
        ),
        estimate("p50", ("Median", "Median"), ("Die Hälfte liegt darunter.", "Half lie below.")),
        estimate(
            "p75",
            ("oberes Viertel", "upper quarter"),
            ("Drei Viertel liegen darunter.", "Three quarters lie below."),
        ),
        estimate(
            "unknown",
            ("mit „weiß nicht“", 'with "don\'t know"'),
            ("Anteil mit offenen Schritten.", "Share with open steps."),
        ),
    ),
    derive=_results,
)

SCENARIO_METRICS = (FUNNEL, SCENARIO_USE, BREADTH, RESULTS)
