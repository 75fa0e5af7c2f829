"""What people take along: guesses, principles, pledges, ways, opinions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from telemetry.metrics.metric import Estimate, Text
from telemetry.report.charts.base import Bar, Spec
from telemetry.report.charts.points import Dot, Scale, dots
from telemetry.report.figure import (
    Figure,
    Picture,
    Records,
    Row,
    amount,
    bar,
    bar_picture,
    counted,
    listing,
)

_BARS = Text("Balken.", "Bars.")
_GUESSES = Text(
    "Am meisten überrascht „{question}“: geschätzt wird {ratio} der Wirklichkeit.",
    "“{question}” surprises most: people guess {ratio} of the truth.",
)
_GUESSES_UNIT = Text(
    "mittlere Schätzung im Verhältnis zur Wirklichkeit; 100 % ist genau getroffen",
    "median guess in proportion to the truth; 100% is exactly right",
)
_GUESSES_ALT = Text(
    "Quadrate auf einer Linie, die Wirklichkeit bei 100 %.", "Squares on a line, the truth at 100%."
)
_GUESSES_NOTE = Text(
    "Links der Mitte wird unterschätzt, rechts überschätzt. Über dem Dreifachen steht das Quadrat am Rand.",
    "Left of the middle is guessed too low, right of it too high. Beyond three times the square stands at"
    " the edge.",
)
_TRUE = Text("genau", "exact")
_LEARN = Text(
    "In „{name}“ steigt der Wert vom ersten zum letzten Mal von {first} auf {last}.",
    "In “{name}” the value rises from {first} the first time to {last} the last time.",
)
_LEARN_FLAT = Text(
    "In „{name}“ liegt der Wert beim ersten Mal bei {first}, beim letzten bei {last}.",
    "In “{name}” the value is {first} the first time and {last} the last time.",
)
_LEARN_ONE = Text("Beim ersten Versuch: {name} {first}.", "At the first try: {name} {first}.")
_LEARN_UNIT = Text(
    "Mittel oder Anteil beim ersten Versuch je Nutzung", "mean or share at the first try of each visit"
)
_LEARN_NOTE = Text(
    "Wer spätere Tage spielt, ist geblieben: Ein Teil des Anstiegs kann Auswahl sein.",
    "Those who play later days have stayed: part of the rise may be selection.",
)
_PLEDGES = Text(
    "{n} Vorsätze wurden gefasst, am häufigsten „{name}“. Zusammen wären es {kg} CO₂ im Jahr.",
    "{n} pledges were made, most often “{name}”. Together they would be {kg} of CO₂ a year.",
)
_PLEDGES_UNIT = Text(
    "Vorsätze; dahinter die Kilogramm CO₂ im Jahr", "pledges; behind them the kilograms of CO₂ a year"
)
_PLEDGES_NOTE = Text(
    "Gesagtes, nicht Getanes; die Kilogramm rechnet das Spiel.",
    "What was said, not done; the kilograms are the game’s.",
)
_PLEDGE = Text("{n}; {kg}", "{n}; {kg}")
_MODES = Text(
    "Unterwegs ist man im Spiel vor allem mit „{mode}“: {share} der Wege.",
    "In the game people go mostly by “{mode}”: {share} of the ways.",
)
_MODES_UNIT = Text("Anteil der Wege", "share of the ways")
_POLLS = Text(
    "{n} Antworten auf {polls} offene Fragen; am einigsten ist man sich bei „{poll}“: {share} sagen"
    " „{answer}“.",
    "{n} answers to {polls} open questions; people agree most about “{poll}”: {share} say “{answer}”.",
)
_POLLS_UNIT = Text("Anteil der Antworten auf diese Frage", "share of the answers to this question")
_MOST, _MOST_ANSWERS, _MOST_POLLS, _FAR = 14, 6, 10, 3.0


def guesses(found: Records) -> Figure | None:
    """Median guess over truth, 1 is exact."""
    say = found.view.say
    known = [r for r in found if isinstance(e := r["ratio"], Estimate) and e.value is not None]
    if not known:
        return None
    sure = [r for r in known if isinstance(e := r["ratio"], Estimate) and not e.small and e.value]
    far = max(sure or known, key=lambda row: max(amount(row["ratio"]), 1 / max(amount(row["ratio"]), 0.01)))
    drawn = []
    for row in known[:_MOST]:
        ratio = row["ratio"]
        assert isinstance(ratio, Estimate) and ratio.value is not None
        ends = [None if end is None else min(end, _FAR) for end in (ratio.low, ratio.high)]
        drawn.append(
            Dot(
                found.said(row, "question"),
                min(ratio.value, _FAR),
                say.percent(ratio.value),
                ends[0],
                ends[1],
                "klima",
            )
        )
    marks = {0.0: say.percent(0), 1.0: say(_TRUE), 2.0: say.percent(2), 3.0: say.percent(3)}

    def draw(width: int) -> tuple[Spec, str]:
        return dots(drawn, found.view.look, width, Scale(0, _FAR, marks)), ""

    told = [(found.said(row, "question"), say.percent(amount(row["ratio"]))) for row in known]
    return Figure(
        "guesses",
        say(_GUESSES, question=found.said(far, "question"), ratio=say.percent(amount(far["ratio"]))),
        say(_GUESSES_UNIT),
        counted([row["n"] for row in known]),
        (Picture(draw, f"{say(_GUESSES_ALT)} {listing(told, say)}"),),
        (say(_GUESSES_NOTE),),
    )


def learning(found: Records) -> Figure | None:
    """The first tries, one picture for each thing that is measured."""
    say = found.view.say
    kinds: defaultdict[str, list[Row]] = defaultdict(list)
    for row in found:
        if isinstance(e := row["level"], Estimate) and e.value is not None:
            kinds[str(row["kind"])].append(row)
    if not kinds:
        return None
    days = next((rows for rows in kinds.values() if len(rows) > 1), None) or next(iter(kinds.values()))
    first, last = days[0]["level"], days[-1]["level"]
    assert isinstance(first, Estimate) and isinstance(last, Estimate)
    name = found.said(days[0], "kind")
    if len(days) == 1:
        headline = say(_LEARN_ONE, name=name, first=say.estimate(first))
    else:
        rises = amount(last) > amount(first)
        headline = say(
            _LEARN if rises else _LEARN_FLAT, name=name, first=_level(first, found), last=_level(last, found)
        )
    pictures = tuple(_lesson(rows, found) for rows in kinds.values())
    n = max(counted([row["n"]]) for rows in kinds.values() for row in rows)
    return Figure("learning", headline, say(_LEARN_UNIT), n, pictures, (say(_LEARN_NOTE),))


def _level(level: Estimate, found: Records) -> str:
    say = found.view.say
    return say.percent(level.value or 0) if level.unit == "share" else say.decimal(level.value or 0)


def _lesson(rows: list[Row], found: Records) -> Picture:
    """Means with their decimals, shares as shares."""
    say, title = found.view.say, found.said(rows[0], "kind")
    drawn = []
    for row in rows[:_MOST]:
        level = row["level"]
        assert isinstance(level, Estimate)
        drawn.append(bar(found.said(row, "target"), level, say, "antrag"))
    shared = isinstance(e := rows[0]["level"], Estimate) and e.unit == "share"
    made = bar_picture(drawn, f"{title}.", found.view, whole=1.0 if shared else None)
    return replace(made, title=title)


def pledges(found: Records) -> Figure | None:
    """What people resolved to do, and the kilograms it would save in a year."""
    say = found.view.say
    known = [row for row in found if row["n"] is not None and amount(row["n"]) > 0]
    if not known:
        return None
    ordered = sorted(known, key=lambda row: -amount(row["n"]))
    drawn = [
        Bar(
            found.said(row, "pledge"), amount(row["n"]),
            say(_PLEDGE, n=say.count(round(amount(row["n"]))), kg=say.value(amount(row["kg"]), "kg"))
            if amount(row["kg"]) else say.count(round(amount(row["n"]))),
            tone="stadt",
        )
        for row in ordered[:_MOST]
    ]  # fmt: skip
    n, kg = counted([row["n"] for row in known]), sum(amount(row["kg"]) for row in known)
    return Figure(
        "pledges",
        say(_PLEDGES, n=say.count(n), name=drawn[0].name, kg=say.weight(kg)),
        say(_PLEDGES_UNIT),
        n,
        (bar_picture(drawn, say(_BARS), found.view),),
        (say(_PLEDGES_NOTE),),
    )


def mode_mix(found: Records) -> Figure | None:
    """Modes of transport, one picture for each scenario step."""
    say = found.view.say
    steps: defaultdict[str, list[Row]] = defaultdict(list)
    for row in found:
        if isinstance(e := row["share"], Estimate) and e.value is not None:
            steps[str(row["step"])].append(row)
    if not steps:
        return None
    rows = max(steps.values(), key=lambda some: counted([row["ways"] for row in some]))
    best = max(rows, key=lambda row: amount(row["share"]))
    pictures = []
    for some in steps.values():
        drawn = [bar(found.said(row, "mode"), row["share"], say, "mobil") for row in some]
        made = bar_picture(drawn, f"{found.said(some[0], 'step')}.", found.view, whole=1.0)
        pictures.append(replace(made, title=found.said(some[0], "step") if len(steps) > 1 else ""))
    share = best["share"]
    assert isinstance(share, Estimate)
    headline = say(_MODES, mode=found.said(best, "mode"), share=say.percent(share.value or 0))
    return Figure("mode_mix", headline, say(_MODES_UNIT), share.n, tuple(pictures))


def crowd_polls(found: Records) -> Figure | None:
    """Open polls, the most answered ones, each with its most frequent answers."""
    say = found.view.say
    polls: dict[str, list[Row]] = {}
    for row in found:
        if isinstance(e := row["share"], Estimate) and e.value is not None and row["n"] is not None:
            polls.setdefault(str(row["step"]), []).append(row)
    # Parts of a step ('scenario/step.part') answer with numbers that say nothing without their step.
    polls = {step: rows for step, rows in polls.items() if "." not in step}
    if not polls:
        return None
    votes = {step: counted([row["n"] for row in rows]) for step, rows in polls.items()}
    shown = sorted(polls, key=lambda step: -votes[step])[:_MOST_POLLS]
    best = max((row for step in shown for row in polls[step]), key=lambda row: amount(row["share"]))
    pictures = []
    for step in shown:
        rows = sorted(polls[step], key=lambda row: -amount(row["share"]))[:_MOST_ANSWERS]
        drawn = [bar(found.said(row, "answer"), row["share"], say, "wir") for row in rows]
        title = found.said(rows[0], "step")
        made = bar_picture(drawn, f"{title}.", found.view, whole=1.0)
        pictures.append(replace(made, title=title, half=True))
    headline = say(
        _POLLS, n=say.count(sum(votes.values())), polls=say.number(len(polls)), poll=found.said(best, "step"),
        share=say.percent(amount(best["share"])), answer=found.said(best, "answer"),
    )  # fmt: skip
    return Figure("crowd_polls", headline, say(_POLLS_UNIT), sum(votes.values()), tuple(pictures))
