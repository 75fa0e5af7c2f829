"""Frames for tests and benchmarks: one like a real question, one like the city, and random ones."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from kiosk.core.frame import (
    Bits,
    Box,
    Colour,
    Draw,
    Element,
    Frame,
    Glow,
    Icon,
    Line,
    Pattern,
    Poly,
    Square,
    Squares,
    Text,
)
from kiosk.core.geometry import Rect, Size
from kiosk.ui.typeface import Typeface

LANDSCAPE = Size(1920, 1080)
INK: Colour = (18, 22, 46, 255)
PAPER: Colour = (251, 246, 234, 255)
WHITE: Colour = (255, 255, 255, 255)
CORAL: Colour = (255, 143, 102, 255)
RUST: Colour = (138, 42, 14, 255)
LINE: Colour = (140, 134, 118, 255)
NIGHT: Colour = (14, 19, 48, 255)
PATTERNS: tuple[Pattern, ...] = ("solid", "hatch", "dot", "outline")
HOUSE = (
    "...##...",
    "..####..",
    ".######.",
    "########",
    ".##oo##.",
    ".##oo##.",
    ".######.",
)  # fmt: skip


def frame(draws: Sequence[Draw], ground: Colour = PAPER, stage: Size = LANDSCAPE) -> Frame:
    """One decor element for each draw."""
    all_of_it = Rect(0, 0, stage.w, stage.h)
    parts = tuple(Element(f"e{i}", "decor", all_of_it, draws=(d,)) for i, d in enumerate(draws))
    return Frame(stage, ground, parts)


def line(face: Typeface, text: str, x: float, base: float, size: float, weight: int = 500) -> Text:
    return Text(x, base, text, size, weight, INK, face.width(text, size, weight))


def question(face: Typeface, chosen: int = 1, squares: int = 46) -> Frame:
    """A question with four answers, a waffle of 120 squares, a bar with buttons."""
    draws: list[Draw] = [
        line(face, "Quadrat für Quadrat", 132, 80, 32, 700),
        line(face, "Und das Fliegen?", 72, 230, 76, 800),
        line(face, "Wie viele Stunden warst du in den letzten zwölf", 72, 305, 40, 400),
        line(face, "Monaten in der Luft?", 72, 360, 40, 400),
        Box(Rect(48, 40, 64, 64), CORAL, 14),
        Icon(Rect(59, 51, 42, 42), HOUSE, RUST, RUST),
    ]
    draws += [Box(Rect(1470 + i * 34, 58, 26, 26), CORAL, 5, RUST, 2.5) for i in range(12)]
    for i, (title, under) in enumerate(
        (("Gar nicht", "0 Quadrate"), ("Kurz", "Mallorca"), ("Mittel", "Kanaren"), ("Weit", "Übersee"))
    ):
        draws += _answer(face, 72 + i % 2 * 540, 414 + i // 2 * 196, title, under, i == chosen)
    draws += [
        Box(Rect(1189, 137, 682, 810), WHITE, 24, LINE, 2),
        line(face, "Tonnen CO₂e", 1484, 305, 38, 700),
        *(Box(Rect(1224 + i * 142, 218, 90, 110), INK, 12) for i in range(2)),
        Squares(tuple(_waffle(squares))),
        Line(((1216, 424), (1346, 424), (1346, 466), (1644, 466)), 4, INK, (14, 8)),
        Box(Rect(0, 964, 1920, 116), (241, 232, 211, 255)),
        *(Box(Rect(1315 + i * 100, 982, 84, 80), PAPER, 18, LINE, 3) for i in range(3)),
        Box(Rect(1626, 978, 246, 90), RUST, 20),
        Box(Rect(1626, 978, 246, 80), CORAL, 20),
        Text(1749, 1030, "Weiter →", 36, 700, INK, face.width("Weiter →", 36, 700), "c"),
        Poly(((500, 990), (560, 980), (580, 1040), (510, 1050)), (255, 203, 61, 255)),
    ]
    return frame(draws)


def _answer(face: Typeface, x: float, y: float, title: str, under: str, chosen: bool) -> list[Draw]:
    return [
        Box(Rect(x, y + 14, 515, 156), (176, 168, 152, 255), 24),
        Box(Rect(x, y, 515, 156), CORAL if chosen else WHITE, 24, LINE, 3),
        Box(Rect(x + 22, y + 20, 118, 118), (10, 71, 135, 255), 16, WHITE, 3),
        line(face, title, x + 166, y + 70, 42, 700),
        line(face, under, x + 166, y + 122, 30, 500),
    ]


def _waffle(filled: int) -> list[Square]:
    return [
        Square(
            1224 + i % 10 * 42,
            850 - i // 10 * 42,
            36,
            RUST if i < filled else (237, 228, 207, 255),
            "dot" if 20 < i < filled else "solid",
            (80, 100, 160, 255),
        )
        for i in range(120)
    ]


def city(lit: int = 800) -> Squares:
    """144 blocks with nine windows each and their grounds, about 1,400 squares."""
    squares = []
    for block in range(144):
        x, y = 800 + block % 16 * 66.5, 200 + block // 16 * 66.5
        squares.append(Square(x, y, 54, (27, 35, 82, 255)))
        for window in range(9):
            n = block * 9 + window
            colour = (255, 203, 61, 255) if n * 7919 % 1296 < lit else (35, 44, 98, 255)
            squares.append(Square(x + 1 + window % 3 * 17.6, y + 1 + window // 3 * 17.6, 16, colour))
    return Squares(tuple(squares))


def random_draw(rng: Random, face: Typeface) -> Draw:
    """Any draw, anywhere, opaque or not, partly beside the stage."""

    def at() -> float:
        return rng.uniform(-100, 1100)

    def colour() -> Colour:
        return (rng.randrange(256), rng.randrange(256), rng.randrange(256), rng.choice((255, 255, 120)))

    x, y, size = at(), at(), rng.uniform(2, 300)
    rect = Rect(x, y, size, rng.uniform(2, 300))
    match rng.randrange(8):
        case 0:
            stroke = rng.choice((None, colour()))
            return Box(rect, rng.choice((None, colour())), rng.uniform(0, 60), stroke, rng.uniform(1, 30))
        case 1:
            text = rng.choice(("Weiter →", "CO₂ in Mannheim", "Ägypten ✓ Дім", "ja"))
            high, weight = rng.uniform(10, 90), rng.choice((400, 700, 900))
            align = rng.choice(("l", "c", "r"))
            return Text(x, y, text, high, weight, colour(), face.width(text, high, weight), align)  # type: ignore[arg-type]
        case 2:
            points = tuple((at(), at()) for _ in range(rng.randrange(1, 5)))
            return Line(points, rng.uniform(1, 20), colour(), rng.choice((None, (14.0, 8.0))))
        case 3:
            return Poly(tuple((at(), at()) for _ in range(rng.randrange(3, 6))), colour())
        case 4:
            side = rng.uniform(3, 60)
            return Squares(
                tuple(
                    Square(
                        x + i % 12 * side * 1.2,
                        y + i // 12 * side * 1.2,
                        side,
                        colour(),
                        rng.choice(PATTERNS),
                    )
                    for i in range(rng.randrange(1, 100))
                )
            )
        case 5:
            return Icon(rect, HOUSE, colour(), colour())
        case 6:
            return Bits(rect, ("#.#", ".##", "##."), colour())
    return Glow(x, y, rng.uniform(5, 200), colour())
