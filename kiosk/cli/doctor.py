"""`doctor`: is this terminal fit to open?"""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Literal

import click

from kiosk.cli.folders import ROOT
from kiosk.cli.options import content_option, data_option

if TYPE_CHECKING:
    from kiosk.content.whole import Content

MARKS = {"ok": "ok  ", "warn": "WARN", "fail": "FAIL"}
FREE_FAIL, FREE_WARN = 100 * 2**20, 1000 * 2**20
LAST_YEAR = 2040
INPUT_DEVICES = Path("/proc/bus/input/devices")
DIRECT = 1 << 1  # INPUT_PROP_DIRECT: one touches where it shows


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor: what was looked at, how it is, and what to do if it is not well."""

    status: Literal["ok", "warn", "fail"]
    what: str
    how: str
    remedy: str = ""

    def __str__(self) -> str:
        remedy = f" -> {self.remedy}" if self.remedy else ""
        return f"{MARKS[self.status]}  {self.what:<9} {self.how}{remedy}"


@dataclass(frozen=True, slots=True)
class Patient:
    """The terminal under examination. devices: the system's list of input devices."""

    content: Path
    data: Path
    now: Callable[[], datetime] = datetime.now
    devices: Path = INPUT_DEVICES


@click.command()
@content_option
@data_option
def command(content: Path, data: Path) -> None:
    """Look at everything the exhibition needs, and say what to do where something is missing.

    Exit code 1 if the exhibition could not open like this.

    \b
    Example:
      python run_kiosk.py doctor
    """
    worst = 0
    for finding in findings(Patient(content, data)):
        click.echo(str(finding))
        worst |= finding.status == "fail"
    click.get_current_context().exit(int(worst))


def findings(patient: Patient) -> Iterator[Finding]:
    """All examinations, in the order an operator would want them."""
    told, content = _content(patient.content)
    yield told
    yield from _display(content)
    yield _touch(patient.devices)
    yield _fonts()
    yield _sound()
    yield _disk(patient.data)
    yield from _databases(patient.data / "telemetry")
    yield _clock(patient.now())


def _content(folder: Path) -> tuple[Finding, Content | None]:
    from kiosk.cli.build import library
    from kiosk.content.diagnostics import ContentError

    try:
        found = library(folder)
    except ContentError as error:
        how = f"{len(error.problems)} errors, nothing can be shown"
        return Finding("fail", "content", how, "see `check`"), None
    errors = sum(p.severity == "error" for p in found.problems)
    shown = ", ".join(found.german.exhibition.scenarios)
    if found.problems:
        how = f"{errors} errors, {len(found.problems) - errors} warnings; shown: {shown}"
        return Finding("warn", "content", how, "see `check`; what has errors is left out"), found.german
    return Finding("ok", "content", f"{shown} in {', '.join(found.languages)}"), found.german


def _display(content: Content | None) -> Iterator[Finding]:
    from kiosk.screen.survey import display

    driver, size = display()
    if size is None:
        remedy = "connect a display; start this in the graphical session"
        yield Finding("fail", "display", f"no screen ({driver})", remedy)
        return
    yield Finding("ok", "display", f"{size[0]} x {size[1]} pixels by {driver}")
    if content is not None:
        yield measured(size, content)


def measured(pixels: tuple[int, int], content: Content) -> Finding:
    """Whether the millimetres in exhibition.yaml can be those of this screen."""
    terminal = content.exhibition.terminal
    wide, high = terminal.width_mm / pixels[0], terminal.height_mm / pixels[1]
    how = f"{terminal.width_mm:g} x {terminal.height_mm:g} mm, a pixel is {wide:.3f} x {high:.3f} mm"
    if abs(wide / high - 1) > 0.03:
        remedy = "measure the visible part and set terminal: in exhibition.yaml, else targets are too small"
        return Finding("warn", "size", f"{how}: pixels are square", remedy)
    return Finding("ok", "size", how)


def _touch(devices: Path) -> Finding:
    names = touch_devices(devices) if sys.platform == "linux" else _sdl_devices()
    if not names:
        return Finding("warn", "touch", "no touch device", "plug its USB cable in; a mouse works meanwhile")
    return Finding("ok", "touch", ", ".join(names))


def touch_devices(listing: Path) -> list[str]:
    """Names of the touch screens in the kernel's list of input devices."""
    try:
        blocks = listing.read_text(encoding="utf-8", errors="replace").split("\n\n")
    except OSError:
        return []
    found = []
    for block in blocks:
        lines = dict(line[3:].partition("=")[::2] for line in block.splitlines() if "=" in line)
        bits = lines.get("PROP", "0").split()[-1:]
        if bits and int(bits[0], 16) & DIRECT:
            found.append(lines.get("Name", "unnamed").strip('"'))
    return found


def _sdl_devices() -> list[str]:
    from kiosk.screen.survey import touch_devices

    count = touch_devices()
    return [f"{count} by the system"] if count else []


def _fonts() -> Finding:
    from kiosk.cli.build import typeface

    face = typeface()
    if face.problem:
        remedy = "install the package fontpkg-rubik; check the cache folder"
        return Finding("warn", "fonts", face.problem, remedy)
    return Finding("ok", "fonts", "Rubik in all weights")


def _sound() -> Finding:
    from kiosk.screen.sound import Sound

    sound = Sound()
    problem = sound.problem
    sound.close()
    if problem:
        return Finding("warn", "sound", problem, "connect loudspeakers; the exhibition also works silently")
    return Finding("ok", "sound", "a sound card answers")


def _disk(folder: Path) -> Finding:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder) as file:
            file.write(b"x" * 4096)
        free = shutil.disk_usage(folder).free
    except OSError as error:
        remedy = "give this user the folder, or choose another with --data; without it nothing is kept"
        return Finding("fail", "disk", f"{folder} cannot be written ({error.strerror})", remedy)
    how = f"{folder} can be written, {free / 2**30:.1f} GB are free"
    if free < FREE_WARN:
        remedy = "make room: a year needs less than 1 GB"
        return Finding("fail" if free < FREE_FAIL else "warn", "disk", how, remedy)
    return Finding("ok", "disk", how)


def _databases(folder: Path) -> Iterator[Finding]:
    remedy = "the exhibition sets it aside and begins a new one; keep the .bad file for the evaluator"
    for name in ("store.db", "live.db"):
        if not (folder / name).exists():
            yield Finding("ok", "database", f"{name} is not there yet")
            continue
        answer = quick_check(folder / name)
        if answer == "ok":
            yield Finding("ok", "database", f"{name} is sound")
        elif "locked" in answer:
            yield Finding("ok", "database", f"{name} is in use by the running exhibition")
        else:
            yield Finding("fail", "database", f"{name}: {answer}", remedy)


def quick_check(path: Path) -> str:
    """SQLite's own word on a file: 'ok', or what is wrong with it."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=1)) as db:
            return str(db.execute("PRAGMA quick_check(1)").fetchone()[0])
    except sqlite3.Error as error:
        return str(error)


def _clock(now: datetime) -> Finding:
    """A clock behind the program's own files, or far ahead, was not set."""
    built = datetime.fromtimestamp((ROOT / "pyproject.toml").stat().st_mtime)
    if now < built or now.year > LAST_YEAR:
        how = f"{now:%Y-%m-%d %H:%M} cannot be"
        return Finding("fail", "clock", how, "set the clock and switch its synchronisation on")
    return Finding("ok", "clock", f"{now:%Y-%m-%d %H:%M}")
