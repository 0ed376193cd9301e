"""`briefgen show`: print one brief, with its references resolved, in the terminal."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import click
import msgspec

from briefgen.cli import _completion, _shared
from briefgen.model.kinds._base import Brief, kind_of
from briefgen.render import terminal
from briefgen.site.shared import Site


@click.command()
@click.argument("id", shell_complete=_completion.ids)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@_shared.project_option
def command(id: str, project: Path | None, as_json: bool) -> None:
    """Show the brief ID in the terminal, with what its page has.

    That is its summary, positions, statements, sources, and the briefs that refer to it. EVENT#STATEMENT shows one
    statement.

    Example: briefgen show point-21
    """
    content = _shared.linked(project)
    brief = content.named(id)
    if as_json:
        click.echo(json.dumps(_data(content, brief, id.partition("#")[2]), indent=2, ensure_ascii=False))
        return
    site = Site(content.corpus, content.config)
    width = min(shutil.get_terminal_size().columns, 100)
    colour = _shared.is_colourful()
    made = content.corpus.statements.get(f"{brief.id}#{id.partition('#')[2]}")
    if made is not None:
        click.echo(terminal.show_statement(site, made, width=width, colour=colour), nl=False, color=colour)
    else:
        click.echo(terminal.show_brief(site, brief, width=width, colour=colour), nl=False, color=colour)


def _data(content: _shared.Content, brief: Brief, statement: str) -> dict[str, Any]:
    """Return a brief, or one of its statements, as it was read: with defaults and without shorthands."""
    corpus = content.corpus
    made = corpus.statements.get(f"{brief.id}#{statement}")
    referring = sorted({link.id for link in corpus.backlinks.get(brief.id, ())})
    return {
        "version": 1,
        "id": brief.id,
        "kind": kind_of(type(brief)),
        "path": corpus.paths[brief.id],
        **({"statement": _plain(made.statement)} if made else {"brief": _plain(brief), "referred_to_by": referring}),
    }


def _plain(struct: msgspec.Struct) -> Any:
    return msgspec.to_builtins(struct, enc_hook=str)
