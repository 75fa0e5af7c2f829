"""The picture that visits finished yesterday: it shines above the city for a day."""

from __future__ import annotations

from kiosk.content.mosaics import ACROSS, SQUARES, Mosaic
from kiosk.core.frame import Draw, Element, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui import city
from kiosk.ui.look import Look
from kiosk.ui.mosaic import tone
from kiosk.visit.world import World
from scenes.attract import plate

OPENS, LAID, CLOSES = 0.2, 3.4, 7.2
"""Seconds: the sheet begins to open, the last square lies, the sheet begins to close."""


def finished(world: World) -> Mosaic | None:
    """The picture whose last square was laid yesterday; the latest where it was more than one."""
    for id, scenario in world.content.scenarios.items():
        if (laying := scenario.mosaic) is None:
            continue
        before, now = world.crowd.dawns.get(laying.target(id), (0, 0))
        done = now // SQUARES
        if done > before // SQUARES:
            return world.content.mosaics[laying.picture(done - 1)]
    return None


def picture(look: Look, plan: city.Plan, motif: Mosaic, seconds: float, label: str) -> tuple[Element, ...]:
    """The picture laid row by row, as one lays a mosaic, `seconds` after it was its turn."""
    share = plate.opened(seconds, OPENS, CLOSES)
    if share <= 0:
        return ()
    sheet = plate.middle(plan, 10.4, 10.4)
    place = plate.between(plan, sheet, share)
    draws: tuple[Draw, ...] = (plate.plate(place, look.theme.night.ground, look.theme.domain("wir")),)
    if share >= 1:
        draws += (_squares(look, motif, sheet.inset(30, 30), seconds),)
    return (Element("picture", "image", place, label, draws),)


def _squares(look: Look, motif: Mosaic, rect: Rect, seconds: float) -> Squares:
    """From below, row by row."""
    pitch = rect.w / ACROSS
    since = (seconds - OPENS - plate.OPENS_S) / (LAID - OPENS - plate.OPENS_S)
    rows = round(min(max(since, 0.0), 1.0) * ACROSS)
    found: list[Square] = []
    for index in range((ACROSS - rows) * ACROSS, SQUARES):
        row, column = divmod(index, ACROSS)
        x, y = rect.x + column * pitch, rect.y + row * pitch
        found.append(Square(x, y, pitch * 0.86, tone(look.theme, motif, index)))
    return Squares(tuple(found))
