"""Beside a street: the gauges with their goals, the tiles one can lay, the lamps, and what is said."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.frame import Action, Box, Draw, Element
from kiosk.core.geometry import Rect
from kiosk.ui.bubble import Bubble, Said, bubble
from kiosk.ui.latest import latest
from kiosk.ui.layout import (
    Style,
    centred,
    columns,
    cut_bottom,
    cut_left,
    cut_right,
    cut_top,
    fit,
    grid,
    one_line,
)
from kiosk.ui.look import Look
from kiosk.ui.parts import badge, card, icon, tick
from kiosk.ui.scene import AIM
from kiosk.ui.theme import Domain, mix
from scenes.kinds.grid.board import cell_draws
from scenes.kinds.grid.cells import cell_of, shades
from scenes.kinds.grid.schema import Gauge
from scenes.kinds.grid.situation import Situation, reached
from scenes.kinds.grid.words import amount, goal

# --- gauges -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Dial:
    """A gauge as it shows: its words, its number, whether the goal is reached."""

    text: str
    goal: str
    number: str
    reached: bool
    domain: Domain
    icon: tuple[str, ...] | None


def gauges(now: Situation, rect: Rect, across: int) -> tuple[Element, ...]:
    """A card, and a row for each gauge on it."""
    look, found = now.look, list(now.step.gauges.items())
    down = -(-len(found) // across)
    label = now.world.say("grid_met", met=float(sum(now.met.values())), goals=float(len(found)))
    sheet = Element(AIM, "status", rect, label, (card(look, rect),), value=reached(now))
    out = [sheet]
    inner = rect.inset(24, 10)
    for (id, gauge), place in zip(found, grid(inner, (across, down), 26), strict=False):
        out.append(_gauge(now, id, gauge, place.grown(0)))
    return tuple(out)


def _gauge(now: Situation, id: str, gauge: Gauge, rect: Rect) -> Element:
    number, reached = now.numbers[id], now.met[id]
    domain = now.look.theme.domain(gauge.colour or now.step.colour or now.paint.turn.scenario.colour)
    dial = Dial(
        now.text(gauge.text), goal(now, gauge), amount(now, number, gauge), reached, domain,
        now.world.icon(gauge.icon),
    )  # fmt: skip
    said = now.world.say("grid_reached" if reached else "grid_open")
    label = f"{dial.text}: {dial.number}, {dial.goal}, {said}"
    marks = ("selected",) if reached else ()
    return Element(
        f"gauge.{id}", "status", rect, label, dial_draws(now.look, rect, dial), value=number, state=marks
    )


def _dial(look: Look, rect: Rect, dial: Dial) -> tuple[Draw, ...]:
    """Pictogram, words and goal, number, and a square that is ticked once the goal is reached."""
    day, bold = look.theme.day, look.theme.bold
    deep = day.ink if bold else dial.domain.deep
    side = min(rect.h * 0.62, 54.0)
    box = Rect(rect.right - side, rect.cy - side / 2, side, side)
    fill = (
        day.accent
        if bold and dial.reached
        else look.theme.domain("stadt").bright
        if dial.reached
        else day.empty
    )
    draws: list[Draw] = [Box(box, fill, side * 0.24, day.ink if bold else None, 3.0)]
    ink = day.on_accent if bold else look.theme.domain("stadt").deep
    draws += [tick(box.inset(side * 0.24), ink)] if dial.reached else []
    room = Rect(rect.x, rect.y, box.x - rect.x - 16, rect.h)
    if dial.icon is not None and look.text < 200:
        at, room = cut_left(room, min(rect.h * 0.7, 60.0), 18)
        draws += icon(dial.icon, at, deep, mix(deep, day.card, 0.42))
    size = min(
        look.size("button") * 1.06,
        rect.h * (0.5 if look.text < 200 else 0.62),
        room.w * 0.42 / look.type.width(dial.number, 1.0, 800),
    )
    number = one_line(look, dial.number, (room.right, room.cy), Style("button", day.ink, "r", size, 800))
    words, _ = cut_right(room, number.width + 16)[::-1]
    upper, lower = cut_top(words, words.h * (0.53 if look.text < 200 else 0.58))
    name = fit(look, dial.text, upper, Style("small", day.ink, weight=700), middle=True)
    goal = fit(look, dial.goal, lower, Style("label", day.muted), middle=True)
    return (*draws, number, *name.draws, *goal.draws)


dial_draws = latest(_dial, keep=8)

# --- tiles to lay -----------------------------------------------------------------------


def palette(now: Situation, places: tuple[Rect, ...]) -> tuple[Element, ...]:
    """One option for each tile: tap it or drag it onto the street."""
    return tuple(
        _choice(now, id, rect, number)
        for number, (id, rect) in enumerate(zip(now.step.layable, places, strict=True), 1)
    )


def _choice(now: Situation, id: str, rect: Rect, number: int) -> Element:
    look, day = now.look, now.look.theme.day
    tile, name = now.step.tiles[id], f"tile.{id}"
    chosen = now.state.hand == id
    deep = day.accent if look.theme.bold else now.paint.domain.deep
    line = (deep, 6.0) if chosen or look.pressed == name else (day.card_line, 3.0)
    text = now.text(tile.text)
    below = max(rect.h * 0.3, min(look.size("label") * 1.25, rect.h * 0.46))
    foot, head = cut_bottom(rect.inset(8, 8), below)
    side = min(head.w, head.h)
    picture = cell_draws(centred(head, side, side), cell_of(now, now.step.ids.index(id)), shades(now))
    word = fit(look, text, foot, Style("label", day.ink, "c", weight=600), middle=True)
    numbers = badge(look, number, (rect.x + 4, rect.y + 4)) if look.keys or look.theme.bold else ()
    upon = ", ".join(now.text(now.step.tiles[other].text) for other in tile.upon)
    label = f"{text}. {now.world.say('grid_upon', tiles=upon)}"
    take = Action("choose", id)
    state = ("selected", "essential") if chosen else ("essential",)
    draws = (Box(rect, day.card, 18, *line), *picture, *word.draws, *numbers)
    return Element(name, "option", rect, label, draws, take, value=number, state=state, carry=take)


# --- lamps ------------------------------------------------------------------------------


def lamps(now: Situation, rect: Rect) -> tuple[Element, ...]:
    """A card for each lamp: dark until the day is over."""
    if not now.step.lamps:
        return ()
    world, mark = now.world, now.world.icon("idee")
    said, draws, lit = [], [], 0
    for lamp, place in zip(now.step.lamps, columns(rect, len(now.step.lamps), 14), strict=True):
        on = now.over and lamp.when.holds(now.scope)
        lit += on
        text = now.text(lamp.text)
        draws += _lamp(now.look, place, (text, mark), on)
        said.append(world.say("grid_lamp_on" if on else "grid_lamp_off", lamp=text))
    return (Element("lamps", "status", rect, ", ".join(said), tuple(draws), value=float(lit)),)


def _lamp(look: Look, place: Rect, shown: tuple[str, tuple[str, ...] | None], on: bool) -> list[Draw]:
    day, bold = look.theme.day, look.theme.bold
    text, mark = shown
    ink = day.on_accent if on else day.muted
    body = Rect(place.x, place.y, place.w, min(place.h, 150.0 * look.grow))
    line = (None, 0.0) if on and not bold else (day.card_line, 3.0)
    upper, lower = cut_top(body.inset(10, 12), (body.h - 24) * 0.46, 4)
    side = min(upper.h, 58.0)
    hot = ink if bold or not on else look.theme.domain("klima").deep
    word = fit(look, text, lower, Style("label", ink, "c", weight=600), middle=True)
    return [
        Box(body, day.accent if on else day.card, 18, *line),
        *icon(mark, centred(upper, side, side), ink, hot),
        *word.draws,
    ]


# --- what is said -----------------------------------------------------------------------


def told(now: Situation, rect: Rect, said: Said) -> Element:
    """Who says what, in a tinted box."""
    look, domain = now.look, now.paint.domain
    day, bold = look.theme.day, look.theme.bold
    shape = Bubble(
        paper=Box(rect, day.card if bold else domain.tint, 20, day.card_line if bold else None, 6.0),
        karo=day.accent if bold else domain.bright,
        sign=day.ink if bold else domain.deep,
        side=min(rect.inset(22, 10).h * 0.78, 68.0),
        inset=(22, 10),
        gap=24,
        words=Style("small", day.ink, weight=600),
        lift=3.0,
    )
    return Element("said", "status", rect, said.text, bubble(look, said, shape))
