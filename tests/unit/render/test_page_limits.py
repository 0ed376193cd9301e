"""Limits of page length: a few files that expand to huge pages are rejected early.

Rendering stops at the limit, so that memory stays small.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.build import Build, build_project
from briefgen.config import Config, Options
from briefgen.corpus.cache import Cache
from briefgen.files.limits import GROWTH, LIMITS, Limits
from tests.conftest import write
from tests.support.memory import MOST_MEMORY, measured
from tests.support.small import CLEAN, project

POINTS = tuple(f"point-{number:02}" for number in range(1, 29))


def _bomb(folder: Path, events: int, statements: int) -> Path:
    """Write a plan of 28 points, and events in which every statement is about all points."""
    said = "".join(
        f"  - {{id: s{n}, speaker: ministry, stance: open, paraphrase: T{n}., cite: [wire], about: [{', '.join(POINTS)}]}}\n"
        for n in range(statements)
    )
    point = CLEAN["content/points/point-01.yaml"]
    more = {
        f"content/points/{id}.yaml": point.replace("number: 1\n", f"number: {n}\n") for n, id in enumerate(POINTS, 1)
    }
    for number in range(events):
        text = f"title: E{number}\ndate: 2025-11-21\nsummary: E.\ncite: [wire]\nstatements:\n{said}"
        more[f"content/events/e{number}.yaml"] = text
    write(folder, {"mkdocs.yml": "site_name: A\nplugins: [search, briefgen]\n", "docs/.gitkeep": ""})
    return project(folder, {**CLEAN, **more})


def _built(folder: Path, limits: Limits) -> Build:
    return build_project(Config(project=folder, options=Options(limits=limits)), Cache())


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(page_characters=100_000), "is longer than 100,000 characters"),
        (Limits(rendered_characters=1_000_000), "and the pages before it are longer than 1,0"),
    ],
    ids=["page", "pages"],
)
def test_too_long_pages_are_reported_and_left_out(limits: Limits, said: str, tmp_path: Path) -> None:
    folder = _bomb(tmp_path, 1, 60)
    assert _built(folder, LIMITS).rendered is not None
    found = _built(folder, limits)
    assert found.rendered is None
    (problem,) = (d for d in found.diagnostics if d.code == "BG505")
    assert said in problem.message
    assert (folder / problem.span.path).is_file()
    assert "set `limits: {" in problem.help


def test_a_large_briefing_may_have_more_pages() -> None:
    assert LIMITS.rendered(1000) == LIMITS.rendered_characters
    assert LIMITS.rendered(10**9) == GROWTH * 10**9


def test_data_files_count_towards_the_limit(tmp_path: Path) -> None:
    folder = _bomb(tmp_path, 1, 120)
    rendered = _built(folder, LIMITS).rendered
    assert rendered is not None
    pages = sum(len(page.content) for page in rendered.pages)
    assert _built(folder, Limits(rendered_characters=pages)).rendered is None


@pytest.mark.full
def test_densest_content_is_rejected_within_a_gigabyte(tmp_path: Path) -> None:
    folder = _bomb(tmp_path / "p", 28, 1100)
    status, said, memory = measured("render", "--output", "out", cwd=folder)
    assert status == 1
    assert "BG505" in said
    assert not (folder / "out").exists()
    assert memory < MOST_MEMORY
