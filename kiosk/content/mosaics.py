"""Pictures that visits lay together: 24 rows of 24 letters, each a colour, `.` the dark ground."""

from __future__ import annotations

from pathlib import Path

from kiosk.content.diagnostics import ContentError, Problem
from kiosk.content.textfile import read_text

ACROSS = 24
SQUARES = ACROSS * ACROSS
GROUND = "."
LETTERS = {
    "k": "klima", "e": "energie", "m": "mobil", "a": "amt", "t": "antrag", "d": "digital",
    "s": "stadt", "w": "wir",
}  # fmt: skip
"""The letter of every colour."""

Mosaic = tuple[str, ...]


def read_mosaic(text: str, file: str) -> tuple[Mosaic | None, Problem | None]:
    """The picture written in a file, or what is wrong with it and where."""
    rows = tuple(line.rstrip() for line in text.rstrip().split("\n"))
    if len(rows) != ACROSS:
        said = f"Das Bild hat {len(rows)} Zeilen statt {ACROSS}."
        return None, _problem(file, (min(len(rows), ACROSS + 1), 1), said)
    for number, row in enumerate(rows, 1):
        foreign = next(
            (i for i, letter in enumerate(row) if letter != GROUND and letter not in LETTERS), None
        )
        if foreign is not None:
            return None, _problem(file, (number, foreign + 1), f"„{row[foreign]}“ ist keine Farbe.", row)
        if len(row) != ACROSS:
            said = f"Zeile {number} hat {len(row)} Zeichen statt {ACROSS}."
            return None, _problem(file, (number, min(len(row), ACROSS) + 1), said, row)
    return rows, None


def read_mosaics(folder: Path) -> tuple[dict[str, Mosaic], dict[str, str], list[Problem]]:
    """All good pictures below `folder` by name, the text of every file, and what is wrong."""
    mosaics: dict[str, Mosaic] = {}
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.txt")):
        file = f"pictures/{path.name}"
        try:
            texts[file] = read_text(path, file)
        except ContentError as error:
            problems += error.problems
            continue
        mosaic, problem = read_mosaic(texts[file], file)
        if mosaic is not None:
            mosaics[path.stem] = mosaic
        problems += [problem] if problem is not None else []
    return mosaics, texts, problems


def _problem(file: str, place: tuple[int, int], said: str, excerpt: str = "") -> Problem:
    known = ", ".join(f"{letter} {name}" for letter, name in LETTERS.items())
    remedy = f"24 Zeilen mit je 24 Zeichen: {known}, Punkt für dunkel."
    return Problem(file, *place, "E397", "error", said, remedy, excerpt)
