"""In which ways people use the exhibition: languages, settings, together, one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from telemetry.metrics.columns import bins, count, estimate, key, number, share, table, time_quantile
from telemetry.metrics.metric import Context, Metric, Row, Table, Text
from telemetry.metrics.scenarios import SCENARIO
from telemetry.metrics.screens import BY_BLOCKS, DAY_SQL, over_days
from telemetry.metrics.stay import BY_WILSON, BY_WOODRUFF, CALM_RAW, CALM_SQL, WITHOUT_STORM
from telemetry.metrics.visits import VISITS


@dataclass(slots=True)
class _Speakers:
    visits: int = 0
    done: int = 0
    lengths: list[Row] = field(default_factory=list)


def _languages(rows: Sequence[Row], context: Context) -> Table:
    found: dict[str, _Speakers] = {}
    for _build, name, _first, from_ms, to_ms, visits, _engaged, solved, *_ in rows:
        one = found.setdefault(str(name), _Speakers())
        one.visits += number(visits)
        one.done += number(solved)
        one.lengths.append((from_ms, to_ms, visits))
    n = sum(one.visits for one in found.values())
    return table(
        LANGUAGES.columns,
        (
            (
                name,
                one.visits,
                share(one.visits, n, context),
                share(one.done, one.visits, context, "result"),
                time_quantile(bins(one.lengths), 0.5, context),
            )
            for name, one in sorted(found.items(), key=lambda item: (-item[1].visits, item[0]))
        ),
    )


LANGUAGES = Metric(
    id="languages",
    title=Text("Sprachen", "Languages"),
    question=Text(
        "In welchen Sprachen wird gespielt, und kommt man in allen ans Ziel?",
        "In which languages do people play, and do all of them get there?",
    ),
    formula=Text(
        "Nutzungen nach der zuletzt gewählten Sprache; darin Anteil mit Ergebnis und Median der Dauer.",
        "Visits by the language chosen last; in each the share with a result and the median length.",
    ),
    unit=Text("Anteil; Sekunden", "share; seconds"),
    excludes=WITHOUT_STORM,
    uncertainty=Text(
        f"Anteile: {BY_WILSON.de} Zeiten: {BY_WOODRUFF.de}", f"Shares: {BY_WILSON.en} Times: {BY_WOODRUFF.en}"
    ),
    sql=CALM_SQL,
    raw=CALM_RAW,
    columns=(
        key(
            "language",
            ("Sprache", "Language"),
            ("Kürzel nach BCP 47.", "Tag of BCP 47."),
            {"und": ("ohne Angabe", "undetermined")},
        ),
        VISITS,
        estimate("share", ("Anteil", "Share"), ("Anteil aller Nutzungen.", "Share of all visits.")),
        estimate(
            "result",
            ("mit Ergebnis", "with a result"),
            ("Anteil mit einem Ergebnis.", "Share with a result."),
        ),
        estimate("dwell", ("Median Sekunden", "Median seconds"), ("Median der Dauer.", "Median length.")),
    ),
    derive=_languages,
)

FEATURES = {
    "text150": ("Text 150 %", "text 150 %"),
    "text200": ("Text 200 %", "text 200 %"),
    "contrast": ("starker Kontrast", "strong contrast"),
    "low": ("Bedienung unten", "low reach"),
    "calm": ("wenig Bewegung", "less motion"),
    "sound": ("Ton", "sound"),
    "keys": ("Tasten", "keys"),
}


def _accessibility(rows: Sequence[Row], context: Context) -> Table:
    n = sum(number(row[1]) for row in rows if row[0] is None)
    used = sorted(((number(row[1]), str(row[0])) for row in rows if row[0] is not None), reverse=True)
    return table(ACCESSIBILITY.columns, ((name, k, share(k, n, context)) for k, name in used))


ACCESSIBILITY = Metric(
    id="accessibility",
    title=Text("Hilfen zur Bedienung", "Accessibility settings"),
    question=Text("Werden die Hilfen für alle gebraucht?", "Are the settings for everyone needed?"),
    formula=Text(
        "Nutzungen, in denen die Einstellung eingeschaltet wurde / alle Nutzungen. Nur gezählt, nie je"
        " Nutzung gespeichert.",
        "Visits in which the setting was switched on / all visits. Only counted, never kept per visit.",
    ),
    unit=Text("Anteil der Nutzungen", "share of visits"),
    excludes=Text("Nichts.", "Nothing."),
    uncertainty=BY_WILSON,
    sql="""SELECT a.name AS feature, CAST(sum(c.visits) AS BIGINT) AS visits
FROM a11y_count c JOIN feature a ON a.id = c.feature
GROUP BY a.name
UNION ALL
SELECT NULL, count(*) FROM visit_fact
ORDER BY 1""",
    raw=("feature", "visits"),
    columns=(
        key(
            "feature",
            ("Einstellung", "Setting"),
            ("Was eingeschaltet wurde.", "What was switched on."),
            FEATURES,
        ),
        VISITS,
        estimate("share", ("Anteil", "Share"), ("Anteil aller Nutzungen.", "Share of all visits.")),
    ),
    derive=_accessibility,
)


def _hand_overs(rows: Sequence[Row], _: Context) -> Table:
    return table(HAND_OVERS.columns, [over_days(rows)])


HAND_OVERS = Metric(
    id="hand_overs",
    title=Text("Übergaben", "Hand-overs"),
    question=Text(
        "Wie oft wechseln die Leute am Terminal, ohne dass es zurückgesetzt wird?",
        "How often do people change at the terminal without a reset?",
    ),
    formula=Text(
        "Angenommen, wenn nach wenigstens 10 s ohne Berührung die erste Tat das laufende Spiel verlässt, ein"
        " anderes beginnt"
        " oder die Sprache wechselt; Nutzungen damit / alle. Eine Schätzung: gesehen wird niemand.",
        "Assumed when after at least 10 s without a touch the first deed leaves the running scenario, begins"
        " another or"
        " changes the language; visits with it / all. A guess: nobody is seen.",
    ),
    unit=Text("Anteil der Nutzungen", "share of visits"),
    excludes=WITHOUT_STORM,
    uncertainty=BY_BLOCKS,
    sql=DAY_SQL.format(stat="handover"),
    raw=("day", "num", "den"),
    columns=(
        count(
            "visits",
            ("Nutzungen mit", "Visits with"),
            ("Mit angenommener Übergabe.", "With an assumed hand-over."),
        ),
        count("all", ("von allen", "of all"), ("Alle Nutzungen.", "All visits.")),
        estimate("share", ("Anteil", "Share"), ("Anteil der Nutzungen.", "Share of visits.")),
    ),
    derive=_hand_overs,
)

MODES = {
    "1": ("reihum", "in turns"),
    "2": ("mit Fingern abgestimmt", "voting with fingers"),
    "3": ("Klasse mit Leitung", "a class with a host"),
}


def _group_play(rows: Sequence[Row], context: Context) -> Table:
    started = Counter({str(name): number(n) for name, mode, n in rows if mode is None})
    return table(
        GROUP_PLAY.columns,
        (
            (
                str(name),
                number(mode),
                number(n),
                share(min(number(n), started[str(name)]), started[str(name)], context),
            )
            for name, mode, n in sorted(
                (row for row in rows if row[1] is not None),
                key=lambda row: (context.place(str(row[0])), number(row[1])),
            )
        ),
    )


GROUP_PLAY = Metric(
    id="group_play",
    title=Text("Gemeinsam gespielt", "Played together"),
    question=Text("Wird zusammen gespielt?", "Do people play together?"),
    formula=Text(
        "Nutzungen, die ein Spiel gemeinsam öffneten, je Art / Nutzungen, die es begannen.",
        "Visits that opened a scenario together, by mode / visits that started it.",
    ),
    unit=Text("Anteil der Nutzungen des Spiels", "share of the scenario's visits"),
    excludes=WITHOUT_STORM,
    uncertainty=BY_WILSON,
    sql="""SELECT t.name AS scenario, o.value AS mode, CAST(sum(o.n) AS BIGINT) AS n
FROM outcome o JOIN kind k ON k.id = o.kind JOIN target t ON t.id = o.target
WHERE k.name = 'group'
GROUP BY t.name, o.value
UNION ALL
SELECT substr(s.name, 7), NULL, CAST(sum(d.num) AS BIGINT)
FROM day_stat d JOIN stat s ON s.id = d.stat
WHERE substr(s.name, 1, 6) = 'start/'
GROUP BY s.name
ORDER BY 1, 2""",
    raw=("scenario", "mode", "n"),
    columns=(
        SCENARIO,
        key("mode", ("Art", "Mode"), ("Wie zusammen gespielt wurde.", "How people played together."), MODES),
        count("visits", ("Nutzungen", "Visits"), ("Gemeinsam geöffnet.", "Opened together.")),
        estimate(
            "share",
            ("Anteil", "Share"),
            ("Anteil der Nutzungen, die es begannen.", "Share of the visits that started it."),
        ),
    ),
    derive=_group_play,
)

PEOPLE_METRICS = (LANGUAGES, ACCESSIBILITY, HAND_OVERS, GROUP_PLAY)
