"""Leading things to their place: what is found stays found, another place points the way, nothing is lost."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from kiosk.core.frame import Action
from scenes.kinds.sort import rules
from scenes.kinds.sort.rules import IN_SIGHT, State
from telemetry.events import Answered, Sorted
from tests.kinds.sorts import ITEMS, Player, street, turn


def test_the_right_place_takes_what_is_in_the_hand_and_the_next_thing_rises() -> None:
    player = Player()
    first, waiting = player.state.hand, player.state.waiting

    after = player.place()

    assert [first] == [found.item for found in after.found]
    assert after.slots[0] == waiting[0] == after.hand == after.fresh
    assert waiting[1:] == after.waiting


def test_another_place_points_to_the_right_one_and_the_thing_stays_in_the_hand() -> None:
    player = Player()
    hand, slots = player.state.hand, player.state.slots

    after = player.choose(player.other)

    assert (hand, slots, ()) == (after.hand, after.slots, after.found)
    assert after.pointed and player.right != after.pointed
    assert hand in player.place().missed
    assert not player.state.found[0].first and "" == player.state.pointed


def test_the_first_try_is_counted_once_right_or_not() -> None:
    """Who had known it? A poll of its own for each thing; later tries do not change it."""
    player = Player()
    missed = player.state.hand

    player.choose(player.other, player.other, player.right)
    known = player.state.hand
    player.place()

    assert [
        Answered(f"safari/tueren.{missed}", 0.0, True),
        Sorted(f"safari/tueren.{missed}", False),
        Sorted(f"safari/tueren.{known}", True),
        Answered(f"safari/tueren.{known}", 1.0, True),
    ] == player.events


def test_without_collect_nobody_is_asked_in_a_poll() -> None:
    player = Player(street(collect=False))

    player.choose(player.other, player.right)

    assert [Sorted] == [type(event) for event in player.events]


def test_three_in_a_row_open_a_golden_door_and_its_service_comes_first() -> None:
    player = Player()

    for _ in range(2):
        assert not player.place().glad
    after = player.place()

    assert after.glad and 1 == after.golden and 0 == after.row
    assert "gold" == after.services[0]
    assert not player.place().glad


def test_another_place_breaks_the_row_and_a_later_right_one_does_not_count() -> None:
    player = Player()

    player.place()
    player.place()
    player.choose(player.other)
    assert 0 == player.state.row
    player.place()

    assert (0, 0) == (player.state.row, player.state.golden)


def test_late_is_never_too_late_to_find_only_the_golden_door_stays_closed() -> None:
    player = Player()

    for _ in range(4):
        player.place(late=True)

    assert 4 == len(player.state.found) and 0 == player.state.golden
    assert 1 == player.place().golden


def test_no_more_golden_doors_than_there_are() -> None:
    player = Player(street(golden=["gold"]))

    while any(player.state.slots):
        player.place()

    assert 1 == player.state.golden


def test_services_go_home_once_each_what_was_news_before_what_was_known() -> None:
    player = Player(street(golden=[]))
    for name in ("hund", "buch", "lernen", "rad", "heim"):
        player.hold(name)
        if name == "rad":
            player.choose(player.other)
        player.place()

    assert ("vier", "eins", "drei") == player.state.services


def test_minutes_are_way_and_waiting_less_online_and_never_negative() -> None:
    player = Player()
    for name, saved in (("hund", 44.0), ("sofa", 84.0), ("heim", 84.0), ("buch", 84.0)):
        player.hold(name)
        player.place()
        assert saved == player.values()["saved"]


def test_formulas_know_how_it_went() -> None:
    player = Player()
    assert {} == player.values()
    player.choose(player.other)
    assert 0.0 == player.values()["right"]

    while any(player.state.slots):
        player.place()

    values = player.values()
    assert (6.0, 5.0, 1.0, 1.0, 1.0) == tuple(values[n] for n in ("right", "first", "new", "golden", "done"))
    assert 1.0 == values["tueren"] and 0.0 == values["unknown"]
    assert set(player.step.outputs()) <= set(values)


def test_a_draw_is_the_same_for_a_visit_and_another_for_others() -> None:
    step = street(draw=4)

    drawn = {seed: rules.start(step, turn(step, seed)) for seed in range(20)}

    assert all(rules.start(step, turn(step, seed)) == state for seed, state in drawn.items())
    assert all(4 == len({*s.slots, *s.waiting}) for s in drawn.values())
    assert 10 < len({(*s.slots, *s.waiting) for s in drawn.values()})
    assert set(ITEMS) == {item for s in drawn.values() for item in (*s.slots, *s.waiting)}


@pytest.mark.parametrize(
    "action",
    [
        Action("choose"), Action("choose", ""), Action("choose", 3), Action("choose", True),
        Action("choose", "nowhere"), Action("choose", "buerger.soon"), Action("choose", "hund.late"),
        Action("go", "buerger"), Action("choose", ".late"),
    ],
)  # fmt: skip
def test_what_is_not_allowed_changes_and_records_nothing(action: Action) -> None:
    player = Player()
    player.hold("hund")

    assert (player.state, ()) == rules.act(player.step, player.state, action, player.turn)


def test_a_thing_not_yet_in_sight_cannot_be_taken() -> None:
    player = Player()

    assert (player.state, ()) == rules.act(
        player.step, player.state, Action("choose", player.state.waiting[0]), player.turn
    )


names = st.lists(
    st.one_of(
        st.sampled_from([*ITEMS, "buerger", "buecherei", "unterwegs"]),
        st.sampled_from(["buerger.late", "buecherei.late", "unterwegs.late"]),
    ),
    max_size=60,
)


@settings(max_examples=80, deadline=None)
@given(names, st.integers(0, 50))
def test_whatever_happens_nothing_is_lost_and_the_hand_is_never_empty_before_the_end(
    chosen: list[str], seed: int
) -> None:
    player = Player(seed=seed)
    for name in chosen:
        state = player.choose(name)
        found = [f.item for f in state.found]
        open_ = [s for s in state.slots if s]
        assert sorted([*found, *open_, *state.waiting]) == sorted(ITEMS)
        assert IN_SIGHT == len(state.slots)
        assert (state.hand in open_) if open_ else state.hand == ""
        assert rules.ready(player.step, state, player.turn) == (not open_)
        assert len(player.events) == len(set(map(repr, player.events)))
        frozen = TypeAdapter(State).dump_python(state, mode="json")
        assert state == TypeAdapter(State).validate_python(json.loads(json.dumps(frozen)))
    first = sum(f.first for f in player.state.found)
    assert player.state.golden <= first // 3
