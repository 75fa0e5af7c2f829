"""What may be shown: every table with its small numbers hidden, before anything else sees it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from telemetry.export.public import LINKS
from telemetry.metrics import METRICS
from telemetry.metrics.metric import Table
from telemetry.privacy.complement import CannotHideError
from telemetry.privacy.places import alone, protect_map, silent_screens
from telemetry.privacy.suppression import protect_all

MAPS = 6
"""Screens of which a map is shown."""

_MAP = "heat_map"


def protected(tables: Mapping[str, Table]) -> dict[str, Table]:
    """All that the report is made of: nothing below its metric's least number, nor what gives it away.

    Tables with the same least number are protected together, so that none tells what another hides. Each
    screen of the map is by itself, its sums taken as known: that hides as much and takes a tenth of the time.
    """
    shown: dict[str, Table] = {}
    for least in sorted({metric.least for metric in METRICS}):
        together = {
            m.id: tables[m.id] for m in METRICS if m.least == least and m.id in tables and m.id != _MAP
        }
        shown |= _together(together, least)
    if _MAP in tables:
        least = next(metric.least for metric in METRICS if metric.id == _MAP)
        silent = silent_screens(shown["dead_taps"]) if "dead_taps" in shown else frozenset()
        shown[_MAP] = protect_map(_most_dead(tables[_MAP]), least, silent)
    return shown


def _together(tables: dict[str, Table], least: int) -> dict[str, Table]:
    """Where tables cannot be protected as one, each is by itself; it shows nothing if that cannot be."""
    try:
        return protect_all(tables, least, LINKS)
    except CannotHideError:
        return {id: alone(table, least) for id, table in tables.items()}


def _most_dead(table: Table) -> Table:
    """The places of the screens with most dead touches, in this order."""
    at = [column.name for column in table.columns].index("dead")
    dead: Counter[str] = Counter()
    for row in table.rows:
        cell = row[at]
        dead[str(row[0])] += cell if isinstance(cell, int) else 0
    order = [name for name, n in sorted(dead.items(), key=lambda item: (-item[1], item[0])) if n][:MAPS]
    return replace(table, rows=tuple(row for name in order for row in table.rows if row[0] == name))
