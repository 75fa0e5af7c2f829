"""What stands above a question that leaves much of an upright screen free: its pictogram, large.

So the answers lie where hands are, in the lower part, as they do where a tower stands above them.
"""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.core.frame import Box, Element
from kiosk.core.geometry import Rect
from kiosk.ui.parts import icon
from kiosk.ui.theme import mix
from scenes.play.scene import Scene

LEAST = 240.0
"""A picture lower than this is not worth a place of its own."""


def opening(scene: Scene, room: Rect, asked: Sequence[Element]) -> Element | None:
    """The picture as high as `asked` leaves room for, the same before and after a truth is told."""
    look, step = scene.look, scene.journey.step
    end = max((e.rect.bottom for e in asked if e.role != "decor"), default=room.bottom)
    waits = isinstance(getattr(step, "answer", None), str) and all(e.id != "truth" for e in asked)
    told = min(room.h * 0.36, 200.0 * look.grow) + 22 if waits else 0.0  # where the truth will stand
    high = room.bottom - end - told - 28
    if not look.portrait or high < LEAST:
        return None
    place = Rect(room.x, room.y, room.w, high)
    domain, bold = scene.domain, look.theme.bold
    ground = look.theme.day.card if bold or scene.night else domain.tint
    sheet = Box(
        place, ground, 30, look.theme.day.card_line if bold or scene.night else None, 6 if bold else 3
    )
    side = min(high - 96, place.w * 0.6)
    at = Rect(place.cx - side / 2, place.cy - side / 2, side, side)
    pictogram = scene.world.icon(step.icon) or scene.world.icon(scene.journey.scenario.icon)
    mark = icon(pictogram, at, domain.mark, mix(domain.mark, ground, 0.45))
    return Element("opening", "decor", place, draws=(sheet, *mark))
