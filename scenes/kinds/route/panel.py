"""The card "your day": four sums in twenty squares each, and what Karo says."""

from __future__ import annotations

from kiosk.core.frame import Box, Colour, Draw, Element, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui.bubble import Bubble, Said, bubble
from kiosk.ui.latest import latest
from kiosk.ui.layout import Style, cut_left, cut_top, fit, grid, one_line, rows
from kiosk.ui.parts import card, flap, icon
from kiosk.ui.theme import Domain, mix
from scenes.kinds.route.days import MILLION, Score
from scenes.kinds.route.rules import meter_value
from scenes.kinds.route.schema import Meter
from scenes.kinds.route.situation import Situation

SQUARES = 20


def sheet(now: Situation, rect: Rect) -> Element:
    """The card itself with its title and whose day it is."""
    look, day = now.look, now.look.theme.day
    inner = rect.inset(28, 18)
    head = Rect(inner.x, inner.y, inner.w, title_height(now))
    title = now.say("route_day")
    left = fit(
        look,
        title,
        Rect(head.x, head.y, head.w * 0.5, head.h),
        Style("card", day.ink, size=_title(now)),
        True,
    )
    whose = _whose(now)
    draws: tuple[Draw, ...] = (card(look, rect), *left.draws)
    taken = wet_place(now, rect).right - head.x if rainy(now) else left.width
    room = Rect(head.x + taken + 24, head.y, head.w - taken - 24, head.h)
    if whose and (not look.large or room.w >= look.type.width(whose, look.size("label"), 600)):
        tone = now.domain.deep if not look.theme.bold else day.ink
        draws += fit(look, whose, room, Style("label", tone, "r", weight=600), middle=True).draws
    return Element("day", "text", rect, f"{title}: {whose}" if whose else title, draws)


def rainy(now: Situation) -> bool:
    return any(leg.rain for leg in now.step.legs)


def wet_words(now: Situation) -> str:
    """How often one gets wet on the legs ridden and the one looked at."""
    legs = round(now.seen[4] / MILLION)
    return now.say("route_wet", legs=float(legs)) if legs else now.say("route_dry")


def wet_place(now: Situation, panel: Rect) -> Rect:
    """Beside the title; where text is large it takes the room of the name."""
    look, inner = now.look, panel.inset(28, 18)
    title = look.type.width(now.say("route_day"), _title(now), look.weight("card"))
    left = inner.x + min(title, inner.w * 0.5) + 24
    wanted = look.type.width(wet_words(now), look.size("label"), 600) + title_height(now) + 28
    room = inner.right - left
    return Rect(left, inner.y, min(wanted, room if look.large else room * 0.62), title_height(now))


def wetness(now: Situation, panel: Rect) -> tuple[Element, ...]:
    """A drop and how often one gets wet, where it rains on some leg."""
    if not rainy(now):
        return ()
    look, day = now.look, now.look.theme.day
    rect, text = wet_place(now, panel), wet_words(now)
    water = look.theme.domain("mobil")
    fill, ink = (day.card, day.ink) if look.theme.bold else (water.tint, water.deep)
    left, room = cut_left(rect.inset(14, 4), rect.h - 20, 14)
    side = left.w
    words = fit(look, text, room, Style("label", ink, weight=600), middle=True)
    draws: tuple[Draw, ...] = (
        Box(rect, fill, rect.h / 2, day.ink if look.theme.bold else None, 3.0),
        *icon(
            now.world.icon("regen"), Rect(left.x, rect.cy - side / 2, side, side), ink, mix(ink, fill, 0.45)
        ),
        *words.draws,
    )
    label = f"{now.say('route_wetness')}: {text}"
    return (Element("wet", "status", rect, label, draws, value=round(now.seen[4] / MILLION)),)


def _title(now: Situation) -> float:
    return 42.0 * (1 + (now.look.grow - 1) * 0.4)


def title_height(now: Situation) -> float:
    return _title(now) * 1.25


def _whose(now: Situation) -> str:
    """The person, as the choice calls them."""
    if now.step.who is None:
        return ""
    options = getattr(now.turn.scenario.step(now.step.who), "options", {})
    option = options.get(now.state.person)
    return now.text(option.text) if option is not None else ""


@latest
def meters(now: Situation, room: Rect, across: int) -> tuple[Element, ...]:
    """One element for each meter, in `across` columns."""
    found = list(now.step.meters.items())
    down = -(-len(found) // across)
    places = rows(room, down, 8) if across == 1 else grid(room, (across, down), 18)
    return tuple(_meter(now, id, meter, place) for (id, meter), place in zip(found, places, strict=False))


def _meter(now: Situation, id: str, meter: Meter, rect: Rect) -> Element:
    look, day = now.look, now.look.theme.day
    tone = look.theme.domain(meter.colour)
    deep = tone.deep if not look.theme.bold else day.ink
    with_squares = rect.h >= 66 * (1 + (look.grow - 1) * 0.5)
    strip = min(30.0, rect.h * 0.3) if with_squares else 0.0
    upper, lower = cut_top(rect, rect.h - strip - (4 if strip else 0), 4 if strip else 0)
    side = min(upper.h * 0.86, 56.0)
    picture = icon(
        now.world.icon(meter.icon),
        Rect(upper.x, upper.cy - side / 2, side, side),
        deep,
        mix(deep, day.card, 0.45),
    )
    left = upper.x + (side + 14 if picture else 0)
    number, width = _number(now, meter, upper, left)
    room = Rect(left, upper.y, upper.right - width - left - 14, upper.h)
    name = fit(look, now.text(meter.text), room, Style("label", day.ink, weight=600), middle=True)
    draws: tuple[Draw, ...] = (*picture, *name.draws, *number)
    if strip:
        draws += _squares(now, meter, lower, tone)
    return Element(f"meter.{id}", "status", rect, _said(now, meter), draws, value=_value(meter, now.seen))


def _value(meter: Meter, total: Score) -> float:
    return round(meter_value(meter.of, total), 2)


def _said(now: Situation, meter: Meter) -> str:
    whole = f"{now.text(meter.text)}: {now.amount(meter, now.seen)}"
    if now.mode is None or now.over:
        return whole
    return f"{whole}, {now.adds(now.called(now.mode), meter, now.mode)}"


def _number(now: Situation, meter: Meter, row: Rect, left: float) -> tuple[tuple[Draw, ...], float]:
    """The sum in flaps and its unit, at the right end of `row`; also how wide both are."""
    look, day = now.look, now.look.theme.day
    text, unit = now.figure(meter, now.seen), now.text(meter.unit)
    size = min(46.0 * (1 + (look.grow - 1) * 0.35), row.h * 0.82)
    for _ in range(6):
        style = Style("label", day.ink, "l", min(look.size("label"), size * 0.72), 600)
        beside = look.type.width(unit, style.size or size, 600)
        _, wide = flap(look, text, (0, 0), size)
        if wide + beside + 14 <= (row.right - left) * 0.62:
            break
        size *= 0.9
    x = row.right - beside - 10 - wide
    y = row.cy - size * 0.53
    digits, _ = flap(look, text, (x, y), size)
    return (
        *digits,
        one_line(look, unit, (row.right - beside, row.cy + size * 0.12), style),
    ), wide + beside + 10


def _squares(now: Situation, meter: Meter, room: Rect, tone: Domain) -> tuple[Draw, ...]:
    """Twenty squares up to the most of any day: ridden ones solid, the leg one looks at pale."""
    look, day = now.look, now.look.theme.day
    most = abs(meter_value(meter.of, now.most)) or 1.0
    solid = _count(meter_value(meter.of, now.ridden), most)
    pale = _count(meter_value(meter.of, now.seen), most)
    pitch = min(room.w / SQUARES, room.h * 1.16)
    side = pitch * 0.84
    fill = tone.deep if not look.theme.bold else day.ink
    seen = mix(fill, day.card, 0.58) if not look.theme.bold else day.plain
    out: list[Square] = []
    edges: list[Draw] = []
    for i in range(SQUARES):
        x, y = room.x + i * pitch, room.cy - side / 2
        colour: Colour = fill if i < solid else seen if i < pale else day.empty
        out.append(
            Square(x, y, side, colour, "outline" if look.theme.bold and i >= pale else "solid", day.empty)
        )
        if solid <= i < pale:
            edges.append(Box(Rect(x, y, side, side), None, side * 0.16, fill, 2.5))
    return (Squares(tuple(out)), *edges)


def _count(value: float, most: float) -> int:
    """Whole squares; anything above nothing is one."""
    share = value / most * SQUARES
    return min(max(round(share), 1 if value > 0.005 * most else 0), SQUARES)


def remark(now: Situation, rect: Rect, text: str) -> Element:
    """What Karo says, in a tinted box."""
    look, day = now.look, now.look.theme.day
    bold = look.theme.bold
    shape = Bubble(
        paper=Box(rect, day.card if bold else now.domain.tint, 18, day.ink if bold else None, 3.0),
        karo=day.accent if bold else look.theme.domain("energie").bright,
        sign=day.ink,
        side=min(rect.h - 34, 74.0),
        inset=(18, 10),
        gap=20,
        words=Style("label", day.ink),
    )
    return Element("remark", "status", rect, text, bubble(look, Said(text), shape))
