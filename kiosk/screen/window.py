"""The window of a terminal: where it is shown and where signals come from."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Mapping, Sequence
from time import monotonic

import pygame

from kiosk.core.signals import FocusLost, KeyName, Quit, Resized, Signal
from kiosk.screen.doorbell import Doorbell
from kiosk.screen.hints import X11_HINTS
from kiosk.screen.inputs import MM_PER_UNIT, SCANCODES, Inputs

# Everything else is never queued, so it never wakes the program up.
HEARD = (
    pygame.QUIT,
    pygame.KEYDOWN,
    pygame.FINGERDOWN,
    pygame.FINGERMOTION,
    pygame.FINGERUP,
    pygame.MOUSEBUTTONDOWN,
    pygame.MOUSEBUTTONUP,
    pygame.MOUSEMOTION,
    pygame.WINDOWSIZECHANGED,
    pygame.WINDOWEXPOSED,
    pygame.WINDOWMINIMIZED,
    pygame.WINDOWFOCUSLOST,
    pygame.WINDOWFOCUSGAINED,
)
# Out of focus for so long, the full screen is opened anew, so many times within so long (rules O16).
AWAY_S, TRIES, TRIES_S = 5.0, 3, 60.0
# Drivers that show nothing; fine if somebody asked for one, a missing screen if nobody did.
BLIND = ("dummy", "offscreen", "evdev")


class NoScreen(RuntimeError):
    """There is no screen to show anything on; the message is for the operator."""


class Window:
    """One window; full screen without a cursor when `size` is None.

    mm_per_unit: millimetres of one stage unit, for the distance at which a mouse event is the echo
    of a finger. read: monotonic seconds. Raises NoScreen if there is no screen.
    """

    def __init__(
        self,
        size: tuple[int, int] | None,
        title: str,
        mm_per_unit: float = MM_PER_UNIT,
        scancodes: Mapping[int, KeyName] = SCANCODES,
        read: Callable[[], float] = monotonic,
    ) -> None:
        self._read = read
        self._wanted = size
        self._title = title
        self._away: float | None = None
        self._returns: list[float] = []
        self._open()
        self._size = self.surface.get_size()
        self._scancodes = scancodes
        self._inputs = Inputs(self._size, mm_per_unit, scancodes)

    def measure(self, mm_per_unit: float) -> None:
        """What a stage unit is in millimetres, once somebody knows."""
        self._inputs = Inputs(self._size, mm_per_unit, self._scancodes)

    @property
    def surface(self) -> pygame.Surface:
        """What `present` shows. Another one after `Resized`."""
        surface = pygame.display.get_surface()
        if surface is None:
            raise NoScreen("the window is gone")
        return surface

    @property
    def driver(self) -> str:
        """SDL's name for the way to the screen: x11, wayland, kmsdrm ..."""
        return pygame.display.get_driver()

    def present(self, rects: Sequence[pygame.Rect]) -> None:
        """Show these parts of the surface. Raises NoScreen if the screen is lost."""
        if not rects:
            return
        try:
            pygame.display.update(list(rects))
        except pygame.error as error:
            raise NoScreen(f"the screen was lost: {error}") from error

    def wait(self, timeout_s: float | None) -> list[Signal]:
        """Sleep until something happens or `timeout_s` have passed (None: for ever).

        Costs no CPU on X11; elsewhere pygame looks every millisecond.

        Returns all signals that are there, in order; [] after the time is over, and now and then
        for something only the window had to do.
        """
        out: list[Signal] = []
        for event in self._events(timeout_s):
            out += self._signals(event)
        now = self._read()
        return [*out, *self._inputs.expired(now), *self._return(now)]

    def close(self) -> None:
        """Give the screen back. The surface is dead afterwards."""
        pygame.display.quit()

    def _open(self) -> None:
        try:
            pygame.display.init()
            driver = pygame.display.get_driver()
            if driver in BLIND and os.environ.get("SDL_VIDEODRIVER") != driver:
                raise pygame.error(f"only the driver '{driver}', which shows nothing, can be used")
            if driver == "x11":
                for name, value in X11_HINTS.items():
                    os.environ.setdefault(name, value)
            pygame.display.set_caption(self._title)
            flags = pygame.FULLSCREEN if self._wanted is None else pygame.RESIZABLE
            if driver == "wayland" and self._wanted is None:
                flags |= pygame.NOFRAME
            pygame.display.set_mode(self._wanted or (0, 0), flags)
        except pygame.error as error:
            raise NoScreen(
                f"no screen can be opened ({error}). Is a display connected, and is this a graphical session?"
            ) from error
        pygame.mouse.set_visible(self._wanted is not None)
        pygame.key.set_repeat()
        pygame.key.stop_text_input()
        pygame.event.set_blocked(None)
        pygame.event.set_allowed(HEARD)
        self._bell = Doorbell(driver)

    def _events(self, timeout_s: float | None) -> list[pygame.event.Event]:
        now = self._read()
        ends = [self._inputs.deadline(), None if timeout_s is None else now + timeout_s]
        if self._away is not None and self._wanted is None:
            ends.append(self._away + AWAY_S)
        end = min((e for e in ends if e is not None), default=math.inf)
        events = pygame.event.get()
        while not events and (left := end - self._read()) > 0:
            if self._bell.works:
                self._bell.wait(left)
                events = pygame.event.get()
                self._bell.answered()
            else:
                # Without a time pygame waits for ever.
                first = pygame.event.wait(*([] if left == math.inf else [math.ceil(left * 1000)]))
                events = [first, *pygame.event.get()]
        return events

    def _signals(self, event: pygame.event.Event) -> list[Signal]:
        match event.type:
            case pygame.QUIT:
                return [Quit()]
            case pygame.WINDOWEXPOSED:
                self.present([self.surface.get_rect()])
            case pygame.WINDOWSIZECHANGED:
                return self._resized()
            case pygame.WINDOWFOCUSGAINED:
                self._away = None
            case pygame.WINDOWFOCUSLOST:
                self._away = self._read()
                return [*self._inputs.cancel(), FocusLost()]
            case pygame.WINDOWMINIMIZED:
                self._away = self._read() - AWAY_S
                return self._inputs.cancel()
            case _:
                return self._inputs.signals(event, self._read())
        return []

    def _resized(self) -> list[Signal]:
        size = self.surface.get_size()
        if size == self._size:
            return []
        self._size = size
        self._inputs.resize(size)
        return [*self._inputs.cancel(), Resized(*size)]

    def _return(self, now: float) -> list[Signal]:
        """Come back to the front after too long a time behind something; give up after some tries."""
        if self._wanted is not None or self._away is None or now - self._away < AWAY_S:
            return []
        self._away = now
        self._returns = [*(t for t in self._returns if now - t < TRIES_S), now]
        if len(self._returns) > TRIES:
            return [Quit()]
        pygame.display.quit()
        try:
            self._open()
        except NoScreen:
            return [Quit()]
        self._size = self.surface.get_size()
        self._inputs.resize(self._size)
        return [*self._inputs.cancel(), Resized(*self._size)]
