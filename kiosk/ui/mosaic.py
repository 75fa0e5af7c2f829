"""The picture that visits lay together: its squares, this visitor's own, how many lie, how others decided."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from functools import lru_cache

from kiosk.content.mosaics import ACROSS, GROUND, LETTERS, SQUARES, Mosaic
from kiosk.content.template import written
from kiosk.core.ease import out_quint
from kiosk.core.frame import Box, Colour, Draw, Element, Glow, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui.latest import latest
from kiosk.ui.layout import Style, centred, cut_left, fit
from kiosk.ui.look import Look
from kiosk.ui.parts import flap
from kiosk.ui.theme import Theme, faded, mix
from kiosk.visit.world import World

FALL_S = 0.6
PULSE_S = 1.8
PULSES = 4
"""How often a free place calls for its square; then the screen is still."""
FRAME_S = 1 / 20
RAGGED = 13.0
"""Rows over which the upper edge of an unfinished picture is frayed."""
EDGE = 16.0
GHOST = 0.16
"""How much of its colour a place shows before anybody laid a square there: one sees what it will be."""

BOLD = {"k": 0, "e": 1, "m": 2, "a": 1, "t": 0, "d": 0, "s": 2, "w": 1}
"""Strong contrast has three tones: which one a letter gets."""


@dataclass(frozen=True, slots=True)
class Laid:
    """How far the pictures are.

    motif: the picture that grows. number: the how-manieth it is, from 0. squares: of it that lie, up to all
    576. own: whether the last of them is this visitor's. decided: whether this visitor answered at all.
    guess: how many of 100 they thought lay theirs. share: how many do; None for too few, and before one
    decided. Both in per cent. kept, given: what the two ways to decide are called.
    """

    motif: Mosaic
    target: str
    number: int
    squares: int
    own: bool = False
    decided: bool = False
    guess: float | None = None
    share: float | None = None
    given: str = ""
    kept: str = ""

    @property
    def place(self) -> int:
        """Where this visitor's square lies, or would lie."""
        return order(self.target, self.number)[min(self.squares - self.own, SQUARES - 1)]


@lru_cache(maxsize=4)
def order(target: str, number: int) -> tuple[int, ...]:
    """In which order the places of a picture are filled: from its foot up, frayed, the same for everybody."""
    chance = random.Random(f"{target}/{number}")
    heights = [ACROSS - index // ACROSS + chance.random() * RAGGED for index in range(SQUARES)]
    return tuple(sorted(range(SQUARES), key=heights.__getitem__))


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where the squares of a picture lie."""

    rect: Rect

    @property
    def pitch(self) -> float:
        return (self.rect.w - 2 * EDGE) / ACROSS

    def at(self, index: int) -> Rect:
        side = self.pitch * 0.9
        return Rect(
            self.rect.x + EDGE + index % ACROSS * self.pitch + (self.pitch - side) / 2,
            self.rect.y + EDGE + index // ACROSS * self.pitch + (self.pitch - side) / 2,
            side, side,
        )  # fmt: skip


def sheet_in(area: Rect) -> Sheet:
    """The largest square in an area."""
    side = min(area.w, area.h)
    return Sheet(centred(area, side, side))


def spoken(found: Laid, world: World) -> str:
    """How many squares lie, and what this visitor did."""
    return f"{world.say('mosaic_count', laid=found.squares, all=SQUARES)}. {said(found, world)}"


def said(found: Laid, world: World) -> str:
    """What this visitor did with their square."""
    return world.say("mosaic_own" if found.own else "mosaic_kept" if found.decided else "mosaic_open")


def picture(look: Look, area: Rect, found: Laid, world: World) -> Element:
    """The picture as it lies, without this visitor's square."""
    sheet = sheet_in(area)
    draws = _squares(look.theme, sheet, found.motif, (found.target, found.number, found.squares - found.own))
    return Element("mosaic", "chart", sheet.rect, spoken(found, world), draws, value=found.squares)


def _tiles(theme: Theme, sheet: Sheet, motif: Mosaic, until: tuple[str, int, int]) -> tuple[Draw, ...]:
    target, number, lying = until
    places = set(order(target, number)[:lying])
    night = theme.night
    squares = []
    for index in range(SQUARES):
        at = sheet.at(index)
        lit = tone(theme, motif, index)
        colour = lit if index in places else mix(mix(night.ground, night.window, 0.5), lit, GHOST)
        squares.append(Square(at.x, at.y, at.w, colour))
    ground = Box(sheet.rect, night.ground, 26, night.line if theme.bold else None, theme.outline)
    return ground, Squares(tuple(squares))


_squares = latest(_tiles, keep=2)


def tone(theme: Theme, motif: Mosaic, index: int) -> Colour:
    """The colour of a square: that of its letter, in three shades, or the sky's, which dusks to its foot."""
    row, column = divmod(index, ACROSS)
    letter, night = motif[row][column], theme.night
    if theme.bold:
        tones = (theme.day.accent, theme.day.ink, theme.day.plain)
        return mix(night.ground, night.ink, 0.25) if letter == GROUND else tones[BOLD[letter]]
    if letter == GROUND:
        return mix(night.window, theme.domain("antrag").bright, 0.05 + 0.15 * row / ACROSS)
    bright = theme.domain(LETTERS[letter]).bright
    return mix(bright, night.ground, (0.0, 0.08, 0.17)[(row * 7 + column * 5) % 3])


def own(look: Look, area: Rect, found: Laid, elapsed: float) -> Element | None:
    """This visitor's square: calling from its free place, falling into it, lying there with two rings.

    elapsed: seconds since the screen came up or the square was given; None where it stays with its owner.
    """
    if found.decided and not found.own:
        return None
    sheet, night = sheet_in(area), look.theme.night
    at = sheet.at(found.place)
    if found.own and not look.calm and elapsed < FALL_S:
        top = sheet.rect.y + EDGE
        y = top + (at.y - top) * out_quint(elapsed / FALL_S)
        return Element(
            "mosaic.own", "decor", sheet.rect, draws=(Squares((Square(at.x, y, at.w, night.ink),)),)
        )
    beat = 1.0 if found.own else pulse(look, elapsed)
    ring = faded(night.ink, 0.35 + 0.65 * beat)
    square = Square(at.x, at.y, at.w, mix(night.ground, night.ink, 0.25 + 0.75 * beat))
    light = (
        ()
        if look.theme.bold
        else (Glow(at.cx, at.cy, sheet.pitch * 2.4, faded(night.ink, 0.14 + 0.22 * beat)),)
    )
    draws: tuple[Draw, ...] = (
        *light,
        Squares((square,)),
        Box(at.grown(5), None, 9, ring, 3),
        Box(at.grown(11 + 3 * beat), None, 14, faded(ring, 0.45), 3),
    )
    return Element("mosaic.own", "decor", at.grown(sheet.pitch * 2.4), draws=draws)


def pulse(look: Look, elapsed: float) -> float:
    """How brightly a free place calls, 0..1: a few times, then it stays as it is."""
    if look.calm or elapsed >= PULSE_S * PULSES:
        return 0.5
    return 0.5 - 0.5 * math.cos(elapsed / PULSE_S * math.tau + math.pi / 2)


def next_change(look: Look, found: Laid, elapsed: float) -> float | None:
    """Seconds until this visitor's square looks otherwise; None where it lies still."""
    if look.calm or (found.decided and not found.own):
        return None
    if found.own:
        return 0.0 if elapsed < FALL_S else None
    return FRAME_S if elapsed < PULSE_S * PULSES else None


def mine(look: Look, rect: Rect, found: Laid, world: World, elapsed: float) -> Element:
    """What becomes of this visitor's square, led by the square itself; it shines wherever it stays."""
    night, text = look.theme.night, said(found, world)
    side = min(rect.h * 0.62, 44.0 * look.grow)
    left, room = cut_left(rect, side + 12, 22)
    at = Rect(left.x + 8, rect.cy - side / 2, side, side)
    line = fit(look, text, room, Style("body", look.theme.day.ink), middle=True)
    beat = 1.0 if found.decided else pulse(look, elapsed)
    shine = not found.own and not look.theme.bold
    light = (Glow(at.cx, at.cy, side * 1.1, faded(night.ink, 0.12 + 0.3 * beat)),) if shine else ()
    body: Draw = Squares((Square(at.x, at.y, side, mix(night.ground, night.ink, 0.35 + 0.65 * beat)),))
    if found.own:
        body = Box(at, None, side * 0.16, night.muted, 3)
    return Element("laid.own", "status", rect, text, (*light, body, *line.draws))


def counter(look: Look, rect: Rect, found: Laid, world: World, elapsed: float) -> Element:
    """How many squares lie, in flaps, and of how many; this visitor's counts once it has landed."""
    day = look.theme.day
    falling = found.own and not look.calm and elapsed < FALL_S
    number = written(float(found.squares - falling), look.language)
    draws, width = flap(look, number, (rect.x, rect.y), rect.h / 1.1)
    landed = found.own and not falling
    key = "mosaic_of_own" if landed else "mosaic_of" if found.squares - falling else "mosaic_of_none"
    words = world.say(key, all=float(SQUARES))
    room = Rect(rect.x + width + 26, rect.y, rect.w - width - 26, rect.h)
    line = fit(look, words, room, Style("button", day.ink), middle=True)
    return Element("laid", "status", rect, spoken(found, world), (*draws, *line.draws), value=found.squares)
