"""A street on the screen: built, a day that passes over it, and what came of it in the evening."""

from __future__ import annotations

from kiosk.core.frame import Action, Box, Draw, Element, Icon
from kiosk.core.geometry import Rect
from kiosk.ui.bubble import Said
from kiosk.ui.layout import Style, cut_left, cut_right, fit
from kiosk.ui.parts import Button, button, button_width, heading
from kiosk.ui.scene import LEFT, Band, Paint
from scenes.kinds.grid.cells import board
from scenes.kinds.grid.panel import gauges, lamps, palette, told
from scenes.kinds.grid.places import bubbles, places
from scenes.kinds.grid.rules import FIRST, LAST, PACE, State, following
from scenes.kinds.grid.schema import Grid
from scenes.kinds.grid.situation import LOOK_S, SET_S, SWEEP_S, Situation, situation
from scenes.kinds.grid.words import holding, takes, tile_name

STAGE = "full"


def view(step: Grid, state: State, area: Rect, paint: Paint) -> tuple[Element, ...]:
    now = situation(step, state, paint)
    at = places(step, paint, area)
    out: list[Element] = [_title(now, at.title), *_row(now, at.row, at.board.right)]
    out += gauges(now, at.gauges, at.across)
    out += board(now, at.board, at.cells)
    if at.caption.h >= 40:
        out.append(_caption(now, at.caption))
    out += palette(now, at.tiles) if now.building else lamps(now, at.palette)
    said = _said(now)
    if at.bubble is not None and said is not None:
        out.append(told(now, at.bubble, said))
    return tuple(out)


def _title(now: Situation, rect: Rect) -> Element:
    """The question; while the day passes the hour and who is there."""
    style = Style("card", now.look.theme.day.ink, size=now.look.size("card") * 1.18, weight=800)
    if now.building:
        text = now.text(now.step.ask) if now.step.ask is not None else now.text(now.paint.turn.scenario.title)
    elif now.over:
        others = now.state.others and now.others() is not None
        key = "grid_others_title" if others else "grid_evening_one" if now.crowd == 1 else "grid_evening"
        text = now.world.say(key, people=float(now.crowd))
    else:
        text = now.world.say(
            "grid_hour_one" if now.crowd == 1 else "grid_hour",
            hour=float(int(now.hour)),
            people=float(now.crowd),
        )
    return heading(now.look, "ask", text, rect, style)


def _caption(now: Situation, rect: Rect) -> Element:
    """What the tiles, or the lamps, are for."""
    text = now.world.say("grid_drag" if now.building else "grid_lamps")
    style = Style("body", now.look.theme.day.ink, weight=700)
    block = fit(now.look, text, rect, style, middle=True)
    return Element("caption", "text", rect, text, block.draws)


# --- the row above the street -----------------------------------------------------------


def _row(now: Situation, rect: Rect, right: float) -> list[Element]:
    """Changes left and taking back; the sun and its pause; in the evening the ways from here."""
    rect = Rect(rect.x, rect.y, min(max(right, rect.x + rect.w * 0.7), rect.right) - rect.x, rect.h)
    if now.building:
        return _changes(now, rect)
    if now.stage in ("sweep", "pause"):
        return _sun(now, rect)
    return _ways(now, rect) if now.stage == "told" else []


def _changes(now: Situation, rect: Rect) -> list[Element]:
    look, world = now.look, now.world
    key = {0: "grid_left_none", 1: "grid_left_one"}.get(now.left, "grid_left")
    text = world.say(key, changes=float(now.left))
    what = Button("undo", world.say("grid_undo"), Action("undo") if now.state.past else None)
    side, room = cut_right(rect, min(button_width(look, what.text), rect.w * 0.5), 20)
    style = Style("body", look.theme.day.muted, weight=600)
    block = fit(look, text, room, style, middle=True)
    left = Element(LEFT, "status", room, text, block.draws, value=float(now.left))
    return [left, button(look, what, side)]


def _sun(now: Situation, rect: Rect) -> list[Element]:
    """The sun on its way over the street, and the button that stops it."""
    look, day = now.look, now.look.theme.day
    out: list[Element] = []
    if now.stage == "sweep":
        what = Button("pause", now.world.say("grid_pause"), Action("pause", round(now.hour, 2)))
        side, rect = cut_right(rect, min(button_width(look, what.text), rect.w * 0.4), 24)
        out.append(button(look, what, side))
    disc = min(rect.h * 0.8, 64.0)
    way = Rect(rect.x + disc / 2, rect.cy - 3, rect.w - disc, 6)
    share = (now.hour - FIRST) / (LAST - FIRST)
    place = Rect(way.x + way.w * share - disc / 2, rect.cy - disc / 2, disc, disc)
    draws: list[Draw] = [
        Box(way, day.empty, 3),
        Box(Rect(way.x, way.y, max(way.w * share, 6), 6), day.accent, 3),
    ]
    draws.append(Box(place, day.accent, disc / 2, day.ink if look.theme.bold else None, 3.0))
    rows = now.world.icon("sonne")
    if rows is not None:
        draws.append(Icon(place.inset(disc * 0.2), rows, day.on_accent, day.on_accent))
    out.insert(0, Element("sun", "decor", rect, draws=tuple(draws), state=("moving",)))
    return out


def _ways(now: Situation, rect: Rect) -> list[Element]:
    """Building on; and what most others built, where enough have been here."""
    look, world = now.look, now.world
    on = Button("build", world.say("grid_build"), Action("build"))
    if now.others() is None:
        first, _ = cut_left(rect, min(button_width(look, on.text), rect.w))
        return [button(look, on, first)]
    text = world.say("grid_own" if now.state.others else "grid_others")
    left, right = cut_left(rect, rect.w * 0.5 - 10, 20)
    return [button(look, on, left), button(look, Button("others", text, Action("others")), right)]


# --- what is said -----------------------------------------------------------------------


def _said(now: Situation) -> Said | None:
    """What is told about a cell, what the neighbours call, or what Karo thinks."""
    if now.stage in ("sweep", "pause"):
        return Said(now.world.say("grid_passing"), mood="left")
    if now.stage == "rest":
        return Said(now.world.say("grid_look"), mood="left")
    if now.stage == "told" and now.state.others and now.others() is not None:
        return Said(now.world.say("grid_others_note"), mood="thinks")
    if now.building and now.state.looked >= 0 and now.left <= 0 and not now.changed(now.state.looked):
        return Said(now.world.say("grid_none_left"), mood="thinks")
    if now.building and now.state.looked >= 0:
        return Said(
            f"{tile_name(now, now.state.board[now.state.looked])}: {takes(now, now.state.looked)}",
            mood="thinks",
        )
    found = holding(now, now.step.react if now.building else now.step.reveal)
    if found is not None:
        happy = now.stage == "told" and all(now.met.values())
        return Said(now.text(found.text), "cheers" if happy else "glad", now.world.icon(found.icon))
    return Said(now.text(now.step.say)) if now.building and now.step.say is not None else None


def band(step: Grid, state: State, paint: Paint) -> Band | None:
    now = situation(step, state, paint)
    said = _said(now)
    hint = said.text if said is not None and not bubbles(paint.look) else ""
    done = step.changes - now.left
    place = (min(done + 1, step.changes), step.changes)
    if now.stage == "build":
        first = Action("turn", FIRST + PACE) if paint.look.keys else Action("run")
        return Band(now.world.say("grid_done"), first, hint, place=place)
    if now.stage == "sweep":
        return Band(now.world.say("skip"), Action("skip"), hint, None, place)
    if now.stage == "pause" and paint.look.keys:
        hour = following(now.hour)
        return Band(now.world.say("grid_until", hour=float(hour)), Action("turn", hour), hint, None, place)
    if now.stage == "pause":
        return Band(now.world.say("grid_resume"), Action("resume"), hint, None, place)
    if now.stage == "rest":
        return Band(now.world.say("next"), None, hint, None, place)
    return Band(now.world.say("next"), Action("next"), hint, "glad", place)


def next_change(step: Grid, state: State, paint: Paint) -> float | None:
    now = situation(step, state, paint)
    if now.stage == "sweep":
        return 0.0
    if now.stage == "rest":
        left = SWEEP_S * (LAST - (state.hour or FIRST)) / (LAST - FIRST)
        return max(left + LOOK_S - paint.changed, 0.01)
    return 0.0 if now.building and now.fresh[0] >= 0 and paint.changed < SET_S else None
