"""Options as tiles: a plate or pictogram, a word, a smaller line, a tick on the chosen one."""

from __future__ import annotations

from kiosk.core.frame import Element
from kiosk.core.geometry import Rect
from kiosk.ui.options import Tile, option_tiles
from kiosk.ui.scene import Band, Paint
from scenes.kinds.choice.rules import State, offered
from scenes.kinds.choice.schema import Choice

STAGE = "question"


def view(step: Choice, state: State, area: Rect, paint: Paint) -> tuple[Element, ...]:
    tiles = [
        Tile(
            id=id,
            text=paint.text(option.text),
            note=paint.text(option.note) if option.note else "",
            plate=option.plate,
            icon=option.icon,
            domain=option.colour,
            chosen=id == state.chosen and not paint.unknown,
        )
        for id, option in offered(step, paint.turn).items()
    ]
    return option_tiles(paint, tiles, area)


def band(step: Choice, state: State, paint: Paint) -> Band | None:
    return None


def next_change(step: Choice, state: State, paint: Paint) -> float | None:
    return None
