"""briefgen turns a folder of YAML briefs into a cross-linked, searchable briefing site.

The public names of the library: `load`, `check`, `build`, `Corpus`, `Diagnostic` and `__version__`.
All other names may change between versions.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.build import Build
    from briefgen.config import Config
    from briefgen.corpus.corpus import Corpus
    from briefgen.diagnostics.types import Diagnostic, Problem

__version__ = "0.1.0"
__all__ = ["Corpus", "Diagnostic", "__version__", "build", "check", "load"]


def load(project: str | Path) -> Corpus:
    """Return the linked briefs of a project, without the files that could not be read.

    ``project`` is the folder that holds `mkdocs.yml`. What is wrong with the content is what `check` returns.
    Raises FileNotFoundError where the folder holds no `mkdocs.yml`.
    """
    from briefgen.build import link_project
    from briefgen.corpus.cache import Cache

    config, _ = _configured(project)
    return link_project(config, Cache()).corpus


def check(project: str | Path) -> tuple[Diagnostic, ...]:
    """Return all diagnostics of a project, ordered by path, line and column.

    They are those of `briefgen check`, under the options in `mkdocs.yml`. Raises FileNotFoundError as `load` does.
    """
    from briefgen.build import check_project
    from briefgen.corpus.cache import Cache

    config, before = _configured(project)
    return check_project(config, Cache(), before=before).diagnostics


def build(project: str | Path) -> Build:
    """Return the checked corpus of a project, its diagnostics and its rendered pages.

    ``rendered`` is None where a diagnostic is an error; otherwise its ``pages`` hold Markdown. Nothing is written.
    Raises FileNotFoundError as `load` does.
    """
    from briefgen.build import build_project
    from briefgen.corpus.cache import Cache

    config, before = _configured(project)
    return build_project(config, Cache(), before=before)


def _configured(project: str | Path) -> tuple[Config, tuple[Problem, ...]]:
    from briefgen.config import read

    folder = Path(project)
    if not (folder / "mkdocs.yml").is_file():
        raise FileNotFoundError(f"no mkdocs.yml in {folder}")
    return read(folder.resolve())


def __getattr__(name: str) -> object:
    """Import a public class when it is asked for, so that the command line starts without it."""
    if name == "Corpus":
        from briefgen.corpus.corpus import Corpus

        return Corpus
    if name == "Diagnostic":
        from briefgen.diagnostics.types import Diagnostic

        return Diagnostic
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class _Package(ModuleType):
    """The package, whose functions keep their names when Python imports a submodule of the same name."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
