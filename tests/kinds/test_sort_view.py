"""The street on the glass: fingers, keys, clocks that never press anybody, and every way of showing."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from kiosk.core.frame import Frame, Squares
from kiosk.core.signals import Down, Move, Up
from kiosk.visit.settings import Settings
from kiosk.visit.world import Crowd
from scenes.kinds.sort.rules import State
from scenes.kinds.sort.sign import MOST_SQUARES, unit_for
from scenes.kinds.sort.situation import RACE_S, TICKS
from scenes.play.facts import taken
from telemetry.events import Sorted, Tapped
from tests.frames import complaints
from tests.house import VARIANTS, Stay, library
from tests.houses import Visitor

STEP = library().german.scenarios["safari"].steps[0]


def place_of(item: str) -> str:
    return str(STEP.items[item].place)  # type: ignore[attr-defined]


def opened(variant: str = "landscape", crowd: Crowd | None = None, **chosen: object) -> Stay:
    stage, base = VARIANTS[variant]
    stay = Stay(library(), stage, seed=3)
    if crowd is not None:
        stay.director.crowd = crowd
    stay.set(**TypeAdapter(Settings).dump_python(replace(base, **chosen)))  # type: ignore[arg-type]
    stay.open("safari")
    return stay


def held(frame: Frame) -> str:
    """The wish in the hand."""
    return next(e.id for e in frame.elements if e.id.startswith("item.") and "selected" in e.state)[5:]


def found(stay: Stay, count: int) -> Frame:
    """After so many wishes were led to their doors at the first try."""
    for _ in range(count):
        stay.act("choose", place_of(held(stay.frame())), wait=3.0)
    return stay.frame()


def said(frame: Frame, id: str) -> str:
    element = frame.find(id)
    assert element is not None
    return element.label


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_moment_is_in_order_in_every_way_of_showing(variant: str) -> None:
    stay = opened(variant, Crowd({f"safari/tueren.{item}": {1.0: 15, 0.0: 15} for item in STEP.items}))  # type: ignore[attr-defined]
    troubles = list(complaints(stay.frame()))
    for _ in range(8):
        right = place_of(held(stay.frame()))
        other = next(b for b in STEP.bins if b != right)  # type: ignore[attr-defined]
        if stay.now % 2:
            troubles += complaints(stay.act("choose", other, wait=1.0))
        troubles += complaints(stay.act("choose", right, wait=0.4))
        stay.now += 2.6
        troubles += complaints(stay.frame())

    assert [] == troubles
    assert stay.frame().find("next").reacts  # type: ignore[union-attr]


def test_another_door_points_politely_to_the_right_one() -> None:
    stay = opened()
    wish = held(stay.frame())
    other = next(b for b in STEP.bins if b != place_of(wish))  # type: ignore[attr-defined]

    frame = stay.act("choose", other)

    right = frame.find(f"option.{place_of(wish)}")
    assert right is not None and "offered" in right.state
    assert 1 == sum("offered" in e.state for e in frame.elements)
    assert right.label.split(".")[0] in said(frame, "hint")
    assert wish == held(frame)


def test_the_two_clocks_race_and_say_that_they_are_estimated() -> None:
    stay = opened()
    for _ in range(8):
        wish = held(stay.frame())
        frame = stay.act("choose", place_of(wish), wait=RACE_S * 0.3)
        if STEP.items[wish].online is None:  # type: ignore[attr-defined]
            continue
        before = [d for d in frame.find("sign").draws if isinstance(d, Squares)]  # type: ignore[union-attr]
        assert 0.0 == frame.next_change
        stay.now += RACE_S
        after = [d for d in stay.frame().find("sign").draws if isinstance(d, Squares)]  # type: ignore[union-attr]
        if "Goldene" not in said(frame, "sign"):
            assert before != after
            assert "geschätzt" in said(frame, "sign") and "Online" in said(frame, "sign")
            return
    raise AssertionError("no wish with clocks was drawn")


@pytest.mark.parametrize(("votes", "shown"), [(19, False), (20, True)])
def test_who_had_known_it_is_told_after_ones_own_answer_and_from_twenty_on(votes: int, shown: bool) -> None:
    crowd = Crowd({f"safari/tueren.{item}": {1.0: votes} for item in STEP.items})  # type: ignore[attr-defined]
    stay = opened(crowd=crowd)
    assert "100 %" not in " ".join(e.label for e in stay.frame().elements)

    frame = found(stay, 1)

    assert shown == ("100 % kannten" in said(frame, "sign"))


def test_three_in_a_row_open_the_golden_door() -> None:
    stay = opened()

    assert "Goldene Tür: Familienpass" not in said(found(stay, 2), "sign")
    frame = found(stay, 1)

    assert "Goldene Tür: Familienpass" in said(frame, "sign")
    assert "offen" in said(frame, "door")


def test_the_timer_shows_square_by_square_and_only_closes_the_golden_door() -> None:
    stay = opened()
    assert TICKS == stay.frame().find("clock").value  # type: ignore[union-attr]
    stay.now += 45
    assert TICKS // 2 - 1 <= stay.frame().find("clock").value <= TICKS // 2  # type: ignore[union-attr, operator]
    stay.now += 60

    frame = stay.frame()
    assert 0 == frame.find("clock").value  # type: ignore[union-attr]
    assert "schläft" in said(frame, "door")
    for _ in range(8):
        right = stay.frame().find(f"option.{place_of(held(stay.frame()))}")
        assert right is not None and right.action is not None
        stay.act(right.action.name, right.action.value)

    run = stay.director.state.top[1]
    state = run.states["tueren"]
    assert isinstance(state, State) and 8 == len(state.found) and 0 == state.golden


@pytest.mark.parametrize(
    "eased", [{"text": 150}, {"text": 200}, {"contrast": True}, {"low": True}, {"calm": True}]
)
def test_who_needs_more_time_has_no_timer(eased: dict[str, object]) -> None:
    stay = opened(**eased)
    stay.now += 1000

    frame = stay.frame()

    assert frame.find("clock") is None
    assert all(
        e.action is not None and "." not in str(e.action.value)
        for e in frame.elements
        if e.id.startswith("option.")
    )


def test_a_still_street_sleeps() -> None:
    """Calm, no timer, nothing moving: no frame is asked for."""
    stay = opened(calm=True)

    assert stay.frame().next_change is None
    stay.act("choose", place_of(held(stay.frame())), wait=0.0)
    assert stay.frame().next_change is None


# --- on a console -------------------------------------------------------------------------


def playing(seed: int = 1) -> Visitor:
    visitor = Visitor(seed=seed)
    visitor.menu()
    visitor.tap("tile.safari")
    return visitor


def state_of(visitor: Visitor) -> State:
    director = visitor.console.guard.director
    assert director is not None
    state = director.state.top[1].states.get("tueren", State())
    assert isinstance(state, State)
    return state


def drag(visitor: Visitor, start: str, end: str) -> None:
    a, b = visitor.find(start).target, visitor.find(end).target
    visitor.wait(0.6)
    visitor.console.take(Down(1, a.cx, a.cy), visitor.now)
    for step in range(1, 4):
        visitor.wait(0.05)
        x, y = a.cx + (b.cx - a.cx) * step / 3, a.cy + (b.cy - a.cy) * step / 3
        visitor.console.take(Move(1, x, y), visitor.now)
    visitor.console.take(Up(1, b.cx, b.cy), visitor.now)
    visitor.wait(1.0)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from(list(STEP.bins))), min_size=1, max_size=6))  # type: ignore[attr-defined]
def test_a_drag_on_the_street_equals_two_taps(moves: list[tuple[int, str]]) -> None:
    dragging, tapping = playing(), playing()
    for slot, place in moves:
        wishes = [e.id for e in dragging.see().elements if e.id.startswith("item.")]
        if slot < len(wishes):
            drag(dragging, wishes[slot], f"option.{place}")
            tapping.tap(wishes[slot])
            tapping.tap(f"option.{place}")

    assert state_of(tapping) == state_of(dragging)
    assert tapping.notes.of(Sorted) == dragging.notes.of(Sorted)


def test_a_drop_is_recorded_at_the_door() -> None:
    visitor = playing()
    wish = held(visitor.see())
    visitor.notes.facts.clear()

    drag(visitor, f"item.{wish}", f"option.{place_of(wish)}")

    (tap,) = visitor.notes.of(Tapped)
    assert isinstance(tap, Tapped) and f"option.{place_of(wish)}" == tap.target
    assert [Sorted(f"safari/tueren.{wish}", True)] == visitor.notes.of(Sorted)


def test_keys_alone_find_every_door_and_no_clock_runs() -> None:
    """Digits are the houses; arrows and OK take another wish; the next one is in the hand by itself."""
    visitor = playing()
    visitor.key("down")
    assert visitor.see().find("clock") is None
    first = held(visitor.see())
    while held(visitor.see()) == first:
        visitor.key("right")
        visitor.key("ok")
    bins = list(STEP.bins)  # type: ignore[attr-defined]
    for _ in range(8):
        visitor.key(f"digit{bins.index(place_of(held(visitor.see()))) + 1}")  # type: ignore[arg-type]

    assert 8 == len(state_of(visitor).found)
    visitor.key("next")
    assert "safari/wette" == visitor.see().screen


def test_a_visitor_can_leave_at_any_time_with_what_was_found() -> None:
    stay = opened()
    found(stay, 2)

    stay.act("finish")
    while not stay.frame().screen.endswith("/result"):
        stay.act("next")

    assert said(stay.frame(), "headline").startswith("Gefundene Türen: 2")


def test_what_was_found_stands_on_the_card_and_goes_home() -> None:
    stay = opened()
    rng = random.Random(1)
    while any(e.id.startswith("item.") for e in stay.frame().elements):
        wish = held(stay.frame())
        if rng.random() < 0.4:
            stay.act("choose", next(b for b in STEP.bins if b != place_of(wish)))  # type: ignore[attr-defined]
        stay.act("choose", place_of(wish))
    state = stay.director.state.top[1].states["tueren"]
    stay.act("next")
    while not stay.frame().screen.endswith("/result"):
        answer = next((e for e in stay.frame().targets if e.id.startswith("option.")), None)
        if answer is not None and answer.action is not None:
            stay.act(answer.action.name, answer.action.value)
        primary = next(e for e in stay.frame().targets if "primary" in e.state)
        assert primary.action is not None
        stay.act(primary.action.name, primary.action.value)

    frame = stay.frame()
    play = stay.director.house.screens["play"]
    journey = play._journey(stay.director._world(), stay.director.state.top[1])  # type: ignore[attr-defined]
    assert state.services == taken(journey)[: len(state.services)], "then those the game always names"
    shown = [e.label for e in frame.elements if e.id.startswith("service.")][1:]
    names = [library().german.services[id].text.source for id in taken(journey)]
    assert names[: len(shown)] == shown and len(shown) >= min(6, len(names))


@given(st.floats(1.0, 1e15))
def test_a_race_of_any_length_is_told_with_few_squares(longest: float) -> None:
    unit = unit_for(longest)

    assert longest / unit <= MOST_SQUARES
    assert unit in (1, 2, 5, 10, 20, 30) or unit % 60 == 0
