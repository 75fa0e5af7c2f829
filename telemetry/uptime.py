"""How long the software ran: whole minutes, each counted for the calendar day on which it ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from telemetry.ledger import Inbox, Minutes

_MINUTE_S = 60.0
LONGEST_BEAT_S = 120.0
"""Between two beats no more than this can have been spent running: the machine slept."""


class Uptime:
    """Lengths come from a clock that nobody sets (`now`, in seconds), days from the calendar. So summer time,
    or a calendar that is set right, makes no minute and loses none: it only says for which day it counts."""

    def __init__(self, inbox: Inbox, wall: Callable[[], datetime]) -> None:
        self._inbox = inbox
        self._wall = wall
        self._last: float | None = None
        self._spent = 0.0

    def beat(self, now: float) -> None:
        """The software runs at `now`. Called several times a minute."""
        passed = 0.0 if self._last is None else now - self._last
        self._last = now
        if 0 <= passed <= LONGEST_BEAT_S:
            self._spent += passed
        whole, self._spent = divmod(self._spent, _MINUTE_S)
        if whole:
            self.ran(int(whole))

    def ran(self, minutes: int) -> None:
        """The software ran for so many minutes up to now."""
        self._inbox.items.append((Minutes(self._wall(), minutes), 0.0))
