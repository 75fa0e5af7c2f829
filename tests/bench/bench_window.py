"""The exhibition beside a bare pygame window, both as black boxes: `python -m tests.bench.bench_window`.

Pointer by XTEST, pixels from the X server's own memory, 1920 x 1080, no graphics card. Starts and
taps alternate between the two programs, so that whatever else the machine does meets both: the
ratios of one run hold, the milliseconds do not.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.core.frame import Element, Frame
from kiosk.core.geometry import Rect
from kiosk.screen.hints import HINTS, X11_HINTS
from tests.bench.bare import CARDS, TRACK
from tests.bench.blackbox import HEIGHT, ROOT, WIDTH, Program, Screen, bills, missing, until
from tests.house import Stay, library, options, typeface

BARE, HOUSE = "bare window", "exhibition"
FULL = Rect(0, 0, WIDTH, HEIGHT)
TAP_EVERY_S, HELD_S, SETTLED_S = 0.42, 0.12, 1.2
DRAG_S, SWEEPS, STATES = 3.0, 5, 180
FONTS = ROOT / ".cache" / "fonts"
# No window without the first; without the second every start would compile all files anew.
NOT_INHERITED = ("SDL_VIDEODRIVER", "PYTHONDONTWRITEBYTECODE")
STILL, STILL_W = ("brand", "headline", "call", "language.de", "tool.size"), 500.0
"""What the first screen shows and never moves, left of the rivers: once it stands, the screen is complete."""


@dataclass(frozen=True)
class Plan:
    """How much is measured."""

    starts: int
    taps: int
    idle_s: float


@dataclass
class Times:
    """Measured seconds by name, of one program."""

    values: dict[str, list[float]] = field(default_factory=dict)

    def add(self, name: str, seconds: float | None) -> None:
        if seconds is not None:
            self.values.setdefault(name, []).append(seconds)

    def ms(self, name: str, share: int) -> float:
        """A percentile (50, 95 or 100) in milliseconds; nan if nothing was seen."""
        found = self.values.get(name, [])
        if not found:
            return float("nan")
        last = len(found) - 1
        return sorted(found)[round(last * share / 100)] * 1000


@dataclass(frozen=True)
class Places:
    """Where the exhibition shows what is touched here, from its own frames."""

    first: tuple[Rect, ...]
    call: Rect
    tile: Rect
    answers: tuple[Rect, ...]
    onward: Rect
    track: Rect
    stops: tuple[float, ...]


def places() -> Places:
    """The way from the night to the first slider; stage units are pixels here."""
    stay = Stay(library())
    night = stay.frame()
    menu = stay.act("open")
    id = stay.director.house.content("de").exhibition.scenarios[0]
    question = stay.act("play", id)
    answers = options(question)
    assert answers[0].action is not None
    onward = stay.act(answers[0].action.name, answers[0].action.value)
    asked = stay.act("next", wait=3.0)
    slider = _element(asked, "slider")
    assert slider.slide is not None
    slide = slider.slide
    steps = round((slide.high - slide.low) / slide.step)
    stops = tuple(slide.rect.x + slide.rect.w * k / steps for k in range(steps + 1))
    return Places(
        tuple(_left(_element(night, id).rect) for id in STILL), _element(night, "call").rect,
        _element(menu, f"tile.{id}").rect, tuple(e.rect for e in answers), _element(onward, "next").rect,
        slider.rect, stops,
    )  # fmt: skip


def _left(rect: Rect) -> Rect:
    return Rect(rect.x, rect.y, min(rect.w, STILL_W), rect.h)


def _element(frame: Frame, id: str) -> Element:
    found = frame.find(id)
    assert found is not None, f"{frame.screen} shows no {id}"
    return found


class Stand:
    """One of the two programs: its screen, its command, what of its first picture never moves."""

    def __init__(self, screen: Screen, words: Sequence[str], still: Sequence[Rect]) -> None:
        self.screen = screen
        self.words = words
        self.times = Times()
        self._still = still
        self._complete: bytes | None = None
        self.screen.move(WIDTH - 1, HEIGHT - 1)  # an X server's own cursor is a pixel too
        inherited = {k: v for k, v in os.environ.items() if k not in NOT_INHERITED}
        own = {"SDL_AUDIODRIVER": "dummy", "CACHE_DIRECTORY": str(FONTS)}
        self._env = {**inherited, **HINTS, **X11_HINTS, **own}

    def program(self) -> Program:
        return Program(self.words, self.screen, self._env)

    def picture(self) -> bytes:
        return b"".join(self.screen.pixels(rect, 12) for rect in self._still)

    def warm(self) -> None:
        """A first start: compiled files, the store's tables, and what a complete screen looks like."""
        with self.program() as program:
            if until(self._lit, 60, 0.01) is None:
                program.alive()
            time.sleep(SETTLED_S)
            program.alive()
            self._complete = self.picture()
        until(lambda: not self._lit(), 2, 0.01)

    def start(self) -> None:
        """One start, timed to the first pixel and to the complete screen."""
        with self.program() as program:
            for name, shown in (("first", self._lit), ("complete", self._whole)):
                self.times.add(name, _since(program.began, until(shown, 20, 0.002)))
            program.alive()
            time.sleep(0.3)
        until(lambda: not self._lit(), 2, 0.01)

    def _whole(self) -> bool:
        return self.picture() == self._complete

    def _lit(self) -> bool:
        return any(self.screen.pixels(FULL, 54))

    def tap(self, control: Rect) -> None:
        """One tap; until the control looks another way, after the finger came down and after it left."""
        x, y = control.cx, control.cy
        self.screen.move(x, y)
        time.sleep(0.02)
        for name, down in (("press", True), ("chosen", False)):
            before, began = self.screen.pixels(control), time.perf_counter()
            self.screen.button(down)
            seen = until(lambda: self.screen.pixels(control) != before, 1.0)  # noqa: B023
            self.times.add(name, _since(began, seen))
            if down:
                time.sleep(max(HELD_S - (time.perf_counter() - began), 0))

    def drag(self, track: Rect, stops: Sequence[float]) -> int:
        """A slow drag to and fro over `stops`; how many of the `STATES` states were seen."""
        seen, strip = 0, Rect(track.x, track.cy, track.w, 1)
        self.screen.move(stops[0], track.cy)
        self.screen.button(True)
        time.sleep(0.5)
        due = time.perf_counter()
        for k in range(1, STATES + 1):
            at = k % (2 * (len(stops) - 1))
            shown, began = self.screen.pixels(strip), time.perf_counter()
            self.screen.move(stops[at] if at < len(stops) else stops[2 * (len(stops) - 1) - at], track.cy)
            due += DRAG_S / STATES
            changed = until(lambda: self.screen.pixels(strip) != shown, due - time.perf_counter())  # noqa: B023
            self.times.add("drag", _since(began, changed))
            seen += changed is not None
            time.sleep(max(due - time.perf_counter(), 0))
        self.screen.button(False)
        return seen


def _since(began: float, seen: float | None) -> float | None:
    return None if seen is None else seen - began


@dataclass(frozen=True)
class Row:
    """One line of the table. target: the sentence, and whether (bare, exhibition) keep it."""

    name: str
    bare: float
    house: float
    target: str = ""
    keeps: Callable[[float, float], bool] | None = None
    digits: int = 0

    def __str__(self) -> str:
        ratio = f"{self.house / self.bare:7.2f} x" if self.bare else " " * 9
        said = "" if self.keeps is None else "met" if self.keeps(self.bare, self.house) else "NOT MET"
        numbers = f"{self.bare:10.{self.digits}f} {self.house:11.{self.digits}f}"
        return f"{self.name:44} {numbers} {ratio}   {self.target:24} {said}".rstrip()


def starts(stands: Sequence[Stand], plan: Plan) -> None:
    for stand in stands:
        stand.warm()
    for _ in range(plan.starts):
        for stand in stands:
            stand.start()


def visit(bare: Stand, house: Stand, plan: Plan, where: Places) -> list[Row]:
    """Both programs open side by side: waiting, tapping, dragging, and what that costs."""
    with bare.program() as yard, house.program() as open_house:
        until(lambda: any(bare.screen.pixels(FULL, 54)), 20, 0.01)
        until(lambda: any(house.screen.pixels(FULL, 54)), 20, 0.01)
        time.sleep(6)  # all sounds are made by then
        started = yard.memory_mb(), open_house.memory_mb()
        waiting, night = bills((yard, open_house), plan.idle_s)
        for place in (where.call, where.tile):
            house.screen.tap(place.cx, place.cy)
            time.sleep(SETTLED_S)
        _, still = bills((yard, open_house), plan.idle_s)
        for k in range(plan.taps):
            for stand, controls in ((bare, tuple(Rect(*card) for card in CARDS)), (house, where.answers)):
                began = time.perf_counter()
                stand.tap(controls[k % len(controls)])
                time.sleep(max(TAP_EVERY_S / 2 - (time.perf_counter() - began), 0.05))
        house.screen.tap(where.onward.cx, where.onward.cy)
        time.sleep(SETTLED_S)
        dragged = bare.drag(Rect(*TRACK), where.stops), house.drag(where.track, where.stops)
        ended = yard.memory_mb(), open_house.memory_mb()
    return [
        Row("drag of 3 s, states shown of 180", *dragged, "180 of 180", lambda _, ours: ours == STATES),
        Row("processor, still question, s/min", waiting, still, "0.0", lambda _, ours: ours < 0.05, 2),
        Row("processor, night screen, s/min", waiting, night, "<= 2.5", lambda _, ours: ours <= 2.5, 2),
        Row("memory after the start, MB", *started),
        Row("memory at the end, MB", *ended),
    ]


def timed(bare: Times, house: Times) -> list[Row]:
    """What was timed, with the targets."""

    def row(name: str, of: str, share: int, times: float | None = None) -> Row:
        target = "" if times is None else f"<= {times:g} x bare"
        keeps = None if times is None else (lambda theirs, ours: ours <= times * theirs)
        figure = {50: "median", 95: "p95", 100: "longest"}[share]
        return Row(f"{name}, {figure} ms", bare.ms(of, share), house.ms(of, share), target, keeps, 1)

    return [
        row("start to first pixels", "first", 50, 3.0), row("start to first pixels", "first", 95),
        row("start to complete screen", "complete", 50, 3.0), row("start to complete screen", "complete", 95),
        row("finger down to pressed", "press", 50), row("finger down to pressed", "press", 95, 1.0),
        row("finger down to pressed", "press", 100),
        row("finger up to chosen", "chosen", 50), row("finger up to chosen", "chosen", 95, 1.0),
        row("finger up to chosen", "chosen", 100),
        row("drag, lag", "drag", 50), row("drag, lag", "drag", 95, 1.0),
    ]  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer starts and taps, under a minute")
    plan = Plan(4, 16, 5.0) if parser.parse_args().quick else Plan(12, 60, 12.0)
    lacking = missing()
    if lacking:
        print(f"skipped: {lacking} is missing here, so no window can be watched from outside")
        return 0
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that nothing is left running
    typeface()  # cut now if it never was: that is no part of a start
    where = places()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        screens = [stack.enter_context(Screen(folder / name)) for name in ("one", "two")]
        bare = Stand(screens[0], ["-m", "tests.bench.bare"], (Rect(0, 0, WIDTH, 500),))
        house = Stand(screens[1], ["run_kiosk.py", "run", "--data", str(folder / "data")], where.first)
        starts((bare, house), plan)
        rows = visit(bare, house, plan, where)
    print(f"{plan.starts} starts, {plan.taps} taps, {WIDTH} x {HEIGHT}\n")
    print(f"{'':44} {BARE:>10} {HOUSE:>10} {'ratio':>9}   target")
    for row in (*timed(bare.times, house.times), *rows):
        print(row)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
