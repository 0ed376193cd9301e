"""The command line `briefgen`: one module per command, discovered by its name.

Each module has a click command called `command`; its docstring is the help text. `_shared` has what several commands need.
Exit codes: 0 for success, 1 for findings or a difference, 2 for wrong usage or configuration, 3 for a bug in briefgen.
"""

from __future__ import annotations

import ast
import importlib
import os
import sys
from contextlib import suppress
from pathlib import Path

import click

from briefgen import __version__
from briefgen.cli import _common
from briefgen.registry import names


class _Commands(click.Group):
    """Command group that imports a command's module only when it runs.

    The list of commands imports none of them, so that the start stays fast.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return [name.replace("_", "-") for name in names(__name__)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        name = cmd_name.replace("-", "_")
        if name not in names(__name__):
            return None
        command: click.Command = importlib.import_module(f"{__name__}.{name}").command
        return _common.add_to(command, passes_options=command.ignore_unknown_options)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            # imported here, so that a command with a right name does not pay for it
            from briefgen.text.suggest import did_you_mean

            near = did_you_mean(args[0], self.list_commands(ctx))
            ctx.fail(f"there is no command `{args[0]}`; {near or '`briefgen --help` lists them all'}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        names = self.list_commands(ctx)
        limit = formatter.width - 6 - max(map(len, names))
        with formatter.section("Commands"):
            formatter.write_dl([(name, _summary(name, limit)) for name in names])


def _summary(name: str, limit: int) -> str:
    """Return a command's short help as click shows it, read from its file without importing it."""
    file = Path(__file__).with_name(f"{name.replace('-', '_')}.py")
    functions = (node for node in ast.parse(file.read_bytes()).body if isinstance(node, ast.FunctionDef))
    manual = next((ast.get_docstring(node) for node in functions if node.name == "command"), None)
    return click.Command(name, help=manual).get_short_help_str(limit)


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]}, params=_common.options())
@click.version_option(__version__, prog_name="briefgen")
def cli() -> None:
    """Build a cross-linked, searchable briefing site from YAML briefs.

    Example: briefgen check
    """


def main() -> None:
    """Run the command line; an internal error is reported as a bug and exits with 3.

    An error of the operating system that no command expects exits with 2, and names the file.
    """
    try:
        cli()
    except SystemExit as stop:
        _leave(stop)
    except Exception as error:
        if "--traceback" in sys.argv:
            raise
        if isinstance(error, OSError):
            click.echo(f"briefgen: {_said(error)}", err=True)
            sys.exit(2)
        where = error.__traceback__
        while where is not None and where.tb_next is not None:
            where = where.tb_next
        place = f"{where.tb_frame.f_code.co_filename}:{where.tb_lineno}" if where else "?"
        click.echo(f"briefgen: internal error: {type(error).__name__}: {error} ({place})", err=True)
        click.echo("this is a bug; please report it, with the command and the file that it read", err=True)
        sys.exit(3)


def _leave(stop: SystemExit) -> None:
    """Exit without freeing memory: that costs a tenth of the time of a check of a large corpus."""
    if not isinstance(stop.code, int | None):
        raise stop
    code = stop.code or 0
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # the reader, such as `head`, has seen enough
        pass
    except OSError as error:
        print(f"briefgen: standard output cannot be written: {_said(error)}", file=sys.stderr)
        code = 2
    with suppress(OSError):
        sys.stderr.flush()
    os._exit(code)


def _said(error: OSError) -> str:
    reason = str(error.strerror or error)
    return f"{error.filename}: {reason}" if error.filename else reason
