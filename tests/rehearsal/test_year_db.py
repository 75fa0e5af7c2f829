"""The stores of the big benchmark are those the real store would have written."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from kiosk.rehearsal.year.parameters import Parameters
from kiosk.rehearsal.year.reel import Reel
from kiosk.rehearsal.year.script import relit
from telemetry.fleet.warehouse import warehouse
from telemetry.metrics.compute import compute
from telemetry.schema import VISIT_TABLES
from telemetry.store import Store
from telemetry.tally import COUNTERS
from tests.bench.year_db import BUILD, OWN, WINDOWS, Mould, mould, plan, scripts, year
from tests.bench.year_db import play as played
from tests.years import introduced, takes

VISITS, SORTS = 90, 16
COMPARED = (*VISIT_TABLES, *(name for name in COUNTERS if name not in (*OWN, "health")))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Mould:
    reel = Reel(takes(40), Parameters())
    return mould(scripts(reel, SORTS), tmp_path_factory.mktemp("mould"), introduced)


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(query).fetchall()


def test_bulk_rows_are_what_the_real_store_writes_for_the_same_visits(made: Mould, tmp_path: Path) -> None:
    (bulk,) = year(made, tmp_path / "bulk", VISITS, terminals=1, days=30)
    templates = scripts(Reel(takes(40), Parameters()), SORTS)
    planned = sorted(plan(SORTS, VISITS, 30, random.Random("1/terminal 1")), key=lambda one: one.wall)
    now = planned[0]
    store = Store(
        tmp_path / "real",
        1,
        build=BUILD,
        wall=lambda: now.wall,
        chance=lambda bits: now.visit,
        threaded=False,
    )
    made.learn(store)
    free = ((n // WINDOWS, n % WINDOWS) for n in count())
    for at, now in enumerate(planned):
        played(store, relit(templates[now.template], free), at * 10_000.0)
    store.close()

    filled = 0
    for table in COMPARED:
        query = f"SELECT * FROM {table}"
        real, made_up = (
            sorted(rows(path, query), key=repr) for path in (tmp_path / "real" / "store.db", bulk)
        )
        filled += bool(real)
        assert real == made_up, table
    assert filled >= len(COMPARED) - 3, "nearly every table has rows"
    lit = "SELECT colour, count(*) FROM light GROUP BY colour"
    assert rows(bulk, lit) == rows(tmp_path / "real" / "store.db", lit)


def test_several_terminals_share_the_visits_and_no_id(made: Mould, tmp_path: Path) -> None:
    paths = year(made, tmp_path, VISITS, terminals=4, days=30)

    ids = [id for path in paths for (id,) in rows(path, "SELECT visit FROM visit_fact")]
    assert VISITS == len(ids) == len(set(ids))
    with warehouse(paths) as merged:
        tables = compute(merged.query)
        assert not merged.refused
    assert VISITS == tables["visits"].rows[0][0]
