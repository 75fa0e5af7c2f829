"""The picture of the short survey: a question, its answers, a way past it as large as they are, thanks."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.content.questionnaire import SEQ, SMILEY, UEQ_S, Ease, Pairs, Questionnaire, Smiley
from kiosk.content.template import Template
from kiosk.core.frame import Action, Box, Element, Frame
from kiosk.core.geometry import Rect
from kiosk.ui.karo import karo
from kiosk.ui.layout import Style, columns, cut_bottom, cut_left, cut_top, fit, grid, rows
from kiosk.ui.look import MARGIN, Look
from kiosk.ui.parts import Button, Progress, button, heading, icon, progress, words
from kiosk.ui.scene import Shot
from kiosk.visit.world import World
from scenes.bar import Bar, above, bar
from scenes.survey.faces import faces
from scenes.survey.rules import State
from scenes.survey.squares import GAP, LARGEST, Row, ease, pair, row_height, stacked, word_width
from scenes.survey.tone import DOMAIN

HEADER = 64.0
ON_A_PAGE = (4, 2, 1)
"""How many pairs a page may have: half of them, or fewer where they are too large for that."""
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
    return Frame(
        look.stage, ground, tuple(out), anywhere=Action("leave"), screen="survey", language=look.language
    )


# --- parts ----------------------------------------------------------------------------------


def _header(now: Asking, rect: Rect) -> tuple[Element, ...]:
    """What this is, and how far along one is where there is more than one row."""
    look, day = now.look, now.look.theme.day
    domain = look.theme.domain(DOMAIN)
    side = min(HEADER, rect.h)
    mark, beside = cut_left(Rect(rect.x, rect.cy - side / 2, rect.w * 0.6, side), side, 20)
    sign = icon(now.world.icon("hand"), mark.inset(11), domain.deep)
    ground = Box(mark, day.card if look.theme.bold else domain.bright, 14)
    title = now.text(now.survey.title)
    line = fit(look, title, beside, Style("small", day.ink, weight=700), middle=True)
    place = Rect(mark.x, mark.y, beside.right - mark.x, side)
    out = [Element("title", "heading", place, title, (ground, *sign, *line.draws))]
    if (of := len(now.state.items)) > 1:
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
    moved = _question(now, Rect(room.x, room.y + free, room.w, room.h))[0] if free > 40 else asked
    return moved, cut_bottom(below, high)[0]


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
    assert isinstance(smiley, Smiley)
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
    look, scale = now.look, now.survey.seq
    assert isinstance(scale, Ease)
    row = Row(1, now.text(scale.low), now.text(scale.high), now.value(1))
    side = min((room.w - 6 * GAP) / 7, 240.0)
    ends = look.size("button") * 1.4
    skip_h = max(side * 0.5, look.target, look.size("button") * 1.6)
    asked, place = _placed(now, room, side + ends + skip_h + 2 * GAP + 24)
    foot, upper = cut_bottom(place, skip_h, 24)
    skip = cut_left(foot, min(max(2 * side + GAP, look.size("button") * 9), foot.w))[0]
    return (*asked, *ease(look, now.world, row, upper), button(look, _skip(now), skip)), _ended(now)


def _pairs(now: Asking, room: Rect) -> tuple[tuple[Element, ...], Bar]:
    """As many pairs as fit in their size, the others on further pages."""
    look, state, pairs = now.look, now.state, now.survey.ueq_s
    assert isinstance(pairs, Pairs)
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
    most = LARGEST + least - look.target
    asked, place = _placed(now, room, len(shown) * most + (len(shown) - 1) * GAP * 1.6)
    lines = rows(place, len(shown), GAP * (1.6 if place.h > len(shown) * least * 1.3 else 1.0))
    out = tuple(
        pair(look, now.world, Row(number, *both, now.value(number)), line, beside)
        for (number, both), line in zip(shown, lines, strict=True)
    )
    return (*asked, *out), _turning(now, per, len(shown))


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
