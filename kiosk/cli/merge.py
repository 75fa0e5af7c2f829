"""`merge`: the stores of several terminals as one file."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk.cli.fleet import exhibition_option, paths_option, say_refused, stores_argument


@click.command()
@stores_argument
@click.option(
    "--into",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The file; made if missing.",
)
@paths_option
@exhibition_option
def command(stores: tuple[Path, ...], into: Path, paths: bool, exhibition: str | None) -> None:
    """Merge the stores of terminals into one SQLite file. Folders are searched for store.db.

    No visit counts twice: stores may overlap, come in any order and again. They are only read, also
    while a terminal writes. What cannot be read is named and left out.

    \b
    Example:
      python run_kiosk.py merge /media/terminals --into year.db
    """
    from telemetry.fleet.warehouse import WarehouseError, warehouse

    try:
        with warehouse(stores, into=into, paths_too=paths, exhibition=exhibition) as merged:
            visits = merged.query("SELECT count(*) FROM visit_fact")[0][0]
            odd = [f"{one.path}: {one.note}" for one in merged.sources if one.note]
            say_refused(merged.refused, [*odd, *merged.notes])
            fresh = sum(one.fresh or 0 for one in merged.sources)
    except WarehouseError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{into}: {visits} visits from {len(merged.sources)} stores, {fresh} rows new or changed")
