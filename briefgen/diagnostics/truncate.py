"""Limit repeated problems of one code in one file, to bound report and memory.

`tests/unit/diagnostics/test_truncate.py` tests this with files that repeat one mistake 20,000 times.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from briefgen.diagnostics.types import Problem

MOST = 100
"""The most reported problems of one code in one file; the rest are only counted."""
_MOST_COMPARED = 10 * MOST


class _Tally(msgspec.Struct):
    """Counts for one code in one file."""

    seen: set[tuple[object, ...]] = msgspec.field(default_factory=set)
    shown: int = 0
    left: int = 0
    last: Problem | None = None


def truncate(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield each problem once, and at most `MOST` of one code in one file.

    A last problem counts those that were left out. The function may be applied to its own result: such a last problem
    counts as the problems that it stands for.
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
            yield _remainder(tally.last, tally.left)


def _remainder(last: Problem, left: int) -> Problem:
    message = f"{left} more findings of {last.code.id} in this file are not shown"
    rest = last.code.problem(last.path, None, message, help="fix the first ones, then run the check again")
    # a single problem that is left over is reported itself instead of being counted
    return msgspec.structs.replace(rest, count=left) if left > 1 else last
