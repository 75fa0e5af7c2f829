"""Strengths side by side: a radar with a square at every value, or the same as rows of squares."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.core.frame import Colour, Draw, Element, Line, Poly, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui.facts import Axis, Radar
from kiosk.ui.layout import Align, Style, centred, cut_bottom, cut_left, cut_right, fit, one_line, rows
from kiosk.ui.look import Look
from kiosk.ui.parts import card
from kiosk.ui.theme import Domain, mix

LEAST_RADIUS = 112.0  # below this the words would be larger than the picture: rows say it better
RINGS = 5
STEEP = 0.2  # an axis that leans less than this to a side has its words above or below
ASIDE = 30.0  # from the end of an axis to its words
AFTER = "stadt"
"""The colour of what the chosen steps add."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Tones:
    """Colours of the three lines: today, after the steps, the crowd; and the face of today's shape."""

    today: Colour
    face: Colour
    after: Colour
    crowd: Colour


def tones(look: Look, domain: Domain) -> Tones:
    day = look.theme.day
    if look.theme.bold:
        return Tones(day.ink, mix(day.card, day.plain, 0.5), day.accent, day.plain)
    return Tones(domain.mark, domain.bright, look.theme.domain(AFTER).mark, day.grey)


@dataclass(frozen=True, slots=True)
class Web:
    """Where the radar lies: its centre, and the length of an axis.

    above: words stand above and below the ends of the axes instead of beside them, where room is narrow.
    """

    x: float
    y: float
    radius: float
    axes: int
    above: bool = False

    def at(self, index: int, share: float) -> Point:
        """The point at a share (0..1) of an axis; the first points up, the others follow clockwise."""
        angle = 2 * math.pi * index / self.axes - math.pi / 2
        return self.x + math.cos(angle) * self.radius * share, self.y + math.sin(angle) * self.radius * share

    def shape(self, shares: Sequence[float]) -> tuple[Point, ...]:
        return tuple(self.at(i, share) for i, share in enumerate(shares))


def panel(look: Look, rect: Rect, radar: Radar, domain: Domain, unfolded: float = 1.0) -> Element:
    """The radar on a card, or its rows where large words leave no room. unfolded: 0..1 of its size."""
    inner = rect.inset(30, 24)
    key, room = cut_bottom(inner, _legend_height(look, radar, inner.w), 10)
    web = _web(look, radar, room)
    if web.radius < LEAST_RADIUS * (1 + (look.grow - 1) * 0.6):
        return listed(look, rect, radar, domain)
    draws = (
        card(look, rect),
        *_ground(look, web, domain),
        *_shapes(look, web, radar, domain, unfolded),
        *_names(look, web, radar, domain),
        *_legend(look, key, radar, domain),
    )
    return Element("radar", "chart", rect, radar.spoken, draws)


def listed(look: Look, rect: Rect, radar: Radar, domain: Domain, id: str = "radar") -> Element:
    """Every strength as a row of squares on a card; what the steps add is outlined."""
    inner = rect.inset(30, 22)
    height = min(inner.h / len(radar.axes), 96.0 * look.grow)
    field = centred(inner, inner.w, height * len(radar.axes))
    size = min(look.size("small"), height * 0.66)
    names = max(look.type.width(axis.label, size, 700) for axis in radar.axes)
    names = min(names, inner.w * 0.5)
    draws: list[Draw] = [card(look, rect)]
    for axis, row in zip(radar.axes, rows(field, len(radar.axes), 0), strict=True):
        left, rest = cut_left(row, names, 24)
        style = Style("small", look.theme.day.ink, size=size, weight=700)
        draws += fit(look, axis.label, left, style, middle=True).draws
        draws += _row(look, axis, rest, (radar.most, domain, size))
    return Element(id, "chart", rect, radar.spoken, tuple(draws))


def _row(look: Look, axis: Axis, rect: Rect, how: tuple[float, Domain, float]) -> tuple[Draw, ...]:
    """One square for every point: full today, outlined after the steps, pale beyond."""
    most, domain, size = how
    day, tone = look.theme.day, tones(look, domain)
    room = look.type.width(axis.figure, size * 0.86, 600)
    figure: tuple[Draw, ...] = ()
    if room < rect.w * 0.45:
        right, rest = cut_right(rect, room, 20)
        style = Style("label", day.muted, "r", size * 0.86, 600)
        figure, rect = (one_line(look, axis.figure, (right.right, right.cy), style),), rest
    count = max(round(most), 1)
    pitch = min(rect.w / count, rect.h * 0.86, 84.0)
    side = pitch * 0.84
    empty = Square(0, 0, side, day.empty, "outline" if look.theme.bold else "solid", day.empty)
    full = Square(0, 0, side, day.accent if look.theme.bold else domain.mark)
    added = Square(0, 0, side, tone.after, "outline", tone.after)
    today = round(axis.today or 0.0)
    after = round(axis.after) if axis.today is not None else 0
    squares = (full if i < today else added if i < after else empty for i in range(count))
    y = rect.cy - side / 2
    placed = tuple(square._replace(x=rect.x + i * pitch, y=y) for i, square in enumerate(squares))
    return Squares(placed), *figure


def _label_sizes(look: Look) -> tuple[float, float]:
    """Sizes of a strength's name and of its number."""
    return look.size("small"), look.size("label")


def _web(look: Look, radar: Radar, room: Rect) -> Web:
    """The largest web whose words still fit into `room`."""
    count = len(radar.axes)
    name, figure = _label_sizes(look)
    high = (room.h - 2 * ((name + figure) * 1.25 + ASIDE * 0.6)) / 2
    beside = above = high
    for i, axis in enumerate(radar.axes):
        side = abs(math.cos(2 * math.pi * i / count - math.pi / 2))
        if side > STEEP:
            wide = max(look.type.width(axis.label, name, 700), look.type.width(axis.figure, figure, 500))
            beside = min(beside, (room.w / 2 - wide - ASIDE - 8) / side)
            above = min(above, (room.w / 2 - wide / 2) / side)
    narrow = beside < above * 0.85
    return Web(room.cx, room.cy, max(above if narrow else beside, 0.0), count, narrow)


def _ground(look: Look, web: Web, domain: Domain) -> tuple[Draw, ...]:
    """Rings in two pale tones, or thin lines where the theme has no tints; and the axes."""
    day = look.theme.day
    draws: list[Draw] = []
    for ring in range(RINGS, 0, -1):
        shape = web.shape([ring / RINGS] * web.axes)
        if look.theme.bold:
            draws.append(Line((*shape, shape[0]), 2.0, day.plain))
        else:
            draws.append(Poly(shape, domain.tint if ring % 2 else day.card))
    line = day.plain if look.theme.bold else mix(domain.tint, domain.mark, 0.22)
    draws += [Line(((web.x, web.y), web.at(i, 1.0)), 2.5, line) for i in range(web.axes)]
    return tuple(draws)


def _shapes(look: Look, web: Web, radar: Radar, domain: Domain, unfolded: float) -> tuple[Draw, ...]:
    """The crowd pale, today solid with a square at every value, after the steps dashed."""
    tone = tones(look, domain)
    today = [(axis.today or 0.0) / radar.most * unfolded for axis in radar.axes]
    shape = web.shape(today)
    draws: list[Draw] = [Poly(shape, tone.face), Line((*shape, shape[0]), 6.0, tone.today)]
    if radar.compared and unfolded >= 1.0:
        others = web.shape([(axis.crowd or 0.0) / radar.most for axis in radar.axes])
        draws.append(Line((*others, others[0]), 5.0, tone.crowd))
    if radar.lifted:
        after = [(axis.after if axis.today is not None else 0.0) / radar.most for axis in radar.axes]
        lifted = web.shape(after)
        draws.append(Line((*lifted, lifted[0]), 5.0, tone.after, (14.0, 10.0)))
        added = [point for axis, point in zip(radar.axes, lifted, strict=True) if _raised(axis)]
        draws.append(_nodes(look, added, tone.after))
    known = [point for axis, point in zip(radar.axes, shape, strict=True) if axis.today is not None]
    draws.append(_nodes(look, known, tone.today))
    return tuple(draws)


def _raised(axis: Axis) -> bool:
    return axis.today is not None and axis.after > axis.today


def _nodes(look: Look, points: Sequence[Point], colour: Colour) -> Squares:
    side = 24.0 * (1 + (look.grow - 1) * 0.4)
    return Squares(tuple(Square(x - side / 2, y - side / 2, side, colour) for x, y in points))


def _names(look: Look, web: Web, radar: Radar, domain: Domain) -> tuple[Draw, ...]:
    """Name and number at the end of every axis."""
    day = look.theme.day
    name, figure = _label_sizes(look)
    deep = day.ink if look.theme.bold else domain.mark
    draws: list[Draw] = []
    for i, axis in enumerate(radar.axes):
        x, y, align = _place(web, i, name + figure)
        first, second = (x, y - figure * 0.62), (x, y + name * 0.62)
        draws.append(one_line(look, axis.label, first, Style("small", day.ink, align, name, 700)))
        draws.append(one_line(look, axis.figure, second, Style("label", deep, align, figure, 500)))
    return tuple(draws)


def _place(web: Web, index: int, high: float) -> tuple[float, float, Align]:
    """Where the words of an axis lie: the middle of their two lines, `high` together."""
    x, y = web.at(index, 1.0)
    aside, up = (x - web.x) / web.radius, (y - web.y) / web.radius
    if web.above or abs(aside) <= STEEP:
        return x, y + (1 if up > 0 else -1) * (high * 0.66 + ASIDE * 0.6), "c"
    return (x + ASIDE, y, "l") if aside > 0 else (x - ASIDE, y, "r")


# --- what the lines mean ----------------------------------------------------------------


def _entries(look: Look, radar: Radar, domain: Domain) -> list[tuple[str, Line]]:
    """The lines there are, with their words; each line lies at the origin, 52 u long."""
    tone = tones(look, domain)
    flat = ((0.0, 0.0), (52.0, 0.0))
    found = [(radar.today, Line(flat, 6.0, tone.today))]
    if radar.lifted:
        found.append((radar.after, Line(flat, 5.0, tone.after, (14.0, 10.0))))
    if radar.compared:
        found.append((radar.crowd, Line(flat, 5.0, tone.crowd)))
    return found


def _legend_rows(
    look: Look, entries: Sequence[tuple[str, Line]], width: float
) -> list[list[tuple[str, Line]]]:
    """The entries in as few rows as their words fit into."""
    out, used = [[entries[0]]], _entry_width(look, entries[0][0])
    for entry in entries[1:]:
        wide = _entry_width(look, entry[0])
        if used + wide > width:
            out.append([])
            used = 0.0
        out[-1].append(entry)
        used += wide
    return out


def _entry_width(look: Look, text: str) -> float:
    return 52 + 16 + look.type.width(text, look.size("label"), 600) + 36


def _legend_height(look: Look, radar: Radar, width: float) -> float:
    plain = look.theme.domain(None)
    return len(_legend_rows(look, _entries(look, radar, plain), width)) * look.size("label") * 1.5


def _legend(look: Look, rect: Rect, radar: Radar, domain: Domain) -> tuple[Draw, ...]:
    """Every line with its words, in rows that are centred below the web."""
    draws: list[Draw] = []
    lines = _legend_rows(look, _entries(look, radar, domain), rect.w)
    for row, place in zip(lines, rows(rect, len(lines), 0), strict=True):
        x = rect.cx - (sum(_entry_width(look, text) for text, _ in row) - 36) / 2
        for text, line in row:
            draws.append(replace(line, points=((x, place.cy), (x + 52, place.cy))))
            style = Style("label", look.theme.day.ink, weight=600)
            draws.append(one_line(look, text, (x + 68, place.cy), style))
            x += _entry_width(look, text)
    return tuple(draws)
