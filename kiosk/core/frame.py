"""The picture as data: a frame is a tuple of elements, an element looks and means.

One frame serves the painter, the hit test, keypad focus, speech, tests, screenshots and
simulated visitors. All positions are stage units (short side = 1080 u), all colours RGBA.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from kiosk.core.geometry import Rect, Size

Colour = tuple[int, int, int, int]
Value = str | float | int | bool | None
Role = Literal[
    "heading", "text", "button", "option", "slider", "link", "image", "chart", "progress",
    "status", "dialog", "decor",
]  # fmt: skip
Pattern = Literal["solid", "hatch", "dot", "outline"]


@dataclass(frozen=True, slots=True)
class Action:
    """What a tap or OK does: a verb and one plain value. Survives a trip through JSON."""

    name: str
    value: Value = None


# --- what can be drawn ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Box:
    """A filled and/or outlined rectangle with round corners; the stroke lies inside `rect`."""

    rect: Rect
    fill: Colour | None = None
    radius: float = 0.0
    stroke: Colour | None = None
    width: float = 0.0

    @property
    def bounds(self) -> Rect:
        return self.rect


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text. `x` is its left, centre or right edge, `base` its baseline.

    `width` is the measured width in units; the painter may differ from it by kerning only.
    """

    x: float
    base: float
    text: str
    size: float
    weight: int
    colour: Colour
    width: float
    align: Literal["l", "c", "r"] = "l"

    @property
    def left(self) -> float:
        return self.x - {"l": 0.0, "c": 0.5, "r": 1.0}[self.align] * self.width

    @property
    def bounds(self) -> Rect:
        slack = self.size * 0.12
        return Rect(self.left - slack, self.base - self.size * 1.0, self.width + 2 * slack, self.size * 1.35)


@dataclass(frozen=True, slots=True)
class Line:
    """A polyline with round ends and joints; `dash` is (drawn, left out) in units."""

    points: tuple[tuple[float, float], ...]
    width: float
    colour: Colour
    dash: tuple[float, float] | None = None

    @property
    def bounds(self) -> Rect:
        return _hull(self.points).grown(self.width / 2 + 1)


@dataclass(frozen=True, slots=True)
class Poly:
    """A filled polygon."""

    points: tuple[tuple[float, float], ...]
    colour: Colour

    @property
    def bounds(self) -> Rect:
        return _hull(self.points).grown(1)


class Square(NamedTuple):
    """One square of a `Squares` draw; its corners are rounded by 16 % of the side."""

    x: float
    y: float
    side: float
    colour: Colour
    pattern: Pattern = "solid"
    ink: Colour = (0, 0, 0, 255)


@dataclass(frozen=True, slots=True)
class Squares:
    """Many squares at once: charts, the city, rivers."""

    squares: tuple[Square, ...]

    @property
    def bounds(self) -> Rect:
        if not self.squares:
            return Rect(0, 0, 0, 0)
        x = min(s.x for s in self.squares)
        y = min(s.y for s in self.squares)
        right = max(s.x + s.side for s in self.squares)
        bottom = max(s.y + s.side for s in self.squares)
        return Rect(x, y, right - x, bottom - y)


@dataclass(frozen=True, slots=True)
class Icon:
    """A pictogram of rows: '#' in `colour`, 'o' in `accent`, '.' empty; snapped to pixels."""

    rect: Rect
    rows: tuple[str, ...]
    colour: Colour
    accent: Colour

    @property
    def bounds(self) -> Rect:
        return self.rect


@dataclass(frozen=True, slots=True)
class Bits:
    """A QR matrix of '#' and '.' with whole-pixel modules, centred in `rect`."""

    rect: Rect
    rows: tuple[str, ...]
    colour: Colour

    @property
    def bounds(self) -> Rect:
        return self.rect


@dataclass(frozen=True, slots=True)
class Glow:
    """Light added around a point, fading to nothing at `radius`. Only for night screens."""

    x: float
    y: float
    radius: float
    colour: Colour

    @property
    def bounds(self) -> Rect:
        return Rect(self.x - self.radius, self.y - self.radius, 2 * self.radius, 2 * self.radius)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file of the content, scaled to fit inside `rect`."""

    rect: Rect
    file: str

    @property
    def bounds(self) -> Rect:
        return self.rect


LOG_NOTCH = 10 ** (1 / 20)
"""The factor of one notch on a scale that multiplies: twenty to a tenfold."""

Draw = Box | Text | Line | Poly | Squares | Icon | Bits | Glow | Picture


def moved(draw: Draw, dx: float, dy: float) -> Draw:
    """The same draw elsewhere: `dx` to the right, `dy` down."""
    match draw:
        case Box() | Icon() | Bits() | Picture():
            return replace(draw, rect=draw.rect.moved(dx, dy))
        case Text():
            return replace(draw, x=draw.x + dx, base=draw.base + dy)
        case Line() | Poly():
            return replace(draw, points=tuple((x + dx, y + dy) for x, y in draw.points))
        case Squares():
            return Squares(tuple(s._replace(x=s.x + dx, y=s.y + dy) for s in draw.squares))
        case Glow():
            return replace(draw, x=draw.x + dx, y=draw.y + dy)


def _hull(points: tuple[tuple[float, float], ...]) -> Rect:
    xs = [p[0] for p in points]
    ys = [p[1] for p in points]
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


# --- what it means ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Slide:
    """A value set by position along `rect`: `low` at the left end, `high` at the right; upright from below.

    log: equal ways multiply by equal factors. Values are multiples of `step` with two significant digits.
    """

    rect: Rect
    low: float
    high: float
    step: float
    log: bool = False
    upright: bool = False

    def at(self, x: float, y: float = 0.0) -> float:
        """The nearest allowed value under stage position (x, y)."""
        rect = self.rect
        way, length = (rect.bottom - y, rect.h) if self.upright else (x - rect.x, rect.w)
        share = way / length if length else 0.0
        if self.log and 0.0 < share < 1.0:
            return self.snap(self.low * (self.high / self.low) ** share)
        return self.snap(self.low + share * (self.high - self.low))

    def snap(self, value: float) -> float:
        if self.log:
            if not self.low < value < self.high:
                return self.low if value <= self.low else self.high
            steps = round(float(f"{value:.2g}") / self.step)
            return min(max(round(steps * self.step, 6), self.low), self.high)
        steps = round((value - self.low) / self.step)
        return min(max(round(self.low + steps * self.step, 6), self.low), self.high)

    def moved(self, value: float, way: int) -> float:
        """One notch up (`way` 1) or down (-1): a step, or about an eighth of the value if that is more."""
        stepped = value + way * self.step
        if not self.log:
            return self.snap(stepped)
        multiplied = value * LOG_NOTCH**way
        return self.snap(max(stepped, multiplied) if way > 0 else min(stepped, multiplied))

    def share(self, value: float) -> float:
        """Where `value` lies between the ends, 0..1."""
        if self.log:
            return min(max(math.log(max(value, self.low) / self.low, self.high / self.low), 0.0), 1.0)
        span = self.high - self.low
        return min(max((value - self.low) / span, 0.0), 1.0) if span else 0.0

    def point(self, share: float) -> tuple[float, float]:
        """Where a finger lands for this share of the way."""
        rect = self.rect
        if self.upright:
            return rect.cx, rect.bottom - rect.h * share
        return rect.x + rect.w * share, rect.cy


@dataclass(frozen=True, slots=True)
class Element:
    """One thing on the screen.

    label: what is spoken; every element that is not decor has one.
    action: what a tap or OK does; for a slider its name, the value comes from the position.
    hit: where a touch counts, default `rect`.
    carry: what picking it up does; an element with it follows a finger. catch: what letting a carried
    element go over this one does. To drag a onto b is a's `carry`, then b's `catch`, and nothing else:
    whatever can be dragged works with two taps as well.
    key: name of a key that presses it, wherever the keys are, as 'digit7'.
    state: words like 'selected', 'disabled', 'primary', 'offered', 'essential', 'moving', 'many'
    (several fingers may press it at once), 'zone' (one person's part of the screen: what fingers do
    there, however many, is no matter for anybody else).
    """

    id: str
    role: Role
    rect: Rect
    label: str = ""
    draws: tuple[Draw, ...] = ()
    action: Action | None = None
    hit: Rect | None = None
    value: Value = None
    slide: Slide | None = None
    state: tuple[str, ...] = ()
    carry: Action | None = None
    catch: Action | None = None
    key: str = ""

    @property
    def target(self) -> Rect:
        return self.hit or self.rect

    @property
    def reacts(self) -> bool:
        return self.action is not None and "disabled" not in self.state

    def act(self, x: float, y: float = 0.0) -> Action | None:
        """The action of a touch at stage position (x, y), None if it does nothing."""
        if not self.reacts or self.action is None:
            return None
        if self.slide is not None:
            return Action(self.action.name, self.slide.at(x, y))
        return self.action


@dataclass(frozen=True, slots=True)
class Frame:
    """A whole screen: what to paint, in order, and what each part means.

    next_change: seconds until the frame changes by itself; None = it stays as it is.
    anywhere: what a touch beside all targets does.
    murmur: whether the city is heard, very softly.
    typing: digits write the number of the slider the keys are on, instead of choosing.
    """

    stage: Size
    ground: Colour
    elements: tuple[Element, ...]
    next_change: float | None = None
    anywhere: Action | None = None
    screen: str = ""
    language: str = "de"
    murmur: bool = False
    typing: bool = False

    def at(self, x: float, y: float) -> Element | None:
        """The topmost element that reacts to a touch at stage position (x, y)."""
        for element in reversed(self.elements):
            if element.role == "dialog" and element.action is None:
                if element.rect.contains(x, y):
                    return None
            elif element.reacts and element.target.contains(x, y):
                return element
        return None

    def zone(self, x: float, y: float) -> str:
        """Id of the zone at stage position (x, y), "" where the screen is everybody's, as a dialog is."""
        zones = (e for e in self._uncovered if "zone" in e.state and e.rect.contains(x, y))
        return next((e.id for e in zones), "")

    def find(self, id: str) -> Element | None:
        return next((e for e in self.elements if e.id == id), None)

    @property
    def targets(self) -> tuple[Element, ...]:
        """All elements that react, in reading order. Under a dialog only the dialog's."""
        return tuple(e for e in self._uncovered if e.reacts)

    @property
    def catchers(self) -> tuple[Element, ...]:
        """All elements that take what is let go over them. Under a dialog only the dialog's."""
        return tuple(e for e in self._uncovered if e.catch is not None and "disabled" not in e.state)

    @property
    def _uncovered(self) -> tuple[Element, ...]:
        start = 0
        for i, element in enumerate(self.elements):
            if element.role == "dialog":
                start = i
        return self.elements[start:]

    def draws(self) -> Iterator[Draw]:
        for element in self.elements:
            yield from element.draws
