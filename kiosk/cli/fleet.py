"""What the commands over stores have in common: which stores, what they need, and what is said of them."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from telemetry.fleet.source import SourceError

_F = TypeVar("_F", bound=Callable[..., Any])


def stores_argument(function: _F) -> _F:
    return click.argument(
        "stores", metavar="DB...", nargs=-1, required=True, type=click.Path(path_type=Path)
    )(function)  # fmt: skip


def exhibition_option(function: _F) -> _F:
    return click.option(
        "--exhibition", help="Only stores of this one.  [default: the one most of them belong to]"
    )(function)  # fmt: skip


def paths_option(function: _F) -> _F:
    return click.option(
        "--paths", is_flag=True,
        help="Also every step of every visit: for own analysis, never to be given away.",
    )(function)  # fmt: skip


def needed(*packages: str) -> None:
    """A ClickException when packages of the evaluator are missing."""
    missing = [name for name in packages if importlib.util.find_spec(name) is None]
    if missing:
        raise click.ClickException(f"{', '.join(missing)} is missing; `make evaluation` installs it")


def say_refused(refused: Iterable[SourceError | str], notes: Sequence[str] = ()) -> None:
    """One line on stderr for each file that was left out, and for what is odd."""
    for error in refused:
        click.echo(f"left out: {error}", err=True)
    for note in notes:
        click.echo(f"note: {note}", err=True)
