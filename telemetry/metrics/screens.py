"""What happens on single screens: where people give up, tap in vain, or turn round."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from telemetry.metrics.columns import by_days, count, estimate, key, nothing, number, plain, share, table
from telemetry.metrics.metric import Context, Estimate, Metric, Row, Table, Text
from telemetry.metrics.stay import BY_WILSON, NO_STORM, WITHOUT_STORM

ACROSS = 16
"""Cells in a row of the touch grid, which is 16 x 9."""

SCREEN = key(
    "screen", ("Seite", "Screen"), ("Seite, bei Schritten Spiel/Schritt.", "Screen, for steps scenario/step.")
)
BY_BLOCKS = Text("Bootstrap über Tage, 95 %.", "Bootstrap over days, 95 %.")

DAY_SQL = """SELECT d.day, CAST(sum(d.num) AS BIGINT) AS num, CAST(sum(d.den) AS BIGINT) AS den
FROM day_stat d JOIN stat s ON s.id = d.stat
WHERE s.name = '{stat}'
GROUP BY d.day
ORDER BY d.day"""


def over_days(rows: Sequence[Row]) -> tuple[int, int, Estimate]:
    """How many, of how many, and the share with the bootstrap's interval, from rows of day, num, den."""
    days = [(number(num), number(den)) for _, num, den in rows]
    return sum(num for num, _ in days), sum(den for _, den in days), by_days(days)


def _step_funnel(rows: Sequence[Row], context: Context) -> Table:
    grouped: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[str(row[0]).partition("/")[0]].append(row)
    done = []
    for scenario, steps in sorted(grouped.items(), key=lambda item: context.place(item[0])):
        for screen, *four in sorted(steps, key=lambda row: _order(row, context)):
            seen, finished, back, last = (number(one) for one in four)
            # A visit can end on a screen that it never entered: the one it began on.
            parts = (share(min(k, seen), seen, context, "result") for k in (finished, back, last))
            done.append((scenario, str(screen), seen, finished, back, last, *parts))
    return table(STEP_FUNNEL.columns, done)


def _order(row: Row, context: Context) -> tuple[int, int, str]:
    """As in the content; what it does not name, by how many saw it."""
    screen = str(row[0])
    return context.place(screen)[0], -number(row[1]), screen


STEP_FUNNEL = Metric(
    id="step_funnel",
    title=Text("Schritte der Spiele", "Steps of the scenarios"),
    question=Text("Bei welchem Schritt hören die Leute auf?", "At which step do people stop?"),
    formula=Text(
        "Je Seite: Nutzungen, die sie sahen; davon geschafft, einen Schritt zurück gegangen, dort aufgehört."
        " Ausstiegsrate = zuletzt dort / gesehen.",
        "Per screen: visits that saw it; of these completed, stepped back, stopped there. Exit rate = last"
        " there / seen.",
    ),
    unit=Text("Nutzungen; Anteil", "visits; share"),
    excludes=WITHOUT_STORM,
    uncertainty=BY_WILSON,
    sql="""SELECT s.name AS screen, CAST(sum(c.seen) AS BIGINT) AS seen, CAST(sum(c.done) AS BIGINT) AS done,
CAST(sum(c.back) AS BIGINT) AS back, CAST(sum(c.last) AS BIGINT) AS last
FROM screen_count c JOIN screen s ON s.id = c.screen
GROUP BY s.name
ORDER BY s.name""",
    raw=("screen", "seen", "done", "back", "last"),
    columns=(
        key(
            "scenario",
            ("Spiel", "Scenario"),
            ("Spiel oder Seite des Hauses.", "Scenario or screen of the house."),
        ),
        SCREEN,
        count("seen", ("gesehen", "seen"), ("Nutzungen, die sie sahen.", "Visits that saw it.")),
        count(
            "done",
            ("geschafft", "completed"),
            ("Nutzungen, die den Schritt abschlossen.", "Visits that completed the step."),
        ),
        count(
            "back",
            ("zurück", "back"),
            ("Nutzungen, die von hier zurück gingen.", "Visits that stepped back from here."),
        ),
        count("last", ("zuletzt", "last"), ("Nutzungen, die hier endeten.", "Visits that ended here.")),
        estimate(
            "completion", ("Anteil geschafft", "Share completed"), ("geschafft / gesehen", "completed / seen")
        ),
        estimate("return", ("Anteil zurück", "Share back"), ("zurück / gesehen", "back / seen")),
        estimate("exit", ("Ausstiegsrate", "Exit rate"), ("zuletzt / gesehen", "last / seen")),
    ),
    derive=_step_funnel,
)

_CELL_SQL = """SELECT s.name AS screen, v.cell, v.taps, v.dead, v.rage
FROM (SELECT c.screen, c.cell, CAST(sum(c.taps) AS BIGINT) AS taps, CAST(sum(c.dead) AS BIGINT) AS dead,
             CAST(sum(c.rage) AS BIGINT) AS rage
      FROM touch_cell c GROUP BY c.screen, c.cell) v
JOIN screen s ON s.id = v.screen
ORDER BY s.name, v.cell"""
_CELL_RAW = ("screen", "cell", "taps", "dead", "rage")


def _dead_taps(rows: Sequence[Row], context: Context) -> Table:
    touches: Counter[str] = Counter()
    dead: Counter[str] = Counter()
    rage: Counter[str] = Counter()
    for screen, _cell, taps, in_vain, furious in rows:
        name = str(screen)
        touches[name] += number(taps) + number(in_vain)
        dead[name] += number(in_vain)
        rage[name] += number(furious)
    return table(
        DEAD_TAPS.columns,
        (
            (
                name,
                n,
                dead[name],
                share(dead[name], n, context, "dead"),
                rage[name],
                round(1000 * rage[name] / n, 1) if n else None,
            )
            for name, n in sorted(touches.items(), key=lambda item: (-dead[item[0]], item[0]))
        ),
    )


DEAD_TAPS = Metric(
    id="dead_taps",
    title=Text("Berührungen ins Leere", "Dead taps"),
    question=Text(
        "Wo tippen Leute auf etwas, das nicht reagiert?", "Where do people tap on what does not react?"
    ),
    formula=Text(
        "Ins Leere / alle Berührungen mit Ort, je Seite. Wut-Tippen: drei Berührungen auf dasselbe Feld, je"
        " keine"
        " Sekunde nach der vorigen, eine davon ins Leere; je 1000 Berührungen.",
        "Dead / all touches with a place, per screen. Rage: three touches on the same cell, each within a"
        " second of"
        " the last, one of them dead; per 1000 touches.",
    ),
    unit=Text("Anteil der Berührungen", "share of touches"),
    excludes=Text("Tasten (sie haben keinen Ort).", "Keys (they have no place)."),
    uncertainty=Text(
        "Wilson-Intervall, 95 %, mit der wirksamen Zahl der Berührungen (die einer Nutzung ähneln sich;"
        " Design-Effekt der"
        " Tage).",
        "Wilson interval, 95 %, with the effective number of touches (those of one visit are alike; design"
        " effect of"
        " days).",
    ),
    sql=_CELL_SQL,
    raw=_CELL_RAW,
    columns=(
        SCREEN,
        count(
            "touches", ("Berührungen", "Touches"), ("Alle Berührungen mit Ort.", "All touches with a place.")
        ),
        count("dead", ("ins Leere", "dead"), ("Berührungen ohne Wirkung.", "Touches without effect.")),
        estimate("rate", ("Anteil ins Leere", "Dead-tap rate"), ("ins Leere / alle", "dead / all")),
        count(
            "rage", ("Wut-Tippen", "Rage"), ("Dreifache Berührungen im Ärger.", "Triple touches in anger.")
        ),
        plain(
            "rage_rate",
            ("je 1000", "per 1000"),
            ("Wut-Tippen je 1000 Berührungen.", "Rage per 1000 touches."),
        ),
    ),
    derive=_dead_taps,
)


def _heat_map(rows: Sequence[Row], _: Context) -> Table:
    return table(
        HEAT_MAP.columns,
        (
            (
                str(screen),
                number(cell),
                number(cell) % ACROSS,
                number(cell) // ACROSS,
                number(taps),
                number(dead),
                number(rage),
            )
            for screen, cell, taps, dead, rage in rows
        ),
    )


HEAT_MAP = Metric(
    id="heat_map",
    title=Text("Orte der Berührungen", "Places of touches"),
    question=Text(
        "Wo auf der Seite wird berührt, wo vergeblich?", "Where on a screen is touched, and where in vain?"
    ),
    formula=Text(
        "Berührungen je Seite und Feld; das Bild ist in 16 x 9 Felder geteilt, von links oben.",
        "Touches per screen and cell; the picture is divided into 16 x 9 cells from the upper left.",
    ),
    unit=Text("Berührungen", "touches"),
    excludes=Text("Tasten (sie haben keinen Ort).", "Keys (they have no place)."),
    uncertainty=Text("Vollzählung, daher kein Intervall.", "A full count, hence no interval."),
    sql=_CELL_SQL,
    raw=_CELL_RAW,
    columns=(
        SCREEN,
        key("cell", ("Feld", "Cell"), ("Zeile * 16 + Spalte.", "Row * 16 + column.")),
        plain("column", ("Spalte", "Column"), ("0 bis 15 von links.", "0 to 15 from the left.")),
        plain("row", ("Zeile", "Row"), ("0 bis 8 von oben.", "0 to 8 from the top.")),
        count("taps", ("mit Wirkung", "with effect"), ("Berührungen mit Wirkung.", "Touches with effect.")),
        count("dead", ("ins Leere", "dead"), ("Berührungen ohne Wirkung.", "Touches without effect.")),
        count(
            "rage", ("Wut-Tippen", "Rage"), ("Dreifache Berührungen im Ärger.", "Triple touches in anger.")
        ),
    ),
    derive=_heat_map,
)

RAGE_WORDS = {
    "visits": ("Nutzungen mit Wut-Tippen", "visits with rage"),
    "dead": ("Berührungen ins Leere, insgesamt", "dead taps overall"),
}


def _rage(rows: Sequence[Row], context: Context) -> Table:
    visits, furious, touches, dead = (number(cell) for cell in rows[0]) if rows else (0, 0, 0, 0)
    return table(
        RAGE.columns,
        [
            ("visits", furious, share(furious, visits, context)),
            ("dead", dead, share(dead, touches, context, "dead")),
        ],
    )


RAGE = Metric(
    id="rage",
    title=Text("Ärger", "Rage"),
    question=Text("Wie oft ärgert die Bedienung?", "How often does the handling annoy?"),
    formula=Text(
        "Anteil der Nutzungen mit wenigstens einem Wut-Tippen (drei schnelle Berührungen auf einem Feld,"
        " eine ins Leere);"
        " Anteil der Berührungen ins Leere an allen.",
        "Share of visits with at least one rage (three quick touches on one cell, one dead); share of dead"
        " taps among all"
        " touches.",
    ),
    unit=Text("Anteil", "share"),
    excludes=WITHOUT_STORM,
    uncertainty=BY_WILSON,
    sql=f"""SELECT count(*) AS visits, CAST(sum(CASE WHEN f.rage > 0 THEN 1 ELSE 0 END) AS BIGINT) AS furious,
CAST(sum(f.taps + f.dead) AS BIGINT) AS touches, CAST(sum(f.dead) AS BIGINT) AS dead
FROM visit_fact f
WHERE {NO_STORM}
ORDER BY 1""",
    raw=("visits", "furious", "touches", "dead"),
    columns=(
        key("statistic", ("Kennwert", "Statistic"), ("Welcher Kennwert.", "Which statistic."), RAGE_WORDS),
        count("n", ("Anzahl", "Number"), ("Wie viele.", "How many.")),
        estimate("share", ("Anteil", "Share"), ("Anteil an allen.", "Share of all.")),
    ),
    derive=_rage,
)


def _back_steps(rows: Sequence[Row], _: Context) -> Table:
    return table(BACK_STEPS.columns, [over_days(rows)])


BACK_STEPS = Metric(
    id="back_steps",
    title=Text("Schritte zurück", "Back-steps"),
    question=Text("Wie viele gehen einen Schritt zurück?", "How many take a step back?"),
    formula=Text(
        "Nutzungen mit wenigstens einem Schritt zurück / alle. Von welchen Seiten: „Schritte der Spiele“.",
        'Visits with at least one step back / all. From which screens: "Steps of the scenarios".',
    ),
    unit=Text("Anteil der Nutzungen", "share of visits"),
    excludes=WITHOUT_STORM,
    uncertainty=BY_BLOCKS,
    sql=DAY_SQL.format(stat="back"),
    raw=("day", "num", "den"),
    columns=(
        count("visits", ("Nutzungen mit", "Visits with"), ("Mit einem Schritt zurück.", "With a step back.")),
        count("all", ("von allen", "of all"), ("Alle Nutzungen.", "All visits.")),
        estimate("share", ("Anteil", "Share"), ("Anteil der Nutzungen.", "Share of visits.")),
    ),
    derive=_back_steps,
)


def _idle_warnings(rows: Sequence[Row], context: Context) -> Table:
    stayed: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for target, value, n in rows:
        asked[str(target)] += number(n)
        stayed[str(target)] += number(n) if number(value) else 0
    return table(
        IDLE_WARNINGS.columns,
        (
            (name, n, stayed[name], share(stayed[name], n, context) if n else nothing())
            for name, n in sorted(asked.items(), key=lambda item: context.place(item[0]))
        ),
    )


IDLE_WARNINGS = Metric(
    id="idle_warnings",
    title=Text("„Noch da?“", '"Still there?"'),
    question=Text(
        "Fragt das Terminal zu früh, ob noch jemand da ist?",
        "Does the terminal ask too early whether anyone is there?",
    ),
    formula=Text(
        "Mit „Weiter“ beantwortet / gefragt, je Spiel. Über 15 %: 10 s länger warten; unter 5 %: 10 s"
        " kürzer.",
        'Answered "go on" / asked, per scenario. Above 15 %: wait 10 s longer; below 5 %: 10 s less.',
    ),
    unit=Text("Anteil der Fragen", "share of questions"),
    excludes=Text("Nichts.", "Nothing."),
    uncertainty=BY_WILSON,
    sql="""SELECT t.name AS scenario, o.value, CAST(sum(o.n) AS BIGINT) AS n
FROM outcome o JOIN kind k ON k.id = o.kind JOIN target t ON t.id = o.target
WHERE k.name = 'idle_warn'
GROUP BY t.name, o.value
ORDER BY t.name, o.value""",
    raw=("scenario", "value", "n"),
    columns=(
        key(
            "scenario",
            ("Spiel", "Scenario"),
            ("Wo gefragt wurde; house: im Menü.", "Where it was asked; house: in the menu."),
            {"house": ("im Haus", "in the house")},
        ),
        count("asked", ("gefragt", "asked"), ("Wie oft gefragt wurde.", "How often it was asked.")),
        count("stayed", ("noch da", "still there"), ("Mit „Weiter“ beantwortet.", 'Answered "go on".')),
        estimate(
            "share", ("Anteil noch da", "Share still there"), ("noch da / gefragt", "still there / asked")
        ),
    ),
    derive=_idle_warnings,
)

SCREEN_METRICS = (STEP_FUNNEL, DEAD_TAPS, HEAT_MAP, RAGE, BACK_STEPS, IDLE_WARNINGS)
