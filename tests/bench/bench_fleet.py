"""What many terminals cost: merging against copying the bytes, forwarding against the server's own COPY.

Run as a script. `--visits` and `--terminals` are the size; 30000 and 10 are the year of ten terminals.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from telemetry.fleet.lake import lake, lake_query
from telemetry.fleet.postgres import forward
from telemetry.fleet.warehouse import warehouse
from tests.fleet.stores import Book, written
from tests.postgres import Server, programs, serving

STEPS = 50
PART = 2000


def timed(call: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    result = call()
    return time.perf_counter() - began, result


def grown(file: Path, book: Book, visits: int) -> Path:
    """A store with so many visits, without memory for all of them: parts are written and moved over."""
    written(file, book, 0)
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous = OFF")
        for first in range(0, visits, PART):
            number = min(PART, visits - first)
            part = written(
                file.with_name("part"),
                Book(book.terminal, first + book.book * 10**7, book.seed),
                number,
                steps=STEPS,
            )
            db.execute("ATTACH ? AS part", (str(part),))
            for table in ("visit_fact", "visit_station", "path", "survey", "response"):
                db.execute(f"INSERT INTO {table} SELECT * FROM part.{table}")
            if not first:
                for table in ("hour_count", "day_stat", "touch_cell", "outcome", "screen_count"):
                    db.execute(f"INSERT INTO {table} SELECT * FROM part.{table}")
            db.execute("DETACH part")
            part.unlink()
        db.execute("VACUUM")
    return file


def merging(stores: list[Path], folder: Path) -> None:
    copied, _ = timed(lambda: [shutil.copyfile(s, folder / f"copy-{n}") for n, s in enumerate(stores)])
    for paths_too, name in ((False, "facts"), (True, "with paths")):
        kept = folder / f"{name}.db"

        def merge(kept: Path = kept, paths_too: bool = paths_too) -> None:
            with warehouse(stores, into=kept, paths_too=paths_too):
                pass

        first, _ = timed(merge)
        again, _ = timed(merge)
        print(f"merge {name:10} {first:7.2f} s = {first / copied:6.1f} x copying; again {again:5.2f} s")


def forwarding(stores: list[Path], server: Server) -> None:
    import psycopg

    first, done = timed(lambda: forward(stores, server.address, paths_too=True))
    again, _ = timed(lambda: forward(stores, server.address, paths_too=True))
    with psycopg.connect(server.address, autocommit=True) as db:
        db.execute("SET search_path TO ditma")
        file = server.folder / "path.copy"
        db.execute(f"COPY (SELECT * FROM path) TO '{file}'")
        db.execute("CREATE TABLE floor (LIKE path INCLUDING ALL)")
        own, result = timed(lambda: db.execute(f"COPY floor FROM '{file}'"))
    ours, floor = done.rows / first, result.rowcount / own
    print(
        f"forward {ours:9.0f} rows/s = {ours / floor:.2f} x the server's COPY ({floor:.0f});"
        f" again {again:.2f} s"
    )


def laying(stores: list[Path], out: Path) -> None:
    first, done = timed(lambda: lake(stores, out, paths_too=True))
    again, _ = timed(lambda: lake(stores, out, paths_too=True))
    counted, _ = timed(lambda: lake_query(out)("SELECT kind, count(*) FROM path GROUP BY kind ORDER BY kind"))
    print(f"lake {done.rows / first:9.0f} rows/s; again {again:.2f} s; counting its paths {counted:.2f} s")


def main() -> None:
    """Print all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--terminals", type=int, default=3)
    parser.add_argument("--visits", type=int, default=2000, help="of each terminal")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seeds = random.Random(1)
        stores = [
            grown(folder / f"{n}.db", Book(n, n, seed=seeds.randrange(99)), options.visits)
            for n in range(1, options.terminals + 1)
        ]
        size = sum(store.stat().st_size for store in stores) / 1e6
        print(
            f"{options.terminals} terminals, {options.visits} visits each,"
            f" {STEPS} steps a visit: {size:.0f} MB"
        )
        merging(stores, folder)
        laying(stores, folder / "lake")
        if programs() is None:
            print("forward: PostgreSQL is not installed")
        else:
            with serving() as server:
                forwarding(stores, server)
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
