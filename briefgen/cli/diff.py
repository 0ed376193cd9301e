"""`briefgen diff`: what changed in meaning between two states of a briefing."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from briefgen.build import diff_projects
from briefgen.changes.types import BriefingDiff
from briefgen.cli import _shared
from briefgen.cli._output import write_output
from briefgen.corpus.disk_cache import EntryCache
from briefgen.files.git import NoRevision
from briefgen.registry import discover
from briefgen.text import urls

_FORMATS = "briefgen.changes.report"


def _address(_context: click.Context, _option: click.Parameter, url: str) -> str:
    if url and not urls.is_safe(url):
        raise click.BadParameter(f"`{url}` is not a web address: {urls.flaw(url) or 'write https://…'}")
    return f"{url.rstrip('/')}/" if url else ""


@click.command()
@click.argument("base")
@click.argument("head", required=False)
@_shared.project_option
@click.option(
    "--format",
    "name",
    type=click.Choice(list(discover(_FORMATS, "render"))),
    default="text",
    show_default=True,
    help="The format of the report.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, readable=False, path_type=Path),
    help="Write the report to a file, device or pipe instead.",
)
@click.option(
    "--preview", metavar="URL", default="", callback=_address, help="The site built from HEAD; links lead there."
)
@click.option("--exit-code", "is_strict", is_flag=True, help="Exit with 1 where anything of substance changed.")
def command(
    base: str, head: str | None, project: Path | None, name: str, output: Path | None, preview: str, is_strict: bool
) -> None:
    """Show what changed in meaning since BASE, and what follows for readers.

    BASE and HEAD are git revisions, or folders of a project written with a slash, such as ./old. Without HEAD, the files
    of the project are compared. With revisions, BASE stands for the commit that HEAD began from. The exit code is 1 where
    a file cannot be read.

    Example: briefgen diff origin/main
    """
    sides = [_side(base), _side(head) if head is not None else None]
    folder = _project(project, sides)
    cache = EntryCache(folder)
    try:
        with _shared.progress("load", "link", "load", "link"):
            found = diff_projects(folder, sides[0] or base, sides[1], cache, preview=preview)
    except NoRevision as error:
        raise click.UsageError(str(error)) from None
    if sides[1] is None:
        cache.save()
    text = discover(_FORMATS, "render")[name].render(found, colour=not output and _shared.is_colourful())
    _print(output, text)
    sys.exit(_exit_code(found, is_strict=is_strict))


def _side(name: str) -> Path | str:
    """Return a folder for a name with a slash or dots, and the name of a revision for any other."""
    folder = Path(name)
    is_path = name in (".", "..") or name.startswith(("./", "../", "/", "~")) or folder.is_absolute()
    if not is_path:
        return name
    folder = folder.expanduser().resolve()
    if not (folder / "mkdocs.yml").is_file():
        raise click.UsageError(f"no mkdocs.yml in {name}")
    return folder


def _project(project: Path | None, sides: list[Path | str | None]) -> Path:
    """Return the project whose repository is read; of two folders, the head is one."""
    if project is None and isinstance(sides[1], Path):
        return sides[1]
    return _shared.folder_of(project)


def _print(output: Path | None, text: str) -> None:
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        write_output(output, text.encode())
    except OSError as error:
        raise click.UsageError(f"--output {error.filename} cannot be written: {error.strerror}") from None


def _exit_code(found: BriefingDiff, *, is_strict: bool) -> int:
    return 1 if found.unreadable or (is_strict and found.is_substantive) else 0
