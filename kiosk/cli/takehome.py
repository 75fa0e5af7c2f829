"""`takehome`: the page behind the QR code, ready to upload."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from kiosk.cli.options import content_option, loaded


@click.command()
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder to write to."
)
@content_option
def command(out: Path, content: Path) -> None:
    """Write the page that shows a visitor's card again: index.html and sw.js.

    Put both at the address that `take_home:` in exhibition.yaml names. Everything is in them; they ask for
    nothing else. Do it anew whenever the content changes, and when a service is over.

    \b
    Example:
      python run_kiosk.py takehome --out out/takehome
    """
    from kiosk.cli.pagefile import write

    found = loaded(content)
    try:
        index = write(found, date.today(), out)
    except OSError as error:
        raise click.ClickException(str(error)) from error
    click.echo(str(index))
