"""`briefgen check`: validate everything, write nothing but the report."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from briefgen.build import check_project
from briefgen.cache import Cache
from briefgen.cli import _shared
from briefgen.diagnostics import Severity
from briefgen.files import write_atomically


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@_shared.project_option
@click.option("--format", "name", type=_shared.formats(), default="text", show_default=True, help="How to print.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the report to a file instead.")
@click.option(
    "--fail-on",
    type=click.Choice([s.value for s in Severity]),
    default="error",
    show_default=True,
    help="The least severity that makes the command end with 1.",
)
def command(paths: tuple[Path, ...], project: Path | None, name: str, output: Path | None, fail_on: str) -> None:
    """Validate every brief; report all problems of all files at once (of PATHS alone, if given).

    Example: briefgen check --format github
    """
    config, before = _shared.find(project)
    checked = check_project(config, Cache(), before=before)
    shown = checked.diagnostics
    if paths:
        wanted = [_relative(path, config.project) for path in paths]
        shown = tuple(d for d in shown if any(d.span.path == w or d.span.path.startswith(f"{w}/") for w in wanted))
    text = _shared.report(shown, config.project, name, colour=False if output else None)
    if output:
        write_atomically(output, text.encode())
    else:
        click.echo(text, nl=False)
    sys.exit(_shared.exit_code(shown, Severity(fail_on), before))


def _relative(path: Path, project: Path) -> str:
    try:
        return path.resolve().relative_to(project).as_posix()
    except ValueError:
        raise click.UsageError(f"{path} is outside the project {project}") from None
