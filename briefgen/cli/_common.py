"""Options that every command has: `-C DIR`, `-q` and `-v`."""

from __future__ import annotations

import os

import click

_LEVEL = "briefgen.level"
_ADDED = "_has_common_options"
QUIET, NORMAL, VERBOSE = -1, 0, 1


def level() -> int:
    """Return how much to print about the work: `QUIET`, `NORMAL` or `VERBOSE`."""
    context = click.get_current_context(silent=True)
    return context.find_root().meta.get(_LEVEL, NORMAL) if context else NORMAL


def note(text: str) -> None:
    """Print a remark on a command's work to standard error, unless `-q` is given."""
    if level() > QUIET:
        click.echo(text, err=True)


def add_to(command: click.Command, *, passes_options: bool = False) -> click.Command:
    """Add the common options to a command and to its subcommands, once.

    ``passes_options`` leaves `-q` and `-v` to the program that the command runs.
    """
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            add_to(inner, passes_options=passes_options)
    if not getattr(command, _ADDED, False):
        command.params += options(passes_options=passes_options)
        setattr(command, _ADDED, True)
    return command


def options(*, passes_options: bool = False) -> list[click.Parameter]:
    """Return new click options."""
    folder = click.Option(
        ["-C", "start_folder"],
        metavar="DIR",
        type=click.Path(exists=True, file_okay=False),
        is_eager=True,
        expose_value=False,
        callback=_change_folder,
        help="Work in this folder, as if the command had been started there.",
    )
    if passes_options:
        return [folder]
    quiet = _level_option("-q", "--quiet", QUIET, "Print results only.")
    verbose = _level_option("-v", "--verbose", VERBOSE, "Also print the steps and their times.")
    return [folder, quiet, verbose]


def _level_option(short: str, long: str, value: int, help: str) -> click.Option:
    def set_level(context: click.Context, option: click.Parameter, is_set: bool) -> None:
        del option
        if is_set:
            context.find_root().meta[_LEVEL] = value

    return click.Option([short, long], is_flag=True, is_eager=True, expose_value=False, callback=set_level, help=help)


def _change_folder(context: click.Context, option: click.Parameter, folder: str | None) -> None:
    del option
    if folder and not context.resilient_parsing:
        os.chdir(folder)
