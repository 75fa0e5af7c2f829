"""Where everything stands: a street with houses, or plain tiles where the hand or the text needs the room."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.geometry import Rect
from kiosk.ui.layout import columns, cut_bottom, cut_left, cut_right, cut_top, grid, rows
from kiosk.ui.look import Look
from scenes.kinds.sort.rules import IN_SIGHT

GAP = 22.0
REST_W = 170.0
WIDEST = 400.0


@dataclass(frozen=True, slots=True)
class Places:
    """heading: the question. clock: the soft timer. sign: what was found. street: the ground of all houses.

    houses, items: one for each. rest: how many more come; None where the header says it alone.
    tall: houses with windows, else tiles.
    """

    heading: Rect
    clock: Rect | None
    sign: Rect
    street: Rect
    houses: tuple[Rect, ...]
    items: tuple[Rect, ...]
    rest: Rect | None
    tall: bool


def places(look: Look, area: Rect, bins: int, timed: bool) -> Places:
    """The layout for this look in `area`."""
    tall = not look.low and look.text < 200
    if look.portrait:
        return _upright(look, area, bins, (timed, tall))
    return _street(look, area, bins, timed) if tall else _compact(look, area, bins)


def _head(look: Look, rect: Rect, timed: bool) -> tuple[Rect, Rect | None]:
    """The question, and the clock at its right end."""
    if not timed:
        return rect, None
    clock, heading = cut_right(rect, min(540.0, rect.w * 0.38), 40)
    return heading, Rect(clock.x, clock.cy - 20, clock.w, 40)


def _houses(street: Rect, across: int, down: int, count: int) -> tuple[Rect, ...]:
    """Equal places in `down` rows, never wider than a house is."""
    width = min(street.w, across * WIDEST + (across - 1) * GAP)
    field = Rect(street.cx - width / 2, street.y, width, street.h)
    return grid(field, (across, down), GAP)[:count]


def _street(look: Look, area: Rect, bins: int, timed: bool) -> Places:
    """Landscape: the sign in the sky, a row of houses, the things below."""
    head, rest = cut_top(area, look.size("question") * 1.2, 14)
    heading, clock = _head(look, head, timed)
    bottom, street = cut_bottom(rest, max(look.target, 122.0 * look.grow), 24)
    more, line = cut_right(bottom, REST_W * look.grow, GAP)
    sky, ground = cut_top(street.inset(20, 18), street.h * 0.3, 20)
    return Places(
        heading,
        clock,
        sky,
        street,
        _houses(ground, bins, 1, bins),
        columns(line, IN_SIGHT, GAP),
        more,
        True,
    )


def _upright(look: Look, area: Rect, bins: int, how: tuple[bool, bool]) -> Places:
    """Portrait: the sign above, houses in rows, the things one below the other at the foot."""
    timed, tall = how
    head, rest = cut_top(area, look.size("question") * 1.2, 16)
    heading, clock = _head(look, head, timed)
    across = 2 if look.text >= 200 else min(3, bins)
    down = -(-bins // across)
    height = max(look.target, 118.0 * (1 + (look.grow - 1) * 0.6))
    bottom, rest = cut_bottom(rest, IN_SIGHT * height + (IN_SIGHT - 1) * GAP, 26)
    if tall:
        sign, street = cut_top(rest, max(250.0, rest.h * 0.27) * (1 + (look.grow - 1) * 0.4), 24)
        ground = street.inset(18, 18)
    else:
        each = max(look.target, 112.0)
        ground, sign = cut_bottom(rest, down * each + (down - 1) * GAP, 26)
        street = ground
    return Places(
        heading,
        clock,
        sign if sign.h < 420 else cut_top(sign, 420.0)[0],
        street,
        _houses(ground, across, down, bins),
        rows(bottom, IN_SIGHT, GAP),
        None,
        tall,
    )


def _compact(look: Look, area: Rect, bins: int) -> Places:
    """Landscape with large text or within low reach: tiles at the foot, question and sign above."""
    large = look.text >= 200
    down = 2 if large and bins > 3 else 1
    across = -(-bins // down)
    each = max(look.target, 106.0)
    height = max(look.target, 120.0 * (1 + (look.grow - 1) * 0.5))
    bottom, rest = cut_bottom(area, height, GAP)
    ground, upper = cut_bottom(rest, down * each + (down - 1) * GAP, 26)
    if large:
        heading, sign = cut_left(upper, upper.w * 0.4, 30)
    else:
        heading, sign = cut_top(upper, look.size("question") * 1.2, 16)
    return Places(
        heading,
        None,
        sign if sign.h < 320 else cut_top(sign, 320.0)[0],
        ground,
        _houses(ground, across, down, bins),
        columns(bottom, IN_SIGHT, GAP),
        None,
        False,
    )
