"""Small numbers are hidden, and whatever would give them back.

Hidden are counts from 1 to `least` - 1, shares whose part or remainder is such a count, and shares of fewer
than ten that all said the same: who is known to be among them is known to have said it. A zero is shown.
Then as much more is hidden as is needed for each hidden count to stay uncertain by at least `least`, even
for somebody who knows all sums (`telemetry.privacy.complement`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise

from telemetry.metrics.metric import Cell, Estimate, Table
from telemetry.privacy.complement import FREE, NEVER, CannotHideError, Cells, complement

LEAST = 5
LEAST_SURVEY = 10
"""Counts of visits below the first, answers of surveys below the second are not shown."""

UNANIMOUS = 10
"""A group of fewer than these that all did the same is not shown."""

_MARGIN = 1e6
"""Cost of hiding a sum that no table shows but somebody may know."""

Value = Cell | float | Estimate
Named = list[dict[int, tuple[int, ...]]]
"""The cells that each column of each row of a table shows."""


@dataclass(frozen=True, slots=True)
class Link:
    """Numbers of two tables that are the same: for each value of column `by`, `total` of table `of` is the
    sum of `parts` in table `over`. Without `by` its rows are the sums of one part each, in this order."""

    of: str
    total: str
    over: str
    parts: tuple[str, ...]
    by: str = ""


def small(count: int, least: int) -> bool:
    """Whether a count must not be shown."""
    return 0 < count < least


def protect(table: Table, least: int) -> Table:
    """`table` with None for every count and estimate that must not be shown or would give one away.

    Known to everybody is taken to be: every sum of a count over one key or over all rows, unless the shares
    beside it show that the rows overlap. A row with keys that are None is the sum over these keys. Numbers of
    a row that are equal are taken to be the same, and one that is the sum of neighbours to be their sum.
    Where something of a row is hidden, so are its means and its plain columns.
    """
    return protect_all({"": table}, least)[""]


def protect_all(
    tables: Mapping[str, Table], least: int, links: Iterable[Link] = (),
    known: Mapping[str, Collection[int]] | None = None,
) -> dict[str, Table]:  # fmt: skip
    """Tables that are published together.

    links: what of them is the same. known: rows of tables whose numbers everybody knows, also where they are
    not shown; what is small is nevertheless not shown.
    """
    sheet = _Sheet(least)
    named = {id: _enter(sheet, id, table) for id, table in tables.items()}
    for id, rows in (known or {}).items():
        for cell in (cell for row in rows for own in named[id][row].values() for cell in own):
            sheet.costs[cell] = FREE if small(sheet.values[cell], least) else NEVER
    for link in links:
        if link.of in tables and link.over in tables:
            _join(sheet, link, tables, named)
    hidden = sheet.hide()
    return {id: _shown(table, named[id], sheet, hidden) for id, table in tables.items()}


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

    def total(self, name: Hashable, parts: Collection[int], cost: float) -> None:
        """The sum of some cells is known, though it does not stand here."""
        value = sum(self.values[part] for part in parts)
        total = self.cell(name, value, FREE if value < self.least else cost)
        self.sums.append((total, tuple(parts)))

    def hide(self) -> frozenset[int]:
        """Everything to be hidden, part by part of what hangs together."""
        hidden: set[int] = set()
        for part in self._parts():
            if not self.primary.isdisjoint(part):
                place = {cell: at for at, cell in enumerate(part)}
                cells = Cells(
                    tuple(self.values[cell] for cell in part),
                    tuple(
                        (place[total], tuple(place[cell] for cell in summed))
                        for total, summed in self.sums
                        if total in place
                    ),
                    tuple(self.costs[cell] for cell in part),
                )
                small = [place[cell] for cell in part if cell in self.primary]
                hidden |= {part[at] for at in _hidden(cells, small, self.least)}
        return frozenset(hidden)

    def _parts(self) -> list[list[int]]:
        """The cells, grouped by whether sums connect them."""
        root = list(range(len(self.values)))

        def top(cell: int) -> int:
            while root[cell] != cell:
                root[cell] = cell = root[root[cell]]
            return cell

        for total, summed in self.sums:
            for cell in summed:
                root[top(cell)] = top(total)
        groups: defaultdict[int, list[int]] = defaultdict(list)
        for cell in range(len(root)):
            groups[top(cell)].append(cell)
        return list(groups.values())


def _hidden(cells: Cells, primary: Sequence[int], least: int) -> frozenset[int]:
    """What must be hidden of cells that hang together. Where sums that are known in any case would give one
    away, even these are taken as hidden: then no way of showing the rest is safer. In the end nothing is."""
    for costs in (
        cells.costs,
        tuple(_MARGIN * _MARGIN if cost == NEVER else cost for cost in cells.costs),
    ):
        try:
            return complement(replace(cells, costs=costs), primary, least)
        except CannotHideError:
            continue
    return frozenset(range(len(cells.values)))


def _enter(sheet: _Sheet, id: str, table: Table) -> Named:
    """The cells of a table and every sum between them."""
    named = [_cells_of(sheet, id, table, row) for row in range(len(table.rows))]
    counts = [column for column, head in enumerate(table.columns) if head.role == "count"]
    nested = any(_overlap(table, column, named) for column in counts)
    for column in range(len(table.columns)):
        is_share = column not in counts and any(len(cells.get(column, ())) > 1 for cells in named)
        # Parts of the row before are its differences to this one, which `_nested` sums.
        of_the_row_before = nested and _common(table, column) is None
        if column in counts or (is_share and not of_the_row_before):
            _down(sheet, id, table, column, named)
    _across(sheet, table, named)
    return named


def _cells_of(sheet: _Sheet, id: str, table: Table, row: int) -> dict[int, tuple[int, ...]]:
    """The cells each column of a row shows; of an estimate what it rests on, and the part that a share is."""
    shown: dict[int, tuple[int, ...]] = {}
    for column, (head, value) in enumerate(zip(table.columns, table.rows[row], strict=True)):
        if head.role == "count" and isinstance(value, int):
            shown[column] = (sheet.cell((id, row, value), value),)
        elif isinstance(value, Estimate):
            shared = value.n == _common(table, column)
            whole = sheet.cell((id, "n", value.n) if shared else (id, row, value.n), value.n)
            shown[column] = _share(sheet, (id, row), value, whole)
    return shown


def _share(sheet: _Sheet, at: tuple[str, int], estimate: Estimate, whole: int) -> tuple[int, ...]:
    part = _part(estimate)
    if part is None:
        return (whole,)
    n = estimate.n
    inside = sheet.cell((*at, part), part)
    if inside != whole:
        others = sheet.cell((*at, "others", n, part), n - part, FREE)
        sheet.sums.append((whole, (inside, others)))
    if n < UNANIMOUS and part in (0, n):
        sheet.primary |= {inside, whole}
    return (whole, inside)


def _part(estimate: Estimate) -> int | None:
    """How many a share stands for."""
    if estimate.unit != "share" or estimate.value is None:
        return None
    return round(estimate.value * estimate.n)


def _common(table: Table, column: int) -> int | None:
    """What all estimates of a column rest on, where that is the same."""
    whole = {one.n for row in table.rows if isinstance(one := row[column], Estimate)}
    return whole.pop() if len(whole) == 1 and len(table.rows) > 1 else None


def _down(sheet: _Sheet, id: str, table: Table, column: int, named: Named) -> None:
    """The sums of a column: rows that are sums of others, or, where there are none, sums over each key that
    somebody may know; and over all. Of rows that contain each other the differences are counts as well."""
    keys = [at for at, head in enumerate(table.columns) if head.role == "key"]
    there = [row for row, cells in enumerate(named) if column in cells]
    inner = [row for row in there if all(table.rows[row][key] is not None for key in keys)]
    for row in there:
        if row not in inner:
            fixed = [key for key in keys if table.rows[row][key] is not None]
            parts = [one for one in inner if all(table.rows[one][k] == table.rows[row][k] for k in fixed)]
            sheet.sums.append((named[row][column][-1], tuple(named[one][column][-1] for one in parts)))
    if _overlap(table, column, named):
        _nested(sheet, [named[row][column][-1] for row in inner])
        return
    one_key = combinations(keys, max(len(keys) - 1, 0)) if len(inner) == len(there) else ()
    for kept in {*one_key, ()}:
        groups: dict[tuple[Value, ...], dict[int, None]] = defaultdict(dict)
        for row in inner:
            groups[tuple(table.rows[row][key] for key in kept)][named[row][column][-1]] = None
        if kept and all(len(parts) == 1 for parts in groups.values()):
            continue
        for name, summed in groups.items():
            sheet.total((id, "sum", column, kept, name), summed, _MARGIN if kept else NEVER)


def _overlap(table: Table, column: int, named: Named) -> bool:
    """Whether shares of one whole beside the counts say that the rows are no parts of it."""
    for other in range(len(table.columns)):
        whole = _common(table, other)
        shares = [one for row in table.rows if isinstance(one := row[other], Estimate)]
        same = all(
            other in cells and column in cells and cells[column][-1] == cells[other][-1] for cells in named
        )
        if whole is not None and same:
            return sum(_part(one) or 0 for one in shares) != whole
    return False


def _nested(sheet: _Sheet, cells: Sequence[int]) -> None:
    """Each row contains the next: the difference is how many stopped between them."""
    values = [sheet.values[cell] for cell in cells]
    if values == sorted(values, reverse=True):
        for outer, inner in pairwise(cells):
            if outer != inner:
                gone = sheet.cell(("gone", outer, inner), sheet.values[outer] - sheet.values[inner], FREE)
                sheet.sums.append((outer, (inner, gone)))


def _across(sheet: _Sheet, table: Table, named: Named) -> None:
    """Numbers that are the sum of neighbouring counts in every row; of several such runs the longest counts,
    for a column of zeros at its end would be given away by the others."""
    counts = [at for at, head in enumerate(table.columns) if head.role == "count"]
    others = [at for at, head in enumerate(table.columns) if head.role in ("count", "estimate")]
    runs = [counts[a:b] for a, b in combinations(range(len(counts) + 1), 2) if b - a > 1]
    for total in others:
        for run in sorted(runs, key=len, reverse=True):
            rows = [cells for cells in named if total in cells and all(at in cells for at in run)]
            pairs = [(cells[total][-1], {cells[at][-1] for at in run}) for cells in rows]
            if total not in run and all(
                sheet.values[cell] == sum(sheet.values[one] for one in parts) for cell, parts in pairs
            ):
                sheet.sums += [(cell, tuple(parts)) for cell, parts in pairs if cell not in parts]
                break


def _join(sheet: _Sheet, link: Link, tables: Mapping[str, Table], named: Mapping[str, Named]) -> None:
    """The sums between two tables, where they are right."""
    whole, over = tables[link.of], tables[link.over]
    names, theirs = ([column.name for column in table.columns] for table in (whole, over))
    total, columns = names.index(link.total), [theirs.index(part) for part in link.parts]
    for number, (row, cells) in enumerate(zip(whole.rows, named[link.of], strict=True)):
        if link.by:
            same = row[names.index(link.by)]
            rows = [at for at, one in enumerate(over.rows) if one[theirs.index(link.by)] == same]
            summed = columns
        else:
            rows, summed = list(range(len(over.rows))), columns[number : number + 1]
        found = [named[link.over][at].get(column, ()) for at in rows for column in summed]
        parts = dict.fromkeys(cell[-1] for cell in found if cell)
        if total in cells and sheet.values[cells[total][-1]] == sum(sheet.values[part] for part in parts):
            sheet.sums.append((cells[total][-1], tuple(parts)))


def _shown(table: Table, named: Named, sheet: _Sheet, hidden: frozenset[int]) -> Table:
    """The table without what is hidden, and without what would say it in other words."""
    said = {sheet.values[cell] for cells in named for own in cells.values() for cell in own if cell in hidden}
    gone = [
        {column for column, own in cells.items() if any(cell in hidden for cell in own)} for cells in named
    ]
    for row, cells in zip(table.rows, gone, strict=True):
        cells |= {at for at, value in enumerate(row) if isinstance(value, Estimate) and _tells(value, said)}
        if cells:
            cells |= {
                at for at, value in enumerate(row) if isinstance(value, Estimate) and _part(value) is None
            }
    hit = [bool(cells) for cells in gone]
    for at, cells in enumerate(gone):
        if any(hit[max(at - 1, 0) : at + 2]):
            cells |= {
                column
                for column, head in enumerate(table.columns)
                if head.role == "plain" and (hit[at] or isinstance(table.rows[at][column], float))
            }
    rows = tuple(
        tuple(None if column in cells else value for column, value in enumerate(row))
        for row, cells in zip(table.rows, gone, strict=True)
    )
    return replace(table, rows=rows)


def _tells(estimate: Estimate, said: Collection[int]) -> bool:
    """Whether an estimate is made of a number that is hidden in its table."""
    part = _part(estimate)
    return estimate.n in said or (part is not None and bool({part, estimate.n - part} & {*said}))
