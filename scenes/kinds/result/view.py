"""The end card: the tower with its range, what was taken up, the light in the city, the QR code."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.ease import in_out_cubic
from kiosk.core.frame import Bits, Box, Draw, Element, Glow, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui import mosaic
from kiosk.ui.city import Plan, blocks, city
from kiosk.ui.facts import Pledge
from kiosk.ui.layout import (
    Block,
    Style,
    columns,
    cut_bottom,
    cut_left,
    cut_right,
    cut_top,
    fit,
    one_line,
    paragraph,
    rows,
)
from kiosk.ui.mosaic import Laid
from kiosk.ui.parts import Slab, card, icon, tile
from kiosk.ui.radar import panel as radar
from kiosk.ui.scene import Band, Paint
from kiosk.ui.theme import INK, WHITE, faded, mix
from kiosk.ui.tower import chart, chart_height, number, spoken
from kiosk.visit.takehome import matrix
from kiosk.visit.world import WINDOWS
from scenes.kinds.result.bars import bars, shown
from scenes.kinds.result.bars import spoken as spoken_bars
from scenes.kinds.result.offers import offers
from scenes.kinds.result.rounds import board
from scenes.kinds.result.rules import State, holds, limits, profile
from scenes.kinds.result.schema import Result
from scenes.kinds.result.steps import ROOMY, TALL, step_card

STAGE = "full"
FLIGHT_S = 1.4
FEW = 3  # services that are shown at least, if there are so many
BAR = 128.0
LEAST_CODE = 236.0
WORDS = 150.0
"""Height of the words below the code."""
QUIET = 8  # four modules of quiet zone on either side


def view(step: Result, state: State, area: Rect, paint: Paint) -> tuple[Element, ...]:
    look = paint.look
    large = look.text >= 200 or (look.large and paint.facts.radar is not None)
    if look.portrait and large:
        night, rest = cut_bottom(area, area.h * 0.34, 24)
        tower, middle = _headline_only(step, rest, paint)
    elif look.portrait:
        more = 0.04 if paint.facts.laid is not None else 0.0
        share = (0.46 if look.text < 150 else 0.52) + more
        upper, lower = cut_bottom(area, area.h * max(share, 1.0 - _rows_share(step, paint)), 28)[::-1]
        middle, night = cut_right(lower, max(420.0, lower.w * 0.44), 28)[::-1]
        tower = _tower(step, upper, paint)
    else:
        night, rest = cut_right(area, 436, 40)
        if large:
            tower, middle = _headline_only(step, rest, paint)
        else:
            left, middle = cut_left(rest, 652, 40)
            tower = _tower(step, left, paint)
    numbers, middle = _numbers(step, middle, paint) if not large else ((), middle)
    return (
        *tower,
        *numbers,
        *_middle(step, middle, paint),
        *_night(state, night, paint),
        *_flight(state, night, paint),
    )


def _rows_share(step: Result, paint: Paint) -> float:
    """How much of an upright card a few bars need below their headline; 1.0 where something else stands."""
    facts, count = paint.facts, len(shown(step, paint.turn))
    if facts.tower or facts.radar or facts.rounds or facts.laid is not None:
        return 1.0
    return 0.12 + 0.1 * count * paint.look.grow


def _range(step: Result, paint: Paint) -> str:
    live = paint.turn.scenario.live
    found = limits(step, paint.turn, live.per if live is not None else 1.0)
    if step.range is None or found is None:
        return ""
    return step.range.render({"low": found[0], "high": found[1]}, paint.look.language)


def _tower(step: Result, rect: Rect, paint: Paint) -> tuple[Element, ...]:
    look = paint.look
    tower = paint.facts.tower
    if tower is None:
        headline, below = _headline_only(step, rect, paint)
        if paint.facts.radar is not None:
            return (*headline, radar(look, below, paint.facts.radar, paint.domain))
        if paint.facts.rounds:
            return (*headline, board(look, below, paint.facts.rounds))
        if paint.facts.laid is not None:
            return (*headline, *_laid(paint.facts.laid, below, paint))
        return (*headline, bars(step, below, paint)) if shown(step, paint.turn) else headline
    below, top = cut_bottom(rect, min(chart_height(look, tower, rect.w - 60) + 52, rect.h * 0.76), 22)
    between = _range(step, paint)
    draws = number(look, tower, top, between)
    squares, _ = chart(look, tower, below.inset(30, 26))
    label = f"{paint.text(step.headline)} {between}. {spoken(tower)}"
    return (
        Element("headline", "heading", top, f"{paint.text(step.headline)} {between}", draws),
        Element("tower", "chart", below, label, (card(look, below), *squares), value=tower.figure),
    )


def _laid(found: Laid, rect: Rect, paint: Paint) -> tuple[Element, ...]:
    """The picture that visits lay together, this visitor's square in it."""
    look, side = paint.look, min(rect.w, rect.h)
    place = Rect(rect.cx - side / 2 if look.portrait else rect.x, rect.y, side, side)
    laid = mosaic.picture(look.untouched(), place, found, paint.world)
    own = mosaic.own(look, place, found, FLIGHT_S) if found.decided else None
    return (laid,) if own is None else (laid, own)


def _numbers(step: Result, rect: Rect, paint: Paint) -> tuple[tuple[Element, ...], Rect]:
    """Where a picture stands in the tower's place, the bars lead the words; and the room below them."""
    count = len(shown(step, paint.turn))
    if paint.facts.laid is None or not count:
        return (), rect
    share = 0.42 if paint.look.portrait else 0.52
    strip, below = cut_top(rect, min(BAR * count * paint.look.grow + 44, rect.h * share), 26)
    return (bars(step, strip, paint),), below


def _headline_only(step: Result, rect: Rect, paint: Paint) -> tuple[tuple[Element, ...], Rect]:
    """Where text is large the picture makes room: headline and range as words."""
    look, day = paint.look, paint.look.theme.day
    text, between = paint.text(step.headline), _range(step, paint)
    lines = 2.4 if step.bars or paint.facts.tower is None else 1.25
    place = Rect(rect.x, rect.y, rect.w, min(look.size("card") * lines, rect.h * 0.4))
    head = fit(look, text, place, Style("card", day.ink))
    room = Rect(rect.x, rect.y + head.height, rect.w, look.size("body") * 1.4)
    note = fit(look, between, room, Style("body", day.ink, weight=600)) if between else Block((), 0, 0, 0)
    height = head.height + note.height
    whole = Rect(rect.x, rect.y, rect.w, height)
    strengths = paint.facts.radar.spoken if paint.facts.radar is not None else ""
    played = ". ".join(told.spoken for told in paint.facts.rounds)
    said = f"{text} {between}. {spoken_bars(step, paint)}. {strengths}. {played}".strip(" .")
    element = Element("headline", "heading", whole, said, (*head.draws, *note.draws))
    return (element,), cut_top(rect, height, 16)[1]


def _middle(step: Result, rect: Rect, paint: Paint) -> tuple[Element, ...]:
    """What it means, what was taken up, what fits in the city: as large as the room allows."""
    look = paint.look
    sentences = (
        _profile_text(step, paint),
        *(paint.text(t) for t in (step.shared, step.text) if t is not None),
    )
    text = " ".join(t for t in (*sentences, paint.facts.note) if t)
    services = [paint.world.content.services[id] for id in paint.facts.services]
    if any(pledge.help for pledge in paint.facts.pledges):
        services = []  # each step says who helps with it
    elif step.take is None:
        services = services[:FEW]
    style = Style("body", look.theme.day.ink)
    line = look.size("small") * 1.5
    rows = 0 if not paint.facts.pledges else 1 if _abreast(paint, rect) else len(paint.facts.pledges)
    tall, roomy = (TALL, ROOMY) if any(pledge.price for pledge in paint.facts.pledges) else (124.0, 124.0)
    offered = any(s.several and not s.collect for s in paint.turn.scenario.steps)
    written = paragraph(look, text, rect, style).height if text else 0.0
    pledged = line + rows * tall * max(1.0, look.grow * 0.75) if offered else 0.0
    gap = 22.0
    room = rect.h - written - pledged - gap * bool(text) - gap * offered
    services = services[: max(FEW, int(room / line) - 1)]
    natural = (written, pledged, line * (len(services) + 1) if services else 0.0)
    scale = min(1.0, (rect.h - 2 * gap) / max(sum(natural), 1.0))
    words, taken, below = (h * scale for h in natural)
    block = fit(look, text, Rect(rect.x, rect.y, rect.w, words), style)
    out = (
        [Element("shared", "text", Rect(rect.x, rect.y, rect.w, block.height), text, block.draws)]
        if text
        else []
    )
    y = rect.y + (block.height + gap if text else 0.0)
    if offered:
        most = natural[1] + rows * (roomy - tall) * max(1.0, look.grow * 0.75)
        taken = max(taken, min(most, rect.bottom - y - gap - below))
        out += _pledges(paint.facts.pledges, Rect(rect.x, y, rect.w, taken), paint)
        y += taken + gap
    if services:
        out += offers(services, Rect(rect.x, y, rect.w, rect.bottom - y), paint)
    return tuple(out)


def _profile_text(step: Result, paint: Paint) -> str:
    """The sentence of the profile that fits, led by its badge: a word, never a rank; and what else holds."""
    found = profile(step, paint.turn)
    if found is None:
        return ""
    key = f"badge_{found.badge}"
    named = found.badge is not None and key in paint.world.content.exhibition.texts
    led = [f"{paint.world.say(key)}!"] if named else []
    also = [paint.text(remark.text) for remark in step.also if holds(remark, paint.turn)]
    return " ".join((*led, paint.text(found.text), *also))


def _pledges(pledges: tuple[Pledge, ...], rect: Rect, paint: Paint) -> list[Element]:
    look, day, world = paint.look, paint.look.theme.day, paint.world
    title_h = min(look.size("small") * 1.45, rect.h * 0.4)
    title = world.say("result_pledges") if pledges else world.say("result_no_pledge")
    head = fit(
        look,
        title,
        Rect(rect.x, rect.y, rect.w, title_h if pledges else rect.h),
        Style("small", day.ink, weight=700),
    )
    out = [Element("pledges", "text", Rect(rect.x, rect.y, rect.w, head.height), title, head.draws)]
    if not pledges:
        return out
    room = Rect(rect.x, rect.y + title_h + 4, rect.w, rect.h - title_h - 4)
    abreast = _abreast(paint, rect)
    places = columns(room, max(len(pledges), 2), 24) if abreast else rows(room, len(pledges), 14)
    for i, (pledge, place) in enumerate(zip(pledges, places, strict=False)):
        shown_as = step_card(pledge, place, paint, f"pledge.{i}") if pledge.price else None
        out.append(shown_as or _pledge(pledge, place, paint, i))
    return out


def _abreast(paint: Paint, rect: Rect) -> bool:
    """Whether what was taken up stands side by side: steps with a price are too wide for that."""
    return rect.w > 1000 and not any(pledge.price for pledge in paint.facts.pledges)


def _pledge(pledge: Pledge, rect: Rect, paint: Paint, index: int) -> Element:
    look = paint.look
    domain = look.theme.domain(pledge.domain)
    draws, face = tile(look, rect, Slab(domain.bright, domain.deep, None, 20, 8))
    side = min(face.h * 0.62, 72.0)
    at = Rect(face.x + 20, face.cy - side / 2, side, side)
    ink = domain.on_bright if look.theme.bold else domain.deep
    picture = icon(paint.world.icon(pledge.icon), at, ink, mix(ink, domain.bright, 0.45))
    size = min(look.size("button") * 0.85, face.h * 0.36)
    size *= min(1.0, face.w * 0.36 / max(look.type.width(pledge.figure, size, 800), 1.0))
    figure = one_line(
        look, pledge.figure, (face.right - 22, face.cy), Style("button", domain.on_bright, "r", size, 800)
    )
    left = at.right + 20 if picture else face.x + 22
    room = Rect(left, face.y + 6, figure.left - left - 18, face.h - 12)
    text = fit(look, pledge.text, room, Style("button", domain.on_bright, weight=700), middle=True)
    return Element(
        f"pledge.{index}",
        "text",
        rect,
        f"{pledge.text}, {pledge.figure}" if pledge.figure else pledge.text,
        (*draws, *picture, *text.draws, *((figure,) if pledge.figure else ())),
    )


@dataclass(frozen=True, slots=True)
class Card:
    """The night card's parts: the sheet, the city's plan, its caption and the code.

    Upright they stand one below the other; where the card is wide, the code stands beside the city.
    """

    sheet: Rect
    plan: Plan
    caption: Rect
    code: Rect


def _card(rect: Rect, paint: Paint) -> Card:
    grow = paint.look.grow
    city_room, beside = columns(rect, 2, 0) if rect.w > rect.h * 1.2 else (rect, None)
    words = min(96.0 * grow, rect.h * 0.18)
    high = (
        city_room.h - words - 60 if beside else rect.h * (0.36 if grow < 1.5 else 0.3 if grow < 2 else 0.24)
    )
    if beside is None:  # the code and its words come before the city, which is seen on every wall
        high = max(min(high, rect.h - words - 64 - LEAST_CODE - WORDS * grow), rect.h * 0.16)
    pitch = min((city_room.w - 36) / 16.6, high / 11.6)
    plan = Plan(city_room.cx, rect.y + 26 + pitch * 11.5, pitch)
    caption = Rect(city_room.x + 16, plan.bottom + 14, city_room.w - 32, words)
    if beside is not None:
        return Card(rect, plan, caption, beside.inset(20, 22))
    top = caption.bottom + 10
    return Card(rect, plan, caption, Rect(rect.x + 24, top, rect.w - 48, rect.bottom - top - 18))


def _night(state: State, rect: Rect, paint: Paint) -> tuple[Element, ...]:
    """The night card: the city with the new light, and the code to take home."""
    look, world = paint.look, paint.world
    night = look.theme.night
    where = _card(rect, paint)
    sheet = Box(rect, night.ground, 30, look.theme.day.card_line if look.theme.bold else None, 6)
    draws: tuple[Draw, ...] = (sheet, *city(look.theme, where.plan, paint.turn.lights.colours))
    name = blocks()[state.block].name if state.block >= 0 else ""
    if name and (paint.since >= FLIGHT_S or look.calm):
        draws += _new_light(state, where.plan, paint)
    light = _lit(state, paint) if name else world.say("result_city_full")
    place = world.say("result_block", block=name) if name else ""
    upper, lower = cut_top(where.caption, where.caption.h * (0.56 if place else 1.0))
    big = fit(look, light, upper, Style("button", night.ink, "c"), middle=True)
    small = fit(look, place, lower, Style("small", night.muted, "c"), middle=True)
    area = Rect(rect.x, rect.y, rect.w, where.caption.bottom - rect.y)
    label = f"{light} {place}".strip()
    lit = Element("light", "image", area, label, (*draws, *big.draws, *small.draws))
    return (lit, *_code(where.code, paint))


def _lit(state: State, paint: Paint) -> str:
    """Whose light is on, or how many of them."""
    if not state.more:
        return paint.world.say("result_light_on")
    return paint.world.say("result_lights_on", lights=float(1 + len(state.more)))


def _new_light(state: State, plan: Plan, paint: Paint) -> tuple[Draw, ...]:
    places = ((state.block, state.window), *(divmod(place, WINDOWS) for place in state.more))
    windows = [plan.window(*place) for place in places]
    colour, ring = paint.domain.bright, paint.look.theme.night.ink
    touched = [plan.block(blocks()[block]) for block in sorted({block for block, _ in places})]
    rings = (Box(block.grown(4), None, 6, ring, 2.5) for block in touched)
    return (
        Glow(windows[0].cx, windows[0].cy, plan.pitch * 2.6, faded(colour, 0.5)),
        *rings,
        Squares(tuple(Square(window.x, window.y, window.w, colour) for window in windows)),
    )


def _code(rect: Rect, paint: Paint) -> tuple[Element, ...]:
    """The QR code on white with its quiet zone, as large as fits, never below 30 mm; words below it."""
    look, world = paint.look, paint.world
    night = look.theme.night
    least = max(LEAST_CODE, 30.0 / look.unit_mm)
    words = min(WORDS * look.grow, rect.h * 0.4)
    side = min(rect.w, 320.0, max(rect.h - words - 12, min(least, rect.h - 80)))
    place = Rect(rect.cx - side / 2, rect.y, side, side)
    dots = matrix(paint.facts.url) if paint.facts.url else ()
    quiet = side * (QUIET / 2) / (len(dots) + QUIET) if dots else 0.0
    code = (Box(place, WHITE, 14), *((Bits(place.inset(quiet), dots, INK),) if dots else ()))
    title, text = world.say("result_take"), world.say("result_take_text")
    below = Rect(rect.x, place.bottom + 12, rect.w, rect.bottom - place.bottom - 12)
    upper, lower = cut_top(below, below.h * 0.32)
    head = fit(look, title, upper, Style("button", night.ink, "c", weight=800), middle=True)
    body = fit(look, text, lower, Style("small", night.muted, "c"))
    return (
        Element("code", "image", place, f"{title}. {text}", code, value=paint.facts.url),
        Element("take", "text", below, f"{title}. {text}", (*head.draws, *body.draws)),
    )


def _flight(state: State, rect: Rect, paint: Paint) -> tuple[Element, ...]:
    """The light flies from the tower into its window in an arc."""
    look = paint.look
    if state.block < 0 or look.calm or paint.since >= FLIGHT_S:
        return ()
    target = _card(rect, paint).plan.window(state.block, state.window)
    t = in_out_cubic(paint.since / FLIGHT_S)
    x0, y0 = look.stage.w * 0.2, look.stage.h * 0.3
    x1, y1 = target.x + target.w / 2, target.y + target.h / 2
    lift = 160.0 * 4 * t * (1 - t)
    side = 64 + (target.w - 64) * t
    x, y = x0 + (x1 - x0) * t, y0 + (y1 - y0) * t - lift
    square = Square(x - side / 2, y - side / 2, side, paint.domain.bright)
    edge = Box(Rect(x - side / 2 - 3, y - side / 2 - 3, side + 6, side + 6), paint.domain.deep, side * 0.2)
    return (
        Element(
            "flight", "decor", Rect(x - side / 2, y - side / 2, side, side), draws=(edge, Squares((square,)))
        ),
    )


def band(step: Result, state: State, paint: Paint) -> Band | None:
    return None


def next_change(step: Result, state: State, paint: Paint) -> float | None:
    return 0.0 if paint.since < FLIGHT_S + 0.05 and not paint.look.calm and state.block >= 0 else None
