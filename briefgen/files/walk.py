"""What lies in a folder: listed whole before a byte is read, so that too much of it is refused at once.

Promises the order of names, and never to follow a symbolic link, wait for a pipe or read on beyond a limit.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import msgspec

from briefgen.diagnostics.types import Problem
from briefgen.files.atomic import read_plain
from briefgen.files.codes import STRAY_FILE, SYMLINK, TOO_MUCH, UNREADABLE
from briefgen.files.limits import Limits
from briefgen.yaml import reader

_RAISE = (
    "delete what does not belong here; where all of it is meant, set `limits: {%s: …}` under `briefgen` in `mkdocs.yml`"
)


class Budget(msgspec.Struct):
    """What may still be read of one folder."""

    limits: Limits
    files: int = 0
    size: int = 0
    items: int = 0
    is_over: bool = False
    """Whether it was too much, which is said once."""

    def spend(self, path: str, content: bytes) -> Problem | None:
        """Count a content that was read; return the problem of the folder once its items are too many."""
        self.items += content.count(b"\n") + content.count(b",") + 1
        if self.items <= self.limits.total_items:
            return None
        return self.over(
            path, "total_items", f"more than {self.limits.total_items:,} lines and commas in all its files"
        )

    def over(self, path: str, limit: str, what: str) -> Problem:
        """Return that the folder holds too much of something."""
        self.is_over = True
        return TOO_MUCH.problem(path, None, f"`{printable(path)}` has {what}", help=_RAISE % limit)


class _Over(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem


def printable(name: str) -> str:
    """Return a file's name as text that can be written; bytes that are no UTF-8 become question marks."""
    return name.encode("utf-8", "replace").decode("utf-8")


def walk(folder: Path, path: str, budget: Budget) -> Iterator[tuple[str, bytes | Problem]]:
    """Yield each YAML file below a folder with its content, in order, or what keeps it from being read; links are not followed.

    Where the folder holds more than the limits allow, that is all that is yielded.
    """
    try:
        found = list(_listed(folder, path, budget, path, 0))
    except _Over as stop:
        yield path, stop.problem
        return
    limit = budget.limits.file_bytes
    for below, what in found:
        content = what if isinstance(what, Problem) else content_of(what, below, limit)
        yield below, reader.too_large(below, content, limit) if isinstance(content, int) else content


def items_of(folder: Path, path: str, budget: Budget, root: str) -> list[os.DirEntry[str]] | Problem:
    """Return what a folder holds, by name, or what keeps it from being listed; counts it."""
    try:
        with os.scandir(folder) as listing:
            items = list(islice(listing, budget.limits.files - budget.files + 1))
    except OSError as error:
        return UNREADABLE.problem(path, None, f"the folder cannot be read: {error.strerror}")
    budget.files += len(items)
    if budget.files > budget.limits.files:
        return budget.over(root, "files", f"more than {budget.limits.files:,} files and folders in it")
    return sorted(items, key=lambda item: item.name)


def _listed(folder: Path, path: str, budget: Budget, root: str, depth: int) -> Iterator[tuple[str, Path | Problem]]:
    items = items_of(folder, path, budget, root)
    if isinstance(items, Problem):
        if budget.is_over:
            raise _Over(items)
        yield path, items
        return
    for item in items:
        below = f"{path}/{item.name}"
        name = printable(item.name)
        if item.is_symlink():
            yield below, linked(below, name)
        elif item.name.startswith((".", "_")) or item.name.endswith("~"):
            continue
        elif item.is_dir(follow_symlinks=False):
            if depth + 1 >= budget.limits.folder_depth:
                deep = f"folders nested more than {budget.limits.folder_depth} deep"
                raise _Over(budget.over(root, "folder_depth", deep))
            yield from _listed(Path(item.path), below, budget, root, depth + 1)
        elif not item.is_file(follow_symlinks=False):
            yield below, UNREADABLE.problem(below, None, "this is neither a file nor a folder", help="delete it")
        elif item.name.endswith((".yaml", ".yml")):
            if told := weigh(root, item, budget):
                raise _Over(told)
            yield below, Path(item.path)
        elif item.name.lower() not in ("readme.md",):
            message = f"`{name}` is not a YAML file"
            yield below, STRAY_FILE.problem(below, None, message, help="briefs end in `.yaml`")


def weigh(path: str, item: os.DirEntry[str], budget: Budget) -> Problem | None:
    """Count a file's size; return the problem of the folder once its files are too large together."""
    try:
        size = item.stat(follow_symlinks=False).st_size
    except OSError:
        return None
    budget.size += size
    if budget.size <= budget.limits.total_bytes:
        return None
    return budget.over(path, "total_bytes", f"more than {budget.limits.total_bytes / 1_000_000:g} MB in all its files")


def linked(path: str, name: str) -> Problem:
    """Return that a symbolic link stands at a path."""
    return SYMLINK.problem(path, None, f"`{name}` is a symbolic link", help="put the file itself here")


def content_of(file: Path, path: str, limit: int) -> bytes | int | Problem:
    """Return a file's content, its size where that is beyond the limit, or what keeps it from being read."""
    try:
        return read_plain(file, limit)
    except OSError as error:
        if error.errno == errno.ELOOP:
            return linked(path, printable(file.name))
        return UNREADABLE.problem(path, None, f"the file cannot be read: {error.strerror}")
