"""The question "still there?" over any screen: dimmed, counted down in squares and in words."""

from __future__ import annotations

import math
from dataclasses import replace

from kiosk.core.frame import Action, Box, Element, Frame, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui.karo import karo
from kiosk.ui.layout import Style, centred, cut_left, cut_right, cut_top, fit
from kiosk.ui.look import Look
from kiosk.ui.parts import Button, button, button_width, card
from kiosk.visit.world import World

SQUARES = 20


def asking(frame: Frame, world: World, look: Look, left: tuple[float, float]) -> Frame:
    """The frame dimmed below the question. Any touch continues; one button starts over.

    left: seconds that are left, and how long the question stands in all.
    """
    full, title = look.full, world.say("idle_title")
    width = min(full.w - 120, 1100.0)
    height = min(full.h - 160, 520.0 * (1 + (look.grow - 1) * 0.55))
    sheet = centred(full, width, height)
    dim = Box(full, look.theme.day.veil)
    veil = Element("idle", "dialog", full, title, (dim,), Action("idle_continue"))
    paper = Element("idle.card", "decor", sheet, draws=(card(look, sheet),))
    elements = (
        *frame.elements,
        veil,
        paper,
        *_words(world, look, sheet, left),
        *_buttons(world, look, sheet),
    )
    second = left[0] - math.floor(left[0] - 1e-6)
    following = second if second > 0 else 1.0
    return replace(frame, elements=elements, next_change=following, anywhere=Action("idle_continue"))


def _words(world: World, look: Look, sheet: Rect, left: tuple[float, float]) -> tuple[Element, ...]:
    """Sleepy Karo, the question, and the countdown in squares and in words."""
    day = look.theme.day
    at = Rect(sheet.x + 48, sheet.y + 56, 120, 120)
    face = Element("idle.karo", "decor", at, draws=karo(at, day.accent, "sleeps"))
    body = Rect(at.right + 44, sheet.y + 44, sheet.right - at.right - 92, sheet.h - 88)
    title = fit(look, world.say("idle_title"), cut_top(body, body.h * 0.24)[0], Style("question", day.ink))
    below = Rect(body.x, body.y + title.height, body.w, body.h * 0.17)
    text = fit(look, world.say("idle_text"), below, Style("body", day.ink))
    seconds = math.ceil(left[0])
    key = "idle_count_one" if seconds == 1 else "idle_count"
    count = world.say(key, seconds=float(seconds))
    y = below.y + text.height + 12
    squares, row_h = _countdown(look, Rect(body.x, y, body.w, 60), left[0] / left[1] if left[1] else 0.0)
    line = fit(look, count, Rect(body.x, y + row_h + 14, body.w, body.h * 0.2), Style("small", day.muted))
    counted = Rect(body.x, y, body.w, row_h + 14 + line.height)
    spoken = f"{world.say('idle_title')} {world.say('idle_text')}"
    return (
        face,
        Element("idle.title", "heading", body, spoken, (*title.draws, *text.draws)),
        Element("idle.count", "status", counted, count, (squares, *line.draws)),
    )


def _buttons(world: World, look: Look, sheet: Rect) -> tuple[Element, Element]:
    """Start over at the left, go on at the right."""
    again = Button("idle.restart", world.say("idle_restart"), Action("idle_restart"))
    go_on = Button(
        "idle.continue", world.say("idle_continue"), Action("idle_continue"), "accent", state=("primary",)
    )
    h = max(look.target, 92.0)
    foot = Rect(sheet.x + 48, sheet.bottom - 40 - h, sheet.w - 96, h)
    room = (foot.w - 24) / 2
    first, second = (min(button_width(look, b.text) + 20, room) for b in (again, go_on))
    return (
        button(look, again, cut_left(foot, first)[0]),
        button(look, go_on, cut_right(foot, second)[0]),
    )


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
