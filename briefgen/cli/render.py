"""`briefgen render`: export the site as Markdown for any builder."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from briefgen.build import build_project
from briefgen.check.runner import weighed
from briefgen.check.spans import place
from briefgen.cli import _shared
from briefgen.corpus.cache import Cache
from briefgen.diagnostics.types import Severity
from briefgen.model.edtf import Edtf
from briefgen.render import export as folder


@click.command()
@_shared.project_option
@click.option(
    "--output", required=True, type=click.Path(file_okay=False, path_type=Path), help="The folder to write to."
)
@click.option("--drafts", is_flag=True, help="Include drafts.")
@_shared.as_of_option
def command(project: Path | None, output: Path, drafts: bool, as_of: Edtf | None) -> None:
    """Write Markdown, assets and a mkdocs.yml that needs no briefgen plugin.

    Example: briefgen render --output /tmp/briefing && mkdocs build --strict -f /tmp/briefing/mkdocs.yml
    """
    config, before = _shared.find(project, drafts=True if drafts else None, as_of=as_of)
    with _shared.progress("load", "link", "check", "place", "render") as stage:
        build = build_project(config, Cache(), before=before, stage=stage)
    if build.diagnostics:
        click.echo(_shared.report(build.diagnostics, config.project, "text"), nl=False, err=True)
    code = _shared.exit_code(build.diagnostics, Severity.ERROR, before)
    if code or build.rendered is None:
        click.echo("nothing was written", err=True)
        sys.exit(code or 1)
    try:
        exported = folder.emit(build.rendered, output, config)
    except folder.NotOurs as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        named = error.filename or output
        raise click.UsageError(f"{named} cannot be written: {error.strerror}") from None
    selection = config.selection
    removed = [weighed(problem, selection) for problem in exported.problems if selection.wants(problem.code)]
    if removed:
        found = place(removed, config.project)
        click.echo(_shared.report(found, config.project, "text"), nl=False, err=True)
    click.echo(f"{len(build.rendered.pages)} pages in {output}, {exported.changed} files changed")
