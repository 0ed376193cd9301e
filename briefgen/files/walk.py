"""List a directory tree before reading any file, so that limits apply up front.

Guarantees: sorted by name; follows no symbolic link; waits for no pipe; reads nothing beyond a limit.
`tests/unit/files/test_limits.py` tests this.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import msgspec

from briefgen.diagnostics.types import Problem
from briefgen.files.atomic import read_plain
from briefgen.files.codes import BAD_NAME, STRAY_FILE, SYMLINK, TOO_MUCH, UNREADABLE, too_large
from briefgen.files.limits import Limits
from briefgen.files.names import NAME_HELP, invalid_character

_OVER_HELP = (
    "delete what does not belong here; if it is all intended, set `limits: {%s: …}` under `briefgen` in `mkdocs.yml`"
)

_ALMOST_YAML = re.compile(r"([^.]++)(?:\.y[aml]{1,4})?+(?:[._ -]?(?:txt|bak|old|orig|copy|~|\(\d\)))*+", re.IGNORECASE)


class Budget(msgspec.Struct):
    """Counts of what was read of one folder, against the limits."""

    limits: Limits
    files: int = 0
    size: int = 0
    items: int = 0
    is_over: bool = False
    """Whether a limit was exceeded, which is reported once."""

    def spend(self, path: str, content: bytes) -> Problem | None:
        """Count a file's lines and commas; return a problem once the folder has too many."""
        self.items += content.count(b"\n") + content.count(b",") + 1
        if self.items <= self.limits.total_items:
            return None
        return self.over(
            path, "total_items", f"more than {self.limits.total_items:,} lines and commas in all its files"
        )

    def over(self, path: str, limit: str, what: str) -> Problem:
        """Return the problem that the folder exceeds a limit."""
        self.is_over = True
        return TOO_MUCH.problem(path, None, f"`{printable(path)}` has {what}", help=_OVER_HELP % limit)


class _Over(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem


def printable(name: str) -> str:
    """Return a file's name with bytes that are not UTF-8 as question marks."""
    return name.encode("utf-8", "replace").decode("utf-8")


def walk(folder: Path, path: str, budget: Budget) -> Iterator[tuple[str, bytes | Problem]]:
    """Yield each YAML file in a folder with its content or the problem in reading it.

    Files come in the order of their names, with paths below ``path``. If the folder exceeds a limit, only that problem
    is yielded.
    """
    try:
        found = list(_listed(folder, path, budget, path, 0))
    except _Over as stop:
        yield path, stop.problem
        return
    limit = budget.limits.file_bytes
    for below, what in found:
        content = what if isinstance(what, Problem) else content_of(what, below, limit)
        yield below, too_large(below, content, limit) if isinstance(content, int) else content


def items_of(folder: Path, path: str, budget: Budget, root: str) -> list[os.DirEntry[str]] | Problem:
    """Return and count a folder's entries by name, or the problem in listing it."""
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
            # folders directly in the root are reported as strays
            if depth and (character := invalid_character(item.name)):
                yield below, bad_name(below, name, character)
            yield from _listed(Path(item.path), below, budget, root, depth + 1)
        elif not item.is_file(follow_symlinks=False):
            yield below, UNREADABLE.problem(below, None, "this is neither a file nor a folder", help="delete it")
        elif item.name.endswith((".yaml", ".yml")):
            if problem := weigh(root, item, budget):
                raise _Over(problem)
            yield below, Path(item.path)
        elif item.name.lower() not in ("readme.md",):
            message = f"`{name}` is not a YAML file"
            match = _ALMOST_YAML.fullmatch(name)
            help = f"briefs end in `.yaml`: rename it to `{match[1]}.yaml`" if match else "briefs end in `.yaml`"
            yield below, STRAY_FILE.problem(below, None, message, help=help)


def weigh(path: str, item: os.DirEntry[str], budget: Budget) -> Problem | None:
    """Count a file's size; return a problem once the folder's files are too large."""
    try:
        size = item.stat(follow_symlinks=False).st_size
    except OSError:
        return None
    budget.size += size
    if budget.size <= budget.limits.total_bytes:
        return None
    return budget.over(path, "total_bytes", f"more than {budget.limits.total_bytes / 1_000_000:g} MB in all its files")


def bad_name(path: str, name: str, character: str) -> Problem:
    """Return the problem of a file or folder whose name has this character."""
    message = f"`{name}` has {printable(character)!r} in its name"
    return BAD_NAME.problem(path, None, message, help=NAME_HELP)


def linked(path: str, name: str) -> Problem:
    """Return the problem of a symbolic link."""
    return SYMLINK.problem(path, None, f"`{name}` is a symbolic link", help="put the file itself here")


def content_of(file: Path, path: str, limit: int) -> bytes | int | Problem:
    """Return a file's content, its size if that exceeds the limit, or a problem."""
    try:
        return read_plain(file, limit)
    except OSError as error:
        return unreadable(file, path, error)


def unreadable(file: Path, path: str, error: OSError) -> Problem:
    """Return the problem of a file that cannot be opened or read."""
    if error.errno == errno.ELOOP:
        return linked(path, printable(file.name))
    return UNREADABLE.problem(path, None, f"the file cannot be read: {error.strerror}")
