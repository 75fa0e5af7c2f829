"""The window on SDL's own dummy driver, and the refusal where there is no screen."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pygame
import pytest

from kiosk.core.signals import Cancel, Down, FocusLost, Key, Quit
from kiosk.screen.canvas import Canvas
from kiosk.screen.hints import HINTS
from kiosk.screen.window import Window
from kiosk.ui.typeface import Typeface
from tests.screen.paint_samples import question


@pytest.fixture
def window() -> Iterator[Window]:
    window = Window((640, 360), "Probe")
    window.wait(0)
    yield window
    window.close()


def test_hints_are_set_before_pygame_is_loaded() -> None:
    code = (
        "import os, sys, kiosk.screen\n"
        "assert 'pygame' not in sys.modules\n"
        "assert os.environ['SDL_TOUCH_MOUSE_EVENTS'] == '0'\n"
        "assert os.environ['SDL_VIDEO_ALLOW_SCREENSAVER'] == '1', 'an operator wins'\n"
    )
    bare = {k: v for k, v in os.environ.items() if k not in HINTS}
    subprocess.run([sys.executable, "-c", code], check=True, env={**bare, "SDL_VIDEO_ALLOW_SCREENSAVER": "1"})


@pytest.mark.parametrize("driver", ["x11", None])
def test_without_a_screen_the_operator_reads_one_sentence(driver: str | None) -> None:
    code = (
        "from kiosk.screen.window import NoScreen, Window\n"
        "try:\n    Window(None, 'x')\n"
        "except NoScreen as error:\n    print(error)\n"
    )
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER", "XDG_RUNTIME_DIR")
    env = {k: v for k, v in os.environ.items() if k not in hidden} | (
        {"SDL_VIDEODRIVER": driver} if driver else {}
    )
    said = subprocess.run([sys.executable, "-c", code], check=True, env=env, capture_output=True, text=True)
    assert "no screen can be opened" in said.stdout
    assert len(said.stdout.splitlines()) == 1


def test_a_canvas_paints_onto_the_window(window: Window, typeface: Typeface) -> None:
    canvas = Canvas(window.surface, typeface)
    window.present(canvas.paint(question(typeface)))
    assert pygame.display.get_surface() is canvas.surface
    assert canvas.surface.get_at((5, 5))[:3] == (251, 246, 234)


def test_the_time_is_over_and_nothing_happened(window: Window) -> None:
    assert window.wait(0.01) == []
    assert window.wait(0) == []


def test_events_become_signals_in_order(window: Window) -> None:
    pygame.event.post(
        pygame.event.Event(pygame.FINGERDOWN, touch_id=1, finger_id=1, x=0.5, y=0.5, dx=0, dy=0, pressure=1)
    )
    enter = {"scancode": pygame.KSCAN_RETURN, "key": pygame.K_RETURN, "mod": 0, "unicode": ""}
    pygame.event.post(pygame.event.Event(pygame.KEYDOWN, enter))
    pygame.event.post(pygame.event.Event(pygame.WINDOWFOCUSLOST))
    pygame.event.post(pygame.event.Event(pygame.QUIT))
    assert window.wait(None) == [Down(0, 960, 540), Key("ok"), Cancel(0), FocusLost(), Quit()]


def test_unheard_events_wake_nobody(window: Window) -> None:
    for kind in (pygame.JOYAXISMOTION, pygame.MOUSEWHEEL, pygame.KEYUP, pygame.TEXTINPUT, pygame.USEREVENT):
        assert pygame.event.get_blocked(kind)
    assert not pygame.event.get_blocked(pygame.QUIT)


def test_keys_do_not_repeat(window: Window) -> None:
    assert pygame.key.get_repeat() == (0, 0)


def test_full_screen_hides_the_cursor_and_comes_back_three_times() -> None:
    window = Window(None, "Probe")
    window.wait(0)
    assert not pygame.mouse.get_visible()
    for _ in range(3):
        pygame.event.post(pygame.event.Event(pygame.WINDOWMINIMIZED))
        assert Quit() not in window.wait(0)
        assert window.surface.get_width() > 0
    pygame.event.post(pygame.event.Event(pygame.WINDOWMINIMIZED))
    assert Quit() in window.wait(0)
    window.close()
