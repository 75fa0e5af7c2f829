"""Motion curves: functions from a share of time (0..1) to a share of the way."""

from __future__ import annotations

import math


def clamp(t: float) -> float:
    return 0.0 if t < 0.0 else 1.0 if t > 1.0 else t


def in_out_cubic(t: float) -> float:
    t = clamp(t)
    return 4 * t**3 if t < 0.5 else 1 - (-2 * t + 2) ** 3 / 2


def out_quint(t: float) -> float:
    return 1.0 - (1.0 - clamp(t)) ** 5


def fall(t: float) -> float:
    """A square that falls, lands at t = 0.85 and bounces back by six per cent once."""
    t = clamp(t)
    if t < 0.85:
        return (t / 0.85) ** 2
    bounce = (t - 0.85) / 0.15
    return 1.0 - 0.06 * math.sin(math.pi * bounce)
