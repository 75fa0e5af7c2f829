"""Karo, the mascot: one square with two eyes. Curious, never disappointed."""

from __future__ import annotations

import math
from typing import Literal

from kiosk.core.frame import Box, Colour, Draw, Line, Poly
from kiosk.core.geometry import Rect
from kiosk.ui.theme import INK, WHITE, mix

Mood = Literal["glad", "thinks", "asks", "amazed", "cheers", "sleeps", "left", "right"]
BLINK_S = 0.14
EVERY_S = 5.3


def _body(cx: float, cy: float, side: float, turned: bool) -> tuple[tuple[float, float], ...]:
    half, radius = side / 2, side * 0.20
    turn = math.pi / 4 if turned else 0.0
    points = []
    for qx, qy, start in ((1, -1, -90), (1, 1, 0), (-1, 1, 90), (-1, -1, 180)):
        for k in range(9):
            angle = math.radians(start + 90 * k / 8)
            x = qx * (half - radius) + math.cos(angle) * radius
            y = qy * (half - radius) + math.sin(angle) * radius
            points.append(
                (cx + x * math.cos(turn) - y * math.sin(turn), cy + x * math.sin(turn) + y * math.cos(turn))
            )
    return tuple(points)


def _eyes(cx: float, cy: float, s: float, mood: Mood, shut: bool) -> tuple[Draw, ...]:
    draws: list[Draw] = []
    shift = {"left": -s * 0.10, "right": s * 0.10}.get(mood, 0.0)
    y, size = cy - s * 0.08, s * 0.115
    for side in (-1, 1):
        x = cx + side * s * 0.18 + shift
        if mood == "sleeps" or shut:
            draws.append(
                Line(((x - size * 0.7, y + s * 0.03), (x + size * 0.7, y + s * 0.03)), s * 0.05, INK)
            )
        elif mood == "cheers":
            arch = ((x - size * 0.75, y + s * 0.04), (x, y - s * 0.05), (x + size * 0.75, y + s * 0.04))
            draws.append(Line(arch, s * 0.055, INK))
        else:
            k = size * (1.25 if mood == "amazed" else 1.0)
            draws.append(Box(Rect(x - k / 2, y - k * 0.62, k, k * 1.24), INK, k * 0.34))
            draws.append(Box(Rect(x - k * 0.02, y - k * 0.42, k * 0.32, k * 0.32), WHITE, k * 0.1))
    return tuple(draws)


def _mouth(cx: float, cy: float, s: float, mood: Mood) -> Draw:
    y = cy + s * 0.17
    if mood == "cheers":
        corners = ((-0.14, -0.02), (0.14, -0.02), (0.08, 0.12), (-0.08, 0.12))
        return Poly(tuple((cx + a * s, y + b * s) for a, b in corners), INK)
    if mood == "amazed":
        return Box(Rect(cx - s * 0.05, y, s * 0.10, s * 0.12), INK, s * 0.04)
    if mood in ("thinks", "asks"):
        return Line(((cx - s * 0.08, y + s * 0.03), (cx + s * 0.09, y)), s * 0.045, INK)
    if mood == "sleeps":
        return Line(((cx - s * 0.05, y + s * 0.03), (cx + s * 0.05, y + s * 0.03)), s * 0.04, INK)
    x = cx + {"left": -0.10, "right": 0.10}.get(mood, 0.0) * s
    smile = ((-0.11, 0.0), (-0.05, 0.05), (0.05, 0.05), (0.11, 0.0))
    return Line(tuple((x + a * s, y + b * s) for a, b in smile), s * 0.045, INK)


def blinking(now: float) -> bool:
    """Karo blinks every five seconds or so."""
    return now % EVERY_S < BLINK_S


def next_blink(now: float) -> float:
    """Seconds until the eyes shut or open again; never so few that a clock would not move."""
    phase = now % EVERY_S
    return max(BLINK_S - phase if phase < BLINK_S else EVERY_S - phase, 0.01)


def karo(at: Rect, colour: Colour, mood: Mood = "glad", shut: bool = False) -> tuple[Draw, ...]:
    """Karo filling `at` (a square; the feet stand a little below it)."""
    side, cx, cy = at.w, at.cx, at.cy
    turned = mood == "thinks"
    draws: list[Draw] = []
    if not turned:
        foot = mix(colour, INK, 0.45)
        for x in (-0.30, 0.10):
            draws.append(
                Box(Rect(cx + x * side, at.bottom - side * 0.02, side * 0.2, side * 0.13), foot, side * 0.05)
            )
    body = side * (0.82 if turned else 1.0)
    draws.append(Poly(_body(cx, cy, body, True), colour) if turned else Box(at, colour, side * 0.20))
    draws.extend(_eyes(cx, cy, body, mood, shut))
    draws.append(_mouth(cx, cy, body, mood))
    return tuple(draws)
