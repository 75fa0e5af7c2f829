"""Whether the report finds the truth of a simulated year again.

What came of the year has to lie within the stated interval, and where none is stated it has to be the
number. What the year was drawn from has to lie within at least nine of ten intervals, and never further off
than three of their widths: 95 % intervals miss now and then, and many are asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kiosk.rehearsal.year.claims import Claim
from telemetry.metrics.metric import Estimate, Table

ENOUGH = 0.9
FAR = 3.0
EXACT = 1e-9
BINNED, BINNED_SHARE = 0.02, 0.002
"""Seconds are kept in bins that grow by a quarter: what is read from them may be off by so much of itself,
and a share that stays so long by so much, besides what the interval says, which speaks of the visits only."""


class Ruling(NamedTuple):
    """One claim and what the report says. off: how far the truth lies outside of the interval, in widths."""

    claim: Claim
    found: Estimate | float | None
    off: float

    @property
    def hit(self) -> bool:
        return self.off <= 0.0


@dataclass(frozen=True)
class Verdict:
    """All rulings."""

    rulings: tuple[Ruling, ...]

    @property
    def wrong(self) -> tuple[Ruling, ...]:
        """Those that must not be: what came of the year was missed, or what it was drawn from by far."""
        return tuple(one for one in self.rulings if one.off > (FAR if one.claim.drawn else 0.0))

    @property
    def drawn(self) -> tuple[int, int]:
        """How many parameters lie within their intervals, of how many."""
        found = [one.hit for one in self.rulings if one.claim.drawn]
        return sum(found), len(found)

    @property
    def good(self) -> bool:
        hits, of = self.drawn
        return bool(self.rulings) and not self.wrong and hits >= ENOUGH * of

    def lines(self, whole: bool = False) -> Iterator[str]:
        """The table: all estimates and whatever is missed; `whole`: exact counts that agree, too."""
        yield f"{'metric':<48} {'truth':>12} {'report':>12}  {'interval':<25} found"
        for one in self.rulings:
            if whole or not one.hit or isinstance(one.found, Estimate):
                yield _line(one)
        exact = [one for one in self.rulings if not one.claim.drawn]
        hits, of = self.drawn
        yield f"what came of the year: {sum(one.hit for one in exact)} of {len(exact)} found again"
        yield f"what it was drawn from: {hits} of {of} within their intervals (at least {ENOUGH:.0%} must be)"
        yield (
            "The report finds the year again." if self.good else "The report MISSES the year: see 'no' above."
        )


def judge(claims: Iterable[Claim], tables: Mapping[str, Table]) -> Verdict:
    """Compare every claim with the tables of the metrics, by id."""
    cells = {name: _cells(table) for name, table in tables.items()}
    return Verdict(tuple(_rule(claim, cells.get(claim.metric, {})) for claim in claims))


def _cells(table: Table) -> dict[tuple[tuple[str, ...], str], object]:
    """Every cell, by the key cells of its row and the name of its column."""
    keys = [at for at, column in enumerate(table.columns) if column.role == "key"]
    return {
        (tuple(str(row[at]) for at in keys), column.name): cell
        for row in table.rows
        for column, cell in zip(table.columns, row, strict=True)
    }


def _rule(claim: Claim, cells: Mapping[tuple[tuple[str, ...], str], object]) -> Ruling:
    cell = cells.get((claim.row, claim.column))
    if isinstance(cell, Estimate):
        return Ruling(claim, cell, _off(cell, claim.truth, _slack(claim, cell)))
    if cell is None and claim.truth == 0:
        return Ruling(claim, None, 0.0)
    if not isinstance(cell, int | float):
        return Ruling(claim, None, float("inf"))
    return Ruling(claim, cell, 0.0 if abs(cell - claim.truth) <= EXACT else float("inf"))


def _slack(claim: Claim, found: Estimate) -> float:
    """How far off a number may be because times are kept in bins."""
    if claim.metric == "stay_curve":
        return BINNED_SHARE
    return BINNED * abs(claim.truth) if found.unit == "s" else EXACT


def _off(found: Estimate, truth: float, slack: float) -> float:
    """How far outside, in widths of the interval."""
    if found.low is None or found.high is None:
        return float("inf")
    outside = max(found.low - truth, truth - found.high)
    if outside <= slack:
        return 0.0
    width = found.high - found.low
    return outside / width if width > 0 else float("inf")


def _line(one: Ruling) -> str:
    claim, found = one.claim, one.found
    name = "/".join((claim.metric, *claim.row, claim.column)) + (" (drawn)" if claim.drawn else "")
    value = found.value if isinstance(found, Estimate) else found
    between = f"{_told(found.low)} .. {_told(found.high)}" if isinstance(found, Estimate) else "exact"
    hit = "yes" if one.hit else f"no, {one.off:.2g} widths off" if isinstance(found, Estimate) else "no"
    return f"{name:<48} {_told(claim.truth):>12} {_told(value):>12}  {between:<25} {hit}"


def _told(number: float | None) -> str:
    return "-" if number is None else f"{number:.5g}"
