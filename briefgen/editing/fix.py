"""Apply the fixes of diagnostics as text edits, until none is left.

Works on contents in memory and checks the whole project again after each pass. A fix that breaks a file or changes
other values is rejected. Nothing is written before the end, and bytes outside the edits stay the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, Protocol, TypeVar

import msgspec

from briefgen.config import Config
from briefgen.diagnostics import edits
from briefgen.diagnostics.types import At, Diagnostic, Edit, Fix
from briefgen.files.atomic import write_atomically
from briefgen.files.limits import CEILING
from briefgen.yaml import reader
from briefgen.yaml.text import YamlFile

MOST_PASSES = 50


class _Checked(Protocol):
    """The result of a check, as far as fixing needs it."""

    @property
    def diagnostics(self) -> Sequence[Diagnostic]: ...


C = TypeVar("C", bound=_Checked)
Check = Callable[[dict[str, bytes]], C]
"""Checks the project; the argument maps paths to contents that replace those on disk."""


class Change(msgspec.Struct, frozen=True):
    """The content of one file before and after the fixes."""

    path: str
    before: bytes
    after: bytes


class Fixed(msgspec.Struct, Generic[C], frozen=True):
    """The result of fixing: changed files, number of fixes, and the last check."""

    changes: tuple[Change, ...]
    count: int
    checked: C


def apply_fixes(check: Check[C], config: Config, *, unsafe: bool, is_wanted: Callable[[Diagnostic], bool]) -> Fixed[C]:
    """Apply every wanted fix in memory and return the result; write nothing.

    Unsafe fixes are applied only if ``unsafe`` is true.
    """
    overrides: dict[str, bytes] = {}
    originals: dict[str, bytes] = {}
    rejected: set[tuple[str, str, Fix]] = set()
    checked = check(overrides)
    count = 0
    for _ in range(MOST_PASSES):
        waiting: dict[str, list[Diagnostic]] = defaultdict(list)
        for diagnostic in checked.diagnostics:
            fix = diagnostic.fix
            if fix is None or not (fix.is_safe or unsafe) or not is_wanted(diagnostic):
                continue
            if (diagnostic.span.path, diagnostic.code, fix) not in rejected:
                waiting[diagnostic.span.path].append(diagnostic)
        made = 0
        for path, diagnostics in waiting.items():
            if path not in originals:
                originals[path] = (config.project / path).read_bytes()
            content = overrides.get(path, originals[path])
            after, number, dropped = _fixed(path, content, diagnostics)
            rejected |= {(path, d.code, d.fix) for d in dropped if d.fix}
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
    return Fixed(tuple(changes), count, checked)


def write(config: Config, changes: Iterable[Change]) -> tuple[str, ...]:
    """Write the changed files atomically and return the paths left unchanged.

    A file is left unchanged if its content is no longer as before the fixes.
    """
    left = []
    for change in changes:
        file = config.project / change.path
        if file.is_file() and file.read_bytes() == change.before:
            write_atomically(file, change.after)
        else:
            left.append(change.path)
    return tuple(left)


def _fixed(path: str, content: bytes, diagnostics: list[Diagnostic]) -> tuple[bytes, int, list[Diagnostic]]:
    """Return the content with fixes applied, their number, and the diagnostics with rejected fixes."""
    text, mark = edits.decoded(content)
    dropped = []
    made = 0
    taken: list[tuple[int, int]] = []
    chosen: list[Diagnostic] = []
    for diagnostic in diagnostics:
        spans = [(edit.start, edit.end) for edit in _edits(diagnostic)]
        if any(start < end_taken and start_taken < end for start, end in spans for start_taken, end_taken in taken):
            # overlapping fixes are applied in the next pass
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
    """Return whether the file still parses after the fixes, and they change only as many values as they have edits."""
    changes = [edit for diagnostic in diagnostics for edit in _edits(diagnostic)]
    before, _ = reader.parse(YamlFile(path, text), CEILING)
    after, _ = reader.parse(YamlFile(path, edits.apply(text, changes)), CEILING)
    if before is None:
        return True
    if after is None:
        return False
    one, other = dict(_leaves(before, ())), dict(_leaves(after, ()))
    different = sum(one.get(at, _ABSENT) != other.get(at, _ABSENT) for at in one.keys() | other.keys())
    # a renamed key counts twice: one value is removed and one added; so does each item of a text that becomes a list
    return different <= sum(2 + edit.text.count(", ") for edit in changes)


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
