"""Maps of touches, protected screen by screen: as one table with all screens they would take minutes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace

from telemetry.metrics.metric import Cell, Estimate, Table
from telemetry.privacy.complement import CannotHideError
from telemetry.privacy.suppression import protect

_NUMBERS = ("count", "estimate", "plain")
_PLACES = ("column", "row")
"""Numbers that say where, not how many."""

Row = tuple[Cell | float | Estimate, ...]


def protect_map(table: Table, least: int, silent: Collection[object] = ()) -> Table:
    """Each group of rows with the same first key by itself, its sums taken as known; places stay.

    silent: screens whose sums another table hides: nothing of them is shown, as it would give these away.
    """
    groups: defaultdict[object, list[Row]] = defaultdict(list)
    for row in table.rows:
        groups[row[0]].append(row)
    here = [column.name in _PLACES for column in table.columns]
    rows: list[Row] = []
    for screen, group in groups.items():
        one = replace(table, rows=tuple(group))
        shown = nothing(one) if screen in silent else alone(one, least)
        for before, after in zip(group, shown.rows, strict=True):
            rows.append(tuple(b if stays else a for stays, b, a in zip(here, before, after, strict=True)))
    return replace(table, rows=tuple(rows))


def silent_screens(sums: Table) -> frozenset[object]:
    """The first keys of rows of which a number is hidden."""
    numbers = [at for at, column in enumerate(sums.columns) if column.role in _NUMBERS]
    return frozenset(row[0] for row in sums.rows if any(row[at] is None for at in numbers))


def alone(table: Table, least: int) -> Table:
    """A table by itself; it shows nothing where it cannot be protected."""
    try:
        return protect(table, least)
    except CannotHideError:
        return nothing(table)


def nothing(table: Table) -> Table:
    """The table without its numbers."""
    roles = [column.role for column in table.columns]
    rows = (
        tuple(None if role in _NUMBERS else cell for role, cell in zip(roles, row, strict=True))
        for row in table.rows
    )
    return replace(table, rows=tuple(rows))
