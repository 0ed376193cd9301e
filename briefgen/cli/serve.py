"""`briefgen serve`: what `mkdocs serve` does, from any folder of the project."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click

from briefgen.cli import _shared
from briefgen.model.edtf import Edtf


@click.command(context_settings={"ignore_unknown_options": True})
@_shared.project_option
@_shared.as_of_option
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def command(project: Path | None, as_of: Edtf | None, options: tuple[str, ...]) -> None:
    """Build the site, serve it, and reload the browser when a brief or template is saved.

    OPTIONS go to MkDocs. Example: briefgen serve --dev-addr localhost:8001
    """
    config, _ = _shared.find(project)
    file = str(config.project / "mkdocs.yml")
    sys.exit(
        subprocess.call(
            [sys.executable, "-m", "mkdocs", "serve", "--config-file", file, *options], env=_shared.environment(as_of)
        )
    )
