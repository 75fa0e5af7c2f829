"""`forward`: the stores of terminals into a central PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk.cli.fleet import exhibition_option, needed, paths_option, say_refused, stores_argument


@click.command()
@stores_argument
@click.option("--to", required=True, metavar="URL", help="postgresql://user@host/database")
@click.option("--schema", default="ditma", show_default=True, help="Where its tables are; made if missing.")
@paths_option
@exhibition_option
def command(stores: tuple[Path, ...], to: str, schema: str, paths: bool, exhibition: str | None) -> None:
    """Send to a PostgreSQL what the stores have and it lacks. Folders are searched for store.db.

    May be interrupted and repeated at any moment: nothing is lost, nothing arrives twice. Give the
    password in ~/.pgpass or PGPASSWORD, where no list of processes shows it.

    \b
    Example:
      python run_kiosk.py forward /media/terminals --to postgresql://evaluator@db.example/ditma
    """
    needed("psycopg")
    from telemetry.fleet.ddl import ServerError
    from telemetry.fleet.postgres import forward

    try:
        done = forward(stores, to, schema=schema, paths_too=paths, exhibition=exhibition)
    except ServerError as error:
        raise click.ClickException(str(error)) from error
    say_refused(done.refused)
    click.echo(
        f"{done.visits} visits ({done.rows} rows) sent, {done.changed} made coarser,"
        f" {done.known} stores without news"
    )
