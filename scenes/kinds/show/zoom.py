"""What one person would do, if ever more did it: the wall of squares zooms out step by step."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.content.template import Template
from kiosk.core.ease import out_quint
from kiosk.core.frame import Draw, Element, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui.facts import rounded
from kiosk.ui.layout import Style, columns, cut_bottom, cut_top, fit, grid
from kiosk.ui.parts import card, words
from kiosk.ui.scene import Paint, Turn
from scenes.kinds.show.schema import Show

STEP_S = 1.2
ZOOM_S = 0.8
MOST = 400
"""Squares of a wall; for more people one square stands for ten, a hundred, a thousand."""


@dataclass(frozen=True, slots=True)
class Wall:
    """So many people, the kilograms they would come to, and how many of them one square stands for."""

    people: int
    kg: float
    per: int

    @property
    def squares(self) -> int:
        return max(round(self.people / self.per), 1)


def walls(step: Show, turn: Turn) -> tuple[Wall, ...]:
    """One wall for each step, in kilograms a year."""
    each = step.each.number(turn.scope) if step.each is not None else 0.0
    counts = [max(round(formula.number(turn.scope)), 1) for formula in step.steps]
    return tuple(Wall(people, each * people, _per(people)) for people in counts)


def times(step: Show, turn: Turn) -> float:
    """How many of what it is compared with the last wall comes to; 0 where that is nothing."""
    one = step.compare.value.number(turn.scope) if step.compare is not None else 0.0
    return walls(step, turn)[-1].kg / one if one > 0 else 0.0


def _per(people: int) -> int:
    per = 1
    while people / per > MOST:
        per *= 10
    return per


def zoom(step: Show, area: Rect, paint: Paint) -> tuple[Element, ...]:
    """All walls side by side; they come up one after the other, and at once where nothing shall move."""
    look = paint.look
    found = walls(step, paint.turn)
    body, foot = area, None
    text = _compared(step, paint)
    if text:
        foot, body = cut_bottom(area, look.size("body") * (2.7 if look.portrait or look.large else 1.5), 20)
    cells = grid(body, (2, -(-len(found) // 2)), 24) if look.portrait else columns(body, len(found), 24)
    out = [
        _panel((found[max(k - 1, 0)], wall), cell, paint, paint.since - k * STEP_S)
        for k, (wall, cell) in enumerate(zip(found, cells, strict=False))
    ]
    if foot is not None:
        line = words(look, "compare", text, foot, Style("body", look.theme.day.ink, weight=700))
        due = look.calm or paint.since >= (len(found) - 1) * STEP_S + ZOOM_S
        out.append(line if due else replace(line, draws=()))
    return tuple(out)


def _compared(step: Show, paint: Paint) -> str:
    number = times(step, paint.turn)
    if step.compare is None or number <= 0:
        return ""
    digits = 0 if number >= 10 else 1
    written = Template.parse(f"{{v | {digits}}}").render({"v": number}, paint.look.language)
    return paint.world.say("zoom_compare", times=written, what=paint.text(step.compare.text))


def _amount(kg: float, paint: Paint) -> str:
    """Kilograms, from a thousand on tonnes, with two significant digits."""
    if kg < 1000:
        return paint.world.say("zoom_kg", kg=rounded(kg))
    tonnes = kg / 1000
    if tonnes >= 100:
        size = 10 ** (len(str(int(tonnes))) - 2)
        return paint.world.say("zoom_tonnes", tonnes=float(round(tonnes / size) * size))
    return paint.world.say("zoom_tonnes", tonnes=round(tonnes, 1) if tonnes < 10 else float(round(tonnes)))


def _panel(pair: tuple[Wall, Wall], cell: Rect, paint: Paint, elapsed: float) -> Element:
    """One wall on its card with its people and kilograms. Its squares shrink as they become more."""
    before, wall = pair
    look, day = paint.look, paint.look.theme.day
    people, amount = _people(wall.people, paint), _amount(wall.kg, paint)
    label = paint.world.say("zoom_panel", people=people, amount=amount)
    draws: list[Draw] = [card(look, cell)]
    zoomed = 1.0 if look.calm else out_quint(max(elapsed, 0.0) / ZOOM_S)
    if not look.calm and elapsed < 0:
        return Element(f"zoom.{wall.people}", "chart", cell, label, tuple(draws))
    inner = cell.inset(24, 22)
    top, rest = cut_top(inner, min(look.size("small") * 1.4, inner.h * 0.22), 4)
    figure, rest = cut_top(rest, min(look.size("body") * 1.6, inner.h * 0.24), 8)
    key, room = cut_bottom(rest, min(look.size("label") * 1.4, inner.h * 0.16), 12)
    draws += fit(look, people, top, Style("small", day.ink, weight=600)).draws
    draws += fit(look, amount, figure, Style("body", day.ink, weight=800)).draws
    if wall.per > 1:
        one = _people(wall.per, paint, "zoom_square")
        label = f"{label}. {one}"
        draws += fit(look, one, key, Style("label", day.muted)).draws
    count = round(before.squares * (wall.squares / before.squares) ** zoomed)
    draws.append(_squares(count, room, paint))
    return Element(f"zoom.{wall.people}", "chart", cell, label, tuple(draws), value=amount)


def _people(people: int, paint: Paint, key: str = "zoom_people") -> str:
    if people == 1:
        return paint.world.say("zoom_one")
    return paint.world.say(key, people=float(people))


def _squares(count: int, room: Rect, paint: Paint) -> Squares:
    """`count` squares, as large as the room lets them be."""
    across = next(
        n for n in range(1, count + 1) if n * int(n * room.h / room.w + 1e-6) >= count or n == count
    )
    down = -(-count // across)
    pitch = min(room.w / across, room.h / down)
    left, top = room.cx - across * pitch / 2, room.cy - down * pitch / 2
    tone = paint.look.theme.day.accent if paint.look.theme.bold else paint.domain.mark
    return Squares(
        tuple(
            Square(left + k % across * pitch, top + k // across * pitch, pitch * 6 / 7, tone)
            for k in range(count)
        )
    )


def ends(step: Show) -> float:
    """Seconds until nothing moves any more."""
    return (len(step.steps) - 1) * STEP_S + ZOOM_S
