"""Whatever the days bring, what is told of the crowd never moves by fewer than five visits."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.visit.world import Crowd
from telemetry import crowd, schema
from telemetry.events import Answered, Event, Guessed, Pledged, VisitEnded, VisitStarted
from telemetry.store import Store

POLLS = ("a/frage", "b/regler", "c/wahl.hund")
CARD, LEVER, HANDPRINT = "d/runde.karte", "e/vorsatz/flug", "e/vorsatz/reden"
BLUE, ORANGE = 100.0, 900.0
"""What the two players always guess, so that the guesses tell how many visits made them."""


def said(what: int) -> tuple[Event, ...]:
    """What a visit says: one bit each for two polls and a value, a guess, a second player, two levers."""
    events: list[Event] = [Answered(POLLS[k], float(what % 3), True) for k in range(3) if what >> k & 1]
    if what >> 3 & 1:
        events.append(Guessed(CARD, BLUE, 500.0, 0))
        events += [Guessed(CARD, ORANGE, 500.0, 1)] if what >> 4 & 1 else []
    if what >> 5 & 1:
        events += [Pledged(LEVER, 1, True), Pledged(HANDPRINT, 0, True)]
    elif what >> 6 & 1:
        events.append(Pledged(HANDPRINT, 0, True))
    return tuple(events)


class Terminal:
    """A terminal whose calendar and power a test turns. `ever`: visits that had a say, by poll."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.day = datetime(2027, 5, 14, 12)
        self.ever: Counter[str] = Counter()
        self.told: dict[str, int] = {}
        self.store = self._open()

    def _open(self) -> Store:
        return Store(self.folder, 1, threaded=False, wall=lambda: self.day)

    def visit(self, what: int, midnight: bool = False) -> None:
        """A visit, over midnight if one likes."""
        self.store.begin(0.0)
        for event in (VisitStarted("de"), *said(what)):
            self.store.log(event, 1.0)
            self.ever[str(getattr(event, "target", ""))] += getattr(event, "player", 0) == 0
        if midnight:
            self.turn(1)
        self.store.log(VisitEnded(1), 2.0)
        self.store.end(1, 2.0)

    def turn(self, days: int) -> None:
        self.day += timedelta(days=days)
        self.look()

    def restart(self, power_cut: bool) -> None:
        self.look()
        before = self.store.sums(1)
        if power_cut:
            self.store.flush()
            cut = self.folder.with_name(self.folder.name + "x")
            shutil.copytree(self.folder, cut)
            self.store.close()
            self.folder = cut
        else:
            self.store.close()
        self.store = self._open()
        assert self.store.sums(1) == before, "a restart tells nothing new"

    def look(self) -> None:
        """Everything that is told, as visits by poll; it has grown by none, or by five at least."""
        sums = self.store.sums(1)
        now = {poll: sum(votes.values()) for poll, votes in sums.polls.items()}
        now[CARD] = round(sums.guesses.get(CARD, {}).get(BLUE, 0))
        now[LEVER] = sums.kg
        for poll, visits in now.items():
            grown = visits - self.told.get(poll, 0)
            assert grown == 0 or grown >= 5, f"{poll} moved by {grown}"
            assert visits <= self.ever[poll], "nothing is counted twice"
        assert set(self.told) <= set(now) | {CARD, LEVER}
        self.told = now

    def settle(self) -> None:
        """Enough visits for all that waits, and a night far ahead of every clock there was."""
        for _ in range(crowd.BATCH):
            self.visit(0b0101111)
        self.day = datetime(2099, 1, 1)
        self.look()


@contextmanager
def terminal(empty: Path) -> Iterator[Terminal]:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(shutil.copytree(empty, Path(place) / "t"))
        one = Terminal(folder)
        yield one
        one.store.close()


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("empty") / "data"
    Store(folder, 1, threaded=False, wall=lambda: datetime(2027, 5, 14, 12)).close()
    return folder


ACTS = st.one_of(
    st.tuples(st.just("visit"), st.integers(0, 127)),
    st.tuples(st.just("visits"), st.integers(0, 127)),
    st.tuples(st.just("midnight"), st.integers(0, 127)),
    st.tuples(st.just("turn"), st.sampled_from([1, 1, 1, 2, 30, -1, -2, -9, -400])),
    st.tuples(st.just("restart"), st.integers(0, 1)),
)


@settings(max_examples=40, deadline=None)
@given(acts=st.lists(ACTS, max_size=24))
def test_what_is_told_moves_by_five_visits_or_not_at_all_and_nothing_is_lost(
    empty: Path, acts: list[tuple[str, int]]
) -> None:
    with terminal(empty) as house:
        for act, n in acts:
            if act == "turn":
                house.turn(n)
            elif act == "restart":
                house.restart(bool(n))
            else:
                for _ in range(4 if act == "visits" else 1):
                    house.visit(n, act == "midnight")
            house.look()
        house.settle()
        for poll in (*POLLS, CARD, LEVER):
            assert house.told[poll] == house.ever[poll], "in the end everything is told, once"


def test_the_promise_is_not_empty(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without batches the same terminal gives a single visit away."""
    monkeypatch.setattr(crowd, "BATCH", 1)
    with terminal(empty) as house:
        house.visit(1)
        with pytest.raises(AssertionError, match="moved by 1"):
            house.turn(1)


def test_a_visit_of_two_players_is_one_visit(empty: Path) -> None:
    with terminal(empty) as house:
        for _ in range(4):
            house.visit(0b0011000)
        house.turn(1)
        assert house.told[CARD] == 0, "eight guesses of four visits wait"
        house.visit(0b0011000)
        house.turn(1)
        assert house.store.sums(5).guesses == {CARD: {BLUE: 5, ORANGE: 5}}
        assert house.store.sums(6).guesses == {}
        house.restart(False)
        assert house.store.sums(6).guesses == {}


def test_a_lever_with_kilograms_does_not_stand_alone_among_handprints(empty: Path) -> None:
    with terminal(empty) as house:
        for _ in range(4):
            house.visit(0b1000000)
        house.visit(0b0100000)
        house.turn(1)
        assert house.told[LEVER] == 0


def test_a_quiet_poll_waits_and_a_busy_one_does_not(empty: Path) -> None:
    with terminal(empty) as house:
        for _ in range(4):
            house.visit(0b001)
        for _ in range(6):
            house.visit(0b010)
        house.turn(1)
        assert [house.told.get(poll, 0) for poll in POLLS] == [0, 6, 0]
        house.visit(0b001)
        house.restart(True)
        assert house.told.get(POLLS[0], 0) == 0
        house.turn(1)
        assert [house.told.get(poll, 0) for poll in POLLS] == [5, 6, 0]


def test_a_screen_knows_no_poll_before_twenty_visits(empty: Path) -> None:
    with terminal(empty) as house:
        for _ in range(19):
            house.visit(0b0001001)
        house.turn(1)
        assert house.store.sums(Crowd.LEAST) == house.store.sums(Crowd.LEAST)._replace(
            polls={}, guesses={}, kg=0
        )


def test_a_store_of_before_batches_is_taken_over_and_tells_nobody_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setattr(schema, "_STEPS", schema._STEPS[:2])
        with closing(sqlite3.connect(tmp_path / "store.db", isolation_level=None)) as db:
            schema.migrate_store(db)
            for number, name in enumerate((POLLS[0], CARD, LEVER), 1):
                db.execute("INSERT INTO target VALUES (?, ?)", (number, name))
            db.execute("INSERT INTO poll VALUES (202705, 1, 2.0, 33)")
            db.execute("INSERT INTO guess VALUES (202705, 2, 100.0, 500.0, 50), (202705, 2, 900.0, 500.0, 3)")
            db.execute("INSERT INTO pledge VALUES (202705, 3, 30, 3000)")
            db.execute("INSERT INTO meta VALUES ('crowd_day', 20270513)")
            rows = [(0, 1, 2.0, 3), (1, 2, 900.0, 3), (2, 3, 0.0, 2), (3, 3, 0.0, 200)]
            db.executemany("INSERT INTO crowd_today VALUES (?, ?, ?, ?)", rows)
    store = Store(tmp_path, 1, threaded=False, wall=lambda: datetime(2027, 5, 14, 12))
    sums = store.sums(20)
    assert sums.polls == {POLLS[0]: {2.0: 30}} and sums.guesses == {CARD: {100.0: 50}} and sums.kg == 2800
    assert store.sums(25).guesses == {CARD: {100.0: 50}} and store.sums(26).guesses == {}
    assert store.sums(28).kg == 2800 and store.sums(29).kg == 0
    store.close()
