"""What does not fit together in the YAML of a street, or not to the rest of the content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kiosk.content.diagnostics import near
from kiosk.content.model import Fault
from kiosk.content.scope import rests_on
from kiosk.content.structure import Stock
from kiosk.content.walk import Path

if TYPE_CHECKING:
    from scenes.kinds.grid.schema import Grid

LAYABLE = 9
"""Tiles one can lay: as many as there are digits."""


def faults(step: Grid, stock: Stock) -> Iterator[Fault]:
    """Everything that does not fit together, each at its place."""
    yield from _signs(step)
    yield from _tiles(step)
    yield from _numbers(step, stock)
    if not step.layable:
        yield Fault(("tiles",), "E381", "Kein Feld lässt sich legen.", "Gib einem davon upon: [...].", True)
    elif len(step.layable) > LAYABLE:
        said = f"{len(step.layable)} Felder zum Legen sind zu viele, erlaubt sind {LAYABLE}."
        yield Fault(("tiles",), "E381", said, "Lass bei einigen upon: weg.", True)
    for path, formula in step.conditions():
        if stock.scenario is not None and rests_on(stock.scenario, formula, step.id):
            said = f"„{formula.source}“ hängt davon ab, wie „{step.id}“ ausgeht."
            yield Fault(path, "E305", said, "Eine Straße kann nur auf Früherem beruhen.")


def _signs(step: Grid) -> Iterator[Fault]:
    """Every sign stands for one tile, and every cell holds a sign that is known."""
    counted = Counter(tile.sign for tile in step.tiles.values())
    for id, tile in step.tiles.items():
        if counted[tile.sign] > 1:
            said = f"Das Zeichen „{tile.sign}“ haben zwei Felder."
            yield Fault(("tiles", id, "sign"), "E380", said, "Jedes Feld braucht sein eigenes.")
    told: set[str] = set()
    for number, row in enumerate(step.board, 1):
        for column, sign in enumerate(row, 1):
            if sign not in counted and sign not in told:
                told.add(sign)
                said = f"Zeile {number}, Zeichen {column}: Ein Feld „{sign}“ gibt es nicht."
                known = ", ".join(f"{tile.sign} {id}" for id, tile in step.tiles.items())
                yield Fault(("board",), "E380", said, f"Es gibt: {known}.")
    if not step.streets():
        yield Fault(("board",), "E381", "Auf diesem Plan lässt sich nichts umbauen: alles ist fest.")


def _tiles(step: Grid) -> Iterator[Fault]:
    """Every tile that is named exists."""
    named: list[tuple[Path, str]] = [
        (("tiles", id, "upon", i), name)
        for id, tile in step.tiles.items()
        for i, name in enumerate(tile.upon)
    ]
    for i, rule in enumerate(step.next_to):
        named.append((("next_to", i, "tile"), rule.tile))
        named += [(("next_to", i, "for"), rule.only)] if rule.only is not None else []
    for id, gauge in step.gauges.items():
        named += [(("gauges", id, "where", i), name) for i, name in enumerate(gauge.where)]
    for path, name in named:
        if name not in step.tiles:
            remedy = near(name, step.tiles) or f"Es gibt: {', '.join(step.tiles)}."
            yield Fault(path, "E382", f"Ein Feld „{name}“ gibt es nicht.", remedy)


def _numbers(step: Grid, stock: Stock) -> Iterator[Fault]:
    """Every number that is named is one of a tile, every one is used, and no name means two things."""
    named: list[tuple[Path, str]] = [
        (("next_to", i, "changes"), rule.changes) for i, rule in enumerate(step.next_to)
    ]
    named += [(("glow",), step.glow)] if step.glow is not None else []
    for path, name in named:
        if name not in step.properties:
            remedy = near(name, step.properties) or "Zahlen stehen bei den Feldern, etwa heat: 1."
            yield Fault(path, "E383", f"Kein Feld hat eine Zahl „{name}“.", remedy)
    used = {name for _, name in named} | {n for gauge in step.gauges.values() for n in gauge.value.names}
    others: set[str] = set()  # of this file; a figure of the house may be called as a tile is
    if (own := stock.scenario) is not None:
        others = {*own.start, *own.formulas, *own.figures, *(each.id for each in own.steps)}
    for id, tile in step.tiles.items():
        if id in others:
            yield _taken(("tiles", id), id)
        for name in tile.properties:
            path = ("tiles", id, name)
            if name in others or name in step.tiles:
                yield _taken(path, name)
            if name not in used:
                remedy = near(name, {*used, *type(tile).model_fields}) or "Nimm sie heraus."
                yield Fault(path, "W307", f"„{name}“ benutzt keine Formel.", remedy, True)


def _taken(path: Path, name: str) -> Fault:
    said = f"„{name}“ heißt hier schon etwas anderes."
    return Fault(path, "E315", said, "Gib dem Feld oder der Zahl einen anderen Namen.", True)
