"""Carrying: a finger takes a thing along and lets it go where something catches it.

The rules of fingers (T9, U9, I9, storms) hold for it as for a tap, and a drag is exactly two taps.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.core.frame import Action, Box, Element, Frame
from kiosk.core.geometry import Rect
from kiosk.core.scene import Outcome
from kiosk.core.signals import Cancel, Down, FocusLost, Move, Up
from kiosk.rehearsal.body import Body
from kiosk.rehearsal.personas import THOROUGH
from kiosk.runtime.carry import LIFT_U
from kiosk.runtime.gestures import Carried, Dead, Drop, PutBack, Tap
from kiosk.runtime.touch import Glass, cell_at
from kiosk.screen.canvas import Canvas
from kiosk.ui.scene import Act, Shot
from kiosk.visit.settings import Settings
from kiosk.visit.world import Visit, World
from telemetry.events import Answered, DeadTap, Tapped
from tests.houses import Visitor, house_with
from tests.runtime.glass import STAGE, UNIT_MM, Fingers, frame_of

MM = 1 / UNIT_MM
INK = (0, 0, 0, 255)
THINGS = {"a": Rect(100, 700, 400, 200), "b": Rect(600, 700, 400, 200), "c": Rect(1100, 700, 400, 200)}
BOXES = {"x": Rect(100, 100, 400, 300), "y": Rect(520, 100, 400, 300)}


def thing(id: str, **more: object) -> Element:
    rect, take = THINGS[id], Action("take", id)
    draws = (Box(rect, (200, 200, 255, 255)),)
    return Element(id, "option", rect, id, draws, take, carry=take, **more)  # type: ignore[arg-type]


def box(id: str, **more: object) -> Element:
    put = Action("put", id)
    return Element(id, "option", BOXES[id], id, (Box(BOXES[id], INK),), put, catch=put, **more)  # type: ignore[arg-type]


TABLE = frame_of(*map(thing, THINGS), *map(box, BOXES), screen="table")


def at(id: str) -> tuple[float, float]:
    rect = (THINGS | BOXES)[id]
    return rect.cx, rect.cy


def travel(fingers: Fingers, now: float, start: str, end: tuple[float, float], contact: int = 1) -> None:
    """Down on a thing and in four moves to `end`, still holding it."""
    (x0, y0), (x1, y1) = at(start), end
    fingers.take(now, Down(contact, x0, y0))
    for step in range(1, 5):
        fingers.take(now + step * 0.1, Move(contact, x0 + (x1 - x0) * step / 4, y0 + (y1 - y0) * step / 4))


def held(fingers: Fingers) -> tuple[Carried, ...]:
    return fingers.touches.carried(Glass(fingers.frame, fingers.entered, UNIT_MM))


# --- what a finger means ------------------------------------------------------------------


def test_a_thing_follows_the_finger_and_is_caught_where_it_is_let_go() -> None:
    fingers = Fingers(TABLE)

    travel(fingers, 1.0, "a", at("x"))

    assert (Carried("a", 0.0, -550.0, "x"),) == held(fingers)
    assert fingers.touches.pressed is None
    fingers.take(1.5, Up(1, *at("x")))
    assert [Drop("x", Action("take", "a"), Action("put", "x"), cell_at(STAGE, *at("x")), 0.5)] == fingers.of(
        Drop
    )
    assert not fingers.of(Tap) and () == held(fingers)


def test_let_go_anywhere_else_it_is_back_in_its_place_and_nothing_happened() -> None:
    fingers = Fingers(TABLE)

    travel(fingers, 1.0, "a", (1800, 200))
    fingers.take(1.5, Up(1, 1800, 200))

    assert [PutBack("a")] == fingers.of(PutBack)
    assert not fingers.of(Drop) and not fingers.of(Tap) and not fingers.of(Dead)


@pytest.mark.parametrize(("moved_mm", "carries", "taps"), [(0, 0, 1), (2.5, 0, 1), (4, 1, 1), (5.5, 1, 0)])
def test_a_hand_that_trembles_taps(moved_mm: float, carries: int, taps: int) -> None:
    """Three millimetres lift a thing a little; up to five are forgiven and still a tap."""
    fingers = Fingers(TABLE)
    x, y = at("a")

    fingers.take(1.0, Down(1, x, y))
    fingers.take(1.1, Move(1, x + moved_mm * MM, y))
    assert carries == len(held(fingers))
    fingers.take(1.2, Up(1, x + moved_mm * MM, y))

    assert taps == len(fingers.of(Tap))
    assert 1 - taps == len(fingers.of(PutBack))


def test_little_beside_a_box_is_forgiven_and_the_nearer_one_catches() -> None:
    fingers = Fingers(TABLE)

    travel(fingers, 1.0, "a", (505, 250))
    fingers.take(1.5, Up(1, 505, 250))
    travel(fingers, 3.0, "a", (300, 400 + 6 * MM))
    fingers.take(3.5, Up(1, 300, 400 + 6 * MM))

    assert ["x"] == [drop.target for drop in fingers.of(Drop)]
    assert 1 == len(fingers.of(PutBack))


def test_two_things_that_catch_each_other_do_not_swap_by_a_tremor_at_their_edge() -> None:
    left, right = (
        Element(id, "option", Rect(x, 100, 200, 200), id, (), Action("take", id),
                carry=Action("take", id), catch=Action("onto", id))
        for id, x in (("l", 100), ("r", 318))
    )  # fmt: skip
    fingers = Fingers(frame_of(left, right))

    fingers.take(1.0, Down(1, 297 - 6 * MM, 200))
    fingers.take(1.1, Move(1, 297, 200))
    assert (None,) == tuple(one.over for one in held(fingers))
    fingers.take(1.2, Up(1, 297, 200))
    travel_to_r = Move(1, right.rect.cx, 200)
    fingers.take(2.0, Down(1, 200, 200))
    fingers.take(2.1, travel_to_r)
    fingers.take(2.2, Up(1, right.rect.cx, 200))

    assert [PutBack("l")] == fingers.of(PutBack)
    assert [("r", Action("take", "l"), Action("onto", "r"))] == [
        (d.target, d.carry, d.catch) for d in fingers.of(Drop)
    ]


def test_two_people_carry_at_once_and_put_into_the_same_box() -> None:
    fingers = Fingers(TABLE)

    travel(fingers, 1.0, "a", at("x"), contact=1)
    travel(fingers, 1.0, "b", (300, 200), contact=2)
    assert ["a", "b"] == [one.target for one in held(fingers)]
    fingers.take(1.5, Up(2, 300, 200))
    fingers.take(1.6, Up(1, *at("x")))

    assert ["b", "a"] == [drop.carry.value for drop in fingers.of(Drop)]


def test_as_many_carry_as_fingers_are_known_before_it_is_a_storm() -> None:
    """Five fingers; the sixth makes it a cloth, and everything is back in its place."""
    rects = [Rect(100 + n * 200, 700, 150, 150) for n in range(6)]
    things = [
        Element(f"t{n}", "option", rect, "t", (), Action("take", n), carry=Action("take", n))
        for n, rect in enumerate(rects)
    ]
    fingers = Fingers(frame_of(*things, box("x")))

    for n, rect in enumerate(rects[:5]):
        fingers.take(n * 0.3, Down(n, rect.cx, rect.cy))
        fingers.take(n * 0.3 + 0.1, Move(n, rect.cx, rect.cy - 100))
    assert 5 == len(held(fingers))
    fingers.take(2.0, Down(5, rects[5].cx, rects[5].cy))

    assert () == held(fingers)
    for n in range(6):
        fingers.take(2.1, Up(n, *at("x")))
    assert not fingers.of(Drop) and not fingers.of(Tap)


def test_a_thing_belongs_to_the_first_finger() -> None:
    fingers = Fingers(TABLE)

    travel(fingers, 1.0, "a", at("x"))
    travel(fingers, 1.5, "a", at("y"), contact=2)
    fingers.take(2.0, Up(2, *at("y")))
    fingers.take(2.1, Up(1, *at("x")))

    assert ["x"] == [drop.target for drop in fingers.of(Drop)]


def test_a_leaning_arm_carries_nothing_but_a_thinking_finger_may_rest() -> None:
    leaning, thinking = Fingers(TABLE), Fingers(TABLE)

    leaning.take(1.0, Down(1, *at("a")))
    leaning.take(1.1, Down(2, 1800, 1000))
    leaning.take(5.0, Move(1, *at("x")))
    leaning.take(5.1, Up(1, *at("x")))
    travel(thinking, 1.0, "a", at("x"))
    thinking.take(2.0, Down(2, 1800, 1000))
    thinking.take(7.0, Up(1, *at("x")))

    assert not leaning.of(Drop) and not leaning.of(Tap)
    assert 1 == len(thinking.of(Drop))


def test_carrying_may_take_its_time_but_a_forgotten_finger_lets_go() -> None:
    slow, lost = Fingers(TABLE), Fingers(TABLE)

    slow.take(0.0, Down(1, *at("a")))
    for second in range(1, 15):
        slow.take(float(second), Move(1, 300 + second * 20, 800 - second * 40))
    slow.take(15.0, Up(1, *at("y")))
    travel(lost, 0.0, "a", at("x"))
    lost.touches = lost.touches.expire(11.0)
    lost.take(12.0, Up(1, *at("x")))

    assert 1 == len(slow.of(Drop))
    assert () == held(lost) and not lost.of(Drop)


@pytest.mark.parametrize("what", ["screen", "gone", "disabled", "dialog", "cancel", "mute", "lifted"])
def test_what_ends_a_carry_puts_the_thing_back_and_presses_nothing(what: str) -> None:
    fingers = Fingers(TABLE)
    travel(fingers, 1.0, "a", at("x"))
    veil = Element("idle", "dialog", Rect(0, 0, STAGE.w, STAGE.h), "Noch da?")
    match what:
        case "screen":
            fingers.entered = 1.45
        case "gone":
            fingers.frame = frame_of(*(e for e in TABLE.elements if e.id != "a"))
        case "disabled":
            fingers.frame = frame_of(thing("a", state=("disabled",)), *map(box, BOXES))
        case "dialog":
            fingers.frame = frame_of(*TABLE.elements, veil)
        case "cancel":
            fingers.take(1.45, Cancel(1))
        case "mute":
            fingers.touches = fingers.touches.muted(1)
        case "lifted":
            fingers.touches = fingers.touches.lifted()

    assert () == held(fingers)
    fingers.take(1.5, Up(1, *at("x")))

    assert not fingers.of(Drop) and not fingers.of(Tap) and not fingers.of(Dead)


def test_a_box_that_is_disabled_catches_nothing() -> None:
    fingers = Fingers(frame_of(thing("a"), box("x", state=("disabled",)), box("y")))

    travel(fingers, 1.0, "a", at("x"))
    fingers.take(1.5, Up(1, *at("x")))

    assert [PutBack("a")] == fingers.of(PutBack)


def test_what_cannot_be_carried_stays_and_a_long_way_is_no_tap() -> None:
    fingers = Fingers(TABLE)

    fingers.take(1.0, Down(1, *at("x")))
    fingers.take(1.1, Move(1, *at("y")))
    fingers.take(1.2, Up(1, *at("y")))

    assert [] == [one for one in fingers.said if isinstance(one, (Tap, Drop, PutBack))]


# --- on a console -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Laid:
    """hand: what was taken. boxes: what lies where, in the order it was put there."""

    hand: str = ""
    boxes: tuple[tuple[str, str], ...] = ()


class Table:
    """A screen with three things and two boxes, in place of the menu."""

    name = "menu"

    def open(self, world: World, visit: Visit, start: str | None, now: float) -> Laid:
        return Laid()

    def step(self, world: World, visit: Visit, state: Laid, act: Act) -> Outcome:
        match act.action:
            case Action("take", str() as id) if id not in dict(state.boxes):
                return Outcome(replace(state, hand=id), sounds=("choose",))
            case Action("put", str() as id) if state.hand:
                event = Answered(f"table/{state.hand}/{id}", 1)
                return Outcome(
                    Laid("", (*state.boxes, (state.hand, id))), events=(event,), sounds=("choose",)
                )
        return Outcome(state)

    def view(self, world: World, visit: Visit, state: Laid, shot: Shot) -> Frame:
        lying = dict(state.boxes)
        free = [
            thing(id, state=("selected",) if id == state.hand else ()) for id in THINGS if id not in lying
        ]
        return frame_of(*free, *map(box, BOXES), screen="table")


TABLE_HOUSE = house_with("menu", Table())


def seated() -> Visitor:
    visitor = Visitor(TABLE_HOUSE)
    visitor.menu()
    visitor.wait(1.0)
    return visitor


def laid(visitor: Visitor) -> Laid:
    director = visitor.console.guard.director
    assert director is not None
    state = director.state.top[1]
    assert isinstance(state, Laid)
    return state


def drag(visitor: Visitor, start: str, end: tuple[float, float], contact: int = 1, steps: int = 4) -> None:
    """Take a thing along without letting it go."""
    (x0, y0), (x1, y1) = at(start), end
    visitor.console.take(Down(contact, x0, y0), visitor.now)
    for step in range(1, steps + 1):
        visitor.wait(0.1)
        share = step / steps
        visitor.console.take(Move(contact, x0 + (x1 - x0) * share, y0 + (y1 - y0) * share), visitor.now)


def let_go(visitor: Visitor, end: tuple[float, float], contact: int = 1) -> None:
    visitor.sounds = visitor.console.take(Up(contact, *end), visitor.now)
    visitor.wait(0.6)


def test_the_thing_is_painted_under_the_finger_above_everything_and_what_would_catch_it_shows() -> None:
    visitor = seated()
    before = visitor.see()

    drag(visitor, "a", at("x"))
    during = visitor.see()

    above, ring = during.elements[-1], during.find("catch.x")
    assert "carried.a" == above.id and ring is not None
    home, (face,) = (
        THINGS["a"],
        [d for d in above.draws if isinstance(d, Box) and d.fill == (200, 200, 255, 255)],
    )
    assert (home.cx, home.cy - 550 - LIFT_U) == (face.rect.cx, face.rect.cy)
    assert () == visitor.find("a").draws and "moving" in visitor.find("a").state
    assert [e.target for e in before.targets] == [e.target for e in during.targets]
    let_go(visitor, (1800, 100))
    assert before.elements == visitor.see().elements


def test_a_drop_is_taken_and_put_recorded_as_one_tap_of_the_box() -> None:
    visitor = seated()
    visitor.notes.facts.clear()

    drag(visitor, "a", at("x"))
    let_go(visitor, at("x"))

    assert Laid("", (("a", "x"),)) == laid(visitor)
    (tap,) = visitor.notes.of(Tapped)
    assert Tapped("x", 400, cell_at(STAGE, *at("x"))) == tap
    assert ["tap", "answer"] == visitor.notes.kinds
    assert ("choose",) == visitor.sounds


def test_putting_back_sounds_and_is_no_dead_tap() -> None:
    visitor = seated()
    visitor.notes.facts.clear()

    drag(visitor, "a", (1800, 300))
    let_go(visitor, (1800, 300))

    assert [] == visitor.notes.facts and Laid() == laid(visitor)
    assert ("back",) == visitor.sounds
    assert not visitor.notes.of(DeadTap)


def test_two_people_at_once_and_one_of_them_loses_nothing_when_the_other_puts_down() -> None:
    visitor = seated()

    drag(visitor, "a", at("x"), contact=1)
    drag(visitor, "b", at("y"), contact=2)
    assert {"carried.a", "carried.b", "catch.x", "catch.y"} <= {e.id for e in visitor.see().elements}
    let_go(visitor, at("x"), contact=1)
    assert visitor.see().find("carried.b") is not None and visitor.see().find("carried.a") is None
    let_go(visitor, at("y"), contact=2)

    assert (("a", "x"), ("b", "y")) == laid(visitor).boxes


def test_a_thing_somebody_else_put_away_is_not_dropped_a_second_time() -> None:
    visitor = seated()

    drag(visitor, "a", at("x"))
    director = visitor.console.guard.director
    assert director is not None
    director.act(Action("take", "a"), visitor.now)
    director.act(Action("put", "y"), visitor.now)
    visitor.see()
    let_go(visitor, at("x"))

    assert (("a", "y"),) == laid(visitor).boxes


def test_a_finger_that_answers_still_there_carries_nothing() -> None:
    visitor = seated()
    visitor.wait(61)

    drag(visitor, "a", at("x"))
    let_go(visitor, at("x"))

    assert Laid() == laid(visitor)


def test_losing_the_window_puts_everything_back() -> None:
    visitor = seated()

    drag(visitor, "a", at("x"))
    visitor.console.take(FocusLost(), visitor.now)

    assert visitor.see().find("carried.a") is None
    let_go(visitor, at("x"))
    assert Laid() == laid(visitor)


@pytest.mark.parametrize("chosen", [Settings(), Settings(calm=True), Settings(contrast=True)])
def test_carrying_looks_the_same_in_calm_and_strong_contrast(chosen: Settings) -> None:
    visitor = seated()
    director = visitor.console.guard.director
    assert director is not None
    director.state = replace(director.state, visit=replace(director.state.visit, settings=chosen))

    drag(visitor, "a", at("x"))

    assert {"carried.a", "catch.x"} <= {e.id for e in visitor.see().elements}


def test_only_what_moves_is_painted_and_a_still_finger_costs_nothing() -> None:
    visitor = seated()
    canvas = Canvas((1920, 1080), TABLE_HOUSE.type)  # type: ignore[arg-type]
    drag(visitor, "a", (1500, 500))
    canvas.paint(visitor.see())

    still = visitor.see()
    assert still is visitor.see() and [] == canvas.paint(still)
    visitor.console.take(Move(1, 1520, 510), visitor.now)
    damage = canvas.paint(visitor.see())

    painted = sum(r.w * r.h for r in damage)
    assert 0 < painted < 3 * 400 * 200 and painted < 0.12 * 1920 * 1080


order = st.lists(st.tuples(st.sampled_from(sorted(THINGS)), st.sampled_from(sorted(BOXES))), max_size=5)


@settings(max_examples=40, deadline=None)
@given(order, st.integers(1, 6))
def test_a_drag_equals_two_taps(pairs: list[tuple[str, str]], steps: int) -> None:
    dragging, tapping = seated(), seated()

    for a, b in pairs:
        drag(dragging, a, at(b), steps=steps)
        let_go(dragging, at(b))
        for id in (a, b):
            tapping.touch(*at(id))
            tapping.wait(0.6)

    assert laid(tapping).boxes == laid(dragging).boxes
    assert tapping.notes.of(Answered) == dragging.notes.of(Answered)


@pytest.mark.parametrize("seed", range(5))
def test_simulated_visitors_can_drag(seed: int) -> None:
    visitor = seated()
    body = Body(visitor.console, THOROUGH, random.Random(seed), visitor.now)

    body.carry(visitor.find("b"), visitor.find("y"))

    assert (("b", "y"),) == laid(visitor).boxes
