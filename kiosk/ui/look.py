"""How a view shall show: everything that changes a picture but not its meaning."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, Protocol

from kiosk.core.geometry import Rect, Size
from kiosk.ui.theme import Theme

TypeRole = Literal["label", "small", "body", "button", "card", "question", "headline"]

# Size in units and weight at 100 per cent, from the type table of the visual language.
TYPE: dict[TypeRole, tuple[float, int]] = {
    "label": (26, 500),
    "small": (30, 500),
    "body": (36, 400),
    "button": (38, 700),
    "card": (52, 800),
    "question": (72, 800),
    "headline": (120, 900),
}
# What is large already takes a share of the growth, so that answers get the room: at 200 per cent
# body and answers double, a question becomes 108 u (three times the normal body).
GROWTH: dict[TypeRole, float] = {"card": 0.7, "question": 0.5, "headline": 0.2}
MARGIN = 56.0
GAP = 24.0


class Measure(Protocol):
    """How wide is a text? Widths are in the unit of `size`."""

    def width(self, text: str, size: float, weight: int) -> float: ...


@dataclass(frozen=True, slots=True)
class Look:
    """Size of the stage, language, text size, theme, reach, motion, focus and pressed element.

    unit_mm: millimetres of one stage unit on this terminal. keys: a key was used, so the
    focus ring and digits show. moved: seconds the screen has been up, for entering motion.
    """

    stage: Size
    theme: Theme
    type: Measure
    language: str = "de"
    text: int = 100
    low: bool = False
    calm: bool = False
    sound: bool = True
    unit_mm: float = 0.277
    pressed: str | None = None
    focus: str | None = None
    keys: bool = False

    @property
    def portrait(self) -> bool:
        return self.stage.portrait

    @property
    def large(self) -> bool:
        """Text so large that art must make room for it."""
        return self.text >= 150

    @property
    def grow(self) -> float:
        return self.text / 100

    @property
    def target(self) -> float:
        """The smallest side of a touch target in units: 20 mm, and never below 76 u."""
        return max(76.0, 20.0 / self.unit_mm)

    @property
    def full(self) -> Rect:
        return Rect(0, 0, self.stage.w, self.stage.h)

    def size(self, role: TypeRole) -> float:
        """Size in units at the chosen text size."""
        return TYPE[role][0] * (1 + (self.grow - 1) * GROWTH.get(role, 1.0))

    def untouched(self, *but: str) -> Look:
        """The same look with nothing pressed, unless the pressed element's id begins with one of `but`."""
        if self.pressed is None or (but and self.pressed.startswith(but)):
            return self
        return replace(self, pressed=None)

    def least(self, role: TypeRole) -> float:
        """The size a text of this role is set in before its words may get smaller than chosen."""
        return self.size(role) * (0.85 if role in GROWTH else 1.0)

    def weight(self, role: TypeRole) -> int:
        return TYPE[role][1]
