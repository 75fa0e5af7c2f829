"""What every frame promises, whoever made it."""

from __future__ import annotations

from itertools import combinations

from kiosk.core.frame import Element, Frame, Text
from kiosk.core.geometry import Rect

LEAST_MM = 20.0
LEAST_TEXT = 15.0  # units; below this nobody reads it on a 24 inch screen at arm's length


def complaints(frame: Frame, unit_mm: float = 299 / 1080) -> list[str]:
    """Everything wrong with a frame, in words; an empty list is a good frame."""
    out: list[str] = []
    stage = Rect(0, 0, frame.stage.w, frame.stage.h)
    out += _targets(frame, stage, unit_mm)
    out += _meanings(frame)
    for element in frame.elements:
        if element.role != "decor":
            out += _texts(frame, element, stage)
    return out


def _targets(frame: Frame, stage: Rect, unit_mm: float) -> list[str]:
    out = []
    least = LEAST_MM / unit_mm - 0.5
    targets = [t for t in frame.targets if t.role != "dialog"]
    for t in targets:
        if min(t.target.w, t.target.h) < least:
            out.append(f"{t.id}: target {t.target.w:.0f} x {t.target.h:.0f} u is below 20 mm")
        if not stage.holds(t.target, 1.0):
            out.append(f"{t.id}: target leaves the stage: {t.target}")
    for a, b in combinations(targets, 2):
        if a.target.overlaps(b.target, slack=0.5):
            out.append(f"{a.id} and {b.id}: targets overlap")
    return out


def _meanings(frame: Frame) -> list[str]:
    out = []
    ids = [e.id for e in frame.elements]
    out += [f"{id}: id used twice" for id in {i for i in ids if ids.count(i) > 1}]
    out += [f"{e.id}: no label" for e in frame.elements if e.role != "decor" and not e.label.strip()]
    primaries = [e.id for e in frame.elements if "primary" in e.state and e.reacts]
    if len(primaries) > 1 and "idle" not in ids:
        out.append(f"more than one primary action: {primaries}")
    return out


def _texts(frame: Frame, element: Element, stage: Rect) -> list[str]:
    out = []
    for draw in element.draws:
        if not isinstance(draw, Text):
            continue
        ink = Rect(draw.left, draw.base - draw.size * 0.7, draw.width, draw.size * 0.7)
        if not stage.holds(ink, 2.0):
            out.append(f"{element.id}: '{draw.text}' leaves the stage")
        elif not element.rect.grown(8).holds(ink, 4.0):
            out.append(f"{element.id}: '{draw.text}' leaves its element by {_over(element.rect, ink):.0f} u")
        if draw.size < LEAST_TEXT:
            out.append(f"{element.id}: '{draw.text}' is only {draw.size:.0f} u high")
    texts = [d for d in element.draws if isinstance(d, Text)]
    for a, b in combinations(texts, 2):
        if _ink(a).overlaps(_ink(b), slack=3.0):
            out.append(f"{element.id}: '{a.text}' and '{b.text}' overlap")
    return out


def _ink(draw: Text) -> Rect:
    return Rect(draw.left, draw.base - draw.size * 0.7, draw.width, draw.size * 0.72)


def _over(rect: Rect, ink: Rect) -> float:
    return max(rect.x - ink.x, rect.y - ink.y, ink.right - rect.right, ink.bottom - rect.bottom)
