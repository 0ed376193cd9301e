"""Explain references that do not have the form of an id, such as names.

The id that was meant is found among the names and addresses of the linked briefs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from briefgen.corpus.corpus import Corpus
from briefgen.corpus.load import Loaded
from briefgen.corpus.resolve import Resolver
from briefgen.diagnostics.types import At, Problem, UnplacedEdit, UnplacedFix
from briefgen.model.codes import BAD_FORM
from briefgen.model.references import Reference
from briefgen.text.name_folding import folded
from briefgen.text.suggest import nearest


def explained(loaded: Loaded, corpus: Corpus) -> Iterator[Problem]:
    """Yield the problems of loading; those of a reference with the id that was meant."""
    broken = frozenset(entry.id for entry in loaded.entries if entry.brief is None)
    resolver = Resolver(corpus, broken)
    themes = {folded(word): id for id, theme in corpus.briefing.themes.items() for word in (id, theme.title)}
    in_briefing = _by_place(loaded.briefing_salvaged.malformed) if loaded.briefing_salvaged else {}
    for problem in loaded.problems:
        references = in_briefing if problem.path == loaded.briefing_path else {}
        yield _explained(problem, references, resolver, themes)
    for entry in loaded.entries:
        references = _by_place(entry.salvaged.malformed) if entry.salvaged and entry.problems else {}
        for problem in entry.problems:
            yield _explained(problem, references, resolver, themes)


def _by_place(references: Iterable[Reference]) -> dict[At, Reference]:
    return {reference.at: reference for reference in references}


def _explained(
    problem: Problem, references: Mapping[At, Reference], resolver: Resolver, themes: Mapping[str, str]
) -> Problem:
    if problem.code is not BAD_FORM or not isinstance(problem.at, tuple):
        return problem
    if reference := references.get(problem.at):
        return resolver.malformed(problem, reference)
    if len(problem.at) == 2 and problem.at[0] == "themes" and not problem.key:
        typed = folded(problem.message.partition("`")[2].rpartition("`")[0])
        id = themes.get(typed) or themes.get(nearest(typed, list(themes)), "")
        if id:
            fix = UnplacedFix(f"write `{id}`", (UnplacedEdit(problem.at, id),))
            return replace(problem, help=f"did you mean `{id}`?", fix=fix)
    return problem
