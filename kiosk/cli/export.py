"""`export`: the data to give away, with dictionary, licence and metadata, or all of it for oneself."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli.fleet import exhibition_option, needed, say_refused, stores_argument
from kiosk.cli.options import ListType, content_option, loaded

if TYPE_CHECKING:
    from telemetry.export.package import About, Level
    from telemetry.export.write import File, Format
    from telemetry.fleet.warehouse import Warehouse
    from telemetry.metrics.metric import Language

NEEDED = ("numpy", "scipy", "duckdb")


@click.command()
@stores_argument
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder to write."
)
@click.option(
    "--format", "formats", type=ListType("csv", "json", "parquet"), default="csv", show_default=True,
    help="The first one is the package's own, the others lie beside it. The public level always has csv.",
)  # fmt: skip
@click.option(
    "--level", type=click.Choice(["public", "internal"]), default="public", show_default=True,
    help="public: small groups hidden, closed quarters only. internal: everything, for yourself.",
)  # fmt: skip
@click.option("--language", type=click.Choice(["de", "en"]), default="de", show_default=True,
              help="Of the descriptions; the dictionary is in both.")  # fmt: skip
@click.option("--paths", "with_paths", is_flag=True, help="Internal: also every step of every visit.")
@click.option("--publisher", help="Public: who publishes.  [needed for public]")
@click.option("--contact", help="Public: an e-mail address or a page for questions.  [needed for public]")
@click.option(
    "--address", default="https://example.org/data/", show_default=True, help="Public: where it will stand."
)
@click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), help="Quarters before it are over.  [default: today]"
)
@exhibition_option
@content_option
def command(
    stores: tuple[Path, ...], out: Path, formats: tuple[Format, ...], level: str, language: str,
    with_paths: bool, publisher: str | None, contact: str | None, address: str, today: datetime | None,
    exhibition: str | None, content: Path,
) -> None:  # fmt: skip
    """Write the data of any number of stores as a Frictionless Data Package.

    DB are stores, merged files, or folders with them. The public level holds a fixed catalogue of tables
    per closed quarter, visits per day, and visits as coarse rows; what few people did is hidden so that
    it cannot be worked out again. Export into the same folder again later: what was published stays word
    for word, new quarters come behind it. It is refused when a privacy rule does not hold.

    \b
    Example:
      python run_kiosk.py export stores/ --out data --publisher "A city" --contact data@example.org
      python run_kiosk.py export stores/ --out inner --level internal --format csv,parquet
    """
    from telemetry.export.package import PackageError
    from telemetry.fleet.warehouse import WarehouseError, warehouse

    needed(*NEEDED)
    if level == "public" and not (publisher and contact):
        raise click.UsageError("the public level says who publishes: --publisher and --contact")
    if level == "public" and with_paths:
        raise click.UsageError("paths are never published: --paths needs --level internal")
    asked = Asked(out, formats, "de" if language == "de" else "en", publisher or "", contact or "", address)
    day = (today or datetime.combine(date.today(), datetime.min.time())).date()
    title = loaded(content).german.exhibition.title
    try:
        with warehouse(stores, exhibition=exhibition, paths_too=with_paths) as house:
            say_refused(house.refused)
            if level == "public":
                files = _public(house, asked, title, day)
            else:
                files = _internal(house, asked, title, with_paths)
    except (WarehouseError, PackageError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{out}: {len(files)} files, {sum(file.bytes for file in files):,} bytes")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options say."""

    out: Path
    formats: tuple[Format, ...]
    language: Language
    publisher: str
    contact: str
    address: str


def _public(house: Warehouse, asked: Asked, title: str, today: date) -> list[File]:
    """Everything that is over, behind what was published in this folder before."""
    from telemetry.export.package import check, earlier, save
    from telemetry.export.public import NothingClosedError, look, publish
    from telemetry.export.tables import fill
    from telemetry.privacy.gate import gate

    check(asked.out)
    until, before = earlier(asked.out)
    try:
        there = {(row["period"], row["terminal"]) for row in before.get("visits", [])}
        published = publish(house.db, today.year * 10_000 + today.month * 100 + today.day, until, there)
    except NothingClosedError:
        since = f" since {until // 100}-{until % 100:02}" if until else ""
        raise click.ClickException(
            f"no quarter is over{since}: there is nothing to publish yet; export when one is"
        ) from None
    findings = [*gate(house.db), *look(published)]
    if failing := [str(finding) for finding in findings if not finding.ok]:
        raise click.ClickException("nothing was published:\n" + "\n".join(failing))
    formats: tuple[Format, ...] = ("csv", *(one for one in asked.formats if one != "csv"))
    with closing(sqlite3.connect(":memory:")) as memory:
        resources = fill(memory, published, asked.language, before)
        days = memory.execute("SELECT min(date), max(date) FROM days").fetchone()
        about = _about(asked, title, "public", (str(days[0]), str(days[1])), published.until)
        return save(asked.out, about, [(memory, one) for one in resources], formats)


def _internal(house: Warehouse, asked: Asked, title: str, with_paths: bool) -> list[File]:
    """Everything there is. A privacy rule that does not hold is only said."""
    from telemetry.export.internal import resources
    from telemetry.export.package import save
    from telemetry.privacy.gate import gate

    for finding in gate(house.db):
        if not finding.ok:
            click.echo(f"warning: {finding}", err=True)
    about = _about(asked, title, "internal", ("", ""), 0)
    content = [(house.db, one) for one in resources(with_paths=with_paths)]
    return save(asked.out, about, content, asked.formats)


def _about(asked: Asked, title: str, level: Level, days: tuple[str, str], until: int) -> About:
    from telemetry.export.dcat import Catalogued
    from telemetry.export.package import About, described
    from telemetry.metrics.metric import Text

    named = Text(title, title)
    words = [named, Text("Ausstellung", "exhibition"), Text("Nutzung", "usage")]
    address = asked.address if asked.address.endswith("/") else f"{asked.address}/"
    catalogued = Catalogued(
        named, described(named, level), asked.publisher, asked.contact, *days, address, words
    )
    return About(level, asked.language, catalogued, until=until)
