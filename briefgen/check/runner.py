"""Run the rules over the linked corpus."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from hashlib import blake2b
from types import ModuleType

import msgspec

from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.selection import EVERYTHING, Selection
from briefgen.diagnostics.truncate import truncate
from briefgen.diagnostics.types import Code, Note, Problem
from briefgen.files.code_version import code_version
from briefgen.model.kinds.actor import Actor
from briefgen.registry import discover


@cache
def rules() -> tuple[tuple[Code, ModuleType], ...]:
    """Return each rule's code and module, sorted by code.

    Raises ImportError if two rules have the same code.
    """
    found: dict[str, tuple[Code, ModuleType]] = {}
    for name, module in discover("briefgen.check.rules", "check").items():
        code = Code(module.CODE, name, module.SEVERITY, inspect.cleandoc(module.__doc__ or ""))
        if code.id in found:
            raise ImportError(f"{code.id} is the code of both {found[code.id][0].name} and {name}")
        found[code.id] = (code, module)
    return tuple(found[id] for id in sorted(found))


def check(
    corpus: Corpus, briefing_path: str, selection: Selection = EVERYTHING, skip: frozenset[str] = frozenset()
) -> Iterator[Problem]:
    """Run the selected rules and yield their findings as problems.

    Each problem has its rule's code and the path of its brief.

    ``skip`` holds the ids of briefs in which the local rules are known to find nothing.
    """
    for code, module in rules():
        if not selection.wants(code):
            continue
        found = module.check(corpus, skip) if _is_local(module) else module.check(corpus)
        yield from truncate(_problem(code, finding, corpus, briefing_path) for finding in found)


def local_rules_key(corpus: Corpus) -> str:
    """Return the cache key for findings of local rules: a hex digest.

    A local rule sets `IS_LOCAL`: it checks each brief alone and skips the ids that its `check` is given. It may also
    use the briefing and the names of actors, so the key covers both, and the version of the code.
    """
    key = blake2b(f"{code_version()}\0".encode(), digest_size=16)
    key.update(msgspec.json.encode(corpus.briefing, enc_hook=str))
    names = sorted(
        name for actor in corpus.of(Actor) for name in (actor.name, *(alias.name for alias in actor.aliases))
    )
    key.update("\0".join(names).encode("utf-8", "replace"))
    return key.hexdigest()


def files_with_findings(problems: Iterable[Problem]) -> frozenset[str]:
    """Return the paths of the problems that local rules reported."""
    local = {code.id for code, module in rules() if _is_local(module)}
    return frozenset(problem.path for problem in problems if problem.code.id in local)


def _is_local(module: ModuleType) -> bool:
    return getattr(module, "IS_LOCAL", False)


def weighed(problem: Problem, selection: Selection) -> Problem:
    """Return the problem with the severity that the options set for its code."""
    severity = selection.severity_of(problem.code)
    if severity is problem.code.severity:
        return problem
    return msgspec.structs.replace(problem, code=msgspec.structs.replace(problem.code, severity=severity))


def is_looked_for(selection: Selection) -> Callable[[str], bool]:
    """Return a predicate on code ids: whether the selection includes the code.

    A code that belongs to no rule is always included.
    """
    codes = {code.id: code for code, _ in rules()}
    return lambda id: id not in codes or selection.wants(codes[id])


def _problem(code: Code, finding: Finding, corpus: Corpus, briefing_path: str) -> Problem:
    return code.problem(
        corpus.paths.get(finding.id, briefing_path),
        finding.at,
        finding.message,
        help=finding.help,
        notes=tuple(Note(r.message, corpus.paths.get(r.id, briefing_path), r.at) for r in finding.related),
        fix=finding.fix,
        key=finding.key,
        word=finding.word,
    )
