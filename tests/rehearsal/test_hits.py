"""The table of a rehearsal: every profile of every game, and how often visitors really reached it."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import islice

import pytest

from kiosk.cli import build, main
from kiosk.content.load import alone
from kiosk.rehearsal.hits import ENOUGH, Hits
from kiosk.rehearsal.personas import CHILD, PASSING, THOROUGH, Persona
from kiosk.rehearsal.rehearse import Plan, Summary, dealt, rehearse
from telemetry.events import Guessed, Resulted, TaskStarted
from tests.houses import Notebook, house, library

MENU = library().german.exhibition.scenarios


def rehearsed(scenario: str, persona: Persona, visits: int) -> tuple[Hits, Notebook]:
    """Visitors of one sort who stay until the end, in one game."""
    patient = replace(persona, share=1.0, gone=0.0, early=persona.early, again=0.0, curious=0.0)
    notes = Notebook()
    one = build.house(alone(library(), scenario), build.typeface())
    summary = rehearse(one, notes, Plan(visits, personas=(patient,), seed=3))
    assert 0 == summary.failures
    return summary.hits[scenario], notes


@pytest.fixture(scope="module")
def fair() -> tuple[Summary, Notebook]:
    """Two rounds of visitors who never walk away."""
    notes = Notebook()
    hasty = replace(PASSING, early=0.3, gone=0.0, curious=0.0)
    return rehearse(house(), notes, Plan(2 * len(MENU), personas=(hasty,), seed=2)), notes


def test_all_games_come_up_in_fair_shares(fair: tuple[Summary, Notebook]) -> None:
    summary, _ = fair

    assert list(MENU) == list(summary.hits)
    assert all(hits.opened >= 2 for hits in summary.hits.values())
    deck = list(islice(dealt(MENU, random.Random(1)), 3 * len(MENU)))
    assert all(deck.count(game) == 3 for game in MENU)
    assert set(MENU) == set(deck[: len(MENU)])


def test_what_is_counted_is_what_was_played_and_recorded(fair: tuple[Summary, Notebook]) -> None:
    summary, notes = fair
    begun = [event.scenario for event in notes.of(TaskStarted) if isinstance(event, TaskStarted)]
    ended = [event.scenario for event in notes.of(Resulted) if isinstance(event, Resulted)]

    assert len(ended) > len(MENU)
    for id, hits in summary.hits.items():
        assert (begun.count(id), ended.count(id)) == (hits.opened, hits.finished)
        assert hits.finished == sum(hits.profiles.values()), id


def test_the_table_names_every_profile_and_what_nobody_reached(fair: tuple[Summary, Notebook]) -> None:
    summary, _ = fair
    table = "\n".join(summary.table())

    for id, hits in summary.hits.items():
        assert f"{id}: {hits.opened} opened, {hits.finished} finished" in table
        assert hits.result is not None
        for at, profile in enumerate(hits.result.profiles):
            count, missed = hits.profiles[at], f"NEVER       {id}: nobody reached profile {at + 1},"
            assert (count == 0) == (missed in table)
            assert f"{count:6d}  {at + 1} {profile.badge or '-'}: {profile.text.source[:40]}" in table


def test_only_enough_visits_make_a_missing_profile_a_fault(fair: tuple[Summary, Notebook]) -> None:
    summary, _ = fair

    assert summary.missing() and not summary.enough and summary.good
    many = replace(summary, visits=ENOUGH * len(MENU))
    assert many.enough and not many.good
    assert 1000 >= ENOUGH * len(MENU)
    assert not replace(summary, failures=1).good


def test_a_game_nobody_finished_is_named_once() -> None:
    hits = Hits(library().german.scenarios["strom"], opened=3)

    assert ["strom: nobody reached the end"] == list(hits.missing())


def test_the_command_prints_the_table_and_its_exit_code_says_what_is_missing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["rehearse", "--visits", "2", "--scenario", "budget"]

    assert 0 == main(words)
    assert "budget: " in (told := capsys.readouterr().out) and "with 90 visits that would be a fault" in told
    monkeypatch.setattr("kiosk.rehearsal.rehearse.ENOUGH", 2)
    assert 1 == main(words)
    assert "NEVER       budget: nobody reached" in capsys.readouterr().out


# --- what visitors can do ---------------------------------------------------------------------


@pytest.mark.parametrize(("scenario", "visits"), [("block", 2), ("tische", 6), ("budget", 2)])
def test_who_tries_reaches_more_goals_than_who_just_touches(scenario: str, visits: int) -> None:
    best = {}
    for skill in (0.0, 1.0):
        hits, _ = rehearsed(scenario, replace(THOROUGH, skill=skill, think=1.0), visits)
        best[skill] = sum(lamps * count for (_, lamps), count in hits.lamps.items())

    assert best[1.0] > best[0.0]


def test_who_knows_the_city_finds_all_eight_doors_at_once() -> None:
    hits, _ = rehearsed("safari", replace(THOROUGH, knows=1.0, think=1.0), 3)

    assert {2: 3} == dict(hits.profiles), "and knew them all"
    assert hits.found


def test_who_knows_nothing_finds_them_too_but_not_at_once() -> None:
    hits, _ = rehearsed("safari", replace(THOROUGH, knows=0.0, think=1.0), 3)

    assert {4: 3} == dict(hits.profiles)


def test_two_who_come_together_both_guess() -> None:
    _, notes = rehearsed("duell", replace(CHILD, pair=1.0), 2)
    players = {event.player for event in notes.of(Guessed) if isinstance(event, Guessed)}

    assert {0, 1} == players


def test_who_only_has_a_look_sees_that_nothing_was_played_yet() -> None:
    hits, _ = rehearsed("strom", PASSING, 8)

    assert hits.profiles[0] > 0
