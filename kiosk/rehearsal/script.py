"""A scripted visit through every screen and step, as frames: what a storyboard shows."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kiosk.content.model import Scenario
from kiosk.core.frame import Action, Element, Frame
from kiosk.core.geometry import Size
from kiosk.runtime.director import Director
from kiosk.runtime.house import House
from kiosk.visit.settings import Settings
from telemetry.events import Event

SETTLED_S = 15.0
MOVING_S = 4.0
PANELS = ("size", "help", "record", "sources")
MOST_STEPS = 60


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture of the storyboard: its name, which is a file name, and the frame."""

    name: str
    frame: Frame


class Script:
    """A director that is led by the hand. Every scene is taken after all motion has come to rest."""

    def __init__(self, house: House, stage: Size, settings: Settings, seed: int = 1) -> None:
        self._house = house
        self._settings = settings
        self._director = Director(house, stage, _forgotten, random.Random(seed))
        self._now = 0.0
        self._times: Counter[str] = Counter()
        self._dress()

    def shots(self) -> Iterator[Shot]:
        """Every screen of the house, then every scenario step by step."""
        yield self._shot("attract")
        self._act(Action("open"))
        yield self._shot("menu")
        for panel in PANELS:
            self._act(Action("panel", panel))
            yield self._shot(f"panel-{panel}")
            self._act(Action("close"))
        content = self._house.content(self._settings.language)
        for id in content.exhibition.scenarios:
            yield from self._scenario(content.scenarios[id])
        yield from self._idle()

    def _scenario(self, scenario: Scenario) -> Iterator[Shot]:
        """Twice, with the first and with the last answers, so that most branches are seen."""
        seen: set[str] = set()
        for last in (False, True):
            self._act(Action("play", scenario.id))
            self._times = Counter()
            for _ in range(MOST_STEPS):
                if self._director.screen != "play":
                    break
                for shot in self._step(last):
                    if shot.name not in seen:
                        seen.add(shot.name)
                        yield shot
                if self._frame().find("leave") is not None:
                    self._act(Action("again"))
                else:
                    yield from self._onward(seen)
            if self._director.screen == "attract":
                self._act(Action("open"))

    def _step(self, last: bool) -> Iterator[Shot]:
        """A step as it comes up, with "don't know", and answered."""
        frame = self._frame()
        name = frame.screen.replace("/", "-")
        yield Shot(name, frame)
        unknown = frame.find("unknown")
        if unknown is not None and unknown.action is not None:
            self._act(unknown.action)
            yield self._shot(f"{name}-unknown")
        answer = _answer(frame, last)
        if answer is not None:
            self._act(answer)
            yield self._shot(f"{name}-answered")

    def _onward(self, seen: set[str]) -> Iterator[Shot]:
        """The way on. A step that has more to show before it is left is shown on its way and after."""
        frame = self._frame()
        way = next((e for e in frame.targets if "primary" in e.state), None) or _locks(frame)
        if way is None or way.action is None:
            self._now += SETTLED_S
            return
        self._act(way.action, settle=MOVING_S)
        moving = self._frame()
        self._now += SETTLED_S - MOVING_S
        if moving.screen == frame.screen:
            name = f"{frame.screen.replace('/', '-')}-{way.action.name}"
            self._times[name] += 1
            for end, shown in (("-moving", moving), ("", self._frame())):
                shot = Shot(f"{name}{self._times[name]}{end}", shown)
                if shot.name not in seen:
                    seen.add(shot.name)
                    yield shot

    def _idle(self) -> Iterator[Shot]:
        if self._director.screen == "attract":
            self._act(Action("open"))
        self._now += self._director.deadline(self._now) or 0.0
        self._director.tick(self._now)
        yield self._shot("idle")

    def _frame(self) -> Frame:
        return self._director.frame(self._now)

    def _shot(self, name: str) -> Shot:
        return Shot(name, self._frame())

    def _act(self, action: Action, settle: float = SETTLED_S) -> None:
        self._director.act(action, self._now)
        self._dress()
        self._director.frame(self._now)
        self._now += settle

    def _dress(self) -> None:
        state = self._director.state
        if state.visit.settings != self._settings:
            self._director.state = replace(state, visit=replace(state.visit, settings=self._settings))


def _answer(frame: Frame, last: bool) -> Action | None:
    """The first or last option, or a slider at three quarters or at its middle."""
    slider = next((e for e in frame.targets if e.slide is not None), None)
    if slider is not None and slider.slide is not None:
        return slider.act(*slider.slide.point(0.5 if last else 0.75))
    options: list[Element] = [e for e in frame.targets if e.role == "option" and e.id != "unknown"]
    return options[-1 if last else 0].action if options else None


def _locks(frame: Frame) -> Element | None:
    """What takes the number of a slider as it stands, where no button leads on before."""
    open_ = [e for e in frame.targets if e.role == "option" and "selected" not in e.state]
    return open_[0] if open_ and any(e.slide is not None for e in frame.targets) else None


def _forgotten(event: Event, now: float) -> None:
    """A storyboard is no visit: nothing of it is recorded."""
