"""How long a race takes, and the proof of all sets of cards: `python -m tests.bench.bench_process`.

Everything is compared with something of the same machine: a race with sorting numbers, the proof with one
race, a frame of the race with a bare fill of the screen.
"""

from __future__ import annotations

import os

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import random
from collections.abc import Callable
from statistics import median
from time import perf_counter

from kiosk.screen.canvas import Canvas
from scenes.kinds.process.office import office
from scenes.kinds.process.proof import RACES, sets, trials
from scenes.kinds.process.rules import cases_of
from scenes.kinds.process.schema import Process
from scenes.kinds.process.simulation import applications, granted, simulate
from scenes.kinds.process.situation import SWEEP_S
from tests.bench.bench_balance import BUDGET_MS, SIZE, fill, percentile
from tests.house import Stay, typeface
from tests.houses import library

BEST = ("form", "regel", "status")


def shipped() -> tuple[Process, dict[str, float]]:
    """The shipped race and its figures."""
    scenario = library().german.scenarios["tische"]
    step = scenario.step("rennen")
    assert isinstance(step, Process)
    return step, {n: f.value for n, f in scenario.figures.items() if isinstance(f.value, float)}


def seconds(what: Callable[[], object], times: int) -> float:
    """The median time of one call."""
    found = []
    for _ in range(times):
        start = perf_counter()
        what()
        found.append(perf_counter() - start)
    return median(found)


def sweeping() -> list[float]:
    """Milliseconds of each frame of a whole race at 60 frames a second."""
    stay, canvas = Stay(library()), Canvas(SIZE, typeface())
    stay.open("tische")
    stay.act("next")
    for card in BEST:
        stay.act("choose", card)
    canvas.paint(stay.frame())
    stay.act("run", wait=0.0)
    times = []
    for _ in range(round(SWEEP_S * 60)):
        start = perf_counter()
        canvas.paint(stay.frame())
        times.append((perf_counter() - start) * 1000)
        stay.now += 1 / 60
    return times


def main() -> None:
    step, known = shipped()
    built, cases = office(step, (), known), cases_of(step, "bench")
    dice = random.Random(1)
    numbers = [dice.random() for _ in range(10_000)]
    sort = seconds(lambda: sorted(numbers), 50)
    counted = seconds(lambda: granted(built, cases, step.days), 50)
    races = {
        "drawing the applications": seconds(
            lambda: applications.__wrapped__("bench", step.cases.count, step.cases.over, 2), 50
        ),
        "a race until all are done": seconds(lambda: simulate.__wrapped__(built, cases), 50),
        "a race of 30 days, counted": counted,
    }
    print(f"sorting 10,000 numbers {sort * 1000:31.2f} ms")
    for name, took in races.items():
        print(f"{name:30} {took * 1000:23.2f} ms, {took / sort:6.2f} x sorting")
    many = len(list(sets(step)))
    proof = seconds(lambda: trials(step, known, "bench"), 3)
    print(
        f"all {many} sets of cards x {RACES} races {proof * 1000:20.0f} ms, {proof / counted:6.0f} x a race"
    )
    bare, times = fill(), sweeping()
    slow = percentile(times, 0.95)
    print(
        f"a frame of the race: median {median(times):.2f} ms, p95 {slow:.2f} ms, most {max(times):.2f} ms, "
        f"{slow / bare:.1f} x fill, within {BUDGET_MS:g} ms: {'yes' if slow < BUDGET_MS else 'NO'}"
    )


if __name__ == "__main__":
    main()
