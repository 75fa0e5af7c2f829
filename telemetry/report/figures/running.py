"""Whether it gets better, and whether it runs."""

from __future__ import annotations

from telemetry.metrics.metric import Estimate, Text
from telemetry.report.charts.base import Spec
from telemetry.report.charts.points import Dot, Scale, dots
from telemetry.report.figure import Figure, Picture, Records, Row, amount, bar, bar_picture, listing

_BARS = Text("Balken.", "Bars.")
_CHANGED = Text(
    "Mit der letzten Fassung ändert sich „{measure}“ deutlich: {change}.",
    "With the latest version “{measure}” changes clearly: {change}.",
)
_SAME = Text(
    "Mit der letzten Fassung ändert sich nichts, was über den Zufall hinausginge.",
    "With the latest version nothing changes beyond what chance would do.",
)
_ONE = Text(
    "Bisher gibt es nur eine Fassung mit genug Nutzungen; ein Vergleich folgt.",
    "So far there is only one version with enough visits; a comparison will follow.",
)
_VERSIONS_UNIT = Text(
    "Anteil; gefüllt: die letzte Fassung, hohl: die davor",
    "share; filled: the latest version, hollow: the one before",
)
_VERSIONS_ALT = Text(
    "Je Kennzahl zwei Quadrate auf einer Linie, vorher und nachher.",
    "For each measure two squares on a line, before and after.",
)
_VERSIONS_NOTE = Text(
    "Jahreszeit und Wochentage gehen mit ein: Ein Unterschied ist noch keine Ursache.",
    "Season and weekdays come in too: a difference is not yet a cause.",
)
_MOVE = Text("{before} → {after}", "{before} → {after}")
_HEALTH = Text(
    "Starts ohne geordnetes Ende davor: {crashes}. Verlorene Nutzungen: {lost}.",
    "Starts without an orderly stop before: {crashes}. Visits lost: {lost}.",
)
_HEALTH_UNIT = Text("Anzahl im ganzen Zeitraum", "number over the whole period")
_DOWN = Text(
    "Die Terminals liefen {share} der Zeit, in der geöffnet war; {days} Tage fehlen ganz.",
    "The terminals ran {share} of the opening time; {days} days are missing altogether.",
)
_DOWN_UNIT = Text(
    "Laufzeit, gemessen am Terminal, das an dem Tag am längsten lief",
    "uptime against the terminal that ran longest on the day",
)
_TERMINAL = Text("Terminal {n}", "Terminal {n}")
_QUALITY = Text(
    "{share} der Nutzungen haben einen Mangel, am häufigsten „{name}“.",
    "{share} of the visits have a defect, most often “{name}”.",
)
_QUALITY_UNIT = Text("Anteil der Nutzungen", "share of visits")
_EVENTS = (
    "unclean",
    "resealed",
    "quarantined",
    "commits_failed",
    "dropped",
    "visits_lost",
    "gaps",
    "failures",
)


def versions(found: Records) -> Figure | None:
    """The latest version beside the one before, for all measures that are shares."""
    say = found.view.say
    compared = [row for row in found if isinstance(e := row["change"], Estimate) and e.value is not None]
    if not compared:
        return Figure("versions", say(_ONE), "", None) if len(found) else None
    build, before = str(compared[-1]["build"]), str(compared[-1]["before"])
    rows = [row for row in compared if str(row["build"]) == build]
    drawn: list[Dot] = []
    told: list[tuple[str, str]] = []
    for row in rows:
        new, old = row["value"], found.estimate("value", build=before, measure=row["measure"])
        if not isinstance(new, Estimate) or new.value is None or old is None or old.value is None:
            continue
        name = found.said(row, "measure")
        told.append((name, say(_MOVE, before=say.estimate(old), after=say.estimate(new))))
        if new.unit == "share":
            drawn.append(
                Dot(name, old.value, say.percent(old.value), old.low, old.high, "mobil", hollow=True)
            )
            drawn.append(Dot(name, new.value, say.percent(new.value), new.low, new.high, "mobil"))
    marks = {part / 4: say.percent(part / 4) for part in range(5)}

    def draw(width: int) -> tuple[Spec, str]:
        return dots(drawn, found.view.look, width, Scale(0, 1, marks)), ""

    n = min(int(amount(row["visits"])) for row in rows)
    picture = Picture(draw, f"{say(_VERSIONS_ALT)} {listing(told, say)}")
    return Figure(
        "versions", _what_changed(rows, found), say(_VERSIONS_UNIT), n, (picture,), (say(_VERSIONS_NOTE),)
    )


def _what_changed(rows: list[Row], found: Records) -> str:
    """The largest change whose interval leaves zero out."""
    say = found.view.say
    clear = [row for row in rows if _is_clear(row["change"])]
    if not clear:
        return say(_SAME)
    best = max(clear, key=lambda row: abs(amount(row["change"])))
    change = best["change"]
    assert isinstance(change, Estimate)
    sign = "+" if amount(change) > 0 else ""
    return say(_CHANGED, measure=found.said(best, "measure"), change=sign + say.estimate(change))


def _is_clear(change: object) -> bool:
    """Whether the whole interval lies on one side of zero."""
    if not isinstance(change, Estimate) or change.low is None or change.high is None:
        return False
    return change.low * change.high > 0


def health(found: Records) -> Figure | None:
    """What went wrong, as counts."""
    say = found.view.say
    by = {str(row["measure"]): row for row in found}
    if not by:
        return None
    rows = [by[name] for name in _EVENTS if name in by]
    drawn = [bar(found.said(row, "measure"), row["n"], say, "energie") for row in rows]
    crashes, lost = (
        say.count(round(amount(by[name]["n"]))) if name in by else say.count(0)
        for name in ("unclean", "visits_lost")
    )
    picture = bar_picture(drawn, say(_BARS), found.view)
    return Figure("health", say(_HEALTH, crashes=crashes, lost=lost), say(_HEALTH_UNIT), None, (picture,))


def downtime(found: Records) -> Figure | None:
    """Uptime of each terminal."""
    say = found.view.say
    known = [row for row in found if isinstance(e := row["running"], Estimate) and e.value is not None]
    if not known:
        return None
    share = uptime(found)
    missing = sum(round(amount(row["missing"])) for row in known)
    drawn = [bar(say(_TERMINAL, n=row["terminal"]), row["running"], say, "amt") for row in known]
    picture = bar_picture(drawn, say(_BARS), found.view, whole=1.0)
    headline = say(_DOWN, share=say.percent(share or 0, 1), days=say.count(missing))
    return Figure("downtime", headline, say(_DOWN_UNIT), None, (picture,))


def uptime(found: Records) -> float | None:
    """Share of the opening time all terminals ran, weighted by their minutes; None without any."""
    known = [e for row in found if isinstance(e := row["running"], Estimate) and e.value is not None]
    whole = sum(e.n for e in known)
    return sum((e.value or 0) * e.n for e in known) / whole if whole else None


def data_quality(found: Records) -> Figure | None:
    """How many visits have a defect."""
    say = found.view.say
    known = [row for row in found if isinstance(e := row["share"], Estimate) and e.value is not None]
    if not known:
        return None
    worst = max(known, key=lambda row: amount(row["share"]))
    share = worst["share"]
    assert isinstance(share, Estimate)
    drawn = [bar(found.said(row, "defect"), row["share"], say, "energie") for row in found]
    headline = say(_QUALITY, share=say.percent(amount(share)), name=found.said(worst, "defect"))
    picture = bar_picture(drawn, say(_BARS), found.view, whole=1.0)
    return Figure("data_quality", headline, say(_QUALITY_UNIT), share.n, (picture,))
