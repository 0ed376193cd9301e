"""Words that a shell can complete: kinds, codes and ids."""

from __future__ import annotations

from pathlib import Path

import click
from click.shell_completion import CompletionItem


def kinds(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the kinds of briefs that begin with a text."""
    from briefgen.model.kinds._all import kinds as known

    del ctx, param
    return [CompletionItem(name) for name in known() if name.startswith(incomplete)]


def codes(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the diagnostic codes that begin with a text, with their names."""
    from briefgen.check.catalogue import codes as known

    del ctx, param
    first, comma, last = incomplete.rpartition(",")
    return [
        CompletionItem(f"{first}{comma}{each.id}", help=each.name)
        for each in known()
        if each.id.startswith(last.upper())
    ]


def ids(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the ids of the project's briefs that begin with a text.

    Reads names of files only, so that it stays fast in large projects.
    """
    from briefgen.config import find_project, read

    del param
    folder = find_project(Path(ctx.params.get("project") or Path.cwd()))
    if folder is None:
        return []
    content = read(folder)[0].content
    found = {file.stem: file.parent.name for file in content.glob("*/**/*.y*ml") if file.suffix in (".yaml", ".yml")}
    return [CompletionItem(id, help=kind) for id, kind in sorted(found.items()) if id.startswith(incomplete)]


def topics(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the codes and kinds that begin with a text, or fields after a dot."""
    from briefgen.model.briefing import Briefing
    from briefgen.model.field_docs import tables
    from briefgen.model.kinds._all import kinds as known

    kind, dot, _ = incomplete.partition(".")
    if dot and (kind in known() or kind == "briefing"):
        fields = tables(known().get(kind, Briefing))[0].fields
        names = [f"{kind}.{field.name}" for field in fields]
        return [CompletionItem(name) for name in names if name.startswith(incomplete)]
    return [*codes(ctx, param, incomplete), *kinds(ctx, param, incomplete)]
