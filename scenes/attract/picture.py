"""The picture that visits finished yesterday: it shines above the city for a day."""

from __future__ import annotations

from kiosk.content.mosaics import ACROSS, GROUND, LETTERS, SQUARES, Mosaic
from kiosk.core.frame import Colour, Draw, Element, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui import city
from kiosk.ui.look import Look
from kiosk.ui.theme import mix
from kiosk.visit.world import World
from scenes.attract import plate

OPENS, LAID, CLOSES = 0.2, 3.4, 7.2
"""Seconds: the sheet begins to open, the last square lies, the sheet begins to close."""


def finished(world: World) -> Mosaic | None:
    """The picture whose last square was laid yesterday; the latest where it was more than one."""
    for scenario in world.content.scenarios.values():
        for step in scenario.steps:
            names: tuple[str, ...] = getattr(step, "pictures", ())
            for target in step.lays():
                before, now = world.crowd.dawns.get(f"{scenario.id}/{target}", (0, 0))
                done = now // SQUARES
                if names and done > before // SQUARES:
                    return world.content.mosaics.get(names[(done - 1) % len(names)])
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
    """From below, row by row; a square without a letter is a quiet one."""
    pitch = rect.w / ACROSS
    since = (seconds - OPENS - plate.OPENS_S) / (LAID - OPENS - plate.OPENS_S)
    rows = round(min(max(since, 0.0), 1.0) * ACROSS)
    found: list[Square] = []
    for index in range((ACROSS - rows) * ACROSS, SQUARES):
        row, column = divmod(index, ACROSS)
        x, y = rect.x + column * pitch, rect.y + row * pitch
        found.append(Square(x, y, pitch * 0.86, _colour(look, motif[row][column])))
    return Squares(tuple(found))


def _colour(look: Look, letter: str) -> Colour:
    night = look.theme.night
    if letter == GROUND:
        return mix(night.ground, night.ink, 0.22)
    return look.theme.domain(LETTERS[letter]).bright
