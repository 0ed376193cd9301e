"""Small real projects for tests: a clean one to start from, and what linking or checking it yields."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from briefgen.build import Checked, check_project
from briefgen.cache import Cache
from briefgen.config import Config
from briefgen.corpus import Corpus, link
from briefgen.diagnostics import Diagnostic, Problem
from briefgen.load import Loaded, load
from tests.conftest import write

PROJECT = {
    "content/briefing.yaml": "title: Small\nas_of: 2025-11-30\nparties: [ministry]\nthemes:\n  territory: Territory\n",
    "content/actors/ministry.yaml": "name: Ministry\nsummary: A ministry.\ncite: [wire]\n",
    "content/sources/wire.yaml": "title: A report\n",
    "content/plans/plan.yaml": (
        "title: Plan\nsummary: A plan.\ncite: [wire]\nversions:\n  - {id: first-draft, label: First draft}\n"
    ),
    "content/points/point-01.yaml": "title: First point\nsummary: A point.\nplan: plan\nnumber: 1\ncite: [wire]\n",
    "content/events/2025-11-27-talks.yaml": "title: Talks\ndate: 2025-11-27\nsummary: Two sides met.\ncite: [wire]\n",
}
"""A clean project: an actor, a source, a plan with a version and a point, an event and a theme."""


def project(folder: Path, files: Mapping[str, str | None]) -> Path:
    """Write the clean project with some files on top; None takes one away."""
    return write(folder, {path: text for path, text in {**PROJECT, **files}.items() if text is not None})


def loaded(folder: Path) -> Loaded:
    """Load the project's content folder."""
    return load(folder, folder / "content", Cache())


def linked(folder: Path, files: Mapping[str, str | None]) -> tuple[Corpus, tuple[Problem, ...]]:
    """Write and link the project with some files on top; every file decodes."""
    found = loaded(project(folder, files))
    assert [problem for entry in found.entries for problem in entry.problems] == []
    assert found.problems == ()
    return link(found)


def checked(folder: Path, files: Mapping[str, str | None]) -> Checked:
    """Write and check the project with some files on top."""
    return check_project(Config(project=project(folder, files)), Cache())


def brief(found: tuple[Diagnostic, ...]) -> list[str]:
    """Return each diagnostic as ``path:line:column code``."""
    return [f"{d.span.path}:{d.span.line}:{d.span.column} {d.code}" for d in found]
