"""Promises of the survey's pictures: nothing is small, cut or hidden, the way past as large as answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest

from kiosk.content.questionnaire import ITEMS
from kiosk.core.frame import Element, Frame, Text
from kiosk.core.geometry import Size
from kiosk.rehearsal.script import asking
from kiosk.runtime.director import Hand
from kiosk.runtime.stage import look_of
from kiosk.ui.scene import Shot
from kiosk.visit.settings import Settings
from kiosk.visit.world import Visit, World
from scenes.survey.rules import State
from scenes.survey.squares import GAP
from telemetry.events import SurveyAnswered, SurveyEnded
from tests.frames import complaints
from tests.house import LANDSCAPE, PORTRAIT, VARIANTS, house_of, library
from tests.houses import Visitor, house

HOUSE = house_of(library())
FINGERS, KEYS = Hand(), Hand(keys=True)


def frame(state: State, stage: Size, settings: Settings, hand: Hand = FINGERS, formal: bool = False) -> Frame:
    world = World(HOUSE.content(settings.language), formal=formal)
    shot = Shot(look_of(HOUSE, stage, settings, hand), 1.0)
    return HOUSE.screens["survey"].view(world, Visit(1, settings), state, shot)


def pages(instrument: str, stage: Size, settings: Settings, hand: Hand = FINGERS) -> Iterator[Frame]:
    """Every page as it comes up and answered at either end, and the thanks."""
    items = ITEMS[instrument]
    values = {item: 1 if n % 2 else 4 for n, item in enumerate(items)}
    first = 0
    while True:
        yield frame(State(instrument, dict(list(values.items())[:first]), first), stage, settings, hand)
        shown = frame(State(instrument, values, first), stage, settings, hand)
        yield shown
        onward = shown.find("next")
        assert onward is not None and onward.action is not None
        if onward.action.name == "next":
            break
        assert onward.action.value > first  # type: ignore[operator]
        first = int(onward.action.value)  # type: ignore[arg-type]
    yield frame(State(instrument, values, closes=5.0), stage, settings, hand)


def answers(shown: Frame) -> list[Element]:
    return [e for e in shown.targets if e.role in ("option", "slider")]


@pytest.mark.parametrize("instrument", ITEMS)
@pytest.mark.parametrize("variant", VARIANTS)
def test_every_page_is_in_order_in_every_way_of_showing(variant: str, instrument: str) -> None:
    stage, settings = VARIANTS[variant]
    found = [c for hand in (FINGERS, KEYS) for f in pages(instrument, stage, settings, hand)
             for c in complaints(f)]  # fmt: skip

    assert [] == found


def _area(answer: Element) -> float:
    """Of what one touches to give one value: a tile, or one of the seven squares of a row."""
    if answer.slide is None:
        return answer.rect.w * answer.rect.h
    return (answer.slide.rect.w / 6 - GAP) * answer.slide.rect.h


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_way_past_is_as_large_as_an_answer_and_always_there(variant: str) -> None:
    stage, settings = VARIANTS[variant]
    for instrument in ITEMS:
        shown = frame(State(instrument), stage, settings)
        skip = shown.find("skip")
        assert skip is not None and skip.reacts
        largest = max(_area(answer) for answer in answers(shown))
        assert skip.rect.w * skip.rect.h >= 0.98 * largest, instrument


@pytest.mark.parametrize("variant", ["landscape", "landscape 200", "portrait", "portrait 200"])
def test_all_eight_pairs_are_shown_once_and_half_of_them_at_a_time_where_they_fit(variant: str) -> None:
    stage, settings = VARIANTS[variant]
    shown = [[e.id for e in answers(f)] for f in pages("ueq-s", stage, settings)][0:-1:2]

    assert [f"pair.{n}" for n in range(1, 9)] == [id for page in shown for id in page]
    assert len(shown) == (2 if settings.text == 100 else len(shown)) <= 4


@pytest.mark.parametrize("stage", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
def test_a_touch_on_any_of_seven_squares_gives_its_value(stage: Size) -> None:
    row = answers(frame(State("ueq-s"), stage, Settings()))[2]
    boxes = [d.bounds for d in row.draws if d.bounds.w < row.rect.w / 7 and d.bounds.h > 70]
    places = sorted({round(b.cx) for b in boxes if b.w > 60})

    given = [row.act(x, row.rect.bottom - 40) for x in places]

    assert [1, 2, 3, 4, 5, 6, 7] == [action.value for action in given if action is not None]
    assert min(b - a for a, b in pairwise(places)) >= 76


def test_every_answer_says_what_it_means() -> None:
    faces = answers(frame(State("smiley"), LANDSCAPE, Settings()))
    ease = answers(frame(State("seq"), LANDSCAPE, Settings()))
    rows = answers(frame(State("ueq-s", {"ueq-s.2": 5}), LANDSCAPE, Settings("en")))

    assert ["Gar nicht", "Nicht so sehr", "Gut", "Sehr gut"] == [e.label for e in faces]
    assert "sehr schwer – sehr leicht: 3 von 7" == ease[2].label
    assert "obstructive – supportive: still open" == rows[0].label
    assert "complicated – easy: 5 of 7" == rows[1].label


def test_a_chosen_answer_is_told_by_more_than_a_colour() -> None:
    """Told in words, and by a shape that was not there before."""
    for instrument in ("smiley", "seq"):
        before, after = (
            answers(frame(State(instrument, values), LANDSCAPE, Settings()))[1]
            for values in ({}, {instrument: 2})
        )
        kinds = [[type(d) for d in e.draws] for e in (before, after)]
        assert "selected" in after.state and "selected" not in before.state
        assert kinds[0] != kinds[1]


def test_how_far_one_is_counts_pairs() -> None:
    where = [frame(State("ueq-s", v), LANDSCAPE, Settings()).find("progress") for v in ({}, {"ueq-s.1": 1})]

    assert ["0 von 8", "1 von 8"] == [e.label for e in where if e is not None]
    assert frame(State("smiley"), LANDSCAPE, Settings()).find("progress") is None


def test_going_on_waits_for_the_whole_page() -> None:
    some = {f"ueq-s.{n}": 4 for n in range(1, 4)}
    for state in (State("smiley"), State("seq"), State("ueq-s", some), State("ueq-s", some, first=2)):
        onward = frame(state, LANDSCAPE, Settings()).find("next")
        assert onward is not None and not onward.reacts


def test_low_reach_keeps_answers_low() -> None:
    for instrument in ITEMS:
        shown = frame(State(instrument), LANDSCAPE, Settings(low=True))
        assert min(e.rect.y for e in answers(shown)) > 0.34 * LANDSCAPE.h, instrument


def test_upright_answers_lie_in_the_lower_part() -> None:
    for instrument in ITEMS:
        shown = frame(State(instrument), PORTRAIT, Settings())
        band = shown.find("band")
        assert band is not None
        assert band.rect.y - max(e.rect.bottom for e in [*answers(shown), shown.find("skip")] if e) < 200


# --- keys ------------------------------------------------------------------------------------


def keyed(instrument: str) -> Visitor:
    """Somebody with a keypad who is asked; whatever they did before is not looked at."""
    visitor = Visitor(asking(house(), instrument))
    visitor.menu()
    director = visitor.console.guard.director
    assert director is not None
    director.state = replace(director.state, engaged=True)
    assert "survey" == visitor.key("back").screen
    return visitor


@pytest.mark.parametrize(("instrument", "digit", "id"), [("smiley", 4, "face.4"), ("seq", 7, "ease.7")])
def test_a_digit_gives_the_answer_and_next_goes_on(instrument: str, digit: int, id: str) -> None:
    visitor = keyed(instrument)

    visitor.key(f"digit{digit}")  # type: ignore[arg-type]
    assert "selected" in visitor.find(id).state
    visitor.key("next")
    visitor.key("ok")

    assert [SurveyAnswered(instrument, digit)] == visitor.notes.of(SurveyAnswered)
    assert [SurveyEnded(instrument, 1)] == visitor.notes.of(SurveyEnded)
    assert not visitor.console.visiting


def test_a_digit_sets_the_pair_the_keys_are_on_and_ok_leads_to_the_next() -> None:
    visitor = keyed("ueq-s")
    visitor.key("right")  # shows where the keys are
    for digit in (3, 7, 1, 5):
        visitor.key(f"digit{digit}")  # type: ignore[arg-type]
        visitor.key("ok")
    visitor.key("next")
    assert "pair.5" == visitor.console._focus.at, "the next page begins with its first pair"
    for key in ("right", "right", "ok"):
        visitor.key(key)  # type: ignore[arg-type]

    said = {e.item: e.value for e in visitor.notes.of(SurveyAnswered) if isinstance(e, SurveyAnswered)}
    assert {"ueq-s.1": 3, "ueq-s.2": 7, "ueq-s.3": 1, "ueq-s.4": 5} == {k: said[k] for k in list(said)[:4]}
    assert said["ueq-s.5"] > 1


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_words_at_both_ends_weigh_the_same(variant: str) -> None:
    stage, settings = VARIANTS[variant]
    rows = [row for shown in pages("ueq-s", stage, settings) for row in answers(shown)]
    ends = frame(State("seq"), stage, settings).find("ends")
    assert rows and ends is not None

    for element in (*rows, ends):
        assert 1 == len({d.size for d in element.draws if isinstance(d, Text) and len(d.text) > 1}), (
            element.id
        )
