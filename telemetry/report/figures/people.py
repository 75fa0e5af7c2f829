"""Who is reached: languages, settings, together."""

from __future__ import annotations

from telemetry.metrics.metric import Estimate, Text
from telemetry.report.figure import Figure, Records, amount, bar, bar_picture
from telemetry.report.figures.stay import shares
from telemetry.report.say import sentence

_LANGUAGES = Text(
    "{many} Nutzungen bleiben bei {first}; {other} wählen eine andere Sprache.",
    "{many} visits stay with {first}; {other} choose another language.",
)
_ONE_LANGUAGE = Text("Alle gezeigten Nutzungen waren auf {first}.", "All visits shown were in {first}.")
_SHARE = Text("Anteil der Nutzungen", "share of visits")
_HELP = Text(
    "Die Hilfe „{name}“ wird am häufigsten eingeschaltet: in {share} der Nutzungen.",
    "The setting “{name}” is switched on most often: in {share} of the visits.",
)
_HELP_NOTE = Text(
    "Nur gezählt, nie zu einer einzelnen Nutzung gespeichert.",
    "Only counted, never kept with a single visit.",
)
_GROUP = Text(
    "Gemeinsam gespielt wird am ehesten „{name}“ ({share} der Nutzungen des Spiels).",
    "“{name}” is the game most often played together ({share} of its visits).",
)
_GROUP_UNIT = Text("Anteil der Nutzungen des Spiels", "share of the game’s visits")
_BARS = Text("Balken.", "Bars.")
_IN = Text("{name}, {mode}", "{name}, {mode}")


def languages(found: Records) -> Figure | None:
    """Languages by the visits that ended in them."""
    say = found.view.say
    known = [r for r in found if isinstance(e := r["share"], Estimate) and e.value is not None]
    if not known:
        return None
    first = max(known, key=lambda row: amount(row["share"]))
    share = first["share"]
    assert isinstance(share, Estimate) and share.value is not None
    name = found.said(first, "language")
    headline = (
        say(
            _LANGUAGES,
            many=sentence(say.of_ten(share.value)[0]),
            first=name,
            other=say.percent(1 - share.value),
        )
        if share.value < 1
        else say(_ONE_LANGUAGE, first=name)
    )
    return Figure("languages", headline, say(_SHARE), share.n, (shares(found, "language", tone="wir"),))


def accessibility(found: Records) -> Figure | None:
    """Settings for everyone, as counts."""
    say = found.view.say
    known = [r for r in found if isinstance(e := r["share"], Estimate) and e.value is not None]
    if not known:
        return None
    best = max(known, key=lambda row: amount(row["share"]))
    share = best["share"]
    assert isinstance(share, Estimate) and share.value is not None
    return Figure(
        "accessibility",
        say(_HELP, name=found.said(best, "feature"), share=say.percent(share.value)),
        say(_SHARE),
        share.n,
        (shares(found, "feature", tone="wir"),),
        (say(_HELP_NOTE),),
    )


def group_play(found: Records) -> Figure | None:
    """Playing together, by scenario and way."""
    say = found.view.say
    known = [r for r in found if isinstance(e := r["share"], Estimate) and e.value is not None]
    if not known:
        return None
    best = max(known, key=lambda row: amount(row["share"]))
    named = [
        (say(_IN, name=found.said(r, "scenario"), mode=found.said(r, "mode")), r["share"]) for r in found
    ]
    drawn = [bar(name, cell, say, "wir") for name, cell in named]
    headline = say(_GROUP, name=found.said(best, "scenario"), share=say.percent(amount(best["share"])))
    n = max(e.n for row in known if isinstance(e := row["share"], Estimate))
    picture = bar_picture(drawn, say(_BARS), found.view, whole=1.0)
    return Figure("group_play", headline, say(_GROUP_UNIT), n, (picture,))
