"""A frame while somebody carries something over it: the thing is painted under the finger.

A pure step between the screen's frame and the canvas. The thing keeps its place in the frame and all
it means, so that touches meet the same elements; only its picture moves, above everything else. The
view of a kind knows nothing of it.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.frame import Element, Frame, moved
from kiosk.core.geometry import Rect
from kiosk.runtime.gestures import Carried
from kiosk.ui.look import Look
from kiosk.ui.parts import catch_ring, lift_shadow

LIFT_U = 10.0
"""How far a carried thing floats above its finger's way."""


def carrying(frame: Frame, things: tuple[Carried, ...], look: Look) -> Frame:
    """`frame` with all `things` where the fingers have them, and a ring around what would catch them."""
    held = {thing.target for thing in things}
    rest = tuple(
        replace(e, draws=(), state=(*e.state, "moving")) if e.id in held else e for e in frame.elements
    )
    under = {thing.over for thing in things}
    rings = tuple(_ring(e, look) for e in frame.catchers if e.id in under)
    found = ((frame.find(thing.target), thing) for thing in things)
    above = tuple(_lifted(element, thing, look) for element, thing in found if element is not None)
    return replace(frame, elements=(*rest, *rings, *above))


def _ring(element: Element, look: Look) -> Element:
    return Element(
        f"catch.{element.id}", "decor", element.target.grown(9), draws=catch_ring(look, element.target)
    )


def _lifted(element: Element, thing: Carried, look: Look) -> Element:
    """Its picture at the finger, in whole units: the canvas keeps what it painted of it."""
    dx, dy = round(thing.dx), round(thing.dy - LIFT_U)
    place: Rect = element.rect.moved(dx, dy)
    draws = (*lift_shadow(look, place), *(moved(draw, dx, dy) for draw in element.draws))
    return Element(f"carried.{element.id}", "decor", place, draws=draws, state=("moving",))
