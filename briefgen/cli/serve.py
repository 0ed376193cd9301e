"""`briefgen serve`: run `mkdocs serve` from any folder of the project."""

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
    """Build and serve the site, and reload the browser when a file is saved.

    OPTIONS are passed to MkDocs. Example: briefgen serve --dev-addr localhost:8001
    """
    sys.exit(_shared.run_mkdocs("serve", project, options, as_of))
