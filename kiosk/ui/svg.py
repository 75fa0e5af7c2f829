"""A frame as SVG: the same picture for printers and web pages, in units of the stage.

Text stays text, in the exhibition's typeface where it is installed; `textLength` keeps it as wide as it
was measured where it is not. Pictures of the content are left out: a file must stand alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from kiosk.core.frame import Bits, Box, Colour, Draw, Frame, Glow, Icon, Line, Poly, Square, Squares, Text
from kiosk.core.geometry import Rect

CORNER = 0.16
"""Corners of a square, as a share of its side (see `Square`)."""


def svg(frame: Frame, title: str) -> str:
    """The whole frame as one SVG document that loads nothing from elsewhere."""
    w, h = frame.stage.w, frame.stage.h
    body = "\n".join(line for draw in frame.draws() for line in _drawn(draw))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w:g} {h:g}" lang="{frame.language}">\n'
        f"<title>{escape(title)}</title>\n{_rect(Rect(0, 0, w, h), frame.ground)}\n{body}\n</svg>\n"
    )


def _drawn(draw: Draw) -> Iterator[str]:
    match draw:
        case Box():
            yield _box(draw)
        case Text():
            yield _text(draw)
        case Squares(squares):
            yield from map(_square, squares)
        case Line(points, width, colour, dash):
            dashes = f' stroke-dasharray="{dash[0]:g} {dash[1]:g}"' if dash else ""
            yield (
                f'<polyline points="{_points(points)}" fill="none" {_paint("stroke", colour)}'
                f' stroke-width="{width:g}" stroke-linecap="round" stroke-linejoin="round"{dashes}/>'
            )
        case Poly(points, colour):
            yield f'<polygon points="{_points(points)}" {_paint("fill", colour)}/>'
        case Icon(rect, rows, colour, accent):
            yield from _cells(rect, rows, {"#": colour, "o": accent})
        case Bits(rect, rows, colour):
            yield from _cells(rect, rows, {"#": colour})
        case Glow(x, y, radius, colour):
            yield from _glow(Glow(x, y, radius, colour))
        case _:
            pass


def _paint(what: str, colour: Colour) -> str:
    hexed = f'{what}="#{colour[0]:02x}{colour[1]:02x}{colour[2]:02x}"'
    return hexed if colour[3] == 255 else f'{hexed} {what}-opacity="{colour[3] / 255:.3f}"'


def _points(points: tuple[tuple[float, float], ...]) -> str:
    return " ".join(f"{x:.2f},{y:.2f}" for x, y in points)


def _rect(rect: Rect, fill: Colour, radius: float = 0.0) -> str:
    rounded = f' rx="{radius:.2f}"' if radius else ""
    return (
        f'<rect x="{rect.x:.2f}" y="{rect.y:.2f}" width="{rect.w:.2f}" height="{rect.h:.2f}"{rounded}'
        f" {_paint('fill', fill)}/>"
    )


def _box(box: Box) -> str:
    filled = _rect(box.rect, box.fill, box.radius) if box.fill is not None else ""
    if box.stroke is None:
        return filled
    inner, half = box.rect.inset(box.width / 2), box.width / 2
    outline = (
        f'<rect x="{inner.x:.2f}" y="{inner.y:.2f}" width="{inner.w:.2f}" height="{inner.h:.2f}"'
        f' rx="{max(box.radius - half, 0):.2f}" fill="none" {_paint("stroke", box.stroke)}'
        f' stroke-width="{box.width:g}"/>'
    )
    return filled + outline


def _square(square: Square) -> str:
    return _rect(Rect(square.x, square.y, square.side, square.side), square.colour, square.side * CORNER)


def _text(text: Text) -> str:
    anchor = {"l": "start", "c": "middle", "r": "end"}[text.align]
    place = f'x="{text.x:.2f}" y="{text.base:.2f}" text-anchor="{anchor}"'
    face = f'font-family="Rubik, sans-serif" font-size="{text.size:g}" font-weight="{text.weight}"'
    width = f'textLength="{text.width:.2f}" lengthAdjust="spacingAndGlyphs"'
    return f"<text {place} {face} {width} {_paint('fill', text.colour)}>{escape(text.text)}</text>"


def _cells(rect: Rect, rows: tuple[str, ...], colours: dict[str, Colour]) -> Iterator[str]:
    """Rows of characters as runs of squares, centred as the painter does."""
    if not rows:
        return
    side = min(rect.w / max(map(len, rows)), rect.h / len(rows))
    x0, y0 = rect.cx - side * len(rows[0]) / 2, rect.cy - side * len(rows) / 2
    for row, line in enumerate(rows):
        start = 0
        while start < len(line):
            end = start
            while end < len(line) and line[end] == line[start]:
                end += 1
            if line[start] in colours:
                place = Rect(x0 + start * side, y0 + row * side, (end - start) * side, side)
                yield _rect(place, colours[line[start]])
            start = end


def _glow(glow: Glow) -> Iterator[str]:
    id = f"g{round(glow.x * 10)}_{round(glow.y * 10)}_{round(glow.radius)}"
    r, g, b, alpha = glow.colour
    tone = f'stop-color="#{r:02x}{g:02x}{b:02x}"'
    yield (
        f'<radialGradient id="{id}"><stop offset="0" {tone} stop-opacity="{alpha / 255:.3f}"/>'
        f'<stop offset="1" {tone} stop-opacity="0"/></radialGradient>'
    )
    yield f'<circle cx="{glow.x:.2f}" cy="{glow.y:.2f}" r="{glow.radius:.2f}" fill="url(#{id})"/>'
