"""The real exhibition for tests: shipped content, real screens, real typeface, a list as memory."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache

from kiosk.cli import build
from kiosk.cli.folders import content_folder
from kiosk.content.load import Library
from kiosk.core.frame import Element, Frame
from kiosk.core.geometry import Size, stage_for
from kiosk.core.signals import Down, Key, KeyName, Up
from kiosk.runtime.console import Console
from kiosk.runtime.house import House
from kiosk.ui.scene import Screen
from kiosk.visit.world import Crowd, Lights, RecordLine
from telemetry.events import Event

LANDSCAPE, PORTRAIT = stage_for((1920, 1080)), stage_for((1080, 1920))


@cache
def library() -> Library:
    return build.library(content_folder())


@cache
def house() -> House:
    return build.house(library(), build.typeface())


def house_with(name: str, screen: Screen) -> House:
    """The house with one screen exchanged."""
    return replace(house(), screens={**house().screens, name: screen})


class Notebook:
    """A memory that can be read: every fact with its time."""

    def __init__(self) -> None:
        self.facts: list[tuple[Event, float]] = []
        self.city = Lights()
        self.voices = Crowd()

    def emit(self, event: Event, now: float) -> None:
        self.facts.append((event, now))

    def lights(self) -> Lights:
        return self.city

    def crowd(self) -> Crowd:
        return self.voices

    def record(self) -> tuple[RecordLine, ...]:
        return ()

    @property
    def kinds(self) -> list[str]:
        return [event.kind for event, _ in self.facts]

    def of(self, kind: type[Event]) -> list[Event]:
        return [event for event, _ in self.facts if isinstance(event, kind)]


class Visitor:
    """A finger with a name for what it touches, and a clock of its own."""

    def __init__(self, in_house: House | None = None, stage: Size = LANDSCAPE, seed: int = 1) -> None:
        self.notes = Notebook()
        self.console = Console(in_house or house(), stage, self.notes, random.Random(seed))
        self.now = 0.0
        self.sounds: tuple[str, ...] = ()
        self.console.frame(self.now)

    def see(self) -> Frame:
        return self.console.frame(self.now)

    def wait(self, seconds: float) -> Frame:
        self.now += seconds
        self.console.tick(self.now)
        return self.see()

    def find(self, id: str) -> Element:
        element = self.see().find(id)
        assert element is not None, f"no {id} on {self.see().screen}"
        return element

    def tap(self, id: str) -> Frame:
        at = self.find(id).target
        return self.touch(at.cx, at.cy)

    def touch(self, x: float, y: float) -> Frame:
        """A touch of a tenth of a second, and a second to look."""
        self.wait(0.6)
        self.console.take(Down(1, x, y), self.now)
        self.wait(0.1)
        self.sounds = self.console.take(Up(1, x, y), self.now)
        return self.wait(1.0)

    def key(self, name: KeyName) -> Frame:
        self.sounds = self.console.take(Key(name), self.now)
        return self.wait(1.0)

    def menu(self) -> Frame:
        return self.tap("call")
