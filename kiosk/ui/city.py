"""The city of lights: 144 blocks named like Mannheim's, nine windows each, on a plan of squares.

A diagram, not a map. Left of the Breite Strasse lie A to K (there is no J), right of it L to U,
seen from the castle towards the Neckar. The rows add up to 69 + 75 = 144 blocks.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kiosk.core.frame import Box, Colour, Draw, Element, Frame, Glow, Square, Squares
from kiosk.core.geometry import Rect, Size
from kiosk.ui.theme import Theme, faded, mix

LEFT = {"A": 5, "B": 7, "C": 8, "D": 7, "E": 7, "F": 7, "G": 7, "H": 7, "I": 7, "K": 7}
RIGHT = {"L": 8, "M": 7, "N": 7, "O": 7, "P": 7, "Q": 7, "R": 7, "S": 6, "T": 6, "U": 6}
WINDOWS = 9
LIGHTS = 144 * WINDOWS


@dataclass(frozen=True, slots=True)
class Block:
    """A block: its name, its column (-8..-1 left, 1..8 right) and row (0 at the castle)."""

    name: str
    column: int
    row: int


@cache
def blocks() -> tuple[Block, ...]:
    """All 144 blocks in the order that lights are numbered."""
    out = [Block(f"{k}{i}", -i, j + 1) for j, (k, n) in enumerate(LEFT.items()) for i in range(1, n + 1)]
    out += [Block(f"{k}{i}", i, j + 1) for j, (k, n) in enumerate(RIGHT.items()) for i in range(1, n + 1)]
    out += [Block(f"L{i}", i - 7, 0) for i in range(9, 16)]
    return tuple(out)


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the city lies on the stage: `pitch` is the distance of two blocks in units."""

    cx: float
    bottom: float
    pitch: float

    @property
    def side(self) -> float:
        return self.pitch * 0.84

    @property
    def street(self) -> float:
        return self.pitch * 0.55

    @property
    def planken(self) -> float:
        return self.pitch * 0.35

    @property
    def left(self) -> float:
        return self.cx - self.street / 2 - 8 * self.pitch

    @property
    def right(self) -> float:
        return self.cx + self.street / 2 + 8 * self.pitch

    @property
    def top(self) -> float:
        return self.block(Block("", 1, 10)).y

    @property
    def street_y(self) -> float:
        """The middle of the Planken, the street that crosses."""
        return (self.block(Block("", 1, 5)).bottom + self.block(Block("", 1, 4)).y) / 2

    def moved(self, by: float) -> Plan:
        """The same city, this far to the right and down."""
        return Plan(self.cx + by, self.bottom + by, self.pitch)

    def block(self, block: Block) -> Rect:
        gap = self.pitch - self.side
        if block.column > 0:
            x = self.cx + self.street / 2 + (block.column - 1) * self.pitch
        else:
            x = self.cx - self.street / 2 + block.column * self.pitch + gap
        y = self.bottom - (block.row + 1) * self.pitch - (self.planken if block.row >= 5 else 0.0)
        return Rect(x, y, self.side, self.side)

    def window(self, block: int, window: int) -> Rect:
        """The place of one of the nine windows of a block."""
        return window_in(self.block(blocks()[block]), window)

    def nearest(self, x: float, y: float) -> int:
        """The block whose middle is nearest to a point."""

        def distance(index: int) -> float:
            rect = self.block(blocks()[index])
            return math.hypot(rect.cx - x, rect.cy - y)

        return min(range(len(blocks())), key=distance)


def plan_for(stage: Size) -> Plan:
    """Where the city lies on a stage: right of the words, in portrait between them."""
    if stage.portrait:
        return Plan(stage.w * 0.482, stage.h * 0.677, min(58.0, stage.w / 18.6))
    return Plan(stage.w * 0.6646, stage.h * 0.878, min(66.0, stage.w * 0.62 / 18.0, stage.h / 15.6))


def river_span(stage: Size) -> tuple[float, float, float]:
    """In landscape the rivers begin beside the words, not behind them."""
    w = stage.w
    return (0.0, 0.0, w) if stage.portrait else (w * 0.36, w * 0.50, w)


def sky(theme: Theme, stage: Size) -> Squares:
    """The stars."""
    night = theme.night
    return Squares(
        tuple(
            Square(x, y, side, mix(night.ground, night.muted, 0.1 + light * 0.7))
            for x, y, side, light in stars(int(stage.w), int(stage.h))
        )
    )


def opening(theme: Theme, stage: Size) -> Frame:
    """The city before anybody knows its lights or a word about it: what shows while the house wakes up."""
    plan = plan_for(stage)
    draws = (
        sky(theme, stage),
        *rivers(theme, plan, river_span(stage)),
        *streets(theme, plan),
        *castle(theme, plan),
        *city(theme, plan, (None,) * LIGHTS),
    )
    picture = Element("city", "decor", Rect(0, 0, stage.w, stage.h), draws=draws)
    return Frame(stage, theme.night.ground, (picture,), screen="opening")


def window_in(block: Rect, window: int) -> Rect:
    side = block.w / 3.35
    gap = (block.w - 3 * side) / 4
    return Rect(
        block.x + gap + (window % 3) * (side + gap), block.y + gap + (window // 3) * (side + gap), side, side
    )


def city(theme: Theme, plan: Plan, lights: Sequence[str | None]) -> tuple[Draw, ...]:
    """All blocks with their windows; lit ones in the colour of the game that left the light."""
    night = theme.night
    boxes: list[Draw] = []
    windows: list[Square] = []
    for index, block in enumerate(blocks()):
        rect = plan.block(block)
        boxes.append(Box(rect, night.block, rect.w * 0.10, night.street if theme.bold else None, 2.0))
        for k in range(WINDOWS):
            place = window_in(rect, k)
            windows.append(
                Square(place.x, place.y, place.w, window_colour(theme, lights[index * WINDOWS + k]))
            )
    return (*boxes, Squares(tuple(windows)))


def window_colour(theme: Theme, light: str | None) -> Colour:
    return theme.night.window if light is None else theme.domain(light).bright


def full_glows(theme: Theme, plan: Plan, lights: Sequence[str | None]) -> tuple[Draw, ...]:
    """A glow behind every block whose nine windows are lit."""
    draws: list[Draw] = []
    for index, block in enumerate(blocks()):
        lit = lights[index * WINDOWS : (index + 1) * WINDOWS]
        if all(lit):
            rect = plan.block(block)
            draws.append(Glow(rect.cx, rect.cy, plan.side * 1.15, faded(theme.domain(lit[0]).bright, 0.24)))
    return tuple(draws)


@cache
def _bands(length: int, seed: int) -> tuple[tuple[float, ...], ...]:
    """Brightness of each square of a river three squares wide."""
    dice = random.Random(seed)
    return tuple(
        tuple(dice.random() * (0.8 if dice.random() < 0.3 else 0.25) for _ in range(3)) for _ in range(length)
    )


def rivers(theme: Theme, plan: Plan, span: tuple[float, float, float], phase: int = 0) -> tuple[Draw, ...]:
    """Neckar above and Rhine below, three squares wide; `phase` moves their shimmer.

    span: where the Neckar begins, where the Rhine begins, and where both end, in units.
    """
    night = theme.night
    side = plan.pitch / 2
    squares: list[Square] = []
    starts = span[:2]
    width = span[2]
    count = int(width / side) + 2
    upper, lower = _bands(count, 3), _bands(count, 4)
    first = -(plan.cx % side)
    for i in range(count):
        x = first + i * side
        far = (x - plan.cx) / plan.pitch
        neckar = plan.top - 2.45 * plan.pitch - side * math.floor(far / 9 + 0.5)
        rhine = plan.bottom + 1.05 * plan.pitch + side * max(0, math.floor((-far - 1) / 3))
        for k in range(3):
            for y, band, start in ((neckar, upper, starts[0]), (rhine, lower, starts[1])):
                if x < start:
                    continue
                light = band[(i + phase) % count][k]
                colour = mix(night.river, night.shimmer, light)
                squares.append(Square(x + 1, y + k * side + 1, side - 2, colour))
    return (Squares(tuple(squares)),)


def streets(theme: Theme, plan: Plan) -> tuple[Draw, ...]:
    """The Breite Strasse and the Planken."""
    colour = theme.night.street
    p = plan.pitch
    upright = Rect(plan.cx - 3, plan.top - p * 0.9, 6, plan.bottom - plan.top + p * 0.5)
    across = Rect(plan.left + p * 0.4, plan.street_y - 3, plan.right - plan.left + p * 0.9, 6)
    return Box(upright, colour, 3), Box(across, colour, 3)


def castle(theme: Theme, plan: Plan) -> tuple[Draw, ...]:
    """The castle at the foot of the Breite Strasse, from squares."""
    night = theme.night
    unit = plan.pitch * 0.30
    squares: list[Square] = []
    for i in range(-11, 12):
        for j in range(2):
            if abs(i) >= 9 or j == 1:
                colour = mix(night.castle, night.ground, 0.15 + 0.2 * ((i + j) % 2))
                squares.append(
                    Square(
                        plan.cx + i * unit - unit * 0.45,
                        plan.bottom + plan.pitch * 0.12 + j * unit,
                        unit * 0.9,
                        colour,
                    )
                )
    body = Rect(plan.cx - unit * 1.4, plan.bottom + plan.pitch * 0.05, unit * 2.8, unit * 2.1)
    door = Rect(plan.cx - unit * 0.35, body.y + unit * 0.9, unit * 0.7, unit * 1.2)
    return Squares(tuple(squares)), Box(body, night.castle, 4), Box(door, theme.domain("energie").bright, 3)


def tram(
    theme: Theme, centre: tuple[float, float], length: float, upright: bool, colour: Colour
) -> tuple[Draw, ...]:
    """A tram as a row of lit windows."""
    x, y = centre
    w, h = (14.0, length) if upright else (length, 14.0)
    body = Rect(x - w / 2, y - h / 2, w, h)
    count = int((length - 8) / 13)
    start = -(count * 13 - 5) / 2
    lamps = tuple(
        Square(x - 4, y + start + i * 13, 8, theme.night.ground)
        if upright
        else Square(x + start + i * 13, y - 4, 8, theme.night.ground)
        for i in range(count)
    )
    return Glow(x, y, length * 0.9, faded(colour, 0.27)), Box(body, colour, 6), Squares(lamps)


@cache
def stars(width: int, height: int) -> tuple[tuple[float, float, float, float], ...]:
    """Places (x, y), sides and brightness of the stars of a night."""
    dice = random.Random(5)
    return tuple(
        (
            dice.random() * width,
            dice.random() * height * 0.95,
            dice.choice((2.0, 2.0, 3.0, 4.0)),
            dice.random() * 0.5,
        )
        for _ in range(int(width * height / 15000))
    )
