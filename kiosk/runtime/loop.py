"""The loop of a terminal: wait, take what came, paint what changed. Sleeps while nothing does."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from kiosk.core.clock import Clock
from kiosk.core.frame import Frame
from kiosk.core.signals import Down, Key, Move, Quit, Resized, Signal, Up
from kiosk.runtime.console import Console
from telemetry.events import Slow

EXIT = 75
"""What the program ends with when the house closes it or the screen is lost: start me again."""

FRAME_S = 1 / 60
SLOW_S = 0.1
# Awake at least so often, for whoever watches over the program; that paints nothing.
BEAT_S = 1.0
# A millisecond early is on time: waiting is no finer.
EARLY_S = 0.001

_log = logging.getLogger("loop")


class Pane(Protocol):
    """The window, as far as the loop knows it."""

    def wait(self, timeout_s: float | None) -> list[Signal]: ...

    def present(self, rects: Sequence[Any]) -> None: ...


class Painter(Protocol):
    """The canvas, as far as the loop knows it."""

    def paint(self, frame: Frame) -> Sequence[Any]: ...

    def forget(self) -> None: ...


class Voice(Protocol):
    """The sounds, as far as the loop knows them."""

    volume: float

    def play(self, name: str, pitch: int = 0) -> None: ...

    def night(self, on: bool, now: float) -> None: ...

    def warm(self) -> bool: ...


@dataclass(frozen=True)
class Machine:
    """What the loop runs on. painter: makes a canvas for the window's present surface.

    lost: what the window raises when its screen is gone. beat: called after every picture and at
    least every second. gap: told when the machine stood still. volume: of this terminal, 0..1.
    """

    window: Pane
    painter: Callable[[], Painter]
    sound: Voice
    clock: Clock
    lost: type[Exception]
    beat: Callable[[], None] = lambda: None
    gap: Callable[[float], None] = lambda now: None
    volume: float = 1.0


class Loop:
    """Runs a console on a machine until the house closes it."""

    def __init__(self, console: Console, machine: Machine) -> None:
        self._console = console
        self._machine = machine
        self._painter = machine.painter()
        self._due: float | None = 0.0

    def run(self) -> int:
        """The exit code: `EXIT`, whether the house closes it or the screen is lost."""
        clock = self._machine.clock
        try:
            self._show(clock.tick())
            while True:
                signals = self._machine.window.wait(self._timeout(clock.now))
                now = clock.tick()
                if clock.gap:
                    self._machine.gap(now)
                if any(isinstance(s, Quit) for s in signals):
                    _log.info("the house closes the exhibition")
                    return EXIT
                self._turn(signals, now)
                self._machine.beat()
        except self._machine.lost as error:
            _log.error("%s", error)
            return EXIT

    def _turn(self, signals: Sequence[Signal], now: float) -> None:
        """Everything that came, then one picture, if there is a reason for one."""
        if not signals:
            # Also between two beats of the night: no touch shall wait for its sound to be made.
            self._machine.sound.warm()
            if self._due is None or now < self._due - EARLY_S:
                return
        console = self._console
        console.tick(now)
        notes: list[str] = []
        for signal in gathered(signals):
            notes += console.take(signal, now)
            if isinstance(signal, Resized):
                self._painter = self._machine.painter()
        self._show(now)
        self._machine.sound.volume = self._machine.volume * console.volume
        for note in notes:  # after the picture: making a sound may take longer than painting
            name, _, pitch = note.partition(":")
            self._machine.sound.play(name, int(pitch or 0))
        took = self._machine.clock.tick() - now
        if took > SLOW_S and any(isinstance(s, (Down, Up, Key)) for s in signals):
            console.guard.note(Slow(round(took * 1000)), now)

    def _show(self, now: float) -> None:
        """Paint and present the frame of `now`; one that cannot be painted ends the stay."""
        frame = self._console.frame(now)
        try:
            rects = self._painter.paint(frame)
        except self._machine.lost:
            raise
        except Exception as error:  # noqa: BLE001 - a picture that fails is a screen that fails
            self._console.guard.fell(error, now)
            self._painter.forget()
            frame = self._console.frame(now)
            rects = self._painter.paint(frame)
        if rects:
            self._machine.window.present(rects)
        self._machine.sound.night(frame.murmur, now)
        pause = self._console.pause(now)
        self._due = None if pause is None else max(now + pause, now + FRAME_S)

    def _timeout(self, now: float) -> float:
        if self._due is None:
            return BEAT_S
        return min(max(self._due - now, 0.0), BEAT_S)


def gathered(signals: Iterable[Signal]) -> list[Signal]:
    """The signals without movements that a later one of the same finger made old at once."""
    out: list[Signal] = []
    for signal in signals:
        last = out[-1] if out else None
        if isinstance(signal, Move) and isinstance(last, Move) and last.contact == signal.contact:
            out.pop()
        out.append(signal)
    return out
