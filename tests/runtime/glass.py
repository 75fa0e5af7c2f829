"""Hand-made frames and fingers for the tests of touches and keys."""

from __future__ import annotations

from typing import TypeVar

from kiosk.core.frame import Action, Element, Frame, Role, Slide
from kiosk.core.geometry import Rect, Size
from kiosk.core.signals import Cancel, Down, Move, Up
from kiosk.runtime.gestures import Touch
from kiosk.runtime.touch import Glass, Touches

_T = TypeVar("_T")
STAGE = Size(1920, 1080)
UNIT_MM = 0.25  # 4 u are a millimetre


def control(
    id: str, rect: Rect, role: Role = "button", action: Action | None = None, **more: object
) -> Element:
    return Element(id, role, rect, id, (), action or Action(id), **more)  # type: ignore[arg-type]


LEFT = control("left", Rect(100, 100, 400, 200))
RIGHT = control("right", Rect(600, 100, 400, 200))
MORE = control("slider.more", Rect(1100, 100, 200, 200), action=Action("more"))
TRACK = Rect(100, 500, 1000, 150)
SLIDER = control("slider", TRACK, "slider", Action("set"), slide=Slide(TRACK, 0, 100, 10), value=50.0)


def frame_of(*elements: Element, **more: object) -> Frame:
    return Frame(STAGE, (0, 0, 0, 255), elements, **more)  # type: ignore[arg-type]


FRAME = frame_of(LEFT, RIGHT, MORE, SLIDER, screen="a")


class Fingers:
    """Plays a stream of events on a frame and keeps what came of it."""

    def __init__(self, frame: Frame = FRAME, entered: float = 0.0) -> None:
        self.frame = frame
        self.entered = entered
        self.touches = Touches()
        self.said: list[Touch] = []

    def take(self, now: float, signal: Down | Move | Up | Cancel) -> tuple[Touch, ...]:
        self.touches, said = self.touches.take(signal, now, Glass(self.frame, self.entered, UNIT_MM))
        self.said.extend(said)
        return said

    def tap(self, now: float, x: float, y: float, contact: int = 1, held: float = 0.08) -> tuple[Touch, ...]:
        return self.take(now, Down(contact, x, y)) + self.take(now + held, Up(contact, x, y))

    def of(self, kind: type[_T]) -> list[_T]:
        return [one for one in self.said if isinstance(one, kind)]
