"""The hands of a simulated visitor: fingers and keys on a console, with a clock that is a number."""

from __future__ import annotations

import random

from kiosk.core.frame import Element, Frame
from kiosk.core.signals import Down, Key, KeyName, Move, Signal, Up
from kiosk.rehearsal.personas import Persona
from kiosk.runtime.console import Console

Point = tuple[float, float]


class Body:
    """Does nothing but land and lift fingers, press keys, look and wait. Misses as people do."""

    def __init__(self, console: Console, persona: Persona, chance: random.Random, now: float) -> None:
        self.console = console
        self.now = now
        self.touches = 0
        self._persona = persona
        self._chance = chance

    def see(self) -> Frame:
        """The exhibition as it looks now."""
        return self.console.frame(self.now)

    def wait(self, seconds: float) -> None:
        """Let time pass, with everything that happens by itself in between."""
        end = self.now + seconds
        while self.now < end:
            due = self.console.guard.deadline(self.now)
            self.now = end if due is None else min(end, self.now + max(due, 0.001))
            self.console.tick(self.now)

    def press(self, element: Element) -> None:
        """Use a control, by key where this visitor uses keys and there is a way."""
        if self._persona.keys and self._keyed(element):
            return
        chance, rect = self._chance, element.target
        x, y = rect.cx + chance.gauss(0, rect.w / 7), rect.cy + chance.gauss(0, rect.h / 7)
        if chance.random() < self._persona.aside:
            y = rect.bottom + chance.uniform(2, 40)
        if element.slide is not None:
            x, y = element.slide.point(chance.random())
            if chance.random() < 0.5:
                self.drag((rect.cx, rect.cy), (x, y))
                return
        self.touch(x, y)
        if self._persona.doubles and chance.random() < 0.3:
            self.touch(x + 3, y - 2)

    def touch(self, x: float, y: float) -> None:
        """A finger lands and is lifted."""
        self._take(Down(1, x, y))
        self.wait(self._chance.uniform(0.05, 0.3))
        self._take(Up(1, x, y))
        self.touches += 1

    def slide(self, slider: Element, share: float) -> None:
        """Touch a slider at a share of its way, exactly."""
        if slider.slide is not None:
            self.touch(*slider.slide.point(share))

    def touch_anywhere(self) -> None:
        stage = self.see().stage
        self.touch(self._chance.uniform(0.05, 0.95) * stage.w, self._chance.uniform(0.05, 0.95) * stage.h)

    def carry(self, thing: Element, onto: Element) -> None:
        """Take a thing along and let it go over another; some fingers miss that by a little."""
        chance, aim = self._chance, onto.target
        end = aim.cx + chance.gauss(0, aim.w / 5), aim.cy + chance.gauss(0, aim.h / 5)
        self.drag((thing.target.cx, thing.target.cy), end)

    def drag(self, start: Point, end: Point) -> None:
        """A finger moves from one place to another in a quarter of a second."""
        self._take(Down(1, *start))
        for step in range(1, 6):
            self.wait(0.05)
            x, y = (a + (b - a) * step / 5 for a, b in zip(start, end, strict=True))
            self._take(Move(1, x, y))
        self._take(Up(1, *end))
        self.touches += 1

    def key(self, name: KeyName) -> None:
        """A key, and the moment until the next."""
        self._take(Key(name))
        self.touches += 1
        self.wait(0.6)

    def _keyed(self, element: Element) -> bool:
        """Do it with keys, if there is a key for it."""
        number = element.value
        if element.role == "option" and isinstance(number, int) and 1 <= number <= 9:
            self.key(f"digit{number}")  # type: ignore[arg-type]
        elif element.slide is not None:
            self._reached(element, "down")  # right would move the sliders one passes
            for _ in range(self._chance.randint(1, 4)):
                self.key(self._chance.choice(("plus", "minus")))
        elif "primary" in element.state and element.id != "call":
            self.key("next")
        elif element.id in ("back", "close"):
            self.key("back")
        else:
            found = self._reached(element, "right")
            if found:
                self.key("ok")
            return found
        return True

    def _reached(self, element: Element, key: KeyName) -> bool:
        """Press one key until its frame stands around the wanted control; whether it ever did."""
        for _ in range(len(self.see().targets) + 1):
            shown = self.see()
            if shown.find(element.id) is None:
                return False
            if _ringed(shown, element):
                return True
            self.key(key)
        return False

    def _take(self, signal: Signal) -> None:
        self.console.take(signal, self.now)


def _ringed(frame: Frame, element: Element) -> bool:
    """Whether the keys are on this control."""
    ring, at = frame.find("focus"), frame.find(element.id)
    if ring is None or at is None:
        return False
    return ring.rect.holds(at.target) and ring.rect.w < at.target.w + 40
