"""Where things lie: the question across both halves, each half with its scale at the outer edge.

Landscape and portrait have the same parts. In portrait and within low reach everything one touches lies
low; where text is large the picture makes room for it.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.geometry import Rect
from kiosk.ui.layout import columns, cut_bottom, cut_left, cut_right, cut_top
from kiosk.ui.look import Look

EDGE = 36.0
GAP = 18.0
SCALE_W = 148.0
REACH = 0.48
"""In portrait everything one touches lies in this share of the stage, from below."""
LOW = 470.0
"""Height of all that is touched within low reach in landscape."""
FIELD = 62.0


@dataclass(frozen=True, slots=True)
class Side:
    """One half. ground: all of it. low, high: the words at both ends of the scale. karo: None without room.

    foot: the lock with minus and plus, for somebody who does not play a single wide place.
    """

    ground: Rect
    track: Rect
    low: Rect
    high: Rect
    karo: Rect | None
    name: Rect
    number: Rect
    unit: Rect
    less: Rect
    lock: Rect
    more: Rect

    @property
    def foot(self) -> Rect:
        return self.less.union(self.lock).union(self.more)


@dataclass(frozen=True, slots=True)
class Places:
    """card: question and truth. fields: the row of fields. told: what is said about a truth."""

    card: Rect
    fields: Rect
    clock: Rect
    sides: tuple[Side, Side]
    told: Rect


def places(look: Look, area: Rect, told: bool) -> Places:
    """told: the truth is up. Then nothing is touched in the halves, and words take the room."""
    return _upright(look, area, told) if look.portrait else _wide(look, area, told)


def _mirrored(left: Side, area: Rect) -> Side:
    """The same half on the other side; reading order within it stays."""

    def over(rect: Rect) -> Rect:
        return Rect(area.x + area.right - rect.right, rect.y, rect.w, rect.h)

    less, more = over(left.more), over(left.less)
    return Side(
        over(left.ground), over(left.track), over(left.low), over(left.high),
        over(left.karo) if left.karo is not None else None,
        over(left.name), over(left.number), over(left.unit), less, over(left.lock), more,
    )  # fmt: skip


def _card(look: Look, area: Rect, width: float, height: float) -> tuple[Rect, Rect, float]:
    """The card, the row of fields below it, and where the rest begins."""
    top = area.y + (28.0 if look.text < 200 else 16.0)
    card = Rect(area.cx - width / 2, top, width, height)
    side = FIELD if not look.large else 50.0
    fields = Rect(area.cx - width * 0.4, card.bottom + 16, width * 0.8, side)
    return card, fields, fields.bottom + 14


def _scale(look: Look, column: Rect) -> tuple[Rect, Rect, Rect]:
    """The track and the words above and below it."""
    words = look.size("label") * (1.3 if not look.large else 1.15)
    high, rest = cut_top(column, words, 6)
    low, track = cut_bottom(rest, words, 6)
    wide = 2 * (column.cx - EDGE / 3)
    return track, Rect(low.cx - wide / 2, low.y, wide, words), Rect(high.cx - wide / 2, high.y, wide, words)


def _buttons(look: Look, rect: Rect) -> tuple[Rect, Rect, Rect]:
    """Minus, lock and plus in a row."""
    side = max(look.target, 96.0)
    less, rest = cut_left(rect, side, GAP)
    more, lock = cut_right(rest, side, GAP)
    return less, lock, more


def _wide(look: Look, area: Rect, told: bool) -> Places:
    tall = {100: 216.0, 150: 250.0}.get(look.text, 256.0)
    width = area.w - 2 * (290.0 if not look.large else 150.0)
    low = look.low and not told
    if low:
        tall = min(area.h - LOW - FIELD - 64.0, tall * 1.35)
    card, fields, top = _card(look, area, width, tall)
    room = Rect(area.x, top, area.w / 2, area.bottom - top - 18)
    if low:
        room = cut_bottom(room, min(room.h, LOW))[0]
    track, low_end, high_end = _scale(look, Rect(area.x + EDGE, room.y, SCALE_W, room.h))
    inner = Rect(track.right + 30, room.y, room.right - track.right - 30 - 100, room.h)
    foot_h = 112.0 * (1 + (look.grow - 1) * 0.3)
    foot, rest = cut_bottom(inner, foot_h, 14)
    terse = told and look.large  # the unit stands beside the truth
    unit_h = 0.0 if terse else look.size("small") * 1.3
    karo_h = 132.0 if rest.h - look.size("card") - unit_h - 300 > 0 and not (told or look.large) else 0.0
    tall = karo_h + look.size("button") * 1.3 + unit_h + (26 if karo_h else 0) + 170
    rest = rest if told else cut_top(rest, 0.0, max((rest.h - tall) * 0.45, 0.0))[1]
    karo, rest = cut_top(rest, karo_h, 26 if karo_h else 0)
    name, rest = cut_top(rest, look.size("button") * 1.3, 6)
    number, rest = cut_top(rest, min(102.0 if terse else 140.0 if told else 160.0, rest.h - unit_h), 4)
    unit = Rect(rest.x, rest.y, rest.w, unit_h)
    mascot = Rect(karo.cx - karo_h / 2, karo.y, karo_h, karo_h) if karo_h else None
    left = Side(
        Rect(area.x, area.y, area.w / 2, area.h), track, low_end, high_end, mascot, name, number, unit,
        *_buttons(look, foot),
    )  # fmt: skip
    below = unit.bottom + 10
    words = Rect(inner.x, below, area.w - 2 * (inner.x - area.x), room.bottom - below)
    clock = Rect(area.cx - 80, room.y, 160, 92)
    return Places(card, fields, clock, (left, _mirrored(left, area)), words)


def _upright(look: Look, area: Rect, told: bool) -> Places:
    line = look.stage.h * (1 - REACH)
    tall, waits = {100: 292.0, 150: 318.0}.get(look.text, 322.0), 84.0
    if told and look.large:  # no clock runs beside a truth, and its card has three texts
        tall, waits = tall + waits, 0.0
    card, fields, top = _card(look, area, area.w - 2 * 48, tall)
    clock = Rect(area.cx - 80, top, 160, waits)
    upper = Rect(area.x + EDGE, clock.bottom + 12, area.w / 2 - EDGE - 20, line - clock.bottom - 24)
    name_h, unit_h = look.size("button") * 1.25, look.size("small") * 1.3
    number_h = min(150.0, upper.h - name_h - unit_h - 14)
    spare = upper.h - name_h - number_h - unit_h - 14
    name, rest = cut_top(cut_top(upper, 0.0, spare * 0.5)[1], name_h, 8)
    number, rest = cut_top(rest, number_h, 6)
    unit = Rect(rest.x, rest.y, rest.w, unit_h)
    lower = Rect(area.x + EDGE, line, area.w / 2 - EDGE - 20, area.bottom - line - 20)
    column, inner = cut_left(lower, SCALE_W, 26)
    track, low_end, high_end = _scale(look, column)
    steps, rest = cut_bottom(inner, max(look.target, 104.0), GAP)
    less, more = columns(steps, 2, GAP)
    lock, rest = cut_bottom(rest, 150.0, 24)
    side = min(rest.h - 40, rest.w * 0.6, 190.0)
    mascot = Rect(rest.cx - side / 2, rest.cy - side / 2, side, side) if side >= 90 else None
    left = Side(
        Rect(area.x, area.y, area.w / 2, area.h), track, low_end, high_end, mascot, name, number, unit,
        less, lock, more,
    )  # fmt: skip
    across = area.w - 2 * (inner.x - area.x)
    words = Rect(inner.x, unit.bottom + 14, across, area.bottom - unit.bottom - 34)
    return Places(card, fields, clock, (left, _mirrored(left, area)), words)
