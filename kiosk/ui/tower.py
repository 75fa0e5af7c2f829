"""The tower: a flap number, the waffle with its dashed average, and the legend beside it."""

from __future__ import annotations

from kiosk.core.frame import Draw, Element, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui.charts import Fall, Grid, Slice, counted, grid_for, legend, outline, square_list, waffle
from kiosk.ui.facts import Tower
from kiosk.ui.layout import Style, cut_left, cut_top, fit, one_line
from kiosk.ui.look import Look
from kiosk.ui.parts import card, flap

SHORT = 520.0  # below this height number and waffle stand side by side
LEAST_CHART = 380.0  # below this height only the number shows
SHARE = {True: 0.655, False: 0.94}  # of the width that the waffle takes, with and without words


def spoken(tower: Tower) -> str:
    """The chart in words."""
    parts = ", ".join(f"{p.label}: {p.amount:g}" for p in counted(tower.slices) if p.amount > 0)
    average = f"{tower.outline.label} {tower.outline.figure}. " if tower.outline else ""
    return f"{tower.title}: {tower.figure} {tower.measure}. {average}{tower.unit}: {parts}"


def number(look: Look, tower: Tower, rect: Rect, note: str = "") -> tuple[Draw, ...]:
    """Title, flap number and measure in a strip of the tower's height; `note` above the measure."""
    day = look.theme.day
    title_h = min(look.size("small") * 1.3, rect.h * 0.4)
    title = fit(
        look, tower.title, Rect(rect.x, rect.y, rect.w, title_h), Style("small", day.muted, weight=600)
    )
    size = (rect.h - title_h - 6) / 1.08
    narrow = rect.w / max(len(tower.figure) * 0.82 + 2.1, 1)
    size = min(size, narrow)
    draws, width = flap(look, tower.figure, (rect.x, rect.y + title_h + 4), size)
    room = Rect(rect.x + width + 20, rect.y + title_h + 4, rect.w - width - 20, size * 1.06)
    above: tuple[Draw, ...] = ()
    if note:
        upper, room = cut_top(room, room.h * 0.42)
        above = fit(look, note, upper, Style("small", day.ink, weight=600), middle=True).draws
    else:
        room = Rect(room.x, room.y + room.h * 0.34, room.w, room.h * 0.66)
    measure = fit(look, tower.measure, room, Style("button", day.ink, weight=700), middle=True)
    return (*title.draws, *draws, *above, *measure.draws)


def strip(look: Look, tower: Tower, rect: Rect) -> Element:
    """Only the number and its measure, in one line: where large text leaves no room for the squares."""
    size = rect.h / 1.1
    draws, width = flap(look, tower.figure, (rect.x, rect.y), size)
    room = Rect(rect.x + width + 16, rect.y, rect.w - width - 16, rect.h)
    measure = fit(look, tower.measure, room, Style("small", look.theme.day.ink, weight=700), middle=True)
    return Element("tower", "chart", rect, spoken(tower), (*draws, *measure.draws), value=tower.figure)


def chart_height(look: Look, tower: Tower, width: float) -> float:
    """The height at which the waffle fills its share of `width`."""
    count = max(len(square_list(tower.slices)), tower.outline.squares if tower.outline else 0)
    grid = grid_for(Rect(0, 0, width * SHARE[True] - 6, 1e6), count)
    return grid.rows * grid.pitch + (look.size("label") * 1.5 if tower.key else 0.0)


def number_height(look: Look, rect: Rect, words: bool = True) -> float:
    """How much of `rect` the waffle does not need: the strip for the number above it."""
    pitch = rect.w * SHARE[words] / 10
    return min(max(rect.h - 12 * pitch - 60, rect.h * 0.2), 210.0 * (1 + (look.grow - 1) * 0.3))


def chart(
    look: Look, tower: Tower, rect: Rect, falling: Fall | None = None, words: bool = True
) -> tuple[tuple[Draw, ...], Grid]:
    """The waffle at the left of `rect`, outline label and legend at its right if `words`."""
    share = SHARE[words]
    count = max(len(square_list(tower.slices)), tower.outline.squares if tower.outline else 0)
    lower = look.size("label") * 1.5 if words and tower.key else 0.0
    left = Rect(rect.x + 6, rect.y, rect.w * share - 6, rect.h - lower)
    grid = grid_for(left, count)
    draws = waffle(look, grid, tower.slices, falling)
    y = grid.rect.bottom
    if tower.outline is not None:
        line, y = outline(look, grid, tower.outline.squares)
        draws += line
    if words:
        draws += _words(look, tower, Rect(rect.x, rect.y, rect.w, rect.h - lower), (grid, y))
        if lower:
            ink = look.theme.day.muted
            at = (grid.rect.x, grid.rect.bottom + lower * 0.62)
            draws += (one_line(look, tower.key, at, Style("label", ink, size=look.size("label") * 0.9)),)
    return draws, grid


def _words(look: Look, tower: Tower, rect: Rect, place: tuple[Grid, float]) -> tuple[Draw, ...]:
    grid, line_y = place
    day = look.theme.day
    x = grid.rect.x + grid.columns * grid.pitch + 12
    room = rect.right - x
    draws: tuple[Draw, ...] = ()
    size = look.size("label")
    top, bottom = rect.y, grid.rect.bottom
    if tower.outline is not None:
        above = max(line_y - size * 2.5, rect.y)
        label = fit(
            look, tower.outline.label, Rect(x, above, room, size * 1.3), Style("label", day.ink, weight=600)
        )
        value = fit(
            look, tower.outline.figure, Rect(x, above + label.height, room, size * 1.4),
            Style("label", day.ink, weight=800, size=size * 1.15),
        )  # fmt: skip
        draws += (*label.draws, *value.draws)
        top = above + label.height + value.height + 10
        wanted = 44.0 * max(1.0, look.grow * 0.85) * sum(1 for p in tower.slices if round(p.amount) > 0)
        if top + wanted > bottom and above - rect.y > bottom - top:
            top, bottom = rect.y, above - 8
    draws += legend(look, Rect(x, top, room, bottom - top), tower.slices)
    return draws


def panel(look: Look, rect: Rect, tower: Tower, falling: Fall | None = None, words: bool = True) -> Element:
    """The live card beside the questions."""
    sheet = card(look, rect)
    inner = rect.inset(34 if words else 22, 24)
    if rect.h < LEAST_CHART:
        return Element(
            "tower", "chart", rect, spoken(tower), (sheet, *number(look, tower, inner)), value=tower.figure
        )
    if rect.h < SHORT and rect.w > rect.h * 1.2:
        left, right = cut_left(inner, inner.w * 0.5, 24)
        squares, _ = chart(look, tower, right, falling, False)
        figure = number(look, tower, Rect(left.x, left.y, left.w, min(left.h, 190.0 * look.grow)))
        return Element("tower", "chart", rect, spoken(tower), (sheet, *figure, *squares), value=tower.figure)
    number_h = number_height(look, inner, words)
    top, below = cut_top(inner, number_h, 22)
    figure = number(look, tower, top)
    unit = _unit(look, tower, top) if words and look.text < 150 else ()
    squares, _ = chart(look, tower, below, falling, words)
    return Element(
        "tower", "chart", rect, spoken(tower), (sheet, *figure, *unit, *squares), value=tower.figure
    )


def _unit(look: Look, tower: Tower, top: Rect) -> tuple[Draw, ...]:
    """What one square is, as a little key in the corner."""
    day = look.theme.day
    colour = tower.tone
    room = Rect(top.right - 126, top.y - 2, 130, 72)
    words = fit(look, tower.unit, room, Style("label", day.muted, weight=600, size=24))
    return (Squares((Square(room.x - 46, room.y + 8, 34, colour),)), *words.draws)


def largest(slices: tuple[Slice, ...]) -> Slice | None:
    """The largest part that is not everybody's."""
    own = [p for p in slices if not p.shared]
    return max(own, key=lambda p: p.amount) if own else None
