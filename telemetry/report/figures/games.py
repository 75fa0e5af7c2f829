"""What is played, and how far."""

from __future__ import annotations

from dataclasses import replace

from telemetry.metrics.metric import Estimate, Text
from telemetry.report.figure import Figure, Picture, Records, Row, amount, bar, bar_picture, counted
from telemetry.report.figures.screens import PANEL
from telemetry.report.figures.stay import shares
from telemetry.report.say import sentence

_USE = Text(
    "„{drawn}“ zieht am meisten an ({drawn_share}), „{kept}“ wird am ehesten zu Ende gespielt"
    " ({kept_share}).",
    "“{drawn}” attracts most ({drawn_share}), “{kept}” is most often played to the end ({kept_share}).",
)
_ATTRACTION = Text("Anziehung: begonnen von allen Nutzungen", "Attraction: started, of all visits")
_COMPLETION = Text(
    "Abschluss: Ergebnis gesehen von denen, die begannen", "Completion: saw the result, of those who started"
)
_HOLDING = Text("Verweilen: die Hälfte bleibt länger als", "Holding: half stay longer than")
_USE_UNIT = Text("Anteil der Nutzungen; Sekunden im Spiel", "share of visits; seconds in the game")
_BARS = Text("Balken.", "Bars.")
_FUNNEL = Text(
    "{many} Nutzungen kommen bis zu einem Ergebnis; am meisten gehen vor der Stufe „{step}“ verloren"
    " ({drop}).",
    "{many} visits get as far as a result; most are lost before “{step}” ({drop}).",
)
_FUNNEL_UNIT = Text("Anteil aller Nutzungen, der so weit kam", "share of all visits that got so far")
_BREADTH = Text(
    "Eine Nutzung öffnet im Mittel {mean} Spiele; mehr als die Hälfte des Angebots öffnen {share}.",
    "On average a visit opens {mean} games; {share} open more than half of what there is.",
)
_BREADTH_UNIT = Text("Anteil der Nutzungen", "share of visits")
_RESULTS = Text(
    "{n} Ergebnisse wurden gezeigt, am häufigsten aus „{name}“.",
    "{n} results were shown, most often of “{name}”.",
)
_RESULTS_UNIT = Text(
    "gezeigte Ergebnisse; die Zahlen darin stehen in der Tabelle",
    "results shown; the numbers in them are in the table",
)


def scenario_use(found: Records) -> Figure | None:
    """Attraction, completion and holding time of every scenario."""
    say = found.view.say
    drawn, kept = _best(found, "attraction"), _best(found, "completion")
    if drawn is None or kept is None:
        return None
    pictures = tuple(
        _part(found, name, title, tone)
        for name, title, tone in (
            ("attraction", _ATTRACTION, "mobil"),
            ("completion", _COMPLETION, "amt"),
            ("holding", _HOLDING, "antrag"),
        )
    )
    share = drawn["attraction"]
    assert isinstance(share, Estimate)
    return Figure(
        "scenario_use",
        say(
            _USE, drawn=found.said(drawn, "scenario"), kept=found.said(kept, "scenario"),
            drawn_share=say.percent(amount(drawn["attraction"])),
            kept_share=say.percent(amount(kept["completion"])),
        ),
        say(_USE_UNIT),
        share.n,
        pictures,
    )  # fmt: skip


def _best(found: Records, name: str) -> Row | None:
    known = [row for row in found if row["scenario"] != PANEL and amount(row[name]) > 0]
    sure = [row for row in known if isinstance(e := row[name], Estimate) and not e.small] or known
    return max(sure, key=lambda row: amount(row[name]), default=None)


def _part(found: Records, name: str, title: Text, tone: str) -> Picture:
    say = found.view.say
    drawn = [
        bar(found.said(row, "scenario"), row[name], say, tone) for row in found if row["scenario"] != PANEL
    ]
    whole = 1.0 if name != "holding" else None
    made = bar_picture(drawn, f"{say(title)}.", found.view, whole, "s")
    return replace(made, title=say(title))


def funnel(found: Records) -> Figure | None:
    """How far visits get in the whole exhibition."""
    say = found.view.say
    result = found.estimate("share", step=3)
    losses = [row for row in found if isinstance(e := row["drop"], Estimate) and e.value is not None]
    losses = [row for row in losses if str(row["step"]) in ("1", "2", "3")]
    if result is None or result.value is None or not losses:
        return None
    worst = max(losses, key=lambda row: amount(row["drop"]))
    many = sentence(say.of_ten(result.value)[0])
    headline = say(
        _FUNNEL, many=many, step=found.said(worst, "step"), drop=say.percent(amount(worst["drop"]))
    )
    return Figure("funnel", headline, say(_FUNNEL_UNIT), result.n, (shares(found, "step"),))


def breadth(found: Records) -> Figure | None:
    """How many scenarios a visit opens."""
    say = found.view.say
    mean, diligent = (found.estimate("value", statistic=name) for name in ("scenarios", "diligent"))
    if mean is None or mean.value is None or diligent is None or diligent.value is None:
        return None
    kinds = ("none", "one", "two", "more")
    rows = [row for row in found if row["statistic"] in kinds]
    drawn = [bar(found.said(row, "statistic"), row["value"], say) for row in rows]
    return Figure(
        "breadth",
        say(_BREADTH, mean=say.decimal(mean.value), share=say.percent(diligent.value)),
        say(_BREADTH_UNIT),
        mean.n,
        (bar_picture(drawn, say(_BARS), found.view, whole=1.0),),
    )


def results(found: Records) -> Figure | None:
    """How often each scenario came to a result."""
    say, total = found.view.say, counted([row["n"] for row in found])
    if not total:
        return None
    best = max(found, key=lambda row: amount(row["n"]))
    drawn = [bar(found.said(row, "scenario"), row["n"], say, "stadt") for row in found]
    return Figure(
        "results",
        say(_RESULTS, n=say.count(total), name=found.said(best, "scenario")),
        say(_RESULTS_UNIT),
        total,
        (bar_picture(drawn, say(_BARS), found.view),),
    )
