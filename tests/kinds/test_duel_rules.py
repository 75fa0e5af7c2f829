"""Promises of the duel: both sides are treated alike, a draw is a draw, nothing is lost by slowness."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from kiosk.core.frame import Slide
from kiosk.core.geometry import Rect
from kiosk.screen.sound import SOUNDS
from kiosk.ui.scene import Turn
from kiosk.visit.world import Crowd, Lights
from scenes.kinds.duel import rules
from scenes.kinds.duel.rules import Deal, State
from scenes.kinds.duel.schema import SIDES
from scenes.kinds.duel.situation import HOLD_S
from telemetry.events import Guessed
from tests.kinds.duels import ALONE, BOTH, Did, card, done, duel, played, turn, with_crowd

PATIENT = settings(deadline=None)
TRUTHS = st.floats(0.1, 1e6)


# --- scales that multiply ---------------------------------------------------------------


@st.composite
def scales(draw: st.DrawFn) -> Slide:
    """A scale as a card may have one: ends that its digits can write, from tenfold up."""
    digits = draw(st.integers(0, 2))
    low = round(draw(st.floats(1, 500)), 0) / 10**digits
    high = round(low * draw(st.floats(10, 1e6)), digits)
    return Slide(Rect(40, 100, 30, 800), low, high, 10.0**-digits, log=True, upright=True)


@PATIENT
@given(scales(), st.floats(0, 1))
def test_a_scale_multiplies_and_finds_its_way_back(slide: Slide, share: float) -> None:
    value = slide.at(*slide.point(share))
    assert slide.low <= value <= slide.high
    assert slide.snap(value) == value, "what was set stays set"
    assert slide.at(*slide.point(slide.share(value))) == value, "the knob stands where the finger was"
    assert slide.at(*slide.point(0)) == slide.low and slide.at(*slide.point(1)) == slide.high
    assert value in (slide.low, slide.high) or float(f"{value:.2g}") == pytest.approx(value)
    assert round(value / slide.step) * slide.step == pytest.approx(value), "no more digits than are shown"


@PATIENT
@given(scales(), st.floats(0, 1), st.floats(0, 1))
def test_higher_is_never_less(slide: Slide, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert slide.at(*slide.point(low)) <= slide.at(*slide.point(high))


@PATIENT
@given(scales())
def test_equal_ways_multiply_by_equal_factors(slide: Slide) -> None:
    middle = slide.at(*slide.point(0.5))
    exact = math.sqrt(slide.low * slide.high)
    assert abs(middle - exact) <= max(exact * 0.051, slide.step)


@PATIENT
@given(scales(), st.booleans())
def test_notches_lead_from_one_end_to_the_other_and_never_stand_still(slide: Slide, up: bool) -> None:
    way, value, end = (1, slide.low, slide.high) if up else (-1, slide.high, slide.low)
    seen = [value]
    while value != end and len(seen) < 400:
        value = slide.moved(value, way)
        seen.append(value)
    assert value == end and all((a < b) == up for a, b in pairwise(seen))
    assert len(seen) < 200


def test_a_plain_scale_is_what_it_always_was() -> None:
    slide = Slide(Rect(100, 0, 1000, 10), 0, 100, 10)
    assert (slide.at(300), slide.moved(20, 1), slide.share(20)) == (20.0, 30.0, 0.2)
    assert slide.point(0.2) == (300, 5)


# --- who takes a field ------------------------------------------------------------------


@PATIENT
@given(TRUTHS, TRUTHS, TRUTHS)
def test_swapping_the_halves_swaps_the_winner(a: float, b: float, truth: float) -> None:
    left, right = rules.winners(duel(), (a, b), truth)
    assert rules.winners(duel(), (b, a), truth) == (right, left)
    assert left or right, "somebody always takes the field"


@PATIENT
@given(TRUTHS, TRUTHS)
def test_the_same_guess_is_a_draw_however_far_off(guess: float, truth: float) -> None:
    assert rules.winners(duel(), (guess, guess), truth) == (True, True)


@PATIENT
@given(TRUTHS, st.floats(1, 100))
def test_as_many_times_too_much_as_too_little_is_a_draw(truth: float, factor: float) -> None:
    assert rules.winners(duel(), (truth / factor, truth * factor), truth) == (True, True)


def test_the_closer_one_takes_the_field_and_both_within_ten_per_cent_take_it() -> None:
    assert rules.winners(duel(), (500.0, 900.0), 700.0) == (False, True), "by factor, not by difference"
    assert rules.winners(duel(), (700.0, 770.0), 700.0) == (True, True)
    assert rules.winners(duel(), (630.0, 700.0), 700.0) == (True, True)
    assert rules.winners(duel(), (700.0, 771.0), 700.0) == (True, False)


@PATIENT
@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=5, max_size=5))
def test_a_whole_duel_with_the_seats_swapped_has_the_score_swapped(shares: list[tuple[float, float]]) -> None:
    scores = []
    for order in (1, -1):
        state = played(State(), *BOTH)
        for pair in shares:
            scale = rules.scale(card(state)[1])
            guesses = [scale.at(*scale.point(share)) for share in pair][::order]
            state = played(state, ("guess.a", guesses[0]), ("guess.b", guesses[1]))
            state = played(state, ("choose", "lock.b"), ("choose", "lock.a"), ("on", None))
        values = rules.values(duel(), state, turn())
        scores.append((values["runde.a"], values["runde.b"])[::order])
        assert values["runde.tips"] == 10
    assert scores[0] == scores[1]


# --- a card -----------------------------------------------------------------------------


def test_cards_are_drawn_by_the_seed_and_never_twice() -> None:
    for seed in range(40):
        cards = rules.drawn(duel(), turn(seed))
        assert len(set(cards)) == len(cards) == duel().repeat
        assert cards == rules.drawn(duel(), turn(seed))
    assert len({rules.drawn(duel(), turn(seed)) for seed in range(40)}) > 30


def test_whoever_plays_again_in_one_visit_gets_other_cards() -> None:
    """The first duel lit windows; the city is part of what deals."""
    again = turn(lights=Lights().with_light(3, 3, "mobil").with_light(3, 4, "mobil"))
    assert rules.drawn(duel(), turn()) != rules.drawn(duel(), again)


def test_a_lock_can_be_undone_until_the_other_has_locked() -> None:
    state = played(State(), *BOTH, ("guess.a", 500.0), ("choose", "lock.a"))
    assert state.locked == (True, False)
    assert played(state, ("guess.a", 900.0), ("more.a", None)) == state, "locked is locked"
    assert played(state, ("choose", "lock.a")).locked == (False, False)
    state = played(state, ("guess.b", 800.0), ("choose", "lock.b"))
    assert state.revealed
    for late in (("choose", "lock.a"), ("guess.a", 1.0), ("less.b", None), ("close", None)):
        assert played(state, late) == state


def test_nobody_locks_without_a_guess_and_nothing_moves_before_it_begins() -> None:
    state = played(State(), *BOTH)
    assert state.begun, "with both seats taken it begins"
    assert played(state, ("choose", "lock.a"), ("close", None), ("on", None)) == state
    assert played(State(), ("guess.a", 5.0), ("begin", None), ("close", None)) == State()
    assert played(State(), ("choose", "join.a"), ("choose", "join.a")) == State(), "one may get up again"


@pytest.mark.parametrize(
    "nonsense", [("guess.a", "x"), ("guess.a", None), ("guess.a", math.nan), ("guess.a", math.inf),
                 ("guess.c", 5.0), ("choose", "lock.c"), ("choose", "nonsense"), ("choose", None)],
)  # fmt: skip
def test_nonsense_changes_and_records_nothing(nonsense: Did) -> None:
    state = played(State(), *BOTH)
    assert done(state, nonsense) == (state, ())


def test_guesses_are_recorded_when_the_truth_is_shown_and_not_before() -> None:
    state, before = done(State(), *BOTH, ("guess.a", 500.0), ("guess.b", 90.0), ("choose", "lock.a"))
    id, _, truth = card(state)
    state, events = done(state, ("choose", "lock.b"))
    a, b = state.done[0].guesses
    assert () == before
    assert (Guessed(f"duell/runde.{id}", a, truth, 0), Guessed(f"duell/runde.{id}", b, truth, 1)) == events


# --- waiting ----------------------------------------------------------------------------


def test_waiting_ends_with_what_the_other_side_shows() -> None:
    state = played(State(), *BOTH, ("guess.a", 500.0), ("guess.b", 90.0))
    assert played(state, ("close", None)) == state, "nobody waits yet"
    state = played(state, ("choose", "lock.a"))
    assert state.awaited == 1
    closed, events = done(state, ("close", None))
    assert closed.revealed and closed.done[0].guesses == state.guesses and len(events) == 2
    assert closed.done[0].people == (True, True)


def test_karo_steps_in_for_a_side_nobody_touched_and_gives_it_back() -> None:
    state = played(State(), *BOTH, ("guess.a", 500.0), ("choose", "lock.a"))
    state, events = done(state, ("close", None))
    assert state.done[0].people == (True, False) and [e.player for e in events] == [0]  # type: ignore[union-attr]
    assert played(state, ("choose", "join.b")) == state, "not while a truth is up"
    state = played(state, ("on", None), ("choose", "join.b"))
    assert state.joined == (True, True) and state.guesses == (None, None)


@PATIENT
@given(st.lists(st.sampled_from([
    *(("choose", f"{verb}.{side}") for verb in ("join", "lock") for side in SIDES),
    *((f"{verb}.{side}", None) for verb in ("less", "more") for side in SIDES),
    ("guess.a", 300.0), ("guess.b", 7.0), ("begin", None), ("close", None), ("on", None),
]), max_size=60))  # fmt: skip
def test_whatever_is_done_the_rules_hold(actions: list[Did]) -> None:
    """Every truth is one of a card, somebody played it, each person's guess of it is recorded once."""
    state, events = done(State(), *actions)
    assert len(state.done) <= duel().repeat
    assert all(any(deal.people) for deal in state.done)
    assert len(events) == sum(sum(deal.people) for deal in state.done)
    assert not (state.revealed and not state.done)
    values = rules.values(duel(), state, turn())
    if state.done:
        rounds = len(state.done)
        assert rounds <= values["runde.a"] + values["runde.b"] <= 2 * rounds  # type: ignore[operator]
        assert 0 <= values["runde.near"] <= values["runde.tips"] == len(events)  # type: ignore[operator]


# --- beside all who guessed before ------------------------------------------------------


def _whole(at: Turn, share: float) -> State:
    """A duel in which both guess the same share of every scale."""
    state = played(State(), *BOTH, at=at)
    for _ in range(duel().repeat):
        scale = rules.scale(card(state, at)[1])
        value = scale.at(*scale.point(share))
        state = played(state, ("guess.a", value), ("guess.b", value), at=at)
        state = played(state, ("choose", "lock.a"), ("choose", "lock.b"), ("on", None), at=at)
    return state


def _others(worst: int, best: int) -> Turn:
    """So many earlier guesses at the far end of every scale, and so many that hit the truth."""
    told = {}
    for id, up in duel().cards.items():
        truth = rules.truth_of(up, turn())
        far = max(up.range, key=lambda end: rules.error(end, truth))
        told[f"duell/runde.{id}"] = {far: worst, truth: best}
    return turn(crowd=Crowd(guesses=told))


@pytest.mark.parametrize(
    ("worst", "best", "said"),
    [(0, 0, 0), (19, 0, 0), (14, 6, 7), (20, 0, 9), (0, 20, 0), (13, 7, 6), (10, 10, 5)],
)
def test_how_many_of_ten_earlier_guesses_were_further_off(worst: int, best: int, said: int) -> None:
    """Told from twenty guesses on, in full tenths, and never all ten: nobody is the best of all."""
    at = _others(worst, best)
    state = _whole(at, 0.5)
    assert said == rules.values(duel(), state, at)["runde.closer"]


def test_as_far_counts_half_and_one_card_too_few_tells_nothing() -> None:
    at = with_crowd()
    for id in rules.drawn(duel(), at):
        assert {21} == set(at.crowd.guesses[f"duell/runde.{id}"].values())
    state = played(State(), *BOTH, at=at)
    value = rules.scale(card(state, at)[1]).snap(rules.middle(card(state, at)[1]) * 1.7)
    state = played(state, ("guess.a", value), ("guess.b", value), at=at)
    state = played(state, ("choose", "lock.a"), ("choose", "lock.b"), at=at)
    assert 5 == rules.closer(duel(), state, at), "all guessed the same"
    first = rules.drawn(duel(), at)[0]
    few = {**at.crowd.guesses, f"duell/runde.{first}": {value: 19}}
    assert 0 == rules.closer(duel(), state, replace(at, crowd=Crowd(guesses=few)))


# --- alone ------------------------------------------------------------------------------


def test_alone_one_plays_against_the_number_in_the_middle_of_the_crowd() -> None:
    at = with_crowd()
    state = played(State(), *ALONE, at=at)
    id, up, _ = card(state, at)
    state, events = done(state, ("guess.a", up.range[0]), ("choose", "lock.a"), at=at)
    assert state.revealed and state.done[0].guesses == (up.range[0], rules.karo(duel(), id, at)[0])
    assert rules.karo(duel(), id, at)[1] and at.crowd.median_guess(f"duell/runde.{id}")
    assert [0] == [e.player for e in events], "Karo's guess is nobody's"  # type: ignore[union-attr]


def test_below_twenty_karo_takes_the_middle_and_says_so() -> None:
    id = rules.drawn(duel(), turn())[0]
    few = turn(crowd=Crowd(guesses={f"duell/runde.{id}": {5.0: 19}}))
    assert rules.karo(duel(), id, few) == (rules.middle(duel().cards[id]), False)


def test_what_formulas_are_told_of_a_duel_alone() -> None:
    state = played(State(), *ALONE)
    for _ in range(duel().repeat):
        _, _, truth = card(state)
        state = played(state, ("guess.a", truth), ("choose", "lock.a"), ("on", None))
    values = rules.values(duel(), state, turn())
    assert rules.ready(duel(), state, turn())
    wanted = {"a": 5.0, "you": 5.0, "alone": 1.0, "tips": 5.0, "near": 5.0, "rounds": 5.0}
    assert wanted == {name: values[f"runde.{name}"] for name in wanted}
    assert values["runde.b"] == values["runde.karo"] < 5
    assert rules.company(duel(), state) == 1


def test_formulas_know_nothing_of_a_duel_before_its_first_truth() -> None:
    assert {} == rules.values(duel(), played(State(), *BOTH), turn())
    assert not rules.answered(duel(), State()) and not rules.ready(duel(), State(), turn())


def test_a_state_survives_a_trip_through_json() -> None:
    state = State((True, False), True, (3.5, None), (True, False), (Deal((1.0, 2.0), (True, False)),), True)
    adapter = TypeAdapter(State)
    assert adapter.validate_json(adapter.dump_json(state)) == state


def test_each_side_has_a_voice_of_its_own() -> None:
    before = played(State(), *BOTH)
    after = played(before, ("guess.b", 1e9))
    assert ("orange:12",) == rules.heard(duel(), before, after, turn())
    shown = played(after, ("guess.a", 1e-9), ("choose", "lock.a"), ("choose", "lock.b"))
    assert ("reveal",) == rules.heard(duel(), after, shown, turn())


def test_three_rising_notes_come_before_the_truth() -> None:
    """They end when the line of truth begins to sweep in."""
    notes = SOUNDS["reveal"]
    first, rest = notes[:3], notes[3:]
    assert all(a.pitch < b.pitch and a.start < b.start for a, b in pairwise(first))
    assert all(note.start == pytest.approx(HOLD_S) for note in rest)
