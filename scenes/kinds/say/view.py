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
    side = 100.0 if look.large else 230.0
    if step.picture is not None:
        head, room = cut_top(area, area.h * 0.5, 24) if look.portrait else cut_left(area, area.w * 0.45, 40)
    else:
        head, room = cut_top(area, side, 20) if look.portrait else cut_left(area, side, 40)
    said, height = _said(step, room.inset(56, 60), paint)
    drop = 12.0 if step.picture is not None else max(12.0, (room.h - height - 120) / 2)
    sheet = Rect(room.x, room.y + drop, room.w, room.h - 2 * drop)
    at = Rect(head.x, sheet.y - side - 20 if look.portrait else sheet.cy - side / 2, side, side)
    picture = _speaker(step, at, paint) if step.picture is None else _picture(step, head, paint)
    return (picture, Element("say.card", "decor", sheet, draws=(card(look, sheet),)), *said)


def _said(step: Say, room: Rect, paint: Paint) -> tuple[tuple[Element, ...], float]:
    """The text, and its heading if it has one, together in the middle of `room`; and their height."""
    look, ink = paint.look, paint.look.theme.day.ink
    text = paint.text(step.text)
    if step.ask is None:
        style = Style("card", ink, weight=600, size=look.size("card") * (1.0 if look.large else 1.25))
        block = fit(look, text, room, style, middle=True)
        return (Element("say.text", "text", room, text, block.draws),), block.height
    style = Style("card", ink, weight=600)
    title, large = paint.text(step.ask), Style("question", ink)
    upper = fit(look, title, cut_top(room, room.h * 0.4)[0], large).height
    below = Rect(room.x, room.y + upper + 24, room.w, room.h - upper - 24)
    block = fit(look, text, below, style)
    drop = max(below.h - block.height, 0.0) / 2
    head = heading(look, "question", title, Rect(room.x, room.y + drop, room.w, room.h * 0.4), large)
    body = words(look, "say.text", text, below.moved(0, drop), style)
    return (head, body), upper + 24 + block.height


def _picture(step: Say, rect: Rect, paint: Paint) -> Element:
    assert step.picture is not None
    label = paint.text(step.ask) if step.ask else paint.text(step.text)
    return Element("say.picture", "image", rect, label, (Picture(rect, step.picture),))


def _speaker(step: Say, at: Rect, paint: Paint) -> Element:
    """Whoever says it: the step's pictogram, or Karo."""
    look, pictogram = paint.look, paint.world.icon(step.icon)
    if pictogram:
        return _sign(pictogram, at, paint)
    colour = look.theme.day.accent if look.theme.bold else paint.domain.bright
    return Element("say.karo", "decor", at, draws=karo(at, colour, "right"))


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
