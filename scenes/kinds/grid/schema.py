"""A street of tiles that is rebuilt with a few exchanges; gauges say what it has become."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, field_validator, model_validator

from kiosk.content.formula import Formula, Value
from kiosk.content.model import Domain, Expr, Fault, Id, Properties, Step, Strict, Text
from kiosk.content.structure import Stock
from scenes.kinds.grid.faults import faults

COLUMNS, ROWS = 10, 6
"""The largest board on which every cell is large enough for a finger, in every way of showing."""
MOST_PEOPLE = 80.0

Ground = Literal["paving", "asphalt", "lane", "green", "wall"]
TAKEN = frozenset({"used", "met", "lamps", "people", "unknown", "truth"})


class Tile(Properties):
    """A kind of tile. Keys beyond these are its numbers, which gauges may use.

    sign: its letter on the board. ground, icon, colour: what it looks like. upon: the tiles it may be
    laid upon; none if nobody can lay it. fixed: nobody can exchange it. holds: people there is room for.
    """

    sign: str = Field(pattern=r"^\S$")
    text: Text
    ground: Ground = "paving"
    icon: Id | None = None
    colour: Domain | None = None
    upon: tuple[Id, ...] = ()
    fixed: bool = False
    holds: int = Field(0, ge=0, le=9)


class NextTo(Strict):
    """Every `tile` beside a cell adds `by` to its number `changes`, at most `most` times.

    for: only where this tile lies. least: the number never falls below.
    """

    tile: Id
    only: Id | None = Field(None, alias="for")
    changes: Id
    by: Expr
    most: int = Field(4, ge=1, le=4)
    least: float | None = None


class Goal(Strict):
    """`"<= 34.8"`: how the number of a gauge is compared with what it should be."""

    sign: Literal["<=", ">="]
    value: Expr

    @model_validator(mode="before")
    @classmethod
    def _short(cls, data: Any) -> Any:
        if isinstance(data, (Mapping, cls)):
            return data
        found = re.fullmatch(r"\s*(<=|>=)(?![<>=])\s*(\S.*)", data) if isinstance(data, str) else None
        if found is None:
            raise ValueError('Ein Ziel heißt "<= 34.8" (höchstens) oder ">= 20" (mindestens).')
        return {"sign": found[1], "value": found[2]}

    def reached(self, number: float, mark: float) -> bool:
        return number <= mark if self.sign == "<=" else number >= mark


class Gauge(Strict):
    """A number of the whole street, computed from the lists of its tiles, and what it should be.

    digits: how it is written and compared. where: only cells that were these tiles at the beginning.
    """

    text: Text
    value: Expr = Field(alias="is")
    goal: Goal
    unit: Text | None = None
    digits: int = Field(0, ge=0, le=3)
    where: tuple[Id, ...] = ()
    icon: Id | None = None
    colour: Domain | None = None


class Lamp(Strict):
    """Something to be proud of when the day is over."""

    text: Text
    when: Expr


class Line(Strict):
    """Something that is said; the first whose `when` holds (or that has none). icon: who says it."""

    when: Expr | None = None
    text: Text
    icon: Id | None = None


def _lines(data: Any) -> Any:
    """A text alone is short for a list with one text."""
    if data is None or isinstance(data, (list, tuple)):
        return data
    return (data,) if isinstance(data, Mapping) else ({"text": data},)


Lines = Annotated[tuple[Line, ...], BeforeValidator(_lines)]


def _board(data: Any) -> Any:
    if not isinstance(data, str):
        return data
    rows = tuple(line.strip() for line in data.splitlines() if line.strip())
    if not rows:
        raise ValueError("Der Plan ist leer: eine Zeile für jede Reihe, ein Zeichen für jedes Feld.")
    for number, row in enumerate(rows, 1):
        if len(row) != len(rows[0]):
            raise ValueError(
                f"Zeile {number} hat {len(row)} Felder, Zeile 1 hat {len(rows[0])}: alle sind gleich lang."
            )
    if len(rows[0]) > COLUMNS or len(rows) > ROWS:
        raise ValueError(
            f"{len(rows[0])} mal {len(rows)} Felder sind zu viele: "
            f"bis {COLUMNS} mal {ROWS} trifft man sie mit dem Finger."
        )
    return rows


class Grid(Step):
    """changes: how many tiles may be exchanged. board: rows of signs. tiles, next_to: the street.

    gauges: what it has become. lamps: up to three, for the evening. people: how many come on the day.
    glow: the number of a tile that shows as warmth. react: said while one builds; reveal: after the day.
    """

    changes: int = Field(ge=1, le=40)
    board: Annotated[tuple[str, ...], BeforeValidator(_board)]
    tiles: dict[Id, Tile] = Field(min_length=2, max_length=14)
    next_to: tuple[NextTo, ...] = Field((), max_length=12)
    gauges: dict[Id, Gauge] = Field(min_length=1, max_length=4)
    lamps: tuple[Lamp, ...] = Field((), max_length=3)
    people: Expr | None = None
    glow: Id | None = None
    react: Lines = Field((), max_length=12)
    reveal: Lines = Field((), max_length=12)

    @property
    def asks(self) -> bool:
        return True

    @field_validator("gauges")
    @classmethod
    def _free_names(cls, gauges: dict[str, Gauge]) -> dict[str, Gauge]:
        for id in gauges:
            if id in TAKEN:
                raise ValueError(f"Eine Anzeige kann nicht „{id}“ heißen: so heißt ein Ergebnis der Straße.")
        return gauges

    # --- what it is made of -------------------------------------------------------------

    @property
    def ids(self) -> tuple[str, ...]:
        """The tiles in the order of the file; a tile of a board is its place here."""
        return tuple(self.tiles)

    @property
    def layable(self) -> tuple[str, ...]:
        """The tiles a visitor can lay."""
        return tuple(id for id, tile in self.tiles.items() if tile.upon and not tile.fixed)

    @property
    def columns(self) -> int:
        return len(self.board[0])

    @property
    def properties(self) -> tuple[str, ...]:
        """Every number any tile has."""
        return tuple(dict.fromkeys(name for tile in self.tiles.values() for name in tile.properties))

    def cell(self, place: int) -> str:
        """The name of a cell: `r2c3` is the third of the second row."""
        return f"r{place // self.columns + 1}c{place % self.columns + 1}"

    def place(self, cell: object) -> int | None:
        """The place of a cell on the board; None for what is none."""
        found = re.fullmatch(r"r([1-9])c([1-9]\d?)", cell) if isinstance(cell, str) else None
        if found is None or int(found[2]) > self.columns or int(found[1]) > len(self.board):
            return None
        return (int(found[1]) - 1) * self.columns + int(found[2]) - 1

    def streets(self) -> tuple[int, ...]:
        """The places of the cells that are no fixed tile."""
        fixed = {tile.sign for tile in self.tiles.values() if tile.fixed}
        return tuple(place for place, sign in enumerate("".join(self.board)) if sign not in fixed)

    # --- the contract of a step ---------------------------------------------------------

    def outputs(self) -> Mapping[str, tuple[Value, ...]]:
        counts = {
            "used": float(self.changes),
            "met": float(len(self.gauges)),
            "lamps": float(len(self.lamps)),
            "people": MOST_PEOPLE,
            **dict.fromkeys(self.gauges, 100.0),
        }
        return {name: (0.0, 0.0, most) for name, most in counts.items()}

    def inner(self) -> Mapping[str, Mapping[str, Value]]:
        """What gauges may use: the numbers of all tiles in lists, and for each tile a 1 wherever it lies."""
        every = (1.0,) * len(self.streets())
        return {"gauges": dict.fromkeys((*self.properties, *self.tiles), every)}

    def traces(self) -> tuple[str, ...]:
        return (*(f".{self.cell(place)}" for place in self.streets()), *(f".{id}" for id in self.layable))

    def controls(self) -> tuple[str, ...]:
        cells = (f"cell.{self.cell(place)}" for place in self.streets())
        return (*cells, *(f"tile.{id}" for id in self.layable), "undo", "pause", "build", "others")

    def conditions(self) -> Iterator[tuple[tuple[str | int, ...], Formula]]:
        """The formulas a street rests on, each with its place."""
        for id, tile in self.tiles.items():
            yield from ((("tiles", id, name), formula) for name, formula in tile.properties.items())
        yield from ((("next_to", i, "by"), rule.by) for i, rule in enumerate(self.next_to))
        for id, gauge in self.gauges.items():
            yield ("gauges", id, "is"), gauge.value
            yield ("gauges", id, "goal"), gauge.goal.value

    def faults(self, stock: Stock) -> Iterator[Fault]:
        yield from faults(self, stock)


SCHEMA = Grid
