"""`run`: the exhibition on a terminal."""

from __future__ import annotations

import logging
import random
import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli.folders import content_folder, data_folder
from kiosk.cli.options import SizeType, content_option, data_option, loaded

if TYPE_CHECKING:
    from kiosk.content.load import Library
    from kiosk.runtime.console import Console
    from kiosk.screen.window import Window
    from kiosk.ui.typeface import Typeface
    from telemetry.store import Store

NO_SCREEN = 75
NIGHT_HOUR = 4
SHOWN_VISITS = 5

_log = logging.getLogger("run")


@click.command()
@click.option("--window", type=SizeType(), help="A window of this size instead of the full screen.")
@content_option
@data_option
def command(window: tuple[int, int] | None, content: Path, data: Path) -> None:
    """Open the exhibition, full screen.

    It ends when the house closes it or the screen is lost, with exit code 75, so that a service
    starts it again. A scenario with errors is left out and logged; the others play.

    \b
    Example:
      python run_kiosk.py run --window 1280x720 --data /tmp/try
    """
    found = loaded(content)
    code = exhibition(found, data, window)
    if code is None:
        raise NoScreenHere
    click.get_current_context().exit(code)


def open_or_rehearse() -> int:
    """What the program does without a command: the exhibition, or without a screen a rehearsal."""
    found = loaded(content_folder())
    code = exhibition(found, data_folder(), None)
    if code is not None:
        return code
    from kiosk.cli.rehearse import rehearsed

    click.echo(f"There is no screen here, so {SHOWN_VISITS} simulated visitors come instead.")
    with tempfile.TemporaryDirectory() as folder:
        for line in rehearsed(found, Path(folder), visits=SHOWN_VISITS).lines():
            click.echo(line)
    return 0


class NoScreenHere(click.ClickException):
    """There is nothing to show the exhibition on."""

    exit_code = NO_SCREEN

    def __init__(self) -> None:
        super().__init__("there is no screen: start this on a terminal with a display, or try `rehearse`")


def exhibition(found: Library, data: Path, window: tuple[int, int] | None) -> int | None:
    """Run until the house closes it; the exit code, or None if there is no screen."""
    from kiosk.cli import build
    from kiosk.core.geometry import stage_for
    from kiosk.runtime.console import Console
    from kiosk.runtime.memory import Memory
    from kiosk.screen.window import NoScreen, Window

    build.left_out(found)
    try:
        pane = Window(window, found.german.exhibition.title, build.unit_mm(found.german))
    except NoScreen as error:
        _log.info("%s", error)
        return None
    try:
        face = build.typeface()
        house = build.house(found, face)
        with build.store(data / "telemetry", found) as store:
            stage = stage_for(pane.surface.get_size())
            console = Console(house, stage, Memory(store), random.Random())
            return _looped(console, pane, face, store)
    finally:
        pane.close()


def _looped(console: Console, pane: Window, face: Typeface, store: Store) -> int:
    from time import monotonic

    from kiosk.core.clock import Clock
    from kiosk.runtime.loop import Loop, Machine
    from kiosk.screen.canvas import Canvas
    from kiosk.screen.sound import Sound
    from kiosk.screen.window import NoScreen

    sound = Sound()
    try:
        nightly = Nightly(console, store)
        machine = Machine(
            window=pane,
            painter=lambda: Canvas(pane.surface, face),
            sound=sound,
            clock=Clock(monotonic),
            lost=NoScreen,
            beat=nightly.beat,
            gap=store.gap,
        )
        return Loop(console, machine).run()
    finally:
        sound.close()


class Nightly:
    """Once a night, while nobody plays: puts the store in order."""

    def __init__(self, console: Console, store: Store) -> None:
        self._console = console
        self._store = store
        self._done: date | None = None

    def beat(self) -> None:
        """Called every second; the calendar is only looked at between visits."""
        if self._console.visiting:
            return
        wall = datetime.now()
        if wall.hour == NIGHT_HOUR and wall.date() != self._done:
            from telemetry.night import night

            self._done = wall.date()
            night(self._store)
