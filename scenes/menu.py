"""The menu: every scenario as a tile, the first one large, and two honest doors beside them."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.content.model import Scenario
from kiosk.core.frame import Action, Element, Frame
from kiosk.core.geometry import Rect
from kiosk.core.scene import Outcome, Pop, Push
from kiosk.ui.karo import blinking, karo, next_blink
from kiosk.ui.layout import Style, columns, cut_bottom, cut_left, fit
from kiosk.ui.look import MARGIN, Look
from kiosk.ui.parts import Button, button
from kiosk.ui.scene import Act, Shot
from kiosk.visit.world import Visit, World
from scenes.bar import Bar, above, bar
from scenes.bento import places
from scenes.menuart import art_of
from scenes.tiles import Card, tiles

FILLED_S = 3.2  # by then all squares of the little waffle have landed
DOORS = (
    ("record", "record_title", "record_intro", "suche"),
    ("sources", "sources", "sources_intro", "idee"),
    ("group", "group_title", "group_intro", "leute"),
)
MOST_WITH_DOORS = 8
"""Up to so many games the two doors are tiles as well; beyond that they are buttons beside the title."""


@dataclass(frozen=True, slots=True)
class State:
    """There is nothing to remember."""


class Menu:
    """Opens a scenario, or one of the two doors."""

    name = "menu"

    def open(self, world: World, visit: Visit, start: str | None, now: float) -> State:
        return State()

    def step(self, world: World, visit: Visit, state: State, act: Act) -> Outcome:
        action = act.action
        if action.name == "play" and action.value in world.content.scenarios:
            return Outcome(state, Push("play", str(action.value)), sounds=("choose",))
        if action.name == "back":
            return Outcome(state, Pop(), sounds=("back",))
        return Outcome(state)

    def view(self, world: World, visit: Visit, state: State, shot: Shot) -> Frame:
        look = shot.look
        room = above(look)
        doors = len(_cards(world, visit)) > MOST_WITH_DOORS
        head_h = max(96.0, look.size("question") * 1.1)
        head = Rect(MARGIN, 36, look.stage.w - 2 * MARGIN, head_h)
        title, beside = _parted(look, head) if doors else (head, None)
        head = head if beside is None else head.union(beside)
        body = Rect(MARGIN - 8, head.bottom + 20, head.w + 16, room.bottom - head.bottom - 42)
        if look.low:
            body = cut_bottom(body, min(body.h, 900.0 if look.portrait else 560.0))[0]
        elements = (
            *_head(look, world, (title, beside), shot.now),
            *_tiles(look, world, visit, (body, shot.now - shot.entered)),
            *bar(look, world, Bar(back=Button("back", "← " + world.say("home"), Action("back"))), shot.now),
        )
        moving = None if look.calm else 0.0 if shot.now - shot.entered < FILLED_S else next_blink(shot.now)
        return Frame(
            look.stage, look.theme.day.ground, elements, moving, screen=self.name, language=look.language
        )


def _parted(look: Look, head: Rect) -> tuple[Rect, Rect]:
    """Room for the title and for the two doors: beside it, in portrait or at large text below it."""
    if look.portrait or look.large:
        high = look.target * (1 + (look.grow - 1) * (1.4 if look.portrait else 0.0))
        return head, Rect(head.x, head.bottom + 14, head.w, high)
    title, beside = cut_left(head, head.w * 0.42, 24)
    return title, Rect(beside.x, head.cy - look.target / 2, beside.w, look.target)


def _head(look: Look, world: World, where: tuple[Rect, Rect | None], now: float) -> tuple[Element, ...]:
    rect, beside = where
    day = look.theme.day
    side = min(76.0, rect.h * 0.8)
    at = Rect(rect.x + 4, rect.cy - side / 2, side, side)
    face = karo(at, day.accent, "right", blinking(now) and not look.calm)
    title = world.say("menu_title")
    share = 1.0 if look.portrait or beside is not None else 0.62
    place = Rect(at.right + 28, rect.y, (rect.w - side - 40) * share, rect.h)
    words = fit(look, title, place, Style("question", day.ink, size=look.size("question") * 0.9), middle=True)
    out = [
        Element("karo", "decor", at, draws=face),
        Element("question", "heading", place, title, words.draws),
    ]
    if beside is not None:
        return (*out, *_door_buttons(look, world, beside))
    more = world.say("menu_more")
    left = place.x + words.width + 44
    room = Rect(left, rect.y, rect.right - left, rect.h)
    if not look.portrait and room.w > 360:
        line = fit(look, more, room, Style("small", day.muted, weight=400), middle=True)
        out.append(Element("more", "text", room, more, line.draws))
    return tuple(out)


def _door_buttons(look: Look, world: World, rect: Rect) -> list[Element]:
    return [
        button(
            look, Button(f"tile.{id}", world.say(key), Action("panel", id), icon=world.icon(picture)), place
        )
        for (id, key, _, picture), place in zip(DOORS, columns(rect, len(DOORS), 24), strict=True)
    ]


def _cards(world: World, visit: Visit) -> list[Card]:
    cards: list[Card] = []
    language = world.content.language
    for id in world.content.exhibition.scenarios:
        scenario = world.content.scenarios.get(id)
        if scenario is None:
            continue
        cards.append(
            Card(
                id,
                scenario.title.render({}, language),
                scenario.tagline.render({}, language),
                scenario.icon,
                scenario.colour,
                _chip(world, scenario),
                Action("play", id),
                not cards,
                art_of(_kinds(scenario)),
                world.say("minutes", minutes=float(scenario.minutes)) if scenario.players > 1 else "",
            )
        )
    return cards


def _kinds(scenario: Scenario) -> tuple[str, ...]:
    """What its steps and charts are, in their order."""
    return tuple(name for s in scenario.steps for name in (s.kind, getattr(s, "chart", "")) if name)


def _chip(world: World, scenario: Scenario) -> str:
    """How long it takes, and whether two play it."""
    minutes = world.say("minutes", minutes=float(scenario.minutes))
    return minutes if scenario.players == 1 else world.say("menu_two", minutes=minutes)


def _doors(world: World) -> list[Card]:
    return [
        Card(id, world.say(key), world.say(line), picture, domain, "", Action("panel", id))
        for (id, key, line, picture), domain in zip(DOORS, ("mobil", "amt", "wir"), strict=True)
    ]


def _tiles(look: Look, world: World, visit: Visit, place: tuple[Rect, float]) -> tuple[Element, ...]:
    body, since = place
    cards = _cards(world, visit)
    cards += _doors(world) if len(cards) <= MOST_WITH_DOORS else []
    if not world.content.scenarios:
        wait = world.say("fault_nothing")
        cards.insert(0, Card("nothing", wait, "", "uhr", "energie", "", Action("stay"), True))
    return tiles(look, world, cards, places(len(cards), body, look.portrait, look.large), since)
