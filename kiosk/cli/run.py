"""`run`: the exhibition on a terminal."""

from __future__ import annotations

import logging
import os
import random
import tempfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli.folders import assets_folder, content_folder, data_folder
from kiosk.cli.options import SizeType, content_option, data_option, loaded

if TYPE_CHECKING:
    from kiosk.runtime.console import Console
    from kiosk.screen.window import Window
    from kiosk.ui.typeface import Typeface
    from telemetry.store import Store

NO_SCREEN = 75
TITLE = "dig itMA²"
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
    code = exhibition(content, data, window)
    if code is None:
        raise NoScreenHere
    click.get_current_context().exit(code)


def open_or_rehearse() -> int:
    """What the program does without a command: the exhibition, or without a screen a rehearsal."""
    code = exhibition(content_folder(), data_folder(), None)
    if code is not None:
        return code
    from kiosk.cli.rehearse import rehearsed

    found = loaded(content_folder())
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


def exhibition(content: Path, data: Path, window: tuple[int, int] | None) -> int | None:
    """Run until the house closes it; the exit code, or None if there is no screen.

    The dark city shows first, while the content is still being read.
    """
    from kiosk.screen.window import NoScreen, Window

    try:
        pane = Window(window, TITLE)
    except NoScreen as error:
        _log.info("%s", error)
        loaded(content)  # whoever writes content wants to hear about it all the same
        return None
    try:
        return _opened(pane, content, data)
    finally:
        pane.close()


def _opened(pane: Window, content: Path, data: Path) -> int:
    from kiosk.cli import build
    from kiosk.core.geometry import stage_for
    from kiosk.screen.canvas import Canvas
    from kiosk.ui.city import opening
    from kiosk.ui.theme import load_themes

    face, stage = build.typeface(), stage_for(pane.surface.get_size())
    theme = load_themes(assets_folder() / "theme.yaml")[0]
    pane.present(Canvas(pane.surface, face).paint(opening(theme, stage)))
    found = loaded(content)
    build.left_out(found)

    from kiosk.runtime.console import Console
    from kiosk.runtime.memory import Memory

    house = build.house(found, face)
    pane.measure(house.unit_mm)
    with build.store(data / "telemetry", found) as store:
        return _looped(
            Console(house, stage, Memory(store, found.german.laid()), random.Random()),
            (pane, face, data),
            store,
        )


def _looped(console: Console, machine: tuple[Window, Typeface, Path], store: Store) -> int:
    from time import monotonic

    from kiosk.cli.poster import Posters
    from kiosk.core.clock import Clock
    from kiosk.runtime.loop import Loop, Machine
    from kiosk.runtime.notify import Notify
    from kiosk.screen.canvas import Canvas
    from kiosk.screen.sound import Sound
    from kiosk.screen.window import NoScreen

    pane, face, data = machine
    sound = Sound()
    try:
        nightly, posters = Nightly(console, store), Posters(console, face, data)
        notify = Notify(os.environ.get("NOTIFY_SOCKET"), monotonic)

        def beat() -> None:
            notify.beat()
            nightly.beat()
            posters.beat()

        parts = Machine(
            window=pane,
            painter=lambda: Canvas(pane.surface, face),
            sound=sound,
            clock=Clock(monotonic),
            lost=NoScreen,
            beat=beat,
            gap=store.gap,
            volume=console.house.content(console.house.home).exhibition.terminal.volume / 100,
        )
        return Loop(console, parts).run()
    finally:
        sound.close()


class Nightly:
    """Once a day, at night and while nobody plays: puts the store in order. A machine that is switched off at
    night does it when it is switched on."""

    def __init__(self, console: Console, store: Store, wall: Callable[[], datetime] = datetime.now) -> None:
        self._console = console
        self._store = store
        self._wall = wall
        self._done: date | None = None

    def beat(self) -> None:
        """Called every second; the calendar is only looked at between visits."""
        if self._console.visiting:
            return
        wall = self._wall()
        if wall.hour >= NIGHT_HOUR and wall.date() != self._done:
            from telemetry.night import night

            self._done = wall.date()
            night(self._store)
