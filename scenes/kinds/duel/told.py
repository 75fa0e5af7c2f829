"""The truth and what is said about it: source and year, who was closer, squares, earlier guesses."""

from __future__ import annotations

import math
from dataclasses import dataclass

from kiosk.core.frame import Box, Colour, Draw, Element, Square, Squares, moved
from kiosk.core.geometry import Rect
from kiosk.ui.layout import Style, columns, cut_bottom, cut_left, cut_top, fit, rows
from kiosk.ui.parts import card as sheet
from kiosk.ui.parts import flap
from scenes.kinds.duel.situation import Situation

ROW = 8.0
"""Squares of the truth, about, in the picture."""
LINE, LINES = 14, 2
"""Squares side by side and lines for each number; what is longer is cut."""
LARGEST = 66.0
BINS = 15
TALLEST = 5
"""Columns and most squares of a column in the picture of earlier guesses."""


def truth(now: Situation, rect: Rect, inner: Rect) -> tuple[Element, ...]:
    """On the card above: the question once more, the number in flaps with its unit, source and year."""
    look, day = now.look, now.look.theme.day
    ask = now.paint.text(now.card.ask)
    head, rest = cut_top(inner, inner.h * 0.3, 6)
    foot, middle = cut_bottom(rest, min(look.size("label") * (1.7 if look.large else 1.3), rest.h * 0.34), 6)
    question = fit(look, ask, head, Style("body", day.ink, "c", weight=600), middle=True)
    text, unit = now.figure(now.truth), now.paint.text(now.card.unit)
    size = min(middle.h / 1.08, 124.0, middle.w * 0.6 / sum(0.92 if c.isdigit() else 0.42 for c in text))
    _, width = flap(look, text, (0, 0), size)
    most = middle.w - width - 26
    beside = min(look.type.width(unit, look.size("card"), 800), most)
    x = middle.cx - (width + 26 + beside) / 2
    digits, _ = flap(look, text, (x, middle.cy - size * 0.53), size)
    room = Rect(x + width + 26, middle.y, beside + 4, middle.h)
    words = fit(look, unit, room, Style("card", day.ink), middle=True)
    figure = now.source
    source = now.say("source_line", source=figure.source, year=str(figure.year)) if figure else ""
    small = fit(look, source, foot, Style("label", day.muted, "c"), middle=True)
    label = f"{ask} {now.say('duel_truth', truth=now.said(now.truth))} {source}"
    draws = (*question.draws, *digits, *words.draws, *small.draws)
    return (Element("truth", "heading", rect, label, draws, value=now.truth),)


def story(now: Situation, rect: Rect) -> tuple[Element, ...]:
    """Between the scales: who was closer and what Karo says; pictures where there is room for them."""
    look, day = now.look, now.look.theme.day
    if rect.h < 60:
        return ()
    winner, rest = verdict(now), f"{_remark(now)} {swarm(now)}".strip()
    inner = rect.inset(30, 18)
    pictures: tuple[Element, ...] = ()
    if not look.large and inner.w > 1000:
        inner, right = cut_left(inner, inner.w * 0.36, 36)
        pictures = _pictures(now, right)
    elif rect.h > 560 and look.text < 200:
        below, inner = cut_bottom(inner, min(inner.h * 0.62, 520.0), 20)
        pictures = _pictures(now, below)
    words = fit(look, f"{winner}\n{rest}".strip(), inner, Style("body", day.ink, weight=800))
    first = fit(look, winner, inner, Style("body", day.ink, size=words.size, weight=800))
    room = cut_top(inner, first.height)[1]
    second = fit(look, rest, room, Style("body", day.ink, size=words.size, weight=500)).draws if rest else ()
    down = (inner.h - words.height) / 2
    draws = (sheet(look, rect, 26), *(moved(draw, 0, down) for draw in (*first.draws, *second)))
    return (Element("story", "text", rect, f"{winner} {rest}".strip(), draws), *pictures)


def verdict(now: Situation) -> str:
    """Who takes the field."""
    a, b = now.fields[-1]
    if a and b:
        close = all(
            abs(now.state.done[-1].guesses[at] / now.truth - 1) <= now.step.share_within for at in (0, 1)
        )
        return now.say("duel_both" if close else "duel_tie")
    return now.say("duel_closer", name=now.name(0 if a else 1))


def _remark(now: Situation) -> str:
    return now.paint.text(now.card.say) if now.card.say is not None else ""


def swarm(now: Situation) -> str:
    """What earlier visits guessed; whom Karo followed."""
    plays = not all(now.person(at) for at in (0, 1))
    if plays and not now.karo[1]:
        return now.say("duel_karo_middle")
    if now.swarm is None:
        return ""
    key = "duel_karo_crowd" if plays else "duel_crowd"
    return now.say(key, median=now.said(now.swarm))


# --- pictures ---------------------------------------------------------------------------


def _pictures(now: Situation, rect: Rect) -> tuple[Element, ...]:
    """Truth and guesses as rows of squares, and earlier guesses as columns if there are enough."""
    if now.swarm is None:
        return (_rows(now, rect),)
    if rect.w > rect.h * 1.4:
        left, right = columns(rect, 2, 40)
    else:
        left, right = rows(rect, 2, 30)
    return _rows(now, left), _histogram(now, right)


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of squares: whose, how many of them, and whether it was cut."""

    name: str
    value: float
    colour: Colour
    squares: int
    cut: bool


def unit_of(truth: float) -> float:
    """What one square stands for: 1, 2 or 5 and zeros, so that the truth has four to eight."""
    raw = truth / ROW
    power = 10.0 ** math.floor(math.log10(raw))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= raw * 0.999)


def bars(now: Situation) -> tuple[Bar, ...]:
    """The truth first, then both guesses; none without a square."""
    day, bold = now.look.theme.day, now.look.theme.bold
    unit = unit_of(now.truth)
    most = LINE * LINES
    out = [Bar(now.say("duel_true"), now.truth, day.ink, max(round(now.truth / unit), 1), False)]
    for at in (0, 1):
        guess = now.guess(at)
        assert guess is not None
        count = max(round(guess / unit), 1)
        colour = day.accent if bold else now.domain(at).deep
        out.append(Bar(now.name(at), guess, colour, min(count, most), count > most))
    return tuple(out)


def _rows(now: Situation, rect: Rect) -> Element:
    look, day = now.look, now.look.theme.day
    foot, room = cut_bottom(rect, look.size("label") * 1.3, 6)
    found = bars(now)
    names = max(look.type.width(bar.name, look.size("label"), 600) for bar in found) + 14
    names = min(names, rect.w * 0.3)
    longest = max(min(bar.squares, LINE) + bar.cut for bar in found)
    deepest = max(-(-bar.squares // LINE) for bar in found)
    pitch = min((room.w - names) / longest, room.h / 3 / (deepest + 0.3), LARGEST)
    side = pitch * 0.84
    squares: list[Square] = []
    draws: list[Draw] = []
    for bar, row in zip(found, rows(room, 3, 4), strict=True):
        head, line = cut_left(row, names)
        style = Style("label", day.ink, weight=600)
        draws += fit(look, bar.name, head, style, middle=True).draws
        top = line.cy - pitch * -(-bar.squares // LINE) / 2
        squares += [
            Square(line.x + k % LINE * pitch, top + k // LINE * pitch, side, bar.colour)
            for k in range(bar.squares)
        ]
        if bar.cut:  # smaller and smaller: there would be many more
            for k, part in enumerate((0.5, 0.28)):
                x, small = line.x + (LINE + k * 0.6) * pitch, side * part
                squares.append(Square(x, top + LINES * pitch - pitch / 2 - small / 2, small, bar.colour))
    unit = now.say("duel_square", amount=now.said(unit_of(now.truth)))
    words = fit(look, unit, foot, Style("label", day.muted), middle=True)
    label = ", ".join(f"{bar.name} {now.said(bar.value)}" for bar in found)
    return Element("squares", "chart", rect, label, (Squares(tuple(squares)), *draws, *words.draws))


def counted(now: Situation) -> tuple[int, ...]:
    """Earlier guesses in columns along the scale, the fullest one `TALLEST` squares high."""
    votes = now.paint.turn.crowd.guesses.get(f"{now.paint.turn.path(now.step)}.{now.id}", {})
    found = [0] * BINS
    for value, count in votes.items():
        share = min(max(now.card.place(value), 0.0), 1.0) if value > 0 else 0.0
        found[min(int(share * BINS), BINS - 1)] += count
    most = max(found)
    return tuple(math.ceil(count / most * TALLEST) if count else 0 for count in found)


def _histogram(now: Situation, rect: Rect) -> Element:
    """Earlier guesses along the scale, with the truth as a line through them."""
    look, day, bold = now.look, now.look.theme.day, now.look.theme.bold
    foot, room = cut_bottom(rect, look.size("label") * 1.3, 6)
    pitch = min(room.w / BINS, room.h / (TALLEST + 0.6))
    side, left = pitch * 0.84, room.cx - pitch * BINS / 2
    pale = day.plain if bold else day.grey
    squares = [
        Square(left + column * pitch, room.bottom - (row + 1) * pitch, side, pale)
        for column, count in enumerate(counted(now))
        for row in range(count)
    ]
    x = left + now.card.place(now.truth) * pitch * BINS
    line = Box(Rect(x - 4, room.bottom - pitch * (TALLEST + 0.5), 8, pitch * (TALLEST + 0.5)), day.ink, 4)
    base = Box(Rect(left, room.bottom, pitch * BINS, 3), day.line)
    title = now.say("duel_earlier")
    words = fit(look, title, foot, Style("label", day.muted, "c"), middle=True)
    label = f"{title} {swarm(now)}"
    return Element("earlier", "chart", rect, label, (Squares(tuple(squares)), base, line, *words.draws))
