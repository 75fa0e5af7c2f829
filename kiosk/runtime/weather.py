"""Storms: more touches in a second, or fingers at once, than people make who play.

Each zone of the screen has its own weather, so that a palm on one player's half is no matter for the
other player's.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

CROWD = 5
"""Fingers of a zone beyond which one more is no finger."""
STORM_BEGINS, STORM_ENDS = 10, 5
"""Touches within a second that make a storm, and below how many it calms down."""
CALM_S = 2.0
"""How long it must have been calm before a touch counts again."""


@dataclass(frozen=True, slots=True)
class Weather:
    """landings: times of touches in the last second. rough: when a storm was last felt."""

    landings: tuple[float, ...] = ()
    storm: bool = False
    rough: float = -math.inf

    def after(self, now: float, fingers: int) -> Weather:
        """The weather once one more finger lands at `now` beside `fingers` others."""
        recent = (*(t for t in self.landings if now - t < 1.0), now)[-STORM_BEGINS * 4 :]
        if fingers >= CROWD or len(recent) >= (STORM_ENDS if self.storm else STORM_BEGINS):
            return Weather(recent, True, now)
        return replace(self, landings=recent, storm=self.storm and now - self.rough < CALM_S)
