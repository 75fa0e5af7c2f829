"""Signals in, frames out: touches, keys, director and guard as one. Knows no window and no clock.

The loop drives it on a terminal, simulated visitors in a rehearsal; both see the same exhibition.
"""

from __future__ import annotations

import random
from dataclasses import replace

from kiosk.core.frame import Frame
from kiosk.core.geometry import Size, stage_for
from kiosk.core.signals import Cancel, Down, FocusLost, Key, KeyName, Move, Resized, Signal, Up
from kiosk.runtime.director import NIGHT, Hand
from kiosk.runtime.focus import Focus
from kiosk.runtime.guard import Guard, Past
from kiosk.runtime.house import House
from kiosk.runtime.touch import Awake, Dead, Drag, Glass, Stormy, Tap, Touch, Touches
from kiosk.ui.look import Look
from kiosk.ui.parts import focus_ring
from telemetry.events import DeadTap, Storm, Tapped

ALONE_S = 60.0
# The one place where a touch may do more to the question "still there?" than answer it.
START_OVER = "idle.restart"

Sounds = tuple[str, ...]


class Console:
    """One terminal without its machine. Nothing here raises because of a screen."""

    def __init__(self, house: House, stage: Size, past: Past, chance: random.Random) -> None:
        self.house = house
        self.stage = stage
        self.guard = Guard(house, stage, past, chance)
        self.shown: Frame | None = None
        self._touches = Touches()
        self._focus = Focus()
        self._shown_at = 0.0
        self._shown_entered = 0.0
        self._visited = False

    @property
    def visiting(self) -> bool:
        """Whether somebody's stay is running."""
        return self.guard.visiting

    @property
    def entered(self) -> float:
        """When the screen or its step last changed."""
        return self.guard.director.entered if self.guard.director is not None else 0.0

    def frame(self, now: float) -> Frame:
        """What is to be painted now; from here on touches are meant for it."""
        if self._visited and not self.visiting:
            self._focus = Focus()
        self._visited = self.visiting
        frame = self.guard.frame(now, self._hand(), self.stage)
        carried = self._focus.on(frame)
        if carried.at != self._focus.at:
            self._focus = carried
            frame = self.guard.frame(now, self._hand(), self.stage)
        frame = self._ringed(frame)
        self.shown, self._shown_at, self._shown_entered = frame, now, self.entered
        return frame

    def pause(self, now: float) -> float | None:
        """Seconds until something happens by itself; None if nothing ever does."""
        change = None if self.shown is None else self.shown.next_change
        expires = self._touches.expires
        waits = (
            None if change is None else self._shown_at + change - now,
            self.guard.deadline(now),
            None if expires is None else expires - now + 0.001,
        )
        return min((max(w, 0.0) for w in waits if w is not None), default=None)

    def tick(self, now: float) -> None:
        """Let time pass."""
        self._touches = self._touches.expire(now)
        self.guard.tick(now)
        alone = self._focus.last is not None and now - self._focus.last[1] > ALONE_S
        if alone and not self.visiting:
            self._focus = Focus()

    def take(self, signal: Signal, now: float) -> Sounds:
        """Let a signal happen; the names of the sounds it makes."""
        match signal:
            case Down() | Move() | Up() | Cancel():
                return self._touch(signal, now)
            case Key(name):
                return self._key(name, now)
            case Resized(w, h):
                self.stage = stage_for((w, h))
                self._touches, self.shown = self._touches.lifted(), None
            case FocusLost():
                self._touches = self._touches.lifted()
        return ()

    def _hand(self) -> Hand:
        return Hand(self._touches.pressed, self._focus.at, self._focus.used)

    def _ringed(self, frame: Frame) -> Frame:
        """With the ring around the control the keys are on, where the screen has none of its own."""
        at = next((e for e in frame.targets if e.id == self._focus.at), None)
        director = self.guard.director
        if not self._focus.used or at is None or director is None or frame.find("focus") is not None:
            return frame
        bold = director.state.visit.settings.contrast
        look = Look(self.stage, self.house.themes[int(bold)], self.house.type)
        ring = focus_ring(look, at.target, night=director.screen == NIGHT)
        return replace(frame, elements=(*frame.elements, ring))

    def _touch(self, signal: Down | Move | Up | Cancel, now: float) -> Sounds:
        frame = self.shown or self.frame(now)
        self._touches, said = self._touches.take(signal, now, Glass(frame, self.entered, self.house.unit_mm))
        if isinstance(signal, Down) and self.entered != self._shown_entered:
            # The screen is another one already, but not painted yet: nobody can have meant it.
            self._touches = self._touches.muted(signal.contact)
            said = tuple(one for one in said if not isinstance(one, Drag))
        sounds: Sounds = ()
        for one in said:
            if not isinstance(one, Awake):
                sounds += self._felt(one, now)
            elif self._answers(one.contact, now):
                self._touches = self._touches.muted(one.contact)
                break
        return sounds

    def _answers(self, contact: int, now: float) -> bool:
        """Whether this finger answers "still there?"; then it does nothing else."""
        held = self._touches.contact(contact)
        if held is not None and held.target == START_OVER:
            return False
        return self.guard.wake(now)

    def _felt(self, touch: Touch, now: float) -> Sounds:
        match touch:
            case Tap(target, action, cell, held):
                return self.guard.act(action, Tapped(target, round(held * 1000), cell), now)
            case Drag(target, action, cell, fresh):
                return self.guard.act(action, Tapped(target, 0, cell) if fresh else None, now)
            case Dead(cell):
                self.guard.note(DeadTap(cell), now)
            case Stormy(touches):
                self.guard.note(Storm(touches), now)
        return ()

    def _key(self, name: KeyName, now: float) -> Sounds:
        frame = self.shown or self.frame(now)
        focus, chosen = self._focus.take(name, now, frame)
        if self.guard.wake(now) or self.entered != self._shown_entered:
            self._focus = replace(self._focus, used=True, last=focus.last)
            return ()
        self._focus = focus
        return () if chosen is None else self.guard.act(chosen.action, Tapped(chosen.target), now)
