"""The keypad: every control reached from every other, one key one act (rules A9-A12)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.core.frame import Action, Element, Frame, Slide
from kiosk.core.geometry import Rect
from kiosk.core.signals import KeyName
from kiosk.runtime.focus import Chosen, Focus
from tests.runtime.glass import FRAME, SLIDER, control, frame_of

ARROWS: tuple[KeyName, ...] = ("left", "right", "up", "down")


def option(number: int, x: float, y: float) -> Element:
    return control(f"option.{number}", Rect(x, y, 400, 150), "option", Action("choose", number), value=number)


NEXT = control("next", Rect(1500, 950, 300, 100))
BACK = control("back", Rect(40, 950, 200, 100))
HELP = control("tool.help", Rect(900, 950, 100, 100))
QUESTION = frame_of(
    option(1, 100, 100), option(2, 600, 100), option(3, 100, 300), option(4, 600, 300), BACK, HELP, NEXT,
    screen="play/heizung",
)  # fmt: skip


def press(
    focus: Focus, *keys: KeyName, frame: Frame = QUESTION, start: float = 0.0
) -> tuple[Focus, Chosen | None]:
    """Keys a second apart; the outcome of the last one."""
    chosen = None
    for n, key in enumerate(keys):
        focus, chosen = focus.on(frame).take(key, start + n, frame)
    return focus, chosen


def test_the_first_key_only_shows_where_the_focus_is() -> None:
    focus, chosen = press(Focus(), "ok")

    assert ("option.1", True, None) == (focus.at, focus.used, chosen)


def test_nothing_is_focused_before_a_key_is_used() -> None:
    assert Focus() == Focus().on(QUESTION)


@pytest.mark.parametrize(
    ("keys", "at"),
    [
        (("right",), "option.2"),
        (("down",), "option.3"),
        (("right", "down"), "option.4"),
        (("right", "right"), "option.3"),
        (("down", "down"), "back"),
        (("left",), "next"),
        (("down", "up"), "option.1"),
    ],
)
def test_arrows_go_where_they_point(keys: tuple[KeyName, ...], at: str) -> None:
    assert at == press(Focus(), "ok", *keys)[0].at


def test_left_and_right_follow_the_script() -> None:
    arabic = replace(QUESTION, language="ar")

    assert "option.2" == press(Focus(), "ok", "left", frame=arabic)[0].at


def test_ok_does_what_a_tap_would() -> None:
    assert Chosen("option.2", Action("choose", 2)) == press(Focus(), "ok", "right", "ok")[1]


def test_digits_choose_at_once_and_take_the_focus_along() -> None:
    focus, chosen = press(Focus(), "digit4")

    assert ("option.4", Chosen("option.4", Action("choose", 4))) == (focus.at, chosen)
    assert press(Focus(), "digit9")[1] is None


def test_digits_are_arrows_where_there_are_no_options() -> None:
    two = frame_of(*FRAME.elements[:2], screen="b")

    assert "right" == press(Focus(), "digit5", "digit6", frame=two)[0].at


def test_digits_are_arrows_where_options_have_no_numbers() -> None:
    tiles = [
        control(f"tile.{name}", Rect(x, 100, 300, 300), "option", value=name)
        for name, x in (("strom", 100), ("waerme", 500))
    ]
    frame = frame_of(*tiles, screen="menu")

    focus, _ = press(Focus(), "digit5", "digit6", frame=frame)

    assert "tile.waerme" == focus.at
    assert Chosen("tile.waerme", Action("tile.waerme")) == press(focus, "digit5", frame=frame, start=9)[1]


def test_a_number_that_no_option_has_is_no_arrow_among_numbered_ones() -> None:
    focus, _ = press(Focus(), "ok")

    assert ("option.1", None) == (press(focus, "digit6", start=9)[0].at, press(focus, "digit6", start=9)[1])


def test_next_back_and_help_work_from_everywhere() -> None:
    acts = [press(Focus(), key)[1] for key in ("next", "back", "help")]

    assert [
        Chosen("next", Action("next")),
        Chosen("back", Action("back")),
        Chosen("tool.help", Action("tool.help")),
    ] == acts
    assert press(Focus(), "back", frame=FRAME)[1] is None


def test_a_slider_moves_by_its_step_and_stays_between_its_ends() -> None:
    focus, chosen = press(Focus(), "ok", "right", frame=FRAME)

    assert ("slider", Chosen("slider", Action("set", 60.0))) == (focus.at, chosen)
    at_end = frame_of(replace(SLIDER, value=100.0), screen="a")
    assert Chosen("slider", Action("set", 100.0)) == press(focus, "plus", frame=at_end)[1]
    assert Chosen("slider", Action("set", 90.0)) == press(focus, "minus", frame=at_end)[1]


def test_plus_and_minus_find_the_only_slider() -> None:
    focus, _ = press(Focus(), "ok", "up", frame=FRAME)

    assert "slider" != focus.at
    assert Chosen("slider", Action("set", 40.0)) == press(focus, "minus", frame=FRAME, start=5)[1]


def test_ok_takes_a_slider_as_it_stands_and_moves_on() -> None:
    """So that a keypad with previous, next and OK alone is not trapped on it."""
    focus, chosen = press(Focus(), "left", "ok", frame=FRAME)

    assert ("left", Chosen("slider", Action("set", 50.0))) == (focus.at, chosen)


def test_ok_on_a_slider_goes_to_the_primary_action_and_not_to_plus() -> None:
    marked = control("onward", Rect(1500, 800, 300, 100), state=("primary",))
    for last, more in ((NEXT, ()), (marked, (NEXT,)), (NEXT, (marked,))):
        frame = frame_of(SLIDER, *FRAME.elements[:3], last, *more, screen="a")

        focus, chosen = press(Focus(), "left", "ok", frame=frame)

        assert ("onward" if more else "next") == focus.at
        assert Chosen("slider", Action("set", 50.0)) == chosen


@pytest.mark.parametrize(("pause", "acts"), [(0.1, 1), (0.4, 1), (0.6, 2)])
def test_a_trembling_hand_presses_once(pause: float, acts: int) -> None:
    focus, _ = press(Focus(), "left")

    focus, first = focus.take("ok", 10.0, QUESTION)
    focus, second = focus.take("ok", 10.0 + pause, QUESTION)

    assert acts == sum(one is not None for one in (first, second))


def test_arrows_may_be_quick() -> None:
    focus, _ = press(Focus(), "left")

    for n in range(2):
        focus, _ = focus.take("right", 10.0 + n * 0.1, QUESTION)

    assert "option.3" == focus.at


def test_the_focus_stays_on_its_control_through_frames() -> None:
    focus, _ = press(Focus(), "ok", "down")
    fewer = replace(QUESTION, elements=QUESTION.elements[2:])

    assert "option.3" == focus.on(fewer).at


def test_on_a_new_screen_the_focus_begins_anew() -> None:
    focus, _ = press(Focus(), "ok", "down")

    assert "option.1" == focus.on(replace(QUESTION, screen="play/strom")).at
    assert "next" == focus.on(frame_of(BACK, NEXT, screen="say")).at


def test_back_on_a_screen_the_focus_is_on_what_was_chosen_there() -> None:
    focus, _ = press(Focus(), "ok", "down")
    chosen = replace(option(2, 600, 100), state=("selected",))
    panel = frame_of(control("close", Rect(500, 600, 200, 100)), screen="panel")
    again = frame_of(option(1, 100, 100), chosen, option(3, 100, 300), NEXT, screen="play/heizung")

    assert "option.2" == focus.on(panel).on(again).at


def test_under_a_dialog_only_its_controls_are_reached() -> None:
    focus, _ = press(Focus(), "ok", "down")
    dialog = Element("panel", "dialog", Rect(400, 200, 800, 600), "Hilfe")
    covered = replace(
        QUESTION, elements=(*QUESTION.elements, dialog, control("close", Rect(500, 600, 200, 100)))
    )

    assert "close" == focus.on(covered).at
    assert Chosen("close", Action("close")) == press(focus, "back", frame=covered, start=9)[1]


def test_any_key_wakes_a_screen_without_controls() -> None:
    night = frame_of(anywhere=Action("wake"), screen="attract")

    assert Chosen("anywhere", Action("wake")) == press(Focus(), "up", frame=night)[1]


def test_a_frame_without_anything_to_press_is_survived() -> None:
    for key in (*ARROWS, "ok", "next", "digit1", "plus"):
        assert press(Focus(used=True), key, frame=frame_of(screen="still"))[1] is None


@st.composite
def screens(draw: st.DrawFn) -> Frame:
    """Any controls at any place, some of them sliders."""
    elements = []
    for n in range(draw(st.integers(1, 9))):
        x, y = draw(st.integers(0, 18)) * 100.0, draw(st.integers(0, 9)) * 100.0
        rect = Rect(x, y, 90, 90)
        slide = Slide(rect, 0, 10, 1) if draw(st.booleans()) and n % 3 == 0 else None
        elements.append(control(f"c{n}", rect, "slider" if slide else "button", slide=slide, value=5.0))
    return frame_of(*elements, screen="any")


@settings(max_examples=60, deadline=None)
@given(screens())
def test_every_control_is_reached_from_every_other(frame: Frame) -> None:
    ids = {e.id for e in frame.targets}
    for start in ids:
        reached, todo = {start}, [start]
        while todo:
            here = Focus(todo.pop(), frame.screen, used=True)
            for key in ARROWS:
                there = here.take(key, 0.0, frame)[0].at
                if there is not None and there not in reached:
                    reached.add(there)
                    todo.append(there)
        assert ids == reached
