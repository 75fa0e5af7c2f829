"""`new`: a small scenario that plays, to start from."""

from __future__ import annotations

import re
from pathlib import Path

import click

from kiosk.cli.options import content_option

HOME = "exhibition.yaml"
ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
_LIST = re.compile(r"^(scenarios:\s*\[)([^\]\n]*)(\])", re.MULTILINE)


def kinds() -> list[str]:
    """The kinds there are, each with an example."""
    from scenes.kinds import names

    return list(names())


class KindType(click.ParamType):  # type: ignore[type-arg, unused-ignore]
    """The name of a kind of step; a near one is asked for."""

    name = "KIND"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        known = kinds()
        if value not in known:
            from kiosk.content.diagnostics import near

            hint = near(str(value), known) or f"Es gibt: {', '.join(known)}."
            self.fail(f"Die Art „{value}“ gibt es nicht. {hint}", param, ctx)
        return str(value)


@click.command()
@click.argument("scenario")
@click.option("--kind", type=KindType(), default="say", show_default=True, help="The kind it starts with.")
@content_option
def command(scenario: str, kind: str, content: Path) -> None:
    """Write a small valid scenario to start from, and enter it in exhibition.yaml.

    SCENARIO becomes its id and the name of its file in scenarios/. Nothing that is there is overwritten.

    \b
    Example:
      python run_kiosk.py new mein_tag --kind route
    """
    if not ID.fullmatch(scenario):
        raise click.BadParameter(
            f"„{scenario}“ geht nicht: ein Name besteht aus a-z, 0-9 und _ und beginnt mit einem Buchstaben.",
            param_hint="SCENARIO",
        )
    home, file = content / HOME, content / "scenarios" / f"{scenario}.yaml"
    if not home.is_file():
        raise click.BadParameter(f"{content} ist kein Inhalt: {HOME} fehlt.", param_hint="--content")
    if file.exists():
        raise click.ClickException(f"{file} gibt es schon. Wähle einen anderen Namen.")
    taken = next(content.glob(f"**/{scenario}.yaml"), None)
    if taken is not None:
        raise click.ClickException(f"So heißt schon {taken}. Wähle einen anderen Namen.")
    try:
        file.parent.mkdir(exist_ok=True)
        file.write_text(started(scenario, kind), encoding="utf-8")
        entered = enter(home, scenario)
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}") from error
    click.echo(str(file))
    if not entered:
        click.echo(f"Trage „{scenario}“ noch in {home} unter scenarios: ein.", err=True)


def started(scenario: str, kind: str) -> str:
    """The example of a kind as a scenario of its own."""
    from scenes import kinds as folder

    text = (Path(folder.__path__[0]) / kind / "example.yaml").read_text(encoding="utf-8")
    head = f"# {scenario}: ein Anfang mit {kind}. Was hier stehen darf, sagt docs/curators.md.\n"
    body = text.split("\n", 1)[1] if text.startswith("#") else text
    return head + re.sub(r"^id: .*$", f"id: {scenario}", body, count=1, flags=re.MULTILINE)


def enter(home: Path, scenario: str) -> bool:
    """Add the scenario to the list in exhibition.yaml; False where the list is not written in one line."""
    text = home.read_bytes().decode("utf-8")

    def longer(found: re.Match[str]) -> str:
        listed = found[2].strip(" ,")
        return f"{found[1]}{f'{listed}, ' if listed else ''}{scenario}{found[3]}"

    changed, count = _LIST.subn(longer, text, count=1)
    if count:
        beside = home.with_suffix(".yaml.new")
        beside.write_bytes(changed.encode())
        beside.replace(home)  # whole, or not at all
    return bool(count)
