"""Storms: more touches in a second, or fingers at once, than people make who play.

Each zone of the screen has a storm of its own, so that a palm on one player's half is no matter for the
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
class Storm:
    """landings: times of touches in the last second. raging: whether touches count for nothing.

    felt: when there were last too many.
    """

    landings: tuple[float, ...] = ()
    raging: bool = False
    felt: float = -math.inf

    def after(self, now: float, fingers: int) -> Storm:
        """What it is once one more finger lands at `now` beside `fingers` others."""
        recent = (*(t for t in self.landings if now - t < 1.0), now)[-STORM_BEGINS * 4 :]
        if fingers >= CROWD or len(recent) >= (STORM_ENDS if self.raging else STORM_BEGINS):
            return Storm(recent, True, now)
        return replace(self, landings=recent, raging=self.raging and now - self.felt < CALM_S)
