"""What recording costs the loop: `log()` in a 60 Hz loop against an empty call, and late frames.

Run as a script. Three events a frame, as a hasty visitor makes them, with the writer committing
to a real folder all the while.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from telemetry.events import Event, Tapped
from telemetry.store import Store

FRAME_S = 1 / 60
LATE_S = 0.004
PER_FRAME = 3


def nothing(event: Event, now: float) -> None:
    """The control: a call that does nothing."""


def measure(call: Callable[[Event, float], None], frames: int) -> tuple[list[float], int]:
    """Seconds of each call, and how many frames woke more than 4 ms late."""
    taken: list[float] = []
    late = 0
    due = time.perf_counter()
    for number in range(frames):
        due += FRAME_S
        for part in range(PER_FRAME):
            event = Tapped("bench", 12, (number + part) % 144)
            now = time.monotonic()
            began = time.perf_counter()
            call(event, now)
            taken.append(time.perf_counter() - began)
        time.sleep(max(due - time.perf_counter(), 0.0))
        late += time.perf_counter() - due > LATE_S
    return taken, late


def percentiles(taken: list[float]) -> tuple[float, float]:
    """p50 and p99 in microseconds."""
    cuts = quantiles(taken, n=100)
    return cuts[49] * 1e6, cuts[98] * 1e6


def rehearsal(visits: int) -> tuple[float, float]:
    """Visits per second without a thread, and bytes of the store per visit."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder), 1, threaded=False, chance=random.Random(1).getrandbits)
        began = time.perf_counter()
        for number in range(visits):
            store.begin(number * 100.0)
            for step in range(49):
                store.log(Tapped("bench", 12, step), number * 100.0 + step * 1.3)
            store.end(1, number * 100.0 + 65.0)
        speed = visits / (time.perf_counter() - began)
        store.close()
        return speed, (Path(folder) / "store.db").stat().st_size / visits


def main() -> None:
    """Print the control, the log and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=6.0)
    parser.add_argument("--visits", type=int, default=2000)
    options = parser.parse_args()
    frames = int(options.seconds * 60)
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder), 1)
        store.begin(time.monotonic())
        empty, empty_late = measure(nothing, frames)
        logged, late = measure(store.log, frames)
        store.close()
    control, cost = percentiles(empty), percentiles(logged)
    print(f"empty call   p50 {control[0]:6.2f} us   p99 {control[1]:7.2f} us   late {empty_late}/{frames}")
    print(f"log()        p50 {cost[0]:6.2f} us   p99 {cost[1]:7.2f} us   late {late}/{frames}")
    print(f"ratio        p50 {cost[0] / control[0]:6.2f}      p99 {cost[1] / control[1]:7.2f}")
    speed, size = rehearsal(options.visits)
    print(f"rehearsal    {speed:.0f} visits/s of 50 events, {size:.0f} B per visit kept")


if __name__ == "__main__":
    main()
