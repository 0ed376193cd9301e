"""`briefgen schema --cms`: the form editor's configuration, page and scripts."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath
from typing import Any

import click

from briefgen.cli import _shared
from briefgen.cli._common import note
from briefgen.editing import cms_config
from briefgen.files.atomic import write_all
from briefgen.files.git import repository_root
from briefgen.safety import editor_page


def run(content: _shared.Content, packages: Path | None, *, is_write: bool) -> int:
    """Print the configuration or write the editor's folder; return the exit code.

    The exit code is 1 if a script of the editor is still missing.
    """
    config, briefing = content.config, content.corpus.briefing
    if packages is not None and not is_write:
        raise click.UsageError("`--packages` needs `--cms --write`")
    if not briefing.repository:
        raise click.UsageError("the editor needs `repository` in `briefing.yaml`: the address of the repository")
    root = repository_root(config.project) or config.project
    host = _shared.host_of(briefing.repository, root)
    try:
        backend = cms_config.backend_of(host, briefing.repository, config.options.branch)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    folder = (PurePosixPath(config.path_in_repository) / config.options.content).as_posix()
    configuration = cms_config.configuration(briefing, backend, folder)
    if not is_write:
        click.echo(_text(configuration), nl=False)
        return 0
    files = {
        **(_vendored(packages) if packages else {}),
        **editor_page.own_files(cms_config.api_origin(backend)),
        "config.json": _text(configuration).encode(),
        "shapes.json": _text(cms_config.shapes()).encode(),
    }
    paths = {f"{editor_page.FOLDER}/{name}": text for name, text in sorted(files.items())}
    with _shared.writing(config.project):
        changed = write_all(config.project, paths)
    for path in paths:
        click.echo(f"{'wrote' if path in changed else 'unchanged'} {path}")
    if editor_page.is_ours(config.project):
        return 0
    note(f"the editor's scripts are missing, or not those of this version: run `{editor_page.INSTALL}`,")
    note("then `briefgen schema --cms --write --packages node_modules`")
    return 1


def _vendored(packages: Path) -> dict[str, bytes]:
    try:
        return editor_page.vendored(packages)
    except ValueError as error:
        raise click.UsageError(f"{error}; run `{editor_page.INSTALL}`") from None
    except OSError as error:
        raise click.UsageError(f"`{error.filename}` cannot be read; run `{editor_page.INSTALL}`") from None


def _text(data: dict[str, Any]) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"
