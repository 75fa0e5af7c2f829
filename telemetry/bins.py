"""How times and numbers are made coarse before they are kept for good.

Lengths of stay fall into bins that grow by a quarter, pauses into bins that double and end at
four seconds: with these a camera and a watch at the terminal single out nobody in a month.
"""

from __future__ import annotations

import math
from bisect import bisect_right

DWELL_EDGES_MS: tuple[int, ...] = tuple(round(1000 * 1.25**step) for step in range(32))
"""Lower edges of the dwell bins from 1 on; bin 0 is below a second, the last is open (17 min)."""

GAP_EDGES_MS: tuple[int, ...] = (125, 250, 500, 1000, 2000, 4000)
"""Lower edges of the gap bins from 1 on; the last is open."""

LATENCY_STEP_MS = 10
LATENCY_TOP_MS = 1000


def dwell_bin(ms: int) -> int:
    """The bin of a length of stay."""
    return bisect_right(DWELL_EDGES_MS, ms)


def gap_bin(ms: int) -> int:
    """The bin of a pause between two events."""
    return bisect_right(GAP_EDGES_MS, ms)


def count_bin(n: int) -> int:
    """The bin of a count: 0, 1, 2-3, 4-7, 8-15 and so on."""
    return n.bit_length()


def span(edges: tuple[int, ...], number: int) -> tuple[int, int | None]:
    """From and to (exclusive, None when open) of bin `number` in milliseconds."""
    low = edges[number - 1] if number else 0
    return low, edges[number] if number < len(edges) else None


def middle(number: int) -> int:
    """The middle of dwell bin `number` in tenths of a second; the open one is taken to end like the rest."""
    low, high = span(DWELL_EDGES_MS, number)
    return round((low + (low * 1.25 if high is None else high)) / 200)


def latency(ms: int) -> int:
    """Milliseconds rounded down to 10 and capped at a second."""
    return min(max(ms, 0), LATENCY_TOP_MS) // LATENCY_STEP_MS * LATENCY_STEP_MS


def coarse(number: float) -> float:
    """Two significant digits; not a number or infinite raises ValueError."""
    if not math.isfinite(number):
        raise ValueError("not a finite number")
    return float(f"{number:.2g}") + 0.0
