"""`briefgen forms`: issue forms for people who do not use git."""

from __future__ import annotations

from pathlib import Path

import click

from briefgen.cli import _shared
from briefgen.cli._common import note
from briefgen.corpus.corpus import Corpus
from briefgen.editing.issue_forms import forms
from briefgen.files.atomic import write_all
from briefgen.files.git import repository_root
from briefgen.model.kinds.actor import Actor
from briefgen.text.repository_hosts import FORM_FOLDERS, HOSTS, Host


@click.command()
@click.option(
    "--host", type=click.Choice(HOSTS), help="The repository's host. Default: that of `repository` in the briefing."
)
@click.option("--check", "is_check", is_flag=True, help="Write nothing, and exit with 1 if a form would change.")
@_shared.project_option
def command(host: Host | None, is_check: bool, project: Path | None) -> None:
    """Write the issue forms of the repository's host.

    There is a form for each kind of brief, one for a statement and one for corrections. They ask for the fields of the kind,
    and offer the briefing's themes and parties. Run the command again after a change of `briefing.yaml` or of briefgen.

    Example: briefgen forms --host github
    """
    content = _shared.linked(project)
    corpus = content.corpus
    root = repository_root(content.config.project) or content.config.project
    chosen = host or _shared.host_of(corpus.briefing.repository or "", root)
    files = forms(chosen, corpus.briefing, _parties(corpus))
    old = [path for path, text in files.items() if not _has(root / path, text)]
    if is_check:
        for path in old:
            click.echo(path)
        raise SystemExit(1 if old else 0)
    with _shared.writing(root):
        write_all(root, files)
    for path in old:
        click.echo(path)
    if not old:
        note(f"all forms in {FORM_FOLDERS[chosen]}/ are up to date")


def _parties(corpus: Corpus) -> dict[str, str]:
    return {id: actor.name for id in corpus.briefing.parties if (actor := corpus.find(id, Actor))}


def _has(file: Path, content: bytes) -> bool:
    try:
        return file.read_bytes() == content
    except OSError:
        return False
