"""`briefgen build`: run `mkdocs build` from any folder of the project."""

from __future__ import annotations

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
    """Build the site into `site/`.

    OPTIONS are passed to MkDocs. Example: briefgen build --strict
    """
    sys.exit(_shared.run_mkdocs("build", project, options, as_of))
