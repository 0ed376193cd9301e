"""Unified diffs: as difflib writes them, and in bounded steps."""

from __future__ import annotations

import difflib

from hypothesis import given
from hypothesis import strategies as st

from briefgen.text.matching import Matcher
from briefgen.text.unified_diff import _lines, unified

TEXTS = st.lists(st.sampled_from(["a\n", "b\n", "c\n", "\n", "d\r\n", "e\u2028f\n"]), max_size=30).map("".join)


@given(TEXTS, TEXTS, st.sampled_from(["", "x"]))
def test_diff_is_the_one_of_difflib(before: str, after: str, end: str) -> None:
    after += end
    lines = difflib.unified_diff(_lines(before), _lines(after), "a/p", "b/p")
    whole = (line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
    assert unified("p", before, after) == "".join(whole)


def test_repeated_lines_end_the_comparison_early() -> None:
    before = "".join(f"{number % 150}\n" for number in range(16_000))
    after = "".join(f"{number * 7 % 150}\n" for number in range(16_000))
    matcher = Matcher(_lines(before), _lines(after), autojunk=True)
    matcher.get_opcodes()
    assert matcher.is_exhausted
    assert _applied(before, unified("p", before, after)) == after


def _applied(before: str, diff: str) -> str:
    """Return a text with a diff applied."""
    old = _lines(before)
    result: list[str] = []
    done = 0
    for line in _lines(diff)[2:]:
        if line.startswith("@@"):
            start = int(line.split()[1][1:].partition(",")[0]) - 1
            result += old[done:start]
            done = start
            continue
        if line[0] != "+":
            assert old[done] == line[1:]
            done += 1
        if line[0] != "-":
            result.append(line[1:])
    return "".join([*result, *old[done:]])
