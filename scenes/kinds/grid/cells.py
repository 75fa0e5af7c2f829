"""The cells of a street as elements: each says what lies there, how warm it is and what may be laid."""

from __future__ import annotations

from kiosk.content.formula import half_up
from kiosk.core.frame import Action, Box, Draw, Element, Role
from kiosk.core.geometry import Rect
from kiosk.ui.layout import Style, one_line
from scenes.kinds.grid.board import Cell, Shades, cell_draws
from scenes.kinds.grid.situation import SUN, Situation, along, people, warmth
from scenes.kinds.grid.street import touched
from scenes.kinds.grid.tones import tone
from scenes.kinds.grid.words import takes, tile_name

HOTTEST = 0.6
"""How strongly the warmest tile glows at noon."""
PALE = 0.35


def shades(now: Situation) -> Shades:
    day, theme = now.look.theme.day, now.look.theme
    if theme.bold:
        return Shades(day.accent, day.ink, day.ground, day.accent, (day.ink, day.accent), True)
    guests = tuple(theme.domain(name).deep for name in ("klima", "mobil", "antrag", "digital", "amt"))
    warm = theme.domain("klima").bright
    return Shades(theme.domain("amt").deep, warm, day.ground, now.paint.domain.deep, guests, False)


def cell_of(now: Situation, tile: int, place: int = 0) -> Cell:
    """A tile as it lies there by itself."""
    kind = now.step.tiles[now.step.ids[tile]]
    return Cell(place, kind.ground, tone(now.look, kind), now.world.icon(kind.icon))


def board(now: Situation, rect: Rect, places: tuple[Rect, ...]) -> tuple[Element, ...]:
    """What is fixed as one picture, then every cell of the street in reading order."""
    own, street = shades(now), now.step.streets()
    firm = [place for place in range(len(places)) if place not in street]
    draws = [d for p in firm for d in cell_draws(places[p], cell_of(now, now.shown[p], p), own)]
    rows, columns = len(now.step.board), now.step.columns
    names = ", ".join(dict.fromkeys(tile_name(now, now.street.start[place]) for place in firm))
    label = now.world.say("grid_board", rows=float(rows), columns=float(columns), fixed=names or "–")
    found = now.others() if now.over and now.state.others else None
    here = people(now) if found is None else {}
    whole = Element("board", "image", rect, label, tuple(draws))
    return (
        whole,
        *(_cell(now, place, places[place], (own, here.get(place, ()), found)) for place in street),
    )


Extra = tuple[Shades, tuple[int, ...], dict[int, tuple[int, float]] | None]


def _cell(now: Situation, place: int, rect: Rect, extra: Extra) -> Element:
    own, guests, found = extra
    id = f"cell.{now.step.cell(place)}"
    if found is not None:
        return _most(now, place, rect, (own, *found[place]))
    action, state = _action(now, place)
    fresh, grown = now.fresh
    base = cell_of(now, now.state.board[place], place)
    sun = along(SUN, now.hour) if now.stage in ("sweep", "pause") else 0.0
    glow = half_up(min(max(warmth(now, place) or 0.0, 0.0), 1.0) * sun * HOTTEST, 2)
    cell = Cell(
        place, base.ground, base.tone, base.icon,
        cooled=touched(now.street, now.state.board, place),
        mine=now.changed(place),
        veiled=now.hand is not None and not now.may(place) and not now.changed(place),
        looked="selected" in state,
        warmth=glow, people=guests,
        grown=grown if place == fresh else 1.0,
    )  # fmt: skip
    role: Role = "image" if action is None else "option" if action.name == "lay" else "button"
    label = _label(now, place, action, len(guests))
    catch = Action("lay", now.step.cell(place)) if now.building else None
    return Element(id, role, rect, label, cell_draws(rect, cell, own), action, state=state, catch=catch)


def _action(now: Situation, place: int) -> tuple[Action | None, tuple[str, ...]]:
    """What a tap does: lay the tile in hand, take it away again, or tell about the cell."""
    name = now.step.cell(place)
    if not now.building:
        return None, ()
    if now.may(place):
        return Action("lay", name), ("essential",)
    if now.changed(place) and now.hand == now.state.board[place]:
        return Action("clear", name), ("essential",)
    return Action("look", name), ("selected",) if now.state.looked == place else ()


def _label(now: Situation, place: int, action: Action | None, guests: int) -> str:
    """Row, column, what lies there, how warm it is; what OK does, and what may be laid."""
    world, columns = now.world, now.step.columns
    row, column = float(place // columns + 1), float(place % columns + 1)
    tile = tile_name(now, now.state.board[place])
    parts = [world.say("grid_cell", row=row, column=column, tile=tile)]
    if (warm := warmth(now, place)) is not None:
        parts.append(world.say("grid_warmth", percent=half_up(warm * 100)))
    if guests:
        parts.append(world.say("grid_people_here", people=float(guests)))
    if action is not None and action.name == "lay" and now.hand is not None:
        parts.append(world.say("grid_lay", tile=tile_name(now, now.hand)))
    if action is not None and action.name == "clear":
        parts.append(world.say("grid_clear", tile=tile))
    if now.building:
        parts.append(takes(now, place))
    return ". ".join(parts)


def _most(now: Situation, place: int, rect: Rect, crowd: tuple[Shades, int, float]) -> Element:
    """What most earlier visits built here, pale, with its share."""
    own, tile, share = crowd
    look, base = now.look, cell_of(now, tile, place)
    size = min(look.size("label"), rect.w * 0.36, rect.h * 0.34)
    chip = Rect(rect.x, rect.bottom - size * 1.3, rect.w, size * 1.3)
    cell = Cell(
        place, base.ground, base.tone, base.icon, pale=0.0 if own.bold else PALE, foot=chip.h
    )  # fmt: skip
    columns = now.step.columns
    row, column = float(place // columns + 1), float(place % columns + 1)
    label = now.world.say(
        "grid_others_cell", row=row, column=column, tile=tile_name(now, tile), percent=share
    )
    draws: list[Draw] = [*cell_draws(rect, cell, own)]
    text = now.world.say("grid_percent", percent=share)
    plate = Box(chip, look.theme.day.card, 10)
    line = one_line(look, text, (chip.cx, chip.cy), Style("label", look.theme.day.ink, "c", size, 700))
    return Element(f"cell.{now.step.cell(place)}", "image", rect, label, (*draws, plate, line), value=share)
