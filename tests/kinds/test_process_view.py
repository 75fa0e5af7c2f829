"""Promises of the picture: sixty squares and not one less, a race in eight seconds, no hurry with keys."""

from __future__ import annotations

from itertools import combinations
from typing import cast

import pytest

from kiosk.core.frame import Action, Box, Element, Frame, Squares, Text
from kiosk.core.geometry import Rect
from kiosk.runtime.director import Hand
from kiosk.runtime.focus import Focus
from kiosk.ui.scene import AIM, LEFT
from scenes.kinds.process import rules
from scenes.kinds.process.places import LOWER
from scenes.kinds.process.rules import Play
from scenes.kinds.process.situation import LOOK_S, SWEEP_S
from tests.frames import complaints
from tests.house import PORTRAIT, VARIANTS, Stay, library
from tests.kinds.test_process_rules import BEST, step

DAYS = 30


def opened(variant: str = "landscape", *cards: str) -> Stay:
    """The shipped race with some cards laid."""
    stage, settings = VARIANTS[variant]
    stay = Stay(library(), stage)
    stay.set(**{name: getattr(settings, name) for name in settings.__slots__})
    stay.open("tische")
    stay.act("next")
    for card in cards:
        stay.act("choose", card)
    return stay


def started(variant: str = "landscape", *cards: str) -> Stay:
    """The race has just begun."""
    stay = opened(variant, *(cards or BEST))
    stay.act("run", wait=0.0)
    return stay


def find(frame: Frame, id: str) -> Element:
    element = frame.find(id)
    assert element is not None, id
    return element


def play(stay: Stay) -> Play:
    """What the race on the screen rests on."""
    run = stay.director.state.top[1]
    journey = stay.director.house.screens["play"]._journey(stay.director._world(), run)  # type: ignore[attr-defined]
    return rules.play_of(step(), journey.state.races[-1], journey.turn)


def cases(element: Element) -> int:
    """Squares of a lane that are applications: all but the empty places, which come first."""
    groups = [draw for draw in element.draws if isinstance(draw, Squares)]
    return sum(len(group.squares) for group in groups[1:])


# --- squares ----------------------------------------------------------------------------


@pytest.mark.parametrize("id", ["race.old", "race.own"])
def test_every_application_that_is_in_is_one_square_wherever_it_is(id: str) -> None:
    stay = started("landscape", "form")
    found = play(stay)
    for day in range(DAYS + 1):
        frame = stay.director.frame(stay.now + (day + 0.5) * SWEEP_S / (DAYS + 1))
        arrived = sum(case.arrives <= day for case in found.cases)
        assert cases(find(frame, id)) == arrived, day


def test_ones_own_application_stands_out_once_in_each_lane() -> None:
    stay = started()
    ink = stay.frame()
    for second in (4.0, 6.0, 7.9, 20.0):
        ink = stay.director.frame(stay.now + second)
        for id in ("race.old", "race.own"):
            rings = [
                draw
                for draw in find(ink, id).draws
                if isinstance(draw, Box) and draw.fill is None and draw.width == 3.0 and draw.rect.w < 40
            ]
            assert len(rings) == 1, (second, id)


@pytest.mark.parametrize(
    "variant", ["landscape", "portrait", "landscape 200", "landscape low 200", "contrast"]
)
def test_squares_stay_inside_their_lane_and_never_cover_each_other_at_rest(variant: str) -> None:
    stay = started(variant, "form")
    for frame in (stay.director.frame(stay.now + 30),):
        for id in ("race.old", "race.own"):
            lane = find(frame, id)
            groups = [draw for draw in lane.draws if isinstance(draw, Squares)]
            squares = [Rect(s.x, s.y, s.side, s.side) for group in groups[1:] for s in group.squares]
            assert all(lane.rect.holds(square) for square in squares)
            assert not [1 for a, b in combinations(squares, 2) if a.overlaps(b, slack=0.1)]


def test_the_number_on_a_stack_is_its_height() -> None:
    stay = started("landscape", "form")
    frame = stay.director.frame(stay.now + 30)
    own = play(stay).own.race.evening(DAYS)
    texts = [draw.text for draw in find(frame, "race.own").draws if isinstance(draw, Text)]
    assert f"Engpass: {len(own.queues[1])} warten" in texts


# --- the race ---------------------------------------------------------------------------


def test_the_race_runs_eight_seconds_through_all_days_and_counts_what_is_done() -> None:
    stay = started()
    found = play(stay)
    seen, done = [], []
    for tenth in range(80):
        frame = stay.director.frame(stay.now + tenth / 10)
        seen.append(find(frame, "race.day").value)
        done.append(find(frame, "race.own").value)
        assert frame.next_change == 0.0
    assert seen == sorted(cast("list[float]", seen)) and set(seen) == {float(day) for day in range(DAYS + 1)}
    assert done[0] == 0 and done == sorted(cast("list[float]", done))
    resting = stay.director.frame(stay.now + SWEEP_S + 0.1)
    assert find(resting, "race.own").value == found.own.race.done(DAYS) == 60
    assert find(resting, "race.old").value == found.old.race.done(DAYS)


def test_a_lamp_that_is_lit_during_the_race_stays_lit() -> None:
    stay = started()
    lit = [find(stay.director.frame(stay.now + tenth / 10), AIM).value for tenth in range(82)]
    assert lit[0] == 0 and lit[-1] == 3 and lit == sorted(cast("list[float]", lit))


def test_first_one_looks_in_peace_then_the_bottleneck_is_told() -> None:
    stay = started("landscape", "form")
    sweeping = stay.director.frame(stay.now + 3)
    assert find(sweeping, "next").action == Action("skip")
    assert "Engpass" not in find(sweeping, "race.old").label
    resting = stay.director.frame(stay.now + SWEEP_S + 1)
    assert not find(resting, "next").reacts and resting.find("replan") is None
    told = stay.director.frame(stay.now + SWEEP_S + LOOK_S + 0.1)
    assert "Engpass ist Verkehr" in find(told, "race.old").label
    assert "„Verkehr“ bremst weiter" in find(told, "hint").label


def test_two_races_are_normal_and_more_are_possible() -> None:
    stay = started("landscape", "form")
    first = stay.act("skip")
    assert find(first, "next").action == Action("replan") and find(first, "on").action == Action("next")
    assert "1 von 2" in find(first, "progress").label
    frame = stay.act("replan")
    assert find(frame, "next").action == Action("run") and "2 von 2" in find(frame, "progress").label
    stay.act("choose", "form")
    for card in BEST:
        stay.act("choose", card)
    stay.act("run")
    second = stay.act("skip")
    assert find(second, "next").action == Action("next") and find(second, "replan").action == Action("replan")
    assert find(second, "race.title").label == "Rennen 2: 60, vorher 30"
    stay.act("replan")
    assert find(stay.act("run"), "next").action == Action("skip")


def test_who_lights_all_lamps_at_once_is_not_sent_back() -> None:
    frame = started().director.frame(60.0)
    assert find(frame, "next").action == Action("next") and find(frame, "replan").reacts


def test_while_one_plans_anew_the_last_race_stays_in_sight() -> None:
    stay = started("landscape", "form")
    stay.act("skip")
    before = find(stay.act("replan"), "race.own")
    after = find(stay.act("choose", "status"), "race.own")
    assert before.label == after.label and "Verkehr 30" in after.label


# --- without time -----------------------------------------------------------------------


@pytest.mark.parametrize("variant", ["calm"])
def test_without_motion_the_end_is_there_at_once(variant: str) -> None:
    frame = started(variant).frame()
    assert find(frame, "race.day").value == DAYS and frame.next_change is None


def test_with_keys_nothing_depends_on_time() -> None:
    stay = opened("landscape", *BEST)
    keyed = Hand(keys=True)
    steps = []
    while (action := find(stay.frame(keyed), "next").action) not in (Action("replan"), Action("next")):
        assert action is not None and stay.frame(keyed).next_change != 0.0
        steps.append(action)
        stay.director.act(action, stay.now)
        stay.now += 60
    assert steps == [Action("turn", day) for day in range(5, 31, 5)]
    assert find(stay.frame(keyed), "race.own").value == 60


def test_keys_used_in_the_middle_of_a_race_end_it() -> None:
    stay = started()
    assert find(stay.director.frame(stay.now + 3, Hand(keys=True)), "race.day").value == DAYS


def test_digits_lay_cards_and_ok_starts() -> None:
    stay = opened()
    focus = Focus()
    for key in ("digit1", "digit2", "digit3"):
        focus, chosen = focus.take(key, stay.now, stay.frame(Hand(keys=True)))
        assert chosen is not None and chosen.target == f"option.{BEST[int(key[-1]) - 1]}"
        stay.act(chosen.action.name, chosen.action.value)
    _, chosen = focus.take("next", stay.now, stay.frame(Hand(keys=True)))
    assert chosen is not None and chosen.action == Action("turn", 5)


# --- words ------------------------------------------------------------------------------


def test_a_card_says_what_it_costs_and_what_it_does() -> None:
    stay = opened()
    label = find(stay.frame(), "option.regel").label
    assert label.startswith("Regelfall: sofort ja, kostet 2. Wer 1,80 m Gehweg frei lässt, überspringt zwei")
    stay.set(language="en")
    english = find(stay.frame(), "option.regel").label
    assert "costs 2. Leave 1.80 m of pavement free and skip two desks" in english


def test_a_card_that_the_chips_do_not_reach_for_says_so_and_does_nothing() -> None:
    frame = opened("landscape", "stellen", "form").frame()
    card = find(frame, "option.epay")
    assert not card.reacts and "dafür reichen die Chips nicht" in card.label
    assert find(frame, LEFT).label == "0 von 5 Chips übrig"
    assert "selected" in find(frame, "option.form").state


def test_a_lane_says_where_everything_waits_and_where_ones_own_is() -> None:
    stay = started("landscape", "form")
    label = find(stay.director.frame(stay.now + 30), "race.own").label
    queue = len(play(stay).own.race.evening(DAYS).queues[1])
    assert label.startswith("Dein Weg: 30 von 60 sind durch. Es warten: Eingang 0, ")
    assert f"Verkehr {queue}" in label and "Dein Antrag" in label
    assert find(stay.director.frame(stay.now + 30), AIM).label.startswith("Erste Sonne, ab 30: leuchtet")


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("second", [None, 4.0, 9.0, 30.0])
def test_it_always_says_that_the_numbers_are_a_model_and_nothing_overlaps(
    variant: str, second: float | None
) -> None:
    stay = opened(variant, "form", "regel") if second is None else started(variant, "form")
    frame = stay.director.frame(stay.now + (second or 0.0))
    assert [] == complaints(frame)
    note = find(frame, "race.model")
    words = " ".join(draw.text for draw in note.draws if isinstance(draw, Text))
    assert ("not real" if "english" in variant else "keine echten") in words
    parts = [e for e in frame.elements if e.id.startswith(("race.", "option.", "on", "replan"))]
    for one, other in combinations(parts, 2):
        assert not one.rect.overlaps(other.rect, slack=0.5), (one.id, other.id)


@pytest.mark.parametrize("variant", ["portrait", "portrait 150", "portrait 200", "portrait low"])
def test_upright_everything_one_touches_is_in_the_lower_part(variant: str) -> None:
    frame = opened(variant).frame()
    assert min(target.target.y for target in frame.targets) >= PORTRAIT.h * LOWER - 1


def test_within_low_reach_everything_one_touches_is_in_the_lower_half() -> None:
    frame = opened("landscape low").frame()
    assert min(target.target.y for target in frame.targets) >= frame.stage.h * 0.6
