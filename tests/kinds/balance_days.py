"""The days of the first draft: nine support points each, in units of 10 MW."""

from __future__ import annotations

from scenes.kinds.balance.simulation import Day, Load, Store, interpolated

LOADS = (Load(3, 4), Load(3, 5), Load(2, 3), Load(2, 4))
UNTOUCHED = (17, 6, 19, 8)
SUMMER = (
    (0, 0, 0.08, 0.62, 1, 0.85, 0.3, 0, 0),
    (0.3, 0.25, 0.15, 0.1, 0.15, 0.25, 0.35, 0.35, 0.3),
    (4, 3, 5, 7, 7, 6, 8, 7, 4),
)
AUTUMN = (
    (0, 0, 0, 0.2, 0.45, 0.35, 0.05, 0, 0),
    (0.85, 1, 0.85, 0.5, 0.3, 0.3, 0.35, 0.6, 0.8),
    (4, 4, 6, 8, 8, 7, 9, 7, 4),
)
WINTER = (
    (0, 0, 0, 0.1, 0.3, 0.15, 0, 0, 0),
    (0.15, 0.08, 0.08, 0.1, 0.2, 0.4, 0.7, 0.95, 1),
    (5, 5, 7, 9, 9, 8, 10, 8, 5),
)
Curves = tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...]]


def drafted(curves: Curves, pv: float = 14, wind: float = 7, storage: float = 8, less: float = 0) -> Day:
    """A day of the draft. less: per cent by which demand without blocks is smaller."""
    sun, air, base = (interpolated(points) for points in curves)
    return Day(
        (("wind", tuple(wind * v for v in air)), ("sonne", tuple(pv * v for v in sun))),
        tuple(v * (1 - less / 100) for v in base),
        LOADS,
        Store(storage, 3, 0.1),
    )


DRAFT = {
    "summer": drafted(SUMMER),
    "autumn wind": drafted(AUTUMN, wind=13),
    "autumn roofs": drafted(AUTUMN, pv=20),
    "autumn storage": drafted(AUTUMN, storage=20),
    "autumn insulation": drafted(AUTUMN, less=10),
    "winter wind roofs": drafted(WINTER, wind=13, pv=20),
    "winter wind storage": drafted(WINTER, wind=13, storage=20),
    "winter wind insulation": drafted(WINTER, wind=13, less=10),
    "winter roofs storage": drafted(WINTER, pv=20, storage=20),
    "winter roofs insulation": drafted(WINTER, pv=20, less=10),
    "winter storage insulation": drafted(WINTER, storage=20, less=10),
}
