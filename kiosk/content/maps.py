"""A city as a diagram: what a map file in `content/maps/` says."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kiosk.content.diagnostics import Problem
from kiosk.content.document import Document
from kiosk.content.model import Strict


class Map(Strict):
    """A place to move in, drawn from squares and lines."""


def undrawable(city: Map, document: Document, icons: Collection[str]) -> Iterator[Problem]:
    """What of a map that reads well cannot be drawn: unknown pictograms, crooked lines."""
    yield from ()
