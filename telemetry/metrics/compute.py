"""From an engine to tables: the same on SQLite, PostgreSQL and DuckDB."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from telemetry.metrics import METRICS, metric
from telemetry.metrics.columns import bins, middles, number
from telemetry.metrics.metric import Cell, Context, Metric, Query, Row, Table, Text
from telemetry.metrics.statistics import Ratio, blocks, design_effect, moments
from telemetry.metrics.stay import DWELL

SPREAD_SQL = """SELECT s.name AS stat, d.day, d.num, d.den
FROM (SELECT d.stat, d.day, CAST(sum(d.num) AS BIGINT) AS num, CAST(sum(d.den) AS BIGINT) AS den
      FROM day_stat d GROUP BY d.stat, d.day) d
JOIN stat s ON s.id = d.stat
ORDER BY s.name, d.day"""
"""The days of every statistic of `day_stat`: what the design effects are found from."""

GENERAL = ("engaged", "result", "back", "handover", "diligent")
"""Statistics of all visits. The largest design effect among them stands for what has none of its own."""


def compute(
    query: Query, titles: dict[str, Text] | None = None, only: Iterable[str] | None = None
) -> dict[str, Table]:
    """The table of every metric (or those of `only`) by id. KeyError for an id that is none.

    query: runs a statement on a warehouse. titles: readable names of ids, in the order of the content.
    """
    wanted = METRICS if only is None else tuple(metric(id) for id in only)
    ask = _Once(query)
    context = spread(ask, titles)
    return {one.id: one.derive(raw(ask, one), context) for one in wanted}


def raw(query: Query, metric: Metric) -> list[Row]:
    """The rows of a metric in an order that no engine decides.

    Engines disagree about collations and about where NULL stands; Python does not.
    """
    rows = [tuple(row) for row in query(metric.sql)]
    try:
        return sorted(rows)
    except TypeError:  # None among them
        return sorted(rows, key=_order)


def spread(query: Query, titles: dict[str, Text] | None = None) -> Context:
    """What all derivations share: the design effects of days, and the titles."""
    days: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for stat, _day, num, den in query(SPREAD_SQL):
        days[str(stat)].append((number(num), number(den)))
    effects: dict[str, float] = {}
    units: dict[str, int] = {}
    for stat, counted in sorted(days.items()):
        found = blocks(counted)
        if found is None:
            continue
        effects[stat] = design_effect(found, _variance(stat, found, query))
        units[stat] = found.n
    general = [name for name in GENERAL if name in effects]
    if general:
        widest = max(general, key=lambda name: effects[name])
        effects[""], units[""] = effects[widest], units[widest]
    return Context(effects, dict(titles or {}), units)


def _variance(stat: str, found: Ratio, query: Query) -> float:
    """Variance of one visit: p(1-p) for a share; of lengths what their bins show, in tenths of a second."""
    if stat != "dwell":
        return max(found.value * (1 - found.value), 0.0)
    counts = middles(bins(raw(query, DWELL)))
    return 100 * moments(counts)[1] if counts else 0.0


def _order(row: Row) -> list[tuple[int, Cell]]:
    return [
        (0 if cell is None else 2 if isinstance(cell, str) else 1, cell if cell is not None else 0)
        for cell in row
    ]


class _Once:
    """Runs every statement once: several metrics read the same rows."""

    def __init__(self, query: Query) -> None:
        self._query = query
        self._rows: dict[str, Sequence[Row]] = {}

    def __call__(self, sql: str) -> Sequence[Row]:
        if sql not in self._rows:
            self._rows[sql] = self._query(sql)
        return self._rows[sql]
