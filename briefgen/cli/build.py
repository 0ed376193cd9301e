"""`briefgen build`: what `mkdocs build` does, from any folder of the project."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click

from briefgen.cli import _shared


@click.command(context_settings={"ignore_unknown_options": True})
@_shared.project_option
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def command(project: Path | None, options: tuple[str, ...]) -> None:
    """Build the site into `site/`.

    OPTIONS go to MkDocs. Example: briefgen build --strict
    """
    config, _ = _shared.find(project)
    file = str(config.project / "mkdocs.yml")
    sys.exit(subprocess.call([sys.executable, "-m", "mkdocs", "build", "--config-file", file, *options]))
