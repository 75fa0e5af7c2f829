"""How long days of errands take to count and to paint: `python -m tests.bench.bench_route`."""

from __future__ import annotations

import os

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import random
from collections.abc import Callable
from functools import partial
from time import perf_counter

from kiosk.core.frame import Element, Frame
from kiosk.core.geometry import Rect, Size
from kiosk.screen.canvas import Canvas
from kiosk.ui.look import Look
from scenes.kinds.route.best import ahead, cloud, drawn_line, line, line_days, on_line, swap
from scenes.kinds.route.cloud import marks
from scenes.kinds.route.days import Leg, Mode, Rides, Task, days, every, offers
from tests.bench.bench_paint import timed
from tests.house import LANDSCAPE, library, themes, typeface
from tests.kinds.routes import draft, large, large_at_random
from tests.kinds.test_route_rules import opened

SIZE = (1920, 1080)
SEEDS = (0, 3, 7, 12, 13, 16)


def once(action: Callable[[], object]) -> float:
    """Milliseconds of one call, nothing remembered."""
    for cached in (days, ahead, line, cloud, drawn_line):
        cached.cache_clear()
    start = perf_counter()
    action()
    return (perf_counter() - start) * 1000


def free() -> Task:
    """Eight modes on eight legs without any rule: 16,777,216 days."""
    legs = tuple(Leg(f"p{i}", f"p{(i + 1) % 8}", 1.1 + 0.7 * i, rain=i % 3 == 0) for i in range(8))
    modes = tuple(
        Mode(
            f"m{i}", 4 + 3.3 * i, access=(7 * i) % 13, km=0.05 * i, g=31.0 * i, active=(8 - i) / 8, roof=i > 4
        )
        for i in range(8)
    )
    return Task("p0", legs, modes)


def at_random(task: Task, dice: random.Random) -> Rides:
    rides: Rides = ()
    while len(rides) < len(task.legs):
        open_ways = [o.mode.id for o in offers(days(task), rides) if o.reason is None]
        rides = (*rides, dice.choice(open_ways))
    return rides


def counting(task: Task, single: bool) -> dict[str, float]:
    dice = random.Random(7)
    out = {"count": once(lambda: days(task))}
    if single:
        out["all days one by one"] = once(lambda: list(every(days(task))))
    out["unbeaten days, all of them"] = once(lambda: line(task))
    out["cloud"] = once(lambda: cloud(task))
    days(task), ahead(task)
    own = [days(task).total(at_random(task, dice)) for _ in range(20)]
    worst = 0.0
    for one in own:
        worst = max(worst, _lap(partial(on_line, task, one)))
    out["is one's own day unbeaten, worst of 20"] = worst
    out["one swap"] = _lap(lambda: swap(task, at_random(task, dice)))
    return out


def _lap(action: Callable[[], object]) -> float:
    start = perf_counter()
    action()
    return (perf_counter() - start) * 1000


def painting() -> dict[str, float]:
    """The cloud of the draft, 1,876 squares: made, painted for the first time, shown again."""
    look = Look(LANDSCAPE, themes()[0], typeface())
    room = Rect(100, 200, 1000, 700)
    out = {"squares made": once(lambda: marks(look, draft(), room))}
    element = Element("cloud", "chart", Rect(0, 0, 1920, 1080), "cloud", (marks(look, draft(), room),))

    def shown() -> Frame:
        return Frame(Size(1920, 1080), look.theme.day.ground, (element,))

    canvas = Canvas(SIZE, typeface())
    canvas.paint(Frame(Size(1920, 1080), look.theme.day.ground, ()))
    out["painted once"] = _lap(lambda: canvas.paint(shown()))
    out["shown again"] = timed(lambda _: canvas.paint(shown()))
    return out


def playing() -> dict[str, float]:
    """Frames of the shipped day as the visitor meets them: made and painted."""
    canvas = Canvas(SIZE, typeface())
    stay = opened("jana")
    canvas.paint(stay.frame())
    modes = ("bahn", "fuss", "auto", "teilauto")

    def preview(i: int) -> None:
        canvas.paint(stay.act("choose", modes[i % 4]))

    out = {"another mode looked at": timed(preview)}
    stay.act("choose", "bahn")
    stay.act("go", wait=0.05)

    def moved(_: int) -> None:
        stay.now += 0.016
        canvas.paint(stay.frame())

    out["a frame of a ride"] = timed(moved)
    stay.now += 3
    for mode in ("bahn", "bahn", "bahn", "lasten", "leihrad"):
        stay.act("choose", mode)
        stay.act("go", wait=3.0)
    canvas.paint(stay.frame())
    out["the reveal, everything counted and painted"] = once(lambda: canvas.paint(stay.act("reveal")))
    out["the reveal, shown again"] = timed(lambda _: canvas.paint(stay.frame()))
    return out


def main() -> None:
    library()
    for name, task, single in (
        ("7 modes, 5 legs (draft)", draft(), True),
        ("8 modes, 8 legs", large(), False),
        ("8 modes, 8 legs, no rules", free(), False),
        *((f"8 modes, 8 legs at random, {seed}", large_at_random(seed), False) for seed in SEEDS),
    ):
        known = f"{line_days(task):,} unbeaten" if line(task) is not None else "too many unbeaten to count"
        print(f"\n{name}: {days(task).count:,} days, {known}")
        for what, ms in counting(task, single).items():
            print(f"  {what:44} {ms:9.2f} ms")
    for name, values in (("the cloud of 1,876 days at 1080p", painting()), ("the shipped day", playing())):
        print(f"\n{name}")
        for what, ms in values.items():
            print(f"  {what:44} {ms:9.2f} ms")


if __name__ == "__main__":
    main()
