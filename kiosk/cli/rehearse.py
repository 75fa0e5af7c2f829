"""`rehearse`: simulated visitors through the real rules, views and store, in fast time."""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli.options import content_option, loaded, only

if TYPE_CHECKING:
    from kiosk.content.load import Library
    from kiosk.rehearsal.rehearse import Summary


VISITS, PLAYED, A_YEAR = 100, 400, 365
A_DAY = 80
"""Visits on a day, where nobody says how many: a terminal has room for them, one after the other."""


@click.command()
@click.option(
    "--visits", type=click.IntRange(1, 1_000_000),
    help=f"How many; with --terminals: how many are played to draw from.  [default: {VISITS}, {PLAYED}]",
)  # fmt: skip
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed, the same visitors.")
@click.option(
    "--days", type=click.IntRange(1, 400),
    help=f"On so many days.  [default: one for every {A_DAY} visits, with --terminals {A_YEAR}]",
)  # fmt: skip
@click.option(
    "--terminals", type=click.IntRange(1, 20), help="Make a whole year at so many terminals, into --data."
)
@click.option(
    "--data", type=click.Path(file_okay=False, path_type=Path),
    help="Folder for their telemetry, never that of a real terminal.  [default: it is not kept]",
)  # fmt: skip
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="Folder for summary.txt and summary.json."
)
@click.option("--scenario", help="Only this one in the menu.  [default: all there are]")
@content_option
def command(
    visits: int | None, seed: int, days: int | None, terminals: int | None, data: Path | None,
    out: Path | None, scenario: str | None, content: Path,
) -> None:  # fmt: skip
    """Let simulated visitors play, and say what came of it.

    They come for all games of the menu in fair shares, see only what visitors see, think, hit
    beside, walk away; their visits are recorded like real ones, so that report and export have
    something to show before the opening.

    At the end a table says how often each profile of each result was shown, and names those that
    nobody reached. Exit code 1 if a screen raised, or if a profile was never reached by 90 visits
    for each game of the menu or more (1,000 are enough for eleven).

    With --terminals it makes a year for those who evaluate: so many calendar days at so many
    terminals are drawn from visits that are really played, with seasons, school classes, people
    who walk away or take over, crashes, a content change, a clock that leaps. --data gets a folder
    for each terminal and truth.json, what was drawn from and what truly came of it; at the end a
    table says whether the numbers of the report find that again. Exit code 1 if they do not.

    \b
    Example:
      python run_kiosk.py rehearse --visits 1000
      python run_kiosk.py rehearse --visits 200 --days 10 --data /tmp/visits
      python run_kiosk.py rehearse --days 365 --terminals 5 --data /tmp/year
    """
    if terminals is not None:
        if data is None or out is not None or scenario is not None:
            raise click.UsageError("--terminals needs --data and goes without --out and --scenario")
        from kiosk.cli.year import run
        from kiosk.rehearsal.year.year import Year

        good = run(content, data, Year(days or A_YEAR, terminals, seed), visits or PLAYED)
        click.get_current_context().exit(0 if good else 1)
    visits = visits or VISITS
    found = loaded(content)
    if scenario is not None:
        found = only(found, scenario)
    days = days or -(-visits // A_DAY)
    with (
        tempfile.TemporaryDirectory() as nowhere,
        click.progressbar(length=visits, label="visits", file=sys.stderr) as bar,
    ):
        kept = data or Path(nowhere)
        summary = rehearsed(found, kept, visits, days, seed, lambda done, of: bar.update(1))
    _say(summary, out)
    click.get_current_context().exit(0 if summary.good else 1)


def _say(summary: Summary, out: Path | None) -> None:
    """On the terminal and, if there is a folder, into its files."""
    lines = [*summary.lines(), *summary.table()]
    for line in lines:
        click.echo(line)
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        (out / "summary.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        text = json.dumps(summary.as_json(), indent=1, sort_keys=True)
        (out / "summary.json").write_text(text + "\n", encoding="utf-8")


def rehearsed(
    found: Library,
    data: Path,
    visits: int,
    days: int = 1,
    seed: int = 1,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Summary:
    """Rehearse into the store in `data`. progress: told how many of how many visits are over."""
    from contextlib import closing

    from kiosk.cli import build
    from kiosk.rehearsal.rehearse import Calendar, Plan, rehearse
    from kiosk.runtime.memory import Memory
    from telemetry.night import night
    from telemetry.store import Store

    build.left_out(found)
    calendar = Calendar()
    number = found.german.exhibition.terminal.number
    bits = random.Random(f"visits {seed}").getrandbits
    opened = Store(
        data / "telemetry", number, build=build.build_id(found.german), wall=calendar.wall, chance=bits,
        threaded=False,
    )  # fmt: skip
    with closing(opened) as store:
        if store.writer.trouble:
            raise click.ClickException(f"{data} cannot take telemetry: {store.writer.trouble}")
        build.introduce(store, found, rehearsal=True)
        house = build.house(found, build.typeface())
        summary = rehearse(
            house, Memory(store, found.german.laid()), Plan(visits, days, seed), calendar, progress
        )
        night(store)
    return summary
