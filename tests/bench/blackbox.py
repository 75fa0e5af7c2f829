"""Programs from outside: an X server whose pixels lie in a file, a pointer, and a process's bill."""

from __future__ import annotations

import ctypes
import ctypes.util
import mmap
import os
import shutil
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType

from kiosk.core.geometry import Rect

WIDTH, HEIGHT = 1920, 1080
ROOT = Path(__file__).resolve().parents[2]
LOOK_S = 0.0002
TICKS = os.sysconf("SC_CLK_TCK")

# Words of the header of an XWD file, which is what Xvfb keeps its screen in.
_HEADER_SIZE, _LINE_BYTES, _COLOURS, _COLOUR_BYTES = 0, 12, 19, 12


def missing() -> str | None:
    """What this machine lacks, None if nothing."""
    if not sys.platform.startswith("linux"):
        return "Linux"
    if not shutil.which("Xvfb"):
        return "Xvfb"
    return next((f"lib{name}" for name in ("X11", "Xtst") if ctypes.util.find_library(name) is None), None)


class Screen:
    """A screen of its own, 1920 x 1080, with a pointer. To be used in a `with`."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        out, into = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(into), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-fbdir", str(folder),
             "-br", "-nolisten", "tcp", "-noreset"],
            pass_fds=(into,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(into)
        try:
            with os.fdopen(out) as told:
                self.display = f":{told.readline().strip()}"
            self._open(folder / "Xvfb_screen0")
        except BaseException:
            self._server.kill()
            self._server.wait()
            raise

    def _open(self, file: Path) -> None:
        with file.open("rb") as stream:
            self._memory = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        words = struct.unpack_from(">20I", self._memory)
        self._start = words[_HEADER_SIZE] + words[_COLOURS] * _COLOUR_BYTES
        self._line = words[_LINE_BYTES]
        self._x11 = ctypes.CDLL(ctypes.util.find_library("X11"))
        self._xtst = ctypes.CDLL(ctypes.util.find_library("Xtst"))
        self._x11.XOpenDisplay.restype = ctypes.c_void_p
        opened = self._x11.XOpenDisplay(self.display.encode())
        if not opened:
            raise OSError(f"the X server {self.display} does not answer")
        self._pointer = ctypes.c_void_p(opened)

    def __enter__(self) -> Screen:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._x11.XCloseDisplay(self._pointer)
        self._memory.close()
        self._server.terminate()
        try:
            self._server.wait(5)
        except subprocess.TimeoutExpired:
            self._server.kill()
            self._server.wait()

    def move(self, x: float, y: float) -> None:
        """The pointer to a place, at once."""
        self._xtst.XTestFakeMotionEvent(self._pointer, -1, round(x), round(y), ctypes.c_ulong(0))
        self._x11.XFlush(self._pointer)

    def button(self, down: bool) -> None:
        """The first button down or up, at once."""
        self._xtst.XTestFakeButtonEvent(self._pointer, 1, int(down), ctypes.c_ulong(0))
        self._x11.XFlush(self._pointer)

    def tap(self, x: float, y: float, held_s: float = 0.06) -> None:
        self.move(x, y)
        self.button(True)
        time.sleep(held_s)
        self.button(False)

    def pixels(self, rect: Rect, every: int = 6) -> bytes:
        """Every `every`-th line of pixels inside `rect`."""
        left, width = int(rect.x) * 4, int(rect.w) * 4
        lines = range(int(rect.y), int(rect.bottom), every)
        starts = (self._start + y * self._line + left for y in lines)
        return b"".join(self._memory[at : at + width] for at in starts)


class Program:
    """A Python program on a screen, started at `began` (seconds of `time.perf_counter`)."""

    def __init__(self, words: Sequence[str], screen: Screen, env: Mapping[str, str]) -> None:
        self.began = time.perf_counter()
        self._process = subprocess.Popen(
            [sys.executable, *words], cwd=ROOT, env={**env, "DISPLAY": screen.display},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip

    def __enter__(self) -> Program:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stderr:
            self._process.stderr.close()

    def alive(self) -> None:
        """Raises RuntimeError with its last words if the program has ended."""
        if self._process.poll() is not None:
            said = self._process.stderr.read().decode(errors="replace") if self._process.stderr else ""
            raise RuntimeError(f"the program ended with {self._process.returncode}:\n{said[-2000:]}")

    def cpu_s(self) -> float:
        """Seconds of processor used so far, by all threads."""
        after_name = self._proc("stat").rpartition(")")[2].split()
        return (int(after_name[11]) + int(after_name[12])) / TICKS

    def memory_mb(self) -> float:
        """Its share of the memory (PSS), in MB."""
        line = next(one for one in self._proc("smaps_rollup").splitlines() if one.startswith("Pss:"))
        return int(line.split()[1]) / 1024

    def _proc(self, name: str) -> str:
        self.alive()
        return Path(f"/proc/{self._process.pid}/{name}").read_text(encoding="utf-8")


def bills(programs: Iterable[Program], seconds: float) -> list[float]:
    """Seconds of processor per minute of each program over the next `seconds`."""
    each = list(programs)
    before, began = [one.cpu_s() for one in each], time.perf_counter()
    time.sleep(seconds)
    took = time.perf_counter() - began
    return [(one.cpu_s() - b) / took * 60 for one, b in zip(each, before, strict=True)]


def until(shown: Callable[[], bool], limit_s: float, look_s: float = LOOK_S) -> float | None:
    """When `shown` was first true, in seconds of `time.perf_counter`; None after `limit_s`."""
    end = time.perf_counter() + limit_s
    while True:
        if shown():
            return time.perf_counter()
        if time.perf_counter() > end:
            return None
        time.sleep(look_s)
