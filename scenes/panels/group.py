"""Playing together: alone or all at once, taking turns, voting, or a whole class with a host."""

from __future__ import annotations

from kiosk.core.frame import Action, Element
from kiosk.core.geometry import Rect
from kiosk.ui.layout import Style, cut_left, cut_top, fit, grid
from kiosk.ui.look import Look
from kiosk.ui.parts import Slab, icon, tick, tile
from kiosk.ui.scene import Shot
from kiosk.visit.world import Visit, World
from scenes.play.group import MODES

PICTURES = {"": "hand", "pass": "weiter", "vote": "leute", "host": "megafon"}


def body(world: World, visit: Visit, shot: Shot, rect: Rect) -> tuple[Element, ...]:
    """One tile for each way of playing."""
    look = shot.look
    across = 1 if look.portrait or (look.text >= 200 and rect.w < 1300) else 2
    cells = grid(rect, (across, len(MODES) // across), 22)
    return tuple(
        _mode(look, world, (mode, number), cell, visit.settings.group == mode)
        for number, (mode, cell) in enumerate(zip(MODES, cells, strict=True), 1)
    )


def _mode(look: Look, world: World, what: tuple[str, int], rect: Rect, on: bool) -> Element:
    mode, number = what
    domain, day = look.theme.domain("wir"), look.theme.day
    key = mode or "alone"
    id = f"group.{key}"
    slab = Slab(domain.bright, domain.deep) if on else Slab(day.card, day.card_edge, day.card_line)
    draws, face = tile(look, rect, slab, look.pressed == id)
    ink = domain.on_bright if on else day.ink
    room = face.inset(30, 18)
    side = min(room.h * 0.8, 110.0, room.w * 0.2)
    mark, words = cut_left(room, side, 30)
    picture = icon(world.icon(PICTURES[mode]), Rect(mark.x, mark.cy - side / 2, side, side), ink)
    high = min(words.h, 190.0 * look.grow)
    words = Rect(words.x, words.cy - high / 2, words.w, high)
    title, note = world.say(f"group_{key}"), world.say(f"group_{key}_note")
    upper, lower = cut_top(words, words.h * 0.42, 4)
    head = fit(look, title, upper, Style("button", ink, weight=800), middle=True)
    tail = fit(look, note, lower, Style("small", ink))
    done = (tick(Rect(room.right - 44, room.y, 40, 40), ink),) if on else ()
    state = ("selected",) if on else ()
    label = f"{title}: {note}"
    return Element(id, "option", rect, label, (*draws, *picture, *head.draws, *tail.draws, *done),
                   Action("group", mode), value=number, state=state)  # fmt: skip
