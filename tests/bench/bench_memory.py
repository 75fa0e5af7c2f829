"""How much memory a long run costs: simulated visits, resident memory after 200 and at the end.

Run as a script. The rule: after 10,000 visits at most 20 MB more than after 200.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from kiosk.cli import build
from kiosk.cli.folders import content_folder
from kiosk.rehearsal.rehearse import Calendar, Plan, rehearse
from kiosk.runtime.memory import Memory
from telemetry.store import Store

WARM = 200
LIMIT_MB = 20.0


def resident_mb() -> float:
    """Resident memory of this process now, from the kernel."""
    fields = Path("/proc/self/statm").read_text(encoding="ascii").split()
    return int(fields[1]) * 4096 / 2**20


def watched(marks: dict[int, float], every: int) -> Callable[[int, int], None]:
    """Notes the memory after the warm-up and then every so many visits."""

    def progress(done: int, of: int) -> None:
        if done == min(WARM, of) or done % every == 0 or done == of:
            marks[done] = resident_mb()
            print(f"{done:6d} visits  {marks[done]:7.1f} MB", flush=True)

    return progress


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visits", type=int, default=10_000)
    parser.add_argument("--content", type=Path, default=content_folder())
    arguments = parser.parse_args()
    found = build.library(arguments.content)
    calendar, marks = Calendar(), dict[int, float]()
    with tempfile.TemporaryDirectory() as folder:
        store = Store(
            Path(folder),
            1,
            build="bench/1",
            wall=calendar.wall,
            chance=random.Random(1).getrandbits,
            threaded=False,
        )
        build.introduce(store, found)
        house = build.house(found, build.typeface())
        plan = Plan(arguments.visits, days=max(1, arguments.visits // 60))
        rehearse(house, Memory(store), plan, calendar, watched(marks, max(arguments.visits // 10, 1)))
        store.close()
    growth = max(marks.values()) - marks[min(WARM, arguments.visits)]
    print(f"growth after {min(WARM, arguments.visits)} visits: {growth:.1f} MB (at most {LIMIT_MB:g})")
    return 0 if growth <= LIMIT_MB else 1


if __name__ == "__main__":
    sys.exit(main())
