"""The people who nod or ask: faces, lamps for enough votes, and what one of them says."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.frame import Box, Draw
from kiosk.core.geometry import Rect
from kiosk.ui.karo import Mood, karo
from kiosk.ui.layout import Style, columns, cut_bottom, cut_top, fit, one_line
from kiosk.ui.look import Look
from kiosk.ui.parts import card, icon, tick
from kiosk.ui.theme import Domain, mix

LEAST_WORD = 18.0
"""Units; a goal whose word would be smaller shows its number alone."""
PALE = 0.66
"""How far a face is from its colour before anything speaks for it."""


@dataclass(frozen=True, slots=True)
class Voter:
    """A person as it shows. yes: None before it was counted. near: share of the way to a Yes, 0..1.

    heard: it is the one whose words are shown. size: of the name, the same for all.
    """

    name: str
    yes: bool | None
    near: float
    mood: Mood
    heard: bool
    size: float


@dataclass(frozen=True, slots=True)
class Goal:
    """Votes, and their word; whether they are reached."""

    votes: int
    word: str
    lit: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """title: None where large text needs the room; so faces are empty."""

    sheet: Rect
    title: Rect | None
    status: Rect
    lamps: Rect
    faces: tuple[Rect, ...]
    line: Rect


def panel(look: Look, rect: Rect, people: int) -> Panel:
    """From the top: title, how many nod, lamps, faces, what one of them says."""
    inner = rect.inset(28, 16 if look.text < 200 else 10)
    title: Rect | None = None
    if look.text < 150:
        title, inner = cut_top(inner, look.size("small") * 1.3, 2)
    status, inner = cut_top(inner, look.size("small") * 1.25, 8)
    lamps, inner = cut_top(inner, max(44.0, look.size("label") * 1.45), 10)
    if look.text >= 200 or inner.h < 190:
        return Panel(rect, title, status, lamps, (), inner)
    lines = 1.35 if inner.w > 800 else 2.5
    line, inner = cut_bottom(inner, min(look.size("small") * lines, inner.h * 0.3), 6)
    tallest = 250.0
    band = Rect(inner.x, inner.y + max(inner.h - tallest, 0) / 2, inner.w, min(inner.h, tallest))
    widest = people * 150.0
    if band.w > widest:
        band = Rect(band.cx - widest / 2, band.y, widest, band.h)
    return Panel(rect, title, status, lamps, columns(band, people, 0), line)


def sheet_draws(look: Look, at: Panel, texts: tuple[str, str, str], tone: Domain) -> tuple[Draw, ...]:
    """The card with its title, a small note at the right, and how many nod."""
    day = look.theme.day
    title, note, status = texts
    draws: list[Draw] = [card(look, at.sheet)]
    if at.title is not None:
        left, right = Rect(at.title.x, at.title.y, at.title.w * 0.62, at.title.h), at.title
        draws += fit(
            look, title, left, Style("small", day.ink, weight=800, size=look.size("small") * 1.1), True
        ).draws
        room = Rect(left.right + 16, right.y, right.right - left.right - 16, right.h)
        draws += fit(
            look, note, room, Style("label", day.muted, "r", size=look.size("label") * 0.85), True
        ).draws
    ink = day.ink if look.theme.bold else tone.deep
    draws += fit(look, status, at.status, Style("small", ink, weight=600), True).draws
    return tuple(draws)


def lamp_draws(
    look: Look, rect: Rect, goals: tuple[Goal, ...], mark: tuple[str, ...] | None
) -> tuple[Draw, ...]:
    """A chip for each goal: dark, or bright once enough said Yes."""
    out: list[Draw] = []
    places = columns(rect, len(goals), 12)
    number = min(look.size("label"), rect.h * 0.62)
    widest = max(look.type.width(goal.word, 1.0, 600) for goal in goals)
    word = min(number * 0.85, (places[0].w - 34 - 24 - number) / widest)
    for goal, place in zip(goals, places, strict=True):
        out += _lamp(look, place, (goal, mark), (number, word))
    return tuple(out)


def _lamp(
    look: Look, place: Rect, what: tuple[Goal, tuple[str, ...] | None], sizes: tuple[float, float]
) -> list[Draw]:
    """sizes: of the number and of the word, which is left out where it would be too small."""
    (goal, mark), (large, small) = what, sizes
    day, bold = look.theme.day, look.theme.bold
    ink = day.on_accent if goal.lit else day.muted
    face = day.accent if goal.lit else day.card
    draws: list[Draw] = [Box(place, face, 14, None if goal.lit and not bold else day.card_line, 3.0)]
    side = min(place.h * 0.66, 34.0)
    left = Rect(place.x + 10, place.cy - side / 2, side, side)
    draws += icon(mark, left, ink, ink)
    x, number = left.right + 8, str(goal.votes)
    draws.append(one_line(look, number, (x, place.cy), Style("label", ink, "l", large, 800)))
    x += look.type.width(number, large, 800) + large * 0.3
    if small >= LEAST_WORD:
        draws.append(one_line(look, goal.word, (x, place.cy), Style("label", ink, "l", small, 600)))
    return draws


def voter_draws(
    look: Look, rect: Rect, who: Voter, mark: tuple[str, ...] | None, domain: Domain
) -> tuple[Draw, ...]:
    """A face, its name, and a tick or a question mark."""
    day, bold = look.theme.day, look.theme.bold
    name_h = look.size("label") * 0.85 * 1.2
    sign = min(46.0, rect.h * 0.24, rect.w * 0.5)
    side = min(rect.w * 0.74, rect.h - name_h - sign - 26, 92.0)
    top = rect.y + max((rect.h - side - name_h - sign - 26) / 2, 0)
    at = Rect(rect.cx - side / 2, top, side, side)
    colour = domain.bright if who.yes else mix(domain.bright, day.empty, PALE - 0.3 * who.near)
    if bold:
        colour = day.accent if who.yes else day.plain
    ring = Box(at.grown(7), None, side * 0.24, day.ink, 4.0)
    name = one_line(
        look,
        who.name,
        (rect.cx, at.bottom + side * 0.11 + 8 + who.size * 0.6),
        Style("label", day.ink, "c", who.size, 600),
    )
    box = Rect(rect.cx - sign / 2, at.bottom + side * 0.11 + 10 + name_h, sign, sign)
    return (
        *((ring,) if who.heard else ()),
        *karo(at, colour, who.mood),
        name,
        *_sign(look, box, who, mark, domain),
    )


def _sign(
    look: Look, box: Rect, who: Voter, mark: tuple[str, ...] | None, domain: Domain
) -> tuple[Draw, ...]:
    """A tick for Yes, a question mark for a question, nothing before it was counted."""
    day, bold = look.theme.day, look.theme.bold
    if who.yes is None:
        return (Box(box, day.empty, 12),)
    if who.yes:
        ink = day.on_accent if bold else domain.deep
        return (Box(box, day.accent if bold else domain.bright, 12), tick(box.inset(box.w * 0.24), ink))
    return (Box(box, day.empty, 12), *icon(mark, box.inset(box.w * 0.2), day.ink if bold else day.muted))


def name_size(look: Look, names: tuple[str, ...], width: float) -> float:
    """The size in which all names fit below their faces."""
    widest = max((look.type.width(name, 1.0, 600) for name in names), default=0.1)
    return min(look.size("label") * 0.85, (width - 4) / widest)
