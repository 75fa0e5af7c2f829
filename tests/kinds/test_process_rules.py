"""Promises of the rules: chips are kept, races are recorded, and every race of a visit is fair."""

from __future__ import annotations

import pytest

from kiosk.content.scope import Scope
from kiosk.core.frame import Action, Value
from kiosk.ui.scene import Turn
from kiosk.visit.world import Lights
from scenes.kinds.process import rules
from scenes.kinds.process.rules import State
from scenes.kinds.process.schema import Process
from telemetry.events import CardLaid, Event, Guessed, LampsLit, RaceRun
from tests.house import Stay, library

BEST = ("form", "regel", "status")


def step() -> Process:
    found = library().german.scenarios["tische"].step("rennen")
    assert isinstance(found, Process)
    return found


def turn(seed: int = 1) -> Turn:
    content = library().german
    scenario = content.scenarios["tische"]
    return Turn(scenario, Scope(scenario, content.figures, {}), seed, Lights())


def after(*actions: tuple[str, Value], seed: int = 1) -> tuple[State, list[Event]]:
    """The state after these actions, and everything they recorded."""
    state = rules.start(step(), turn(seed))
    events: list[Event] = []
    for name, value in actions:
        state, found = rules.act(step(), state, Action(name, value), turn(seed))
        events += found
    return state, events


def laid(*cards: str) -> tuple[tuple[str, Value], ...]:
    return tuple(("choose", card) for card in cards)


RUN: tuple[str, Value] = ("run", None)
REPLAN: tuple[str, Value] = ("replan", None)


def test_a_card_is_laid_and_taken_up_and_both_are_recorded() -> None:
    state, events = after(*laid("form", "regel", "form"))
    assert state.cards == ("regel",)
    assert events == [
        CardLaid("tische/rennen.form", True), CardLaid("tische/rennen.regel", True),
        CardLaid("tische/rennen.form", False),
    ]  # fmt: skip


def test_five_chips_are_five_chips() -> None:
    state, events = after(*laid("stellen", "form", "status"))
    assert state.cards == ("stellen", "form")
    assert CardLaid("tische/rennen.status", True) not in events


def test_a_race_tells_how_many_are_through_and_how_many_lamps_are_lit() -> None:
    state, events = after(*laid(*BEST), RUN)
    assert events[-2:] == [RaceRun("tische/rennen", 60), LampsLit("tische/rennen", 3)]
    assert state.shown and state.races == (BEST,)


NOTHING: dict[str, tuple[tuple[tuple[str, Value], ...], tuple[str, Value]]] = {
    "a card there is not": ((), ("choose", "flug")),
    "no card": ((), ("choose", None)),
    "a number": ((), ("choose", 3.0)),
    "a card too many": (laid("stellen", "form"), ("choose", "epay")),
    "a card while the race is shown": ((RUN,), ("choose", "form")),
    "a second start": ((RUN,), RUN),
    "skipping before a race": ((), ("skip", None)),
    "skipping twice": ((RUN, ("skip", None)), ("skip", None)),
    "planning anew without a race": ((), REPLAN),
    "a day that is not the next": ((), ("turn", 10)),
    "a day that was": ((("turn", 5), ("turn", 10)), ("turn", 5)),
    "planning anew before the last day": ((("turn", 5),), REPLAN),
    "a day that is none": ((), ("turn", True)),
}


@pytest.mark.parametrize("name", NOTHING)
def test_what_is_not_allowed_changes_and_records_nothing(name: str) -> None:
    before, action = NOTHING[name]
    state, _ = after(*before)
    assert rules.act(step(), state, Action(*action), turn()) == (state, ())


def test_cards_count_in_the_order_of_the_file_however_they_were_laid() -> None:
    one = rules.outputs(step(), (("karte", "form"),), turn())
    other = rules.outputs(step(), (("form", "karte"),), turn())
    assert one == other


def test_the_truth_of_the_guess_is_the_narrowest_desk_in_every_visit() -> None:
    for seed in range(20):
        found = rules.outputs(step(), ((),), turn(seed))
        assert found["bottleneck"] == "verkehr" and found["bottleneck_text"] == "Verkehr"


def test_the_old_way_is_the_same_in_every_race_of_a_visit() -> None:
    for seed in range(5):
        plain = rules.outputs(step(), ((),), turn(seed))
        best = rules.outputs(step(), ((), BEST), turn(seed))
        for name in ("before", "wait_before", "mine_before"):
            assert plain[name] == best[name]
        assert plain["done"] == plain["before"] and plain["mine"] == plain["mine_before"]


def test_what_the_second_race_gained() -> None:
    first = rules.outputs(step(), (("form",),), turn())
    both = rules.outputs(step(), (("form",), BEST), turn())
    assert (first["gain"], first["done"], both["done"], both["gain"]) == (0, 30, 60, 30)
    third = rules.outputs(step(), (("form",), BEST, ()), turn())
    assert third["gain"] == 30 and third["done"] == third["before"] and third["races"] == 3


def test_without_time_a_race_takes_an_ok_for_every_five_days() -> None:
    days = [("turn", day) for day in range(5, 31, 5)]
    for count, _ in enumerate(days, 1):
        state, events = after(*days[:count])
        assert rules.ready(step(), state, turn()) == (count == len(days))
        assert sum(isinstance(event, RaceRun) for event in events) == 1
    again, _ = after(*days, REPLAN, ("choose", "form"))
    assert not again.shown and again.cards == ("form",)


def test_nothing_is_known_before_a_race() -> None:
    state, _ = after(*laid("form"))
    assert rules.values(step(), state, turn()) == {} and not rules.answered(step(), state)
    content = library().german
    scope = Scope(content.scenarios["tische"], content.figures, {})
    assert scope["rennen.bottleneck"] == "" and scope["rennen.done"] == 0


def test_a_whole_visit_ends_with_the_bottleneck_found() -> None:
    stay = Stay(library())
    stay.open("tische")
    for name, value in (("choose", "verkehr"), ("next", None), *laid(*BEST), RUN, ("skip", None)):
        stay.act(name, value)
    for _ in range(3):
        frame = stay.act("next")
    assert frame.screen == "tische/result"
    spoken = " ".join(element.label for element in frame.elements)
    assert "60 von 60 Terrassen offen" in spoken and "Engpass gefunden" in spoken and "Modell" in spoken


def test_a_race_is_recorded_and_the_guess_meets_its_truth_only_then() -> None:
    stay = Stay(library())
    stay.open("tische")
    stay.act("choose", "verkehr")
    stay.act("next")
    assert not [e for e in stay.events if isinstance(e, Guessed)], "nobody knows yet"
    stay.act("choose", "regel")
    stay.act("run", wait=30.0)
    for _ in range(4):
        if stay.frame().screen.endswith("/rennen"):
            stay.act("next", wait=5.0)
    assert [e.target for e in stay.events if isinstance(e, CardLaid)] == ["tische/rennen.regel"]
    assert [type(e) for e in stay.events if isinstance(e, (RaceRun, LampsLit))] == [RaceRun, LampsLit]
    (guessed,) = [e for e in stay.events if isinstance(e, Guessed)]
    assert guessed.target == "tische/tipp" and guessed.guess == guessed.truth == 1.0, "it is traffic"
