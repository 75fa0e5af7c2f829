"""The loop with a scripted window and clock, and once with the real ones."""

from __future__ import annotations

import logging
import os
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from kiosk.core.clock import Clock
from kiosk.core.frame import Frame
from kiosk.core.scene import Outcome
from kiosk.core.signals import Down, Move, Quit, Resized, Signal, Up
from kiosk.runtime.console import Console
from kiosk.runtime.loop import BEAT_S, EXIT, FRAME_S, Loop, Machine, gathered
from kiosk.ui.scene import Act, Screen, Shot
from kiosk.visit.world import Visit, World
from scenes import attract
from telemetry.events import Failed, Slow, VisitEnded
from tests.houses import LANDSCAPE, PORTRAIT, Notebook, house, house_with


class LostError(Exception):
    """The screen is gone."""


@dataclass
class Script:
    """A window whose signals come at fixed times of a clock that only its waiting moves."""

    signals: list[tuple[float, Signal]]
    now: float = 0.0
    waits: list[float] = field(default_factory=list)
    presented: int = 0

    def wait(self, timeout_s: float | None) -> list[Signal]:
        assert timeout_s is not None and timeout_s >= 0
        self.waits.append(timeout_s)
        at = self.signals[0][0]
        if at > self.now + timeout_s:
            self.now += timeout_s
            return []
        self.now = max(self.now, at)
        ready = [s for t, s in self.signals if t <= self.now]
        self.signals = [(t, s) for t, s in self.signals if t > self.now]
        return ready

    def present(self, rects: Sequence[Any]) -> None:
        self.presented += 1


@dataclass
class Easel:
    """A canvas that remembers its frames; `cost` seconds each, `fails` for these screens."""

    script: Script
    frames: list[Frame] = field(default_factory=list)
    cost: float = 0.0
    fails: str = ""

    def paint(self, frame: Frame) -> Sequence[Any]:
        self.script.now += self.cost
        if frame.screen == self.fails:
            raise ValueError("no such glyph")
        same = bool(self.frames) and self.frames[-1] == frame
        self.frames.append(frame)
        return [] if same else [0]

    def forget(self) -> None:
        self.frames.clear()


class Silence:
    """Sounds as names."""

    def __init__(self) -> None:
        self.played: list[str] = []
        self.volume = 1.0
        self.murmurs: list[bool] = []

    def play(self, name: str, pitch: int = 0) -> None:
        self.played.append(name)

    def night(self, on: bool, now: float) -> None:
        self.murmurs.append(on)

    def warm(self) -> bool:
        return False


class Run:
    """A loop with everything around it."""

    def __init__(
        self, *signals: tuple[float, Signal], cost: float = 0.0, fails: str = "", night: Screen | None = None
    ) -> None:
        self.script = Script([*signals, (10_000.0, Quit())])
        self.easel = Easel(self.script, cost=cost, fails=fails)
        self.sound = Silence()
        self.notes = Notebook()
        shown = house() if night is None else house_with("attract", night)
        self.console = Console(shown, LANDSCAPE, self.notes, random.Random(1))
        self.painters = 0
        self.beats = 0
        self.gaps: list[float] = []
        clock = Clock(lambda: self.script.now)
        machine = Machine(
            self.script, self._painter, self.sound, clock, LostError, self._beat, self.gaps.append
        )
        self.code = Loop(self.console, machine).run()

    def _painter(self) -> Easel:
        self.painters += 1
        return self.easel

    def _beat(self) -> None:
        self.beats += 1


def touch(at: float, x: float, y: float) -> tuple[tuple[float, Signal], tuple[float, Signal]]:
    return (at, Down(1, x, y)), (at + 0.1, Up(1, x, y))


def test_quit_ends_the_loop_with_75() -> None:
    assert EXIT == Run((1.0, Quit())).code


def test_a_lost_screen_ends_the_loop_with_75(caplog: pytest.LogCaptureFixture) -> None:
    class Gone(Script):
        def present(self, rects: Sequence[Any]) -> None:
            raise LostError("the screen was lost")

    script = Gone([(1.0, Quit())])
    console = Console(house(), LANDSCAPE, Notebook(), random.Random(1))
    machine = Machine(script, lambda: Easel(script), Silence(), Clock(lambda: script.now), LostError)

    assert EXIT == Loop(console, machine).run()
    assert "the screen was lost" in caplog.text


def test_a_touch_is_painted_at_once_and_heard() -> None:
    run = Run(*touch(1.03, 1900, 700), (1.14, Quit()))

    assert "menu" == run.easel.frames[-1].screen
    assert ["start"] == run.sound.played


def test_a_moving_picture_never_exceeds_sixty_a_second() -> None:
    run = Run(*touch(0.5, 1900, 700), (2.6, Quit()))

    menu = [f for f in run.easel.frames if f.screen == "menu"]
    assert 100 < len(menu) <= 2 / FRAME_S + 2


def test_a_picture_is_built_as_often_as_it_says_and_no_oftener() -> None:
    run = Run((20.0, Quit()))

    expected = 20.0 / attract.BEAT_S
    assert expected - 5 < len(run.easel.frames) < expected + 5
    assert max(run.script.waits) <= BEAT_S


def test_a_still_picture_is_neither_built_nor_painted() -> None:
    class Still:
        """A night without a movement."""

        def open(self, world: World, visit: Visit, start: str | None, now: float) -> None: ...

        def step(self, world: World, visit: Visit, state: None, act: Act) -> Outcome:
            return Outcome(state)

        def view(self, world: World, visit: Visit, state: None, shot: Shot) -> Frame:
            return Frame(shot.look.stage, (0, 0, 0, 255), (), screen="attract")

    run = Run((600.0, Quit()), night=Still())

    assert 1 == len(run.easel.frames)
    assert run.beats >= 599


def test_a_slow_answer_is_recorded() -> None:
    run = Run(*touch(0.5, 1900, 700), (5.0, Quit()), cost=0.15)

    slow = [event for event in run.notes.of(Slow) if isinstance(event, Slow)]
    assert slow and all(150 <= event.ms < 200 for event in slow)


def test_a_quick_answer_is_not() -> None:
    assert not Run(*touch(0.5, 1900, 700), (5.0, Quit()), cost=0.005).notes.of(Slow)


def test_a_picture_that_cannot_be_painted_ends_the_stay(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)

    run = Run(*touch(0.5, 1900, 700), (3.0, Quit()), fails="menu")

    assert [Failed(1)] == run.notes.of(Failed)
    assert [VisitEnded(5)] == run.notes.of(VisitEnded)
    assert "attract" == run.easel.frames[-1].screen


def test_another_window_size_gets_another_canvas() -> None:
    run = Run((1.0, Resized(1080, 1920)), (2.0, Quit()))

    assert 2 == run.painters
    assert PORTRAIT == run.easel.frames[-1].stage


def test_a_machine_that_slept_is_a_gap_and_no_hour_of_patience() -> None:
    class Sleepy(Script):
        def wait(self, timeout_s: float | None) -> list[Signal]:
            if 5 < self.now < 3600:
                self.now += 3600
                return []
            return super().wait(timeout_s)

    script = Sleepy([*touch(0.5, 1900, 700), (3620.0, Quit())])
    notes, gaps = Notebook(), list[float]()
    console = Console(house(), LANDSCAPE, notes, random.Random(1))
    clock = Clock(lambda: script.now)
    Loop(console, Machine(script, lambda: Easel(script), Silence(), clock, LostError, gap=gaps.append)).run()

    assert 1 == len(gaps)
    assert console.visiting


def test_only_movements_of_one_finger_grow_old() -> None:
    signals: list[Signal] = [
        Move(1, 0, 0),
        Move(1, 1, 0),
        Move(2, 5, 5),
        Move(1, 2, 0),
        Move(1, 3, 0),
        Up(1, 3, 0),
    ]

    assert [Move(1, 1, 0), Move(2, 5, 5), Move(1, 3, 0), Up(1, 3, 0)] == gathered(signals)


def test_the_real_window_shows_the_night_and_leaves_on_quit(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    import pygame

    from kiosk.screen.canvas import Canvas
    from kiosk.screen.sound import Sound
    from kiosk.screen.window import NoScreen, Window
    from kiosk.ui.typeface import Typeface

    face = house().type
    assert isinstance(face, Typeface)
    window, sound = Window((960, 540), "test"), Sound()
    console = Console(house(), LANDSCAPE, Notebook(), random.Random(1))
    ticks = Clock(lambda: pygame.time.get_ticks() / 1000)
    machine = Machine(window, lambda: Canvas(window.surface, face), sound, ticks, NoScreen)
    loop = Loop(console, machine)
    pygame.event.post(pygame.event.Event(pygame.QUIT))

    assert EXIT == loop.run()
    assert window.surface.get_at((480, 300))[:3] != (0, 0, 0)
    sound.close()
    window.close()
