"""`check`: all problems of the content, each with its place and what to do about it."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli.folders import content_folder

if TYPE_CHECKING:
    from kiosk.content.check import Checked
    from kiosk.content.diagnostics import Problem

HOME = "exhibition.yaml"


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH ...]")
@click.option("--opening", is_flag=True, help="Also what must be settled before visitors come.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for editors.")
def command(paths: tuple[Path, ...], opening: bool, as_json: bool) -> None:
    """Say everything that is wrong with the content.

    PATH is a content folder or files in one; without it, the content that came along. First what
    simulations came to when they were played at random and at their best; then one problem a line:
    file:line:column: code, what is wrong, what to do. Exit code 1 if there are errors.

    \b
    Example:
      python run_kiosk.py check content/scenarios/fussabdruck.yaml --opening
    """
    problems: list[Problem] = []
    lines: list[str] = []
    for folder, files in _asked(paths or (content_folder(),)).items():
        checked = found(folder, opening)
        problems += [problem for problem in checked.problems if not files or problem.file in files]
        stems = {Path(file).stem for file in files}
        reports = [report for id, report in checked.report.items() if not files or id in stems]
        lines += [line for report in reports for line in report]
    shown = list(dict.fromkeys(problems))
    if as_json:
        click.echo(json.dumps([problem.as_json() for problem in shown], ensure_ascii=False, indent=1))
    else:
        for line in (*lines, *map(str, shown)):
            click.echo(line)
    errors = sum(problem.severity == "error" for problem in shown)
    click.echo(f"{errors} Fehler, {len(shown) - errors} Hinweise", err=True)
    click.get_current_context().exit(1 if errors else 0)


def found(folder: Path, opening: bool) -> Checked:
    """Every problem of a content folder, its files named as seen from here, and the kinds' report."""
    from kiosk.cli import build
    from kiosk.content.check import Checked, Conditions, check
    from kiosk.content.diagnostics import ContentError
    from scenes.kinds import examiners

    face = build.typeface()
    try:
        checked = check(build.library(folder), Conditions(date.today(), opening, face.has, examiners()))
    except ContentError as error:
        checked = Checked(error.problems, {})
    place = os.path.relpath(folder)
    named = (replace(problem, file=os.path.join(place, problem.file)) for problem in checked.problems)
    return Checked(tuple(named), checked.report)


def _asked(paths: tuple[Path, ...]) -> dict[Path, set[str]]:
    """The content folders that are meant, and which of their files; none means all."""
    asked: dict[Path, set[str]] = {}
    for path in paths:
        home = next((p for p in (path, *path.resolve().parents) if (p / HOME).is_file()), None)
        if home is None and path.is_dir():
            home = path
        if home is None:
            raise click.BadParameter(f"{path} lies in no folder with {HOME}", param_hint="PATH")
        files = asked.setdefault(home.resolve(), set())
        if path.is_file():
            files.add(os.path.relpath(path))
    return asked
