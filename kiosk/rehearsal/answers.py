"""What to press on a screen to answer it, without knowing which one it is."""

from __future__ import annotations

from kiosk.core.frame import Action, Element, Frame
from kiosk.ui.scene import JOIN, LEFT


def answers(frame: Frame, last: bool, pressed: frozenset[str] = frozenset()) -> list[Element]:
    """What one more answer consists of: the first of all options or the last, all sliders; empty if all is
    done. What is pointed to is followed; what was `pressed` here before is not pressed again, it may be a
    switch. Where two can take part, both do, and in the `last` way one alone.
    """
    open_ = [e for e in frame.targets if "selected" not in e.state and e.id != "unknown"]
    offered = [e for e in open_ if e.role == "option" and "offered" in e.state]
    open_ = [e for e in open_ if e.id not in pressed]
    sides = [e for e in open_ if e.id.startswith(JOIN)]
    sliders = [e for e in open_ if e.slide is not None]
    if sides and not sliders:
        joined = any(e.id.startswith(JOIN) and "selected" in e.state for e in frame.targets)
        return [] if joined else sides[:1] if last else sides
    if sliders:
        return sliders
    options = [e for e in open_ if e.role == "option" and e not in sides]
    wanted = offered or [e for e in options if e.carry is None or e.catch is not None] or options
    return wanted[-1:] if last else wanted[:1]


def deed(frame: Frame, element: Element, last: bool) -> Action | None:
    """What using an element does: a slider goes to three quarters or to the middle, or takes an equal share
    of what is left to spend."""
    if element.slide is None:
        return element.action
    sliders = [e for e in frame.targets if e.slide is not None]
    share = 1 / len(sliders) if frame.find(LEFT) is not None else 0.5 if last else 0.75
    return element.act(*element.slide.point(share))


def stage(frame: Frame) -> str:
    """Where one is: the screen, how far on it, and what its main button is for."""
    progress, onward = frame.find("progress"), primary(frame)
    return f"{frame.screen} {progress.value if progress is not None else None} {onward}"


def primary(frame: Frame) -> Action | None:
    """What the main button does, if it reacts."""
    return next((e.action for e in frame.targets if "primary" in e.state), None)


def spends(frame: Frame) -> bool:
    """Whether there is more to answer here: something was left to spend."""
    left = frame.find(LEFT)
    return left is not None and isinstance(left.value, (int, float)) and left.value > 0
