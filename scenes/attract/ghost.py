"""A ghost hand opens a block and answers one question of the featured game, for all to see."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from kiosk.content.answers import options_of
from kiosk.content.model import Scenario, Step
from kiosk.core.ease import fall, in_out_cubic
from kiosk.core.frame import Draw, Element, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui import city
from kiosk.ui.layout import Style, columns, cut_left, cut_top, fit, rows
from kiosk.ui.look import Look
from kiosk.ui.parts import Slab, icon, tick, tile
from kiosk.ui.theme import WHITE, faded, mix
from kiosk.visit.world import World
from scenes.attract import plate

ARRIVES, TAPS, CLOSES = 1.2, 3.6, 6.6
OPEN, GONE = ARRIVES + plate.OPENS_S, CLOSES + plate.OPENS_S
"""Seconds: the hand is at the block, the card is open, the answer is tapped, it closes, it is closed."""
SQUARES = 18
HAND = 110.0


@dataclass(frozen=True, slots=True)
class Sample:
    """One question to show: of which scenario, and two answers to it."""

    scenario: Scenario
    step: Step

    @property
    def options(self) -> list[str]:
        return list(options_of(self.step))[:2]


def sample(world: World) -> Sample | None:
    """The first question with pictograms of the first scenario that is open."""
    for id in world.content.exhibition.scenarios:
        scenario = world.content.scenarios.get(id)
        asked = [s for s in scenario.steps if len(options_of(s)) >= 2 and s.ask] if scenario else []
        drawn = [s for s in asked if all(o.icon for o in list(options_of(s).values())[:2])]
        if scenario is not None and asked:
            return Sample(scenario, (drawn or asked)[0])
    return None


def ghost(look: Look, world: World, plan: city.Plan, seconds: float) -> tuple[Element, ...]:
    """The card and the hand, `seconds` into the little play; decoration, for it cannot be touched."""
    shown = sample(world)
    if shown is None or seconds >= GONE:
        return ()
    card = plate.middle(plan, 11.2, 6.4)
    share = plate.opened(seconds, ARRIVES, CLOSES)
    place = plate.between(plan, card, share)
    draws: tuple[Draw, ...] = ()
    if share > 0:
        draws = (plate.plate(place, look.theme.day.ground, look.theme.domain(shown.scenario.colour)),)
    if share >= 1:
        draws += _card(look, world, shown, (card.inset(34, 28), seconds))
    target = _answer_places(card.inset(34, 28))[0]
    hand = _hand(look, world, (plate.home(plan), target), seconds)
    return (Element("ghost", "decor", place.union(hand[0]), draws=(*draws, *hand[1])),)


def _answer_places(inner: Rect) -> tuple[Rect, ...]:
    left, _ = cut_left(inner, inner.w * 0.56, 30)
    return rows(cut_top(left, inner.h * 0.36, 16)[1], 2, 16)


def _card(look: Look, world: World, shown: Sample, what: tuple[Rect, float]) -> tuple[Draw, ...]:
    """Question and two answers at the left, squares that fall for the tapped one at the right."""
    inner, seconds = what
    day, domain = look.theme.day, look.theme.domain(shown.scenario.colour)
    left, right = cut_left(inner, inner.w * 0.56, 30)
    head = cut_top(left, inner.h * 0.36, 16)[0]
    language = world.content.language
    assert shown.step.ask is not None
    ask = fit(look, shown.step.ask.render({}, language), head, Style("card", day.ink, size=44.0))
    draws: list[Draw] = list(ask.draws)
    for k, (id, place) in enumerate(zip(shown.options, _answer_places(inner), strict=True)):
        option = options_of(shown.step)[id]
        on = k == 0 and seconds >= TAPS
        slab = Slab(domain.bright, domain.deep) if on else Slab(day.card, day.card_edge, day.card_line)
        drawn, face = tile(look, place, slab, on and seconds < TAPS + 0.2)
        mark, words = cut_left(face.inset(16, 8), face.h * 0.7, 14)
        side = min(mark.w, mark.h)
        ink = domain.on_bright if on else day.ink
        draws += [*drawn, *icon(world.icon(option.icon), Rect(mark.x, mark.cy - side / 2, side, side), ink)]
        draws += fit(
            look, option.text.render({}, language), words, Style("small", ink, weight=700), True
        ).draws
        if on:
            draws.append(tick(Rect(face.right - 46, face.cy - 18, 34, 34), ink))
    draws += _waffle(look, shown, columns(right, 1, 0)[0], seconds - TAPS)
    return tuple(draws)


def _waffle(look: Look, shown: Sample, rect: Rect, since: float) -> tuple[Draw, ...]:
    domain = look.theme.domain(shown.scenario.colour)
    pitch = min(rect.w / 6, rect.h / 6)
    x0, y0 = rect.cx - pitch * 3, rect.cy - pitch * 3
    squares: list[Square] = []
    for k in range(36):
        x, y = x0 + k % 6 * pitch, y0 + (5 - k // 6) * pitch
        squares.append(Square(x, y, pitch * 0.84, mix(look.theme.day.ground, domain.deep, 0.1)))
        t = (since - 0.1 - k * 0.05) / 0.35
        if k < SQUARES and t > 0:
            tone = domain.deep if k < 10 else mix(domain.deep, domain.bright, 0.5)
            squares.append(Square(x, y0 - pitch + (y - y0 + pitch) * fall(t), pitch * 0.84, tone))
    return (Squares(tuple(squares)),)


def _hand(look: Look, world: World, way: tuple[Rect, Rect], seconds: float) -> tuple[Rect, tuple[Draw, ...]]:
    """The hand comes from below, taps the block, then the answer, and leaves."""
    block, answer = way
    start, first = (block.cx - 260, block.cy + 330), (block.cx, block.cy)
    second = (answer.x + answer.w * 0.82, answer.cy)
    stops = ((0.0, start), (ARRIVES - 0.2, first), (OPEN, first), (TAPS - 0.3, second), (CLOSES, second),
             (GONE, start))  # fmt: skip
    x, y = start
    for (t0, (ax, ay)), (t1, (bx, by)) in pairwise(stops):
        if t0 <= seconds < t1:
            t = in_out_cubic((seconds - t0) / (t1 - t0))
            x, y = ax + (bx - ax) * t, ay + (by - ay) * t
    down = ARRIVES - 0.2 <= seconds < ARRIVES + 0.2 or TAPS - 0.2 <= seconds < TAPS + 0.2
    side = HAND * (0.9 if down else 1.0)
    rect = Rect(x - side * 0.36, y - side * 0.05, side, side)
    rows_ = world.icon("hand")
    shade = icon(rows_, rect.moved(4, 5), faded(look.theme.night.ground, 0.55))
    return rect, (*shade, *icon(rows_, rect, WHITE, look.theme.night.muted))
