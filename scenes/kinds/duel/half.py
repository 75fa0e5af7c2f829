"""One half of a duel: its ground, who plays it, the number, the scale with its knob, the lock."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from kiosk.core.frame import Action, Box, Colour, Draw, Element, Line, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui.karo import Mood, karo
from kiosk.ui.layout import Style, cut_left, cut_right, cut_top, fit, one_line
from kiosk.ui.parts import Button, Slab, button, flap, icon, tick, tile
from kiosk.ui.scene import JOIN
from kiosk.ui.signs import sign
from kiosk.ui.theme import WHITE, faded, mix
from scenes.kinds.duel.places import Side
from scenes.kinds.duel.rules import middle, scale
from scenes.kinds.duel.schema import SIDES
from scenes.kinds.duel.situation import Situation

KEYS = (("digit7", "digit4", "digit1"), ("digit9", "digit6", "digit3"))
"""Up, lock and down for each side on a number pad."""
KNOB = 92.0
PITCH = 48.0
STEPS = 20
"""Squares of a scale."""


def ground(now: Situation, at: int, rect: Rect) -> Element:
    """The side's part of the screen: what its fingers do is no matter for the other side."""
    theme = now.look.theme
    colour = theme.day.ground if theme.bold else now.domain(at).bright
    draws = _texture(rect, colour) if not theme.bold else (Box(rect, colour),)
    return Element(f"half.{SIDES[at]}", "decor", rect, draws=draws, state=("zone",))


@lru_cache(maxsize=8)
def _texture(rect: Rect, colour: Colour) -> tuple[Draw, ...]:
    """A wall of squares, a shade lighter than its joints."""
    light = mix(colour, WHITE, 0.1)
    across, down = round(rect.w / PITCH), round(rect.h / PITCH + 0.49)
    wide = rect.w / across
    squares = tuple(
        Square(rect.x + column * wide + 3, rect.y + row * wide + 3, wide - 6, light)
        for row in range(down)
        for column in range(across)
        if rect.y + (row + 1) * wide <= rect.bottom
    )
    return Box(rect, colour), Squares(squares)


def seat(now: Situation, at: int, rect: Rect) -> Element:
    """The half while people find their side: a large door with Karo, who wakes up when somebody is there."""
    look, domain, day = now.look, now.domain(at), now.look.theme.day
    id, joined = f"{JOIN}{SIDES[at]}", now.state.joined[at]
    face_colour = domain.deep if joined and not look.theme.bold else day.accent if joined else day.card
    ink = WHITE if joined and not look.theme.bold else day.on_accent if joined else day.ink
    edge = day.ink if look.theme.bold or joined else domain.deep
    draws, face = tile(look, rect, Slab(face_colour, edge, None, 34, 14), look.pressed == id or joined)
    room = face.inset(28, 24)
    head, rest = cut_top(room, min(look.size("question") * 1.15, room.h * 0.28), 10)
    text = now.say("duel_joined" if joined else "duel_join")
    lines = fit(look, text, Rect(rest.x, rest.bottom - rest.h * 0.36, rest.w, rest.h * 0.36),
                Style("card", ink, "c", size=look.size("card") * 0.85, weight=700), middle=True)  # fmt: skip
    side = min(rest.h * 0.46, rest.w * 0.5, 210.0)
    place = Rect(rest.cx - side / 2, rest.y + rest.h * 0.06, side, side)
    skin = day.accent if look.theme.bold else domain.bright
    body = karo(place, WHITE if joined and look.theme.bold else skin, "cheers" if joined else "sleeps")
    name = fit(look, now.colour(at), head, Style("question", ink, "c"), middle=True)
    done = (tick(Rect(face.right - 84, face.y + 26, 54, 54), ink),) if joined else ()
    state = ("selected", "essential") if joined else ("essential",)
    return Element(
        id, "option", rect, f"{now.colour(at)}: {text}", (*draws, *name.draws, *body, *lines.draws, *done),
        Action("choose", id), value=at + 1, state=state,
    )  # fmt: skip


def side_elements(now: Situation, at: int, side: Side) -> tuple[Element, ...]:
    """What one side sees and touches during a card, in reading order."""
    out = [*_who(now, at, side), _number(now, at, side), _track(now, at, side)]
    if now.stage != "open":
        return tuple(out)
    return (*out, *(_buttons(now, at, side) if now.person(at) else _karo_waits(now, at, side)))


# --- who and how much -------------------------------------------------------------------


def _mood(now: Situation, at: int) -> Mood:
    if now.stage == "told":
        return "cheers" if now.took(at) else "glad"
    if now.locked(at):
        return "right" if at == 0 else "left"
    return "glad" if now.guess(at) is not None else "thinks"


def _who(now: Situation, at: int, side: Side) -> tuple[Element, ...]:
    """The name, with Karo above it where there is room; a star for who took the field."""
    look = now.look
    ink = look.theme.day.ink if look.theme.bold else now.domain(at).on_bright
    skin = look.theme.day.accent if look.theme.bold else WHITE
    out = []
    name = now.name(at)
    line = fit(look, name, side.name, Style("button", ink, "c", weight=700), middle=True)
    high = min(side.name.h, 58.0)
    edge, y = line.width / 2 + high + 16, side.name.cy - high / 2
    mark: tuple[Draw, ...] = ()
    if now.stage == "told":
        mark = karo(Rect(side.name.cx - edge, y - 4, high, high), skin, _mood(now, at))
    elif side.karo is not None:
        out.append(Element(f"karo.{SIDES[at]}", "decor", side.karo.grown(side.karo.w * 0.14),
                           draws=karo(side.karo, skin, _mood(now, at))))  # fmt: skip
    if now.took(at):
        star = Rect(side.name.cx + edge - high, y, high, high)
        mark = (*mark, *icon(now.paint.world.icon("stern"), star, ink))
    out.append(Element(f"name.{SIDES[at]}", "text", side.name.grown(8), name, (*line.draws, *mark)))
    return tuple(out)


def _number(now: Situation, at: int, side: Side) -> Element:
    """The guess in flaps, a question mark while there is none to be seen, and what is counted."""
    look, day = now.look, now.look.theme.day
    ink = day.ink if look.theme.bold else now.domain(at).on_bright
    guess, rect = now.guess(at), side.number
    text = now.figure(guess) if guess is not None else "?"
    wide = sum(0.92 if char.isdigit() or char == "?" else 0.42 for char in text)
    size = min(rect.h / 1.06, 146.0, rect.w / wide)
    y = rect.cy - size * 0.53
    if guess is None:
        draws = _question_mark(now, (rect.cx, y), size)
    else:
        _, width = flap(look, text, (0, 0), size)
        draws, _ = flap(look, text, (rect.cx - width / 2, y), size)
    style = Style("small", ink, "c", weight=600)
    unit = fit(look, now.paint.text(now.card.unit), side.unit, style, True).draws if side.unit.h else ()
    return Element(
        f"number.{SIDES[at]}", "status", rect.union(side.unit), now.spoken(at), (*draws, *unit),
        value=guess,
    )  # fmt: skip


def _question_mark(now: Situation, top: tuple[float, float], size: float) -> tuple[Draw, ...]:
    day = now.look.theme.day
    x, y = top
    cell = Rect(x - size * 0.43, y, size * 0.86, size * 1.06)
    style = Style("card", day.on_flap, "c", size * 0.8, 700)
    return Box(cell, day.flap, size * 0.12), one_line(now.look, "?", (cell.cx, cell.cy), style)


# --- the scale --------------------------------------------------------------------------


def _track(now: Situation, at: int, side: Side) -> Element:
    """A row of squares whose steps multiply, with a knob; the line of truth sweeps in over it."""
    rect = side.track
    slide = scale(now.card, Rect(rect.x, rect.y + KNOB / 2, rect.w, rect.h - KNOB))
    guess = now.guess(at)
    value = guess if guess is not None else middle(now.card)
    knob_y = slide.point(slide.share(value))[1]
    hidden = guess is None and not now.person(at)
    draws: list[Draw] = [_squares(now, at, rect, None if guess is None else knob_y)]
    if not hidden:
        draws += _knob(now, Rect(rect.x, knob_y - KNOB / 2, rect.w, KNOB), f"slider.{SIDES[at]}")
    draws += _ends(now, at, side)
    if now.swept > 0:
        draws += _truth_line(now, at, (rect, slide.point(slide.share(now.truth))[1]))
    free = now.stage == "open" and not now.locked(at)
    state = ("essential",) if guess is None else ("essential", "selected")
    label = f"{now.paint.text(now.card.ask)} {now.spoken(at)}"
    whole = rect.union(side.low).union(side.high)
    return Element(
        f"slider.{SIDES[at]}", "slider", whole, label, tuple(draws),
        Action(f"guess.{SIDES[at]}") if free else None, hit=rect, value=value, slide=slide, state=state,
    )  # fmt: skip


def _squares(now: Situation, at: int, rect: Rect, upto: float | None) -> Squares:
    """Flat stones from below up to the knob; all pale while nothing is guessed."""
    theme, domain = now.look.theme, now.domain(at)
    full = theme.day.accent if theme.bold else domain.deep
    pale = theme.day.empty if theme.bold else faded(WHITE, 0.55)
    count = max(round(rect.h / 34), 6)
    pitch = rect.h / count
    side = min(pitch * 0.82, 30.0)
    squares = []
    for row in range(count):
        y = rect.bottom - (row + 0.5) * pitch
        on = upto is not None and y >= upto
        for column in range(3):
            x = rect.cx + (column - 1.5) * (side + 3)
            pattern = "outline" if theme.bold and not on else "solid"
            squares.append(Square(x + 1.5, y - side / 2, side, full if on else pale, pattern))  # type: ignore[arg-type]
    return Squares(tuple(squares))


def _knob(now: Situation, rect: Rect, id: str) -> tuple[Draw, ...]:
    day, bold = now.look.theme.day, now.look.theme.bold
    sunk = 7.0 if now.look.pressed == id else 0.0
    face = Rect(rect.x, rect.y + sunk, rect.w, rect.h - 12)
    ground, grip = (day.accent, day.on_accent) if bold else (WHITE, day.ink)
    lines = tuple(
        Line(((face.cx - 26, face.cy + dy), (face.cx + 26, face.cy + dy)), 6, grip) for dy in (-10, 10)
    )
    return (Box(rect, day.ink if not bold else day.ground, 24), Box(face, ground, 24), *lines)


def _ends(now: Situation, at: int, side: Side) -> list[Draw]:
    look = now.look
    ink = look.theme.day.ink if look.theme.bold else now.domain(at).on_bright
    low, high = now.card.range
    style = Style("label", ink, "c", weight=700)
    return [
        *fit(look, now.figure(low), side.low, style, middle=True).draws,
        *fit(look, now.figure(high), side.high, style, middle=True).draws,
    ]


def _truth_line(now: Situation, at: int, where: tuple[Rect, float]) -> tuple[Draw, ...]:
    """From the middle of the screen outwards over the scale."""
    rect, y = where
    day = now.look.theme.day
    inner, outer = (rect.right + 20, rect.x - 16) if at == 0 else (rect.x - 20, rect.right + 16)
    end = inner + (outer - inner) * now.swept
    points = ((inner, y), (end, y))
    return Line(points, 18, day.ink if not now.look.theme.bold else day.ground), Line(points, 10, day.accent)


# --- the lock ---------------------------------------------------------------------------


def _buttons(now: Situation, at: int, side: Side) -> list[Element]:
    look, domain, day = now.look, now.domain(at), now.look.theme.day
    up, lock, down = KEYS[at]
    locked, out = now.locked(at), []
    for name, place, key in (("less", side.less, down), ("more", side.more, up)):
        id = f"{name}.{SIDES[at]}"
        what = Button(id, "", None if locked else Action(id), label=f"{now.name(at)}: {now.say(name)}")
        plain = button(look, what, place)
        ink = day.muted if locked else day.ink
        out.append(replace(plain, draws=(*plain.draws, *sign(_square(place), name == "more", ink)), key=key))
    id = f"lock.{SIDES[at]}"
    ready = now.guess(at) is not None
    word = now.say("duel_stands" if locked else "duel_lock")
    said = now.say("duel_unlock" if locked else "duel_lock")
    if not ready:
        plain = button(look, Button(id, word, None, label=f"{now.name(at)}: {said}"), side.lock)
    else:
        face, edge, ink = (domain.deep, day.ink, WHITE) if locked else (WHITE, day.ink, day.ink)
        if look.theme.bold:
            face, edge, ink = (day.accent, day.ink, day.on_accent) if locked else (day.card, day.ink, day.ink)
        draws, inner = tile(look, side.lock, Slab(face, edge, None, 26, 12), locked or look.pressed == id)
        room = inner.inset(24, 8)
        if locked:
            mark, room = cut_left(room, min(room.h * 0.5, 48.0), 18)
            draws = (*draws, tick(Rect(mark.x, mark.cy - mark.w / 2, mark.w, mark.w), ink))
        words = fit(look, word, room, Style("button", ink, "c", weight=800), middle=True)
        plain = Element(id, "option", side.lock, f"{now.name(at)}: {said}", (*draws, *words.draws))
    state = (*plain.state, *(("selected",) if locked else ()), "essential")
    action = Action("choose", id) if ready else None
    out.insert(1, replace(plain, role="option", action=action, key=lock, state=state, value=None))
    return out


def _square(rect: Rect) -> Rect:
    side = min(rect.w, rect.h)
    return Rect(rect.cx - side / 2, rect.cy - side / 2, side, side)


def _karo_waits(now: Situation, at: int, side: Side) -> tuple[Element, ...]:
    """Karo has guessed already; whoever comes along may take the half over."""
    look, day = now.look, now.look.theme.day
    ink = day.ink if look.theme.bold else now.domain(at).on_bright
    id, foot = f"{JOIN}{SIDES[at]}", side.foot
    wide = foot.w > 520
    door, words = cut_right(foot, foot.w * 0.44, 20) if wide else cut_top(foot, foot.h * 0.5, 14)
    text = now.say("duel_karo_waits")
    line = fit(look, text, words, Style("small", ink, "l" if wide else "c", weight=500), middle=True)
    plain = button(look, Button(id, now.say("duel_sit_down"), Action("choose", id)), door)
    return (
        Element(f"waits.{SIDES[at]}", "text", words, text, line.draws),
        replace(plain, key=KEYS[at][1]),
    )
