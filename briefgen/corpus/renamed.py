"""Group unknown references with one cause, such as a renamed file or version.

Guarantee: every unknown reference is reported, alone or as one of the places of a group.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from briefgen.corpus.codes import UNKNOWN_REFERENCE
from briefgen.corpus.corpus import Corpus
from briefgen.corpus.resolve import Unknown
from briefgen.diagnostics.truncate import truncate
from briefgen.diagnostics.types import At, Note, Problem
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point
from briefgen.text.suggest import nearest

_MOST_NOTES = 5
"""The most places of a group that the report lists."""
FEWEST = 3
"""The fewest references to one unknown id that are reported as one finding."""


def grouped(corpus: Corpus, unknown: Iterable[Unknown]) -> Iterator[Problem]:
    """Yield the problems of unknown references; those with one cause as one problem."""
    by_target: dict[str, list[Unknown]] = defaultdict(list)
    for each in unknown:
        by_target[each.target].append(each)
    if not by_target:
        return
    used = _used(corpus)
    alone: list[Problem] = []
    for target, new in renamed_versions(corpus).items():
        problems = [each.problem for each in by_target.pop(target)]
        path, at = _defined(corpus, new) or (problems[0].path, None)
        yield _renamed(target, new, [*problems, *_in_points(corpus, target)], (path, at))
    for target, found in by_target.items():
        places = list(dict.fromkeys((each.problem.path, each.problem.at, each.problem.word) for each in found))
        problems = [each.problem for each in found]
        near = found[0].near
        if len(places) > 1 and near and near not in used and (where := _defined(corpus, near)):
            yield _renamed(target, near, problems, where)
        elif len(places) >= FEWEST:
            first, *others = problems
            count = f"{len(others)} other place{'s' if len(others) > 1 else ''}"
            yield replace(first, message=f"{first.message}, also in {count}", notes=_notes(others))
        else:
            alone += problems
    by_path: dict[str, list[Problem]] = defaultdict(list)
    for problem in alone:
        by_path[problem.path].append(problem)
    for problems in by_path.values():
        yield from truncate(problems)


def renamed_versions(corpus: Corpus) -> Mapping[str, str]:
    """Return the versions that seem to be renamed, by the id that is still named.

    Only versions that a reference and a point name: those that points alone name are the rule BG406's.
    """
    return corpus.once(_renamed_versions)


def _renamed_versions(corpus: Corpus) -> Mapping[str, str]:
    found: dict[str, str] = {}
    named = {
        reference.target
        for references in corpus.references.values()
        for reference in references
        if reference.kinds == ("version",)
    }
    for plan in corpus.of(Plan):
        in_points = {version.in_ for point in corpus.points.get(plan.id, ()) for version in point.versions}
        known = [version.id for version in plan.versions]
        unused = [id for id in known if id not in in_points and f"{plan.id}@{id}" not in named]
        for id in sorted(in_points - set(known)):
            near = nearest(id, unused) or (unused[0] if len(unused) == 1 else "")
            if near and f"{plan.id}@{id}" in named:
                found[f"{plan.id}@{id}"] = f"{plan.id}@{near}"
    return found


def _in_points(corpus: Corpus, target: str) -> list[Problem]:
    """Return the points that name a version, as the places of a group."""
    plan, _, version = target.partition("@")
    return [
        UNKNOWN_REFERENCE.problem(corpus.paths[point.id], ("versions", index, "in"), "")
        for point in corpus.points.get(plan, ())
        for index, each in enumerate(point.versions)
        if each.in_ == version
    ]


def _renamed(target: str, near: str, problems: list[Problem], where: tuple[str, At | None]) -> Problem:
    path, at = where
    is_part = "#" in target or "@" in target
    what = ("statement" if "#" in target else "version") if is_part else ""
    old, new = (ref.replace("@", "#").rpartition("#")[2] for ref in (target, near))
    message = f"{len(problems)} references name the {what or 'id'} `{old}`, but this is `{new}`"
    help = (
        f"was it renamed? write `id: {old}` again, or change the references"
        if is_part
        else f"was the file renamed? add `formerly: [{old}]` to it, or rename it back and use `briefgen rename {old} {new}`"
    )
    return UNKNOWN_REFERENCE.problem(path, at, message, help=help, notes=_notes(problems))


def _notes(problems: list[Problem]) -> tuple[Note, ...]:
    """Return the first places of a group as notes."""
    left = len(problems) - _MOST_NOTES
    notes = [Note("it is named here", problem.path, problem.at) for problem in problems[:_MOST_NOTES]]
    if left > 0:
        last = notes[-1]
        notes[-1] = Note(f"it is named here, and in {left} more places", last.path, last.at)
    return tuple(notes)


def _defined(corpus: Corpus, ref: str) -> tuple[str, At | None] | None:
    """Return the path and the place at which a brief, statement or version gets its id."""
    whole, _, part = ref.replace("@", "#").partition("#")
    brief = corpus.briefs.get(whole)
    if brief is None or not part:
        return (corpus.paths[whole], None) if brief is not None else None
    if isinstance(brief, Event):
        name, ids = "statements", [each.id for each in brief.statements]
    else:
        name, ids = "versions", [each.id for each in brief.versions] if isinstance(brief, Plan) else []
    return (corpus.paths[whole], (name, ids.index(part), "id")) if part in ids else None


def _used(corpus: Corpus) -> set[str]:
    """Return every id, statement and version that a reference names."""
    found: set[str] = set(corpus.named)
    found |= {reference.target for references in corpus.references.values() for reference in references}
    found |= set(corpus.backlinks)
    found |= {f"{point.plan}@{version.in_}" for point in corpus.of(Point) for version in point.versions}
    return found | set(corpus.briefing.parties)
