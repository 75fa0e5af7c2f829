"""A screen that raises, in each of its callbacks, costs a stay and never the exhibition (rules O12)."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from kiosk.core.frame import Frame
from kiosk.core.scene import Outcome
from kiosk.ui.scene import Act, Screen, Shot
from kiosk.visit.world import Visit, World
from telemetry.events import Failed, VisitEnded
from tests.houses import Notebook, Visitor, house, house_with

CALLBACKS = ("open", "opened", "step", "view")


class Broken:
    """A real screen that raises in one callback, as long as `failing` says so."""

    def __init__(self, screen: Screen, callback: str) -> None:
        self._screen = screen
        self._callback = callback
        self.failing = True

    def _maybe(self, callback: str) -> None:
        if self.failing and callback == self._callback:
            raise LookupError(f"broken in {callback}")

    def open(self, world: World, visit: Visit, start: str | None, now: float) -> Any:
        self._maybe("open")
        return self._screen.open(world, visit, start, now)

    def opened(self, state: Any) -> tuple[()]:
        self._maybe("opened")
        return ()

    def step(self, world: World, visit: Visit, state: Any, act: Act) -> Outcome:
        self._maybe("step")
        return self._screen.step(world, visit, state, act)

    def view(self, world: World, visit: Visit, state: Any, shot: Shot) -> Frame:
        self._maybe("view")
        return self._screen.view(world, visit, state, shot)


def broken(name: str, callback: str) -> tuple[Visitor, Broken]:
    screen = Broken(house().screens[name], callback)
    return Visitor(house_with(name, screen)), screen


def reach_play(visitor: Visitor) -> Frame:
    """Into the game, and one answer if it can be shown."""
    visitor.menu()
    frame = visitor.tap("tile.fussabdruck")
    return visitor.tap("option.1") if frame.find("option.1") else frame


@pytest.mark.parametrize("callback", CALLBACKS)
def test_a_broken_game_ends_the_stay_and_the_night_shows(
    callback: str, caplog: pytest.LogCaptureFixture
) -> None:
    visitor, _ = broken("play", callback)

    frame = reach_play(visitor)

    assert "attract" == frame.screen
    assert [Failed(1)] == visitor.notes.of(Failed)
    assert [VisitEnded(5)] == visitor.notes.of(VisitEnded)
    assert not visitor.console.visiting
    (line,) = caplog.records
    assert line.exc_text is not None and f"broken in {callback}" in line.exc_text


@pytest.mark.parametrize("callback", CALLBACKS)
def test_the_third_failure_locks_a_game_and_the_menu_stays(callback: str) -> None:
    visitor, _ = broken("play", callback)
    for _ in range(3):
        assert "attract" == reach_play(visitor).screen

    visitor.menu()

    assert "menu" == visitor.tap("tile.fussabdruck").screen
    assert visitor.console.visiting
    assert 3 == len(visitor.notes.of(Failed))


@pytest.mark.parametrize("callback", CALLBACKS)
def test_a_broken_panel_locks_itself_and_nothing_else(callback: str) -> None:
    visitor, _ = broken("panel", callback)
    for _ in range(3):
        visitor.menu()
        visitor.tap("tool.help")
        if visitor.console.visiting:
            visitor.tap("close" if visitor.see().find("close") else "back")

    visitor.menu()

    assert "menu" == visitor.tap("tool.help").screen
    assert "attract" != visitor.tap("tile.fussabdruck").screen


def test_the_same_failure_is_said_once_a_minute(caplog: pytest.LogCaptureFixture) -> None:
    visitor, _ = broken("play", "view")
    reach_play(visitor)
    reach_play(visitor)
    assert 1 == len(caplog.records)

    visitor.wait(60)
    reach_play(visitor)

    assert 2 == len(caplog.records)
    assert "locked until the next start" in caplog.text


@pytest.mark.parametrize("callback", ["open", "view"])
def test_a_broken_night_is_plain_until_it_works_again(
    callback: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    visitor, night = broken("attract", callback)
    visitor.notes = Notebook()

    frame = visitor.wait(1.0)
    assert "plain" == frame.screen
    assert ["dig itMA²"] == [e.label for e in frame.elements]
    assert visitor.console.pause(visitor.now) is not None
    visitor.touch(100, 100)

    night.failing = False
    assert "attract" == visitor.wait(6.0).screen
    assert "menu" == visitor.menu().screen


def test_a_night_that_raises_on_a_touch_comes_back(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    visitor, night = broken("attract", "step")

    assert "attract" == visitor.tap("call").screen
    night.failing = False
    assert "menu" == visitor.tap("call").screen


def test_what_is_no_fault_of_a_screen_is_not_caught() -> None:
    class Stop(BaseException):
        pass

    class Stopping(Broken):
        def view(self, world: World, visit: Visit, state: Any, shot: Shot) -> Frame:
            raise Stop

    visitor = Visitor(house_with("menu", Stopping(house().screens["menu"], "none")))

    with pytest.raises(Stop):
        visitor.menu()
