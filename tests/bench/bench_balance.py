"""How long a day of electricity takes: `python -m tests.bench.bench_balance`.

Dragging a block acts, simulates, looks and paints every frame; the sweep moves its line over the day.
Both have 16 ms at 1080p.
"""

from __future__ import annotations

import os

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import gc
import statistics
from time import perf_counter

from kiosk.core.frame import Action
from kiosk.screen.canvas import Canvas
from scenes.kinds.balance.simulation import best, random_plans, simulate
from scenes.kinds.balance.view import SWEEP_S
from tests.house import Stay, typeface
from tests.houses import library
from tests.kinds.balance_days import DRAFT

SIZE = (1920, 1080)
BUDGET_MS = 16.0
BLOCKS = ("autos", "fluss", "wasch", "kuehl")


def opened() -> tuple[Stay, Canvas]:
    """The first day of the shipped scenario, painted once."""
    stay, canvas = Stay(library()), Canvas(SIZE, typeface())
    stay.open("strom")
    canvas.paint(stay.frame())
    return stay, canvas


def dragging(frames: int = 400) -> list[float]:
    """Milliseconds of each frame while one block after another is pushed to and fro, an hour a frame."""
    stay, canvas = opened()
    times = []
    for number in range(frames):
        block = BLOCKS[number // 40 % len(BLOCKS)]
        hour = abs(number % 40 - 20) % 20
        start = perf_counter()
        stay.director.act(Action(f"move.{block}", hour), stay.now)
        canvas.paint(stay.frame())
        times.append((perf_counter() - start) * 1000)
        stay.now += 1 / 60
    return times


def sweeping() -> list[float]:
    """Milliseconds of each frame of a whole sweep at 60 frames a second."""
    stay, canvas = opened()
    stay.director.act(Action("move.autos", 11), stay.now)
    stay.director.act(Action("run"), stay.now)
    times = []
    for _ in range(round(SWEEP_S * 60)):
        start = perf_counter()
        canvas.paint(stay.frame())
        times.append((perf_counter() - start) * 1000)
        stay.now += 1 / 60
    return times


def fill() -> float:
    """Milliseconds of a bare fill of the screen."""
    canvas = Canvas(SIZE, typeface())
    times = []
    for number in range(60):
        start = perf_counter()
        canvas.surface.fill((number, number, number))
        times.append((perf_counter() - start) * 1000)
    return statistics.median(times)


def percentile(times: list[float], share: float) -> float:
    return sorted(times)[min(int(len(times) * share), len(times) - 1)]


def main() -> None:
    bare = fill()
    print(f"bare fill {bare:33.2f} ms")
    for name, frames in (("dragging a block", dragging), ("the sweep", sweeping)):
        times = frames()
        median, slow = statistics.median(times), percentile(times, 0.95)
        print(
            f"{name:24} median {median:6.2f} ms, p95 {slow:6.2f} ms, most {max(times):6.2f} ms, "
            f"{slow / bare:5.1f} x fill, within {BUDGET_MS:g} ms: {'yes' if slow < BUDGET_MS else 'NO'}"
        )
    day = DRAFT["summer"]
    plans = random_plans(day, 300, "bench")
    gc.collect()
    start = perf_counter()
    for plan in plans:
        simulate.__wrapped__(day, plan)
    print(f"one simulated day {(perf_counter() - start) / len(plans) * 1e6:25.0f} us")
    start = perf_counter()
    best.__wrapped__(day)
    print(f"the best plan of 194,040 {(perf_counter() - start) * 1000:18.0f} ms")


if __name__ == "__main__":
    main()
