"""Signals in, frames out: touches, keys, director and guard as one. Knows no window and no clock.

The loop drives it on a terminal, simulated visitors in a rehearsal; both see the same exhibition.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, replace

from kiosk.core.frame import Frame
from kiosk.core.geometry import Size, stage_for
from kiosk.core.signals import Cancel, Down, FocusLost, Key, KeyName, Move, Resized, Signal, Up
from kiosk.runtime.carry import carrying
from kiosk.runtime.director import Director, Hand
from kiosk.runtime.focus import Focus
from kiosk.runtime.gestures import Awake, Carried, Dead, Drag, Drop, PutBack, Stormy, Tap, Touch
from kiosk.runtime.guard import Guard, Past
from kiosk.runtime.house import House
from kiosk.runtime.touch import Glass, Touches
from kiosk.ui.latest import Same, latest
from kiosk.ui.look import Look
from kiosk.ui.parts import focus_ring
from telemetry.events import DeadTap, Storm, Tapped

ALONE_S = 60.0
QUIET = 0.4
# The one place where a touch may do more to the question "still there?" than answer it.
START_OVER = "idle.restart"

Sounds = tuple[str, ...]


@dataclass(frozen=True)
class Sight:
    """What is being looked at: a frame, when it was made and its screen entered, what it rests on."""

    frame: Frame
    at: float
    entered: float
    facts: tuple[object, ...]

    @property
    def until(self) -> float:
        """When the frame changes by itself."""
        return math.inf if self.frame.next_change is None else self.at + self.frame.next_change


class Console:
    """One terminal without its machine. Nothing here raises because of a screen."""

    def __init__(self, house: House, stage: Size, past: Past, chance: random.Random) -> None:
        self.house = house
        self.stage = stage
        self.guard = Guard(house, stage, past, chance)
        self._touches = Touches()
        self._focus = Focus()
        self._sight: Sight | None = None
        self._visited = False

    @property
    def visiting(self) -> bool:
        """Whether somebody's stay is running."""
        return self.guard.visiting

    @property
    def volume(self) -> float:
        """How loud this visitor wants it, 0..1 of what the terminal does."""
        director = self.guard.director
        return QUIET if director is not None and director.state.visit.settings.quiet else 1.0

    def frame(self, now: float) -> Frame:
        """What is to be painted now; from here on touches are meant for it.

        The same frame as before while nothing changed and it did not announce a change itself.
        """
        return self._with_carried(self._seen(now))

    def _seen(self, now: float) -> Frame:
        """The frame of the screen, with the ring around what the keys are on."""
        if self._visited and not self.visiting:
            self._focus = Focus()
        self._visited = self.visiting
        sight = self._sight
        hand = _hand(self._touches, self._focus)
        if sight is not None and now < sight.until and sight.facts == _facts(self.guard, hand, self.stage):
            return sight.frame
        frame = self.guard.frame(now, hand, self.stage)
        carried = self._focus.on(frame)
        if carried.at != self._focus.at:
            self._focus = carried
            hand = _hand(self._touches, carried)
            frame = self.guard.frame(now, hand, self.stage)
        frame = _ringed(frame, carried, self.guard.director)
        self._sight = Sight(frame, now, _entered(self.guard), _facts(self.guard, hand, self.stage))
        return frame

    def _with_carried(self, frame: Frame) -> Frame:
        """What fingers carry, above the frame; the same object while nothing moves."""
        director = self.guard.director
        things = self._touches.carried(Glass(frame, _entered(self.guard), self.house.unit_mm))
        return _carrying(Same(frame), things, _look(frame, director)) if things and director else frame

    def pause(self, now: float) -> float | None:
        """Seconds until something happens by itself; None if nothing ever does."""
        expires = self._touches.expires
        waits = (
            None if self._sight is None else self._sight.until - now,
            self.guard.deadline(now),
            None if expires is None else expires - now + 0.001,
        )
        soonest = min((max(w, 0.0) for w in waits if w is not None), default=math.inf)
        return None if soonest == math.inf else soonest

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
                self._touches, self._sight = self._touches.lifted(), None
            case FocusLost():
                self._touches = self._touches.lifted()
        return ()

    def _touch(self, signal: Down | Move | Up | Cancel, now: float) -> Sounds:
        sight = self._looked(now)
        glass = Glass(sight.frame, _entered(self.guard), self.house.unit_mm)
        self._touches, said = self._touches.take(signal, now, glass)
        if isinstance(signal, Down) and _entered(self.guard) != sight.entered:
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

    def _looked(self, now: float) -> Sight:
        """What the visitor has before their eyes."""
        if self._sight is None:
            self.frame(now)
        assert self._sight is not None
        return self._sight

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
            case Drop(target, carry, catch, cell, held):
                entered = _entered(self.guard)
                sounds = self.guard.act(carry, Tapped(target, round(held * 1000), cell), now)
                return sounds if _entered(self.guard) != entered else self.guard.act(catch, None, now)
            case PutBack():
                director = self.guard.director
                return ("back",) if director is not None and director.state.visit.settings.sound else ()
            case Dead(cell):
                self.guard.note(DeadTap(cell), now)
            case Stormy(touches):
                self.guard.note(Storm(touches), now)
        return ()

    def _key(self, name: KeyName, now: float) -> Sounds:
        sight = self._looked(now)
        focus, chosen = self._focus.take(name, now, sight.frame)
        if self.guard.wake(now) or _entered(self.guard) != sight.entered:
            self._focus = replace(self._focus, used=True, last=focus.last)
            return ()
        self._focus = focus
        return () if chosen is None else self.guard.act(chosen.action, Tapped(chosen.target), now)


def _hand(touches: Touches, focus: Focus) -> Hand:
    return Hand(touches.pressed, focus.at, focus.used)


def _entered(guard: Guard) -> float:
    """When the screen or its step last changed."""
    return guard.director.entered if guard.director is not None else 0.0


def _facts(guard: Guard, hand: Hand, stage: Size) -> tuple[object, ...]:
    """All a frame depends on but time. That a screen came up anew counts, though it looks as before:
    touches are only taken for what was painted since."""
    director = guard.director
    if director is None:
        return (stage,)
    state = director.state
    return director, director.entered, state.stack, state.visit, state.warned, hand, stage


def _look(frame: Frame, director: Director) -> Look:
    """How the house's own marks on a frame are drawn."""
    house, bold = director.house, director.state.visit.settings.contrast
    return Look(frame.stage, house.themes[int(bold)], house.type)


def _ringed(frame: Frame, focus: Focus, director: Director | None) -> Frame:
    """With the ring around the control the keys are on, where the screen has none of its own."""
    at = next((e for e in frame.targets if e.id == focus.at), None)
    if not focus.used or at is None or director is None or frame.find("focus") is not None:
        return frame
    look = _look(frame, director)
    ring = focus_ring(look, at.target, night=frame.ground == look.theme.night.ground)
    return replace(frame, elements=(*frame.elements, ring))


@latest
def _carrying(frame: Same[Frame], things: tuple[Carried, ...], look: Look) -> Frame:
    return carrying(frame.value, things, look)
