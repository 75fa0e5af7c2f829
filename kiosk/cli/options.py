"""Options several commands share, and how their values are read."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kiosk.cli.folders import content_folder, data_folder

if TYPE_CHECKING:
    from kiosk.content.load import Library

_F = TypeVar("_F", bound=Callable[..., Any])


class SizeType(click.ParamType):  # type: ignore[type-arg, unused-ignore]
    """A size in pixels, written 1920x1080."""

    name = "WxH"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        if isinstance(value, tuple):
            return value
        match = re.fullmatch(r"(\d{3,5})[xX×](\d{3,5})", str(value))
        if match is None:
            self.fail(f"'{value}' is no size; write it like 1920x1080", param, ctx)
        return int(match[1]), int(match[2])


class ListType(click.ParamType):  # type: ignore[type-arg, unused-ignore]
    """Words with commas between them, each one of `known` if that is given."""

    name = "A,B,..."

    def __init__(self, *known: str) -> None:
        self._known = known

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        words = tuple(word.strip() for word in str(value).split(",") if word.strip())
        wrong = [word for word in words if self._known and word not in self._known]
        if wrong or not words:
            self.fail(f"'{', '.join(wrong)}' is not one of {', '.join(self._known)}", param, ctx)
        return words


_FOLDER = click.Path(file_okay=False, path_type=Path)


def content_option(function: _F) -> _F:
    return click.option(
        "--content", type=_FOLDER, default=content_folder, show_default="the content that came along",
        help="Folder with exhibition.yaml.",
    )(function)  # fmt: skip


def data_option(function: _F) -> _F:
    return click.option(
        "--data", type=_FOLDER, default=data_folder, show_default="the platform's folder for data",
        help="Folder for telemetry; made if it is not there.",
    )(function)  # fmt: skip


def loaded(folder: Path) -> Library:
    """The content; a ClickException with all its problems if nothing of it can be shown."""
    from kiosk.cli.build import library
    from kiosk.content.diagnostics import ContentError

    try:
        return library(folder)
    except ContentError as error:
        problems = "\n".join(str(problem) for problem in error.problems)
        raise click.ClickException(f"this content cannot be shown:\n{problems}") from error


def only(found: Library, scenario: str) -> Library:
    """The content with this scenario alone in its menu; what `--scenario` asks for."""
    from kiosk.content.load import alone

    try:
        return alone(found, scenario)
    except KeyError:
        known = ", ".join(found.german.scenarios)
        raise click.BadParameter(
            f"no scenario '{scenario}' plays; there are {known}", param_hint="--scenario"
        ) from None
