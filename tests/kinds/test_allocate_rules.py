"""Promises of the rules: never more than there is, nothing without asking, opinions before the crowd's."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from scenes.kinds.allocate import rules
from scenes.kinds.allocate.rules import State
from scenes.kinds.allocate.schema import Allocate
from telemetry.events import Answered, LampsLit
from tests.kinds.budgets import ALL_YES, ITEMS, budget, crowd, did, plain, told, turn

EMPTY = State((0,) * 6)
UNANIMOUS = State(ALL_YES)
NAMES = [f"{verb}.{id}" for verb in ("set", "more", "less") for id in (*ITEMS, "nichts")]
ACTIONS = st.one_of(
    st.tuples(st.sampled_from(NAMES), st.one_of(st.integers(-99, 99), st.none(), st.floats())),
    st.tuples(st.just("lay"), st.sampled_from([*ITEMS, "nichts", None, 3])),
    st.tuples(st.just("hear"), st.sampled_from(["cafe", "amt", "niemand", None])),
    st.tuples(st.sampled_from(["carry", "vote", "compare", "fly"]), st.none()),
)


# --- laying -----------------------------------------------------------------------------------


def test_nothing_is_laid_before_somebody_does() -> None:
    assert rules.start(budget(), turn()) == EMPTY
    assert not rules.answered(budget(), EMPTY) and not rules.ready(budget(), EMPTY, turn())
    assert rules.values(budget(), EMPTY, turn()) == {} and rules.settled(budget(), EMPTY, turn()) == ()


@settings(deadline=None, max_examples=150)
@given(st.lists(ACTIONS, max_size=40), st.booleans())
def test_whatever_is_done_no_more_is_laid_than_there_is(
    actions: list[tuple[str, object]], others: bool
) -> None:
    at = turn(others=crowd(20) if others else None)
    state = EMPTY
    for action in actions:
        before = state
        state, events = told(state, action, at=at)
        assert sum(state.laid) + rules.left(budget(), state) == 45 and min(state.laid) >= 0
        assert rules.left(budget(), state) >= 0
        assert not events or (action[0] == "vote" and state != before)
        thawed = TypeAdapter(State).validate_python(json.loads(TypeAdapter(State).dump_json(state)))
        assert thawed == state


def test_a_touch_in_a_row_sets_its_number_as_far_as_there_is_something_left() -> None:
    state = did(EMPTY, ("set.raum", 30), ("set.fonds", 30))
    assert state.laid == (30, 0, 15, 0, 0, 0)
    assert did(state, ("set.raum", 0), ("set.fonds", 30)).laid == (0, 0, 30, 0, 0, 0)


def test_plus_and_minus_move_one_square() -> None:
    assert did(EMPTY, ("more.daten", None), ("more.daten", None), ("less.daten", None)).laid[5] == 1
    assert did(EMPTY, ("less.daten", None)) == EMPTY
    full = did(EMPTY, ("set.raum", 45))
    assert did(full, ("more.daten", None)) == full


def test_a_square_is_taken_and_laid_by_two_taps_or_one_drag() -> None:
    assert did(EMPTY, ("carry", None), ("lay", "fonds")) == did(EMPTY, ("more.fonds", None))
    held = did(EMPTY, ("carry", None))
    assert held.held and did(held, ("carry", None)) == held
    assert did(EMPTY, ("lay", "fonds")) == EMPTY
    assert did(held, ("lay", "niemand")) == held
    full = did(EMPTY, ("set.raum", 45))
    assert did(full, ("carry", None)) == full


def test_the_order_is_each_visits_own_and_stays() -> None:
    orders = {rules.order(budget(), turn(seed)) for seed in range(40)}
    assert len(orders) > 20 and all(sorted(order) == sorted(ITEMS) for order in orders)
    assert rules.order(budget(), turn(3)) == rules.order(budget(), turn(3))
    first = [rules.order(budget(), turn(seed))[0] for seed in range(600)]
    assert all(60 < first.count(id) < 140 for id in ITEMS)
    assert rules.order(plain(), turn(3)) == ("arbeit", "papier", "rest")


# --- without people ---------------------------------------------------------------------------


def test_a_week_may_leave_hours_over() -> None:
    step, empty = plain(), State((0, 0, 0))
    assert not rules.ready(step, empty, turn())
    state = did(empty, ("set.papier", 9), step=step)
    assert rules.ready(step, state, turn())
    assert rules.values(step, state, turn()) == {
        "woche": 1.0, "woche.unknown": 0.0, "woche.left": 31.0,
        "woche.arbeit": 0.0, "woche.papier": 9.0, "woche.rest": 0.0,
    }  # fmt: skip
    assert rules.settled(step, state, turn()) == (
        Answered("budget/woche.arbeit", 0.0), Answered("budget/woche.papier", 9.0),
        Answered("budget/woche.rest", 0.0),
    )  # fmt: skip
    assert did(state, ("vote", None), step=step) == state


# --- with people ------------------------------------------------------------------------------


def test_formulas_know_squares_votes_lamps_and_who_agrees() -> None:
    values = rules.values(budget(), UNANIMOUS, turn())
    assert values["geld.votes"] == 7 and values["geld.lamps"] == 3 and values["geld.left"] == 0
    assert values["geld.raum"] == 15 and values["geld.seniorin"] == 1
    lonely = rules.values(budget(), State((45, 0, 0, 0, 0, 0)), turn())
    assert lonely["geld.seniorin"] == 0 and lonely["geld.votes"] <= 1 and lonely["geld.lamps"] == 0


def test_what_is_given_is_just_what_the_schema_names() -> None:
    for step, state in ((budget(), UNANIMOUS), (plain(), State((1, 2, 3)))):
        given = {name.partition(".")[2] for name in rules.values(step, state, turn()) if "." in name}
        assert given - {"unknown"} == set(step.outputs())


def test_a_vote_lights_lamps_once_for_each_spread() -> None:
    state, events = told(UNANIMOUS, ("vote", None))
    assert events == [LampsLit("budget/geld", 3)] and state.voted == ALL_YES
    assert told(state, ("vote", None)) == (state, [])
    moved, events = told(state, ("less.raum", None), ("more.daten", None))
    assert events == [] and not rules.ready(budget(), moved, turn())
    assert told(moved, ("vote", None))[1] == [LampsLit("budget/geld", 3)]
    assert told(EMPTY, ("vote", None)) == (EMPTY, [])


def test_only_what_was_voted_on_is_an_opinion() -> None:
    assert rules.settled(budget(), UNANIMOUS, turn()) == ()
    voted = did(UNANIMOUS, ("vote", None), ("set.raum", 0))
    found = rules.settled(budget(), voted, turn())
    assert found == tuple(
        Answered(f"budget/geld.{id}", float(n), True) for id, n in zip(ITEMS, ALL_YES, strict=True)
    )


def test_one_listens_to_whom_one_taps_and_nothing_is_recorded() -> None:
    state, events = told(EMPTY, ("hear", "amt"))
    assert state.heard == "amt" and events == []
    assert did(state, ("hear", "amt")) == state and did(state, ("hear", "raum")) == state


# --- what the others did ----------------------------------------------------------------------


def test_the_others_are_shown_after_ones_own_vote_and_only_from_twenty_on() -> None:
    few, many = turn(others=crowd(19)), turn(others=crowd(20, raum=12.0))
    assert did(EMPTY, ("set.raum", 9), ("compare", None), at=many).said is None
    voted = did(UNANIMOUS, ("vote", None))
    assert rules.ready(budget(), voted, few) and did(voted, ("compare", None), at=few) == voted
    assert not rules.ready(budget(), voted, many)
    assert rules.values(budget(), voted, many)["geld.mean_raum"] == 0
    seen = did(voted, ("compare", None), at=many)
    assert rules.ready(budget(), seen, many)
    assert rules.values(budget(), seen, many)["geld.mean_raum"] == 12


def test_what_is_laid_after_seeing_the_others_changes_no_opinion() -> None:
    many = turn(others=crowd(20))
    seen = did(UNANIMOUS, ("vote", None), ("compare", None), at=many)
    again = did(seen, ("set.raum", 0), ("vote", None), at=many)
    assert again.laid[0] == 0 and rules.ready(budget(), again, many)
    assert rules.settled(budget(), again, many) == rules.settled(budget(), seen, many)
    assert rules.values(budget(), again, many)["geld.raum"] == 0


def test_one_part_that_too_few_answered_hides_all() -> None:
    found = crowd(20)
    thin = {**found.polls, "budget/geld.daten": {3.0: 19}}
    assert rules.means(budget(), turn(others=type(found)(thin))) is None
    assert rules.means(budget(), turn(others=found)) == (5.0,) * 6
    assert isinstance(budget(), Allocate) and rules.means(plain(), turn(others=found)) is None
