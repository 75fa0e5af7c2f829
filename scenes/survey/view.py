"""The picture of the short survey: a question, its answers, a way past it as large as they are, thanks."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.content.questionnaire import SEQ, SMILEY, UEQ_S, Questionnaire
from kiosk.content.template import Template
from kiosk.core.frame import Action, Box, Element, Frame, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui.karo import karo
from kiosk.ui.layout import Style, columns, cut_bottom, cut_left, cut_top, fit, grid, rows
from kiosk.ui.look import MARGIN, Look
from kiosk.ui.parts import Button, Progress, button, heading, icon, progress, words
from kiosk.ui.scene import Shot
from kiosk.ui.theme import mix
from kiosk.visit.world import World
from scenes.bar import Bar, above, bar
from scenes.survey.faces import faces
from scenes.survey.rules import State
from scenes.survey.squares import (
    BESIDE,
    GAP,
    LARGEST,
    Row,
    ease,
    ends,
    pair,
    row_height,
    side_of,
    stacked,
    word_width,
)
from scenes.survey.tone import DOMAIN

HEADER = 64.0
ON_A_PAGE = (4, 2, 1)
"""How many pairs a page may have: half of them, or fewer where they are too large for that."""
LEAST = 240.0
"""A picture lower than this is not worth a place of its own."""
LOW = 560.0
"""How high the lowest part of a landscape screen is."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Everything a page is made from."""

    survey: Questionnaire
    state: State
    world: World
    look: Look

    def text(self, template: Template) -> str:
        return template.render({}, self.look.language)

    def value(self, number: int) -> int | None:
        """What item `number`, from 1, was given."""
        return self.state.values.get(self.state.items[number - 1])


def page(survey: Questionnaire, state: State, world: World, shot: Shot) -> Frame:
    """One page of an instrument."""
    look = shot.look
    now = Asking(survey, state, world, look)
    room = above(look)
    whole = Rect(MARGIN, 36, look.stage.w - 2 * MARGIN, room.bottom - 36 - 30)
    header, below = cut_top(whole, HEADER * max(1.0, look.grow * 0.7), 26)
    body, foot = {SMILEY: _smiley, SEQ: _ease, UEQ_S: _pairs}[state.instrument](now, below)
    elements = (*_header(now, header), *body, *bar(look, world, foot, shot.now))
    return Frame(
        look.stage, look.theme.day.ground, elements, screen="survey", language=look.language,
        typing=state.instrument == UEQ_S,
    )  # fmt: skip


def thanks(survey: Questionnaire, state: State, world: World, shot: Shot) -> Frame:
    """The last picture of a visit: a touch, or a few seconds, and the night comes."""
    look, day = shot.look, shot.look.theme.day
    whole = look.full.inset(MARGIN, look.stage.h * 0.16)
    side = min(260.0, whole.h * 0.34)
    at = Rect(whole.cx - side / 2, whole.y, side, side)
    colour = day.accent if look.theme.bold else look.theme.domain("energie").bright
    text = survey.thanks.text.render({}, look.language)
    rest = cut_top(whole, side * 1.2 + 40)[1]
    head = heading(look, "question", text, cut_top(rest, rest.h * 0.5)[0], Style("headline", day.ink, "c"))
    out = [Element("karo", "decor", at, draws=karo(at, colour, "cheers")), head]
    if survey.thanks.note is not None:
        note = survey.thanks.note.render({}, look.language)
        place = cut_top(rest, head.rect.h, 24)[1]
        out.append(words(look, "note", note, place, Style("body", day.ink, "c")))
    ground = day.ground if look.theme.bold else look.theme.domain(DOMAIN).tint
    out.append(_among(look, Rect(whole.x, look.stage.h * 0.84, whole.w, 56)))
    return Frame(
        look.stage, ground, tuple(out), anywhere=Action("leave"), screen="survey", language=look.language
    )


def _among(look: Look, rect: Rect) -> Element:
    """One's own square, lit among those of others."""
    domain, lit = look.theme.domain(DOMAIN), look.theme.domain("energie")
    pitch, count = rect.h * 1.4, 13
    left = rect.cx - (count * pitch - rect.h * 0.4) / 2
    others = look.theme.day.empty if look.theme.bold else mix(domain.bright, domain.tint, 0.45)
    row = tuple(
        Square(left + i * pitch, rect.y, rect.h, lit.bright if i == count // 2 else others)
        for i in range(count)
    )
    own = Rect(left + count // 2 * pitch, rect.y, rect.h, rect.h)
    return Element("among", "decor", rect, draws=(Squares(row), Box(own, None, rect.h * 0.16, lit.deep, 4.0)))


# --- parts ----------------------------------------------------------------------------------


def _header(now: Asking, rect: Rect) -> tuple[Element, ...]:
    """What this is, and how far along one is where there is more than one row."""
    look, day = now.look, now.look.theme.day
    domain = look.theme.domain(DOMAIN)
    side = min(HEADER, rect.h)
    of = len(now.state.items)
    share = 1.0 if of == 1 else 0.5 if look.portrait else 0.6
    mark, beside = cut_left(Rect(rect.x, rect.cy - side / 2, rect.w * share, side), side, 20)
    sign = icon(now.world.icon("hand"), mark.inset(11), domain.deep)
    ground = Box(mark, day.card if look.theme.bold else domain.bright, 14)
    title = now.text(now.survey.title)
    line = fit(look, title, beside, Style("small", day.ink, weight=700), middle=True)
    place = Rect(mark.x, mark.y, beside.right - mark.x, side)
    out = [Element("title", "heading", place, title, (ground, *sign, *line.draws))]
    if of > 1:
        done = len(now.state.values)
        label = now.world.say("step_of", step=float(done), steps=float(of))
        room = Rect(place.right + 24, rect.y, rect.right - place.right - 24, rect.h)
        out.append(progress(look, Progress(done + 1, of, label), room, domain))
    return tuple(out)


def _question(now: Asking, room: Rect) -> tuple[tuple[Element, ...], Rect]:
    """The question and the line below it; what is left of `room`."""
    look, day = now.look, now.look.theme.day
    question, formal = now.survey.question(now.state.instrument), now.world.formal
    place = cut_top(room, room.h * (0.3 if look.text < 150 else 0.36))[0]
    head = heading(look, "question", now.text(question.asked(formal)), place, Style("question", day.ink))
    out, below = [head], cut_top(room, head.rect.h, 10)[1]
    hint = question.hinted(formal)
    if hint is not None:
        line = words(look, "more", now.text(hint), cut_top(below, below.h * 0.3)[0], Style("body", day.muted))
        out.append(line)
        below = cut_top(below, line.rect.h, 10)[1]
    return tuple(out), cut_top(below, 18)[1]


def _placed(now: Asking, room: Rect, high: float) -> tuple[tuple[Element, ...], Rect]:
    """The question, and `high` units for what is touched: near the hands, never beyond `room`."""
    asked, below = _question(now, room)
    high = min(high, below.h)
    if now.look.low and not now.look.portrait:
        return asked, cut_bottom(below, min(high, LOW))[0]
    free = below.h - high
    if not now.look.portrait:
        return asked, Rect(below.x, below.y + free * 0.4, below.w, high)
    if free < LEAST + 28:
        moved = _question(now, Rect(room.x, room.y + free, room.w, room.h))[0]
        return moved, cut_bottom(below, high)[0]
    art = _opening(now.look, Rect(room.x, room.y, room.w, free - 28))
    return (art, *_question(now, Rect(room.x, room.y + free, room.w, room.h))[0]), cut_bottom(below, high)[0]


def _opening(look: Look, rect: Rect) -> Element:
    """Karo above a question that leaves much of an upright screen free: answers lie where hands are."""
    day, bold = look.theme.day, look.theme.bold
    ground = day.card if bold else look.theme.domain(DOMAIN).tint
    sheet = Box(rect, ground, 30, day.card_line if bold else None, 6 if bold else 0)
    side = min(rect.h * 0.5, 220.0)
    colour = day.accent if bold else look.theme.domain("energie").bright
    face = karo(Rect(rect.cx - side / 2, rect.cy - side / 2, side, side), colour, "asks")
    return Element("opening", "decor", rect, draws=(sheet, *face))


def _ended(now: Asking) -> Bar:
    """The band of an instrument with one item: done, once it has a value."""
    action = Action("next") if now.state.answered() else None
    text = now.world.say("done")
    return Bar(
        primary=Button("next", text, action, "primary", state=("primary",)),
        domain=now.look.theme.domain(DOMAIN),
    )


def _skip(now: Asking) -> Button:
    return Button("skip", now.world.say("skip"), Action("skip"))


def _smiley(now: Asking, room: Rect) -> tuple[tuple[Element, ...], Bar]:
    """Four faces and the way past them, five places of one size; upright the last one lies down."""
    look, smiley = now.look, now.survey.smiley
    says = tuple(now.text(text) for text in smiley.faces)
    if look.portrait:
        asked, place = _placed(now, room, 1080.0)
        foot, upper = cut_bottom(place, (place.h - 2 * 24) / 5, 24)
        places = (*grid(upper, (2, 2), 24), foot)
    else:
        asked, place = _placed(now, room, 460.0)
        places = columns(place, 5, 24)
    tiles = faces(look, says, places[:4], now.value(1))
    return (*asked, *tiles, button(look, _skip(now), places[4])), _ended(now)


def _ease(now: Asking, room: Rect) -> tuple[tuple[Element, ...], Bar]:
    """Seven squares between two words, and a way past them that is as large as one of them."""
    look, world, scale = now.look, now.world, now.survey.seq
    row = Row(1, now.text(scale.low), now.text(scale.high), now.value(1))
    side = min(side_of(room.w), 240.0)
    line, skip_h = look.size("button") * 1.4, max(side * 0.5, look.target, look.size("button") * 1.6)
    skip_w = max(2 * side + GAP, look.size("button") * 9)
    below = line + 24 + skip_h if look.portrait else skip_h
    asked, place = _placed(now, room, side + GAP + below)
    foot, upper = cut_bottom(place, below, GAP)
    skip = Rect(foot.cx - skip_w / 2, foot.bottom - skip_h, skip_w, skip_h)
    half = (foot.w - 40) / 2 if look.portrait else skip.x - foot.x - 24
    said = ends(look, row, Rect(foot.x, foot.y, foot.w, line), half)
    return (*asked, *ease(look, world, row, upper), said, button(look, _skip(now), skip)), _ended(now)


def _pairs(now: Asking, room: Rect) -> tuple[tuple[Element, ...], Bar]:
    """As many pairs as fit in their size, the others on further pages."""
    look, state, pairs = now.look, now.state, now.survey.ueq_s
    given = [(now.text(low), now.text(high)) for low, high in pairs.pairs.values()]
    every = [word for both in given for word in both]
    on_top = stacked(look, room.w, every)
    beside = None if on_top else word_width(look, every)
    least = row_height(look, on_top)
    free = _question(now, room)[1].h
    if look.low and not look.portrait:
        free = min(free, LOW)
    per = next((n for n in ON_A_PAGE if n * least + (n - 1) * GAP <= free), 1)
    shown = list(enumerate(given, 1))[state.first : state.first + per]
    track = room.w if beside is None else room.w - 2 * (beside + BESIDE)
    most = max(min(LARGEST, side_of(track)), look.target) + least - look.target
    asked, place = _placed(now, room, len(shown) * most + (len(shown) - 1) * GAP * 1.6)
    lines = rows(place, len(shown), GAP * (1.6 if place.h > len(shown) * least * 1.3 else 1.0))
    out = tuple(
        pair(look, now.world, Row(number, *both, now.value(number)), line, beside)
        for (number, both), line in zip(shown, lines, strict=True)
    )
    return (*asked, *out), replace(_turning(now, per, len(shown)), least=2 * side_of(track))


def _turning(now: Asking, per: int, shown: int) -> Bar:
    """The band of an instrument with pages. per: rows a page has; shown: on this one."""
    state, world = now.state, now.world
    end = state.first + shown
    last = end >= len(state.items)
    action = (Action("next") if last else Action("page", end)) if state.answered(end) else None
    text = world.say("done") if last else world.say("next") + " →"
    before = Action("page", max(state.first - per, 0))
    return Bar(
        back=Button("back", "← " + world.say("back"), before) if state.first else None,
        finish=_skip(now),
        primary=Button("next", text, action, "primary", state=("primary",)),
        domain=now.look.theme.domain(DOMAIN),
    )
