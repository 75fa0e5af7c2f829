"""Where things lie: landscape and portrait, small text and large. What is decoration leaves first."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.geometry import Rect
from kiosk.ui.layout import cut_bottom, cut_left, cut_right, cut_top
from kiosk.ui.look import Look
from scenes.kinds.route.cards import card_height, chips_height
from scenes.kinds.route.panel import title_height
from scenes.kinds.route.plan import Chart, chart
from scenes.kinds.route.situation import Situation

GAP = 16.0
LEAST_MAP = 220.0
LEAST_REMARK = 84.0
REACH = 0.48  # in portrait everything one touches lies in this share of the stage, from below


@dataclass(frozen=True, slots=True)
class Places:
    """map: None where text needs its room. remark: None where Karo speaks in the band instead.

    answer: what stands below the heading: cards, or at the end words. across: columns of meters.
    """

    map: Chart | None
    heading: Rect
    answer: Rect
    panel: Rect
    meters: Rect
    across: int
    remark: Rect | None
    chips: Rect


def heading_height(now: Situation) -> float:
    return now.look.size("card") * (1.3 if not now.look.large else 1.2)


def planning(now: Situation, area: Rect) -> Places:
    """The places while one plans the day."""
    if now.look.portrait:
        return _upright(now, area)
    left = cut_left(area, area.w * (0.585 if not now.look.large else 0.6))[0]
    high = card_height(now, left)
    head = heading_height(now)
    if not now.look.large:
        city = chart(now.city, Rect(area.x, area.y, area.w * 0.64, area.h - high - head - 2 * 12))
        left = Rect(area.x, area.y, max(city.rect.w, area.w * 0.5), area.h)
        answer, rest = cut_bottom(left, high, 12)
        heading = Rect(left.x, rest.bottom - head, left.w, head)
        return _with_panel(
            now, (city, heading, answer), Rect(left.right + 32, area.y, area.right - left.right - 32, area.h)
        )
    answer, rest = cut_bottom(left, min(high, area.h * 0.66), 12)
    place: Chart | None = None
    heading = rest
    if now.look.text < 200 and rest.h >= LEAST_MAP:
        place = chart(now.city, Rect(rest.x, rest.y, rest.w * 0.64, rest.h))
        heading = cut_right(rest, rest.w - place.rect.w - 24)[0]
    return _with_panel(now, (place, heading, answer), cut_right(area, area.right - left.right - 28)[0])


def in_band(look: Look) -> bool:
    """Whether Karo speaks in the band, because the card has no room for it."""
    return look.portrait or look.large


def _with_panel(now: Situation, left: tuple[Chart | None, Rect, Rect], panel: Rect) -> Places:
    """The card "your day" at the right: title, meters, Karo's line, the legs at the foot."""
    inner = panel.inset(28, 18)
    chips, rest = cut_bottom(inner, chips_height(now, inner.w), 14)
    rest = cut_top(rest, title_height(now), 10)[1]
    grow = 1 + (now.look.grow - 1) * 0.5
    count = len(now.step.meters)
    wanted = count * 104.0 * grow + (count - 1) * 8
    remark: Rect | None = None
    if rest.h - wanted >= LEAST_REMARK + GAP and not in_band(now.look):
        remark, rest = cut_bottom(rest, min(rest.h - wanted - GAP, 150.0), GAP)
    return Places(*left, panel, rest, 1, remark, chips)


def _upright(now: Situation, area: Rect) -> Places:
    """Look above, touch below."""
    line = now.look.stage.h * (1 - REACH)
    upper = Rect(area.x, area.y, area.w, line - area.y - 14)
    lower = Rect(area.x, line, area.w, area.bottom - line)
    legs = chips_height(now, lower.w)
    head = heading_height(now) * (2.0 if now.look.text < 200 else 1.55)
    room = lower.h - legs - head - 2 * 16
    answer, rest = cut_bottom(lower, min(room, card_height(now, lower) * 1.9), 16)
    chips, heading = cut_bottom(rest, legs, 16)
    place: Chart | None = None
    panel = upper
    room = upper.h - {100: 330.0, 150: 400.0}.get(now.look.text, 440.0)
    if room >= LEAST_MAP:
        place = chart(now.city, Rect(upper.x, upper.y, upper.w, room))
        centred = Rect(upper.cx - place.rect.w / 2, upper.y, place.rect.w, place.rect.h)
        place = Chart(centred, place.cell)
        panel = cut_top(upper, place.rect.h, GAP)[1]
    inner = cut_top(panel.inset(28, 18), title_height(now), 8)[1]
    return Places(place, heading, answer, panel, inner, 2, None, chips)


@dataclass(frozen=True, slots=True)
class Reveal:
    """The places once the day lies among all days."""

    heading: Rect
    cloud: Rect
    panel: Rect
    meters: Rect
    across: int
    asks: Rect
    chips: Rect


def revealing(now: Situation, area: Rect) -> Reveal:
    """Cloud and sentence at the left or above; the day, a swap and the legs at the right or below."""
    grow = 1 + (now.look.grow - 1) * 0.6
    asks_h = max(now.look.target, 92.0 * grow)
    if now.look.portrait:
        line = now.look.stage.h * (1 - REACH)
        upper = Rect(area.x, area.y, area.w, line - area.y - 14)
        panel = Rect(area.x, line, area.w, area.bottom - line)
    else:
        upper, panel = cut_left(area, area.w * 0.585, 32)
    heading, cloud = cut_top(upper, upper.h * {100: 0.17, 150: 0.28}.get(now.look.text, 0.25), 14)
    inner = panel.inset(28, 18)
    chips, rest = cut_bottom(inner, chips_height(now, inner.w), 14)
    asks, rest = cut_bottom(rest, asks_h, 14)
    rest = cut_top(rest, title_height(now), 8)[1]
    across = 2 if now.look.portrait else 1
    down = -(-len(now.step.meters) // across)
    meters = Rect(rest.x, rest.y, rest.w, min(rest.h, down * 130.0 * grow))
    return Reveal(heading, cloud, panel, meters, across, asks, chips)
