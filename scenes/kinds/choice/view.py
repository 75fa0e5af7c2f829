"""Options as tiles: a plate or pictogram, a word, a smaller line, a tick on the chosen one.

In a quiz the true one gets the tick once it is revealed, with what the others thought, and a card says
why. Nothing is crossed out.
"""

from __future__ import annotations

from kiosk.content.model import Option
from kiosk.core.frame import Action, Box, Element
from kiosk.core.geometry import Rect
from kiosk.ui.layout import Style, cut_bottom, cut_left, cut_top, fit
from kiosk.ui.options import Tile, option_tiles
from kiosk.ui.scene import Band, Paint
from scenes.kinds.choice.rules import State, offered
from scenes.kinds.choice.schema import Choice

STAGE = "question"


def view(step: Choice, state: State, area: Rect, paint: Paint) -> tuple[Element, ...]:
    tiles = [_tile(step, state, (id, option), paint) for id, option in offered(step, paint.turn).items()]
    if not state.revealed:
        return option_tiles(paint, tiles, area)
    height = min(area.h * 0.36, 200 * paint.look.grow)
    shown = option_tiles(paint, tiles, cut_bottom(area, height, 22)[1])
    end = max((each.rect.bottom for each in shown), default=area.y)
    return (*shown, _truth(step, state, Rect(area.x, end + 22, area.w, height), paint))


def _tile(step: Choice, state: State, named: tuple[str, Option], paint: Paint) -> Tile:
    id, option = named
    note = (
        _others(step, state, id, paint) if state.revealed else paint.text(option.note) if option.note else ""
    )
    marked = step.answer if state.revealed else state.chosen
    return Tile(
        id=id,
        text=paint.text(option.text),
        note=note,
        plate=option.plate,
        icon=option.icon,
        domain=option.colour,
        chosen=id == marked and not paint.unknown,
        disabled=state.revealed,
    )


def _others(step: Choice, state: State, id: str, paint: Paint) -> str:
    """Whose answer this was: one's own, and a share of the others."""
    position = float(list(step.options).index(id))
    share = paint.turn.crowd.share(paint.turn.path(step), position) if step.collect else None
    own = paint.world.say("answer_yours") if id == state.chosen else ""
    crowd = paint.world.say("answer_share", percent=share) if share is not None else ""
    return " · ".join(text for text in (own, crowd) if text)


def _truth(step: Choice, state: State, rect: Rect, paint: Paint) -> Element:
    """What is true, in a sentence, and what Karo says about it."""
    look, day = paint.look, paint.look.theme.day
    assert step.answer is not None
    truth = paint.text(step.options[step.answer].text)
    head = paint.world.say("answer_right" if state.chosen == step.answer else "answer_other", truth=truth)
    said = _said(step, paint)
    sheet = Box(
        rect, day.card if look.theme.bold else paint.domain.tint, 24, day.ink, 6 if look.theme.bold else 0
    )
    room = rect.inset(30, 16)
    if said and room.h < look.size("card") * 1.1 + look.size("body") * 1.3:
        upper, lower = cut_left(room, room.w * 0.34, 24)
    else:
        upper, lower = cut_top(room, room.h * (0.45 if said else 1.0))
    first = fit(look, head, upper, Style("card", day.ink), middle=True)
    second = fit(look, said, lower, Style("body", day.ink), middle=True).draws if said else ()
    return Element("truth", "status", rect, f"{head} {said}".strip(), (sheet, *first.draws, *second))


def _said(step: Choice, paint: Paint) -> str:
    assert step.answer is not None
    found = step.options[step.answer].say or step.say
    return paint.text(found) if found is not None else ""


def band(step: Choice, state: State, paint: Paint) -> Band | None:
    """In a quiz the truth comes before the way on."""
    if step.answer is None:
        return None
    if state.revealed:
        right = state.chosen == step.answer
        hint = paint.world.say("answer_glad" if right else "answer_close")
        return Band(paint.world.say("next"), Action("next"), hint, "cheers" if right else "amazed")
    hint = paint.world.say("answer_ask")
    return Band(paint.world.say("reveal"), Action("reveal") if state.chosen else None, hint, "thinks")


def next_change(step: Choice, state: State, paint: Paint) -> float | None:
    return None
