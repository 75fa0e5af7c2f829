"""Promises of the rules: plan, run, look, plan anew; a run stands as long as its conditions do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from kiosk.content.formula import half_up
from kiosk.content.scope import Scope
from kiosk.core.frame import Action
from kiosk.ui.scene import Turn
from kiosk.visit.world import Lights
from scenes.kinds.balance import rules
from scenes.kinds.balance.rules import State
from scenes.kinds.balance.schema import Balance
from scenes.kinds.balance.simulation import best
from telemetry.events import Answered, DayRun, LampsLit
from tests.house import Stay, library


def turn(**changed: float) -> Turn:
    """The shipped scenario as one comes to it, with some variables changed."""
    content = library().german
    scenario = content.scenarios["strom"]
    return Turn(scenario, Scope(scenario, content.figures, changed), 1, Lights())


def day(id: str = "sommer") -> Balance:
    step = library().german.scenarios["strom"].step(id)
    assert isinstance(step, Balance)
    return step


def did(state: State, *actions: tuple[str, object], at: Turn | None = None) -> State:
    for name, value in actions:
        state = rules.act(day(), state, Action(name, value), at or turn())[0]  # type: ignore[arg-type]
    return state


START = rules.start(day(), turn())


def test_a_day_begins_with_the_plan_nobody_made() -> None:
    assert START == State((17, 6, 19, 8))
    assert not rules.ready(day(), START, turn()) and not rules.answered(day(), START)
    assert rules.values(day(), START, turn()) == {} and rules.settled(day(), START, turn()) == ()


def test_a_block_goes_where_it_is_put_and_never_over_midnight() -> None:
    assert did(START, ("move.autos", 11.4)).at == (11, 6, 19, 8)
    assert did(START, ("move.autos", 99)).at == (20, 6, 19, 8)
    assert did(START, ("move.kuehl", -5)).at == (17, 6, 19, 0)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("move.autos", "nonsense"), ("move.autos", None), ("move.autos", True), ("move.autos", float("nan")),
        ("move.autos", 17), ("move.nobody", 3), ("move.", 3), ("turn", 6), ("turn", None), ("skip", None),
        ("choose", "autos"), ("set", 3), ("less", None),
    ],
)  # fmt: skip
def test_what_is_not_allowed_changes_and_records_nothing(name: str, value: object) -> None:
    after, events = rules.act(day(), START, Action(name, value), turn())  # type: ignore[arg-type]
    assert after is START and events == ()


def test_a_run_is_told_with_good_hours_and_lamps_and_stands() -> None:
    planned = did(START, ("move.autos", 11), ("move.wasch", 14))
    ran, events = rules.act(day(), planned, Action("run"), turn())
    play = rules.play_of(day(), ran, turn())
    lit = rules.lamps(day(), play.run.own)
    assert lit >= 1
    assert events[1:] == (LampsLit("strom/sommer", lit),) and isinstance(events[0], DayRun)
    assert rules.ready(day(), ran, turn()) and rules.answered(day(), ran)
    assert rules.act(day(), ran, Action("run"), turn()) == (ran, ())
    assert rules.settled(day(), ran, turn()) == (
        Answered("strom/sommer.autos", 11.0, True),
        Answered("strom/sommer.fluss", 6.0, True),
        Answered("strom/sommer.wasch", 14.0, True),
        Answered("strom/sommer.kuehl", 8.0, True),
    )


def test_all_blocks_of_the_best_plan_are_in_good_hours() -> None:
    play = rules.play_of(day(), START, turn())
    state = State(best(play.day))
    events = rules.act(day(), state, Action("run"), turn())[1]
    assert events[0] == DayRun("strom/sommer", 4)


def test_every_output_has_a_value_once_the_day_was_run() -> None:
    ran = did(START, ("move.autos", 11), ("run", None))
    values = rules.values(day(), ran, turn())
    assert set(values) == {"sommer", "sommer.unknown", *(f"sommer.{name}" for name in day().outputs())}
    assert values["sommer"] == 1.0 and values["sommer.unknown"] == 0.0
    assert values["sommer.autos"] == 11.0 and values["sommer.moved"] == 1.0
    own, before = values["sommer.own"], values["sommer.untouched"]
    assert isinstance(own, float) and isinstance(before, float) and 0 < before < own < 100


def test_a_run_gives_nothing_to_formulas_once_its_conditions_are_others() -> None:
    rich = turn(dach=200.0, speicher=300.0)
    ran = did(START, ("run", None), at=rich)
    assert {} == rules.values(day(), ran, turn())
    assert (
        rules.values(day(), ran, rich)["sommer.own"]
        != rules.values(day(), did(START, ("run", None)), turn())["sommer.own"]
    )


def test_a_run_no_longer_counts_where_somebody_built_otherwise() -> None:
    ran = did(START, ("run", None))
    other = turn(wind=75.0)
    assert not rules.ready(day(), ran, other)
    again = rules.act(day(), ran, Action("run"), other)
    assert again[0].ran != ran.ran and len(again[1]) == 2
    assert rules.ready(day(), again[0], other)


def test_moving_a_block_after_a_run_is_planning_again() -> None:
    ran = did(START, ("run", None))
    moved = did(ran, ("move.autos", 3))
    assert moved == State((3, 6, 19, 8), last=ran.last) and not rules.ready(day(), moved, turn())
    assert rules.values(day(), moved, turn()) == rules.values(day(), ran, turn()), "what was run counts"
    assert did(ran, ("move.autos", 17)) is ran


def test_a_sweep_can_be_cut_short_once() -> None:
    ran = did(START, ("run", None))
    cut = did(ran, ("skip", None))
    assert cut == replace(ran, skipped=True) and rules.ready(day(), cut, turn())
    assert did(cut, ("skip", None)) is cut


def test_without_time_the_day_goes_on_three_hours_with_every_ok() -> None:
    state, events = rules.act(day(), START, Action("turn", 3), turn())
    assert len(events) == 2 and state.hour == 3 and not rules.ready(day(), state, turn())
    assert did(state, ("turn", 9)) is state and did(state, ("turn", 3)) is state
    assert did(state, ("move.autos", 3)) is state
    for hour in range(6, 25, 3):
        state, events = rules.act(day(), state, Action("turn", hour), turn())
        assert state.hour == hour and events == ()
    assert rules.ready(day(), state, turn())
    assert did(state, ("turn", 27)) is state and did(state, ("skip", None)) is state
    assert rules.ready(day(), did(START, ("turn", 3), ("skip", None)), turn())


@pytest.mark.parametrize("actions", [[], [("run", None)], [("turn", 3), ("turn", 6)], [("move.autos", 2)]])
def test_a_state_survives_json(actions: list[tuple[str, object]]) -> None:
    adapter = TypeAdapter(State)
    state = did(START, *actions)
    assert adapter.validate_json(adapter.dump_json(state)) == state


def test_a_lamp_is_lit_where_the_number_that_is_shown_reaches_it() -> None:
    for share in (0.6449, 0.645, 0.6451, 0.65, 0.7449, 0.7451, 0.99):
        shown = half_up(share * 100)
        assert rules.lamps(day(), share) == sum(shown >= goal for goal in day().thresholds)


def test_a_visitor_who_goes_back_and_builds_otherwise_has_to_run_the_autumn_again() -> None:
    stay = Stay(library())
    stay.open("strom")
    for name, value in (("run", None), ("next", None), ("choose", "dach"), ("next", None), ("run", None)):
        stay.act(name, value, wait=20)
    assert stay.frame().screen == "strom/herbst"
    before = [e for e in stay.events if isinstance(e, DayRun)]
    stay.act("back")
    stay.act("choose", "wind")
    stay.act("next")
    primary = stay.frame().find("next")
    assert primary is not None and primary.action == Action("run")
    stay.act("next")
    assert stay.frame().screen == "strom/herbst"
    stay.act("run", wait=20)
    stay.act("next")
    assert stay.frame().screen == "strom/bau2"
    assert [e for e in stay.events if isinstance(e, DayRun)][: len(before)] == before


def test_a_card_is_offered_once() -> None:
    stay = Stay(library())
    stay.open("strom")
    for name, value in (
        ("run", None), ("next", None), ("choose", "dach"), ("next", None), ("run", None), ("next", None),
    ):  # fmt: skip
        stay.act(name, value, wait=20)
    offered = {e.id for e in stay.frame().targets if e.action is not None and e.action.name == "choose"}
    assert offered == {"option.wind", "option.akku", "option.daemm"}


def test_the_example_can_be_started_from(tmp_path: Path) -> None:
    from tests.house import ROOT, library_with

    found = library_with(ROOT / "scenes" / "kinds" / "balance" / "example.yaml", tmp_path)
    assert [str(problem) for problem in found.problems if problem.severity == "error"] == []
