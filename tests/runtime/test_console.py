"""Touches and keys on the real exhibition, and what is recorded of them."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Iterator

import pytest

from kiosk.core.signals import Down, FocusLost, Move, Resized, Up
from telemetry.events import (
    AccessUsed,
    Answered,
    DeadTap,
    IdleContinued,
    IdleWarned,
    Tapped,
    VisitEnded,
    VisitStarted,
)
from tests.houses import PORTRAIT, Visitor


@pytest.fixture(autouse=True)
def _no_screen_fails(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    caplog.set_level(logging.ERROR)
    yield
    assert not caplog.records


def playing() -> Visitor:
    visitor = Visitor()
    visitor.menu()
    visitor.tap("tile.fussabdruck")
    return visitor


def test_the_first_touch_is_recorded_with_the_visit_it_begins() -> None:
    visitor = Visitor()

    visitor.menu()

    assert ["visit_start", "tap", "screen"] == visitor.notes.kinds
    (tap,) = visitor.notes.of(Tapped)
    assert isinstance(tap, Tapped) and ("call", 100) == (tap.target, tap.latency_ms)


def test_a_touch_anywhere_wakes_the_night() -> None:
    visitor = Visitor()

    assert "menu" == visitor.touch(1900, 700).screen
    (tap,) = visitor.notes.of(Tapped)
    assert isinstance(tap, Tapped) and "anywhere" == tap.target


def test_a_tap_is_recorded_before_what_it_leads_to() -> None:
    visitor = playing()
    visitor.notes.facts.clear()

    visitor.tap("option.2")

    assert ["tap", "answer"] == visitor.notes.kinds
    assert [Answered("fussabdruck/personen/2", 1)] == visitor.notes.of(Answered)


def test_a_pressed_control_shows_in_the_next_frame() -> None:
    visitor = playing()
    rect = visitor.find("option.2").target
    before = visitor.find("option.2")

    visitor.console.take(Down(1, rect.cx, rect.cy), visitor.now)
    held = visitor.find("option.2")
    visitor.console.take(Move(1, 5, 5), visitor.now)

    assert before.draws != held.draws
    assert before.draws == visitor.find("option.2").draws


def test_a_touch_beside_everything_is_a_dead_tap_of_the_visit_only() -> None:
    visitor = Visitor()
    visitor.console.take(FocusLost(), 0.0)
    visitor.menu()

    visitor.touch(3, 3)

    assert [DeadTap(0)] == visitor.notes.of(DeadTap)


def test_two_fingers_at_once_do_not_answer_the_next_question() -> None:
    """What was meant for a screen that is gone must not act on the one not painted yet."""
    visitor = playing()
    visitor.tap("option.2")
    onward, option = visitor.find("next").target, visitor.find("option.1").target

    visitor.console.take(Down(1, onward.cx, onward.cy), visitor.now)
    visitor.console.take(Up(1, onward.cx, onward.cy), visitor.now + 0.1)
    visitor.console.take(Down(2, option.cx, option.cy), visitor.now + 0.1)
    visitor.console.take(Up(2, option.cx, option.cy), visitor.now + 0.2)

    assert 1 == len(visitor.notes.of(Answered))
    assert "fussabdruck/flaeche" == visitor.see().screen


def test_a_touch_on_still_there_does_nothing_else() -> None:
    visitor = playing()
    place = visitor.find("option.2").target
    visitor.wait(61)
    assert [IdleWarned(62)] == visitor.notes.of(IdleWarned)

    visitor.touch(place.cx, place.cy)

    assert 1 == len(visitor.notes.of(IdleContinued))
    assert not visitor.notes.of(Answered)
    assert "fussabdruck/personen" == visitor.see().screen
    visitor.tap("option.2")
    assert 1 == len(visitor.notes.of(Answered))


def test_the_button_on_still_there_starts_over() -> None:
    visitor = playing()
    visitor.wait(61)

    assert "attract" == visitor.tap("idle.restart").screen
    assert [VisitEnded(2)] == visitor.notes.of(VisitEnded)


def test_any_key_answers_still_there_and_does_nothing_else() -> None:
    visitor = playing()
    visitor.wait(61)

    visitor.key("digit2")

    assert 1 == len(visitor.notes.of(IdleContinued))
    assert not visitor.notes.of(Answered)


def test_nobody_there_ends_the_stay() -> None:
    visitor = playing()

    visitor.wait(61)
    visitor.wait(31)

    assert [VisitEnded(3)] == visitor.notes.of(VisitEnded)
    assert "attract" == visitor.see().screen


def test_a_bag_on_the_screen_for_an_hour_keeps_nobody_waiting() -> None:
    visitor = playing()
    visitor.console.take(Down(7, 30, 30), visitor.now)

    for n in range(3600):
        visitor.console.take(Move(7, 30 + n % 2, 30), visitor.now)
        visitor.now += 1.0
        visitor.console.tick(visitor.now)

    assert [VisitEnded(3)] == visitor.notes.of(VisitEnded)


def _seven_at_once(visitor: Visitor, chance: random.Random) -> None:
    spots = [(chance.uniform(0, 1920), chance.uniform(0, 1080)) for _ in range(7)]
    for contact, at in enumerate(spots):
        visitor.console.take(Down(contact, *at), visitor.now)
    visitor.wait(0.2)
    for contact, at in enumerate(spots):
        visitor.console.take(Up(contact, *at), visitor.now)
    visitor.wait(0.8)


def _twenty_ghosts(visitor: Visitor, chance: random.Random) -> None:
    for n in range(20):
        at = chance.uniform(0, 1920), chance.uniform(0, 1080)
        visitor.console.take(Down(n % 3, *at), visitor.now)
        visitor.now += 0.05
        visitor.console.take(Up(n % 3, *at), visitor.now)
    visitor.wait(0.0)


@pytest.mark.parametrize("second", [_seven_at_once, _twenty_ghosts])
def test_touches_that_nobody_makes_keep_no_stay_alive(
    second: Callable[[Visitor, random.Random], None],
) -> None:
    visitor, chance = playing(), random.Random(4)

    for _ in range(180):
        second(visitor, chance)

    assert [VisitEnded(3)] == visitor.notes.of(VisitEnded)
    assert 1 == len(visitor.notes.of(IdleWarned)) and "attract" == visitor.see().screen
    visitor.wait(3)
    assert "menu" == visitor.menu().screen


def test_a_touch_after_the_storm_is_somebody() -> None:
    visitor, chance = playing(), random.Random(4)
    for _ in range(65):
        _twenty_ghosts(visitor, chance)
    assert 1 == len(visitor.notes.of(IdleWarned))

    visitor.wait(2)
    visitor.touch(30, 30)

    assert 1 == len(visitor.notes.of(IdleContinued)) and not visitor.notes.of(VisitEnded)


def test_a_game_can_be_played_with_keys_alone() -> None:
    visitor = Visitor()
    visitor.key("ok")
    visitor.key("ok")
    visitor.key("ok")
    assert "fussabdruck/personen" == visitor.see().screen

    visitor.key("digit3")
    visitor.key("next")

    assert [Answered("fussabdruck/personen/3", 2)] == visitor.notes.of(Answered)
    assert "fussabdruck/flaeche" == visitor.see().screen
    assert [AccessUsed("keys")] == visitor.notes.of(AccessUsed)
    assert [-1] == list({tap.cell for tap in visitor.notes.of(Tapped) if isinstance(tap, Tapped)})


def test_the_focus_shows_and_is_gone_with_the_visit() -> None:
    visitor = playing()
    still = visitor.see()

    assert still.find("focus") is None
    visitor.key("right")
    assert visitor.find("focus").rect.holds(visitor.find("option.1").target)
    visitor.key("right")
    assert visitor.find("focus").rect.holds(visitor.find("option.2").target)
    for _ in range(2):
        visitor.key("back")
        visitor.wait(1)

    assert "attract" == visitor.see().screen
    fresh = Visitor().see()
    assert [e.id for e in fresh.elements] == [e.id for e in visitor.see().elements]


def test_turning_the_screen_keeps_the_stay() -> None:
    visitor = playing()
    visitor.tap("option.2")

    visitor.console.take(Resized(1080, 1920), visitor.now)
    frame = visitor.see()

    assert PORTRAIT == frame.stage
    assert "selected" in visitor.find("option.2").state


def test_a_still_screen_says_so() -> None:
    visitor = playing()
    pause = visitor.console.pause(visitor.now)

    assert pause is not None and pause > 0
    assert [VisitStarted("de")] == visitor.notes.of(VisitStarted)


def test_a_panel_that_is_opened_again_from_itself_still_hears() -> None:
    """It looks exactly as before, but came up anew: what was painted before it does not count. The finger
    is so quick that nothing is painted while it is down."""
    visitor = playing()
    visitor.tap("tool.size")
    at = visitor.find("tool.size").target
    visitor.wait(1.0)
    visitor.console.take(Down(1, at.cx, at.cy), visitor.now)
    visitor.console.take(Up(1, at.cx, at.cy), visitor.now)
    visitor.wait(1.0)

    assert "fussabdruck/personen" == visitor.tap("back").screen


def test_a_panel_that_is_opened_again_from_itself_still_hears_keys() -> None:
    visitor = playing()
    visitor.tap("tool.help")
    visitor.key("help")
    visitor.key("help")

    assert "fussabdruck/personen" == visitor.key("back").screen
