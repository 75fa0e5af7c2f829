"""The tiles of a street as they are drawn: ground, pictogram, rim of shade, warmth and people."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kiosk.core.frame import Box, Colour, Draw, Icon, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui.layout import centred
from kiosk.ui.theme import faded, mix
from scenes.kinds.grid.schema import Ground
from scenes.kinds.grid.tones import Tone

ROUND = 14.0
PERSON = 17.0
ACROSS = 3
"""People that stand beside each other on a cell, and windows of a house."""
LIT = (0, 3, 4, 7, 9, 12, 13)
"""Windows with light, of every fifteen."""


@dataclass(frozen=True, slots=True)
class Shades:
    """What is laid over a ground. cool: the rim of shade. warm: of warmth. veil: of what is out of reach."""

    cool: Colour
    warm: Colour
    veil: Colour
    mine: Colour
    people: tuple[Colour, ...]
    bold: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One tile as it shows. place: which windows are lit. cooled: a neighbour changes it. mine: exchanged.

    veiled: the tile in hand cannot be laid here. warmth: 0..1. people: the places that are taken.
    grown: how far it has settled, 0..1. pale: 0..1 towards the ground, for what others built.
    foot: height at its lower edge that is kept free of the pictogram.
    """

    place: int
    ground: Ground
    tone: Tone
    icon: tuple[str, ...] | None = None
    cooled: bool = False
    mine: bool = False
    veiled: bool = False
    looked: bool = False
    warmth: float = 0.0
    people: tuple[int, ...] = ()
    grown: float = 1.0
    pale: float = 0.0
    foot: float = 0.0


@lru_cache(maxsize=1024)
def cell_draws(rect: Rect, cell: Cell, shades: Shades) -> tuple[Draw, ...]:
    """One cell, from its ground upwards."""
    tone = _paled(cell.tone, shades.veil, cell.pale)
    draws: list[Draw] = []
    if cell.ground == "wall":
        draws += _wall(rect, cell.place, tone, shades.bold)
    else:
        line = (tone.mark, 3.0) if shades.bold else (None, 0.0)
        draws.append(Box(rect, tone.ground, ROUND, *line))
        draws += _marks(rect, cell, tone, shades.bold) if cell.icon is None else ()
    if cell.warmth > 0 and not shades.bold:
        draws.append(Box(rect, faded(shades.warm, cell.warmth), ROUND))
    if cell.icon is not None:
        room = Rect(rect.x, rect.y, rect.w, rect.h - cell.foot)
        side = min(room.w, room.h) * 0.8 * (0.6 + 0.4 * cell.grown)
        draws.append(Icon(centred(room, side, side), cell.icon, tone.ink, tone.accent))
    if cell.cooled:
        draws.append(Box(rect.inset(3, 3), None, ROUND - 2, shades.cool, 4.0))
    if cell.veiled:
        draws.append(Box(rect, faded(shades.veil, 0.5), ROUND))
    if cell.mine:
        draws += _flag(rect, shades)
    if cell.looked:
        draws.append(Box(rect.grown(3), None, ROUND + 3, shades.mine, 6.0))
    return (*draws, *_people(rect, cell.people, shades))


def _paled(tone: Tone, ground: Colour, share: float) -> Tone:
    return Tone(*(mix(colour, ground, share) for colour in tone)) if share else tone


def _wall(rect: Rect, place: int, tone: Tone, bold: bool) -> list[Draw]:
    """A house from above its front: brick, rows of windows, some with light."""
    face = Rect(rect.x, rect.y, rect.w, rect.h - 9)
    draws: list[Draw] = [Box(rect, tone.mark, ROUND), Box(face, tone.ground, ROUND)]
    if bold:
        draws = [Box(rect, tone.ground, ROUND, tone.mark, 3.0)]
    rows = 2 if face.h >= 76 else 1 if face.h >= 34 else 0
    wide, high = rect.w * 0.19, min(face.h / (rows + 1) * 0.62, 32.0) if rows else 0.0
    for row in range(rows):
        y = face.y + face.h * (row + 1) / (rows + 1) - high / 2
        for column in range(ACROSS):
            lit = (place * 6 + row * ACROSS + column) * 7 % 15 in LIT
            x = rect.cx + (column - 1) * rect.w * 0.27 - wide / 2
            draws.append(Box(Rect(x, y, wide, high), tone.accent if lit else tone.ink, 4))
    return draws


def _marks(rect: Rect, cell: Cell, tone: Tone, bold: bool) -> tuple[Draw, ...]:
    """The line on a road, the slabs of a pavement."""
    if cell.ground == "asphalt":
        dash = rect.w * 0.2
        return tuple(
            Box(Rect(rect.x + rect.w * (0.11 + 0.29 * i), rect.cy - 5, dash, 10), tone.mark, 3)
            for i in range(3)
        )
    if cell.ground != "paving" or bold:
        return ()
    side = min(rect.w, rect.h) * 0.26
    left, top = rect.cx - side * 1.68, rect.cy - side * 1.68
    return (
        Squares(
            tuple(
                Square(left + i * side * 1.18, top + j * side * 1.18, side, mix(tone.ground, tone.mark, 0.5))
                for j in range(3)
                for i in range(3)
                if (i + j) % 2 == 0
            )
        ),
    )


def _flag(rect: Rect, shades: Shades) -> list[Draw]:
    """A small square in the corner of what one has exchanged."""
    at = Rect(rect.right - 30, rect.y + 10, 20, 20)
    return [Box(at.grown(3), shades.veil, 6), Box(at, shades.mine, 4)]


def _people(rect: Rect, taken: tuple[int, ...], shades: Shades) -> tuple[Draw, ...]:
    """Squares of people, from the foot of a cell upwards."""
    draws: list[Draw] = []
    for number in taken:
        row, column = divmod(number, ACROSS)
        x = rect.cx + (column - 1) * (PERSON + 9) - PERSON / 2
        y = rect.bottom - 12 - (row + 1) * (PERSON + 7) + 7
        colour = shades.people[(number * 5 + round(rect.x + rect.y)) % len(shades.people)]
        draws += [
            Box(Rect(x, y, PERSON, PERSON).grown(3), shades.veil, 6),
            Box(Rect(x, y, PERSON, PERSON), colour, 4),
        ]
    return tuple(draws)
