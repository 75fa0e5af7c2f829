"""What keeps an error off the wall: a screen that fails ends the stay, never the exhibition.

After the third failure a screen is locked until the next start: whatever would open it stays
where it is. If the night itself fails, the plainest possible picture shows until it works again.
"""

from __future__ import annotations

import logging
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from kiosk.core.frame import Action, Element, Frame, Text
from kiosk.core.geometry import Rect, Size
from kiosk.core.scene import Answer, Outcome, Push, Restart, Stay, Swap
from kiosk.runtime.director import NIGHT, Director, Hand
from kiosk.runtime.house import House
from kiosk.runtime.touch import ANYWHERE
from kiosk.ui.scene import Act, Screen, Shot
from kiosk.visit.world import Crowd, Lights, RecordLine, Visit, World
from telemetry.events import Event, Failed, Tapped, VisitEnded, VisitStarted

PATIENCE = 3
SAY_EVERY_S = 60.0
AGAIN_S = 5.0
LOOK_S = 60.0  # how often the night asks the store: a new day may have begun
CRASH, SCREEN_RAISED = 5, 1

_log = logging.getLogger("guard")
_T = TypeVar("_T")


class Past(Protocol):
    """What a terminal remembers: takes facts, knows the city and the running visit's record."""

    def emit(self, event: Event, now: float) -> None: ...

    def lights(self) -> Lights: ...

    def record(self) -> tuple[RecordLine, ...]: ...

    def crowd(self) -> Crowd: ...


class ScreenError(Exception):
    """A screen raised; `key` says which, the cause says what."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class Failures:
    """How often which screen failed; says each at most once a minute, with its stack."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._said: dict[str, float] = {}

    def note(self, key: str, error: Exception, now: float) -> int:
        """One more failure of `key`; how many that makes."""
        self._counts[key] += 1
        if now - self._said.get(key, -SAY_EVERY_S) >= SAY_EVERY_S:
            self._said[key] = now
            locked = ", locked until the next start" if self.locked(key) else ""
            _log.error("%s failed (%d)%s", key, self._counts[key], locked, exc_info=error)
        return self._counts[key]

    def locked(self, key: str) -> bool:
        """Whether this screen ('panel/help', 'play/<scenario>') failed too often."""
        return self._counts[key] >= PATIENCE and key != NIGHT


class Guard:
    """A director that never raises, and that is told what the store knows."""

    def __init__(self, house: House, stage: Size, past: Past, chance: random.Random) -> None:
        self._past = past
        self._chance = chance
        self._stage = stage
        self.failures = Failures()
        screens = {name: _Watched(name, each, self.failures) for name, each in house.screens.items()}
        self._house = replace(house, screens=screens)
        self._retry = self._look = 0.0
        self._tap: Tapped | None = None
        self.director: Director | None = None
        self._renew(0.0)

    def frame(self, now: float, hand: Hand, stage: Size) -> Frame:
        """The director's frame; of the night if the screen failed; the plainest if that failed too."""
        if stage != self._stage and self.director is not None:
            self.director.resize(stage)
        self._stage = stage
        if self.director is None and now >= self._retry:
            self._renew(now)
        for attempt in (hand, Hand()):
            director = self.director
            if director is None:
                break
            frame = self._try(director.frame, now, attempt, now=now)
            if frame is not None:
                return frame
        return plainest(self._house, stage)

    def act(self, action: Action, tapped: Tapped | None, now: float) -> tuple[str, ...]:
        """Carry an action out; the sounds it makes.

        Its tap is recorded before what it leads to, and with the first touch after the visit began.
        """
        director = self.director
        if director is None or (action.name == "panel" and self.failures.locked(f"panel/{action.value}")):
            return ()
        if director.visiting and tapped is not None:
            self._past.emit(tapped, now)
        self._tap = None if director.visiting else tapped
        beside = tapped.cell if tapped is not None and tapped.target == ANYWHERE else -1
        sounds = self._try(director.act, action, now, beside, now=now)
        self._tap = None
        return sounds or ()

    def wake(self, now: float) -> bool:
        """Somebody is there; True if that answered the question and must do nothing else."""
        return self.director is not None and bool(self._try(self.director.wake, now, now=now))

    def tick(self, now: float) -> None:
        """Let time pass."""
        if self.director is not None:
            self._try(self.director.tick, now, now=now)
            if not self.visiting and now >= self._look:
                self._look = now + LOOK_S
                self._remember(self.director)

    def _remember(self, director: Director) -> None:
        """Tell a director what the store knows just now."""
        director.lights, director.crowd = self._past.lights(), self._past.crowd()

    def deadline(self, now: float) -> float | None:
        """Seconds until `tick`, or a new attempt at the night, is due."""
        if self.director is None:
            return max(self._retry - now, 0.0)
        return self._try(self.director.deadline, now, now=now)

    def note(self, event: Event, now: float) -> None:
        """Record something that matters only during a visit."""
        if self.visiting:
            self._past.emit(event, now)

    @property
    def visiting(self) -> bool:
        return self.director is not None and self.director.visiting

    def _try(self, call: Callable[..., _T], *args: Any, now: float) -> _T | None:
        try:
            return call(*args)
        except Exception as error:  # noqa: BLE001 - whatever a screen raises, the wall stays lit
            self.fell(error, now)
            return None

    def fell(self, error: Exception, now: float) -> None:
        """Something of the present screen raised: note it, end the stay, begin a new night."""
        director = self.director
        key = director.screen if director is not None else NIGHT
        if isinstance(error, ScreenError):
            key = error.key
        falls = self.failures.note(key, error, now)
        self._past.emit(Failed(SCREEN_RAISED), now)
        if director is not None and director.visiting:
            self._past.emit(VisitEnded(CRASH), now)
        if key == NIGHT and falls > 1:
            self.director, self._retry = None, now + AGAIN_S
        else:
            self._renew(now)

    def _renew(self, now: float) -> None:
        """A new director, in the night; none for a while if even that fails."""
        try:
            director = Director(self._house, self._stage, self._emit, self._chance)
        except Exception as error:  # noqa: BLE001 - as above
            self.director, self._retry = None, now + AGAIN_S
            self.failures.note(NIGHT, error, now)
            self._past.emit(Failed(SCREEN_RAISED), now)
            return
        self._remember(director)
        director.record = self._past.record
        self.director = director

    def _emit(self, event: Event, now: float) -> None:
        """A fact of the director; at both ends of a visit the city may be another one."""
        self._past.emit(event, now)
        if isinstance(event, VisitStarted) and self._tap is not None:
            self._past.emit(self._tap, now)
        if isinstance(event, (VisitStarted, VisitEnded)) and self.director is not None:
            self._remember(self.director)


class _Watched:
    """A screen that says its name when it raises, and never leads to a locked one."""

    def __init__(self, name: str, screen: Screen, failures: Failures) -> None:
        self.name = name
        self._key = name
        self._screen = screen
        self._failures = failures
        self.opened = self._asked("opened")
        self.left = self._asked("left")

    def open(self, world: World, visit: Visit, start: str | None, now: float) -> Any:
        self._key = _key(self.name, start)
        return self._call(self._screen.open, world, visit, start, now)

    def step(self, world: World, visit: Visit, state: Any, act: Act) -> Outcome:
        outcome = self._call(self._screen.step, world, visit, state, act)
        return replace(outcome, answer=self._allowed(outcome.answer))

    def view(self, world: World, visit: Visit, state: Any, shot: Shot) -> Frame:
        return self._call(self._screen.view, world, visit, state, shot)

    def _asked(self, name: str) -> Callable[[Any], tuple[Event, ...]] | None:
        """What a screen may say of its state, watched as well; None where it says nothing."""
        inner = getattr(self._screen, name, None)
        return None if inner is None else lambda state: self._call(inner, state)

    def _call(self, what: Callable[..., _T], *args: Any) -> _T:
        try:
            return what(*args)
        except Exception as error:
            raise ScreenError(self._key) from error

    def _allowed(self, answer: Answer) -> Answer:
        if isinstance(answer, (Push, Swap)) and self._failures.locked(_key(answer.screen, answer.start)):
            # A screen that wanted to be replaced may be a dead end.
            return Stay() if isinstance(answer, Push) else Restart(CRASH)
        return answer


def _key(name: str, start: str | None) -> str:
    return f"{name}/{start}" if start else name


def plainest(house: House, stage: Size) -> Frame:
    """The night's ground and the exhibition's name: needs nothing that could fail."""
    night = house.themes[0].night
    try:
        title = house.content(house.home).exhibition.title
        width = house.type.width(title, 90.0, 800)
    except Exception:  # noqa: BLE001 - then without the name
        return Frame(stage, night.ground, (), AGAIN_S, screen="plain")
    name = Text(stage.w / 2, stage.h / 2, title, 90.0, 800, night.ink, width, "c")
    rect = Rect(stage.w / 2 - width / 2, stage.h / 2 - 90.0, width, 120.0)
    heading = Element("title", "heading", rect, title, (name,))
    return Frame(stage, night.ground, (heading,), AGAIN_S, screen="plain")
