"""Where the house stands: frozen plain data, and the pure questions one asks of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kiosk.core.geometry import Size
from kiosk.runtime.house import House
from kiosk.ui.look import Look
from kiosk.visit.settings import Settings
from kiosk.visit.world import Visit

NIGHT = "attract"
PLAY = "play"
SURVEY = "survey"


@dataclass(frozen=True, slots=True)
class Hand:
    """What the visitor's hand is doing: the pressed element, the focused one, whether by keys."""

    pressed: str | None = None
    focus: str | None = None
    keys: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """The screens from the bottom up, the visit, and when things happened.

    entered: when the top screen came up. touched: the last touch. warned: since when the question
    "still there?" stands. running: a visit is under way. keys: it was played by keys.
    engaged: something was done or reached in it. hosted: a class played with a host.
    """

    visit: Visit
    stack: tuple[tuple[str, Any], ...]
    entered: float = 0.0
    touched: float = 0.0
    warned: float | None = None
    running: bool = False
    keys: bool = False
    engaged: bool = False
    hosted: bool = False

    @property
    def top(self) -> tuple[str, Any]:
        return self.stack[-1]

    @property
    def end_card(self) -> bool:
        """Whether a result is up, which people read longer."""
        name, state = self.top
        return name == PLAY and getattr(state, "here", "") == "result"


def look_of(house: House, stage: Size, settings: Settings, hand: Hand) -> Look:
    """How to show: the settings of the visit on this stage."""
    theme = house.themes[1 if settings.contrast else 0]
    return Look(
        stage,
        theme,
        house.type,
        settings.language,
        settings.text,
        settings.low,
        settings.calm,
        settings.sound,
        house.unit_mm,
        hand.pressed,
        hand.focus if hand.keys else None,
        hand.keys,
    )


def features(settings: Settings) -> frozenset[str]:
    """The accessibility features that are on."""
    on = {"contrast": settings.contrast, "low": settings.low, "calm": settings.calm}
    found = {name for name, is_on in on.items() if is_on}
    return frozenset(found | ({f"text{settings.text}"} if settings.text > 100 else set()))
