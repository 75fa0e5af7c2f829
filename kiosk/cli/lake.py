"""`lake`: the stores of terminals as Parquet."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk.cli.fleet import exhibition_option, needed, paths_option, say_refused, stores_argument


@click.command()
@stores_argument
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder; made if missing."
)
@paths_option
@exhibition_option
def command(stores: tuple[Path, ...], out: Path, paths: bool, exhibition: str | None) -> None:
    """Lay stores down as Parquet, by table, terminal and month. Folders are searched for store.db.

    DuckDB reads the folder on one machine; Spark, Trino and ClickHouse read it on many. Run it again
    whenever there are new visits: what is there stays, nothing is there twice.

    \b
    Example:
      python run_kiosk.py lake /media/terminals --out lake
    """
    needed("duckdb", "numpy")
    from telemetry.fleet.lake import LakeError, lake
    from telemetry.fleet.warehouse import WarehouseError

    try:
        done = lake(stores, out, paths_too=paths, exhibition=exhibition)
    except (LakeError, WarehouseError) as error:
        raise click.ClickException(str(error)) from error
    say_refused(done.refused)
    click.echo(f"{out}: {done.rows} rows in {done.files} files written, {done.known} stores without news")
