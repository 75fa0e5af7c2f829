"""`storyboard`: every screen as a picture and as elements."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk.cli.options import ListType, SizeType, content_option, loaded, only


@click.command()
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder to write to."
)
@click.option(
    "--size", "sizes", type=SizeType(), multiple=True, default=((1920, 1080), (1080, 1920)),
    show_default="1920x1080 and 1080x1920", help="In pixels; may be given several times.",
)  # fmt: skip
@click.option("--languages", type=ListType(), help="Language tags.  [default: all there are]")
@click.option("--text", "texts", type=ListType("100", "150", "200"), default="100", show_default=True)
@click.option("--theme", "themes", type=ListType("normal", "contrast"), default="normal", show_default=True)
@click.option("--reach", "reaches", type=ListType("normal", "low"), default="normal", show_default=True)
@click.option("--scenario", help="Only this one beside the screens of the house.  [default: all there are]")
@content_option
def command(
    out: Path,
    sizes: tuple[tuple[int, int], ...],
    languages: tuple[str, ...] | None,
    texts: tuple[str, ...],
    themes: tuple[str, ...],
    reaches: tuple[str, ...],
    scenario: str | None,
    content: Path,
) -> None:
    """Draw every screen and step: open, answered, "don't know", panels, the idle question, results.

    Each is a PNG and a JSON of its elements; index.html shows them all. A scenario that fails is
    named at the end, exit code 1, and hides none of the others.

    \b
    Example:
      python run_kiosk.py storyboard --out /tmp/board --languages de,en --text 100,200
    """
    from kiosk.cli import build
    from kiosk.rehearsal.storyboard import Ways, storyboard

    found = loaded(content)
    if scenario is not None:
        found = only(found, scenario)
    build.left_out(found)
    wanted = languages or tuple(found.languages)
    unknown = [tag for tag in wanted if tag not in found.languages]
    if unknown:
        known = ", ".join(found.languages)
        raise click.BadParameter(f"no language '{unknown[0]}'; there are {known}", param_hint="--languages")
    face = build.typeface()
    ways = Ways(sizes, wanted, tuple(int(t) for t in texts), themes, reaches)
    try:
        board = storyboard(build.house(found, face), face, out, ways, lambda name: click.echo(name, err=True))
    except OSError as error:
        raise click.ClickException(str(error)) from error
    click.echo(str(board.index))
    broken = dict.fromkeys(problem.file for problem in found.problems if problem.severity == "error")
    hidden = [*(f"{file}: not shown, it has errors; see check" for file in broken), *board.problems]
    for problem in hidden:
        click.echo(problem, err=True)
    click.get_current_context().exit(1 if hidden else 0)
