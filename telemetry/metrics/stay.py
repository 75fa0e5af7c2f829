"""How long people stay, whether they do something, and how it ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from telemetry.metrics.columns import (
    bins,
    count,
    estimate,
    key,
    number,
    plain,
    share,
    staying,
    table,
    time_mean,
    time_quantile,
)
from telemetry.metrics.metric import Context, Metric, Row, Table, Text
from telemetry.metrics.statistics import lasting
from telemetry.metrics.visits import VISITS

NO_STORM = "(f.quality & 1) = 0"
NO_STORM_NO_GAP = "(f.quality & 3) = 0"
"""Bits of quality: 1 storm of touches, 2 the clock leapt or stood."""

WITHOUT_STORM = Text(
    "Nutzungen mit Berührungssturm (Reinigung, viele Hände zugleich).",
    "Visits with a storm of touches (cleaning, many hands at once).",
)
WITHOUT_GAP = Text(
    "Nutzungen mit Berührungssturm, und solche, in denen die Uhr sprang oder stand.",
    "Visits with a storm of touches, and those in which the clock leapt or stood.",
)
BY_WILSON = Text(
    "Wilson-Intervall, 95 %, mit der wirksamen Zahl der Nutzungen: n geteilt durch den Design-Effekt der"
    " Tage.",
    "Wilson interval, 95 %, with the effective number of visits: n divided by the design effect of days.",
)
BY_WOODRUFF = Text(
    "Quantile linear in den Zeitklassen (Faktor 1,25; Fehler unter 1 %); Woodruff-Intervall, 95 %, mit der"
    " wirksamen Zahl der Nutzungen.",
    "Quantiles linear within the bins of time (factor 1.25; error below 1 %); Woodruff interval, 95 %, with"
    " the"
    " effective number of visits.",
)
UNTIL_LAST_TOUCH = Text(
    "Dauer = erste bis letzte Berührung. Was danach bis zum Zurücksetzen vergeht, zählt nicht.",
    "Length = first to last touch. What passes until the reset does not count.",
)

_DWELL_SQL = f"""SELECT b.from_ms, b.to_ms, v.visits
FROM (SELECT f.dwell_bin, count(*) AS visits FROM visit_fact f WHERE {NO_STORM_NO_GAP} GROUP BY f.dwell_bin) v
JOIN dwell_bin b ON b.id = v.dwell_bin
ORDER BY b.from_ms"""

SUMS = ("visits", "engaged", "result", "light", "walked_away", "dead", "touches")
CALM_RAW = ("build", "language", "first", "from_ms", "to_ms", *SUMS)
CALM_SQL = f"""SELECT b.name AS build, l.name AS language, coalesce(c.first, v.first) AS first,
 d.from_ms, d.to_ms, v.visits, v.engaged, v.result, v.light, v.walked_away, v.dead, v.touches
FROM (SELECT f.build, f.lang, f.dwell_bin, min(f.bucket) AS first, count(*) AS visits,
 count(f.ttfi_bin) AS engaged,
 CAST(sum(CASE WHEN f.solved > 0 THEN 1 ELSE 0 END) AS BIGINT) AS result,
 CAST(sum(CASE WHEN f.funnel >= 4 THEN 1 ELSE 0 END) AS BIGINT) AS light,
 CAST(sum(CASE WHEN f.reason = 3 THEN 1 ELSE 0 END) AS BIGINT) AS walked_away,
 CAST(sum(f.dead) AS BIGINT) AS dead, CAST(sum(f.taps + f.dead) AS BIGINT) AS touches
 FROM visit_fact f WHERE {NO_STORM} GROUP BY f.build, f.lang, f.dwell_bin) v
JOIN build b ON b.id = v.build JOIN language l ON l.id = v.lang JOIN dwell_bin d ON d.id = v.dwell_bin
LEFT JOIN (SELECT build, min(bucket) AS first FROM screen_count GROUP BY build) c ON c.build = v.build
ORDER BY b.name, l.name, d.from_ms"""
"""Visits without a storm by version, language and length: one reading for what compares either."""

STATISTICS = {
    "p25": ("ein Viertel bleibt kürzer als", "a quarter stays shorter than"),
    "p50": ("die Hälfte bleibt kürzer als (Halbwertszeit)", "half stay shorter than (half-life)"),
    "p75": ("drei Viertel bleiben kürzer als", "three quarters stay shorter than"),
    "p90": ("neun von zehn bleiben kürzer als", "nine in ten stay shorter than"),
    "mean": ("Mittelwert", "mean"),
}


def _dwell(rows: Sequence[Row], context: Context) -> Table:
    of = bins(rows)
    parts = (("p25", 0.25), ("p50", 0.5), ("p75", 0.75), ("p90", 0.9))
    done = [(name, time_quantile(of, part, context)) for name, part in parts]
    return table(DWELL.columns, [*done, ("mean", time_mean(of, context))])


DWELL = Metric(
    id="dwell",
    title=Text("Verweildauer", "Length of stay"),
    question=Text("Wie lange bleiben die Leute?", "How long do people stay?"),
    formula=Text(
        f"{UNTIL_LAST_TOUCH.de} Quartile, 90-%-Quantil; Mittel aus den Mitten der Zeitklassen. Der Median"
        " ist die"
        " Halbwertszeit: S(t½) = 0,5.",
        f"{UNTIL_LAST_TOUCH.en} Quartiles, 90 % quantile; mean from the middles of the bins. The median is"
        " the"
        " half-life: S(t½) = 0.5.",
    ),
    unit=Text("Sekunden", "seconds"),
    excludes=WITHOUT_GAP,
    uncertainty=Text(
        f"{BY_WOODRUFF.de} Mittel: Student-Intervall mit der wirksamen Zahl. Die längste Klasse ist offen"
        " (17 min).",
        f"{BY_WOODRUFF.en} Mean: Student interval with the effective number. The longest bin is open (17"
        " min).",
    ),
    sql=_DWELL_SQL,
    raw=("from_ms", "to_ms", "visits"),
    columns=(
        key("statistic", ("Kennwert", "Statistic"), ("Welcher Kennwert.", "Which statistic."), STATISTICS),
        estimate(
            "value", ("Sekunden", "Seconds"), ("Dauer bis zur letzten Berührung.", "Until the last touch.")
        ),
    ),
    derive=_dwell,
)

_SECONDS = range(10, 601, 10)


def _stay_curve(rows: Sequence[Row], context: Context) -> Table:
    of = bins(rows)
    done = []
    for t in _SECONDS:
        here = lasting(of, t)
        hazard = round(1 - lasting(of, t + 10) / here, 4) if here else None
        done.append((t, staying(of, t, context), hazard))
    return table(STAY_CURVE.columns, done)


STAY_CURVE = Metric(
    id="stay_curve",
    title=Text("Bleibekurve", "Stay curve"),
    question=Text(
        "Wie viele sind nach so vielen Sekunden noch da?", "How many are still there after so many seconds?"
    ),
    formula=Text(
        f"S(t) = Anteil mit Dauer >= t. {UNTIL_LAST_TOUCH.de} Gehen: h(t) = 1 - S(t+10)/S(t).",
        f"S(t) = share with a length >= t. {UNTIL_LAST_TOUCH.en} Leaving: h(t) = 1 - S(t+10)/S(t).",
    ),
    unit=Text("Anteil", "share"),
    excludes=WITHOUT_GAP,
    uncertainty=BY_WILSON,
    sql=_DWELL_SQL,
    raw=("from_ms", "to_ms", "visits"),
    columns=(
        key("seconds", ("Sekunden", "Seconds"), ("Seit der ersten Berührung.", "Since the first touch.")),
        estimate(
            "staying",
            ("noch da", "still there"),
            ("Anteil mit wenigstens dieser Dauer.", "Share of at least this length."),
        ),
        plain(
            "leaving",
            ("geht dann", "leaves then"),
            (
                "Anteil der noch Anwesenden, der in den nächsten 10 s geht.",
                "Share of those still there that leaves within the next 10 s.",
            ),
        ),
    ),
    derive=_stay_curve,
)

_ENGAGED_SQL = f"""SELECT v.sort, count(*) AS visits
FROM (SELECT CASE WHEN f.ttfi_bin IS NOT NULL THEN 2 WHEN f.taps + f.dead <= 1 THEN 0 ELSE 1 END AS sort
      FROM visit_fact f WHERE {NO_STORM}) v
GROUP BY v.sort
ORDER BY v.sort"""
ENGAGED = {
    "engaged": ("hat etwas getan", "did something"),
    "browsed": ("hat sich nur umgesehen", "only looked around"),
    "glance": ("hat nur einmal berührt", "touched only once"),
}


def _engagement(rows: Sequence[Row], context: Context) -> Table:
    found = Counter({number(row[0]): number(row[1]) for row in rows})
    n = found.total()
    return table(
        ENGAGEMENT.columns,
        (
            (name, found[sort], share(found[sort], n, context, "engaged"))
            for name, sort in (("engaged", 2), ("browsed", 1), ("glance", 0))
        ),
    )


ENGAGEMENT = Metric(
    id="engagement",
    title=Text("Beteiligung", "Engagement"),
    question=Text(
        "Wie viele tun wirklich etwas, wie viele schauen nur?",
        "How many really do something, how many only look?",
    ),
    formula=Text(
        "Beteiligt = wenigstens eine bedeutsame Tat (Spiel geöffnet, Schritt, Antwort, Schätzung, Vorsatz)."
        " Nur einmal"
        " berührt = danach höchstens eine weitere Berührung und keine Tat. Absprung (bounce) = 1 -"
        " beteiligt.",
        "Engaged = at least one meaningful deed (scenario opened, step, answer, guess, pledge). Touched only"
        " once = at"
        " most one further touch and no deed. Bounce = 1 - engaged.",
    ),
    unit=Text("Anteil der Nutzungen", "share of visits"),
    excludes=WITHOUT_STORM,
    uncertainty=BY_WILSON,
    sql=_ENGAGED_SQL,
    raw=("sort", "visits"),
    columns=(
        key("sort", ("Art", "Sort"), ("Was in der Nutzung geschah.", "What happened in the visit."), ENGAGED),
        VISITS,
        estimate("share", ("Anteil", "Share"), ("Anteil aller Nutzungen.", "Share of all visits.")),
    ),
    derive=_engagement,
)

_FIRST_SQL = f"""SELECT b.from_ms, b.to_ms, v.visits
FROM (SELECT f.ttfi_bin, count(*) AS visits FROM visit_fact f WHERE {NO_STORM_NO_GAP} GROUP BY f.ttfi_bin) v
LEFT JOIN dwell_bin b ON b.id = v.ttfi_bin
ORDER BY b.from_ms"""
FIRST = {
    "p50": ("die Hälfte schneller als", "half faster than"),
    "p90": ("neun von zehn schneller als", "nine in ten faster than"),
    "never": ("Anteil ganz ohne Tat", "share without any deed"),
}


def _first_deed(rows: Sequence[Row], context: Context) -> Table:
    of = bins(row for row in rows if row[0] is not None)
    never = sum(number(row[2]) for row in rows if row[0] is None)
    n = never + sum(one.n for one in of)
    return table(
        FIRST_DEED.columns,
        [
            ("p50", time_quantile(of, 0.5, context, "engaged")),
            ("p90", time_quantile(of, 0.9, context, "engaged")),
            ("never", share(never, n, context, "engaged")),
        ],
    )


FIRST_DEED = Metric(
    id="first_deed",
    title=Text("Zeit bis zur ersten Tat", "Time to the first deed"),
    question=Text("Wie schnell kommt man hinein?", "How fast do people get into it?"),
    formula=Text(
        "Von der ersten Berührung bis zur ersten bedeutsamen Tat, unter denen mit einer; Anteil ohne Tat an"
        " allen.",
        "From the first touch to the first meaningful deed, among those with one; share without one among"
        " all.",
    ),
    unit=Text("Sekunden; Anteil", "seconds; share"),
    excludes=WITHOUT_GAP,
    uncertainty=Text(f"{BY_WOODRUFF.de} Anteil: Wilson.", f"{BY_WOODRUFF.en} Share: Wilson."),
    sql=_FIRST_SQL,
    raw=("from_ms", "to_ms", "visits"),
    columns=(
        key("statistic", ("Kennwert", "Statistic"), ("Welcher Kennwert.", "Which statistic."), FIRST),
        estimate(
            "value",
            ("Wert", "Value"),
            ("Sekunden, bei „ohne Tat“ ein Anteil.", 'Seconds, for "without" a share.'),
        ),
    ),
    derive=_first_deed,
)

REASONS = {
    "1": ("selbst beendet", "finished"),
    "2": ("neu begonnen", "restarted"),
    "3": ("weggegangen", "walked away"),
    "4": ("Personal", "staff"),
    "5": ("Absturz", "crash"),
}
_EXIT_SQL = f"""SELECT s.name AS screen, f.reason, f.visits
FROM (SELECT f.exit_screen, f.reason, count(*) AS visits FROM visit_fact f
      WHERE {NO_STORM} GROUP BY f.exit_screen, f.reason) f
JOIN screen s ON s.id = f.exit_screen
ORDER BY s.name, f.reason"""


def _end_reasons(rows: Sequence[Row], context: Context) -> Table:
    found: Counter[int] = Counter()
    for _screen, reason, visits in rows:
        found[number(reason)] += number(visits)
    n = found.total()
    return table(
        END_REASONS.columns,
        ((reason, found[reason], share(found[reason], n, context)) for reason in range(1, 6)),
    )


END_REASONS = Metric(
    id="end_reasons",
    title=Text("Wie Nutzungen enden", "How visits end"),
    question=Text("Beenden die Leute es selbst oder gehen sie weg?", "Do people finish or walk away?"),
    formula=Text(
        "Anteil der Nutzungen je Grund des Endes. „Weggegangen“ heißt: niemand antwortete auf „Noch da?“.",
        'Share of visits per reason of the end. "Walked away" means: nobody answered "still there?".',
    ),
    unit=Text("Anteil der Nutzungen", "share of visits"),
    excludes=WITHOUT_STORM,
    uncertainty=BY_WILSON,
    sql=_EXIT_SQL,
    raw=("screen", "reason", "visits"),
    columns=(
        key("reason", ("Ende", "End"), ("Grund des Endes.", "Reason of the end."), REASONS),
        VISITS,
        estimate("share", ("Anteil", "Share"), ("Anteil aller Nutzungen.", "Share of all visits.")),
    ),
    derive=_end_reasons,
)


def _exits(rows: Sequence[Row], context: Context) -> Table:
    found: dict[str, Counter[int]] = {}
    for screen, reason, visits in rows:
        found.setdefault(str(screen), Counter())[number(reason)] += number(visits)
    n = sum(reasons.total() for reasons in found.values())
    ordered = sorted(found.items(), key=lambda item: (-item[1].total(), item[0]))
    return table(
        EXITS.columns,
        (
            (screen, *(by[reason] for reason in range(1, 6)), share(by.total(), n, context))
            for screen, by in ordered
        ),
    )


EXITS = Metric(
    id="exits",
    title=Text("Wo Nutzungen enden", "Where visits end"),
    question=Text("Auf welcher Seite hören die Leute auf?", "On which screen do people stop?"),
    formula=Text(
        "Nutzungen nach ihrer letzten Seite und dem Grund; Anteil an allen Nutzungen. Ausstiegsrate je Seite"
        " (zuletzt"
        " dort / dort gewesen): siehe „Schritte der Spiele“.",
        "Visits by their last screen and reason; share of all visits. Exit rate per screen (last there /"
        " been there):"
        ' see "Steps of the scenarios".',
    ),
    unit=Text("Nutzungen; Anteil", "visits; share"),
    excludes=WITHOUT_STORM,
    uncertainty=BY_WILSON,
    sql=_EXIT_SQL,
    raw=("screen", "reason", "visits"),
    columns=(
        key("screen", ("Seite", "Screen"), ("Die letzte Seite.", "The last screen.")),
        *(
            count(name, REASONS[str(reason)], ("Nutzungen mit diesem Ende.", "Visits with this end."))
            for reason, name in enumerate(
                ("finished", "restarted", "walked_away", "staff", "crashed"), start=1
            )
        ),
        estimate("share", ("Anteil", "Share"), ("Anteil aller Nutzungen.", "Share of all visits.")),
    ),
    derive=_exits,
)

STAY_METRICS = (DWELL, STAY_CURVE, ENGAGEMENT, FIRST_DEED, END_REASONS, EXITS)
