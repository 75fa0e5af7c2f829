"""The cloud: every day of this person as a square, one's own lit, the best line through it."""

from __future__ import annotations

from kiosk.content.template import written
from kiosk.core.frame import Box, Colour, Draw, Element, Line, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui.latest import latest
from kiosk.ui.layout import Style, fit, one_line
from kiosk.ui.look import Look
from kiosk.ui.parts import card
from kiosk.ui.theme import mix
from scenes.kinds.route.best import SINGLE, cloud, drawn_line, line, line_days, reach
from scenes.kinds.route.days import MILLION, Score, Task
from scenes.kinds.route.panel import rainy, wet_words
from scenes.kinds.route.situation import Situation

SHADES = 5


def field(look: Look, rect: Rect) -> Rect:
    """Where the marks lie inside the card."""
    words = look.size("label") * 1.5 if look.text < 200 else 0.0
    return Rect(rect.x + 44, rect.y + 30 + words, rect.w - 88, rect.h - 60 - 2.2 * words)


class Scale:
    """From minutes and grams (in millionths) to the stage: quick is left, little CO2 is below."""

    def __init__(self, task: Task, room: Rect) -> None:
        low, high = reach(task)
        self.low, self.high, self.room = low, high, room

    def at(self, time: float, co2: float) -> tuple[float, float]:
        x = (time - self.low[0]) / max(self.high[0] - self.low[0], 1)
        y = (co2 - self.low[2]) / max(self.high[2] - self.low[2], 1)
        return self.room.x + x * self.room.w, self.room.bottom - y * self.room.h

    def shade(self, cost: float) -> int:
        share = (cost - self.low[1]) / max(self.high[1] - self.low[1], 1)
        return min(int(share * SHADES), SHADES - 1)


def shades(look: Look) -> tuple[Colour, ...]:
    """From cheap to dear."""
    day = look.theme.day
    if look.theme.bold:
        return tuple(mix(day.plain, day.empty, i / (SHADES - 1)) for i in range(SHADES))
    cheap, dear = look.theme.domain("stadt"), look.theme.domain("klima")
    middle = look.theme.domain("energie")
    ends = (mix(cheap.bright, cheap.deep, 0.45), middle.bright, mix(dear.bright, dear.deep, 0.35))
    return (ends[0], mix(ends[0], ends[1], 0.6), ends[1], mix(ends[1], ends[2], 0.55), ends[2])


@latest
def marks(look: Look, task: Task, room: Rect) -> Squares:
    """One square for each day, or for each cell where there are too many: the same object every time."""
    scale, colours = Scale(task, room), shades(look)
    found = cloud(task)
    most = max(mark.days for mark in found)
    base = 8.5 if len(found) > 600 else 12.0
    squares = []
    for mark in found:
        x, y = scale.at(mark.time, mark.co2)
        side = base * (0.75 + 0.6 * (mark.days / most) ** 0.5) if most > 1 else base
        squares.append(Square(x - side / 2, y - side / 2, side, colours[scale.shade(mark.cost)]))
    return Squares(tuple(squares))


def _both(task: Task) -> bool:
    """Whether both directions of the chart count."""
    return task.criteria[0] and task.criteria[2]


@latest
def unbeaten(look: Look, task: Task, room: Rect) -> Squares:
    """A dark square for each day that no day beats; none where they are too many or lie nowhere."""
    scale, ink = Scale(task, room), look.theme.day.accent if look.theme.bold else look.theme.day.ink
    side = 6.0
    spots = {scale.at(total[0], total[2]) for total in line(task) or ()} if _both(task) else set()
    return Squares(tuple(Square(x - side / 2, y - side / 2, side, ink) for x, y in sorted(spots)))


def picture(now: Situation, rect: Rect) -> tuple[Element, ...]:
    """The card with all days, and one's own above them."""
    room = field(now.look, rect)
    task = now.days.task
    many = now.days.count > SINGLE
    days = now.say("route_cells" if many else "route_cloud", days=float(now.days.count))
    label = f"{days} {_ends(now, 'time', 0)}. {_ends(now, 'co2', 2)}."
    squares = marks(now.look.untouched(), task, room)
    best = unbeaten(now.look.untouched(), now.judged, room)
    draws: tuple[Draw, ...] = (card(now.look, rect), squares, best, *_frame(now, rect, room))
    return (
        Element("cloud", "chart", rect, label, draws, value=len(squares.squares)),
        _own(now, rect, room),
    )


def _ends(now: Situation, of: str, at: int) -> str:
    """What a direction of the chart measures, and between what."""
    meter = now.meter(of)
    if meter is None:
        return ""
    low, high = reach(now.days.task)
    ends = [written(end[at] / MILLION, now.look.language, 0) for end in (low, high)]
    return now.say(
        "route_range", meter=now.text(meter.text), low=ends[0], high=ends[1], unit=now.text(meter.unit)
    )


def _frame(now: Situation, rect: Rect, room: Rect) -> tuple[Draw, ...]:
    """The two directions, the key of the colours, and the edge of the cloud."""
    look, day = now.look, now.look.theme.day
    size = look.size("label")
    style = Style("label", day.muted, size=min(size, 36.0))
    axis = mix(day.line, day.card, 0.45)
    draws: list[Draw] = [
        Line(
            (
                (room.x - 18, room.y - 10),
                (room.x - 18, room.bottom + 18),
                (room.right + 14, room.bottom + 18),
            ),
            3,
            axis,
        )
    ]
    if (text := _ends(now, "co2", 2)) and look.text < 200:
        above = Rect(rect.x + 26, rect.y + 16, rect.w * 0.5, size * 1.4)
        draws += fit(look, text, above, style, middle=True).draws
    if (text := _ends(now, "time", 0)) and look.text < 200:
        below = Rect(room.x + room.w * 0.5, room.bottom + 24, room.w * 0.5, size * 1.4)
        draws += fit(look, text, below, Style("label", day.muted, "r", style.size), middle=True).draws
    if (meter := now.meter("cost")) and look.text < 200:
        draws += _key(
            now,
            Rect(rect.x + rect.w * 0.56, rect.y + 16, rect.w * 0.44 - 26, size * 1.4),
            now.text(meter.text),
        )
    if look.text < 200 and line_days(now.judged):
        y = room.bottom + 24 + size * 0.7
        text = now.say("route_unbeaten", line=float(line_days(now.judged)))
        dark = day.accent if look.theme.bold else day.ink
        draws.append(Squares((Square(room.x - 12, y - 7, 14, dark),)))
        told = one_line(look, text, (room.x + 16, y), style)
        draws.append(told)
        draws += _edge_key(now, (told.left + told.width + 36, y), room, style)
    scale = Scale(now.days.task, room)
    edge = tuple(scale.at(t, g) for t, g in drawn_line(now.days.task)) if _both(now.judged) else ()
    if len(edge) > 1:
        draws.append(Line(edge, 9.0, day.card))
        draws.append(Line(edge, 5.0, day.accent if look.theme.bold else day.ink))
    return tuple(draws)


def _edge_key(now: Situation, at: tuple[float, float], room: Rect, style: Style) -> list[Draw]:
    """What the thick line is, where there is room to say so."""
    x, y = at
    day = now.look.theme.day
    word = one_line(now.look, now.say("route_edge"), (x + 40, y), style)
    if not _both(now.judged) or word.left + word.width > room.x + room.w * 0.64:
        return []
    return [Line(((x, y), (x + 28, y)), 5.0, day.accent if now.look.theme.bold else day.ink), word]


def _key(now: Situation, rect: Rect, word: str) -> list[Draw]:
    """Squares from cheap to dear with the meter's name and both ends."""
    look, day = now.look, now.look.theme.day
    meter = now.meter("cost")
    assert meter is not None
    low, high = reach(now.days.task)
    size = min(look.size("label"), 36.0) * 0.92
    style = Style("label", day.muted, "r", size)
    last = one_line(look, now.amount(meter, high), (rect.right, rect.cy), style)
    side = size * 0.8
    x = last.left - 12 - SHADES * (side + 4)
    squares = [Square(x + i * (side + 4), rect.cy - side / 2, side, c) for i, c in enumerate(shades(look))]
    first = one_line(look, f"{word} {now.figure(meter, low)}", (x - 10, rect.cy), style)
    return [first, Squares(tuple(squares)), last] if first.left > rect.x else [Squares(tuple(squares)), last]


def _own(now: Situation, rect: Rect, room: Rect) -> Element:
    """One's own day: a ring around a lit square, and its name beside it."""
    look, day = now.look, now.look.theme.day
    total: Score = now.ridden
    x, y = Scale(now.days.task, room).at(total[0], total[2])
    side = 24.0
    ring = side + 22
    lit = day.accent
    draws: list[Draw] = [
        Box(Rect(x - ring / 2 - 4, y - ring / 2 - 4, ring + 8, ring + 8), None, 16, day.card, 13),
        Box(Rect(x - ring / 2, y - ring / 2, ring, ring), None, 13, day.ink, 6),
        Squares((Square(x - side / 2, y - side / 2, side, lit),)),
    ]
    text = now.say("route_yours")
    size = look.size("label")
    width = look.type.width(text, size, 700) + 26
    left = x + ring / 2 + 12 if x + ring / 2 + 12 + width < rect.right - 8 else x - ring / 2 - 12 - width
    plate = Rect(left, min(max(y - size * 0.8, rect.y + 8), rect.bottom - size * 1.6 - 8), width, size * 1.6)
    draws.append(Box(plate, day.ink, 10))
    draws.append(one_line(look, text, (plate.cx, plate.cy), Style("label", day.card, "c", size, 700)))
    parts = [f"{now.text(m.text)} {now.amount(m, total)}" for m in now.step.meters.values()]
    parts += [wet_words(now)] if rainy(now) else []
    return Element("own", "status", rect, f"{text}: {', '.join(parts)}", tuple(draws))
