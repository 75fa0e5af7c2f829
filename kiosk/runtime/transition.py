"""The chosen tile grows to the screen: what was painted stays behind it for a moment."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.core.ease import in_out_cubic
from kiosk.core.frame import Action, Box, Element, Frame
from kiosk.core.geometry import Rect

SECONDS = 0.32


@dataclass(frozen=True, slots=True)
class Transition:
    """From which painted frame and which rectangle of it, and since when."""

    before: Frame
    rect: Rect
    since: float


def grown(painted: Frame | None, action: Action, now: float) -> Transition | None:
    """The transition an action starts: from the element that was touched, else from the middle."""
    if painted is None:
        return None
    source = next((e for e in painted.elements if e.action == action), None)
    middle = Rect(painted.stage.w / 2 - 40, painted.stage.h / 2 - 40, 80, 80)
    return Transition(painted, source.rect if source is not None else middle, now)


def covered(what: Transition, after: Frame, now: float) -> Frame:
    """The old picture under a growing sheet of the new ground; nothing on it reacts."""
    t = in_out_cubic((now - what.since) / SECONDS)
    full = Rect(0, 0, after.stage.w, after.stage.h)
    sheet = what.rect.towards(full, t)
    old = tuple(replace(e, action=None) if e.action is not None else e for e in what.before.elements)
    cover = Element("transition", "decor", full, draws=(Box(sheet, after.ground, 28 * (1 - t)),))
    return replace(after, ground=what.before.ground, elements=(*old, cover), next_change=0.0, anywhere=None)
