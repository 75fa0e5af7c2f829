"""How long painting takes: `python -m tests.bench.bench_paint`. Ratios to a bare fill hold on any machine."""

from __future__ import annotations

import os

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import statistics
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pygame

from kiosk.core.frame import Element, Frame, Glow, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.screen.canvas import Canvas
from kiosk.screen.sound import SOUNDS, notes, samples
from kiosk.ui.typeface import Typeface, ensure
from tests.screen.paint_samples import LANDSCAPE, NIGHT, city, frame, question

ROUNDS = 30
SIZES = {"1080p": (1920, 1080), "4K": (3840, 2160)}


def timed(action: Callable[[int], object], rounds: int = ROUNDS) -> float:
    """Median milliseconds of one call; the number of the round is handed on."""
    action(0)
    times = []
    for i in range(rounds):
        start = perf_counter()
        action(i)
        times.append(perf_counter() - start)
    return statistics.median(times) * 1000


def with_lights(base: Frame, count: int, beat: int) -> Frame:
    """The city with `count` windows falling in and one glow that breathes."""
    falling = tuple(
        Square(300 + i * 40, 100 + beat * 7 % 500 + i, 16, (255, 203, 61, 255)) for i in range(count)
    )
    draws = (Squares(falling), Glow(400, 400, 120, (255, 203, 61, 40 + beat % 10 * 4)))
    moving = Element("moving", "decor", Rect(0, 0, *_size(base)), draws=draws)
    return replace(base, elements=(*base.elements, moving))


def _size(base: Frame) -> tuple[float, float]:
    return base.stage.w, base.stage.h


def measures(size: tuple[int, int], face: Typeface) -> dict[str, float]:
    canvas = Canvas(size, face)
    asked, chosen = question(face, 0), question(face, 1)
    twins = question(face, 0), question(face, 0)
    changes = [question(face, i % 4, 40 + i % 3) for i in range(ROUNDS)]
    night = frame([city()], NIGHT)
    lights = [with_lights(night, 12, i) for i in range(ROUNDS)]

    def again(shown: Frame) -> None:
        canvas.forget()
        canvas.paint(shown)

    def first(_: int) -> None:
        Canvas(size, face).paint(asked)

    out = {"bare fill": timed(lambda i: canvas.surface.fill((i, i, i)))}
    out["first frame of all, nothing cached"] = timed(first, 5)
    out["question, full repaint"] = timed(lambda _: again(asked))
    out["question, another answer chosen"] = timed(lambda i: canvas.paint(changes[i]))
    out["question, an equal frame"] = timed(lambda i: canvas.paint(twins[i % 2]))
    canvas.paint(chosen)
    canvas.paint(night)
    out["city of 1,440 squares, full repaint"] = timed(lambda _: again(night))
    out["city, 12 squares and a glow moving"] = timed(lambda i: canvas.paint(lights[i]))
    return out


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        start = perf_counter()
        face = ensure(Path(folder))
        print(f"typeface, cut once {perf_counter() - start:10.2f} s")
        print(f"typeface, warm start {timed(lambda _: ensure(Path(folder))):8.2f} ms")
        all_sounds = [notes(name) for name in SOUNDS] + [notes("square", k) for k in range(13)]
        print(f"sounds, all made {timed(lambda _: [samples(n) for n in all_sounds], 3):12.1f} ms")
        for name, size in SIZES.items():
            values = measures(size, face)
            print(f"\n{name} on {LANDSCAPE.w:g} x {LANDSCAPE.h:g} units, pygame {pygame.version.ver}")
            for what, ms in values.items():
                print(f"  {what:40} {ms:8.2f} ms {ms / values['bare fill']:8.1f} x fill")


if __name__ == "__main__":
    main()
