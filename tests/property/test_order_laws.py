"""Linking and checking do not depend on the order of the files."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.analysis.party_positions import PartyPositions
from briefgen.check.runner import check
from briefgen.check.spans import place
from briefgen.corpus.cache import Cache
from briefgen.corpus.link import link
from briefgen.corpus.load import Loaded, load
from briefgen.model.kinds.actor import Actor
from tests.conftest import FULL, ROOT
from tests.support.examples import examples

PROJECTS = (FULL, ROOT / "tests/data/golden/broken")


@cache
def _loaded(project: Path) -> Loaded:
    return load(project, project / "content", Cache())


@settings(max_examples=examples(60), deadline=None)
@given(st.sampled_from(PROJECTS), st.integers(0, 10_000))
def test_file_order_changes_no_result(project: Path, seed: int) -> None:
    """Any file order gives the same corpus, backlinks, positions and diagnostics."""
    loaded = _loaded(project)
    entries = list(loaded.entries)
    random.Random(seed).shuffle(entries)
    one, found = link(loaded)
    other, found_shuffled = link(msgspec.structs.replace(loaded, entries=tuple(entries)))
    assert list(one.briefs) == list(other.briefs)
    assert list(one.statements) == list(other.statements)
    assert [event.id for event in one.events] == [event.id for event in other.events]
    assert repr(one.backlinks) == repr(other.backlinks)
    derived, again = PartyPositions(one), PartyPositions(other)
    for actor in one.of(Actor):
        assert derived.subjects(actor.id) == again.subjects(actor.id)
        for subject in derived.subjects(actor.id):
            assert derived.party(actor.id, subject) == again.party(actor.id, subject)
            assert derived.shifts(actor.id, subject) == again.shifts(actor.id, subject)
    path = loaded.briefing_path
    problems = [*found, *check(one, path)]
    shuffled = [*check(other, path), *found_shuffled]
    assert place(problems, project) == place(shuffled, project)
