"""List a folder that a builder copies, with limits, before its files are read.

Guarantees: sorted by name; follows no symbolic link; opens no file. `tests/unit/safety/test_docs_audit.py` tests this.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from briefgen.diagnostics.types import Problem
from briefgen.files.codes import UNREADABLE
from briefgen.files.walk import Budget, items_of, linked, printable


class Entry(msgspec.Struct, frozen=True):
    """A regular file in a folder, with its path relative to the folder and its size."""

    name: str
    file: Path
    size: int


class _Over(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem


def listed(folder: Path, path: str, budget: Budget) -> tuple[list[Entry], list[Problem]]:
    """Return the files in a folder and below, and a problem for everything else.

    ``path`` is the folder's path in problems. A folder that does not exist has no files. If the folder exceeds a limit,
    the only problem says so, and there are no files.
    """
    if not folder.exists():
        return [], []
    entries: list[Entry] = []
    problems: list[Problem] = []
    try:
        for found in _below(folder, "", path, budget, 0):
            (entries if isinstance(found, Entry) else problems).append(found)  # type: ignore[arg-type]  # one list for each type
    except _Over as over:
        return [], [over.problem]
    return entries, problems


def _below(folder: Path, name: str, path: str, budget: Budget, depth: int) -> Iterator[Entry | Problem]:
    shown = printable(f"{path}/{name}".rstrip("/"))
    items = items_of(folder, shown, budget, path)
    if isinstance(items, Problem):
        if budget.is_over:
            raise _Over(items)
        yield items
        return
    for item in items:
        below, shown = f"{name}{item.name}", printable(f"{path}/{name}{item.name}")
        if item.is_symlink():
            yield linked(shown, printable(item.name))
        elif item.is_dir(follow_symlinks=False):
            if depth + 1 >= budget.limits.folder_depth:
                deep = f"folders nested more than {budget.limits.folder_depth} deep"
                raise _Over(budget.over(path, "folder_depth", deep))
            yield from _below(Path(item.path), f"{below}/", path, budget, depth + 1)
        elif item.is_file(follow_symlinks=False):
            yield Entry(below, Path(item.path), _size(item))
        else:
            yield UNREADABLE.problem(shown, None, "this is neither a file nor a folder", help="delete it")


def _size(item: os.DirEntry[str]) -> int:
    try:
        return item.stat(follow_symlinks=False).st_size
    except OSError:
        # it was deleted meanwhile, so reading it is reported
        return 0
