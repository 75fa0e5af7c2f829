"""The commands. A command is imported when it is called; what it does not need is never imported."""

from __future__ import annotations

import importlib
import logging
import sys
from collections.abc import Sequence

import click

COMMANDS = {
    "run": "kiosk.cli.run",
    "check": "kiosk.cli.check",
    "new": "kiosk.cli.new",
    "storyboard": "kiosk.cli.storyboard",
    "takehome": "kiosk.cli.takehome",
    "rehearse": "kiosk.cli.rehearse",
    "merge": "kiosk.cli.merge",
    "forward": "kiosk.cli.forward",
    "lake": "kiosk.cli.lake",
    "poster": "kiosk.cli.poster",
    "report": "kiosk.cli.report",
    "doctor": "kiosk.cli.doctor",
    "export": "kiosk.cli.export",
}
"""Name and module of each command. The module holds it as `command`."""

INTERRUPTED = 130


class Commands(click.Group):
    """A group whose commands are modules, imported one at a time."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(COMMANDS[name]).command
        return command


@click.group(cls=Commands, invoke_without_command=True)
@click.option("--debug", is_flag=True, help="Show the whole traceback of an error.")
@click.option("-v", "--verbose", is_flag=True, help="Say more about what is going on.")
@click.pass_context
def cli(ctx: click.Context, debug: bool, verbose: bool) -> None:
    """dig itMA²: the touch exhibition of the DigitalRaum in Mannheim.

    Without a command it opens the exhibition full screen; where there is no screen it rehearses a
    few simulated visits instead.

    \b
    Example:
      python run_kiosk.py
      python run_kiosk.py check
    """
    level = logging.DEBUG if debug else logging.INFO if verbose else logging.WARNING
    logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    ctx.obj = debug
    if ctx.invoked_subcommand is None:
        from kiosk.cli.run import open_or_rehearse

        ctx.exit(open_or_rehearse())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code. Errors are one line on stderr."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = cli.main(words, prog_name="run_kiosk.py", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return error.exit_code
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        where = f" ({context.command_path} --help)" if context is not None else ""
        click.echo(f"Error: {error.format_message()}{where}", err=True)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        return INTERRUPTED
    except Exception as error:
        if "--debug" in words:
            raise
        click.echo(f"Error: {type(error).__name__}: {_line(error)} (--debug shows where)", err=True)
        return 1
    return code if isinstance(code, int) else 0


def _line(error: Exception) -> str:
    return " ".join(str(error).split()) or "no further word"
