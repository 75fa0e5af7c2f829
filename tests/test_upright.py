"""Promises of an upright screen: answers lie where hands are, and do not move when a truth is told."""

from __future__ import annotations

import pytest

from kiosk.core.frame import Frame
from tests.frames import complaints
from tests.house import LANDSCAPE, PORTRAIT, Stay, library, onward, options, walk

GAMES = ("strom", "wege", "safari", "check", "budget", "block", "heizungsgeschichte")


def lowest(frame: Frame) -> float:
    return max(e.rect.bottom for e in frame.elements if e.id.startswith("option."))


def band(frame: Frame) -> float:
    found = frame.find("band")
    assert found is not None
    return found.rect.y


@pytest.mark.parametrize("game", GAMES)
def test_no_answers_hang_at_the_top_of_an_upright_screen(game: str) -> None:
    """Children and people who sit reach half of it: what is touched stands low, a picture above it."""
    stay = Stay(library(), PORTRAIT)
    stay.open(game)
    seen = 0
    for frame in walk(stay):
        if frame.find("question") is None or not any(e.id.startswith("option.") for e in frame.elements):
            continue
        seen += 1
        truth = 600.0 if frame.find("truth") is None and "safari" in frame.screen else 300.0
        assert band(frame) - lowest(frame) < truth, frame.screen
        assert complaints(frame) == []
    assert seen


def test_the_pictogram_above_a_question_is_there_once_and_only_where_there_is_room() -> None:
    upright, across = Stay(library(), PORTRAIT), Stay(library(), LANDSCAPE)
    first = upright.open("heizungsgeschichte")
    assert first.find("opening") is None, "a text without a question has its own picture"
    asked = upright.act("next")
    picture, question = asked.find("opening"), asked.find("question")
    assert picture is not None and question is not None
    assert picture.rect.bottom < question.rect.y
    assert asked.find("question.icon") is None, "not a second time beside the question"
    across.open("heizungsgeschichte")
    assert across.act("next").find("question.icon") is not None
    assert across.frame().find("opening") is None


def test_answers_stay_where_they_are_when_the_truth_is_told() -> None:
    stay = Stay(library(), PORTRAIT)
    stay.open("safari")
    for frame in walk(stay):
        if frame.screen.endswith("/wette") and frame.find("truth") is None:
            break
    before = {e.id: e.rect.y for e in stay.frame().elements if e.id.startswith("option.")}
    choice = options(stay.frame())[0].action
    assert choice is not None
    reveal = onward(stay.act(choice.name, choice.value))
    assert reveal is not None and reveal.action is not None
    stay.act(reveal.action.name, reveal.action.value, wait=6.0)
    after = stay.frame()
    assert after.find("truth") is not None
    for id, y in before.items():
        moved = after.find(id)
        assert moved is not None and abs(moved.rect.y - y) < 24, id
