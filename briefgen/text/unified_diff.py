"""Unified diffs of files, in a bounded number of steps.

`difflib` takes cubic time for lines that repeat. After the last step, the rest of the two files is one change, which
`git apply` and `patch` accept as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefgen.text.matching import Matcher

_CONTEXT = 3


def unified(path: str, before: str, after: str) -> str:
    """Return a unified diff of one file, in the format of `git diff` and `patch`."""
    if before == after:
        return ""
    whole = (
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        for line in _hunks(_lines(before), _lines(after))
    )
    return "".join((f"--- a/{path}\n", f"+++ b/{path}\n", *whole))


def _hunks(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    for group in Matcher(old, new, autojunk=True).get_grouped_opcodes(_CONTEXT):
        (_, old_start, _, new_start, _), (*_, old_end, _, new_end) = group[0], group[-1]
        yield f"@@ -{_range(old_start, old_end)} +{_range(new_start, new_end)} @@\n"
        for what, i1, i2, j1, j2 in group:
            if what == "equal":
                yield from (f" {line}" for line in old[i1:i2])
                continue
            yield from (f"-{line}" for line in old[i1:i2])
            yield from (f"+{line}" for line in new[j1:j2])


def _range(start: int, end: int) -> str:
    """Return a range of lines as diffs write it: an empty one names the line before it."""
    length = end - start
    first = start + 1 if length else start
    return f"{first}" if length == 1 else f"{first},{length}"


def _lines(text: str) -> list[str]:
    """Return the lines with their ends, as git counts them: at line feeds only."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)
