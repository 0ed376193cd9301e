"""A flood of problems cut short while it rises: nobody reads a hundred thousand of them, and they would fill the memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from briefgen.diagnostics.types import Problem

MOST = 100
"""How many problems of one code in one file are shown; how many more there are is told."""
_MOST_COMPARED = 10 * MOST


class _Tally(msgspec.Struct):
    """What was seen of one code in one file."""

    seen: set[tuple[object, ...]] = msgspec.field(default_factory=set)
    shown: int = 0
    left: int = 0
    last: Problem | None = None


def truncate(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the problems, each once; a flood of one code in one file ends with how many more there are.

    May be applied to its own result: what stands for several counts as those.
    """
    tallies: dict[tuple[str, str], _Tally] = defaultdict(_Tally)
    for problem in problems:
        tally = tallies[problem.path, problem.code.id]
        if problem.count > 1:
            tally.left += problem.count
            tally.last = problem
            continue
        key = (problem.at, problem.message, problem.word, problem.key)
        if key in tally.seen:
            continue
        if len(tally.seen) < _MOST_COMPARED:
            tally.seen.add(key)
        if tally.shown < MOST:
            tally.shown += 1
            yield problem
        else:
            tally.left += 1
            tally.last = problem
    for tally in tallies.values():
        if tally.last is not None:
            yield _the_rest(tally.last, tally.left)


def _the_rest(last: Problem, left: int) -> Problem:
    message = f"{left} more findings of {last.code.id} in this file are not shown"
    told = last.code.problem(last.path, None, message, help="fix the first ones, then run the check again")
    # a single one is told as itself
    return msgspec.structs.replace(told, count=left) if left > 1 else last
