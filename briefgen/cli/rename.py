"""`briefgen rename`: change a brief's id in every file."""

from __future__ import annotations

from pathlib import Path

import click

from briefgen.cli import _completion, _shared
from briefgen.editing.rename import Refusal, Renaming, carry_out, diff, plan
from briefgen.model.kinds.source import Source


@click.command()
@click.argument("old", shell_complete=_completion.ids)
@click.argument("new")
@_shared.project_option
@click.option(
    "--dry-run", "--diff", "is_dry", is_flag=True, help="Print what would change as a diff, and write nothing."
)
def command(old: str, new: str, project: Path | None, is_dry: bool) -> None:
    """Change a brief's id from OLD to NEW, in its file and in every reference.

    OLD is added to the brief's `formerly`. If a file cannot be written, none is changed. If the command is killed, run it
    again to finish.

    Example: briefgen rename vladimir-putn vladimir-putin --diff
    """
    content = _shared.linked(project)
    folder = content.config.project
    renaming = plan(content.loaded, folder, old, new)
    if isinstance(renaming, Refusal):
        raise click.UsageError(f"{renaming.message}{'; ' if renaming.help else ''}{renaming.help}")
    if is_dry:
        click.echo(diff(renaming), nl=False)
        return
    with _shared.writing(folder):
        carry_out(renaming, folder)
    click.echo(_said(renaming, old, new))
    source = content.corpus.find(old, Source)
    if source is not None and source.document == old:
        click.echo(f"`document: {old}` still names its record in `seeds/`, which keeps its name", err=True)


def _said(renaming: Renaming, old: str, new: str) -> str:
    if not renaming.files:
        return f"`{old}` is already called `{new}`; there are no references to `{old}`"
    moved = next((file.new_path for file in renaming.files if file.path != file.new_path), None)
    files = sum(file.before != file.after for file in renaming.files)
    changed = f"{renaming.references} reference{'' if renaming.references == 1 else 's'} rewritten, {files} file{'' if files == 1 else 's'} changed"
    return f"{moved}\n{changed}" if moved else changed
