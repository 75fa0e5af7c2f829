"""A director that is led by the hand, every scene seen after all motion has come to rest."""

from __future__ import annotations

import random
from dataclasses import replace

from kiosk.core.frame import Action, Frame
from kiosk.core.geometry import Size
from kiosk.runtime.director import Director
from kiosk.runtime.house import House
from kiosk.visit.settings import Settings
from telemetry.events import Event

SETTLED_S = 15.0


class Led:
    """One stay in these settings, whatever is pressed. Nothing of it is recorded."""

    def __init__(self, house: House, stage: Size, settings: Settings, seed: int) -> None:
        self._director = Director(house, stage, _forgotten, random.Random(seed))
        self._settings = settings
        self._now = 0.0
        self._dress()

    def frame(self) -> Frame:
        return self._director.frame(self._now)

    def act(self, action: Action, settle: float = SETTLED_S) -> None:
        """Carry an action out, and wait so many seconds."""
        self._director.act(action, self._now)
        self._dress()
        self._director.frame(self._now)
        self._now += settle

    def leave(self) -> None:
        """Go, as somebody who has played."""
        self._director.state = replace(self._director.state, engaged=True)
        self.act(Action("back"))

    def wait(self, seconds: float) -> None:
        self._now += seconds

    def idle(self) -> None:
        """Until the question whether somebody is there."""
        self._now += self._director.deadline(self._now) or 0.0
        self._director.tick(self._now)

    def _dress(self) -> None:
        state = self._director.state
        if state.visit.settings != self._settings:
            self._director.state = replace(state, visit=replace(state.visit, settings=self._settings))


def _forgotten(event: Event, now: float) -> None:
    """A storyboard is no visit."""
