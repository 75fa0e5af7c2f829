"""Tells a service manager that the exhibition is up and alive (the protocol of systemd's sd_notify)."""

from __future__ import annotations

import socket
from collections.abc import Callable

EVERY_S = 2.0


class Notify:
    """Speaks to `address` (the value of NOTIFY_SOCKET); without one it is silent.

    Called by the loop after a picture was shown, never by a thread: a loop that hangs goes quiet.
    """

    def __init__(self, address: str | None, read: Callable[[], float]) -> None:
        self._address = address.replace("@", "\0", 1) if address and address.startswith("@") else address
        self._read = read
        self._said: float | None = None

    def beat(self) -> None:
        """READY once, after the first picture; then WATCHDOG at most every two seconds."""
        now = self._read()
        if self._said is None:
            self._send("READY=1\nWATCHDOG=1")
        elif now - self._said >= EVERY_S:
            self._send("WATCHDOG=1")
        else:
            return
        self._said = now

    def _send(self, words: str) -> None:
        if not self._address:
            return
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as way:
                way.sendto(words.encode(), self._address)
        except OSError:
            pass  # a manager that does not listen is no reason to stop
