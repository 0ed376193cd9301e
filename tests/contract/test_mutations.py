"""Mutated real briefs decode or get a diagnostic, without a traceback or a hang.

This is a sample. `python -m tests.support.mutation.run` mutates every brief a thousand times.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.build import check_project
from briefgen.config import Config
from briefgen.corpus.cache import Cache
from briefgen.corpus.load import LoadedFile
from tests.conftest import FULL, ROOT
from tests.support.examples import examples
from tests.support.mutation import run
from tests.support.mutation.mutate import MUTATIONS, mutated
from tests.support.work import counted

BRIEFS = run.briefs()


@pytest.mark.parametrize("number", [0, *(pytest.param(number, marks=pytest.mark.full) for number in (1, 2))])
def test_mutated_brief_decodes_or_has_a_diagnostic(number: int) -> None:
    wrong = []
    for path in BRIEFS:
        _, content = mutated((ROOT / path).read_text("utf-8"), run.seed_of(path, number))
        if said := run.complaint(path, content):
            wrong.append((path, number, said))
    assert wrong == []


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_every_mutation_changes_some_text(mutation: object) -> None:
    seeds = range(60)
    path = BRIEFS[0]
    text = (ROOT / path).read_text("utf-8")
    names = {mutated(text, seed)[0] for seed in range(2000)}
    assert getattr(mutation, "__name__", "") in names
    assert any(mutated(text, seed)[1] != text.encode() for seed in seeds)


def _check(project: Path, path: str, seed: int, cache: Cache[LoadedFile], most: int) -> str:
    _, content = mutated((project / path).read_text("utf-8"), seed)
    checked, calls = counted(lambda: check_project(Config(project=project), cache, overrides={path: content}))
    id = Path(path).stem
    if id not in checked.corpus.briefs and not any(d.span.path == path for d in checked.diagnostics):
        return "no brief and no diagnostic in its file"
    return "" if calls <= most else f"took {calls:,} function calls"


def _most(project: Path) -> int:
    """Return the limit of function calls for checking a mutated project without a cache."""
    return run.CALLS + 3 * counted(lambda: check_project(Config(project=project), Cache()))[1]


@pytest.mark.parametrize("path", sorted(p.relative_to(FULL).as_posix() for p in FULL.glob("content/*/**/*.yaml")))
def test_check_survives_a_project_with_a_mutated_brief(path: str) -> None:
    cache, most = Cache[LoadedFile](), _most(FULL)
    seeds = range(examples(40))
    wrong = [(seed, said) for seed in seeds if (said := _check(FULL, path, run.seed_of(path, seed), cache, most))]
    assert wrong == []


def test_check_survives_the_flagship_with_mutated_briefs() -> None:
    cache, most = Cache[LoadedFile](), _most(ROOT)
    mutated_briefs = [path for path in BRIEFS if path.startswith("content/")][::120]
    wrong = [(path, said) for path in mutated_briefs if (said := _check(ROOT, path, run.seed_of(path, 7), cache, most))]
    assert wrong == []
