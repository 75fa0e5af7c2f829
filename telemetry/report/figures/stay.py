"""How long people stay and how it ends."""

from __future__ import annotations

from itertools import pairwise

from telemetry.metrics.metric import Estimate, Text
from telemetry.report.charts.base import Spec
from telemetry.report.charts.curve import Half, Point, curve
from telemetry.report.figure import Figure, Picture, Records, amount, bar, bar_picture, listing
from telemetry.report.say import sentence

_CURVE = Text(
    "Nach einer Minute sind noch {one} Nutzungen da, nach drei Minuten {three}.",
    "After one minute {one} visits are still there, after three minutes {three}.",
)
_CURVE_ALT = Text("Fallende Kurve. Noch da nach", "A falling curve. Still there after")
_STILL = Text(
    "Anteil der Nutzungen, die nach so viel Zeit noch da sind", "share of visits still there after so long"
)
_BAND = Text("Das helle Band ist das 95-%-Intervall.", "The pale band is the 95 % interval.")
_HALF = Text("Halbzeit: {time}", "half-time: {time}")
_DWELL = Text(
    "Die Hälfte der Nutzungen dauert länger als {median}, ein Zehntel länger als {long}.",
    "Half of the visits last longer than {median}, a tenth longer than {long}.",
)
_DWELL_ALT = Text("Balken der Verweildauer.", "Bars of the length of stay.")
_TO_LAST_TOUCH = Text(
    "Zeit von der ersten bis zur letzten Berührung", "time from the first to the last touch"
)
_TO_FIRST_DEED = Text(
    "Zeit von der ersten Berührung bis zur ersten Tat",
    "time from the first touch to the first deed",
)
_ENGAGED = Text(
    "{many} Nutzungen tun etwas; die übrigen schauen nur.",
    "{many} visits do something; the others only look.",
)
_ENGAGED_ONE = Text(
    "{many} Nutzungen tut etwas; die übrigen schauen nur.",
    "{many} visits does something; the others only look.",
)
_BARS = Text("Balken.", "Bars.")
_FIRST = Text(
    "Die Hälfte findet in {median} hinein, neun von zehn in {slow}.",
    "Half get into it within {median}, nine in ten within {slow}.",
)
_ENDS = Text(
    "Am häufigsten endet eine Nutzung so: {name} ({share}).",
    "Most often a visit ends like this: {name} ({share}).",
)
_SHARE = Text("Anteil der Nutzungen", "share of visits")
_EXITS = Text(
    "Am häufigsten enden Nutzungen auf der Seite „{name}“ ({share}).",
    "Visits most often end on the screen “{name}” ({share}).",
)
_MOST = 12


def stay_curve(found: Records) -> Figure | None:
    """S(t) with its band and the half-time."""
    say = found.view.say
    known = [(amount(r["seconds"]), r["staying"]) for r in found]
    points = [
        Point(t, e.value, e.low, e.high) for t, e in known if isinstance(e, Estimate) and e.value is not None
    ]
    if not points:
        return None
    n = next(e.n for _, e in known if isinstance(e, Estimate))
    half = _half_time([Point(0, 1, 1, 1), *points])
    beside = None if half is None else Half(half, say(_HALF, time=say.seconds(half)))
    times = {0.0: "0"} | {60.0 * m: f"{m} min" for m in (1, 2, 3, 5, 10)}

    def draw(width: int) -> tuple[Spec, str]:
        return curve([Point(0, 1, 1, 1), *points], found.view.look, width, times, beside), ""

    told = [(say.seconds(p.t), say.percent(p.value)) for p in points if p.t in (30, 60, 120, 180, 300, 600)]
    one, three = (
        next((say.of_ten(p.value)[0] for p in points if p.t == t), say.percent(0)) for t in (60, 180)
    )
    alt = f"{say(_CURVE_ALT)} {listing(told, say)}"
    return Figure(
        "stay_curve", say(_CURVE, one=one, three=three), say(_STILL), n, (Picture(draw, alt),), (say(_BAND),)
    )


def _half_time(points: list[Point]) -> float | None:
    """Where the curve crosses one half, on a straight line between its points."""
    for before, after in pairwise(points):
        if after.value <= 0.5 < before.value:
            return before.t + (after.t - before.t) * (before.value - 0.5) / (before.value - after.value)
    return None


def dwell(found: Records) -> Figure | None:
    """Quartiles, ninth decile and mean."""
    say, rows = found.view.say, list(found)
    median, long = (found.estimate("value", statistic=name) for name in ("p50", "p90"))
    if median is None or long is None or median.value is None or long.value is None:
        return None
    drawn = [bar(found.said(r, "statistic"), r["value"], say, faint=r["statistic"] == "mean") for r in rows]
    return Figure(
        "dwell",
        say(_DWELL, median=say.seconds(median.value), long=say.seconds(long.value)),
        say(_TO_LAST_TOUCH),
        median.n,
        (bar_picture(drawn, say(_DWELL_ALT), found.view, unit="s"),),
    )


def engagement(found: Records) -> Figure | None:
    """Who does something, who only looks."""
    say = found.view.say
    engaged = found.estimate("share", sort="engaged")
    if engaged is None or engaged.value is None:
        return None
    many, one = say.of_ten(engaged.value)
    return Figure(
        "engagement",
        say(_ENGAGED_ONE if one else _ENGAGED, many=sentence(many)),
        say(_SHARE),
        engaged.n,
        (shares(found, "sort"),),
    )


def first_deed(found: Records) -> Figure | None:
    """How fast people get into it."""
    say = found.view.say
    median, slow = (found.estimate("value", statistic=name) for name in ("p50", "p90"))
    if median is None or slow is None or median.value is None or slow.value is None:
        return None
    timed = [row for row in found if isinstance(row["value"], Estimate) and row["value"].unit == "s"]
    drawn = [bar(found.said(row, "statistic"), row["value"], say) for row in timed]
    return Figure(
        "first_deed",
        say(_FIRST, median=say.seconds(median.value), slow=say.seconds(slow.value)),
        say(_TO_FIRST_DEED),
        median.n,
        (bar_picture(drawn, say(_BARS), found.view, unit="s"),),
    )


def end_reasons(found: Records) -> Figure | None:
    """How visits end."""
    return _most_of(found, "end_reasons", "reason", _ENDS)


def exits(found: Records) -> Figure | None:
    """Where visits end: the most frequent screens."""
    return _most_of(found, "exits", "screen", _EXITS)


def _most_of(found: Records, metric: str, key: str, headline: Text) -> Figure | None:
    say = found.view.say
    known = [r for r in found if isinstance(r["share"], Estimate) and r["share"].value is not None]
    if not known:
        return None
    first = max(known, key=lambda row: amount(row["share"]))
    share = first["share"]
    assert isinstance(share, Estimate)
    return Figure(
        metric,
        say(headline, name=found.said(first, key), share=say.percent(share.value or 0)),
        say(_SHARE),
        share.n,
        (shares(found, key),),
    )


def shares(found: Records, key: str, value: str = "share", tone: str = "mobil", most: int = _MOST) -> Picture:
    """Bars of shares in the order of the table, the largest `most` of them."""
    say, rows = found.view.say, list(found)
    if len(rows) > most:
        rows = sorted(rows, key=lambda row: -amount(row[value]))[:most]
    drawn = [bar(found.said(row, key), row[value], say, tone) for row in rows]
    return bar_picture(drawn, say(_BARS), found.view, whole=1.0)
