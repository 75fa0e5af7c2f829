"""The duel: two halves at the same moment, scales that multiply, a draw is a draw."""

from __future__ import annotations

import math
import shutil
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.load import load
from kiosk.content.scope import Scope
from kiosk.core.frame import Action, Slide
from kiosk.core.geometry import Rect
from kiosk.core.signals import Down, Move, Up
from kiosk.ui.scene import Turn
from kiosk.visit.world import Crowd, Lights
from scenes.kinds import schemas
from scenes.kinds.duel import rules
from scenes.kinds.duel.rules import State
from scenes.kinds.duel.schema import Duel
from telemetry.events import Guessed, LightLit
from tests.house import ROOT, Stay, library
from tests.houses import Visitor, house

TRUTHS = st.floats(0.1, 1e6)


def duel() -> Duel:
    step = library().german.scenarios["duell"].step("runde")
    assert isinstance(step, Duel)
    return step


def turn(seed: int = 1, crowd: Crowd | None = None) -> Turn:
    scenario = library().german.scenarios["duell"]
    return Turn(
        scenario, Scope(scenario, library().german.figures, {}), seed, Lights(), crowd=crowd or Crowd()
    )


def played(state: State, *actions: tuple[str, object], at: Turn | None = None) -> State:
    for name, value in actions:
        state = rules.act(duel(), state, Action(name, value), at or turn())[0]  # type: ignore[arg-type]
    return state


BOTH = (("choose", "join.a"), ("choose", "join.b"), ("begin", None))


@given(st.sampled_from([0.5, 1.0, 2.0, 10.0, 100.0]), st.sampled_from([10.0, 100.0, 1e4]), st.floats(0, 1))
def test_a_scale_multiplies_and_finds_its_way_back(low: float, factor: float, share: float) -> None:
    slide = Slide(Rect(100, 0, 800, 10), low, low * factor, 1.0, log=True)
    value = slide.at(100 + 800 * share)
    assert low <= value <= low * factor
    assert slide.snap(value) == value, "what was set stays set"
    assert slide.at(100) == low and slide.at(900) == low * factor
    middle = slide.at(500)
    assert middle == pytest.approx(math.sqrt(low * low * factor), rel=0.06)
    assert slide.share(middle) == pytest.approx(0.5, abs=0.06 / math.log(factor) + 0.01)


@given(st.sampled_from([0.5, 1.0, 20.0]), st.sampled_from([10.0, 300.0, 1e4]))
def test_notches_lead_from_one_end_to_the_other_and_never_stand_still(low: float, factor: float) -> None:
    slide = Slide(Rect(0, 0, 1, 1), low, low * factor, 1.0, log=True)
    value, seen = low, [low]
    while value < slide.high and len(seen) < 200:
        value = slide.moved(value, 1)
        seen.append(value)
    assert value == slide.high and all(a < b for a, b in pairwise(seen))


@given(TRUTHS, TRUTHS, TRUTHS)
def test_swapping_the_halves_swaps_the_winner(a: float, b: float, truth: float) -> None:
    left, right = rules.winners(duel(), (a, b), truth)
    assert rules.winners(duel(), (b, a), truth) == (right, left)
    assert left or right, "somebody always takes the field"


def test_the_closer_one_takes_the_field_and_both_within_ten_per_cent_take_it() -> None:
    assert rules.winners(duel(), (500.0, 900.0), 700.0) == (False, True)
    assert rules.winners(duel(), (700.0, 765.0), 700.0) == (True, True)
    assert rules.winners(duel(), (700.0, 771.0), 700.0) == (True, False)


def test_a_draw_is_a_draw() -> None:
    assert rules.winners(duel(), (350.0, 1400.0), 700.0) == (True, True), "half and double are equally far"


def test_cards_are_drawn_by_the_seed_and_never_twice() -> None:
    for seed in range(40):
        cards = rules.drawn(duel(), turn(seed))
        assert len(set(cards)) == len(cards) == duel().repeat
        assert cards == rules.drawn(duel(), turn(seed))
    assert len({rules.drawn(duel(), turn(seed)) for seed in range(40)}) > 30


def test_a_lock_can_be_undone_until_the_other_has_locked() -> None:
    state = played(State(), *BOTH, ("guess.a", 500.0), ("choose", "lock.a"))
    assert state.locked == (True, False)
    assert played(state, ("guess.a", 900.0)).guesses[0] == state.guesses[0], "locked is locked"
    assert played(state, ("choose", "lock.a")).locked == (False, False)
    state = played(state, ("guess.b", 800.0), ("choose", "lock.b"))
    assert state.revealed and played(state, ("choose", "lock.a")) == state


def test_nobody_locks_without_a_guess_and_nothing_moves_before_it_begins() -> None:
    state = played(State(), *BOTH)
    assert played(state, ("choose", "lock.a")) == state
    assert played(State(), ("guess.a", 5.0)) == State()
    assert played(State(), ("begin", None)) == State()


def test_both_guesses_are_recorded_before_the_truth_of_one_card() -> None:
    state = played(State(), *BOTH, ("guess.a", 500.0), ("guess.b", 900.0), ("choose", "lock.a"))
    id, card = rules.card_of(duel(), state, turn())
    state, events = rules.act(duel(), state, Action("choose", "lock.b"), turn())
    truth = rules.truth_of(card, turn())
    assert events == (
        Guessed(f"duell/runde.{id}", state.done[0][0], truth, 0),
        Guessed(f"duell/runde.{id}", state.done[0][1], truth, 1),
    )


def test_alone_one_plays_against_the_number_in_the_middle_of_the_crowd() -> None:
    id = rules.drawn(duel(), turn())[0]
    card = duel().cards[id]
    low, high = card.range
    told = float(f"{math.sqrt(low * high) * 1.7:.2g}")
    crowd = Crowd(guesses={f"duell/runde.{id}": {low: 5, told: 11, high: 5}})
    at = turn(crowd=crowd)
    state = played(
        State(), ("choose", "join.a"), ("begin", None), ("guess.a", low), ("choose", "lock.a"), at=at
    )
    assert state.revealed and state.done[0] == (low, told)
    assert rules.karo(duel(), id, turn()) == (rules.middle(card), False), (
        "below twenty: the middle, and it says so"
    )


def test_a_whole_duel_gives_the_score_to_formulas() -> None:
    state = played(State(), *BOTH)
    for _ in range(duel().repeat):
        truth = rules.truth_of(rules.card_of(duel(), state, turn())[1], turn())
        state = played(
            state, ("guess.a", truth), ("guess.b", truth * 3), ("choose", "lock.a"), ("choose", "lock.b")
        )
        state = played(state, ("on", None))
    assert rules.ready(duel(), state, turn())
    values = rules.values(duel(), state, turn())
    assert values["runde.a"] == 5.0 and values["runde.rounds"] == 5.0 and values["runde.alone"] == 0.0
    assert values["runde.b"] == sum(b for _, b in rules.fields(duel(), state, turn()))


def test_two_people_slide_at_the_same_moment_and_each_finger_keeps_its_half() -> None:
    visitor = Visitor(house())
    visitor.menu()
    visitor.tap("tile.duell")
    visitor.wait(2.0)
    visitor.tap("join.a")
    visitor.tap("join.b")
    visitor.tap("next")
    visitor.wait(2.0)
    tracks = [visitor.find(f"slider.{side}").target for side in "ab"]
    console = visitor.console
    for finger, track in enumerate(tracks):
        console.take(Down(finger, track.cx, track.cy), visitor.now)
    for step in range(1, 9):
        visitor.wait(0.05)
        for finger, track in enumerate(tracks):
            way = -1 if finger else 1
            # The left finger wanders far into the right half; its own knob goes to its end, no other moves.
            console.take(Move(finger, track.cx + way * step * 90, track.cy), visitor.now)
    values = [visitor.find(f"slider.{side}") for side in "ab"]
    assert values[0].value == values[0].slide.high and values[1].value == values[1].slide.low  # type: ignore[union-attr]
    for finger, track in enumerate(tracks):
        console.take(Up(finger, track.cx, track.cy), visitor.now)
    locks = [visitor.find(f"lock.{side}").target for side in "ab"]
    visitor.wait(0.6)
    for finger, lock in enumerate(locks):
        console.take(Down(finger, lock.cx, lock.cy), visitor.now)
    visitor.wait(0.1)
    for finger, lock in enumerate(locks):
        console.take(Up(finger, lock.cx, lock.cy), visitor.now)
    visitor.wait(3.0)
    assert len(visitor.notes.of(Guessed)) == 2, "both locked at once"
    assert visitor.see().find("truth") is not None


def test_a_number_pad_plays_both_halves() -> None:
    visitor = Visitor(house())
    visitor.menu()
    visitor.tap("tile.duell")
    visitor.wait(2.0)
    visitor.key("digit1")
    visitor.key("digit2")
    visitor.key("next")
    for key in ("digit7", "digit7", "digit3", "digit4", "digit6"):
        visitor.key(key)  # type: ignore[arg-type]
    assert [g.player for g in visitor.notes.of(Guessed)] == [0, 1]  # type: ignore[union-attr]
    assert visitor.see().next_change is None or visitor.see().find("truth") is not None


def test_a_game_for_two_lights_two_windows() -> None:
    stay = Stay(library())
    stay.open("duell")
    stay.act("choose", "join.a")
    stay.act("begin")
    for _ in range(5):
        stay.act("more.a")
        stay.act("choose", "lock.a")
        stay.act("on")
    stay.act("next", wait=5.0)
    assert len([e for e in stay.events if isinstance(e, LightLit)]) == 2
    assert all(g.player == 0 for g in stay.events if isinstance(g, Guessed)), "Karo's guesses are nobody's"


@pytest.mark.parametrize(
    "old, new, code, said",
    [
        ("answer: parken", "answer: parkplatz", "E390", "keine Zahl mit Quelle"),
        ("answer: parken", "answer: sonne_juni", "E390", "eine Kurve"),
        ("range: [0.5, 20]", "range: [5, 20]", "E391", "liegt nicht zwischen"),
        ("range: [0.5, 20]", "range: [0, 20]", "E204", "größer als 0"),
        ("range: [0.5, 20]", "range: [1, 2, 3]", "E204", "zwei Zahlen"),
        ("repeat: 2", "repeat: 3", "E204", "so viele Karten"),
        ("share_within: 0.1", "share_within: 2", "E204", "höchstens"),
    ],
)
def test_bad_cards_are_told_with_their_place(
    tmp_path: Path, old: str, new: str, code: str, said: str
) -> None:

    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    text = (
        (ROOT / "scenes/kinds/duel/example.yaml")
        .read_text("utf-8")
        .replace("    repeat: 2\n", "    repeat: 2\n    share_within: 0.1\n")
    )
    assert old in text
    (content / "scenarios" / "beispiel_duel.yaml").write_text(text.replace(old, new, 1), "utf-8")
    problems = [p for p in load(content, schemas()).problems if p.file.endswith("beispiel_duel.yaml")]
    told = [p for p in problems if p.code == code and said in p.message]
    assert told and told[0].line > 5 and told[0].column > 1, [str(p) for p in problems]


def test_a_state_survives_a_trip_through_json() -> None:
    from pydantic import TypeAdapter

    state = replace(played(State(), *BOTH, ("guess.a", 500.0)), done=((1.0, 2.0),))
    adapter = TypeAdapter(State)
    assert adapter.validate_json(adapter.dump_json(state)) == state
