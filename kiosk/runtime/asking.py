"""The question "still there?" over any screen: dimmed, counted down in squares and in words."""

from __future__ import annotations

import math
from dataclasses import replace

from kiosk.core.frame import Action, Box, Element, Frame, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui.karo import karo
from kiosk.ui.layout import Style, fit
from kiosk.ui.look import Look
from kiosk.ui.parts import Button, button, button_width, card
from kiosk.visit.world import World

SQUARES = 20


def asking(frame: Frame, world: World, look: Look, left: tuple[float, float]) -> Frame:
    """The frame dimmed below the question. Any touch continues; one button starts over."""
    day, full = look.theme.day, look.full
    veil = Element(
        "idle", "dialog", full, world.say("idle_title"), (Box(full, day.veil),), Action("idle_continue")
    )
    width = min(full.w - 120, 1100.0)
    height = min(full.h - 160, 520.0 * (1 + (look.grow - 1) * 0.55))
    sheet = Rect(full.cx - width / 2, full.cy - height / 2, width, height)
    side = 120.0
    at = Rect(sheet.x + 48, sheet.y + 56, side, side)
    face = Element("idle.karo", "decor", at, draws=karo(at, look.theme.day.accent, "sleeps"))
    body = Rect(at.right + 44, sheet.y + 44, sheet.right - at.right - 92, sheet.h - 88)
    title = fit(
        look, world.say("idle_title"), Rect(body.x, body.y, body.w, body.h * 0.24), Style("question", day.ink)
    )
    text = fit(
        look,
        world.say("idle_text"),
        Rect(body.x, body.y + title.height, body.w, body.h * 0.17),
        Style("body", day.ink),
    )
    seconds, wait = math.ceil(left[0]), left[1]
    count = world.say("idle_count", seconds=float(seconds))
    y = body.y + title.height + text.height + 12
    squares, row_h = _countdown(look, Rect(body.x, y, body.w, 60), left[0] / wait if wait else 0.0)
    line = fit(look, count, Rect(body.x, y + row_h + 14, body.w, body.h * 0.2), Style("small", day.muted))
    again = Button("idle.restart", world.say("idle_restart"), Action("idle_restart"))
    go_on = Button(
        "idle.continue", world.say("idle_continue"), Action("idle_continue"), "accent", state=("primary",)
    )
    h = max(look.target, 92.0)
    foot = sheet.bottom - 40 - h
    w1, w2 = button_width(look, again.text), button_width(look, go_on.text) + 20
    room = (sheet.w - 96 - 24) / 2
    left_button = button(look, again, Rect(sheet.x + 48, foot, min(w1, room), h))
    right_button = button(look, go_on, Rect(sheet.right - 48 - min(w2, room), foot, min(w2, room), h))
    elements = (
        *frame.elements,
        veil,
        Element("idle.card", "decor", sheet, draws=(card(look, sheet),)),
        face,
        Element("idle.title", "heading", body, world.say("idle_title"), (*title.draws, *text.draws)),
        Element(
            "idle.count",
            "status",
            Rect(body.x, y, body.w, row_h + 14 + line.height),
            count,
            (squares, *line.draws),
        ),
        left_button,
        right_button,
    )
    until = left[0] - math.floor(left[0] - 1e-6)
    nexts = [n for n in (until, 1.0) if n > 0]
    return replace(frame, elements=elements, next_change=min(nexts), anywhere=Action("idle_continue"))


def _countdown(look: Look, rect: Rect, share: float) -> tuple[Squares, float]:
    """Twenty squares that go out one after the other."""
    day = look.theme.day
    pitch = min(rect.w / SQUARES, rect.h)
    side = pitch * 0.82
    lit = math.ceil(share * SQUARES)
    squares = tuple(
        Square(rect.x + i * pitch, rect.y, side, day.accent if i < lit else day.empty) for i in range(SQUARES)
    )
    return Squares(squares), side
