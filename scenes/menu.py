"""The menu: every scenario as a tile, the first one large, and two honest doors beside them."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.ease import fall
from kiosk.core.frame import Action, Box, Colour, Draw, Element, Frame, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.core.scene import Outcome, Pop, Push
from kiosk.ui.karo import blinking, karo, next_blink
from kiosk.ui.layout import Style, cut_bottom, cut_left, cut_top, fit, grid, one_line
from kiosk.ui.look import MARGIN, Look
from kiosk.ui.parts import Button, Slab, icon, tile
from kiosk.ui.scene import Act, Shot
from kiosk.ui.theme import WHITE, Domain, faded, mix
from kiosk.visit.world import Visit, World
from scenes.bar import Bar, above, bar

FILLED_S = 3.2  # by then all squares of the little waffle have landed
DOORS = (
    ("record", "record_title", "record_intro", "suche"),
    ("sources", "sources", "sources_intro", "idee"),
)
# Places (column, row, columns, rows) on a field of 6 x 3 for up to ten tiles.
BENTO = (
    (0, 0, 2, 2),
    (2, 0, 2, 1),
    (4, 0, 2, 1),
    (2, 1, 1, 1),
    (3, 1, 1, 1),
    (4, 1, 1, 1),
    (5, 1, 1, 1),
    (0, 2, 2, 1),
    (2, 2, 2, 1),
    (4, 2, 2, 1),
)

WIDE = 3.0  # from this ratio on a tile has its pictogram beside the words
LEAST_LINE = 20.0
"""Units below which the second line of a tile is left out rather than set."""


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
        head_h = max(96.0, look.size("question") * 1.1)
        head = Rect(MARGIN, 36, look.stage.w - 2 * MARGIN, head_h)
        body = Rect(MARGIN - 8, head.bottom + 20, head.w + 16, room.bottom - head.bottom - 42)
        if look.low:
            body = cut_bottom(body, min(body.h, 900.0 if look.portrait else 560.0))[0]
        elements = (
            *_head(look, world, head, shot.now),
            *_tiles(look, world, visit, (body, shot.now - shot.entered)),
            *bar(look, world, Bar(back=Button("back", "← " + world.say("home"), Action("back"))), shot.now),
        )
        moving = None if look.calm else 0.0 if shot.now - shot.entered < FILLED_S else next_blink(shot.now)
        return Frame(
            look.stage, look.theme.day.ground, elements, moving, screen=self.name, language=look.language
        )


def _head(look: Look, world: World, rect: Rect, now: float) -> tuple[Element, ...]:
    day = look.theme.day
    side = min(76.0, rect.h * 0.8)
    at = Rect(rect.x + 4, rect.cy - side / 2, side, side)
    face = karo(at, day.accent, "right", blinking(now) and not look.calm)
    title = world.say("menu_title")
    share = 0.62 if not look.portrait else 1.0
    place = Rect(at.right + 28, rect.y, (rect.w - side - 40) * share, rect.h)
    words = fit(look, title, place, Style("question", day.ink, size=look.size("question") * 0.9), middle=True)
    out = [
        Element("karo", "decor", at, draws=face),
        Element("question", "heading", place, title, words.draws),
    ]
    more = world.say("menu_more")
    left = place.x + words.width + 44
    room = Rect(left, rect.y, rect.right - left, rect.h)
    if not look.portrait and room.w > 360:
        line = fit(look, more, room, Style("small", day.muted, weight=400), middle=True)
        out.append(Element("more", "text", room, more, line.draws))
    return tuple(out)


@dataclass(frozen=True, slots=True)
class Card:
    """What a tile of the menu shows."""

    id: str
    title: str
    line: str
    icon: str
    domain: str
    chip: str
    action: Action
    featured: bool = False


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
                world.say("minutes", minutes=float(scenario.minutes)),
                Action("play", id),
                not cards,
            )
        )
    return cards


def _doors(world: World) -> list[Card]:
    return [
        Card(id, world.say(key), world.say(line), picture, domain, "", Action("panel", id))
        for (id, key, line, picture), domain in zip(DOORS, ("mobil", "amt"), strict=True)
    ]


def places(count: int, body: Rect, portrait: bool) -> list[Rect]:
    """Where `count` tiles lie: one large, the others beside it (portrait: below it)."""
    gap = 24.0
    if portrait:
        across = 2 if count > 3 else 1
        first, rest = cut_top(body, body.h * (0.5 if count < 6 else 0.28), gap)
        down = -(-(count - 1) // across)
        return [first, *grid(rest, (across, down), gap)[: count - 1]] if count > 1 else [body]
    if count <= 4:
        first, rest = cut_left(body, body.w * 0.66, gap)
        return [first, *grid(rest, (1, count - 1), gap)] if count > 1 else [body]
    if count == 5:  # three games and the two doors
        first, rest = cut_left(body, body.w * 0.5, gap)
        games, doors = cut_top(rest, (rest.h - gap) * 0.66, gap)
        return [first, *grid(games, (1, 2), gap), *grid(doors, (2, 1), gap)]
    w, h = (body.w - 5 * gap) / 6, (body.h - 2 * gap) / 3
    cells = (
        BENTO
        if count > 7
        else tuple((c, r, cw, 2 if r == 1 and count <= 7 else rh) for c, r, cw, rh in BENTO)
    )
    return [
        Rect(body.x + c * (w + gap), body.y + r * (h + gap), cw * w + (cw - 1) * gap, rh * h + (rh - 1) * gap)
        for c, r, cw, rh in cells[:count]
    ]


def _tiles(look: Look, world: World, visit: Visit, place: tuple[Rect, float]) -> tuple[Element, ...]:
    body, since = place
    cards = _cards(world, visit) + _doors(world)
    if not world.content.scenarios:
        wait = world.say("fault_nothing")
        cards.insert(0, Card("nothing", wait, "", "uhr", "energie", "", Action("stay"), True))
    rects = places(len(cards), body, look.portrait)
    return tuple(_tile(look, world, (card, rect), since) for card, rect in zip(cards, rects, strict=False))


def _tile(look: Look, world: World, what: tuple[Card, Rect], since: float) -> Element:
    card, rect = what
    domain = look.theme.domain(card.domain)
    id = f"tile.{card.id}"
    outline = domain.deep if look.theme.bold else None
    slab = Slab(
        domain.bright if not look.theme.bold or card.featured else look.theme.day.card,
        domain.deep,
        outline,
        26,
        14,
    )
    draws, face = tile(look, rect, slab, look.pressed == id)
    ink = domain.on_bright if not look.theme.bold or card.featured else look.theme.day.ink
    inner = face.inset(34, 28)
    tone = ink if look.theme.bold else domain.deep
    wide = not card.featured and inner.w > inner.h * WIDE
    bare = look.large and not card.featured and not wide and not card.chip
    side = min(inner.h, 150.0) if wide else min(96.0 if card.featured else 76.0, inner.h * 0.3)
    at = Rect(inner.x, inner.cy - side / 2 if wide else inner.y, side, side)
    mark = icon(None if bare else world.icon(card.icon), at, tone, mix(tone, slab.face, 0.45))
    chip = _chip(look, card, inner, ink) if card.chip else ()
    art: tuple[Draw, ...] = ()
    words_w = inner.w
    if card.featured and not look.large:
        size = min(inner.h * 0.94, inner.w * 0.5)
        art = _art(look, Rect(inner.right - size, inner.bottom - size, size, size), domain, since)
        words_w = inner.w - size - 20
    crown = max(side, look.size("label") * 1.75) if card.chip else side
    top = inner.y + crown + (30 if card.featured else 18)
    room = Rect(inner.x, top, words_w, inner.bottom - top)
    if wide:
        left = at.right + 36
        room = Rect(left, inner.y, inner.right - left - (_chip_width(look, card) + 20), inner.h)
    words = _words(look, card, inner if bare else room, (ink, wide or bare))
    label = ", ".join(t for t in (card.title, card.line, card.chip) if t)
    state = ("primary", "essential") if card.featured else ("essential",)
    return Element(id, "option", rect, label, (*draws, *art, *mark, *chip, *words), card.action, state=state)


def _words(look: Look, card: Card, room: Rect, way: tuple[Colour, bool]) -> tuple[Draw, ...]:
    """Title and, where there is room for it, the line below; beside a pictogram both stand in the middle."""
    ink, middle = way
    told = bool(card.line) and (card.featured or (look.text < 200 and room.h >= 130.0))
    size = look.size("question") * 0.92 if card.featured else look.size("card") * 0.85
    place = Rect(room.x, room.y, room.w, room.h * (0.55 if told else 1.0))
    head = fit(look, card.title, place, Style("card", ink, size=size), middle=middle and not told)
    if not told:
        return head.draws
    below = Rect(room.x, room.y + head.height + 12, room.w, room.h - head.height - 12)
    line = fit(look, card.line, below, Style("body", ink, weight=500))
    if line.size < LEAST_LINE:
        return head.draws
    drop = (room.h - head.height - 12 - line.height) / 2 if middle else 0.0
    if drop < 0.0:
        return fit(look, card.title, room, Style("card", ink, size=size), middle=True).draws
    head = fit(look, card.title, place.moved(0, drop), Style("card", ink, size=size))
    return (*head.draws, *fit(look, card.line, below.moved(0, drop), Style("body", ink, weight=500)).draws)


def _chip_width(look: Look, card: Card) -> float:
    return look.type.width(card.chip, look.size("label"), 600) + 32 if card.chip else 0.0


def _chip(look: Look, card: Card, inner: Rect, ink: Colour) -> tuple[Draw, ...]:
    size, width = look.size("label"), _chip_width(look, card)
    box = Rect(inner.right - width, inner.y, width, size * 1.75)
    ground = None if look.theme.bold else faded(WHITE, 0.6)
    text = one_line(look, card.chip, (box.cx, box.cy), Style("label", ink, "c", weight=600))
    return (Box(box, ground, 12, ink if look.theme.bold else None, 3), text)


def _art(look: Look, rect: Rect, domain: Domain, since: float) -> tuple[Draw, ...]:
    """A little waffle that fills with falling squares: what the game does, without words."""
    pitch = rect.w / 10
    side = pitch * 0.82
    if look.theme.bold:
        tones = [domain.on_bright] * 65
    else:
        tones = [domain.deep] * 24 + [mix(domain.deep, domain.bright, 0.4)] * 19
        tones += [mix(domain.bright, WHITE, 0.55)] * 13 + [WHITE] * 9
    squares: list[Square] = []
    for k in range(100):
        column, row = k % 10, 9 - k // 10
        x, y = rect.x + column * pitch, rect.y + row * pitch
        empty = faded(WHITE if not look.theme.bold else domain.on_bright, 0.25)
        squares.append(Square(x, y, side, empty))
        if k < len(tones):
            t = 1.0 if look.calm else (since - 0.2 - k * 0.035) / 0.4
            if t > 0:
                squares.append(Square(x, rect.y - pitch + (y - rect.y + pitch) * fall(t), side, tones[k]))
    return (Squares(tuple(squares)),)
