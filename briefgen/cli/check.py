"""`briefgen check`: validate all briefs and optionally fix problems."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import msgspec

from briefgen.build import Checked, check_project
from briefgen.check.catalogue import codes
from briefgen.cli import _completion, _shared
from briefgen.cli._common import QUIET, level, note
from briefgen.cli._output import write_output
from briefgen.config import Config, find_project
from briefgen.corpus.cache import Cache
from briefgen.corpus.load import LoadedFile
from briefgen.diagnostics.selection import Selection
from briefgen.diagnostics.types import Diagnostic, Severity
from briefgen.editing import fix
from briefgen.files import git
from briefgen.text.suggest import did_you_mean
from briefgen.text.unified_diff import unified


def _codes(_context: click.Context, _option: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    found = [word.strip() for part in value for word in part.split(",") if word.strip()]
    return tuple(word.upper() if word.lower().startswith("bg") else word for word in found)


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(allow_dash=True, path_type=Path))
@_shared.project_option
@click.option(
    "--format", "name", type=_shared.formats(), default="text", show_default=True, help="The format of the report."
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, readable=False, path_type=Path),
    help="Write the report to a file, device or pipe instead.",
)
@click.option(
    "--select",
    multiple=True,
    shell_complete=_completion.codes,
    callback=_codes,
    metavar="CODES",
    help="Report only these codes (BG4: all 4xx).",
)
@click.option(
    "--ignore",
    multiple=True,
    shell_complete=_completion.codes,
    callback=_codes,
    metavar="CODES",
    help="Do not report these codes.",
)
@click.option(
    "--fail-on",
    type=click.Choice([s.value for s in Severity]),
    help="The least severity that leads to exit code 1. Default: `fail_on` in mkdocs.yml, or else error.",
)
@click.option("--fix", "is_fixing", is_flag=True, help="Fix what can be fixed without a change of meaning.")
@click.option(
    "--unsafe-fixes", "is_unsafe", is_flag=True, help="Also apply fixes that may change the meaning. Review the result."
)
@click.option("--diff", "is_diff", is_flag=True, help="Print what the fixes would change, and write nothing.")
@click.option(
    "--statistics", "is_counting", is_flag=True, help="Print how often each code occurs, instead of the report."
)
@click.option(
    "--base",
    metavar="REVISION",
    help="Compare with the merge base of a git revision and HEAD, and report ids that are gone.",
)
@click.option(
    "--stdin-path", type=click.Path(path_type=Path), help="The path of the brief that `-` reads from standard input."
)
@click.option("--no-cache", is_flag=True, help="Neither read nor write the cache in .briefgen/.")
def command(
    paths: tuple[Path, ...],
    project: Path | None,
    name: str,
    output: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    is_fixing: bool,
    is_unsafe: bool,
    is_diff: bool,
    is_counting: bool,
    base: str | None,
    stdin_path: Path | None,
    no_cache: bool,
) -> None:
    """Validate all briefs and report every problem.

    With PATHS, only the problems of these files and folders are reported. With `-`, the brief at --stdin-path has the text
    from standard input, as in an editor that has not saved yet.

    Example: briefgen check --fix content/events
    """
    is_stdin = Path("-") in paths
    if is_stdin and (stdin_path is None or len(paths) > 1 or is_fixing or is_unsafe or is_diff):
        raise click.UsageError("`-` needs --stdin-path, and goes with no other path and no fix")
    if is_stdin and stdin_path is not None:
        paths = (stdin_path,)
        project = project or find_project(stdin_path.resolve().parent)
    config, before = _shared.find(project)
    config = _selected(config, select, ignore)
    wanted = [_relative(path, config.project) for path in paths]
    unsaved = {wanted[0]: sys.stdin.buffer.read()} if is_stdin else {}
    earlier = _base(base, config)
    with _shared.cache(config, is_off=no_cache) as cache, _shared.progress("load", "link", "check", "place") as stage:
        check = checker(config, cache, before=before, base=earlier, stage=stage)
        if is_fixing or is_unsafe or is_diff:
            checked = _apply_fixes(check, config, wanted, unsafe=is_unsafe, is_diff=is_diff)
        else:
            checked = check(unsaved)
    shown = tuple(d for d in checked.diagnostics if _is_below(d, wanted))
    for path, place in zip(paths, wanted, strict=True):
        if not path.exists() and not unsaved and not any(_is_below(d, [place]) for d in shown):
            raise click.UsageError(f"there is no file or folder `{path}`")
    if not is_diff or output:
        text = (
            _statistics(shown)
            if is_counting
            else _shared.report(shown, config.project, name, colour=False if output else None, unsaved=unsaved)
        )
        if output:
            _write(output, text)
        elif shown or level() > QUIET:
            click.echo(text, nl=False, color=_shared.is_colourful())
    sys.exit(_shared.exit_code(shown, Severity(fail_on or config.options.fail_on), before))


def _write(output: Path, text: str) -> None:
    try:
        write_output(output, text.encode())
    except OSError as error:
        raise click.UsageError(f"--output {error.filename} cannot be written: {error.strerror}") from None


def _selected(config: Config, select: tuple[str, ...], ignore: tuple[str, ...]) -> Config:
    """Return the configuration with the selection of the command line.

    The selected codes replace those in `mkdocs.yml`; the ignored codes add to them.
    """
    if not select and not ignore:
        return config
    if unknown := Selection(select, ignore).unknown(codes()):
        known = [word for each in codes() for word in (each.id, each.name)]
        help = did_you_mean(unknown[0], known) if len(unknown) == 1 else ""
        listed = help or "`briefgen explain` lists them all"
        raise click.UsageError(f"there is no code {', '.join(unknown)}; {listed}")
    options = config.options
    changed = msgspec.structs.replace(options, select=select or options.select, ignore=(*options.ignore, *ignore))
    return msgspec.structs.replace(config, options=changed)


def _base(revision: str | None, config: Config) -> dict[str, str]:
    try:
        return {} if revision is None else git.ids_at(revision, config.project, config.options.content)
    except git.NoRevision as error:
        raise click.UsageError(f"--base {revision}: {error}") from None


def checker(config: Config, cache: Cache[LoadedFile], **more: object) -> fix.Check[Checked]:
    """Return a function that checks a project with some files replaced.

    It takes the replaced contents by path.
    """
    return lambda overrides: check_project(config, cache, overrides=overrides, **more)  # type: ignore[arg-type]  # the caller's own words


def _apply_fixes(
    check: fix.Check[Checked], config: Config, wanted: list[str], *, unsafe: bool, is_diff: bool
) -> Checked:
    fixed = fix.apply_fixes(check, config, unsafe=unsafe, is_wanted=lambda d: _is_below(d, wanted))
    if is_diff:
        for change in fixed.changes:
            click.echo(unified(change.path, change.before.decode(), change.after.decode()), nl=False)
        return fixed.checked
    with _shared.writing(config.project):
        left = fix.write(config, fixed.changes)
    for path in left:
        click.echo(f"{path} changed in the meantime and was left alone", err=True)
    if fixed.count:
        files = len(fixed.changes)
        note(f"fixed {fixed.count} in {files} file{'s' if files > 1 else ''}")
    return fixed.checked


def _statistics(shown: tuple[Diagnostic, ...]) -> str:
    from briefgen.check.report._statistics import statistics

    return statistics(shown)


def _is_below(diagnostic: Diagnostic, wanted: list[str]) -> bool:
    path = diagnostic.span.path
    return not wanted or any(path == w or path.startswith(f"{w}/") or w == "." for w in wanted)


def _relative(path: Path, project: Path) -> str:
    try:
        return path.resolve().relative_to(project.resolve()).as_posix()
    except ValueError:
        raise click.UsageError(f"{path} is outside the project {project}") from None
