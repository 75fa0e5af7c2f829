"""The service manager hears that the exhibition is up, and that it lives."""

from __future__ import annotations

import socket
from contextlib import suppress
from pathlib import Path

from kiosk.runtime.notify import Notify


def test_ready_is_said_once_and_then_a_sign_of_life_every_two_seconds(tmp_path: Path) -> None:
    address = str(tmp_path / "notify")
    now = 0.0
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(address)
        manager.setblocking(False)
        notify = Notify(address, lambda: now)
        heard = []
        for now in (0.0, 0.5, 1.9, 2.0, 3.0, 4.1):
            notify.beat()
            with suppress(BlockingIOError):
                heard.append((now, manager.recv(100).decode()))

    assert [(0.0, "READY=1\nWATCHDOG=1"), (2.0, "WATCHDOG=1"), (4.1, "WATCHDOG=1")] == heard


def test_without_a_manager_nothing_is_said_and_nothing_fails(tmp_path: Path) -> None:
    Notify(None, lambda: 0.0).beat()
    Notify(str(tmp_path / "nobody"), lambda: 0.0).beat()
    Notify("@nobody-listens-here", lambda: 0.0).beat()
