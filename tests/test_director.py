"""The director: idle, reset, language, going back, the record of a visit."""

from __future__ import annotations

import pytest

from kiosk.core.frame import Action
from kiosk.runtime.stage import Hand
from kiosk.visit.settings import Settings
from tests.house import LANDSCAPE, PORTRAIT, Stay, library, options, walk


@pytest.fixture
def stay() -> Stay:
    return Stay(library(), LANDSCAPE)


@pytest.mark.parametrize(
    ("settings", "ask", "wait"),
    [({}, 60, 30), ({"text": 200}, 120, 60), ({"contrast": True}, 120, 60), ({"low": True}, 120, 60)],
)
def test_after_silence_the_house_asks_and_then_returns_to_night(
    stay: Stay, settings: dict[str, int], ask: float, wait: float
) -> None:
    stay.open()
    stay.set(**settings)
    touched = stay.director.state.touched
    stay.director.tick(touched + ask - 0.1)
    assert stay.director.state.warned is None
    stay.director.tick(touched + ask)
    assert stay.director.state.warned is not None
    stay.director.tick(touched + ask + wait - 0.1)
    assert "play" == stay.director.screen
    stay.director.tick(touched + ask + wait)

    assert "attract" == stay.director.screen
    assert ["idle_warn", "task_end", "visit_end"] == stay.kinds[-3:]


def test_keys_make_the_house_patient_too(stay: Stay) -> None:
    stay.open()
    stay.frame(Hand(keys=True))
    stay.director.tick(stay.director.state.touched + 100)

    assert stay.director.state.warned is None


def test_any_touch_answers_the_question_and_does_nothing_else(stay: Stay) -> None:
    stay.open()
    before = stay.director.state.stack
    stay.director.tick(500)
    assert stay.director.wake(510)

    assert before == stay.director.state.stack
    assert stay.director.state.warned is None
    assert not stay.director.wake(511)
    assert "idle_continue" == stay.kinds[-1]


def test_the_question_can_be_answered_fifty_times(stay: Stay) -> None:
    stay.open()
    now = 10.0
    for _ in range(50):
        now += 60
        stay.director.tick(now)
        now += 29
        stay.director.tick(now)
        assert stay.director.wake(now)
    assert "play" == stay.director.screen


def test_after_a_visit_everything_the_visitor_set_is_gone(stay: Stay) -> None:
    stay.open()
    stay.set(language="en", text=200, contrast=True, low=True, calm=True, sound=False)
    stay.act("choose", "1")
    stay.act("idle_restart")

    assert Settings("de") == stay.director.state.visit.settings
    assert (("attract"),) == tuple(name for name, _ in stay.director.state.stack)
    assert stay.frame().language == "de"


def test_two_visits_of_the_same_hands_share_nothing(stay: Stay) -> None:
    stay.open()
    first = stay.director.state.visit.seed
    stay.act("idle_restart")
    stay.open()

    assert first != stay.director.state.visit.seed


def test_settings_chosen_at_night_are_forgotten_when_nobody_comes(stay: Stay) -> None:
    stay.act("language", "en")
    assert "en" == stay.frame().language
    touched = stay.director.state.touched
    stay.director.tick(touched + 59)
    assert "en" == stay.frame().language
    stay.director.tick(touched + 61)

    assert "de" == stay.frame().language


def test_a_visit_begins_when_the_night_is_left_and_ends_when_it_returns(stay: Stay) -> None:
    stay.frame()
    assert [] == stay.kinds
    stay.act("open")
    assert ["visit_start", "screen"] == stay.kinds
    stay.act("back")

    assert "visit_end" == stay.kinds[-1]
    assert "attract" == stay.director.screen


def test_a_panel_lies_above_the_place_and_closes_back_to_it(stay: Stay) -> None:
    stay.open()
    stay.act("choose", "2")
    before = stay.director.state.top
    stay.act("panel", "size")
    stay.act("text", 150)
    stay.act("panel", "help")
    frame = stay.act("close")

    assert before == stay.director.state.top
    assert 150 == stay.director.state.visit.settings.text
    assert "selected" in next(e for e in options(frame) if e.id == "option.2").state
    assert "a11y" in stay.kinds and "help" in stay.kinds


@pytest.mark.parametrize(
    ("name", "value"), [("text", 300), ("text", True), ("text", 0), ("low", 7), ("calm", -1), ("group", "x")]
)
def test_a_panel_sets_nothing_but_what_it_offers(stay: Stay, name: str, value: str | int) -> None:
    stay.open()
    stay.act("panel", "size")
    before = stay.director.state.visit.settings
    stay.act(name, value)

    assert stay.director.state.visit.settings == before


def test_turning_the_terminal_keeps_the_place(stay: Stay) -> None:
    stay.open()
    stay.act("choose", "2")
    before = stay.director.state
    stay.director.resize(PORTRAIT)

    assert before == stay.director.state
    assert PORTRAIT == stay.frame().stage


def test_a_finished_game_lights_one_window_in_the_city(stay: Stay) -> None:
    stay.open()
    assert 0 == stay.director.lights.lit
    list(walk(stay))

    assert 1 == stay.director.lights.lit
    assert 1 == stay.kinds.count("light") == stay.kinds.count("result")
    stay.act("back")
    stay.act("next")
    assert 1 == stay.director.lights.lit


def test_another_game_keeps_the_settings_and_drops_the_answers(stay: Stay) -> None:
    stay.set(language="en")
    stay.open()
    list(walk(stay))
    stay.act("again")
    assert "menu" == stay.director.screen
    stay.act("play", "fussabdruck")

    assert "en" == stay.frame().language
    assert {} == stay.director.state.top[1].states


def test_an_action_nobody_knows_changes_nothing(stay: Stay) -> None:
    stay.open()
    before, count = stay.director.state.stack, len(stay.events)
    stay.director.act(Action("jump", 3), stay.now)
    stay.director.act(Action("language", "xx"), stay.now)
    stay.director.act(Action("play", "missing"), stay.now)

    assert before == stay.director.state.stack
    assert count == len(stay.events)


def test_calm_shows_the_new_screen_at_once(stay: Stay) -> None:
    stay.set(calm=True)
    stay.frame()
    frame = stay.act("open", wait=0.05)
    assert frame.find("transition") is None
    stay.act("back")
    stay.frame()
    assert stay.act("open", wait=0.05).find("transition") is not None
