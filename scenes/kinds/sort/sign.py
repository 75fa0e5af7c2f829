"""The sign in the sky: how it goes, then what was found last, as a race of two clocks; the golden door."""

from __future__ import annotations

import math

from kiosk.content.template import written
from kiosk.core.frame import Box, Draw, Element, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui.layout import Style, cut_left, cut_right, cut_top, fit, rows
from kiosk.ui.parts import icon
from kiosk.ui.theme import WHITE, mix
from scenes.kinds.sort.rules import ROW
from scenes.kinds.sort.situation import TICKS, Situation

MOST_SQUARES = 30


def sign(now: Situation, rect: Rect) -> tuple[Element, ...]:
    """What stands above the houses, and beside it the golden door if there is one."""
    out: list[Element] = []
    if now.step.golden:
        side = min(rect.h * 1.1, 190.0, rect.w * 0.22)
        door, rect = cut_right(rect, side, 18)
        out.append(_door(now, door))
    told = _news(now, rect) if now.state.found else _invitation(now, rect)
    return (told, *out)


def _sheet(now: Situation, rect: Rect, gold: bool = False) -> Box:
    look, day = now.look, now.day
    fill = mix(day.accent, day.card, 0.55) if gold and not look.theme.bold else day.card
    edge = day.ink if look.theme.bold else day.accent_edge if gold else day.card_line
    return Box(rect, fill, 24, edge, 6 if look.theme.bold else 3)


def _invitation(now: Situation, rect: Rect) -> Element:
    text = now.text(now.step.more) if now.step.more is not None else now.say("sort_how")
    style = Style("body", now.day.ink, weight=600)
    block = fit(now.look, text, rect.inset(30, 12), style, middle=True)
    return Element("sign", "status", rect, text, (_sheet(now, rect), *block.draws))


def _news(now: Situation, rect: Rect) -> Element:
    """The name of what was found, who had known it, and the two clocks."""
    head, note = _words(now)
    clocks = None if now.state.glad else now.clocks
    stacked = rect.w < 900 or now.look.text >= 200
    mark, room = _mark(now, rect.inset(22, 14))
    if clocks is None:
        left, right = room, None
    elif stacked:
        left, right = cut_top(room, room.h * 0.46, 6)
    else:
        left, right = cut_left(room, room.w * 0.42, 30)
    look, day = now.look, now.day
    upper, lower = cut_top(left, left.h * (0.6 if note else 1.0))
    title = fit(look, head, upper, Style("button", day.ink, weight=800), middle=True)
    small = fit(look, note, lower, Style("small", day.ink), middle=True).draws if note else ()
    race, said = _race(now, right, clocks) if right is not None and clocks is not None else ((), "")
    label = ". ".join(t.rstrip(".") for t in (head, note, said) if t) + "."
    draws = (_sheet(now, rect, now.state.glad), *mark, *title.draws, *small, *race)
    return Element("sign", "status", rect, label, draws)


def _mark(now: Situation, room: Rect) -> tuple[tuple[Draw, ...], Rect]:
    """The door that helped, at the left end; large text needs its room."""
    if now.look.large or now.last is None:
        return (), room
    side = min(room.h, 116.0)
    at = Rect(room.x, room.cy - side / 2, side, side)
    glad = now.state.glad
    picture = "stern" if glad else now.step.bins[now.last.place].icon
    tone = now.look.theme.domain("energie") if glad else now.tone(now.last.place)
    ground, ink = (now.day.ink, now.day.ground) if now.look.theme.bold else (tone.deep, WHITE)
    drawn = icon(now.paint.world.icon(picture), at.inset(side * 0.17), ink, tone.bright)
    draws = (Box(at, ground, 16), *drawn)
    return draws, Rect(room.x + side + 24, room.y, room.w - side - 24, room.h)


def _words(now: Situation) -> tuple[str, str]:
    """What was found, and a line about it: the crowd if it is known, else what it is for."""
    assert now.last is not None
    if now.state.glad:
        golden = now.service(now.step.golden[now.state.golden - 1])
        if golden is not None:
            return now.say("sort_golden", service=now.text(golden.text)), now.text(golden.what)
    service = now.service(now.last.service)
    head = now.text(service.text) if service is not None else now.called(now.last.place)
    knew = now.knew
    if knew is not None:
        return head, now.say("sort_knew", percent=knew)
    return head, now.text(service.what) if service is not None else ""


def unit_for(longest: float) -> int:
    """Minutes of one square: the first usual one, or whole hours, so that `MOST_SQUARES` are enough."""
    usual = (u for u in (1, 2, 5, 10, 20, 30, 60, 120) if longest / u <= MOST_SQUARES)
    return next(usual, math.ceil(longest / MOST_SQUARES / 60) * 60)


def _race(now: Situation, rect: Rect, clocks: tuple[float, float]) -> tuple[tuple[Draw, ...], str]:
    """Both ways at the same pace: one square for as many minutes as let the longer one fit."""
    look, day = now.look, now.day
    longest = max(*clocks, 1.0)
    unit = unit_for(longest)
    passed = longest * now.share
    names = (now.say("sort_online"), now.say("sort_there"))
    label_w = max(look.type.width(name, look.size("label"), 600) for name in names) + 24
    label_w = min(label_w, rect.w * 0.34)
    figure_w = min(look.type.width("000 min", look.size("small"), 800) + 16, rect.w * 0.3)
    lines = rows(rect, 3, 2)
    pitch = min((rect.w - label_w - figure_w) / max(longest / unit, 1.0), lines[0].h * 0.86)
    tones = (day.accent if look.theme.bold else look.theme.domain("stadt").deep, day.muted)
    draws: list[Draw] = []
    for name, minutes, line, tone in zip(names, clocks, lines, tones, strict=False):
        words = Rect(line.x, line.y, label_w - 14, line.h)
        draws += fit(look, name, words, Style("label", day.ink, weight=600), middle=True).draws
        count = max(round(minutes / unit), 1)
        full = count if passed >= minutes else round(passed / unit)
        x, y = line.x + label_w, line.cy - pitch * 0.41
        squares = (
            Square(x + i * pitch, y, pitch * 0.82, tone if i < full else day.empty) for i in range(count)
        )
        draws.append(Squares(tuple(squares)))
        if passed >= minutes:
            figure = now.say("sort_minutes", minutes=written(minutes, look.language))
            place = Rect(x + count * pitch + 12, line.y, figure_w - 12, line.h)
            draws += fit(look, figure, place, Style("small", day.ink, weight=800), middle=True).draws
    per = now.say("sort_model", minutes=written(unit, look.language))
    draws += fit(look, per, lines[2], Style("label", day.muted, weight=400), middle=True).draws
    said = now.say("sort_race", online=clocks[0], there=clocks[1])
    return tuple(draws), f"{said} {per}"


def _door(now: Situation, rect: Rect) -> Element:
    """The golden door: how many in a row so far, opened, or closed for today."""
    look, day = now.look, now.day
    opened = now.state.glad or now.state.golden == len(now.step.golden)
    asleep = now.late and not opened
    key = "sort_door_open" if opened else "sort_door_closed" if asleep else "sort_door"
    label = now.say(key, row=float(now.state.row), of=float(ROW))
    gold = day.empty if asleep else day.accent
    ink = day.muted if asleep else day.on_accent
    sheet = Box(rect, gold, 22, day.ink if look.theme.bold else day.accent_edge, 6)
    upper, lower = cut_top(rect.inset(16, 14), (rect.h - 28) * 0.7, 8)
    side = min(upper.h, upper.w * 0.9)
    leaf = Rect(upper.cx - side * 0.36, upper.bottom - side, side * 0.72, side)
    if opened:
        picture: tuple[Draw, ...] = (
            Box(leaf, mix(gold, WHITE, 0.75), 14, ink, 5),
            *icon(now.paint.world.icon("stern"), leaf.inset(side * 0.12), ink),
        )
    else:
        knob = side * 0.1
        handle = Square(leaf.right - 2.4 * knob, leaf.cy, knob, gold)
        picture = (Box(leaf, ink, 14), Squares((handle,)))
    pitch = min(lower.w / ROW, lower.h * 1.3, 44.0)
    pip = min(pitch * 0.72, lower.h)
    x = lower.cx - (ROW * pitch - (pitch - pip)) / 2
    full = ROW if now.state.glad else now.state.row
    squares = tuple(
        Square(x + i * pitch, lower.cy - pip / 2, pip, ink if i < full else mix(gold, ink, 0.25))
        for i in range(ROW)
    )
    return Element("door", "status", rect, label, (sheet, *picture, Squares(squares)))


def clock(now: Situation, rect: Rect) -> Element:
    """The soft timer as a row of squares."""
    look, day = now.look, now.day
    pitch = rect.w / TICKS
    deep = day.ink if look.theme.bold else now.paint.domain.deep
    squares = tuple(
        Square(rect.x + i * pitch, rect.cy - pitch * 0.4, pitch * 0.8, deep if i < now.ticks else day.empty)
        for i in range(TICKS)
    )
    label = (
        now.say("sort_no_hurry") if now.late else now.say("sort_time", left=float(now.ticks), of=float(TICKS))
    )
    return Element("clock", "status", rect, label, (Squares(squares),), value=now.ticks)
