"""Promises of the end of a visit: what is asked, changed, skipped or left is recorded, exactly and once."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.cli import build
from kiosk.content.questionnaire import ITEMS, most
from kiosk.core.frame import Action
from kiosk.core.scene import Outcome
from kiosk.rehearsal.rehearse import Plan, rehearse
from kiosk.rehearsal.script import asking
from kiosk.runtime.memory import Memory
from kiosk.ui.scene import Act
from scenes.survey.rules import THANKS_S, State, step
from telemetry.events import SurveyAnswered, SurveyEnded, SurveyShown, VisitEnded
from telemetry.store import Store
from tests.house import Stay, library
from tests.houses import Notebook, house
from tests.survey.visits import GAME, asked, played, stay, surveyed

INSTRUMENTS = tuple(ITEMS)


def complete(visit: Stay) -> None:
    """Every item gets a value, page by page, and done."""
    while (frame := visit.frame()).targets and frame.screen == "survey":
        for element in frame.targets:
            if element.slide is not None:
                action = element.act(*element.slide.point(0.5))
                assert action is not None
                visit.act(action.name, action.value)
        if (first := next((e for e in frame.targets if e.role == "option"), None)) is not None:
            assert first.action is not None
            visit.act(first.action.name, first.action.value)
        onward = visit.frame().find("next")
        assert onward is not None and onward.action is not None
        visit.act(onward.action.name, onward.action.value, wait=1.0)


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_a_complete_survey_is_recorded_item_by_item_and_the_night_follows_the_thanks(instrument: str) -> None:
    visit = asked(instrument)

    complete(visit)

    value = 4 if instrument == "ueq-s" else 1
    answers = [SurveyAnswered(item, value) for item in ITEMS[instrument]]
    assert [SurveyShown(instrument), *answers, SurveyEnded(instrument, 1)] == surveyed(visit)
    assert VisitEnded not in map(type, visit.events), "the thanks stand first"
    visit.now += THANKS_S
    visit.director.tick(visit.now)
    assert "attract" == visit.frame().screen
    assert VisitEnded(1) == visit.events[-1]
    assert 1 == len([e for e in visit.events if isinstance(e, VisitEnded)])


def test_a_touch_ends_the_thanks() -> None:
    visit = asked("smiley")
    visit.act("rate.1", 3)
    thanks = visit.act("next", wait=1.0)

    assert thanks.anywhere is not None and () == thanks.targets
    assert "attract" == visit.act(thanks.anywhere.name).screen
    assert VisitEnded(1) == visit.events[-1]


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_skipping_is_one_touch_and_the_night(instrument: str) -> None:
    visit = asked(instrument)

    skip = visit.frame().find("skip")
    assert skip is not None and skip.action is not None
    assert "attract" == visit.act(skip.action.name).screen

    assert [SurveyShown(instrument), SurveyEnded(instrument, 0)] == surveyed(visit)
    assert VisitEnded(1) == visit.events[-1]


def test_an_answer_can_be_changed_until_one_goes_on_and_the_same_again_is_nothing_new() -> None:
    visit = asked("seq")
    for value in (2, 2, 6):
        visit.act("rate.1", value)

    chosen = [e.value for e in visit.frame().elements if "selected" in e.state]
    visit.act("next")

    assert [6] == chosen
    answers = [SurveyAnswered("seq", 2), SurveyAnswered("seq", 6)]
    assert [SurveyShown("seq"), *answers, SurveyEnded("seq", 1)] == surveyed(visit)


def test_what_stands_on_an_earlier_page_can_be_changed_as_well() -> None:
    visit = asked("ueq-s")
    for number in range(1, 5):
        visit.act(f"rate.{number}", 4.0)
    assert visit.act("page", 4).find("pair.5") is not None

    back = visit.frame().find("back")
    assert back is not None and back.action is not None
    first = visit.act(back.action.name, back.action.value).find("pair.1")
    assert first is not None and 4 == first.value
    visit.act("rate.1", 7.0)

    assert SurveyAnswered("ueq-s.1", 7) == surveyed(visit)[-1]


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_whoever_walks_away_leaves_what_was_said(instrument: str) -> None:
    visit = asked(instrument)
    visit.act("rate.1", 3)
    for _ in range(2):  # "still there?", and nobody answers
        visit.now += visit.director.deadline(visit.now) or 0.0
        visit.director.tick(visit.now)

    item = ITEMS[instrument][0]
    said = [SurveyShown(instrument), SurveyAnswered(item, 3), SurveyEnded(instrument, 2)]
    assert said == surveyed(visit)
    assert [SurveyEnded(instrument, 2), VisitEnded(3)] == visit.events[-2:]
    assert "attract" == visit.frame().screen


def test_starting_over_from_the_question_leaves_the_survey() -> None:
    visit = asked("smiley")
    visit.act("idle_restart")

    assert [SurveyEnded("smiley", 2), VisitEnded(2)] == visit.events[-2:]


def looked(visit: Stay) -> Stay:
    """Opened a game, and did nothing in it."""
    visit.open(GAME)
    visit.act("back")
    return visit


def a_class(visit: Stay) -> Stay:
    """A class that played with its host."""
    visit.act("open")
    visit.set(group="host")
    visit.act("play", GAME)
    visit.act("next")
    visit.act("back")
    visit.act("back")
    return visit


@pytest.mark.parametrize("before", [looked, a_class], ids=["did nothing", "a class"])
def test_some_are_never_asked(before: Callable[[Stay], Stay]) -> None:
    visit = before(stay("smiley"))

    assert "attract" == visit.act("back").screen
    assert [] == surveyed(visit)
    assert VisitEnded(1) == visit.events[-1]


def test_whoever_is_not_drawn_goes_as_ever() -> None:
    visit = played(stay(""))

    assert "attract" == visit.act("back").screen
    assert [] == surveyed(visit)


def test_a_time_out_asks_nobody() -> None:
    visit = played(stay("smiley"))
    for _ in range(2):
        visit.now += visit.director.deadline(visit.now) or 0.0
        visit.director.tick(visit.now)

    assert VisitEnded(3) == visit.events[-1] and [] == surveyed(visit)


def test_leaving_from_the_end_card_is_asked_too_and_every_visit_anew() -> None:
    visit = stay("smiley")
    for _ in range(2):
        visit.open(GAME)
        visit.act("next")
        visit.events.clear()
        state = visit.director.state.top
        visit.director.act(Action("leave"), visit.now)
        assert "survey" == visit.frame().screen, state
        visit.act("skip")
        assert [SurveyShown("smiley"), SurveyEnded("smiley", 0)] == surveyed(visit)


def test_help_and_size_open_above_the_survey_and_lead_back_to_it() -> None:
    visit = asked("ueq-s")
    visit.act("rate.2", 5)

    assert "panel/size" == visit.act("panel", "size").screen
    back = visit.act("close")

    row = back.find("pair.2")
    assert "survey" == back.screen and row is not None and 5 == row.value
    assert 1 == len([e for e in visit.events if isinstance(e, SurveyShown)])


def test_whoever_goes_from_the_digital_check_is_called_sie() -> None:
    for game, said in (("check", "Wie hat es Ihnen hier gefallen?"), (GAME, "Wie hat es dir hier gefallen?")):
        visit = stay("smiley")
        visit.open(game)
        visit.act("next")
        if visit.director.state.engaged is False:
            option = next(e for e in visit.frame().targets if e.role == "option")
            assert option.action is not None
            visit.act(option.action.name, option.action.value)
            visit.act("next")
        question = visit.act("leave").find("question")
        assert question is not None and said == question.label


NONSENSE = [
    Action("rate.1"), Action("rate.1", 0), Action("rate.1", 8), Action("rate.1", 2.5), Action("rate.1", True),
    Action("rate.1", "3"), Action("rate.0", 3), Action("rate.9", 3), Action("rate.x", 3),
    Action("rate.1", 1e400),
    Action("page", 4), Action("page", -1), Action("page", 8), Action("page", True), Action("page", "1"),
    Action("next"), Action("leave"), Action("choose", 3), Action("finish"),
]  # fmt: skip


@pytest.mark.parametrize("action", NONSENSE, ids=str)
def test_what_is_not_allowed_changes_and_records_nothing(action: Action) -> None:
    before = State("ueq-s")

    assert Outcome(before) == step(before, Act(action, 1.0))


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_random_fingers_leave_one_end_and_only_values_of_the_scale(instrument: str) -> None:
    dice = random.Random(5)
    for _ in range(300):
        state, events = State(instrument), []
        while state.closes is None:
            name = dice.choice(["rate.1"] * 3 + [f"rate.{n}" for n in range(1, 9)] + ["page", "next", "skip"])
            outcome = step(state, Act(Action(name, dice.randint(-1, 9)), 0.0))
            state, events = outcome.state, [*events, *outcome.events]
        assert isinstance(events.pop(), SurveyEnded)
        assert all(isinstance(e, SurveyAnswered) for e in events)
        assert {e.value for e in events} <= set(range(1, most(instrument) + 1))
        assert {e.item: e.value for e in events} == dict(state.values)


# --- the store -------------------------------------------------------------------------------


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    bits = random.Random(1).getrandbits
    with closing(Store(tmp_path, 1, build="test/1", chance=bits, threaded=False)) as opened:
        build.introduce(opened, library())
        yield opened


def kept(folder: Path) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    with closing(sqlite3.connect(folder / "store.db")) as db:
        surveys = "SELECT name, outcome FROM survey JOIN instrument ON id = instrument"
        answers = "SELECT name, value FROM response JOIN item ON id = item ORDER BY item"
        return db.execute(surveys).fetchall(), db.execute(answers).fetchall()


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        ("done", ([("ueq-s", 1)], [(item, 4) for item in ITEMS["ueq-s"]])),
        ("skip", ([("ueq-s", 0)], [("ueq-s.1", 6)])),
        ("walk away", ([("ueq-s", 2)], [("ueq-s.1", 6)])),
    ],
)
def test_the_store_keeps_how_it_ended_and_the_last_answers(
    way: str, expected: object, store: Store, tmp_path: Path
) -> None:
    visit = stay("ueq-s")
    memory = Memory(store)
    visit.director._emit = lambda event, now: (visit.events.append(event), memory.emit(event, now))[0]
    played(visit)
    visit.act("back")
    visit.act("rate.1", 2)
    visit.act("rate.1", 6)
    if way == "done":
        complete(visit)
        visit.act("leave")
    elif way == "skip":
        visit.act("skip")
    else:
        visit.act("idle_restart")
    store.close()

    assert expected == kept(tmp_path)


# --- visitors --------------------------------------------------------------------------------


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_simulated_visitors_answer_or_skip_and_every_visit_ends(instrument: str) -> None:
    book = Notebook()
    summary = rehearse(asking(house(), instrument), book, Plan(6, seed=4))

    assert 6 == summary.visits and 0 == summary.failures
    ends = [e.outcome for e in book.of(SurveyEnded) if isinstance(e, SurveyEnded)]
    assert len(book.of(SurveyShown)) == len(ends) and 1 in ends
