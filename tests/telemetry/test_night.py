"""The night's work on real stores, with a calendar that is moved, and a power that goes."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from plays import FIRST, GAME, ROOT, Calendar, by_bucket, one, play, quiet, rows, start

from kiosk.cli.run import Nightly
from telemetry import buckets, retention
from telemetry.night import night
from telemetry.retention import DAYS_OF_PROOF, believed, tidy

SHORT = GAME[:7]


def lived(folder: Path, until: datetime, a_day: int = 1, every: int = 3, since: datetime = FIRST) -> Calendar:
    """A store with `a_day` visits on every third day or so."""
    wall = Calendar(since)
    store = quiet(folder, wall=wall, chance=random.Random(7).getrandbits)
    store.commit_every = 100
    stay = random.Random(8)
    while wall.now < until:
        for _ in range(a_day):
            start(store, SHORT)
            store.log(SHORT[-1][1], 107.0 + stay.expovariate(1 / 60))
            store.end(1, 900.0)
        wall.now += timedelta(days=every)
    store.close()
    return wall


def at_night(folder: Path, wall: Calendar, path_months: int = retention.PATH_MONTHS) -> bool:
    with closing(quiet(folder, wall=wall)) as store:
        return night(store, path_months)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same rule with smaller numbers."""
    monkeypatch.setattr(buckets, "ENOUGH", 25)


def test_months_with_few_visits_are_coarsened_and_the_running_one_is_not(tmp_path: Path, few: None) -> None:
    wall = lived(tmp_path, datetime(2027, 5, 28), a_day=2)
    before = by_bucket(tmp_path)
    assert set(before) == {202701, 202702, 202703, 202704, 202705}
    assert at_night(tmp_path, wall)
    assert by_bucket(tmp_path) == {202721: sum(list(before.values())[:3]), 202722: before[202704], 202705: 18}
    wall.now += timedelta(days=1)
    assert at_night(tmp_path, wall)
    assert set(by_bucket(tmp_path)) == {202721, 202722, 202705}, "one night does not differ from the next"


def test_a_year_with_few_visits_says_so(tmp_path: Path) -> None:
    wall = lived(tmp_path, datetime(2028, 2, 10), every=5)
    assert at_night(tmp_path, wall)
    stands = by_bucket(tmp_path)
    assert set(stands) == {202740, 202801, 202802}, "a week of visits has to say that January is over"
    few = rows(tmp_path, "SELECT k, v FROM meta WHERE k LIKE 'sparse/%'")
    assert few == [("sparse/7/2027", stands[202740])]


def test_counters_keep_their_months(tmp_path: Path, few: None) -> None:
    wall = lived(tmp_path, datetime(2027, 4, 28))
    tables = ("screen_count", "outcome", "poll", "hour_count", "day_stat", "touch_cell")
    before = [rows(tmp_path, f"SELECT * FROM {table}") for table in tables]
    assert at_night(tmp_path, wall)
    assert [rows(tmp_path, f"SELECT * FROM {table}") for table in tables] == before


def test_the_longest_stays_look_alike_and_none_tells_more_at_its_station(tmp_path: Path, few: None) -> None:
    wall = lived(tmp_path, datetime(2027, 2, 20), a_day=20, every=1)
    longest = one(tmp_path, "SELECT max(dwell_bin) FROM visit_fact WHERE bucket = 202701")
    assert at_night(tmp_path, wall)
    top = one(tmp_path, "SELECT max(dwell_bin) FROM visit_fact WHERE bucket = 202701")
    assert top < longest
    assert one(tmp_path, "SELECT max(v.dwell_bin) FROM visit_station v JOIN visit_fact f USING (visit)"
                         " WHERE f.bucket = 202701") <= top  # fmt: skip


# --- paths --------------------------------------------------------------------------------


@pytest.mark.parametrize("months", [3, 18])
def test_no_path_grows_older_than_it_may_and_nothing_else_goes(
    tmp_path: Path, months: int, few: None
) -> None:
    wall = lived(tmp_path, datetime(2028, 9, 28), every=7)
    visits = one(tmp_path, "SELECT count(*) FROM visit_fact")
    assert at_night(tmp_path, wall, months)
    oldest = min(buckets.months(bucket)[0] for bucket in by_bucket(tmp_path, "path"))
    assert buckets.age(oldest, 202808) < months, "as of the month a week of visits vouches for"
    assert set(by_bucket(tmp_path)) - set(by_bucket(tmp_path, "path")), "some went"
    assert one(tmp_path, "SELECT count(*) FROM visit_fact") == visits
    assert one(tmp_path, "SELECT count(DISTINCT visit) FROM visit_station") == visits


# --- a calendar that is wrong -------------------------------------------------------------


def leap(folder: Path, wall: Calendar, to: datetime, visits: int) -> None:
    """A night, and a day, on which the calendar is elsewhere."""
    true, wall.now = wall.now, to
    store = quiet(folder, wall=wall)
    for _ in range(visits):
        play(store, SHORT)
    store.uptime.ran(800)
    night(store)
    wall.now += timedelta(days=1)
    night(store)
    store.close()
    wall.now = true


@pytest.mark.parametrize("to", [datetime(2028, 5, 28, 3), datetime(2099, 1, 1), datetime(1970, 1, 1)])
@pytest.mark.parametrize("visits", [0, 5])
def test_a_calendar_that_leaps_for_a_night_destroys_nothing(
    tmp_path: Path, to: datetime, visits: int, few: None
) -> None:
    wall = lived(tmp_path, datetime(2027, 5, 28), a_day=2)
    at_night(tmp_path, wall)
    before = {table: by_bucket(tmp_path, table) for table in ("visit_fact", "path")}
    leap(tmp_path, wall, to, visits)
    at_night(tmp_path, wall)
    for table, stood in before.items():
        assert before[table].items() <= by_bucket(tmp_path, table).items(), (table, stood)


def test_a_week_of_running_is_believed_even_without_visits(tmp_path: Path) -> None:
    wall = lived(tmp_path, datetime(2027, 1, 28), every=1)
    store = quiet(tmp_path, wall=wall)
    wall.now = datetime(2027, 6, 1, 3)
    for day in range(1, DAYS_OF_PROOF + 1):
        with closing(sqlite3.connect(tmp_path / "store.db")) as db:
            assert believed(db, 20270630) == 202701
        wall.now = datetime(2027, 6, day, 3)
        store.uptime.ran(600)
        store.flush()
    with closing(sqlite3.connect(tmp_path / "store.db")) as db:
        assert believed(db, 20270630) == 202706
        assert believed(db, 20270531) == 202701, "days to come prove nothing"
    store.close()


# --- a night that is cut short ------------------------------------------------------------


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "_VISITS_AT_ONCE", 80)
    monkeypatch.setattr(retention, "_PATHS_AT_ONCE", 80)


def contents(folder: Path) -> list[object]:
    tables = ("visit_fact", "visit_station", "path", "meta", "survey", "response", "day_stat")
    return [rows(folder, f"SELECT * FROM {table}") for table in tables]


def test_a_night_that_ends_after_any_step_is_finished_by_the_next(
    tmp_path: Path, few: None, small_steps: None
) -> None:
    wall = lived(tmp_path / "a", datetime(2028, 9, 28), a_day=3, every=12)
    shutil.copytree(tmp_path / "a", tmp_path / "whole")
    assert at_night(tmp_path / "whole", wall, 6)
    expected = contents(tmp_path / "whole")
    for steps in range(60):
        folder = tmp_path / f"cut{steps}"
        shutil.copytree(tmp_path / "a", folder)
        with closing(sqlite3.connect(folder / "store.db", isolation_level=None)) as db:
            done = sum(1 for _ in zip(range(steps), tidy(db, 20280928, 6), strict=False))
        assert at_night(folder, wall, 6)
        assert contents(folder) == expected, steps
        shutil.rmtree(folder)
        if done < steps:
            break
    assert steps > 10, "else there was hardly a step to be cut after"


KILLED = """
import pathlib, sys
sys.path[:0] = [sys.argv[2]]
from datetime import datetime
from plays import quiet
from kiosk.cli.run import Nightly
from telemetry import buckets, retention
from telemetry.night import night
buckets.ENOUGH = 25
retention._VISITS_AT_ONCE, retention._PATHS_AT_ONCE = 10, 5
store = quiet(pathlib.Path(sys.argv[1]), wall=lambda: datetime(2028, 9, 28, 3))
print("ready", flush=True)
night(store, 6)
"""


def test_a_night_that_is_killed_at_any_moment_is_finished_by_the_next(tmp_path: Path, few: None) -> None:
    wall = lived(tmp_path / "a", datetime(2028, 9, 28), a_day=3, every=12)
    shutil.copytree(tmp_path / "a", tmp_path / "whole")
    assert at_night(tmp_path / "whole", wall, 6)
    chance = random.Random(2)
    for turn in range(3):
        folder = tmp_path / f"killed{turn}"
        shutil.copytree(tmp_path / "a", folder)
        child = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(folder), str(Path(__file__).parent)],
            cwd=ROOT, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert child.stdout is not None and child.stdout.readline() == "ready\n"
        try:
            child.wait(chance.random() * 0.15)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        child.stdout.close()
        assert at_night(folder, wall, 6)
        assert contents(folder) == contents(tmp_path / "whole")
        assert one(folder, "PRAGMA quick_check") == "ok"


def test_a_night_never_begins_during_a_visit_and_ends_when_one_begins(tmp_path: Path) -> None:
    wall = lived(tmp_path, datetime(2027, 5, 28), a_day=2)
    store = quiet(tmp_path, wall=wall)
    start(store)
    assert not night(store)
    assert set(by_bucket(tmp_path)) == {202701, 202702, 202703, 202704, 202705}
    store.end(1, 200.0)
    worked: list[int] = []

    def job(db: sqlite3.Connection) -> Iterator[None]:
        for number in range(5):
            worked.append(number)
            if number == 2:
                store.begin(900.0)
            yield

    assert not store.writer.work(job)
    assert worked == [0, 1, 2]
    store.close()


@pytest.mark.parametrize("first", ["2027-05-14 04:00", "2027-05-14 09:30"], ids=["at night", "switched on"])
def test_the_store_is_put_in_order_once_a_day_and_never_while_somebody_plays(
    tmp_path: Path, first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[datetime] = []
    monkeypatch.setattr("telemetry.night.night", lambda store: done.append(wall.now))
    wall, console = Calendar(datetime.fromisoformat(first)), SimpleNamespace(visiting=True)
    nightly = Nightly(console, quiet(None), wall)  # type: ignore[arg-type]
    nightly.beat()
    assert done == []
    console.visiting = False
    for hours in (0, 0.1, 1, 10, 14):
        wall.now = datetime.fromisoformat(first) + timedelta(hours=hours)
        nightly.beat()
    assert done == [datetime.fromisoformat(first)]
    wall.now = datetime.fromisoformat(first) + timedelta(hours=24)
    nightly.beat()
    assert len(done) == 2


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE visit_fact SET bucket = 202799 WHERE visit % 3 = 0",
        "UPDATE visit_fact SET bucket = -1",
        "UPDATE hour_count SET day = day - 2 * day",
        "INSERT INTO hour_count VALUES (7, 20271399, 77, 5), (9, 0, 0, 1), (7, 99999999, 1, 1)",
        "DELETE FROM hour_count",
    ],
)
def test_nonsense_in_a_sound_file_does_not_stop_the_night(tmp_path: Path, harm: str, few: None) -> None:
    wall = lived(tmp_path, datetime(2028, 9, 28), every=20)
    with closing(sqlite3.connect(tmp_path / "store.db")) as db, db:
        db.execute(harm)
    visits = one(tmp_path, "SELECT count(*) FROM visit_fact")
    assert at_night(tmp_path, wall)
    assert one(tmp_path, "SELECT count(*) FROM visit_fact") == visits


# --- minutes ------------------------------------------------------------------------------


def minutes(folder: Path) -> dict[int, int]:
    return dict(rows(folder, "SELECT day, n FROM health_readable WHERE measure = 'minutes'"))


@pytest.fixture
def beating(tmp_path: Path) -> Callable[[list[tuple[float, datetime]]], dict[int, int]]:
    """Plays beats: seconds since the last one, and what the calendar says then."""

    def play_beats(beats: list[tuple[float, datetime]]) -> dict[int, int]:
        wall, now = Calendar(beats[0][1]), 0.0
        store = quiet(tmp_path, wall=wall)
        for passed, day in beats:
            now, wall.now = now + passed, day
            store.uptime.beat(now)
        store.flush()
        store.close()
        return minutes(tmp_path)

    return play_beats


Beating = Callable[[list[tuple[float, datetime]]], dict[int, int]]


def quarter_minutes(since: datetime, hours: float) -> list[tuple[float, datetime]]:
    return [(15.0, since + timedelta(seconds=15 * k)) for k in range(round(hours * 240) + 1)]


def test_minutes_count_for_their_calendar_day_without_any_visit(beating: Beating) -> None:
    found = beating(quarter_minutes(datetime(2027, 5, 14, 22), 28))
    assert found == {20270514: 119, 20270515: 1440, 20270516: 121}
    assert sum(found.values()) == 28 * 60


def test_summer_time_makes_no_minute_and_loses_none(beating: Beating) -> None:
    day = quarter_minutes(datetime(2027, 3, 28, 0), 2)
    day += quarter_minutes(datetime(2027, 3, 28, 3), 20)
    assert sum(beating(day).values()) == round((len(day) - 1) / 4)


def test_a_calendar_that_leaps_loses_no_minute(beating: Beating) -> None:
    true = quarter_minutes(datetime(2027, 5, 14, 12), 1)
    false = [(15.0, moment.replace(year=2099)) for _, moment in true]
    back = [(15.0, moment - timedelta(hours=9)) for _, moment in true]
    assert beating([*true, *false, *back]) == {20270514: 120, 20990514: 60}


def test_a_machine_that_slept_did_not_run(beating: Beating) -> None:
    before = quarter_minutes(datetime(2027, 5, 14, 12), 1)
    after = quarter_minutes(datetime(2027, 5, 15, 12), 1)
    assert beating([*before, (23 * 3600.0, after[0][1]), *after[1:]]) == {20270514: 60, 20270515: 60}


def test_what_is_counted_without_a_visit_counts_for_its_day(tmp_path: Path) -> None:
    """And a visit belongs to one day as a whole."""
    wall = Calendar(datetime(2027, 5, 14, 23, 58))
    store = quiet(tmp_path, wall=wall)
    start(store)
    wall.now = datetime(2027, 5, 15, 0, 3)
    store.uptime.ran(5)
    store.gap(150.0)
    store.end(1, 160.0)
    store.uptime.ran(1)
    store.gap(170.0)
    store.close()
    measures = {(day, name): n for day, name, n in rows(tmp_path, "SELECT * FROM health_readable")}
    assert measures[20270515, "minutes"] == 6
    assert (measures[20270514, "gaps"], measures[20270515, "gaps"]) == (1, 1)
    assert rows(tmp_path, "SELECT day FROM hour_count") == [(20270514,)]


def test_the_thread_counts_the_minutes(tmp_path: Path) -> None:
    from telemetry.store import Store

    store = Store(tmp_path, 7, wall=lambda: FIRST)
    beats: list[float] = []
    clock = iter(range(0, 10**9, 60))
    store.writer.clock = lambda: beats.append(float(next(clock))) or beats[-1]  # type: ignore[func-returns-value]
    while len(beats) < 4:
        time.sleep(0.02)
    store.close()
    assert minutes(tmp_path)[20270104] == len(beats) - 1
