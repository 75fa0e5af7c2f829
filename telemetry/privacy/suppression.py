"""Small numbers are hidden, and whatever would give them back.

Hidden are counts from 1 to `least` - 1, shares whose part or remainder is such a count, and shares of fewer
than ten that all said the same: who is known to be among them is known to have said it. A zero is shown.
Then as much more is hidden as is needed for each hidden count to stay uncertain by at least `least`, even
for somebody who knows all sums (`telemetry.privacy.complement`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from telemetry.metrics.metric import Cell, Estimate, Table
from telemetry.privacy.complement import FREE, NEVER, CannotHideError, Cells, complement

LEAST = 5
LEAST_SURVEY = 10
"""Counts of visits below the first, answers of surveys below the second are not shown."""

UNANIMOUS = 10
"""A group of fewer than these that all did the same is not shown."""

_MARGIN = 1e6
"""Cost of hiding a sum that this table does not show but another may."""

Value = Cell | float | Estimate


def small(count: int, least: int) -> bool:
    """Whether a count must not be shown."""
    return 0 < count < least


def protect(table: Table, least: int) -> Table:
    """`table` with None for every count and estimate that must not be shown or would give one away.

    Known to everybody is taken to be: every sum of a count over one key or over all rows, unless the shares
    beside it show that the rows overlap. A row whose key is None is such a sum. Equal numbers in a row are
    taken to be the same number. Keys and plain columns stay as they are.
    """
    sheet = _Sheet(least)
    named = [_cells_of(sheet, table, row) for row in range(len(table.rows))]
    for column in range(len(table.columns)):
        _margins(sheet, table, column, named)
    hidden = sheet.hide()
    rows = tuple(
        tuple(
            None if any(cell in hidden for cell in named[at].get(column, ())) else value
            for column, value in enumerate(row)
        )
        for at, row in enumerate(table.rows)
    )
    return replace(table, rows=rows)


def protect_list(counts: Sequence[int], least: int) -> tuple[int | None, ...]:
    """A list of counts whose sum is known: those to be hidden are None."""
    sheet = _Sheet(least)
    cells = [sheet.cell(at, count) for at, count in enumerate(counts)]
    sheet.total("all", cells)
    hidden = sheet.hide()
    return tuple(None if cell in hidden else count for cell, count in zip(cells, counts, strict=True))


def protect_grid(grid: Sequence[Sequence[int]], least: int) -> tuple[tuple[int | None, ...], ...]:
    """A table of counts with its margins: an additional last column and row hold the sums."""
    sheet = _Sheet(least)
    full = [[*row, sum(row)] for row in grid]
    full.append([sum(column) for column in zip(*full, strict=True)])
    cells = [[sheet.cell((i, j), value) for j, value in enumerate(row)] for i, row in enumerate(full)]
    for line in (*cells, *zip(*cells, strict=True)):
        sheet.sums.append((line[-1], tuple(line[:-1])))
    hidden = sheet.hide()
    return tuple(
        tuple(None if cell in hidden else value for cell, value in zip(line, row, strict=True))
        for line, row in zip(cells, full, strict=True)
    )


@dataclass(slots=True)
class _Sheet:
    """Cells, sums and what is small among them, as they are found."""

    least: int
    values: list[int] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)
    sums: list[tuple[int, tuple[int, ...]]] = field(default_factory=list)
    primary: set[int] = field(default_factory=set)
    known: dict[Hashable, int] = field(default_factory=dict)

    def cell(self, name: Hashable, value: int, cost: float | None = None) -> int:
        """The position of the cell of this name, made when it is new. cost: of hiding it."""
        if name not in self.known:
            self.known[name] = len(self.values)
            self.values.append(value)
            self.costs.append(1.0 + value if cost is None else cost)
            if small(value, self.least):
                self.primary.add(self.known[name])
        return self.known[name]

    def total(self, name: Hashable, parts: Iterable[int]) -> None:
        """The sum of some cells is known, though it does not stand here."""
        parts = tuple(parts)
        value = sum(self.values[part] for part in parts)
        cost = FREE if value < self.least else NEVER if name == "all" else _MARGIN
        self.sums.append((self.cell(("sum", name), value, cost), parts))

    def hide(self) -> frozenset[int]:
        """Everything to be hidden. Where sums that are known in any case would give a cell away, even the
        sums are taken as hidden: then no way of showing the rest is safer."""
        cells = Cells(tuple(self.values), tuple(self.sums), tuple(self.costs))
        try:
            return complement(cells, self.primary, self.least)
        except CannotHideError:
            costs = tuple(_MARGIN * _MARGIN if cost == NEVER else cost for cost in self.costs)
            return complement(replace(cells, costs=costs), self.primary, self.least)


def _cells_of(sheet: _Sheet, table: Table, row: int) -> dict[int, tuple[int, ...]]:
    """The cells each column of a row shows."""
    shown: dict[int, tuple[int, ...]] = {}
    for column, (head, value) in enumerate(zip(table.columns, table.rows[row], strict=True)):
        if head.role == "count" and isinstance(value, int):
            shown[column] = (sheet.cell((row, value), value),)
        elif isinstance(value, Estimate):
            shown[column] = _estimate(sheet, row, value, _common(table, column))
    return shown


def _common(table: Table, column: int) -> int | None:
    """What all shares of a column rest on, where that is the same."""
    rest = {row[column].n for row in _shares(table, column)}  # type: ignore[union-attr]
    return rest.pop() if len(rest) == 1 and len(table.rows) > 1 else None


def _shares(table: Table, column: int) -> list[tuple[Value, ...]]:
    return [row for row in table.rows if isinstance(row[column], Estimate)]


def _part(estimate: Estimate) -> int | None:
    """How many a share stands for."""
    if estimate.unit != "share" or estimate.value is None:
        return None
    return round(estimate.value * estimate.n)


def _estimate(sheet: _Sheet, row: int, estimate: Estimate, common: int | None) -> tuple[int, ...]:
    """The cells an estimate shows: what it rests on, and the part of it that a share is."""
    n = estimate.n
    whole = sheet.cell(("n", n), n) if n == common else sheet.cell((row, n), n)
    part = _part(estimate)
    if part is None:
        return (whole,)
    inside = sheet.cell((row, part), part)
    if inside != whole:
        others = sheet.cell((row, "others", n, part), n - part, FREE)
        sheet.sums.append((whole, (inside, others)))
    if n < UNANIMOUS and part in (0, n):
        sheet.primary.add(inside)
    return (whole, inside)


def _margins(sheet: _Sheet, table: Table, column: int, named: list[dict[int, tuple[int, ...]]]) -> None:
    """The sums of a column that somebody may know: over all rows, and over each key."""
    keys = [at for at, head in enumerate(table.columns) if head.role == "key"]
    rows = [row for row in range(len(table.rows)) if column in named[row]]
    if table.columns[column].role != "count" and not any(len(named[row][column]) > 1 for row in rows):
        return
    if _overlap(table, column, named):
        return
    inner = [row for row in rows if all(table.rows[row][key] is not None for key in keys)]
    for kept in {*combinations(keys, max(len(keys) - 1, 0)), ()}:
        groups: dict[tuple[Value, ...], list[int]] = defaultdict(list)
        for row in inner:
            groups[tuple(table.rows[row][key] for key in kept)].append(row)
        for name, members in groups.items():
            parts = dict.fromkeys(named[row][column][-1] for row in members)
            if len(parts) < len(members):
                continue
            _sum(sheet, table, (column, kept, name), tuple(parts), named)


def _sum(
    sheet: _Sheet, table: Table, at: tuple[int, tuple[int, ...], tuple[Value, ...]], parts: tuple[int, ...],
    named: list[dict[int, tuple[int, ...]]],
) -> None:  # fmt: skip
    """One sum: a row of the table where it stands there, else one known from elsewhere."""
    column, kept, name = at
    keys = {key for key, head in enumerate(table.columns) if head.role == "key"}
    for row, cells in enumerate(named):
        theirs = table.rows[row]
        open_keys = all(theirs[key] is None for key in keys - set(kept))
        if keys - set(kept) and open_keys and column in cells and tuple(theirs[k] for k in kept) == name:
            sheet.sums.append((cells[column][-1], parts))
            return
    sheet.total("all" if not kept else (column, kept, name), parts)


def _overlap(table: Table, column: int, named: list[dict[int, tuple[int, ...]]]) -> bool:
    """Whether shares of one whole beside the counts say that the rows are no parts of it."""
    for other in range(len(table.columns)):
        whole = _common(table, other)
        shares = [row[other] for row in table.rows]
        same = all(
            other in cells and column in cells and cells[column][-1] == cells[other][-1] for cells in named
        )
        if whole is not None and same:
            return sum(_part(one) or 0 for one in shares if isinstance(one, Estimate)) != whole
    return False
