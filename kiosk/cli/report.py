"""`report`: what the stores of one or many terminals show, as one page for a council."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from kiosk.cli.fleet import exhibition_option, needed, say_refused, stores_argument
from kiosk.cli.folders import assets_folder
from kiosk.cli.options import content_option

if TYPE_CHECKING:
    from kiosk.core.frame import Colour
    from kiosk.ui.theme import Theme
    from telemetry.metrics.metric import Text
    from telemetry.report.look import Look

NEEDED = ("numpy", "scipy", "vl_convert")
"""Packages of the evaluator that it takes."""

_LETTERS = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x17F)))) + "–—„“”‚‘’…·°−×≥≤→€■"


@click.command()
@stores_argument
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="HTML file to write."
)
@click.option(
    "--language", type=click.Choice(["de", "en"]), default="de", show_default=True, help="Of the report."
)
@click.option("--title", default="", help="Instead of the usual one.")
@exhibition_option
@content_option
def command(
    stores: tuple[Path, ...], out: Path, language: Literal["de", "en"], title: str, exhibition: str | None,
    content: Path,
) -> None:  # fmt: skip
    """Write the report of one or many terminals: one HTML file that asks for nothing else.

    DB... are stores (store.db), folders with stores in them, or a merged file; any number, in any order.
    They are only read. A page to read comes first, then pictures, then methods and definitions; print
    it for a PDF. Names of games and answers come from the content; without it their ids are shown.

    \b
    Example:
      python run_kiosk.py report /tmp/year --out /tmp/report.html
      python run_kiosk.py report terminal-*/store.db --out report.html --language en
    """
    needed(*NEEDED)
    if not out.parent.is_dir():
        raise click.ClickException(f"{out.parent} is no folder; make it first")
    from kiosk.cli import build
    from telemetry.fleet.warehouse import WarehouseError
    from telemetry.report.about import About
    from telemetry.report.write import gather, put, written

    names = _titles(content)
    today = date.today()
    made = today.year * 10_000 + today.month * 100 + today.day
    beforehand = About((), exhibition=exhibition or "", title=title, version=build.version(), made=made)
    try:
        about, tables = gather(stores, names, beforehand)
    except WarehouseError as error:
        raise click.ClickException("; ".join(map(str.strip, str(error).splitlines()))) from error
    say_refused(about.refused)
    text = written(about, tables, names, look(), language)
    try:
        put(text, out)
    except OSError as error:
        raise click.ClickException(f"{out} cannot be written: {error.strerror or error}") from error
    click.echo(str(out))


def _titles(content: Path) -> dict[str, Text]:
    """Names from the content; none, with a line that says so, where it cannot be read."""
    from kiosk.cli.build import library
    from kiosk.cli.titles import titles
    from kiosk.content.diagnostics import ContentError

    try:
        return titles(library(content))
    except (ContentError, OSError) as error:
        click.echo(
            f"ids instead of names, as the content cannot be read: {content} ({type(error).__name__})",
            err=True,
        )
        return {}


def look() -> Look:
    """Colours and typeface of the house."""
    from kiosk.ui.theme import load_themes
    from kiosk.ui.typeface import webfont

    theme = load_themes(assets_folder() / "theme.yaml")[0]
    return colours(theme, webfont(_LETTERS))


def colours(theme: Theme, font: bytes | None) -> Look:
    """The look of the report in the colours of a theme."""
    from telemetry.report.look import Look, Tones

    day, night = theme.day, theme.night
    return Look(
        paper=_hex(day.ground), band=_hex(day.band), card=_hex(day.card), card_line=_hex(day.card_line),
        ink=_hex(day.ink), muted=_hex(day.muted),  empty=_hex(day.empty),
        accent=_hex(day.accent), night=_hex(night.ground), night_ink=_hex(night.ink),
        night_muted=_hex(night.muted), window=_hex(night.window),
        tones={name: Tones(_hex(d.bright), _hex(d.deep), _hex(d.tint)) for name, d in theme.domains.items()},
        font=font,
    )  # fmt: skip


def _hex(colour: Colour) -> str:
    return f"#{colour[0]:02X}{colour[1]:02X}{colour[2]:02X}"
