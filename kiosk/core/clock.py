"""Time as the exhibition believes it: monotonic, and never a leap after a freeze."""

from __future__ import annotations

from collections.abc import Callable

LONGEST_STEP_S = 2.0


class Clock:
    """Seconds since it was made. A pause of the machine counts as `LONGEST_STEP_S` at most.

    `read` gives monotonic seconds; tests and rehearsals pass their own.
    """

    def __init__(self, read: Callable[[], float], longest_step: float = LONGEST_STEP_S) -> None:
        self._read = read
        self._longest = longest_step
        self._seen = read()
        self.now = 0.0
        self.gap = 0.0

    def tick(self) -> float:
        """Advance to the present and return it; `gap` tells the seconds that were cut out."""
        seen = self._read()
        step = max(seen - self._seen, 0.0)
        self._seen = seen
        self.gap = max(step - self._longest, 0.0)
        self.now += step - self.gap
        return self.now
