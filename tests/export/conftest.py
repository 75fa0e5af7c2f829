"""A small exhibition to export: one terminal, two quarters, played through the real store."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from telemetry.events import VisitStarted
from telemetry.fleet.warehouse import Warehouse, warehouse
from tests.telemetry.plays import play, quiet, wandering

TODAY = 20270801


@pytest.fixture(scope="session")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the store: 340 visits from January to July 2027."""
    folder = tmp_path_factory.mktemp("stores")
    chance = random.Random(5)
    now = [datetime(2027, 1, 4, 10)]
    with closing(quiet(folder, wall=lambda: now[0], chance=chance.getrandbits)) as store:
        for day in range(0, 200, 5):
            for number in range(chance.choice((2, 4, 9, 9, 18))):
                now[0] = datetime(2027, 1, 4, 9) + timedelta(days=day, minutes=20 * number)
                events = wandering(chance.randrange(10_000), chance.choice((2, 4, 8)))
                events[0] = (0.0, VisitStarted(chance.choice(("de", "de", "de", "en", "tr"))))
                play(store, events)
    with closing(sqlite3.connect(folder / "store.db")) as db:
        db.execute("VACUUM")
    return folder


@pytest.fixture(scope="session")
def merged(stores: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The merged file, with the steps of the visits."""
    file = tmp_path_factory.mktemp("merged") / "dig-itma2.db"
    with warehouse([stores], into=file, paths_too=True):
        pass
    return file


@pytest.fixture
def house(merged: Path) -> Iterator[Warehouse]:
    with warehouse([merged]) as found:
        yield found
