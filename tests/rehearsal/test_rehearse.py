"""Simulated visitors through the real exhibition and a real store."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.cli import build
from kiosk.content.load import alone
from kiosk.rehearsal.personas import CHILD, ENGLISH, KEYPAD, PERSONAS, THOROUGH, Persona
from kiosk.rehearsal.rehearse import CLOSES, FIRST_DAY, OPENS, Calendar, Plan, Summary, arrivals, rehearse
from kiosk.rehearsal.visitors import Guest
from kiosk.runtime.memory import Memory
from telemetry.events import AccessUsed, Guessed, LightLit, Resulted, VisitEnded
from telemetry.store import Store
from tests.houses import PORTRAIT, Notebook, Visitor, house, library


def rehearsed(plan: Plan, folder: Path | None = None) -> tuple[Summary, Store]:
    calendar = Calendar()
    store = Store(
        folder, 1, build="test/1", wall=calendar.wall, chance=random.Random(1).getrandbits, threaded=False
    )
    build.introduce(store, library())
    return rehearse(house(), Memory(store), plan, calendar), store


def test_visits_end_up_in_the_store_like_real_ones(tmp_path: Path) -> None:
    summary, store = rehearsed(Plan(6, days=3), tmp_path)
    health = store.health()
    store.close()

    assert (6, 0) == (summary.visits, summary.failures)
    assert 0 == health["rejected"] == health["dropped"]
    with closing(sqlite3.connect(tmp_path / "store.db")) as db:
        assert (6,) == db.execute("SELECT count(*) FROM visit_fact").fetchone()
        (lights,) = db.execute("SELECT count(*) FROM light").fetchone()
    assert lights >= sum(len(kg) for kg in summary.results.values()) > 0, "a class lights more than one"


def test_the_same_seed_brings_the_same_visitors() -> None:
    first, _ = rehearsed(Plan(4, seed=7))
    second, _ = rehearsed(Plan(4, seed=7))

    assert first.as_json() == second.as_json()
    assert first.as_json() != rehearsed(Plan(4, seed=8))[0].as_json()


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda p: p.name)
def test_every_kind_of_visitor_can_finish(persona: Persona) -> None:
    """Nobody walks away here: whoever stays, reaches a result, upright screen or not."""
    patient = Persona(persona.name, 1.0, think=1.0, curious=0.0, gone=0.0, again=0.0, keys=persona.keys)
    for stage in (Plan(1).stage, PORTRAIT):
        summary, _ = rehearsed(Plan(1, personas=(patient,), stage=stage))
        assert 1 == summary.finished


def test_a_keypad_alone_is_enough_for_a_whole_visit() -> None:
    visitor = Visitor()
    patient = Persona("keypad", 1.0, think=1.0, curious=0.0, gone=0.0, again=0.0, keys=True)

    Guest(visitor.console, patient, random.Random(3), 0.0).stay()

    assert visitor.notes.of(Resulted)
    assert [AccessUsed("keys")] == visitor.notes.of(AccessUsed)
    assert all(getattr(event, "cell", -1) == -1 for event, _ in visitor.notes.facts)


def test_a_visitor_who_walks_away_is_noticed() -> None:
    visitor = Visitor()
    restless = Persona("restless", 1.0, gone=1.0)

    stay = Guest(visitor.console, restless, random.Random(1), 0.0).stay()

    assert stay.walked_away
    assert [VisitEnded(3)] == visitor.notes.of(VisitEnded)
    assert 90 <= stay.ended - stay.began < 100


def test_english_visitors_choose_english() -> None:
    summary, _ = rehearsed(Plan(12, personas=(ENGLISH,)))

    assert {"en"} <= set(summary.languages)


def test_nobody_comes_while_the_house_is_closed() -> None:
    times = arrivals(Plan(200, days=30), random.Random(1))

    walls = [FIRST_DAY + timedelta(seconds=t) for t in times]
    assert all(OPENS <= wall.time() < CLOSES and wall.weekday() != 0 for wall in walls)
    assert 20 < len({wall.date() for wall in walls}) <= 30
    assert times == sorted(times)


def test_a_summary_of_nothing_can_be_read() -> None:
    assert "visits      0, 0 touches" == next(iter(Summary().lines()))


def test_a_child_beside_a_thorough_visitor_touches_more_in_less_time() -> None:
    def pace(persona: Persona) -> float:
        summary, _ = rehearsed(Plan(3, personas=(persona,)))
        return summary.touches / sum(summary.seconds)

    assert pace(CHILD) > pace(THOROUGH)


@pytest.fixture(autouse=True)
def _no_screen_raises(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    assert not [r for r in caplog.records if r.name == "guard"]


def test_the_notebook_of_a_visit_tells_its_story() -> None:
    visitor = Visitor()
    Guest(visitor.console, KEYPAD, random.Random(5), 0.0).stay()

    assert "visit_start" == visitor.notes.kinds[0]
    assert "visit_end" == visitor.notes.kinds[-1]
    assert isinstance(visitor.notes, Notebook)


def test_simulated_visitors_play_a_duel_alone_and_as_two() -> None:
    """One visitor with two hands plays both halves; nobody is stuck and nothing fails."""
    notes = Notebook()
    summary = rehearse(build.house(alone(library(), "duell"), build.typeface()), notes, Plan(25, 1, 3))
    guesses = [fact for fact in notes.of(Guessed) if isinstance(fact, Guessed)]

    assert 0 == summary.failures and 15 <= summary.finished
    assert {0, 1} == {guess.player for guess in guesses}
    lights, results = len(notes.of(LightLit)), len(summary.results["duell"])
    assert results < lights < 2 * results, "some played alone, some as two"
