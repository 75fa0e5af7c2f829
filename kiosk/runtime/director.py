"""The director: keeps the stack of screens, obeys their answers, ends a stay that is over.

Its state is frozen plain data; time and chance come from outside; events go to `emit`.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from kiosk.core.frame import Action, Frame
from kiosk.core.geometry import Rect, Size
from kiosk.core.scene import Adjust, Answer, Outcome, Pop, Push, Restart, Swap
from kiosk.runtime.house import House
from kiosk.runtime.idle import Patience, patience
from kiosk.runtime.transition import SECONDS, Transition, covered
from kiosk.ui.look import Look
from kiosk.ui.scene import Act, Shot
from kiosk.visit.settings import Settings
from kiosk.visit.world import Lights, RecordLine, Visit, World
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

NIGHT = "attract"


@dataclass(frozen=True, slots=True)
class Hand:
    """What the visitor's hand is doing: the pressed element, the focused one, whether by keys."""

    pressed: str | None = None
    focus: str | None = None
    keys: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the house stands: the screens from the bottom up, the visit, when things happened."""

    visit: Visit
    stack: tuple[tuple[str, Any], ...]
    entered: float = 0.0
    touched: float = 0.0
    warned: float | None = None
    running: bool = False
    keys: bool = False

    @property
    def top(self) -> tuple[str, Any]:
        return self.stack[-1]


class Director:
    """One terminal's screens. `lights` and `record` are what the store knows."""

    def __init__(
        self, house: House, stage: Size, emit: Callable[[Event, float], None], chance: random.Random
    ) -> None:
        self.house = house
        self.lights = Lights()
        self.record: Callable[[], tuple[RecordLine, ...]] = tuple
        self._emit = emit
        self._chance = chance
        self._stage = stage
        self._painted: Frame | None = None
        self._transition: Transition | None = None
        self.state = self._night(0.0)

    # --- showing ------------------------------------------------------------------------

    def frame(self, now: float, hand: Hand | None = None) -> Frame:
        """What stands on the screen now."""
        hand = hand or Hand()
        if hand.keys and not self.state.keys and self.state.running:
            self.state = replace(self.state, keys=True)
            self._emit(AccessUsed("keys"), now)
        name, state = self.state.top
        look = self._look(hand)
        world = self._world()
        shot = Shot(look, now, self.state.entered)
        frame = self.house.screens[name].view(world, self.state.visit, state, shot)
        if self.state.warned is not None:
            from kiosk.runtime.asking import asking

            frame = asking(frame, world, look, self._left(now))
        if self._transition is not None:
            if look.calm or now - self._transition.since >= SECONDS:
                self._transition = None
            else:
                frame = covered(self._transition, frame, now)
        self._painted = frame
        return frame

    def _look(self, hand: Hand) -> Look:
        s = self.state.visit.settings
        theme = self.house.themes[1 if s.contrast else 0]
        return Look(
            self._stage, theme, self.house.type, s.language, s.text, s.low, s.calm, s.sound, self.house.unit_mm,
            hand.pressed, hand.focus if hand.keys else None, hand.keys,
        )  # fmt: skip

    def _world(self) -> World:
        record = self.record() if any(name == "panel" for name, _ in self.state.stack) else ()
        return World(self.house.content(self.state.visit.settings.language), self.lights, record)

    @property
    def screen(self) -> str:
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
        self._stage = stage
        self._transition = None

    # --- acting -------------------------------------------------------------------------

    def act(self, action: Action, now: float) -> tuple[str, ...]:
        """Carry an action out and return the names of the sounds it makes."""
        self.state = replace(self.state, touched=now)
        house_outcome = self._house_action(action, now)
        if house_outcome is not None:
            return house_outcome
        name, state = self.state.top
        world = self._world()
        outcome = self.house.screens[name].step(world, self.state.visit, state, Act(action, now))
        self._begin(name, outcome.answer, now)
        self.state = replace(self.state, stack=(*self.state.stack[:-1], (name, outcome.state)))
        for event in outcome.events:
            self._note(event, now)
        self._obey(outcome, action, now)
        return outcome.sounds if self.state.visit.settings.sound else ()

    def _house_action(self, action: Action, now: float) -> tuple[str, ...] | None:
        """Actions that mean the same on every screen."""
        value = action.value
        if action.name == "language" and isinstance(value, str):
            self._adjust((("language", value),), now)
        elif action.name == "sound" and isinstance(value, bool):
            self._adjust((("sound", value),), now)
        elif action.name == "panel" and isinstance(value, str):
            if value == "help":
                self._emit(HelpAsked(), now)
            if self.screen == "panel":
                self.state = replace(self.state, stack=self.state.stack[:-1])
            self._obey(Outcome(None, Push("panel", value)), action, now)
        elif action.name == "idle_restart":
            self._end(2, now)
        else:
            return None
        return ("choose",) if self.state.visit.settings.sound else ()

    def _adjust(self, changes: tuple[tuple[str, str | int | bool], ...], now: float) -> None:
        """Change settings; a language the content lacks is ignored."""
        before = self.state.visit.settings
        after = before.adjusted(changes)
        if after.language not in self.house.content(self.house.home).exhibition.languages:
            return
        self.state = replace(self.state, visit=replace(self.state.visit, settings=after))
        if not self.state.running:
            return
        if after.language != before.language:
            self._emit(LanguageChosen(after.language), now)
        for feature in _features(after) - _features(before):
            self._emit(AccessUsed(feature), now)

    def _begin(self, name: str, answer: Answer, now: float) -> None:
        """A visit begins when the night is left."""
        if name == NIGHT and not self.state.running and isinstance(answer, (Push, Swap)):
            self.state = replace(self.state, running=True)
            self._emit(VisitStarted(self.state.visit.settings.language), now)

    def _note(self, event: Event, now: float) -> None:
        self._emit(event, now)
        if isinstance(event, LightLit):
            self.lights = self.lights.with_light(event.block, event.window, event.colour)

    def _obey(self, outcome: Outcome, action: Action, now: float) -> None:
        match outcome.answer:
            case Push(screen=name, start=start):
                self._open((*self.state.stack,), (name, start), action, now)
            case Swap(screen=name, start=start):
                self._open(self.state.stack[:-1], (name, start), action, now)
            case Pop():
                stack = self.state.stack[:-1]
                if len(stack) <= 1:
                    self._end(1, now)
                    return
                self.state = replace(self.state, stack=stack, entered=now)
                self._emit(ScreenEntered(stack[-1][0], 1), now)
            case Adjust(settings=settings):
                self._adjust(settings, now)
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
        self._transition = self._grown(action, now)
        self.state = replace(self.state, stack=(*stack, (name, state)), entered=now)
        opened = getattr(screen, "opened", None)
        for event in opened(state) if opened is not None else (ScreenEntered(name),):
            self._emit(event, now)

    def _grown(self, action: Action, now: float) -> Transition | None:
        """The tile that was touched grows to the new screen."""
        if self._painted is None:
            return None
        source = next((e for e in self._painted.elements if e.action == action), None)
        stage = self._stage
        rect = source.rect if source is not None else Rect(stage.w / 2 - 40, stage.h / 2 - 40, 80, 80)
        return Transition(self._painted, rect, now)

    # --- idle ---------------------------------------------------------------------------

    def wake(self, now: float) -> bool:
        """A touch or key: True if it answered the question and must do nothing else."""
        self.state = replace(self.state, touched=now)
        if self.state.warned is None:
            return False
        self._emit(IdleContinued(round(now - self.state.warned)), now)
        self.state = replace(self.state, warned=None)
        return True

    def tick(self, now: float) -> None:
        """Let time pass: ask, and end the stay when nobody answers."""
        if not self.state.running:
            if self.state.visit.settings != Settings(self.house.home) and now - self.state.touched > 60:
                self.state = replace(self.state, visit=self._visit())
            return
        times = self._patience()
        if self.state.warned is None:
            if now - self.state.touched >= times.ask:
                self.state = replace(self.state, warned=now)
                self._emit(IdleWarned(round(now - self.state.touched)), now)
        elif now - self.state.warned >= times.wait:
            self._end(3, now)

    def deadline(self, now: float) -> float | None:
        """Seconds until `tick` has something to do; None at night."""
        if not self.state.running:
            return None
        times = self._patience()
        if self.state.warned is None:
            return max(self.state.touched + times.ask - now, 0.0)
        return max(self.state.warned + times.wait - now, 0.0)

    def _patience(self) -> Patience:
        run = next((s for n, s in self.state.stack if n == "play"), None)
        end_card = self.screen == "play" and getattr(run, "here", "") == "result"
        return patience(self.state.visit.settings, self.state.keys, end_card)

    def _left(self, now: float) -> tuple[float, float]:
        """Seconds left of the question, and how long it stands in all."""
        assert self.state.warned is not None
        wait = self._patience().wait
        return max(wait - (now - self.state.warned), 0.0), wait

    def _end(self, reason: int, now: float) -> None:
        """The stay is over: facts first, then everything the visitor set is gone."""
        for name, state in self.state.stack:
            if name == "play" and getattr(state, "here", "") != "result":
                self._emit(TaskEnded(state.scenario, 3 if reason == 3 else 0), now)
        if self.state.running:
            self._emit(VisitEnded(reason), now)
        self._transition = None
        self.state = self._night(now)

    def _visit(self) -> Visit:
        return Visit(self._chance.getrandbits(32), Settings(self.house.home))

    def _night(self, now: float) -> Stage:
        visit = self._visit()
        world = World(self.house.content(self.house.home), self.lights)
        night = self.house.screens[NIGHT].open(world, visit, None, now)
        return Stage(visit, ((NIGHT, night),), entered=now, touched=now)


def _features(settings: Settings) -> set[str]:
    """The accessibility features that are on."""
    on = {"contrast": settings.contrast, "low": settings.low, "calm": settings.calm}
    found = {name for name, is_on in on.items() if is_on}
    return found | ({f"text{settings.text}"} if settings.text > 100 else set())
