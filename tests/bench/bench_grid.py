"""How long a street takes: `python -m tests.bench.bench_grid`.

Laying a tile acts, measures, looks and paints one frame, the day moves its sun: both have 16 ms at 1080p.
"""

from __future__ import annotations

import os

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import statistics
from time import perf_counter

from kiosk.content.proof import arrivals
from kiosk.core.frame import Action
from kiosk.screen.canvas import Canvas
from scenes.kinds.grid.schema import Grid
from scenes.kinds.grid.situation import SWEEP_S
from scenes.kinds.grid.trial import trials
from tests.house import Stay, library, typeface

SIZE = (1920, 1080)
BUDGET_MS = 16.0
CELLS = [f"r{row}c{column}" for row in (2, 3, 4) for column in range(1, 9)]


def opened() -> tuple[Stay, Canvas]:
    """The shipped street, painted once."""
    stay, canvas = Stay(library()), Canvas(SIZE, typeface())
    stay.open("block")
    canvas.paint(stay.frame())
    return stay, canvas


def timed(stay: Stay, canvas: Canvas, *actions: Action) -> float:
    """Milliseconds from the actions to the painted frame."""
    start = perf_counter()
    for action in actions:
        stay.director.act(action, stay.now)
    canvas.paint(stay.frame())
    return (perf_counter() - start) * 1000


def laying() -> list[float]:
    """Milliseconds of one exchange after another, taken back when all are used up."""
    stay, canvas = opened()
    times = []
    for number in range(240):
        if number % 10 == 9:
            deeds = [Action("undo")] * 10
        else:
            deeds = [
                Action("choose", ("baum", "tische", "spiel")[number % 3]),
                Action("lay", CELLS[number % 24]),
            ]
        times.append(timed(stay, canvas, *deeds))
        stay.now += 0.5
    return times


def sweeping() -> list[float]:
    """Milliseconds of each frame of a day at 60 frames a second."""
    stay, canvas = opened()
    for cell in CELLS[:9]:
        stay.act("lay", cell)
    stay.director.act(Action("run"), stay.now)
    times = []
    for _ in range(round(SWEEP_S * 60)):
        times.append(timed(stay, canvas))
        stay.now += 1 / 60
    return times


def main() -> None:
    for name, frames in (("one exchange", laying), ("a frame of the day", sweeping)):
        times = sorted(frames())
        slow = times[int(len(times) * 0.95)]
        print(
            f"{name:20} median {statistics.median(times):6.2f} ms, p95 {slow:6.2f} ms, "
            f"most {times[-1]:6.2f} ms, within {BUDGET_MS:g} ms: {'yes' if slow < BUDGET_MS else 'NO'}"
        )
    content = library().german
    scenario = content.scenarios["block"]
    step = scenario.step("strasse")
    assert isinstance(step, Grid)
    (trial,) = trials(step, arrivals(scenario, content.figures, "strasse"), "block/strasse")
    start = perf_counter()
    for _ in range(300):
        trial.numbers(trial.street.start)
    print(f"all gauges of a street {(perf_counter() - start) / 300 * 1e6:15.0f} us")
    start = perf_counter()
    assert trial.chance
    print(f"300 random streets {(perf_counter() - start) * 1000:19.0f} ms")
    start = perf_counter()
    assert trial.best.alone
    print(f"the best of each gauge {(perf_counter() - start) * 1000:15.0f} ms")
    start = perf_counter()
    assert trial.best.together
    print(f"all goals together {(perf_counter() - start) * 1000:19.0f} ms")


if __name__ == "__main__":
    main()
