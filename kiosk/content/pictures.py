"""Pictures the content names: is the file there, and may a terminal open it?"""

from __future__ import annotations

from pathlib import Path


def fault(folder: Path, name: str) -> str:
    """What is wrong with the picture `name` below `folder`, in German; empty if nothing is.

    Only headers are read: a small file can promise more pixels than a terminal has memory.
    """
    from kiosk.core.imagefile import probe

    path = folder / name
    if not path.is_file():
        return f"Das Bild „{name}“ fehlt in content/pictures/."
    if not path.resolve().is_relative_to(folder.resolve()):
        return f"Das Bild „{name}“ ist ein Verweis aus content/pictures/ hinaus."
    try:
        probe(path)
    except ValueError as error:
        return f"Das Bild „{name}“ geht nicht: {error}."
    return ""
