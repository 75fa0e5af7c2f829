"""A line large enough for those who stand behind, with a picture or pictogram if there is one."""

from __future__ import annotations

from kiosk.core.frame import Box, Element, Picture
from kiosk.core.geometry import Rect
from kiosk.ui.karo import karo
from kiosk.ui.layout import Style, cut_left, cut_top, fit
from kiosk.ui.parts import card, heading, icon, words
from kiosk.ui.scene import Band, Paint
from kiosk.ui.theme import mix
from scenes.kinds.say.rules import State
from scenes.kinds.say.schema import Say

STAGE = "full"


def view(step: Say, state: State, area: Rect, paint: Paint) -> tuple[Element, ...]:
    look = paint.look
    picture, room = _picture(step, area, paint)
    sheet = room.inset(0, 12)
    paper = Element("say.card", "decor", sheet, draws=(card(look, sheet),))
    return (*picture, paper, *_said(step, sheet.inset(56, 48), paint))


def _said(step: Say, room: Rect, paint: Paint) -> tuple[Element, ...]:
    """The text, and its heading if it has one, together in the middle of `room`."""
    look, ink = paint.look, paint.look.theme.day.ink
    text = paint.text(step.text)
    style = Style("card", ink, weight=600)
    if step.ask is None:
        return (Element("say.text", "text", room, text, fit(look, text, room, style, middle=True).draws),)
    title, large = paint.text(step.ask), Style("question", ink)
    upper = fit(look, title, cut_top(room, room.h * 0.4)[0], large).height
    below = Rect(room.x, room.y + upper + 24, room.w, room.h - upper - 24)
    block = fit(look, text, below, style)
    drop = max(below.h - block.height, 0.0) / 2
    head = heading(look, "question", title, Rect(room.x, room.y + drop, room.w, room.h * 0.4), large)
    body = words(look, "say.text", text, below.moved(0, drop), style)
    return head, body


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
    drawn = icon(pictogram, at.inset(at.w * 0.16), domain.mark, mix(domain.mark, ground, 0.45))
    return Element("say.icon", "decor", at, draws=(Box(at, ground, 30), *drawn))


def band(step: Say, state: State, paint: Paint) -> Band | None:
    return None


def next_change(step: Say, state: State, paint: Paint) -> float | None:
    return None
