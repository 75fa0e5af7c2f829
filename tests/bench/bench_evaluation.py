"""What evaluating costs at a sixteenth, a quarter and the whole of ten terminals x 300 days, in one run.

Run as a module (`make bench-evaluation`): for each size the stores are made (`year_db`), then merged,
measured, reported, exported, laid down as a lake and forwarded to a PostgreSQL of its own. Every step is a
process of its own, started from this thin one, as a child inherits the peak memory of a fat parent. Printed
is a table for docs/evaluation-numbers.md: seconds, how they grew for four times the data, and the peak of
memory. A step whose program is not there is left out and says so.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parents[2]
SIZES = (18_750, 75_000, 300_000)
COMMAND = [sys.executable, "run_kiosk.py"]
NOTHING = "no PostgreSQL here"

_STORES = "import sys; from pathlib import Path; stores = sorted(Path(sys.argv[1]).glob('stores/*'))"
_HOUSE = "from telemetry.fleet.warehouse import warehouse; at = Path(sys.argv[1])"
_FORWARD = "from telemetry.fleet.postgres import forward"
MERGE = f"{_STORES}; {_HOUSE}\nwith warehouse(stores, into=at / 'merged.db'): pass"
MERGE_PATHS = f"{_STORES}; {_HOUSE}\nwith warehouse(stores, into=at / 'whole.db', paths_too=True): pass"
METRICS = """import sqlite3, sys
from telemetry.metrics.compute import compute
db = sqlite3.connect(sys.argv[1] + '/merged.db')
assert len(compute(lambda sql: db.execute(sql).fetchall())) > 30"""
WRITE = f"""{_STORES}; {_HOUSE}
import sqlite3
from telemetry.export.internal import resources
from telemetry.export.write import write
(at / 'csv').mkdir(exist_ok=True)
db = sqlite3.connect(at / 'whole.db')
for one in resources(with_paths=True): write(db, one, at / 'csv', ['csv'])"""
SCRIPT = """import sys
from pathlib import Path
from tests.bench.bench_evaluation import script
Path(sys.argv[1], 'shell.sql').write_text(script(sys.argv[1]))"""
SHELL = 'sqlite3 -csv -header "$1/whole.db" < "$1/shell.sql"'


@dataclass(frozen=True)
class Step:
    """What is measured. fresh: files that are taken away first."""

    name: str
    words: list[str]
    fresh: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cost:
    """seconds: by the clock on the wall. mb: peak of memory. note: why there is none."""

    seconds: float
    mb: float
    note: str = ""


def steps(at: Path, server: str | None) -> Iterator[Step]:
    """All of them, in an order in which each finds what it needs."""
    folder, stores = str(at), str(at / "stores")
    yield Step("merge", [sys.executable, "-c", MERGE, folder], ("merged.db",))
    yield Step("merge again, no news", [sys.executable, "-c", MERGE, folder])
    yield Step("all metrics", [sys.executable, "-c", METRICS, folder])
    yield Step("report", [*COMMAND, "report", f"{folder}/merged.db", "--out", f"{folder}/report.html"])
    yield Step("merge with paths", [sys.executable, "-c", MERGE_PATHS, folder], ("whole.db",))
    yield Step("csv of all rows, names and times", [sys.executable, "-c", WRITE, folder], ("csv",))
    yield Step("(the same tables as a script for sqlite3)", [sys.executable, "-c", SCRIPT, folder])
    yield Step("csv of the same tables, sqlite3 -csv", ["sh", "-c", SHELL, "sh", folder])
    words = ["export", stores, "--out", f"{folder}/out", "--level", "internal", "--paths"]
    yield Step("export --level internal --paths", [*COMMAND, *words], ("out",))
    yield Step("lake", [*COMMAND, "lake", stores, "--out", f"{folder}/lake"], ("lake",))
    if server is not None:
        once = f"{_STORES}; {_FORWARD}\nforward(stores, sys.argv[2], schema='facts')"
        whole = f"{_STORES}; {_FORWARD}\nforward(stores, sys.argv[2], schema='whole', paths_too=True)"
        yield Step("forward", [sys.executable, "-c", once, folder, server])
        yield Step("forward again, no news", [sys.executable, "-c", once, folder, server])
        yield Step("forward with paths", [sys.executable, "-c", whole, folder, server])


def script(folder: str) -> str:
    """All tables of the internal level, for the shell of SQLite: the same columns, with names."""
    from telemetry.dictionary import TOPICS
    from telemetry.export.internal import resources

    lines = []
    for one in resources(with_paths=True):
        columns = ", ".join(f"{field.sql} AS {field.name}" for field in one.fields)
        rows = one.rows.format(**{topic: topic for topic in TOPICS})
        order = f" ORDER BY {one.order}" if one.order else ""
        lines += [f".output '{folder}/shell-{one.name}.csv'", f"SELECT {columns} FROM {rows}{order};"]
    return "\n".join(lines) + "\n"


def measured(step: Step, at: Path) -> Cost:
    """Run it once, by itself."""
    for name in step.fresh:
        shutil.rmtree(at / name, ignore_errors=True)
        (at / name).unlink(missing_ok=True)
    with tempfile.TemporaryFile("w+") as said:
        began = perf_counter()
        child = subprocess.Popen(step.words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=said)
        _, status, used = os.wait4(child.pid, 0)
        seconds = perf_counter() - began
        child.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        last = (said.read().strip().splitlines() or ["no further word"])[-1]
    note = "" if child.returncode == 0 else last
    return Cost(seconds, used.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024), note)


def size(visits: int, at: Path, mould: Path, server: str | None) -> dict[str, Cost]:
    """All steps at one size."""
    make = Step("make the stores", [
        sys.executable, "-m", "tests.bench.year_db", "--data", str(at / "stores"), "--visits", str(visits),
        "--mould", str(mould),
    ])  # fmt: skip
    found = {}
    for step in (make, *steps(at, server)):
        found[step.name] = measured(step, at)
        print(f"  {visits:>7,} {step.name}: {_told(found[step.name])}", file=sys.stderr, flush=True)
    return found


@contextlib.contextmanager
def database() -> Iterator[str | None]:
    """The address of a PostgreSQL, None where there is none."""
    try:
        from tests.postgres import programs, serving
    except ImportError:
        yield None
        return
    if programs() is None:
        yield None
        return
    with serving() as server:
        yield server.address


def table(costs: dict[int, dict[str, Cost]]) -> Iterator[str]:
    """Markdown: a row for each step, seconds for each size, growth from one to the next, peak memory."""
    sizes = list(costs)
    grows = [f"x{b / a:.0f} visits" for a, b in pairwise(sizes)]
    yield "| step | " + " | ".join([*(f"{n:,}, s" for n in sizes), *grows, "peak MB"]) + " |"
    yield "|---|" + "---:|" * (len(sizes) + len(grows) + 1)
    for name in costs[sizes[0]]:
        row = [costs[n][name] for n in sizes]
        notes = [cost.note for cost in row if cost.note]
        if notes:
            yield f"| {name} | not run: {notes[0][:90]} |" + " |" * (len(sizes) + len(grows))
            continue
        ratios = [f"x{b.seconds / a.seconds:.1f}" for a, b in pairwise(row)]
        peak = f"{max(cost.mb for cost in row):.0f}"
        yield f"| {name} | " + " | ".join([*(f"{cost.seconds:.2f}" for cost in row), *ratios, peak]) + " |"


def _told(cost: Cost) -> str:
    return cost.note or f"{cost.seconds:.2f} s, {cost.mb:.0f} MB"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--visits", type=int, nargs="+", default=SIZES, help="sizes, the smallest first")
    asked = parser.parse_args()
    costs: dict[int, dict[str, Cost]] = {}
    with database() as server, tempfile.TemporaryDirectory(prefix="mould-") as mould:
        if server is None:
            print(NOTHING, file=sys.stderr)
        for visits in asked.visits:
            with tempfile.TemporaryDirectory(prefix="year-") as folder:
                costs[visits] = size(visits, Path(folder), Path(mould), server)
    for line in table(costs):
        print(line)


if __name__ == "__main__":
    main()
