"""The parts screens are made of: tiles, buttons, flap numbers, progress, bubbles.

A part is a function from a look and a rectangle to draws or an element. It never decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kiosk.core.frame import Action, Box, Colour, Draw, Element, Icon, Line, Square, Squares, Text
from kiosk.core.geometry import Rect
from kiosk.ui.layout import Style, centred, fit, one_line, visible
from kiosk.ui.look import Look, TypeRole
from kiosk.ui.theme import INK, Domain, contrast, faded, mix

Tone = Literal["quiet", "primary", "accent"]
LEAST_CONTRAST = 3.0  # of what is not text, after WCAG 2.2


@dataclass(frozen=True, slots=True)
class Slab:
    """The body of a tile: face, edge (its thickness), outline, corner radius and depth."""

    face: Colour
    edge: Colour
    outline: Colour | None = None
    radius: float = 24.0
    depth: float = 12.0


def tile(look: Look, rect: Rect, slab: Slab, pressed: bool = False) -> tuple[tuple[Draw, ...], Rect]:
    """Draws of a tile and the rectangle of its face, which sinks while pressed."""
    if look.theme.bold:
        outline = slab.outline or slab.edge
        return (Box(rect, slab.face, slab.radius, outline, look.theme.outline),), rect
    sunk = slab.depth * 0.7 if pressed else 0.0
    face = Rect(rect.x, rect.y + sunk, rect.w, rect.h - slab.depth)
    edge = Rect(rect.x, rect.y + slab.depth, rect.w, rect.h - slab.depth)
    draws: tuple[Draw, ...] = (
        Box(edge, slab.edge, slab.radius),
        Box(face, slab.face, slab.radius, slab.outline, 3.0 if slab.outline else 0.0),
    )
    return draws, face


def card(look: Look, rect: Rect, radius: float = 28.0) -> Box:
    """A white sheet that carries a chart or a text."""
    day = look.theme.day
    return Box(rect, day.card, radius, day.card_line, 6.0 if look.theme.bold else 2.0)


@dataclass(frozen=True, slots=True)
class Button:
    """What a button says and does. `small` puts the icon above a short word."""

    id: str
    text: str
    action: Action | None
    tone: Tone = "quiet"
    icon: tuple[str, ...] | None = None
    small: bool = False
    label: str = ""
    state: tuple[str, ...] = ()


def _button_colours(look: Look, tone: Tone, domain: Domain | None) -> tuple[Slab, Colour]:
    day = look.theme.day
    if tone == "quiet":
        return Slab(day.ground, day.line, day.line, 18.0, 0.0), day.ink
    if tone == "primary" and domain is not None:
        return Slab(domain.bright, domain.deep, None, 20.0, 10.0), domain.on_bright
    return Slab(day.accent, day.accent_edge, None, 20.0, 10.0), day.on_accent


def button(look: Look, what: Button, rect: Rect, domain: Domain | None = None) -> Element:
    """A button; a disabled one is pale and does nothing."""
    slab, ink = _button_colours(look, what.tone, domain)
    off = what.action is None or "disabled" in what.state
    if off:
        day = look.theme.day
        ink = mix(day.muted, day.ground, 0.25)
        slab = Slab(day.band, day.band, day.line, slab.radius, 0.0)
    draws, face = tile(look, rect, slab, look.pressed == what.id)
    if what.small and what.icon is not None:
        draws += _small_face(look, what, face, ink)
    else:
        draws += _wide_face(look, what, face, ink)
    return Element(
        what.id, "button", rect, visible(what.label or what.text), draws, what.action,
        state=what.state + (("disabled",) if off else ()),
    )  # fmt: skip


def _small_face(look: Look, what: Button, face: Rect, ink: Colour) -> tuple[Draw, ...]:
    assert what.icon is not None
    side = min(face.h * 0.46, face.w * 0.5)
    size = min(look.size("label") * 0.85, face.h * 0.3)
    width = look.type.width(visible(what.text), size, 600)
    if width > face.w - 10:
        size *= (face.w - 10) / width
    word = one_line(
        look, what.text, (face.cx, face.bottom - size * 0.78), Style("label", ink, "c", size, 600)
    )
    gap = (face.h - size * 1.35 - side) / 2
    return (Icon(Rect(face.cx - side / 2, face.y + gap, side, side), what.icon, ink, ink), word)


def _wide_face(look: Look, what: Button, face: Rect, ink: Colour) -> tuple[Draw, ...]:
    draws: tuple[Draw, ...] = ()
    room = face.inset(20, 6)
    if what.icon is not None:
        side = min(room.h * 0.6, 56 * max(1.0, look.grow * 0.8), max(40.0, room.w * 0.2))
        draws += (Icon(Rect(room.x + 4, room.cy - side / 2, side, side), what.icon, ink, ink),)
        taken = side + min(24.0, 4 + room.w * 0.05)
        room = Rect(room.x + taken, room.y, room.w - taken, room.h)
        return draws + fit(look, what.text, room, Style("button", ink, "l", weight=600), middle=True).draws
    weight = 600 if what.tone == "quiet" else 700
    return draws + fit(look, what.text, room, Style("button", ink, "c", weight=weight), middle=True).draws


def button_width(look: Look, text: str, role: TypeRole = "button") -> float:
    """The width a one-line button needs, never less than a touch target."""
    return max(look.target, look.type.width(visible(text), look.size(role), 700) + 64)


# --- headings and texts -----------------------------------------------------------------


def heading(look: Look, id: str, text: str, rect: Rect, style: Style) -> Element:
    """A heading fitted into `rect`; its element is as tall as the text."""
    block = fit(look, text, rect, style)
    return Element(id, "heading", Rect(rect.x, rect.y, rect.w, block.height), visible(text), block.draws)


def words(look: Look, id: str, text: str, rect: Rect, style: Style) -> Element:
    """A text fitted into `rect`."""
    block = fit(look, text, rect, style)
    return Element(id, "text", Rect(rect.x, rect.y, rect.w, block.height), visible(text), block.draws)


# --- flap number ------------------------------------------------------------------------


def flap(look: Look, text: str, at: tuple[float, float], size: float) -> tuple[tuple[Draw, ...], float]:
    """A split-flap number with its top left corner at `at`; returns its draws and width.

    Every digit sits in a cell of its own, so that a running number does not jitter.
    """
    day = look.theme.day
    x, y = at
    cell, gap, height = size * 0.86, size * 0.06, size * 1.06
    draws: list[Draw] = []
    for char in text:
        if char.isdigit():
            draws.append(Box(Rect(x, y, cell, height), day.flap, size * 0.12))
            draws.append(
                one_line(
                    look,
                    char,
                    (x + cell / 2, y + height / 2),
                    Style("card", day.on_flap, "c", size * 0.86, 700),
                )
            )
            seam = mix(day.flap, day.on_flap, 0.18)
            draws.append(Box(Rect(x, y + height / 2 - 1.2, cell, 2.4), seam))
            x += cell + gap
        else:
            width = size * 0.36
            glyph = look.type.width(char, size * 0.86, 700)
            draws.append(Text(x + width / 2, y + size * 0.88, char, size * 0.86, 700, day.ink, glyph, "c"))
            x += width + gap
    return tuple(draws), x - at[0] - gap


# --- progress ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Progress:
    """Where one is in a row of questions: `step` of `steps`, both from 1, and how that is said."""

    step: int
    steps: int
    label: str


def progress(look: Look, where: Progress, rect: Rect, domain: Domain) -> Element:
    """A short row of squares at the right end of `rect`, with words where there is room."""
    day = look.theme.day
    side = min(26.0, (rect.w * 0.9) / max(where.steps, 1) - 8)
    pitch = side + 8
    left = rect.right - where.steps * pitch + 8
    done = Square(0, 0, side, domain.bright)
    dark = contrast(domain.deep, day.ground) < LEAST_CONTRAST
    here = Square(0, 0, side, day.ink if dark else domain.deep)
    ahead = Square(0, 0, side, day.empty)
    squares = []
    draws: list[Draw] = []
    for i in range(where.steps):
        x, y = left + i * pitch, rect.cy - side / 2
        kind = done if i < where.step - 1 else here if i == where.step - 1 else ahead
        squares.append(kind._replace(x=x, y=y))
        if i < where.step - 1 and not look.theme.bold and not dark:
            draws.append(Box(Rect(x, y, side, side), None, side * 0.16, domain.deep, 2.5))
    words_at = one_line(look, where.label, (left - 24, rect.cy), Style("label", day.muted, "r"))
    if words_at.left >= rect.x:
        draws.append(words_at)
    return Element(
        "progress", "progress", rect, where.label, (Squares(tuple(squares)), *draws), value=where.step
    )


# --- check mark, focus, bubble ----------------------------------------------------------


def tick(at: Rect, colour: Colour) -> Line:
    """A check mark that fills `at`."""
    points = (
        (at.x, at.y + at.h * 0.55),
        (at.x + at.w * 0.36, at.bottom - at.h * 0.1),
        (at.right, at.y + at.h * 0.1),
    )
    return Line(points, at.w * 0.17, colour)


def focus_ring(look: Look, target: Rect, night: bool = False) -> Element:
    """The ring around the element that keys act on: 5 u thick with a gap of 4 u."""
    ink = look.theme.night.ink if night else look.theme.day.ink
    ground = look.theme.night.ground if night else look.theme.day.ground
    ring = target.grown(9)
    return Element(
        "focus", "decor", ring,
        draws=(Box(target.grown(4.5), None, 28, ground, 4.5), Box(ring, None, 32, ink, 6.0)),
    )  # fmt: skip


def catch_ring(look: Look, target: Rect) -> tuple[Draw, ...]:
    """Around the place where a thing belongs or would be caught: the accent on its own dark edge."""
    day = look.theme.day
    edge = day.accent if look.theme.bold else day.accent_edge
    return (Box(target.grown(9), None, 32, edge, 14.0), Box(target.grown(6), None, 29, day.accent, 8.0))


def lift_shadow(look: Look, rect: Rect) -> tuple[Draw, ...]:
    """Below a thing that was taken up; strong contrast knows no shades."""
    return () if look.theme.bold else (Box(rect.moved(8, 24), faded(INK, 0.22), 26),)


def badge(look: Look, number: int, corner: tuple[float, float]) -> tuple[Draw, ...]:
    """The digit that picks an option on a numeric keypad."""
    day = look.theme.day
    box = Rect(corner[0] - 14, corner[1] - 14, 46, 46)
    text = one_line(look, str(number), (box.cx, box.cy), Style("label", day.on_flap, "c", 30, 800))
    return (Box(box, day.flap, 10), text)


def icon(
    rows: tuple[str, ...] | None, rect: Rect, colour: Colour, accent: Colour | None = None
) -> tuple[Draw, ...]:
    """A pictogram centred in `rect`; nothing if there is none."""
    if not rows:
        return ()
    side = min(rect.w, rect.h)
    return (Icon(centred(rect, side, side), rows, colour, accent or colour),)
