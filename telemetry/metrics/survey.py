"""What people say about it: the short survey at the end of a random share of visits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from telemetry.metrics.columns import count, estimate, key, mean, number, plain, share, table, value_quantile
from telemetry.metrics.metric import Context, Estimate, Metric, Row, Table, Text
from telemetry.metrics.statistics import student
from telemetry.metrics.stay import BY_WILSON, WITHOUT_STORM

LEAST_ANSWERS = 10
"""Fewer answers of a survey than this are not shown outside (rule P10)."""

SEQ_AVERAGE = 5.5
"""What the single ease question yields on average elsewhere (5.3 to 5.6): Sauro, measuringu.com/seq10."""

BENCHMARK = {
    "pragmatic": (1.73, 1.55, 1.15, 0.73),
    "hedonic": (1.55, 1.25, 0.88, 0.57),
    "overall": (1.58, 1.40, 1.02, 0.68),
}
"""Lower borders of excellent, good, above average, below average: Hinderks, Schrepp and Thomaschewski 2018, A
Benchmark for the Short Version of the User Experience Questionnaire, WEBIST, 246 products, 9,905 people.
Taken from a second source: to be compared with the official data sheet before it is quoted."""

INSTRUMENTS = {
    "smiley": ("Smileys", "smileys"),
    "ueq-s": ("UEQ-S (8 Gegensätze)", "UEQ-S (8 pairs)"),
    "seq": ("Wie leicht? (SEQ)", "How easy? (SEQ)"),
}
BY_STUDENT = Text(
    "Mittel: Student-Intervall, 95 %, mit der wirksamen Zahl der Antworten. Wer antwortet, unterscheidet"
    " sich von denen,"
    " die gehen: die Beteiligung gehört dazu.",
    "Mean: Student interval, 95 %, with the effective number of answers. Those who answer differ from those"
    " who leave:"
    " the uptake belongs to it.",
)


def _uptake(rows: Sequence[Row], context: Context) -> Table:
    everyone = sum(number(row[2]) for row in rows if row[0] is None)
    found: dict[str, Counter[int]] = {}
    for name, outcome, n in rows:
        if name is not None:
            found.setdefault(str(name), Counter())[number(outcome)] += number(n)
    return table(
        SURVEY_UPTAKE.columns,
        (
            (name, everyone, by.total(), by[1], by[0], by[2], share(by[1], by.total(), context))
            for name, by in sorted(found.items())
        ),
    )


SURVEY_UPTAKE = Metric(
    id="survey_uptake",
    title=Text("Beteiligung an der Umfrage", "Survey uptake"),
    question=Text("Wie viele haben die Fragen beantwortet?", "How many answered the questions?"),
    formula=Text("vollständig / gezeigt, und die Nutzungen insgesamt.", "complete / shown, and all visits."),
    unit=Text("Nutzungen; Anteil", "visits; share"),
    excludes=WITHOUT_STORM,
    uncertainty=BY_WILSON,
    sql="""SELECT i.name AS instrument, s.outcome, count(*) AS n
FROM survey s JOIN visit_fact f ON f.terminal = s.terminal AND f.visit = s.visit
JOIN instrument i ON i.id = s.instrument
WHERE (f.quality & 1) = 0
GROUP BY i.name, s.outcome
UNION ALL
SELECT NULL, NULL, count(*) FROM visit_fact f WHERE (f.quality & 1) = 0
ORDER BY 1, 2""",
    raw=("instrument", "outcome", "n"),
    columns=(
        key(
            "instrument", ("Fragebogen", "Instrument"), ("Was gefragt wurde.", "What was asked."), INSTRUMENTS
        ),
        count("visits", ("Nutzungen", "Visits"), ("Alle Nutzungen.", "All visits.")),
        count("shown", ("gezeigt", "shown"), ("Nutzungen, die gefragt wurden.", "Visits that were asked.")),
        count(
            "complete", ("vollständig", "complete"), ("Alle Fragen beantwortet.", "All questions answered.")
        ),
        count("skipped", ("übersprungen", "skipped"), ("„Überspringen“ berührt.", 'Touched "skip".')),
        count("left", ("verlassen", "left"), ("Währenddessen gegangen.", "Left during it.")),
        estimate("uptake", ("Beteiligung", "Uptake"), ("vollständig / gezeigt", "complete / shown")),
    ),
    derive=_uptake,
    least=LEAST_ANSWERS,
)

_ANSWER_SQL = """SELECT r.value, count(*) AS n
FROM response r JOIN item i ON i.id = r.item
JOIN visit_fact f ON f.terminal = r.terminal AND f.visit = r.visit
WHERE i.name = '{item}' AND (f.quality & 1) = 0
GROUP BY r.value
ORDER BY r.value"""


def _answers(rows: Sequence[Row]) -> Counter[int]:
    return Counter({number(value): number(n) for value, n in rows})


def _smiley(rows: Sequence[Row], context: Context) -> Table:
    found = _answers(rows)
    n = found.total()
    upper = share(found[3] + found[4], n, context)
    return table(SMILEY.columns, [(n, *(found[value] for value in range(1, 5)), upper)] if n else [])


SMILEY = Metric(
    id="smiley",
    title=Text("Smileys", "Smileys"),
    question=Text("Hat es den Leuten gefallen?", "Did people like it?"),
    formula=Text(
        "Anteil der oberen zwei von vier Gesichtern. Nie ein Mittelwert von Gesichtern. Nur mit sich selbst"
        " vergleichen.",
        "Share of the upper two of four faces. Never a mean of faces. To be compared with itself only.",
    ),
    unit=Text("Anteil der Antworten", "share of answers"),
    excludes=WITHOUT_STORM,
    uncertainty=BY_WILSON,
    sql=_ANSWER_SQL.format(item="smiley"),
    raw=("value", "n"),
    columns=(
        count("n", ("Antworten", "Answers"), ("Beantwortete Fragen.", "Questions answered.")),
        count("very_bad", ("sehr unzufrieden", "very unhappy"), ("Gesicht 1.", "Face 1.")),
        count("bad", ("unzufrieden", "unhappy"), ("Gesicht 2.", "Face 2.")),
        count("good", ("zufrieden", "happy"), ("Gesicht 3.", "Face 3.")),
        count("very_good", ("sehr zufrieden", "very happy"), ("Gesicht 4.", "Face 4.")),
        estimate("upper", ("zufrieden insgesamt", "happy overall"), ("Gesichter 3 und 4.", "Faces 3 and 4.")),
    ),
    derive=_smiley,
    least=LEAST_ANSWERS,
)


def _ease(rows: Sequence[Row], context: Context) -> Table:
    found = _answers(rows)
    counts = sorted((float(value), n) for value, n in found.items())
    if not counts:
        return table(EASE.columns, [])
    middle = mean(counts, context, unit="score")
    return table(
        EASE.columns,
        [
            (
                found.total(),
                *(found[value] for value in range(1, 8)),
                middle,
                value_quantile(counts, 0.5, context, "score"),
                against(middle, SEQ_AVERAGE),
            )
        ],
    )


def against(found: Estimate, border: float) -> str | None:
    """Whether the whole interval lies above or below a border; 'open' while it holds it."""
    if found.low is None or found.high is None:
        return None
    return "above" if found.low > border else "below" if found.high < border else "open"


EASE = Metric(
    id="ease",
    title=Text("Wie leicht war es? (SEQ)", "How easy was it? (SEQ)"),
    question=Text("Ist die Bedienung leicht?", "Is it easy to use?"),
    formula=Text(
        "Mittel und Median der Antworten 1 (sehr schwer) bis 7 (sehr leicht); anderswo im Mittel etwa"
        f" {SEQ_AVERAGE}"
        " (Sauro, measuringu.com/seq10).".replace("5.5", "5,5"),
        f"Mean and median of the answers 1 (very hard) to 7 (very easy); elsewhere about {SEQ_AVERAGE} on"
        " average (Sauro,"
        " measuringu.com/seq10).",
    ),
    unit=Text("Punkte von 1 bis 7", "points from 1 to 7"),
    excludes=WITHOUT_STORM,
    uncertainty=BY_STUDENT,
    sql=_ANSWER_SQL.format(item="seq"),
    raw=("value", "n"),
    columns=(
        count("n", ("Antworten", "Answers"), ("Beantwortete Fragen.", "Questions answered.")),
        *(
            count(
                f"answer_{value}",
                (str(value), str(value)),
                ("1 sehr schwer, 7 sehr leicht.", "1 very hard, 7 very easy."),
            )
            for value in range(1, 8)
        ),
        estimate("mean", ("Mittel", "Mean"), ("Mittel der Antworten.", "Mean of the answers.")),
        estimate("median", ("Median", "Median"), ("Die Hälfte antwortet darunter.", "Half answer below.")),
        plain(
            "against",
            ("gegen 5,5", "against 5.5"),
            (
                "Ob das ganze Intervall über oder unter dem üblichen Mittel liegt.",
                "Whether the whole interval lies above or below the usual mean.",
            ),
            {"above": ("darüber", "above"), "below": ("darunter", "below"), "open": ("offen", "open")},
        ),
    ),
    derive=_ease,
    least=LEAST_ANSWERS,
)

SCALES = {
    "pragmatic": ("pragmatische Qualität (nützlich, klar)", "pragmatic quality (useful, clear)"),
    "hedonic": ("hedonische Qualität (anregend, neu)", "hedonic quality (stimulating, new)"),
    "overall": ("insgesamt", "overall"),
}
GRADES = {
    "excellent": ("exzellent", "excellent"),
    "good": ("gut", "good"),
    "above": ("über dem Durchschnitt", "above average"),
    "below": ("unter dem Durchschnitt", "below average"),
    "bad": ("schlecht", "bad"),
}
_NUMBERS = range(1, 9)


def _sums(of: str, names: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"CAST(sum({of.format(name)}) AS BIGINT) AS {alias}" for name, alias in names)


_ITEMS = ",\n       ".join(
    f"sum(CASE WHEN i.name = 'ueq-s.{n}' THEN r.value ELSE 0 END) AS a{n}" for n in _NUMBERS
)
_PRAGMATIC, _HEDONIC = "a1 + a2 + a3 + a4", "a5 + a6 + a7 + a8"


def grade(scale: str, value: float) -> str:
    """The class of the benchmark a scale mean falls into."""
    borders = zip(("excellent", "good", "above", "below"), BENCHMARK[scale], strict=True)
    return next((name for name, border in borders if value > border), "bad")


def _ueq_s(rows: Sequence[Row], context: Context) -> Table:
    cells = [number(cell) for cell in rows[0]] if rows else [0]
    n, sums, squares, totals = cells[0], cells[1:9], cells[9:17], cells[17:]
    if not n:
        return table(UEQ_S.columns, [])
    parts = {"pragmatic": slice(0, 4), "hedonic": slice(4, 8), "overall": slice(0, 8)}
    done = []
    for (name, part), square in zip(parts.items(), totals, strict=True):
        items = [_variance(n, *both) for both in zip(sums[part], squares[part], strict=True)]
        done.append(_scale(name, sum(sums[part]), (n, _variance(n, sum(sums[part]), square), items), context))
    return table(UEQ_S.columns, done)


def _variance(n: int, total: int, squares: int) -> float:
    """Variance (divisor n - 1) of whole numbers from their sum and the sum of their squares; exact."""
    return (n * squares - total * total) / (n * (n - 1)) if n > 1 else 0.0


def _scale(
    name: str, total: int, spread: tuple[int, float, list[float]], context: Context
) -> tuple[object, ...]:
    """A row of the table. total: sum of all answers. spread: n, variance of the sums, and of each item."""
    n, whole, items = spread
    width = len(items)
    value, variance = total / n / width - 4, whole / width**2
    interval = student(value, variance, context.effective(n))
    low, high = interval or (None, None)
    sure = "yes" if interval and len({grade(name, end) for end in interval}) == 1 else "no"
    found = Estimate(value, low, high, n, "score")
    return name, n, found, round(variance**0.5, 3), alpha(whole, items), grade(name, value), sure


def alpha(whole: float, items: Sequence[float]) -> float | None:
    """Cronbach's alpha of a scale from the variance of its sums and those of its items; None where nothing
    varies. Cronbach 1951, Psychometrika 16, 297-334."""
    width = len(items)
    return round(width / (width - 1) * (1 - sum(items) / whole), 3) if whole > 0 else None


UEQ_S = Metric(
    id="ueq_s",
    title=Text("Nutzungserlebnis (UEQ-S)", "User experience (UEQ-S)"),
    question=Text(
        "Ist die Ausstellung nützlich und anregend, verglichen mit anderen Produkten?",
        "Is the exhibition useful and stimulating, compared with other products?",
    ),
    formula=Text(
        "Antwort - 4 ergibt -3 bis 3. Pragmatisch = Mittel der Fragen 1-4, hedonisch = 5-8, insgesamt = alle"
        " acht; nur"
        " vollständige Antworten. Vergleichswerte: Hinderks u. a. 2018 (246 Produkte, 9.905 Personen), aus"
        " zweiter Hand.",
        "Answer - 4 gives -3 to 3. Pragmatic = mean of items 1-4, hedonic = 5-8, overall = all eight;"
        " complete answers only."
        " Benchmark: Hinderks et al. 2018 (246 products, 9,905 people), from a secondary source.",
    ),
    unit=Text("Punkte von -3 bis 3", "points from -3 to 3"),
    excludes=Text(f"{WITHOUT_STORM.de} Unvollständige Antworten.", f"{WITHOUT_STORM.en} Incomplete answers."),
    uncertainty=BY_STUDENT,
    sql=f"""SELECT count(*) AS n, {_sums("{0}", ((f"a{n}", f"a{n}") for n in _NUMBERS))},
{_sums("{0} * {0}", ((f"a{n}", f"square{n}") for n in _NUMBERS))},
CAST(sum(({_PRAGMATIC}) * ({_PRAGMATIC})) AS BIGINT) AS pragmatic,
CAST(sum(({_HEDONIC}) * ({_HEDONIC})) AS BIGINT) AS hedonic,
CAST(sum(({_PRAGMATIC} + {_HEDONIC}) * ({_PRAGMATIC} + {_HEDONIC})) AS BIGINT) AS overall
FROM (SELECT r.terminal, r.visit,
       {_ITEMS}
      FROM response r JOIN item i ON i.id = r.item
      WHERE substr(i.name, 1, 6) = 'ueq-s.'
      GROUP BY r.terminal, r.visit HAVING count(*) = 8) v
JOIN visit_fact f ON f.terminal = v.terminal AND f.visit = v.visit
WHERE (f.quality & 1) = 0
ORDER BY 1""",
    raw=(
        "n",
        *(f"a{n}" for n in _NUMBERS),
        *(f"square{n}" for n in _NUMBERS),
        "pragmatic",
        "hedonic",
        "overall",
    ),
    columns=(
        key("scale", ("Skala", "Scale"), ("Welche Skala.", "Which scale."), SCALES),
        count("n", ("Antworten", "Answers"), ("Vollständige Fragebögen.", "Complete questionnaires.")),
        estimate(
            "mean",
            ("Mittel", "Mean"),
            ("Von -3 (schlecht) bis 3 (sehr gut).", "From -3 (bad) to 3 (very good)."),
        ),
        plain(
            "deviation",
            ("Streuung", "Deviation"),
            ("Standardabweichung der Antworten.", "Standard deviation of the answers."),
        ),
        plain(
            "alpha",
            ("Alpha", "Alpha"),
            (
                "Cronbachs Alpha: wie einheitlich die Skala misst.",
                "Cronbach's alpha: how consistently the scale measures.",
            ),
        ),
        plain(
            "grade",
            ("Einstufung", "Grade"),
            (
                "Im Vergleich mit 246 Produkten (aus zweiter Hand).",
                "Compared with 246 products (secondary source).",
            ),
            GRADES,
        ),
        plain(
            "sure",
            ("eindeutig", "settled"),
            (
                "Ob das ganze Intervall in dieser Stufe liegt.",
                "Whether the whole interval lies in this grade.",
            ),
            {"yes": ("ja", "yes"), "no": ("nein", "no")},
        ),
    ),
    derive=_ueq_s,
    least=LEAST_ANSWERS,
)

SURVEY_METRICS = (SURVEY_UPTAKE, SMILEY, EASE, UEQ_S)
