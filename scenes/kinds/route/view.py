"""The day on a map: four sums grow with each leg; at the end one square among all possible days."""

from __future__ import annotations

from kiosk.content.template import written
from kiosk.core.ease import in_out_cubic
from kiosk.core.frame import Action, Box, Draw, Element
from kiosk.core.geometry import Rect
from kiosk.ui.layout import Style, cut_left, cut_top, fit
from kiosk.ui.parts import icon
from kiosk.ui.scene import Band, Paint
from scenes.kinds.route import plan
from scenes.kinds.route.cards import ask, cards, chips
from scenes.kinds.route.cloud import picture
from scenes.kinds.route.panel import meters, rainy, remark, sheet, wetness
from scenes.kinds.route.places import in_band, planning, revealing
from scenes.kinds.route.rules import State, Verdict
from scenes.kinds.route.schema import Route
from scenes.kinds.route.situation import RIDE_S, Situation, riding, situation

STAGE = "full"


def view(step: Route, state: State, area: Rect, paint: Paint) -> tuple[Element, ...]:
    now = situation(step, state, paint)
    if now.state.verdict is not None:
        return _revealed(now, area)
    places = planning(now, area)
    out: list[Element] = []
    if places.map is not None:
        share = in_out_cubic(paint.changed / RIDE_S) if now.moving else 1.0
        out += _map(now, places.map, share)
    out.append(_heading(now, places.heading))
    if now.over:
        out.append(_over(now, places.answer))
    else:
        out += cards(now, places.answer)
    out += (sheet(now, places.panel), *wetness(now, places.panel))
    out += meters(now, places.meters, places.across)
    if places.remark is not None and (text := now.remark()):
        out.append(remark(now, places.remark, text))
    return (*out, *chips(now, places.chips))


def _map(now: Situation, where: plan.Chart, share: float) -> list[Element]:
    """The map, its ways, the places and the vehicle; while one rides a touch on it ends the ride."""
    names = ", ".join(now.place(id) for id in dict.fromkeys(now.step.places))
    label = now.say("route_map", places=names)
    action = Action("arrive") if now.moving else None
    base = Element("map", "image", where.rect, label, plan.ground(now, where), action)
    marks = Element("map.places", "decor", where.rect, draws=plan.nodes(now, where))
    return [base, plan.ways(now, where, share), marks, *plan.vehicle(now, where, share)]


def _facts(now: Situation) -> tuple[str, list[str]]:
    """How far it is and what the leg asks for, with the pictograms for it."""
    leg = now.days.task.legs[now.at]
    looked = now.mode and next((m for m in now.days.task.modes if m.id == now.mode), None)
    km = written(leg.way(looked) if looked else leg.km, now.look.language, 1)
    said, icons = [now.say("route_km", km=km)], []
    if leg.rain:
        said.append(now.say("route_rain"))
        icons.append("regen")
    if leg.heavy:
        said.append(now.say("route_heavy"))
        icons.append("paket")
    if leg.parking:
        icons.append("park")
        said.append(now.say("route_parking", hours=written(leg.parking, now.look.language)))
    return ", ".join(said), icons


def _heading(now: Situation, rect: Rect) -> Element:
    """Which leg it is, how long, and what is special about it; in large text one below the other."""
    look, day = now.look, now.look.theme.day
    if now.over:
        title, facts, icons = now.say("route_done"), "", list[str]()
    else:
        title = now.say("route_leg", number=float(now.at + 1), text=now.text(now.leg.text))
        facts, icons = _facts(now)
    size = look.size("card") * (0.84 if not look.large else 0.78)
    stacked = rect.h > look.size("card") * 1.7 and bool(facts)
    label = f"{title}. {facts}" if facts else title
    if stacked:
        upper, lower = cut_top(rect, rect.h * (0.56 if facts else 1.0), 6)
        head = fit(look, title, upper, Style("card", day.ink, size=size), middle=not facts)
        lower = lower.moved(0, min(head.height - upper.h, 0))
        return Element("leg", "heading", rect, label, (*head.draws, *_told(now, facts, icons, lower)))
    room = look.type.width(facts, look.size("small"), 500) + (look.size("small") * 1.4 + 12) * len(icons) + 28
    spare = rect.w - look.type.width(title, size, look.weight("card")) - 26
    left, right = cut_left(rect, rect.w - 24 - min(room, max(spare, rect.w * 0.44)), 24)
    head = fit(look, title, left, Style("card", day.ink, size=size), middle=True)
    right = right.moved(min(head.width - left.w, 0) + 4 if head.width < left.w - 4 else 0, 0)
    return Element("leg", "heading", rect, label, (*head.draws, *_told(now, facts, icons, right)))


def _told(now: Situation, facts: str, icons: list[str], room: Rect) -> tuple[Draw, ...]:
    look = now.look
    draws: tuple[Draw, ...] = ()
    tone = now.domain.deep if not look.theme.bold else look.theme.day.ink
    side = min(look.size("small") * 1.4, room.h)
    for name in icons:
        draws += icon(now.world.icon(name), Rect(room.x, room.cy - side / 2, side, side), tone)
        room = Rect(room.x + side + 12, room.y, room.w - side - 12, room.h)
    return (*draws, *fit(look, facts, room, Style("small", look.theme.day.ink), middle=True).draws)


def _over(now: Situation, rect: Rect) -> Element:
    """All legs are ridden: what the reveal is about."""
    look = now.look
    text = now.say("route_question", days=float(now.days.count))
    tint = now.domain.tint if not look.theme.bold else look.theme.day.card
    sheet = Box(rect, tint, 24, look.theme.day.ink if look.theme.bold else None, 3.0)
    block = fit(look, text, rect.inset(28, 10), Style("body", look.theme.day.ink, weight=600), middle=True)
    return Element("over", "text", rect, text, (sheet, *block.draws))


def _revealed(now: Situation, area: Rect) -> tuple[Element, ...]:
    places = revealing(now, area)
    verdict = now.state.verdict
    assert verdict is not None
    text = _judged(now, verdict)
    style = Style("body", now.look.theme.day.ink, weight=600)
    block = fit(now.look, text, places.heading, style, middle=True)
    out: list[Element] = [Element("verdict", "heading", places.heading, text, block.draws)]
    out += picture(now, places.cloud)
    out += (sheet(now, places.panel), *wetness(now, places.panel))
    out += meters(now, places.meters, places.across)
    out += _asks(now, places.asks)
    return (*out, *chips(now, places.chips))


def _judged(now: Situation, verdict: Verdict) -> str:
    """What the reveal says: in which things days are compared, and how many are unbeaten if that is known."""
    numbers = dict(verdict.numbers)
    named = [now.text(meter.text) for meter in now.step.meters.values()]
    named += [now.say("route_wetness")] if rainy(now) else []
    *before, last = named
    things = now.say("route_and", before=", ".join(before), last=last) if before else last
    key = "route_best" if verdict.best else "route_swappable" if verdict.swap_leg >= 0 else "route_other"
    if not numbers["line"]:
        return now.say(f"{key}_of_many", things=things, days=numbers["days"])
    return now.say(key, things=things, days=numbers["days"], line=numbers["line"])


def _asks(now: Situation, rect: Rect) -> tuple[Element, ...]:
    """The swap that is offered, and the way to another day."""
    verdict = now.state.verdict
    assert verdict is not None
    again = now.say("route_replan")
    if verdict.swap_leg < 0:
        return (ask(now, "replan", (again, ""), rect),)
    left, right = cut_left(rect, rect.w * 0.68, 14)
    old, new = now.state.rides[verdict.swap_leg], verdict.swap_mode
    head = now.say("route_swap", number=float(verdict.swap_leg + 1), old=now.called(old), new=now.called(new))
    return (
        ask(now, "swap", (head, now.say("route_swap_note")), left, now.domain),
        ask(now, "replan", (again, ""), right),
    )


def band(step: Route, state: State, paint: Paint) -> Band | None:
    """Ride, arrive, reveal; once the day is revealed the way on."""
    now = situation(step, state, paint)
    legs = len(step.legs)
    place = (min(now.at + 1, legs), legs)
    if now.state.verdict is not None:
        return Band(now.say("next"), Action("next"), place=place)
    if now.moving:
        return Band(now.say("route_arrive"), Action("arrive"), place=place)
    hint = now.remark() if in_band(paint.look) else ""
    if now.over:
        return Band(now.say("reveal"), Action("reveal"), hint, place=place)
    if now.state.preview is None and not hint:
        return Band(now.say("route_go"), None, now.say("route_ask"), None, place)
    return Band(now.say("route_go"), Action("go") if now.state.preview else None, hint, place=place)


def next_change(step: Route, state: State, paint: Paint) -> float | None:
    """Every frame while one rides; then nothing moves."""
    now = situation(step, state, paint)
    return 0.0 if riding(now.state, paint) else None
