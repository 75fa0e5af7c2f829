"""Pictograms drawn with letters: twelve rows of twelve, `#` main colour, `o` second colour, `.` empty."""

from __future__ import annotations

import re

from kiosk.content.diagnostics import Problem
from kiosk.content.document import Document
from kiosk.content.model import ID_PATTERN

SIDE = 12


def read_icons(document: Document) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    """The pictograms of a file by name, and what is wrong with the others."""
    icons: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    if not isinstance(document.data, dict):
        return {}, [
            document.problem((), "E203", "Hier gehören Zeichen hin: name: | und darunter zwölf Zeilen.")
        ]
    for name, drawing in document.data.items():
        rows = tuple(drawing.split()) if isinstance(drawing, str) else ()
        fault = _fault(name, rows)
        if fault:
            problems.append(document.problem((name,), "E205", f"Bildzeichen „{name}“: {fault}", key=True))
        else:
            icons[name] = rows
    return icons, problems


def _fault(name: str, rows: tuple[str, ...]) -> str:
    if not re.fullmatch(ID_PATTERN, name):
        return "der Name darf nur a-z, 0-9 und _ enthalten."
    if len(rows) != SIDE:
        return f"es hat {len(rows)} Zeilen statt {SIDE}."
    for number, row in enumerate(rows, 1):
        if len(row) != SIDE:
            return f"Zeile {number} hat {len(row)} Felder statt {SIDE}."
        if foreign := set(row) - set("#o."):
            return f"in Zeile {number} steht „{min(foreign)}“; erlaubt sind # o und Punkt."
    return ""
