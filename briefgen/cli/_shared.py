"""What the commands share: finding the project, printing a report, the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from briefgen.config import Config, find_project, read
from briefgen.diagnostics import Diagnostic, Problem, Severity, worst
from briefgen.registry import discover
from briefgen.report._base import lines_of

project_option = click.option(
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder with mkdocs.yml; default: this folder or the nearest one above it.",
)


def find(project: Path | None, *, drafts: bool | None = None) -> tuple[Config, tuple[Problem, ...]]:
    """Return the project's configuration with its problems; ends with 2 when there is no project."""
    folder = find_project(project or Path.cwd())
    if folder is None or (project is not None and folder != project.resolve()):
        where = project or Path.cwd()
        raise click.UsageError(f"no mkdocs.yml in {where}{'' if project else ' or above it'}; use --project DIR")
    return read(folder, drafts=drafts)


def report(diagnostics: Sequence[Diagnostic], project: Path, name: str, *, colour: bool | None = None) -> str:
    """Return the diagnostics in one of the report formats."""
    lines = lines_of(diagnostics, project) if name == "text" else {}
    render: Callable[..., str] = discover("briefgen.report", "render")[name].render
    return render(diagnostics, lines, colour=is_colourful() if colour is None else colour)


def is_colourful() -> bool:
    """Return whether standard output is a terminal that wants colours."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def exit_code(diagnostics: Sequence[Diagnostic], threshold: Severity, before: Sequence[Problem] = ()) -> int:
    """Return 2 when the configuration is wrong, 1 for findings at or above the threshold, else 0."""
    if any(problem.code.id.startswith("BG6") or problem.path == "mkdocs.yml" for problem in before):
        return 2
    return 1 if worst(diagnostics, threshold) else 0


def formats() -> Any:
    """Return the click choice of the report formats."""
    return click.Choice(list(discover("briefgen.report", "render")))
