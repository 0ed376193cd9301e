"""The pages of the golden projects, rendered with changed templates.

The golden tests compare every page with a file that reviewers read. A template that renders other pages makes them fail.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from briefgen import config
from briefgen.build import check_project
from briefgen.corpus.cache import Cache
from briefgen.corpus.corpus import Corpus
from briefgen.render.templates import render
from tests.conftest import ROOT

PROJECTS = ("full", "minimal", "derived")


def golden_pages(templates: Path) -> dict[str, str]:
    """Return the Markdown of each golden page, with the templates of a folder."""
    pages = dict[str, str]()
    for name in PROJECTS:
        settings, corpus = _project(name)
        options = msgspec.structs.replace(settings.options, templates=str(templates))
        rendered, problems = render(corpus, msgspec.structs.replace(settings, options=options))
        pages |= {f"{name}/{page.uri}": page.markdown for page in rendered.pages}
        pages |= {f"{name}/{problem.path}": problem.message for problem in problems}
    return pages


@cache
def _project(name: str) -> tuple[config.Config, Corpus]:
    folder = ROOT / "tests/data/golden" / name
    settings, _ = config.read(folder)
    # the golden tests build a copy outside our repository, so only the project's own forms count
    settings = msgspec.structs.replace(settings, has_issue_forms=(folder / ".github").is_dir())
    return settings, check_project(settings, Cache()).corpus
