"""Rules T8-T10, U9-U11, I9 and faults F11-F13, as streams of events."""

from __future__ import annotations

import random

import pytest

from kiosk.core.frame import Action, Element, Slide
from kiosk.core.geometry import Rect
from kiosk.core.signals import Cancel, Down, Move, Up
from kiosk.runtime.gestures import Awake, Dead, Drag, Stormy, Tap
from kiosk.runtime.touch import ANYWHERE, cell_at
from tests.runtime.glass import FRAME, LEFT, STAGE, Fingers, control, frame_of

MM = 4.0  # units


def test_a_tap_is_a_finger_that_comes_and_goes_on_one_control() -> None:
    fingers = Fingers()

    fingers.tap(1.0, 200, 200)

    (tap,) = fingers.of(Tap)
    assert Tap("left", Action("left"), cell_at(STAGE, 200, 200), tap.held) == tap
    assert 0.08 == pytest.approx(tap.held)


def test_nothing_happens_before_the_finger_is_lifted() -> None:
    fingers = Fingers()

    fingers.take(1.0, Down(1, 200, 200))

    assert not fingers.of(Tap)
    assert "left" == fingers.touches.pressed


@pytest.mark.parametrize(("outside_mm", "taps"), [(0, 1), (4, 1), (6, 0)])
def test_five_millimetres_beside_are_forgiven(outside_mm: float, taps: int) -> None:
    fingers = Fingers()

    fingers.take(1.0, Down(1, 110, 200))
    fingers.take(1.1, Move(1, 100 - outside_mm * MM, 200))
    fingers.take(1.2, Up(1, 100 - outside_mm * MM, 200))

    assert taps == len(fingers.of(Tap))


def test_leaving_a_control_takes_the_press_back_for_good() -> None:
    fingers = Fingers()

    fingers.take(1.0, Down(1, 200, 200))
    fingers.take(1.1, Move(1, 200, 500))
    assert fingers.touches.pressed is None
    fingers.take(1.2, Move(1, 200, 200))
    fingers.take(1.3, Up(1, 200, 200))

    assert not fingers.of(Tap) and not fingers.of(Dead)


@pytest.mark.parametrize("held", [0.02, 0.5, 3.5, 9.9])
def test_a_slow_hand_taps_as_well_as_a_quick_one(held: float) -> None:
    fingers = Fingers()

    fingers.take(1.0, Down(1, 200, 200))
    fingers.take(1.0 + held / 2, Move(1, 205, 205))
    fingers.take(1.0 + held, Up(1, 200 + 9 * MM, 200))

    assert 1 == len(fingers.of(Tap))


def test_a_finger_of_more_than_ten_seconds_is_no_tap() -> None:
    fingers = Fingers()

    fingers.take(1.0, Down(1, 200, 200))
    for second in range(2, 12):
        fingers.take(float(second), Move(1, 200 + second % 2 * 20, 200))
    fingers.take(11.5, Up(1, 200, 200))

    assert not fingers.of(Tap)


def test_after_a_screen_change_the_same_spot_is_dead_for_400_ms() -> None:
    fingers = Fingers()
    fingers.tap(1.0, 200, 200)
    fingers.entered = 1.1
    fingers.frame = frame_of(Element("other", "button", LEFT.rect, "other", action=Action("other")))

    assert not [t for t in fingers.tap(1.3, 210, 205) if isinstance(t, Tap)]
    assert [t for t in fingers.tap(1.4, 200 + 15 * MM, 200) if isinstance(t, Tap)]
    fingers.entered = 2.0
    assert [t for t in fingers.tap(2.45, 200 + 15 * MM, 200) if isinstance(t, Tap)]


def test_a_finger_that_landed_on_the_last_screen_does_nothing_on_this_one() -> None:
    fingers = Fingers()

    fingers.take(1.0, Down(1, 200, 200))
    fingers.entered = 1.1
    fingers.take(1.2, Up(1, 200, 200))

    assert not fingers.of(Tap) and not fingers.of(Dead)


@pytest.mark.parametrize(("pause", "taps"), [(0.3, 1), (0.6, 2)])
def test_the_same_control_rests_half_a_second(pause: float, taps: int) -> None:
    fingers = Fingers()

    fingers.tap(1.0, 200, 200)
    fingers.tap(1.0 + pause, 200, 200)

    assert taps == len(fingers.of(Tap))
    assert not fingers.of(Dead)


def test_another_control_does_not_wait() -> None:
    fingers = Fingers()

    fingers.tap(1.0, 200, 200)
    fingers.tap(1.2, 700, 200)

    assert ["left", "right"] == [t.target for t in fingers.said if isinstance(t, Tap)]


def test_less_and_more_answer_every_tap() -> None:
    fingers = Fingers()

    for n in range(5):
        fingers.tap(1.0 + n * 0.2, 1200, 200)

    assert 5 == len(fingers.of(Tap))


def test_a_slider_acts_at_once_and_with_every_new_value() -> None:
    fingers = Fingers()

    fingers.take(1.0, Down(1, 300, 550))
    assert [Drag("slider", Action("set", 20.0), cell_at(STAGE, 300, 550), True)] == fingers.of(Drag)
    for x in (310, 400, 402, 500):
        fingers.take(1.1, Move(1, x, 900))
    fingers.take(1.2, Up(1, 500, 900))

    assert [20.0, 30.0, 40.0] == [d.action.value for d in fingers.said if isinstance(d, Drag)]
    assert not fingers.of(Tap) and not fingers.of(Dead)


def test_the_first_finger_owns_a_control_and_others_use_others() -> None:
    fingers = Fingers()

    fingers.take(1.0, Down(1, 200, 200))
    fingers.take(1.1, Down(2, 250, 200))
    fingers.take(1.1, Down(3, 700, 200))
    fingers.take(1.2, Up(2, 250, 200))
    fingers.take(1.2, Up(3, 700, 200))
    fingers.take(1.3, Up(1, 200, 200))

    assert ["right", "left"] == [t.target for t in fingers.said if isinstance(t, Tap)]


def test_ten_fingers_are_enough() -> None:
    fingers = Fingers()
    for contact in range(10):
        fingers.take(1.0 + contact, Down(contact, 1800, 900))

    fingers.tap(9.9, 200, 200, contact=10)

    assert 10 == len(fingers.touches.contacts)
    assert not fingers.of(Tap)


def test_a_hand_that_leans_on_the_screen_presses_nothing_while_others_play() -> None:
    fingers = Fingers()

    fingers.take(1.0, Down(1, 200, 200))
    fingers.tap(2.0, 700, 200, contact=2)
    fingers.take(4.5, Up(1, 200, 200))

    assert ["right"] == [t.target for t in fingers.said if isinstance(t, Tap)]


def test_a_lost_finger_up_is_forgotten_without_pressing() -> None:
    fingers = Fingers()

    fingers.take(1.0, Down(1, 200, 200))
    assert 11.0 == fingers.touches.expires
    assert not fingers.touches.expire(11.1).contacts
    fingers.take(12.0, Down(2, 250, 200))
    fingers.take(12.1, Up(2, 250, 200))
    fingers.take(12.2, Up(1, 200, 200))

    assert 1 == len(fingers.of(Tap))


def test_two_downs_without_an_up_are_one_new_finger() -> None:
    fingers = Fingers()

    fingers.take(1.0, Down(1, 200, 200))
    fingers.take(2.0, Down(1, 700, 200))
    fingers.take(2.1, Up(1, 700, 200))

    assert ["right"] == [t.target for t in fingers.said if isinstance(t, Tap)]


def test_a_cancelled_finger_presses_nothing() -> None:
    fingers = Fingers()

    fingers.take(1.0, Down(1, 200, 200))
    fingers.take(1.1, Cancel(1))
    fingers.take(1.2, Up(1, 200, 200))
    fingers.take(2.0, Down(1, 200, 200))
    fingers.touches = fingers.touches.lifted()

    assert not fingers.of(Tap) and fingers.touches.pressed is None


def test_a_doubled_touch_is_one_tap() -> None:
    """Drivers that repeat a finger as a mouse: the same place, another contact (F13)."""
    fingers = Fingers()

    fingers.take(1.0, Down(1, 200, 200))
    fingers.take(1.001, Down(0, 200, 200))
    fingers.take(1.08, Up(1, 200, 200))
    fingers.take(1.081, Up(0, 200, 200))
    fingers.tap(1.1, 201, 200, contact=0)

    assert 1 == len(fingers.of(Tap))


def test_a_touch_beside_everything_is_dead_and_says_where() -> None:
    fingers = Fingers()

    fingers.tap(1.0, 1900, 1070)

    assert [Dead(143)] == fingers.of(Dead)


def test_anywhere_answers_what_no_control_did() -> None:
    fingers = Fingers(frame_of(LEFT, anywhere=Action("wake")))

    fingers.tap(1.0, 1800, 1000)
    fingers.tap(2.0, 200, 200)

    assert [(ANYWHERE, "wake"), ("left", "left")] == [
        (t.target, t.action.name) for t in fingers.said if isinstance(t, Tap)
    ]


def test_what_a_dialog_covers_is_not_pressed_by_a_finger_from_before() -> None:
    fingers = Fingers()
    fingers.take(1.0, Down(1, 200, 200))

    veil = Element("idle", "dialog", Rect(0, 0, STAGE.w, STAGE.h), "Noch da?")
    fingers.frame = frame_of(*FRAME.elements, veil)
    fingers.take(1.2, Up(1, 200, 200))

    assert not fingers.of(Tap)


def test_a_muted_finger_has_done_its_work() -> None:
    fingers = Fingers()

    fingers.take(1.0, Down(1, 200, 200))
    fingers.touches = fingers.touches.muted(1)
    fingers.take(1.1, Up(1, 200, 200))

    assert not fingers.of(Tap)


def test_every_landing_and_every_real_movement_is_a_sign_of_life() -> None:
    fingers = Fingers()

    assert (Awake(1),) == fingers.take(1.0, Down(1, 1800, 900))
    assert () == fingers.take(1.1, Move(1, 1802, 901))
    assert (Awake(1),) == fingers.take(1.2, Move(1, 1800 - 3 * MM, 900))


def test_more_than_five_fingers_are_a_cloth_and_no_sign_of_life() -> None:
    fingers = Fingers()
    for contact in range(5):
        fingers.take(1.0 + contact, Down(contact, 1800, 900))

    assert (Stormy(1),) == fingers.take(6.5, Down(6, 1700, 900))
    assert () == fingers.take(6.6, Move(6, 1600, 900))


def test_a_parked_finger_that_trembles_for_an_hour_is_one_sign_of_life() -> None:
    fingers = Fingers()
    fingers.take(0.0, Down(1, 200, 200))

    for n in range(36_000):
        fingers.take(n / 10, Move(1, 200 + n % 2 * 4, 200))
    fingers.take(3600.0, Up(1, 200, 200))

    assert [Awake(1)] == fingers.said


def test_ghost_touches_press_nothing_and_are_no_sign_of_life() -> None:
    """Twenty touches a second, anywhere, for a minute: only before it is known for a storm."""
    chance = random.Random(1)
    fingers = Fingers()

    for n in range(1200):
        x, y = chance.uniform(0, STAGE.w), chance.uniform(0, STAGE.h)
        fingers.tap(n / 20, x, y, contact=n % 3, held=0.01)
        if n == 20:
            fingers.said = [one for one in fingers.said if isinstance(one, Stormy)]

    assert [Stormy(10)] == fingers.said
    calm = fingers.tap(62.0, 200, 200)
    assert [Awake, Tap] == [type(one) for one in calm]


def test_a_crowd_mutes_the_fingers_that_came_before_it_was_one() -> None:
    fingers = Fingers()
    spots = [(200.0, 200.0), (700.0, 200.0), (300.0, 550.0), *((1800.0, 700.0 + n * 50) for n in range(4))]

    for contact, at in enumerate(spots):
        fingers.take(1.0, Down(contact, *at))
    fingers.said.clear()
    fingers.take(1.05, Move(2, 700, 550))
    for contact, at in enumerate(spots):
        fingers.take(1.1, Up(contact, *at))

    assert [] == fingers.said
    assert [Awake, Tap] == [type(one) for one in fingers.tap(3.1, 200, 200)]


def test_touches_that_find_no_room_are_part_of_the_storm() -> None:
    fingers = Fingers()
    for contact in range(10):
        fingers.take(1.0, Down(contact, 1800, 900))

    for n in range(100):
        fingers.take(1.0 + n / 20, Down(10, 1800, 900))

    assert 5 == len(fingers.of(Awake)) and 1 == len(fingers.of(Stormy))


def zoned() -> Fingers:
    """Two zones side by side, with a control in each."""
    halves = [Element(f"half.{n}", "decor", Rect(n * 960, 0, 960, 1080), state=("zone",)) for n in range(2)]
    return Fingers(frame_of(*halves, LEFT, control("other", Rect(1400, 100, 400, 200))))


def test_a_crowd_of_fingers_in_one_zone_mutes_only_that_zone() -> None:
    fingers = zoned()
    fingers.take(1.0, Down(20, 1500, 200))
    for contact in range(9):
        fingers.take(1.1, Down(contact, 300, 500 + contact * 10))

    fingers.take(1.2, Up(20, 1500, 200))
    fingers.tap(1.3, 200, 200, contact=30)

    assert ["other"] == [tap.target for tap in fingers.of(Tap)]
    assert 1 == len(fingers.of(Stormy))


def test_ten_resting_fingers_of_one_zone_leave_room_in_the_other() -> None:
    fingers = zoned()
    for contact in range(12):
        fingers.take(1.0 + contact, Down(contact, 300, 500))

    fingers.tap(12.5, 1500, 200, contact=20)

    assert ["other"] == [tap.target for tap in fingers.of(Tap)]


def test_nobody_is_company_across_zones() -> None:
    fingers = zoned()
    fingers.take(1.0, Down(1, 200, 200))
    fingers.tap(2.0, 1500, 200, contact=2)
    fingers.take(6.0, Up(1, 200, 200))

    assert ["other", "left"] == [tap.target for tap in fingers.of(Tap)], "five seconds, but alone in its zone"


def test_a_dialog_over_zones_is_everybodys() -> None:
    halves = [Element(f"half.{n}", "decor", Rect(n * 960, 0, 960, 1080), state=("zone",)) for n in range(2)]
    ask = Element("ask", "dialog", Rect(500, 300, 900, 400))

    assert ("half.0", "half.1") == (frame_of(*halves).zone(100, 100), frame_of(*halves).zone(1500, 100))
    assert "" == frame_of(*halves, ask).zone(100, 100)


def test_an_upright_slider_is_set_by_how_high_a_finger_is() -> None:
    track = Rect(100, 100, 150, 800)
    slide = Slide(track, 10, 10_000, 1, log=True, upright=True)
    fingers = Fingers(frame_of(control("tall", track, "slider", Action("set"), slide=slide)))

    fingers.take(1.0, Down(1, 150, 500))
    fingers.take(1.1, Move(1, 1800, 100))

    assert [320.0, 10_000.0] == [drag.action.value for drag in fingers.of(Drag)]
