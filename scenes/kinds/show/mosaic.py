"""A picture that visits lay together: a square for everybody who gave one, this visitor's ringed."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import lru_cache

from kiosk.content.answers import UNKNOWN, option_value
from kiosk.content.mosaics import ACROSS, GROUND, LETTERS, SQUARES, Mosaic
from kiosk.content.template import Template
from kiosk.core.ease import out_quint
from kiosk.core.frame import Box, Colour, Draw, Element, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui.layout import Style, centred, cut_left, cut_top, fit
from kiosk.ui.look import Look
from kiosk.ui.parts import flap
from kiosk.ui.scene import Paint, Turn
from kiosk.ui.theme import mix
from scenes.kinds.show.schema import Show

WAIT_S = 0.5
FALL_S = 0.6
_WHOLE = Template.parse("{v | 0}")


@dataclass(frozen=True, slots=True)
class Laid:
    """How far the pictures are. picture: the how-manieth, from 0. squares: of it that lie, up to all 576.

    own: whether the last of them is this visitor's. decided: whether this visitor answered at all.
    """

    picture: int
    squares: int
    own: bool
    decided: bool


def laid(step: Show, turn: Turn) -> Laid:
    """The squares of earlier visits as of now, and this visitor's own.

    Whoever lays the last square sees the picture whole; the next one begins with the visit after that.
    """
    before = turn.crowd.laid.get(f"{turn.scenario.id}/{step.of}/{step.option}", 0)
    decided = not turn.scope.number(f"{step.of}.{UNKNOWN}")
    own = decided and turn.scope[step.of or ""] == option_value(step.option or "")
    return Laid(before // SQUARES, before % SQUARES + own, own, decided)


@lru_cache(maxsize=4)
def order(target: str, picture: int) -> tuple[int, ...]:
    """In which order the places of a picture are filled: scattered, and the same for everybody."""
    places = list(range(SQUARES))
    random.Random(f"{target}/{picture}").shuffle(places)
    return tuple(places)


def mosaic(step: Show, area: Rect, paint: Paint) -> tuple[Element, ...]:
    """The picture, and beside or below it how many squares lie and what this visitor did."""
    look, found = paint.look, laid(step, paint.turn)
    if look.portrait:
        left, right = cut_top(area, min(area.w, area.h * (0.6 if look.large else 0.72)), 28)
    else:
        left, right = cut_left(area, min(area.h, area.w * 0.5), 56)
    return (_picture(step, found, left, paint), *_words(found, right, paint))


def _said(found: Laid, paint: Paint) -> str:
    return paint.world.say("mosaic_own" if found.own else "mosaic_kept" if found.decided else "mosaic_open")


def _words(found: Laid, area: Rect, paint: Paint) -> tuple[Element, ...]:
    look, day = paint.look, paint.look.theme.day
    number = _WHOLE.render({"v": found.squares}, look.language)
    size = min(look.size("question") * 1.5, area.h * 0.3, area.w * 0.2)
    draws, _ = flap(look, number, (area.x, area.y), size)
    bottom = max(draw.bounds.bottom for draw in draws)
    _, rest = cut_top(area, bottom - area.y, 20)
    lines = [paint.world.say("mosaic_of", all=SQUARES), _said(found, paint)]
    if found.picture:
        lines.append(paint.world.say("mosaic_before", pictures=found.picture))
    out = [
        Element(
            "laid", "text", Rect(area.x, area.y, area.w, bottom - area.y),
            paint.world.say("mosaic_count", laid=found.squares, all=SQUARES), draws,
        )
    ]  # fmt: skip
    for index, line in enumerate(lines):
        height = rest.h / (len(lines) - index)
        block = fit(look, line, Rect(rest.x, rest.y, rest.w, height), Style("body", day.ink, weight=600))
        role = ("of", "own", "before")[index]
        out.append(
            Element(f"laid.{role}", "text", Rect(rest.x, rest.y, rest.w, block.height), line, block.draws)
        )
        _, rest = cut_top(rest, block.height, 14)
    return tuple(out)


def _picture(step: Show, found: Laid, area: Rect, paint: Paint) -> Element:
    look, night = paint.look, paint.look.theme.night
    side = min(area.w, area.h)
    sheet = centred(area, side, side)
    sheet = Rect(area.x if not look.portrait else sheet.x, area.y, side, side)
    pitch = (side - 40) / ACROSS
    motif = paint.world.content.mosaics[step.pictures[found.picture % len(step.pictures)]]
    places = order(paint.turn.path(step), found.picture)
    lying = set(places[: found.squares - found.own])
    squares = tuple(
        _square(look, motif, index, lying)._replace(
            x=sheet.x + 20 + index % ACROSS * pitch,
            y=sheet.y + 20 + index // ACROSS * pitch,
            side=pitch * 0.86,
        )
        for index in range(SQUARES)
    )
    ground = Box(sheet, night.ground, 28, night.line if look.theme.bold else None, look.theme.outline)
    draws: tuple[Draw, ...] = (ground, Squares(squares))
    if found.own:
        index = places[found.squares - 1]
        draws += _own(squares[index], sheet, paint)
    label = f"{paint.world.say('mosaic_count', laid=found.squares, all=SQUARES)}. {_said(found, paint)}"
    return Element("mosaic", "chart", sheet, label, draws, value=found.squares)


def _own(place: Square, sheet: Rect, paint: Paint) -> tuple[Draw, ...]:
    """This visitor's square, falling in from above, and its ring once it lies."""
    look, night = paint.look, paint.look.theme.night
    fallen = 1.0 if look.calm else out_quint((paint.since - WAIT_S) / FALL_S)
    y = sheet.y + 20 + (place.y - sheet.y - 20) * fallen
    own = Squares((place._replace(y=y, colour=night.ink, pattern="solid"),))
    if fallen < 1:
        return (own,)
    rings = (5.0, 11.0)
    return (
        own,
        *(Box(Rect(place.x, y, place.side, place.side).grown(r), None, 9, night.ink, 3) for r in rings),
    )


def _square(look: Look, motif: Mosaic, index: int, lying: set[int]) -> Square:
    """A square without its place: faint until it lies, then in the colour of its letter."""
    night = look.theme.night
    faint = mix(night.ground, night.ink, 0.07)
    if index not in lying:
        return Square(0, 0, 0, faint)
    letter = motif[index // ACROSS][index % ACROSS]
    if letter == GROUND:
        return Square(0, 0, 0, mix(night.ground, night.ink, 0.22))
    colour: Colour = look.theme.domain(LETTERS[letter]).bright
    return Square(0, 0, 0, colour)


def ends(found: Laid) -> float:
    """Seconds until nothing moves any more."""
    return WAIT_S + FALL_S if found.own else 0.0
