"""briefgen: a static site generator for briefings written as YAML files.

Public API: `load`, `check`, `build`, `diff`, `Corpus`, `Diagnostic` and `__version__`. All other names may change
between versions. The functions read a project; they write no file.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.build import Build
    from briefgen.changes.types import BriefingDiff
    from briefgen.config import Config
    from briefgen.corpus.corpus import Corpus
    from briefgen.diagnostics.types import Diagnostic, Problem

__version__ = "0.1.0"
__all__ = ["Corpus", "Diagnostic", "__version__", "build", "check", "diff", "load"]


def load(project: str | Path) -> Corpus:
    """Load and link the briefs of a project. Files that do not decode are left out.

    ``project`` is the folder that contains `mkdocs.yml`. Call `check` for the problems of the content.
    Raises FileNotFoundError where the folder has no `mkdocs.yml`.
    """
    from briefgen.build import link_project
    from briefgen.corpus.cache import Cache

    config, _ = _configured(project)
    return link_project(config, Cache()).corpus


def check(project: str | Path) -> tuple[Diagnostic, ...]:
    """Return all diagnostics of a project, ordered by path, line and column.

    They are the same as those of `briefgen check`, with the options in `mkdocs.yml`.
    Raises FileNotFoundError where the folder has no `mkdocs.yml`.
    """
    from briefgen.build import check_project
    from briefgen.corpus.cache import Cache

    config, before = _configured(project)
    return check_project(config, Cache(), before=before).diagnostics


def build(project: str | Path) -> Build:
    """Check a project and render its pages in memory.

    ``rendered`` of the result is None where a diagnostic is an error; otherwise its ``pages`` contain Markdown.
    Raises FileNotFoundError where the folder has no `mkdocs.yml`.
    """
    from briefgen.build import build_project
    from briefgen.corpus.cache import Cache

    config, before = _configured(project)
    return build_project(config, Cache(), before=before)


def diff(project: str | Path, base: str | Path, head: str | Path | None = None) -> BriefingDiff:
    """Compare two states of a briefing, and return what changed in meaning.

    Each side is a git revision, as text, or the folder of a project, as a path. Without ``head``, the files of the
    project are compared. Raises NoRevision where git cannot read a revision, and FileNotFoundError where a folder has no
    `mkdocs.yml`.
    """
    from briefgen.build import diff_projects
    from briefgen.corpus.cache import Cache

    old = _folder(base) if isinstance(base, Path) else base
    new = _folder(head) if isinstance(head, Path) else head
    return diff_projects(_folder(Path(project)), old, new, Cache())


def _folder(path: Path) -> Path:
    if not (path / "mkdocs.yml").is_file():
        raise FileNotFoundError(f"no mkdocs.yml in {path}")
    return path.resolve()


def _configured(project: str | Path) -> tuple[Config, tuple[Problem, ...]]:
    from briefgen.config import read

    return read(_folder(Path(project)))


def __getattr__(name: str) -> object:
    """Import a public class on first use, to keep the start of the command line fast."""
    if name == "Corpus":
        from briefgen.corpus.corpus import Corpus

        return Corpus
    if name == "Diagnostic":
        from briefgen.diagnostics.types import Diagnostic

        return Diagnostic
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class _Package(ModuleType):
    """Module class that keeps `build` a function after `briefgen.build` is imported.

    On import, Python sets a submodule as an attribute of its package, which would replace the function of that name.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
