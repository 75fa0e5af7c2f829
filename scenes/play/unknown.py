"""The tile "don't know" below a question, with the average it stands for."""

from __future__ import annotations

from kiosk.content.template import Template
from kiosk.core.frame import Action, Draw, Element
from kiosk.core.geometry import Rect
from kiosk.ui.layout import Style, fit
from kiosk.ui.parts import Slab, icon, tick, tile
from kiosk.ui.scene import Paint
from scenes.play.scene import Scene


def dont_know(scene: Scene, paint: Paint, rect: Rect) -> Element:
    """The tile that is on every question, with the average it stands for."""
    look, day, world = scene.look, scene.look.theme.day, scene.world
    chosen = paint.unknown
    slab = (
        Slab(scene.domain.bright, scene.domain.deep, None, 20, 0)
        if chosen
        else Slab(day.ground, day.line, day.line, 20, 0)
    )
    draws, face = tile(look, rect, slab, look.pressed == "unknown")
    ink = scene.domain.on_bright if chosen else day.ink
    side = min(52.0, face.h * 0.56)
    at = Rect(face.x + 24, face.cy - side / 2, side, side)
    mark = icon(world.icon("hilfe"), at, ink)
    text, average = world.say("dont_know"), _average(scene, paint)
    left = at.right + 26
    right = face.right - 24
    if chosen:
        mark += (tick(Rect(right - 40, face.cy - 20, 40, 40), ink),)
        right -= 60
    share = 0.3 if average and not look.large else 0.36 if average else 1.0
    first = Rect(left, face.y + 4, (right - left) * share, face.h - 8)
    head = fit(look, text, first, Style("button", ink, size=look.size("button") * 0.95), middle=True)
    second = Rect(first.right + 12, face.y + 4, right - first.right - 12, face.h - 8)
    tail: tuple[Draw, ...] = ()
    if average:
        tail = fit(
            look, average, second, Style("small", ink if chosen else day.muted, "r", weight=400), middle=True
        ).draws
    state = ("essential", "selected") if chosen else ("essential",)
    return Element("unknown", "option", rect, f"{text}. {average}", (*draws, *mark, *head.draws, *tail),
                   Action("unknown"), value=0, state=state)  # fmt: skip


def _average(scene: Scene, paint: Paint) -> str:
    """Which average "don't know" stands for, in words."""
    step = scene.journey.step
    assert step.unknown is not None
    if step.unknown.text is not None:
        said = paint.text(step.unknown.text)
    elif step.unknown.value is not None:
        value = step.unknown.value.evaluate(scene.journey.turn.scope)
        if isinstance(value, str):
            return ""
        said = Template.parse("{v}").render({"v": value}, scene.look.language)
        unit = getattr(step, "unit", None)
        said = f"{said} {paint.text(unit)}" if unit is not None else said
    else:
        return ""
    return scene.world.say("average_is", average=said)
