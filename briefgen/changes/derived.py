"""Derived changes: what follows for readers from the changes that editors typed.

Both sides are derived by the code that builds the pages, and the facts are compared by their keys. Each change names
the typed changes that it follows from.

Guarantees (`tests/unit/changes/test_derived_laws.py`): a state compared with itself has no derived changes; each one
has a cause. Comparing the other way round exchanges old and new.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import Any

import msgspec

from briefgen.changes.affected import scope_of
from briefgen.changes.because import Causes
from briefgen.changes.facts._side import BothSides, DerivedSide, FactKey
from briefgen.changes.types import BriefingChange, TypedChange
from briefgen.corpus.corpus import Corpus
from briefgen.registry import discover

NEVER = {
    "export.schema": "the version of a format is a constant of the program, and the same for both sides",
    "evidence.links": "no result of a check of links is part of the content",
}
"""Types of the catalogue that no comparison of two contents can find, with the reason."""


def fact_modules() -> tuple[ModuleType, ...]:
    """Return the modules that know derived facts, by name."""
    return tuple(discover("briefgen.changes.facts", "facts").values())


def derived_types() -> frozenset[str]:
    """Return the types of change that can be found."""
    return frozenset(type for module in fact_modules() for type in module.TYPES)


def derived(base: Corpus, head: Corpus, typed: Sequence[TypedChange]) -> list[BriefingChange]:
    """Return what follows for readers from typed changes, unsorted and without ids.

    Both corpora are linked and without drafts. ``typed`` has the changes that editors made, with their ids, which
    `because` names.
    """
    both = sides(base, head, typed)
    found: list[tuple[ModuleType, FactKey, list[BriefingChange]]] = []
    for module in fact_modules():
        for key, old, new in _differing(module, both):
            if several := list(module.changes(key, old, new, both)):
                found.append((module, key, several))
    causes = Causes(both, base, typed, [(module, key) for module, key, _ in found])
    result: list[BriefingChange] = []
    for module in fact_modules():
        of_module = [
            msgspec.structs.replace(change, because=causes.of(module, key, change))
            for one, key, several in found
            if one is module
            for change in several
        ]
        result += module.folded(of_module, both) if hasattr(module, "folded") else of_module
    return result


def sides(base: Corpus, head: Corpus, typed: Sequence[TypedChange]) -> BothSides:
    """Return both sides with the ids of the head, and which of their facts may differ."""
    old = DerivedSide(_with_ids_of_head(base, typed), published=base)
    new = DerivedSide(head)
    return BothSides(old, new, scope_of(old, new))


def _differing(module: ModuleType, both: BothSides) -> Iterator[tuple[FactKey, Any, Any]]:
    old: dict[FactKey, Any] = dict(module.facts(both.base, both.scope))
    new: dict[FactKey, Any] = dict(module.facts(both.head, both.scope))
    for key in {**old, **new}:
        if old.get(key) != new.get(key):
            yield key, old.get(key), new.get(key)


def _with_ids_of_head(base: Corpus, typed: Sequence[TypedChange]) -> Corpus:
    """Return the base with each renamed brief under its new id, so that a rename moves no fact.

    The old id becomes a former one, as it does where a brief names it in `formerly`. So references need no change.
    """
    renamed = {
        one.old_id: one.new_id for one in typed if one.change.type == "brief.renamed" and one.old_id in base.briefs
    }
    renamed = {old: new for old, new in renamed.items() if new and new not in base.briefs}
    if not renamed:
        return base
    briefs = {
        renamed.get(id, id): msgspec.structs.replace(brief, id=renamed[id]) if id in renamed else brief
        for id, brief in base.briefs.items()
    }
    paths = {renamed.get(id, id): path for id, path in base.paths.items()}
    former = {old: renamed.get(new, new) for old, new in base.former.items()} | renamed
    return msgspec.structs.replace(base, briefs=dict(sorted(briefs.items())), paths=paths, former=former)
