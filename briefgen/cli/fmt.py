"""`briefgen fmt`: format YAML briefs, keeping their comments."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec

from briefgen.check.spans import place
from briefgen.cli import _shared
from briefgen.cli._common import note
from briefgen.config import Config, find_project
from briefgen.diagnostics.types import Problem, Severity
from briefgen.editing.format import NotTheSame, formatted, struct_of
from briefgen.files.atomic import write_atomically
from briefgen.files.codes import STRAY_FILE
from briefgen.files.walk import Budget, walk
from briefgen.text.control_characters import visible
from briefgen.text.unified_diff import unified
from briefgen.yaml import reader

STDIN = Path("-")


class _Run(msgspec.Struct):
    """Counts and problems so far."""

    changed: int = 0
    unchanged: int = 0
    problems: list[Problem] = msgspec.field(default_factory=list)
    bugs: list[NotTheSame] = msgspec.field(default_factory=list)


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, allow_dash=True, path_type=Path))
@_shared.project_option
@click.option(
    "--check",
    "is_check",
    is_flag=True,
    help="List the files that would change, write nothing, and exit with 1 if there are any.",
)
@click.option("--diff", "is_diff", is_flag=True, help="Print what would change, and write nothing.")
@click.option(
    "--stdin-path",
    type=click.Path(path_type=Path),
    help="The path of the brief that `-` reads; it determines the kind.",
)
def command(
    paths: tuple[Path, ...], project: Path | None, is_check: bool, is_diff: bool, stdin_path: Path | None
) -> None:
    """Format briefs: order of fields, indentation, quotes, long lines.

    With PATHS, format only these files and folders. With `-`, read one brief from standard input and write it to standard
    output. Comments stay with their lines.

    Example: briefgen fmt --diff content/events
    """
    if STDIN in paths and stdin_path and project is None:
        project = find_project(stdin_path.resolve().parent)
    config, before = _shared.find(project)
    run = _Run(problems=list(before))
    if STDIN in paths:
        if len(paths) > 1:
            raise click.UsageError("`-` cannot be combined with other paths")
        path = _relative(stdin_path, config) if stdin_path else "-"
        content = sys.stdin.buffer.read()
        after = _one(path, content, config, run)
        _show(path, content, after, is_check=is_check, is_diff=is_diff, is_stdin=True)
        _end(run, config, before, is_failing=is_check and after != content, overrides={path: content})
    for path, found in _files(config, [_relative(path, config) for path in paths]):
        if isinstance(found, Problem):
            run.problems += [found] if found.code != STRAY_FILE else []
            continue
        after = _one(path, found, config, run)
        if after != found and not is_check and not is_diff:
            _write(config.project / path, after)
        _show(path, found, after, is_check=is_check, is_diff=is_diff, is_stdin=False)
    would_be = "would be " if is_check or is_diff else ""
    note(f"{_number(run.changed)} {would_be}reformatted, {run.unchanged} unchanged")
    _end(run, config, before, is_failing=is_check and bool(run.changed), overrides={})


def _files(config: Config, wanted: list[str]) -> Iterator[tuple[str, bytes | Problem]]:
    """Yield the YAML files below the wanted paths, or all of the content folder."""
    root = config.options.content
    for path in wanted:
        if path != root and not path.startswith(f"{root}/") and path != ".":
            raise click.UsageError(f"{path} is not a brief: it is not in `{root}/`")
    if not config.content.is_dir():
        raise click.UsageError(f"there is no folder `{root}` in {config.project}")
    for path, found in walk(config.content, root, Budget(config.options.limits)):
        if not wanted or any(path == each or path.startswith(f"{each}/") or each == "." for each in wanted):
            yield path, found


def _one(path: str, content: bytes, config: Config, run: _Run) -> bytes:
    """Return the formatted content, and add the result to ``run``."""
    file = reader.read(path, content, config.options.limits)
    after = content
    if isinstance(file, Problem):
        run.problems.append(file)
        return after
    try:
        result = formatted(file, struct_of(path, config.options.content))
    except NotTheSame as bug:
        run.bugs.append(bug)
        return after
    run.problems += result.problems
    if result.left_alone:
        click.echo(f"{visible(path)} is left unchanged: {result.left_alone}", err=True)
    elif not result.problems:
        after = result.text.encode()
    run.changed += after != content
    run.unchanged += after == content and not result.problems
    return after


def _show(path: str, before: bytes, after: bytes, *, is_check: bool, is_diff: bool, is_stdin: bool) -> None:
    if is_diff:
        one, other = (content.decode("utf-8", "replace") for content in (before, after))
        click.echo(unified(path, one, other).encode(), nl=False)
    elif is_stdin and not is_check:
        click.echo(after, nl=False)
    elif before != after:
        click.echo(visible(path))


def _write(file: Path, content: bytes) -> None:
    try:
        write_atomically(file, content)
    except OSError as error:
        raise click.UsageError(f"{file} cannot be written: {error.strerror}") from None


def _end(
    run: _Run, config: Config, before: tuple[Problem, ...], *, is_failing: bool, overrides: dict[str, bytes]
) -> None:
    """Report the problems and exit. Raises NotTheSame if formatting changed what a file says."""
    diagnostics = place(run.problems, config.project, overrides)
    if diagnostics:
        is_colourful = _shared.is_colourful(sys.stderr)
        click.echo(
            _shared.report(diagnostics, config.project, "text", colour=is_colourful),
            nl=False,
            err=True,
            color=is_colourful,
        )
    if run.bugs:
        raise run.bugs[0]
    sys.exit(_shared.exit_code(diagnostics, Severity.ERROR, before) or int(is_failing))


def _relative(path: Path, config: Config) -> str:
    try:
        return path.resolve().relative_to(config.project.resolve()).as_posix()
    except ValueError:
        raise click.UsageError(f"{path} is outside the project {config.project}") from None


def _number(files: int) -> str:
    return f"{files} file{'' if files == 1 else 's'}"
