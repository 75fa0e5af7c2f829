"""The chosen tile grows to the screen: what was painted stays behind it for a moment."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.core.ease import in_out_cubic
from kiosk.core.frame import Action, Box, Element, Frame
from kiosk.core.geometry import Rect
from kiosk.runtime.touch import COLUMNS, ROWS

SECONDS = 0.32


@dataclass(frozen=True, slots=True)
class Transition:
    """From which painted frame and which rectangle of it, and since when."""

    before: Frame
    rect: Rect
    since: float


def grown(painted: Frame | None, action: Action, cell: int, now: float) -> Transition | None:
    """The transition an action starts: from the square under the finger, or the control it touched."""
    if painted is None:
        return None
    if cell >= 0:
        return Transition(painted, _square(painted, cell), now)
    source = next((e for e in painted.elements if e.action == action), None)
    middle = ROWS // 2 * COLUMNS + COLUMNS // 2
    return Transition(painted, source.rect if source is not None else _square(painted, middle), now)


def _square(painted: Frame, cell: int) -> Rect:
    """A square of 80 u in the middle of a cell of the grid."""
    w, h = painted.stage.w / COLUMNS, painted.stage.h / ROWS
    return Rect((cell % COLUMNS + 0.5) * w - 40, (cell // COLUMNS + 0.5) * h - 40, 80, 80)


def covered(what: Transition, after: Frame, now: float) -> Frame:
    """The old picture under a growing sheet of the new ground; nothing on it reacts."""
    t = in_out_cubic((now - what.since) / SECONDS)
    full = Rect(0, 0, after.stage.w, after.stage.h)
    sheet = what.rect.towards(full, t)
    old = tuple(replace(e, action=None) if e.action is not None else e for e in what.before.elements)
    cover = Element("transition", "decor", full, draws=(Box(sheet, after.ground, 28 * (1 - t)),))
    return replace(after, ground=what.before.ground, elements=(*old, cover), next_change=0.0, anywhere=None)
