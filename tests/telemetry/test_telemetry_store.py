from __future__ import annotations

import random
import sqlite3
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from plays import GAME, MAY, one, play, quiet, rows, start, wandering

from telemetry.city import CITY, WINDOWS
from telemetry.events import (
    AccessUsed,
    Answered,
    DayPlanned,
    DayRun,
    DeadTap,
    Event,
    Failed,
    LampsLit,
    LegTaken,
    LegTakenBack,
    LightLit,
    ScreenEntered,
    SwapTaken,
    Tapped,
    VisitStarted,
)
from telemetry.night import night
from telemetry.store import MOST_QUEUED, Store


def test_a_visit_is_kept_when_it_ends(tmp_path: Path) -> None:
    store = quiet(tmp_path)
    play(store)
    assert rows(tmp_path, "SELECT bucket, language, exit_screen, funnel, reason FROM visits_readable") == [
        (202705, "de", "heat/fuel", 4, 3)
    ]
    assert rows(tmp_path, "SELECT * FROM hour_count") == [(7, 20270514, 16, 1)]
    assert rows(tmp_path, "SELECT station, solved FROM stations_readable") == [("heat", 1)]
    store.close()


def test_the_record_on_the_screen_is_what_is_stored(tmp_path: Path) -> None:
    store = quiet(tmp_path)
    for seed in range(15):
        start(store, wandering(seed))
        record = store.record()
        store.end(1, 10_000.0)
        stored = rows(
            tmp_path,
            """SELECT kind, screen, target, value, cell, pause_from_s, pause_to_s FROM paths_readable
               WHERE visit NOT IN (SELECT visit FROM path WHERE seq >= 1000) ORDER BY visit, seq""",
        )
        shown = [(*line[:5], *line.pause_s) for line in record]
        assert [row for row in stored if row[0] != "visit_end"][: len(shown)] == shown
        assert len(stored) == len(shown) + 1
        _forget(tmp_path)
    store.close()


def _forget(folder: Path) -> None:
    db = sqlite3.connect(folder / "store.db")
    with db:
        db.execute("DELETE FROM path")
    db.close()


def test_without_a_visit_there_is_nothing_to_show_and_nothing_to_end(tmp_path: Path) -> None:
    store = quiet(tmp_path)
    store.end(1, 5.0)
    store.log(DeadTap(1), 6.0)
    assert store.record() == ()
    assert store.health()["outside"] == 1
    store.close()
    assert one(tmp_path, "SELECT count(*) FROM visit_fact") == 0


def test_a_visit_that_begins_ends_the_one_before(tmp_path: Path) -> None:
    store = quiet(tmp_path)
    start(store)
    play(store, at=300.0)
    store.close()
    assert sorted(rows(tmp_path, "SELECT reason FROM visit_fact")) == [(2,), (3,)]


def test_closing_the_house_ends_the_visit_as_staff(tmp_path: Path) -> None:
    store = quiet(tmp_path)
    start(store)
    store.close()
    assert rows(tmp_path, "SELECT reason, quality FROM visit_fact") == [(4, 0)]


def test_a_light_is_seen_at_once_and_counted_for_its_day(tmp_path: Path) -> None:
    days = [MAY]
    store = quiet(tmp_path, wall=lambda: days[-1])
    play(store)
    lights = store.lights()
    assert (lights.city, lights.windows[12 * WINDOWS + 3], lights.today) == (1, "heating", 1)
    assert store.lights() is lights
    days.append(datetime(2027, 5, 15, 9))
    assert store.lights().today == 0
    store.close()
    again = quiet(tmp_path)
    assert lights.lapse == ((MAY.hour, 12 * WINDOWS + 3),), "hour and place, in memory only"
    assert again.lights() == replace(lights, lapse=())
    again.close()


def test_a_full_city_stays_up_until_the_next_visit(tmp_path: Path) -> None:
    store = quiet(tmp_path)
    store.begin(0.0)
    for place in range(CITY):
        store.log(LightLit("sun", *divmod(place, WINDOWS)), 1.0)
    store.end(1, 2.0)
    assert store.lights().full and store.lights().city == 1
    store.close()
    store = quiet(tmp_path)
    assert store.lights().full
    play(store)
    assert (store.lights().city, sum(w is not None for w in store.lights().windows)) == (2, 1)
    store.close()
    assert rows(tmp_path, "SELECT city, count(*) FROM light GROUP BY city") == [(1, CITY), (2, 1)]


def test_a_window_is_lit_once_and_only_where_there_is_one(tmp_path: Path) -> None:
    store = quiet(tmp_path)
    for light in (LightLit("a", 5, 5), LightLit("b", 5, 5), LightLit("a", 144, 0), LightLit("a", 0, -1)):
        store.log(light, 1.0)
    assert store.lights().windows[50] == "a"
    assert [store.health()[k] for k in ("lights_taken", "rejected")] == [1, 2]
    store.close()
    assert one(tmp_path, "SELECT sum(num) FROM day_stat") == 1


def test_the_crowd_counts_last_answers_of_open_polls(tmp_path: Path) -> None:
    store = quiet(tmp_path)
    play(store)
    play(store, [(1.0, Answered("heat/fuel/gas", 1, collect=True)), (2.0, Answered("heat/secret/x", 1))])
    fuel = {("heat/fuel/pump", 2.0): 1, ("heat/fuel/gas", 1.0): 1}
    assert store.crowd("heat/fuel").votes == fuel
    assert store.crowd("heat/guess").guesses == {2700.0: 1}
    assert store.crowd("heat/secret").votes == {}
    store.close()
    again = quiet(tmp_path)
    assert again.crowd("heat/fuel").votes == fuel
    assert again.crowd("heat/guess").guesses == {2700.0: 1}
    again.close()


def test_counters_take_what_rows_must_not_have(tmp_path: Path) -> None:
    store = quiet(tmp_path)
    play(store)
    play(store, [(1.0, AccessUsed("contrast")), (2.0, AccessUsed("contrast"))], at=900.0)
    store.close()
    assert rows(tmp_path, "SELECT target, n, kg FROM pledges_readable") == [("heat/lever/window", 1, 120)]
    assert rows(tmp_path, "SELECT value, unknowns, n FROM result") == [(2300.0, 1, 1)]
    features = rows(tmp_path, "SELECT name, visits FROM a11y_count JOIN feature ON id = feature ORDER BY 1")
    assert features == [("contrast", 1), ("text150", 1)]
    assert rows(tmp_path, "SELECT quarter, taps, dead FROM touch_cell ORDER BY cell") == [
        (20272, 0, 1),
        (20272, 1, 0),
    ]


@pytest.mark.parametrize(
    "nonsense",
    [None, "free text", 5, b"x", object(), Tapped("My name is Anna"), Tapped(5), Answered("a/b", "x", True)],  # type: ignore[arg-type]
)
def test_nonsense_is_refused_and_counted_and_never_raises(tmp_path: Path, nonsense: Event) -> None:
    store = quiet(tmp_path)
    start(store, [])
    store.log(nonsense, 101.0)
    store.log(DeadTap(1), 102.0)
    store.end(1, 103.0)
    assert store.health()["rejected"] == 1
    store.close()
    assert one(tmp_path, "SELECT count(*) FROM path") == 2
    assert b"Anna" not in (tmp_path / "store.db").read_bytes()


def test_a_build_that_is_no_id_is_called_undetermined(tmp_path: Path) -> None:
    store = quiet(tmp_path, build="Version von Anna")
    play(store)
    store.close()
    assert one(tmp_path, "SELECT build FROM visits_readable") == "und"


def test_without_a_folder_the_exhibition_plays_on() -> None:
    store = quiet(None)
    for number in range(300):
        play(store, at=number * 100.0)
    assert store.lights().windows[12 * WINDOWS + 3] == "heating"
    assert store.crowd("heat/fuel").votes == {("heat/fuel/pump", 2.0): 300}
    health = store.health()
    assert (health["on_disk"], health["waiting"], health["visits_lost"]) == (0, 200, 100)
    assert not night(store)
    store.close()


def test_the_thread_commits_without_being_asked(tmp_path: Path) -> None:
    store = Store(tmp_path, 7)
    start(store)
    store.close()
    assert one(tmp_path, "SELECT count(*) FROM path") == len(GAME)


def test_a_full_queue_drops_and_counts_every_single_event(tmp_path: Path) -> None:
    store = Store(tmp_path, 7)
    store.begin(0.0)
    logged = 5 * MOST_QUEUED
    for number in range(logged):
        store.log(DeadTap(1), number / 1000)
    store.end(1, 9.0)
    assert store.flush()
    dropped = store.health()["dropped"]
    store.close()
    assert dropped > 0
    assert one(tmp_path, "SELECT count(*) FROM path WHERE cell IS NOT NULL") + dropped == logged
    assert one(tmp_path, "SELECT quality & 4 FROM visit_fact") == 4


def test_a_gap_of_the_loop_marks_the_visit(tmp_path: Path) -> None:
    store = quiet(tmp_path)
    start(store)
    store.gap(170.0)
    store.end(3, 180.0)
    store.log(Failed(1), 181.0)
    store.close()
    assert one(tmp_path, "SELECT quality FROM visit_fact") == 2
    assert rows(tmp_path, "SELECT measure, n FROM health_readable ORDER BY 1") == [
        ("failures", 1), ("gaps", 1), ("outside", 1), ("starts", 1), ("stops", 1),
    ]  # fmt: skip


def test_a_rehearsal_of_many_visits_stays_whole(tmp_path: Path) -> None:
    store = quiet(tmp_path, chance=random.Random(4).getrandbits)
    for number in range(300):
        play(store, wandering(number % 20), at=number * 500.0)
    store.close()
    assert one(tmp_path, "SELECT count(*) FROM visit_fact") == 300
    assert one(tmp_path, "SELECT sum(visits) FROM hour_count") == 300
    assert one(tmp_path, "SELECT count(*) FROM path") == 300 * 42


def test_a_poll_is_open_from_twenty_votes_on_and_every_lane_is_a_poll_of_its_own(tmp_path: Path) -> None:
    days = [MAY]
    store = quiet(tmp_path, wall=lambda: days[-1])
    for number in range(20):
        assert store.sums(20).polls == {}
        hour = 12.0 if number % 4 else 2.0
        votes = (Answered("power/day.cars", hour, True), Answered("power/day.wash", 9.0, True))
        start(store, ((0.0, VisitStarted("de")), *((float(i), vote) for i, vote in enumerate(votes, 1))))
        store.end(1, 10.0)
    days.append(datetime(2027, 5, 15, 9))
    assert store.sums(20).polls == {"power/day.cars": {12.0: 15, 2.0: 5}, "power/day.wash": {9.0: 20}}
    assert store.sums(21).polls == {}
    store.close()
    assert quiet(tmp_path, wall=lambda: days[-1]).sums(20).polls["power/day.cars"] == {12.0: 15, 2.0: 5}


def test_what_was_made_of_a_day_is_kept_in_the_path(tmp_path: Path) -> None:
    """Whether a principle was taken over, which modes, what was taken back, how many on the best line."""
    store = quiet(tmp_path)
    days: tuple[Event, ...] = (
        ScreenEntered("power/day"), DayRun("power/day", 3), LampsLit("power/day", 2),
        LegTaken("ways/day/market.tram", 0), LegTakenBack("ways/day/market.tram", 0),
        SwapTaken("ways/day/market.bike", 3), DayPlanned("ways/day/jana", True),
        DayPlanned("ways/day/leo", False),
    )  # fmt: skip
    start(store, ((0.0, VisitStarted("de")), *((float(i), event) for i, event in enumerate(days, 1))))
    store.end(1, 20.0)
    kept = rows(tmp_path, "SELECT kind, target, value FROM paths_readable WHERE target LIKE '%/%'")
    assert set(kept) >= {
        ("day_run", "power/day", 3), ("lamps", "power/day", 2), ("leg", "ways/day/market.tram", 0),
        ("leg_back", "ways/day/market.tram", 0), ("swap", "ways/day/market.bike", 3),
        ("day_planned", "ways/day/jana", 1),
        ("day_planned", "ways/day/leo", 0),
    }  # fmt: skip
    store.close()
