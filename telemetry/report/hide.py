"""What may be shown: every table with its small numbers hidden, before anything else sees it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from telemetry.metrics import METRICS
from telemetry.metrics.metric import Cell, Estimate, Table
from telemetry.privacy.complement import CannotHideError
from telemetry.privacy.suppression import protect

MAPS = 6
"""Screens of which a map is shown."""

_APART = frozenset({"heat_map", "step_funnel", "crowd_polls"})
"""Tables whose first key parts them into tables of their own, each with sums that are known. Hiding in each
takes the sums of all as known too, and needs a hundredth of the time."""

_NUMBERS = ("count", "estimate")
_PLACES = ("column", "row")
"""Plain numbers that say where, not how many."""

Row = tuple[Cell | float | Estimate, ...]


def protected(tables: Mapping[str, Table]) -> dict[str, Table]:
    """All that the report is made of: nothing below its metric's least number, nor what gives it away."""
    least = {metric.id: metric.least for metric in METRICS}
    shown = dict(tables)
    if "heat_map" in shown:
        shown["heat_map"] = _most_dead(shown["heat_map"])
    return {
        id: _apart(table, least[id]) if id in _APART else _hidden(table, least[id])
        for id, table in shown.items()
    }


def _most_dead(table: Table) -> Table:
    """The places of the screens with most dead touches, in this order."""
    at = [column.name for column in table.columns].index("dead")
    dead: Counter[str] = Counter()
    for row in table.rows:
        cell = row[at]
        dead[str(row[0])] += cell if isinstance(cell, int) else 0
    order = [name for name, n in sorted(dead.items(), key=lambda item: (-item[1], item[0])) if n][:MAPS]
    return replace(table, rows=tuple(row for name in order for row in table.rows if row[0] == name))


def _apart(table: Table, least: int) -> Table:
    """Each group of rows with the same first key by itself."""
    groups: defaultdict[object, list[Row]] = defaultdict(list)
    for row in table.rows:
        groups[row[0]].append(row)
    return replace(
        table, rows=_joined(_hidden(replace(table, rows=tuple(g)), least) for g in groups.values())
    )


def _joined(tables: Iterable[Table]) -> tuple[Row, ...]:
    return tuple(row for table in tables for row in table.rows)


def _hidden(table: Table, least: int) -> Table:
    """Where even hiding sums would not do, no number of the table is shown."""
    try:
        return _beside(table, protect(table, least))
    except CannotHideError:
        nothing = tuple(
            tuple(
                None if column.role in _NUMBERS else cell
                for column, cell in zip(table.columns, row, strict=True)
            )
            for row in table.rows
        )
        return _beside(table, replace(table, rows=nothing))


def _beside(table: Table, shown: Table) -> Table:
    """Where a number of a row is hidden, those derived from it are too: kilograms, means by day, rates."""
    derived = [column.role == "plain" and column.name not in _PLACES for column in table.columns]

    def left(before: Row, after: Row) -> Row:
        if all(new is not None or old is None for old, new in zip(before, after, strict=True)):
            return after
        return tuple(
            None if by and isinstance(cell, int | float) else cell
            for by, cell in zip(derived, after, strict=True)
        )

    return replace(shown, rows=tuple(map(left, table.rows, shown.rows)))
