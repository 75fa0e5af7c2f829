"""The director: keeps the stack of screens, obeys their answers, ends a stay that is over.

Its state is frozen plain data; time and chance come from outside; events go to `emit`.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kiosk.core.frame import Action, Frame
from kiosk.core.geometry import Size
from kiosk.core.scene import Adjust, Outcome, Pop, Push, Restart, Swap
from kiosk.runtime import idle, parting
from kiosk.runtime.asking import asking
from kiosk.runtime.house import House
from kiosk.runtime.stage import NIGHT, PLAY, SURVEY, Hand, Stage, features, look_of
from kiosk.runtime.transition import SECONDS, Transition, covered, grown
from kiosk.ui.scene import Act, Shot
from kiosk.visit.settings import Settings
from kiosk.visit.world import Crowd, Lights, RecordLine, Visit, World
from telemetry.events import (
    AccessUsed,
    Event,
    HelpAsked,
    IdleContinued,
    IdleWarned,
    LanguageChosen,
    LightLit,
    ScreenEntered,
    TaskEnded,
    VisitEnded,
    VisitStarted,
)

Changes = tuple[tuple[str, str | int | bool], ...]
FORGET_S = 60.0  # settings chosen at night, without a visit, are gone after this long


class Director:
    """One terminal's screens. `lights`, `crowd` and `record` are what the store knows."""

    def __init__(
        self, house: House, stage: Size, emit: Callable[[Event, float], None], chance: random.Random
    ) -> None:
        self.house = house
        self.lights = Lights()
        self.crowd = Crowd()
        self.record: Callable[[], tuple[RecordLine, ...]] = tuple
        self._emit = emit
        self._chance = chance
        self._size = stage
        self._painted: Frame | None = None
        self._transition: Transition | None = None
        self._cell = -1
        self.state = _night(house, self.lights, chance, 0.0)

    # --- showing ------------------------------------------------------------------------

    def frame(self, now: float, hand: Hand | None = None) -> Frame:
        """What stands on the screen now."""
        hand = hand or Hand()
        if hand.keys and self.state.running and not self.state.keys:
            self.state = replace(self.state, keys=True)
            self._emit(AccessUsed("keys"), now)
        name, state = self.state.top
        look = look_of(self.house, self._size, self.state.visit.settings, hand)
        world = self._world()
        frame = self.house.screens[name].view(
            world, self.state.visit, state, Shot(look, now, self.state.entered)
        )
        if self.state.warned is not None:
            frame = asking(frame, world, look, idle.left(self.state, now))
        if self._transition is not None and (look.calm or now - self._transition.since >= SECONDS):
            self._transition = None
        if self._transition is not None:
            frame = covered(self._transition, frame, now)
        self._painted = frame
        return frame

    def _world(self) -> World:
        record = self.record() if self.screen == "panel" else ()
        content = self.house.content(self.state.visit.settings.language)
        return World(content, self.lights, record, self.crowd, self._formal)

    @property
    def _formal(self) -> bool:
        """Whether a scenario that says Sie is open, perhaps below a panel."""
        scenarios = self.house.content(self.house.home).scenarios
        plays = (state.scenario for name, state in self.state.stack if name == PLAY)
        return any(id in scenarios and scenarios[id].address == "sie" for id in plays)

    @property
    def screen(self) -> str:
        """Name of the top screen."""
        return self.state.top[0]

    @property
    def visiting(self) -> bool:
        return self.state.running

    @property
    def entered(self) -> float:
        """When the top screen or its step last changed."""
        return max(self.state.entered, getattr(self.state.top[1], "entered", 0.0))

    def resize(self, stage: Size) -> None:
        """The window has another shape; the state stays."""
        self._size = stage
        self._transition = None

    # --- acting -------------------------------------------------------------------------

    def act(self, action: Action, now: float, cell: int = -1) -> tuple[str, ...]:
        """Carry an action out and return the names of the sounds it makes.

        cell: where on the 16 x 9 grid the finger was, if it touched no control.
        """
        self.state = replace(self.state, touched=now)
        self._cell = cell
        if self._house_action(action, now):
            return ("choose",) if self.state.visit.settings.sound else ()
        name, state = self.state.top
        outcome = self.house.screens[name].step(self._world(), self.state.visit, state, Act(action, now))
        if name == NIGHT and not self.state.running and isinstance(outcome.answer, (Push, Swap)):
            self.state = replace(self.state, running=True)
            self._emit(VisitStarted(self.state.visit.settings.language), now)
        self.state = replace(self.state, stack=(*self.state.stack[:-1], (name, outcome.state)))
        self.state = parting.noted(self.state, outcome.events)
        for event in outcome.events:
            self._emit(event, now)
            if isinstance(event, LightLit):
                self.lights = self.lights.with_light(event.block, event.window, event.colour)
        self._obey(outcome, action, now)
        return outcome.sounds if self.state.visit.settings.sound else ()

    def _house_action(self, action: Action, now: float) -> bool:
        """Actions that mean the same on every screen; True if this was one."""
        match action:
            case Action(name="language", value=str() as tag):
                self._adjust((("language", tag),), now)
            case Action(name="sound", value=bool() as on):
                self._adjust((("sound", on),), now)
            case Action(name="panel", value=str() as panel):
                if panel == "help":
                    self._emit(HelpAsked(), now)
                if self.screen == "panel":
                    self.state = replace(self.state, stack=self.state.stack[:-1])
                self._obey(Outcome(None, Push("panel", panel)), action, now)
            case Action(name="idle_restart"):
                self._end(2, now)
            case Action(name="idle_continue"):
                self.wake(now)
            case _:
                return False
        return True

    def _adjust(self, changes: Changes, now: float) -> None:
        """Change settings; a language the content lacks is ignored."""
        before = self.state.visit.settings
        after = before.adjusted(changes)
        if after.language not in self.house.content(self.house.home).exhibition.languages:
            return
        self.state = replace(self.state, visit=replace(self.state.visit, settings=after))
        if self.state.running and after.language != before.language:
            self._emit(LanguageChosen(after.language), now)
        for feature in sorted(features(after) - features(before)) if self.state.running else ():
            self._emit(AccessUsed(feature), now)

    def _obey(self, outcome: Outcome, action: Action, now: float) -> None:
        stack = self.state.stack
        match outcome.answer:
            case Push(screen=name, start=start):
                self._open(stack, (name, start), action, now)
            case Swap(screen=name, start=start):
                self._open(stack[:-1], (name, start), action, now)
            case Pop() if len(stack) > 2 or (len(stack) == 2 and not self.state.running):
                self.state = replace(self.state, stack=stack[:-1], entered=now)
                self._emit(ScreenEntered(self.screen, 1), now)
            case Adjust(settings=settings):
                self._adjust(settings, now)
            case Pop() | Restart(reason=1):
                survey = self.house.content(self.house.home).survey
                if instrument := parting.instrument(self.state, survey):
                    self._open(stack, (SURVEY, instrument), action, now)
                else:
                    self._end(1, now)
            case Restart(reason=reason):
                self._end(reason, now)
            case _:
                pass

    def _open(
        self, stack: tuple[tuple[str, Any], ...], what: tuple[str, str | None], action: Action, now: float
    ) -> None:
        name, start = what
        screen = self.house.screens[name]
        state = screen.open(self._world(), self.state.visit, start, now)
        self._transition = grown(self._painted, action, self._cell, now)
        self.state = replace(self.state, stack=(*stack, (name, state)), entered=now)
        opened = getattr(screen, "opened", None)
        events: tuple[Event, ...] = opened(state) if opened is not None else (ScreenEntered(name),)
        self.state = parting.noted(self.state, events)
        for event in events:
            self._emit(event, now)

    # --- idle ---------------------------------------------------------------------------

    def wake(self, now: float) -> bool:
        """A touch or key: True if it answered the question and must do nothing else."""
        warned = self.state.warned
        self.state = replace(self.state, touched=now, warned=None)
        if warned is None:
            return False
        self._emit(IdleContinued(round(now - warned)), now)
        return True

    def tick(self, now: float) -> None:
        """Let time pass: ask, and end the stay when nobody answers."""
        due = idle.due(self.state, now)
        if idle.closing(self.state, now) == 0.0:
            self._end(1, now)
        elif due is None:
            changed = self.state.visit.settings != Settings(self.house.home) or self.screen != NIGHT
            if changed and now - self.state.touched > FORGET_S:
                self.state = _night(self.house, self.lights, self._chance, now)
        elif due <= 0 and self.state.warned is None:
            self.state = replace(self.state, warned=now)
            self._emit(IdleWarned(round(now - self.state.touched)), now)
        elif due <= 0:
            self._end(3, now)

    def deadline(self, now: float) -> float | None:
        """Seconds until `tick` has something to do; None at night."""
        waits = (idle.due(self.state, now), idle.closing(self.state, now))
        return min((wait for wait in waits if wait is not None), default=None)

    def _end(self, reason: int, now: float) -> None:
        """The stay is over: facts first, then everything the visitor set is gone."""
        for name, state in self.state.stack:
            if name == PLAY and getattr(state, "here", "") != "result":
                self._emit(TaskEnded(state.scenario, 3 if reason == 3 else 0), now)
            left = getattr(self.house.screens[name], "left", None)
            for event in left(state) if left is not None else ():
                self._emit(event, now)
        if self.state.running:
            self._emit(VisitEnded(reason), now)
        self._transition = None
        self.state = _night(self.house, self.lights, self._chance, now)


def _night(house: House, lights: Lights, chance: random.Random, now: float) -> Stage:
    """The house at rest, with a fresh visit that nobody has begun yet."""
    visit = Visit(chance.getrandbits(32), Settings(house.home))
    state = house.screens[NIGHT].open(World(house.content(house.home), lights), visit, None, now)
    return Stage(visit, ((NIGHT, state),), entered=now, touched=now)


__all__ = ["NIGHT", "Director", "Hand", "Stage"]
