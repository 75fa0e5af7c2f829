"""What several people see more than one: whose turn it is, votes on the tiles, hands to count."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.frame import Action, Box, Draw, Element, Slide, Square, Squares
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
    mark = _hands if journey.run.group == "host" else _fingers
    return tuple(
        mark(look, world, journey, e) if e.id.startswith("option.") and e.action is not None else e
        for e in elements
    )


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


def _hands(look: Look, world: World, journey: Journey, element: Element) -> Element:
    """A tile as a slider of hands: a row of squares below, the number at the right."""
    id, votes = _votes(journey, element)
    rect, day = element.rect, look.theme.day
    size = 40.0 * (1 + (look.grow - 1) * 0.4)
    plate = Rect(rect.right - size * 1.9 - 14, rect.bottom - size * 1.15 - 20, size * 1.9, size * 1.15)
    inner = Rect(rect.x + 22, rect.bottom - 42, plate.x - rect.x - 40, 18)
    pitch = inner.w / HANDS
    row = tuple(
        Square(inner.x + k * pitch, inner.y, min(pitch - 2, 18.0), day.ink if k < votes else day.line)
        for k in range(HANDS)
    )
    number = one_line(look, str(votes), (plate.cx, plate.cy), Style("card", day.on_plate, "c", size, 800))
    draws: tuple[Draw, ...] = (*element.draws, Squares(row), Box(plate, day.plate, 14), number)
    label = world.say("group_hands", option=element.label, hands=float(votes))
    return replace(
        element, role="slider", label=label, draws=draws, action=Action(f"hands.{id}"), value=float(votes),
        slide=Slide(inner, 0.0, float(HANDS), 1.0),
    )  # fmt: skip
