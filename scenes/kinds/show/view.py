"""The reveal: the tower sorts itself by size, the largest part glows, the guess meets its truth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kiosk.core.ease import out_quint
from kiosk.core.frame import Box, Draw, Element
from kiosk.core.geometry import Rect
from kiosk.ui.charts import SORT_S, Slice, bar, counted, grid_for, outline, resort, square_list
from kiosk.ui.facts import Tower
from kiosk.ui.layout import Style, columns, cut_left, cut_top, fit, one_line, rows
from kiosk.ui.parts import card, heading, words
from kiosk.ui.radar import listed, panel
from kiosk.ui.scene import Band, Paint
from kiosk.ui.theme import faded
from kiosk.ui.tower import largest, spoken
from scenes.kinds.show.mosaic import mosaic
from scenes.kinds.show.rules import State
from scenes.kinds.show.schema import Show
from scenes.kinds.show.zoom import ends as zoom_ends
from scenes.kinds.show.zoom import zoom

STAGE = "full"
HOLD_S = 0.9
UNFOLD_S = 0.9


def view(step: Show, state: State, area: Rect, paint: Paint) -> tuple[Element, ...]:
    if step.chart == "radar":
        return _strengths(step, area, paint)
    if step.chart == "mosaic":
        return mosaic(step, area, paint)
    if step.chart == "zoom":  # what was guessed is not about this
        paint = replace(paint, facts=replace(paint.facts, guess=None))
        head, body = _head(step, area, paint, paint.since)
        return (*head, *zoom(step, cut_top(body, 14)[1], paint))
    tower = paint.facts.tower
    if tower is None:
        return ()
    after = _sorted(tower.slices) if step.sort == "size" else tuple(tower.slices)
    bars = counted(after)
    elapsed = paint.since - HOLD_S
    head, body = _head(step, area, paint, elapsed)
    if step.chart == "bars":
        return (*head, _bars(body, bars, paint, tower))
    if paint.look.portrait:
        left, right = cut_top(body, body.h * 0.56, 28)
    else:
        left, right = cut_left(body, body.w * 0.44, 48)
    if paint.look.text >= 200:
        return (*head, _bars(body, bars, paint, tower))
    return (*head, _waffle(left, (tower, after), paint, elapsed), _bars(right, bars, paint, tower))


def _strengths(step: Show, area: Rect, paint: Paint) -> tuple[Element, ...]:
    """The radar unfolds; beside it the same as rows of squares, which alone remain at the largest text."""
    look, found = paint.look, paint.facts.radar
    head, body = _head(step, area, paint, 0.0)
    if found is None:
        return head
    if look.text >= 200:
        return (*head, listed(look, body, found, paint.domain))
    if look.portrait:
        left, right = cut_top(body, body.h * 0.6, 28)
    else:
        left, right = cut_left(body, body.w * 0.58, 40)
    unfolded = 1.0 if look.calm else out_quint((paint.since - HOLD_S) / UNFOLD_S)
    return (
        *head,
        panel(look, left, found, paint.domain, unfolded),
        listed(look, right, found, paint.domain, "rows"),
    )


def _sorted(slices: Sequence[Slice]) -> tuple[Slice, ...]:
    """What belongs to everybody stays at the foot; the rest by size, largest first."""
    return tuple(sorted(slices, key=lambda p: (not p.shared, -p.amount)))


def _head(step: Show, area: Rect, paint: Paint, elapsed: float) -> tuple[tuple[Element, ...], Rect]:
    look, day = paint.look, paint.look.theme.day
    out: list[Element] = []
    title = step.title or step.ask
    if title is not None:
        head = heading(
            look,
            "question",
            paint.text(title),
            Rect(area.x, area.y, area.w, look.size("question") * 1.5),
            Style("question", day.ink),
        )
        out.append(head)
        _, area = cut_top(area, head.rect.h, 6)
    guess = paint.facts.guess
    if guess is not None and (elapsed >= 0 or look.calm):
        text = paint.world.say("guess_right" if guess.right else "guess_other", truth=guess.truth)
        if not guess.right:
            text = f"{paint.world.say('guess_yours', guess=guess.said)}. {text}"
        line = words(
            look, "guess", text, Rect(area.x, area.y, area.w, look.size("body") * 2.7), Style("body", day.ink)
        )
        out.append(line)
    if guess is not None:
        _, area = cut_top(area, look.size("body") * 1.5, 18)
    return tuple(out), area


def _waffle(rect: Rect, slices: tuple[Tower, tuple[Slice, ...]], paint: Paint, elapsed: float) -> Element:
    look, day = paint.look, paint.look.theme.day
    tower, after = slices
    inner = rect.inset(36, 30)
    count = max(len(square_list(after)), tower.outline.squares if tower.outline else 0)
    grid = grid_for(Rect(inner.x + 8, inner.y, inner.w - 8, inner.h), count)
    spare = inner.w - grid.columns * grid.pitch - 8
    label_room = 170.0 * max(1.0, look.grow * 0.8)
    shift = max(min(spare / 2, spare - label_room), 0.0)
    grid = type(grid)(grid.rect.moved(shift), grid.columns, grid.rows, grid.side)
    draws = resort(look, grid, (tower.slices, after), max(elapsed, 0.0))
    glow = _highlight(after, paint, elapsed, (grid.rect, grid.pitch, grid.columns))
    if tower.outline is not None:
        line, y = outline(look, grid, tower.outline.squares)
        x = grid.rect.x + grid.columns * grid.pitch + 14
        room = Rect(x, y - look.size("label") * 2.6, rect.right - 16 - x, look.size("label") * 1.3)
        label = fit(look, tower.outline.label, room, Style("label", day.ink, weight=600))
        value = fit(
            look, tower.outline.figure, room.moved(0, label.height), Style("label", day.ink, weight=800)
        )
        draws = (*draws, *line, *label.draws, *value.draws)
    return Element(
        "tower", "chart", rect, spoken(tower), (card(look, rect), *draws, *glow), value=tower.figure
    )


def _highlight(
    slices: Sequence[Slice], paint: Paint, elapsed: float, place: tuple[Rect, float, int]
) -> tuple[Draw, ...]:
    """An outline around the squares of the largest part, fading in after the sorting."""
    biggest = largest(tuple(slices))
    shown = 1.0 if paint.look.calm else min(max((elapsed - SORT_S) / 0.3, 0.0), 1.0)
    if biggest is None or shown <= 0:
        return ()
    rect, pitch, columns = place
    colour = faded(paint.look.theme.day.ink, shown)
    side = pitch * 6 / 7
    squares = square_list(slices)
    out = []
    for index, part in enumerate(squares):
        if part.name == biggest.name:
            x = rect.x + (index % columns) * pitch
            y = rect.bottom - side - (index // columns) * pitch
            out.append(Box(Rect(x - 2, y - 2, side + 4, side + 4), None, side * 0.2, colour, 3.5))
    return tuple(out)


def _bars(rect: Rect, slices: Sequence[Slice], paint: Paint, tower: Tower) -> Element:
    """Every part with its squares and number, the largest on top."""
    look = paint.look
    shown = [p for p in sorted(slices, key=lambda p: -p.amount) if round(p.amount) > 0]
    if not shown:
        return Element("bars", "chart", rect, tower.title)
    tallest = 96.0 * max(1.0, look.grow * 0.8)
    across = 2 if rect.w > 1200 and rect.h / len(shown) < look.size("small") * 1.3 else 1
    down = -(-len(shown) // across)
    height = min(rect.h / down, tallest)
    field = Rect(rect.x, rect.y, rect.w, height * down)
    most = max(p.amount for p in shown)
    draws: list[Draw] = []
    cells = [row for column in columns(field, across, 64) for row in rows(column, down, 0)]
    for part, row in zip(shown, cells, strict=False):
        draws += _row(part, row, paint, most)
    label = ", ".join(f"{p.label}: {round(p.amount)}" for p in shown)
    return Element("bars", "chart", field, f"{tower.unit}. {label}", tuple(draws))


def _row(part: Slice, row: Rect, paint: Paint, most: float) -> list[Draw]:
    look, day = paint.look, paint.look.theme.day
    size = min(look.size("small"), row.h * 0.44)
    label_w = min(row.w * 0.36, 300 * max(1.0, look.grow * 0.8))
    name = fit(
        look, part.label, Rect(row.x, row.y, label_w, row.h), Style("small", day.ink, "l", size, 600), True
    )
    right = row.x + label_w + size * 2.2
    number = one_line(
        look, str(round(part.amount)), (right, row.cy), Style("small", day.ink, "r", size * 1.15, 800)
    )
    height = min(row.h * 0.8, 84.0)
    room = Rect(right + 28, row.cy - height / 2, row.right - right - 28, height)
    return [*name.draws, *bar(look, room, part, most), number]


def band(step: Show, state: State, paint: Paint) -> Band | None:
    return None


def next_change(step: Show, state: State, paint: Paint) -> float | None:
    """The reveal holds its breath for 0.9 s, sorts for 0.6 s, glows in 0.3 s; a radar unfolds in 0.9 s."""
    if step.chart == "mosaic":
        return None
    if step.chart == "zoom":
        return None if paint.look.calm or paint.since >= zoom_ends(step) else 0.0
    end = HOLD_S + (UNFOLD_S if step.chart == "radar" else SORT_S + 0.35)
    if paint.look.calm or paint.since >= end:
        return None
    return HOLD_S - paint.since if paint.since < HOLD_S else 0.0
