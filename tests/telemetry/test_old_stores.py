"""A store that was written by earlier steps finds its way here."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from plays import one, play, quiet, rows, wandering
from sqlite_utils import Database

from telemetry import schema
from telemetry.recount import recount

REAL = Path(__file__).parent / "store_of_step_3.sql"
KEPT = ("visit_fact", "visit_station", "path", "hour_count", "day_stat", "poll", "guess", "light")
SCREENS = """SELECT s.name, seen, done, back, last FROM screen_count c JOIN screen s ON s.id = c.screen
    WHERE c.bucket = 202705 ORDER BY 1"""
OUTCOMES = """SELECT k.name, t.name, o.value, o.n FROM outcome o JOIN kind k ON k.id = o.kind
    JOIN target t ON t.id = o.target WHERE o.bucket = 202705 ORDER BY 1, 2, 3"""


def old_store(path: Path, number: int) -> None:
    """An empty store as the software with so many steps made it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        for position, (_, step) in enumerate(schema._STEPS[:number], start=1):
            step(Database(db, execute_plugins=False))
            db.execute(f"PRAGMA application_id = {schema.STORE_MARK}")
            db.execute(f"PRAGMA user_version = {position}")
        db.execute("CREATE TABLE _sqlite_migrations (id INTEGER PRIMARY KEY, migration_set TEXT, name TEXT,"
                   " applied_at TEXT)")  # fmt: skip
        names = [(f"{name}",) for name, _ in schema._STEPS[:number]]
        db.executemany(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('telemetry', ?, '')",
            names,
        )


@pytest.mark.parametrize("number", range(1, schema.STORE_NUMBER))
def test_a_store_of_every_earlier_number_is_brought_here_and_goes_on(tmp_path: Path, number: int) -> None:
    old_store(tmp_path / "store.db", number)
    store = quiet(tmp_path)
    assert store.health()["quarantined"] == 0 and store.health()["on_disk"] == 1
    play(store)
    store.close()
    assert one(tmp_path, "PRAGMA user_version") == schema.STORE_NUMBER
    assert one(tmp_path, "SELECT sum(seen) FROM screen_count") == 3


def test_a_real_file_of_step_3_is_read_on_and_its_visits_are_counted_from_their_paths(tmp_path: Path) -> None:
    """Four visits: two games, a day of errands that was left, a cleaning cloth."""
    with closing(sqlite3.connect(tmp_path / "store.db")) as db:
        db.executescript(REAL.read_text("utf-8"))
        before = {table: db.execute(f"SELECT * FROM {table}").fetchall() for table in KEPT}
    store = quiet(tmp_path)
    store.close()
    assert store.health()["quarantined"] == 0
    assert one(tmp_path, "PRAGMA user_version") == schema.STORE_NUMBER
    for table, found in before.items():
        assert rows(tmp_path, f"SELECT * FROM {table}") == found, table
    assert rows(tmp_path, SCREENS) == [
        ("heat/fuel", 2, 2, 0, 2), ("heat/rooms", 2, 2, 0, 0), ("home", 2, 0, 0, 0), ("ways/day", 1, 0, 1, 1),
    ]  # fmt: skip
    assert rows(tmp_path, OUTCOMES) == [
        ("idle_warn", "heat", 0, 2), ("idle_warn", "ways", 1, 1), ("leg", "ways/day/market.bike", 1, 1),
        ("task_end", "heat", 1, 2), ("task_end", "ways", 0, 1),
    ]  # fmt: skip
    assert one(tmp_path, "SELECT v FROM meta WHERE k = 'terminal'") == 7


def test_a_recount_says_what_sealing_said(tmp_path: Path) -> None:
    store = quiet(tmp_path)
    for seed in range(20):
        play(store, wandering(seed))
        play(store)
    store.close()
    with closing(sqlite3.connect(tmp_path / "store.db")) as db:
        counted = [db.execute(query).fetchall() for query in (SCREENS, OUTCOMES)]
        db.execute("DELETE FROM screen_count")
        db.execute("DELETE FROM outcome")
        recount(db)
        assert [db.execute(query).fetchall() for query in (SCREENS, OUTCOMES)] == counted
        assert all(counted)


def test_a_file_that_breaks_off_between_two_steps_is_finished_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old_store(tmp_path / "store.db", 3)

    def fails(db: Database) -> None:
        raise sqlite3.OperationalError("the power went")

    steps = schema._STEPS
    monkeypatch.setattr(schema, "_STEPS", (*steps[:-1], ("recounted", fails)))
    broken = quiet(tmp_path)
    assert broken.health()["on_disk"] == 0
    broken.close()
    monkeypatch.setattr(schema, "_STEPS", steps)
    store = quiet(tmp_path)
    play(store)
    store.close()
    assert one(tmp_path, "PRAGMA user_version") == schema.STORE_NUMBER
    assert one(tmp_path, "SELECT count(*) FROM visit_fact") == 1
