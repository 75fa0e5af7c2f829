"""Option tiles in a grid that adapts to number, text length and text size."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.core.frame import Action, Box, Colour, Draw, Element, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui.layout import Style, cut_top, fit, grid, one_line
from kiosk.ui.look import Look
from kiosk.ui.parts import Slab, badge, icon, tick, tile
from kiosk.ui.scene import Paint
from kiosk.ui.theme import Domain, mix

TALLEST = 178.0
UPRIGHT = 270.0
SPARSE = 0.7
GAP = 22.0
TICK = 44.0


@dataclass(frozen=True, slots=True)
class Tile:
    """One option as it shows. squares: a row of squares for a lever; figure: its number."""

    id: str
    text: str
    note: str = ""
    plate: str = ""
    icon: str | None = None
    domain: str | None = None
    chosen: bool = False
    disabled: bool = False
    squares: int = 0
    figure: str = ""


def option_tiles(
    paint: Paint, tiles: Sequence[Tile], area: Rect, columns: int | None = None
) -> tuple[Element, ...]:
    """One element per tile, filling `area` from its top without ever leaving it."""
    look = paint.look
    if not tiles:
        return ()  # every `when` was false: the visitor goes on without an answer
    across = columns or _columns(look, tiles, area)
    cells = _cells(area, len(tiles), across, TALLEST * (1 + (look.grow - 1) * 0.6))
    if columns is None and (cells[-1].bottom - area.y < area.h * SPARSE or len(tiles) % across):
        cells = _upright(look, tiles, area) or cells
    return tuple(_option(paint, tiles, i, cells[i]) for i in range(len(tiles)))


def _cells(area: Rect, count: int, across: int, tallest: float) -> tuple[Rect, ...]:
    down = math.ceil(count / across)
    gap = GAP if down < 5 else 14.0
    height = min((area.h - gap * (down - 1)) / down, tallest)
    return grid(Rect(area.x, area.y, area.w, height * down + gap * (down - 1)), (across, down), gap)


def _upright(look: Look, tiles: Sequence[Tile], area: Rect) -> tuple[Rect, ...] | None:
    """Cells for a few tiles that have room: the picture above, the words below. None where they have not."""
    pictured = all((t.plate or t.icon) and not t.squares and not t.figure for t in tiles)
    if look.large or not pictured or len(tiles) > 4:
        return None
    across = len(tiles) if area.w / len(tiles) >= 300 else 2
    cells = _cells(area, len(tiles), across, 520.0 if look.portrait else 440.0)
    widest = max(look.type.width(word, look.size("button"), 700) for t in tiles for word in t.text.split(" "))
    fits = len(tiles) % across == 0 and cells[0].h >= UPRIGHT and widest <= cells[0].w - 60
    return cells if fits else None


def _columns(look: Look, tiles: Sequence[Tile], area: Rect) -> int:
    """The first number of columns in which all rows fit the height and every word its tile."""
    least = look.target * max(1.0, look.grow * 0.75)
    beside = 190.0 if any(t.plate or t.icon for t in tiles) else 90.0
    widest = max(look.type.width(word, look.size("button"), 700) for t in tiles for word in t.text.split(" "))
    wide = area.w > 1300
    wanted = (2, 4, 1, 3) if len(tiles) == 4 else (2, 3, 1, 4) if wide else (2, 1, 3, 4)
    if look.large and not wide:
        wanted = (1, 2, 3, 4)
    if wide and area.h < 330 and len(tiles) > 4:
        wanted = (3, 2, 4, 1)
    high = [n for n in wanted if math.ceil(len(tiles) / n) * (least + 14) - 14 <= area.h]
    both = [n for n in high if widest <= area.w / n - beside]
    return (both or high or [4])[0]


def _colours(look: Look, domain: Domain, chosen: bool) -> Slab:
    day = look.theme.day
    if chosen:
        return Slab(domain.bright, domain.deep, None, 24, 12)
    return Slab(day.card, day.card_edge, day.card_line, 24, 12)


def _option(paint: Paint, tiles: Sequence[Tile], index: int, rect: Rect) -> Element:
    look, what = paint.look, tiles[index]
    domain = look.theme.domain(what.domain) if what.domain else paint.domain
    id = f"option.{what.id}"
    chosen_face = domain if what.domain and what.squares else paint.domain
    slab = _colours(look, chosen_face, what.chosen)
    draws, face = tile(look, rect, slab, look.pressed == id or what.chosen)
    if rect.h >= UPRIGHT and not look.large and not what.figure:
        inside = _standing(paint, what, face, (domain, chosen_face), tiles)
    else:
        inside = _lying(paint, what, face, (domain, chosen_face))
    numbers = badge(look, index + 1, (rect.x + 6, rect.y + 6)) if look.keys or look.theme.bold else ()
    state = (("selected",) if what.chosen else ()) + (("disabled",) if what.disabled else ())
    spoken = ", ".join(t for t in (what.text, what.note, what.figure) if t)
    return Element(
        id, "option", rect, spoken, (*draws, *inside, *numbers),
        None if what.disabled else Action("choose", what.id), value=index + 1, state=(*state, "essential"),
    )  # fmt: skip


def _lying(paint: Paint, what: Tile, face: Rect, domains: tuple[Domain, Domain]) -> tuple[Draw, ...]:
    """Picture, words and tick beside each other. domains: of the picture, of the chosen face."""
    room = face.inset(22, 12)
    mark: tuple[Draw, ...] = ()
    if what.plate or paint.world.icon(what.icon):
        side = min(room.h - 4, 116.0, room.w * 0.3)
        mark = _mark(paint, what, Rect(room.x, room.cy - side / 2, side, side), domains[0])
        room = Rect(room.x + side + 24, room.y, room.w - side - 24, room.h)
    if what.chosen:
        side = min(44.0, room.h * 0.5)
        drop = 4 if what.squares or what.figure else (room.h - side) / 2
        mark += (_tick(paint, Rect(room.right - side, room.y + drop, side, side), domains[1]),)
        room = Rect(room.x, room.y, room.w - side - 14, room.h)
    return (*mark, *_words(paint, what, room, domains[1]))


def _standing(
    paint: Paint, what: Tile, face: Rect, domains: tuple[Domain, Domain], peers: Sequence[Tile]
) -> tuple[Draw, ...]:
    """A large picture above its words, which are as large as those of its peers; the tick in the corner."""
    room = face.inset(24, 24)
    look, ink = paint.look, domains[1].on_bright if what.chosen else paint.look.theme.day.ink
    side = min(room.h * 0.55, room.w - 2 * (TICK + 8), 240.0)  # the tick has its corner to itself
    picture = _mark(paint, what, Rect(room.cx - side / 2, room.y + 8, side, side), domains[0])
    below = cut_top(room, side + 8, 16)[1]
    noted = any(each.note for each in peers)
    part = cut_top(below, below.h * (0.64 if noted else 1.0))[0]
    full = look.size("button") * (1.0 if noted else 1.2)
    large, small = Style("button", ink, "c", size=full), Style("small", ink, "c")
    size = min(fit(look, each.text, part, large).size for each in peers)
    large = Style("button", ink, "c", size=size)
    head = fit(look, what.text, part, large)
    rest = cut_top(below, head.height + 6)[1]
    taken = head.height + (fit(look, what.note, rest, small).height + 6 if what.note else 0.0)
    drop = max(0.0, (below.h - taken) / 2)
    note = fit(look, what.note, rest.moved(0, drop), small).draws if what.note else ()
    corner = Rect(room.right - TICK, room.y, TICK, TICK)
    mark = (_tick(paint, corner, domains[1]),) if what.chosen else ()
    return (*picture, *mark, *fit(look, what.text, part.moved(0, drop), large).draws, *note)


def _tick(paint: Paint, at: Rect, chosen: Domain) -> Draw:
    return tick(at, paint.look.theme.day.on_accent if paint.look.theme.bold else chosen.deep)


def _mark(paint: Paint, what: Tile, at: Rect, domain: Domain) -> tuple[Draw, ...]:
    """The enamel plate or pictogram of a tile."""
    look, day = paint.look, paint.look.theme.day
    side, radius = at.w, at.w * 0.14
    if what.plate:
        deep = domain.deep if what.chosen and not look.theme.bold else day.plate
        size = min(side * 0.5, side * 0.86 / max(look.type.width(what.plate, 1.0, 800), 0.1))
        figure = one_line(look, what.plate, (at.cx, at.cy), Style("card", day.on_plate, "c", size, 800))
        rim = Box(at.inset(side * 0.06), None, radius * 0.75, day.on_plate, 3)
        return Box(at, deep, radius), rim, figure
    ground = day.card if look.theme.bold else domain.tint
    ink = domain.mark
    if look.theme.bold and what.chosen:
        ground, ink = domain.bright, domain.on_bright
    pictogram = icon(paint.world.icon(what.icon), at.inset(side * 0.14), ink, mix(ink, ground, 0.45))
    return Box(at, ground, radius), *pictogram


def _words(paint: Paint, what: Tile, room: Rect, domain: Domain) -> tuple[Draw, ...]:
    look = paint.look
    ink = domain.on_bright if what.chosen else look.theme.day.ink
    if what.squares or what.figure:
        return _lever(paint, what, room, (ink, domain))
    if not what.note:
        return fit(look, what.text, room, Style("button", ink), middle=True).draws
    upper = Rect(room.x, room.y, room.w, room.h * 0.54)
    lower = Rect(room.x, upper.bottom, room.w, room.h * 0.46)
    head = fit(look, what.text, upper, Style("button", ink))
    gap = max(0.0, (room.h - head.height - fit(look, what.note, lower, Style("small", ink)).height) / 2)
    head = fit(look, what.text, upper.moved(0, gap), Style("button", ink))
    note = fit(
        look, what.note, Rect(room.x, room.y + gap + head.height, room.w, lower.h), Style("small", ink)
    )
    return (*head.draws, *note.draws)


def _lever(paint: Paint, what: Tile, room: Rect, tones: tuple[Colour, Domain]) -> tuple[Draw, ...]:
    """A lever: its words above, squares it takes away and kilograms below."""
    look = paint.look
    ink, domain = tones
    if look.large:
        return _large_lever(look, what, room, ink)
    upper = Rect(room.x, room.y, room.w, room.h * 0.56)
    lower = Rect(room.x, upper.bottom, room.w, room.h * 0.44)
    head = fit(look, what.text, upper, Style("button", ink, size=look.size("button") * 0.9), middle=True)
    style = Style("button", ink, "r", weight=800, size=min(look.size("button") * 0.9, lower.h * 0.85))
    figure = one_line(look, what.figure, (lower.right, lower.cy), style) if what.figure else None
    taken = figure.width + 24 if figure else 0.0
    side = min(lower.h * 0.62, 32.0)
    fitting = min(what.squares, int((lower.w - taken) / (side + 6)))
    colour = (
        look.theme.day.ink
        if look.theme.bold and not what.chosen
        else domain.deep
        if what.chosen
        else domain.mark
    )
    if look.theme.bold and what.chosen:
        colour = domain.on_bright
    squares = tuple(
        Square(lower.x + i * (side + 6), lower.cy - side / 2, side, colour) for i in range(fitting)
    )
    return (*head.draws, *((Squares(squares),) if squares else ()), *((figure,) if figure else ()))


def _large_lever(look: Look, what: Tile, room: Rect, ink: Colour) -> tuple[Draw, ...]:
    """Large text: the squares make room, words and kilograms stand side by side."""
    figure = fit(
        look, what.figure, Rect(room.right - room.w * 0.3, room.y, room.w * 0.3, room.h),
        Style("button", ink, "r", weight=800), middle=True,
    )  # fmt: skip
    words = Rect(room.x, room.y, room.w - figure.width - 24, room.h)
    return (*fit(look, what.text, words, Style("button", ink), middle=True).draws, *figure.draws)
