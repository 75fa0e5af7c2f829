"""A scale of few stops, such as from "not true" to "true": each one a tile as large as a thumb."""

from __future__ import annotations

from kiosk.content.template import written
from kiosk.core.frame import Action, Draw, Element, Slide
from kiosk.core.geometry import Rect
from kiosk.ui.layout import Style, columns, one_line
from kiosk.ui.parts import Slab, tick, tile
from kiosk.ui.scene import Paint
from scenes.kinds.slider.rules import State, first
from scenes.kinds.slider.schema import Slider

MOST = 7
GAP = 18.0
TALLEST = 300.0
SLIM = 1.5
"""How much higher than wide a tile may be: on an upright screen tiles are narrow, and there is room below."""


def few(step: Slider) -> bool:
    """Whether every number of the range can be a tile of its own: few, and without a unit."""
    low, high, by = step.range
    return step.unit is None and (high - low) / by + 1 <= MOST


def stops(step: Slider, state: State, area: Rect, paint: Paint) -> Element:
    """The row of tiles, filled up to the chosen one; nothing is chosen before the first touch."""
    low, high, by = step.range
    count = round((high - low) / by) + 1
    wide = (area.w - GAP * (count - 1)) / count
    tall = min(wide * SLIM, TALLEST * (1 + (paint.look.grow - 1) * 0.4), area.h)
    row = Rect(area.x, area.y, area.w, tall)
    value = state.value if not paint.unknown else None
    draws: list[Draw] = []
    for i, place in enumerate(columns(row, count, GAP)):
        draws += _stop(low + i * by, value, place, paint)
    label = paint.text(step.ask) if step.ask else ""
    track = Rect(row.x + wide / 2, row.y, row.w - wide, row.h)
    here = state.value if state.value is not None else first(step)
    said = written(here, paint.look.language) if state.value is not None else paint.world.say("not_chosen")
    return Element(
        "slider", "slider", row, f"{label} {said}".strip(), tuple(draws), Action("set"), value=here,
        slide=Slide(track, low, high, by), state=("essential",),
    )  # fmt: skip


def _stop(number: float, value: float | None, rect: Rect, paint: Paint) -> tuple[Draw, ...]:
    look, domain = paint.look, paint.domain
    day = look.theme.day
    chosen = value is not None and abs(number - value) < 1e-9
    filled = value is not None and number <= value + 1e-9
    slab = (
        Slab(domain.bright, domain.deep, None, 22, 12)
        if filled
        else Slab(day.card, day.card_edge, day.card_line, 22, 12)
    )
    draws, face = tile(look, rect, slab, chosen)
    ink = domain.on_bright if filled else day.ink
    size = min(look.size("card") * 1.3, face.h * 0.5, face.w * 0.5)
    up = face.h * 0.16 if chosen else 0.0
    figure = one_line(
        look, written(number, look.language), (face.cx, face.cy - up), Style("card", ink, "c", size, 800)
    )
    if not chosen:
        return (*draws, figure)
    side = min(face.h * 0.28, 60.0)
    place = Rect(face.cx - side / 2, face.cy + face.h * 0.12, side, side)
    return (*draws, figure, tick(place, day.on_accent if look.theme.bold else domain.deep))
