"""A line large enough for those who stand behind, with a picture or pictogram if there is one."""

from __future__ import annotations

from kiosk.core.frame import Box, Element, Picture
from kiosk.core.geometry import Rect
from kiosk.ui.karo import karo
from kiosk.ui.layout import Style, cut_left, cut_top, fit
from kiosk.ui.parts import card, heading, icon
from kiosk.ui.scene import Band, Paint
from kiosk.ui.theme import mix
from scenes.kinds.say.rules import State
from scenes.kinds.say.schema import Say

STAGE = "full"


def view(step: Say, state: State, area: Rect, paint: Paint) -> tuple[Element, ...]:
    look, day = paint.look, paint.look.theme.day
    text = paint.text(step.text)
    picture, room = _picture(step, area, paint)
    sheet = room.inset(0, 12)
    inner = sheet.inset(56, 48)
    paper = Element("say.card", "decor", sheet, draws=(card(look, sheet),))
    title: tuple[Element, ...] = ()
    if step.ask is not None:
        head = heading(look, "question", paint.text(step.ask), cut_top(inner, inner.h * 0.34)[0],
                       Style("question", day.ink))  # fmt: skip
        title, inner = (head,), cut_top(inner, head.rect.h, 24)[1]
    block = fit(look, text, inner, Style("card", day.ink, weight=600), middle=step.ask is None)
    return (*picture, paper, *title, Element("say.text", "text", inner, text, block.draws))


def _picture(step: Say, area: Rect, paint: Paint) -> tuple[tuple[Element, ...], Rect]:
    look = paint.look
    if step.picture is None:
        side = 150.0 if not look.large else 100.0
        strip, room = cut_top(area, side, 20) if look.portrait else cut_left(area, side, 40)
        at = Rect(strip.x, strip.y if look.portrait else area.cy - side / 2, side, side)
        pictogram = paint.world.icon(step.icon)
        if pictogram:
            return (_sign(pictogram, at, paint),), room
        colour = look.theme.day.accent if look.theme.bold else paint.domain.bright
        return (Element("say.karo", "decor", at, draws=karo(at, colour, "right")),), room
    strip, room = cut_top(area, area.h * 0.5, 24) if look.portrait else cut_left(area, area.w * 0.45, 40)
    label = paint.text(step.ask) if step.ask else paint.text(step.text)
    return (Element("say.picture", "image", strip, label, (Picture(strip, step.picture),)),), room


def _sign(pictogram: tuple[str, ...], at: Rect, paint: Paint) -> Element:
    """The step's pictogram on a plate, in place of Karo."""
    bold, domain = paint.look.theme.bold, paint.domain
    ground = paint.look.theme.day.card if bold else domain.bright
    drawn = icon(pictogram, at.inset(at.w * 0.16), domain.deep, mix(domain.deep, ground, 0.45))
    return Element("say.icon", "decor", at, draws=(Box(at, ground, 30), *drawn))


def band(step: Say, state: State, paint: Paint) -> Band | None:
    return None


def next_change(step: Say, state: State, paint: Paint) -> float | None:
    return None
