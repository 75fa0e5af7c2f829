"""Promises of the picture: honest squares, a sweep that shows what has passed, labels that say the effect."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.content.template import written
from kiosk.core.frame import Action, Element, Frame, Squares
from kiosk.core.geometry import Rect
from kiosk.runtime.director import Hand
from kiosk.visit.world import Crowd
from scenes.kinds.balance import chart, rules
from scenes.kinds.balance.places import LOWER
from scenes.kinds.balance.simulation import HOURS, random_plans, simulate
from scenes.kinds.balance.view import LOOK_S, SWEEP_S
from tests.house import PORTRAIT, VARIANTS, Stay, library
from tests.kinds.balance_days import DRAFT
from tests.kinds.test_balance_rules import START, day, turn

PLAN = (("autos", 11), ("fluss", 9), ("wasch", 14))


def played(variant: str = "landscape", run: bool = True) -> Stay:
    """The summer with some blocks moved, just started."""
    stage, settings = VARIANTS[variant]
    stay = Stay(library(), stage)
    stay.set(**{name: getattr(settings, name) for name in settings.__slots__})
    stay.open("strom")
    for id, hour in PLAN:
        stay.act(f"move.{id}", hour)
    if run:
        stay.act("run", wait=0.0)
    return stay


def find(frame: Frame, id: str) -> Element:
    element = frame.find(id)
    assert element is not None, id
    return element


def own(frame: Frame) -> float:
    value = find(frame, "aim").value
    assert isinstance(value, float)
    return value


def columns(frame: Frame) -> list[Squares]:
    """The 24 hours; the sky behind them comes first."""
    return [draw for draw in find(frame, "day.chart").draws if isinstance(draw, Squares)][-HOURS:]


# --- squares ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", DRAFT)
def test_the_squares_of_an_hour_are_its_energy_rounded_once(name: str) -> None:
    for plan in random_plans(DRAFT[name], 5, name):
        run = simulate(DRAFT[name], plan)
        heights = chart.levels(run.demand, 0.5)
        for hour, squares in enumerate(chart.counted(run, 0.5)):
            below = sum(squares[:-2])  # sources, storage, bought: what covers demand
            assert below == heights[hour]
            total = run.demand[hour] + run.charge[hour] + run.surplus[hour]
            assert sum(squares) == round(total / 0.5)
            assert min(squares) >= 0


@pytest.mark.parametrize("name", DRAFT)
def test_no_plan_needs_more_squares_than_the_picture_has_room_for(name: str) -> None:
    most = chart.most_squares(DRAFT[name], 0.5)
    for plan in [(12, 12, 12, 12), *random_plans(DRAFT[name], 100, name)]:
        assert max(map(sum, chart.counted(simulate(DRAFT[name], plan), 0.5))) <= most


def test_nothing_of_the_picture_jumps_while_a_block_is_dragged() -> None:
    stay = played(run=False)
    base = find(stay.frame(), "day.chart").rect
    for hour in range(21):
        frame = stay.act("move.autos", hour, wait=0.02)
        assert find(frame, "day.chart").rect == base


def test_what_stays_as_it_was_is_the_very_same_object() -> None:
    """The canvas passes over what is the same: an hour that no block touches, lanes nobody moves."""
    stay = played(run=False)
    before = stay.act("move.kuehl", 2)
    after = stay.act("move.kuehl", 3)
    same = [a is b for a, b in zip(columns(before), columns(after), strict=True)]
    assert sum(same) >= HOURS - 8
    for id in ("move.autos", "move.fluss", "day.karo", "day.weather"):
        assert find(before, id).draws is find(after, id).draws, id


# --- the sweep --------------------------------------------------------------------------


def test_the_sweep_shows_the_hours_that_have_passed_and_no_more() -> None:
    stay = played()
    seen = []
    for tenth in range(81):
        frame = stay.director.frame(stay.now + tenth / 10)
        passed = find(frame, "day.chart").value
        assert passed == min(int(tenth / 10 / SWEEP_S * HOURS + 1e-9), HOURS)
        seen.append(own(frame))
        assert tenth == 80 or frame.next_change == 0.0
    assert seen[0] == 0 and seen == sorted(seen)
    run = rules.play_of(day(), rules.State((11, 9, 14, 8)), turn()).run
    assert seen[-1] == round(run.own * 100)


def test_a_lamp_that_is_lit_during_the_sweep_stays_lit() -> None:
    stay = played()
    lit = []
    for tenth in range(82):
        frame = stay.director.frame(stay.now + tenth / 10)
        count = find(frame, "day.lamps").value
        assert count == sum(own(frame) >= goal for goal in day().thresholds)
        lit.append(count)
    assert lit[0] == 0 and lit[-1] == 3 and lit == sorted(lit)


def test_hours_ahead_are_pale_and_become_full() -> None:
    stay = played()
    early, late = columns(stay.director.frame(stay.now + 2)), columns(stay.director.frame(stay.now + 7.9))
    assert early[3] is late[3]
    assert early[12] != late[12]
    assert [(s.x, s.y) for s in early[12].squares] == [(s.x, s.y) for s in late[12].squares]


def test_first_one_looks_in_peace_then_the_day_is_told() -> None:
    stay = played()
    sweeping = stay.director.frame(stay.now + 1)
    assert find(sweeping, "next").action == Action("skip")
    assert not [e for e in sweeping.targets if e.slide is not None]
    resting = stay.director.frame(stay.now + SWEEP_S + 1)
    assert not find(resting, "next").reacts and resting.find("day.now") is None
    assert resting.next_change is not None and resting.next_change > 0
    told = stay.director.frame(stay.now + SWEEP_S + LOOK_S + 0.1)
    assert find(told, "next").action == Action("next")
    assert "ein Windrad in" in find(told, "day.karo").label
    assert "Ohne Schieben 69 %" in find(told, "day.legend").label
    assert len([e for e in told.targets if e.slide is not None]) == 4


def test_skipping_leads_to_the_end_at_once() -> None:
    stay = played()
    frame = stay.act("skip", wait=0.0)
    assert find(frame, "next").action == Action("next") and find(frame, "day.chart").value == HOURS


def test_without_motion_the_end_is_there_at_once() -> None:
    frame = played("calm").frame()
    assert find(frame, "next").action == Action("next") and frame.next_change is None


def test_with_keys_nothing_depends_on_time() -> None:
    stay = played(run=False)
    keyed = Hand(keys=True)
    steps = []
    while (action := find(stay.frame(keyed), "next").action) != Action("next"):
        assert action is not None and stay.frame(keyed).next_change != 0.0
        steps.append(action)
        stay.director.act(action, stay.now)
    assert steps == [Action("turn", hour) for hour in range(3, 25, 3)]
    assert own(stay.frame(keyed)) == 83


def test_keys_used_in_the_middle_of_a_sweep_end_it() -> None:
    stay = played()
    frame = stay.director.frame(stay.now + 3, Hand(keys=True))
    assert find(frame, "next").action == Action("next")


# --- words ------------------------------------------------------------------------------


def test_a_lane_says_its_hour_and_what_comes_of_it() -> None:
    stay = Stay(library())
    stay.open("strom")
    assert find(stay.frame(), "move.autos").label == "Autos laden, 17 Uhr, 69 Prozent aus eigener Kraft"
    frame = stay.act("move.autos", 11)
    assert find(frame, "move.autos").label.startswith("Autos laden, 11 Uhr, 7")
    stay.set(language="en")
    assert find(stay.frame(), "move.autos").label.startswith("Charge cars, 11:00, 7")


def test_a_lane_is_the_slider_of_its_block_as_wide_as_the_day() -> None:
    stay = played(run=False)
    for index, (id, block) in enumerate(day().blocks.items()):
        lane = find(stay.frame(), f"move.{id}")
        assert lane.slide is not None
        hour = lane.rect.w / HOURS
        for start in range(block.latest + 1):
            middle = lane.rect.x + (start + block.hours / 2) * hour
            assert lane.act(middle) == Action(f"move.{id}", start), (index, start)
        assert lane.act(lane.rect.x) == Action(f"move.{id}", 0)
        assert lane.act(lane.rect.right - 1) == Action(f"move.{id}", block.latest)


def test_what_is_shown_adds_up_to_what_was_needed() -> None:
    stay = played()
    run = rules.play_of(day(), rules.State((11, 9, 14, 8)), turn()).run
    label = find(stay.director.frame(stay.now + 8.1), "day.legend").label
    parts = [sum(used) for used in run.used] + [sum(run.discharge), sum(run.bought)]
    for part in parts:
        assert f" {written(part, 'de', 0)} MWh" in label
    assert abs(sum(parts) - sum(run.demand)) < 1e-6


def test_the_crowd_is_told_after_ones_own_day_and_only_then() -> None:
    stay = played("portrait")
    crowd = Crowd({"strom/sommer.kuehl": {15.0: 30}})
    director = stay.director
    original = director._world

    def known(*args: object, **kwargs: object) -> object:
        return replace(original(*args, **kwargs), crowd=crowd)  # type: ignore[arg-type]

    director._world = known  # type: ignore[method-assign, assignment]

    def flags(frame: Frame) -> list[str]:
        texts = (getattr(draw, "text", "") for draw in find(frame, "move.kuehl").draws)
        return [text for text in texts if "die meisten" in text]

    assert flags(director.frame(stay.now + 2)) == []
    assert flags(director.frame(stay.now + 20)) == ["die meisten: 15 Uhr"]


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("moment", [None, 4.0, 9.0, 20.0])
def test_nothing_overlaps_at_any_moment(variant: str, moment: float | None) -> None:
    stay = played(variant, run=moment is not None)
    frame = stay.director.frame(stay.now + (moment or 0.0))
    parts = [e for e in frame.elements if e.id.startswith(("day.", "move.", "aim")) and e.role != "decor"]
    for index, one in enumerate(parts):
        for other in parts[index + 1 :]:
            pair = {one.id, other.id}
            if pair == {"day.weather", "day.chart"}:
                continue  # the chart's line of demand may touch the strip above it
            assert not one.rect.overlaps(other.rect, slack=8.5), pair


@pytest.mark.parametrize("variant", ["portrait", "portrait 150", "portrait 200"])
def test_upright_everything_one_touches_is_in_the_lower_part(variant: str) -> None:
    frame = played(variant, run=False).frame()
    assert min(e.target.y for e in frame.targets) >= PORTRAIT.h * LOWER - 1


def test_squares_are_square_and_stay_inside_the_day() -> None:
    for variant in ("landscape", "landscape 200", "portrait 200"):
        frame = played(variant, run=False).frame()
        chart_rect = find(frame, "day.chart").rect
        for drawn in columns(frame):
            for square in drawn.squares:
                assert chart_rect.holds(Rect(square.x, square.y, square.side, square.side)), variant


def test_a_day_nobody_touched_has_no_ghost_and_begins_at_what_it_is() -> None:
    stay = Stay(library())
    stay.open("strom")
    frame = stay.act("run", wait=30)
    assert START.at == (17, 6, 19, 8) and own(frame) == 69
    assert "Ohne Schieben" not in find(frame, "day.legend").label
