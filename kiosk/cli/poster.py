"""`poster`: the cities of lights as pictures to print."""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli.folders import assets_folder
from kiosk.cli.options import content_option, data_option, loaded

if TYPE_CHECKING:
    from kiosk.content.whole import Content
    from kiosk.runtime.console import Console
    from kiosk.ui.typeface import Typeface
    from kiosk.visit.world import Lights

PIXELS = (2480, 3507)
"""A4 at 300 dots an inch."""

_log = logging.getLogger("poster")


@click.command()
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder to write to."
)
@click.option(
    "--city", "number", type=click.IntRange(1), help="Only this city, also while it is not full yet."
)
@data_option
@content_option
def command(out: Path, number: int | None, data: Path, content: Path) -> None:
    """Write a poster of every full city of lights, as PNG (A4, 300 dpi) and as SVG.

    A running terminal does this by itself, into `posters` of its data folder, when a city is full.

    \b
    Example:
      python run_kiosk.py poster --data /tmp/try --out /tmp/posters
    """
    from kiosk.cli import build

    found = loaded(content)
    cities = _cities(data / "telemetry" / "store.db")
    wanted = [c for c in cities if (c.city == number if number else c.lit == len(c.colours))]
    if not wanted:
        there = f"city {cities[-1].city} has {cities[-1].lit} lights" if cities else "there is no light yet"
        raise click.ClickException(f"no such city to print: {there}")
    face = build.typeface()
    for lights in wanted:
        for path in written(found.german, lights, face, out):
            click.echo(str(path))


def written(content: Content, lights: Lights, face: Typeface, folder: Path) -> tuple[Path, Path]:
    """The two files of a poster: the SVG and the PNG. OSError if they cannot be written."""
    from kiosk.screen.screenshot import render, save
    from kiosk.ui.svg import svg
    from kiosk.ui.theme import load_themes
    from scenes.poster import poster, title

    theme = load_themes(assets_folder() / "theme.yaml")[0]
    frame = poster(content, lights, theme, face)
    drawn, painted = (folder / f"stadt-{lights.city:03d}.{kind}" for kind in ("svg", "png"))
    folder.mkdir(parents=True, exist_ok=True)
    drawn.write_text(svg(frame, f"{content.exhibition.title}: {title(content, lights)}"), "utf-8")
    save(render(frame, PIXELS, face), painted)
    return drawn, painted


def _cities(path: Path) -> list[Lights]:
    """All cities of a store, the latest last; none where there is no store that can be read."""
    from kiosk.visit.world import Lights
    from telemetry.keep import load_cities

    if not path.is_file():
        return []
    try:
        db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            return [Lights(number, windows) for number, windows in load_cities(db)]
        finally:
            db.close()
    except sqlite3.Error as error:
        raise click.ClickException(f"{path} cannot be read: {error}") from error


class Posters:
    """Writes the poster of a city once it is full, between two visits, while nobody waits."""

    def __init__(self, console: Console, face: Typeface, data: Path) -> None:
        self._console = console
        self._face = face
        self._data = data
        self._done: set[int] = set()

    def beat(self) -> None:
        """Called every second. A poster that cannot be written costs a log line, nothing else."""
        director = self._console.guard.director
        if self._console.visiting or director is None:
            return
        lights = director.lights
        last = lights.city if lights.lit == len(lights.colours) else lights.city - 1
        if last < 1 or last in self._done:
            return
        self._done.add(last)
        folder = self._data / "posters"
        try:
            for city in _cities(self._data / "telemetry" / "store.db"):
                if city.lit == len(city.colours) and not (folder / f"stadt-{city.city:03d}.png").exists():
                    content = self._console.house.content(self._console.house.home)
                    written(content, city, self._face, folder)
        except (OSError, click.ClickException) as error:
            _log.error("the poster of city %d was not written: %s", last, error)
