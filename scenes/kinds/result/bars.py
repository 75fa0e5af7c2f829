"""The result as rows of squares, where a scenario has no tower: name, number, twenty squares."""

from __future__ import annotations

from kiosk.content.model import Bar
from kiosk.content.template import written
from kiosk.core.frame import Draw, Element, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui.layout import Style, cut_left, cut_top, fit, one_line, rows
from kiosk.ui.parts import card, icon
from kiosk.ui.scene import Paint, Turn
from kiosk.ui.theme import Domain, mix
from scenes.kinds.result.schema import Result

SQUARES = 20
TALLEST = 172.0


def shown(step: Result, turn: Turn) -> dict[str, Bar]:
    """The bars there is something to say about, whose `when` holds: not those of a simulation nobody ran."""
    scope = turn.scope
    sims = {other.id for other in turn.scenario.steps if other.outputs()}
    heads = {name: name.partition(".")[0] for name in step.bars}
    return {
        name: bar
        for name, bar in step.bars.items()
        if (heads[name] not in sims or not scope.number(f"{heads[name]}.unknown"))
        and (bar.when is None or bar.when.evaluate(scope))
    }


def filled(bar: Bar, name: str, turn: Turn) -> int:
    """How many of a row's squares are full: as many twentieths of `most` as the number has."""
    most = bar.most.number(turn.scope)
    return round(min(max(turn.scope.number(name) / most, 0.0), 1.0) * SQUARES) if most > 0 else 0


def figure(bar: Bar, name: str, paint: Paint) -> str:
    """The number of a bar with its unit, as the visitor's language writes it."""
    number = written(paint.turn.scope.number(name), paint.look.language, bar.digits)
    return f"{number} {paint.text(bar.unit)}" if bar.unit is not None else number


def spoken(step: Result, paint: Paint) -> str:
    """All bars in words."""
    rows = shown(step, paint.turn).items()
    return ", ".join(f"{paint.text(bar.text)}: {figure(bar, name, paint)}" for name, bar in rows)


def bars(step: Result, rect: Rect, paint: Paint) -> Element:
    """A card with a row for each bar, from the top of `rect`."""
    look, found = paint.look, shown(step, paint.turn)
    sheet = Rect(rect.x, rect.y, rect.w, min(rect.h, TALLEST * len(found) * look.grow + 52))
    draws: list[Draw] = [card(look, sheet)]
    for (name, bar), row in zip(found.items(), rows(sheet.inset(34, 22), len(found), 12), strict=True):
        draws += _row(bar, name, row, paint)
    return Element("bars", "chart", sheet, spoken(step, paint), tuple(draws))


def _row(bar: Bar, name: str, row: Rect, paint: Paint) -> list[Draw]:
    look, day = paint.look, paint.look.theme.day
    domain = look.theme.domain(bar.colour) if bar.colour else paint.domain
    upper, lower = cut_top(row, row.h * 0.56, 4)
    mark: tuple[Draw, ...] = ()
    if paint.world.icon(bar.icon):
        side = min(upper.h * 0.9, 60.0 * look.grow)
        at, upper = cut_left(upper, side, 18)
        mark = icon(paint.world.icon(bar.icon), at, domain.mark, mix(domain.mark, day.card, 0.45))
    size = min(look.size("card") * 0.8, upper.h * 0.8)
    number = figure(bar, name, paint)
    size *= min(1.0, upper.w * 0.55 / look.type.width(number, size, 800))
    value = one_line(look, number, (upper.right, upper.cy), Style("card", day.ink, "r", size, 800))
    room = Rect(upper.x, upper.y, value.left - upper.x - 16, upper.h)
    label = fit(look, paint.text(bar.text), room, Style("small", day.ink, weight=600), middle=True)
    return [*mark, *label.draws, value, _squares(bar, name, lower, (paint, domain))]


def _squares(bar: Bar, name: str, rect: Rect, way: tuple[Paint, Domain]) -> Squares:
    paint, domain = way
    day, bold = paint.look.theme.day, paint.look.theme.bold
    full = filled(bar, name, paint.turn)
    pitch = rect.w / SQUARES
    side = min(pitch * 0.84, rect.h)
    colour = day.accent if bold else domain.mark
    return Squares(
        tuple(
            Square(
                rect.x + i * pitch, rect.y + (rect.h - side) / 2, side, colour if i < full else day.empty,
                "outline" if bold and i >= full else "solid",
            )
            for i in range(SQUARES)
        )
    )  # fmt: skip
