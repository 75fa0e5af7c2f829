"""A few visits to play in the tests, and a store to look into afterwards."""

from __future__ import annotations

import random
import secrets
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from telemetry.events import (
    AccessUsed,
    Answered,
    DeadTap,
    Event,
    Guessed,
    HelpAsked,
    IdleWarned,
    LanguageChosen,
    LightLit,
    Pledged,
    Resulted,
    ScreenEntered,
    Tapped,
    TaskEnded,
    TaskStarted,
    TaskStep,
    VisitStarted,
    WentBack,
)
from telemetry.store import Chance, Store

ROOT = Path(__file__).resolve().parents[2]
MAY = datetime(2027, 5, 14, 16, 20)
FIRST = datetime(2027, 1, 4, 11)

GAME: tuple[tuple[float, Event], ...] = (
    (0.0, VisitStarted("de")),
    (0.1, ScreenEntered("home")),
    (2.0, Tapped("tile.heat", 31, 40)),
    (2.0, TaskStarted("heat")),
    (2.1, ScreenEntered("heat/rooms")),
    (6.0, Answered("heat/rooms", 37.4, collect=True)),
    (6.5, TaskStep("heat/rooms", 0)),
    (6.6, ScreenEntered("heat/fuel")),
    (9.0, Answered("heat/fuel/gas", 1, collect=True)),
    (9.5, DeadTap(17)),
    (11.0, Answered("heat/fuel/pump", 2, collect=True)),
    (11.2, TaskStep("heat/fuel", 1)),
    (14.0, Guessed("heat/guess", 2711, 1900)),
    (15.0, Resulted("heat", 2300.0, 1)),
    (16.0, Pledged("heat/lever/window", 120)),
    (17.0, AccessUsed("text150")),
    (18.0, TaskEnded("heat", 1)),
    (19.0, LightLit("heating", 12, 3)),
    (50.0, IdleWarned(30)),
)
"""A visit of 19 events, one of which (the text size) is only counted."""


def play(
    store: Store, events: Iterable[tuple[float, Event]] = GAME, at: float = 100.0, reason: int = 3
) -> None:
    """A whole visit."""
    start(store, events, at)
    store.end(reason, at + 65.0)


def start(store: Store, events: Iterable[tuple[float, Event]] = GAME, at: float = 100.0) -> None:
    """A visit that does not end."""
    store.begin(at)
    for offset, event in events:
        store.log(event, at + offset)


def wandering(seed: int, steps: int = 40) -> list[tuple[float, Event]]:
    """Somebody who touches this and that."""
    chance = random.Random(seed)
    now = 0.0
    events: list[tuple[float, Event]] = [(now, VisitStarted("de"))]
    for _ in range(steps):
        now += chance.expovariate(0.7)
        place = f"s{chance.randrange(3)}/q{chance.randrange(4)}"
        made: Event = chance.choice(
            (
                ScreenEntered(place, chance.randrange(3)),
                Tapped(f"part-{chance.randrange(9)}", chance.randrange(300), chance.randrange(-1, 144)),
                DeadTap(chance.randrange(144)),
                TaskStarted(place[:2]),
                Answered(place + "/a", chance.randrange(-1, 4), collect=chance.random() < 0.5),
                LanguageChosen(chance.choice(("de", "tr", "en"))),
                WentBack(),
                HelpAsked(),
            )
        )
        events.append((now, made))
    return events


def quiet(
    folder: Path | None,
    *,
    build: str = "test",
    wall: Callable[[], datetime] = lambda: MAY,
    chance: Chance = secrets.randbits,
) -> Store:
    """A store without a thread, on a day in May."""
    return Store(folder, 7, build=build, wall=wall, chance=chance, threaded=False)


def rows(folder: Path, query: str, *values: object) -> list[tuple[Any, ...]]:
    """What a query finds in the closed or running store."""
    with closing(sqlite3.connect(folder / "store.db")) as db:
        return db.execute(query, values).fetchall()


def one(folder: Path, query: str, *values: object) -> Any:
    """The single value a query finds."""
    return rows(folder, query, *values)[0][0]


class Calendar:
    """A clock on the wall that a test may set."""

    def __init__(self, now: datetime = FIRST) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def by_bucket(folder: Path, table: str = "visit_fact") -> dict[int, int]:
    """How many visits stand in each bucket, or have rows in a table."""
    join = "" if table == "visit_fact" else "JOIN visit_fact USING (terminal, visit)"
    query = f"SELECT bucket, count(DISTINCT visit) FROM {table} {join} GROUP BY 1"
    return dict(rows(folder, query))
