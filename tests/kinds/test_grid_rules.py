"""Promises of the rules: laying, taking back, the day, what is recorded and what formulas may ask."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import pytest
from pydantic import TypeAdapter

from kiosk.content.scope import Scope
from kiosk.core.frame import Action
from kiosk.ui.scene import Turn
from kiosk.visit.world import Lights
from scenes.kinds.grid import rules
from scenes.kinds.grid.rules import LAST, State
from scenes.kinds.grid.schema import Grid
from scenes.kinds.grid.street import used
from telemetry.events import Answered, Event, LampsLit, TileLaid
from tests.house import library

GOOD = (
    ("baum", "r2c1 r2c4 r3c1 r3c2 r3c5"),
    ("tische", "r2c2 r2c5 r4c2 r4c1"),
)


def step() -> Grid:
    found = library().german.scenarios["block"].step("strasse")
    assert isinstance(found, Grid)
    return found


def turn() -> Turn:
    content = library().german
    scenario = content.scenarios["block"]
    return Turn(scenario, Scope(scenario, content.figures, {}), 7, Lights())


def after(state: State, *deeds: tuple[str, object]) -> tuple[State, list[Event]]:
    events: list[Event] = []
    for name, value in deeds:
        state, said = rules.act(step(), state, Action(name, value), turn())  # type: ignore[arg-type]
        events += said
    return state, events


def fresh() -> State:
    return rules.start(step(), turn())


def built() -> State:
    state = fresh()
    for tile, cells in GOOD:
        state, _ = after(state, ("choose", tile), *(("lay", cell) for cell in cells.split()))
    return state


def cost(state: State) -> int:
    return used(rules.street_of(step(), turn().scope), state.board)


def outputs(state: State) -> dict[str, object]:
    return {k.removeprefix("strasse."): v for k, v in rules.values(step(), state, turn()).items()}


def test_the_first_tap_on_the_street_builds() -> None:
    state, events = after(fresh(), ("lay", "r3c1"))

    assert 1 == cost(state)
    assert [TileLaid("block/strasse.baum", 0)] == events


def test_each_tile_that_is_laid_is_recorded_with_the_exchanges_before_it() -> None:
    _, events = after(fresh(), ("lay", "r2c1"), ("choose", "tische"), ("lay", "r2c2"), ("lay", "r2c1"))

    assert [
        TileLaid("block/strasse.baum", 0),
        TileLaid("block/strasse.tische", 1),
        TileLaid("block/strasse.tische", 2),
    ] == events


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("lay", "r1c1"), ("lay", "r9c9"), ("lay", "r2c9"), ("lay", "r0c1"), ("lay", None), ("lay", 3.0),
        ("lay", "baum"), ("clear", "r2c2"), ("clear", "r1c1"), ("choose", "haus"), ("choose", "parken"),
        ("choose", "nonsense"), ("choose", True), ("look", "r1c3"), ("undo", None), ("pause", 10.0),
        ("resume", None), ("skip", None), ("build", None), ("others", None), ("turn", 14), ("turn", None),
        ("fly", "r2c2"),
    ],
)  # fmt: skip
def test_what_is_not_allowed_changes_and_records_nothing(name: str, value: object) -> None:
    assert (fresh(), []) == after(fresh(), (name, value))


def test_tables_do_not_go_on_the_road_and_paving_does_not_go_on_a_car() -> None:
    for tile in ("tische", "platz"):
        state, _ = after(fresh(), ("choose", tile))
        assert state == after(state, ("lay", "r3c1"))[0]


def test_after_ten_exchanges_nothing_more_is_built_until_something_is_taken_back() -> None:
    cells = [f"r2c{n}" for n in range(1, 9)] + ["r4c1", "r4c2"]
    full, _ = after(fresh(), *(("lay", cell) for cell in cells))

    assert 10 == cost(full)
    assert (full, []) == after(full, ("lay", "r4c3"))
    freed, events = after(full, ("clear", "r2c1"), ("lay", "r4c3"))
    assert 10 == cost(freed) and 1 == len(events)


def test_everything_can_be_taken_back_one_by_one_for_nothing() -> None:
    state = built()
    while state.past:
        state, events = after(state, ("undo", None))
        assert [] == events

    assert fresh().board == state.board


def test_taking_back_goes_back_through_swaps_and_clearings_too() -> None:
    first, _ = after(fresh(), ("lay", "r2c1"))
    state, _ = after(
        first, ("choose", "tische"), ("lay", "r2c1"), ("clear", "r2c1"), ("undo", None), ("undo", None)
    )

    assert first.board == state.board


def test_a_day_lights_its_lamps_and_is_answered_cell_by_cell() -> None:
    state, events = after(built(), ("run", None))
    answers = rules.settled(step(), state, turn())

    assert [LampsLit("block/strasse", 2)] == events and 2 == outputs(state)["lamps"]
    assert 24 == len(answers)
    assert all(isinstance(a, Answered) and a.collect for a in answers)
    assert Answered("block/strasse.r2c1", float(step().ids.index("baum")), True) in answers
    assert Answered("block/strasse.r3c8", float(step().ids.index("liefern")), True) in answers
    assert {a.target for a in answers if isinstance(a, Answered)} <= {
        f"block/strasse{t}" for t in step().traces()
    }


def test_nothing_is_answered_before_a_day_has_passed() -> None:
    assert () == rules.settled(step(), built(), turn())
    assert not rules.answered(step(), built()) and not rules.ready(step(), built(), turn())


def test_a_good_street_reaches_all_four_goals() -> None:
    state, _ = after(built(), ("run", None))
    found = outputs(state)

    assert 4 == found["met"] and 9 == found["used"]
    assert 2.0 == found["breite"] and 1 == found["laden"] and float(str(found["plaetze"])) >= 20
    assert float(str(found["gefuehlt"])) <= 34.8


def test_the_untouched_street_is_hot_but_clear_and_served() -> None:
    found = outputs(fresh())

    assert (37.2, 0, 4.0, 1, 2, 0, 0) == tuple(
        found[k] for k in ("gefuehlt", "plaetze", "breite", "laden", "met", "lamps", "used")
    )


def test_a_goal_is_reached_where_the_number_that_is_shown_reaches_it() -> None:
    gauge = step().gauges["gefuehlt"]
    street = rules.street_of(step(), turn().scope)
    numbers = rules.measured(step(), street, built().board, turn().scope)

    assert round(numbers["gefuehlt"], 1) == numbers["gefuehlt"]
    assert gauge.goal.reached(34.8, 34.8) and not gauge.goal.reached(34.9, 34.8)


def test_play_on_the_pavement_leaves_no_way_and_a_tree_in_the_bay_no_delivery() -> None:
    narrow, _ = after(fresh(), ("choose", "spiel"), ("lay", "r2c3"))
    wide, _ = after(fresh(), ("choose", "spiel"), ("lay", "r3c3"))
    full, _ = after(fresh(), ("lay", "r3c8"))

    assert 1.5 == outputs(narrow)["breite"] and 4.0 == outputs(wide)["breite"]
    assert 0 == outputs(full)["laden"]


def test_a_day_passes_by_turns_to_its_end_and_nothing_is_built_meanwhile() -> None:
    state, events = after(built(), ("turn", 11))
    assert 1 == len(events) and not rules.ready(step(), state, turn())

    for name, value in (
        ("lay", "r4c8"),
        ("undo", None),
        ("choose", "rad"),
        ("turn", 17),
        ("turn", 11),
        ("build", None),
    ):
        assert (state, []) == after(state, (name, value))
    ended, _ = after(state, ("turn", 14), ("turn", 17), ("turn", 20))
    assert LAST == ended.hour and rules.ready(step(), ended, turn())


def test_a_day_can_be_stopped_and_goes_on_where_it_stood() -> None:
    running, _ = after(built(), ("run", None))
    held, _ = after(running, ("pause", 12.5))

    assert (12.5, False) == (held.hour, held.moving)
    assert not rules.ready(step(), held, turn())
    assert (held, []) == after(held, ("pause", 13.0))
    assert (12.5, True) == ((on := after(held, ("resume", None))[0]).hour, on.moving)
    assert (on, []) == after(on, ("pause", 9.0))
    assert after(held, ("turn", 14))[0].hour == 14


def test_who_builds_on_keeps_the_day_that_passed_until_another_does() -> None:
    state, _ = after(built(), ("run", None), ("skip", None), ("build", None), ("undo", None))
    assert state.hour is None and rules.answered(step(), state)
    assert outputs(built())["used"] == outputs(state)["used"]

    again, events = after(state, ("run", None))
    assert 1 == len(events) and 8 == outputs(again)["used"]


def test_random_deeds_keep_the_state_plain_and_the_cost_within_bounds() -> None:
    dice, state, kind = random.Random(5), fresh(), TypeAdapter(State)
    cells = [f"r{r}c{c}" for r in range(1, 6) for c in range(1, 9)]
    deeds = ["lay"] * 6 + [
        "clear",
        "look",
        "undo",
        "choose",
        "choose",
        "run",
        "turn",
        "pause",
        "resume",
        "skip",
        "build",
    ]
    for _ in range(1500):
        name = dice.choice(deeds)
        value = dice.choice(step().ids) if name == "choose" else dice.choice(cells)
        if name in ("pause", "turn"):
            value = dice.choice([11, 14, 17, 20, 9.5])  # type: ignore[assignment]
        state, _ = after(state, (name, value))
        assert cost(state) <= 10
        assert state == kind.validate_python(json.loads(json.dumps(kind.dump_python(state))))


def test_people_come_for_seats_and_shade_and_never_more_than_there_is_room_for() -> None:
    few, many = outputs(fresh())["people"], outputs(built())["people"]

    assert 0 <= float(str(few)) < 3 < float(str(many)) <= 80


def test_the_same_street_comes_to_the_same_numbers_whatever_the_seed() -> None:
    assert rules.values(step(), built(), turn()) == rules.values(step(), built(), replace(turn(), seed=99))
