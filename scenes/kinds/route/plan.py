"""The map: rivers and blocks from squares, ways at 45 degrees, places, rain, the vehicle under way."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from kiosk.content.maps import XY, Map
from kiosk.content.whole import Content
from kiosk.core.frame import Box, Colour, Draw, Element, Line, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui.latest import Same, latest
from kiosk.ui.layout import Style, one_line
from kiosk.ui.look import Look
from kiosk.ui.parts import Slab, icon, tile
from kiosk.ui.theme import mix
from scenes.kinds.route.situation import Situation

NODE = 62.0
THICK = 15.0
SHIFT = 15.0  # units between two rides of the same way
DROPS = (
    (-3.4, -1.0),
    (-2.2, 1.6),
    (-0.7, 2.6),
    (1.2, 1.9),
    (2.6, -0.2),
    (3.9, 1.4),
    (1.9, -2.0),
    (-1.6, -2.2),
)


@dataclass(frozen=True, slots=True)
class Chart:
    """Where the map lies: its card and the side of one cell in units."""

    rect: Rect
    cell: float

    def at(self, point: XY) -> tuple[float, float]:
        return self.rect.x + point[0] * self.cell, self.rect.y + point[1] * self.cell


def chart(city: Map, room: Rect) -> Chart:
    """The largest map that fits into `room`, at its top left."""
    cell = min(room.w / city.size[0], room.h / city.size[1])
    return Chart(Rect(room.x, room.y, city.size[0] * cell, city.size[1] * cell), cell)


# --- what never moves -----------------------------------------------------------------------------


def ground(now: Situation, where: Chart) -> tuple[Draw, ...]:
    """Land, water, blocks, streets, landmarks and words: the same objects for the same place."""
    return _ground(now.look.untouched(), Same(now.city), Same(now.world.content), where)


def _drawn_ground(look: Look, city: Same[Map], content: Same[Content], where: Chart) -> tuple[Draw, ...]:
    map, day = city.value, look.theme.day
    draws: list[Draw] = [Box(where.rect, _land(look), 28, day.card_line if look.theme.bold else None, 6.0)]
    draws.append(Squares((*_water(look, map, where), *_blocks(look, map, where))))
    street = mix(_land(look), day.line, 0.42)
    draws += [Line(tuple(where.at(p) for p in line), where.cell * 0.28, street) for line in map.streets]
    for house in map.buildings:
        tone = look.theme.domain(house.colour)
        fill = mix(tone.bright, tone.deep, 0.25) if not look.theme.bold else day.plain
        x, y = where.at(house.at)
        draws.append(
            Box(Rect(x, y, house.size[0] * where.cell, house.size[1] * where.cell), fill, where.cell * 0.16)
        )
    for mark in map.landmarks.values():
        tone = look.theme.domain(mark.colour)
        ink = mix(tone.bright, tone.deep, 0.35) if not look.theme.bold else day.plain
        x, y = where.at(mark.at)
        side = mark.size * where.cell
        rows = content.value.icons.get(mark.icon)
        draws += icon(rows, Rect(x - side / 2, y - side / 2, side, side), ink, mix(ink, _land(look), 0.5))
    for label in map.labels:
        wet = label.tone == "water" and not look.theme.bold
        ink = look.theme.domain("mobil").deep if wet else day.ink
        size = min(look.size("label"), where.cell * 1.5)
        text = label.text.render({}, look.language)
        draws.append(one_line(look, text, where.at(label.at), Style("label", ink, "c", size, 600)))
    return tuple(draws)


_ground = latest(_drawn_ground, keep=2)


def _land(look: Look) -> Colour:
    return look.theme.day.band


def _water(look: Look, city: Map, where: Chart) -> list[Square]:
    tone = look.theme.domain("mobil")
    light, dark = mix(tone.tint, tone.bright, 0.42), mix(tone.tint, tone.bright, 0.62)
    if look.theme.bold:
        light, dark = look.theme.day.empty, mix(look.theme.day.empty, look.theme.day.ground, 0.25)
    side = where.cell * 0.92
    out = []
    for y, row in enumerate(city.rows):
        for x, sign in enumerate(row):
            if sign == "~":
                left, top = where.at((x + 0.04, y + 0.04))
                out.append(Square(left, top, side, dark if (x * 7 + y * 5 + x * y) % 4 == 0 else light))
    return out


def _blocks(look: Look, city: Map, where: Chart) -> list[Square]:
    day = look.theme.day
    low, high = (0.10, 0.15) if not look.theme.bold else (0.14, 0.2)
    shades = [mix(_land(look), day.accent_edge if not look.theme.bold else day.ink, t) for t in (low, high)]
    out = []
    for field in city.blocks:
        for row in range(field.down):
            for column in range(field.across):
                x, y = where.at((field.at[0] + column * field.pitch, field.at[1] + row * field.pitch))
                shade = shades[(column * 5 + row * 3 + column * row) % 2]
                out.append(Square(x, y, field.side * where.cell, shade))
    return out


# --- ways -----------------------------------------------------------------------------------------


def lines(now: Situation, where: Chart) -> list[tuple[tuple[float, float], ...]]:
    """Each leg's way on the stage, as it is ridden or would be; repeated ways lie side by side."""
    out = []
    taken: Counter[frozenset[str]] = Counter()
    for at, leg in enumerate(now.step.legs):
        start = now.step.places[at]
        mode = now.state.rides[at] if at < len(now.state.rides) else now.mode if at == now.at else None
        car = mode is not None and now.step.modes[mode].car
        shift = taken[frozenset((start, leg.to))] * SHIFT
        taken[frozenset((start, leg.to))] += 1
        points = [where.at(p) for p in now.city.line(start, leg.to, car)]
        out.append(tuple((x + shift, y + shift) for x, y in points))
    return out


def along(points: tuple[tuple[float, float], ...], share: float) -> tuple[tuple[float, float], ...]:
    """The first `share` (0..1) of a line."""
    spans = [math.dist(a, b) for a, b in pairwise(points)]
    left = sum(spans) * min(max(share, 0.0), 1.0)
    out = [points[0]]
    for (a, b), span in zip(pairwise(points), spans, strict=True):
        if left <= span:
            t = left / span if span else 0.0
            out.append((a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t))
            break
        out.append(b)
        left -= span
    return tuple(out)


def ways(now: Situation, where: Chart, share: float) -> Element:
    """Planned ways dashed, ridden ones thick in the colour of their mode; the last one up to `share`."""
    day, bold = now.look.theme.day, now.look.theme.bold
    thick = min(THICK, where.cell * 0.7)
    found = lines(now, where)
    dashed = mix(day.ink, _land(now.look), 0.45)
    draws: list[Draw] = []
    for at in range(len(found) - 1, now.at - 1, -1):
        if at > now.at or now.mode is None:
            draws.append(Line(found[at], thick * 0.42, dashed, (14.0, 12.0)))
    if now.mode is not None and not now.over:
        tone = now.tone(now.mode)
        draws.append(Line(found[now.at], thick, day.ink if bold else mix(tone.deep, _land(now.look), 0.6)))
        draws.append(Line(found[now.at], thick - 6, day.card if bold else mix(tone.bright, day.card, 0.35)))
    ridden = now.at + (1 if now.moving else 0)
    for at in range(ridden):
        part = along(found[at], share) if now.moving and at == ridden - 1 else found[at]
        tone = now.tone(now.state.rides[at])
        draws.append(Line(part, thick + 4, _land(now.look)))
        draws.append(Line(part, thick, day.accent if bold else tone.deep))
    return Element("map.ways", "decor", where.rect, draws=tuple(draws))


# --- places, rain, vehicle ------------------------------------------------------------------------


def nodes(now: Situation, where: Chart) -> tuple[Draw, ...]:
    """Every place of the day with its pictogram and name; parked vehicles beside it; the rain."""
    draws: list[Draw] = []
    if not now.over and now.leg.rain:
        draws += _rain(now, where)
    for id in dict.fromkeys(now.step.places):
        draws += _node(now, where, id)
    return tuple(draws)


def _rain(now: Situation, where: Chart) -> list[Draw]:
    x, y = where.at(now.city.places[now.leg.to].at)
    ink = now.look.theme.day.ink if now.look.theme.bold else now.look.theme.domain("mobil").deep
    c = where.cell
    drops = [(x + dx * c * 1.15, y + dy * c * 1.1) for dx, dy in DROPS]
    return [
        Line(((a + c * 0.22, b - c * 0.45), (a - c * 0.22, b + c * 0.45)), max(c * 0.17, 3.0), ink)
        for a, b in drops
        if where.rect.inset(c).contains(a, b)
    ]


def _fill(now: Situation, id: str) -> Colour:
    """The colour of a place: how one came there, where one goes next, or not yet."""
    theme = now.look.theme
    rides = now.state.rides[: now.at]
    come = [mode for leg, mode in zip(now.step.legs, rides, strict=False) if leg.to == id]
    if not now.over and now.leg.to == id:
        return theme.day.accent if theme.bold else theme.domain("mobil").deep
    if come:
        return theme.day.plain if theme.bold else now.tone(come[-1]).deep
    return theme.day.ink if not theme.bold else theme.day.card


def _node(now: Situation, where: Chart, id: str) -> list[Draw]:
    look, day = now.look, now.look.theme.day
    place = now.city.places[id]
    x, y = where.at(place.at)
    side = min(NODE, where.cell * 3.1)
    box = Rect(x - side / 2, y - side / 2, side, side)
    fill = _fill(now, id)
    ink = day.card if not look.theme.bold or fill != day.card else day.ink
    draws: list[Draw] = [
        Box(box.grown(4), day.card if not look.theme.bold else day.ink, 17),
        Box(box, fill, 14),
    ]
    draws += icon(now.world.icon(place.icon), box.inset(side * 0.19), ink, mix(ink, fill, 0.45))
    size = min(look.size("label"), where.cell * 1.35)
    text = now.text(place.text)
    width = look.type.width(text, size, 600) + size * 1.1
    high = size * 1.55
    gap = side / 2 + 12
    left, top = {
        "left": (x - gap - width, y - high / 2),
        "right": (x + gap, y - high / 2),
        "above": (x - width / 2, y - gap - high),
        "below": (x - width / 2, y + gap),
    }[place.label]
    left = min(max(left, where.rect.x + 6), where.rect.right - width - 6)
    plate = Rect(left, top, width, high)
    draws.append(Box(plate, day.card, 10, day.ink if look.theme.bold else None, 2.0))
    draws.append(one_line(look, text, (plate.cx, plate.cy), Style("label", day.ink, "c", size, 600)))
    return draws + _parked(now, box, id)


def _parked(now: Situation, box: Rect, id: str) -> list[Draw]:
    """Own vehicles that wait here, if it is not home."""
    if id == now.step.home:
        return []
    spots = now.days.spots(now.state.rides[: now.at]) or ()
    own = [m.id for m in now.days.task.modes if m.own]
    waiting = [mode for mode, spot in zip(own, spots, strict=False) if spot == id]
    draws: list[Draw] = []
    for i, mode in enumerate(waiting):
        side = box.w * 0.62
        at = Rect(box.right - side * 0.45 + i * side * 1.1, box.bottom - side * 0.5, side, side)
        tone = now.tone(mode)
        draws.append(Box(at, now.look.theme.day.card, 9, tone.deep, 3.0))
        draws += icon(now.icon(mode), at.inset(side * 0.16), tone.deep)
    return draws


def vehicle(now: Situation, where: Chart, share: float) -> tuple[Element, ...]:
    """The mode one looks at: at the start of its way, or under way."""
    if now.mode is None or now.over:
        return ()
    points = lines(now, where)[now.at]
    length = sum(math.dist(a, b) for a, b in pairwise(points))
    least = min(where.cell * 3.9 / max(length, 1.0), 0.5)
    x, y = along(points, share if now.moving else least)[-1]
    side = min(NODE * 1.12, where.cell * 3.4)
    inside = where.rect.inset(side / 2 + 6)
    x, y = min(max(x, inside.x), inside.right), min(max(y, inside.y), inside.bottom)
    rect = Rect(x - side / 2, y - side / 2, side, side)
    tone = now.tone(now.mode)
    draws, face = tile(now.look, rect, Slab(tone.bright, tone.deep, None, 14, 7))
    picture = icon(
        now.icon(now.mode), face.inset(face.h * 0.15), tone.on_bright if now.look.theme.bold else tone.deep
    )
    return (
        Element(
            "map.vehicle", "decor", rect, draws=(*draws, *picture), state=("moving",) if now.moving else ()
        ),
    )
