"""Run the rules over the linked corpus."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path
from types import ModuleType

import msgspec

from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.selection import EVERYTHING, Selection
from briefgen.diagnostics.truncate import truncate
from briefgen.diagnostics.types import Code, Note, Problem
from briefgen.model.kinds.actor import Actor
from briefgen.registry import discover


@cache
def rules() -> tuple[tuple[Code, ModuleType], ...]:
    """Return every rule's code and module, by code; refuses a code that two rules claim."""
    found: dict[str, tuple[Code, ModuleType]] = {}
    for name, module in discover("briefgen.check.rules", "check").items():
        code = Code(module.CODE, name, module.SEVERITY, inspect.cleandoc(module.__doc__ or ""))
        if code.id in found:
            raise ImportError(f"{code.id} is claimed by {found[code.id][0].name} and {name}")
        found[code.id] = (code, module)
    return tuple(found[id] for id in sorted(found))


def check(corpus: Corpus, briefing_path: str, selection: Selection = EVERYTHING) -> Iterator[Problem]:
    """Yield what the wanted rules find, as problems with the rules' codes and the briefs' paths."""
    for code, module in rules():
        if not selection.wants(code):
            continue
        yield from truncate(_problem(code, finding, corpus, briefing_path) for finding in module.check(corpus))


def local_rules_key(corpus: Corpus) -> str:
    """Return what stands for the rules that look at one brief alone, and for all that they know beside the brief.

    Such a rule says `IS_LOCAL` and passes over `corpus.quiet`. It may know the briefing, and what actors are called.
    """
    key = blake2b(msgspec.json.encode(corpus.briefing, enc_hook=str), digest_size=16)
    names = sorted(
        name for actor in corpus.of(Actor) for name in (actor.name, *(alias.name for alias in actor.aliases))
    )
    key.update("\0".join(names).encode("utf-8", "replace"))
    house = Path(__file__).parent
    for file in sorted((*house.glob("*.py"), *house.glob("rules/*.py"))):
        stat = file.stat()
        key.update(f"\0{file.name} {stat.st_size} {stat.st_mtime_ns}".encode())
    return key.hexdigest()


def files_with_findings(problems: Iterable[Problem]) -> frozenset[str]:
    """Return the paths in which a rule that looks at one brief alone found something."""
    local = {code.id for code, module in rules() if getattr(module, "IS_LOCAL", False)}
    return frozenset(problem.path for problem in problems if problem.code.id in local)


def weighed(problem: Problem, selection: Selection) -> Problem:
    """Return the problem with the severity that the options give its code."""
    severity = selection.severity_of(problem.code)
    if severity is problem.code.severity:
        return problem
    return msgspec.structs.replace(problem, code=msgspec.structs.replace(problem.code, severity=severity))


def is_looked_for(selection: Selection) -> Callable[[str], bool]:
    """Return whether findings of a code, by its id, are wanted; a code of no rule is."""
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
