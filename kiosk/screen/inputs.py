"""Pygame's events as signals: fingers, the mouse as one more finger, a few keys."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import pygame

from kiosk.core.geometry import STAGE_SHORT
from kiosk.core.signals import Cancel, Down, Key, KeyName, Move, Signal, Up

# By place on the keyboard, so that they lie alike in every country. A keypad with other codes is
# a change of this table. The number pad says digits; where nothing is numbered they are arrows.
SCANCODES: Mapping[int, KeyName] = {
    pygame.KSCAN_LEFT: "left",
    pygame.KSCAN_RIGHT: "right",
    pygame.KSCAN_UP: "up",
    pygame.KSCAN_DOWN: "down",
    pygame.KSCAN_RETURN: "ok",
    pygame.KSCAN_KP_ENTER: "ok",
    pygame.KSCAN_SPACE: "ok",
    pygame.KSCAN_ESCAPE: "back",
    pygame.KSCAN_BACKSPACE: "back",
    pygame.KSCAN_F1: "help",
    pygame.KSCAN_H: "help",
    pygame.KSCAN_TAB: "next",
    pygame.KSCAN_KP_PLUS: "plus",
    pygame.KSCAN_KP_MINUS: "minus",
    pygame.KSCAN_1: "digit1",
    pygame.KSCAN_2: "digit2",
    pygame.KSCAN_3: "digit3",
    pygame.KSCAN_4: "digit4",
    pygame.KSCAN_5: "digit5",
    pygame.KSCAN_6: "digit6",
    pygame.KSCAN_7: "digit7",
    pygame.KSCAN_8: "digit8",
    pygame.KSCAN_9: "digit9",
    pygame.KSCAN_KP1: "digit1",
    pygame.KSCAN_KP2: "digit2",
    pygame.KSCAN_KP3: "digit3",
    pygame.KSCAN_KP4: "digit4",
    pygame.KSCAN_KP5: "digit5",
    pygame.KSCAN_KP6: "digit6",
    pygame.KSCAN_KP7: "digit7",
    pygame.KSCAN_KP8: "digit8",
    pygame.KSCAN_KP9: "digit9",
}
# By what they write: these two lie elsewhere in every country.
KEYCODES: Mapping[int, KeyName] = {pygame.K_PLUS: "plus", pygame.K_MINUS: "minus"}

MOST_FINGERS = 10
# A touch that some system repeats as a mouse: as near as this, in time and place (rules U10).
ECHO_S, ECHO_MM = 0.5, 10.0
# Touch drivers lose lifted fingers. A contact without news is given up after this (rules U11).
LOST_S = 10.0
# 32 inches in 16:9, until the operator says otherwise.
MM_PER_UNIT = 398 / STAGE_SHORT

_MOUSE = "mouse"
_Source = tuple[int, int] | str


@dataclass(slots=True)
class _Contact:
    number: int
    x: float
    y: float
    heard: float


class Inputs:
    """Keeps track of who touches. `size` in pixels; times in seconds of any one clock."""

    def __init__(
        self,
        size: tuple[int, int],
        mm_per_unit: float = MM_PER_UNIT,
        scancodes: Mapping[int, KeyName] = SCANCODES,
    ) -> None:
        self._echo = ECHO_MM / mm_per_unit
        self._scancodes = scancodes
        self._contacts: dict[_Source, _Contact] = {}
        self._recent: list[tuple[float, float, float]] = []
        self.resize(size)

    def resize(self, size: tuple[int, int]) -> None:
        self._size = size
        self._unit = min(size) / STAGE_SHORT

    def signals(self, event: pygame.event.Event, now: float) -> list[Signal]:
        """What `event` means; [] for everything that is no input or an echo."""
        match event.type:
            case pygame.FINGERDOWN | pygame.FINGERMOTION | pygame.FINGERUP:
                return self._finger(event, now)
            case pygame.MOUSEBUTTONDOWN | pygame.MOUSEBUTTONUP | pygame.MOUSEMOTION:
                return self._mouse(event, now)
            case pygame.KEYDOWN:
                name = self._scancodes.get(event.scancode) or KEYCODES.get(event.key)
                return [Key(name)] if name else []
        return []

    def cancel(self) -> list[Signal]:
        """Give up all contacts, say because the window lost its place."""
        gone = [Cancel(c.number) for c in self._contacts.values()]
        self._contacts.clear()
        return [*gone]

    def expired(self, now: float) -> list[Signal]:
        """Give up the contacts nothing was heard of for `LOST_S`."""
        lost = [source for source, c in self._contacts.items() if now - c.heard >= LOST_S]
        return [Cancel(self._contacts.pop(source).number) for source in lost]

    def deadline(self) -> float | None:
        """When `expired` may next have something to say."""
        heard = min((c.heard for c in self._contacts.values()), default=None)
        return None if heard is None else heard + LOST_S

    def _finger(self, event: pygame.event.Event, now: float) -> list[Signal]:
        source = (event.touch_id, event.finger_id)
        x, y = event.x * self._size[0] / self._unit, event.y * self._size[1] / self._unit
        if not (math.isfinite(x) and math.isfinite(y)):
            return []  # a driver that does not know how large its own glass is
        self._recent = [r for r in self._recent if now - r[0] <= ECHO_S][-4 * MOST_FINGERS :]
        self._recent.append((now, x, y))
        if event.type == pygame.FINGERDOWN:
            return self._down(source, x, y, now)
        return self._onward(source, x, y, now, lifted=event.type == pygame.FINGERUP)

    def _mouse(self, event: pygame.event.Event, now: float) -> list[Signal]:
        if getattr(event, "touch", False) or getattr(event, "button", 1) != 1:
            return []
        x, y = event.pos[0] / self._unit, event.pos[1] / self._unit
        if event.type == pygame.MOUSEBUTTONDOWN:
            return [] if self._is_echo(x, y, now) else self._down(_MOUSE, x, y, now)
        return self._onward(_MOUSE, x, y, now, lifted=event.type == pygame.MOUSEBUTTONUP)

    def _is_echo(self, x: float, y: float, now: float) -> bool:
        return any(
            now - at <= ECHO_S and math.hypot(x - fx, y - fy) <= self._echo for at, fx, fy in self._recent
        )

    def _down(self, source: _Source, x: float, y: float, now: float) -> list[Signal]:
        lost = self._contacts.pop(source, None)
        before: list[Signal] = [Cancel(lost.number)] if lost else []
        taken = {c.number for c in self._contacts.values()}
        number = next((n for n in range(MOST_FINGERS) if n not in taken), None)
        if number is None:
            return before
        self._contacts[source] = _Contact(number, x, y, now)
        return [*before, Down(number, x, y)]

    def _onward(self, source: _Source, x: float, y: float, now: float, lifted: bool) -> list[Signal]:
        contact = self._contacts.get(source)
        if contact is None:
            return []
        if lifted:
            del self._contacts[source]
            return [Up(contact.number, x, y)]
        contact.heard = now
        if (contact.x, contact.y) == (x, y):
            return []
        contact.x, contact.y = x, y
        return [Move(contact.number, x, y)]
