"""Revert recent bug fixes one at a time and report which tests fail.

`python -m tests.support.revert_fixes` works on a copy of the project, uncommitted edits included. For each fix in `fixes.txt`
it runs tests until one fails, in this order:

- the tests named there;
- the tests that the fix's commit changed, and those of its module;
- for at most ten fixes, all tests without a browser.

It first runs what `make test` runs, then what only `make test-all` adds.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path

import msgspec

from tests.support.patches import Patch, Unplaced, read, reverse
from tests.support.scratch import Scratch

ROOT = Path(__file__).parents[2]
FIXES = Path(__file__).with_name("fixes.txt")
CODE = ("briefgen/", "site_templates/")
TIERS = {"test": "not full", "test-all": "full"}
"""Each tier with the marker expression of its additional tests; pytest must know the marker."""
Choose = Callable[[int, Sequence[str]], Sequence[str]]
EVERYTHING = ("tests", "--ignore=tests/browser")
_BROKEN = re.compile(r"(Name|Import|ModuleNotFound|Syntax)Error\b|AttributeError: (partially initialized )?module")
"""Errors of code that is broken by the reversal, which prove nothing about the tests."""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """The result of reverting one fix."""

    number: int
    commit: str
    what: str
    file: str
    """The file that has the code today."""
    placed: str
    """`exact`, the matching share of edited code, or why the fix matches no file."""
    verdict: str = "missed"
    """Or `caught`, `broken` (the reverted code does not run) or `unplaced`."""
    tier: str = ""
    failed: dict[str, str] = {}
    """The failed tests, each with its message."""
    seconds: float = 0.0
    """CPU seconds."""


def stages(scratch: Scratch, patch: Patch, path: str) -> Iterator[tuple[str, ...]]:
    """Yield the tests to run for a fix in stages, the most likely to fail first.

    The last stage is all tests without a browser.
    """
    yield tuple(found for hint in patch.tests if (found := scratch.test(hint, patch.commit)))
    own = {f"test_{Path(name).name.partition('.')[0]}.py" for name in (patch.file, path)}
    near = [test for test in scratch.files if Path(test).name in own and test.startswith("tests/")]
    # browser tests of a commit's other fixes are too expensive
    touched = [test for test in scratch.touched(patch.commit) if "/browser/" not in test or test in near]
    yield tuple(dict.fromkeys((*near, *touched)))
    yield EVERYTHING


def revert(
    scratch: Scratch, number: int, patch: Patch, tiers: Mapping[str, str], choose: Choose, options: Sequence[str] = ()
) -> Outcome:
    """Revert one fix, run tests, and restore the fix.

    ``choose`` gets the number and the tests of a stage, and returns the tests to run.
    """
    files = [path for path in scratch.files if path.startswith(CODE)]
    found = reverse(patch, scratch.folder, scratch.moved(patch.commit, patch.file), files)
    if isinstance(found, Unplaced):
        return Outcome(
            number=number,
            commit=patch.commit,
            what=patch.what,
            file=patch.file,
            placed=found.reason,
            verdict="unplaced",
        )
    placed = "exact" if found.likeness == 1 else f"{found.likeness:.0%}"
    outcome = Outcome(number=number, commit=patch.commit, what=patch.what, file=found.file, placed=placed)
    whole = (scratch.folder / found.file).read_text("utf-8")
    scratch.write(found.file, found.text)
    try:
        if undefined := _undefined_names(scratch.folder / found.file):
            return msgspec.structs.replace(outcome, verdict="broken", failed={"ruff": undefined})
        # any edit of an asset changes its hash in the golden sites, which proves nothing about its behaviour
        golden = [f"--ignore={test}" for test in scratch.files if test.endswith("/test_golden.py")]
        options = (*options, *(golden if "/assets/" in found.file else ()))
        wanted = tuple(stages(scratch, patch, found.file))
        return _run(scratch, outcome, tiers, lambda: map(choose, count(1), wanted), options)
    finally:
        scratch.write(found.file, whole)


def _run(
    scratch: Scratch,
    outcome: Outcome,
    tiers: Mapping[str, str],
    wanted: Callable[[], Iterator[Sequence[str]]],
    options: Sequence[str],
) -> Outcome:
    seconds = 0.0
    for tier, marker in tiers.items():
        tried: set[str] = set()
        for stage in wanted():
            tests = [test for test in stage if test not in tried]
            tried.update(tests)
            if not tests:
                continue
            run = scratch.pytest(tests, "-m", marker, *options)
            seconds += run.seconds
            if run.failed:
                is_broken = all(map(_BROKEN.search, run.failed.values()))
                return msgspec.structs.replace(
                    outcome,
                    verdict="broken" if is_broken else "caught",
                    tier=tier,
                    failed=run.failed,
                    seconds=round(seconds, 1),
                )
    return msgspec.structs.replace(outcome, seconds=round(seconds, 1))


def _undefined_names(file: Path) -> str:
    """Return the undefined names of a Python file, because the reverted code may need another import."""
    if file.suffix != ".py":
        return ""
    words = [sys.executable, "-m", "ruff", "check", "--isolated", "--select=F821", "--output-format=concise", file.name]
    said = subprocess.run(words, cwd=file.parent, capture_output=True, text=True, check=False).stdout
    return ", ".join(line for line in said.splitlines() if "F821" in line)


def table(outcomes: Sequence[Outcome]) -> str:
    """Return the outcomes as a Markdown table."""
    rows = ["| | commit | file | what was fixed | placed | verdict | failing tests | CPU s |", "| --- " * 8 + "|"]
    for each in outcomes:
        tests = "<br>".join(f"`{test}`" for test in each.failed).replace("|", "\\|")
        verdict = f"{each.verdict} by {each.tier}" if each.tier else each.verdict
        cells = (
            f"{each.number}",
            each.commit,
            f"`{each.file}`",
            each.what,
            each.placed,
            verdict,
            tests,
            f"{each.seconds}",
        )
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


def _numbers(text: str) -> list[int]:
    """Parse a list of numbers such as `3,7-9`."""
    found: list[int] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.support.revert_fixes", description=__doc__)
    parser.add_argument(
        "--select", type=_numbers, metavar="N,M-O", help="only these fixes, by their number in the list"
    )
    parser.add_argument(
        "--tests", nargs="+", metavar="PATH", help="run these tests instead of those that are likely to fail"
    )
    parser.add_argument("--marker", metavar="EXPRESSION", help="run one tier: the tests with these markers")
    parser.add_argument("--every", action="store_true", help="continue after the first failing test")
    parser.add_argument(
        "--whole", type=int, default=10, metavar="N", help="maximum number of fixes for which to run everything (10)"
    )
    parser.add_argument(
        "--json",
        type=Path,
        default=ROOT / ".cache/reverts.json",
        help="where to write the outcomes (.cache/reverts.json)",
    )
    parser.add_argument(
        "--stages", type=int, default=3, help="1: the tests of the list, 2: also those of module and commit, 3: all (3)"
    )
    return parser.parse_args()


def main() -> int:
    """Revert fixes, write the results, and return 1 if the tests missed a fix."""
    arguments = _arguments()
    patches = read(FIXES.read_text("utf-8"))
    selected = arguments.select or range(1, len(patches) + 1)
    tiers = TIERS if arguments.marker is None else {arguments.marker or "all": arguments.marker}
    left = arguments.whole

    def choose(number: int, tests: Sequence[str]) -> Sequence[str]:
        nonlocal left
        if arguments.tests:
            return tuple(arguments.tests)
        if number > arguments.stages:
            return ()
        left -= tests == EVERYTHING
        return tests if tests != EVERYTHING or left >= 0 else ()

    outcomes: list[Outcome] = []
    arguments.json.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="reverts-") as folder:
        scratch = Scratch(ROOT, Path(folder))
        for number in selected:
            patch = patches[number - 1]
            outcome = revert(scratch, number, patch, tiers, choose, [] if arguments.every else ["-x"])
            outcomes.append(outcome)
            print(table(outcomes[-1:]).splitlines()[-1], flush=True)
            arguments.json.write_bytes(msgspec.json.format(msgspec.json.encode(outcomes)))
    print(table(outcomes))
    return any(each.verdict != "caught" for each in outcomes)


if __name__ == "__main__":
    sys.exit(main())
