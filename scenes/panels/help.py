"""Help: four sentences with a pictogram each."""

from __future__ import annotations

from kiosk.core.frame import Element
from kiosk.core.geometry import Rect
from kiosk.ui.layout import Style, cut_left, fit, grid
from kiosk.ui.parts import card, icon
from kiosk.ui.scene import Shot
from kiosk.visit.world import World

LINES = (("help_touch", "hand"), ("help_keys", "riegel"), ("help_back", "zurueck"), ("help_finish", "haken"),
         ("help_people", "leute"))  # fmt: skip


def body(world: World, shot: Shot, rect: Rect) -> tuple[Element, ...]:
    """One card per sentence."""
    look = shot.look
    across = 1 if look.portrait or look.large else 2
    down = -(-len(LINES) // across)
    cells = grid(rect, (across, down), 22)
    out = []
    for (key, picture), cell in zip(LINES, cells, strict=False):
        text = world.say(key)
        mark, room = cut_left(cell.inset(34, 16), min(84.0, cell.h * 0.6), 34)
        pictogram = icon(world.icon(picture), mark, look.theme.domain("mobil").deep)
        words = fit(look, text, room, Style("body", look.theme.day.ink), middle=True)
        out.append(Element(f"help.{key}", "text", cell, text, (card(look, cell), *pictogram, *words.draws)))
    return tuple(out)
