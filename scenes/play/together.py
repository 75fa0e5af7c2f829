"""What several people see more than one: whose turn it is, votes on the tiles, hands to count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kiosk.core.frame import Action, Box, Draw, Element, Slide, Square, Squares, Text
from kiosk.core.geometry import Rect
from kiosk.ui.karo import Mood
from kiosk.ui.layout import Style, fit, one_line
from kiosk.ui.look import Look
from kiosk.ui.parts import icon
from kiosk.ui.scene import Band
from kiosk.visit.world import World
from scenes.bar import Hint
from scenes.play.group import FINGERS, HANDS, counts, open_vote, turn_of
from scenes.play.journey import Journey

TOKENS = (("stern", "energie"), ("baum", "stadt"), ("tropfen", "mobil"))
"""Pictogram and colour of the three tokens; their names are house texts."""


def token(look: Look, world: World, journey: Journey, rect: Rect) -> Element | None:
    """The token of whose turn it is, with its name."""
    turn = turn_of(journey)
    if turn is None:
        return None
    picture, colour = TOKENS[turn]
    domain = look.theme.domain(colour)
    name = world.say(f"group_token_{turn + 1}")
    side = min(rect.h, 64.0)
    room = Rect(rect.x + side + 14, rect.y, rect.w - side - 28, rect.h)
    words = fit(look, name, room, Style("small", domain.on_bright, weight=800), middle=True)
    plate = Rect(rect.x, rect.cy - side / 2, side + words.width + 34, side)
    mark = icon(world.icon(picture), Rect(plate.x + 12, plate.y + 8, side - 16, side - 16), domain.on_bright)
    ground = Box(plate, domain.bright, 14, domain.deep, 3)
    return Element(
        "token", "status", plate, world.say("group_turn", token=name), (ground, *mark, *words.draws)
    )


def hint(world: World, journey: Journey) -> Hint | None:
    """What Karo says to a group; None: what it always says."""
    run = journey.run
    turn = turn_of(journey)
    if turn is not None and run.here not in run.states and run.here not in run.unknown:
        mood: Mood = "left" if turn % 2 == 0 else "right"
        return Hint(world.say("group_turn", token=world.say(f"group_token_{turn + 1}")), mood)
    if not counts(journey):
        return None
    if run.tied:
        return Hint(world.say("group_tie"), "thinks")
    if run.counted:
        return None
    return Hint(world.say("group_vote_how" if run.group == "vote" else "group_host_how"), "glad")


def band(world: World, journey: Journey) -> Band | None:
    """The way on while votes wait to be counted."""
    if not counts(journey) or (not open_vote(journey.run) and not journey.run.tied):
        return None
    ready = open_vote(journey.run)
    return Band(world.say("group_count"), Action("count") if ready else None)


def with_votes(
    look: Look, world: World, journey: Journey, elements: tuple[Element, ...]
) -> tuple[Element, ...]:
    """The kind's own tiles with the votes on them, or as rows for counting hands."""
    if not counts(journey):
        return elements
    tiles = [e for e in elements if e.id.startswith("option.") and e.action is not None]
    if journey.run.group == "host":
        free = _free(look, tiles)
        marked = {e.id: _hands(look, world, journey, (e, free)) for e in tiles}
    else:
        marked = {e.id: _fingers(look, world, journey, e) for e in tiles}
    return tuple(marked.get(e.id, e) for e in elements)


def _plate(look: Look, rect: Rect, height: float) -> Rect:
    """Where the number of hands stands on a tile: at its right, at a height from 0, its top, to 1."""
    size = 40.0 * (1 + (look.grow - 1) * 0.4)
    wide, high = size * 1.9, size * 1.15
    return Rect(rect.right - wide - 14, rect.y + 14 + (rect.h - high - 34) * height, wide, high)


def _free(look: Look, tiles: Sequence[Element]) -> float:
    """The first height at which the number covers no word of any tile; the same for all of them."""

    def covers(height: float) -> bool:
        return any(
            _plate(look, e.rect, height).grown(4).overlaps(d.bounds.inset(2, d.size * 0.16))
            for e in tiles
            for d in e.draws
            if isinstance(d, Text)
        )

    return next((height for height in (0.5, 1.0, 0.0) if not covers(height)), 1.0)


def _votes(journey: Journey, element: Element) -> tuple[str, int]:
    id = element.id.removeprefix("option.")
    return id, journey.run.hands.get(id, 0)


def _fingers(look: Look, world: World, journey: Journey, element: Element) -> Element:
    """A tile with one square for each vote along its lower edge."""
    _, votes = _votes(journey, element)
    rect, side = element.rect, 26.0
    right = rect.right - 22
    squares = tuple(
        Square(right - (k + 1) * (side + 7), rect.bottom - side - 22, side, look.theme.day.ink)
        for k in range(min(votes, FINGERS))
    )
    label = f"{element.label}, {world.say('group_votes', votes=float(votes))}"
    draws: tuple[Draw, ...] = (*element.draws, Squares(squares)) if squares else element.draws
    return replace(element, label=label, draws=draws, state=(*element.state, "many"))


def _hands(look: Look, world: World, journey: Journey, what: tuple[Element, float]) -> Element:
    """A tile as a slider of hands: a row of squares below, the number at the right."""
    element, height = what
    id, votes = _votes(journey, element)
    rect, day = element.rect, look.theme.day
    plate = _plate(look, rect, height)
    row_y = rect.bottom - 42
    marks = [d.rect for d in element.draws if isinstance(d, Box) and d.rect.w < rect.w * 0.5]
    left = max((m.right + 14 for m in marks if m.bottom > row_y - 6), default=rect.x + 22)
    right = plate.x - 18 if plate.bottom > row_y - 6 else rect.right - 22
    inner = Rect(left, row_y, right - left, 18)
    pitch = inner.w / HANDS
    row = tuple(
        Square(inner.x + k * pitch, inner.y, min(pitch - 2, 18.0), day.ink if k < votes else day.line)
        for k in range(HANDS)
    )
    style = Style("card", day.on_plate, "c", plate.h / 1.15, 800)
    number = one_line(look, str(votes), (plate.cx, plate.cy), style)
    draws: tuple[Draw, ...] = (*element.draws, Squares(row), Box(plate, day.plate, 14), number)
    label = world.say("group_hands", option=element.label, hands=float(votes))
    return replace(
        element, role="slider", label=label, draws=draws, action=Action(f"hands.{id}"), value=float(votes),
        slide=Slide(inner, 0.0, float(HANDS), 1.0),
    )  # fmt: skip
