"""Levers as tiles: what it is, how many squares it takes away, how many kilograms a year."""

from __future__ import annotations

from kiosk.core.frame import Element
from kiosk.core.geometry import Rect
from kiosk.ui.facts import rounded
from kiosk.ui.options import Tile, option_tiles
from kiosk.ui.scene import Band, Paint
from scenes.kinds.pick import purse
from scenes.kinds.pick.rules import State, offered, saving
from scenes.kinds.pick.schema import Pick

STAGE = "question"


def view(step: Pick, state: State, area: Rect, paint: Paint) -> tuple[Element, ...]:
    if step.budget is not None:
        return purse.view(step, state, area, paint)
    live = paint.turn.scenario.live
    per = live.unit.value if live is not None else 100.0
    tiles = []
    for id, option in offered(step, paint.turn, state.chosen).items():
        kg = saving(option, paint.turn)
        chosen = id in state.chosen
        tiles.append(
            Tile(
                id=id,
                text=paint.text(option.text),
                icon=option.icon,
                domain=option.colour or paint.turn.scenario.colour,
                chosen=chosen,
                disabled=not chosen and len(state.chosen) >= step.max,
                squares=max(round(kg / per), 1) if kg > 0 else 0,
                figure=_figure(kg, option.handprint, paint),
                note=paint.text(option.note) if option.note else "",
            )
        )
    rows = len(tiles) > 4 or any(each.squares or each.figure for each in tiles)
    return option_tiles(paint, tiles, area, (2 if area.w > 1300 else 1) if rows else None)


def _figure(kg: float, handprint: bool, paint: Paint) -> str:
    if handprint:
        return paint.world.say("pledge_handprint")
    return paint.world.say("pledge_kg", kg=rounded(kg)) if kg > 0 else ""


def band(step: Pick, state: State, paint: Paint) -> Band | None:
    return None


def next_change(step: Pick, state: State, paint: Paint) -> float | None:
    return None
