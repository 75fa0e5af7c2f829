"""One half of a duel: its name, its number, its scale with a knob, minus and plus, and the lock."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.content.template import written
from kiosk.core.ease import out_quint
from kiosk.core.frame import Action, Box, Draw, Element, Line, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui.layout import Style, columns, cut_bottom, cut_left, cut_top, fit, one_line
from kiosk.ui.parts import Button, Slab, Tone, button, flap, icon, tick, tile
from kiosk.ui.scene import Paint
from kiosk.ui.signs import sign
from kiosk.ui.theme import Domain
from scenes.kinds.duel.rules import State, middle, scale
from scenes.kinds.duel.schema import SIDES, Card

COLOURS = ("mobil", "klima")
"""Blue and Orange; their names stand in words as well."""
NAMES = ("duel_blue", "duel_orange")
KEYS = (("digit7", "digit4", "digit1"), ("digit9", "digit6", "digit3"))
"""Up, lock and down for each side on a number pad."""
KNOB = 76.0
COMPACT = 340.0
"""Below this height the number stands beside the name."""
NARROW = 520.0
"""Below this width the lock stands above minus and plus instead of between them."""
HOLD_S, SWEEP_S = 0.9, 0.9


@dataclass(frozen=True, slots=True)
class Half:
    """What one half shows. at: 0 left, 1 right. truth: once it is shown. guess: Karo's too, then."""

    at: int
    card: Card
    state: State
    guess: float | None
    truth: float | None
    taken: bool = False

    @property
    def side(self) -> str:
        return SIDES[self.at]

    @property
    def plays(self) -> bool:
        return self.state.joined[self.at]

    @property
    def locked(self) -> bool:
        return self.state.locked[self.at]


def name_of(half: Half, paint: Paint) -> str:
    """Who plays this half."""
    return paint.world.say(NAMES[half.at] if half.plays else "duel_karo")


def said(card: Card, value: float, paint: Paint) -> str:
    """A number of this card with its unit."""
    digits = card.digits if value < 100 else 0
    number = written(value, paint.look.language, digits)
    return f"{number} {paint.text(card.unit)}" if card.unit is not None else number


def domain_of(paint: Paint, at: int) -> Domain:
    return paint.look.theme.domain(COLOURS[at])


def joining(at: int, joined: bool, rect: Rect, paint: Paint) -> Element:
    """The half while people find their side: a large door."""
    look, world, domain = paint.look, paint.world, domain_of(paint, at)
    id = f"join.{SIDES[at]}"
    day = look.theme.day
    slab = Slab(domain.bright, domain.deep) if joined else Slab(day.card, domain.deep, domain.deep)
    draws, face = tile(look, rect, slab, look.pressed == id)
    ink = domain.on_bright if joined else day.ink
    upper, lower = cut_top(face.inset(30, 26), face.h * 0.62, 10)
    side = min(upper.h * 0.6, upper.w * 0.5, 190.0)
    mark = icon(world.icon("hand"), Rect(upper.cx - side / 2, upper.y + upper.h * 0.3, side, side), ink)
    name = world.say(NAMES[at])
    head = fit(look, name, Rect(upper.x, upper.y, upper.w, upper.h * 0.28), Style("question", ink, "c"), True)
    text = world.say("duel_joined" if joined else "duel_join")
    below = fit(look, text, lower, Style("button", ink, "c", weight=700), middle=True)
    done = (tick(Rect(face.right - 70, face.y + 20, 46, 46), ink),) if joined else ()
    state = ("selected", "essential") if joined else ("essential",)
    return Element(id, "option", rect, f"{name}: {text}", (*draws, *mark, *head.draws, *below.draws, *done),
                   Action("choose", id), value=at + 1, state=state)  # fmt: skip


def half_elements(half: Half, rect: Rect, paint: Paint) -> tuple[Element, ...]:
    """The half during a card: spoken in full by its slider."""
    look, day, domain = paint.look, paint.look.theme.day, domain_of(paint, half.at)
    ground = Box(rect, day.card if look.theme.bold else domain.tint, 26, domain.deep, 5)
    inner = rect.inset(min(34.0, rect.w * 0.05), 22)
    foot_h = max(look.target, 92.0 * (1 + (look.grow - 1) * 0.35))
    if inner.w < NARROW:
        foot_h += max(look.target, 92.0) + 18
    foot, room = cut_bottom(inner, foot_h, 18)
    compact = room.h < COMPACT
    share = 0.42 if compact else 0.2 if look.grow < 1.5 else 0.22
    head, rest = cut_top(room, min(share * room.h, 78.0 * look.grow), 8)
    name = name_of(half, paint)
    title_room, beside = cut_left(head, head.w * (0.44 if compact else 1.0), 12)
    ink = domain.deep if not look.theme.bold else day.ink
    title = fit(look, name, title_room, Style("card", ink), middle=True)
    side = min(head.h, 84.0)
    mark = _mark(half, Rect(title_room.right - side, head.y, side, side), paint)
    plate = Element(f"half.{half.side}", "text", rect, _spoken(half, paint), (ground, *title.draws, *mark))
    track_h = min(rest.h * 0.44, 170.0)
    below, above = cut_bottom(rest, rest.h if compact else track_h, 10)
    out = [plate, _number(half, beside if compact else above, paint, compact), _track(half, below, paint)]
    if half.truth is None and half.plays:
        out += _buttons(half, foot, paint)
    elif half.truth is None:
        wait = fit(
            look, paint.world.say("duel_karo_waits"), foot, Style("small", day.muted, "c"), middle=True
        )
        out.append(
            Element(f"waits.{half.side}", "text", foot, paint.world.say("duel_karo_waits"), wait.draws)
        )
    return tuple(out)


def _mark(half: Half, rect: Rect, paint: Paint) -> tuple[Draw, ...]:
    """A tick when locked; a star on who took the field."""
    domain = domain_of(paint, half.at)
    ink = domain.deep if not paint.look.theme.bold else paint.look.theme.day.ink
    if half.truth is not None:
        shown = half.taken and _swept(paint) >= 1
        return icon(paint.world.icon("stern"), rect, ink) if shown else ()
    return (tick(rect.inset(rect.w * 0.15, rect.h * 0.15), ink),) if half.locked else ()


def _swept(paint: Paint) -> float:
    """How far the line of truth has come, 0..1."""
    if paint.look.calm or paint.look.keys:
        return 1.0
    return out_quint(min(max((paint.changed - HOLD_S) / SWEEP_S, 0.0), 1.0))


def _spoken(half: Half, paint: Paint) -> str:
    say, name = paint.world.say, name_of(half, paint)
    if half.truth is None and not half.plays:
        return say("duel_karo_waits")
    value = half.guess if half.guess is not None else middle(half.card)
    key = "duel_half_locked" if half.locked else "duel_half" if half.guess is not None else "duel_half_open"
    return say(key, name=name, value=said(half.card, value, paint))


def _number(half: Half, rect: Rect, paint: Paint, bare: bool = False) -> Element:
    """The guess in flaps, its unit below; `bare`: without the unit, which the ends of the scale have too."""
    look, day = paint.look, paint.look.theme.day
    hidden = half.truth is None and not half.plays
    value = half.guess if half.guess is not None else middle(half.card)
    text = "?" if hidden or (half.guess is None and half.truth is None) else said(half.card, value, paint)
    figure, _, unit = text.partition(" ")
    unit = "" if bare else unit
    unit_h = look.size("small") * 1.3 if unit else 0.0
    wide = sum(0.92 if c.isdigit() else 0.42 for c in figure)
    size = min(rect.h - unit_h, 150.0, rect.w / max(wide, 1.0)) / 1.06
    if figure.isdigit() or any(c.isdigit() for c in figure):
        _, width = flap(look, figure, (0, 0), size)
        draws, _ = flap(look, figure, (rect.cx - width / 2, rect.y), size)
    else:
        draws = (
            one_line(look, figure, (rect.cx, rect.y + size / 2), Style("card", day.muted, "c", size, 800)),
        )
    below = Rect(rect.x, rect.y + size * 1.1, rect.w, unit_h)
    words = fit(look, unit, below, Style("small", day.ink, "c", weight=600)) if unit else None
    return Element(f"number.{half.side}", "status", rect, text, (*draws, *(words.draws if words else ())),
                   value=None if hidden else value)  # fmt: skip


def _track(half: Half, rect: Rect, paint: Paint) -> Element:
    """A row of squares whose steps multiply; the line of truth sweeps in over it."""
    look, day, domain = paint.look, paint.look.theme.day, domain_of(paint, half.at)
    ends_h = look.size("label") * 1.4
    ends, row = cut_bottom(rect, ends_h, 4)
    inner = Rect(row.x + KNOB / 2, row.y, row.w - KNOB, row.h)
    slide = scale(half.card, inner)
    value = half.guess if half.guess is not None else middle(half.card)
    hidden = half.truth is None and not half.plays
    x = inner.x + inner.w * slide.share(value)
    count = max(int(row.w / 38), 6)
    pitch = row.w / count
    side = min(pitch * 0.84, row.h * 0.5)
    deep = domain.deep if not look.theme.bold else day.accent
    squares = tuple(
        Square(row.x + k * pitch, row.cy - side / 2, side,
               deep if not hidden and row.x + k * pitch + side / 2 <= x else day.empty)
        for k in range(count)
    )  # fmt: skip
    draws: list[Draw] = [Squares(squares)]
    if not hidden:
        knob = Rect(x - KNOB / 2, row.cy - min(row.h, 104.0) / 2, KNOB, min(row.h, 104.0))
        draws += [
            Box(knob, day.ink, 20),
            Box(Rect(knob.x, knob.y, knob.w, knob.h - 10), day.card, 20, deep, 4),
        ]
    low, high = (said(half.card, end, paint) for end in half.card.range)
    for text, place, align in zip((low, high), columns(ends, 2, 12), ("l", "r"), strict=True):
        draws += fit(look, text, place, Style("label", day.muted, align), middle=True).draws  # type: ignore[arg-type]
    if half.truth is not None:
        draws += _truth_line(half, (row, inner), paint)
    free = half.truth is None and half.plays and not half.locked
    label = f"{paint.text(half.card.ask)} {_spoken(half, paint)}"
    state = ("essential",) if half.guess is None else ("essential", "selected")
    action = Action(f"guess.{half.side}") if free else None
    return Element(
        f"slider.{half.side}", "slider", rect, label, tuple(draws), action,
        value=value, slide=slide, state=state,
    )  # fmt: skip


def _truth_line(half: Half, where: tuple[Rect, Rect], paint: Paint) -> tuple[Draw, ...]:
    row, inner = where
    assert half.truth is not None
    swept = _swept(paint)
    if swept <= 0:
        return ()
    day = paint.look.theme.day
    x = inner.x + inner.w * scale(half.card, inner).share(half.truth) * swept
    line = Line(
        ((x, row.y - 4), (x, row.bottom + 2)), 9, day.accent if not paint.look.theme.bold else day.ink
    )
    edge = Line(((x, row.y - 4), (x, row.bottom + 2)), 15, day.ink)
    return edge, line


def _buttons(half: Half, rect: Rect, paint: Paint) -> list[Element]:
    look, world = paint.look, paint.world
    up, lock, down = KEYS[half.at]
    side = max(look.target, 92.0)
    if rect.w < NARROW:
        steps, between = cut_bottom(rect, side, 18)
        less, more = (Rect(half.x, half.y, half.w, side) for half in columns(steps, 2, 24))
    else:
        less = Rect(rect.x, rect.cy - side / 2, side, side)
        more = Rect(rect.right - side, rect.cy - side / 2, side, side)
        between = Rect(less.right + 18, rect.y, more.x - less.right - 36, rect.h)
    out = []
    for name, place, key in (("less", less, down), ("more", more, up)):
        id = f"{name}.{half.side}"
        action = None if half.locked else Action(id)
        label = f"{name_of(half, paint)}: {world.say(name)}"
        plain = button(look, Button(id, "", action, label=label), place)
        draws = (
            *plain.draws,
            *sign(place, name == "more", look.theme.day.ink if action else look.theme.day.muted),
        )
        out.append(replace(plain, draws=draws, key=key))
    text = world.say("duel_unlock" if half.locked else "duel_lock")
    id = f"lock.{half.side}"
    action = Action("choose", id) if half.guess is not None else None
    tone: Tone = "quiet" if half.locked or action is None else "primary"
    locker = button(look, Button(id, text, action, tone, label=f"{name_of(half, paint)}: {text}"), between,
                    domain_of(paint, half.at))  # fmt: skip
    out.insert(1, replace(locker, key=lock, role="option", state=(*locker.state, "essential")))
    return out
