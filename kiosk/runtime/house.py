"""Everything that stays the same while a terminal runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kiosk.content.whole import Content
from kiosk.ui.look import Measure
from kiosk.ui.scene import Kind, Screen
from kiosk.ui.theme import Theme


@dataclass(frozen=True)
class House:
    """Content by language, screens and kinds by name, the two themes, the typeface.

    home: the language every visit begins in. unit_mm: millimetres of one stage unit.
    """

    content: Callable[[str], Content]
    screens: Mapping[str, Screen]
    kinds: Mapping[str, Kind]
    themes: tuple[Theme, Theme]
    type: Measure
    unit_mm: float
    home: str = "de"
