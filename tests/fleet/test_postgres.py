"""Everything arrives at a real PostgreSQL, once, whoever is killed in between."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import psycopg
import pytest

from telemetry.dictionary import TOPICS
from telemetry.fleet import postgres as forwarding
from telemetry.fleet.ddl import ServerError
from telemetry.fleet.postgres import connected, forward
from telemetry.fleet.tables import shapes
from telemetry.fleet.warehouse import warehouse
from telemetry.metrics.metric import Query
from tests.fleet.stores import Book, written
from tests.house import ROOT
from tests.postgres import Server

BOOKS = (Book(1, 11), Book(1, 12, seed=3), Book(2, 21, seed=4))


def content(query: Query, tables: list[tuple[str, list[str]]]) -> dict[str, list[tuple[Any, ...]]]:
    """All rows with names instead of numbers, in order."""
    out: dict[str, list[tuple[Any, ...]]] = {}
    for table, select in tables:
        out[table] = sorted(query(f"SELECT {', '.join(select)} FROM {table} t"), key=repr)
    return out


def expected(paths: list[Path]) -> tuple[dict[str, list[tuple[Any, ...]]], list[tuple[str, list[str]]]]:
    """What a warehouse of the same stores holds, and the tables to be compared."""
    with warehouse(paths, paths_too=True) as found:
        tables = []
        for shape in shapes(found.db):
            select = [
                f"(SELECT name FROM {c.topic} n WHERE n.id = t.{c.name})" if c.topic else f"t.{c.name}"
                for c in shape.columns
                if c.name != "stations"
            ]
            tables.append((shape.name, select))
        tables += [(topic, ["t.name"]) for topic in TOPICS]
        return content(found.query, tables), tables


def same(server: Server, paths: list[Path]) -> None:
    wanted, tables = expected(paths)
    assert wanted["path"] and wanted["poll"]
    with connected(server.address) as query:
        assert wanted == content(query, tables)


@pytest.fixture
def stores(tmp_path: Path) -> list[Path]:
    return [written(tmp_path / f"{book.book}.db", book, 60) for book in BOOKS]


def test_all_rows_arrive_once(server: Server, stores: list[Path]) -> None:
    first = forward(stores, server.address, paths_too=True)
    again = forward(stores, server.address, paths_too=True)

    assert (180, 0) == (first.visits, first.known)
    assert (0, 0, 3) == (again.visits, again.rows, again.known)
    same(server, stores)


def test_a_store_that_grew_and_was_made_coarser_adds_only_what_is_new(server: Server, tmp_path: Path) -> None:
    early = written(tmp_path / "early.db", BOOKS[0], 40)
    late = written(tmp_path / "late.db", BOOKS[0], 60, coarse=True)
    other = written(tmp_path / "other.db", BOOKS[2], 30)
    forward([early], server.address, paths_too=True)

    grown = forward([late, other], server.address, paths_too=True)
    older = forward([early], server.address, paths_too=True)

    assert 20 + 30 == grown.visits and grown.changed > 0
    assert (0, 0, 0) == (older.visits, older.rows, older.changed)
    same(server, [late, early, other])
    with connected(server.address) as query:
        assert [(1,)] == query("SELECT count(to_regclass('path_202622'))")
        assert [(0,)] == query(
            "SELECT count(*) FROM path p JOIN visit_fact v USING (terminal, visit) WHERE in_bucket <> bucket"
        )


def test_paths_can_follow_later(server: Server, stores: list[Path]) -> None:
    forward(stores, server.address)
    with connected(server.address) as query:
        assert [(0,)] == query("SELECT count(*) FROM path")

    forward(stores, server.address, paths_too=True)

    same(server, stores)
    assert 3 == forward(stores, server.address).known


def test_merged_stores_and_their_merge_are_the_same(
    server: Server, stores: list[Path], tmp_path: Path
) -> None:
    with warehouse(stores, into=tmp_path / "all.db", paths_too=True):
        pass

    forward([tmp_path / "all.db"], server.address, paths_too=True)
    again = forward(stores, server.address, paths_too=True)

    assert (0, 0) == (again.visits, again.rows)
    same(server, stores)


@pytest.fixture
def large(tmp_path: Path) -> list[Path]:
    """Enough for many batches of 20 visits."""
    return [written(tmp_path / f"{book.book}.db", book, 300, steps=8) for book in BOOKS]


SLOW = """
import sys, time
from pathlib import Path
from telemetry.fleet import postgres, send, visits
visits.BATCH = 20
copy = send.Sender.copy
def slow(*given):
    time.sleep(0.002)
    return copy(*given)
send.Sender.copy = slow
print(postgres.forward([Path(p) for p in sys.argv[2:]], sys.argv[1], paths_too=True))
"""
"""A forward in a process of its own, in small batches, slow enough to be hit in the middle."""


def started(server: Server, stores: list[Path]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SLOW, server.address, *map(str, stores)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def arrived(server: Server) -> int:
    try:
        with connected(server.address) as query:
            return int(str(query("SELECT count(*) FROM visit_fact")[0][0]))
    except psycopg.Error:
        return 0


def wait(server: Server, visits: int) -> None:
    until = time.monotonic() + 60
    while arrived(server) < visits:
        assert time.monotonic() < until, "nothing arrives"
        time.sleep(0.01)


def test_a_killed_forward_is_taken_up_where_it_was(server: Server, large: list[Path]) -> None:
    seen = []
    for visits in (40, 400):
        process = started(server, large)
        wait(server, visits)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        seen.append(arrived(server))

    last = forward(large, server.address, paths_too=True)

    assert 0 < seen[0] < seen[1] < 900
    assert 900 - seen[1] >= last.visits > 0, "what had arrived was not sent again"
    same(server, large)


def test_a_crash_of_the_server_in_the_middle_loses_and_doubles_nothing(
    server: Server, large: list[Path]
) -> None:
    process = started(server, large)
    for visits in (40, 400):
        wait(server, visits)
        server.restart()
    said, errors = process.communicate(timeout=60)

    assert (0, "") == (process.returncode, errors)
    assert "refused=()" in said
    same(server, large)


def test_a_server_that_stays_away_is_one_line_without_a_password(server: Server, stores: list[Path]) -> None:
    pauses: list[float] = []
    away = server.address.replace("user=postgres", "user=postgres&password=geheim")

    def stop(seconds: float) -> None:
        pauses.append(seconds)

    def crash(*_: object) -> None:
        if not pauses:
            server.stop()

    batch = forwarding.Sender.learn
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(forwarding.Sender, "learn", lambda sender: (crash(), batch(sender)))
            with pytest.raises(ServerError) as error:
                forward(stores, away, sleep=stop)
    finally:
        server.start()

    assert 6 == len(pauses) and pauses == sorted(pauses)
    assert "does not come back" in str(error.value) and "geheim" not in str(error.value)


@pytest.mark.parametrize(
    "to",
    ["postgresql://u:geheim@127.0.0.1:1/x", "postgresql://u:geheim@[/x", "postgres:geheim", "host=a geheim"],
)
def test_an_address_that_leads_nowhere_is_said_without_its_password(stores: list[Path], to: str) -> None:
    with pytest.raises(ServerError) as error:
        forward(stores, to)

    assert "geheim" not in str(error.value) and "\n" not in str(error.value)


def test_two_forwarders_do_not_disturb_each_other(server: Server, large: list[Path]) -> None:
    first = started(server, large)
    wait(server, 20)
    second = threading.Thread(target=forward, args=(large, server.address), kwargs={"paths_too": True})
    second.start()

    assert 0 == first.wait(60)
    second.join(60)
    first.communicate()
    same(server, large)


def test_neither_places_nor_transactions_tell_the_nights(server: Server, tmp_path: Path) -> None:
    """Rule P12: what came on the second night lies among what came on the first."""
    early = written(tmp_path / "early.db", BOOKS[0], 150)
    late = written(tmp_path / "late.db", BOOKS[0], 300)
    forward([early], server.address, paths_too=True)
    forward([late], server.address, paths_too=True)

    with connected(server.address) as query:
        for table in ("visit_fact", "path"):
            for (part,) in query(
                f"SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = '{table}'::regclass"
            ):
                rows = query(f"SELECT xmin::text, visit FROM {part} ORDER BY ctid")
                assert len(rows) > 50
                assert 1 == len({xmin for xmin, _ in rows})
                assert [visit for _, visit in rows] == sorted(visit for _, visit in rows)
        kinds = {
            str(row[0])
            for row in query("SELECT data_type FROM information_schema.columns WHERE table_schema = 'ditma'")
        }
    assert not [kind for kind in kinds if "time" in kind or "date" in kind]
