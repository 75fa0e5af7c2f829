from __future__ import annotations

from collections.abc import Sequence

import pytest
from plays import GAME

from telemetry.bins import DWELL_EDGES_MS, dwell_bin, middle
from telemetry.dictionary import Names
from telemetry.events import (
    CardLaid,
    DayPlanned,
    DayRun,
    DeadTap,
    Event,
    GroupPlayed,
    IdleContinued,
    IdleWarned,
    LampsLit,
    LanguageChosen,
    LegTaken,
    LegTakenBack,
    RaceRun,
    Resulted,
    ScreenEntered,
    Sorted,
    Storm,
    SurveyAnswered,
    SurveyEnded,
    SurveyShown,
    SwapTaken,
    Tapped,
    TaskEnded,
    TaskStarted,
    TaskStep,
    VisitEnded,
    VisitStarted,
    WentBack,
)
from telemetry.facts import REASON_CRASH, Sealed, Survey, seal
from telemetry.outcomes import Outcome, Screen
from telemetry.visit import HAND_OVER, Head, Visit

Play = Sequence[tuple[float, Event]]
MENU = frozenset({"heat", "ways", "a", "b"})


def sealed(events: Play, reason: int = 1) -> Sealed:
    visit, names = Visit(Head(1, 20270514, 16, "test"), 0.0), Names()
    for now, event in events:
        visit.add(event, now, names)
    return seal(visit, reason, MENU)


def came_of(*events: Event) -> set[tuple[str, str, int]]:
    return {tuple(one) for one in sealed([(float(k), event) for k, event in enumerate(events)]).outcomes}


def share(play: Play, stat: str) -> tuple[int, int]:
    found = [(one.num, one.den) for one in sealed(play).shares if one.stat == stat]
    return found[0] if found else (0, 0)


def handed_over(*events: tuple[float, Event]) -> bool:
    game: Play = [(0.0, VisitStarted("de")), (1.0, Tapped("play.a")), (1.0, TaskStarted("a"))]
    return bool(sealed([*game, *events]).fact.quality & HAND_OVER)


# --- screens ------------------------------------------------------------------------------


def test_a_screen_knows_who_entered_finished_stepped_back_and_stopped_there() -> None:
    walk: Play = [
        (1, ScreenEntered("a/1")), (2, TaskStep("a/1", 0)), (2, ScreenEntered("a/2")),
        (3, WentBack()), (3, ScreenEntered("a/1", 1)), (4, TaskStep("a/1", 0)), (4, ScreenEntered("a/2")),
        (9, VisitEnded(3)),
    ]  # fmt: skip
    assert dict(sealed(walk).screens) == {"a/1": Screen(1, 1, 0, 0), "a/2": Screen(1, 0, 1, 1)}


def test_a_storm_adds_to_no_screen_and_no_outcome() -> None:
    storm = sealed([*GAME, (60.0, Storm(30))])
    assert (storm.screens, storm.outcomes) == ((), ())
    assert [tuple(one) for one in storm.shares] == [("storm", 1, 1), ("light", 0, 1)]


# --- outcomes -----------------------------------------------------------------------------


def test_the_first_of_a_day_a_thing_a_plan_and_a_race_counts() -> None:
    events = (
        DayRun("a/d", 2), DayRun("a/d", 4), Sorted("a/s.x", False), Sorted("a/s.x", True),
        DayPlanned("a/p/jana", False), DayPlanned("a/p/jana", True), RaceRun("a/r", 5), RaceRun("a/r", 9),
    )  # fmt: skip
    assert came_of(*events) == {
        ("day_run", "a/d", 2), ("sorted", "a/s.x", 0), ("day_planned", "a/p/jana", 0), ("race", "a/r", 5),
    }  # fmt: skip


def test_of_lamps_the_most_counts() -> None:
    assert came_of(LampsLit("a/d", 1), LampsLit("a/d", 3), LampsLit("a/d", 2)) == {("lamps", "a/d", 3)}


def test_modes_are_those_ridden_at_the_end() -> None:
    rides = (LegTaken("a/d/shop.car", 0), LegTaken("a/d/work.tram", 1), LegTakenBack("a/d/shop.car", 0),
             LegTaken("a/d/shop.bike", 0), SwapTaken("a/d/work.walk", 1))  # fmt: skip
    assert came_of(*rides) == {("leg", "a/d/shop.bike", 1), ("leg", "a/d/work.walk", 1)}
    again = (*rides, TaskStarted("a"), LegTaken("a/d/shop.car", 0))
    assert came_of(*again) == {("leg", "a/d/shop.car", 1)}, "a new game begins with no ride"


def test_cards_are_those_that_lie_at_the_end() -> None:
    assert came_of(CardLaid("a/q.x", True), CardLaid("a/q.y", True), CardLaid("a/q.x", False)) == {
        ("card", "a/q.y", 1)
    }


def test_a_scenario_ends_as_it_ended_best() -> None:
    assert came_of(TaskStarted("a"), TaskEnded("a", 1), TaskStarted("a"), TaskEnded("a", 0)) == {
        ("task_end", "a", 1)
    }
    assert came_of(TaskStarted("a"), TaskEnded("a", 0), TaskEnded("a", 3)) == {("task_end", "a", 3)}
    assert came_of(Resulted("a", 1.0, 0)) == {("task_end", "a", 1)}


def test_questions_whether_somebody_is_there_are_counted_by_answer_and_place() -> None:
    assert came_of(
        IdleWarned(30),
        IdleContinued(3),
        TaskStarted("a"),
        ScreenEntered("a/1"),
        IdleWarned(30),
        VisitEnded(3),
    ) == {("idle_warn", "house", 1), ("idle_warn", "a", 0)}


def test_ways_of_playing_together_are_counted() -> None:
    assert came_of(GroupPlayed("a", 2), GroupPlayed("a", 2), GroupPlayed("b", 3)) == {
        ("group", "a", 2),
        ("group", "b", 3),
    }


# --- changes of hands ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [TaskEnded("a", 0), TaskStarted("b"), LanguageChosen("en")],
    ids=["leaves", "begins", "language"],
)
def test_after_ten_still_seconds_a_change_is_a_change_of_hands(change: Event) -> None:
    assert handed_over((11.5, Tapped("back")), (11.5, change))
    assert not handed_over((10.5, Tapped("back")), (10.5, change)), "it was not still for ten seconds"


def test_who_goes_on_is_no_other() -> None:
    assert not handed_over((20.0, Tapped("next")), (21.0, Tapped("back")), (21.0, TaskEnded("a", 0)))
    assert not handed_over(
        (2.0, TaskEnded("a", 1)), (20.0, Tapped("again")), (20.0, ScreenEntered("menu", 1))
    )


def test_a_touch_beside_everything_and_an_answer_to_the_question_are_no_deed() -> None:
    assert handed_over((20.0, DeadTap(3)), (21.0, Tapped("back")), (21.0, TaskEnded("a", 0)))
    assert handed_over(
        (31.0, IdleWarned(30)), (35.0, Tapped("idle.continue")), (35.0, IdleContinued(4)),
        (36.0, Tapped("play.b")), (36.0, TaskStarted("b")),
    )  # fmt: skip


def test_what_the_exhibition_does_by_itself_hands_nothing_over() -> None:
    assert not handed_over((60.0, TaskEnded("a", 3)), (60.0, VisitEnded(3)))


# --- sums of a day ------------------------------------------------------------------------


def test_what_a_visit_adds_to_its_day() -> None:
    walk: Play = [*GAME, (50.5, WentBack())]
    assert share(walk, "engaged") == (1, 1)
    assert share(walk, "result") == (1, 1)
    assert share(walk, "dead") == (1, 2)
    assert share(walk, "back") == (1, 1)
    assert share(GAME, "back") == (0, 1)
    assert share(walk, "handover") == (0, 1)
    assert (share(walk, "start/heat"), share(walk, "done/heat")) == ((1, 1), (1, 1))
    assert (share(walk, "start/ways"), share(walk, "done/ways")) == ((0, 1), (0, 0))


def test_diligent_is_who_opened_more_than_half_of_the_menu() -> None:
    opened: Play = [(float(k), TaskStarted(name)) for k, name in enumerate(("a", "b", "b", "heat"))]
    assert share(opened[:3], "diligent") == (0, 1)
    assert share(opened, "diligent") == (1, 1)


def test_the_stay_of_a_day_is_summed_in_the_middles_of_the_bins() -> None:
    number = sealed(GAME).fact.dwell_bin
    low, high = DWELL_EDGES_MS[number - 1], DWELL_EDGES_MS[number]
    assert share(GAME, "dwell") == (round((low + high) / 200), 1)
    assert middle(0) == 5 and middle(32) == round(DWELL_EDGES_MS[-1] * 1.125 / 100)


# --- surveys ------------------------------------------------------------------------------


def test_a_survey_is_kept_apart_from_the_path() -> None:
    asked = sealed(
        [
            (1, SurveyShown("ueq-s")), (2, SurveyAnswered("ueq-s.1", 3)), (3, SurveyAnswered("ueq-s.1", 6)),
            (4, SurveyAnswered("ueq-s.2", 7)), (5, SurveyEnded("ueq-s", 1)),
        ]
    )  # fmt: skip
    assert asked.survey == Survey("ueq-s", 1)
    assert asked.ballot.said == {"ueq-s.1": 6, "ueq-s.2": 7}
    steps = [(step.kind, step.target, step.value) for step in asked.path]
    assert steps == [
        ("survey_show", "ueq-s", None), ("survey_answer", "ueq-s.1", None),
        ("survey_answer", "ueq-s.1", None), ("survey_answer", "ueq-s.2", None), ("survey_end", "ueq-s", 1),
    ]  # fmt: skip


def test_a_survey_without_an_end_was_left() -> None:
    assert sealed([(1, SurveyShown("smiley"))]).survey == Survey("smiley", 2)
    assert sealed([(1, SurveyShown("smiley")), (2, SurveyEnded("smiley", 0))]).survey == Survey("smiley", 0)
    assert sealed(GAME).survey is None


def test_a_survey_whose_answers_a_crash_took_is_not_complete() -> None:
    whole = [(1.0, SurveyShown("seq")), (2.0, SurveyAnswered("seq", 5)), (2.0, SurveyEnded("seq", 1))]
    visit, names = Visit(Head(1, 20270514, 16, "test"), 0.0), Names()
    for now, event in whole:
        visit.add(event, now, names)
    again = Visit(visit.head, 0.0)
    again.restore(visit.rows)
    assert seal(again, REASON_CRASH).survey == Survey("seq", 2)


@pytest.mark.parametrize(
    "wrong",
    [
        SurveyAnswered("seq", 0), SurveyAnswered("seq", 8), SurveyAnswered("seq", 2.0),  # type: ignore[arg-type]
        SurveyAnswered("Sehr schön!", 4), SurveyShown("smiley"), SurveyEnded("smiley", 1),
        SurveyEnded("seq", 3),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_in_no_row(wrong: Event) -> None:
    visit, names = Visit(Head(1, 20270514, 16, "test"), 0.0), Names()
    visit.add(SurveyShown("seq"), 1.0, names)
    with pytest.raises((ValueError, TypeError)):
        visit.add(wrong, 2.0, names)
    assert len(visit.rows) == 1 and visit.ballot.said == {}


def test_the_survey_is_no_part_of_the_stay() -> None:
    asked = (
        (60, ScreenEntered("survey")), (60, SurveyShown("smiley")), (75, DeadTap(17)),
        (80, Tapped("face.4", 20, 40)), (80, SurveyAnswered("smiley", 4)), (81, SurveyEnded("smiley", 1)),
    )  # fmt: skip
    without, with_it = sealed(GAME), sealed((*GAME, *asked))

    assert with_it.survey == Survey("smiley", 1)
    assert with_it.fact == without.fact
    assert (with_it.stops, with_it.screens, with_it.touched) == (
        without.stops,
        without.screens,
        without.touched,
    )
    touches = [step for step in with_it.path if step.screen == "survey" and step.kind in ("tap", "dead_tap")]
    assert [(step.target, step.cell) for step in touches] == [(None, None)] * 2


def test_a_game_that_the_survey_closed_ended_before_it() -> None:
    begun = ((0, TaskStarted("heat")), (1, ScreenEntered("heat/rooms")), (9, Tapped("finish", 0, 3)))
    asked = ((10, ScreenEntered("survey")), (10, SurveyShown("seq")), (40, TaskEnded("heat", 0)))
    one = sealed((*begun, *asked))

    assert one.fact.exit_screen == "heat/rooms"
    assert Outcome("task_end", "heat", 0) in one.outcomes
    assert one.fact.dwell_bin == dwell_bin(9000)
