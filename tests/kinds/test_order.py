"""Bringing things into an order: by tap, drag and key; told kindly, with reasons."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from kiosk.core.frame import Action
from kiosk.visit.settings import Settings
from scenes.kinds.order import rules
from scenes.kinds.order.rules import State, moved, right
from scenes.kinds.order.schema import Order
from telemetry.events import Answered, Event
from tests.frames import complaints
from tests.house import ROOT, VARIANTS, Stay, library_with
from tests.kinds.sorts import turn

STEP = Order.model_validate(
    {
        "kind": "order", "id": "reihe", "answer": ["a", "b", "c", "d"],
        "items": {"c": "C", "a": {"text": "A", "why": "Darum."}, "d": "D", "b": "B"},
    }
)  # fmt: skip
TURN = turn(STEP)  # type: ignore[arg-type]


BACKWARDS = ("d", "c", "b", "a")
HALF = ("a", "c", "b", "d")
ids = st.sampled_from("abcd")


def played(*actions: tuple[str, str | None], row: tuple[str, ...] = BACKWARDS) -> tuple[State, list[Event]]:
    state, events = State(row), list[Event]()
    for name, value in actions:
        state, said = rules.act(STEP, state, Action(name, value), TURN)
        events += said
    return state, events


@pytest.mark.parametrize("seed", range(60))
def test_a_visit_begins_with_its_own_shuffle_and_never_with_the_answer(seed: int) -> None:
    state = rules.start(STEP, turn(STEP, seed))  # type: ignore[arg-type]

    assert sorted(STEP.answer) == sorted(state.row) and STEP.answer != state.row
    assert state == rules.start(STEP, turn(STEP, seed))  # type: ignore[arg-type]


def test_tapping_a_thing_and_a_place_puts_it_there_and_the_others_move_up() -> None:
    assert ("c", "b", "d", "a") == played(("choose", "d"), ("choose", "b"))[0].row
    assert ("a", "d", "c", "b") == played(("choose", "a"), ("choose", "d"))[0].row


def test_tapping_the_same_thing_again_puts_it_down() -> None:
    assert State(BACKWARDS) == played(("choose", "d"), ("choose", "d"))[0]


@given(st.permutations("abcd"), st.sampled_from(["", *"abcd"]), ids, ids)
def test_a_drag_equals_two_taps_whatever_is_in_the_hand(
    row: list[str], hand: str, what: str, onto: str
) -> None:
    before = tuple(row)
    if what == onto:
        return
    held = State(before, hand)
    for name, value in (("take", what), ("choose", onto)):
        held, _ = rules.act(STEP, held, Action(name, value), TURN)

    assert played(("choose", what), ("choose", onto), row=before)[0] == held
    assert moved(before, what, onto) == held.row


@given(st.permutations("abcd"), ids, ids)
def test_a_move_puts_it_just_there_and_keeps_the_rest_in_order(row: list[str], what: str, onto: str) -> None:
    after = moved(tuple(row), what, onto)

    assert row.index(onto) == after.index(what)
    assert [id for id in row if id != what] == [id for id in after if id != what]


def test_every_order_can_be_reached() -> None:
    reached = {BACKWARDS}
    while True:
        more = {moved(row, a, b) for row in reached for a in row for b in row} - reached
        if not more:
            break
        reached |= more

    assert set(permutations("abcd")) == reached


def test_the_check_counts_what_lies_in_its_place_and_then_stands() -> None:
    state, events = played(("check", None), ("choose", "a"), ("take", "b"), ("check", None), row=HALF)

    assert [Answered("safari/reihe", 2.0, False)] == events
    assert State(HALF, "", True) == state
    assert {"reihe": 1.0, "reihe.right": 2.0, "reihe.done": 1.0, "reihe.unknown": 0.0} == rules.values(
        STEP, state, TURN
    )
    assert {} == rules.values(STEP, State(HALF), TURN)


@pytest.mark.parametrize(
    "action",
    [Action("choose"), Action("choose", 2), Action("take", "x"), Action("fly", "a"), Action("put", "a")],
)
def test_what_is_not_allowed_changes_and_records_nothing(action: Action) -> None:
    state = State(HALF, "a")

    assert (state, ()) == rules.act(STEP, state, action, TURN)


# --- the picture --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def stay(tmp_path_factory: pytest.TempPathFactory) -> Stay:
    example: Path = ROOT / "scenes" / "kinds" / "order" / "example.yaml"
    return Stay(library_with(example, tmp_path_factory.mktemp("order")))


@pytest.mark.parametrize("variant", VARIANTS)
def test_held_and_checked_it_is_in_order_in_every_way_of_showing(stay: Stay, variant: str) -> None:
    stage, settings = VARIANTS[variant]
    stay.director.resize(stage)
    stay.director._end(2, stay.now)
    stay.set(**TypeAdapter(Settings).dump_python(settings))
    stay.open()

    assert [] == complaints(stay.act("take", "dach"))
    assert [] == complaints(stay.act("check"))


def test_after_the_check_the_answer_shows_with_reasons_and_where_things_lay(stay: Stay) -> None:
    stay.director._end(2, stay.now)
    stay.open()
    stay.director.resize(VARIANTS["landscape"][0])
    lay = [e.id.removeprefix("option.") for e in stay.frame().elements if e.id.startswith("option.")]

    frame = stay.act("check")

    cards = [e for e in frame.elements if e.id.startswith("option.")]
    assert ["option.fenster", "option.dach", "option.heizung"] == [e.id for e in cards]
    assert "Das hilft noch am selben Tag." in cards[0].label
    for place, card in enumerate(cards, 1):
        was = lay.index(card.id.removeprefix("option.")) + 1
        assert (f"bei dir Platz {was}" in card.label) == (was != place)
    assert not any(e.carry or e.catch or e.reacts for e in cards)


def test_digits_are_places(stay: Stay) -> None:
    stay.director._end(2, stay.now)
    stay.open()

    cards = [e for e in stay.frame().elements if e.id.startswith("option.")]

    assert [1, 2, 3] == [e.value for e in cards]
    assert all(
        e.carry == Action("take", e.id[7:]) and e.catch == e.action == Action("choose", e.id[7:])
        for e in cards
    )
    assert right(STEP, State(STEP.answer)) == 4
