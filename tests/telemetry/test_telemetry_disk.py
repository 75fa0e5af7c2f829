from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from plays import GAME, ROOT, one, play, quiet, rows, start

from telemetry.city import WINDOWS
from telemetry.night import night
from telemetry.schema import STORE_NUMBER
from telemetry.store import Store
from telemetry.writer import RETRY_EVERY


def played(folder: Path) -> None:
    store = quiet(folder)
    play(store)
    store.close()


def scribble(path: Path) -> None:
    path.write_bytes(b"\0" * 100 + path.read_bytes()[100:])


def truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2 + 7)


def garbage(path: Path) -> None:
    path.write_bytes(b"a diary, not a database" * 400)


def foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE somebody (elses)")


def directory(path: Path) -> None:
    path.unlink()
    path.mkdir()


def pages(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 * 5 : 4096 * 12] = os.urandom(4096 * 7)
    path.write_bytes(data)


@pytest.mark.parametrize("harm", [scribble, truncate, garbage, foreign, directory, pages])
@pytest.mark.parametrize("file", ["store.db", "live.db"])
def test_a_damaged_file_makes_room_for_a_new_one(tmp_path: Path, harm: object, file: str) -> None:
    played(tmp_path)
    if harm is pages and file == "live.db":
        pytest.skip("too small a file")
    assert callable(harm)
    harm(tmp_path / file)
    store = quiet(tmp_path)
    play(store)
    assert (store.health()["quarantined"], store.health()["on_disk"]) == (1, 1)
    store.close()
    assert one(tmp_path, "SELECT count(*) FROM visit_fact") == (1 if file == "store.db" else 2)
    kept = file == "store.db" or harm in (foreign, directory)
    assert (tmp_path / f"{file}.bad-1").exists() == kept, "a damaged live file holds exact times: not kept"


def test_the_last_three_damaged_files_are_kept(tmp_path: Path) -> None:
    for _ in range(5):
        played(tmp_path)
        garbage(tmp_path / "store.db")
    quiet(tmp_path).close()
    assert sorted(p.name for p in tmp_path.glob("*.bad-*")) == [f"store.db.bad-{n}" for n in (3, 4, 5)]


def test_an_empty_file_is_simply_filled(tmp_path: Path) -> None:
    (tmp_path / "store.db").touch()
    (tmp_path / "live.db").touch()
    played(tmp_path)
    assert one(tmp_path, "SELECT count(*) FROM visit_fact") == 1
    assert list(tmp_path.glob("*.bad-*")) == []


def test_a_file_of_newer_software_is_left_alone(tmp_path: Path) -> None:
    played(tmp_path)
    with closing(sqlite3.connect(tmp_path / "store.db")) as db:
        db.execute(f"PRAGMA user_version = {STORE_NUMBER + 4}")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = (tmp_path / "store.db").read_bytes()
    store = quiet(tmp_path)
    for number in range(2 * RETRY_EVERY):
        play(store, at=number * 100.0)
    assert "newer" in (store.writer.trouble or "")
    assert store.health()["on_disk"] == 0
    store.close()
    assert (tmp_path / "store.db").read_bytes() == before


def test_the_number_of_the_schema_is_in_the_file_and_the_steps_are_on_record(tmp_path: Path) -> None:
    played(tmp_path)
    assert one(tmp_path, "PRAGMA user_version") == STORE_NUMBER
    assert (
        one(tmp_path, "SELECT count(*) FROM _sqlite_migrations WHERE migration_set = 'telemetry'")
        == STORE_NUMBER
    )
    assert one(tmp_path, "PRAGMA journal_mode") == "wal"


def test_a_start_with_a_current_file_does_not_pay_for_migrations(tmp_path: Path) -> None:
    played(tmp_path)
    code = """
import sys, pathlib
from telemetry.store import Store
Store(pathlib.Path(sys.argv[1]), 7).close()
assert "sqlite_utils" not in sys.modules and not any(name.startswith("kiosk") for name in sys.modules)
"""
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, check=True)


def test_a_second_exhibition_is_turned_away_and_comes_in_when_the_first_is_gone(tmp_path: Path) -> None:
    first, second = quiet(tmp_path), quiet(tmp_path)
    assert "another exhibition" in (second.writer.trouble or "")
    play(first)
    play(second)
    assert (first.health()["on_disk"], second.health()["on_disk"]) == (1, 0)
    first.close()
    for _ in range(RETRY_EVERY):
        second.flush()
    assert second.health()["on_disk"] == 1
    second.close()
    assert one(tmp_path, "SELECT count(*) FROM visit_fact") == 2


@pytest.mark.parametrize("folder", ["/proc/nowhere/data", "/dev/null/data"])
def test_a_folder_that_cannot_be_costs_nothing_but_rows(folder: str) -> None:
    store = quiet(Path(folder))
    play(store)
    assert store.lights().windows[12 * WINDOWS + 3] == "heating"
    assert (store.health()["on_disk"], store.health()["waiting"]) == (0, 1)
    assert "cannot write" in (store.writer.trouble or "")
    store.close()


def test_a_visit_cut_off_by_a_crash_is_kept_at_the_next_start(tmp_path: Path) -> None:
    cut = _power_cut(tmp_path)
    store = quiet(cut)
    store.flush()
    assert store.health()["resealed"] == 1
    store.close()
    assert rows(cut, "SELECT reason, language, funnel, bucket FROM visits_readable") == [(5, "de", 4, 202705)]
    assert one(cut, "SELECT count(*) FROM path") == len(GAME) - 1
    assert one(cut, "SELECT count(*) FROM light") == 1


def _power_cut(tmp_path: Path) -> Path:
    """The files as they are on disk in the middle of a visit."""
    store = quiet(tmp_path / "a")
    start(store)
    store.flush()
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    store.close()
    return tmp_path / "b"


def test_keeping_a_visit_twice_adds_nothing(tmp_path: Path) -> None:
    cut = _power_cut(tmp_path)
    live = [(path, path.read_bytes()) for path in cut.glob("live.db*")]
    counts = []
    for _ in range(2):
        for path, data in live:
            path.write_bytes(data)
        quiet(cut).close()
        tables = ("visit_fact", "visit_station", "path", "touch_cell", "light")
        counts.append([one(cut, f"SELECT count(*) FROM {table}") for table in tables])
        counts[-1] += [
            one(cut, "SELECT sum(visits) FROM hour_count"),
            one(cut, "SELECT sum(den) FROM day_stat"),
        ]
    assert counts[0] == counts[1]


def test_live_rows_of_another_store_are_not_misread(tmp_path: Path) -> None:
    cut = _power_cut(tmp_path)
    (cut / "store.db-wal").unlink()
    garbage(cut / "store.db")
    store = quiet(cut)
    store.flush()
    assert store.health()["visits_lost"] == 1
    store.close()
    assert one(cut, "SELECT count(*) FROM visit_fact") == 0


def test_a_reader_that_holds_the_store_delays_rows_and_loses_none(tmp_path: Path) -> None:
    store = quiet(tmp_path)
    with closing(sqlite3.connect(tmp_path / "store.db", isolation_level=None)) as greedy:
        greedy.execute("BEGIN IMMEDIATE")
        play(store)
        assert (store.health()["waiting"], store.health()["on_disk"]) == (1, 0)
        greedy.execute("ROLLBACK")
    assert store.flush()
    assert (store.health()["waiting"], store.health()["on_disk"]) == (0, 1)
    store.close()
    assert one(tmp_path, "SELECT count(*) FROM visit_fact") == 1
    assert one(tmp_path, "SELECT num FROM day_stat JOIN stat ON id = stat WHERE name = 'light'") == 1


def test_a_store_that_is_overwritten_while_in_use_is_whole_again_after_the_night(tmp_path: Path) -> None:
    store = quiet(tmp_path)
    play(store)
    for path in (tmp_path / "store.db", tmp_path / "store.db-wal"):
        with path.open("r+b") as file:
            file.write(b"\xa5" * path.stat().st_size)
    night(store)
    for number in range(RETRY_EVERY):
        play(store, at=300.0 * number)
    assert store.health()["on_disk"] == 1
    store.close()
    assert one(tmp_path, "PRAGMA quick_check") == "ok"
    assert one(tmp_path, "SELECT count(*) FROM visit_fact") >= RETRY_EVERY


def test_a_visit_that_no_disk_would_take_does_not_block_the_next(tmp_path: Path) -> None:
    numbers = [5, 2**70]
    store = quiet(tmp_path, chance=lambda bits: numbers.pop())
    play(store)
    play(store)
    store.close()
    assert store.health()["visits_lost"] == 1
    assert rows(tmp_path, "SELECT visit FROM visit_fact") == [(5,)]


def test_a_long_queue_of_visits_is_kept_in_one_go(tmp_path: Path) -> None:
    store = quiet(tmp_path)
    with closing(sqlite3.connect(tmp_path / "store.db", isolation_level=None)) as greedy:
        greedy.execute("PRAGMA busy_timeout = 0")
        greedy.execute("BEGIN IMMEDIATE")
        for number in range(3):
            play(store, at=number * 100.0)
        greedy.execute("ROLLBACK")
    for number in range(60):
        store.begin(number * 100.0)
    assert store.flush()
    assert store.health()["waiting"] == 0
    store.close()
    assert one(tmp_path, "SELECT count(*) FROM visit_fact") == 63


@pytest.mark.parametrize(
    ("harm", "works"),
    [
        ("UPDATE meta SET v = 99999999 WHERE k = 'crowd_day'", True),
        ("UPDATE meta SET v = 20261399 WHERE k = 'crowd_day'", True),
        ("UPDATE meta SET v = -5 WHERE k = 'crowd_day'", True),
        ("DELETE FROM meta WHERE k = 'crowd_day'", True),
        ("DELETE FROM meta", False),
    ],
)
def test_nonsense_in_a_sound_file_does_not_stop_the_exhibition(
    tmp_path: Path, harm: str, works: bool
) -> None:
    first = Store(tmp_path, 1, threaded=False)
    first.sums(20, ["a/b/c"])
    first.close()
    with closing(sqlite3.connect(tmp_path / "store.db")) as db, db:
        assert db.execute("SELECT count(*) FROM meta WHERE k = 'crowd_day'").fetchone() == (1,)
        db.execute(harm)

    with closing(Store(tmp_path, 1, threaded=False)) as store:
        assert store.sums(20, ["a/b/c"]).laid == {"a/b/c": 0}
        assert bool(store.health()["on_disk"]) is works
