"""What happens on single screens."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from telemetry.metrics.metric import Estimate, Text
from telemetry.report.charts.base import Bar, Spec
from telemetry.report.charts.grids import Screen, screens
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
from telemetry.report.hide import MAPS
from telemetry.report.say import HIDDEN

_BARS = Text("Balken.", "Bars.")
_STEPS = Text(
    "Am häufigsten hört man in „{game}“ beim Schritt „{step}“ auf: {rate} derer, die ihn sahen.",
    "In “{game}” people most often stop at the step “{step}”: {rate} of those who saw it.",
)
_NO_STEPS = Text(
    "Bei keinem Schritt, der gezeigt werden darf, hören Nutzungen auf.",
    "At no step that may be shown do visits stop.",
)
_STEPS_UNIT = Text(
    "Nutzungen, die den Schritt sahen; dahinter der Anteil, der dort aufhörte",
    "visits that saw the step; behind it the share that stopped there",
)
_STEP = Text("{seen}; {exit} hören auf", "{seen}; {exit} stop")
_WORST = Text("Größter Verlust bei „{step}“ ({rate})", "Largest loss at “{step}” ({rate})")
_RESULT = Text("Ergebnis", "Result")
_DEAD = Text(
    "Ins Leere geht {overall} der Berührungen, am häufigsten auf der Seite „{screen}“ ({rate}).",
    "{overall} of the touches hit nothing, most often on the screen “{screen}” ({rate}).",
)
_DEAD_UNIT = Text("Anteil der Berührungen, die nichts bewirkten", "share of touches without effect")
_MAPS = Text(
    "Wo vergeblich getippt wird: auf „{screen}“ sammeln sich die meisten Berührungen ins Leere.",
    "Where people tap in vain: “{screen}” collects most of the dead touches.",
)
_MAPS_UNIT = Text(
    "Berührungen ins Leere je Feld; das Bild ist in 16 × 9 Felder geteilt",
    "dead touches per cell; the picture is divided into 16 × 9 cells",
)
_MAPS_NOTE = Text(
    "Je größer das helle Quadrat, desto mehr; jede Seite hat ihren eigenen Maßstab. Gezeigt sind die"
    " Seiten mit den meisten.",
    "The larger the bright square, the more; each screen has a scale of its own. The screens with most"
    " are shown.",
)
_MAPS_ALT = Text(
    "Karten von {n} Seiten mit Quadraten. Berührungen ins Leere:",
    "Maps of {n} screens with squares. Dead touches:",
)
_RAGE = Text(
    "In {share} der Nutzungen tippt jemand im Ärger.", "In {share} of the visits somebody taps in anger."
)
_RAGE_UNIT = Text("Anteil", "share")
_BACK = Text("{share} der Nutzungen gehen einen Schritt zurück.", "{share} of the visits take a step back.")
_OVER = Text(
    "In {share} der Nutzungen wechseln vermutlich die Menschen am Terminal.",
    "In {share} of the visits people at the terminal probably change.",
)
_VISITS = Text("Anteil der Nutzungen", "share of visits")
_IDLE = Text("Auf „Noch da?“ antworten {share} mit „Weiter“.", "{share} answer “still there?” with “go on”.")
PANEL = "panel"
"""Windows over any screen: no game."""

_MOST_STEPS, _MOST_SCREENS = 14, 10


def step_funnel(found: Records) -> Figure | None:
    """One small picture for each scenario: who saw which step, who stopped there."""
    games: defaultdict[str, list[Row]] = defaultdict(list)
    for row in found:
        if "/" in str(row["screen"]) and row["scenario"] != PANEL:
            games[str(row["scenario"])].append(row)
    inner = [row for rows in games.values() for row in rows if not str(row["screen"]).endswith("/result")]
    known = [row for row in inner if _exit(row) is not None]
    if not known:
        return None
    sure = [row for row in known if (e := _exit(row)) is not None and not e.small] or known
    worst, say = max(sure, key=lambda row: amount(row["exit"])), found.view.say
    rate = say.percent(amount(worst["exit"]))
    headline = say(_NO_STEPS)
    if amount(worst["exit"]):
        headline = say(_STEPS, game=found.said(worst, "scenario"), step=_name(worst, found), rate=rate)
    pictures = tuple(_game(rows, found) for rows in games.values())
    return Figure("step_funnel", headline, say(_STEPS_UNIT), counted([r["seen"] for r in known]), pictures)


def _exit(row: Row) -> Estimate | None:
    cell = row["exit"]
    return cell if isinstance(cell, Estimate) and cell.value is not None else None


def _name(row: Row, found: Records) -> str:
    screen = str(row["screen"])
    if screen not in found.view.titles and screen.endswith("/result"):
        return found.view.say(_RESULT)
    return found.said(row, "screen")


def _game(rows: list[Row], found: Records) -> Picture:
    say, title = found.view.say, found.said(rows[0], "scenario")
    drawn = []
    for row in rows[:_MOST_STEPS]:
        leaving = _exit(row)
        seen = HIDDEN if row["seen"] is None else say.count(round(amount(row["seen"])))
        # Who stops at the result has come to the end.
        end = leaving is None or str(row["screen"]).endswith("/result")
        said = seen if end or leaving is None else say(_STEP, seen=seen, exit=say.percent(amount(leaving)))
        drawn.append(Bar(_name(row, found), amount(row["seen"]), said, tone="energie"))
    made = bar_picture(drawn, f"{title}.", found.view)
    return replace(made, title=title, half=True)


def dead_taps(found: Records) -> Figure | None:
    """The share of touches without effect, screen by screen."""
    say = found.view.say
    known = [r for r in found if isinstance(e := r["rate"], Estimate) and e.value is not None]
    touches, dead = (counted([row[name] for row in known]) for name in ("touches", "dead"))
    if not touches:
        return None
    sure = [r for r in known if isinstance(e := r["rate"], Estimate) and not e.small] or known
    rows = sorted(sure, key=lambda row: -amount(row["rate"]))[:_MOST_SCREENS]
    drawn = [bar(found.said(row, "screen"), row["rate"], say, "klima") for row in rows]
    return Figure(
        "dead_taps",
        say(
            _DEAD, overall=say.percent(dead / touches), screen=drawn[0].name, rate=say.percent(drawn[0].value)
        ),
        say(_DEAD_UNIT),
        touches,
        (bar_picture(drawn, say(_BARS), found.view, whole=1.0),),
    )


def heat_map(found: Records) -> Figure | None:
    """Small maps of the screens with most dead touches."""
    say = found.view.say
    places: defaultdict[str, list[tuple[int, int, float]]] = defaultdict(list)
    names: dict[str, str] = {}
    for row in found:
        if amount(row["dead"]) > 0:
            screen = str(row["screen"])
            names.setdefault(screen, found.said(row, "screen"))
            places[screen].append((int(amount(row["column"])), int(amount(row["row"])), amount(row["dead"])))
    if not places:
        return None
    sums = {screen: sum(n for _, _, n in cells) for screen, cells in places.items()}
    most = sorted(sums, key=lambda screen: (-sums[screen], screen))[:MAPS]
    maps = [Screen(names[screen], tuple(places[screen])) for screen in most]

    def draw(width: int) -> tuple[Spec, str]:
        return screens(maps, found.view.look, width), ""

    told = [(names[screen], say.count(round(sums[screen]))) for screen in most]
    alt = f"{say(_MAPS_ALT, n=len(most))} {listing(told, say)}"
    return Figure(
        "heat_map",
        say(_MAPS, screen=names[most[0]]),
        say(_MAPS_UNIT),
        None,
        (Picture(draw, alt),),
        (say(_MAPS_NOTE),),
    )


def rage(found: Records) -> Figure | None:
    """Visits in which somebody tapped in anger."""
    say, share = found.view.say, found.estimate("share", statistic="visits")
    if share is None or share.value is None:
        return None
    drawn = [bar(found.said(row, "statistic"), row["share"], say, "klima") for row in found]
    picture = bar_picture(drawn, say(_BARS), found.view, whole=1.0)
    return Figure("rage", say(_RAGE, share=say.percent(share.value)), say(_RAGE_UNIT), share.n, (picture,))


def back_steps(found: Records) -> Figure | None:
    return _one(found, "back_steps", _BACK)


def hand_overs(found: Records) -> Figure | None:
    return _one(found, "hand_overs", _OVER)


def _one(found: Records, metric: str, headline: Text) -> Figure | None:
    """A single share."""
    say, share = found.view.say, found.estimate("share")
    if share is None or share.value is None:
        return None
    drawn = [bar("", share, say)]
    picture = bar_picture(drawn, say(_BARS), found.view, whole=1.0)
    return Figure(metric, say(headline, share=say.percent(share.value)), say(_VISITS), share.n, (picture,))


def idle_warnings(found: Records) -> Figure | None:
    """Whether the terminal asks too early."""
    say = found.view.say
    asked, stayed = (counted([row[name] for row in found]) for name in ("asked", "stayed"))
    if not asked:
        return None
    drawn = [bar(found.said(row, "scenario"), row["share"], say) for row in found]
    picture = bar_picture(drawn, say(_BARS), found.view, whole=1.0)
    return Figure(
        "idle_warnings", say(_IDLE, share=say.percent(stayed / asked)), say(_RAGE_UNIT), asked, (picture,)
    )
