"""What the tests of every kind's mistakes need: its example with something changed, and where a line is."""

from __future__ import annotations

from pathlib import Path

from kiosk.content.load import Library
from tests.house import ROOT, library_with


def example_of(kind: str) -> str:
    """The smallest good scenario of a kind, as it is written."""
    return (ROOT / "scenes" / "kinds" / kind / "example.yaml").read_text("utf-8")


def example_with(kind: str, folder: Path, *changes: tuple[str, str]) -> Library:
    """The content with that example alone, every change of (old, new) made once. `folder` is scratch room."""
    text = example_of(kind)
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    file = folder / "changed.yaml"
    file.write_text(text, "utf-8")
    return library_with(file, folder)


def line_of(part: str, text: str) -> int:
    """The number of the first line with `part` in it."""
    return next(number for number, line in enumerate(text.splitlines(), 1) if part in line)
