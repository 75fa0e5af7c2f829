"""What people take along: guesses against the truth, principles taken over, pledges, ways, opinions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from telemetry.metrics.columns import (
    Counts,
    count,
    estimate,
    key,
    mean,
    number,
    plain,
    share,
    table,
    value_quantile,
)
from telemetry.metrics.metric import Context, Metric, Row, Table, Text
from telemetry.metrics.statistics import counted_quantile
from telemetry.metrics.stay import BY_WILSON, WITHOUT_STORM

STEP = key("step", ("Schritt", "Step"), ("Spiel/Schritt.", "scenario/step."))
NEAR = 0.25
"""A guess within so much of the truth, either way, is a good one."""

_ALL = Text("Nichts.", "Nothing.")


def step_of(target: str) -> str:
    """'scenario/step' of any target below it."""
    scenario, _, rest = target.partition("/")
    return f"{scenario}/{rest.partition('/')[0].partition('.')[0]}" if rest else scenario


def _poll_of(target: str) -> str:
    """The poll a target votes in: a part of a step ('scenario/step.part') is one of its own."""
    return "/".join(target.split("/")[:2])


def _guesses(rows: Sequence[Row], context: Context) -> Table:
    found: defaultdict[str, list[tuple[float, float, int]]] = defaultdict(list)
    for name, guess, truth, n in rows:
        found[str(name)].append((float(guess or 0), float(truth or 0), number(n)))
    return table(
        GUESSES.columns,
        (_guess(name, found[name], context) for name in sorted(found, key=context.place)),
    )


def _guess(name: str, guesses: list[tuple[float, float, int]], context: Context) -> tuple[object, ...]:
    n = sum(times for *_, times in guesses)
    near = sum(times for guess, truth, times in guesses if abs(guess - truth) <= NEAR * abs(truth) + 1e-9)
    # Where nought was guessed, the numbers are places of answers: no multiple of anything.
    sizes = all(guess > 0 and truth > 0 for guess, truth, _ in guesses)
    ratios: Counts = [(guess / truth, times) for guess, truth, times in guesses if sizes]
    return (
        name,
        n,
        value_quantile([(guess, times) for guess, _, times in guesses], 0.5, context),
        counted_quantile([(truth, times) for _, truth, times in guesses], 0.5),
        share(near, n, context),
        value_quantile(ratios, 0.5, context, "ratio"),
    )


GUESSES = Metric(
    id="guesses",
    title=Text("Schätzung und Wirklichkeit", "Guess and truth"),
    question=Text(
        "Wie gut schätzen die Leute, und was überrascht sie?",
        "How well do people guess, and what surprises them?",
    ),
    formula=Text(
        "Je Frage: Median der Schätzungen neben dem Median der wahren Werte; Anteil, der höchstens 25 %"
        " daneben liegt;"
        " Median von Schätzung / Wahrheit (1 = genau, 2 = doppelt so hoch). Nur die erste Schätzung je"
        " Person.",
        "Per question: median of the guesses beside the median truth; share that is off by 25 % at most;"
        " median of guess /"
        " truth (1 = exact, 2 = twice as high). Only the first guess of each player.",
    ),
    unit=Text("Einheit der Frage; Anteil; Verhältnis", "the question's unit; share; ratio"),
    excludes=Text(
        "Verhältnis: Fragen, bei denen 0 geraten wurde oder stimmt; dort sind Zahlen Plätze von Antworten.",
        "Ratio: questions where 0 was guessed or is true; numbers there are places of answers.",
    ),
    uncertainty=Text(
        f"Mediane: Woodruff-Intervall, 95 %. Anteil: {BY_WILSON.de}",
        f"Medians: Woodruff interval, 95 %. Share: {BY_WILSON.en}",
    ),
    sql="""SELECT t.name AS question, g.value, g.truth, CAST(sum(g.n) AS BIGINT) AS n
FROM guess g JOIN target t ON t.id = g.target
GROUP BY t.name, g.value, g.truth
ORDER BY t.name, g.value, g.truth""",
    raw=("question", "value", "truth", "n"),
    columns=(
        key("question", ("Frage", "Question"), ("Spiel/Schritt.", "scenario/step.")),
        count("n", ("Schätzungen", "Guesses"), ("Erste Schätzungen.", "First guesses.")),
        estimate(
            "guess",
            ("Median geschätzt", "Median guess"),
            ("Die Hälfte schätzt darunter.", "Half guess below."),
        ),
        plain("truth", ("wahr", "true"), ("Median der wahren Werte.", "Median of the true values.")),
        estimate("near", ("nahe dran", "close"), ("Höchstens 25 % daneben.", "Off by 25 % at most.")),
        estimate(
            "ratio", ("geschätzt / wahr", "guess / truth"), ("Median; 1 ist genau.", "Median; 1 is exact.")
        ),
    ),
    derive=_guesses,
)

LESSONS = {
    "day_run": ("Blöcke in guten Stunden, erster Lauf", "blocks in good hours, first run"),
    "lamps": ("erreichte Ziele, bester Lauf", "goals reached, best run"),
    "sorted": ("auf Anhieb richtig", "right at the first try"),
    "day_planned": ("bester Tag gefunden", "best day found"),
    "race": ("Fälle durchgebracht, erster Lauf", "cases got through, first run"),
}
_SHARES = ("sorted", "day_planned")


def _learning(rows: Sequence[Row], context: Context) -> Table:
    found: defaultdict[tuple[str, str], list[tuple[float, int]]] = defaultdict(list)
    for kind, target, value, n in rows:
        found[str(kind), str(target)].append((float(value or 0), number(n)))
    order = list(LESSONS)
    done = []
    for kind, target in sorted(
        found, key=lambda two: (order.index(two[0]), context.place(step_of(two[1])), two[1])
    ):
        counts = found[kind, target]
        n = sum(times for _, times in counts)
        if kind in _SHARES:
            level = share(sum(times for value, times in counts if value), n, context)
        else:
            level = mean(counts, context)
        done.append((kind, target, n, level))
    return table(LEARNING.columns, done)


LEARNING = Metric(
    id="learning",
    title=Text("Was gelernt wurde", "What was learnt"),
    question=Text(
        "Wird ein Prinzip, das ein Spiel zeigt, beim nächsten Mal angewandt?",
        "Is a principle that a game shows applied the next time?",
    ),
    formula=Text(
        "Immer der erste Versuch je Nutzung. Stromtage: Mittel der Blöcke in guten Stunden an Tag 1, 2, 3:"
        " steigt es, wurde"
        " das Prinzip des Vortags übernommen. Sortieren, beste Tage: Anteil auf Anhieb. Gestellte Fragen"
        " vorher und"
        " nachher gibt es nicht: der Vergleich der Tage tritt an ihre Stelle.",
        "Always the first try of a visit. Days of electricity: mean of blocks in good hours on day 1, 2, 3:"
        " if it rises, the"
        " principle of the day before was taken over. Sorting, best days: share at the first try. There are"
        " no questions"
        " asked before and after: the comparison of days stands in for them.",
    ),
    unit=Text("Anzahl; Anteil", "number; share"),
    excludes=WITHOUT_STORM,
    uncertainty=Text(
        f"Mittel: Student-Intervall, 95 %, wirksame Zahl. Anteil: {BY_WILSON.de} Wer spätere Tage spielt,"
        " ist geblieben:"
        " ein Teil des Anstiegs kann Auswahl sein.",
        f"Mean: Student interval, 95 %, effective number. Share: {BY_WILSON.en} Those who play later days"
        " have stayed: part"
        " of the rise may be selection.",
    ),
    sql="""SELECT k.name AS kind, t.name AS target, o.value, CAST(sum(o.n) AS BIGINT) AS n
FROM outcome o JOIN kind k ON k.id = o.kind JOIN target t ON t.id = o.target
WHERE k.name IN ('day_run', 'lamps', 'sorted', 'day_planned', 'race')
GROUP BY k.name, t.name, o.value
ORDER BY k.name, t.name, o.value""",
    raw=("kind", "target", "value", "n"),
    columns=(
        key("kind", ("Was", "What"), ("Woran es gemessen wird.", "What it is measured by."), LESSONS),
        key("target", ("Ort", "Place"), ("Spiel/Schritt oder Ding.", "scenario/step or thing.")),
        count("n", ("Nutzungen", "Visits"), ("Nutzungen mit erstem Versuch.", "Visits with a first try.")),
        estimate(
            "level",
            ("Wert", "Value"),
            ("Mittel oder Anteil beim ersten Versuch.", "Mean or share at the first try."),
        ),
    ),
    derive=_learning,
)


def _pledges(rows: Sequence[Row], context: Context) -> Table:
    results = Counter({str(name): number(n) for name, n, kg in rows if kg is None})
    taken = [(str(name), number(n), number(kg)) for name, n, kg in rows if kg is not None]
    taken.sort(key=lambda row: (context.place(row[0].partition("/")[0]), -row[1], row[0]))
    return table(
        PLEDGES.columns,
        (
            (name, n, kg, share(min(n, results[scenario]), results[scenario], context, "result"))
            for name, n, kg in taken
            for scenario in (name.partition("/")[0],)
        ),
    )


PLEDGES = Metric(
    id="pledges",
    title=Text("Vorsätze", "Pledges"),
    question=Text(
        "Was nehmen sich die Leute vor, und was brächte es?",
        "What do people pledge, and what would it bring?",
    ),
    formula=Text(
        "Vorsätze, die am Ende der Nutzung galten, und ihre Kilogramm CO₂ im Jahr nach dem Spiel; Anteil an"
        " den Nutzungen"
        " mit Ergebnis in diesem Spiel. Gesagtes, nicht Getanes.",
        "Pledges that held at the end of a visit, and their kilograms of CO₂ a year as the game has it;"
        " share of the visits"
        " with a result in this scenario. What was said, not what was done.",
    ),
    unit=Text("Vorsätze; kg CO₂ im Jahr; Anteil", "pledges; kg of CO₂ a year; share"),
    excludes=Text("Zurückgenommene Vorsätze.", "Pledges taken back."),
    uncertainty=Text(
        f"Anzahl und kg: Vollzählung. Anteil: {BY_WILSON.de}",
        f"Number and kg: a full count. Share: {BY_WILSON.en}",
    ),
    sql="""SELECT t.name AS pledge, CAST(sum(p.n) AS BIGINT) AS n, CAST(sum(p.kg) AS BIGINT) AS kg
FROM pledge p JOIN target t ON t.id = p.target
GROUP BY t.name
UNION ALL
SELECT t.name, CAST(sum(r.n) AS BIGINT), NULL
FROM result r JOIN target t ON t.id = r.target
GROUP BY t.name
ORDER BY 1, 2""",
    raw=("pledge", "n", "kg"),
    columns=(
        key("pledge", ("Vorsatz", "Pledge"), ("Spiel/Schritt/Antwort.", "scenario/step/option.")),
        count("n", ("Vorsätze", "Pledges"), ("Wie oft vorgenommen.", "How often pledged.")),
        plain(
            "kg",
            ("kg im Jahr", "kg a year"),
            ("Kilogramm CO₂ im Jahr, zusammen.", "Kilograms of CO₂ a year, together."),
        ),
        estimate(
            "share",
            ("Anteil", "Share"),
            ("Anteil der Nutzungen mit Ergebnis.", "Share of the visits with a result."),
        ),
    ),
    derive=_pledges,
)


def _mode_mix(rows: Sequence[Row], context: Context) -> Table:
    legs: Counter[tuple[str, str]] = Counter()
    places: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for target, n in rows:
        place, _, mode = str(target).rpartition(".")
        legs[step_of(place), mode] += number(n)
        places[step_of(place)][place] += number(n)
    done = []
    for (step, mode), n in sorted(
        legs.items(), key=lambda item: (context.place(item[0][0]), -item[1], item[0][1])
    ):
        whole, visits = places[step].total(), max(places[step].values())
        # The ways of one visit are one opinion: only as many count as there are visits.
        found = share(n / whole * visits, visits, context) if whole else share(0, 0, context)
        done.append((step, mode, n, found))
    return table(MODE_MIX.columns, done)


MODE_MIX = Metric(
    id="mode_mix",
    title=Text("Womit man unterwegs ist", "Mix of modes"),
    question=Text(
        "Welche Verkehrsmittel wählen die Leute für ihren Tag?",
        "Which modes of transport do people choose for their day?",
    ),
    formula=Text(
        "Wege, die am Ende der Nutzung mit diesem Verkehrsmittel gefahren waren / alle Wege des Spiels.",
        "Ways that were ridden with this mode at the end of a visit / all ways of the scenario.",
    ),
    unit=Text("Wege; Anteil", "ways; share"),
    excludes=WITHOUT_STORM,
    uncertainty=Text(
        f"{BY_WILSON.de} Die Wege einer Nutzung zählen zusammen einmal.",
        f"{BY_WILSON.en} The ways of one visit count once together.",
    ),
    sql="""SELECT t.name AS way, CAST(sum(o.n) AS BIGINT) AS n
FROM outcome o JOIN kind k ON k.id = o.kind JOIN target t ON t.id = o.target
WHERE k.name = 'leg'
GROUP BY t.name
ORDER BY t.name""",
    raw=("way", "n"),
    columns=(
        STEP,
        key("mode", ("Verkehrsmittel", "Mode"), ("Womit gefahren wurde.", "What was ridden.")),
        count("ways", ("Wege", "Ways"), ("Wege am Ende der Nutzung.", "Ways at the end of the visit.")),
        estimate(
            "share",
            ("Anteil", "Share"),
            ("Anteil aller Wege des Spiels.", "Share of all ways of the scenario."),
        ),
    ),
    derive=_mode_mix,
)


def _crowd_polls(rows: Sequence[Row], context: Context) -> Table:
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    position: dict[tuple[str, str], float] = {}
    for row in rows:
        step, (at, answer) = _poll_of(str(row[0])), _answer(row)
        votes[step][answer] += number(row[2])
        position[step, answer] = min(at, position.get((step, answer), at))
    ordered = sorted(position, key=lambda two: (context.place(two[0]), position[two], two[1]))
    return table(
        CROWD_POLLS.columns,
        (
            (step, answer, votes[step][answer], share(votes[step][answer], votes[step].total(), context))
            for step, answer in ordered
        ),
    )


def _answer(row: Row) -> tuple[float, str]:
    """Place and name of an answer: the option, else the number; -1 is "don't know"."""
    target, value = str(row[0]), float(row[1] or 0)
    option = target.partition("/")[2].partition("/")[2]
    return value, option or ("unknown" if value == -1 else f"{value:g}")


CROWD_POLLS = Metric(
    id="crowd_polls",
    title=Text("Was alle sagen", "What all say"),
    question=Text(
        "Was antworten die Leute auf die offenen Abstimmungen?", "What do people answer in the open polls?"
    ),
    formula=Text(
        "Letzte Antwort jeder Nutzung je Abstimmung; Anteil an den Antworten dieser Abstimmung.",
        "Last answer of each visit per poll; share of the answers of this poll.",
    ),
    unit=Text("Antworten; Anteil", "answers; share"),
    excludes=_ALL,
    uncertainty=BY_WILSON,
    sql="""SELECT t.name AS answer, p.value, CAST(sum(p.n) AS BIGINT) AS n
FROM poll p JOIN target t ON t.id = p.target
GROUP BY t.name, p.value
ORDER BY t.name, p.value""",
    raw=("answer", "value", "n"),
    columns=(
        STEP,
        key(
            "answer",
            ("Antwort", "Answer"),
            ("Antwort oder Zahl.", "Option or number."),
            {"unknown": ("weiß nicht", "don't know")},
        ),
        count("n", ("Antworten", "Answers"), ("Wie oft.", "How often.")),
        estimate("share", ("Anteil", "Share"), ("Anteil dieser Abstimmung.", "Share of this poll.")),
    ),
    derive=_crowd_polls,
)

LEARNING_METRICS = (GUESSES, LEARNING, PLEDGES, MODE_MIX, CROWD_POLLS)
