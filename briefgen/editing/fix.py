"""Mend what can be mended: the fixes of the diagnostics as text edits, until none is left.

Works on contents in memory and checks the whole project again after each pass, so that a fix which makes things worse is
dropped and nothing is written before the end. Every byte that no fix names stays as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

import msgspec

from briefgen.build import Checked, check_project
from briefgen.config import Config
from briefgen.corpus.cache import Cache
from briefgen.corpus.load import LoadedFile
from briefgen.diagnostics import edits
from briefgen.diagnostics.types import At, Diagnostic, Edit, Fix
from briefgen.files.atomic import write_atomically
from briefgen.files.limits import CEILING
from briefgen.yaml import reader

MOST_PASSES = 50
Check = Callable[[dict[str, bytes]], Checked]
"""Checks the project with these contents in place of the files' own."""


class Change(msgspec.Struct, frozen=True):
    """One file's content before and after."""

    path: str
    before: bytes
    after: bytes


class Mended(msgspec.Struct, frozen=True):
    """What the fixes made of the project: the changed files, how many fixes, and what is still wrong."""

    changes: tuple[Change, ...]
    count: int
    checked: Checked


def mend(check: Check, config: Config, *, unsafe: bool, is_wanted: Callable[[Diagnostic], bool]) -> Mended:
    """Return the project with every wanted fix made, safe ones alone unless told otherwise. Writes nothing."""
    overrides: dict[str, bytes] = {}
    originals: dict[str, bytes] = {}
    refused: set[tuple[str, str, Fix]] = set()
    checked = check(overrides)
    count = 0
    for _ in range(MOST_PASSES):
        waiting: dict[str, list[Diagnostic]] = defaultdict(list)
        for diagnostic in checked.diagnostics:
            fix = diagnostic.fix
            if fix is None or not (fix.is_safe or unsafe) or not is_wanted(diagnostic):
                continue
            if (diagnostic.span.path, diagnostic.code, fix) not in refused:
                waiting[diagnostic.span.path].append(diagnostic)
        made = 0
        for path, diagnostics in waiting.items():
            if path not in originals:
                originals[path] = (config.project / path).read_bytes()
            content = overrides.get(path, originals[path])
            after, number, dropped = _mended(path, content, diagnostics)
            refused |= {(path, d.code, d.fix) for d in dropped if d.fix}
            if after != content:
                overrides[path] = after
                made += number
        if not made:
            break
        count += made
        checked = check(overrides)
    changes = [
        Change(path, originals[path], after) for path, after in sorted(overrides.items()) if after != originals[path]
    ]
    return Mended(tuple(changes), count, checked)


def write(config: Config, changes: Iterable[Change]) -> tuple[str, ...]:
    """Replace the changed files, each in one step; return the paths of those that somebody else changed meanwhile, left alone."""
    passed_over = []
    for change in changes:
        file = config.project / change.path
        if file.is_file() and file.read_bytes() == change.before:
            write_atomically(file, change.after)
        else:
            passed_over.append(change.path)
    return tuple(passed_over)


def checker(config: Config, cache: Cache[LoadedFile], **more: object) -> Check:
    """Return the check of a project, ready for contents that stand for those of its files."""
    return lambda overrides: check_project(config, cache, overrides=overrides, **more)  # type: ignore[arg-type]  # the caller's own words


def _mended(path: str, content: bytes, diagnostics: list[Diagnostic]) -> tuple[bytes, int, list[Diagnostic]]:
    """Return the content with those fixes made that leave a readable file, how many, and the diagnostics whose fixes do not."""
    text, mark = edits.decoded(content)
    dropped = []
    made = 0
    taken: list[tuple[int, int]] = []
    chosen: list[Diagnostic] = []
    for diagnostic in diagnostics:
        spans = [(edit.start, edit.end) for edit in _edits(diagnostic)]
        if any(start < end_taken and start_taken < end for start, end in spans for start_taken, end_taken in taken):
            # it waits for the next pass
            continue
        if not _leaves_the_rest(path, text, [diagnostic]):
            dropped.append(diagnostic)
            continue
        taken += spans
        chosen.append(diagnostic)
    if chosen and not _leaves_the_rest(path, text, chosen):
        chosen = chosen[:1]
    if chosen:
        text = edits.apply(text, [edit for diagnostic in chosen for edit in _edits(diagnostic)])
        made = len(chosen)
    return mark + text.encode(), made, dropped


def _edits(diagnostic: Diagnostic) -> tuple[Edit, ...]:
    return diagnostic.fix.edits if diagnostic.fix else ()


def _leaves_the_rest(path: str, text: str, diagnostics: list[Diagnostic]) -> bool:
    """Return whether the file still parses after the fixes, and no more values changed than the fixes name."""
    changes = [edit for diagnostic in diagnostics for edit in _edits(diagnostic)]
    before, _ = reader.parse(reader.YamlFile(path, text), CEILING)
    after, _ = reader.parse(reader.YamlFile(path, edits.apply(text, changes)), CEILING)
    if before is None:
        return True
    if after is None:
        return False
    one, other = dict(_leaves(before, ())), dict(_leaves(after, ()))
    different = sum(one.get(at, _ABSENT) != other.get(at, _ABSENT) for at in one.keys() | other.keys())
    # a renamed key is a value less and a value more
    return different <= 2 * len(changes)


_ABSENT = object()


def _leaves(data: reader.Data, at: At) -> Iterator[tuple[At, object]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _leaves(value, (*at, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _leaves(value, (*at, index))
    else:
        yield at, data
