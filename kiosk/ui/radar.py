"""Strengths side by side: a radar with a square at every value, or the same as rows of squares."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations

from kiosk.core.frame import Colour, Draw, Element, Line, Poly, Square, Squares
from kiosk.core.geometry import Rect, Size
from kiosk.ui.facts import Axis, Radar
from kiosk.ui.layout import Align, Style, centred, cut_bottom, cut_left, cut_right, fit, one_line, rows
from kiosk.ui.look import Look
from kiosk.ui.parts import card
from kiosk.ui.theme import Domain, mix

LEAST_RADIUS = 112.0  # below this the words would be larger than the picture: rows say it better
RINGS = 5
STEEP = 0.2  # an axis that leans less than this to a side has its words above or below
ASIDE = 30.0  # from the end of an axis to its words
LEADING = 1.12  # height of a line of words in its type size
OFF = 6.0  # between words and the rim, at the least
PUSH, PUSHES = 8.0, 14  # how far words give way to the rim at a time, and how often
TRIES = 24  # lengths of an axis that are tried, from the longest
AFTER = "stadt"
"""The colour of what the chosen steps add."""
DASHED, DOTTED = (14.0, 10.0), (1.0, 13.0)
"""After the steps, and the crowd: nobody has to tell the lines apart by their colours."""
SWATCH, NODE = 52.0, 24.0

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
    return Tones(domain.mark, domain.bright, look.theme.domain(AFTER).mark, day.muted)


@dataclass(frozen=True, slots=True)
class Web:
    """Where the radar lies: its centre, the length of an axis, and the room its words have.

    above: words stand above and below the ends of the axes instead of beside them, where room is narrow.
    """

    room: Rect
    radius: float
    axes: int
    above: bool = False

    @property
    def x(self) -> float:
        return self.room.cx

    @property
    def y(self) -> float:
        return self.room.cy

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
    if web is None:
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


def _web(look: Look, radar: Radar, room: Rect) -> Web | None:
    """The largest web whose words still fit into `room`; None where rows say it better."""
    least = LEAST_RADIUS * (1 + (look.grow - 1) * 0.6)
    sizes = _word_sizes(look, radar)
    beside, above = (_largest(sizes, room, least, narrow) for narrow in (False, True))
    if beside is None or above is None:
        return beside or above
    return above if beside.radius < above.radius * 0.85 else beside


@lru_cache(maxsize=64)
def _largest(sizes: tuple[Size, ...], room: Rect, least: float, above: bool) -> Web | None:
    """Searched once for the same words on the same card: an unfolding radar is drawn sixty times a second."""
    most = min(room.w, room.h) / 2
    tries = (most - (most - least) * k / TRIES for k in range(TRIES + 1))
    webs = (Web(room, radius, len(sizes), above) for radius in tries if radius >= least)
    return next((web for web in webs if _clear(web, [_words(web, i, s) for i, s in enumerate(sizes)])), None)


def _word_sizes(look: Look, radar: Radar) -> tuple[Size, ...]:
    """What the two lines at the end of every axis take."""
    name, figure = _label_sizes(look)
    width, high = look.type.width, (name + figure) * LEADING
    return tuple(
        Size(max(width(axis.label, name, 700), width(axis.figure, figure, 500)), high) for axis in radar.axes
    )


def _words(web: Web, index: int, size: Size) -> Rect:
    """Where the words of an axis lie: beside its end; or above or below it, as far out as there is room,
    and so far up or down that they leave the web."""
    wide, high, (x, y) = size.w, size.h, web.at(index, 1.0)
    aside, up = (x - web.x) / web.radius, (y - web.y) / web.radius
    if not web.above and abs(aside) > STEEP:
        return Rect(x + ASIDE if aside > 0 else x - ASIDE - wide, y - high / 2, wide, high)
    left = x - wide / 2
    if abs(aside) > STEEP:
        outward = x if aside > 0 else x - wide
        left = min(max(outward, web.room.x), web.room.right - wide)
    rect = Rect(left, y + ASIDE * 0.6 if up > 0 else y - ASIDE * 0.6 - high, wide, high)
    pushed = (rect.moved(0, math.copysign(k * PUSH, up)) for k in range(PUSHES))
    return next((each for each in pushed if _outside(web, each)), rect)


def _clear(web: Web, words: Sequence[Rect]) -> bool:
    """Whether all words lie inside the room, off the web, and off each other."""
    inside = all(web.room.holds(rect) for rect in words)
    return (
        inside
        and not any(a.overlaps(b) for a, b in combinations(words, 2))
        and all(_outside(web, rect) for rect in words)
    )


def _outside(web: Web, rect: Rect) -> bool:
    """Whether a rectangle lies off the web: beyond one of its sides, or beside all of its corners."""
    corners = [(x - web.x, y - web.y) for x in (rect.x, rect.right) for y in (rect.y, rect.bottom)]
    near = web.radius * math.cos(math.pi / web.axes) + OFF
    for side in range(web.axes):
        angle = 2 * math.pi * (side + 0.5) / web.axes - math.pi / 2
        if all(x * math.cos(angle) + y * math.sin(angle) >= near for x, y in corners):
            return True
    ends = web.shape([1.0] * web.axes)
    xs, ys = [x for x, _ in ends], [y for _, y in ends]
    around = Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)).grown(OFF)
    return not around.overlaps(rect)


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
    """Today solid and filled, with a square at every value; after the steps dashed; the crowd dotted."""
    tone = tones(look, domain)
    today = [(axis.today or 0.0) / radar.most * unfolded for axis in radar.axes]
    shape = web.shape(today)
    draws: list[Draw] = [Poly(shape, tone.face), Line((*shape, shape[0]), 6.0, tone.today)]
    if radar.compared and unfolded >= 1.0:
        others = web.shape([(axis.crowd or 0.0) / radar.most for axis in radar.axes])
        draws.append(Line((*others, others[0]), 7.0, tone.crowd, DOTTED))
    if radar.lifted:
        after = [(axis.after if axis.today is not None else 0.0) / radar.most for axis in radar.axes]
        lifted = web.shape(after)
        draws.append(Line((*lifted, lifted[0]), 5.0, tone.after, DASHED))
        added = [point for axis, point in zip(radar.axes, lifted, strict=True) if _raised(axis)]
        draws.append(_nodes(look, added, tone.after))
    known = [point for axis, point in zip(radar.axes, shape, strict=True) if axis.today is not None]
    draws.append(_nodes(look, known, tone.today))
    return tuple(draws)


def _raised(axis: Axis) -> bool:
    return axis.today is not None and axis.after > axis.today


def _nodes(look: Look, points: Sequence[Point], colour: Colour) -> Squares:
    side = NODE * (1 + (look.grow - 1) * 0.4)
    return Squares(tuple(Square(x - side / 2, y - side / 2, side, colour) for x, y in points))


def _names(look: Look, web: Web, radar: Radar, domain: Domain) -> tuple[Draw, ...]:
    """Name and number at the end of every axis."""
    day = look.theme.day
    name, figure = _label_sizes(look)
    deep = day.ink if look.theme.bold else domain.mark
    draws: list[Draw] = []
    for i, (axis, size) in enumerate(zip(radar.axes, _word_sizes(look, radar), strict=True)):
        rect = _words(web, i, size)
        x, align = _edge(web, rect)
        first, second = (x, rect.y + name * LEADING / 2), (x, rect.bottom - figure * LEADING / 2)
        draws.append(one_line(look, axis.label, first, Style("small", day.ink, align, name, 700)))
        draws.append(one_line(look, axis.figure, second, Style("label", deep, align, figure, 500)))
    return tuple(draws)


def _edge(web: Web, rect: Rect) -> tuple[float, Align]:
    """The edge of the words of an axis that is nearest to the web: where both lines begin or end."""
    if abs(rect.cx - web.x) < 1:
        return rect.cx, "c"
    return (rect.x, "l") if rect.cx > web.x else (rect.right, "r")


# --- what the lines mean ----------------------------------------------------------------


def _entries(look: Look, radar: Radar, domain: Domain) -> list[tuple[str, Line]]:
    """The lines there are, with their words; each line lies at the origin, as long as a swatch."""
    tone = tones(look, domain)
    flat = ((0.0, 0.0), (SWATCH, 0.0))
    found = [(radar.today, Line(flat, 6.0, tone.today))]
    if radar.lifted:
        found.append((radar.after, Line(flat, 5.0, tone.after, DASHED)))
    if radar.compared:
        found.append((radar.crowd, Line(flat, 7.0, tone.crowd, DOTTED)))
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
    return SWATCH + 16 + look.type.width(text, look.size("label"), 600) + 36


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
            draws.append(replace(line, points=((x, place.cy), (x + SWATCH, place.cy))))
            if line.dash is None:
                draws.append(_nodes(look, [(x + SWATCH / 2, place.cy)], line.colour))
            style = Style("label", look.theme.day.ink, weight=600)
            draws.append(one_line(look, text, (x + SWATCH + 16, place.cy), style))
            x += _entry_width(look, text)
    return tuple(draws)
