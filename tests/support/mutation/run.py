"""The mutation run: check every real brief with many mutations.

`python -m tests.support.mutation.run --per-file 1000` is the full run; the tests run a sample.
"""

from __future__ import annotations

import argparse
import sys
import traceback
import zlib
from collections import Counter

from briefgen.check.spans import place
from briefgen.corpus import load
from briefgen.diagnostics.types import Diagnostic
from briefgen.model.kinds._all import kinds
from briefgen.yaml import text as yaml_text
from tests.conftest import ROOT
from tests.support.mutation.mutate import mutated
from tests.support.work import counted

CALLS, CALLS_PER_BYTE = 200_000, 100
"""Limit of function calls per file; calls do not depend on the speed of the machine."""


def briefs() -> list[str]:
    """Return the paths of all real briefs."""
    found = [*ROOT.glob("content/*/**/*.yaml"), *ROOT.glob("tests/data/golden/full/content/*/**/*.yaml")]
    return sorted(path.relative_to(ROOT).as_posix() for path in found)


def seed_of(path: str, number: int) -> int:
    """Return the seed of a file's nth mutation, which is the same on every machine."""
    return zlib.crc32(f"{path} {number}".encode())


def complaint(path: str, content: bytes) -> str:
    """Return what is wrong with the check of the content, or an empty text."""
    parts = path.split("content/", 1)[1].split("/")
    kind = next(kind for kind in kinds().values() if kind.folder == parts[0])
    entry, calls = counted(lambda: load.decoded(path, kind, content))
    diagnostics, more = counted(lambda: place(entry.problems, ROOT, {path: content}))
    if calls + more > CALLS + CALLS_PER_BYTE * len(content):
        return f"took {calls + more:,} calls of functions"
    if entry.brief is None and not diagnostics:
        return "no brief, and nothing said about it"
    return next((said for d in diagnostics if (said := _outside(d, path, content))), "")


def _outside(diagnostic: Diagnostic, path: str, content: bytes) -> str:
    lines = yaml_text.lines(content.decode("utf-8-sig", "replace"))
    span = diagnostic.span
    if not diagnostic.message or span.path != path:
        return f"{diagnostic.code} says nothing, or of another file"
    if not (1 <= span.line <= len(lines) and 1 <= span.column <= len(lines[span.line - 1]) + 1):
        return f"{diagnostic.code} points outside of the file: {span.line}:{span.column}"
    return ""


def main() -> int:
    """Run the mutations and print the failures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--per-file", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0, help="the number of the first mutation")
    options = parser.parse_args()
    seen: Counter[str] = Counter()
    failures = 0
    for path in briefs():
        text = (ROOT / path).read_text("utf-8")
        for number in range(options.first, options.first + options.per_file):
            name, content = mutated(text, seed_of(path, number))
            seen[name] += 1
            try:
                said = complaint(path, content)
            except Exception:
                said = traceback.format_exc()
            if said:
                failures += 1
                print(f"{path} mutation {number} ({name}): {said}", flush=True)
    print(f"{sum(seen.values())} mutations of {len(briefs())} briefs: {dict(seen)}; {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
