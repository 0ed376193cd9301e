"""`briefgen show`: print one brief, with its references resolved, in the terminal."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from briefgen.cli import _shared
from briefgen.render import terminal
from briefgen.site.shared import Site


@click.command()
@click.argument("id")
@_shared.project_option
def command(id: str, project: Path | None) -> None:
    """Show the brief ID in the terminal, with what its page has.

    That is its summary, positions, statements, sources, and the briefs that refer to it. EVENT#STATEMENT shows one
    statement.

    Example: briefgen show point-21
    """
    content = _shared.linked(project)
    brief = content.named(id)
    site = Site(content.corpus, content.config)
    width = min(shutil.get_terminal_size().columns, 100)
    colour = _shared.is_colourful()
    made = content.corpus.statements.get(f"{brief.id}#{id.partition('#')[2]}")
    if made is not None:
        click.echo(terminal.show_statement(site, made, width=width, colour=colour), nl=False)
    else:
        click.echo(terminal.show_brief(site, brief, width=width, colour=colour), nl=False)
