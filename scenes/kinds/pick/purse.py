"""Steps that cost chips: the purse with what is left and won, and below it every step with its price."""

from __future__ import annotations

import math

from kiosk.core.frame import Action, Box, Draw, Element, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui.layout import Style, cut_left, cut_right, cut_top, fit, grid, rows
from kiosk.ui.parts import Slab, badge, icon, tick, tile
from kiosk.ui.scene import AIM, LEFT, Paint
from kiosk.ui.tags import tags
from kiosk.ui.theme import Domain, mix
from scenes.kinds.pick.rules import State, allowed, hours, left, offered, weeks, won
from scenes.kinds.pick.schema import Budget, Lever, Pick

TALLEST = 150.0
GAP = 18.0


def view(step: Pick, state: State, area: Rect, paint: Paint) -> tuple[Element, ...]:
    look, budget = paint.look, step.budget
    assert budget is not None
    found = offered(step, paint.turn, state.chosen)
    strip, room = cut_top(area, _purse_height(area, paint), 16)
    if not found:
        text = paint.world.say("budget_enough")
        block = fit(look, text, room, Style("card", look.theme.day.ink), middle=True)
        return (Element("enough", "text", room, text, block.draws),)
    across = 2 if area.w > 1300 and len(found) > 1 else 1
    down = math.ceil(len(found) / across)
    height = min((room.h - GAP * (down - 1)) / down, TALLEST * (1 + (look.grow - 1) * 0.6))
    field = Rect(room.x, room.y, room.w, height * down + GAP * (down - 1))
    tiles = []
    for i, (id, cell) in enumerate(zip(found, grid(field, (across, down), GAP), strict=False)):
        tiles.append(_step(step, state, (id, i + 1), cell, paint))
    return (*_purse(step, state, strip, paint), *tiles)


def euros(budget: Budget, chips: int, paint: Paint) -> float:
    return chips * budget.euro.number(paint.turn.scope)


# --- the purse --------------------------------------------------------------------------


def _stacked(area: Rect, paint: Paint) -> bool:
    """Whether large words need the whole width, so that the chips stand above them."""
    return paint.look.large and area.w < 1300


def _purse_height(area: Rect, paint: Paint) -> float:
    grow = paint.look.grow
    if _stacked(area, paint):
        return min(46.0 + 130.0 * grow, area.h * 0.34)
    return min(92.0 * (1 + (grow - 1) * 0.7), area.h * 0.24)


def _purse(step: Pick, state: State, rect: Rect, paint: Paint) -> tuple[Element, Element]:
    """One square for every chip, those that are spent empty; in words what is left, won and paid back."""
    look, day, budget = paint.look, paint.look.theme.day, step.budget
    assert budget is not None
    words = paint.world.say("budget_left", chips=float(left(step, state)), all=float(budget.chips))
    gain = _gain(step, state, paint)
    if _stacked(rect, paint):
        pitch = min(rect.w / budget.chips, 44.0)
        chips, room = cut_top(rect, pitch, 4)
        first, second = cut_top(room, room.h * 0.4, 4)
        squares = _squares(step, state, (chips, budget.chips, pitch), paint)
    else:
        across = math.ceil(budget.chips / 2)
        pitch = min(rect.h / 2, rect.w * 0.28 / across)
        squares = _squares(step, state, (rect, across, pitch), paint)
        first, second = rows(cut_left(rect, across * pitch, 26)[1], 2, 4)
    head = fit(look, words, first, Style("button", day.ink, weight=700), middle=True)
    tail = fit(look, gain, second, Style("small", day.ink, weight=500), middle=True)
    rest = Element(LEFT, "status", rect, words, (squares, *head.draws), value=float(left(step, state)))
    gained = won(step, state, paint.turn)
    return rest, Element(AIM, "status", second, gain, tail.draws, value=gained)


def _squares(step: Pick, state: State, where: tuple[Rect, int, float], paint: Paint) -> Squares:
    """The chips in rows of so many across, centred in the height of their place."""
    look, day = paint.look, paint.look.theme.day
    rect, across, pitch = where
    assert step.budget is not None
    count, rest, side = step.budget.chips, left(step, state), pitch * 0.84
    top = rect.cy - math.ceil(count / across) * pitch / 2 + (pitch - side) / 2
    full = Square(0, 0, side, day.accent if look.theme.bold else paint.domain.mark)
    empty = Square(0, 0, side, day.empty, "outline" if look.theme.bold else "solid", day.empty)
    return Squares(
        tuple(
            (full if i < rest else empty)._replace(x=rect.x + i % across * pitch, y=top + i // across * pitch)
            for i in range(count)
        )
    )


def _gain(step: Pick, state: State, paint: Paint) -> str:
    """What all chosen steps win in a week, and when they are paid for."""
    gained = won(step, state, paint.turn)
    if gained <= 0:
        return paint.world.say("budget_none")
    text = paint.world.say("budget_won", hours=gained)
    after = weeks(step, state, paint.turn)
    if after is None:
        return text
    one = after == 1
    paid = paint.world.say("budget_weeks_one") if one else paint.world.say("budget_weeks", weeks=float(after))
    return f"{text}, {paid}"


# --- a step -----------------------------------------------------------------------------


def _step(step: Pick, state: State, what: tuple[str, int], rect: Rect, paint: Paint) -> Element:
    """A tile: pictogram, words, its price in squares and euros, and the hours it wins."""
    id, number = what
    look, option = paint.look, step.options[id]
    chosen, free = id in state.chosen, allowed(step, state, id)
    domain = look.theme.domain(option.colour or paint.turn.scenario.colour)
    day = look.theme.day
    slab = (
        Slab(domain.bright, domain.deep, None, 24, 10)
        if chosen
        else Slab(day.card, day.card_edge, day.card_line, 24, 10)
    )
    draws, face = tile(look, rect, slab, look.pressed == f"option.{id}" or chosen)
    ink = domain.on_bright if chosen else day.ink if free else day.muted
    room = face.inset(20, 8)
    mark, room = _mark(paint, option, room, (domain, chosen))
    if chosen:
        side = min(44.0, room.h * 0.5)
        at, room = cut_right(room, side, 18)
        place = Rect(at.x, at.cy - side / 2, side, side)
        mark += (tick(place, day.on_accent if look.theme.bold else domain.deep),)
    widest = paint.world.say("budget_hours", hours=1.5)
    labels, room = tags(look, room, _price(step, option, paint), widest)
    text = fit(look, paint.text(option.text), room, Style("button", ink), middle=True)
    numbers = badge(look, number, (rect.x + 6, rect.y + 6)) if look.keys or look.theme.bold else ()
    spoken = [paint.text(option.text), _spoken(step, option, paint)]
    if not free and len(state.chosen) < step.max:
        spoken.append(paint.world.say("budget_rest"))
    words = ("selected",) if chosen else () if free else ("disabled",)
    return Element(
        f"option.{id}", "option", rect, ", ".join(spoken), (*draws, *mark, *text.draws, *labels, *numbers),
        Action("choose", id) if free else None, value=number, state=(*words, "essential"),
    )  # fmt: skip


def _spoken(step: Pick, option: Lever, paint: Paint) -> str:
    assert step.budget is not None
    euro, gained = euros(step.budget, option.chips or 0, paint), hours(option, paint.turn)
    if gained > 0:
        return paint.world.say("budget_tile", euro=euro, hours=gained)
    return paint.world.say("budget_price", euro=euro)


def _mark(paint: Paint, option: Lever, room: Rect, how: tuple[Domain, bool]) -> tuple[tuple[Draw, ...], Rect]:
    """The pictogram at the left of a tile, and the room that is left."""
    rows_of_icon = paint.world.icon(option.icon)
    if not rows_of_icon:
        return (), room
    domain, chosen = how
    bold, day = paint.look.theme.bold, paint.look.theme.day
    side = min(room.h, 92.0)
    at, rest = cut_left(room, side, 22)
    place = Rect(at.x, at.cy - side / 2, side, side)
    ground = domain.bright if bold and chosen else day.card if bold or chosen else domain.tint
    ink = domain.on_bright if bold and chosen else domain.mark
    drawn = icon(rows_of_icon, place.inset(side * 0.14), ink, mix(ink, ground, 0.45))
    return (Box(place, ground, 16), *drawn), rest


def _price(step: Pick, option: Lever, paint: Paint) -> tuple[str, str]:
    """What a step costs and what it wins in a week, which may be nothing, in words."""
    assert step.budget is not None
    gained = hours(option, paint.turn)
    price = paint.world.say("budget_price", euro=euros(step.budget, option.chips or 0, paint))
    return price, paint.world.say("budget_hours", hours=gained) if gained > 0 else ""
