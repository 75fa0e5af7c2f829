"""A real X server, where there is one: waiting is free, and a stop is heard."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest

from kiosk.screen.doorbell import Doorbell

PROGRAM = """
import os, signal, time
from kiosk.core.signals import Quit
from kiosk.screen.window import Window
window = Window(None, "Probe")
assert window.driver == "x11" and window.surface.get_size() == (640, 360)
window.present([window.surface.get_rect()])
window.wait(0.2), window.wait(0.2)
cpu, real = time.process_time(), time.monotonic()
assert window.wait(1.0) == []
share = (time.process_time() - cpu) / (time.monotonic() - real)
os.kill(os.getpid(), signal.SIGTERM)
assert window.wait(None) == [Quit()]
window.close()
print(share)
"""


@pytest.fixture
def display() -> Iterator[str]:
    if not shutil.which("Xvfb"):
        pytest.skip("needs Xvfb")
    out, into = os.pipe()
    command = ["Xvfb", "-displayfd", str(into), "-screen", "0", "640x360x24"]
    server = subprocess.Popen(command, pass_fds=(into,), stderr=subprocess.DEVNULL)
    os.close(into)
    with os.fdopen(out) as told:
        yield f":{told.readline().strip()}"
    server.terminate()
    server.wait()


def test_waiting_on_x11_costs_no_processor_and_hears_a_stop(display: str) -> None:
    env = {k: v for k, v in os.environ.items() if k != "SDL_VIDEODRIVER"} | {"DISPLAY": display}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=env, check=True, capture_output=True, text=True
    )
    # Looking every millisecond takes 0.03 of a processor.
    assert float(done.stdout.splitlines()[-1]) < 0.01


def test_where_there_is_no_x_server_there_is_no_bell() -> None:
    assert not Doorbell("dummy").works
    assert not Doorbell("wayland").works
