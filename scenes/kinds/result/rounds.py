"""The result of a game for two: every round as a field in the colour of who took it, and its number."""

from __future__ import annotations

from kiosk.core.frame import Box, Draw, Element
from kiosk.core.geometry import Rect
from kiosk.ui.facts import Round
from kiosk.ui.layout import Style, centred, cut_left, cut_top, fit, one_line, rows
from kiosk.ui.look import Look, TypeRole
from kiosk.ui.parts import card
from kiosk.ui.theme import WHITE

TALLEST = 128.0
FIELD = 76.0
LINE = 1.34


def board(look: Look, rect: Rect, rounds: tuple[Round, ...]) -> Element:
    """A card with a row for each round, from the top of `rect`."""
    day = look.theme.day
    sheet = Rect(rect.x, rect.y, rect.w, min(rect.h, TALLEST * len(rounds) * look.grow + 44))
    lines = rows(sheet.inset(30, 20), len(rounds), 8)
    side = min(lines[0].h - 8, FIELD * (1 + (look.grow - 1) * 0.3))
    wide, high = lines[0].w - side - 26, lines[0].h / 2
    large = _size(look, ("button", 800), [told.figure for told in rounds], (wide, high))
    small = _size(look, ("label", 500), [told.text for told in rounds], (wide, high))
    draws: list[Draw] = [card(look, sheet)]
    for told, row in zip(rounds, lines, strict=True):
        mark, words = cut_left(row, side, 26)
        words = centred(words, words.w, (large + small) * LINE)
        upper, lower = cut_top(words, large * LINE)
        draws += field(look, Rect(mark.x, mark.cy - side / 2, side, side), told)
        draws += fit(look, told.figure, upper, Style("button", day.ink, "l", large, 800), middle=True).draws
        draws += fit(look, told.text, lower, Style("label", day.muted, "l", small, 500), middle=True).draws
    return Element("rounds", "chart", sheet, ". ".join(told.spoken for told in rounds), tuple(draws))


def _size(look: Look, face: tuple[TypeRole, int], texts: list[str], room: tuple[float, float]) -> float:
    """One size for all rows, so that each text fits into one line."""
    size = min(look.size(face[0]), room[1] / LINE)
    widest = max(look.type.width(text, size, face[1]) for text in texts)
    return size * min(1.0, room[0] / max(widest, 1.0))


def field(look: Look, rect: Rect, told: Round) -> list[Draw]:
    """In the colour and with the first letter of who took it; halved where both did."""
    bold, day = look.theme.bold, look.theme.day
    wide = rect.w / len(told.takers)
    draws: list[Draw] = []
    for at, (name, domain) in enumerate(told.takers):
        part = Rect(rect.x + at * wide, rect.y, wide - (3 if at + 1 < len(told.takers) else 0), rect.h)
        draws.append(Box(part, day.accent if bold else look.theme.domain(domain).deep, 14))
        style = Style("card", day.on_accent if bold else WHITE, "c", min(rect.h, wide * 1.5) * 0.56, 800)
        draws.append(one_line(look, name[0], (part.cx, part.cy), style))
    return draws
