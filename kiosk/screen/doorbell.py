"""Sleeping until the screen server has something to say.

Pygame's own `event.wait` looks every millisecond, which costs 3 % of a processor for nothing
(measured). On X11 every event arrives on a socket, and the kernel can wait on a socket for free.
"""

from __future__ import annotations

import os
import select
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

# Signals of the system reach SDL without a ring: it is asked so often anyway. A stop must be
# obeyed within a second (rules O9).
LONGEST_S = 0.25
# A socket that still rings after so many answers is one that nobody reads.
PATIENCE = 3


class Doorbell:
    """The sockets to the X server; `works` is False where there are none to wait on."""

    def __init__(self, driver: str) -> None:
        self._unheard = dict.fromkeys(_x11_sockets(), 0) if driver == "x11" else {}

    @property
    def works(self) -> bool:
        return bool(self._unheard)

    def wait(self, seconds: float) -> None:
        """Sleep until a ring, at most `seconds` or `LONGEST_S`."""
        select.select(list(self._unheard), [], [], min(max(seconds, 0.0), LONGEST_S))

    def answered(self) -> None:
        """To be called after all events were fetched: forgets sockets that ring on and on."""
        ringing, _, _ = select.select(list(self._unheard), [], [], 0)
        self._unheard = {s: n + 1 if s in ringing else 0 for s, n in self._unheard.items() if n < PATIENCE}


def _x11_sockets() -> Iterator[int]:
    """Descriptors of this process that are connected to a local X server."""
    try:
        numbers = [int(entry.name) for entry in Path("/proc/self/fd").iterdir()]
    except OSError:
        return
    for number in numbers:
        try:
            if stat.S_ISSOCK(os.fstat(number).st_mode) and b"X11-unix" in _peer(number):
                yield number
        except OSError:
            continue


def _peer(number: int) -> bytes:
    borrowed = socket.socket(fileno=number)
    try:
        name = borrowed.getpeername()
        return os.fsencode(name) if isinstance(name, str | bytes) else b""
    finally:
        borrowed.detach()
