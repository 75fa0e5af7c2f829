"""A line large enough for those who stand behind, with a picture if there is one."""

from __future__ import annotations

from kiosk.core.frame import Element, Picture
from kiosk.core.geometry import Rect
from kiosk.ui.karo import karo
from kiosk.ui.layout import Style, cut_left, cut_top, fit
from kiosk.ui.parts import card
from kiosk.ui.scene import Band, Paint
from scenes.kinds.say.rules import State
from scenes.kinds.say.schema import Say

STAGE = "full"


def view(step: Say, state: State, area: Rect, paint: Paint) -> tuple[Element, ...]:
    look = paint.look
    text = paint.text(step.text)
    picture, room = _picture(step, area, paint)
    sheet = room.inset(0, 12)
    inner = sheet.inset(56, 48)
    block = fit(look, text, inner, Style("card", look.theme.day.ink, weight=600), middle=True)
    paper = Element("say.card", "decor", sheet, draws=(card(look, sheet),))
    return (*picture, paper, Element("say.text", "text", inner, text, block.draws))


def _picture(step: Say, area: Rect, paint: Paint) -> tuple[tuple[Element, ...], Rect]:
    look = paint.look
    if step.picture is None:
        side = 150.0 if not look.large else 100.0
        strip, room = cut_top(area, side, 20) if look.portrait else cut_left(area, side, 40)
        at = Rect(strip.x, strip.y if look.portrait else area.cy - side / 2, side, side)
        colour = look.theme.day.accent if look.theme.bold else paint.domain.bright
        return (Element("say.karo", "decor", at, draws=karo(at, colour, "right")),), room
    strip, room = cut_top(area, area.h * 0.5, 24) if look.portrait else cut_left(area, area.w * 0.45, 40)
    label = paint.text(step.ask) if step.ask else paint.text(step.text)
    return (Element("say.picture", "image", strip, label, (Picture(strip, step.picture),)),), room


def band(step: Say, state: State, paint: Paint) -> Band | None:
    return None


def next_change(step: Say, state: State, paint: Paint) -> float | None:
    return None
