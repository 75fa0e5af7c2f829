"""A lane: desks on a line, a stack before each, and the terraces that are open.

Every application is one square wherever it is, the own one stands out. Between two evenings squares are
on their way; how large they are follows from the highest stack of the race, so that none is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kiosk.core.ease import in_out_cubic
from kiosk.core.frame import Box, Colour, Draw, Line, Pattern, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui.latest import latest
from kiosk.ui.layout import Style, cut_right, cut_top, one_line
from kiosk.ui.look import Look
from kiosk.ui.parts import Slab, icon, tile
from kiosk.ui.theme import Domain, mix
from scenes.kinds.process.simulation import Evening, Race

PITCH = 1.2
"""From one square to the next, in sides."""
LARGEST, SMALLEST = 24.0, 5.0
DONE_ACROSS = 10
LEAST_NUMBER = 46.0
"""Below this size the number of those that are done stands alone: the squares show of how many."""
COUNT = 36.0
"""The largest number on top of a stack."""

Spot = tuple[float, float, float]
"""Left and top edge and side of a square."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A desk or, without a tile, the place of those that were sent back: name and pictogram."""

    text: str
    mark: tuple[str, ...] | None
    desk: bool = True


@dataclass(frozen=True, slots=True)
class Lane:
    """What of a lane does not move. narrow: the desk to point at with its words, if any.

    stops: those sent back first, if any can be, then the desks. back: whether the first stop is theirs.
    """

    title: str
    under: str
    own: bool
    stops: tuple[Stop, ...]
    back: bool
    total: int
    of: str
    mark: tuple[str, ...] | None
    narrow: tuple[int, str] | None = None

    def stop(self, desk: int) -> int:
        """The position of a desk among the stops."""
        return desk + self.back


@dataclass(frozen=True, slots=True)
class Field:
    """Where the parts of a lane lie. stacks: the room above each stop. foot: left edge of the line."""

    rect: Rect
    title: Rect
    stacks: tuple[Rect, ...]
    tiles: tuple[Rect, ...]
    names: tuple[Rect, ...]
    terrace: Rect
    number: Rect
    done: Rect


def field(look: Look, rect: Rect, stops: int) -> Field:
    """The parts of a lane in `rect`."""
    pad = 20.0 if rect.h > 220 else 12.0
    inner = rect.inset(pad, pad * 0.7)
    terrace, left = cut_right(inner, min(max(rect.w * 0.2, 200.0), 260.0), 18)
    title, below = cut_top(left, min(look.size("small") * 1.3, inner.h * 0.19), 2)
    name_h = min(look.size("label") * 1.15, below.h * 0.2)
    side = min(below.h * 0.33, 100.0, below.w / stops * 0.62)
    stacks, tiles, names = [], [], []
    width = below.w / stops
    for index in range(stops):
        column = Rect(below.x + index * width, below.y, width, below.h)
        names.append(Rect(column.x + 4, column.bottom - name_h, width - 8, name_h))
        place = Rect(column.cx - side / 2, column.bottom - name_h - 6 - side, side, side)
        tiles.append(place)
        stacks.append(Rect(column.x + 6, column.y, width - 12, place.y - 8 - column.y))
    inside = terrace.inset(18, 12)
    number, done = cut_top(inside, min(inside.h * 0.3, 76.0), 6)
    return Field(rect, title, tuple(stacks), tuple(tiles), tuple(names), terrace, number, done)


FIELD = latest(field, keep=4)


def most_waiting(races: Sequence[Race], days: int) -> int:
    """The highest stack of any evening of these races."""
    return max(
        (
            max(len(evening.back), *map(len, evening.queues))
            for race in races
            for evening in race.evenings[: days + 1]
        ),
        default=1,
    )


@dataclass(frozen=True, slots=True)
class Stack:
    """How squares are stacked in a race: their side, and how many lie beside each other."""

    side: float
    across: int


def stack_for(look: Look, place: Field, most: int) -> Stack:
    """The largest squares with which a stack of `most` fits, below the number on top of it."""
    room = place.stacks[0]
    height = room.h - min(look.size("label"), COUNT) * 1.1
    side = LARGEST
    while side > SMALLEST and int(room.w / (side * PITCH)) * int(height / (side * PITCH)) < most:
        side -= 0.5
    down = max(int(height / (side * PITCH)), 1)
    return Stack(side, max(-(-most // down), 4))


def stacked(room: Rect, stack: Stack, index: int) -> Spot:
    """Square `index` of a stack, from bottom left."""
    pitch = stack.side * PITCH
    left = room.cx - (stack.across * pitch - (pitch - stack.side)) / 2
    row = index // stack.across
    return left + index % stack.across * pitch, room.bottom - stack.side - row * pitch, stack.side


def stack_top(room: Rect, stack: Stack, count: int) -> float:
    """The upper edge of a stack."""
    return room.bottom if not count else stacked(room, stack, count - 1)[1]


def terrace_spot(rect: Rect, index: int, total: int) -> Spot:
    """Square `index` of those that are done, in rows of ten from the top."""
    down = max(-(-total // DONE_ACROSS), 1)
    pitch = min(rect.w / DONE_ACROSS, rect.h / down)
    side = pitch * 0.84
    return rect.x + index % DONE_ACROSS * pitch, rect.y + index // DONE_ACROSS * pitch, side


def spots(lane: Lane, place: Field, evening: Evening, stack: Stack) -> Mapping[int, Spot]:
    """Where every application that is in the house, sent back or done lies on an evening."""
    found: dict[int, Spot] = {}
    for desk, queue in enumerate(evening.queues):
        room = place.stacks[lane.stop(desk)]
        found |= {case: stacked(room, stack, at) for at, case in enumerate(queue)}
    if lane.back:
        found |= {case: stacked(place.stacks[0], stack, at) for at, case in enumerate(evening.back)}
    found |= {case: terrace_spot(place.done, at, lane.total) for at, case in enumerate(evening.done)}
    return found


SPOTS = latest(spots, keep=6)


@dataclass(frozen=True, slots=True)
class Inks:
    """Colours of a lane: its ground, the words on it, its squares, those done, empty places."""

    face: Colour
    text: Colour
    square: Colour
    done: Colour
    empty: Colour
    mine: Colour
    ring: Colour


def inks(look: Look, domain: Domain, own: bool) -> Inks:
    day, stadt = look.theme.day, look.theme.domain("stadt")
    if look.theme.bold:
        return Inks(day.card, day.ink, day.grey, day.ink, day.empty, day.accent, day.accent)
    if own:
        face = domain.tint
        return Inks(
            face, domain.deep, domain.deep, stadt.deep, mix(face, domain.deep, 0.16), day.accent, day.ink
        )
    face = mix(day.band, day.line, 0.16)
    return Inks(
        face, day.ink, mix(day.line, day.ink, 0.25), stadt.deep, mix(face, day.ink, 0.14), day.accent, day.ink
    )


def _ground(look: Look, place: Field, lane: Lane, ink: Inks) -> tuple[Draw, ...]:
    """Everything that stays: sheet, line, desks with their names, title."""
    rim = (look.theme.day.card_line, 4.0) if look.theme.bold else (None, 0.0)
    draws: list[Draw] = [Box(place.rect, ink.face, 26, *rim)]
    middle = place.tiles[0].cy
    ends = ((place.tiles[0].cx, middle), (place.terrace.x - 6, middle))
    draws.append(Line(ends, 9, mix(ink.face, ink.text, 0.25)))
    size = _name_size(look, place, lane)
    for index, stop in enumerate(lane.stops):
        pointed = lane.narrow is not None and lane.stop(lane.narrow[0]) == index
        draws += _stop(look, place, (index, stop, size), ink, pointed)
    return (*draws, *_title(look, place.title, lane, ink), *_sheet(look, place, lane, ink))


GROUND = latest(_ground, keep=6)


def _name_size(look: Look, place: Field, lane: Lane) -> float:
    """One size in which every name fits below its desk."""
    room = place.names[0]
    size = min(look.size("label"), room.h * 0.9)
    widest = max(look.type.width(stop.text, size, 700) for stop in lane.stops)
    return max(size * min(1.0, room.w / widest), 15.0)


def _stop(
    look: Look, place: Field, which: tuple[int, Stop, float], ink: Inks, pointed: bool
) -> tuple[Draw, ...]:
    index, stop, size = which
    at, day = place.tiles[index], look.theme.day
    if stop.desk:
        rim = day.accent if look.theme.bold else day.ink
        slab = Slab(day.card, ink.square, None, 18, 9)
        if look.theme.bold:
            slab = Slab(day.card, day.ink, day.ink, 18, 0)
        body, face = tile(look, at, slab)
        if pointed:
            body = (*body, Box(at.grown(7), None, 22, rim, 5.0))
    else:
        body, face = (Box(at, ink.face, at.w / 2, ink.text, 3.0),), at
    mark = icon(stop.mark, face.inset(face.w * 0.2), ink.text, mix(ink.text, ink.face, 0.45))
    room = place.names[index]
    style = Style("label", ink.text, "c", size, 700 if pointed else 600)
    return (*body, *mark, one_line(look, stop.text, (room.cx, room.cy), style))


def _title(look: Look, room: Rect, lane: Lane, ink: Inks) -> tuple[Draw, ...]:
    size = min(look.size("small") * 1.16, room.h * 0.92)
    head = one_line(look, lane.title, (room.x, room.cy), Style("card", ink.text, "l", size, 800))
    left = room.x + head.width + 20
    under = look.size("label")
    wide = look.type.width(lane.under, under, 500)
    fitted = under * min(1.0, (room.right - left) / wide) if wide else 0.0
    if fitted < 17:
        return (head,)
    return head, one_line(look, lane.under, (left, room.cy + 2), Style("label", ink.text, "l", fitted, 500))


def _sheet(look: Look, place: Field, lane: Lane, ink: Inks) -> tuple[Draw, ...]:
    """The sheet for those that are done, with an empty place for each."""
    day = look.theme.day
    sheet = Box(place.terrace, ink.face if look.theme.bold else mix(ink.face, day.card, 0.55), 20)
    pattern = "outline" if look.theme.bold else "solid"
    empty = tuple(
        Square(*terrace_spot(place.done, k, lane.total), ink.empty, pattern, ink.empty)  # type: ignore[arg-type]
        for k in range(lane.total)
    )
    foot = empty[-1].y + empty[-1].side + 10
    side = min(place.done.bottom - foot, 96.0) // 12 * 12
    if side < 36:
        return sheet, Squares(empty)
    at = Rect(place.done.cx - side / 2, place.done.bottom - side, side, side)
    return sheet, Squares(empty), *icon(lane.mark, at, ink.done, mix(ink.done, ink.face, 0.5))


def number(look: Look, place: Field, lane: Lane, done: int, ink: Inks) -> tuple[Draw, ...]:
    """How many are done, of how many."""
    room = place.number
    text = look.theme.day.ink
    label = min(look.size("label"), room.h * 0.5, 36.0)
    wide = look.type.width(lane.of, label, 500)
    most = str(lane.total)
    fits = (room.w - wide - 10) / look.type.width(most, 1.0, 800)
    size = min(room.h, 72.0, fits if fits >= LEAST_NUMBER else 72.0)
    head = one_line(look, str(done), (room.x, room.cy), Style("card", text, "l", size, 800))
    if fits < LEAST_NUMBER:
        return (head,)
    left = room.x + head.width + 10
    of = one_line(look, lane.of, (left, room.cy + size * 0.12), Style("label", text, "l", label, 500))
    return head, of


@dataclass(frozen=True, slots=True)
class Moment:
    """The evenings before and after now, and how much of the day between them has passed, 0..1."""

    before: Evening | None
    after: Evening
    share: float


def squares(lane: Lane, place: Field, now: Moment, own: tuple[int, Stack], ink: Inks) -> tuple[Draw, ...]:
    """All applications where they are. own: the number of one's own, and how squares are stacked.

    Who stays in a stack is drawn in the place to come: squares are alike, and a stack that moves on as a
    whole would be a blur. One's own is followed all the way.
    """
    mine, stack = own
    after = SPOTS(lane, place, now.after, stack)
    before = SPOTS(lane, place, now.before, stack) if now.before is not None else {}
    stays = _staying(now)
    side = stack.side
    start = (place.tiles[0].cx - side / 2, place.tiles[0].cy - side / 2, side)
    t = in_out_cubic(now.share)
    back, done = frozenset(now.after.back), frozenset(now.after.done)
    still: list[Square] = []
    moving: list[Square] = []
    marked: Square | None = None
    for case, to in after.items():
        fixed = t >= 1 or (case in stays and case != mine)
        spot = to if fixed else _between(before.get(case, start), to, t)
        through = case in done and (fixed or t > 0.5)
        pattern: Pattern = "hatch" if case in back else "solid"
        drawn = Square(*spot, ink.done if through else ink.square, pattern, ink.face)
        if case == mine:
            marked = drawn._replace(colour=ink.mine, pattern="solid")
        else:
            (still if fixed else moving).append(drawn)
    out: list[Draw] = [Squares(tuple(each)) for each in (still, moving) if each]
    if marked is not None:
        at = Rect(marked.x, marked.y, marked.side, marked.side)
        out += [Squares((marked,)), Box(at.grown(3), None, marked.side * 0.25 + 2, ink.ring, 3.0)]
    return tuple(out)


def _staying(now: Moment) -> frozenset[int]:
    """The applications that are on both evenings in the same place."""
    if now.before is None:
        return frozenset()
    then = (*now.before.queues, now.before.back, now.before.done)
    later = (*now.after.queues, now.after.back, now.after.done)
    return frozenset(case for a, b in zip(then, later, strict=True) for case in frozenset(a).intersection(b))


def _between(start: Spot, end: Spot, t: float) -> Spot:
    return tuple(a + (b - a) * t for a, b in zip(start, end, strict=True))  # type: ignore[return-value]


def counts(look: Look, lane: Lane, place: Field, now: Moment, own: tuple[Stack, Inks]) -> tuple[Draw, ...]:
    """The number on top of every stack; where a desk is pointed at, in words."""
    stack, ink = own
    after = _heights(lane, now.after)
    before = _heights(lane, now.before) if now.before is not None else (0,) * len(after)
    out: list[Draw] = []
    for index, count in enumerate(after if now.share >= 1 else before):
        pointed = lane.narrow is not None and lane.stop(lane.narrow[0]) == index
        if not count and not pointed:
            continue
        room = place.stacks[index]
        text = lane.narrow[1] if pointed and lane.narrow is not None else str(count)
        size = min(look.size("label"), COUNT) * (0.92 if not pointed else 1.0)
        size *= min(1.0, room.w * (1.7 if pointed else 1.0) / look.type.width(text, size, 700))
        wide = look.type.width(text, size, 700)
        used = min(max(count, 1), stack.across) * stack.side * PITCH
        middle = stacked(room, stack, 0)[0] + used / 2 if count else room.cx
        x = min(max(middle, place.title.x + wide / 2), place.title.right - wide / 2)
        y = max(stack_top(room, stack, max(count, after[index])) - size * 0.72, room.y + size * 0.3)
        out.append(one_line(look, text, (x, y), Style("label", ink.text, "c", size, 700 if pointed else 600)))
    return tuple(out)


def _heights(lane: Lane, evening: Evening) -> tuple[int, ...]:
    """How many are before each stop."""
    queues = tuple(map(len, evening.queues))
    return (len(evening.back), *queues) if lane.back else queues
