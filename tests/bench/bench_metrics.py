"""How long all metrics take from the facts of a year of ten terminals, and of a quarter and four of it.

Run as a module. What is printed: seconds of processor and of clock, processor seconds per 100,000 visits
(flat when the cost grows as the data), and the ratio to one plain reading of the same tables, a floor for any
way of asking.
"""

from __future__ import annotations

import random
import resource
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from time import perf_counter, process_time

from telemetry.metrics import METRICS
from telemetry.metrics.compute import SPREAD_SQL, compute
from tests.metrics.made import asks, empty, fill, name

YEAR = 300_000
TERMINALS, DAYS = 10, 300
SCENARIOS = [f"spiel{number:02}" for number in range(11)]
STEPS = [f"{scenario}/s{step}" for scenario in SCENARIOS for step in range(6)]
CELLS = 100
START = date(2027, 3, 1)
STATS = [
    "engaged", "result", "light", "storm", "dwell", "handover", "back", "diligent", "dead",
    *(f"start/{one}" for one in SCENARIOS), *(f"done/{one}" for one in SCENARIOS),
]  # fmt: skip


def year(visits: int) -> sqlite3.Connection:
    """So many visits of ten terminals on 300 days, with all that is counted beside them; seeded."""
    dice = random.Random(762)
    db = empty()
    db.execute("BEGIN")
    name(db, "screen", "attract", "home", *STEPS)
    name(db, "station", *SCENARIOS)
    name(db, "target", *SCENARIOS, *STEPS, *(f"{step}/o{n}" for step in STEPS for n in range(3)))
    name(db, "language", "de", "en", "tr", "uk")
    name(db, "build", "1", "2", "3")
    name(db, "kind", *("day_run", "sorted", "leg", "group", "idle_warn"))
    name(db, "stat", *STATS)
    name(db, "measure", "starts", "stops", "minutes", "gaps", "failures")
    name(db, "feature", "text150", "contrast", "low")
    name(db, "instrument", "smiley", "ueq-s", "seq")
    name(db, "item", "smiley", "seq", *(f"ueq-s.{n}" for n in range(1, 9)))
    for table, rows in (("visit_fact", _facts(dice, visits)), ("visit_station", _stations(dice, visits))):
        fill(db, table, rows)
    _counters(db, dice, visits)
    _answers(db, dice, visits)
    db.execute("COMMIT")
    return db


def _facts(dice: random.Random, visits: int) -> Iterator[tuple[int | None, ...]]:
    for visit in range(visits):
        deed = dice.random() < 0.8
        solved = int(deed and dice.random() < 0.5)
        month = 202703 + visit * 10 // visits
        yield (
            visit % TERMINALS + 1, visit, month, dice.choice((1, 1, 1, 2, 3, 4)), 1 + visit * 3 // visits,
            dice.choice((1, 2, 3, 3, 3)), int(dice.random() < 0.02) + 2 * int(dice.random() < 0.01),
            int(dice.gauss(18, 5)) % 33, dice.randrange(1, 12) if deed else None, dice.randrange(8),
            dice.randrange(1 << 11) & dice.randrange(1 << 11) if deed else 0,
            dice.randrange(6) if deed else 0, dice.randrange(1, 69), int(deed), solved,
            dice.randrange(60), dice.randrange(6), int(dice.random() < 0.03),
        )  # fmt: skip


def _stations(dice: random.Random, visits: int) -> Iterator[tuple[int | None, ...]]:
    for visit in range(visits):
        for station in dice.sample(range(1, 12), dice.choice((1, 2, 2, 3, 3, 3))):
            yield visit % TERMINALS + 1, visit, station, dice.randrange(8, 25), dice.choice((None, 0, 1))


def _counters(db: sqlite3.Connection, dice: random.Random, visits: int) -> None:
    """Counters grow with days, terminals and the content, not with visits."""
    days = [int(f"{START + timedelta(n):%Y%m%d}") for n in range(DAYS)]
    books = [(terminal, 1) for terminal in range(1, TERMINALS + 1)]
    months = range(202703, 202713)
    each = max(visits // (DAYS * TERMINALS), 1)
    targets = range(1, len(SCENARIOS) + 1)
    screens = range(1, len(STEPS) + 3)
    fill(
        db,
        "day_stat",
        [
            (*b, d, s, dice.randrange(each + 1), each)
            for b in books
            for d in days
            for s in range(1, len(STATS) + 1)
        ],
    )
    fill(
        db,
        "hour_count",
        [(*b, d, hour, dice.randrange(1, 20)) for b in books for d in days for hour in range(10, 19)],
    )
    fill(db, "health", [(*b, d, m, dice.randrange(1, 480)) for b in books for d in days for m in range(1, 6)])
    fill(
        db,
        "touch_cell",
        [
            (*b, q, s, c, 5, 1, 0)
            for b in books
            for q in (20271, 20272, 20273, 20274)
            for s in screens
            for c in range(CELLS)
        ],
    )
    fill(db, "screen_count", [(*b, m, 1, s, 90, 70, 9, 11) for b in books for m in months for s in screens])
    fill(
        db,
        "outcome",
        [
            (*b, m, 1, k, t, v, 3)
            for b in books
            for m in months
            for k in range(1, 6)
            for t in targets
            for v in range(3)
        ],
    )
    fill(
        db,
        "result",
        [(*b, m, t, float(v), v % 2, 2) for b in books for m in months for t in targets for v in range(40)],
    )
    fill(
        db,
        "guess",
        [(*b, m, t, float(v), 20.0, 2) for b in books for m in months for t in targets for v in range(40)],
    )
    fill(db, "poll", [(*b, m, t, float(t % 3), 7) for b in books for m in months for t in range(80, 180)])
    fill(db, "pledge", [(*b, m, t, 5, 600) for b in books for m in months for t in range(80, 180)])
    fill(db, "a11y_count", [(*b, m, feature, 5) for b in books for m in months for feature in range(1, 4)])


def _answers(db: sqlite3.Connection, dice: random.Random, visits: int) -> None:
    """One visit in five is asked."""
    asked = range(0, visits, 5)
    fill(db, "survey", [(v % TERMINALS + 1, v, v // 5 % 3 + 1, dice.choice((0, 1, 1, 2))) for v in asked])
    items = {0: (1,), 1: tuple(range(3, 11)), 2: (2,)}
    tops = {0: 5, 1: 8, 2: 8}
    every = [(v, v // 5 % 3) for v in asked]
    said = ((v, item, dice.randrange(1, tops[sort])) for v, sort in every for item in items[sort])
    fill(db, "response", [(v % TERMINALS + 1, v, item, value) for v, item, value in said])


def reading(db: sqlite3.Connection) -> float:
    """Seconds of reading every row of the large tables once."""
    start = perf_counter()
    for table, column in (
        ("visit_fact", "taps"),
        ("visit_station", "dwell_bin"),
        ("day_stat", "num"),
        ("touch_cell", "taps"),
    ):
        db.execute(f"SELECT count(*), sum({column}) FROM {table}").fetchone()
    return perf_counter() - start


def timed(db: sqlite3.Connection) -> tuple[float, float]:
    """Seconds of processor and of clock for all metrics."""
    clock, processor = perf_counter(), process_time()
    compute(asks(db))
    return process_time() - processor, perf_counter() - clock


def single(db: sqlite3.Connection) -> dict[str, float]:
    """Seconds of processor for each metric's SQL alone (those that share one count it once)."""
    taken: dict[str, float] = {}
    for sql, id in {SPREAD_SQL: "(design effects)", **{one.sql: one.id for one in METRICS}}.items():
        start = process_time()
        db.execute(sql).fetchall()
        taken[id] = process_time() - start
    return taken


def main() -> None:
    columns = ("visits", "processor s", "clock s", "per 100,000", "x reading", "peak MB")
    print(" ".join(f"{head:>12}" for head in columns))
    for visits in (YEAR // 4, YEAR, YEAR * 4):
        db = year(visits)
        least = min(reading(db) for _ in range(3))
        processor, clock = min(timed(db) for _ in range(3))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        numbers = (processor, clock, processor / visits * 1e5, processor / least, peak)
        print(f"{visits:>12,}", " ".join(f"{number:>12.2f}" for number in numbers))
        if visits == YEAR:
            dear = sorted(single(db).items(), key=lambda item: -item[1])
            print("  of it SQL:", ", ".join(f"{id} {s:.2f}" for id, s in dear if s >= 0.05))
        db.close()


if __name__ == "__main__":
    main()
