"""The duel: one question above, two halves below, five fields between them."""

from __future__ import annotations

from kiosk.content.model import Figure
from kiosk.content.template import written
from kiosk.core.frame import Action, Box, Draw, Element, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui.layout import Style, cut_bottom, cut_top, fit, one_line
from kiosk.ui.parts import card as sheet
from kiosk.ui.scene import Band, Paint
from scenes.kinds.duel.half import HOLD_S, SWEEP_S, Half, domain_of, half_elements, joining, said
from scenes.kinds.duel.rules import State, card_of, fields, karo, number_of, truth_of
from scenes.kinds.duel.schema import Duel

STAGE = "full"
BETWEEN = 92.0
PICTURE = 20
"""Squares of the longest row in the picture of a truth."""


def view(step: Duel, state: State, area: Rect, paint: Paint) -> tuple[Element, ...]:
    look = paint.look
    share = 0.2 if look.text < 150 else 0.3
    if state.revealed:
        share += 0.06
    top, halves = cut_top(area, area.h * share, 20)
    if look.low and not look.portrait:
        halves = cut_bottom(halves, min(halves.h, 560.0))[0]
    wide = (halves.w - BETWEEN) / 2
    places = (Rect(halves.x, halves.y, wide, halves.h), Rect(halves.right - wide, halves.y, wide, halves.h))
    column = Rect(places[0].right, halves.y, BETWEEN, halves.h)
    if not state.begun:
        head = _heading(paint.world.say("duel_who"), paint.world.say("duel_alone"), top, paint)
        doors = (joining(at, state.joined[at], places[at], paint) for at in (0, 1))
        return (*head, *doors)
    _, card = card_of(step, state, paint.turn)
    taken = fields(step, state, paint.turn)
    shown = [_half(step, state, at, paint) for at in (0, 1)]
    if state.revealed:
        head = (_truth(step, state, top, paint),)
    else:
        place = paint.world.say("duel_of", number=float(number_of(step, state) + 1), all=float(step.repeat))
        head = _heading(paint.text(card.ask), place, top, paint)
    return (*head, *half_elements(shown[0], places[0], paint), _score(step, taken, column, paint),
            *half_elements(shown[1], places[1], paint))  # fmt: skip


def _half(step: Duel, state: State, at: int, paint: Paint) -> Half:
    _, card = card_of(step, state, paint.turn)
    if not state.revealed:
        return Half(at, card, state, state.guesses[at], None)
    taken = fields(step, state, paint.turn)[-1][at]
    return Half(at, card, state, state.done[-1][at], truth_of(card, paint.turn), taken)


def _heading(text: str, more: str, rect: Rect, paint: Paint) -> tuple[Element, ...]:
    look, day = paint.look, paint.look.theme.day
    upper, lower = cut_top(rect, rect.h * 0.68, 6)
    head = fit(look, text, upper, Style("question", day.ink, "c"), middle=True)
    line = fit(look, more, lower, Style("body", day.muted, "c"), middle=True)
    return (
        Element("question", "heading", upper, text, head.draws),
        Element("more", "text", lower, more, line.draws),
    )


def _truth(step: Duel, state: State, rect: Rect, paint: Paint) -> Element:
    """The truth with its source and year, who was closer, and all three numbers as squares."""
    look, day, say = paint.look, paint.look.theme.day, paint.world.say
    id, card = card_of(step, state, paint.turn)
    truth = truth_of(card, paint.turn)
    ready = look.calm or look.keys or paint.changed >= HOLD_S
    if not ready:
        words = fit(look, paint.text(card.ask), rect, Style("question", day.ink, "c"), middle=True)
        return Element("truth", "heading", rect, paint.text(card.ask), words.draws)
    figure = _figure(card.answer.source, paint)
    told = say("duel_truth", truth=said(card, truth, paint))
    lines = [_verdict(state, step, paint)]
    if card.say is not None:
        lines.append(paint.text(card.say))
    lines.append(_crowd(step, state, id, paint))
    source = say("source_line", source=figure.source, year=str(figure.year)) if figure else ""
    text = " ".join(line for line in lines if line)
    plate = sheet(look, rect, 22)
    inner = rect.inset(30, 14)
    picture: tuple[Draw, ...] = ()
    if look.text < 150:
        inner, right = (
            Rect(inner.x, inner.y, inner.w * 0.6, inner.h),
            Rect(inner.x + inner.w * 0.64, inner.y + 6, inner.w * 0.36, inner.h - 12),
        )
        picture = _picture(state, truth, right, paint)
    upper, rest = cut_top(inner, inner.h * 0.36, 2)
    foot, middle = cut_bottom(rest, rest.h * 0.26, 2)
    head = fit(look, told, upper, Style("question", day.ink, size=look.size("question") * 0.8), middle=True)
    body = fit(look, text, middle, Style("body", day.ink), middle=True)
    small = fit(look, source, foot, Style("label", day.muted), middle=True)
    label = f"{told} {text} {source}"
    return Element("truth", "heading", rect, label, (plate, *head.draws, *body.draws, *small.draws, *picture))


def _figure(name: str, paint: Paint) -> Figure | None:
    own = paint.turn.scenario.figures.get(name)
    return own or paint.world.content.figures.get(name)


def _verdict(state: State, step: Duel, paint: Paint) -> str:
    say = paint.world.say
    a, b = fields(step, state, paint.turn)[-1]
    if a and b:
        return say("duel_both")
    at = 0 if a else 1
    name = say(("duel_blue", "duel_orange")[at] if state.joined[at] else "duel_karo")
    return say("duel_closer", name=name)


def _crowd(step: Duel, state: State, id: str, paint: Paint) -> str:
    """What earlier visits guessed; whom Karo followed when one plays alone."""
    card = step.cards[id]
    guess, crowd = karo(step, id, paint.turn)
    if crowd:
        return paint.world.say("duel_crowd", median=said(card, guess, paint))
    return paint.world.say("duel_karo_middle") if state.alone else ""


def _picture(state: State, truth: float, rect: Rect, paint: Paint) -> tuple[Draw, ...]:
    """Blue, Orange and the truth as rows of squares, the largest of them full."""
    day = paint.look.theme.day
    numbers = (*state.done[-1], truth)
    most = max(numbers)
    tones = (domain_of(paint, 0).deep, domain_of(paint, 1).deep, day.ink)
    height = rect.h / 3
    side = min(rect.w / PICTURE * 0.84, height * 0.7)
    pitch = side / 0.84
    squares = [
        Square(rect.x + k * pitch, rect.y + row * height + (height - side) / 2, side, tones[row])
        for row, number in enumerate(numbers)
        for k in range(max(round(number / most * PICTURE), 1))
    ]
    return (Squares(tuple(squares)),)


def _score(step: Duel, taken: tuple[tuple[bool, bool], ...], rect: Rect, paint: Paint) -> Element:
    """One field for each card: in the colour of who took it, halved where both did."""
    look, day = paint.look, paint.look.theme.day
    side = min(rect.w * 0.58, rect.h / (step.repeat * 1.35 + 1.6))
    gap = side * 0.35
    y0 = rect.cy - (step.repeat * (side + gap) - gap) / 2
    tones = tuple(domain_of(paint, at).deep if not look.theme.bold else day.accent for at in (0, 1))
    draws: list[Draw] = []
    for k in range(step.repeat):
        place = Rect(rect.cx - side / 2, y0 + k * (side + gap), side, side)
        draws.append(Box(place, day.empty, side * 0.16, day.line, 2))
        if k < len(taken):
            a, b = taken[k]
            if a:
                draws.append(
                    Box(Rect(place.x, place.y, side if not b else side / 2, side), tones[0], side * 0.16)
                )
            if b:
                x = place.x if not a else place.cx
                draws.append(Box(Rect(x, place.y, side if not a else side / 2, side), tones[1], side * 0.16))
    score = [sum(pair[at] for pair in taken) for at in (0, 1)]
    text = f"{score[0]} : {score[1]}"
    size = min(46.0, rect.w * 0.36)
    draws.append(one_line(look, text, (rect.cx, y0 - size * 0.8), Style("card", day.ink, "c", size, 800)))
    names = paint.world.say("duel_blue"), paint.world.say("duel_orange")
    label = (
        f"{names[0]} {written(score[0], look.language, 0)}, {names[1]} {written(score[1], look.language, 0)}"
    )
    return Element("score", "status", rect, label, tuple(draws), value=text)


def band(step: Duel, state: State, paint: Paint) -> Band | None:
    say = paint.world.say
    if not state.begun:
        return Band(say("duel_begin"), Action("begin") if any(state.joined) else None, say("duel_sides"),
                    place=(1, step.repeat))  # fmt: skip
    place = (number_of(step, state) + 1, step.repeat)
    if state.revealed and len(state.done) < step.repeat:
        return Band(say("duel_next"), Action("on"), place=place)
    if state.revealed:
        return Band(say("next"), Action("next"), place=place)
    waits = [at for at in (0, 1) if state.joined[at] and not state.locked[at]]
    if len(waits) == 1 and all(state.joined):
        name = say(("duel_blue", "duel_orange")[waits[0]])
        return Band(say("duel_truth_button"), None, say("duel_waits", name=name), place=place)
    return Band(say("duel_truth_button"), None, say("duel_how"), place=place)


def next_change(step: Duel, state: State, paint: Paint) -> float | None:
    """The truth holds its breath, then its line sweeps in."""
    end = HOLD_S + SWEEP_S
    if not state.revealed or paint.look.calm or paint.changed >= end:
        return None
    return HOLD_S - paint.changed if paint.changed < HOLD_S else 0.0
