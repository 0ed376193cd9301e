"""`briefgen explain`: documentation of a diagnostic code."""

from __future__ import annotations

import click

from briefgen.check.catalogue import codes, find
from briefgen.text.suggest import did_you_mean

_STAYS = "It is always reported: it cannot be ignored or turned off."


@click.command()
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Explain a code, with a bad and a good example.

    Without CODE, list all codes.

    Example: briefgen explain BG301
    """
    if code is None:
        for each in codes():
            click.echo(f"{each.id}  {each.severity.value:<8} {each.name:<26} {each.gist}")
        return
    found = find(code)
    if found is None:
        known = [word for each in codes() for word in (each.id, each.name)]
        help = did_you_mean(code.upper() if code.lower().startswith("bg") else code, known)
        raise click.UsageError(f"there is no code `{code}`; {help or '`briefgen explain` lists them all'}")
    click.echo(f"{found.id} {found.name} ({found.severity.value})\n\n{found.manual}")
    if found.is_firm:
        click.echo(f"\n{_STAYS}")
