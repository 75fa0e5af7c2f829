"""Layout is arithmetic: from a rectangle to rectangles, from a text to lines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from kiosk.core.frame import Colour, Text
from kiosk.core.geometry import Rect
from kiosk.ui.look import Look, TypeRole

LEADING = 1.28
TIGHT: dict[TypeRole, float] = {"headline": 1.02, "question": 1.1, "card": 1.14}
CAP = 0.70
SOFT = "\u00ad"
Align = Literal["l", "c", "r"]


def rows(rect: Rect, count: int, gap: float) -> tuple[Rect, ...]:
    """`count` equal rows that fill `rect` with `gap` between."""
    height = (rect.h - gap * (count - 1)) / count
    return tuple(Rect(rect.x, rect.y + i * (height + gap), rect.w, height) for i in range(count))


def columns(rect: Rect, count: int, gap: float) -> tuple[Rect, ...]:
    """`count` equal columns that fill `rect` with `gap` between."""
    width = (rect.w - gap * (count - 1)) / count
    return tuple(Rect(rect.x + i * (width + gap), rect.y, width, rect.h) for i in range(count))


def grid(rect: Rect, cells: tuple[int, int], gap: float) -> tuple[Rect, ...]:
    """(columns, rows) equal cells in reading order."""
    across, down = cells
    return tuple(cell for row in rows(rect, down, gap) for cell in columns(row, across, gap))


def cut_top(rect: Rect, height: float, gap: float = 0.0) -> tuple[Rect, Rect]:
    """The top strip of `height` and what remains below it and `gap`."""
    top = Rect(rect.x, rect.y, rect.w, height)
    return top, Rect(rect.x, rect.y + height + gap, rect.w, rect.h - height - gap)


def cut_bottom(rect: Rect, height: float, gap: float = 0.0) -> tuple[Rect, Rect]:
    """The bottom strip of `height` and what remains above it and `gap`."""
    bottom = Rect(rect.x, rect.bottom - height, rect.w, height)
    return bottom, Rect(rect.x, rect.y, rect.w, rect.h - height - gap)


def cut_left(rect: Rect, width: float, gap: float = 0.0) -> tuple[Rect, Rect]:
    left = Rect(rect.x, rect.y, width, rect.h)
    return left, Rect(rect.x + width + gap, rect.y, rect.w - width - gap, rect.h)


def cut_right(rect: Rect, width: float, gap: float = 0.0) -> tuple[Rect, Rect]:
    right = Rect(rect.right - width, rect.y, width, rect.h)
    return right, Rect(rect.x, rect.y, rect.w - width - gap, rect.h)


def centred(rect: Rect, w: float, h: float) -> Rect:
    """A rectangle of that size in the middle of `rect`."""
    return Rect(rect.cx - w / 2, rect.cy - h / 2, w, h)


# --- text ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: role gives size and weight, both may be overridden."""

    role: TypeRole
    colour: Colour
    align: Align = "l"
    size: float | None = None
    weight: int | None = None

    def resolve(self, look: Look) -> tuple[float, int]:
        return self.size or look.size(self.role), self.weight or look.weight(self.role)


def visible(text: str) -> str:
    return text.replace(SOFT, "")


def _pieces(word: str) -> list[str]:
    """Where a word may break: at its soft hyphens and after its own hyphens and slashes; km/h stays whole."""
    out, piece = [], ""
    for char in word:
        if char == SOFT:
            out.append(piece + SOFT)
            piece = ""
        else:
            piece += char
            if (char in "-–" and len(piece) > 2) or (char == "/" and len(piece) > 3):
                out.append(piece)
                piece = ""
    return [*out, piece] if piece else out


def wrap(look: Look, text: str, font: tuple[float, int], width: float) -> tuple[str, ...]:
    """Lines no wider than `width` where words allow it; soft hyphens are used only at need."""
    size, weight = font
    lines: list[str] = []

    def fits(line: str) -> bool:
        return look.type.width(visible(line), size, weight) <= width

    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            trial = f"{line} {word}" if line else word
            if fits(trial):
                line = trial
                continue
            start = f"{line} " if line else ""
            for piece in _pieces(word):
                closed = visible(start + piece) + ("-" if piece.endswith(SOFT) else "")
                if fits(closed) or not start.strip():
                    start += piece
                else:
                    done = start.rstrip()
                    lines.append(visible(done) + ("-" if done.endswith(SOFT) else ""))
                    start = piece
            line = start
        lines.append(visible(line))
    return tuple(lines)


def _balanced(
    look: Look, text: str, font: tuple[float, int], found: tuple[float, tuple[str, ...]]
) -> tuple[str, ...]:
    """As many lines as before but of similar length: a large heading leaves no lone word behind."""
    width, lines = found
    low, high = width / len(lines) * 0.7, width
    for _ in range(7):
        middle = (low + high) / 2
        trial = wrap(look, text, font, middle)
        widest = max(look.type.width(line, *font) for line in trial)
        if len(trial) == len(lines) and widest <= middle:
            lines, high = trial, middle
        else:
            low = middle
    return lines


@dataclass(frozen=True, slots=True)
class Block:
    """Lines laid out: their draws, and the height and widest line in units."""

    draws: tuple[Text, ...]
    height: float
    width: float
    size: float


def set_lines(look: Look, lines: tuple[str, ...], at: tuple[float, float], style: Style) -> Block:
    """Lines one below the other; `at` is x of the alignment edge and the top of the block."""
    size, weight = style.resolve(look)
    step = size * TIGHT.get(style.role, LEADING)
    draws: list[Text] = []
    widest = 0.0
    for i, line in enumerate(lines):
        width = look.type.width(line, size, weight)
        widest = max(widest, width)
        base = at[1] + i * step + (step + size * CAP) / 2
        draws.append(Text(at[0], base, line, size, weight, style.colour, width, style.align))
    return Block(tuple(draws), step * len(lines), widest, size)


def one_line(look: Look, text: str, at: tuple[float, float], style: Style) -> Text:
    """A single line whose capitals are centred on `at[1]`."""
    size, weight = style.resolve(look)
    text = visible(text)
    width = look.type.width(text, size, weight)
    return Text(at[0], at[1] + size * CAP / 2, text, size, weight, style.colour, width, style.align)


def anchor(rect: Rect, align: Align) -> float:
    return {"l": rect.x, "c": rect.cx, "r": rect.right}[align]


def paragraph(look: Look, text: str, rect: Rect, style: Style) -> Block:
    """Text wrapped to the width of `rect`, from its top; it may be taller than `rect`."""
    font = style.resolve(look)
    return set_lines(look, wrap(look, text, font, rect.w), (anchor(rect, style.align), rect.y), style)


def fit(look: Look, text: str, rect: Rect, style: Style, middle: bool = False) -> Block:
    """Text set as large as fits into `rect`: from its full size down to the least of its role.

    Below the least size it shrinks on only so that no word is cut off. A screen sets the same
    texts into the same places again and again, so the last ones are remembered.
    """
    return _fit(_Ruler(look), text, rect, style, middle)


class _Ruler:
    """What of a look decides how large a text is set: its typeface and text size."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self._key = (id(look.type), look.text)

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Ruler) and self._key == other._key


@lru_cache(maxsize=1024)
def _fit(ruler: _Ruler, text: str, rect: Rect, style: Style, middle: bool) -> Block:
    look = ruler.look
    full, weight = style.resolve(look)
    least = min(look.least(style.role), full)
    sizes = dict.fromkeys([full - (full - least) * i / 6 for i in range(7)])
    sizes.update(dict.fromkeys(least * 0.92**i for i in range(1, 12)))
    block = Block((), 0, 0, full)
    for size in sizes:
        lines = wrap(look, text, (size, weight), rect.w)
        if style.role in TIGHT and len(lines) > 1:
            lines = _balanced(look, text, (size, weight), (rect.w, lines))
        sized = Style(style.role, style.colour, style.align, size, weight)
        block = set_lines(look, lines, (anchor(rect, style.align), rect.y), sized)
        if block.height <= rect.h + 0.5 and block.width <= rect.w + 0.5:
            break
    if middle:
        drop = (rect.h - block.height) / 2
        lines = tuple(d.text for d in block.draws)
        sized = Style(style.role, style.colour, style.align, block.size, weight)
        block = set_lines(look, lines, (anchor(rect, style.align), rect.y + drop), sized)
    return block
