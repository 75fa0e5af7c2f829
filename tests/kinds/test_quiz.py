"""A question with an answer that is true, and wishes that are counted for the city."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.visit.world import Crowd
from telemetry.events import Answered, Pledged
from telemetry.visit import Ballot
from tests.frames import complaints
from tests.house import VARIANTS, Stay, library

BET = "safari/wette"


def at(step: str, crowd: Crowd | None = None, variant: str = "landscape") -> Stay:
    """On a step of the safari, with the doors before it left alone."""
    stage, chosen = VARIANTS[variant]
    stay = Stay(library(), stage)
    if crowd is not None:
        stay.director.crowd = crowd
    stay.set(**{name: getattr(chosen, name) for name in chosen.__slots__})
    stay.open("safari")
    run = stay.director.state.top[1]
    there = replace(run, trail=("tueren", step), past=({},), entered=stay.now)
    state = stay.director.state
    stay.director.state = replace(state, stack=(*state.stack[:-1], ("play", there)))
    stay.now += 1
    return stay


def option(stay: Stay, id: str) -> str:
    element = stay.frame().find(f"option.{id}")
    assert element is not None
    return element.label


def test_the_truth_shows_only_when_asked_for_and_then_the_answer_stands() -> None:
    stay = at("wette")
    assert stay.frame().find("truth") is None

    stay.act("reveal")
    assert stay.frame().find("truth") is None
    stay.act("choose", "ja")
    stay.act("choose", "nein")
    frame = stay.act("reveal")
    recorded = len(stay.events)
    stay.act("choose", "ja")

    truth = frame.find("truth")
    assert truth is not None and truth.label.startswith("Es ist: Ja")
    assert "20.000" in truth.label
    assert "dein Tipp" in option(stay, "nein") and recorded == len(stay.events)
    chosen = [e.id for e in stay.frame().elements if "selected" in e.state]
    assert ["option.ja"] == chosen


def test_a_right_guess_is_told_as_one() -> None:
    stay = at("wette")
    stay.act("choose", "ja")

    frame = stay.act("reveal")

    assert frame.find("truth").label.startswith("Stimmt: Ja")  # type: ignore[union-attr]


@pytest.mark.parametrize(("votes", "shown"), [(4, False), (5, True)])
def test_what_others_thought_is_told_after_the_own_answer_and_from_twenty_on(votes: int, shown: bool) -> None:
    stay = at("wette", Crowd({BET: {0.0: 15, 1.0: votes}}))
    stay.act("choose", "nein")
    assert "%" not in option(stay, "ja")

    stay.act("reveal")

    assert shown == ("75 % tippten so" in option(stay, "ja"))
    assert shown == ("25 % tippten so" in option(stay, "nein"))


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("step", ["wette", "anteil"])
def test_a_quiz_is_in_order_in_every_way_of_showing(step: str, variant: str) -> None:
    stay = at(step, Crowd({f"safari/{step}": {0.0: 15, 1.0: 15}}), variant)
    answer = "ja" if step == "wette" else "90"

    assert [] == complaints(stay.act("choose", answer))
    assert [] == complaints(stay.act("reveal"))


def test_a_quiz_is_left_only_by_the_truth() -> None:
    stay = at("wette")
    stay.act("choose", "ja")
    stay.act("next")
    assert BET == stay.frame().screen

    stay.act("reveal")

    assert "safari/anteil" == stay.act("next").screen


def test_wishes_are_counted_each_in_a_poll_and_are_no_resolutions() -> None:
    stay = at("fehlt")
    stay.events.clear()

    stay.act("choose", "kita")
    stay.act("choose", "bauen")
    stay.act("choose", "kita")
    stay.act("next")

    polls = {e.target: e.value for e in stay.events if isinstance(e, Answered)}
    assert {
        f"safari/fehlt.{id}": float(id == "bauen")
        for id in ("kita", "termine", "bauen", "gesund", "vereine", "nichts")
    } == polls
    assert all(e.collect for e in stay.events if isinstance(e, Answered))
    assert not [e for e in stay.events if isinstance(e, Pledged)]
    ballot = Ballot()
    for event in stay.events:
        ballot.add(event)
    assert set(polls) == set(ballot.votes) and not ballot.pledges


def test_who_wishes_nothing_votes_for_nothing() -> None:
    stay = at("fehlt")
    stay.events.clear()

    stay.act("next")

    assert not [e for e in stay.events if isinstance(e, Answered)]


def test_counted_wishes_do_not_stand_on_the_card_as_resolutions() -> None:
    stay = at("fehlt")
    stay.act("choose", "kita")
    stay.act("next")
    stay.act("choose", "zeigen")
    frame = stay.act("next")

    pledged = [e.label for e in frame.elements if e.id.startswith("pledge.")]
    assert ["Ich zeige jemandem eine Tür., wirkt bei anderen"] == pledged
