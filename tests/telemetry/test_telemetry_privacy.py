from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest
from plays import GAME, play, quiet, start, wandering

from telemetry.events import Tapped
from telemetry.night import night
from telemetry.schema import VISIT_TABLES

VISIT = 0x5DEADBEEF5AA


def traces(folder: Path, visit: int) -> set[str]:
    """The files of the live zone in which the bytes of a visit's number stand."""
    varint = bytes([0x80 | (visit >> shift) & 0x7F for shift in range(42, 0, -7)] + [visit & 0x7F])
    forms = (visit.to_bytes(6, "big"), varint)
    return {
        path.name
        for path in folder.glob("live.db*")
        if any(form in path.read_bytes() for form in forms)
    }  # fmt: skip


def test_a_kept_visit_leaves_no_trace_in_the_live_zone(tmp_path: Path) -> None:
    store = quiet(tmp_path, chance=lambda bits: VISIT)
    start(store)
    store.flush()
    assert traces(tmp_path, VISIT), "else this test would look for the wrong bytes"
    store.end(1, 200.0)
    assert traces(tmp_path, VISIT) == set()
    store.close()
    assert traces(tmp_path, VISIT) == set()


def test_after_a_crash_and_a_start_no_trace_is_left_either(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    store = quiet(tmp_path / "a", chance=lambda bits: VISIT)
    start(store)
    store.flush()
    shutil.copytree(tmp_path / "a", tmp_path / "b")  # as the disk is when the power goes
    store.close()
    after = quiet(tmp_path / "b")
    after.flush()
    assert traces(tmp_path / "b", VISIT) == set()
    after.close()


@pytest.mark.parametrize("file", ["store.db", "live.db"])
def test_rows_about_visits_can_hold_integers_only(tmp_path: Path, file: str) -> None:
    quiet(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / file)) as db:
        tables = VISIT_TABLES if file == "store.db" else ("live_visit", "live_event")
        strict = {name for name, flag in db.execute("SELECT name, strict FROM pragma_table_list") if flag}
        for table in tables:
            types = {kind for (kind,) in db.execute("SELECT type FROM pragma_table_info(?)", (table,))}
            assert types == {"INTEGER"} and table in strict


def test_no_row_about_a_visit_has_a_day_or_an_hour(tmp_path: Path) -> None:
    quiet(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "store.db")) as db:
        for table in VISIT_TABLES:
            columns = {name for (name,) in db.execute("SELECT name FROM pragma_table_info(?)", (table,))}
            assert not columns & {"day", "hour", "t_ms", "created_at", "block", "win"}


def test_two_orders_of_arrival_leave_the_same_bytes(tmp_path: Path) -> None:
    quiet(tmp_path / "new").close()
    visits = list(range(200))
    files = []
    for name, order in (("a", visits), ("b", random.Random(1).sample(visits, len(visits)))):
        shutil.copytree(tmp_path / "new", tmp_path / name)
        files.append(_filled(tmp_path / name, order))
    assert files[0] == files[1]


def _filled(folder: Path, order: Iterable[int]) -> bytes:
    queue = list(order)
    numbers = random.Random(9)
    ids = [numbers.getrandbits(48) for _ in queue]
    store = quiet(folder, chance=lambda bits: ids[queue[-1]])
    store.register("target", {*(f"part-{k}" for k in range(9)), "de", "tr", "en", "s0", "s1", "s2"})
    store.register("target", {f"s{s}/q{q}/a" for s in range(3) for q in range(4)})
    store.register("screen", {f"s{s}/q{q}" for s in range(3) for q in range(4)})
    store.register("station", ("s0", "s1", "s2"))
    store.register("language", ("de", "tr", "en"))
    while queue:
        play(store, wandering(queue[-1]))
        queue.pop()
    assert night(store)
    store.close()
    return (folder / "store.db").read_bytes()


def test_names_are_numbered_as_registered_not_as_touched(tmp_path: Path) -> None:
    store = quiet(tmp_path)
    store.register("target", ["tile.water", "tile.heat"])
    play(store, [(1.0, Tapped("tile.water"))])
    store.close()
    with closing(sqlite3.connect(tmp_path / "store.db")) as db:
        assert db.execute("SELECT name FROM target WHERE name LIKE 'tile.%' ORDER BY id").fetchall() == [
            ("tile.heat",),
            ("tile.water",),
        ]


def test_free_text_cannot_become_a_name(tmp_path: Path) -> None:
    store = quiet(tmp_path)
    store.register("target", ["ok", "Not ok", "auch nicht", "", "x" * 121])
    assert store.health()["rejected"] == 4
    store.close()


def test_the_number_of_a_visit_is_48_random_bits(tmp_path: Path) -> None:
    asked: list[int] = []
    store = quiet(tmp_path, chance=lambda bits: asked.append(bits) or len(asked))  # type: ignore[func-returns-value]
    play(store, GAME)
    store.close()
    assert asked == [48]
