"""A row of squares with one white knob; minus and plus beside it; the number in flaps above."""

from __future__ import annotations

from dataclasses import replace

from kiosk.content.template import Template
from kiosk.core.frame import Action, Box, Draw, Element, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui.layout import Style, cut_bottom, fit
from kiosk.ui.look import Look, TypeRole
from kiosk.ui.parts import Button, button, flap
from kiosk.ui.scene import Band, Paint
from kiosk.ui.signs import sign
from scenes.kinds.slider.rules import State, first, scale
from scenes.kinds.slider.schema import Slider
from scenes.kinds.slider.stops import few, stops

STAGE = "question"
KNOB = 100.0


def view(step: Slider, state: State, area: Rect, paint: Paint) -> tuple[Element, ...]:
    if few(step):
        return _few(step, state, area, paint)
    look = paint.look
    value = state.value if state.value is not None else first(step)
    flap_size = min(112.0 * (1 + (look.grow - 1) * 0.4), area.h * 0.3)
    number_h = flap_size * 1.12
    row_h = max(132.0, look.target)
    labels_h = look.size("small") * 1.5 if step.labels else 0.0
    gap = min(48.0, (area.h - number_h - row_h - labels_h) / 2)
    number = _number(step, value, Rect(area.x, area.y + gap * 0.4, area.w, number_h), paint)
    row = Rect(area.x, area.y + number_h + gap, area.w, row_h)
    side = max(row_h * 0.82, look.target)
    minus = Rect(row.x, row.cy - side / 2, side, side)
    plus = Rect(row.right - side, row.cy - side / 2, side, side)
    track = Rect(minus.right + 28, row.y, row.w - 2 * side - 56, row.h)
    buttons = [_step_button(name, place, paint) for name, place in (("less", minus), ("more", plus))]
    middle = _track(step, state, track, paint)
    ends = _ends(step, track.moved(0, row_h + 12), paint) if step.labels else ()
    return (number, buttons[0], middle, buttons[1], *ends)


def _few(step: Slider, state: State, area: Rect, paint: Paint) -> tuple[Element, ...]:
    """Large stops, with the words of both ends below them."""
    words = paint.look.size("body") * 1.4 + 18 if step.labels else 0.0
    row = stops(step, state, cut_bottom(area, words)[1], paint)
    if not step.labels:
        return (row,)
    below = Rect(row.rect.x, row.rect.bottom + 18, row.rect.w, words - 18)
    return (row, *_ends(step, below, paint, "body"))


def _step_button(name: str, rect: Rect, paint: Paint) -> Element:
    look = paint.look
    plain = button(look, Button(f"slider.{name}", "", Action(name), label=paint.world.say(name)), rect)
    return replace(plain, draws=(*plain.draws, *sign(rect, name == "more", look.theme.day.ink)))


def said(step: Slider, value: float, paint: Paint) -> str:
    """The number with its unit, as it is spoken and shown."""
    number = Template.parse("{v}").render({"v": value}, paint.look.language)
    return f"{number} {paint.text(step.unit)}" if step.unit else number


def _number(step: Slider, value: float, rect: Rect, paint: Paint) -> Element:
    look = paint.look
    figure = said(step, value, paint).split(" ")[0]
    draws, width = flap(look, figure, (rect.x, rect.y), rect.h / 1.12)
    unit: tuple[Draw, ...] = ()
    if step.unit:
        room = Rect(rect.x + width + 26, rect.y, rect.w - width - 26, rect.h)
        unit = fit(look, paint.text(step.unit), room, Style("card", look.theme.day.ink), middle=True).draws
    return Element("slider.number", "status", rect, said(step, value, paint), (*draws, *unit), value=value)


def _track(step: Slider, state: State, track: Rect, paint: Paint) -> Element:
    look, day = paint.look, paint.look.theme.day
    value = state.value if state.value is not None else first(step)
    inner = Rect(track.x + KNOB / 2, track.y, track.w - KNOB, track.h)
    slide = scale(step, inner)
    share = slide.share(value)
    knob_x = inner.x + inner.w * share
    count = max(int(track.w / 42), 8)
    pitch = track.w / count
    side = pitch * 0.84
    fill = day.accent if look.theme.bold else paint.domain.mark
    squares = tuple(
        Square(
            track.x + i * pitch, track.cy - side / 2, side,
            fill if track.x + i * pitch + side / 2 <= knob_x and not paint.unknown else day.empty,
            "outline" if look.theme.bold and track.x + i * pitch + side / 2 > knob_x else "solid",
        )
        for i in range(count)
    )  # fmt: skip
    knob = _knob(look, Rect(knob_x - KNOB / 2, track.cy - 58, KNOB, 116), "slider" == look.pressed)
    label = paint.text(step.ask) if step.ask else said(step, value, paint)
    return Element(
        "slider", "slider", track, f"{label} {said(step, value, paint)}", (Squares(squares), *knob),
        Action("set"), value=value, slide=slide, state=("essential",),
    )  # fmt: skip


def _knob(look: Look, at: Rect, pressed: bool) -> tuple[Draw, ...]:
    day = look.theme.day
    sunk = 6.0 if pressed else 0.0
    face = Rect(at.x, at.y + sunk, at.w, at.h - 12)
    grip = day.on_accent if look.theme.bold else day.ink
    ground = day.accent if look.theme.bold else day.card
    bars = tuple(Box(Rect(face.cx + x - 3, face.cy - 22, 6, 44), grip, 3) for x in (-13, 13))
    return (Box(at, day.ink, 24), Box(face, ground, 24, day.card_line, 2), *bars)


def _ends(step: Slider, rect: Rect, paint: Paint, role: TypeRole = "small") -> tuple[Element, ...]:
    assert step.labels is not None
    look, ink = paint.look, paint.look.theme.day.muted
    low, high = (paint.text(t) for t in step.labels)
    row = Rect(rect.x, rect.y, rect.w, look.size(role) * 1.4)
    half = (rect.w - 40) / 2
    left = fit(look, low, Rect(row.x, row.y, half, row.h), Style(role, ink))
    right = fit(look, high, Rect(row.right - half, row.y, half, row.h), Style(role, ink, "r"))
    return (Element("slider.ends", "text", row, f"{low} … {high}", (*left.draws, *right.draws)),)


def band(step: Slider, state: State, paint: Paint) -> Band | None:
    return None


def next_change(step: Slider, state: State, paint: Paint) -> float | None:
    return None
