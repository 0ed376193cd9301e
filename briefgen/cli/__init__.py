"""The command `briefgen`: one file per command, found by discovery."""

from __future__ import annotations

import ast
import importlib
import os
import sys
from pathlib import Path

import click

from briefgen import __version__
from briefgen.registry import names


class _Commands(click.Group):
    """Imports a command's module only when it is called, so that the others cost nothing, not even in the list."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return [name.replace("_", "-") for name in names(__name__)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        name = cmd_name.replace("-", "_")
        if name not in names(__name__):
            return None
        command: click.Command = importlib.import_module(f"{__name__}.{name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        names = self.list_commands(ctx)
        limit = formatter.width - 6 - max(map(len, names))
        with formatter.section("Commands"):
            formatter.write_dl([(name, _summary(name, limit)) for name in names])


def _summary(name: str, limit: int) -> str:
    """Return what click would say of a command in a list, read from its file without running it."""
    file = Path(__file__).with_name(f"{name.replace('-', '_')}.py")
    functions = (node for node in ast.parse(file.read_bytes()).body if isinstance(node, ast.FunctionDef))
    manual = next((ast.get_docstring(node) for node in functions if node.name == "command"), None)
    return click.Command(name, help=manual).get_short_help_str(limit)


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefgen")
def cli() -> None:
    """Structured YAML briefs become a cross-linked, searchable briefing site.

    Example: briefgen check
    """


def main() -> None:
    """Run the command line; an internal error says so and ends with 3."""
    try:
        cli()
    except SystemExit as stop:
        _leave(stop)
    except Exception as error:
        if "--traceback" in sys.argv:
            raise
        where = error.__traceback__
        while where is not None and where.tb_next is not None:
            where = where.tb_next
        place = f"{where.tb_frame.f_code.co_filename}:{where.tb_lineno}" if where else "?"
        click.echo(f"briefgen: a bug of ours: {type(error).__name__}: {error} ({place})", err=True)
        click.echo("please report it, with the command and the file it read", err=True)
        sys.exit(3)


def _leave(stop: SystemExit) -> None:
    """End at once: taking a large corpus apart object by object costs a tenth of a check and serves nobody."""
    if not isinstance(stop.code, int | None):
        raise stop
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        raise stop from None
    os._exit(stop.code or 0)
