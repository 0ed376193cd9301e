"""`briefgen build`: run `mkdocs build` from any folder of the project."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from briefgen.cli import _shared
from briefgen.config import PREVIEW
from briefgen.model.edtf import Edtf


@click.command(context_settings={"ignore_unknown_options": True})
@_shared.project_option
@_shared.as_of_option
@click.option(
    "--preview",
    "banner",
    metavar="TEXT",
    help="Build a preview: the text stands on every page, and search engines leave the site out. "
    "Errors in briefs are listed on the pages and do not stop the build.",
)
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def command(project: Path | None, as_of: Edtf | None, banner: str | None, options: tuple[str, ...]) -> None:
    """Build the site into `site/`.

    OPTIONS are passed to MkDocs. Example: briefgen build --strict
    """
    if banner is not None:
        if not banner.strip():
            raise click.UsageError("`--preview` needs a text, such as `Proposal 12, not published`")
        # MkDocs passes no options to plugins
        os.environ[PREVIEW] = banner
    sys.exit(_shared.run_mkdocs("build", project, options, as_of))
