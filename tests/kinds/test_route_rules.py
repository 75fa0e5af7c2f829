"""Planning a day: previews, rides, taking back, the reveal, another person."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import TypeAdapter

from kiosk.content.load import Library
from kiosk.core.frame import Action
from kiosk.ui.scene import Turn
from scenes.kinds.route import rules
from scenes.kinds.route.best import on_line
from scenes.kinds.route.days import beats, days
from scenes.kinds.route.rules import State
from scenes.kinds.route.schema import Route
from scenes.play.journey import Journey
from telemetry.events import DayPlanned, Event, LegTaken, LegTakenBack, SwapTaken
from tests.house import Stay, library

TRAM = ("bahn",) * 6
BIKE = ("rad", "bahn", "bahn", "bahn", "bahn", "rad")


@pytest.fixture
def stay() -> Stay:
    """Jana's morning."""
    return opened("jana")


def opened(person: str, shown: Library | None = None) -> Stay:
    stay = Stay(shown or library())
    stay.open("wege")
    stay.act("choose", person)
    stay.act("next")
    return stay


def journey(stay: Stay) -> Journey:
    house, run = stay.director.house, stay.director.state.top[1]
    return Journey.of(house.content("de"), house.kinds, run)


def there(stay: Stay) -> tuple[Route, State, Turn]:
    now = journey(stay)
    assert isinstance(now.step, Route)
    return now.step, now.state, now.turn


def ride(stay: Stay, modes: tuple[str, ...]) -> None:
    for mode in modes:
        stay.act("choose", mode)
        stay.act("go", wait=3.0)


def said(stay: Stay, *kinds: type[Event]) -> list[Event]:
    return [event for event in stay.events if isinstance(event, kinds)]


def test_a_preview_is_no_ride_and_may_change(stay: Stay) -> None:
    stay.act("choose", "auto")
    stay.act("choose", "rad")

    _, state, _ = there(stay)
    assert (state.preview, state.rides) == ("rad", ())
    assert [] == said(stay, LegTaken)


def test_a_ride_is_recorded_with_its_place_mode_and_number(stay: Stay) -> None:
    ride(stay, ("rad", "bahn"))

    assert [LegTaken("wege/tag/kita.rad", 0), LegTaken("wege/tag/arbeit.bahn", 1)] == said(stay, LegTaken)


def test_taking_a_leg_back_takes_all_after_it_back(stay: Stay) -> None:
    ride(stay, ("rad", "bahn", "lasten"))
    stay.act("take_back", 2.0)

    _, state, _ = there(stay)
    assert ("rad",) == state.rides
    gone = [LegTakenBack("wege/tag/kundin.lasten", 2), LegTakenBack("wege/tag/arbeit.bahn", 1)]
    assert gone == said(stay, LegTakenBack)


def test_the_last_ride_plans_the_day_and_the_reveal_makes_it_ready(stay: Stay) -> None:
    ride(stay, TRAM)

    step, state, turn = there(stay)
    assert not rules.ready(step, state, turn)
    (planned,) = said(stay, DayPlanned)
    assert isinstance(planned, DayPlanned) and planned.target == "wege/tag/jana"
    stay.act("reveal")
    step, state, turn = there(stay)
    assert rules.ready(step, state, turn) and rules.answered(step, state)
    assert state.verdict is not None and state.verdict.best == planned.best


def test_what_the_reveal_says_is_what_formulas_get(stay: Stay) -> None:
    ride(stay, BIKE)
    stay.act("reveal")
    step, state, turn = there(stay)

    found = rules.values(step, state, turn)
    task = rules.task(step, turn)
    total = days(task).total(BIKE)
    assert found["tag.zeit"] == pytest.approx(total[0] / 1e6)
    assert found["tag.bewegung"] == pytest.approx(-total[3] / 1e6)
    assert found["tag.pareto"] == float(on_line(task, total))
    assert found["tag.days"] == days(task).count
    assert {"tag", "tag.unknown", *(f"tag.{name}" for name in step.outputs())} == set(found)
    assert found["tag.all_bahn"] == 1.0 and found["tag.all_rad"] == 0.0


def test_a_day_that_is_left_early_counts_as_far_as_one_got(stay: Stay) -> None:
    ride(stay, TRAM[:2])
    step, state, turn = there(stay)

    found = rules.values(step, state, turn)
    total = days(rules.task(step, turn)).total(TRAM[:2])
    assert found["tag.zeit"] == pytest.approx(total[0] / 1e6)
    assert found["tag.co2"] == pytest.approx(total[2] / 1e6)
    assert 0.0 == found["tag.pareto"] == found["tag.days"] == found["tag.swap_leg"]
    assert found["tag.all_bahn"] == 1.0
    assert found["tag.all_bahn_zeit"] == pytest.approx(days(rules.task(step, turn)).total(TRAM)[0] / 1e6)
    assert "tag" not in found and not rules.answered(step, state)
    stay.act("take_back", 1.0)
    assert 0.0 == rules.values(step, there(stay)[1], turn)["tag.zeit"]


def test_a_swap_that_is_carried_out_beats_the_day_it_replaces(stay: Stay) -> None:
    ride(stay, ("fuss", "teilauto", "teilauto", "teilauto", "teilauto", "leihrad"))
    stay.act("reveal")
    step, before, turn = there(stay)
    assert before.verdict is not None and before.verdict.swap_leg >= 0
    shown = rules.values(step, before, turn)
    assert shown["tag.swap_leg"] == before.verdict.swap_leg + 1
    assert shown["tag.swap_mode"] == step.modes[before.verdict.swap_mode].text.source
    stay.act("swap")
    _, after, _ = there(stay)

    found = days(rules.task(step, turn))
    assert beats(found.total(after.rides), found.total(before.rides))
    assert 1 == sum(a != b for a, b in zip(after.rides, before.rides, strict=True))
    assert [] == said(stay, LegTakenBack) and 6 == len(said(stay, LegTaken))
    (swapped,) = said(stay, SwapTaken)
    leg, mode = before.verdict.swap_leg, before.verdict.swap_mode
    assert swapped == SwapTaken(f"wege/tag/{step.legs[leg].to}.{mode}", leg)
    assert [SwapTaken, DayPlanned] == [
        type(e) for e in stay.events[-8:] if isinstance(e, SwapTaken | DayPlanned)
    ][-2:]


def test_from_the_reveal_a_leg_or_the_whole_day_can_be_taken_back(stay: Stay) -> None:
    ride(stay, TRAM)
    stay.act("reveal")
    stay.act("take_back", 6.0)
    assert there(stay)[1].rides == TRAM[:5] and there(stay)[1].verdict is None
    back = len(said(stay, LegTakenBack))
    stay.act("replan")
    assert there(stay)[1].rides == ()
    assert back == len(said(stay, LegTakenBack)) == 1
    ride(stay, TRAM[:1])
    assert said(stay, LegTaken)[-1] == LegTaken("wege/tag/kita.bahn", 0)


@pytest.mark.parametrize(
    "action",
    [
        Action("go"),
        Action("reveal"),
        Action("swap"),
        Action("replan"),
        Action("arrive"),
        Action("take_back", 1.0),
        Action("take_back", True),
        Action("take_back", "x"),
        Action("choose", "roller"),
        Action("choose", None),
    ],
)
def test_what_is_not_allowed_leaves_the_very_same_state(stay: Stay, action: Action) -> None:
    step, state, turn = there(stay)

    after, events = rules.act(step, state, action, turn)

    assert after is state and events == ()


def test_a_vehicle_elsewhere_cannot_be_chosen(stay: Stay) -> None:
    ride(stay, ("bahn",))
    step, state, turn = there(stay)

    assert rules.act(step, state, Action("choose", "rad"), turn) == (state, ())


def test_another_person_begins_another_day(stay: Stay) -> None:
    ride(stay, TRAM)
    stay.act("reveal")
    stay.act("back")
    stay.act("choose", "oezturk")
    stay.act("next")

    step, state, turn = there(stay)
    assert not rules.ready(step, state, turn)
    assert rules.present(step, state, turn).rides == ()
    stay.act("choose", "bahn")
    assert there(stay)[1].person == "oezturk"


def test_the_same_person_finds_the_day_as_it_was(stay: Stay) -> None:
    ride(stay, TRAM[:2])
    stay.act("back")
    stay.act("next")

    assert there(stay)[1].rides == TRAM[:2]


def test_a_revealed_day_survives_json(stay: Stay) -> None:
    ride(stay, TRAM)
    stay.act("reveal")
    _, state, _ = there(stay)
    adapter = TypeAdapter(State)

    assert state == adapter.validate_json(adapter.dump_json(state))


def test_step_free_people_go_further_and_at_their_own_pace() -> None:
    jana, oezturk = (rules.task(*there(opened(id))[::2]) for id in ("jana", "oezturk"))

    assert {"fuss", "bahn", "teilauto"} == {mode.id for mode in oezturk.modes}
    assert oezturk.mode("fuss").speed < jana.mode("fuss").speed
    for a, b in zip(oezturk.legs, jana.legs, strict=True):
        assert a.way(oezturk.mode("fuss")) >= b.way(jana.mode("fuss"))
        assert a.way(oezturk.mode("bahn")) == b.way(jana.mode("bahn"))
    assert any(leg.way(oezturk.mode("fuss")) > leg.km for leg in oezturk.legs)


def test_a_ticket_that_is_paid_costs_nothing() -> None:
    mira = rules.task(*there(opened("mira"))[::2])

    assert 0 == days(mira).total(("bahn",))[1]


def test_example_names_are_traces_of_telemetry(tmp_path: Path) -> None:
    step = library().german.scenarios["wege"].step("tag")

    assert {"/kita.bahn", "/zuhause.rad", "/jana", "/oezturk"} <= set(step.traces())
    assert {"option.bahn", "leg.1", "leg.6", "swap", "replan"} <= set(step.controls())
