"""Diagnostics as text for MkDocs' log."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from briefgen.check.report import text
from briefgen.check.report._base import lines_of
from briefgen.diagnostics.types import Diagnostic, Severity

_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING, Severity.NOTE: logging.INFO}


def write(log: logging.LoggerAdapter[Any], diagnostics: Iterable[Diagnostic]) -> None:
    """Write each diagnostic to the log, in one line."""
    for diagnostic in diagnostics:
        log.log(_LEVELS[diagnostic.severity], line(diagnostic))


def line(found: Diagnostic) -> str:
    """Return a diagnostic in one line."""
    help = f" ({found.help})" if found.help else ""
    return f"{found.span.path}:{found.span.line}:{found.span.column}: {found.code} {found.name}: {found.message}{help}"


def whole(found: tuple[Diagnostic, ...], config: MkDocsConfig) -> str:
    """Return diagnostics as a report with the lines of the files."""
    return text.render(found, lines_of(found, Path(config.config_file_path).resolve().parent))
