"""`briefgen seal`: audit a built site, add the CSP, write SHA256SUMS."""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import urlsplit

import click

from briefgen.check.spans import place
from briefgen.cli import _shared
from briefgen.config import Config, find_project, read
from briefgen.files.partial import delete_abandoned
from briefgen.render.assets import assets
from briefgen.render.templates import own_templates
from briefgen.safety import csp, docs_audit
from briefgen.safety.script_allowlist import Known, installed_themes, known
from briefgen.safety.seal import SUMS, seal, verify


@click.command()
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path))
@_shared.project_option
@click.option("--check", is_flag=True, help=f"Only compare the site with its {SUMS}, and change nothing.")
@click.option("--nginx", is_flag=True, help="Print the HTTP headers for an nginx configuration.")
def command(site: Path, project: Path | None, check: bool, nginx: bool) -> None:
    """Audit a built site, add the Content-Security-Policy, and write checksums.

    Nothing is changed if something on the site could attack readers. Only for sites that another builder made:
    `briefgen build` and `mkdocs build` do the same for theirs.

    Example: briefgen seal site
    """
    if check:
        _check(site)
        return
    folder = find_project(project or Path.cwd())
    config = read(folder)[0] if folder else None
    base = urlsplit(config.site_url).path if config else ""
    is_open = config is not None and "hosts" in config.options.trust
    # a seal that was killed would otherwise be listed in the checksums
    delete_abandoned((site,))
    try:
        found = seal(site, _known(config), base=base or "/", shown=site.name or ".", is_open=is_open)
    except OSError as error:
        raise click.UsageError(f"{site} cannot be sealed: {error.strerror}: {error.filename}") from None
    diagnostics = place(found.problems, Path("/"))
    if diagnostics:
        click.echo(_shared.report(diagnostics, Path("/"), "concise"), nl=False, err=True)
    if not found.is_whole:
        click.echo("nothing was changed", err=True)
        sys.exit(1)
    click.echo(f"{found.files} files sealed, listed in {SUMS}", err=nginx)
    if nginx:
        click.echo(csp.nginx(found.allowed), nl=False)


def _check(site: Path) -> None:
    try:
        wrong = list(verify(site))
    except (OSError, ValueError) as error:
        raise click.UsageError(f"{site} has no readable {SUMS}: {error}") from None
    for line in wrong:
        click.echo(line, err=True)
    if wrong:
        sys.exit(1)
    click.echo(f"all files match {SUMS}")


def _known(config: Config | None) -> Known:
    templates = (config.templates, own_templates()) if config else (own_templates(),)
    folders = tuple(folder for folder in templates if folder.is_dir())
    settings = config.settings if config else {}
    theme = settings.get("theme")
    name = theme.get("name") if isinstance(theme, dict) else theme
    trusted = [*installed_themes(str(name or "material")), *(folder / "theme" for folder in folders)]
    here = docs_audit.premises(settings)
    if config and here.custom:
        trusted.append(config.project / here.custom)
    if config and "files" in config.options.trust:
        trusted.append(config.project / here.docs)
    own = (content for path, content in assets(folders).items() if path.endswith(".js"))
    return known(trusted, own, here.named)
