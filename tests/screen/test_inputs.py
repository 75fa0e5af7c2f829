"""One touch is one action; a lost finger is none."""

from __future__ import annotations

from typing import Any

import pygame
import pytest

from kiosk.core.signals import Cancel, Down, Key, Move, Signal, Up
from kiosk.screen.inputs import ECHO_S, KEYCODES, LOST_S, MOST_FINGERS, SCANCODES, Inputs

SIZE = (3840, 2160)


@pytest.fixture
def inputs() -> Inputs:
    return Inputs(SIZE, mm_per_unit=0.5)


def finger(kind: int, x: float, y: float, finger_id: int = 7) -> pygame.event.Event:
    return pygame.event.Event(kind, touch_id=1, finger_id=finger_id, x=x, y=y, dx=0, dy=0, pressure=1)


def mouse(kind: int, x: int, y: int, **more: Any) -> pygame.event.Event:
    extra = {"buttons": (1, 0, 0), "rel": (0, 0)} if kind == pygame.MOUSEMOTION else {"button": 1}
    return pygame.event.Event(kind, {"pos": (x, y), "touch": False, **extra, **more})


def key(scancode: int, code: int = 0) -> pygame.event.Event:
    return pygame.event.Event(pygame.KEYDOWN, scancode=scancode, key=code, mod=0, unicode="")


def test_fingers_speak_stage_units(inputs: Inputs) -> None:
    heard: list[Signal] = []
    for kind, x in ((pygame.FINGERDOWN, 0.5), (pygame.FINGERMOTION, 0.75), (pygame.FINGERUP, 0.75)):
        heard += inputs.signals(finger(kind, x, 0.5), 0.0)
    assert heard == [Down(0, 960, 540), Move(0, 1440, 540), Up(0, 1440, 540)]


def test_ten_fingers_are_told_apart_and_the_eleventh_is_not_heard(inputs: Inputs) -> None:
    downs = [inputs.signals(finger(pygame.FINGERDOWN, i / 20, 0.5, i), 0.0) for i in range(11)]
    assert [d[0].contact for d in downs if d and isinstance(d[0], Down)] == list(range(MOST_FINGERS))
    assert downs[10] == []
    assert inputs.signals(finger(pygame.FINGERUP, 0.5, 0.5, 10), 0.0) == []
    assert inputs.signals(finger(pygame.FINGERUP, 0.15, 0.5, 3), 0.0) == [Up(3, 288, 540)]
    assert inputs.signals(finger(pygame.FINGERDOWN, 0.5, 0.5, 99), 0.0) == [Down(3, 960, 540)]


@pytest.mark.parametrize("nowhere", [float("nan"), float("inf"), -float("inf")])
def test_a_finger_that_is_nowhere_is_not_heard(nowhere: float, inputs: Inputs) -> None:
    for kind in (pygame.FINGERDOWN, pygame.FINGERMOTION, pygame.FINGERUP):
        assert inputs.signals(finger(kind, nowhere, 0.5), 0.0) == []
        assert inputs.signals(finger(kind, 0.5, nowhere), 0.0) == []
    assert inputs.deadline() is None


def test_the_mouse_is_a_finger_with_its_first_button_only(inputs: Inputs) -> None:
    assert inputs.signals(mouse(pygame.MOUSEMOTION, 10, 10), 0.0) == []
    assert inputs.signals(mouse(pygame.MOUSEBUTTONDOWN, 200, 100, button=3), 0.0) == []
    assert inputs.signals(mouse(pygame.MOUSEBUTTONDOWN, 200, 100), 0.0) == [Down(0, 100, 50)]
    assert inputs.signals(mouse(pygame.MOUSEMOTION, 400, 100), 0.0) == [Move(0, 200, 50)]
    assert inputs.signals(mouse(pygame.MOUSEMOTION, 400, 100), 0.0) == []
    assert inputs.signals(mouse(pygame.MOUSEBUTTONUP, 400, 100, button=2), 0.0) == []
    assert inputs.signals(mouse(pygame.MOUSEBUTTONUP, 400, 100), 0.0) == [Up(0, 200, 50)]


@pytest.mark.parametrize("marked", [True, False])
def test_the_echo_of_a_finger_is_dropped(marked: bool, inputs: Inputs) -> None:
    """A system may repeat a touch as a mouse, marked as such or not, at once or after the finger left."""
    heard = [*inputs.signals(finger(pygame.FINGERDOWN, 0.5, 0.5), 1.0)]
    heard += inputs.signals(mouse(pygame.MOUSEBUTTONDOWN, 1922, 1079, touch=marked), 1.01)
    heard += inputs.signals(finger(pygame.FINGERUP, 0.5, 0.5), 3.0)
    heard += inputs.signals(mouse(pygame.MOUSEBUTTONUP, 1922, 1079, touch=marked), 3.01)
    heard += inputs.signals(mouse(pygame.MOUSEBUTTONDOWN, 1922, 1079, touch=marked), 3.02)
    heard += inputs.signals(mouse(pygame.MOUSEMOTION, 1925, 1079, touch=marked), 3.03)
    heard += inputs.signals(mouse(pygame.MOUSEBUTTONUP, 1922, 1079, touch=marked), 3.04)
    assert heard == [Down(0, 960, 540), Up(0, 960, 540)]


def test_a_mouse_far_away_or_later_is_no_echo(inputs: Inputs) -> None:
    inputs.signals(finger(pygame.FINGERDOWN, 0.5, 0.5), 1.0)
    inputs.signals(finger(pygame.FINGERUP, 0.5, 0.5), 1.0)
    near, far = 2 * (960 + 19), 2 * (960 + 21)
    assert inputs.signals(mouse(pygame.MOUSEBUTTONDOWN, near, 1080), 1.0 + ECHO_S - 0.01) == []
    assert inputs.signals(mouse(pygame.MOUSEBUTTONDOWN, far, 1080), 1.1) == [Down(0, far / 2, 540)]
    inputs.signals(mouse(pygame.MOUSEBUTTONUP, far, 1080), 1.1)
    assert inputs.signals(mouse(pygame.MOUSEBUTTONDOWN, near, 1080), 1.0 + ECHO_S + 0.01)


def test_a_finger_that_lands_twice_was_lost_in_between(inputs: Inputs) -> None:
    inputs.signals(finger(pygame.FINGERDOWN, 0.5, 0.5), 0.0)
    assert inputs.signals(finger(pygame.FINGERDOWN, 0.25, 0.5), 1.0) == [Cancel(0), Down(0, 480, 540)]


def test_a_contact_without_news_is_cancelled_and_never_lifts(inputs: Inputs) -> None:
    inputs.signals(finger(pygame.FINGERDOWN, 0.5, 0.5), 0.0)
    inputs.signals(finger(pygame.FINGERMOTION, 0.6, 0.5), 4.0)
    assert inputs.deadline() == 4.0 + LOST_S
    assert inputs.expired(4.0 + LOST_S - 0.01) == []
    assert inputs.expired(4.0 + LOST_S) == [Cancel(0)]
    assert inputs.deadline() is None
    assert inputs.signals(finger(pygame.FINGERUP, 0.6, 0.5), 20.0) == []


def test_all_contacts_can_be_given_up_at_once(inputs: Inputs) -> None:
    inputs.signals(finger(pygame.FINGERDOWN, 0.5, 0.5, 1), 0.0)
    inputs.signals(finger(pygame.FINGERDOWN, 0.6, 0.5, 2), 0.0)
    assert inputs.cancel() == [Cancel(0), Cancel(1)]
    assert inputs.cancel() == []


def test_few_keys_mean_something_and_all_others_nothing(inputs: Inputs) -> None:
    assert len(SCANCODES) + len(KEYCODES) <= 34
    names = set()
    for scancode in range(512):
        heard = inputs.signals(key(scancode), 0.0)
        assert heard == ([Key(SCANCODES[scancode])] if scancode in SCANCODES else [])
        names |= {h.name for h in heard if isinstance(h, Key)}
    assert names == {
        *("left", "right", "up", "down", "ok", "back", "help", "next", "plus", "minus"),
        *(f"digit{i}" for i in range(1, 10)),
    }
    assert inputs.signals(key(400, pygame.K_PLUS), 0.0) == [Key("plus")]
    assert inputs.signals(key(400, pygame.K_q), 0.0) == []


def test_the_number_pad_says_digits_and_not_arrows(inputs: Inputs) -> None:
    pad = [getattr(pygame, f"KSCAN_KP{n}") for n in range(1, 10)]

    assert [inputs.signals(key(code), 0.0) for code in pad] == [
        inputs.signals(key(getattr(pygame, f"KSCAN_{n}")), 0.0) for n in range(1, 10)
    ]


def test_a_keypad_with_codes_of_its_own_is_a_table(inputs: Inputs) -> None:
    own = Inputs(SIZE, scancodes={104 + i: name for i, name in enumerate(("left", "right", "ok"))})  # type: ignore[misc]
    assert own.signals(key(106), 0.0) == [Key("ok")]
    assert own.signals(key(pygame.KSCAN_RETURN), 0.0) == []
