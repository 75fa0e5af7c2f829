"""The page to read: what the council asked, answered in plain sentences with the numbers of the tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from telemetry.metrics.metric import Estimate, Table, Text
from telemetry.report.figure import View, amount, counted
from telemetry.report.figures.running import uptime
from telemetry.report.say import Say, sentence


@dataclass(frozen=True, slots=True)
class Answer:
    """question; big: one number, as large as it may be; said: the sentence; sure: its interval in words.
    squares: the share that fills ten of them, if it is one."""

    question: str
    big: str
    said: str
    sure: str = ""
    squares: Estimate | None = None


_NOTHING = Text(
    "Dazu gibt es in diesem Zeitraum keine Zahlen, die gezeigt werden dürfen.",
    "For this there are no numbers in this period that may be shown.",
)
_SURE = Text("Mit 95 % Sicherheit zwischen {low} und {high}.", "With 95% certainty between {low} and {high}.")
_FEW = Text("Kleine Stichprobe: nur {n}.", "Small sample: only {n}.")

_USE = Text("Wird das Angebot genutzt?", "Is it used?")
_USE_SAID = Text(
    "So viele Nutzungen gab es an {days} Tagen auf {terminals} Terminals, im Mittel {mean} am Tag.",
    "So many visits were made on {days} days at {terminals} terminals, on average {mean} a day.",
)
_USE_SAID_ONE = Text(
    "So viele Nutzungen gab es an {days} Tagen auf einem Terminal, im Mittel {mean} am Tag.",
    "So many visits were made on {days} days at one terminal, on average {mean} a day.",
)
_USE_SURE = Text(
    "Das Tagesmittel liegt mit 95 % Sicherheit zwischen {low} und {high}. Gezählt sind Nutzungen, nicht"
    " Menschen.",
    "The daily mean lies between {low} and {high} with 95% certainty. Visits are counted, not people.",
)
_STAY = Text("Bleiben die Menschen?", "Do people stay?")
_STAY_SAID = Text(
    "Die Hälfte der Nutzungen dauert länger als {median}, ein Viertel länger als {long}.",
    "Half of the visits last longer than {median}, a quarter longer than {long}.",
)
_RESULT = Text("Kommen sie zu einem Ergebnis?", "Do they get to a result?")
_RESULT_SAID = Text(
    "{many} Nutzungen ({sure}) kamen zu einem Ergebnis.", "{many} visits ({sure}) got to a result."
)
_RESULT_SAID_ONE = Text(
    "{many} Nutzungen ({sure}) kam zu einem Ergebnis.", "{many} visits ({sure}) got to a result."
)
_LIKE = Text("Gefällt es, und ist es leicht?", "Do people like it, and is it easy?")
_LIKE_SAID = Text(
    "{many} Antworten ({sure}) sind zufrieden oder sehr zufrieden.",
    "{many} answers ({sure}) are happy or very happy.",
)
_EASY = Text(
    "Auf die Frage, wie leicht es war, gibt es im Mittel {mean} von 7 Punkten ({sure}).",
    "Asked how easy it was, people give {mean} of 7 points on average ({sure}).",
)
_DEAD = Text(
    "{share} der Berührungen ({sure}) gehen ins Leere.", "{share} of the touches ({sure}) hit nothing."
)
_REACH = Text("Erreicht es alle?", "Does it reach everyone?")
_REACH_SAID = Text(
    "der Nutzungen laufen nicht auf {first}, sondern in einer anderen Sprache.",
    "of the visits are not in {first} but in another language.",
)
_REACH_HELP = Text(
    "Eine Hilfe wie „{name}“ wird in {share} der Nutzungen eingeschaltet.",
    "A setting such as “{name}” is switched on in {share} of the visits.",
)
_TAKE = Text("Nehmen sie etwas mit?", "Do they take something along?")
_TAKE_SAID = Text(
    "Vorsätze wurden gefasst; hielten sie alle, sparte das {kg} CO₂ im Jahr. Gesagtes, nicht Getanes.",
    "pledges were made; if all were kept, that would save {kg} of CO₂ a year. What was said, not what was"
    " done.",
)
_TAKE_LEARN = Text(
    "Beim Spiel mit mehreren Tagen geht „{name}“ von {first} ({first_sure}) auf {last} ({last_sure}).",
    "In the game of several days “{name}” goes from {first} ({first_sure}) to {last} ({last_sure}).",
)
_RUN = Text("Läuft es zuverlässig?", "Does it run reliably?")
_RUN_SAID = Text(
    "der Zeit, in der geöffnet war, liefen die Terminals.", "of the opening time the terminals were running."
)
_RUN_CRASH = Text(
    "Mit einem Absturz endeten {share} der Nutzungen ({sure}).",
    "{share} of the visits ({sure}) ended by a crash.",
)
_RUN_ALONE = Text("der Nutzungen endeten nicht mit einem Absturz.", "of the visits did not end by a crash.")

Tables = Mapping[str, Table]
Maker = Callable[[Tables, View], Answer]


def certain(estimate: Estimate, say: Say) -> str:
    """The interval in words, with a warning where the sample is small."""
    out = []
    if estimate.low is not None and estimate.high is not None:
        low, high = (say.value(end, estimate.unit) for end in (estimate.low, estimate.high))
        out.append(say(_SURE, low=low, high=high))
    if estimate.small:
        out.append(say(_FEW, n=say.count(estimate.n)))
    return " ".join(out)


def found(tables: Tables, view: View, metric: str, column: str, **wanted: object) -> Estimate | None:
    """One estimate of a table, if the table is there and it may be shown."""
    return view.rows(tables[metric]).estimate(column, **wanted) if metric in tables else None


def unknown(question: Text, say: Say) -> Answer:
    return Answer(say(question), "–", say(_NOTHING))


def use(tables: Tables, view: View) -> Answer:
    """How many visits, on how many days."""
    say = view.say
    row = next(iter(view.rows(tables["visits"])), None) if "visits" in tables else None
    if row is None or not amount(row["visits"]):
        return unknown(_USE, say)
    mean, many = row["per_day"], round(amount(row["terminals"]))
    said = say(
        _USE_SAID if many != 1 else _USE_SAID_ONE, days=say.count(round(amount(row["days"]))),
        terminals=say.count(many), mean=say.decimal(amount(mean), 0 if amount(mean) >= 10 else 1),
    )  # fmt: skip
    sure = ""
    if isinstance(mean, Estimate) and mean.low is not None and mean.high is not None:
        digits = 0 if mean.low >= 10 else 1
        sure = say(_USE_SURE, low=say.decimal(mean.low, digits), high=say.decimal(mean.high, digits))
    return Answer(say(_USE), say.count(round(amount(row["visits"]))), said, sure)


def stay(tables: Tables, view: View) -> Answer:
    """How long."""
    say = view.say
    median, long = (found(tables, view, "dwell", "value", statistic=name) for name in ("p50", "p75"))
    if median is None or median.value is None or long is None or long.value is None:
        return unknown(_STAY, say)
    said = say(_STAY_SAID, median=say.seconds(median.value), long=say.seconds(long.value))
    return Answer(say(_STAY), say.seconds(median.value), said, certain(median, say))


def result(tables: Tables, view: View) -> Answer:
    """How many got to a result."""
    say, share = view.say, found(tables, view, "funnel", "share", step=3)
    if share is None or share.value is None:
        return unknown(_RESULT, say)
    many, one = say.of_ten(share.value)
    said = say(_RESULT_SAID_ONE if one else _RESULT_SAID, many=sentence(many), sure=say.interval(share))
    return Answer(say(_RESULT), say.percent(share.value), said, certain(share, say), share)


def like(tables: Tables, view: View) -> Answer:
    """Whether people like it and find it easy: the survey; without one, touches that hit nothing."""
    say, upper, ease = view.say, found(tables, view, "smiley", "upper"), found(tables, view, "ease", "mean")
    easy = ""
    if ease is not None and ease.value is not None:
        easy = say(_EASY, mean=say.decimal(ease.value), sure=say.interval(ease))
    if upper is not None and upper.value is not None:
        said = say(_LIKE_SAID, many=sentence(say.of_ten(upper.value)[0]), sure=say.interval(upper))
        sure = f"{certain(upper, say)} {easy}".strip()
        return Answer(say(_LIKE), say.percent(upper.value), said, sure, upper)
    if ease is not None and ease.value is not None:
        return Answer(say(_LIKE), say.decimal(ease.value), easy, certain(ease, say))
    dead = found(tables, view, "rage", "share", statistic="dead")
    if dead is None or dead.value is None:
        return unknown(_LIKE, say)
    said = say(_DEAD, share=say.percent(dead.value), sure=say.interval(dead))
    return Answer(say(_LIKE), say.percent(dead.value), said, certain(dead, say), dead)


def reach(tables: Tables, view: View) -> Answer:
    """Languages besides the first, and settings for everyone."""
    say = view.say
    rows = view.rows(tables["languages"]) if "languages" in tables else None
    known = [r for r in rows or () if isinstance(e := r["share"], Estimate) and e.value is not None]
    if rows is None or not known:
        return unknown(_REACH, say)
    first = max(known, key=lambda row: amount(row["share"]))
    main = first["share"]
    assert isinstance(main, Estimate) and main.value is not None
    rest = Estimate(1 - main.value, _other(main.high), _other(main.low), main.n)
    said = say(_REACH_SAID, first=rows.said(first, "language"))
    return Answer(
        say(_REACH),
        say.percent(1 - main.value),
        said,
        f"{certain(rest, say)} {_help(tables, view)}".strip(),
        rest,
    )


def _other(end: float | None) -> float | None:
    return None if end is None else 1 - end


def _help(tables: Tables, view: View) -> str:
    rows = view.rows(tables["accessibility"]) if "accessibility" in tables else None
    if rows is None or not counted([row["visits"] for row in rows]):
        return ""
    best = max(rows, key=lambda row: amount(row["share"]))
    if not amount(best["share"]):
        return ""
    return view.say(
        _REACH_HELP, name=rows.said(best, "feature"), share=view.say.percent(amount(best["share"]))
    )


def take(tables: Tables, view: View) -> Answer:
    """Pledges and their kilograms, and what the first tries of later days show."""
    say = view.say
    rows = view.rows(tables["pledges"]) if "pledges" in tables else ()
    known = [row for row in rows if row["n"] is not None]
    n, kg = counted([row["n"] for row in known]), sum(amount(row["kg"]) for row in known)
    learnt = _learnt(tables, view)
    if n:
        return Answer(say(_TAKE), say.count(n), say(_TAKE_SAID, kg=say.weight(kg)), learnt)
    return Answer(say(_TAKE), "–", learnt) if learnt else unknown(_TAKE, say)


def _learnt(tables: Tables, view: View) -> str:
    """First day against last day, where both may be shown."""
    rows = view.rows(tables["learning"]) if "learning" in tables else None
    days = [
        row
        for row in rows or ()
        if row["kind"] == "day_run" and isinstance(e := row["level"], Estimate) and not e.small
    ]
    if rows is None or len(days) < 2:
        return ""
    first, last, say = days[0]["level"], days[-1]["level"], view.say
    assert isinstance(first, Estimate) and isinstance(last, Estimate)
    return say(
        _TAKE_LEARN, name=rows.said(days[0], "kind"), first=say.decimal(amount(first)),
        first_sure=say.interval(first), last=say.decimal(amount(last)), last_sure=say.interval(last),
    )  # fmt: skip


def run(tables: Tables, view: View) -> Answer:
    """Uptime, and visits that ended by a crash."""
    say = view.say
    crashed = found(tables, view, "data_quality", "share", defect="crashed")
    crash = ""
    if crashed is not None and crashed.value is not None:
        crash = say(_RUN_CRASH, share=say.percent(crashed.value), sure=say.interval(crashed))
    share = uptime(view.rows(tables["downtime"])) if "downtime" in tables else None
    if share is not None and len(tables["downtime"].rows) > 1:
        return Answer(say(_RUN), say.percent(share, 1), say(_RUN_SAID), crash)
    if crashed is None or crashed.value is None:
        return unknown(_RUN, say)
    good = Estimate(1 - crashed.value, _other(crashed.high), _other(crashed.low), crashed.n)
    return Answer(say(_RUN), say.percent(good.value or 0, 1), say(_RUN_ALONE), certain(good, say))


ANSWERS: tuple[Maker, ...] = (use, stay, result, like, take, reach, run)
"""The council's questions in their order."""
