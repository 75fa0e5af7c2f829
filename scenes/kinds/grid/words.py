"""What a street says of itself: tiles, numbers, goals, and lines that hold now."""

from __future__ import annotations

from kiosk.content.template import written
from scenes.kinds.grid.schema import Gauge, Line
from scenes.kinds.grid.situation import Situation
from scenes.kinds.grid.street import fits


def tile_name(now: Situation, tile: int) -> str:
    return now.text(now.step.tiles[now.step.ids[tile]].text)


def amount(now: Situation, number: float, gauge: Gauge) -> str:
    """A number with the unit of a gauge."""
    unit = f" {now.text(gauge.unit)}" if gauge.unit is not None else ""
    return f"{written(number, now.look.language, gauge.digits)}{unit}"


def goal(now: Situation, gauge: Gauge) -> str:
    """The goal of a gauge."""
    mark = gauge.goal.value.number(now.paint.turn.scope)
    written_goal = amount(now, mark, gauge)
    return now.world.say("grid_most" if gauge.goal.sign == "<=" else "grid_least", goal=written_goal)


def holding(now: Situation, lines: tuple[Line, ...]) -> Line | None:
    """The first that holds now."""
    return next((one for one in lines if one.when is None or one.when.holds(now.scope)), None)


def takes(now: Situation, place: int) -> str:
    """What may be laid on a cell."""
    board, ids = now.state.board, now.step.ids
    found = [
        now.text(now.step.tiles[id].text)
        for id in now.step.layable
        if fits(now.street, board, place, ids.index(id))
    ]
    if not found:
        return now.world.say("grid_takes_none")
    return now.world.say("grid_takes", tiles=", ".join(found))
