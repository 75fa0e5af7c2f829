"""The picture that visits lay together, and beside it what one guessed and how the others decided."""

from __future__ import annotations

from typing import Literal

from kiosk.content.template import written
from kiosk.core.frame import Colour, Draw, Element, Line, Pattern, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui import mosaic as shared
from kiosk.ui.charts import Grid, outline
from kiosk.ui.layout import Style, columns, cut_bottom, cut_left, cut_top, fit, rows
from kiosk.ui.mosaic import Laid
from kiosk.ui.parts import heading, words
from kiosk.ui.scene import Paint
from kiosk.visit.world import Crowd
from scenes.kinds.show.schema import Show

Mark = Literal["full", "empty", "dashed"]
AT_REST = 1e9
ACROSS, DOWN = 20, 5


def mosaic(step: Show, area: Rect, paint: Paint) -> tuple[Element, ...]:
    """The picture and its number; below them the crowd, once this visitor decided."""
    look, found = paint.look, paint.facts.laid
    if found is None:
        return ()
    if look.portrait:
        share = {100: 0.52, 150: 0.4}.get(look.text, 0.2)
        left, right = cut_top(area, min(area.w, area.h * share), 30)
    elif look.text >= 200:
        left, right = None, area
    else:
        left, right = cut_left(area, min(area.h, 780.0 if look.text < 150 else 560.0), 64)
    out: list[Element] = []
    if left is not None:
        out.append(shared.picture(look.untouched(), left, found, paint.world))
        own = shared.own(look, left, found, AT_REST)
        out += [own] if own is not None else []
    return (*out, *_beside(step, found, right, paint))


def _beside(step: Show, found: Laid, room: Rect, paint: Paint) -> tuple[Element, ...]:
    look, day = paint.look, paint.look.theme.day
    out: list[Element] = []
    title = step.title or step.ask
    if title is not None:
        place = Rect(room.x, room.y, room.w, min(look.size("question") * 2.4, room.h * 0.3))
        out.append(heading(look, "question", paint.text(title), place, Style("question", day.ink)))
        _, room = cut_top(room, out[0].rect.h, 22)
    if look.text < 200 or look.portrait:
        strip, room = cut_top(room, min(124.0 * look.grow, room.h * 0.2), 18)
        out.append(shared.counter(look, strip, found, paint.world, AT_REST))
    lines = [shared.said(found, paint.world)]
    if found.number:
        lines.append(paint.world.say("mosaic_before", pictures=float(found.number)))
    place = Rect(room.x, room.y, room.w, min(look.size("body") * 2.7, room.h * 0.26))
    out.append(words(look, "laid.own", " ".join(lines), place, Style("body", day.ink)))
    _, room = cut_top(room, out[-1].rect.h, 30)
    return (*out, *(crowd(found, room, paint) if found.decided else ()))


def crowd(found: Laid, room: Rect, paint: Paint) -> tuple[Element, ...]:
    """A hundred squares, one for each hundredth of all visits; the dashed line is one's own guess."""
    look, day = paint.look, paint.look.theme.day
    size = look.size("small")
    told = found.share is not None
    title = paint.world.say("mosaic_crowd" if told else "mosaic_few", visits=float(Crowd.LEAST))
    head, room = cut_top(room, min(size * (1.4 if told else 2.7), room.h * 0.34), 10)
    first = words(look, "crowd.title", title, head, Style("small", day.ink, weight=600))
    room = cut_top(Rect(room.x, first.rect.y, room.w, room.bottom - first.rect.y), first.rect.h, 18)[1]
    entries = _entries(found, paint)
    down = len(entries) if look.large else 1
    if look.large and not look.portrait:
        field, foot = cut_left(room, room.w * 0.62, 44)
    else:
        foot, field = cut_bottom(room, min(size * 1.5 * down, room.h * 0.5), 16)
    pitch = min(field.w / ACROSS, field.h / DOWN)
    grid = Grid(Rect(field.x, field.y, ACROSS * pitch, DOWN * pitch - pitch / 7), ACROSS, DOWN, pitch * 6 / 7)
    chart = Element(
        "crowd", "chart", grid.rect.grown(10), ", ".join((title, *(text for text, _ in entries))),
        _hundred(found, grid, paint), value=found.share or 0.0,
    )  # fmt: skip
    if foot.x > field.x:
        left = grid.rect.right + 44
        place = Rect(left, field.y, room.right - left, min(foot.h, size * 5.4))
    else:
        place = Rect(foot.x, grid.rect.bottom + 16, field.w, foot.h)
    return (first, chart, *_captions(entries, place, paint))


def _hundred(found: Laid, grid: Grid, paint: Paint) -> tuple[Draw, ...]:
    look, day = paint.look, paint.look.theme.day
    share = found.share or 0.0
    squares = tuple(
        Square(
            *grid.at(k), grid.side, _face(paint) if k < share else day.empty,
            "outline" if look.theme.bold and k >= share else "solid", day.empty,
        )
        for k in range(ACROSS * DOWN)
    )  # fmt: skip
    contour = outline(look, grid, round(found.guess))[0] if found.guess is not None else ()
    return (Squares(squares), *contour)


def _face(paint: Paint) -> Colour:
    day, bold = paint.look.theme.day, paint.look.theme.bold
    return day.accent if bold else paint.domain.mark


def _entries(found: Laid, paint: Paint) -> tuple[tuple[str, Mark], ...]:
    """What stands below the hundred squares, each with the sign it explains."""
    say, language = paint.world.say, paint.look.language
    out: list[tuple[str, Mark]] = []
    if found.share is not None:
        parts: tuple[tuple[str, float, Mark], ...] = (
            (found.given, found.share, "full"), (found.kept, 100 - found.share, "empty"),
        )  # fmt: skip
        out += [(say("mosaic_share", option=name, of=written(n, language)), mark) for name, n, mark in parts]
    if found.guess is not None:
        out.append((say("guess_yours", guess=written(found.guess, language)), "dashed"))
    return tuple(out)


def _captions(entries: tuple[tuple[str, Mark], ...], rect: Rect, paint: Paint) -> tuple[Element, ...]:
    look = paint.look
    if not entries:
        return ()
    places = rows(rect, len(entries), 4) if look.large else columns(rect, max(len(entries), 3), 20)
    out = []
    for (text, mark), place in zip(entries, places, strict=False):
        side = min(look.size("small") * 0.8, place.h * 0.7)
        at = Rect(place.x, place.cy - side / 2, side, side)
        room = cut_left(place, side, side * 0.5)[1]
        line = fit(look, text, room, Style("small", look.theme.day.ink, weight=600), middle=True)
        out.append(Element(f"crowd.{mark}", "text", place, text, (*_sign(mark, at, paint), *line.draws)))
    return tuple(out)


def _sign(mark: Mark, at: Rect, paint: Paint) -> tuple[Draw, ...]:
    day, bold = paint.look.theme.day, paint.look.theme.bold
    if mark == "dashed":
        return (Line(((at.x, at.cy), (at.right, at.cy)), 3.5, day.accent if bold else day.ink, (10.0, 8.0)),)
    colour = _face(paint) if mark == "full" else day.empty
    pattern: Pattern = "outline" if bold and mark == "empty" else "solid"
    return (Squares((Square(at.x, at.y, at.w, colour, pattern, day.empty),)),)
